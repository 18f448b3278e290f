//! Who somebody is: an account of a platform, the human behind it, and who did a thing.
//!
//! What is stored is always the account that acted. Accounts of one human are resolved when they are compared, by what the
//! settings say at that moment, so that naming one, or no longer naming it, changes nothing that was written down.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An account of a platform, by the platform's own id. Stored and written as `slack:U012`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Person {
    /// Empty for somebody by name only: see [`Person::stored`].
    pub platform: String,
    pub user: String,
}

/// Who did something: somebody, or the bot itself. Stored and written as `slack:U012` and `squall`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Actor {
    Person(Person),
    Squall,
}

/// A human, by one key on all platforms. Only [`Accounts`] makes it, and nothing stores it: who is who changes with the
/// settings.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Human(String);

/// Whose accounts are whose, as the settings say now (`[approvers.accounts]`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounts(Arc<BTreeMap<Person, String>>);

/// The actor that is nobody's account.
const SQUALL: &str = "squall";

impl Person {
    pub fn new(platform: impl Into<String>, user: impl Into<String>) -> Self {
        Self { platform: platform.into(), user: user.into() }
    }

    /// Somebody else of the same platform, by its own id.
    pub fn beside(&self, user: impl Into<String>) -> Self {
        Self::new(self.platform.clone(), user)
    }

    /// Reads `sandbox:maya`; the bot itself, and a name of the configuration, are nobody's account.
    pub fn parse(text: &str) -> Option<Self> {
        let (platform, user) = text.split_once(':')?;
        (!platform.is_empty() && !user.is_empty()).then(|| Self::new(platform, user))
    }

    /// Reads what is stored. Rows of before hold somebody without a platform too: a name of `[approvers.accounts]`, or the
    /// id alone.
    pub fn stored(text: &str) -> Self {
        Self::parse(text).unwrap_or_else(|| Self::new("", text))
    }

    /// Whether a platform knows them by this.
    pub fn is_account(&self) -> bool {
        !self.platform.is_empty()
    }

    /// Of this platform, where a row of before says the id alone.
    #[must_use]
    pub fn or_of(self, platform: &str) -> Self {
        if self.is_account() { self } else { Self::new(platform, self.user) }
    }
}

impl fmt::Display for Person {
    /// As it is stored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_account() { write!(f, "{}:{}", self.platform, self.user) } else { f.write_str(&self.user) }
    }
}

impl Actor {
    /// Reads what is stored, as [`Person::stored`].
    pub fn stored(text: &str) -> Self {
        match text {
            // Rows of before wrote a publication by the tool with a colon.
            SQUALL | "squall:" => Self::Squall,
            person => Self::Person(Person::stored(person)),
        }
    }

    /// The person, if it was one.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Person(person) => Some(person),
            Self::Squall => None,
        }
    }
}

impl fmt::Display for Actor {
    /// As it is stored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(person) => person.fmt(f),
            Self::Squall => f.write_str(SQUALL),
        }
    }
}

impl Default for Actor {
    /// Nobody is known: a row of before left it out.
    fn default() -> Self {
        Self::Person(Person::default())
    }
}

impl From<&Actor> for Actor {
    fn from(actor: &Actor) -> Self {
        actor.clone()
    }
}

impl From<Person> for Actor {
    fn from(person: Person) -> Self {
        Self::Person(person)
    }
}

impl From<&Person> for Actor {
    fn from(person: &Person) -> Self {
        Self::Person(person.clone())
    }
}

impl Human {
    /// The name of `[approvers.accounts]`, or the account of who has none.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl Accounts {
    /// `named` says whose each account is.
    pub fn new(named: impl IntoIterator<Item = (Person, String)>) -> Self {
        Self(Arc::new(named.into_iter().collect()))
    }

    /// The human behind an account. Whoever the settings do not name is who they are there.
    pub fn human(&self, person: &Person) -> Human {
        Human(self.0.get(person).cloned().unwrap_or_else(|| person.to_string()))
    }

