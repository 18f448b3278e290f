//! Who somebody is: an account of a platform.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A person, by the platform's own id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Person {
    pub platform: String,
    pub user: String,
}

impl Person {
    /// Somebody else of the same platform, by its own id.
    pub fn beside(&self, user: impl Into<String>) -> Self {
        Self { platform: self.platform.clone(), user: user.into() }
    }

    /// Reads `sandbox:mia`; the bot itself, and a name of the configuration, are nobody's account.
    pub fn parse(text: &str) -> Option<Self> {
        let (platform, user) = text.split_once(':')?;
        Some(Self { platform: platform.to_owned(), user: user.to_owned() })
    }
}

impl fmt::Display for Person {
    /// As [`Person::parse`] reads it: how the ledger names a person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.platform, self.user)
    }
}
