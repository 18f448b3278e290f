//! What happens to surveys: each use case loads, decides purely, and saves facts, ledger and errands in the transaction that
//! it is given. Of an anonymous survey the ledger learns who was asked and nothing of what they did.

use std::collections::BTreeSet;

use chrono::Duration;
use commands::Role;

use super::anonymity::{self, KeptIn};
use super::fact::{self, Happened};
use super::trends::{self, Past, Trends};
use super::{Due, No, Participant, Refused, Reply, Seat, Survey, checkin, plan, questions, results, store, voice};
use crate::alert;
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::gate::{Allowed, Asked, Work};
use crate::home::Home;
use crate::id::{IncidentId, SurveyId};
use crate::incident::desk::{say, show_within};
use crate::incident::timeline;
use crate::incident::{self, Incident, State, roles};
use crate::people::{self, roster};
use crate::person::{Actor, Person};
use crate::post::Post;
use crate::refusal::{Decided, unless_refused};
use crate::store::card::Card;
use crate::store::ledger;
use crate::store::{EngineKind, Result, Tx, timer};

/// The survey as it is now and what happened to it, or why not.
pub type Answer<T> = Decided<(Survey, T), No>;

/// An incident is over: in a while, when people work, they are asked how it went, and later whether it is forgotten.
pub async fn over(tx: &mut Tx, home: &Home, incident: IncidentId, now: Time) -> Result<()> {
    checkin::desk::over(tx, home, incident).await?;
    let plan = store::plan(tx).await?;
    if plan.automatic {
        timer::set(tx, &Due::Open(incident), plan.opens_at(now, home.zone)).await?;
    }
    Ok(())
}

/// The pause after a resolution is over. Nothing happens when the incident goes on again, or somebody was quicker.
pub async fn due(tx: &mut Tx, home: &Home, incident: IncidentId, now: Time) -> Result<()> {
    unless_refused(start(tx, home, incident, None, &Actor::Squall, now).await).map(drop)
}

/// Opens the survey of an incident and asks everybody who had a part in it.
pub async fn start(
    tx: &mut Tx,
    home: &Home,
    id: IncidentId,
    anonymous: Option<bool>,
    by: &Actor,
    now: Time,
) -> Answer<()> {
    let Some(incident) = incident::store::lock(tx, id).await? else { return Err(No::Unknown.into()) };
    if !incident.state.is_over() {
        return Err(No::NotOver.into());
    }
    if let Some(other) = store::of_incident(tx, id).await? {
        return Err(No::Another(other.id).into());
    }
    let plan = store::plan(tx).await?;
    let mut survey = Survey {
        id: SurveyId(0),
        incident: id,
        questions: questions::of_kind(&plan.questions, incident.kind),
        anonymous: anonymous.unwrap_or(plan.anonymous),
        least: plan.least,
        opened_at: now,
        closes_at: plan::working(now + Duration::days(plan.days), home.zone),
        seats: Default::default(),
        sheets: Default::default(),
        state: super::State::Open,
    };
    for (person, role) in took_part(tx, home, &incident).await? {
        let reply = if people::store::has_left(tx, &person).await? { Reply::Left } else { Reply::Awaited };
        survey.seats.insert(person, Seat { role, reply });
    }
    survey.id = store::add(tx, &survey).await?;
    timer::cancel(tx, &Due::Open(id)).await?;
    timer::set(tx, &Due::Close(survey.id), survey.closes_at).await?;
    if let Some(at) = plan.reminds_at(now, 1, home.zone) {
        timer::set(tx, &Due::Remind(survey.id, 1), at).await?;
    }
    fact::write(tx, &survey, by, Happened::Opened, now).await?;
    show(tx, home, &survey, &incident, now).await?;
    for person in survey.awaited() {
        letter(tx, home, &survey, &incident, person, "ask", now).await?;
    }
    Ok((survey, ()))
}

