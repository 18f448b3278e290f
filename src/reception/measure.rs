//! What the team decides about its conduct: pauses, deletions, closed channels, briefings, facts, audiences.

use commands::{ConductDecide, Measure as Asked, MeasureAction, StatementCommand, StatementDraft};

use super::asking::{Act, Asking, answer};
use super::{Answer, Answered, ReceptionError, statement};
use crate::conduct::measure::desk::{Deed, New, begin, change};
use crate::conduct::measure::{Kind, Said, store, voice};
use crate::gate::Work;
use crate::id::MeasureId;
use crate::incident::Incident;
use crate::incident::evidence::{self, Words};
use crate::person::Person;
use crate::store::{StoreError, Tx};

/// Decides something, or proposes it.
pub(super) async fn decide(asking: &Asking<'_>, asked: ConductDecide) -> Answered {
    let (kind, new) = new_measure(asking, asked.measure.clone()).await?;
    let mut tx = asking.begin().await?;
    let incident = asking.incident(&mut tx, asked.incident).await?;
    let evidence = match &asked.measure {
        // A rule that is none is refused before anybody looks for words.
        Asked::Takedown { link, rule, words } if asking.plan().conduct.guidelines.contains_key(rule) => {
            let Some(words) = words_at(asking, &mut tx, &incident, link, words.as_deref()).await? else {
                return Ok(Some(Answer::new(evidence::voice::unheard(asking.locale, link))));
            };
            Some(words)
        }
        _ => None,
    };
    let (by, now, policy) = (&asking.may::<Work>()?, asking.now(), &asking.plan().conduct);
    let begun = begin(&mut tx, asking.home(), policy, (&incident, kind), new, by, now).await;
    let measure = begun.map_err(|error| asking.refuse(error, voice::refused))?;
    if let Some(words) = evidence {
        evidence::desk::add(&mut tx, asking.home(), &incident, &words, by, now).await?;
    }
    asking.commit(tx).await?;
    Ok(Some(Answer::about("incident", incident.id, voice::begun(asking.locale, &measure))))
}

/// What stands at an address, as it was heard or as the person says.
async fn words_at(
    asking: &Asking<'_>,
    tx: &mut Tx,
    incident: &Incident,
    link: &str,
    typed: Option<&str>,
) -> Result<Option<Words>, StoreError> {
    let heard = evidence::desk::heard_at(tx, incident, link).await?;
    Ok(heard.or_else(|| typed.map(|typed| Words::typed(link, typed, asking.event.at))))
}

async fn new_measure(asking: &Asking<'_>, asked: Asked) -> Result<(Kind, New), ReceptionError> {
    let minutes = |span: Option<commands::Span>| span.map(|span| span.minutes);
    Ok(match asked {
        Asked::Hold { reason, place, span } => {
            let what = place.unwrap_or_default();
            (Kind::Hold, New { what, why: reason, minutes: minutes(span), ..New::default() })
        }
        Asked::Takedown { link, rule, .. } => (Kind::Takedown, New { what: link, basis: rule, ..New::default() }),
        Asked::Shut { place, reason, review } => {
            (Kind::Shut, New { what: place, why: reason, minutes: minutes(review), ..New::default() })
        }
        Asked::Brief { words, people } => {
            let mut named: Vec<Person> = Vec::new();
            for user in &people {
                named.push(asking.somebody(user).await?);
            }
            let near = |person: &Person| asking.rules().accounts().near(person, &asking.by().platform);
            let configured = || asking.plan().conduct.ambassadors.iter().filter_map(near).collect();
            let people = if named.is_empty() { configured() } else { named };
            (Kind::Brief, New { what: words, people, ..New::default() })
        }
        Asked::Fact { claim, fact, proof } => {
            (Kind::Fact, New { what: claim, why: fact, basis: proof, ..New::default() })
        }
        Asked::Inform { audience, person, every } => {
            let owner = asking.anybody(person.as_deref()).await?.or_else(|| Some(asking.by().clone()));
            (Kind::Inform, New { what: audience, owner, minutes: minutes(every), ..New::default() })
        }
    })
}

/// All that was decided.
pub(super) async fn list(asking: &Asking<'_>, named: Option<i64>) -> Answered {
    let mut tx = asking.read().await?;
    let incident = asking.incident(&mut tx, named).await?;
    let measures = store::of(&mut tx, incident.id).await?;
    let post = voice::list(asking.locale, &incident, &measures, asking.now());
    Ok(Some(Answer::about("incident", incident.id, post)))
}

/// Says yes or no to it, does it, or ends it.
pub(super) async fn alter(asking: &Asking<'_>, id: i64, deed: Deed<'_>) -> Answered {
    let mut tx = asking.begin().await?;
    let done = change(&mut tx, asking.home(), MeasureId(id), deed, &asking.may::<Work>()?, asking.now()).await;
    let measure = done.map_err(|error| asking.refuse(error, voice::refused))?;
    asking.commit(tx).await?;
    Ok(Some(Answer::about("incident", measure.incident, voice::noted(asking.locale, &measure))))
}

/// Does what a button, a menu or a form of a decision stands for.
pub(super) async fn act(asking: &Asking<'_>, action: MeasureAction, act: Act<'_>) -> Answered {
    let (id, deed) = match (action, act) {
        (MeasureAction::Yes(id), _) => (id, Deed::Says(Said::Yes)),
        (MeasureAction::No(id), _) => (id, Deed::Says(Said::No)),
        (MeasureAction::Go(id), _) => (id, Deed::Go),
        (MeasureAction::Lift(id), _) => (id, Deed::Lift("")),
        (MeasureAction::Correct(id), _) => return correct(asking, id).await,
        (MeasureAction::Fact(incident), Act::Pressed { trigger }) => {
            return asking.open(trigger, &voice::fact_form(asking.locale, incident)).await;
        }
        (MeasureAction::Fact(incident), Act::FilledIn(answers)) => {
            let answer = |key: &str| answer(answers, key).to_owned();
            let measure = Asked::Fact { claim: answer("claim"), fact: answer("fact"), proof: answer("proof") };
            return decide(asking, ConductDecide { measure, incident: Some(incident) }).await;
        }
    };
    alter(asking, id, deed).await
}

/// A statement that begins with the fact and what shows it. The claim is not said again.
async fn correct(asking: &Asking<'_>, id: i64) -> Answered {
    let Some(fact) = store::get(&mut asking.read().await?, MeasureId(id)).await? else {
        let refused = crate::conduct::measure::Refused::Unknown(MeasureId(id));
        return Ok(Some(Answer::new(voice::refused(asking.locale, &refused))));
    };
    let text = Some(format!("{}\n{}", fact.why, fact.basis));
    let draft = StatementDraft { purpose: Some("correction".to_owned()), text, ..StatementDraft::default() };
    statement::handle(asking, StatementCommand::Draft(draft)).await
}
