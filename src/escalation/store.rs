//! Escalations and swaps in the store.

use super::rota::Swap;
use super::{Due, Escalation, State};
use crate::clock::{Time, from_micros, micros};
use crate::id::IncidentId;
use crate::person::Person;
use crate::store::timer::{self, Written};
use crate::store::{Result, StoreError, Tx};
use crate::{execute, fetch_all, fetch_optional};

#[derive(sqlx::FromRow)]
struct Row {
    severity_from: i64,
    begun_at: i64,
    gone: i64,
    state: String,
    by_person: Option<String>,
    at: Option<i64>,
}

/// How far telling people about an incident has got; none when nobody was to be told.
pub async fn get(tx: &mut Tx, incident: IncidentId) -> Result<Option<Escalation>> {
    let row = fetch_optional!(
        tx,
        Row,
        "select severity_from, begun_at, gone, state, by_person, at from escalation where incident_id = $1",
        incident.0
    )?;
    let Some(row) = row else { return Ok(None) };
    let missing = |column| StoreError::missing("escalation", incident, column);
    let state = match row.state.as_str() {
        "paging" => State::Paging,
        "acknowledged" => State::Acknowledged {
            by: row.by_person.as_deref().map(Person::stored).ok_or_else(|| missing("by_person"))?,
            at: row.at.map(from_micros).ok_or_else(|| missing("at"))?,
        },
        "unanswered" => State::Unanswered,
        "over" => State::Over,
        _ => return Err(StoreError::unknown("escalation", incident, "state")),
    };
    Ok(Some(Escalation {
        incident,
        severity_from: u8::try_from(row.severity_from).unwrap_or(10),
        begun_at: from_micros(row.begun_at),
        gone: u32::try_from(row.gone).unwrap_or_default(),
        state,
    }))
}

/// Stores it as it is now.
pub(super) async fn save(tx: &mut Tx, escalation: &Escalation) -> Result<()> {
    let (by, at) = match &escalation.state {
        State::Acknowledged { by, at } => (Some(by.to_string()), Some(*at)),
        _ => (None, None),
    };
    execute!(
        tx,
        "insert into escalation (incident_id, severity_from, begun_at, gone, state, by_person, at) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (incident_id) do update set \
         severity_from = excluded.severity_from, begun_at = excluded.begun_at, gone = excluded.gone, \
         state = excluded.state, by_person = excluded.by_person, at = excluded.at",
        escalation.incident.0,
        i64::from(escalation.severity_from),
        micros(escalation.begun_at),
        i64::from(escalation.gone),
        escalation.state.name(),
        by,
        at.map(micros)
    )?;
    Ok(())
}

/// The swaps that hold now, the newest first.
pub async fn swaps(tx: &mut Tx, now: Time) -> Result<Vec<Swap>> {
    let rows = fetch_all!(
        tx,
        (String, String, String, i64, i64),
        "select rota, platform, person, from_at, until_at from oncall_swap where from_at <= $1 and until_at > $1 \
         order by from_at desc, id desc",
        micros(now)
    )?;
    let swap = |(rota, platform, user, from, until): (String, String, String, i64, i64)| Swap {
        rota,
        person: Person { platform, user },
        from: from_micros(from),
        until: from_micros(until),
    };
    Ok(rows.into_iter().map(swap).collect())
}

/// Somebody takes over.
pub(super) async fn add_swap(tx: &mut Tx, swap: &Swap, by: &Person) -> Result<()> {
    execute!(
        tx,
        "insert into oncall_swap (rota, platform, person, from_at, until_at, by_person) values ($1, $2, $3, $4, $5, $6)",
        swap.rota.as_str(),
        swap.person.platform.as_str(),
        swap.person.user.as_str(),
        micros(swap.from),
        micros(swap.until),
        by.to_string()
    )?;
    Ok(())
}

impl timer::Due for Due {
    fn written(&self) -> Written {
        match self {
            Self::Next(id) => Written::new("page.next", id),
            Self::Later(id, person, round) => Written::new("page.later", &format!("{id} {person}")).with(round),
        }
    }

    fn read(written: &Written) -> Option<Self> {
        match written.kind.as_str() {
            "page.next" => IncidentId::parse(&written.subject).map(Self::Next),
            "page.later" => {
                let (id, person) = written.subject.split_once(' ')?;
                Some(Self::Later(IncidentId::parse(id)?, Person::parse(person)?, written.payload.parse().ok()?))
            }
            _ => None,
        }
    }
}
