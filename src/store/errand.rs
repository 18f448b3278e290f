//! Errands: what the courier has to say, written in the transaction of the fact it speaks of.
//!
//! Within a conversation (platform and channel) errands go out one at a time, in the order they were written. An errand
//! is taken under a lease; one whose lease ran out is taken again, and its key lets the platform tell whether it was
//! already sent.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::json::Column;
use super::{Result, StoreError, Tx};
use crate::chat::Place;
use crate::clock::{Time, from_micros, micros};
use crate::person::Person;
use crate::post::Post;
use crate::{execute, fetch_all, fetch_optional};

const TARGET: Column<Target> = Column::new("errand", "target");
/// What stands in the column `body`.
pub const BODY: Column<Body> = Column::since("errand", "body", &[named_hand_out]);

/// What the courier does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Post,
    Edit,
    Thread,
}

/// Where to. Cards and their threads are found when the errand is done, because the messages before it make them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A channel, or a thread that is known.
    Place(Place),
    /// The living card of a subject, in a channel.
    Card { subject: String, channel: Place },
    /// The thread under that card.
    CardThread { subject: String, channel: Place },
    /// The living card of a subject that stands in the thread under another's.
    CardWithin { subject: String, under: String, channel: Place },
}

/// What to say there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    Post(Post),
    /// The title of a thread.
    Title(String),
    /// For the tool that publishes.
    HandOut(HandOut),
    /// Somebody is let into a room.
    LetIn(Person),
}

/// What is handed out to the tool that publishes, and what is told when it answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HandOut {
    /// Who handed it out.
    pub by: Person,
    /// Of the words.
    pub hash: String,
    /// As it goes out.
    pub message: Value,
}

/// At first only the message was kept, which says the rest too.
fn named_hand_out(mut body: Value) -> Value {
    match body.get_mut("json").map(Value::take) {
        Some(message) => {
            let data = &message["data"];
            json!({ "hand_out": { "by": data["handed_out_by"], "hash": data["hash"], "message": message } })
        }
        None => body,
    }
}

/// An errand to write down.
#[derive(Clone, Debug, PartialEq)]
pub struct NewErrand<'a> {
    /// `about:subject:...`. The same key is written once, and platforms keep it with the message.
    pub key: &'a str,
    pub effect: Effect,
    pub target: &'a Target,
    pub body: &'a Body,
    /// `alert`, `digest`, ...: what transcripts group by.
    pub about: &'a str,
    /// `A-7`.
    pub subject: Option<&'a str>,
    pub due_at: Time,
}

/// An errand that was taken to be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Errand {
    pub id: i64,
    pub key: String,
    /// `sandbox:crisis`.
    pub conversation: String,
    pub effect: Effect,
    pub target: Target,
    pub body: Body,
    pub subject: Option<String>,
    /// This attempt, from 1. From 2 on it is unknown whether an earlier one reached the platform.
    pub attempts: i64,
    /// What the last attempt ended with.
    pub error: Option<String>,
    pub created_at: Time,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    key: String,
    conversation: String,
    effect: String,
    target: String,
    body: String,
    subject: Option<String>,
    attempts: i64,
    error: Option<String>,
    created_at: i64,
}

impl TryFrom<Row> for Errand {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            effect: Effect::named(&row.effect).ok_or_else(|| StoreError::unknown("errand", row.id, "effect"))?,
            target: TARGET.read(row.id, &row.target)?,
            body: BODY.read(row.id, &row.body)?,
            id: row.id,
            key: row.key,
            conversation: row.conversation,
            subject: row.subject,
            attempts: row.attempts,
            error: row.error,
            created_at: from_micros(row.created_at),
        })
    }
}

/// The first errand of a conversation; those behind it wait for it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Head {
    pub id: i64,
    pub conversation: String,
    /// From when on it may be taken, in microseconds: due, or the end of another's lease.
    pub free_at: i64,
    /// When the conversation's last message went out, in microseconds.
    pub last_sent: Option<i64>,
}

impl Effect {
    /// As it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Edit => "edit",
            Self::Thread => "thread",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Post, Self::Edit, Self::Thread].into_iter().find(|effect| effect.name() == name)
    }
}

