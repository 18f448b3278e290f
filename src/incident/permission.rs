//! Who may do what in an incident. Speed before order: while nobody is in charge, anybody may.

use commands::Role;

use super::roles::Held;
use crate::people::roster::{Member, has};
use crate::person::Person;

/// Roles that decide beside the lead.
const IN_CHARGE: [Role; 3] = [Role::Lead, Role::Pr, Role::Executive];

/// Whether a person may decide about the whole incident: its end, its severity, a role that somebody else has.
pub fn decides(person: &Person, held: &[Held], roster: &[Member]) -> bool {
    let led = held.iter().any(|held| held.role == Role::Lead);
    let here = || held.iter().any(|held| held.person == *person && IN_CHARGE.contains(&held.role));
    let in_company = || [Role::Lead, Role::Executive].into_iter().any(|role| has(roster, person, role, None));
    !led || here() || in_company()
}

/// Whether a person may give a role to somebody, themselves among others: who has it passes it on, and who decides.
pub fn gives(person: &Person, role: Role, held: &[Held], roster: &[Member]) -> bool {
    let holder = held.iter().find(|held| held.role == role).map(|held| &held.person);
    holder.is_none_or(|holder| holder == person) || decides(person, held, roster)
}

/// Whose word counts where many decide: those with a role in the incident, and the roster, once each.
pub fn voters<'a>(held: &'a [Held], roster: &'a [Member]) -> Vec<&'a Person> {
    let mut voters: Vec<&Person> = Vec::new();
    for person in held.iter().map(|held| &held.person).chain(roster.iter().map(|member| &member.person)) {
        if !voters.contains(&person) {
            voters.push(person);
        }
    }
    voters
}

/// Whether a person's word counts there. While nobody has a role anywhere, anybody's does.
pub fn votes(person: &Person, held: &[Held], roster: &[Member]) -> bool {
    let voters = voters(held, roster);
    voters.is_empty() || voters.contains(&person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Time;
    use commands::Seat;

    fn person(user: &str) -> Person {
        Person { platform: "sandbox".into(), user: user.into() }
    }

    fn held(role: Role, user: &str) -> Held {
        Held { role, person: person(user), at: Time::UNIX_EPOCH }
    }

    #[test]
    fn without_a_lead_anybody_decides_and_with_one_those_in_charge() {
        let anybody = person("anybody");
        assert!(decides(&anybody, &[held(Role::Legal, "nikos")], &[]));
        let led = [held(Role::Lead, "giulia"), held(Role::Pr, "maya"), held(Role::Legal, "nikos")];
        assert!(decides(&person("giulia"), &led, &[]) && decides(&person("maya"), &led, &[]));
        assert!(!decides(&anybody, &led, &[]) && !decides(&person("nikos"), &led, &[]));
        let deputy = Member { role: Role::Lead, person: anybody.clone(), seat: Seat::Deputy };
        assert!(decides(&anybody, &led, &[deputy]), "the lead's deputy stands in");
        let lawyer = Member { role: Role::Legal, person: anybody.clone(), seat: Seat::Holder };
        assert!(!decides(&anybody, &led, &[lawyer]));
    }

    #[test]
    fn the_word_of_who_has_a_role_counts_and_without_roles_anybodys() {
        assert!(votes(&person("anybody"), &[], &[]));
        let held = [held(Role::Lead, "giulia"), held(Role::Legal, "giulia")];
        let roster = [Member { role: Role::Scribe, person: person("nikos"), seat: Seat::Deputy }];
        assert_eq!(voters(&held, &roster).len(), 2, "each once");
        assert!(votes(&person("giulia"), &held, &roster) && votes(&person("nikos"), &held, &roster));
        assert!(!votes(&person("anybody"), &held, &roster) && !votes(&person("anybody"), &[], &roster));
    }

    #[test]
    fn a_free_role_is_anybodys_and_a_held_one_is_passed_on() {
        let led = [held(Role::Lead, "giulia"), held(Role::Legal, "nikos")];
        assert!(gives(&person("elitsa"), Role::Scribe, &led, &[]));
        assert!(gives(&person("nikos"), Role::Legal, &led, &[]));
        assert!(gives(&person("giulia"), Role::Legal, &led, &[]));
        assert!(!gives(&person("elitsa"), Role::Legal, &led, &[]));
        assert!(!gives(&person("elitsa"), Role::Lead, &led, &[]));
    }
}
