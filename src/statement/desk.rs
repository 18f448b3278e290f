//! What happens to statements: each use case loads, decides purely, and saves facts, ledger and errands in the
//! transaction that it is given.

use chrono::Duration;
use serde_json::{Value, json};

use super::notice::{Told, tell};
use super::policy::Person;
use super::review::Verdict;
use super::rules::Rules;
use super::store::{self, Stand, Stored};
use super::text::{Hash, Words};
use super::{Asked, Channel, Edited, Kind, Refused, State, Statement, Voted};
use crate::chat::PersonRef;
use crate::clock::Time;
use crate::home::Home;
use crate::id::{IncidentId, StatementId};
use crate::store::ledger::{self, Entry};
use crate::store::{Result, Tx, timer};

/// Timers whose subject is the statement: who is missing is reminded, deputies are told that they may vote, a review or
/// an approval is over.
pub const REMIND: &str = "statement.remind";
pub const DEPUTIES: &str = "statement.deputies";
pub const EXPIRE: &str = "statement.expire";
/// Who decided what nobody did.
pub(super) const SQUALL: &str = "squall";

/// Takes the statement for a decision and makes it; ends the use case where it refuses.
macro_rules! change {
    ($tx:expr, $id:expr, |$statement:ident| $transition:expr) => {{
        let Some(mut stored) = store::lock($tx, $id).await? else { return Ok(Err(No::Unknown($id))) };
        let outcome = {
            let $statement = &mut stored.statement;
            $transition
        };
        match outcome {
            Ok(outcome) => (stored, outcome),
            Err(refused) => return Ok(Err(No::Refused(refused, Box::new(stored.statement)))),
        }
    }};
}

/// Who asks, and what holds here and now.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub home: &'a Home,
    pub rules: &'a Rules,
    pub by: &'a PersonRef,
    pub now: Time,
}

/// A statement to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    pub kind: Kind,
    pub channel: Channel,
    pub language: String,
    pub sensitive: bool,
    pub incident: Option<IncidentId>,
    pub severity: u8,
    pub words: Words,
}

/// Why nothing happened: the person must act.
#[derive(Clone, Debug, PartialEq)]
pub enum No {
    Unknown(StatementId),
    Refused(Refused, Box<Statement>),
}

/// The statement as it is now and what happened to it, or why not.
pub type Answer<T> = Result<std::result::Result<(Stored, T), No>>;

impl At<'_> {
    pub fn person(&self) -> Person {
        self.rules.person(self.by)
    }
}

/// Begins a statement.
pub async fn draft(tx: &mut Tx, at: At<'_>, new: New, stand: Stand) -> Answer<()> {
    let by = at.person();
    let statement = Statement {
        id: StatementId(0),
        incident: new.incident,
        kind: new.kind,
        channel: new.channel,
        language: new.language,
        sensitive: new.sensitive,
        severity: new.severity,
        revision: 1,
        words: new.words,
        authors: [by.clone()].into(),
        drafted_by: by.clone(),
        drafted_at: at.now,
        edited_by: by,
        edited_at: at.now,
        vetoed: std::collections::BTreeSet::new(),
        state: State::Draft { after: None },
    };
    if statement.words.is_empty() {
        return Ok(Err(No::Refused(Refused::Empty, Box::new(statement))));
    }
    let id = store::add(tx, &statement, &stand).await?;
    let stored = Stored { statement: Statement { id, ..statement }, stand };
    let detail = json!({ "kind": new.kind.name(), "channel": new.channel.name() });
    write_down(tx, &stored.statement, &at.by.to_string(), "statement.drafted", detail, at.now).await?;
    tell(tx, at.home, at.rules, &stored, Told::Card, at.now).await?;
    Ok(Ok((stored, ())))
}

/// Gives it new words. `read` is the revision that the person had before them.
pub async fn edit(tx: &mut Tx, at: At<'_>, id: StatementId, read: u32, words: Words) -> Answer<Edited> {
    let by = at.person();
    let (stored, edited) = change!(tx, id, |statement| statement.edit(&by, read, words, at.now));
    if let Edited::Revised { voided } = &edited {
        store::revise(tx, &stored.statement).await?;
        let people: Vec<&str> = voided.iter().map(|vote| vote.by.as_str()).collect();
        let detail = json!({ "voided": people });
        saved(tx, at, &stored, "statement.edited", detail).await?;
        tell(tx, at.home, at.rules, &stored, Told::Edited { voided }, at.now).await?;
    }
    Ok(Ok((stored, edited)))
}

