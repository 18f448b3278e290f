//! Small settings by scope: the language of a channel (`channel:sandbox:crisis`), of a person (`person:sandbox:mia`).

use super::{Result, Tx};
use crate::{execute, fetch_all, fetch_optional};

/// What was set, if anything.
pub async fn get(tx: &mut Tx, scope: &str, name: &str) -> Result<Option<String>> {
    let found: Option<(String,)> =
        fetch_optional!(tx, (String,), "select value from setting where scope = $1 and name = $2", scope, name)?;
    Ok(found.map(|(value,)| value))
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
