//! What the team asked to listen for.

pub mod desk;
mod error;
pub mod fold;
mod matcher;
mod parse;
mod query;
pub mod store;

#[cfg(test)]
mod tests;
pub mod voice;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

pub use error::{Problem, QueryError};
pub use matcher::{Listener, Matcher, Scratch, Subject};
pub use query::Query;

use crate::clock::Time;
use crate::id::WatchId;
use crate::post::inert;
use crate::reading::Lang;
use crate::refusal::Refusal;
use crate::schedule::ScheduleError;

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

impl Watch {
    /// A watch that was not stored yet: a brand, heard everywhere in every language, without a channel or digests of its
    /// own. Its query must parse.
    pub fn new(name: impl Into<String>, query: impl Into<String>, at: Time) -> Self {
        Self {
            id: WatchId(0),
            name: name.into(),
            kind: WatchKind::default(),
            query: query.into(),
            languages: Vec::new(),
            sources: Vec::new(),
            channel: None,
            digest: None,
            state: WatchState::default(),
            created_at: at,
        }
    }
}

/// A name as a watch may bear it: it stands in cards and digests, so it can neither ping nor format.
pub fn name(typed: &str) -> String {
    inert(typed)
}

/// Whether two names are the same to people: in any case and width.
pub fn same_name(one: &str, other: &str) -> bool {
    let key = |typed: &str| name(typed).nfkc().flat_map(char::to_lowercase).collect::<String>();
    key(one) == key(other)
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

impl WatchKind {
    const ALL: [Self; 5] = [Self::Brand, Self::Product, Self::Person, Self::Competitor, Self::Industry];

    /// As it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brand => "brand",
            Self::Product => "product",
            Self::Person => "person",
            Self::Competitor => "competitor",
            Self::Industry => "industry",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether trouble with it is ours.
    pub fn alerts(self) -> bool {
        !matches!(self, Self::Competitor | Self::Industry)
    }
}

impl WatchState {
    /// As it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Removed => "removed",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Active, Self::Paused, Self::Removed].into_iter().find(|state| state.name() == name)
    }
}

/// Why a watch was not changed: the person must say something else.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// With the query as it was typed.
    Query(String, QueryError),
    Schedule(ScheduleError),
    /// Another watch has this name.
    Taken(String),
    /// No watch has this name; one that is called much like it.
    Unknown(String, Option<String>),
}

impl Refusal for Refused {}
