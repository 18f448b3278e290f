//! Who speaks for the company: in which languages, about what, who stands in, and when they last trained.

pub mod desk;
pub mod store;
pub mod voice;

use chrono::NaiveDate;

use crate::person::Person;

/// A training older than this, in days, is to be repeated.
pub const TRAINED_FOR: i64 = 365;

/// Somebody who speaks for the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    pub person: Person,
    /// Tags, such as `el`; all when empty.
    pub languages: Vec<String>,
    /// What they speak about, in words.
    pub topics: String,
    /// Who stands in for them.
    pub backup: Option<Person>,
    /// The day of their last media training.
    pub trained: Option<NaiveDate>,
}

/// What somebody says about a speaker; what they do not mention stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub languages: Option<Vec<String>>,
    pub topics: Option<String>,
    pub backup: Option<Person>,
    pub trained: Option<NaiveDate>,
}

impl Speaker {
    /// Of whom nothing is known yet.
    pub fn new(person: Person) -> Self {
        Self { person, languages: Vec::new(), topics: String::new(), backup: None, trained: None }
    }

    /// With what was said.
    #[must_use]
    pub fn with(self, said: Said) -> Self {
        Self {
            languages: said.languages.unwrap_or(self.languages),
            topics: said.topics.unwrap_or(self.topics),
            backup: said.backup.or(self.backup),
            trained: said.trained.or(self.trained),
            ..self
        }
    }

    /// Whether they speak it. A language covers its variants: `zh` is `zh-Hant` too.
    pub fn speaks(&self, tag: &str) -> bool {
        let covers = |known: &String| known == tag || tag.split('-').next() == Some(known.as_str());
        self.languages.is_empty() || self.languages.iter().any(covers)
    }

    /// Days since their last training; none when there was none.
    pub fn trained_ago(&self, today: NaiveDate) -> Option<i64> {
        self.trained.map(|day| (today - day).num_days())
    }
}
