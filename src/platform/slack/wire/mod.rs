//! What goes over the wire, as types.
//!
//! What goes out is written with slack-morphism's own: blocks, views, arguments of methods. What comes in is read with them
//! where they lose nothing of what Squall needs; where they do, a small type here reads it, and says what is lost. A test below
//! shows each loss, and turns red once the crate has mended it.

mod answer;
mod call;
mod event;
pub mod frame;
mod interaction;
mod message;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

pub use answer::{Channels, Member, Messages, OneChannel, Person, Posted, Refusal};
pub use call::{Call, CreateChannel, Invite, OpenDirect, Test};
pub use event::{Callback, Event, Pin, Reaction, Spoken};
pub use interaction::{BlockActions, Command, Element, Interaction, MessageAction, ViewSubmission};
pub use message::{ERRAND, Message};

/// What a person did, or what became of it: a payload by the kind of its envelope.
pub enum Incoming {
    Command(Command),
    Interaction(Interaction),
    Event(Box<Callback>),
}

impl Incoming {
    /// None for kinds that are not known, and for what has not the shape of its kind.
    pub fn read(kind: &str, payload: &Value) -> Option<Self> {
        match kind {
            "slash_commands" => Command::deserialize(payload).map(Self::Command).ok(),
            "interactive" => Interaction::deserialize(payload).map(Self::Interaction).ok(),
            "events_api" => Callback::deserialize(payload).map(Box::new).map(Self::Event).ok(),
            _ => None,
        }
    }
}

/// Text that says something: Slack writes empty text where there is none.
fn filled<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.filter(|text| !text.is_empty()))
}

#[cfg(test)]
mod tests;
