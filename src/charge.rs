//! Who is in charge of how Squall is set up: the roster, watches, templates, playbooks, languages and settings.

use std::collections::BTreeSet;

use crate::chat::Membership;
use crate::person::{Accounts, Person};

/// Whom the operator put in charge (`[people]`). While nobody is named, whoever runs the workspace or the server is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charge {
    /// Accounts, or people by a name of `[approvers.accounts]`.
    pub people: Vec<Person>,
    /// Roles of Discord and user groups of Slack, each as `slack:S012`: whoever has one.
    pub roles: BTreeSet<Person>,
}

impl Charge {
    /// Whether the operator named anybody.
    pub fn is_named(&self) -> bool {
        !self.people.is_empty() || !self.roles.is_empty()
    }

    /// Whether a person is in charge, by what their platform tells of them. A guest never is, unless named.
    pub fn holds(&self, accounts: &Accounts, person: &Person, membership: &Membership) -> bool {
        if self.names(accounts, person) || membership.everybody_runs_it {
            return true;
        }
        let by_role = || membership.roles.iter().any(|role| self.roles.contains(&person.beside(role.clone())));
        let by_place = || !self.is_named() && membership.admin;
        !membership.guest && (by_role() || by_place())
    }

    /// Whether the operator named this human, whatever their platform tells.
    pub fn names(&self, accounts: &Accounts, person: &Person) -> bool {
        accounts.among(person, self.people.iter())
    }

    /// The ids of the roles and groups that count on a platform.
    pub fn roles_of(&self, platform: &str) -> impl Iterator<Item = &str> {
        self.roles.iter().filter(move |role| role.platform == platform).map(|role| role.user.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn member(admin: bool, guest: bool, roles: &[&str]) -> Membership {
        let roles = roles.iter().map(|role| (*role).to_owned()).collect();
        Membership { admin, guest, roles, everybody_runs_it: false }
    }

    #[test]
    fn while_nobody_is_named_the_workspaces_own_admins_are_in_charge() {
        let (charge, maya) = (Charge::default(), Person::new("slack", "U1"));
        let holds = |membership: &Membership| charge.holds(&Accounts::default(), &maya, membership);
        assert!(holds(&member(true, false, &[])));
        assert!(!holds(&member(false, false, &["S1"])), "a member");
        assert!(!holds(&member(true, true, &[])), "a guest runs nothing");
    }

    #[test]
    fn once_somebody_is_named_running_the_workspace_is_not_enough() {
        let lena = Person::new("discord", "9");
        let accounts: BTreeMap<_, _> =
            [(Person::new("slack", "U1"), "lena".to_owned()), (lena.clone(), "lena".to_owned())].into();
        let accounts = Accounts::new(accounts);
        let charge = Charge { people: vec![Person::stored("lena")], roles: [Person::new("discord", "77")].into() };
        assert!(charge.holds(&accounts, &lena, &Membership::default()), "by any of their accounts");
        let nikos = Person::new("discord", "8");
        assert!(charge.holds(&accounts, &nikos, &member(false, false, &["77"])));
        assert!(!charge.holds(&accounts, &nikos, &member(true, false, &["78"])));
        assert!(
            !charge.holds(&accounts, &Person::new("slack", "U2"), &member(false, false, &["77"])),
            "another platform's"
        );
        assert!(!charge.holds(&accounts, &nikos, &member(false, true, &["77"])), "a guest with the role");
    }

    #[test]
    fn in_the_sandbox_everybody_is() {
        let charge = Charge { people: vec![Person::new("slack", "U1")], roles: BTreeSet::new() };
        let everybody = Membership { everybody_runs_it: true, ..Membership::default() };
        assert!(charge.holds(&Accounts::default(), &Person::new("sandbox", "maya"), &everybody));
    }
}
