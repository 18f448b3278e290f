//! Telling people of an incident until somebody answers. Timers are rows, so that a restart loses none; quiet hours are
//! kept in each person's own zone, unless the incident is as grave as they say, or they are on call.

use super::fact::{Happened, Swapped};
use super::rota::{Rota, Swap};
use super::{Answered, Due, Escalation, Level, Policy, State, Step, Whom, store, voice};
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::fact::{self, Subject};
use crate::gate::{Allowed, Own, Run, Work};
use crate::home::Home;
use crate::id::IncidentId;
use crate::incident::desk::{alert_of, rooms, say};
use crate::incident::{self, Incident, clock, roles};
use crate::people::{self, roster};
use crate::person::{Actor, Person};
use crate::statement::rules::Rules;
use crate::store::card::{self, Card};
use crate::store::{Result, Tx, timer};

/// What there is to know about who is told.
#[derive(Clone, Copy)]
pub struct Book<'a> {
    pub home: &'a Home,
    pub rules: &'a Rules,
    pub policy: &'a Policy,
    pub rotas: &'a [Rota],
}

/// Something about the incident changed: people are told as its severity asks for, and no more once it is over.
pub async fn follow(tx: &mut Tx, book: Book<'_>, id: IncidentId, now: Time) -> Result<()> {
    let Some(incident) = incident::store::lock(tx, id).await? else { return Ok(()) };
    // Of what is private nobody hears who is not named in it.
    if incident.private {
        return Ok(());
    }
    let before = store::get(tx, id).await?;
    if incident.state.is_over() {
        return match before.filter(|before| before.state != State::Over) {
            Some(before) => end(tx, &incident, Escalation { state: State::Over, ..before }).await,
            None => Ok(()),
        };
    }
    let Some(level) = book.policy.level(incident.severity) else { return Ok(()) };
    let held = roles::store::held(tx, id).await?;
    match before {
        Some(before) if !before.is_below(level) => {
            // Who takes the lead has answered.
            let lead = held.iter().find(|held| held.role == commands::Role::Lead && held.at >= before.begun_at);
            match lead.filter(|_| before.state == State::Paging) {
                Some(lead) => answered(tx, book, &incident, before, &lead.person, now).await,
                None => Ok(()),
            }
        }
        before => {
            let escalation = Escalation::new(id, level, now);
            // Who led before there was anything to tell is there already; a graver incident is told all the same.
            let lead = roles::holder(&held, commands::Role::Lead).filter(|_| before.is_none());
            if let Some(lead) = lead {
                let state = State::Acknowledged { by: lead.clone(), at: now };
                return store::save(tx, &Escalation { state, ..escalation }).await;
            }
            go(tx, book, &incident, escalation, level, now).await
        }
    }
}

/// The wait of a step is over.
pub async fn next(tx: &mut Tx, book: Book<'_>, id: IncidentId, now: Time) -> Result<()> {
    let Some(incident) = incident::store::lock(tx, id).await?.filter(|incident| !incident.state.is_over()) else {
        return Ok(());
    };
    let Some(escalation) = store::get(tx, id).await?.filter(|found| found.state == State::Paging) else {
        return Ok(());
    };
    let Some(level) = book.policy.level(incident.severity) else { return Ok(()) };
    go(tx, book, &incident, escalation, level, now).await
}

/// Tells the people of the next step; those who want quiet hear of it when it ends. Who can't be told now is not waited
/// for.
async fn go(
    tx: &mut Tx,
    book: Book<'_>,
    incident: &Incident,
    mut escalation: Escalation,
    level: &Level,
    now: Time,
) -> Result<()> {
    let round = level.round(escalation.gone);
    let step = escalation.advance(level);
    store::save(tx, &escalation).await?;
    let Some(step) = step else { return unanswered(tx, book.home, incident, now).await };
    let mut told = Vec::new();
    for (person, on_call) in people(tx, book, incident, step, now).await? {
        let settings = people::store::to_reach(tx, &person).await?;
        match settings.quiet_until(book.home, now, incident.severity).filter(|_| !on_call) {
            Some(end) => timer::set(tx, &Due::Later(incident.id, person, round), end).await?,
            None => {
                page(tx, book.home, incident, &escalation, &person, round, now).await?;
                told.push(person);
            }
        }
    }
    let wait = if told.is_empty() { chrono::Duration::zero() } else { step.wait };
    timer::set(tx, &Due::Next(incident.id), now + wait).await?;
    let sent = Happened::Sent { step: escalation.gone, told: &told, level: level.severity_from };
    fact::write(tx, &Subject::of(incident.id), &Actor::Squall, &sent, now).await
}

