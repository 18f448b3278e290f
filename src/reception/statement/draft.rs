//! Statements begin: by hand, from a template, in other words for another channel, in place of one that is public.

use chrono::Duration;
use commands::{StatementDraft, StatementReplace, StatementVersion};

use super::{at, card_of, done, edit, faces, locked, unknown};
use crate::gate::Work;
use crate::id::StatementId;
use crate::incident::desk::{Meant, rooms};
use crate::incident::{self, BY_HAND_SEVERITY, Incident};
use crate::post::Post;
use crate::reception::asking::Asking;
use crate::reception::{Answer, Answered, ReceptionError};
use crate::refusal::Error;
use crate::statement::desk::{self, New};
use crate::statement::store::{self, Stand};
use crate::statement::template::given;
use crate::statement::text::Words;
use crate::statement::texts::{Change, Variant};
use crate::statement::{Channel, Kind, voice};
use crate::store::{StoreError, Tx};
use crate::words::Locale;

/// Drafts it, and asks for a review when the person said so.
pub(super) async fn begin(asking: &Asking<'_>, asked: StatementDraft) -> Answered {
    let mut tx = asking.begin().await?;
    let about = about(asking, &mut tx, asked.incident).await?;
    let stand = stand(asking, &mut tx, &about).await?;
    let spoken = asking.home().locale(&mut tx, &stand.channel).await?;
    let asked = filled_in(asking, asked, spoken).map_err(Answer::new)?;
    let planned = asked.planned.map(|span| asking.now() + Duration::minutes(i64::from(span.minutes)));
    let new = New {
        kind: asked.purpose.as_deref().and_then(Kind::named).unwrap_or_default(),
        main: Variant {
            channel: asked.outlet.as_deref().and_then(Channel::named).unwrap_or_default(),
            language: asked.language.unwrap_or(spoken).tag().to_owned(),
            words: Words::new(asked.text.as_deref().unwrap_or_default()),
        },
        sensitive: asked.sensitive,
        // Read anew from the incident, or from all open ones, when it is drafted.
        severity: BY_HAND_SEVERITY,
        incident: if let About::This(incident) = &about { Some(incident.id) } else { None },
        replaces: None,
        publish_at: planned,
        template: asked.template,
    };
    let drafted = desk::draft(&mut tx, at(asking, &asking.may::<Work>()?), new, stand).await;
    match drafted {
        // Which incident it is about comes before the question who approves it.
        drafted if let About::Several(open) = &about => {
            done(asking, tx, drafted, |stored, ()| voice::which(asking.locale, &stored.statement, open)).await
        }
        Ok((stored, ())) if asked.review => ask_at_once(asking, tx, stored.statement.id).await,
        drafted => done(asking, tx, drafted, |stored, ()| voice::drafted(asking.locale, &stored.statement)).await,
    }
}

/// Asks for the review of what was just drafted. When that is refused the draft is there all the same.
async fn ask_at_once(asking: &Asking<'_>, mut tx: Tx, id: StatementId) -> Answered {
    let asked = desk::ask(&mut tx, at(asking, &asking.may::<Work>()?), id).await;
    if let Err(Error::Refused(no)) = &asked {
        asking.commit(tx).await?;
        return Ok(Some(Answer::new(voice::refused(asking.locale, &faces(asking), no))));
    }
    done(asking, tx, asked, |stored, asked| voice::asked(asking.locale, &stored.statement, &asked)).await
}

/// The incident that a new statement is about, and what has to be asked where nobody said.
enum About {
    This(Incident),
    /// None in particular: nothing is open, or the person said so.
    Nothing,
    /// Any of these. Until somebody says which, the strictest rule of all of them holds.
    Several(Vec<Incident>),
}

/// What the person said, or the thread, or the only one that is open.
async fn about(asking: &Asking<'_>, tx: &mut Tx, said: Option<Option<i64>>) -> Result<About, ReceptionError> {
    if said == Some(None) {
        return Ok(About::Nothing);
    }
    Ok(match asking.meant(tx, said.flatten()).await? {
        Meant::This(incident) => About::This(asking.found(tx, Meant::This(incident)).await?),
        Meant::None => About::Nothing,
        Meant::Several(open) => About::Several(open),
        Meant::Unknown(id) => return Err(Answer::new(incident::voice::unknown(asking.locale, id)).into()),
    })
}

