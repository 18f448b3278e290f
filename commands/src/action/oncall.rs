//! What whoever is on call answers by a button.

use super::number;

/// Something to press on a page. Ids are row numbers: `INC-3` is 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OncallAction {
    /// The person is there: nobody else needs to be told of the incident.
    Answer(i64),
}

impl OncallAction {
    /// The verb, and what follows it.
    pub(super) fn parts(self) -> (&'static str, String) {
        let Self::Answer(incident) = self;
        ("page-ack", incident.to_string())
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        (verb == "page-ack").then(|| number(rest).map(Self::Answer))?
    }
}