/// Who was told of an incident so far, by who stands on its steps now.
pub async fn told(tx: &mut Tx, book: Book<'_>, incident: &Incident, now: Time) -> Result<Vec<Person>> {
    let mut told = Vec::new();
    let Some(escalation) = store::get(tx, incident.id).await? else { return Ok(told) };
    let Some(level) = book.policy.level(incident.severity) else { return Ok(told) };
    for step in level.steps.iter().take(usize::try_from(escalation.gone).unwrap_or(usize::MAX)) {
        told.extend(people(tx, book, incident, step, now).await?.into_iter().map(|(person, _)| person));
    }
    Ok(told)
}

/// Whom a step means, each once, with whether they are on call.
async fn people(
    tx: &mut Tx,
    book: Book<'_>,
    incident: &Incident,
    step: &Step,
    now: Time,
) -> Result<Vec<(Person, bool)>> {
    let held = roles::store::held(tx, incident.id).await?;
    let roster = roster::store::list(tx).await?;
    let swaps = store::swaps(tx, now).await?;
    let platform = rooms(tx, book.home, incident).await?.first().map(|room| room.channel.platform.clone());
    let platform = platform.unwrap_or_else(|| book.home.channel.platform.clone());
    let mut found: Vec<(Person, bool)> = Vec::new();
    for whom in &step.tell {
        let duty = matches!(whom, Whom::OnCall(_));
        let members = |role, seat| {
            roster::of(&roster, role)
                .into_iter()
                .filter(move |member| member.seat == seat)
                .map(|member| member.person.clone())
        };
        let meant: Vec<Person> = match whom {
            Whom::Role(role) => match roles::holder(&held, *role) {
                Some(holder) => vec![holder.clone()],
                None => members(*role, commands::Seat::Holder).collect(),
            },
            Whom::Deputies(role) => members(*role, commands::Seat::Deputy).collect(),
            Whom::Person(person) => book.rules.accounts().near(person, &platform).into_iter().collect(),
            Whom::OnCall(name) => book
                .rotas
                .iter()
                .filter(|rota| name.as_ref().is_none_or(|name| *name == rota.name))
                .filter_map(|rota| on_call(rota, &swaps, book.rules, &platform, now))
                .collect(),
        };
        for person in meant {
            match found.iter_mut().find(|(known, _)| book.home.accounts.same(known, &person)) {
                Some((_, known)) => *known |= duty,
                None => found.push((person, duty)),
            }
        }
    }
    Ok(found)
}

/// Who is on call by a rota: who took over, else whose turn it is.
pub fn on_call(rota: &Rota, swaps: &[Swap], rules: &Rules, platform: &str, now: Time) -> Option<Person> {
    let swap = swaps.iter().find(|swap| swap.holds(&rota.name, now)).map(|swap| swap.person.clone());
    swap.or_else(|| rules.accounts().near(rota.on_call(now)?, platform))
}

/// The page of one person: a card in their own conversation, so that it says later who answered.
async fn page(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    escalation: &Escalation,
    person: &Person,
    round: u32,
    now: Time,
) -> Result<()> {
    let locale = people::store::to_reach(tx, person).await?.locale_or(home);
    let alert = alert_of(tx, incident).await?;
    let post = voice::page(locale, incident, alert.as_ref(), &escalation.state);
    let (subject, place) = (subject(escalation, round), Place::direct(person));
    Card { about: "incident", subject: &subject, channel: &place }.show(tx, &post, now).await
}

/// Each round, and each level, has pages of its own, so that they are heard.
fn subject(escalation: &Escalation, round: u32) -> String {
    format!("{}:page:{}:{round}", escalation.incident, escalation.severity_from)
}

/// Somebody's quiet hours ended, in this round of the escalation.
pub async fn later(tx: &mut Tx, book: Book<'_>, id: IncidentId, person: &Person, round: u32, now: Time) -> Result<()> {
    let Some(incident) = incident::store::lock(tx, id).await?.filter(|incident| !incident.state.is_over()) else {
        return Ok(());
    };
    match store::get(tx, id).await?.filter(|found| matches!(found.state, State::Paging | State::Unanswered)) {
        Some(found) => page(tx, book.home, &incident, &found, person, round, now).await,
        None => Ok(()),
    }
}