    /// Whether two accounts are one human's.
    pub fn same(&self, one: &Person, other: &Person) -> bool {
        one == other || self.human(one) == self.human(other)
    }

    /// Whether a human is among these.
    pub fn among<'a>(&self, person: &Person, mut people: impl Iterator<Item = &'a Person>) -> bool {
        people.any(|known| self.same(person, known))
    }

    /// A human's accounts; never none.
    pub fn of(&self, human: &Human) -> Vec<Person> {
        let named = self.0.iter().filter(|(_, name)| **name == human.0);
        let named: Vec<Person> = named.map(|(account, _)| account.clone()).collect();
        if named.is_empty() { vec![Person::stored(&human.0)] } else { named }
    }

    /// The account to speak to somebody by: the one of this platform, or any.
    pub fn near(&self, person: &Person, platform: &str) -> Option<Person> {
        if person.platform == platform { Some(person.clone()) } else { self.account(&self.human(person), platform) }
    }

    /// The account to speak to a human by: the one of this platform, or any.
    pub fn account(&self, human: &Human, platform: &str) -> Option<Person> {
        let mut accounts = self.of(human);
        accounts.retain(Person::is_account);
        let near = accounts.iter().position(|account| account.platform == platform).unwrap_or_default();
        accounts.into_iter().nth(near)
    }

    /// The same human, as this platform knows them where it does.
    pub fn on(&self, person: &Person, platform: &str) -> Person {
        let known = self.near(person, platform).filter(|account| account.platform == platform);
        known.unwrap_or_else(|| person.clone())
    }

    /// Everybody with a name.
    pub fn humans(&self) -> impl Iterator<Item = Human> {
        self.0.values().cloned().map(Human)
    }
}

impl Serialize for Person {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Person {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self::stored(&text))
    }
}

impl Serialize for Accounts {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter())
    }
}

impl Serialize for Actor {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self::stored(&text))
    }
}

impl From<&str> for Person {
    fn from(text: &str) -> Self {
        Self::stored(text)
    }
}

impl From<&str> for Actor {
    fn from(text: &str) -> Self {
        Self::stored(text)
    }
}

#[cfg(test)]
impl From<&str> for Human {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_back_as_it_is() {
        for text in ["slack:U012", "discord:1432797553862115337", "lena", "U012", "squall"] {
            let actor = Actor::stored(text);
            assert_eq!(actor.to_string(), text);
            let json = serde_json::to_string(&actor).unwrap();
            assert_eq!((json.as_str(), serde_json::from_str(&json).ok()), (&*format!("{text:?}"), Some(actor)));
        }
        assert_eq!(Actor::stored("squall:"), Actor::Squall);
        assert_eq!(Person::stored("U012").or_of("slack"), Person::new("slack", "U012"));
        assert_eq!(Person::stored("discord:7").or_of("slack"), Person::new("discord", "7"));
        assert_eq!((Person::parse("lena"), Person::parse("squall:")), (None, None));
    }

    #[test]
    fn accounts_of_one_human_are_the_same_whoever_was_written_down() {
        let lena = |account: &str| (Person::from(account), "lena".to_owned());
        let accounts = Accounts::new([lena("slack:U1"), lena("discord:9")]);
        let [slack, discord, name, other] = ["slack:U1", "discord:9", "lena", "slack:U2"].map(Person::from);
        assert!(accounts.same(&slack, &discord) && accounts.same(&discord, &name) && !accounts.same(&slack, &other));
        assert!(!Accounts::default().same(&slack, &discord));
        assert_eq!(accounts.near(&discord, "slack").as_ref(), Some(&slack));
        assert_eq!(accounts.near(&name, "sandbox").as_ref(), Some(&discord));
        assert_eq!(accounts.near(&other, "discord").as_ref(), Some(&other));
        assert_eq!(accounts.near(&Person::from("leo"), "slack"), None, "no platform knows them");
        assert_eq!((accounts.on(&slack, "discord"), accounts.on(&other, "discord")), (discord, other));
    }
}
