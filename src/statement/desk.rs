//! What happens to statements: each use case loads, decides purely, and saves facts, ledger and errands in the
//! transaction that it is given.

mod clocks;
mod graver;
mod handing;
mod lane;
mod public;
mod spoilt;
mod watchful;

use std::collections::BTreeSet;

use super::fact::{About, Happened};
use super::news::Told;
use super::notice::tell;
use super::review::Verdict;
use super::rules::Rules;
use super::store::{self, Stand, Stored};
use super::text::Hash;
use super::texts::{Change, Texts, Variant};
use super::{Asked, Edited, Kind, Refused, State, Statement, Voted, roster};
use crate::clock::Time;
use crate::fact;
use crate::gate::Allowed;
use crate::home::Home;
use crate::id::{IncidentId, StatementId};
use crate::person::{Actor, Human, Person};
use crate::refusal::{Decided, Refusal};
use crate::store::{Result, Tx};

pub use clocks::{deputies, expire, remind};
pub use graver::follow;
pub use handing::{Handed, Waiting, answered, hand_out, handed, waiting};
pub use public::{publish, release, replace, withdraw};
pub use watchful::people_moved;

/// Takes the statement for a decision and makes it, with the incident and the people of this moment; ends the use case where it
/// refuses. What had changed meanwhile is said, and that stays.
macro_rules! change {
    ($tx:expr, $at:expr, $id:expr, |$statement:ident, $rules:ident| $transition:expr) => {{
        use $crate::statement::desk::{graver, spoilt, watchful};
        let Some(mut stored) = store::lock($tx, $id).await? else { return Err(No::Unknown($id).into()) };
        let graver = graver::reread($tx, $at.home, $at.rules, &mut stored, $at.now).await?;
        let $rules = roster::now($tx, $at.rules, Some(&stored.statement), $at.now).await?;
        let lapsed = watchful::look($tx, $at.home, &$rules, &mut stored, $at.now).await?;
        let outcome = {
            let $statement = &mut stored.statement;
            $transition
        };
        match outcome {
            Ok(outcome) => (stored, $rules, outcome),
            Err(refused) => {
                if refused == Refused::Spoilt {
                    spoilt::cry($tx, $at.home, &$rules, &stored, $at.now).await?;
                }
                let keeps = graver || lapsed || refused == Refused::Spoilt;
                return Err(No::Refused(refused, Box::new(stored.statement), keeps).into());
            }
        }
    }};
}
use change;

/// Who asks, and what holds here and now.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub home: &'a Home,
    pub rules: &'a Rules,
    /// Let through by the gate, or the hand of the tool that publishes.
    pub(in crate::statement) by: &'a Person,
    pub now: Time,
}

/// A statement to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    pub kind: Kind,
    pub main: Variant,
    pub sensitive: bool,
    pub incident: Option<IncidentId>,
    pub severity: u8,
    /// The public statement whose place it shall take.
    pub replaces: Option<StatementId>,
    pub publish_at: Option<Time>,
    /// The template that it begins from, by name.
    pub template: Option<String>,
}

/// Why nothing happened: the person must act.
#[derive(Clone, Debug, PartialEq)]
pub enum No {
    Unknown(StatementId),
    /// And whether something was found out on the way that is said all the same: then the transaction is kept.
    Refused(Refused, Box<Statement>, bool),
}

impl Refusal for No {}

impl No {
    /// Whether the transaction has something that stays.
    pub fn keeps(&self) -> bool {
        matches!(self, Self::Refused(_, _, true))
    }
}

/// The statement as it is now and what happened to it, or why not.
pub type Answer<T> = Decided<(Stored, T), No>;

impl<'a> At<'a> {
    /// Who works on statements, or on their own vote.
    pub fn new<V>(home: &'a Home, rules: &'a Rules, by: &'a Allowed<V>, now: Time) -> Self {
        Self { home, rules, by: by.by(), now }
    }

    /// The human who asks.
    pub fn human(&self) -> Human {
        self.rules.human(self.by)
    }
}

