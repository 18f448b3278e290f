//! The incident of a statement is looked at whenever something is decided about the words, and when it changes: what became
//! graver asks for more.

use std::collections::BTreeSet;

use commands::IncidentKind;

use super::{clocks, lane, write_down};
use crate::clock::Time;
use crate::home::Home;
use crate::id::IncidentId;
use crate::incident::{self, Incident};
use crate::person::Actor;
use crate::statement::fact::Happened;
use crate::statement::news::Told;
use crate::statement::notice::tell;
use crate::statement::rules::Rules;
use crate::statement::store::{self, Stored};
use crate::statement::{Joined, State, Statement, roster};
use crate::store::{Result, Tx};

/// The incident changed: its statements under review or approved take notice, and those of none in particular.
pub async fn follow(tx: &mut Tx, home: &Home, rules: &Rules, incident: IncidentId, now: Time) -> Result<()> {
    for id in store::undecided(tx).await? {
        if let Some(mut stored) = store::lock(tx, id).await?
            && stored.statement.incident.is_none_or(|of| of == incident)
        {
            reread(tx, home, rules, &mut stored, now).await?;
        }
    }
    Ok(())
}

/// The incident of a statement. All open ones too where it belongs to none, or to one that is over: nobody picks a calm day of
/// the past for words that are said now.
async fn incidents(tx: &mut Tx, statement: &Statement) -> Result<Vec<Incident>> {
    let own = match statement.incident {
        Some(id) => incident::store::get(tx, id).await?,
        None => None,
    };
    match own {
        Some(own) if !own.state.is_over() => Ok(vec![own]),
        own => Ok(incident::store::open_ones(tx).await?.good.into_iter().chain(own).collect()),
    }
}

/// How grave these are: each has its rule.
pub(super) async fn severities(tx: &mut Tx, statement: &Statement) -> Result<BTreeSet<u8>> {
    let all = incidents(tx, statement).await?;
    // Of one alone the statement's own severity says it, and the gravest that it saw.
    let several = all.len() > 1 || statement.incident.is_none();
    Ok(all.iter().filter(|_| several).map(|incident| incident.severity).collect())
}

/// Reads how grave the incident is now. Until a review is asked for the words are as grave as it is; then only graver. True
/// when that was news: it is saved and said.
pub(super) async fn reread(tx: &mut Tx, home: &Home, rules: &Rules, stored: &mut Stored, now: Time) -> Result<bool> {
    let statement = &mut stored.statement;
    let incidents = incidents(tx, statement).await?;
    let Some(severity) = incidents.iter().map(|incident| incident.severity).max() else { return Ok(false) };
    // The kind of crisis may have been said after the statement was begun.
    let sensitive = incidents.iter().any(|incident| incident.kind == Some(IncidentKind::Image));
    if matches!(statement.state, State::Draft { .. }) {
        statement.severity = severity;
        statement.sensitive |= sensitive;
        return Ok(false);
    }
    if !statement.is_graver(severity, sensitive, now) {
        return Ok(false);
    }
    let before = statement.severity;
    statement.severity = before.max(severity);
    let lane = lane::of(tx, rules, statement, now).await?;
    let of_now = roster::now(tx, rules, Some(statement), now).await?;
    let all = severities(tx, statement).await?;
    let policy = of_now.strictest(statement, lane.as_deref(), &all);
    let joined = statement.rises(severity, sensitive, policy, &of_now.roster, now);
    store::save(tx, statement, now).await?;
    let happened = Happened::Graver { from: before, joined: &joined };
    write_down(tx, statement, &Actor::Squall, happened, now).await?;
    clocks::set(tx, statement).await?;
    told(tx, home, &of_now, stored, &joined, now).await?;
    Ok(true)
}

/// Other words are under review: where they leave the faster lane, the rule of those that never were in it joins.
pub(super) async fn words_changed(tx: &mut Tx, rules: &Rules, stored: &mut Stored, now: Time) -> Result<()> {
    let statement = &mut stored.statement;
    if statement.template.is_none() || !matches!(statement.state, State::InReview(_)) {
        return Ok(());
    }
    let (lane, severities) = (lane::of(tx, rules, statement, now).await?, severities(tx, statement).await?);
    let policy = rules.strictest(statement, lane.as_deref(), &severities);
    statement.tightens(policy, &rules.roster, now);
    Ok(())
}

async fn told(tx: &mut Tx, home: &Home, rules: &Rules, stored: &Stored, joined: &Joined, now: Time) -> Result<()> {
    let told = if joined.groups.is_empty() { Told::Card } else { Told::Graver { joined } };
    tell(tx, home, rules, stored, told, now).await
}
