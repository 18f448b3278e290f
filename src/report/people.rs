//! Whom a report speaks of, and what they are called. Pure.

use std::collections::BTreeSet;

use commands::Role;

use super::Report;
use super::facts::{Debrief, Entry, Facts, Said};
use crate::incident::permission;
use crate::incident::roles::Held;
use crate::incident::timeline::Value;
use crate::people::roster::{Member, has};
use crate::person::{Accounts, Actor, Person};

/// Whether a person may change the report of an incident: who decides in it, and who keeps its record.
pub fn may_write(accounts: &Accounts, person: &Person, held: &[Held], roster: &[Member]) -> bool {
    let is_scribe = held.iter().any(|held| held.role == Role::Scribe && accounts.same(&held.person, person));
    is_scribe
        || has(accounts, roster, person, Role::Scribe, None)
        || permission::decides(accounts, person, held, roster)
}

impl Facts {
    /// Everybody of the team that is in them.
    pub fn users(&self) -> BTreeSet<Person> {
        let roles = self.roles.iter().map(|held| &held.person);
        let kept = self.evidence.iter().filter_map(|kept| kept.kept_by.person());
        let owners = self.actions.iter().map(|todo| &todo.owner);
        let said =
            self.recovery.iter().filter_map(|recovery| recovery.said.as_ref()).filter_map(|said| said.by.person());
        let plain = std::iter::once(&self.opened_by).chain(roles).chain(kept).chain(owners).chain(said);
        let all = plain
            .chain(self.statements.iter().flat_map(Said::people))
            .chain(self.timeline.iter().flat_map(Entry::people))
            .chain(self.debriefs.iter().flat_map(Debrief::people));
        all.cloned().collect()
    }
}

impl Report {
    /// As [`Facts::users`], with who made this version.
    pub fn users(&self) -> BTreeSet<Person> {
        let mut users = self.facts.users();
        users.extend(self.stamp.iter().filter_map(|stamp| stamp.by.person().cloned()));
        users
    }
}

impl Said {
    fn people(&self) -> impl Iterator<Item = &Person> {
        let approved = self.approvals.iter().chain(&self.published).map(|by| &by.by);
        let because = self.released.iter().chain(&self.withdrawn).map(|because| &because.by);
        std::iter::once(&self.drafted_by).chain(approved.chain(because).filter_map(Actor::person))
    }
}

impl Entry {
    fn people(&self) -> impl Iterator<Item = &Person> {
        let named = self.done.iter().flat_map(|done| &done.values).filter_map(|(_, value)| match value {
            Value::Person(person) => Some(person),
            _ => None,
        });
        let by = std::iter::once(&self.by).chain(self.removed.iter().map(|removed| &removed.by));
        by.filter_map(Actor::person).chain(&self.author).chain(named)
    }
}

impl Debrief {
    fn people(&self) -> impl Iterator<Item = &Person> {
        let held = self.held.iter().filter_map(|held| held.by.person());
        std::iter::once(&self.called_by).chain(held).chain(&self.there).chain(&self.missing).chain(&self.coming)
    }
}
