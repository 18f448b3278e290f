//! Gathering the record of an incident.

use chrono::Duration;

use super::Dossier;
use crate::clock::Time;
use crate::id::IncidentId;
use crate::incident::desk::alert_of;
use crate::incident::situation::Situation;
use crate::incident::{Incident, State, evidence, roles, situation, store, timeline};
use crate::post::chart::VolumePoint;
use crate::signal::store::of_watch;
use crate::store::{Result, Tx};

/// The picture begins this long before it began, and ends this long after it was over.
const AROUND: Duration = Duration::hours(12);
/// Hours of the picture at most.
const HOURS: i64 = 14 * 24;

/// Everything there is about an incident; none when there is none.
pub async fn gather(tx: &mut Tx, id: IncidentId, now: Time) -> Result<Option<Dossier>> {
    let Some(incident) = store::get(tx, id).await? else { return Ok(None) };
    let situation = situation::store::get(tx, id).await?;
    Ok(Some(Dossier {
        alert: alert_of(tx, &incident).await?,
        held: roles::store::held(tx, id).await?,
        timeline: timeline::record(tx, id).await?,
        evidence: evidence::store::all(tx, id).await?,
        volume: volume(tx, &incident, situation.as_ref(), now).await?,
        situation,
        incident,
        at: now,
    }))
}

async fn volume(
    tx: &mut Tx,
    incident: &Incident,
    situation: Option<&Situation>,
    now: Time,
) -> Result<Vec<VolumePoint>> {
    let Some((situation, watch)) = situation.and_then(|situation| Some((situation, situation.watch?))) else {
        return Ok(Vec::new());
    };
    let over = match incident.state {
        State::Resolved { at } | State::Closed { at } => (at + AROUND).min(now),
        _ => now,
    };
    let start = situation.since - AROUND;
    let hours = ((over - start).num_hours() + 1).clamp(1, HOURS);
    let expected = situation.usual.voices;
    let empty =
        |hour| VolumePoint { at: start + Duration::hours(hour), negative: 0, neutral: 0, positive: 0, expected };
    let mut points: Vec<VolumePoint> = (0..hours).map(empty).collect();
    let count = |stored: i64| u32::try_from(stored.max(0)).unwrap_or(u32::MAX);
    for tally in of_watch(tx, watch, start, start + Duration::hours(hours)).await? {
        let hour = (tally.bucket() - start).num_seconds().div_euclid(3600);
        if let Some(point) = usize::try_from(hour).ok().and_then(|hour| points.get_mut(hour)) {
            point.negative += count(tally.negative);
            point.neutral += count(tally.neutral);
            point.positive += count(tally.positive);
        }
    }
    Ok(points)
}
