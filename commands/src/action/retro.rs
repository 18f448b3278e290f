//! What is asked of a survey by a button.

use super::number;

/// A press about a survey. The receipt is the person's own secret; empty when they have none yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetroAction {
    pub verb: RetroVerb,
    pub survey: i64,
    pub receipt: String,
}

/// What to do with a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetroVerb {
    /// Asks the questions in a form, which comes back as the same.
    Answer,
    Later,
    Decline,
    /// Closes it before its time, having heard what that hides.
    Close,
}

impl RetroAction {
    pub(super) fn opens_form(&self) -> bool {
        self.verb == RetroVerb::Answer
    }

    /// The verb, and what follows it.
    pub(super) fn parts(&self) -> (&'static str, String) {
        ("retro", format!("{}:{}:{}", self.verb.name(), self.survey, self.receipt))
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        let (name, rest) = rest.split_once(':').filter(|_| verb == "retro")?;
        let (survey, receipt) = rest.split_once(':')?;
        let verb = RetroVerb::ALL.into_iter().find(|known| known.name() == name)?;
        Some(Self { verb, survey: number(survey)?, receipt: receipt.to_owned() })
    }
}

impl RetroVerb {
    pub const ALL: [Self; 4] = [Self::Answer, Self::Later, Self::Decline, Self::Close];

    fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Later => "later",
            Self::Decline => "decline",
            Self::Close => "close",
        }
    }
}
