//! What is answered to the question that comes some time after an incident.

use super::number;

/// Whether the company has recovered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckinAction {
    Recovered(i64),
    NotYet(i64),
}

impl CheckinAction {
    /// The verb, and what follows it.
    pub(super) fn parts(self) -> (&'static str, String) {
        match self {
            Self::Recovered(checkin) => ("checkin-yes", checkin.to_string()),
            Self::NotYet(checkin) => ("checkin-no", checkin.to_string()),
        }
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        match verb {
            "checkin-yes" => number(rest).map(Self::Recovered),
            "checkin-no" => number(rest).map(Self::NotYet),
            _ => None,
        }
    }
}
