//! Faults in the store, so that a restart forgets none and every process sees them.

use super::{Fault, RowOf};
use crate::clock::{Time, from_micros, micros};
use crate::progress::Work;
use crate::store::{Result, Spoilt, Tx};
use crate::{execute, fetch_all, fetch_one};

#[derive(sqlx::FromRow)]
struct Row {
    work: String,
    in_table: String,
    in_row: String,
    cause: String,
    since: i64,
    tries: i64,
    again_at: i64,
    told_at: Option<i64>,
}

impl Row {
    /// None of a loop that this Squall does not have.
    fn fault(self) -> Option<Fault> {
        Some(Fault {
            work: Work::named(&self.work)?,
            of: RowOf { table: self.in_table, row: self.in_row },
            cause: self.cause,
            since: from_micros(self.since),
            tries: u32::try_from(self.tries).unwrap_or(u32::MAX),
            again_at: from_micros(self.again_at),
            told: self.told_at.is_some(),
        })
    }
}

impl From<&Spoilt> for RowOf {
    fn from(spoilt: &Spoilt) -> Self {
        Self::new(spoilt.table, &spoilt.row)
    }
}

/// All that there are, the oldest first.
pub async fn all(tx: &mut Tx) -> Result<Vec<Fault>> {
    let rows = fetch_all!(
        tx,
        Row,
        "select work, in_table, in_row, cause, since, tries, again_at, told_at from fault \
         order by since, work, in_table, in_row"
    )?;
    Ok(rows.into_iter().filter_map(Row::fault).collect())
}

/// How many there are.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, (i64,), "select count(*) from fault")?;
    Ok(count)
}

/// A row failed for the first time, or once more.
pub async fn note(tx: &mut Tx, work: Work, of: &RowOf, cause: &str, again_at: Time, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into fault (work, in_table, in_row, cause, since, tries, again_at) values ($1, $2, $3, $4, $5, 1, $6) \
         on conflict (work, in_table, in_row) do update set cause = excluded.cause, tries = fault.tries + 1, \
         again_at = excluded.again_at",
        work.name(),
        of.table.as_str(),
        of.row.as_str(),
        cause,
        micros(now),
        micros(again_at)
    )?;
    Ok(())
}

/// It works again, or nobody needs it any more.
pub async fn heal(tx: &mut Tx, work: Work, of: &RowOf) -> Result<()> {
    execute!(
        tx,
        "delete from fault where work = $1 and in_table = $2 and in_row = $3",
        work.name(),
        of.table.as_str(),
        of.row.as_str()
    )?;
    Ok(())
}

/// Those that the operators are to be told of, who count as told from now on. Of two processes one gets them.
pub async fn take_untold(tx: &mut Tx, now: Time) -> Result<Vec<Fault>> {
    let rows = fetch_all!(
        tx,
        Row,
        "update fault set told_at = $1 where told_at is null \
         returning work, in_table, in_row, cause, since, tries, again_at, told_at",
        micros(now)
    )?;
    let mut news: Vec<Fault> = rows.into_iter().filter_map(Row::fault).collect();
    news.sort_by(|a, b| (a.since, a.work, &a.of).cmp(&(b.since, b.work, &b.of)));
    Ok(news)
}
