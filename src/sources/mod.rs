//! Where mentions come from. A source never touches the store: it hands deliveries to the intake and waits for the
//! answer, so that what it acknowledges to the outside is committed.

mod columns;
mod csv;
mod dates;
mod encoding;
mod fields;
pub mod file;
mod json;
pub(crate) mod lines;
mod numbers;
pub mod recording;
pub mod report;
mod row;
pub mod webhook;

use serde::Serialize;
use tokio::sync::{mpsc, oneshot};

use crate::clock::Time;
use crate::id::WatchId;
use crate::mention::RawMention;

pub use columns::Column;
pub use dates::DayOrder;
pub use fields::{Field, FieldMap};
pub use row::{platform_at, platforms_in};

/// A row or line that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Counted from 1.
    pub line: u64,
    /// One sentence that names the cure.
    pub reason: String,
    /// The line as it was, or its start where it was too long to hold.
    pub raw: String,
}

impl Rejected {
    fn new(line: u64, reason: impl Into<String>, raw: &[u8]) -> Self {
        Self { line, reason: reason.into(), raw: String::from_utf8_lossy(raw).into_owned() }
    }
}

/// The way into the intake. Bounded: when it is full, a source says so to the outside instead of waiting.
pub type Inlet = mpsc::Sender<Delivery>;

/// Mentions that belong together: one webhook call, one batch of a file.
#[derive(Debug)]
pub struct Delivery {
    /// Unique per delivery from outside (`webhook:brand:msg_1`); one that came before is answered as taken, with nothing new.
    pub key: Option<String>,
    pub mentions: Vec<RawMention>,
    /// What is not there any more where it was said.
    pub removals: Vec<Removal>,
    /// A watch that they belong to whatever its query says: `squall import --watch`.
    pub watch: Option<WatchId>,
    /// Told once everything is committed. Dropped unanswered when it could not be: the source tries again later.
    pub answer: oneshot::Sender<Taken>,
}

/// A mention that was taken away where it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// [`RawMention::source`] and [`RawMention::source_id`].
    pub source: String,
    pub source_id: String,
    /// When, where the source says so.
    pub at: Option<Time>,
}

/// What became of a delivery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Stored for the first time.
    pub new: usize,
    /// Known before, by source and source id.
    pub duplicates: usize,
    /// No watch listens for them; they are not stored.
    pub unmatched: usize,
    /// Kept as evidence, and gone where they were said.
    pub removed: usize,
}

impl std::ops::AddAssign for Taken {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.duplicates += other.duplicates;
        self.unmatched += other.unmatched;
        self.removed += other.removed;
    }
}
