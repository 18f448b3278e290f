//! What wants an answer, in the store.

use super::measure::Step;
use super::{Due, Reply, State};
use crate::clock::{Time, from_micros, micros};
use crate::id::{IncidentId, MeasureId, ReplyId};
use crate::person::Person;
use crate::store::timer::{self, Written};
use crate::store::{Result, StoreError, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

macro_rules! select {
    ($which:literal) => {
        concat!("select id, incident_id, said, state, by_person, at, words from reply ", $which)
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    incident_id: i64,
    said: String,
    state: String,
    by_person: Option<String>,
    at: Option<i64>,
    words: Option<String>,
}

impl TryFrom<Row> for Reply {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let missing = |column| StoreError::missing("reply", row.id, column);
        let by = row.by_person.as_deref().map(Person::stored).ok_or_else(|| missing("by_person"));
        let at = row.at.map(from_micros).ok_or_else(|| missing("at"));
        let state = match row.state.as_str() {
            "open" => State::Open,
            "claimed" => State::Claimed { by: by?, at: at? },
            "answered" => State::Answered { by: by?, at: at?, words: row.words.unwrap_or_default() },
            "let_be" => State::LetBe { by: by?, at: at? },
            _ => return Err(StoreError::unknown("reply", row.id, "state")),
        };
        Ok(Self { id: ReplyId(row.id), incident: IncidentId(row.incident_id), said: row.said, state })
    }
}

/// Puts it into the queue. None when the same words stand there.
pub(super) async fn add(
    tx: &mut Tx,
    incident: IncidentId,
    said: &str,
    by: &Person,
    now: Time,
) -> Result<Option<ReplyId>> {
    let there: (i64,) =
        fetch_one!(tx, (i64,), "select count(*) from reply where incident_id = $1 and said = $2", incident.0, said)?;
    if there.0 > 0 {
        return Ok(None);
    }
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "insert into reply (incident_id, said, state, added_by, added_at) values ($1, $2, 'open', $3, $4) returning id",
        incident.0,
        said,
        by.to_string(),
        micros(now)
    )?;
    Ok(Some(ReplyId(id)))
}

/// Stores where it stands.
pub(super) async fn save(tx: &mut Tx, reply: &Reply) -> Result<()> {
    let (by, at, words) = match &reply.state {
        State::Open => (None, None, None),
        State::Claimed { by, at } | State::LetBe { by, at } => (Some(by.to_string()), Some(*at), None),
        State::Answered { by, at, words } => (Some(by.to_string()), Some(*at), Some(words.as_str())),
    };
    execute!(
        tx,
        "update reply set state = $1, by_person = $2, at = $3, words = $4 where id = $5",
        reply.state.name(),
        by,
        at.map(micros),
        words,
        reply.id.0
    )?;
    Ok(())
}

/// The one with this number, for a decision: another decision about it waits until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, id: ReplyId) -> Result<Option<Reply>> {
    // Touching the row is a lock on either engine.
    execute!(tx, "update reply set state = state where id = $1", id.0)?;
    fetch_optional!(tx, Row, select!("where id = $1"), id.0)?.map(Reply::try_from).transpose()
}

/// All of an incident, in the order in which they came.
pub async fn of(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Reply>> {
    let rows = fetch_all!(tx, Row, select!("where incident_id = $1 order by id"), incident.0)?;
    rows.into_iter().map(Reply::try_from).collect()
}

impl timer::Due for Due {
    fn written(&self) -> Written {
        match self {
            Self::Held(id) => Written::new("reply.held", id),
            Self::Measure(id, Step::Owner) => Written::new("measure.due", id),
            Self::Measure(id, Step::Everybody) => Written::new("measure.due", id).with(&"told"),
        }
    }

    fn read(written: &Written) -> Option<Self> {
        match (written.kind.as_str(), written.payload.as_str()) {
            ("reply.held", _) => ReplyId::parse(&written.subject).map(Self::Held),
            ("measure.due", "") => Some(Self::Measure(MeasureId::parse(&written.subject)?, Step::Owner)),
            ("measure.due", "told") => Some(Self::Measure(MeasureId::parse(&written.subject)?, Step::Everybody)),
            _ => None,
        }
    }
}
