//! Where mentions come from. A source never touches the store: it hands deliveries to the intake and waits for the
//! answer, so that what it acknowledges to the outside is committed.

pub mod dates;
pub mod lines;
pub mod numbers;
pub mod recording;

use tokio::sync::{mpsc, oneshot};

use crate::mention::RawMention;

/// The way into the intake. Bounded: when it is full, a source says so to the outside instead of waiting.
pub type Inlet = mpsc::Sender<Delivery>;

/// Mentions that belong together: one webhook call, one batch of a file.
#[derive(Debug)]
pub struct Delivery {
    /// Unique per delivery from outside (`webhook:brand:msg_1`); one that came before is answered as taken, with nothing new.
    pub key: Option<String>,
    pub mentions: Vec<RawMention>,
    /// Told once everything is committed. Dropped unanswered when it could not be: the source tries again later.
    pub answer: oneshot::Sender<Taken>,
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
}

impl std::ops::AddAssign for Taken {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.duplicates += other.duplicates;
        self.unmatched += other.unmatched;
    }
}
