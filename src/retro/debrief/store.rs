//! Debriefs in the store.

use std::collections::BTreeMap;

use super::{Debrief, Guest, Participant, State};
use crate::clock::{from_micros, micros};
use crate::id::{DebriefId, IncidentId};
use crate::person::Person;
use crate::store::json::Column;
use crate::store::{Result, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

const GUESTS: Column<BTreeMap<Participant, Guest>> = Column::new("debrief", "guests");

macro_rules! select {
    ($which:literal) => {
        concat!("select id, incident_id, at, guests, summary, held_by, held_at, called_by from debrief ", $which)
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    incident_id: i64,
    at: i64,
    guests: String,
    summary: Option<String>,
    held_by: Option<String>,
    held_at: Option<i64>,
    called_by: String,
}

fn whole(row: Row) -> Result<Debrief> {
    let guests = GUESTS.read(row.id, &row.guests)?;
    Ok(Debrief {
        id: DebriefId(row.id),
        incident: IncidentId(row.incident_id),
        at: from_micros(row.at),
        guests,
        state: match (row.summary, row.held_by, row.held_at) {
            (Some(summary), Some(by), Some(at)) => {
                State::Held { by: Person::stored(&by), at: from_micros(at), summary }
            }
            _ => State::Planned,
        },
        by: Person::stored(&row.called_by),
    })
}

/// Stores a new debrief; its id is ignored. Answers the id that it got.
pub(super) async fn add(tx: &mut Tx, debrief: &Debrief) -> Result<DebriefId> {
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "insert into debrief (incident_id, at, guests, called_by) values ($1, $2, $3, $4) returning id",
        debrief.incident.0,
        micros(debrief.at),
        GUESTS.write(&debrief.guests)?,
        debrief.by.to_string()
    )?;
    Ok(DebriefId(id))
}

/// Stores what became of it.
pub(super) async fn save(tx: &mut Tx, debrief: &Debrief) -> Result<()> {
    let (summary, by, at) = match &debrief.state {
        State::Planned => (None, None, None),
        State::Held { by, at, summary } => (Some(summary.as_str()), Some(by.to_string()), Some(*at)),
    };
    execute!(
        tx,
        "update debrief set at = $1, guests = $2, summary = $3, held_by = $4, held_at = $5 where id = $6",
        micros(debrief.at),
        GUESTS.write(&debrief.guests)?,
        summary,
        by,
        at.map(micros),
        debrief.id.0
    )?;
    Ok(())
}

/// The debrief with this number, for a decision: another decision about it waits until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, id: DebriefId) -> Result<Option<Debrief>> {
    // Touching the row is a lock on either engine.
    execute!(tx, "update debrief set at = at where id = $1", id.0)?;
    fetch_optional!(tx, Row, select!("where id = $1"), id.0)?.map(whole).transpose()
}

/// The debriefs after an incident, the first one first.
pub async fn of_incident(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Debrief>> {
    let rows = fetch_all!(tx, Row, select!("where incident_id = $1 order by id"), incident.0)?;
    rows.into_iter().map(whole).collect()
}
