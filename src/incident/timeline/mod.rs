//! The timeline of an incident: what was done and why, notes, and messages that people chose to keep.
//!
//! Nothing is deleted: what was taken away is struck, by whom and when, and an export shows it.

mod desk;
mod store;
pub mod voice;

use crate::chat::MessageRef;
use crate::clock::Time;
use crate::id::{EntryId, IncidentId};
use crate::person::{Actor, Person};

pub use crate::fact::{Done, Slot, Value};
pub use desk::{add, page, record, strike, strike_message};
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

impl Entry {
    /// Whether the bot wrote it.
    pub fn is_ours(&self) -> bool {
        self.by == Actor::Squall
    }
}
