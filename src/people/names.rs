//! What people are called, by account, as their chat told it last. A name is a person's own words, and as hostile as the
//! public's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::person::{Actor, Person};

/// The longest name, in characters.
const LONGEST: usize = 80;

/// Names by account: `slack:U012` is Maya Petrova.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Names(pub BTreeMap<Person, String>);

impl Names {
    /// What somebody is called; with the id where others of the platform are called the same. None when nobody told. A row
    /// of before says the id alone.
    pub fn of(&self, person: &Person) -> Option<String> {
        let is_meant = |known: &Person| if person.is_account() { known == person } else { known.user == person.user };
        let (account, name) = self.0.iter().find(|(known, _)| is_meant(known))?;
        let alike = |(other, theirs): (&Person, &String)| {
            other != account && other.platform == account.platform && theirs.to_lowercase() == name.to_lowercase()
        };
        Some(if self.0.iter().any(alike) { format!("{name} ({})", account.user) } else { name.clone() })
    }

    /// As [`Names::of`], and the id where nobody told.
    pub fn or_id(&self, person: &Person) -> String {
        self.of(person).unwrap_or_else(|| person.user.clone())
    }

    /// The same of who did something.
    pub fn actor(&self, actor: &Actor) -> String {
        actor.person().map_or_else(|| actor.to_string(), |person| self.or_id(person))
    }
}

/// A name on one line and not endless; none when nothing is left of it.
pub fn tidy(told: &str) -> Option<String> {
    let name = told.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then(|| name.chars().take(LONGEST).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_a_name_and_two_of_one_name_are_told_apart() {
        let named = |account: &str, name: &str| (Person::from(account), name.to_owned());
        let of = |names: &Names, account: &str| names.of(&account.into());
        let names = Names(
            [
                named("slack:U1", "Maya"),
                named("slack:U2", "Alex"),
                named("slack:U3", "alex"),
                named("discord:7", "Maya"),
            ]
            .into(),
        );
        assert_eq!(of(&names, "slack:U1").as_deref(), Some("Maya"), "her other account is no other Maya");
        assert_eq!(of(&names, "U2").as_deref(), Some("Alex (U2)"));
        assert_eq!(of(&names, "slack:U3").as_deref(), Some("alex (U3)"));
        assert_eq!((of(&names, "discord:U1"), names.or_id(&"discord:9".into())), (None, "9".to_owned()));
        assert_eq!(tidy(" Ana \n Li "), Some("Ana Li".to_owned()));
        assert_eq!((tidy(" \n"), tidy(&"x".repeat(500)).map(|name| name.len())), (None, Some(LONGEST)));
    }
}
