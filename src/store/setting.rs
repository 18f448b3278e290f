//! Small settings by scope: the language of a channel (`channel:sandbox:crisis`), of a person (`person:sandbox:mia`).

use serde::de::DeserializeOwned;

use super::json::Column;
use super::{Result, StoreError, Tx};
use crate::clock::{Time, from_micros};
use crate::{execute, fetch_all, fetch_optional};

/// What was set, if anything.
pub async fn get(tx: &mut Tx, scope: &str, name: &str) -> Result<Option<String>> {
    let found: Option<(String,)> =
        fetch_optional!(tx, (String,), "select value from setting where scope = $1 and name = $2", scope, name)?;
    Ok(found.map(|(value,)| value))
}

/// What was set as JSON.
///
/// # Errors
///
/// [`StoreError::Spoilt`]: it is not what was written.
pub async fn read<T: DeserializeOwned>(tx: &mut Tx, scope: &str, name: &str, column: &Column<T>) -> Result<Option<T>> {
    let set = get(tx, scope, name).await?;
    set.map(|value| column.read(format_args!("{scope} {name}"), &value)).transpose()
}

/// What was set as a word, as `named` knows it: the tag of a language, a moment.
///
/// # Errors
///
/// [`StoreError::Spoilt`]: the word is not known.
pub async fn word<T>(tx: &mut Tx, scope: &str, name: &str, named: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>> {
    let Some(value) = get(tx, scope, name).await? else { return Ok(None) };
    let unknown = || StoreError::unknown("setting", format_args!("{scope} {name}"), "value");
    named(&value).ok_or_else(unknown).map(Some)
}

/// A moment as it is set, in microseconds since the Unix epoch.
pub fn moment(value: &str) -> Option<Time> {
    value.parse().ok().map(from_micros)
}

/// The scopes in which something is set under this name, in order.
pub async fn scopes(tx: &mut Tx, name: &str) -> Result<Vec<String>> {
    let found = fetch_all!(tx, (String,), "select scope from setting where name = $1 order by scope", name)?;
    Ok(found.into_iter().map(|(scope,)| scope).collect())
}

/// All that is set under this name, as (scope, value), in order.
pub async fn all(tx: &mut Tx, name: &str) -> Result<Vec<(String, String)>> {
    fetch_all!(tx, (String, String), "select scope, value from setting where name = $1 order by scope", name)
}

/// From now on nothing is set.
pub async fn clear(tx: &mut Tx, scope: &str, name: &str) -> Result<()> {
    execute!(tx, "delete from setting where scope = $1 and name = $2", scope, name)?;
    Ok(())
}

/// Sets it, whatever it was.
pub async fn set(tx: &mut Tx, scope: &str, name: &str, value: &str) -> Result<()> {
    execute!(
        tx,
        "insert into setting (scope, name, value) values ($1, $2, $3) \
         on conflict (scope, name) do update set value = excluded.value",
        scope,
        name,
        value
    )?;
    Ok(())
}
