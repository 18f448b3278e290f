//! What to do in which kind of crisis: playbooks, and the tasks of an incident that come from them or from people.
//!
//! A playbook is a readable file, `playbooks/complaint.toml`. Those that ship are built in; a team's own folder goes
//! before them, file by file. Versions that people approved after an incident ([`store::current`]) go before both, until a
//! file has a later one.

pub mod desk;
mod fact;
pub mod read;
pub mod store;
pub mod task;
pub mod voice;
pub mod write;

use std::collections::{BTreeMap, BTreeSet};

use commands::{IncidentKind, Role};
use serde::{Deserialize, Serialize};

pub use read::Fault;

use crate::id::TaskId;
use crate::incident::{Incident, Origin};
use crate::refusal::Refusal;
use crate::words::Locale;

/// The playbook of every crisis, whatever its kind.
pub const EVERY: &str = "every";

/// What the timers of tasks are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A task is due.
    Task(TaskId),
}

/// A checklist for a kind of crisis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Playbook {
    /// `complaint`, the kind's own name, or [`EVERY`].
    pub name: String,
    /// Raised by who changes it; a task says of which version it is.
    pub version: u32,
    pub steps: Vec<Step>,
}

/// A line of a playbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Names it among its playbook's steps: `contact`.
    pub key: String,
    pub texts: Texts,
    /// Languages in which it says what it said before, by tag: to be translated again, and shown to nobody until then.
    pub stale: BTreeSet<String>,
    /// Who does it.
    pub owner: Option<Role>,
    /// Minutes until it is due, from the start of the checklist or from when the step that it waits for is done.
    pub minutes: Option<u32>,
    /// The step that it waits for.
    pub after: Option<String>,
    /// Only in incidents of this severity (1 to 10) or more.
    pub severity_from: u8,
    /// Only in incidents that came from there; from anywhere when empty.
    pub origins: Vec<Origin>,
}

/// The same words in several languages, by tag. What a person typed is of no language in particular and stands under an
/// empty tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(pub BTreeMap<String, String>);

impl Texts {
    /// A person's own words.
    pub fn typed(words: &str) -> Self {
        Self([(String::new(), words.trim().to_owned())].into())
    }

    /// In this language, else in English, else as they are.
    pub fn within(&self, locale: Locale) -> &str {
        let tags = [locale.tag(), Locale::En.tag()];
        let found = tags.into_iter().find_map(|tag| self.0.get(tag)).or_else(|| self.0.values().next());
        found.map_or("", String::as_str)
    }
}

impl Step {
    /// The words that say what is to be done, without those that are to be translated again.
    pub fn current(&self) -> Texts {
        let current = self.texts.0.iter().filter(|(tag, _)| !self.stale.contains(*tag));
        Texts(current.map(|(tag, words)| (tag.clone(), words.clone())).collect())
    }

    /// Says it in other words, in the languages of these. A text that was to be translated again is translated now; any other
    /// that changes makes those of the other languages old.
    pub fn reword(&mut self, words: &Texts) {
        for (tag, words) in &words.0 {
            let before = self.texts.0.insert(tag.clone(), words.clone());
            let translated = self.stale.remove(tag);
            if !translated && before.as_ref() != Some(words) {
                self.stale = self.texts.0.keys().filter(|other| *other != tag).cloned().collect();
            }
        }
    }

    /// Whether it is for an incident of this severity that came from there.
    pub fn is_for(&self, severity: u8, origin: Option<Origin>) -> bool {
        let from = self.origins.is_empty() || origin.is_some_and(|origin| self.origins.contains(&origin));
        severity >= self.severity_from && from
    }
}

impl Playbook {
    /// `complaint/contact`: names a step among those of all playbooks.
    pub fn full(&self, key: &str) -> String {
        format!("{}/{key}", self.name)
    }
}

/// The playbooks of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf(BTreeMap<String, Playbook>);

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        /// Those that ship, as (name, text).
        pub const SHIPPED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../playbooks/", $name, ".toml")))),*];
    };
}

shipped!(
    "every",
    "complaint",
    "misconduct",
    "hacked",
    "misunderstood",
    "defect",
    "breach",
    "image-rights",
    "remark",
    "article",
    "influencer",
    "trolls",
    "rivalry",
    "backlash",
);

impl Shelf {
    /// The playbooks that ship.
    pub fn shipped() -> Result<Self, Fault> {
        let mut shelf = Self::default();
        for (name, text) in SHIPPED {
            shelf.put(&format!("{name}.toml"), text).map_err(|mut faults| faults.remove(0))?;
        }
        Ok(shelf)
    }

    /// Puts the playbook of a file on the shelf, in the place of the one that has its name. `file` is how faults name it.
    pub fn put(&mut self, file: &str, text: &str) -> Result<(), Vec<Fault>> {
        let playbook = read::playbook(file, text)?;
        self.0.insert(playbook.name.clone(), playbook);
        Ok(())
    }

    /// Puts a later version of a playbook in the place of an earlier one; an earlier one changes nothing.
    pub fn put_later(&mut self, file: &str, text: &str) -> Result<(), Vec<Fault>> {
        let playbook = read::playbook(file, text)?;
        if self.0.get(&playbook.name).is_none_or(|there| there.version < playbook.version) {
            self.0.insert(playbook.name.clone(), playbook);
        }
        Ok(())
    }

    /// The playbook of a kind.
    pub fn of(&self, kind: IncidentKind) -> Option<&Playbook> {
        self.0.get(kind.name())
    }

    /// All of them, by name.
    pub fn all(&self) -> impl Iterator<Item = &Playbook> {
        self.0.values()
    }

    /// What holds in a crisis of this kind: what is done in every one, and its own.
    pub fn holding(&self, kind: IncidentKind) -> impl Iterator<Item = &Playbook> {
        self.0.get(EVERY).into_iter().chain(self.of(kind))
    }
}

/// Why something was not done. The person may act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    Unknown(TaskId),
    /// It stands there already.
    Already(Box<task::Task>),
    /// The record of its incident is complete.
    Closed(Box<Incident>),
}

impl Refusal for Refused {}

#[cfg(test)]
mod tests;