/// Asks for a review of the words as they are.
pub async fn ask(tx: &mut Tx, at: At<'_>, id: StatementId) -> Answer<Asked> {
    let by = at.person();
    let (stored, asked) = change!(tx, id, |statement| {
        let policy = at.rules.policy(statement);
        statement.ask(&by, policy, &at.rules.roster, at.now)
    });
    if asked == Asked::Started {
        let policy = match &stored.statement.state {
            State::InReview(review) => serde_json::to_value(&review.frozen).unwrap_or_default(),
            _ => Value::Null,
        };
        saved(tx, at, &stored, "statement.review_asked", json!({ "policy": policy })).await?;
        tell(tx, at.home, at.rules, &stored, Told::Asked, at.now).await?;
    }
    Ok(Ok((stored, asked)))
}

/// A person's verdict about the words of this revision.
pub async fn vote(tx: &mut Tx, at: At<'_>, id: StatementId, revision: u32, verdict: Verdict) -> Answer<Voted> {
    let by = at.person();
    let detail = serde_json::to_value(&verdict).unwrap_or_default();
    let comment = match &verdict {
        Verdict::Approve => None,
        Verdict::RequestChanges { comment } => Some(comment.clone()),
    };
    let (stored, voted) = change!(tx, id, |statement| {
        let about = read(statement, revision);
        statement.vote(&by, &about, verdict, &at.rules.roster, at.now)
    });
    if voted == Voted::Same {
        return Ok(Ok((stored, voted)));
    }
    saved(tx, at, &stored, "statement.voted", json!({ "verdict": detail, "as": by })).await?;
    let told = match (&voted, &comment) {
        (Voted::Approved, _) => {
            write_down(tx, &stored.statement, SQUALL, "statement.approved", json!({}), at.now).await?;
            Told::Approved
        }
        (_, Some(comment)) => Told::ChangesAsked { by: &by, comment },
        _ => Told::Card,
    };
    tell(tx, at.home, at.rules, &stored, told, at.now).await?;
    Ok(Ok((stored, voted)))
}

/// The words that a person read: a button carries their revision. Those of another revision are other words.
fn read(statement: &Statement, revision: u32) -> Hash {
    if revision == statement.revision { statement.words.hash().clone() } else { Hash(String::new()) }
}

/// The words of this revision never.
pub async fn veto(tx: &mut Tx, at: At<'_>, id: StatementId, revision: u32, why: &str) -> Answer<()> {
    let by = at.person();
    let (stored, _) = change!(tx, id, |statement| {
        let about = read(statement, revision);
        statement.veto(&by, &about, why, &at.rules.roster, at.now)
    });
    saved(tx, at, &stored, "statement.vetoed", json!({ "why": why, "as": by })).await?;
    tell(tx, at.home, at.rules, &stored, Told::Vetoed { by: &by, why }, at.now).await?;
    Ok(Ok((stored, ())))
}

/// Releases the words without approval, in writing.
pub async fn release(tx: &mut Tx, at: At<'_>, id: StatementId, why: &str) -> Answer<()> {
    let by = at.person();
    let (stored, ()) = change!(tx, id, |statement| {
        let (policy, about) = (at.rules.policy(statement), statement.words.hash().clone());
        statement.break_glass(&by, &about, why, &policy, at.now)
    });
    saved(tx, at, &stored, "statement.released_without_approval", json!({ "why": why, "as": by })).await?;
    tell(tx, at.home, at.rules, &stored, Told::Released { by: &by, why }, at.now).await?;
    Ok(Ok((stored, ())))
}

/// It stands in public. True when what was found there is what was approved, or nobody looked.
pub async fn publish(tx: &mut Tx, at: At<'_>, id: StatementId, link: &str, found: Option<Words>) -> Answer<bool> {
    let by = at.person();
    let (stored, same) = change!(tx, id, |statement| statement.publish(&by, link, found.as_ref(), at.now));
    let found = found.as_ref().map(|found| json!({ "hash": found.hash(), "words": found.text() }));
    saved(tx, at, &stored, "statement.published", json!({ "link": link, "found": found, "same": same })).await?;
    let told = if same { Told::Published } else { Told::Differs };
    tell(tx, at.home, at.rules, &stored, told, at.now).await?;
    Ok(Ok((stored, same)))
}

