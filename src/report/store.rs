//! Reports and their versions in the store, and the moments of incidents.

use super::clocks::Moments;
use super::facts::Facts;
use super::{Cause, Summary, Version};
use crate::clock::{Time, from_micros, micros};
use crate::id::IncidentId;
use crate::person::Actor;
use crate::seal::{is_seal, seal};
use crate::store::json::Column;
use crate::store::{Result, StoreError, Tx};
use crate::{execute, fetch_all, fetch_optional};

const SUMMARY: Column<Summary> = Column::new("report", "summary");
const FACTS: Column<Facts> = Column::new("report", "facts");

/// Earlier incidents that a clock is compared with, the latest.
const COMPARED: i64 = 50;

macro_rules! moments {
    ($which:literal) => {
        concat!(
            "select s.since, a.raised_at, i.opened_at, i.noticed_at, i.led_at, i.stated_at, s.calm_since, ",
            "case when i.state in ('resolved', 'closed') then coalesce(i.resolved_at, i.closed_at) end as over_at ",
            "from incident i left join alert a on a.id = i.alert_id left join situation s on s.incident_id = i.id ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct MomentsRow {
    since: Option<i64>,
    raised_at: Option<i64>,
    opened_at: i64,
    noticed_at: Option<i64>,
    led_at: Option<i64>,
    stated_at: Option<i64>,
    calm_since: Option<i64>,
    over_at: Option<i64>,
}

impl From<MomentsRow> for Moments {
    fn from(row: MomentsRow) -> Self {
        let at = |stored: Option<i64>| stored.map(from_micros);
        Self {
            began_at: at(row.since),
            raised_at: at(row.raised_at),
            opened_at: from_micros(row.opened_at),
            noticed_at: at(row.noticed_at),
            led_at: at(row.led_at),
            stated_at: at(row.stated_at),
            over_at: at(row.over_at),
            calm_at: at(row.calm_since),
        }
    }
}

/// When what happened in an incident.
pub(super) async fn moments(tx: &mut Tx, id: IncidentId) -> Result<Moments> {
    let row = fetch_optional!(tx, MomentsRow, moments!("where i.id = $1"), id.0)?;
    Ok(row.map(Moments::from).unwrap_or_default())
}

/// The same of the incidents before it that are over, the latest first.
pub(super) async fn before(tx: &mut Tx, id: IncidentId) -> Result<Vec<Moments>> {
    let rows = fetch_all!(
        tx,
        MomentsRow,
        moments!("where i.id < $1 and i.private = 0 and i.state in ('resolved', 'closed') order by i.id desc limit $2"),
        id.0,
        COMPARED
    )?;
    Ok(rows.into_iter().map(Moments::from).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    incident_id: i64,
    number: i64,
    cause: String,
    by_person: String,
    at: i64,
    summary: String,
    facts: String,
    hash: String,
}

macro_rules! select {
    ($which:literal) => {
        concat!("select incident_id, number, cause, by_person, at, summary, facts, hash from report ", $which)
    };
}

fn whole(row: Row) -> Result<Version> {
    let name = || format!("{} v{}", IncidentId(row.incident_id), row.number);
    let mut version = Version {
        incident: IncidentId(row.incident_id),
        number: u32::try_from(row.number).unwrap_or_default(),
        cause: Cause::named(&row.cause).ok_or_else(|| StoreError::unknown("report", name(), "cause"))?,
        summary: SUMMARY.read(name(), &row.summary)?,
        facts: FACTS.read(name(), &row.facts)?,
        by: Actor::stored(&row.by_person),
        at: from_micros(row.at),
        hash: row.hash,
        holds: false,
    };
    let sealed = version.sealed(&row.summary, &row.facts);
    version.holds = is_seal(&version.hash, sealed.each_ref().map(String::as_str));
    Ok(version)
}

/// Stores a version, sealed; it is never changed afterwards. Of two with the same number the first stays.
pub(super) async fn add(tx: &mut Tx, mut version: Version) -> Result<Version> {
    let (summary, facts) = (SUMMARY.write(&version.summary)?, FACTS.write(&version.facts)?);
    version.hash = seal(version.sealed(&summary, &facts).each_ref().map(String::as_str));
    execute!(
        tx,
        "insert into report (incident_id, number, cause, by_person, at, summary, facts, hash) \
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (incident_id, number) do nothing",
        version.incident.0,
        i64::from(version.number),
        version.cause.name(),
        version.by.to_string(),
        micros(version.at),
        summary,
        facts,
        version.hash.as_str()
    )?;
    Ok(version)
}

/// The latest version.
pub async fn latest(tx: &mut Tx, incident: IncidentId) -> Result<Option<Version>> {
    let row = fetch_optional!(tx, Row, select!("where incident_id = $1 order by number desc limit 1"), incident.0)?;
    row.map(whole).transpose()
}

/// One of the versions.
pub async fn version(tx: &mut Tx, incident: IncidentId, number: u32) -> Result<Option<Version>> {
    let number = i64::from(number);
    let row = fetch_optional!(tx, Row, select!("where incident_id = $1 and number = $2"), incident.0, number)?;
    row.map(whole).transpose()
}

/// A version without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: u32,
    pub cause: Cause,
    pub by: Actor,
    pub at: Time,
    pub hash: String,
}

/// All versions, the first first.
pub async fn history(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Line>> {
    let rows = fetch_all!(
        tx,
        (i64, String, String, i64, String),
        "select number, cause, by_person, at, hash from report where incident_id = $1 order by number",
        incident.0
    )?;
    let line = |(number, cause, by, at, hash): (i64, String, String, i64, String)| {
        let unknown = || StoreError::unknown("report", format_args!("{incident} v{number}"), "cause");
        let (cause, by) = (Cause::named(&cause).ok_or_else(unknown)?, Actor::stored(&by));
        Ok(Line { number: u32::try_from(number).unwrap_or_default(), cause, by, at: from_micros(at), hash })
    };
    rows.into_iter().map(line).collect()
}
