//! Surveys: begun, answered and closed by command, button and form.

use commands::{CheckinAction, RetroAction, RetroAdd, RetroCommand, RetroStart, RetroVerb};

use super::asking::{Act, Asking};
use super::{Answer, Answered, ReceptionError, debrief, export};
use crate::chat::Place;
use crate::id::{CheckinId, IncidentId, SurveyId};
use crate::incident::desk::{Meant, meant};
use crate::incident::{self, Incident};
use crate::person::Actor;
use crate::retro::desk::{self, No};
use crate::retro::{Reply, Survey, action, cases, checkin, results, store, voice};
use crate::store::{StoreError, Tx};
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
async fn reply(asking: &Asking<'_>, id: SurveyId, reply: Reply, key: &str) -> Answered {
    let mut tx = asking.begin().await?;
    let done = desk::reply(&mut tx, asking.home(), id, asking.by(), reply, asking.now()).await?;
    asking.commit(tx).await?;
    Ok(Some(answered(asking.locale, key, done.map(|(survey, _)| survey))))
}

/// The questions were answered.
async fn take_answers(asking: &Asking<'_>, id: SurveyId, receipt: &str, answers: &[(String, String)]) -> Answered {
    let mut tx = asking.begin().await?;
    let done = desk::answer(&mut tx, asking.home(), id, asking.by(), receipt, answers, asking.now()).await?;
    asking.commit(tx).await?;
    Ok(Some(match done {
        Ok((survey, ())) => Answer::about("survey", survey.id, voice::thanks(asking.locale, &survey, receipt)),
        Err(no) => refused(asking.locale, no),
    }))
}

/// Whether the company has recovered.
pub(super) async fn checked_in(asking: &Asking<'_>, action: CheckinAction) -> Answered {
    let (id, recovered) = match action {
        CheckinAction::Recovered(checkin) => (CheckinId(checkin), true),
        CheckinAction::NotYet(checkin) => (CheckinId(checkin), false),
    };
    let mut tx = asking.begin().await?;
    let done = checkin::desk::answer(&mut tx, asking.home(), id, recovered, asking.by(), asking.now()).await?;
    asking.commit(tx).await?;
    Ok(Some(match done {
        Ok(checkin) => Answer::about("checkin", id, checkin::voice::answered(asking.locale, &checkin)),
        Err(refused) => Answer::new(checkin::voice::refused(asking.locale, refused)),
    }))
}

async fn start(asking: &Asking<'_>, asked: RetroStart) -> Answered {
    let mut tx = asking.begin().await?;
    let incident = ended(asking, &mut tx, asked.incident).await?;
    let (by, now) = (Actor::from(asking.by()), asking.now());
    let done = desk::start(&mut tx, asking.home(), incident.id, asked.anonymous, &by, now).await?;
    asking.commit(tx).await?;
    Ok(Some(answered(asking.locale, "retro-done-start", done.map(|(survey, ())| survey))))
}

async fn invite(asking: &Asking<'_>, asked: RetroAdd) -> Answered {
    let (person, by) = (asking.somebody(&asked.person).await?, asking.by());
    let mut tx = asking.begin().await?;
    let survey = survey_of(asking, &mut tx, asked.incident).await?;
    let done = desk::invite(&mut tx, asking.home(), survey.id, &person, by, asking.now()).await?;
    asking.commit(tx).await?;
    let new = matches!(done, Ok((_, true)));
    let key = if new { "retro-done-add" } else { "retro-done-asked" };
    Ok(Some(answered(asking.locale, key, done.map(|(survey, _)| survey))))
}

async fn close(asking: &Asking<'_>, named: Option<i64>) -> Answered {
    let mut tx = asking.begin().await?;
    let survey = survey_of(asking, &mut tx, named).await?;
    let done = desk::close(&mut tx, asking.home(), survey.id, &asking.by().into(), asking.now()).await?;
    asking.commit(tx).await?;
    Ok(Some(answered(asking.locale, "retro-done-close", done.map(|(survey, ())| survey))))
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

/// As [`over`], or the refusal when there is none.
async fn ended(asking: &Asking<'_>, tx: &mut Tx, named: Option<i64>) -> Result<Incident, ReceptionError> {
    let found = over(tx, asking.place(), named).await?;
    Ok(found.ok_or_else(|| refused(asking.locale, No::Unknown))?)
}

/// The survey after the incident that is meant.
async fn survey_of(asking: &Asking<'_>, tx: &mut Tx, named: Option<i64>) -> Result<Survey, ReceptionError> {
    let incident = ended(asking, tx, named).await?;
    let found = store::of_incident(tx, incident.id).await?;
    Ok(found.ok_or_else(|| refused(asking.locale, No::Unknown))?)
}

/// The incident that is meant: by its number, by the thread, or the last one that ended.
pub(super) async fn over(tx: &mut Tx, place: &Place, named: Option<i64>) -> Result<Option<Incident>, StoreError> {
    if named.is_some() || place.thread.is_some() {
        if let Meant::This(incident) = meant(tx, place, named).await? {
            return Ok(Some(incident));
        }
        if let Some(id) = named {
            return incident::store::get(tx, IncidentId(id)).await;
        }
    }
    incident::store::last_resolved(tx).await
}

fn answered(locale: Locale, key: &str, done: Result<Survey, No>) -> Answer {
    match done {
        Ok(survey) => Answer::about("survey", survey.id, voice::done(locale, key, &survey)),
        Err(no) => refused(locale, no),
    }
}

fn refused(locale: Locale, no: No) -> Answer {
    Answer::new(voice::refused(locale, no))
}

fn new_receipt() -> Result<String, ReceptionError> {
    let mut bytes = [0; RECEIPT];
    getrandom::fill(&mut bytes)?;
    Ok(hex::encode(bytes))
}
