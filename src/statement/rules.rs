//! Which policy holds for which statement, and who is who on which platform.

use std::collections::{BTreeMap, BTreeSet};

use super::policy::{Human, Member, Policy, Roster};
use super::template::Templates;
use super::{Kind, Statement};
use crate::person::Person;

/// What the operator decided about statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// The first that fits holds; the default policy when none does.
    pub policies: Vec<Rule>,
    pub roster: Roster,
    /// People who have accounts in several platforms: `slack:U012` is `lena`.
    pub accounts: BTreeMap<String, Human>,
    pub templates: Templates,
    /// Whether a tool publishes what it is handed.
    pub publisher: bool,
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
        let fits = |rule: &&Rule| {
            (rule.kinds.is_empty() || rule.kinds.contains(&statement.kind))
                && statement.severity >= rule.severity_from
                && (rule.templates.is_empty() || lane.is_some_and(|lane| rule.templates.iter().any(|of| of == lane)))
        };
        self.policies.iter().find(fits).map(|rule| rule.policy.clone()).unwrap_or_default()
    }

    /// The person behind an account.
    pub fn person(&self, account: &Person) -> Human {
        self.person_named(&account.to_string())
    }

    /// The person behind an account by its name: `slack:U012`. Whoever is no account stays as they are.
    pub fn person_named(&self, account: &str) -> Human {
        self.accounts.get(account).cloned().unwrap_or_else(|| account.to_owned())
    }

    /// A person's accounts, by platform and the platform's own id.
    pub fn accounts_of(&self, person: &str) -> Vec<Person> {
        let known = self.accounts.iter().filter(|(_, known)| *known == person);
        let known: Vec<Person> = known.filter_map(|(account, _)| Person::parse(account)).collect();
        if known.is_empty() { Person::parse(person).into_iter().collect() } else { known }
    }

    /// Everybody whom the settings name as one who approves, for others or themselves.
    pub fn people(&self) -> BTreeSet<Human> {
        let roles = self.roster.roles.values().flatten().cloned();
        let deputies = self.roster.deputies.iter().map(|(_, to)| to.clone());
        let groups = self.policies.iter().flat_map(|rule| &rule.policy.groups);
        let named = groups.flat_map(|group| &group.members).filter_map(|member| match member {
            Member::Person(person) => Some(person.clone()),
            Member::Role(_) | Member::Anyone => None,
        });
        roles.chain(deputies).chain(named).chain(self.accounts.values().cloned()).collect()
    }

    /// The account to speak to a person by: the one of this platform, or any.
    pub fn account_near(&self, person: &str, platform: &str) -> Option<Person> {
        let accounts = self.accounts_of(person);
        accounts.iter().find(|account| account.platform == platform).or_else(|| accounts.first()).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_with_two_accounts_is_one_person() {
        let accounts = [("slack:U1", "lena"), ("discord:9", "lena")].map(|(of, to)| (of.to_owned(), to.to_owned()));
        let rules = Rules { accounts: accounts.into(), ..Rules::default() };
        let account = |platform: &str, user: &str| Person { platform: platform.into(), user: user.into() };
        assert_eq!(rules.person(&account("slack", "U1")), rules.person(&account("discord", "9")));
        assert_eq!(rules.person(&account("slack", "U2")), "slack:U2");
        assert_eq!(rules.account_near("lena", "slack"), Some(account("slack", "U1")));
        assert_eq!(rules.account_near("lena", "sandbox"), Some(account("discord", "9")));
        assert_eq!(rules.account_near("slack:U2", "discord"), Some(account("slack", "U2")));
    }
}
