//! What is asked of a survey by a button.

/// What to do with a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetroVerb {
    /// Asks the questions in a form, which comes back as the same.
    Answer,
    Later,
    Decline,
}

impl RetroVerb {
    pub(super) const ALL: [Self; 3] = [Self::Answer, Self::Later, Self::Decline];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Later => "later",
            Self::Decline => "decline",
        }
    }
}
