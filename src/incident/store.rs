//! Incidents in the store.

use super::similar::Past;
use super::timeline::Done;
use super::{Due, Incident, IncidentKind, Origin, State};
use crate::clock::{Time, from_micros, micros};
use crate::id::{AlertId, IncidentId, WatchId};
use crate::person::Person;
use crate::store::json::Column;
use crate::store::timer::{self, Written};
use crate::store::{Result, Rows, StoreError, Tx};
use crate::{execute, fetch_all, fetch_optional, fetch_rows};

const LINE: Column<Done> = Column::new("incident_line", "detail");

macro_rules! select {
    ($which:literal) => {
        concat!(
            "select id, alert_id, title, severity, state, kind, origin, private, opened_by, opened_at, noticed_at, led_at, stated_at, ",
            "told_at, resolved_at, closed_at from incident ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    alert_id: Option<i64>,
    title: String,
    severity: i64,
    state: String,
    kind: Option<String>,
    origin: Option<String>,
    private: i64,
    opened_by: String,
    opened_at: i64,
    noticed_at: Option<i64>,
    led_at: Option<i64>,
    stated_at: Option<i64>,
    told_at: Option<i64>,
    resolved_at: Option<i64>,
    closed_at: Option<i64>,
}

impl TryFrom<Row> for Incident {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let opened_at = from_micros(row.opened_at);
        let since = |at: Option<i64>| at.map_or(opened_at, from_micros);
        let state = match row.state.as_str() {
            "open" => State::Open,
            "responding" => State::Responding,
            "monitoring" => State::Monitoring,
            "resolved" => State::Resolved { at: since(row.resolved_at) },
            "closed" => State::Closed { at: since(row.closed_at) },
            _ => return Err(StoreError::unknown("incident", row.id, "state")),
        };
        Ok(Self {
            kind: kind(row.id, row.kind.as_deref())?,
            origin: origin(row.id, row.origin.as_deref())?,
            id: IncidentId(row.id),
            alert: row.alert_id.map(AlertId),
            title: row.title,
            severity: u8::try_from(row.severity).unwrap_or(10),
            state,
            private: row.private != 0,
            opened_by: Person::stored(&row.opened_by),
            opened_at,
            noticed_at: row.noticed_at.map(from_micros),
            led_at: row.led_at.map(from_micros),
            stated_at: row.stated_at.map(from_micros),
            told_at: row.told_at.map(from_micros),
        })
    }
}

fn kind(id: i64, name: Option<&str>) -> Result<Option<IncidentKind>> {
    name.map(|name| IncidentKind::named(name).ok_or_else(|| StoreError::unknown("incident", id, "kind"))).transpose()
}

fn origin(id: i64, name: Option<&str>) -> Result<Option<Origin>> {
    name.map(|name| Origin::named(name).ok_or_else(|| StoreError::unknown("incident", id, "origin"))).transpose()
}

/// Stores a new incident; its id is ignored. Nothing when its alert has one already.
pub async fn open(tx: &mut Tx, incident: &Incident) -> Result<Option<IncidentId>> {
    let id: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "insert into incident (alert_id, title, severity, state, origin, private, opened_by, opened_at, noticed_at) \
         values ($1, $2, $3, 'open', $4, $7, $5, $6, coalesce((select noticed_at from alert where id = $1), $6)) \
         on conflict (alert_id) do nothing returning id",
        incident.alert.map(|alert| alert.0),
        incident.title.as_str(),
        i64::from(incident.severity),
        incident.origin.map(Origin::name),
        incident.opened_by.to_string(),
        micros(incident.opened_at),
        i64::from(incident.private)
    )?;
    Ok(id.map(|(id,)| IncidentId(id)))
}

/// Stores what may change about an incident.
pub async fn save(tx: &mut Tx, incident: &Incident) -> Result<()> {
    let (resolved, closed) = match incident.state {
        State::Resolved { at } => (Some(at), None),
        State::Closed { at } => (None, Some(at)),
        _ => (None, None),
    };
    execute!(
        tx,
        "update incident set title = $1, severity = $2, state = $3, kind = $4, origin = $5, led_at = $6, \
         stated_at = $7, told_at = $8, resolved_at = case when $10 is null then $9 else coalesce($9, resolved_at) end, \
         closed_at = $10, alert_id = $12, private = $13 where id = $11",
        incident.title.as_str(),
        i64::from(incident.severity),
        incident.state.name(),
        incident.kind.map(IncidentKind::name),
        incident.origin.map(Origin::name),
        incident.led_at.map(micros),
        incident.stated_at.map(micros),
        incident.told_at.map(micros),
        resolved.map(micros),
        closed.map(micros),
        incident.id.0,
        incident.alert.map(|alert| alert.0),
        i64::from(incident.private)
    )?;
    Ok(())
}

/// The incident with this number.
pub async fn get(tx: &mut Tx, id: IncidentId) -> Result<Option<Incident>> {
    fetch_rows!(tx, "incident", Row => Incident::try_from, select!("where id = $1"), id.0)?.first()
}

/// The incident with this number, for a decision: another decision about it waits until the transaction ends.
pub async fn lock(tx: &mut Tx, id: IncidentId) -> Result<Option<Incident>> {
    // Touching the row is a lock on either engine.
    execute!(tx, "update incident set title = title where id = $1", id.0)?;
    get(tx, id).await
}

