//! What happens to reports: each use case loads, decides purely, and saves facts, ledger, timeline and errands in the
//! transaction that it is given.

use super::fact::Made;
use super::{No, Report, Summary, Version, gather, people::may_write, store, voice};
use crate::clock::Time;
use crate::fact::{self, Subject};
use crate::gate::{Allowed, Work};
use crate::home::Home;
use crate::id::IncidentId;
use crate::incident::desk::{say, show_within};
use crate::incident::{self, Incident, roles};
use crate::people::roster::{self, Role};
use crate::person::{Actor, Person};
use crate::refusal::{Decided, unless_refused};
use crate::store::{Result, Tx};

/// The new version, or why there is none.
pub type Answer = Decided<Version, No>;

/// The record as it stands now, with what people say of it; none when there is no such incident.
pub async fn live(tx: &mut Tx, id: IncidentId, now: Time) -> Result<Option<Report>> {
    let Some(facts) = gather::facts(tx, id, now).await? else { return Ok(None) };
    let summary = store::latest(tx, id).await?.map(|latest| latest.summary).unwrap_or_default();
    Ok(Some(Report { facts, summary, stamp: None }))
}

/// A version as it was written; none when there is no such. Who has no name in it has the one that is known now.
pub async fn kept(tx: &mut Tx, id: IncidentId, number: u32) -> Result<Option<Report>> {
    let Some(version) = store::version(tx, id, number).await? else { return Ok(None) };
    let mut report = Report::from(version);
    gather::introduce(tx, &mut report).await?;
    Ok(Some(report))
}

/// The latest version, for somebody who wants to change it.
pub async fn to_change(tx: &mut Tx, home: &Home, id: IncidentId, by: &Allowed<Work>) -> Answer {
    may(tx, home, id, by).await?;
    Ok(store::latest(tx, id).await?.ok_or(No::Unknown)?)
}

/// The first version of an incident that is over; where there is one, the latest.
pub async fn write(tx: &mut Tx, home: &Home, id: IncidentId, by: &Actor, now: Time) -> Answer {
    let Some(incident) = incident::store::lock(tx, id).await? else { return Err(No::Unknown.into()) };
    if let Some(latest) = store::latest(tx, id).await? {
        show(tx, home, &incident, &latest, now).await?;
        return Ok(latest);
    }
    if !incident.state.is_over() {
        return Err(No::NotOver.into());
    }
    let Some(facts) = gather::facts(tx, id, now).await? else { return Err(No::Unknown.into()) };
    Ok(keep(tx, home, &incident, Version::first(facts, by, now)).await?)
}

/// The survey has closed: its results become part of the report. One that somebody finished stays as it is.
pub async fn closed(tx: &mut Tx, home: &Home, id: IncidentId, now: Time) -> Result<()> {
    match store::latest(tx, id).await? {
        Some(latest) if latest.is_final() => Ok(()),
        Some(_) => unless_refused(gathered(tx, home, id, &Actor::Squall, now).await).map(drop),
        None => unless_refused(write(tx, home, id, &Actor::Squall, now).await).map(drop),
    }
}

/// Somebody who read version `read` says it in other words.
pub async fn edit(
    tx: &mut Tx,
    home: &Home,
    id: IncidentId,
    (read, summary): (u32, Summary),
    by: &Allowed<Work>,
    now: Time,
) -> Answer {
    let Some((incident, latest)) = current(tx, id).await? else { return Err(No::Unknown.into()) };
    may(tx, home, id, by).await?;
    let version = latest.edited(read, summary, &by.by().into(), now)?;
    Ok(keep(tx, home, &incident, version).await?)
}

/// Somebody has the facts gathered anew.
pub async fn refresh(tx: &mut Tx, home: &Home, id: IncidentId, by: &Allowed<Work>, now: Time) -> Answer {
    may(tx, home, id, by).await?;
    gathered(tx, home, id, &by.by().into(), now).await
}

async fn gathered(tx: &mut Tx, home: &Home, id: IncidentId, by: &Actor, now: Time) -> Answer {
    let Some((incident, latest)) = current(tx, id).await? else { return Err(No::Unknown.into()) };
    let Some(facts) = gather::facts(tx, id, now).await? else { return Err(No::Unknown.into()) };
    Ok(keep(tx, home, &incident, latest.refreshed(facts, by, now)).await?)
}

/// Somebody who read version `read` says that it is done.
pub async fn finish(tx: &mut Tx, home: &Home, id: IncidentId, read: u32, by: &Allowed<Work>, now: Time) -> Answer {
    let Some((incident, latest)) = current(tx, id).await? else { return Err(No::Unknown.into()) };
    may(tx, home, id, by).await?;
    let version = latest.finished(read, &by.by().into(), now)?;
    Ok(keep(tx, home, &incident, version).await?)
}

/// Whether somebody may change the report of an incident; else who may.
async fn may(tx: &mut Tx, home: &Home, id: IncidentId, by: &Person) -> Decided<(), No> {
    const MAY: [Role; 4] = [Role::Lead, Role::Pr, Role::Executive, Role::Scribe];
    let held = roles::store::held(tx, id).await?;
    if may_write(&home.accounts, by, &held, &roster::store::list(tx).await?) {
        return Ok(());
    }
    let mut others: Vec<Person> = Vec::new();
    for held in held.into_iter().filter(|held| MAY.contains(&held.role)) {
        if !others.contains(&held.person) {
            others.push(held.person);
        }
    }
    Err(No::NotYours(others).into())
}

/// The incident, for a decision, and its latest version.
async fn current(tx: &mut Tx, id: IncidentId) -> Result<Option<(Incident, Version)>> {
    let Some(incident) = incident::store::lock(tx, id).await? else { return Ok(None) };
    Ok(store::latest(tx, id).await?.map(|latest| (incident, latest)))
}

/// Saves a new version, writes it down, and shows it.
async fn keep(tx: &mut Tx, home: &Home, incident: &Incident, version: Version) -> Result<Version> {
    let version = store::add(tx, version).await?;
    let (id, now) = (incident.id, version.at);
    fact::write(tx, &Subject::of(id), &version.by, &Made(&version), now).await?;
    show(tx, home, incident, &version, now).await?;
    if version.cause.is_news() {
        let name = format!("report:{}", version.number);
        let mut report = Report::from(version.clone());
        gather::introduce(tx, &mut report).await?;
        let called = report.facts.people.actor(&version.by);
        let news = |locale| voice::news(locale, &version, &called);
        say(tx, home, incident, &name, now, news).await?;
    }
    Ok(version)
}

/// Shows the card as things stand, in the incident's thread of each room.
async fn show(tx: &mut Tx, home: &Home, incident: &Incident, version: &Version, now: Time) -> Result<()> {
    let subject = format!("{}/report", incident.id);
    let post = |locale| voice::card(locale, version);
    show_within(tx, home, incident, ("report", &subject), now, post).await
}
