//! The gate: who may do what with what. It alone decides, by [`Verb::needs`], and its answer is a token that nobody else can
//! make: desks and readers take an [`Allowed`] in place of a person, so that a way around it does not compile.

mod standing;
pub mod store;
pub mod table;
#[cfg(test)]
mod tests;

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

pub use standing::{Scene, Standing};

use crate::person::Person;

/// What somebody wants to do, as far as it matters who they are. Whoever adds one says what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// What is a person's own: help, their settings, their page, their vote for a while.
    Own,
    /// What the whole team reads: roster, watches, who is on call, the plan.
    Team,
    /// What begins something: an incident, a report of what the public says, a statement.
    Begin,
    /// An alert, or an incident and all that belongs to it, is read.
    See,
    /// The same is worked on. What is for its lead alone, the desk says (`incident::permission`).
    Work,
    /// What somebody was asked for themselves: a survey, a debrief.
    Asked,
    /// How Squall is set up: roster, watches, languages of channels, playbooks, the plan.
    Run,
}

/// What it takes. `None` of these is ever guessed: what a platform can't tell is not so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// They see a place of the team, are named in something that goes on, or answer for the team by the settings.
    LetIn,
    /// They see a place of the team.
    Member,
    /// They see the place of the subject, or are named in it.
    Sight,
    /// The same, or they were asked for this very thing.
    SightOrAsked,
    /// They are in charge.
    Charge,
}

impl Verb {
    pub const ALL: [Self; 7] = [Self::Own, Self::Team, Self::Begin, Self::See, Self::Work, Self::Asked, Self::Run];

    /// The rule of the house, as data.
    pub const fn needs(self) -> Needs {
        match self {
            Self::Own => Needs::LetIn,
            Self::Team | Self::Begin => Needs::Member,
            Self::See | Self::Work => Needs::Sight,
            Self::Asked => Needs::SightOrAsked,
            Self::Run => Needs::Charge,
        }
    }

    /// As the table of docs/security.md calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Team => "team",
            Self::Begin => "begin",
            Self::See => "see",
            Self::Work => "work",
            Self::Asked => "asked",
            Self::Run => "run",
        }
    }
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    /// They are nobody here, and hear one sentence that says whom to ask.
    Outside,
    /// For them it is not there: they are answered as everybody is about what does not exist.
    Unseen,
    /// It is for who is in charge.
    NotInCharge,
}

/// A verb as a type.
pub trait Kind {
    const VERB: Verb;
}

macro_rules! kinds {
    ($($kind:ident),*) => {$(
        #[doc = concat!("[`Verb::", stringify!($kind), "`] as a type.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $kind {}

        impl Kind for $kind {
            const VERB: Verb = Verb::$kind;
        }
    )*};
}

kinds!(Own, Team, Begin, See, Work, Asked, Run);

/// Somebody who may do this with that. Reads as the person; only [`Standing::may`] makes one.
pub struct Allowed<V> {
    by: Person,
    on: String,
    verb: PhantomData<fn() -> V>,
}

impl<V> Allowed<V> {
    /// Who.
    pub fn by(&self) -> &Person {
        &self.by
    }

    /// With what: `INC-3`; empty for what is about nothing in particular.
    pub fn on(&self) -> &str {
        &self.on
    }
}

impl<V> Deref for Allowed<V> {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.by
    }
}

impl<V: Kind> fmt::Debug for Allowed<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} may {} {}", self.by, V::VERB.name(), self.on)
    }
}
