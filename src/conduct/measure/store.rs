//! Decisions about conduct in the store.

use super::{Kind, Measure, Said, State};
use crate::clock::{Time, from_micros, micros};
use crate::id::{IncidentId, MeasureId};
use crate::person::{Actor, Person};
use crate::store::{Result, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

macro_rules! select {
    ($which:literal) => {
        concat!(
            "select id, incident_id, kind, what, why, basis, owner, minutes, needs, due_at, state, people, by_person, ",
            "at, over_by, over_at, over_why from measure ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    incident_id: i64,
    kind: String,
    what: String,
    why: String,
    basis: String,
    owner: Option<String>,
    minutes: Option<i64>,
    needs: i64,
    due_at: Option<i64>,
    state: String,
    people: String,
    by_person: String,
    at: i64,
    over_by: Option<String>,
    over_at: Option<i64>,
    over_why: Option<String>,
}

impl From<Row> for Measure {
    fn from(row: Row) -> Self {
        let over = || State::Over {
            by: Actor::stored(&row.over_by.clone().unwrap_or_default()),
            at: row.over_at.map(from_micros).unwrap_or_default(),
            why: row.over_why.clone().unwrap_or_default(),
        };
        let state = match row.state.as_str() {
            "asked" => State::Asked,
            "holds" => State::Holds,
            _ => over(),
        };
        let people: Vec<(String, String)> = serde_json::from_str(&row.people).unwrap_or_default();
        let said = |(person, said): (String, String)| Some((Person::parse(&person)?, read(&said)));
        Self {
            id: MeasureId(row.id),
            incident: IncidentId(row.incident_id),
            // The table takes no other.
            kind: Kind::named(&row.kind).unwrap_or(Kind::Fact),
            owner: row.owner.as_deref().and_then(Person::parse),
            minutes: row.minutes.and_then(|minutes| u32::try_from(minutes).ok()),
            needs: usize::try_from(row.needs).unwrap_or_default(),
            due: row.due_at.map(from_micros),
            people: people.into_iter().filter_map(said).collect(),
            at: from_micros(row.at),
            state,
            what: row.what,
            why: row.why,
            basis: row.basis,
            by: Person::stored(&row.by_person),
        }
    }
}

fn read(said: &str) -> Said {
    match said {
        "yes" => Said::Yes,
        "no" => Said::No,
        _ => Said::Waits,
    }
}

fn people(measure: &Measure) -> String {
    let word = |said: &Said| match said {
        Said::Waits => "waits",
        Said::Yes => "yes",
        Said::No => "no",
    };
    let people: Vec<_> = measure.people.iter().map(|(person, said)| (person.to_string(), word(said))).collect();
    serde_json::to_string(&people).unwrap_or_else(|_| "[]".to_owned())
}

/// Stores a new one; its id is ignored.
pub(super) async fn add(tx: &mut Tx, measure: &Measure) -> Result<MeasureId> {
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "insert into measure (incident_id, kind, what, why, basis, owner, minutes, needs, due_at, state, people, \
         by_person, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id",
        measure.incident.0,
        measure.kind.name(),
        measure.what.as_str(),
        measure.why.as_str(),
        measure.basis.as_str(),
        measure.owner.as_ref().map(Person::to_string),
        measure.minutes.map(i64::from),
        i64::try_from(measure.needs).unwrap_or(i64::MAX),
        measure.due.map(micros),
        measure.state.name(),
        people(measure),
        measure.by.to_string(),
        micros(measure.at)
    )?;
    Ok(MeasureId(id))
}

/// Stores what may change about it.
pub(super) async fn save(tx: &mut Tx, measure: &Measure) -> Result<()> {
    let (by, at, why) = match &measure.state {
        State::Over { by, at, why } => (Some(by.to_string()), Some(*at), Some(why.as_str())),
        _ => (None, None, None),
    };
    execute!(
        tx,
        "update measure set due_at = $1, state = $2, people = $3, over_by = $4, over_at = $5, over_why = $6 \
         where id = $7",
        measure.due.map(micros),
        measure.state.name(),
        people(measure),
        by,
        at.map(micros),
        why,
        measure.id.0
    )?;
    Ok(())
}

/// The one with this number.
pub async fn get(tx: &mut Tx, id: MeasureId) -> Result<Option<Measure>> {
    Ok(fetch_optional!(tx, Row, select!("where id = $1"), id.0)?.map(Measure::from))
}

/// The one with this number, for a decision: another decision about it waits until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, id: MeasureId) -> Result<Option<Measure>> {
    // Touching the row is a lock on either engine.
    execute!(tx, "update measure set state = state where id = $1", id.0)?;
    get(tx, id).await
}

/// All of an incident, in the order in which they came.
pub async fn of(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Measure>> {
    let rows = fetch_all!(tx, Row, select!("where incident_id = $1 order by id"), incident.0)?;
    Ok(rows.into_iter().map(Measure::from).collect())
}

/// The pauses that hold in an incident.
pub async fn pauses(tx: &mut Tx, incident: IncidentId, now: Time) -> Result<Vec<Measure>> {
    let held = of(tx, incident).await?.into_iter().filter(|measure| measure.kind == Kind::Hold);
    Ok(held.filter(|measure| measure.state == State::Holds && !measure.is_due(now)).collect())
}
