//! What a platform's refusals mean, whichever platform it is, and who must act.

use super::ChatError;

/// Who can help when a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Time.
    Later { after_ms: Option<u64> },
    /// Nobody knows whether it happened.
    Unknown,
    /// Nobody: what was to be changed or answered is not there any more.
    Gone,
    /// Whoever holds the tokens. Everything waits for them.
    Token,
    /// Whoever runs the workspace or the server. What is meant for the place waits for them.
    Blocked,
    /// The person, who presses again: the platform's patience for a form was over.
    TooLate,
    /// A person who chose a place or somebody that can't be reached, or us. Trying again does not help.
    Refused,
}

impl Kind {
    /// What the callers of the port are told. `happened` says it for the log; `said` has the reason and the cure for people.
    pub fn error(self, happened: String, said: (String, String)) -> ChatError {
        let (reason, cure) = said;
        match self {
            Self::Later { after_ms } => ChatError::Retry { reason: happened, after_ms },
            Self::Unknown => ChatError::Unknown { reason: happened },
            Self::Gone => ChatError::Gone { reason: happened },
            Self::Token | Self::Blocked => ChatError::Blocked { reason, cure },
            Self::TooLate => ChatError::TooLate { reason: happened },
            Self::Refused => ChatError::GiveUp { reason, cure },
        }
    }

    /// Whether only a person can help, so that a connection is not tried again by itself.
    pub fn needs_somebody(self) -> bool {
        matches!(self, Self::Token | Self::Blocked | Self::Refused)
    }
}
