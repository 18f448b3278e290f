//! The inbox: everything from outside has a key, and a key is taken once. What people did stands here whole from before
//! their platform is told that it arrived until its effect is there.

use chrono::Duration;

use super::json::Column;
use super::{Result, Tx};
use crate::chat::ChatEvent;
use crate::clock::{Time, micros};
use crate::{execute, fetch_all, insert_rows};

const EVENT: Column<ChatEvent> = Column::new("inbox", "event");

/// Something that is kept and not done.
#[derive(Debug)]
pub struct Left {
    pub key: String,
    /// An error names a row that can't be read.
    pub event: Result<ChatEvent>,
    /// How often it was begun before.
    pub attempts: i64,
    due_at: i64,
}

/// Takes a key, and with it what was kept under it, in the transaction of its effect. False when it was taken before: the
/// event is a redelivery and must have no effect.
pub async fn take(tx: &mut Tx, key: &str, at: Time) -> Result<bool> {
    let taken = execute!(
        tx,
        "insert into inbox (key, received_at) values ($1, $2)
         on conflict (key) do update set event = null, due_at = null where inbox.event is not null",
        key,
        micros(at)
    )?;
    Ok(taken == 1)
}

/// Keeps what people did, in order; whoever keeps it does it until `until`. Answers the keys that are new.
pub async fn keep(tx: &mut Tx, events: &[&ChatEvent], at: Time, until: Time) -> Result<Vec<String>> {
    let mut rows = Vec::with_capacity(events.len());
    for (nth, event) in (0_i64..).zip(events) {
        // The order of what came at the same moment is kept too.
        rows.push((event.key.as_str(), micros(at) + nth, EVENT.write(event)?, micros(until)));
    }
    let new = insert_rows!(
        tx,
        (String,),
        rows.as_slice(),
        "insert into inbox (key, received_at, event, due_at) ",
        " on conflict (key) do nothing returning key",
        |row, kept| {
            row.push_bind(kept.0).push_bind(kept.1).push_bind(kept.2.as_str()).push_bind(kept.3);
        }
    )?;
    Ok(new.into_iter().map(|(key,)| key).collect())
}

/// Erases what was done or answered, and remembers its keys.
pub async fn erase(tx: &mut Tx, keys: &[String]) -> Result<()> {
    for key in keys {
        execute!(tx, "update inbox set event = null, due_at = null where key = $1 and event is not null", key)?;
    }
    Ok(())
}

/// Holds on to what is being done, until `until`.
pub async fn hold(tx: &mut Tx, keys: &[String], until: Time) -> Result<()> {
    for key in keys {
        execute!(tx, "update inbox set due_at = $1 where key = $2 and due_at is not null", micros(until), key)?;
    }
    Ok(())
}

/// What is kept and nobody does, oldest first: its turn came before `before`.
pub async fn left(tx: &mut Tx, before: Time, most: i64) -> Result<Vec<Left>> {
    let rows = fetch_all!(
        tx,
        (String, String, i64, i64),
        "select key, event, attempts, due_at from inbox
         where event is not null and due_at is not null and due_at < $1 order by received_at limit $2",
        micros(before),
        most
    )?;
    let read = |(key, event, attempts, due_at): (String, String, i64, i64)| {
        let event = EVENT.read(&key, &event);
        Left { key, event, attempts, due_at }
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Takes over what was left, until `until`; false when somebody else was quicker.
pub async fn take_over(tx: &mut Tx, left: &Left, until: Time) -> Result<bool> {
    let taken = execute!(
        tx,
        "update inbox set due_at = $1, attempts = attempts + 1 where key = $2 and due_at = $3 and event is not null",
        micros(until),
        left.key.as_str(),
        left.due_at
    )?;
    Ok(taken == 1)
}

/// Does no more about what can't be done; it stands there for whoever looks into it, as long as its key does.
pub async fn give_up(tx: &mut Tx, key: &str) -> Result<()> {
    execute!(tx, "update inbox set due_at = null where key = $1", key)?;
    Ok(())
}

/// How many things are kept and wait to be done, and how many were given up.
pub async fn counts(tx: &mut Tx) -> Result<(i64, i64)> {
    crate::fetch_one!(
        tx,
        (i64, i64),
        "select count(due_at), count(*) - count(due_at) from inbox where event is not null"
    )
}

/// Forgets keys that came before `before`. Chat platforms redeliver for an hour, senders of webhooks for days. Answers
/// how many.
pub async fn forget(tx: &mut Tx, before: Time) -> Result<u64> {
    execute!(tx, "delete from inbox where received_at < $1", micros(before))
}

/// The pause before something that failed is begun again; it doubles.
pub fn pause(held: Duration, attempts: i64) -> Duration {
    held * (1 << attempts.clamp(0, 10))
}
