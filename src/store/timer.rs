//! Timers that outlive a restart: rows with a due time. What one is for is its feature's to say ([`Due`]).

use super::{Result, Rows, Tx};
use crate::clock::{Time, micros};
use crate::{execute, fetch_optional, fetch_rows};

/// What a timer is for, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Written {
    /// `incident.nag`. Of a kind and a subject there is one timer.
    pub kind: String,
    /// `INC-3`.
    pub subject: String,
    pub payload: String,
}

/// What the timers of a feature are for. What once was written can be read for ever.
pub trait Due: Sized {
    fn written(&self) -> Written;

    /// Nothing when it is not of this feature, or not as [`Due::written`] has it.
    fn read(written: &Written) -> Option<Self>;
}

/// A timer that is due.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Timer {
    pub id: i64,
    #[sqlx(flatten)]
    pub written: Written,
    /// Microseconds since the Unix epoch.
    pub due_at: i64,
}

impl Written {
    pub fn new(kind: impl Into<String>, subject: &impl ToString) -> Self {
        Self { kind: kind.into(), subject: subject.to_string(), payload: String::new() }
    }

    /// With something to remember.
    #[must_use]
    pub fn with(self, payload: &impl ToString) -> Self {
        Self { payload: payload.to_string(), ..self }
    }
}

/// Sets the timer, or moves it.
pub async fn set(tx: &mut Tx, due: &impl Due, at: Time) -> Result<()> {
    let Written { kind, subject, payload } = due.written();
    execute!(
        tx,
        "insert into timer (kind, subject, payload, due_at) values ($1, $2, $3, $4) \
         on conflict (kind, subject) do update set payload = excluded.payload, due_at = excluded.due_at, fired_at = null",
        kind,
        subject,
        payload,
        micros(at)
    )?;
    Ok(())
}

/// Timers that are due, oldest first.
pub async fn due(tx: &mut Tx, now: Time, at_most: i64) -> Result<Rows<Timer>> {
    fetch_rows!(
        tx,
        "timer",
        Timer => Ok,
        "select id, kind, subject, payload, due_at from timer where fired_at is null and due_at <= $1 \
         order by due_at, id limit $2",
        micros(now),
        at_most
    )
}

/// Takes a timer in the transaction that does its work. False when somebody else did, or it was set anew or taken back
/// meanwhile: whoever waited for the row looks again.
pub async fn take(tx: &mut Tx, timer: &Timer, now: Time) -> Result<bool> {
    let taken = execute!(
        tx,
        "update timer set fired_at = $1 where id = $2 and fired_at is null and due_at = $3",
        micros(now),
        timer.id,
        timer.due_at
    )?;
    Ok(taken == 1)
}

/// Puts a timer back whose work failed, unless it was set anew meanwhile.
pub async fn put_back(tx: &mut Tx, timer: &Timer, again_at: Time) -> Result<()> {
    execute!(
        tx,
        "update timer set due_at = $1 where id = $2 and fired_at is null and due_at = $3",
        micros(again_at),
        timer.id,
        timer.due_at
    )?;
    Ok(())
}

/// Takes a timer back, whatever it was to remember.
pub async fn cancel(tx: &mut Tx, due: &impl Due) -> Result<()> {
    let Written { kind, subject, .. } = due.written();
    execute!(tx, "delete from timer where kind = $1 and subject = $2", kind, subject)?;
    Ok(())
}

/// Whether it is set and has yet to fire.
pub async fn is_set(tx: &mut Tx, due: &impl Due) -> Result<bool> {
    let Written { kind, subject, .. } = due.written();
    let waiting: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "select id from timer where kind = $1 and subject = $2 and fired_at is null",
        kind,
        subject
    )?;
    Ok(waiting.is_some())
}

/// Whether the timer with this number has yet to fire.
pub async fn waits(tx: &mut Tx, id: i64) -> Result<bool> {
    let waiting: Option<(i64,)> =
        fetch_optional!(tx, (i64,), "select id from timer where id = $1 and fired_at is null", id)?;
    Ok(waiting.is_some())
}

/// Whether any timer has yet to fire.
pub async fn any_waits(tx: &mut Tx) -> Result<bool> {
    let waiting: Option<(i64,)> = fetch_optional!(tx, (i64,), "select id from timer where fired_at is null limit 1")?;
    Ok(waiting.is_some())
}