impl Target {
    /// The channel or thread that it is about.
    pub fn place(&self) -> &Place {
        match self {
            Self::Place(place) => place,
            Self::Card { channel, .. } | Self::CardThread { channel, .. } | Self::CardWithin { channel, .. } => channel,
        }
    }

    /// The subject of the card that must exist first.
    pub fn card(&self) -> Option<&str> {
        match self {
            Self::Place(_) => None,
            Self::Card { subject, .. } | Self::CardThread { subject, .. } => Some(subject),
            Self::CardWithin { under, .. } => Some(under),
        }
    }

    /// Order is kept within it: platform and channel.
    fn conversation(&self) -> String {
        self.place().to_string()
    }
}

/// Writes an errand down. False when its key is known: the fact was saved before. An edit that still waits takes the
/// new body instead of becoming a second edit.
pub async fn write(tx: &mut Tx, errand: &NewErrand<'_>) -> Result<bool> {
    let conversation = errand.target.conversation();
    let target = TARGET.write(errand.target)?;
    let body = BODY.write(errand.body)?;
    if errand.effect == Effect::Edit && replace_waiting_edit(tx, &conversation, &target, &body).await? {
        return Ok(true);
    }
    tracing::debug!(key = errand.key, to = conversation, "an errand is written");
    let written = execute!(
        tx,
        "insert into errand (key, conversation, effect, target, body, about, subject, state, due_at, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $8) on conflict (key) do nothing",
        errand.key,
        conversation,
        errand.effect.name(),
        target,
        body,
        errand.about,
        errand.subject,
        micros(errand.due_at)
    )?;
    Ok(written == 1)
}

/// Only the last errand of the conversation may take a new body: an edit must not overtake what was written after it.
async fn replace_waiting_edit(tx: &mut Tx, conversation: &str, target: &str, body: &str) -> Result<bool> {
    let replaced = execute!(
        tx,
        "update errand set body = $1 where effect = 'edit' and state = 'queued' and attempts = 0 and target = $2 \
         and id = (select max(id) from errand where conversation = $3)",
        body,
        target,
        conversation
    )?;
    Ok(replaced == 1)
}

/// The first errand of each conversation that waits or is being worked on.
pub async fn heads(tx: &mut Tx) -> Result<Vec<Head>> {
    fetch_all!(
        tx,
        Head,
        "select id, conversation, case when state = 'queued' then due_at else held_until end as free_at, \
            (select sent.done_at from errand sent where sent.state = 'sent' \
                and sent.conversation = errand.conversation order by sent.id desc limit 1) as last_sent \
         from errand where id in \
            (select min(id) from errand where state in ('queued', 'sending') group by conversation) order by id"
    )
}

/// Takes an errand until `until`, unless somebody works on it.
///
/// # Errors
///
/// [`StoreError::Spoilt`]: it can't be read, but was taken; who took it gives it up, or its conversation waits for it.
pub async fn take(tx: &mut Tx, id: i64, holder: &str, now: Time, until: Time) -> Result<Option<Errand>> {
    let row = fetch_optional!(
        tx,
        Row,
        "update errand set state = 'sending', held_by = $1, held_until = $2, attempts = attempts + 1 \
         where id = $3 and (state = 'queued' or state = 'sending' and held_until <= $4) \
         returning id, key, conversation, effect, target, body, subject, attempts, error, created_at",
        holder,
        micros(until),
        id,
        micros(now)
    )?;
    row.map(Errand::try_from).transpose()
}

/// Holds on to an errand that was taken, while its platform is slow.
pub async fn hold(tx: &mut Tx, id: i64, holder: &str, until: Time) -> Result<()> {
    execute!(
        tx,
        "update errand set held_until = $1 where id = $2 and held_by = $3 and state = 'sending'",
        micros(until),
        id,
        holder
    )?;
    Ok(())
}

/// It was delivered; `message` is the platform's reference. False when the lease was lost to another holder.
pub async fn done(tx: &mut Tx, id: i64, holder: &str, message: Option<&str>, at: Time) -> Result<bool> {
    let end = End { state: "sent", message, error: None, due_at: None, done_at: Some(at) };
    end.write(tx, id, holder).await
}

