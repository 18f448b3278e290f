//! Proposing, and what people make of it.

use super::{Next, Proposal, State, What, next, store, voice};
use crate::clock::Time;
use crate::gate::{Allowed, Work};
use crate::home::Home;
use crate::id::{IncidentId, ProposalId};
use crate::incident::Refused;
use crate::incident::desk::{self, may_decide, show_within};
use crate::incident::fact::{self, Happened};
use crate::incident::situation::{self, ASK_AGAIN, CALM_FOR, Situation};
use crate::incident::{Incident, severity};
use crate::person::Actor;
use crate::refusal::{Decided, unless_refused};
use crate::store::{Result, Tx};

/// After a look at the public: proposes what follows from it, and takes back what does not hold any more.
pub(in crate::incident) async fn consider(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    situation: &Situation,
    now: Time,
) -> Result<()> {
    if incident.state.is_over() {
        for proposal in store::open_ones(tx, incident.id).await? {
            settle(tx, home, incident, proposal, State::Overtaken { at: now }, now).await?;
        }
        return Ok(());
    }
    graver(tx, home, incident, situation, now).await?;
    calm(tx, home, incident, situation, now).await
}

/// By the matrix of severity.
async fn graver(tx: &mut Tx, home: &Home, incident: &Incident, situation: &Situation, now: Time) -> Result<()> {
    let said = severity::store::matrix(tx).await?.judge(&situation.signals(incident.kind));
    let last = store::last(tx, incident.id, "severity").await?;
    let what = || What::Severity { to: said.severity, instead_of: incident.severity, because: said.because.clone() };
    match (next(incident.severity, &said, last.as_ref()), last) {
        (Next::Propose, _) => propose(tx, home, incident, what(), now).await,
        (Next::Change, Some(last)) => {
            settle(tx, home, incident, Proposal { what: what(), ..last }, State::Open, now).await
        }
        (Next::Overtake, Some(last)) => settle(tx, home, incident, last, State::Overtaken { at: now }, now).await,
        _ => Ok(()),
    }
}

/// It has been as usual for long enough.
async fn calm(tx: &mut Tx, home: &Home, incident: &Incident, situation: &Situation, now: Time) -> Result<()> {
    let last = store::last(tx, incident.id, "resolve").await?;
    let Some(since) = situation.calm_since else {
        let open = last.filter(|last| last.state == State::Open);
        return match open {
            Some(open) => settle(tx, home, incident, open, State::Overtaken { at: now }, now).await,
            None => Ok(()),
        };
    };
    let again = match last.map(|last| last.state) {
        None => true,
        Some(State::Open) => false,
        Some(State::Dismissed { at, .. }) => now - at >= ASK_AGAIN,
        Some(State::Accepted { at, .. } | State::Overtaken { at }) => since >= at,
    };
    if again && now - since >= CALM_FOR {
        propose(tx, home, incident, What::Resolve, now).await?;
    }
    Ok(())
}

async fn propose(tx: &mut Tx, home: &Home, incident: &Incident, what: What, now: Time) -> Result<()> {
    let id = store::add(tx, incident.id, &what, now).await?;
    fact::write(tx, incident.id, &Actor::Squall, Happened::Proposed { proposal: id, what: &what }, now).await?;
    let proposal = Proposal { id, incident: incident.id, what, made_at: now, state: State::Open };
    show(tx, home, incident, &proposal, now).await
}

/// Stores what became of it, and its card says so.
async fn settle(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    proposal: Proposal,
    state: State,
    now: Time,
) -> Result<()> {
    let proposal = Proposal { state, ..proposal };
    store::save(tx, &proposal).await?;
    show(tx, home, incident, &proposal, now).await
}

/// A card of its own in the thread.
async fn show(tx: &mut Tx, home: &Home, incident: &Incident, proposal: &Proposal, now: Time) -> Result<()> {
    let situation = situation::store::get(tx, incident.id).await?;
    let subject = proposal.id.to_string();
    let post = |locale| voice::card(locale, incident, proposal, situation.as_ref());
    show_within(tx, home, incident, ("incident", &subject), now, post).await
}

/// Whether a person accepts or dismisses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Accept,
    Dismiss,
}

/// The incident that a proposal is about.
pub async fn incident_of(tx: &mut Tx, id: ProposalId) -> Result<Option<IncidentId>> {
    Ok(store::get(tx, id).await?.map(|proposal| proposal.incident))
}

/// A person answers. Who may decide about the incident may decide about what is proposed. False when it was decided
/// before.
pub async fn answer(
    tx: &mut Tx,
    home: &Home,
    incident: &mut Incident,
    id: ProposalId,
    answer: Answer,
    by: &Allowed<Work>,
    now: Time,
) -> Decided<bool, Refused> {
    let Some(proposal) = store::get(tx, id).await?.filter(|proposal| proposal.state == State::Open) else {
        return Ok(false);
    };
    may_decide(tx, home, incident, by).await?;
    let (at, who) = (now, Actor::from(by.by()));
    if answer == Answer::Dismiss {
        fact::write(tx, incident.id, &who, Happened::Dismissed { proposal: id }, now).await?;
        settle(tx, home, incident, proposal, State::Dismissed { by: by.by().clone(), at }, now).await?;
        return Ok(true);
    }
    fact::write(tx, incident.id, &who, Happened::Accepted { proposal: id }, now).await?;
    let done = match proposal.what {
        What::Severity { to, .. } => desk::set_severity(tx, home, incident, to, "", by, now).await,
        What::Resolve => desk::go(tx, home, incident, commands::Phase::Resolved, "", by, now).await,
    };
    // What people decided the same way meanwhile is no reason to leave the question open.
    let is_done = unless_refused(done)?.is_some();
    let state = if is_done { State::Accepted { by: by.by().clone(), at } } else { State::Overtaken { at } };
    settle(tx, home, incident, proposal, state, now).await?;
    Ok(is_done)
}
