//! Delegations in the store.

use super::Given;
use crate::clock::{Time, from_micros, micros};
use crate::person::Person;
use crate::store::{Result, Tx};
use crate::{execute, fetch_all};

/// Those that hold now or will.
pub async fn in_force(tx: &mut Tx, now: Time) -> Result<Vec<Given>> {
    let rows = fetch_all!(
        tx,
        (String, String, i64, i64),
        "select of_person, to_person, from_at, until_at from delegation \
         where ended_at is null and until_at > $1 order by from_at, id",
        micros(now)
    )?;
    let given = |(of, to, from, until): (String, String, i64, i64)| Given {
        of: Person::stored(&of),
        to: Person::stored(&to),
        from: from_micros(from),
        until: from_micros(until),
    };
    Ok(rows.into_iter().map(given).collect())
}

/// Writes it down.
pub async fn add(tx: &mut Tx, given: &Given, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into delegation (of_person, to_person, from_at, until_at, given_at) values ($1, $2, $3, $4, $5)",
        given.of.to_string(),
        given.to.to_string(),
        micros(given.from),
        micros(given.until),
        micros(now)
    )?;
    Ok(())
}

/// It was taken back.
pub async fn end(tx: &mut Tx, given: &Given, now: Time) -> Result<()> {
    execute!(
        tx,
        "update delegation set ended_at = $1 where of_person = $2 and to_person = $3 and ended_at is null \
         and until_at > $1",
        micros(now),
        given.of.to_string(),
        given.to.to_string()
    )?;
    Ok(())
}