/// Begins a statement.
pub async fn draft(tx: &mut Tx, at: At<'_>, new: New, stand: Stand) -> Answer<()> {
    let statement = Statement {
        id: StatementId(0),
        incident: new.incident,
        kind: new.kind,
        sensitive: new.sensitive,
        severity: new.severity,
        revision: 1,
        texts: Texts::new(new.main),
        authors: [at.by.clone()].into(),
        drafted_by: at.by.clone(),
        drafted_at: at.now,
        edited_by: at.by.clone(),
        edited_at: at.now,
        vetoed: std::collections::BTreeSet::new(),
        barred: Vec::new(),
        replaces: new.replaces,
        approved: None,
        publish_at: new.publish_at,
        template: new.template,
        state: State::Draft { after: None },
    };
    if statement.texts.is_empty() {
        return Err(No::Refused(Refused::Empty, Box::new(statement), false).into());
    }
    let mut stored = Stored { statement, stand };
    graver::reread(tx, at.home, at.rules, &mut stored, at.now).await?;
    stored.statement.id = store::add(tx, &stored.statement, &stored.stand).await?;
    write_down(tx, &stored.statement, &at.by.into(), Happened::Drafted, at.now).await?;
    let rules = roster::now(tx, at.rules, Some(&stored.statement), at.now).await?;
    tell(tx, at.home, &rules, &stored, Told::Card, at.now).await?;
    Ok((stored, ()))
}

/// Gives it new words. `read` is the revision that the person had before them.
pub async fn edit(tx: &mut Tx, at: At<'_>, id: StatementId, read: u32, changes: &[Change]) -> Answer<Edited> {
    let (mut stored, _, edited) = change!(tx, at, id, |statement, rules| {
        let texts = statement.texts.changed(changes);
        statement.edit(at.by, read, texts, at.now)
    });
    if let Edited::Revised { voided } = &edited {
        // Who edits is an author from now on: the roles that they gave no longer count.
        let rules = roster::now(tx, at.rules, Some(&stored.statement), at.now).await?;
        store::revise(tx, &stored.statement).await?;
        graver::words_changed(tx, &rules, &mut stored, at.now).await?;
        let people: Vec<&Person> = voided.iter().map(|vote| &vote.by).collect();
        saved(tx, at, &stored, Happened::Edited { voided: &people }).await?;
        tell(tx, at.home, &rules, &stored, Told::Edited { voided }, at.now).await?;
    }
    Ok((stored, edited))
}

/// Asks for a review of the words as they are; of a template as it stands where they are one.
pub async fn ask(tx: &mut Tx, at: At<'_>, id: StatementId) -> Answer<Asked> {
    let (lane, severities) = match store::lock(tx, id).await? {
        Some(Stored { statement, .. }) => {
            (lane::of(tx, at.rules, &statement, at.now).await?, graver::severities(tx, &statement).await?)
        }
        None => (None, BTreeSet::new()),
    };
    let (stored, rules, asked) = change!(tx, at, id, |statement, rules| {
        let policy = rules.strictest(statement, lane.as_deref(), &severities);
        if lane::is_a_template(&rules, statement) {
            statement.ask_as_template(at.by, policy, &rules.roster, at.now)
        } else {
            statement.ask(at.by, policy, &rules.roster, at.now)
        }
    });
    if asked == Asked::Started {
        let policy = match &stored.statement.state {
            State::InReview(review) => Some(&review.frozen),
            _ => None,
        };
        saved(tx, at, &stored, Happened::ReviewAsked { policy, lane: lane.as_deref() }).await?;
        tell(tx, at.home, &rules, &stored, Told::Asked, at.now).await?;
    }
    Ok((stored, asked))
}

