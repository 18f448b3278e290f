//! The incident of a statement is looked at whenever something is decided about the words, and when it changes: what became
//! graver asks for more.

use commands::IncidentKind;

use super::{clocks, lane, write_down};
use crate::clock::Time;
use crate::home::Home;
use crate::id::IncidentId;
use crate::incident;
use crate::person::Actor;
use crate::statement::fact::Happened;
use crate::statement::news::Told;
use crate::statement::notice::tell;
use crate::statement::rules::Rules;
use crate::statement::store::{self, Stored};
use crate::statement::{Joined, State, roster};
use crate::store::{Result, Tx};

/// The incident changed: its statements under review or approved take notice.
pub async fn follow(tx: &mut Tx, home: &Home, rules: &Rules, incident: IncidentId, now: Time) -> Result<()> {
    for Stored { statement, .. } in store::of_incident(tx, incident).await? {
        if matches!(statement.state, State::InReview(_) | State::Approved(_))
            && let Some(mut stored) = store::lock(tx, statement.id).await?
        {
            reread(tx, home, rules, &mut stored, now).await?;
        }
    }
    Ok(())
}

/// Reads how grave the incident is now. Until a review is asked for the words are as grave as it is; then only graver.
pub(super) async fn reread(tx: &mut Tx, home: &Home, rules: &Rules, stored: &mut Stored, now: Time) -> Result<()> {
    let statement = &mut stored.statement;
    let Some(id) = statement.incident else { return Ok(()) };
    let Some(incident) = incident::store::get(tx, id).await? else { return Ok(()) };
    // The kind of crisis may have been said after the statement was begun.
    let sensitive = incident.kind == Some(IncidentKind::Image);
    if matches!(statement.state, State::Draft { .. }) {
        statement.severity = incident.severity;
        statement.sensitive |= sensitive;
        return Ok(());
    }
    if !statement.is_graver(incident.severity, sensitive, now) {
        return Ok(());
    }
    let before = statement.severity;
    statement.severity = before.max(incident.severity);
    let lane = lane::of(tx, rules, statement, now).await?;
    let of_now = roster::now(tx, rules, Some(statement), now).await?;
    let policy = of_now.policy(statement, lane.as_deref());
    let joined = statement.rises(incident.severity, sensitive, policy, &of_now.roster, now);
    store::save(tx, statement, now).await?;
    let happened = Happened::Graver { from: before, joined: &joined };
    write_down(tx, statement, &Actor::Squall, happened, now).await?;
    clocks::set(tx, statement).await?;
    told(tx, home, &of_now, stored, &joined, now).await
}

async fn told(tx: &mut Tx, home: &Home, rules: &Rules, stored: &Stored, joined: &Joined, now: Time) -> Result<()> {
    let told = if joined.groups.is_empty() { Told::Card } else { Told::Graver { joined } };
    tell(tx, home, rules, stored, told, now).await
}
