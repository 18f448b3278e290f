//! Promises in the store.

use super::Promise;
use crate::clock::{Time, from_micros, micros};
use crate::id::{IncidentId, StatementId};
use crate::store::{Result, Tx};
use crate::{execute, fetch_all, fetch_optional};

/// What a statement promised.
pub async fn get(tx: &mut Tx, id: StatementId) -> Result<Option<Promise>> {
    let found: Option<(String, i64, Option<i64>)> = fetch_optional!(
        tx,
        (String, i64, Option<i64>),
        "select words, due_at, kept_at from promise where statement_id = $1",
        id.0
    )?;
    let promise = |(words, due, kept): (String, i64, Option<i64>)| Promise {
        words,
        due: from_micros(due),
        kept: kept.map(from_micros),
    };
    Ok(found.map(promise))
}

/// Writes it down, or moves it.
pub async fn put(tx: &mut Tx, id: StatementId, promise: &Promise) -> Result<()> {
    execute!(
        tx,
        "insert into promise (statement_id, words, due_at, kept_at) values ($1, $2, $3, $4) \
         on conflict (statement_id) do update set due_at = excluded.due_at, kept_at = excluded.kept_at",
        id.0,
        promise.words.as_str(),
        micros(promise.due),
        promise.kept.map(micros)
    )?;
    Ok(())
}

/// The statements of an incident whose promises nobody has kept yet.
pub async fn open_ones(tx: &mut Tx, incident: IncidentId) -> Result<Vec<StatementId>> {
    let ids = fetch_all!(
        tx,
        (i64,),
        "select p.statement_id from promise p join statement s on s.id = p.statement_id \
         where s.incident_id = $1 and p.kept_at is null order by p.statement_id",
        incident.0
    )?;
    Ok(ids.into_iter().map(|(id,)| StatementId(id)).collect())
}

/// It was kept. False when it was before, or nothing was promised.
pub async fn keep(tx: &mut Tx, id: StatementId, now: Time) -> Result<bool> {
    let kept =
        execute!(tx, "update promise set kept_at = $1 where statement_id = $2 and kept_at is null", micros(now), id.0)?;
    Ok(kept == 1)
}