/// Where a statement's card belongs: in the thread of its incident, or where it was asked for.
async fn stand(asking: &Asking<'_>, tx: &mut Tx, about: &About) -> Result<Stand, StoreError> {
    let here = asking.channel();
    let About::This(incident) = about else {
        return Ok(Stand { channel: here, under: None });
    };
    let rooms = rooms(tx, asking.home(), incident).await?;
    let same = rooms.iter().find(|room| room.channel == here);
    // A conversation with one person is no place for a card that all have to see.
    let room = same.or_else(|| rooms.first().filter(|_| here.direct_to().is_some()));
    Ok(match room {
        Some(room) => Stand { channel: room.channel.clone(), under: Some(incident.anchor()) },
        None => Stand { channel: here, under: None },
    })
}

/// Says which incident a draft is about: by a button of the question that was asked when it was begun.
pub(super) async fn belongs(asking: &Asking<'_>, id: i64, incident: u32) -> Answered {
    let mut tx = asking.begin().await?;
    let incident = match incident {
        0 => None,
        number => Some(asking.incident(&mut tx, Some(number.into())).await?.id),
    };
    let done = desk::belongs(&mut tx, at(asking, &asking.may::<Work>()?), StatementId(id), incident).await;
    super::done(asking, tx, done, |stored, ()| voice::belongs(asking.locale, &stored.statement)).await
}

/// Words for another channel or language.
pub(super) async fn version(asking: &Asking<'_>, asked: StatementVersion) -> Answered {
    let mut tx = asking.begin().await?;
    let stored = locked(asking, &mut tx, asked.statement).await?;
    let main = stored.statement.texts.main();
    let channel = asked.outlet.as_deref().and_then(Channel::named).unwrap_or(main.channel);
    let language = asked.language.map_or_else(|| main.language.clone(), |language| language.tag().to_owned());
    let words = asked.text.as_deref().filter(|_| !asked.drop).map(Words::new);
    if words.is_none() && !asked.drop {
        return card_of(asking, &mut tx, &stored).await.map(Some);
    }
    let change = Change { of: Some((channel, language)), words };
    edit(asking, tx, (stored.statement.id, stored.statement.revision), &[change]).await
}

/// What takes the place of a public statement, for the same channel and in the same language.
pub(super) async fn replace(asking: &Asking<'_>, asked: StatementReplace) -> Answered {
    let mut tx = asking.begin().await?;
    let id = StatementId(asked.statement);
    let old = store::get(&mut tx, id).await?.ok_or_else(|| unknown(asking, asked.statement))?;
    let main = old.statement.texts.main().clone();
    let new = New {
        kind: if asked.corrects { Kind::Correction } else { old.statement.kind },
        main: Variant { words: Words::new(&asked.text), ..main },
        sensitive: old.statement.sensitive,
        severity: old.statement.severity,
        incident: old.statement.incident,
        replaces: Some(id),
        publish_at: None,
        template: None,
    };
    let drafted = desk::replace(&mut tx, at(asking, &asking.may::<Work>()?), new, &old).await;
    done(asking, tx, drafted, |stored, ()| voice::replaces(asking.locale, &stored.statement, id)).await
}

/// The draft with the words, the kind and the language of its template; or why not, where there is no such template or
/// it has no such blank.
fn filled_in(asking: &Asking<'_>, asked: StatementDraft, spoken: Locale) -> Result<StatementDraft, Post> {
    let Some(name) = asked.template.clone() else { return Ok(asked) };
    let language = asked.language.unwrap_or(spoken);
    let Some(template) = asking.rules().templates.get(&name, language.tag()) else {
        return Err(voice::unknown_template(asking.locale, &name));
    };
    let values = given(asked.fill.as_deref().unwrap_or_default());
    let blanks = template.placeholders();
    if let Some((wrong, _)) = values.iter().find(|(name, _)| !blanks.contains(&name.as_str())) {
        return Err(voice::unknown_blank(asking.locale, wrong, &blanks));
    }
    let words = asked.text.clone().unwrap_or_else(|| template.fill(&values).text().to_owned());
    Ok(StatementDraft {
        purpose: asked.purpose.clone().or_else(|| Some(template.kind.name().to_owned())),
        language: Locale::nearest(&template.language).or(Some(language)),
        text: Some(words),
        ..asked
    })
}