/// It no longer holds.
pub async fn withdraw(tx: &mut Tx, at: At<'_>, id: StatementId, why: &str) -> Answer<()> {
    let by = at.person();
    let (stored, ()) = change!(tx, id, |statement| statement.withdraw(&by, why, at.now));
    saved(tx, at, &stored, "statement.withdrawn", json!({ "why": why })).await?;
    tell(tx, at.home, at.rules, &stored, Told::Withdrawn { by: &by, why }, at.now).await?;
    Ok(Ok((stored, ())))
}

/// A review or an approval may be over.
pub async fn expire(tx: &mut Tx, home: &Home, rules: &Rules, id: StatementId, now: Time) -> Result<()> {
    let Some(mut stored) = store::lock(tx, id).await? else { return Ok(()) };
    let Some(voided) = stored.statement.expire(now) else { return Ok(()) };
    store::save(tx, &stored.statement, now).await?;
    let people: Vec<&str> = voided.iter().map(|vote| vote.by.as_str()).collect();
    write_down(tx, &stored.statement, SQUALL, "statement.expired", json!({ "voided": people }), now).await?;
    clocks(tx, &stored.statement).await?;
    tell(tx, home, rules, &stored, Told::Expired, now).await
}

/// Who is missing is reminded; or, when their time has come, deputies are told that they may vote.
pub async fn remind(tx: &mut Tx, home: &Home, rules: &Rules, id: StatementId, kind: &str, now: Time) -> Result<()> {
    let Some(stored) = store::lock(tx, id).await? else { return Ok(()) };
    if !matches!(&stored.statement.state, State::InReview(review) if now < review.expires_at) {
        return Ok(());
    }
    let told = if kind == DEPUTIES { Told::Deputies } else { Told::Reminder };
    tell(tx, home, rules, &stored, told, now).await
}

/// Saves it, writes it down, and sets the clocks of its new state.
async fn saved(tx: &mut Tx, at: At<'_>, stored: &Stored, action: &str, detail: Value) -> Result<()> {
    store::save(tx, &stored.statement, at.now).await?;
    write_down(tx, &stored.statement, &at.by.to_string(), action, detail, at.now).await?;
    clocks(tx, &stored.statement).await
}

async fn clocks(tx: &mut Tx, statement: &Statement) -> Result<()> {
    let subject = statement.id.to_string();
    match &statement.state {
        State::InReview(review) => {
            let policy = &review.frozen.policy;
            timer::set(tx, EXPIRE, &subject, "", review.expires_at).await?;
            // Votes do not move these; a new review does.
            if review.votes.is_empty() {
                let begun = review.expires_at - Duration::minutes(policy.review_minutes);
                timer::set(tx, REMIND, &subject, "", begun + Duration::minutes(policy.remind_minutes)).await?;
                timer::set(tx, DEPUTIES, &subject, "", review.frozen.deputies_from).await?;
            }
            Ok(())
        }
        State::Approved(approval) => {
            timer::cancel(tx, REMIND, &subject).await?;
            timer::cancel(tx, DEPUTIES, &subject).await?;
            timer::set(tx, EXPIRE, &subject, "", approval.until).await
        }
        _ => {
            for kind in [REMIND, DEPUTIES, EXPIRE] {
                timer::cancel(tx, kind, &subject).await?;
            }
            Ok(())
        }
    }
}

/// Every entry carries the revision and the hash of its words.
async fn write_down(
    tx: &mut Tx,
    statement: &Statement,
    actor: &str,
    action: &str,
    mut detail: Value,
    at: Time,
) -> Result<()> {
    if let Value::Object(detail) = &mut detail {
        detail.insert("revision".into(), statement.revision.into());
        detail.insert("hash".into(), statement.words.hash().0.clone().into());
    }
    let (subject, detail) = (statement.id.to_string(), detail.to_string());
    let entry = Entry { at, actor, action, subject: &subject, detail: &detail };
    ledger::append(tx, &entry).await.map(drop)
}
