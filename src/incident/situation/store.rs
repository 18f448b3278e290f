//! Situations in the store, and the moments at which the team spoke in public.

use super::{Figures, Situation, Usual};
use crate::clock::{Time, from_micros, micros};
use crate::id::{IncidentId, WatchId};
use crate::store::json::Column;
use crate::store::{Result, StoreError, Tx};
use crate::{execute, fetch_all, fetch_optional};

const FIGURES: Column<Figures> = Column::new("situation", "figures");

#[derive(sqlx::FromRow)]
struct Row {
    incident_id: i64,
    watch_id: Option<i64>,
    since: i64,
    usual: f64,
    usual_negative: f64,
    looked_at: i64,
    calm_since: Option<i64>,
    figures: String,
}

impl TryFrom<Row> for Situation {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            incident: IncidentId(row.incident_id),
            watch: row.watch_id.map(WatchId),
            since: from_micros(row.since),
            usual: Usual { voices: row.usual, negative: row.usual_negative },
            looked_at: from_micros(row.looked_at),
            calm_since: row.calm_since.map(from_micros),
            figures: FIGURES.read(row.incident_id, &row.figures)?,
        })
    }
}

/// Stores it, in place of what was stored before.
pub async fn save(tx: &mut Tx, situation: &Situation) -> Result<()> {
    execute!(
        tx,
        "insert into situation (incident_id, watch_id, since, usual, usual_negative, looked_at, calm_since, figures) \
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (incident_id) do update set watch_id = excluded.watch_id, \
         since = excluded.since, usual = excluded.usual, usual_negative = excluded.usual_negative, \
         looked_at = excluded.looked_at, calm_since = excluded.calm_since, figures = excluded.figures",
        situation.incident.0,
        situation.watch.map(|watch| watch.0),
        micros(situation.since),
        situation.usual.voices,
        situation.usual.negative,
        micros(situation.looked_at),
        situation.calm_since.map(micros),
        FIGURES.write(&situation.figures)?
    )?;
    Ok(())
}

/// What is known about an incident; none of one that is older than this.
pub async fn get(tx: &mut Tx, incident: IncidentId) -> Result<Option<Situation>> {
    let row = fetch_optional!(
        tx,
        Row,
        "select incident_id, watch_id, since, usual, usual_negative, looked_at, calm_since, figures from situation \
         where incident_id = $1",
        incident.0
    )?;
    row.map(Situation::try_from).transpose()
}

/// The newest incident that hears a watch and that nobody closed, unless it was resolved before `resolved_from`.
pub async fn of_watch(tx: &mut Tx, watch: WatchId, resolved_from: Time) -> Result<Option<IncidentId>> {
    let row: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "select i.id from situation s join incident i on i.id = s.incident_id where s.watch_id = $1 and i.private = 0 \
         and i.state <> 'closed' and (i.resolved_at is null or i.state <> 'resolved' or i.resolved_at >= $2) \
         order by i.id desc limit 1",
        watch.0,
        micros(resolved_from)
    )?;
    Ok(row.map(|(id,)| IncidentId(id)))
}

/// The team spoke in public.
pub async fn spoke(tx: &mut Tx, incident: IncidentId, at: Time) -> Result<()> {
    execute!(
        tx,
        "insert into incident_statement (incident_id, at) values ($1, $2) on conflict do nothing",
        incident.0,
        micros(at)
    )?;
    Ok(())
}

/// When the team spoke in public, oldest first.
pub async fn statements(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Time>> {
    let rows =
        fetch_all!(tx, (i64,), "select at from incident_statement where incident_id = $1 order by at", incident.0)?;
    Ok(rows.into_iter().map(|(at,)| from_micros(at)).collect())
}
