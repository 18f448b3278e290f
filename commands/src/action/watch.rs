//! What is asked of a watch by a button.

use super::number;

/// Something to press about a watch, by its row number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchAction {
    /// Yes, end it.
    Remove(i64),
}

impl WatchAction {
    /// The verb, and what follows it.
    pub(super) fn parts(self) -> (&'static str, String) {
        let Self::Remove(watch) = self;
        ("watch-remove", watch.to_string())
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        (verb == "watch-remove").then(|| number(rest).map(Self::Remove))?
    }
}