/// Who had a part in an incident, with their role in it, or on the roster.
pub(super) async fn took_part(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
) -> Result<Vec<(Participant, Option<Role>)>> {
    let held = roles::store::held(tx, incident.id).await?;
    let roster = roster::store::list(tx).await?;
    let record = timeline::record(tx, incident.id).await?;
    let mut people: BTreeSet<Participant> = record.iter().filter_map(|entry| entry.by.person().cloned()).collect();
    people.extend(held.iter().map(|held| held.person.clone()));
    if let Some(alert) = incident.alert {
        let actors = ledger::actors(tx, &alert.to_string()).await?;
        people.extend(actors.iter().filter_map(|actor| actor.person().cloned()));
    }
    let accounts = &home.accounts;
    let role = |person: &Participant| {
        let of_incident = held.iter().find(|held| accounts.same(&held.person, person)).map(|held| held.role);
        of_incident.or_else(|| roster.iter().find(|member| accounts.same(&member.person, person)).map(|m| m.role))
    };
    let mut asked: Vec<(Participant, Option<Role>)> = Vec::new();
    for person in people {
        if !accounts.among(&person, asked.iter().map(|(known, _)| known)) {
            let role = role(&person);
            asked.push((person, role));
        }
    }
    Ok(asked)
}

/// Takes the survey for a decision and makes it; ends the use case where it refuses.
macro_rules! change {
    ($tx:expr, $id:expr, |$survey:ident| $transition:expr) => {{
        let Some(mut stored) = store::lock($tx, $id).await? else { return Err(No::Unknown.into()) };
        let outcome = {
            let $survey = &mut stored;
            $transition
        };
        match outcome {
            Ok(outcome) => (stored, outcome),
            Err(refused) => return Err(No::Refused(refused).into()),
        }
    }};
}

/// Takes a person's answers. It closes when nobody is waited for. Of an anonymous survey [`take_sheet`] comes first, in a
/// transaction of its own.
pub async fn answer(
    tx: &mut Tx,
    home: &Home,
    id: SurveyId,
    by: &Allowed<Asked>,
    receipt: &str,
    answers: &[(String, String)],
    now: Time,
) -> Answer<()> {
    let (mut survey, ()) = change!(tx, id, |survey| {
        let by = survey.asked_as(by, &home.accounts);
        // That somebody has answered is true also when it closed between their sheet and this.
        let taken = if survey.anonymous { Ok(()) } else { survey.take_sheet(&by, receipt, answers) };
        taken.map(|()| survey.has_answered(&by))
    });
    if survey.anonymous {
        store::save(tx, &survey).await?;
        survey = if survey.is_open() { moved(tx, home, survey, now).await? } else { survey };
    } else {
        fact::write(tx, &survey, &by.by().into(), Happened::Answered, now).await?;
        survey = moved(tx, home, survey, now).await?;
    }
    Ok((survey, ()))
}

/// Takes the sheet of an anonymous survey and nothing else: who gave it is written down apart, by [`answer`], once no
/// version of the row before this one can be read any more.
pub async fn take_sheet(
    tx: &mut Tx,
    home: &Home,
    id: SurveyId,
    by: &Allowed<Asked>,
    receipt: &str,
    answers: &[(String, String)],
) -> Answer<()> {
    let (survey, ()) =
        change!(tx, id, |survey| survey.take_sheet(&survey.asked_as(by, &home.accounts), receipt, answers));
    store::save(tx, &survey).await?;
    Ok((survey, ()))
}

/// A person will answer later, or not at all.
pub async fn reply(
    tx: &mut Tx,
    home: &Home,
    id: SurveyId,
    by: &Allowed<Asked>,
    reply: Reply,
    now: Time,
) -> Answer<bool> {
    let (survey, changed) = change!(tx, id, |survey| survey.reply(&survey.asked_as(by, &home.accounts), reply));
    Ok((moved(tx, home, survey, now).await?, changed))
}

