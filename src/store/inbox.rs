//! The inbox: everything from outside has a key, and a key is taken once.

use super::{Result, Tx};
use crate::clock::{Time, micros};
use crate::execute;

/// Takes a key. False when it was taken before: the event is a redelivery and must have no effect.
pub async fn take(tx: &mut Tx, key: &str, at: Time) -> Result<bool> {
    let taken = execute!(
        tx,
        "insert into inbox (key, received_at) values ($1, $2) on conflict (key) do nothing",
        key,
        micros(at)
    )?;
    Ok(taken == 1)
}

/// Forgets keys that came before `before`. Chat platforms redeliver for an hour, senders of webhooks for days. Answers
/// how many.
pub async fn forget(tx: &mut Tx, before: Time) -> Result<u64> {
    execute!(tx, "delete from inbox where received_at < $1", micros(before))
}
