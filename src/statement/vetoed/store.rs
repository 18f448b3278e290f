//! Words that were vetoed, wherever they stand.

use std::collections::BTreeSet;

use crate::id::{IncidentId, StatementId};
use crate::statement::store::{VETOED, variants};
use crate::statement::text::{Hash, Words};
use crate::store::{Result, Tx};
use crate::{fetch_all, fetch_optional, incident};

/// As long as a list with one hash in it is at least.
const ONE: i64 = 64;

/// The words of each text that was vetoed about an incident. What is about none in particular is about every open one, and
/// binds what is about any.
pub async fn about(tx: &mut Tx, of: Option<IncidentId>) -> Result<Vec<BTreeSet<Hash>>> {
    let rows = fetch_all!(
        tx,
        (i64, Option<i64>, String),
        "select id, incident_id, vetoed from statement where length(vetoed) >= $1 order by id",
        ONE
    )?;
    let open: BTreeSet<IncidentId> = match of {
        Some(_) => BTreeSet::new(),
        None => incident::store::open_ones(tx).await?.good.iter().map(|incident| incident.id).collect(),
    };
    let binds = |other: Option<i64>| match (of, other.map(IncidentId)) {
        (_, None) => true,
        (Some(of), Some(other)) => of == other,
        (None, Some(other)) => open.contains(&other),
    };
    let mut all = Vec::new();
    for (id, _, vetoed) in rows.into_iter().filter(|(_, incident, _)| binds(*incident)) {
        for hash in VETOED.read(id, &vetoed)? {
            all.extend(words(tx, StatementId(id), &hash).await?);
        }
    }
    Ok(all)
}

/// The words of the revision with this hash, each version by its own hash.
async fn words(tx: &mut Tx, id: StatementId, hash: &Hash) -> Result<Option<BTreeSet<Hash>>> {
    let row: Option<(i64, String)> = fetch_optional!(
        tx,
        (i64, String),
        "select number, words from statement_revision where statement_id = $1 and hash = $2 order by number limit 1",
        id.0,
        hash.0.as_str()
    )?;
    let Some((number, main)) = row else { return Ok(None) };
    let others = variants(tx, id, number).await?;
    let hashes = others.into_iter().map(|variant| variant.words.hash().clone());
    Ok(Some(hashes.chain([Words::new(&main).hash().clone()]).collect()))
}
