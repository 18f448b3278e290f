//! Decisions about conduct in the store.

use super::{Kind, Measure, Said, State};
use crate::clock::{Time, from_micros, micros};
use crate::id::{IncidentId, MeasureId};
use crate::person::{Actor, Person};
use crate::store::json::Column;
use crate::store::{Result, StoreError, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

/// Who was asked, and `waits`, `yes` or `no`.
const PEOPLE: Column<Vec<(String, String)>> = Column::new("measure", "people");

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

impl TryFrom<Row> for Measure {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let missing = |column| StoreError::missing("measure", row.id, column);
        let unknown = |column| StoreError::unknown("measure", row.id, column);
        let state = match row.state.as_str() {
            "asked" => State::Asked,
            "holds" => State::Holds,
            "over" => State::Over {
                by: row.over_by.as_deref().map(Actor::stored).ok_or_else(|| missing("over_by"))?,
                at: row.over_at.map(from_micros).ok_or_else(|| missing("over_at"))?,
                why: row.over_why.unwrap_or_default(),
            },
            _ => return Err(unknown("state")),
        };
        let said = |(person, word): (String, String)| Some((Person::parse(&person)?, said(&word)?));
        let people = PEOPLE.read(row.id, &row.people)?.into_iter();
        Ok(Self {
            id: MeasureId(row.id),
            incident: IncidentId(row.incident_id),
            kind: Kind::named(&row.kind).ok_or_else(|| unknown("kind"))?,
            owner: row.owner.as_deref().and_then(Person::parse),
            minutes: row.minutes.and_then(|minutes| u32::try_from(minutes).ok()),
            needs: usize::try_from(row.needs).unwrap_or_default(),
            due: row.due_at.map(from_micros),
            people: people.map(said).collect::<Option<_>>().ok_or_else(|| unknown("people"))?,
            at: from_micros(row.at),
            state,
            what: row.what,
            why: row.why,
            basis: row.basis,
            by: Person::stored(&row.by_person),
        })
    }
}

fn said(word: &str) -> Option<Said> {
    match word {
        "waits" => Some(Said::Waits),
        "yes" => Some(Said::Yes),
        "no" => Some(Said::No),
        _ => None,
    }
}

fn people(measure: &Measure) -> Result<String> {
    let word = |said: &Said| match said {
        Said::Waits => "waits",
        Said::Yes => "yes",
        Said::No => "no",
    };
    let people = measure.people.iter().map(|(person, said)| (person.to_string(), word(said).to_owned()));
    PEOPLE.write(&people.collect())
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
        people(measure)?,
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
        people(measure)?,
        by,
        at.map(micros),
        why,
        measure.id.0
    )?;
    Ok(())
}

/// The one with this number.
pub async fn get(tx: &mut Tx, id: MeasureId) -> Result<Option<Measure>> {
    fetch_optional!(tx, Row, select!("where id = $1"), id.0)?.map(Measure::try_from).transpose()
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
    rows.into_iter().map(Measure::try_from).collect()
}

/// The pauses that hold in an incident.
pub async fn pauses(tx: &mut Tx, incident: IncidentId, now: Time) -> Result<Vec<Measure>> {
    let held = of(tx, incident).await?.into_iter().filter(|measure| measure.kind == Kind::Hold);
    Ok(held.filter(|measure| measure.state == State::Holds && !measure.is_due(now)).collect())
}
