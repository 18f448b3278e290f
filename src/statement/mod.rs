//! A public statement: its exact words, who must approve them, and what became of it.
//!
//! This is a pure state machine: who, what and when are arguments, and every transition may refuse. It can't reach
//! [`State::Approved`] but by votes that satisfy the policy frozen when the review was asked and what joined it since, on the
//! exact words, by distinct people who are entitled and no authors; or by a person whom the policy names for that, in writing.

pub mod asked;
pub mod checks;
pub mod delegation;
pub mod desk;
mod fact;
mod fit;
pub mod glyph;
mod graver;
mod lapse;
mod letters;
mod machine;
mod names;
mod news;
mod notice;
pub mod policy;
pub mod promise;
pub mod proof;
pub mod review;
pub mod roster;
pub mod rules;
pub mod seats;
pub mod store;
pub mod template;
#[cfg(test)]
mod tests;
pub mod text;
pub mod texts;
mod vetoed;
pub mod voice;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::id::{IncidentId, StatementId};
use crate::person::{Actor, Person};
use review::Review;
use text::Hash;
use texts::Texts;

pub use graver::Joined;
pub use machine::{Asked, Edited, Refused, Voted, WHY_LEAST};

/// What the timers of statements are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// Who is missing is reminded; or this person alone, whose working hours begin.
    Remind(StatementId, Option<Person>),
    /// Deputies are told that they may vote; or this person alone, whose working hours begin.
    Deputies(StatementId, Option<Person>),
    /// A review or an approval is over.
    Expire(StatementId),
    /// The tool that publishes answered this, at once.
    Handed(StatementId, String),
    PromiseSoon(StatementId),
    PromiseDue(StatementId),
    /// A delegation, by its people and moment, begins or ends: whose turn it is may be another's.
    Turns(String),
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub id: StatementId,
    pub incident: Option<IncidentId>,
    pub kind: Kind,
    pub sensitive: bool,
    /// 1 to 10, of the incident: policies can depend on it. As it is until a review is asked for, and the gravest since.
    pub severity: u8,
    /// The latest revision's number, from 1.
    pub revision: u32,
    pub texts: Texts,
    /// Who wrote any of its revisions.
    pub authors: BTreeSet<Person>,
    pub drafted_by: Person,
    pub drafted_at: Time,
    /// Who wrote the latest revision, and when.
    pub edited_by: Person,
    pub edited_at: Time,
    /// Words that were vetoed: they are never approved.
    pub vetoed: BTreeSet<Hash>,
    /// The words of each text that was vetoed here or in another statement about the same incident. Found when it is read.
    pub barred: Vec<BTreeSet<Hash>>,
    /// The public statement whose place it takes once it is public itself.
    pub replaces: Option<StatementId>,
    /// The last revision that was approved.
    pub approved: Option<u32>,
    /// When it is to be public: no review goes on longer.
    pub publish_at: Option<Time>,
    /// The template that it was begun from, by name.
    pub template: Option<String>,
    pub state: State,
}

/// What a statement is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// "We know, and we will be back": buys time.
    #[default]
    Holding,
    Reactive,
    Correction,
    Apology,
    Reply,
    /// To the own people.
    Memo,
    /// Words to be spoken.
    Video,
}

/// Where it will stand in public, and how long it may be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// No limit.
    #[default]
    Press,
    X,
    Threads,
    Bluesky,
    Mastodon,
    Instagram,
    Facebook,
    #[serde(rename = "linkedin")]
    LinkedIn,
    #[serde(rename = "tiktok")]
    TikTok,
    #[serde(rename = "youtube")]
    YouTube,
    Line,
}

/// Where a statement is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Draft {
        /// Why it is a draft again.
        after: Option<Setback>,
    },
    InReview(Review),
    Approved(Approval),
    Published(Publication),
    Withdrawn {
        by: Person,
        at: Time,
        why: String,
        /// What stood in public before.
        was: Option<Publication>,
    },
    Superseded {
        by: StatementId,
        at: Time,
        was: Option<Publication>,
    },
}

/// What ended a review without an approval, or an approval without a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setback {
    Vetoed { by: Person, why: String },
    Recalled { by: Person },
    ReviewExpired,
    ApprovalExpired,
}

/// The exact words may be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub hash: Hash,
    pub at: Time,
    pub until: Time,
    pub how: How,
}

/// What approved them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    Policy(Review),
    /// Nobody but the person who answers for it.
    BrokenGlass {
        by: Person,
        why: String,
        review: Option<Review>,
    },
}

/// The words stand in public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    pub approval: Approval,
    pub by: Actor,
    pub at: Time,
    pub link: String,
    /// What was found published, when it is not what was approved.
    pub differs: Option<String>,
    /// Where else it stands: another channel, another language.
    #[serde(default)]
    pub also: Vec<Also>,
}

/// Another place where the words stand in public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Also {
    pub by: Actor,
    pub at: Time,
    pub link: String,
    pub differs: Option<String>,
}

impl Publication {
    /// What was found anywhere that is not what was approved.
    pub fn difference(&self) -> Option<&str> {
        let also = self.also.iter().rev().find_map(|also| also.differs.as_deref());
        also.or(self.differs.as_deref())
    }

    /// Every place where it stands.
    pub fn links(&self) -> impl Iterator<Item = &str> {
        [self.link.as_str()].into_iter().chain(self.also.iter().map(|also| also.link.as_str()))
    }
}