/// It can be tried again at `due_at`; the conversation waits for it, so that order is kept.
pub async fn retry(tx: &mut Tx, id: i64, holder: &str, error: &str, due_at: Time) -> Result<bool> {
    let end = End { state: "queued", message: None, error: Some(error), due_at: Some(due_at), done_at: None };
    end.write(tx, id, holder).await
}

/// Nothing will help but a person; the conversation goes on without it.
pub async fn give_up(tx: &mut Tx, id: i64, holder: &str, error: &str, at: Time) -> Result<bool> {
    let end = End { state: "failed", message: None, error: Some(error), due_at: None, done_at: Some(at) };
    end.write(tx, id, holder).await
}

/// How an attempt ended. What is not said stays as it is.
struct End<'a> {
    state: &'static str,
    message: Option<&'a str>,
    error: Option<&'a str>,
    due_at: Option<Time>,
    done_at: Option<Time>,
}

impl End<'_> {
    /// Gives the lease back. False when it was lost to another holder.
    async fn write(&self, tx: &mut Tx, id: i64, holder: &str) -> Result<bool> {
        let written = execute!(
            tx,
            "update errand set state = $1, message = coalesce($2, message), error = coalesce($3, error), \
             due_at = coalesce($4, due_at), done_at = coalesce($5, done_at), held_by = null, held_until = null \
             where id = $6 and state = 'sending' and held_by = $7",
            self.state,
            self.message,
            self.error,
            self.due_at.map(micros),
            self.done_at.map(micros),
            id,
            holder
        )?;
        Ok(written == 1)
    }
}

/// Nothing more of a conversation goes out; what is on its way is.
pub async fn take_back(tx: &mut Tx, conversation: &str) -> Result<u64> {
    execute!(
        tx,
        "update errand set state = 'failed', error = 'taken back' where conversation = $1 and state = 'queued'",
        conversation
    )
}

/// An errand that was given up waits again. False when it was not, is older than `since`, or shows a card that was shown
/// anew.
pub async fn take_up_again(tx: &mut Tx, id: i64, since: Time, now: Time) -> Result<bool> {
    let waits = execute!(
        tx,
        "update errand set state = 'queued', due_at = $1 where id = $2 and state = 'failed' and created_at >= $3 \
         and not (effect = 'edit' and exists (select 1 from errand later where later.id > errand.id \
            and later.conversation = errand.conversation and later.subject = errand.subject and later.effect = 'edit'))",
        micros(now),
        id,
        micros(since)
    )?;
    Ok(waits == 1)
}

/// The reference that the errand with this key was closed with.
pub async fn message_of(tx: &mut Tx, key: &str) -> Result<Option<String>> {
    let found: Option<(Option<String>,)> =
        fetch_optional!(tx, (Option<String>,), "select message from errand where key = $1 and state = 'sent'", key)?;
    Ok(found.and_then(|(message,)| message))
}

/// The card of a subject in a channel, as it was last written, delivered or not.
pub async fn last_card(tx: &mut Tx, subject: &str, channel: &Place) -> Result<Option<Post>> {
    let written = fetch_all!(
        tx,
        (i64, String, String),
        "select id, target, body from errand where subject = $1 and conversation = $2 and effect in ('post', 'edit') \
         order by id desc",
        subject,
        channel.to_string()
    )?;
    for (id, target, body) in written {
        if let (Target::Card { .. }, Body::Post(post)) = (TARGET.read(id, &target)?, BODY.read(id, &body)?) {
            return Ok(Some(post));
        }
    }
    Ok(None)
}

/// How many errands wait, and how many were given up.
pub async fn counts(tx: &mut Tx) -> Result<(i64, i64)> {
    crate::fetch_one!(
        tx,
        (i64, i64),
        "select count(case when state in ('queued', 'sending') then 1 end), \
                count(case when state = 'failed' then 1 end) from errand"
    )
}

/// Forgets errands that were closed before `before`. Answers how many.
pub async fn forget(tx: &mut Tx, before: Time) -> Result<u64> {
    execute!(tx, "delete from errand where state in ('sent', 'failed') and done_at < $1", micros(before))
}

#[cfg(test)]
mod tests;
