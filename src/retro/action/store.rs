//! Actions in the store.

use super::{Item, State};
use crate::clock::{from_micros, micros};
use crate::id::{ActionId, IncidentId};
use crate::person::Person;
use crate::store::{Result, StoreError, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

macro_rules! select {
    ($which:literal) => {
        concat!(
            "select id, incident_id, text, platform, person, due_at, state, by_person, at, reason, reminded, added_by, ",
            "added_at from action_item ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    incident_id: i64,
    text: String,
    platform: String,
    person: String,
    due_at: i64,
    state: String,
    by_person: Option<String>,
    at: Option<i64>,
    reason: Option<String>,
    reminded: i64,
    added_by: String,
    added_at: i64,
}

impl TryFrom<Row> for Item {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let missing = |column| StoreError::missing("action_item", row.id, column);
        let by = row.by_person.as_deref().map(Person::stored).ok_or_else(|| missing("by_person"));
        let at = row.at.map(from_micros).ok_or_else(|| missing("at"));
        Ok(Self {
            id: ActionId(row.id),
            incident: IncidentId(row.incident_id),
            text: row.text,
            owner: Person { platform: row.platform, user: row.person },
            due: from_micros(row.due_at),
            state: match row.state.as_str() {
                "open" => State::Open,
                "done" => State::Done { by: by?, at: at? },
                "dropped" => State::Dropped { by: by?, at: at?, why: row.reason.unwrap_or_default() },
                _ => return Err(StoreError::unknown("action_item", row.id, "state")),
            },
            reminded: u32::try_from(row.reminded).unwrap_or(u32::MAX),
            added_by: Person::stored(&row.added_by),
            added_at: from_micros(row.added_at),
        })
    }
}

/// Stores a new action; its id is ignored. Answers the id that it got.
pub(super) async fn add(tx: &mut Tx, item: &Item) -> Result<ActionId> {
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "insert into action_item (incident_id, text, platform, person, due_at, state, reminded, added_by, added_at) \
         values ($1, $2, $3, $4, $5, 'open', 0, $6, $7) returning id",
        item.incident.0,
        item.text.as_str(),
        item.owner.platform.as_str(),
        item.owner.user.as_str(),
        micros(item.due),
        item.added_by.to_string(),
        micros(item.added_at)
    )?;
    Ok(ActionId(id))
}

/// Stores what may change about an action.
pub(super) async fn save(tx: &mut Tx, item: &Item) -> Result<()> {
    let (by, at, why) = match &item.state {
        State::Open => (None, None, None),
        State::Done { by, at } => (Some(by.to_string()), Some(*at), None),
        State::Dropped { by, at, why } => (Some(by.to_string()), Some(*at), Some(why.as_str())),
    };
    execute!(
        tx,
        "update action_item set platform = $1, person = $2, state = $3, by_person = $4, at = $5, reason = $6, \
         reminded = $7 where id = $8",
        item.owner.platform.as_str(),
        item.owner.user.as_str(),
        item.state.name(),
        by,
        at.map(micros),
        why,
        i64::from(item.reminded),
        item.id.0
    )?;
    Ok(())
}

/// The action with this number.
pub async fn get(tx: &mut Tx, id: ActionId) -> Result<Option<Item>> {
    fetch_optional!(tx, Row, select!("where id = $1"), id.0)?.map(Item::try_from).transpose()
}

/// The action with this number, for a decision: another decision about it waits until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, id: ActionId) -> Result<Option<Item>> {
    // Touching the row is a lock on either engine.
    execute!(tx, "update action_item set state = state where id = $1", id.0)?;
    get(tx, id).await
}

/// All actions after an incident, in the order in which they were added.
pub async fn of_incident(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Item>> {
    let rows = fetch_all!(tx, Row, select!("where incident_id = $1 order by id"), incident.0)?;
    rows.into_iter().map(Item::try_from).collect()
}

/// Those that somebody still has to do, whatever the incident; what is due first comes first.
pub async fn open(tx: &mut Tx) -> Result<Vec<Item>> {
    let rows = fetch_all!(tx, Row, select!("where state = 'open' order by due_at, id"))?;
    rows.into_iter().map(Item::try_from).collect()
}

/// All there ever were, whatever the incident.
pub async fn all(tx: &mut Tx) -> Result<Vec<Item>> {
    let rows = fetch_all!(tx, Row, select!("order by id"))?;
    rows.into_iter().map(Item::try_from).collect()
}
