//! What happens to reports: each use case loads, decides purely, and saves facts, ledger, timeline and errands in the
//! transaction that it is given.

use serde_json::json;

use super::{Cause, No, Report, Summary, Version, gather, store, voice};
use crate::clock::Time;
use crate::home::Home;
use crate::id::IncidentId;
use crate::incident::desk::{say, show_within, write_down};
use crate::incident::timeline::{self, Done, SQUALL, Slot, Value};
use crate::incident::{self, Incident};
use crate::store::{Result, Tx};

/// The new version, or why there is none.
pub type Answer = Result<std::result::Result<Version, No>>;

/// The record as it stands now, with what people say of it; none when there is no such incident.
pub async fn live(tx: &mut Tx, id: IncidentId, now: Time) -> Result<Option<Report>> {
    let Some(facts) = gather::facts(tx, id, now).await? else { return Ok(None) };
    let summary = store::latest(tx, id).await?.map(|latest| latest.summary).unwrap_or_default();
    Ok(Some(Report { facts, summary, stamp: None }))
}

/// The first version of an incident that is over; where there is one, the latest.
pub async fn write(tx: &mut Tx, home: &Home, id: IncidentId, by: &str, now: Time) -> Answer {
    let Some(incident) = incident::store::lock(tx, id).await? else { return Ok(Err(No::Unknown)) };
    if let Some(latest) = store::latest(tx, id).await? {
        show(tx, home, &incident, &latest, now).await?;
        return Ok(Ok(latest));
    }
    if !incident.state.is_over() {
        return Ok(Err(No::NotOver));
    }
    let Some(facts) = gather::facts(tx, id, now).await? else { return Ok(Err(No::Unknown)) };
    keep(tx, home, &incident, Version::first(facts, by, now)).await.map(Ok)
}

/// The survey has closed: its results become part of the report. One that somebody finished stays as it is.
pub async fn closed(tx: &mut Tx, home: &Home, id: IncidentId, now: Time) -> Result<()> {
    match store::latest(tx, id).await? {
        Some(latest) if latest.is_final() => Ok(()),
        Some(_) => refresh(tx, home, id, SQUALL, now).await.map(drop),
        None => write(tx, home, id, SQUALL, now).await.map(drop),
    }
}

/// Somebody who read version `read` says it in other words.
pub async fn edit(
    tx: &mut Tx,
    home: &Home,
    id: IncidentId,
    (read, summary): (u32, Summary),
    by: &str,
    now: Time,
) -> Answer {
    let Some((incident, latest)) = current(tx, id).await? else { return Ok(Err(No::Unknown)) };
    match latest.edited(read, summary, by, now) {
        Ok(version) => keep(tx, home, &incident, version).await.map(Ok),
        Err(no) => Ok(Err(no)),
    }
}

/// The facts are gathered anew.
pub async fn refresh(tx: &mut Tx, home: &Home, id: IncidentId, by: &str, now: Time) -> Answer {
    let Some((incident, latest)) = current(tx, id).await? else { return Ok(Err(No::Unknown)) };
    let Some(facts) = gather::facts(tx, id, now).await? else { return Ok(Err(No::Unknown)) };
    keep(tx, home, &incident, latest.refreshed(facts, by, now)).await.map(Ok)
}

/// Somebody who read version `read` says that it is done.
pub async fn finish(tx: &mut Tx, home: &Home, id: IncidentId, read: u32, by: &str, now: Time) -> Answer {
    let Some((incident, latest)) = current(tx, id).await? else { return Ok(Err(No::Unknown)) };
    match latest.finished(read, by, now) {
        Ok(version) => keep(tx, home, &incident, version).await.map(Ok),
        Err(no) => Ok(Err(no)),
    }
}

/// The incident, for a decision, and its latest version.
async fn current(tx: &mut Tx, id: IncidentId) -> Result<Option<(Incident, Version)>> {
    let Some(incident) = incident::store::lock(tx, id).await? else { return Ok(None) };
    Ok(store::latest(tx, id).await?.map(|latest| (incident, latest)))
}

/// Saves a new version, writes it down, and shows it.
async fn keep(tx: &mut Tx, home: &Home, incident: &Incident, version: Version) -> Result<Version> {
    let (id, now) = (incident.id, version.at);
    store::add(tx, &version).await?;
    let detail = json!({ "version": version.number, "sha256": version.hash });
    let action = format!("report.{}", version.cause.name());
    write_down(tx, incident, &version.by, &action, &detail, now).await?;
    let key = match version.cause {
        Cause::Written => "report-did-write",
        Cause::Edited => "report-did-edit",
        Cause::Refreshed => "report-did-refresh",
        Cause::Final => "report-did-finish",
    };
    let done = Done::new(key).with(Slot::Count, Value::Number(u64::from(version.number)));
    timeline::did(tx, id, &version.by, done, now).await?;
    show(tx, home, incident, &version, now).await?;
    if voice::news(home.locale, &version).is_some() {
        let name = format!("report:{}", version.number);
        let news = |locale| voice::news(locale, &version).unwrap_or_default();
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
