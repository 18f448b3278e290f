//! Approved words are handed out to the tool that publishes, and what it answers is what became of them.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Answer, At, No, change, publish, spoilt, write_down};
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::home::Home;
use crate::id::StatementId;
use crate::person::{Actor, Person};
use crate::refusal::unless_refused;
use crate::statement::fact::Happened;
use crate::statement::news::Told;
use crate::statement::notice::tell;
use crate::statement::review::NoVote;
use crate::statement::rules::Rules;
use crate::statement::store::Stored;
use crate::statement::text::Words;
use crate::statement::{Approval, Due, Refused, State, Statement, roster, store};
use crate::store::errand::{self, Body, Effect, HandOut, NewErrand, Target};
use crate::store::json::Column;
use crate::store::{Result, Tx, timer};

const ANSWER: Column<Handed> = Column::new("timer", "payload");

/// What became of words that were handed out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// Who handed them out.
    pub by: Option<Person>,
    /// Of the words that were handed out.
    pub hash: Option<String>,
    /// Why the tool did not take them.
    pub error: Option<String>,
    /// Where they stand in public.
    pub link: Option<String>,
    /// What was published, where the tool says.
    pub text: Option<String>,
    /// It was not sent: it is not what was approved.
    #[serde(default)]
    pub spoilt: bool,
}

impl Handed {
    /// What the timer of a statement brings.
    pub fn read(id: StatementId, payload: &str) -> Result<Self> {
        ANSWER.read(id, payload)
    }
}

/// The tool answered about this statement.
pub async fn answered(tx: &mut Tx, id: StatementId, answer: &Handed, now: Time) -> Result<()> {
    timer::set(tx, &Due::Handed(id, ANSWER.write(answer)?), now).await
}

/// Hands the words of this revision out. Once handed out, doing so again changes nothing.
pub async fn hand_out(tx: &mut Tx, at: At<'_>, id: StatementId, revision: u32) -> Answer<()> {
    let (stored, rules, approval) = change!(tx, at, id, |statement, rules| {
        let outside = rules.roster.outside.contains(&at.human());
        match &statement.state {
            _ if !rules.publisher => Err(Refused::NoTool),
            _ if outside => Err(Refused::Outside),
            State::Approved(_) if revision != statement.revision => Err(Refused::NoVote(NoVote::OtherWords)),
            State::Approved(approval) if at.now < approval.until => {
                statement.may_go_out(approval).map(|()| approval.clone())
            }
            State::Published(_) | State::Withdrawn { .. } | State::Superseded { .. } => Err(Refused::Over),
            _ => Err(Refused::NotApproved),
        }
    });
    let statement = &stored.statement;
    let key = format!("statement:{id}:handed:{}:{}", statement.revision, micros(approval.at));
    let (by, hash) = (at.by.clone(), approval.hash.0.clone());
    let body = Body::HandOut(HandOut { by, hash, message: envelope(statement, &approval, at) });
    let (target, subject) = (Target::Place(tool(id)), id.to_string());
    let errand = NewErrand {
        key: &key,
        effect: Effect::Post,
        target: &target,
        body: &body,
        about: "statement",
        subject: Some(&subject),
        due_at: at.now,
    };
    if errand::write(tx, &errand).await? {
        write_down(tx, statement, &at.by.into(), Happened::HandedOut { errand: &key }, at.now).await?;
        tell(tx, at.home, &rules, &stored, Told::Handed { by: at.by }, at.now).await?;
    }
    Ok((stored, ()))
}

/// What is found of words that wait, on the moment before they go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// These very words are approved.
    Approved,
    /// They are not approved any more.
    Gone,
    /// What waits, or what the store has, is not what was approved.
    Spoilt,
}

/// Compares what waits to be handed out with the approval and the words in the store, letter by letter.
pub async fn waiting(tx: &mut Tx, id: StatementId, out: &HandOut, now: Time) -> Result<Waiting> {
    let Some(Stored { statement, .. }) = store::lock(tx, id).await? else { return Ok(Waiting::Gone) };
    let approval = match &statement.state {
        State::Approved(approval) if now < approval.until => approval,
        _ => return Ok(Waiting::Gone),
    };
    let same = out.message["data"]["versions"] == versions(&statement);
    Ok(match statement.may_go_out(approval) {
        Ok(()) if same && approval.hash.0 == out.hash => Waiting::Approved,
        Ok(()) | Err(Refused::Spoilt) => Waiting::Spoilt,
        Err(_) => Waiting::Gone,
    })
}

