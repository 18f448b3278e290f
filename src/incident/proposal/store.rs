//! Proposals in the store.

use super::{Proposal, Reason, State, What};
use crate::clock::{Time, from_micros, micros};
use crate::id::{IncidentId, ProposalId};
use crate::person::Person;
use crate::store::json::Column;
use crate::store::{Result, StoreError, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

const REASONS: Column<Vec<Reason>> = Column::new("proposal", "reasons");

macro_rules! select {
    ($which:literal) => {
        concat!(
            "select id, incident_id, kind, severity, instead_of, reasons, made_at, state, decided_by, decided_at ",
            "from proposal ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    incident_id: i64,
    kind: String,
    severity: i64,
    instead_of: i64,
    reasons: String,
    made_at: i64,
    state: String,
    decided_by: Option<String>,
    decided_at: Option<i64>,
}

impl TryFrom<Row> for Proposal {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let grade = |grade: i64| u8::try_from(grade).unwrap_or(10);
        let because = REASONS.read(row.id, &row.reasons)?;
        let what = match row.kind.as_str() {
            "resolve" => What::Resolve,
            "severity" => What::Severity { to: grade(row.severity), instead_of: grade(row.instead_of), because },
            _ => return Err(StoreError::unknown("proposal", row.id, "kind")),
        };
        let missing = || StoreError::missing("proposal", row.id, "decided_by");
        let (by, at) = (
            row.decided_by.as_deref().map(Person::stored).ok_or_else(missing),
            from_micros(row.decided_at.unwrap_or(row.made_at)),
        );
        let state = match row.state.as_str() {
            "open" => State::Open,
            "accepted" => State::Accepted { by: by?, at },
            "dismissed" => State::Dismissed { by: by?, at },
            "overtaken" => State::Overtaken { at },
            _ => return Err(StoreError::unknown("proposal", row.id, "state")),
        };
        Ok(Self {
            id: ProposalId(row.id),
            incident: IncidentId(row.incident_id),
            what,
            made_at: from_micros(row.made_at),
            state,
        })
    }
}

/// What is stored of what is proposed: severity, the one before, reasons.
fn columns(what: &What) -> Result<(i64, i64, String)> {
    Ok(match what {
        What::Severity { to, instead_of, because } => (i64::from(*to), i64::from(*instead_of), REASONS.write(because)?),
        What::Resolve => (0, 0, REASONS.write(&Vec::new())?),
    })
}

/// Stores a new one.
pub(super) async fn add(tx: &mut Tx, incident: IncidentId, what: &What, now: Time) -> Result<ProposalId> {
    let (severity, instead_of, reasons) = columns(what)?;
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "insert into proposal (incident_id, kind, severity, instead_of, reasons, made_at, state) \
         values ($1, $2, $3, $4, $5, $6, 'open') returning id",
        incident.0,
        what.name(),
        severity,
        instead_of,
        reasons,
        micros(now)
    )?;
    Ok(ProposalId(id))
}

/// Stores what became of it, and its numbers.
pub(super) async fn save(tx: &mut Tx, proposal: &Proposal) -> Result<()> {
    let (severity, instead_of, reasons) = columns(&proposal.what)?;
    let (by, at) = match &proposal.state {
        State::Open => (None, None),
        State::Accepted { by, at } | State::Dismissed { by, at } => (Some(by.to_string()), Some(*at)),
        State::Overtaken { at } => (None, Some(*at)),
    };
    execute!(
        tx,
        "update proposal set severity = $1, instead_of = $2, reasons = $3, state = $4, decided_by = $5, \
         decided_at = $6 where id = $7",
        severity,
        instead_of,
        reasons,
        proposal.state.name(),
        by,
        at.map(micros),
        proposal.id.0
    )?;
    Ok(())
}

/// The newest of an incident that proposes such a thing: `severity`, `resolve`.
pub(super) async fn last(tx: &mut Tx, incident: IncidentId, kind: &str) -> Result<Option<Proposal>> {
    let row = fetch_optional!(
        tx,
        Row,
        select!("where incident_id = $1 and kind = $2 order by id desc limit 1"),
        incident.0,
        kind
    )?;
    row.map(Proposal::try_from).transpose()
}

/// Those of an incident that nobody decided about.
pub(super) async fn open_ones(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Proposal>> {
    let rows = fetch_all!(tx, Row, select!("where incident_id = $1 and state = 'open' order by id"), incident.0)?;
    rows.into_iter().map(Proposal::try_from).collect()
}

/// The proposal with this number.
pub async fn get(tx: &mut Tx, id: ProposalId) -> Result<Option<Proposal>> {
    fetch_optional!(tx, Row, select!("where id = $1"), id.0)?.map(Proposal::try_from).transpose()
}
