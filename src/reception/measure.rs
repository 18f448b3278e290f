//! What the team decides about its conduct: pauses, deletions, closed channels, briefings, facts, audiences.

use commands::{Command, ConductDecide, Measure as Asked, MeasureAction, StatementDraft};

use super::timeline::found;
use super::{Answer, Reception, ReceptionError, answer};
use crate::chat::{Chat, ChatEvent};
use crate::conduct::measure::desk::{Deed, New, begin, change};
use crate::conduct::measure::{Kind, Said, store, voice};
use crate::id::MeasureId;
use crate::incident::Incident;
use crate::incident::desk::meant;
use crate::incident::evidence::{self, Words};
use crate::person::Person;
use crate::store::{StoreError, Tx};
use crate::words::Locale;

impl Reception {
    /// Decides something, or proposes it.
    pub(super) async fn decide_conduct(
        &self,
        event: &ChatEvent,
        locale: Locale,
        asked: ConductDecide,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let incident = found(locale, meant(&mut tx, &event.place, asked.incident).await?)?;
        let evidence = match &asked.measure {
            // A rule that is none is refused before anybody looks for words.
            Asked::Takedown { link, rule, words } if self.plan.conduct.guidelines.contains_key(rule) => {
                let Some(words) = self.words_at(&mut tx, event, &incident, link, words.as_deref()).await? else {
                    return Ok(Some(Answer::new(evidence::voice::unheard(locale, link))));
                };
                Some(words)
            }
            _ => None,
        };
        let (kind, new) = self.new_measure(event, asked.measure);
        let (by, now, policy) = (&event.person, self.clock.now(), &self.plan.conduct);
        let done = begin(&mut tx, &self.home, policy, (&incident, kind), new, by, now).await?;
        if let (Ok(_), Some(words)) = (&done, evidence) {
            evidence::desk::add(&mut tx, &self.home, &incident, &words, by, now).await?;
        }
        self.commit(tx).await?;
        Ok(Some(match done {
            Ok(measure) => Answer::about("incident", incident.id, voice::begun(locale, &measure)),
            Err(refused) => Answer::about("incident", incident.id, voice::refused(locale, &refused)),
        }))
    }

    /// What stands at an address, as it was heard or as the person says.
    async fn words_at(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        incident: &Incident,
        link: &str,
        typed: Option<&str>,
    ) -> Result<Option<Words>, StoreError> {
        let heard = evidence::desk::heard_at(tx, incident, link).await?;
        Ok(heard.or_else(|| typed.map(|typed| Words::typed(link, typed, event.at))))
    }

    fn new_measure(&self, event: &ChatEvent, asked: Asked) -> (Kind, New) {
        let account = |user: String| event.person.beside(user);
        let minutes = |span: Option<commands::Span>| span.map(|span| span.minutes);
        match asked {
            Asked::Hold { reason, place, span } => {
                let what = place.unwrap_or_default();
                (Kind::Hold, New { what, why: reason, minutes: minutes(span), ..New::default() })
            }
            Asked::Takedown { link, rule, .. } => (Kind::Takedown, New { what: link, basis: rule, ..New::default() }),
            Asked::Shut { place, reason, review } => {
                (Kind::Shut, New { what: place, why: reason, minutes: minutes(review), ..New::default() })
            }
            Asked::Brief { words, people } => {
                let named: Vec<Person> = people.into_iter().map(account).collect();
                let near = |person: &Person| self.rules.accounts().near(person, &event.person.platform);
                let configured = || self.plan.conduct.ambassadors.iter().filter_map(near).collect();
                let people = if named.is_empty() { configured() } else { named };
                (Kind::Brief, New { what: words, people, ..New::default() })
            }
            Asked::Fact { claim, fact, proof } => {
                (Kind::Fact, New { what: claim, why: fact, basis: proof, ..New::default() })
            }
            Asked::Inform { audience, person, every } => {
                let owner = person.map(account).or_else(|| Some(event.person.clone()));
                (Kind::Inform, New { what: audience, owner, minutes: minutes(every), ..New::default() })
            }
        }
    }

    /// All that was decided.
    pub(super) async fn decided_conduct(
        &self,
        event: &ChatEvent,
        locale: Locale,
        named: Option<i64>,
    ) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let incident = found(locale, meant(&mut tx, &event.place, named).await?)?;
        let measures = store::of(&mut tx, incident.id).await?;
        let post = voice::list(locale, &incident, &measures, self.clock.now());
        Ok(Answer::about("incident", incident.id, post))
    }

    /// Says yes or no to it, does it, or ends it.
    pub(super) async fn change_measure(
        &self,
        event: &ChatEvent,
        locale: Locale,
        id: i64,
        deed: Deed<'_>,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let done = change(&mut tx, &self.home, MeasureId(id), deed, &event.person, self.clock.now()).await?;
        self.commit(tx).await?;
        Ok(Some(match done {
            Ok(measure) => Answer::about("incident", measure.incident, voice::noted(locale, &measure)),
            Err(refused) => Answer::new(voice::refused(locale, &refused)),
        }))
    }

    /// Does what a button, a menu or a form of a decision stands for.
    pub(super) async fn measure_action(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        (action, answers): (MeasureAction, Option<&[(String, String)]>),
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        let (id, deed) = match action {
            MeasureAction::Yes(id) => (id, Deed::Says(Said::Yes)),
            MeasureAction::No(id) => (id, Deed::Says(Said::No)),
            MeasureAction::Go(id) => (id, Deed::Go),
            MeasureAction::Lift(id) => (id, Deed::Lift("")),
            MeasureAction::Correct(id) => return self.correct(event, locale, id).await,
            MeasureAction::Fact(incident) => {
                let Some(answers) = answers else {
                    // A form has to open before the platform's patience ends: nothing is stored yet.
                    chat.ask(trigger, &voice::fact_form(locale, incident)).await?;
                    return Ok(None);
                };
                let answer = |key: &str| answer(answers, key).to_owned();
                let measure = Asked::Fact { claim: answer("claim"), fact: answer("fact"), proof: answer("proof") };
                return self.decide_conduct(event, locale, ConductDecide { measure, incident: Some(incident) }).await;
            }
        };
        self.change_measure(event, locale, id, deed).await
    }

    /// A statement that begins with the fact and what shows it. The claim is not said again.
    async fn correct(&self, event: &ChatEvent, locale: Locale, id: i64) -> Result<Option<Answer>, ReceptionError> {
        let Some(fact) = store::get(&mut self.store.read().await?, MeasureId(id)).await? else {
            let refused = crate::conduct::measure::desk::Refused::Unknown(MeasureId(id));
            return Ok(Some(Answer::new(voice::refused(locale, &refused))));
        };
        let text = Some(format!("{}\n{}", fact.why, fact.basis));
        let draft = StatementDraft { purpose: Some("correction".to_owned()), text, ..StatementDraft::default() };
        self.statement(event, locale, Command::StatementDraft(draft)).await
    }
}
