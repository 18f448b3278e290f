//! Which policy holds for which statement, and who is who on which platform.

use std::collections::BTreeSet;

use super::policy::{Member, Policy, Roster};
use super::template::Templates;
use super::{Kind, Statement};
use crate::person::{Accounts, Human, Person};

/// What the operator decided about statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// The first that fits holds; the default policy when none does.
    pub policies: Vec<Rule>,
    pub roster: Roster,
    pub templates: Templates,
    /// Whether a tool publishes what it is handed.
    pub publisher: bool,
    /// Whether a role that a platform's own roles or groups give counts for approving, whoever gave it there: only where
    /// nobody who writes statements changes these.
    pub platform_roles: bool,
}

/// A policy, and the statements that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// All kinds when empty.
    pub kinds: Vec<Kind>,
    /// For incidents of this severity (1 to 10) or more.
    pub severity_from: u8,
    /// Only for what fills in one of these templates, once it is approved in advance. All statements when empty.
    pub templates: Vec<String>,
    pub policy: Policy,
}

impl Rules {
    /// The policy for a statement. `lane` is the template that it fills in, once that is approved in advance.
    pub fn policy(&self, statement: &Statement, lane: Option<&str>) -> Policy {
        self.policy_at(statement, lane, statement.severity)
    }

    /// What every one of these severities asks for; the statement's own where there are none. The gravest names who may
    /// release it without approval.
    pub fn strictest(&self, statement: &Statement, lane: Option<&str>, severities: &BTreeSet<u8>) -> Policy {
        let all = severities.iter().rev().map(|severity| self.policy_at(statement, lane, *severity));
        let gravest = self.policy(statement, lane);
        all.fold(gravest, Policy::with)
    }

    fn policy_at(&self, statement: &Statement, lane: Option<&str>, severity: u8) -> Policy {
        let fits = |rule: &&Rule| {
            (rule.kinds.is_empty() || rule.kinds.contains(&statement.kind))
                && severity >= rule.severity_from
                && (rule.templates.is_empty() || lane.is_some_and(|lane| rule.templates.iter().any(|of| of == lane)))
        };
        self.policies.iter().find(fits).map(|rule| rule.policy.clone()).unwrap_or_default()
    }

    /// Who is who on which platform.
    pub fn accounts(&self) -> &Accounts {
        &self.roster.accounts
    }

    /// The human behind an account.
    pub fn human(&self, person: &Person) -> Human {
        self.accounts().human(person)
    }

    /// Everybody whom the settings name as one who approves, for others or themselves.
    pub fn people(&self) -> BTreeSet<Human> {
        let roles = self.roster.roles.values().flatten().cloned();
        let deputies = self.roster.deputies.iter().map(|(_, to)| to.clone());
        let groups = self.policies.iter().flat_map(|rule| &rule.policy.groups);
        let named = groups.flat_map(|group| &group.members).filter_map(|member| match member {
            Member::Person(person) => Some(self.human(person)),
            Member::Role(_) | Member::Anyone => None,
        });
        roles.chain(deputies).chain(named).chain(self.accounts().humans()).collect()
    }
}
