//! Surveys: begun, answered and closed by command, button and form.

use commands::{CheckinAction, RetroAction, RetroAdd, RetroCommand, RetroStart, RetroVerb};

use super::asking::{Act, Asking};
use super::{Answer, Answered, ReceptionError, debrief, export};
use crate::gate::{Asked, Work};
use crate::id::{CheckinId, SurveyId};
use crate::person::Actor;
use crate::post::Post;
use crate::retro::{No, Reply, Survey, action, cases, checkin, desk, results, store, voice};
use crate::store::Tx;
use crate::words::Locale;

/// Of a receipt, in bytes: nobody finds another one's by trying.
const RECEIPT: usize = 16;

/// Answers a command about what comes after an incident.
pub(super) async fn handle(asking: &Asking<'_>, command: RetroCommand) -> Answered {
    match command {
        RetroCommand::Start(asked) => start(asking, asked).await,
        RetroCommand::Add(asked) => invite(asking, asked).await,
        RetroCommand::Close(asked) => close(asking, asked.incident).await,
        RetroCommand::Show(asked) => show(asking, asked.incident).await,
        RetroCommand::Trends(_) => trends(asking).await,
        RetroCommand::Report(asked) => export::write(asking, asked).await,
        RetroCommand::Debrief(asked) => debrief::call(asking, &asked).await,
        RetroCommand::Cases(asked) => {
            let all = cases::desk::all(&mut asking.read().await?).await?;
            let found = cases::search(all, asked.kind, asked.text.as_deref().unwrap_or_default());
            Ok(Some(Answer::new(cases::voice::found(asking.locale, &found))))
        }
    }
}

/// A button of a survey, or the questions that were answered.
pub(super) async fn act(asking: &Asking<'_>, action: RetroAction, act: Act<'_>) -> Answered {
    let RetroAction { verb, survey, receipt } = action;
    let id = SurveyId(survey);
    match (verb, act) {
        (RetroVerb::Answer, Act::Pressed { trigger }) => open(asking, id, receipt, trigger).await,
        (RetroVerb::Answer, Act::FilledIn(answers)) => take_answers(asking, id, &receipt, answers).await,
        (RetroVerb::Later, _) => reply(asking, id, Reply::Later, "retro-done-later").await,
        (RetroVerb::Close, _) => close_early(asking, id).await,
        (RetroVerb::Decline, _) => reply(asking, id, Reply::Declined, "retro-done-decline").await,
    }
}

/// Opens the questions.
async fn open(asking: &Asking<'_>, id: SurveyId, receipt: String, trigger: &str) -> Answered {
    let Some(survey) = store::get(&mut asking.read().await?, id).await? else {
        return Ok(Some(refused(asking.locale, No::Unknown)));
    };
    let by = survey.asked_as(asking.by(), &asking.home().accounts);
    if let Err(why) = survey.may_answer(&by, &receipt) {
        return Ok(Some(refused(asking.locale, No::Refused(why))));
    }
    let receipt = if receipt.is_empty() && survey.anonymous { new_receipt()? } else { receipt };
    asking.open(trigger, &voice::form(asking.locale, &survey, &by, &receipt)).await
}

/// No answer will come now.
async fn reply(asking: &Asking<'_>, id: SurveyId, reply: Reply, key: &'static str) -> Answered {
    let mut tx = asking.begin().await?;
    let done = desk::reply(&mut tx, asking.home(), id, &asking.may::<Asked>()?, reply, asking.now()).await;
    told(asking, tx, done, |_| key).await
}

/// The questions were answered. Of an anonymous survey the sheet is stored by itself, and that the person answered after
/// it, apart, when the store has forgotten how the sheet came: no copy of the database holds one beside the other.
async fn take_answers(asking: &Asking<'_>, id: SurveyId, receipt: &str, answers: &[(String, String)]) -> Answered {
    let known = store::get(&mut asking.read().await?, id).await?;
    if known.is_some_and(|survey| survey.anonymous) {
        asking.forget_traces().await?;
        // The event's key is taken with the person's receipt: a redelivery puts the same sheet in the same place.
        let mut tx = asking.write_apart().await?;
        let done = desk::take_sheet(&mut tx, asking.home(), id, &asking.may::<Asked>()?, receipt, answers).await;
        done.map_err(|error| asking.refuse(error, no))?;
        tx.commit().await?;
        asking.forget_traces().await?;
    }
    let mut tx = asking.begin().await?;
    let done = desk::answer(&mut tx, asking.home(), id, &asking.may::<Asked>()?, receipt, answers, asking.now()).await;
    let (survey, ()) = done.map_err(|error| asking.refuse(error, no))?;
    asking.commit(tx).await?;
    Ok(Some(Answer::about("survey", survey.id, voice::thanks(asking.locale, &survey, receipt))))
}

