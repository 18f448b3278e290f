//! What goes to Discord and what comes from it, as types: serenity's where they lose nothing, else ours, each with what
//! would be lost (docs/decisions/0017).

mod command;
mod dispatch;
mod frame;
mod interaction;
mod message;
mod modal;
mod multipart;
mod route;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::Value;

pub use command::Command;
pub use dispatch::{Channel, Doer, Guild, Message, Part, Reaction, Ready, ThreadList};
pub use frame::{Frame, Hello, beat, identify, resume};
pub use interaction::{Given, Interaction, Unread};
pub use message::{Attachment, ForumPost, NewMessage, Recipient, Response, Row};
pub use modal::{Field, Label, Modal, PickInput, TextInput};
pub use multipart::{File, multipart};
pub use route::{Bucket, Route};

/// What came, as what it should be; none when it is something else.
pub fn read<T: DeserializeOwned>(told: &Value) -> Option<T> {
    T::deserialize(told).ok()
}

/// The parts of a list that can be read: what is new to us takes nothing else along.
fn readable<'de, D: Deserializer<'de>, T: DeserializeOwned>(told: D) -> Result<Vec<T>, D::Error> {
    let all = Option::<Vec<Value>>::deserialize(told)?.unwrap_or_default();
    Ok(all.iter().filter_map(read).collect())
}

/// What Discord leaves out or calls null, as what it is then.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(told: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(told)?.unwrap_or_default())
}

/// An answer that is no success (discord.com/developers/docs/topics/opcodes-and-status-codes).
#[derive(Clone, Copy, Debug, Default, serde::Deserialize)]
pub struct Refusal {
    #[serde(default)]
    pub code: u64,
    /// In seconds.
    pub retry_after: Option<f64>,
    #[serde(default)]
    pub global: bool,
}

#[cfg(test)]
mod tests;
