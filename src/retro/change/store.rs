//! Changes of playbooks in the store. The versions that came of them are the playbook's ([`crate::playbook::store`]).

use super::{Change, State, What};
use crate::clock::{from_micros, micros};
use crate::id::{ActionId, ChangeId, IncidentId};
use crate::person::Person;
use crate::store::json::Column;
use crate::store::{Result, StoreError, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

const WHAT: Column<What> = Column::new("playbook_change", "what");

macro_rules! select {
    ($which:literal) => {
        concat!(
            "select id, action_id, incident_id, playbook, what, base, state, by_person, at, proposed_by, proposed_at ",
            "from playbook_change ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    action_id: i64,
    incident_id: i64,
    playbook: String,
    what: String,
    base: i64,
    state: String,
    by_person: Option<String>,
    at: Option<i64>,
    proposed_by: String,
    proposed_at: i64,
}

fn whole(row: Row) -> Result<Change> {
    let missing = |column| StoreError::missing("playbook_change", row.id, column);
    let by = row.by_person.as_deref().map(Person::stored).ok_or_else(|| missing("by_person"));
    let at = row.at.map(from_micros).ok_or_else(|| missing("at"));
    let what = WHAT.read(row.id, &row.what)?;
    Ok(Change {
        id: ChangeId(row.id),
        action: ActionId(row.action_id),
        incident: IncidentId(row.incident_id),
        playbook: row.playbook,
        what,
        base: u32::try_from(row.base).unwrap_or_default(),
        state: match row.state.as_str() {
            "proposed" => State::Proposed,
            "approved" => State::Approved { by: by?, at: at? },
            "rejected" => State::Rejected { by: by?, at: at? },
            _ => return Err(StoreError::unknown("playbook_change", row.id, "state")),
        },
        by: Person::stored(&row.proposed_by),
        at: from_micros(row.proposed_at),
    })
}

/// Stores a new change; its id is ignored. Answers the id that it got.
pub(super) async fn add(tx: &mut Tx, change: &Change) -> Result<ChangeId> {
    let what = WHAT.write(&change.what)?;
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "insert into playbook_change (action_id, incident_id, playbook, what, base, state, proposed_by, proposed_at) \
         values ($1, $2, $3, $4, $5, 'proposed', $6, $7) returning id",
        change.action.0,
        change.incident.0,
        change.playbook.as_str(),
        what,
        i64::from(change.base),
        change.by.to_string(),
        micros(change.at)
    )?;
    Ok(ChangeId(id))
}

/// Stores what became of it.
pub(super) async fn save(tx: &mut Tx, change: &Change) -> Result<()> {
    let (state, by, at) = match &change.state {
        State::Proposed => ("proposed", None, None),
        State::Approved { by, at } => ("approved", Some(by.to_string()), Some(*at)),
        State::Rejected { by, at } => ("rejected", Some(by.to_string()), Some(*at)),
    };
    execute!(
        tx,
        "update playbook_change set base = $1, state = $2, by_person = $3, at = $4 where id = $5",
        i64::from(change.base),
        state,
        by,
        at.map(micros),
        change.id.0
    )?;
    Ok(())
}

/// The change with this number, for a decision: another decision about it waits until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, id: ChangeId) -> Result<Option<Change>> {
    // Touching the row is a lock on either engine.
    execute!(tx, "update playbook_change set state = state where id = $1", id.0)?;
    fetch_optional!(tx, Row, select!("where id = $1"), id.0)?.map(whole).transpose()
}

/// The changes that came of an incident, in the order in which they were proposed.
pub async fn of_incident(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Change>> {
    let rows = fetch_all!(tx, Row, select!("where incident_id = $1 order by id"), incident.0)?;
    rows.into_iter().map(whole).collect()
}
