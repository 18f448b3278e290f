//! Whether the ledger and the store tell the same about what was approved. The chain proves that no row was changed; here the
//! rows are held against the words that stand in the store today.

pub mod desk;

use std::collections::BTreeMap;

use serde::Deserialize;

use super::store::{Revision, Stored};
use super::{Approval, Publication, State};
use crate::id::StatementId;

/// What every row of the ledger about a statement says of its words.
#[derive(Deserialize)]
struct OfWords {
    revision: u32,
    hash: String,
}

/// A row of the ledger about a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub seq: i64,
    pub action: String,
    pub detail: String,
}

/// Where ledger and store do not agree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Disagreement {
    #[error("row {seq} of the ledger ({action}) is about {id}, which is not in the store")]
    NoStatement { seq: i64, action: String, id: StatementId },
    #[error(
        "row {seq} of the ledger ({action}) is about other words than revision {revision} of {id} has in the store"
    )]
    OtherWords { seq: i64, action: String, id: StatementId, revision: u32 },
    #[error("row {seq} of the ledger ({action}) about {id} does not say which words it is about")]
    NoWords { seq: i64, action: String, id: StatementId },
    #[error("{0} counts as approved in the store, and its words are not those that were approved")]
    NotTheApproved(StatementId),
    #[error("{0} counts as approved in the store, and no row of the ledger approves its words")]
    NeverApproved(StatementId),
}

/// Actions that let words out.
const APPROVALS: [&str; 2] = ["statement.approved", "statement.released_without_approval"];

/// Of one statement: every row is about the words that its revision has, and what counts as approved was approved.
fn of_one(stored: &Stored, revisions: &[Revision], rows: &[Written]) -> Vec<Disagreement> {
    let id = stored.statement.id;
    let words: BTreeMap<u32, &str> = revisions.iter().map(|one| (one.number, one.texts.hash().0.as_str())).collect();
    let mut found = Vec::new();
    let mut approved = Vec::new();
    for Written { seq, action, detail } in rows {
        let (seq, action) = (*seq, action.clone());
        match serde_json::from_str::<OfWords>(detail) {
            Err(_) => found.push(Disagreement::NoWords { seq, action, id }),
            Ok(OfWords { revision, hash }) if words.get(&revision) != Some(&hash.as_str()) => {
                found.push(Disagreement::OtherWords { seq, action, id, revision });
            }
            Ok(OfWords { hash, .. }) if APPROVALS.contains(&action.as_str()) => approved.push(hash),
            Ok(_) => {}
        }
    }
    if let Some(Approval { hash, .. }) = approval(&stored.statement.state) {
        if !words.values().any(|known| *known == hash.0) {
            found.push(Disagreement::NotTheApproved(id));
        } else if !approved.contains(&hash.0) {
            found.push(Disagreement::NeverApproved(id));
        }
    }
    found
}

/// The approval that a statement has, or had when it stood in public.
fn approval(state: &State) -> Option<&Approval> {
    match state {
        State::Approved(approval) | State::Published(Publication { approval, .. }) => Some(approval),
        State::Withdrawn { was, .. } | State::Superseded { was, .. } => was.as_ref().map(|was| &was.approval),
        State::Draft { .. } | State::InReview(_) => None,
    }
}
