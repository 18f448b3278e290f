//! What is asked of a debrief by a button.

use super::number;

/// A press about a debrief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DebriefAction {
    pub verb: DebriefVerb,
    pub debrief: i64,
}

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

impl DebriefAction {
    pub(super) fn opens_form(self) -> bool {
        self.verb == DebriefVerb::Summary
    }

    /// The verb, and what follows it.
    pub(super) fn parts(self) -> (&'static str, String) {
        ("debrief", format!("{}:{}", self.verb.name(), self.debrief))
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        let (name, debrief) = rest.split_once(':').filter(|_| verb == "debrief")?;
        let verb = DebriefVerb::ALL.into_iter().find(|known| known.name() == name)?;
        Some(Self { verb, debrief: number(debrief)? })
    }
}

impl DebriefVerb {
    pub const ALL: [Self; 4] = [Self::Come, Self::Miss, Self::There, Self::Summary];

    fn name(self) -> &'static str {
        match self {
            Self::Come => "come",
            Self::Miss => "miss",
            Self::There => "there",
            Self::Summary => "summary",
        }
    }
}
