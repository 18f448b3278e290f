//! What happens to a statement that people hear of.

use super::Joined;
use super::review::Vote;
use crate::clock::Time;
use crate::person::{Human, Person};

/// What happened.
#[derive(Clone, Copy, Debug)]
pub enum Told<'a> {
    /// Nothing that needs more words than its card.
    Card,
    /// A vote that its card shows.
    Voted,
    Asked,
    Edited {
        voided: &'a [Vote],
    },
    ChangesAsked {
        by: &'a Person,
        comment: &'a str,
    },
    Approved,
    Vetoed {
        by: &'a Person,
        why: &'a str,
    },
    /// Without approval.
    Released {
        by: &'a Person,
        why: &'a str,
    },
    Published {
        /// Since the incident began, when these are its first words in public.
        minutes: Option<u64>,
    },
    /// What was published is not what was approved.
    Differs,
    /// Another statement stands in its place.
    Superseded,
    Withdrawn {
        by: &'a Person,
        why: &'a str,
    },
    Expired,
    /// Handed out to the tool that publishes.
    Handed {
        by: &'a Person,
    },
    /// The tool took it and did not say where it stands.
    Taken,
    /// The tool did not take it.
    NotTaken {
        why: &'a str,
    },
    /// The tool published what is no longer approved.
    TooLate {
        link: &'a str,
    },
    /// What it promises is due soon, and due.
    PromiseSoon {
        words: &'a str,
        due: Time,
    },
    PromiseDue {
        words: &'a str,
    },
    Kept,
    /// The incident is graver: more have to approve.
    Graver {
        joined: &'a Joined,
    },
    /// Votes that no longer count: who gave them lost what entitled them.
    Lost {
        of: &'a [Human],
    },
    /// The same of what was approved by them: it is under review again.
    LostAgain {
        of: &'a [Human],
    },
    /// The words in the store are not those that were approved.
    Spoilt,
    /// Who is missing is late; only this person when one is named.
    Reminder {
        only: Option<&'a Person>,
    },
    /// Deputies may vote now; only this one when one is named.
    Deputies {
        only: Option<&'a Person>,
    },
}

impl Told<'_> {
    /// Part of an errand's key: two news of one moment are two.
    pub fn name(self) -> String {
        match self {
            Self::Card => "card".into(),
            Self::Voted => "voted".into(),
            Self::Asked => "asked".into(),
            Self::Edited { .. } => "edited".into(),
            Self::ChangesAsked { by, .. } => format!("changes:{by}"),
            Self::Approved => "approved".into(),
            Self::Vetoed { by, .. } => format!("vetoed:{by}"),
            Self::Released { .. } => "released".into(),
            Self::Published { .. } => "published".into(),
            Self::Differs => "differs".into(),
            Self::Superseded => "superseded".into(),
            Self::Withdrawn { .. } => "withdrawn".into(),
            Self::Expired => "expired".into(),
            Self::Handed { .. } => "handed".into(),
            Self::Taken => "taken".into(),
            Self::NotTaken { .. } => "not-taken".into(),
            Self::TooLate { .. } => "too-late".into(),
            Self::PromiseSoon { .. } => "promise-soon".into(),
            Self::PromiseDue { .. } => "promise-due".into(),
            Self::Kept => "kept".into(),
            Self::Graver { .. } => "graver".into(),
            Self::Lost { .. } => "lost".into(),
            Self::LostAgain { .. } => "lost-again".into(),
            Self::Spoilt => "spoilt".into(),
            Self::Reminder { .. } => "reminder".into(),
            Self::Deputies { .. } => "deputies".into(),
        }
    }
}
