//! The report after an incident: what happened, how long it took, how the public reacted, what was said and decided, and
//! what the team learned.
//!
//! One document with one journey: [`gather`] reads the [`facts`], people add a [`Summary`] to them, [`voice`] makes them a
//! [`Paper`](crate::post::Paper), which becomes a page or Markdown; [`machine`] writes them for machines. A [`Version`]
//! keeps facts and summary as they were, so that it reads the same forever.

pub mod clocks;
pub mod desk;
mod fact;
pub mod facts;
pub mod gather;
pub mod machine;
pub mod people;
pub mod store;
pub mod voice;

use serde::{Deserialize, Serialize};

use crate::clock::{Time, micros};
use crate::id::IncidentId;
use crate::person::{Actor, Person};
use crate::refusal::Refusal;
use facts::Facts;

/// What people say of an incident, in their words. Where they said nothing yet, the facts speak.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// What happened.
    pub what: String,
    /// Why it happened.
    pub why: String,
    pub lessons: String,
}

/// What made a version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cause {
    /// It is the first.
    #[default]
    Written,
    /// Somebody changed the summary.
    Edited,
    /// The facts were gathered anew.
    Refreshed,
    /// Somebody says that it is done.
    Final,
}

/// A version of a report. It is never changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub incident: IncidentId,
    /// From 1.
    pub number: u32,
    pub cause: Cause,
    /// `sandbox:maya`, or `squall`.
    pub by: Actor,
    pub at: Time,
    pub summary: Summary,
    pub facts: Facts,
    /// SHA-256 of all of it as it is stored, in hexadecimal digits; empty until then.
    pub hash: String,
    /// Whether it is still what was written.
    pub holds: bool,
}

/// What a reader gets: facts, what people say of them, and which version it is; none of the record as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub facts: Facts,
    pub summary: Summary,
    pub stamp: Option<Stamp>,
}

/// Which version it is, of how many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stamp {
    pub number: u32,
    #[serde(rename = "final")]
    pub is_final: bool,
    pub by: Actor,
    pub at: Time,
    pub sha256: String,
    /// Whether it is still what was written.
    pub holds: bool,
}

/// Why there is no new version: the person must act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// There is no such incident, or no report of it.
    Unknown,
    /// The incident goes on.
    NotOver,
    /// It is for others to change; of whom these have a role here.
    NotYours(Vec<Person>),
    /// Others wrote a version since; what the person wrote comes back.
    Newer { number: u32, theirs: Summary },
    /// It says that already.
    Already,
}

impl Refusal for No {}

impl Cause {
    const ALL: [Self; 4] = [Self::Written, Self::Edited, Self::Refreshed, Self::Final];

    /// As it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Edited => "edited",
            Self::Refreshed => "refreshed",
            Self::Final => "final",
        }
    }

    /// Whether the thread hears of it; the card shows it anyway.
    pub fn is_news(self) -> bool {
        matches!(self, Self::Edited | Self::Final)
    }

    /// What is stored so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.name() == name)
    }
}

impl Version {
    /// The first of an incident.
    pub fn first(facts: Facts, by: &Actor, now: Time) -> Self {
        Self::new(1, Cause::Written, Summary::default(), facts, by, now)
    }

    /// Somebody who read version `read` says it in other words. The facts stay.
    pub fn edited(&self, read: u32, summary: Summary, by: &Actor, now: Time) -> Result<Self, No> {
        if read != self.number {
            return Err(No::Newer { number: self.number, theirs: summary });
        }
        if summary == self.summary {
            return Err(No::Already);
        }
        Ok(Self::new(self.number + 1, Cause::Edited, summary, self.facts.clone(), by, now))
    }

    /// The facts are gathered anew; what people said of them stays.
    pub fn refreshed(&self, facts: Facts, by: &Actor, now: Time) -> Self {
        Self::new(self.number + 1, Cause::Refreshed, self.summary.clone(), facts, by, now)
    }

    /// Somebody who read version `read` says that it is done.
    pub fn finished(&self, read: u32, by: &Actor, now: Time) -> Result<Self, No> {
        if self.is_final() {
            return Err(No::Already);
        }
        if read != self.number {
            return Err(No::Newer { number: self.number, theirs: Summary::default() });
        }
        Ok(Self::new(self.number + 1, Cause::Final, self.summary.clone(), self.facts.clone(), by, now))
    }

    pub fn is_final(&self) -> bool {
        self.cause == Cause::Final
    }

    fn new(number: u32, cause: Cause, summary: Summary, facts: Facts, by: &Actor, now: Time) -> Self {
        let (incident, by) = (facts.id, by.clone());
        Self { incident, number, cause, by, at: now, summary, facts, hash: String::new(), holds: true }
    }

    /// What is sealed: all that it says, summary and facts as they are stored.
    fn sealed(&self, summary: &str, facts: &str) -> [String; 7] {
        let (incident, number, at) = (self.incident.to_string(), self.number.to_string(), micros(self.at).to_string());
        let (cause, by) = (self.cause.name().to_owned(), self.by.to_string());
        [incident, number, cause, by, at, summary.to_owned(), facts.to_owned()]
    }
}

impl From<Version> for Report {
    fn from(version: Version) -> Self {
        let is_final = version.is_final();
        let Version { number, by, at, hash, holds, facts, summary, .. } = version;
        Self { facts, summary, stamp: Some(Stamp { number, is_final, by, at, sha256: hash, holds }) }
    }
}

#[cfg(test)]
mod tests;
