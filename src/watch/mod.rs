//! What the team asked to listen for.

mod error;
pub mod fold;
mod matcher;
mod parse;
mod query;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use error::{Problem, QueryError};
pub use matcher::{Listener, Matcher, Scratch, Subject};
pub use query::Query;

use crate::clock::Time;
use crate::id::WatchId;
use crate::reading::Lang;

/// A standing question to the public conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Watch {
    pub id: WatchId,
    /// Unique, as typed by people: `acme`.
    pub name: String,
    pub kind: WatchKind,
    /// The query as typed. Always parses.
    pub query: String,
    /// Only these languages; all when empty.
    pub languages: Vec<Lang>,
    /// Only these sources; all when empty.
    pub sources: Vec<String>,
    /// Where its digests and alerts go: `sandbox:#crisis`, `slack:C012`. The default channel when none.
    pub channel: Option<String>,
    pub digest: Option<DigestSchedule>,
    pub state: WatchState,
    pub created_at: Time,
}

/// What a watch is about. Each kind keeps its own baseline; competitors count for share of voice and never alert.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WatchKind {
    #[default]
    Brand,
    Product,
    Person,
    Competitor,
    Industry,
}

/// Whether a watch listens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WatchState {
    #[default]
    Active,
    Paused,
    /// Kept for its history.
    Removed,
}

/// When a digest is due: five-field Unix cron in a time zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestSchedule {
    pub cron: String,
    /// IANA name: `Europe/Sofia`.
    pub zone: String,
}
