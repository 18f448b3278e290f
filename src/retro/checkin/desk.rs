//! Asking whether a company has recovered: planned at the end of an incident, taken back when it goes on again. Timers are
//! rows, so that a restart loses none.

use chrono::Duration;

use super::fact::{self, Happened};
use super::{Checkin, DAYS, Figures, Refused, State, store, voice};
use crate::clock::Time;
use crate::gate::{Allowed, Asked};
use crate::home::Home;
use crate::id::{CheckinId, IncidentId};
use crate::incident::desk::show_within;
use crate::incident::{self, Incident, roles, situation};
use crate::person::Actor;
use crate::refusal::Decided;
use crate::retro::plan::working;
use crate::retro::{Due, action};
use crate::signal;
use crate::store::{Result, Tx, timer};

/// An incident is over: some time later the team is asked, when it works. Once it is closed nothing more is planned.
pub async fn over(tx: &mut Tx, home: &Home, id: IncidentId) -> Result<()> {
    let Some(incident) = incident::store::get(tx, id).await? else { return Ok(()) };
    let incident::State::Resolved { at: since } = incident.state else { return Ok(()) };
    for days in DAYS {
        let due = working(since + Duration::days(days.into()), home.zone);
        let planned =
            Checkin { id: CheckinId(0), incident: id, days, since, due, state: State::Planned, figures: None };
        if let Some(id) = store::add(tx, &planned).await? {
            timer::set(tx, &Due::Checkin(id), due).await?;
        }
    }
    Ok(())
}

/// Something about an incident changed: when it goes on again, what was to be asked is taken back.
pub async fn follow(tx: &mut Tx, home: &Home, id: IncidentId, now: Time) -> Result<()> {
    let incident = incident::store::get(tx, id).await?;
    let Some(incident) = incident.filter(|incident| !incident.state.is_over()) else { return Ok(()) };
    for mut checkin in store::of_incident(tx, id).await? {
        let stood_there = checkin.state == State::Asked;
        if !checkin.withdraw(now) {
            continue;
        }
        store::save(tx, &checkin).await?;
        timer::cancel(tx, &Due::Checkin(checkin.id)).await?;
        fact::write(tx, &checkin, &Actor::Squall, Happened::Withdrawn, now).await?;
        if stood_there {
            show(tx, home, &incident, &checkin, now).await?;
        }
    }
    Ok(())
}

/// The time has come: what the public says now, what is still to be done, and the question, in the thread.
pub async fn due(tx: &mut Tx, home: &Home, id: CheckinId, now: Time) -> Result<()> {
    let Some(mut checkin) = store::lock(tx, id).await? else { return Ok(()) };
    let incident = incident::store::get(tx, checkin.incident).await?;
    let Some(incident) = incident.filter(|incident| incident.state.is_over()) else { return Ok(()) };
    let figures = figures(tx, incident.id, now).await?;
    if !checkin.ask(figures) {
        return Ok(());
    }
    store::save(tx, &checkin).await?;
    fact::write(tx, &checkin, &Actor::Squall, Happened::Asked, now).await?;
    show(tx, home, &incident, &checkin, now).await
}

/// The last day beside a usual one from before the incident.
async fn figures(tx: &mut Tx, incident: IncidentId, now: Time) -> Result<Option<Figures>> {
    let Some(situation) = situation::store::get(tx, incident).await? else { return Ok(None) };
    let Some(watch) = situation.watch else { return Ok(None) };
    let day = signal::store::sums(tx, watch, now - Duration::days(1), now).await?;
    Ok(Some(Figures::of(&day, situation.usual)))
}

/// A person answers.
pub async fn answer(
    tx: &mut Tx,
    home: &Home,
    id: CheckinId,
    recovered: bool,
    by: &Allowed<Asked>,
    now: Time,
) -> Decided<Checkin, Refused> {
    let Some(mut checkin) = store::lock(tx, id).await? else { return Err(Refused::Unknown.into()) };
    if let Err(why) = checkin.answer(recovered, by, now) {
        return Err(Refused::NotNow(why).into());
    }
    store::save(tx, &checkin).await?;
    fact::write(tx, &checkin, &by.by().into(), Happened::Answered { recovered }, now).await?;
    if let Some(incident) = incident::store::get(tx, checkin.incident).await? {
        show(tx, home, &incident, &checkin, now).await?;
    }
    Ok(checkin)
}

/// Shows the question in the incident's thread, as it stands.
async fn show(tx: &mut Tx, home: &Home, incident: &Incident, checkin: &Checkin, now: Time) -> Result<()> {
    let items = action::store::of_incident(tx, incident.id).await?;
    let held = roles::store::held(tx, incident.id).await?;
    let lead = roles::holder(&held, commands::Role::Lead);
    let subject = checkin.id.to_string();
    let post = |locale| voice::card(locale, incident, checkin, &items, lead, now);
    show_within(tx, home, incident, ("checkin", &subject), now, post).await
}
