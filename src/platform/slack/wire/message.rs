//! A message, as Slack shows it.

use serde::Deserialize;
use serde_json::Value;

use super::filled;

/// The type of the metadata that carries an errand's key.
pub const ERRAND: &str = "squall_errand";

/// A message of a channel, in an event, a shortcut or a history. SlackHistoryMessage fails as a whole over what other apps
/// write, metadata that holds more than text for one, and a page of history would be lost with it; SlackMessageEventEdited
/// drops the thread and what is left of a deleted message (`tombstone`).
#[derive(Default, Deserialize)]
pub struct Message {
    pub ts: Option<String>,
    pub thread_ts: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    pub user: Option<String>,
    pub bot_id: Option<String>,
    pub subtype: Option<String>,
    pub text: Option<String>,
    pub attachments: Option<Vec<Attachment>>,
    pub metadata: Option<Metadata>,
}

#[derive(Deserialize)]
pub struct Attachment {
    #[serde(default, deserialize_with = "filled")]
    pub text: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    pub fallback: Option<String>,
}

#[derive(Deserialize)]
pub struct Metadata {
    event_type: String,
    #[serde(default)]
    event_payload: Payload,
}

/// Of other apps it may hold anything.
#[derive(Default, Deserialize)]
struct Payload {
    #[serde(default)]
    key: Value,
}

impl Message {
    /// The thread that it is in. One that others answered to carries its own ts as that of the thread.
    pub fn thread(&self) -> Option<&str> {
        self.thread_ts.as_deref().filter(|thread| Some(*thread) != self.ts.as_deref())
    }

    pub fn is_by_a_bot(&self) -> bool {
        self.bot_id.is_some() || self.subtype.as_deref() == Some("bot_message")
    }

    /// Whether it was posted under this key of an errand.
    pub fn carries(&self, key: &str) -> bool {
        let ours = |metadata: &Metadata| metadata.event_type == ERRAND && metadata.event_payload.key == key;
        self.metadata.as_ref().is_some_and(ours)
    }
}