async fn unanswered(tx: &mut Tx, home: &Home, incident: &Incident, now: Time) -> Result<()> {
    fact::write(tx, &Subject::of(incident.id), &Actor::Squall, &Happened::Unanswered, now).await?;
    let name = format!("unanswered:{}", micros(now));
    say(tx, home, incident, &name, now, |locale| voice::unanswered(locale, incident)).await
}

/// A person answers a page, or says without one that they are there.
pub async fn acknowledge(
    tx: &mut Tx,
    book: Book<'_>,
    id: IncidentId,
    by: &Allowed<Work>,
    now: Time,
) -> Result<Option<(Incident, std::result::Result<(), Answered>)>> {
    let Some(incident) = incident::store::lock(tx, id).await? else { return Ok(None) };
    let Some(mut escalation) = store::get(tx, id).await? else {
        return Ok(Some((incident, Err(Answered { by: None }))));
    };
    if let Err(late) = escalation.clone().acknowledge(by, now) {
        return Ok(Some((incident, Err(late))));
    }
    escalation.state = if incident.state.is_over() { State::Over } else { escalation.state };
    answered(tx, book, &incident, escalation, by, now).await?;
    Ok(Some((incident, Ok(()))))
}

async fn answered(
    tx: &mut Tx,
    book: Book<'_>,
    incident: &Incident,
    mut escalation: Escalation,
    by: &Person,
    now: Time,
) -> Result<()> {
    if escalation.acknowledge(by, now).is_err() {
        return Ok(());
    }
    timer::cancel(tx, &Due::Next(incident.id)).await?;
    store::save(tx, &escalation).await?;
    let minutes = (now - escalation.begun_at).num_minutes();
    let acknowledged = Happened::Acknowledged { minutes };
    fact::write(tx, &Subject::of(incident.id), &by.into(), &acknowledged, now).await?;
    let held = roles::store::held(tx, incident.id).await?;
    if roles::holder(&held, commands::Role::Lead).is_none() {
        // Somebody looks at it: who leads can wait a moment.
        timer::set(tx, &incident::Due::Nag(incident.id, 1), now + clock::ACKNOWLEDGED).await?;
    }
    let name = format!("answered:{}", micros(now));
    say(tx, book.home, incident, &name, now, |locale| voice::answered(locale, incident, by)).await?;
    show_answer(tx, book.home, incident, &escalation, now).await
}

/// The pages that stand say who answered.
async fn show_answer(tx: &mut Tx, home: &Home, incident: &Incident, escalation: &Escalation, now: Time) -> Result<()> {
    let alert = alert_of(tx, incident).await?;
    for round in 1..=escalation.gone.max(1) {
        let subject = subject(escalation, round);
        for place in card::conversations(tx, &subject).await? {
            let Some(person) = place.person() else { continue };
            let locale = people::store::to_reach(tx, &person).await?.locale_or(home);
            let post = voice::page(locale, incident, alert.as_ref(), &escalation.state);
            Card { about: "incident", subject: &subject, channel: &place }.show(tx, &post, now).await?;
        }
    }
    Ok(())
}

async fn end(tx: &mut Tx, incident: &Incident, escalation: Escalation) -> Result<()> {
    timer::cancel(tx, &Due::Next(incident.id)).await?;
    store::save(tx, &escalation).await
}

/// Somebody takes over a rota for a while.
pub async fn swap(tx: &mut Tx, swap: &Swap, by: &Allowed<Run>) -> Result<()> {
    write_swap(tx, swap, by).await
}

/// Somebody takes over themselves, or hands over what is theirs now. False when it is neither.
pub async fn hand_over(tx: &mut Tx, book: Book<'_>, rota: &Rota, swap: &Swap, by: &Allowed<Own>) -> Result<bool> {
    let swaps = store::swaps(tx, swap.from).await?;
    let now = on_call(rota, &swaps, book.rules, &by.platform, swap.from);
    let accounts = &book.home.accounts;
    if !accounts.same(&swap.person, by) && now.is_none_or(|now| !accounts.same(&now, by)) {
        return Ok(false);
    }
    write_swap(tx, swap, by).await.map(|()| true)
}

async fn write_swap(tx: &mut Tx, swap: &Swap, by: &Person) -> Result<()> {
    store::add_swap(tx, swap, by).await?;
    let subject = Subject { id: swap.rota.clone(), incident: None };
    let swapped = Swapped { person: &swap.person, until: swap.until };
    fact::write(tx, &subject, &by.into(), &swapped, swap.from).await
}
