//! Questions about recovery in the store.

use super::{Checkin, Figures, State};
use crate::clock::{from_micros, micros};
use crate::id::{CheckinId, IncidentId};
use crate::person::Person;
use crate::store::json::Column;
use crate::store::{Result, StoreError, Tx};
use crate::{execute, fetch_all, fetch_optional};

const FIGURES: Column<Figures> = Column::new("recovery_checkin", "figures");

macro_rules! select {
    ($which:literal) => {
        concat!(
            "select id, incident_id, days, since, due_at, state, by_person, at, figures from recovery_checkin ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    incident_id: i64,
    days: i64,
    since: i64,
    due_at: i64,
    state: String,
    by_person: Option<String>,
    at: Option<i64>,
    figures: Option<String>,
}

impl TryFrom<Row> for Checkin {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let missing = |column| StoreError::missing("recovery_checkin", row.id, column);
        let by = row.by_person.as_deref().map(Person::stored).ok_or_else(|| missing("by_person"));
        let at = row.at.map(from_micros).ok_or_else(|| missing("at"));
        Ok(Self {
            id: CheckinId(row.id),
            incident: IncidentId(row.incident_id),
            days: u32::try_from(row.days).unwrap_or_default(),
            since: from_micros(row.since),
            due: from_micros(row.due_at),
            state: match row.state.as_str() {
                "planned" => State::Planned,
                "asked" => State::Asked,
                "recovered" => State::Answered { recovered: true, by: by?, at: at? },
                "not_yet" => State::Answered { recovered: false, by: by?, at: at? },
                "withdrawn" => State::Withdrawn { at: at? },
                _ => return Err(StoreError::unknown("recovery_checkin", row.id, "state")),
            },
            figures: row.figures.map(|figures| FIGURES.read(row.id, &figures)).transpose()?,
        })
    }
}

/// Plans a question; its id is ignored. None when there is one for that end of the incident and so many days.
pub(super) async fn add(tx: &mut Tx, checkin: &Checkin) -> Result<Option<CheckinId>> {
    let id: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "insert into recovery_checkin (incident_id, days, since, due_at, state) values ($1, $2, $3, $4, 'planned') \
         on conflict (incident_id, days, since) do nothing returning id",
        checkin.incident.0,
        i64::from(checkin.days),
        micros(checkin.since),
        micros(checkin.due)
    )?;
    Ok(id.map(|(id,)| CheckinId(id)))
}

/// Stores what became of it.
pub(super) async fn save(tx: &mut Tx, checkin: &Checkin) -> Result<()> {
    let (state, by, at) = match &checkin.state {
        State::Planned => ("planned", None, None),
        State::Asked => ("asked", None, None),
        State::Answered { recovered: true, by, at } => ("recovered", Some(by.to_string()), Some(*at)),
        State::Answered { recovered: false, by, at } => ("not_yet", Some(by.to_string()), Some(*at)),
        State::Withdrawn { at } => ("withdrawn", None, Some(*at)),
    };
    execute!(
        tx,
        "update recovery_checkin set state = $1, by_person = $2, at = $3, figures = $4 where id = $5",
        state,
        by,
        at.map(micros),
        checkin.figures.map(|figures| FIGURES.write(&figures)).transpose()?,
        checkin.id.0
    )?;
    Ok(())
}

/// The question with this number, for a decision: another decision about it waits until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, id: CheckinId) -> Result<Option<Checkin>> {
    // Touching the row is a lock on either engine.
    execute!(tx, "update recovery_checkin set state = state where id = $1", id.0)?;
    fetch_optional!(tx, Row, select!("where id = $1"), id.0)?.map(Checkin::try_from).transpose()
}

/// All questions about an incident, the first one first; those that are planned or were taken back among them.
pub async fn of_incident(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Checkin>> {
    let rows = fetch_all!(tx, Row, select!("where incident_id = $1 order by since, days, id"), incident.0)?;
    rows.into_iter().map(Checkin::try_from).collect()
}