/// A person's verdict about the words of this revision.
pub async fn vote(tx: &mut Tx, at: At<'_>, id: StatementId, revision: u32, verdict: Verdict) -> Answer<Voted> {
    let (stored, rules, voted) = change!(tx, at, id, |statement, rules| {
        let about = read(statement, revision);
        statement.vote(at.by, &about, verdict.clone(), &rules.roster, at.now)
    });
    if voted == Voted::Same {
        return Ok((stored, voted));
    }
    saved(tx, at, &stored, Happened::Voted { verdict: &verdict, as_human: &at.human() }).await?;
    let told = match (&voted, &verdict) {
        (Voted::Approved, _) => {
            write_down(tx, &stored.statement, &Actor::Squall, Happened::Approved, at.now).await?;
            lane::approved(tx, at.rules, &stored.statement, at.now).await?;
            Told::Approved
        }
        (_, Verdict::RequestChanges { comment }) => Told::ChangesAsked { by: at.by, comment },
        _ => Told::Voted,
    };
    tell(tx, at.home, &rules, &stored, told, at.now).await?;
    Ok((stored, voted))
}

/// The words that a person read: a button carries their revision. Those of another revision are other words.
fn read(statement: &Statement, revision: u32) -> Hash {
    if revision == statement.revision { statement.texts.hash().clone() } else { Hash(String::new()) }
}

/// The words of this revision never.
pub async fn veto(tx: &mut Tx, at: At<'_>, id: StatementId, revision: u32, why: &str) -> Answer<()> {
    let (stored, rules, _) = change!(tx, at, id, |statement, rules| {
        let about = read(statement, revision);
        statement.veto(at.by, &about, why, &rules.roster, at.now)
    });
    saved(tx, at, &stored, Happened::Vetoed { why, as_human: &at.human() }).await?;
    tell(tx, at.home, &rules, &stored, Told::Vetoed { by: at.by, why }, at.now).await?;
    fall(tx, at, why).await?;
    Ok((stored, ()))
}

/// The same words fall wherever else they are under review or approved.
async fn fall(tx: &mut Tx, at: At<'_>, why: &str) -> Result<()> {
    for id in store::undecided(tx).await? {
        let Some(mut stored) = store::lock(tx, id).await? else { continue };
        if stored.statement.falls(at.by, why).is_none() {
            continue;
        }
        saved(tx, at, &stored, Happened::Vetoed { why, as_human: &at.human() }).await?;
        let rules = roster::now(tx, at.rules, Some(&stored.statement), at.now).await?;
        tell(tx, at.home, &rules, &stored, Told::Vetoed { by: at.by, why }, at.now).await?;
    }
    Ok(())
}

/// Says which incident a draft is about; none at all means that the strictest rule of all open ones holds.
pub async fn belongs(tx: &mut Tx, at: At<'_>, id: StatementId, incident: Option<IncidentId>) -> Answer<()> {
    let (mut stored, _, ()) = change!(tx, at, id, |statement, rules| {
        match statement.state {
            State::Draft { .. } => {
                statement.incident = incident;
                Ok(())
            }
            _ => Err(Refused::Decided),
        }
    });
    graver::reread(tx, at.home, at.rules, &mut stored, at.now).await?;
    saved(tx, at, &stored, Happened::Belongs).await?;
    let rules = roster::now(tx, at.rules, Some(&stored.statement), at.now).await?;
    tell(tx, at.home, &rules, &stored, Told::Card, at.now).await?;
    Ok((stored, ()))
}

/// Saves it, writes it down, and sets the clocks of its new state.
async fn saved(tx: &mut Tx, at: At<'_>, stored: &Stored, happened: Happened<'_>) -> Result<()> {
    store::save(tx, &stored.statement, at.now).await?;
    write_down(tx, &stored.statement, &at.by.into(), happened, at.now).await?;
    clocks::set(tx, &stored.statement).await
}

pub(super) async fn write_down(
    tx: &mut Tx,
    statement: &Statement,
    actor: &Actor,
    happened: Happened<'_>,
    now: Time,
) -> Result<()> {
    let about = About { statement, happened };
    fact::write(tx, &about.subject(), actor, &about, now).await
}