fn tool(id: StatementId) -> Place {
    Place { platform: TOOL.to_owned(), channel: id.to_string(), thread: None }
}

/// As [`crate::publisher::PLATFORM`], which stands further down the stairs.
const TOOL: &str = "publisher";

/// The body, in the form that Standard Webhooks recommend: type, timestamp, data.
fn envelope(statement: &Statement, approval: &Approval, at: At<'_>) -> Value {
    json!({
        "type": "statement.approved",
        "timestamp": at.now,
        "data": {
            "statement": statement.id.to_string(), "revision": statement.revision, "hash": approval.hash,
            "kind": statement.kind.name(), "incident": statement.incident.map(|id| id.to_string()),
            "approved_at": approval.at, "good_until": approval.until, "publish_at": statement.publish_at,
            "handed_out_by": at.by.to_string(), "versions": versions(statement),
        },
    })
}

fn versions(statement: &Statement) -> Value {
    let version = |variant: &crate::statement::texts::Variant| {
        json!({
            "channel": variant.channel.name(), "language": variant.language,
            "words": variant.words.text(), "sha256": variant.words.hash(),
        })
    };
    statement.texts.all().iter().map(version).collect()
}

/// Nothing that waits goes out any more: the words are no longer approved.
pub(super) async fn take_back(tx: &mut Tx, id: StatementId) -> Result<()> {
    errand::take_back(tx, &tool(id).to_string()).await.map(drop)
}

/// The tool answered: it published, it only took it, or it did not.
pub async fn handed(tx: &mut Tx, home: &Home, rules: &Rules, id: StatementId, answer: &str, now: Time) -> Result<()> {
    let answer = Handed::read(id, answer)?;
    let Some(stored) = store::lock(tx, id).await? else { return Ok(()) };
    let now_rules = roster::now(tx, rules, Some(&stored.statement), now).await?;
    if answer.spoilt {
        return spoilt::cry(tx, home, &now_rules, &stored, now).await;
    }
    if let Some(why) = answer.error.as_deref() {
        write_down(tx, &stored.statement, &Actor::Squall, Happened::NotTaken { why }, now).await?;
        return tell(tx, home, &now_rules, &stored, Told::NotTaken { why }, now).await;
    }
    let Some(link) = answer.link.as_deref() else {
        write_down(tx, &stored.statement, &Actor::Squall, Happened::Taken, now).await?;
        return tell(tx, home, &now_rules, &stored, Told::Taken, now).await;
    };
    // What was handed out may have other words than those that are approved now.
    let same = answer.hash.as_deref() == Some(stored.statement.texts.hash().0.as_str());
    let found = answer.text.as_deref().map(Words::new);
    // Who handed it out is who published it.
    let by = answer.by.filter(|by| same && by.is_account());
    let published = match &by {
        Some(by) => unless_refused(publish(tx, At { home, rules, by, now }, id, link, found).await)?.is_some(),
        None => false,
    };
    if !published {
        write_down(tx, &stored.statement, &Actor::Squall, Happened::PublishedLate { link }, now).await?;
        return tell(tx, home, &now_rules, &stored, Told::TooLate { link }, now).await;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_that_a_timer_ever_brought_is_read() {
        let read = |payload: &str| Handed::read(StatementId(1), payload).unwrap();
        let older = read(r#"{"by":"sandbox:mia","hash":"2cf2","link":"https://x.example/1","text":null}"#);
        assert_eq!((older.by, older.link.as_deref()), (Some("sandbox:mia".into()), Some("https://x.example/1")));
        let refused = read(r#"{"by":null,"error":"the tool that publishes: it answers 400","hash":null}"#);
        assert!(refused.error.is_some_and(|why| why.ends_with("400")));
        assert_eq!(read("{}"), Handed::default());
        let now = Handed { text: Some("We know.".into()), ..Handed::default() };
        assert_eq!(read(&ANSWER.write(&now).unwrap()), now);
        assert!(Handed::read(StatementId(1), "").is_err());
    }
}
