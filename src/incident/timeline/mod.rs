//! The timeline of an incident: what was done and why, notes, and messages that people chose to keep.
//!
//! Nothing is deleted: what was taken away is struck, by whom and when, and an export shows it.

mod desk;
mod store;
pub mod voice;

use serde::{Deserialize, Serialize};

use crate::chat::MessageRef;
use crate::clock::Time;
use crate::id::{EntryId, IncidentId};
use crate::person::{Actor, Person};

pub use desk::{add, did, page, record, strike, strike_message};
pub use store::{of_message, source};

/// Something that happened in an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: EntryId,
    pub incident: IncidentId,
    /// When it happened: of a message, when it was said.
    pub at: Time,
    /// Who did it, wrote it or kept it.
    pub by: Actor,
    pub what: What,
    /// Opens the message.
    pub link: Option<String>,
    pub struck: Option<Struck>,
}

/// Somebody took an entry away again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Struck {
    pub at: Time,
    pub by: Actor,
}

/// What an entry says. The words are people's, and as hostile as the public's.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// In a person's words.
    Note(String),
    /// A message of the chat as it stood when it was kept. A bot is no author.
    Message {
        author: Option<Person>,
        text: String,
    },
    Done(Done),
}

/// Something that was done, told to each reader in their language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// A sentence of the words files.
    pub key: String,
    /// The values that the sentence names.
    #[serde(default)]
    pub values: Vec<(Slot, Value)>,
    /// In a person's words; empty when nobody said.
    #[serde(skip)]
    pub why: String,
}

/// The name of a value in the sentence: `{ $from }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    What,
    Who,
    From,
    To,
    Count,
}

/// A value of the sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A word of the words files, by its key.
    Word(String),
    /// A value of the command language by its stored name: a role, a kind of crisis, a phase.
    Label(String),
    /// Somebody's own words.
    Text(String),
    Person(Person),
    Time(Time),
    /// The sentence may write it as `{ $countText }` and choose its plural by `{ $count }`.
    Number(u64),
}

/// An entry to be added.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEntry {
    /// When it happened.
    pub at: Time,
    /// Who adds it.
    pub by: Actor,
    pub what: What,
    pub link: Option<String>,
    /// The message that it is. A message stands in an incident's timeline once.
    pub source: Option<MessageRef>,
}

impl Done {
    /// The sentence of this key, without values.
    pub fn new(key: &str) -> Self {
        Self { key: key.to_owned(), ..Self::default() }
    }

    #[must_use]
    pub fn with(mut self, slot: Slot, value: Value) -> Self {
        self.values.push((slot, value));
        self
    }

    #[must_use]
    pub fn because(self, why: &str) -> Self {
        Self { why: why.trim().to_owned(), ..self }
    }
}

impl Slot {
    /// As the sentences name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Who => "who",
            Self::From => "from",
            Self::To => "to",
            Self::Count => "count",
        }
    }
}

impl Entry {
    /// Whether the bot wrote it.
    pub fn is_ours(&self) -> bool {
        self.by == Actor::Squall
    }
}