/// Asks somebody more.
pub async fn invite(
    tx: &mut Tx,
    home: &Home,
    id: SurveyId,
    person: &Person,
    by: &Allowed<Work>,
    now: Time,
) -> Answer<bool> {
    let roster = roster::store::list(tx).await?;
    let role = roster.iter().find(|member| home.accounts.same(&member.person, person)).map(|member| member.role);
    let (survey, new) = change!(tx, id, |survey| survey.invite(&survey.asked_as(person, &home.accounts), role));
    if new {
        fact::write(tx, &survey, &by.by().into(), Happened::Invited { person }, now).await?;
        let survey = moved(tx, home, survey, now).await?;
        if let Some(incident) = incident::store::get(tx, survey.incident).await? {
            letter(tx, home, &survey, &incident, person, "ask", now).await?;
        }
        return Ok((survey, new));
    }
    Ok((survey, new))
}

/// Somebody is not there any more: no survey waits for them.
pub async fn left(tx: &mut Tx, home: &Home, person: &Person, now: Time) -> Result<()> {
    for open in store::all(tx).await?.into_iter().filter(Survey::is_open) {
        let Some(mut survey) = store::lock(tx, open.id).await? else { continue };
        if survey.leave(person) {
            fact::write(tx, &survey, &Actor::Squall, Happened::Left { person }, now).await?;
            moved(tx, home, survey, now).await?;
        }
    }
    Ok(())
}

/// Saves it and shows it; closes it when nobody is waited for. The card of an anonymous one is not written anew while it says
/// the same: that it was, at which moment, would tell that somebody answered.
async fn moved(tx: &mut Tx, home: &Home, survey: Survey, now: Time) -> Result<Survey> {
    let said = |survey: &Survey| (anonymity::told(survey), survey.asked(), survey.is_open());
    let before = store::get(tx, survey.id).await?;
    store::save(tx, &survey).await?;
    if survey.is_complete() {
        return end(tx, home, survey, &Actor::Squall, now).await;
    }
    let says_the_same = survey.anonymous && before.is_some_and(|before| said(&before) == said(&survey));
    if !says_the_same && let Some(incident) = incident::store::get(tx, survey.incident).await? {
        show(tx, home, &survey, &incident, now).await?;
    }
    Ok(survey)
}

/// Its time is over.
pub async fn close(tx: &mut Tx, home: &Home, id: SurveyId, now: Time) -> Answer<()> {
    let (survey, ()) = change!(tx, id, |survey| if survey.is_open() { Ok(()) } else { Err(Refused::Closed) });
    Ok((end(tx, home, survey, &Actor::Squall, now).await?, ()))
}

/// A person in charge would end it before its time: what that would hide.
pub async fn closing(tx: &mut Tx, home: &Home, id: SurveyId, by: &Allowed<Work>, now: Time) -> Answer<results::Hidden> {
    let Some(survey) = store::get(tx, id).await? else { return Err(No::Unknown.into()) };
    if !survey.is_open() {
        return Err(No::Refused(Refused::Closed).into());
    }
    if !is_in_charge(tx, home, survey.incident, by).await? {
        return Err(No::NotInCharge.into());
    }
    let hidden = results::hidden(&survey, now);
    Ok((survey, hidden))
}

/// A person in charge ends it before its time.
pub async fn close_early(tx: &mut Tx, home: &Home, id: SurveyId, by: &Allowed<Work>, now: Time) -> Answer<()> {
    store::lock(tx, id).await?;
    let (survey, _) = closing(tx, home, id, by, now).await?;
    Ok((end(tx, home, survey, &by.by().into(), now).await?, ()))
}

/// Whether somebody decides about the incident that is looked back at.
async fn is_in_charge(tx: &mut Tx, home: &Home, incident: IncidentId, by: &Person) -> Result<bool> {
    let held = roles::store::held(tx, incident).await?;
    Ok(incident::permission::decides(&home.accounts, by, &held, &roster::store::list(tx).await?))
}

