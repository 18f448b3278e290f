//! Incidents in the store.

use super::Incident;
use crate::clock::{from_micros, micros};
use crate::id::{AlertId, IncidentId};
use crate::store::{Result, Tx};
use crate::{fetch_all, fetch_optional};

macro_rules! select {
    ($which:literal) => {
        concat!("select id, alert_id, title, severity, opened_by, opened_at from incident ", $which)
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    alert_id: Option<i64>,
    title: String,
    severity: i64,
    opened_by: String,
    opened_at: i64,
}

impl From<Row> for Incident {
    fn from(row: Row) -> Self {
        Self {
            id: IncidentId(row.id),
            alert: row.alert_id.map(AlertId),
            title: row.title,
            severity: u8::try_from(row.severity).unwrap_or(10),
            opened_by: row.opened_by,
            opened_at: from_micros(row.opened_at),
        }
    }
}

/// Stores a new incident; its id is ignored. Nothing when its alert has one already.
pub async fn open(tx: &mut Tx, incident: &Incident) -> Result<Option<IncidentId>> {
    let id: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "insert into incident (alert_id, title, severity, state, opened_by, opened_at) \
         values ($1, $2, $3, 'open', $4, $5) on conflict (alert_id) do nothing returning id",
        incident.alert.map(|alert| alert.0),
        incident.title.as_str(),
        i64::from(incident.severity),
        incident.opened_by.as_str(),
        micros(incident.opened_at)
    )?;
    Ok(id.map(|(id,)| IncidentId(id)))
}

/// The incident with this number.
pub async fn get(tx: &mut Tx, id: IncidentId) -> Result<Option<Incident>> {
    Ok(fetch_optional!(tx, Row, select!("where id = $1"), id.0)?.map(Incident::from))
}

/// The incident that was opened from an alert.
pub async fn of_alert(tx: &mut Tx, alert: AlertId) -> Result<Option<Incident>> {
    Ok(fetch_optional!(tx, Row, select!("where alert_id = $1"), alert.0)?.map(Incident::from))
}

/// Those that are open, newest first.
pub async fn open_ones(tx: &mut Tx) -> Result<Vec<Incident>> {
    let rows = fetch_all!(tx, Row, select!("where state = 'open' order by id desc"))?;
    Ok(rows.into_iter().map(Incident::from).collect())
}
