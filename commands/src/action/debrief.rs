//! What is asked of a debrief by a button.

/// What to do with a debrief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DebriefVerb {
    /// I am coming.
    Come,
    /// I can't come.
    Miss,
    /// I was there.
    There,
    /// Asks what it came to in a form, which comes back as the same.
    Summary,
}

impl DebriefVerb {
    pub(super) const ALL: [Self; 4] = [Self::Come, Self::Miss, Self::There, Self::Summary];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Come => "come",
            Self::Miss => "miss",
            Self::There => "there",
            Self::Summary => "summary",
        }
    }
}
