//! Timers that outlive a restart: rows with a due time.

use super::{Result, Tx};
use crate::clock::{Time, micros};
use crate::{execute, fetch_all};

/// A timer that is due.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Timer {
    pub id: i64,
    pub kind: String,
    pub subject: String,
    pub payload: String,
    /// Microseconds since the Unix epoch.
    pub due_at: i64,
}

/// Sets the timer of this kind and subject, or moves it.
pub async fn set(tx: &mut Tx, kind: &str, subject: &str, payload: &str, due_at: Time) -> Result<()> {
    execute!(
        tx,
        "insert into timer (kind, subject, payload, due_at) values ($1, $2, $3, $4) \
         on conflict (kind, subject) do update set payload = excluded.payload, due_at = excluded.due_at, fired_at = null",
        kind,
        subject,
        payload,
        micros(due_at)
    )?;
    Ok(())
}

/// Takes timers that are due, oldest first. They fire once: the transaction that takes them does their work, and who
/// waited for it looks again whether they are still there.
pub async fn take_due(tx: &mut Tx, now: Time, at_most: i64) -> Result<Vec<Timer>> {
    let mut due = fetch_all!(
        tx,
        Timer,
        "update timer set fired_at = $1 where fired_at is null and id in \
            (select id from timer where fired_at is null and due_at <= $1 order by due_at, id limit $2) \
         returning id, kind, subject, payload, due_at",
        micros(now),
        at_most
    )?;
    due.sort_by_key(|timer| (timer.due_at, timer.id));
    Ok(due)
}

/// Takes a timer back.
pub async fn cancel(tx: &mut Tx, kind: &str, subject: &str) -> Result<()> {
    execute!(tx, "delete from timer where kind = $1 and subject = $2", kind, subject)?;
    Ok(())
}

/// Whether any timer has yet to fire.
pub async fn any_waits(tx: &mut Tx) -> Result<bool> {
    let waiting: Option<(i64,)> =
        crate::fetch_optional!(tx, (i64,), "select id from timer where fired_at is null limit 1")?;
    Ok(waiting.is_some())
}
