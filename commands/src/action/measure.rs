//! What is asked of a decision about conduct by a button, a menu or a form.

use super::number;

/// Something to press about what the team decided. Ids are row numbers: `C-4` is 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureAction {
    /// The person agrees, or has read it.
    Yes(i64),
    /// The person is against it.
    No(i64),
    /// It is done: deleted, deployed, sent; or goes on: closed for longer.
    Go(i64),
    /// It ends, or is taken back.
    Lift(i64),
    /// Begins a correction from the fact.
    Correct(i64),
    /// Adds a fact to the incident's sheet. Asks in a form, which comes back as the same.
    Fact(i64),
}

impl MeasureAction {
    /// Whoever adds one says whether it opens a form.
    pub(super) fn opens_form(self) -> bool {
        match self {
            Self::Fact(_) => true,
            Self::Yes(_) | Self::No(_) | Self::Go(_) | Self::Lift(_) | Self::Correct(_) => false,
        }
    }

    /// The verb, and what follows it.
    pub(super) fn parts(self) -> (&'static str, String) {
        let (verb, id) = match self {
            Self::Yes(measure) => ("measure-yes", measure),
            Self::No(measure) => ("measure-no", measure),
            Self::Go(measure) => ("measure-go", measure),
            Self::Lift(measure) => ("measure-lift", measure),
            Self::Correct(measure) => ("measure-correct", measure),
            Self::Fact(incident) => ("measure-fact", incident),
        };
        (verb, id.to_string())
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        let id = number::<i64>(rest)?;
        Some(match verb {
            "measure-yes" => Self::Yes(id),
            "measure-no" => Self::No(id),
            "measure-go" => Self::Go(id),
            "measure-lift" => Self::Lift(id),
            "measure-correct" => Self::Correct(id),
            "measure-fact" => Self::Fact(id),
            _ => return None,
        })
    }
}