/// The incident that was opened from an alert.
pub async fn of_alert(tx: &mut Tx, alert: AlertId) -> Result<Option<Incident>> {
    fetch_optional!(tx, Row, select!("where alert_id = $1"), alert.0)?.map(Incident::try_from).transpose()
}

/// Those that the team works on, newest first.
pub async fn open_ones(tx: &mut Tx) -> Result<Rows<Incident>> {
    const OPEN: &str = select!("where state in ('open', 'responding', 'monitoring') order by id desc");
    fetch_rows!(tx, "incident", Row => Incident::try_from, OPEN)
}

/// Those that are over and not closed, the last resolved first.
pub async fn resolved(tx: &mut Tx) -> Result<Rows<Incident>> {
    const RESOLVED: &str = select!("where state = 'resolved' order by resolved_at desc, id desc");
    fetch_rows!(tx, "incident", Row => Incident::try_from, RESOLVED)
}

/// The team spoke in public. Only the first time counts.
pub async fn stated(tx: &mut Tx, id: IncidentId, at: Time) -> Result<()> {
    execute!(tx, "update incident set stated_at = coalesce(stated_at, $1) where id = $2", micros(at), id.0)?;
    Ok(())
}

/// Those that are over and everybody may know of, the newest last.
pub async fn over(tx: &mut Tx) -> Result<Vec<Incident>> {
    let rows = fetch_all!(tx, Row, select!("where state in ('resolved', 'closed') and private = 0 order by id"))?;
    rows.into_iter().map(Incident::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct PastRow {
    id: i64,
    title: String,
    severity: i64,
    kind: Option<String>,
    origin: Option<String>,
    watch_id: Option<i64>,
    opened_at: i64,
    over_at: i64,
    how: String,
}

/// Those that are over and everybody may know of, newest first, with what people said when they resolved them.
pub async fn past(tx: &mut Tx) -> Result<Vec<Past>> {
    let rows = fetch_all!(
        tx,
        PastRow,
        "select i.id, i.title, i.severity, i.kind, i.origin, s.watch_id, i.opened_at, \
         coalesce(i.resolved_at, i.closed_at, i.opened_at) as over_at, \
         coalesce((select t.text from timeline t where t.incident_id = i.id and t.kind = 'done' and t.text <> '' \
         and t.detail like '%[\"to\",{\"label\":\"resolved\"}]%' order by t.at desc, t.id desc limit 1), '') as how \
         from incident i left join situation s on s.incident_id = i.id where i.state in ('resolved', 'closed') \
         and i.private = 0 order by i.id desc limit 200"
    )?;
    let past = |row: PastRow| {
        Ok(Past {
            id: IncidentId(row.id),
            title: row.title,
            severity: u8::try_from(row.severity).unwrap_or(10),
            kind: kind(row.id, row.kind.as_deref())?,
            origin: origin(row.id, row.origin.as_deref())?,
            watch: row.watch_id.map(WatchId),
            opened_at: from_micros(row.opened_at),
            over_at: from_micros(row.over_at),
            how: row.how,
        })
    };
    rows.into_iter().map(past).collect()
}

/// What later parts of the journey show on the incident's card, by name; none takes it away. False when it is so already.
pub async fn set_line(tx: &mut Tx, id: IncidentId, name: &str, line: Option<&Done>) -> Result<bool> {
    let Some(line) = line else {
        let gone = execute!(tx, "delete from incident_line where incident_id = $1 and name = $2", id.0, name)?;
        return Ok(gone > 0);
    };
    let detail = LINE.write(line)?;
    let set = execute!(
        tx,
        "insert into incident_line (incident_id, name, detail) values ($1, $2, $3) \
         on conflict (incident_id, name) do update set detail = excluded.detail \
         where incident_line.detail <> excluded.detail",
        id.0,
        name,
        detail
    )?;
    Ok(set > 0)
}

/// These lines, by name.
pub async fn lines(tx: &mut Tx, id: IncidentId) -> Result<Vec<Done>> {
    let rows = fetch_all!(
        tx,
        (String, String),
        "select name, detail from incident_line where incident_id = $1 order by name",
        id.0
    )?;
    rows.into_iter().map(|(name, detail)| LINE.read(format_args!("{id} {name}"), &detail)).collect()
}

impl timer::Due for Due {
    fn written(&self) -> Written {
        match self {
            Self::Look(id) => Written::new("incident.look", id),
            Self::Update(id) => Written::new("incident.due", id),
            Self::Silent(id) => Written::new("incident.silent", id),
            Self::Nag(id, nth) => Written::new("incident.nag", id).with(nth),
            Self::Begun(id) => Written::new("incident.begun", id),
            Self::Changed(id) => Written::new("incident.changed", id),
            Self::Over(id) => Written::new("incident.over", id),
        }
    }

    fn read(written: &Written) -> Option<Self> {
        let id = IncidentId::parse(&written.subject)?;
        match written.kind.as_str() {
            "incident.look" => Some(Self::Look(id)),
            "incident.due" => Some(Self::Update(id)),
            "incident.silent" => Some(Self::Silent(id)),
            "incident.nag" => Some(Self::Nag(id, written.payload.parse().ok()?)),
            "incident.begun" => Some(Self::Begun(id)),
            "incident.changed" => Some(Self::Changed(id)),
            "incident.over" => Some(Self::Over(id)),
            _ => None,
        }
    }
}
