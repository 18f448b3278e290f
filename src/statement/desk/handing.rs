//! Approved words are handed out to the tool that publishes, and what it answers is what became of them.

use serde_json::{Value, json};

use super::{Answer, At, No, SQUALL, change, publish, write_down};
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::home::Home;
use crate::id::StatementId;
use crate::person::Person;
use crate::statement::notice::{Told, tell};
use crate::statement::review::NoVote;
use crate::statement::rules::Rules;
use crate::statement::text::Words;
use crate::statement::{Approval, Refused, State, Statement, roster, store};
use crate::store::errand::{self, Body, Effect, NewErrand, Target};
use crate::store::{Result, Tx};

/// The timer that brings the tool's answer.
pub const HANDED: &str = "statement.handed";

/// Hands the words of this revision out. Once handed out, doing so again changes nothing.
pub async fn hand_out(tx: &mut Tx, at: At<'_>, id: StatementId, revision: u32) -> Answer<()> {
    let by = at.person();
    let (stored, rules, approval) = change!(tx, at, id, |statement, rules| {
        let outside = rules.roster.outside.contains(&by);
        match &statement.state {
            _ if !rules.publisher => Err(Refused::NoTool),
            _ if outside => Err(Refused::Outside),
            State::Approved(_) if revision != statement.revision => Err(Refused::NoVote(NoVote::OtherWords)),
            State::Approved(approval) if at.now < approval.until => Ok(approval.clone()),
            State::Published(_) | State::Withdrawn { .. } | State::Superseded { .. } => Err(Refused::Over),
            _ => Err(Refused::NotApproved),
        }
    });
    let statement = &stored.statement;
    let key = format!("statement:{id}:handed:{}:{}", statement.revision, micros(approval.at));
    let body = Body::Json(envelope(statement, &approval, at));
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
        write_down(tx, statement, &at.by.to_string(), "statement.handed_out", json!({ "id": key }), at.now).await?;
        tell(tx, at.home, &rules, &stored, Told::Handed { by: &by }, at.now).await?;
    }
    Ok(Ok((stored, ())))
}

fn tool(id: StatementId) -> Place {
    Place { platform: TOOL.to_owned(), channel: id.to_string(), thread: None }
}

/// As [`crate::publisher::PLATFORM`], which stands further down the stairs.
const TOOL: &str = "publisher";

/// The body, in the form that Standard Webhooks recommend: type, timestamp, data.
fn envelope(statement: &Statement, approval: &Approval, at: At<'_>) -> Value {
    let version = |variant: &crate::statement::texts::Variant| {
        json!({
            "channel": variant.channel.name(), "language": variant.language,
            "words": variant.words.text(), "sha256": variant.words.hash(),
        })
    };
    let versions: Vec<Value> = statement.texts.all().iter().map(version).collect();
    json!({
        "type": "statement.approved",
        "timestamp": at.now,
        "data": {
            "statement": statement.id.to_string(), "revision": statement.revision, "hash": approval.hash,
            "kind": statement.kind.name(), "incident": statement.incident.map(|id| id.to_string()),
            "approved_at": approval.at, "good_until": approval.until, "publish_at": statement.publish_at,
            "handed_out_by": at.by.to_string(), "versions": versions,
        },
    })
}

/// Nothing that waits goes out any more: the words are no longer approved.
pub(super) async fn take_back(tx: &mut Tx, id: StatementId) -> Result<()> {
    errand::take_back(tx, &tool(id).to_string()).await.map(drop)
}

/// The tool answered: it published, it only took it, or it did not.
pub async fn handed(tx: &mut Tx, home: &Home, rules: &Rules, id: StatementId, answer: &str, now: Time) -> Result<()> {
    let answer: Value = serde_json::from_str(answer).unwrap_or_default();
    let unsaid = || Person { platform: SQUALL.to_owned(), user: String::new() };
    let by = answer["by"].as_str().and_then(Person::parse).unwrap_or_else(unsaid);
    let at = At { home, rules, by: &by, now };
    let Some(stored) = store::lock(tx, id).await? else { return Ok(()) };
    let now_rules = roster::now(tx, rules, Some(&stored.statement), now).await?;
    if let Some(why) = answer["error"].as_str() {
        write_down(tx, &stored.statement, SQUALL, "statement.not_taken", json!({ "why": why }), now).await?;
        return tell(tx, home, &now_rules, &stored, Told::NotTaken { why }, now).await;
    }
    let Some(link) = answer["link"].as_str() else {
        write_down(tx, &stored.statement, SQUALL, "statement.taken", json!({}), now).await?;
        return tell(tx, home, &now_rules, &stored, Told::Taken, now).await;
    };
    // What was handed out may have other words than those that are approved now.
    let same = answer["hash"].as_str() == Some(stored.statement.texts.hash().0.as_str());
    let found = answer["text"].as_str().map(Words::new);
    let done = if same { publish(tx, at, id, link, found).await? } else { Err(No::Unknown(id)) };
    if done.is_err() {
        write_down(tx, &stored.statement, SQUALL, "statement.published_late", json!({ "link": link }), now).await?;
        return tell(tx, home, &now_rules, &stored, Told::TooLate { link }, now).await;
    }
    Ok(())
}
