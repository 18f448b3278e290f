//! Errands: what the courier has to say, written in the transaction of the fact it speaks of.
//!
//! Within a conversation (platform and channel) errands go out one at a time, in the order they were written. An errand
//! is taken under a lease; one whose lease ran out is taken again, and its key lets the platform tell whether it was
//! already sent.

use super::{Result, Tx};
use crate::clock::{Time, micros};
use crate::{execute, fetch_all, fetch_optional};

/// An errand to write down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewErrand<'a> {
    /// The same key is written once.
    pub key: &'a str,
    /// `sandbox:crisis`.
    pub conversation: &'a str,
    /// `post`, `edit`, `thread`, `whisper` or `upload`.
    pub effect: &'a str,
    /// Where to, as JSON.
    pub target: &'a str,
    /// What, as JSON.
    pub body: &'a str,
    /// `alert`, `digest`, ...: what transcripts group by.
    pub about: &'a str,
    pub subject: Option<&'a str>,
    pub due_at: Time,
}

/// An errand that was taken to be done.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Errand {
    pub id: i64,
    pub key: String,
    pub conversation: String,
    pub effect: String,
    pub target: String,
    pub body: String,
    pub about: String,
    pub subject: Option<String>,
    /// This attempt, from 1. From 2 on it is unknown whether an earlier one reached the platform.
    pub attempts: i64,
}

/// Writes an errand down. False when its key is known: the fact was saved before. An edit that still waits takes the
/// new body instead of becoming a second edit.
pub async fn write(tx: &mut Tx, errand: &NewErrand<'_>) -> Result<bool> {
    if errand.effect == "edit" && replace_waiting_edit(tx, errand).await? {
        return Ok(true);
    }
    let written = execute!(
        tx,
        "insert into errand (key, conversation, effect, target, body, about, subject, state, due_at, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $8) on conflict (key) do nothing",
        errand.key,
        errand.conversation,
        errand.effect,
        errand.target,
        errand.body,
        errand.about,
        errand.subject,
        micros(errand.due_at)
    )?;
    Ok(written == 1)
}

/// Only the last errand of the conversation may take a new body: an edit must not overtake what was written after it.
async fn replace_waiting_edit(tx: &mut Tx, errand: &NewErrand<'_>) -> Result<bool> {
    let replaced = execute!(
        tx,
        "update errand set body = $1 where effect = 'edit' and state = 'queued' and attempts = 0 and target = $2 \
         and id = (select max(id) from errand where conversation = $3)",
        errand.body,
        errand.target,
        errand.conversation
    )?;
    Ok(replaced == 1)
}

/// Takes the first waiting errand of each conversation that is due and not being worked on, until `until`.
pub async fn take(tx: &mut Tx, holder: &str, now: Time, until: Time) -> Result<Vec<Errand>> {
    let mut taken = fetch_all!(
        tx,
        Errand,
        "update errand set state = 'sending', held_by = $1, held_until = $2, attempts = attempts + 1 where id in \
            (select min(id) from errand where state in ('queued', 'sending') group by conversation) \
         and due_at <= $3 and (state = 'queued' or held_until <= $3) \
         returning id, key, conversation, effect, target, body, about, subject, attempts",
        holder,
        micros(until),
        micros(now)
    )?;
    taken.sort_by_key(|errand| errand.id);
    Ok(taken)
}

/// It was delivered; `message` is the platform's reference, as JSON. False when the lease was lost to another holder.
pub async fn done(tx: &mut Tx, id: i64, holder: &str, message: Option<&str>, at: Time) -> Result<bool> {
    let closed = execute!(
        tx,
        "update errand set state = 'sent', message = $1, done_at = $2, held_by = null, held_until = null \
         where id = $3 and state = 'sending' and held_by = $4",
        message,
        micros(at),
        id,
        holder
    )?;
    Ok(closed == 1)
}

/// It can be tried again at `due_at`; the conversation waits for it, so that order is kept.
pub async fn retry(tx: &mut Tx, id: i64, holder: &str, error: &str, due_at: Time) -> Result<bool> {
    let kept = execute!(
        tx,
        "update errand set state = 'queued', error = $1, due_at = $2, held_by = null, held_until = null \
         where id = $3 and state = 'sending' and held_by = $4",
        error,
        micros(due_at),
        id,
        holder
    )?;
    Ok(kept == 1)
}

/// Nothing will help but a person; the conversation goes on without it.
pub async fn give_up(tx: &mut Tx, id: i64, holder: &str, error: &str, at: Time) -> Result<bool> {
    let closed = execute!(
        tx,
        "update errand set state = 'failed', error = $1, done_at = $2, held_by = null, held_until = null \
         where id = $3 and state = 'sending' and held_by = $4",
        error,
        micros(at),
        id,
        holder
    )?;
    Ok(closed == 1)
}

/// The reference that the errand with this key was closed with.
pub async fn message_of(tx: &mut Tx, key: &str) -> Result<Option<String>> {
    let found: Option<(Option<String>,)> =
        fetch_optional!(tx, (Option<String>,), "select message from errand where key = $1 and state = 'sent'", key)?;
    Ok(found.and_then(|(message,)| message))
}
