//! What people are called, by account, as their chat told it last. A name is a person's own words, and as hostile as the
//! public's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The longest name, in characters.
const LONGEST: usize = 80;

/// Names by account: `slack:U012` is Maya Petrova.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Names(pub BTreeMap<String, String>);

impl Names {
    /// What somebody is called, by account (`slack:U012`) or by the platform's own id alone; with the id where others of the
    /// platform are called the same. None when nobody told.
    pub fn of(&self, id: &str) -> Option<String> {
        let is_meant = |account: &str| if id.contains(':') { account == id } else { split(account).1 == id };
        let (account, name) = self.0.iter().find(|(account, _)| is_meant(account))?;
        let (platform, user) = split(account);
        let alike = |(other, theirs): (&String, &String)| {
            other != account && split(other).0 == platform && theirs.to_lowercase() == name.to_lowercase()
        };
        Some(if self.0.iter().any(alike) { format!("{name} ({user})") } else { name.clone() })
    }

    /// As [`Names::of`], and the id where nobody told.
    pub fn or_id(&self, id: &str) -> String {
        self.of(id).unwrap_or_else(|| split(id).1.to_owned())
    }
}

/// A name on one line and not endless; none when nothing is left of it.
pub fn tidy(told: &str) -> Option<String> {
    let name = told.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then(|| name.chars().take(LONGEST).collect())
}

/// Platform and id; what is no account has no platform.
fn split(account: &str) -> (&str, &str) {
    account.split_once(':').unwrap_or(("", account))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_a_name_and_two_of_one_name_are_told_apart() {
        let named = |account: &str, name: &str| (account.to_owned(), name.to_owned());
        let names = Names(
            [
                named("slack:U1", "Maya"),
                named("slack:U2", "Alex"),
                named("slack:U3", "alex"),
                named("discord:7", "Maya"),
            ]
            .into(),
        );
        assert_eq!(names.of("slack:U1").as_deref(), Some("Maya"), "her other account is no other Maya");
        assert_eq!(names.of("U2").as_deref(), Some("Alex (U2)"));
        assert_eq!(names.of("slack:U3").as_deref(), Some("alex (U3)"));
        assert_eq!((names.of("discord:U1"), names.or_id("discord:9")), (None, "9".to_owned()));
        assert_eq!(tidy(" Ana \n Li "), Some("Ana Li".to_owned()));
        assert_eq!((tidy(" \n"), tidy(&"x".repeat(500)).map(|name| name.len())), (None, Some(LONGEST)));
    }
}
