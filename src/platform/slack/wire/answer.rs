//! What the Web API answers, where the crate's types lose it.

use serde::Deserialize;
use slack_morphism::SlackResponseMetadata;

use super::{Message, filled};

/// A message is there. SlackApiChatPostMessageResponse reads the whole message back: one odd word of Slack's in it, and what
/// was posted would count as unknown.
#[derive(Deserialize)]
pub struct Posted {
    pub channel: String,
    pub ts: String,
}

/// A page of `conversations.history` or `conversations.replies`. For what is lost see [`Message`].
#[derive(Deserialize)]
pub struct Messages {
    pub messages: Vec<Message>,
    pub response_metadata: Option<SlackResponseMetadata>,
}

/// A page of `conversations.list`. SlackChannelInfo fails without the moment at which a channel was made, and a page of
/// channels with it.
#[derive(Deserialize)]
pub struct Channels {
    pub channels: Vec<Channel>,
    pub response_metadata: Option<SlackResponseMetadata>,
}

/// `conversations.info`.
#[derive(Deserialize)]
pub struct OneChannel {
    pub channel: Channel,
}

#[derive(Deserialize)]
pub struct Channel {
    pub id: String,
    pub name: Option<String>,
    #[serde(default)]
    pub is_archived: bool,
    #[serde(default)]
    pub is_member: bool,
}

/// `users.info`. SlackApiUsersInfoResponse fails over a profile without fields of the workspace's own, which Slack writes as
/// an empty list, and the person's language would be lost with it.
#[derive(Deserialize)]
pub struct Person {
    pub user: Member,
}

/// The names that people choose come first; an account's name is the last resort.
#[derive(Default, Deserialize)]
pub struct Member {
    #[serde(default)]
    pub deleted: bool,
    #[serde(default)]
    pub is_bot: bool,
    #[serde(default)]
    pub is_admin: bool,
    #[serde(default)]
    pub is_owner: bool,
    /// A guest of several channels, or of one.
    #[serde(default)]
    pub is_restricted: bool,
    #[serde(default)]
    pub is_ultra_restricted: bool,
    /// Of another workspace, by a shared channel.
    #[serde(default)]
    pub is_stranger: bool,
    #[serde(default)]
    pub profile: Names,
    #[serde(default, deserialize_with = "filled")]
    pub real_name: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    pub locale: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    pub tz: Option<String>,
}

#[derive(Default, Deserialize)]
pub struct Names {
    #[serde(default, deserialize_with = "filled")]
    pub display_name: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    pub real_name: Option<String>,
}

/// What a refusal says beside its code. SlackEnvelopeMessage drops which scope is missing.
#[derive(Default, Deserialize)]
pub struct Refusal {
    pub needed: Option<String>,
}
