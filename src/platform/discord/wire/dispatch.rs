//! What Discord tells of itself and of what people do (discord.com/developers/docs/events/gateway-events), as far as Squall
//! needs it.
//!
//! serenity's models are whole: one field of dozens that is new, or that is not sent this time, and the message, the
//! reaction or the server is not read at all. What a person did is not done again, so here nearly everything may be absent.

use std::fmt;

use serde::Deserialize;
use serde_json::Number;
use serenity::model::channel::{ChannelType, MessageType, Nonce, ReactionType};
use serenity::model::id::{ChannelId, GuildId, MessageId, RoleId, UserId, WebhookId};

use super::{or_default, readable};
use crate::clock::Time;

/// A session began.
#[derive(Debug, Deserialize)]
pub struct Ready {
    pub user: Author,
    pub session_id: String,
    /// Where it goes on after a drop.
    #[serde(default)]
    pub resume_gateway_url: String,
}

/// An account.
#[derive(Clone, Debug, Deserialize)]
pub struct Author {
    pub id: UserId,
    #[serde(default, deserialize_with = "or_default")]
    pub bot: bool,
    pub username: Option<String>,
    pub global_name: Option<String>,
}

/// An account within a server. In messages it is told without the account.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Member {
    pub user: Option<Author>,
    pub nick: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub roles: Vec<RoleId>,
}

/// Who did what a dispatch tells, whichever it is.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Doer {
    pub guild_id: Option<GuildId>,
    pub member: Option<Member>,
    pub user: Option<Author>,
    pub author: Option<Author>,
}

impl Doer {
    /// The account, wherever it is told.
    pub fn account(&self) -> Option<&Author> {
        let member = self.member.as_ref().and_then(|member| member.user.as_ref());
        member.or(self.user.as_ref()).or(self.author.as_ref())
    }
}

/// A channel, a thread, or a conversation with one person. serenity has four models of it, none of which takes all that
/// comes: a thread that sleeps is told by its id alone.
#[derive(Clone, Debug, Deserialize)]
pub struct Channel {
    pub id: ChannelId,
    pub guild_id: Option<GuildId>,
    pub parent_id: Option<ChannelId>,
    pub name: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<ChannelType>,
    pub thread_metadata: Option<ThreadMetadata>,
    #[serde(default, deserialize_with = "or_default")]
    pub recipients: Vec<Author>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub struct ThreadMetadata {
    pub archived: bool,
}

/// Threads, as a list of them is told.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ThreadList {
    pub guild_id: Option<GuildId>,
    #[serde(default, deserialize_with = "readable")]
    pub threads: Vec<Channel>,
}

/// A server.
#[derive(Clone, Debug, Deserialize)]
pub struct Guild {
    pub id: GuildId,
    pub name: Option<String>,
    pub owner_id: Option<UserId>,
    #[serde(default, deserialize_with = "readable")]
    pub roles: Vec<Role>,
    #[serde(default, deserialize_with = "readable")]
    pub channels: Vec<Channel>,
    #[serde(default, deserialize_with = "readable")]
    pub threads: Vec<Channel>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Role {
    pub id: RoleId,
}

/// A message. serenity's has rows without their `id`.
#[derive(Clone, Debug, Deserialize)]
pub struct Message {
    pub id: MessageId,
    pub channel_id: Option<ChannelId>,
    pub guild_id: Option<GuildId>,
    pub author: Option<Author>,
    /// Set when it is no account that spoke.
    pub webhook_id: Option<WebhookId>,
    /// Empty without leave to read it.
    #[serde(default, deserialize_with = "or_default")]
    pub content: String,
    pub timestamp: Option<Time>,
    /// As it was told, which names the edit.
    pub edited_timestamp: Option<String>,
    #[serde(rename = "type", default)]
    pub kind: MessageType,
    pub message_reference: Option<Reference>,
    pub nonce: Option<Nonce>,
    #[serde(default, deserialize_with = "readable")]
    pub embeds: Vec<Embed>,
    #[serde(default, deserialize_with = "readable")]
    pub components: Vec<Part>,
}

/// The message that another is about.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Reference {
    pub channel_id: Option<ChannelId>,
    pub message_id: Option<MessageId>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Embed {
    pub description: Option<String>,
}

/// A component, or what was answered in it: rows and labels hold others.
#[derive(Clone, Debug, Deserialize)]
pub struct Part {
    pub id: Option<u32>,
    pub custom_id: Option<String>,
    pub label: Option<String>,
    pub value: Option<Scalar>,
    pub values: Option<Vec<String>>,
    /// What stands in a label.
    pub component: Option<Box<Part>>,
    /// What stands in a row.
    #[serde(default, deserialize_with = "readable")]
    pub components: Vec<Part>,
}

/// A value of an option or an input.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Scalar {
    Text(String),
    Number(Number),
    Set(bool),
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => text.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Set(set) => set.fmt(f),
        }
    }
}

/// An emoji that somebody put to a message or took away.
#[derive(Clone, Debug, Deserialize)]
pub struct Reaction {
    pub user_id: UserId,
    pub channel_id: ChannelId,
    pub guild_id: Option<GuildId>,
    pub message_id: MessageId,
    pub member: Option<Member>,
    pub emoji: ReactionType,
}
