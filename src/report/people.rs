//! Whom a report speaks of, and what they are called. Pure.

use std::collections::BTreeSet;

use commands::Role;

use super::Report;
use super::facts::{Debrief, Entry, Facts, Said};
use crate::incident::permission;
use crate::incident::roles::Held;
use crate::incident::timeline::Value;
use crate::people::roster::{Member, has};
use crate::person::Person;

/// Whether a person may change the report of an incident: who decides in it, and who keeps its record.
pub fn may_write(person: &Person, held: &[Held], roster: &[Member]) -> bool {
    let is_scribe = held.iter().any(|held| held.role == Role::Scribe && held.person == *person);
    is_scribe || has(roster, person, Role::Scribe, None) || permission::decides(person, held, roster)
}

impl Facts {
    /// Everybody of the team that is in them, by the platform's own id.
    pub fn users(&self) -> BTreeSet<String> {
        let roles = self.roles.iter().map(|held| &held.person);
        let kept = self.evidence.iter().map(|kept| &kept.kept_by);
        let owners = self.actions.iter().map(|todo| &todo.owner);
        let said = self.recovery.iter().filter_map(|recovery| recovery.said.as_ref()).map(|said| &said.by);
        let plain = std::iter::once(&self.opened_by).chain(roles).chain(kept).chain(owners).chain(said);
        let all = plain
            .chain(self.statements.iter().flat_map(Said::people))
            .chain(self.timeline.iter().flat_map(Entry::people))
            .chain(self.debriefs.iter().flat_map(Debrief::people));
        all.map(|by| user(by).to_owned()).collect()
    }
}

impl Report {
    /// As [`Facts::users`], with who made this version.
    pub fn users(&self) -> BTreeSet<String> {
        let mut users = self.facts.users();
        users.extend(self.stamp.iter().map(|stamp| user(&stamp.by).to_owned()));
        users
    }
}

impl Said {
    fn people(&self) -> impl Iterator<Item = &String> {
        let approved = self.approvals.iter().chain(&self.published).map(|by| &by.by);
        let because = self.released.iter().chain(&self.withdrawn).map(|because| &because.by);
        std::iter::once(&self.drafted_by).chain(approved).chain(because)
    }
}

impl Entry {
    fn people(&self) -> impl Iterator<Item = &String> {
        let named = self.done.iter().flat_map(|done| &done.values).filter_map(|(_, value)| match value {
            Value::Person(person) => Some(person),
            _ => None,
        });
        std::iter::once(&self.by).chain(&self.author).chain(self.removed.iter().map(|removed| &removed.by)).chain(named)
    }
}

impl Debrief {
    fn people(&self) -> impl Iterator<Item = &String> {
        let held = self.held.iter().map(|held| &held.by);
        std::iter::once(&self.called_by).chain(held).chain(&self.there).chain(&self.missing).chain(&self.coming)
    }
}

/// The platform's own id of an account.
fn user(by: &str) -> &str {
    by.split_once(':').map_or(by, |(_, user)| user)
}
