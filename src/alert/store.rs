//! Alerts in the store.

use std::collections::BTreeMap;

use super::{Alert, AlertState, Due, Evidence, Figures, Kind, News, Record};
use crate::clock::{Time, from_micros, micros};
use crate::id::{AlertId, WatchId};
use crate::person::Person;
use crate::store::json::Column;
use crate::store::timer::{self, Written};
use crate::store::{Result, Rows, StoreError, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_rows};

macro_rules! select {
    ($which:literal) => {
        concat!(
            "select a.id, a.watch_id, w.name, a.state, a.peak_severity, a.evidence, a.raised_at, ",
            "a.updated_at, a.over_at, a.snoozed_until, a.decided_by, a.reason ",
            "from alert a join watch w on w.id = a.watch_id ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    watch_id: i64,
    name: String,
    state: String,
    peak_severity: i64,
    evidence: String,
    raised_at: i64,
    updated_at: i64,
    over_at: Option<i64>,
    snoozed_until: Option<i64>,
    decided_by: Option<String>,
    reason: Option<String>,
}

const EVIDENCE: Column<Stored> = Column::new("alert", "evidence");

/// What the `evidence` column holds.
#[derive(serde::Serialize, serde::Deserialize)]
struct Stored {
    figures: Figures,
    evidence: Evidence,
}

impl TryFrom<Row> for Alert {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let stored = EVIDENCE.read(row.id, &row.evidence)?;
        let missing = |column| StoreError::missing("alert", row.id, column);
        let by = row.decided_by.as_deref().map(Person::stored).ok_or_else(|| missing("decided_by"));
        let until = row.snoozed_until.map(from_micros).ok_or_else(|| missing("snoozed_until"));
        let reason = row.reason.unwrap_or_default();
        let state = match row.state.as_str() {
            // The table knows an end too, which `over_at` tells.
            "raised" | "over" => AlertState::Raised,
            "acknowledged" => AlertState::Acknowledged { by: by? },
            "kept" => AlertState::Kept { by: by?, reason },
            "snoozed" => AlertState::Snoozed { by: by?, until: until? },
            "dismissed" => AlertState::Dismissed { by: by?, reason },
            "opened" => AlertState::Opened { by: by? },
            _ => return Err(StoreError::unknown("alert", row.id, "state")),
        };
        Ok(Self {
            id: AlertId(row.id),
            watch: WatchId(row.watch_id),
            name: row.name,
            kind: Kind::Volume,
            figures: stored.figures,
            peak: u8::try_from(row.peak_severity).unwrap_or(10),
            evidence: stored.evidence,
            raised_at: from_micros(row.raised_at),
            updated_at: from_micros(row.updated_at),
            over_at: row.over_at.map(from_micros),
            state,
        })
    }
}

/// Stores a new alert; its id is ignored. Answers the id that it got.
pub async fn raise(tx: &mut Tx, alert: &Alert) -> Result<AlertId> {
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "insert into alert (watch_id, kind, state, severity, peak_severity, observed, expected, factor, evidence, \
         since, raised_at, updated_at) values ($1, $2, 'raised', $3, $4, $5, $6, $7, $8, $9, $9, $9) returning id",
        alert.watch.0,
        alert.kind.name(),
        i64::from(alert.figures.severity),
        i64::from(alert.peak),
        alert.figures.observed,
        alert.figures.expected,
        alert.figures.factor,
        evidence(alert)?,
        micros(alert.raised_at)
    )?;
    Ok(AlertId(id))
}

/// Stores an alert that moved or was decided about.
pub async fn save(tx: &mut Tx, alert: &Alert, at: Time) -> Result<()> {
    let (state, by, until, reason) = match &alert.state {
        AlertState::Raised => ("raised", None, None, None),
        AlertState::Acknowledged { by } => ("acknowledged", Some(by), None, None),
        AlertState::Snoozed { by, until } => ("snoozed", Some(by), Some(*until), None),
        AlertState::Kept { by, reason } => ("kept", Some(by), None, Some(reason)),
        AlertState::Dismissed { by, reason } => ("dismissed", Some(by), None, Some(reason)),
        AlertState::Opened { by } => ("opened", Some(by), None, None),
    };
    execute!(
        tx,
        "update alert set state = $1, severity = $2, peak_severity = $3, observed = $4, expected = $5, factor = $6, \
         evidence = $7, updated_at = $8, over_at = $9, snoozed_until = $10, decided_by = $11, reason = $12, \
         decided_at = $13, noticed_at = coalesce(noticed_at, $13) where id = $14",
        state,
        i64::from(alert.figures.severity),
        i64::from(alert.peak),
        alert.figures.observed,
        alert.figures.expected,
        alert.figures.factor,
        evidence(alert)?,
        micros(alert.updated_at),
        alert.over_at.map(micros),
        until.map(micros),
        by.map(Person::to_string),
        reason.map(String::as_str),
        by.map(|_| micros(at)),
        alert.id.0
    )?;
    Ok(())
}

