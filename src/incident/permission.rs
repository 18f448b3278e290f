//! Who may do what in an incident. Speed before order: while nobody is in charge, anybody may.

use commands::Role;

use super::roles::Held;
use crate::people::roster::{Member, has};
use crate::person::{Accounts, Person};

/// Roles that decide beside the lead.
const IN_CHARGE: [Role; 3] = [Role::Lead, Role::Pr, Role::Executive];

/// Whether a person may decide about the whole incident: its end, its severity, a role that somebody else has.
pub fn decides(accounts: &Accounts, person: &Person, held: &[Held], roster: &[Member]) -> bool {
    let led = held.iter().any(|held| held.role == Role::Lead);
    let here = || held.iter().any(|held| accounts.same(&held.person, person) && IN_CHARGE.contains(&held.role));
    let in_company = || [Role::Lead, Role::Executive].into_iter().any(|role| has(accounts, roster, person, role, None));
    !led || here() || in_company()
}

/// Whether a person may give a role to somebody, themselves among others: who has it passes it on, and who decides.
pub fn gives(accounts: &Accounts, person: &Person, role: Role, held: &[Held], roster: &[Member]) -> bool {
    let holder = held.iter().find(|held| held.role == role).map(|held| &held.person);
    holder.is_none_or(|holder| accounts.same(holder, person)) || decides(accounts, person, held, roster)
}

/// Whose word counts where many decide: those with a role in the incident, and the roster, once each.
pub fn voters<'a>(accounts: &Accounts, held: &'a [Held], roster: &'a [Member]) -> Vec<&'a Person> {
    let mut voters: Vec<&Person> = Vec::new();
    for person in held.iter().map(|held| &held.person).chain(roster.iter().map(|member| &member.person)) {
        if !accounts.among(person, voters.iter().copied()) {
            voters.push(person);
        }
    }
    voters
}

/// Whether a person's word counts there. While nobody has a role anywhere, anybody's does.
pub fn votes(accounts: &Accounts, person: &Person, held: &[Held], roster: &[Member]) -> bool {
    let voters = voters(accounts, held, roster);
    voters.is_empty() || accounts.among(person, voters.into_iter())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Time;
    use commands::Seat;

    fn person(user: &str) -> Person {
        Person { platform: "sandbox".into(), user: user.into() }
    }

    fn none() -> Accounts {
        Accounts::default()
    }

    fn held(role: Role, user: &str) -> Held {
        Held { role, person: person(user), at: Time::UNIX_EPOCH }
    }

    #[test]
    fn without_a_lead_anybody_decides_and_with_one_those_in_charge() {
        let anybody = person("anybody");
        assert!(decides(&none(), &anybody, &[held(Role::Legal, "nikos")], &[]));
        let led = [held(Role::Lead, "giulia"), held(Role::Pr, "maya"), held(Role::Legal, "nikos")];
        assert!(decides(&none(), &person("giulia"), &led, &[]) && decides(&none(), &person("maya"), &led, &[]));
        assert!(!decides(&none(), &anybody, &led, &[]) && !decides(&none(), &person("nikos"), &led, &[]));
        let deputy = Member { role: Role::Lead, person: anybody.clone(), seat: Seat::Deputy };
        assert!(decides(&none(), &anybody, &led, &[deputy]), "the lead's deputy stands in");
        let lawyer = Member { role: Role::Legal, person: anybody.clone(), seat: Seat::Holder };
        assert!(!decides(&none(), &anybody, &led, &[lawyer]));
    }

    #[test]
    fn the_word_of_who_has_a_role_counts_and_without_roles_anybodys() {
        assert!(votes(&none(), &person("anybody"), &[], &[]));
        let held = [held(Role::Lead, "giulia"), held(Role::Legal, "giulia")];
        let roster = [Member { role: Role::Scribe, person: person("nikos"), seat: Seat::Deputy }];
        assert_eq!(voters(&none(), &held, &roster).len(), 2, "each once");
        assert!(votes(&none(), &person("giulia"), &held, &roster) && votes(&none(), &person("nikos"), &held, &roster));
        assert!(
            !votes(&none(), &person("anybody"), &held, &roster) && !votes(&none(), &person("anybody"), &[], &roster)
        );
    }

    #[test]
    fn a_free_role_is_anybodys_and_a_held_one_is_passed_on() {
        let led = [held(Role::Lead, "giulia"), held(Role::Legal, "nikos")];
        assert!(gives(&none(), &person("elitsa"), Role::Scribe, &led, &[]));
        assert!(gives(&none(), &person("nikos"), Role::Legal, &led, &[]));
        assert!(gives(&none(), &person("giulia"), Role::Legal, &led, &[]));
        assert!(!gives(&none(), &person("elitsa"), Role::Legal, &led, &[]));
        assert!(!gives(&none(), &person("elitsa"), Role::Lead, &led, &[]));
    }

    #[test]
    fn who_has_several_accounts_has_one_word_and_the_rights_of_all() {
        let accounts = Accounts::new(["slack:G", "sandbox:giulia"].map(|of| (of.into(), "giulia".to_owned())));
        let led = [held(Role::Lead, "giulia"), held(Role::Legal, "nikos")];
        let in_slack = Person::from("slack:G");
        assert!(decides(&accounts, &in_slack, &led, &[]) && !decides(&none(), &in_slack, &led, &[]));
        assert!(gives(&accounts, &in_slack, Role::Lead, &led, &[]) && votes(&accounts, &in_slack, &led, &[]));
        let listed = [Member { role: Role::Pr, person: in_slack, seat: Seat::Holder }];
        assert_eq!((voters(&accounts, &led, &listed).len(), voters(&none(), &led, &listed).len()), (2, 3));
    }
}