/// Whether the company has recovered.
pub(super) async fn checked_in(asking: &Asking<'_>, action: CheckinAction) -> Answered {
    let (id, recovered) = match action {
        CheckinAction::Recovered(checkin) => (CheckinId(checkin), true),
        CheckinAction::NotYet(checkin) => (CheckinId(checkin), false),
    };
    let mut tx = asking.begin().await?;
    let done =
        checkin::desk::answer(&mut tx, asking.home(), id, recovered, &asking.may::<Asked>()?, asking.now()).await;
    let checkin = done.map_err(|error| asking.refuse(error, |locale, no| checkin::voice::refused(locale, *no)))?;
    asking.commit(tx).await?;
    Ok(Some(Answer::about("checkin", id, checkin::voice::answered(asking.locale, &checkin))))
}

async fn start(asking: &Asking<'_>, asked: RetroStart) -> Answered {
    let mut tx = asking.begin().await?;
    let incident = asking.ended(&mut tx, asked.incident).await?;
    let (by, now) = (Actor::from(asking.by()), asking.now());
    let done = desk::start(&mut tx, asking.home(), incident.id, asked.anonymous, &by, now).await;
    told(asking, tx, done, |()| "retro-done-start").await
}

async fn invite(asking: &Asking<'_>, asked: RetroAdd) -> Answered {
    let person = asking.somebody(&asked.person).await?;
    let mut tx = asking.begin().await?;
    let survey = survey_of(asking, &mut tx, asked.incident).await?;
    let by = &asking.may::<Work>()?;
    let done = desk::invite(&mut tx, asking.home(), survey.id, &person, by, asking.now()).await;
    told(asking, tx, done, |new| if new { "retro-done-add" } else { "retro-done-asked" }).await
}

/// Closes it before its time; of an anonymous one whoever is in charge hears first what that hides.
async fn close(asking: &Asking<'_>, named: Option<i64>) -> Answered {
    let survey = survey_of(asking, &mut asking.read().await?, named).await?;
    if !survey.anonymous {
        return close_early(asking, survey.id).await;
    }
    let mut tx = asking.read().await?;
    let done = desk::closing(&mut tx, asking.home(), survey.id, &asking.may::<Work>()?, asking.now()).await;
    let (survey, hidden) = done.map_err(|error| asking.refuse(error, no))?;
    Ok(Some(Answer::about("survey", survey.id, voice::closing(asking.locale, &survey, hidden))))
}

async fn close_early(asking: &Asking<'_>, id: SurveyId) -> Answered {
    let mut tx = asking.begin().await?;
    let done = desk::close_early(&mut tx, asking.home(), id, &asking.may::<Work>()?, asking.now()).await;
    told(asking, tx, done, |()| "retro-done-close").await
}

async fn show(asking: &Asking<'_>, named: Option<i64>) -> Answered {
    let survey = survey_of(asking, &mut asking.read().await?, named).await?;
    let found = results::results(&survey);
    Ok(Some(Answer::about("survey", survey.id, voice::results(asking.locale, &survey, &found))))
}

async fn trends(asking: &Asking<'_>) -> Answered {
    let mut tx = asking.read().await?;
    let mut post = voice::trends(asking.locale, &desk::trends(&mut tx).await?);
    post.blocks.extend(action::voice::trend(asking.locale, &action::store::all(&mut tx).await?, asking.now()));
    Ok(Some(Answer::new(post)))
}

/// The survey after the incident that is meant.
async fn survey_of(asking: &Asking<'_>, tx: &mut Tx, named: Option<i64>) -> Result<Survey, ReceptionError> {
    let incident = asking.ended(tx, named).await?;
    let found = store::of_incident(tx, incident.id).await?;
    Ok(found.ok_or_else(|| refused(asking.locale, No::Unknown))?)
}

/// Commits, and says what became of the survey, in the sentence of a key.
async fn told<T>(asking: &Asking<'_>, tx: Tx, done: desk::Answer<T>, key: impl FnOnce(T) -> &'static str) -> Answered {
    let (survey, outcome) = done.map_err(|error| asking.refuse(error, no))?;
    asking.commit(tx).await?;
    Ok(Some(Answer::about("survey", survey.id, voice::done(asking.locale, key(outcome), &survey))))
}

fn no(locale: Locale, no: &No) -> Post {
    voice::refused(locale, *no)
}

fn refused(locale: Locale, no: No) -> Answer {
    Answer::new(voice::refused(locale, no))
}

fn new_receipt() -> Result<String, ReceptionError> {
    let mut bytes = [0; RECEIPT];
    getrandom::fill(&mut bytes)?;
    Ok(hex::encode(bytes))
}