/// The alert with this number.
pub async fn get(tx: &mut Tx, id: AlertId) -> Result<Option<Alert>> {
    fetch_rows!(tx, "alert", Row => Alert::try_from, select!("where a.id = $1"), id.0)?.first()
}

/// The alert with this number, for a decision: another decision about it waits until the transaction ends.
pub async fn lock(tx: &mut Tx, id: AlertId) -> Result<Option<Alert>> {
    // Touching the row is a lock on either engine.
    execute!(tx, "update alert set updated_at = updated_at where id = $1", id.0)?;
    get(tx, id).await
}

/// Alerts whose episode goes on, newest first.
pub async fn ongoing(tx: &mut Tx) -> Result<Rows<Alert>> {
    fetch_rows!(tx, "alert", Row => Alert::try_from, select!("where a.over_at is null order by a.id desc"))
}

/// The alert of each watch whose episode goes on; of two, the newest.
pub async fn ongoing_by_watch(tx: &mut Tx) -> Result<BTreeMap<WatchId, AlertId>> {
    let rows = fetch_all!(tx, (i64, i64), "select watch_id, id from alert where over_at is null order by id")?;
    Ok(rows.into_iter().map(|(watch, alert)| (WatchId(watch), AlertId(alert))).collect())
}

/// What people decided about alerts that were raised from then on: those of a watch, or all.
pub async fn record(tx: &mut Tx, watch: Option<WatchId>, from: Time) -> Result<Record> {
    let rows = fetch_all!(
        tx,
        (String, i64),
        "select state, count(*) from alert where raised_at >= $1 and (watch_id = $2 or $2 = 0) \
         and state in ('opened', 'dismissed') group by state",
        micros(from),
        watch.map_or(0, |watch| watch.0)
    )?;
    let count = |state: &str| {
        let row = rows.iter().find(|(name, _)| name == state);
        row.and_then(|(_, count)| u32::try_from(*count).ok()).unwrap_or_default()
    };
    Ok(Record { opened: count("opened"), dismissed: count("dismissed") })
}

/// How many were ever raised.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, (i64,), "select count(*) from alert")?;
    Ok(count)
}

fn evidence(alert: &Alert) -> Result<String> {
    let stored = Stored { figures: alert.figures, evidence: alert.evidence.clone() };
    EVIDENCE.write(&stored)
}

impl timer::Due for Due {
    fn written(&self) -> Written {
        let name = |news: &Option<News>| news.map_or("", News::name);
        match self {
            Self::Wake(id) => Written::new("alert.wake", id),
            Self::Review(id) => Written::new("alert.review", id),
            Self::Speak(id, news) => Written::new("alert.speak", id).with(&name(news)),
            Self::Opened(id) => Written::new("incident.show", id),
            Self::Direct(id, person, news) => Written::new("alert.direct", &format!("{id} {person}")).with(&name(news)),
        }
    }

    fn read(written: &Written) -> Option<Self> {
        let id = AlertId::parse(&written.subject);
        let news = match written.payload.as_str() {
            "" => None,
            name => Some(News::named(name)?),
        };
        match written.kind.as_str() {
            "alert.wake" => id.map(Self::Wake),
            "alert.review" => id.map(Self::Review),
            "alert.speak" => Some(Self::Speak(id?, news)),
            "incident.show" => id.map(Self::Opened),
            "alert.direct" => {
                let (id, person) = written.subject.split_once(' ')?;
                Some(Self::Direct(AlertId::parse(id)?, Person::parse(person)?, news))
            }
            _ => None,
        }
    }
}