/// Nobody changes an answer any more; everybody sees the results.
async fn end(tx: &mut Tx, home: &Home, mut survey: Survey, by: &Actor, now: Time) -> Result<Survey> {
    if survey.close(now).is_err() {
        return Ok(survey);
    }
    store::save(tx, &survey).await?;
    for due in [Due::Remind(survey.id, 1), Due::Close(survey.id)] {
        timer::cancel(tx, &due).await?;
    }
    timer::set(tx, &Due::Closed(survey.incident), now).await?;
    let results = results::results(&survey);
    let closed = Happened::Closed { asked: results.asked, answered: results.exactly() };
    fact::write(tx, &survey, by, closed, now).await?;
    if let Some(incident) = incident::store::get(tx, survey.incident).await? {
        show(tx, home, &survey, &incident, now).await?;
        let name = format!("{}:results", survey.id);
        say(tx, home, &incident, &name, now, |locale| voice::results(locale, &survey, &results)).await?;
    }
    Ok(survey)
}

/// Those who have not answered are reminded; a few times at most.
pub async fn remind(tx: &mut Tx, home: &Home, id: SurveyId, nth: u32, now: Time) -> Result<()> {
    let Some(survey) = store::lock(tx, id).await?.filter(Survey::is_open) else { return Ok(()) };
    let Some(incident) = incident::store::get(tx, survey.incident).await? else { return Ok(()) };
    for person in survey.awaited() {
        letter(tx, home, &survey, &incident, person, &format!("remind:{nth}"), now).await?;
    }
    let plan = store::plan(tx).await?;
    match plan.reminds_at(survey.opened_at, nth + 1, home.zone).filter(|at| *at < survey.closes_at) {
        Some(at) => timer::set(tx, &Due::Remind(id, nth + 1), at).await,
        None => Ok(()),
    }
}

/// Shows the card as things stand, in the incident's thread of each room.
async fn show(tx: &mut Tx, home: &Home, survey: &Survey, incident: &Incident, now: Time) -> Result<()> {
    let subject = survey.id.to_string();
    let kept_in = kept_in(tx);
    let post = |locale| voice::card(locale, survey, incident, kept_in);
    show_within(tx, home, incident, ("survey", &subject), now, post).await
}

/// Writes to one person, in their language, when their quiet hours let it.
async fn letter(
    tx: &mut Tx,
    home: &Home,
    survey: &Survey,
    incident: &Incident,
    person: &Person,
    name: &str,
    now: Time,
) -> Result<()> {
    let settings = people::store::to_reach(tx, person).await?;
    let at = settings.quiet_until(home, now, 1).unwrap_or(now);
    let post: Post = voice::letter(settings.locale_or(home), survey, incident, kept_in(tx), name != "ask");
    let (subject, place) = (survey.id.to_string(), Place::direct(person));
    let name = if name == "ask" { name.to_owned() } else { format!("{name}:{}", micros(now)) };
    Card { about: "survey", subject: &subject, channel: &place }.announce(tx, &name, &post, at).await
}

fn kept_in(tx: &Tx) -> KeptIn {
    match tx.engine() {
        EngineKind::Sqlite => KeptIn::File,
        EngineKind::Postgres => KeptIn::Server,
    }
}

/// The trends of the incidents that are over.
pub async fn trends(tx: &mut Tx) -> Result<Trends> {
    let incidents = incident::store::over(tx).await?;
    let past = incidents.into_iter().filter_map(|incident| {
        let (State::Resolved { at } | State::Closed { at }) = incident.state else { return None };
        let Incident { kind, opened_at, noticed_at, led_at, stated_at, .. } = incident;
        Some(Past { kind, opened_at, noticed_at, led_at, stated_at, over_at: at })
    });
    let past: Vec<Past> = past.collect();
    let whys: Vec<String> = incident::store::past(tx).await?.into_iter().map(|past| past.how).collect();
    Ok(trends::trends(&past, &whys, alert::store::record(tx, None, Time::UNIX_EPOCH).await?))
}
