//! What happens to incidents: each use case loads, decides purely, and saves facts, ledger, timeline and errands in the
//! transaction that it is given.

use commands::{IncidentKind, Phase, Role};

use super::fact::Happened;
pub use super::meant::{Meant, meant, meant_by};
pub use super::thread::{alert_of, card_in, rooms, say, show, show_within, tell};
use super::{Due, Incident, NotNow, Refused, clock, fact, permission, reminders, roles, store, voice};
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::gate::{Allowed, Work};
use crate::home::Home;
use crate::id::{AlertId, IncidentId};
use crate::people::{self, roster};
use crate::person::{Actor, Person};
use crate::refusal::Decided;
use crate::store::{Result, Tx, timer};

/// A person brings it into another state.
pub async fn go(
    tx: &mut Tx,
    home: &Home,
    incident: &mut Incident,
    to: Phase,
    reason: &str,
    by: &Allowed<Work>,
    now: Time,
) -> Decided<(), Refused> {
    may_decide(tx, home, incident, by).await?;
    write_move(tx, incident, to, &by.by().into(), reason, now).await.map_err(|error| error.map(Refused::NotNow))?;
    store::save(tx, incident).await?;
    let name = format!("state:{}:{}", to.name(), micros(now));
    say(tx, home, incident, &name, now, |locale| voice::moved(locale, incident, by, reason)).await?;
    show(tx, home, incident, now).await?;
    Ok(())
}

/// Goes to a state and writes it down; the caller saves.
pub(super) async fn write_move(
    tx: &mut Tx,
    incident: &mut Incident,
    to: Phase,
    by: &Actor,
    reason: &str,
    now: Time,
) -> Decided<(), NotNow> {
    let before = incident.state;
    let state = before.go(to, now)?;
    incident.state = state;
    fact::write(tx, incident.id, by, Happened::Moved { from: before, to: state, reason }, now).await?;
    if state.is_over() {
        timer::cancel(tx, &Due::Nag(incident.id, 1)).await?;
        timer::set(tx, &Due::Over(incident.id), now).await?;
        reminders::stop(tx, incident.id).await?;
    } else if before.is_over() {
        reminders::start(tx, incident, now).await?;
    }
    Ok(())
}

/// A person says how grave it is.
pub async fn set_severity(
    tx: &mut Tx,
    home: &Home,
    incident: &mut Incident,
    severity: u8,
    reason: &str,
    by: &Allowed<Work>,
    now: Time,
) -> Decided<(), Refused> {
    may_decide(tx, home, incident, by).await?;
    let before = std::mem::replace(&mut incident.severity, severity);
    if before == severity {
        return Err(Refused::NotNow(NotNow::Already).into());
    }
    store::save(tx, incident).await?;
    let happened = Happened::Graver { from: before, to: severity, reason };
    fact::write(tx, incident.id, &by.by().into(), happened, now).await?;
    let name = format!("severity:{severity}:{}", micros(now));
    say(tx, home, incident, &name, now, |locale| voice::graver(locale, incident, before, by, reason)).await?;
    show(tx, home, incident, now).await?;
    Ok(())
}

/// A person says what kind of crisis it is.
pub async fn set_kind(
    tx: &mut Tx,
    home: &Home,
    incident: &mut Incident,
    kind: IncidentKind,
    by: &Allowed<Work>,
    now: Time,
) -> Decided<(), Refused> {
    if incident.kind == Some(kind) {
        return Err(Refused::NotNow(NotNow::Already).into());
    }
    incident.kind = Some(kind);
    store::save(tx, incident).await?;
    fact::write(tx, incident.id, &by.by().into(), Happened::Kind { kind }, now).await?;
    show(tx, home, incident, now).await?;
    Ok(())
}

/// Who is in charge decides; while nobody leads, anybody.
pub async fn may_decide(tx: &mut Tx, home: &Home, incident: &Incident, by: &Person) -> Decided<(), Refused> {
    let held = roles::store::held(tx, incident.id).await?;
    let roster = roster::store::list(tx).await?;
    let lead = roles::holder(&held, Role::Lead).filter(|_| !permission::decides(&home.accounts, by, &held, &roster));
    match lead {
        Some(lead) => Err(Refused::NotYours { lead: lead.clone() }.into()),
        None => Ok(()),
    }
}

/// Nobody leads: the thread hears it, and who is on the roster is asked in person, more of them each time.
pub async fn nag(tx: &mut Tx, home: &Home, id: IncidentId, nth: u32, now: Time) -> Result<()> {
    let Some(incident) = store::lock(tx, id).await? else { return Ok(()) };
    let held = roles::store::held(tx, id).await?;
    if incident.state.is_over() || roles::holder(&held, Role::Lead).is_some() {
        return Ok(());
    }
    let roster = roster::store::list(tx).await?;
    let asked = clock::asked(&roster, nth);
    fact::write(tx, id, &Actor::Squall, Happened::Leaderless { nth }, now).await?;
    let mut people = Vec::new();
    for person in asked {
        let settings = people::store::to_reach(tx, person).await?;
        // Who sleeps is not woken for what is not grave enough for them.
        if settings.quiet_until(home, now, incident.severity).is_none() {
            people.push(person.clone());
        }
    }
    say(tx, home, &incident, &format!("nag:{}", micros(now)), now, |locale| {
        voice::leaderless(locale, &incident, &people, now)
    })
    .await?;
    let alert = alert_of(tx, &incident).await?;
    for person in &people {
        let locale = people::store::to_reach(tx, person).await?.locale_or(home);
        let page = voice::page(locale, &incident, alert.as_ref(), now);
        tell(tx, &incident, &Place::direct(person), &format!("page:{}", micros(now)), &page, now).await?;
    }
    if nth < clock::REMINDERS {
        let next = now + clock::without_lead(incident.severity, nth);
        timer::set(tx, &Due::Nag(id, nth + 1), next).await?;
    }
    Ok(())
}

/// Somebody has read a page: nobody else is asked for a while.
pub async fn acknowledge(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    by: &Allowed<Work>,
    now: Time,
) -> Decided<(), Refused> {
    if incident.state.is_over() {
        return Err(Refused::Over.into());
    }
    fact::write(tx, incident.id, &by.by().into(), Happened::Acknowledged, now).await?;
    let held = roles::store::held(tx, incident.id).await?;
    if roles::holder(&held, Role::Lead).is_none() {
        timer::set(tx, &Due::Nag(incident.id, 1), now + clock::ACKNOWLEDGED).await?;
    }
    let name = format!("acknowledged:{}", micros(now));
    say(tx, home, incident, &name, now, |locale| voice::acknowledged(locale, incident, by)).await?;
    Ok(())
}

/// The alert moved, and its card is the incident's: shows it anew.
pub async fn alert_moved(tx: &mut Tx, home: &Home, alert: AlertId, now: Time) -> Result<()> {
    match store::of_alert(tx, alert).await? {
        Some(incident) => show(tx, home, &incident, now).await,
        None => Ok(()),
    }
}
