//! The ledger's rows about statements, held against the store.

use std::collections::BTreeMap;

use super::{Disagreement, Written, of_one};
use crate::id::StatementId;
use crate::statement::store;
use crate::store::ledger;
use crate::store::{Result, Tx};

/// Whatever does not agree, of all statements. Answers how many there are, too.
pub async fn disagreements(tx: &mut Tx) -> Result<(usize, Vec<Disagreement>)> {
    let mut rows: BTreeMap<StatementId, Vec<Written>> = BTreeMap::new();
    for (seq, subject, action, detail) in ledger::of_actions(tx, "statement.").await? {
        if let Some(id) = StatementId::parse(&subject) {
            rows.entry(id).or_default().push(Written { seq, action, detail });
        }
    }
    let ids = store::ids(tx).await?;
    let mut found = Vec::new();
    for id in &ids {
        let Some(stored) = store::get(tx, *id).await? else { continue };
        let revisions = store::revisions(tx, *id).await?;
        found.extend(of_one(&stored, &revisions, &rows.remove(id).unwrap_or_default()));
    }
    for (id, rows) in rows {
        let unknown = |row: Written| Disagreement::NoStatement { seq: row.seq, action: row.action, id };
        found.extend(rows.into_iter().next().map(unknown));
    }
    Ok((ids.len(), found))
}
