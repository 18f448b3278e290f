//! An interaction as it comes over the gateway (discord.com/developers/docs/interactions/receiving-and-responding).
//!
//! serenity's models lose what is picked in a modal, and refuse a press that lacks the language or the entitlements, which
//! nobody needs to press a button.

use std::collections::HashMap;

use serde::Deserialize;
use serenity::model::application::{CommandOptionType, CommandType, ComponentType, InteractionType};
use serenity::model::id::{ApplicationId, ChannelId, GuildId, InteractionId, MessageId};

use super::dispatch::{Author, Channel, Member, Message, Part, Scalar};
use super::{or_default, readable};

#[derive(Debug, Deserialize)]
pub struct Interaction {
    pub id: InteractionId,
    pub application_id: ApplicationId,
    pub token: String,
    #[serde(rename = "type")]
    pub kind: InteractionType,
    #[serde(default)]
    pub data: Data,
    pub guild_id: Option<GuildId>,
    pub channel_id: Option<ChannelId>,
    pub channel: Option<Channel>,
    pub member: Option<Member>,
    pub user: Option<Author>,
    pub locale: Option<String>,
    /// The message that a component stands on.
    pub message: Option<Message>,
}

/// What it is about; what there is depends on its kind.
#[derive(Debug, Default, Deserialize)]
pub struct Data {
    #[serde(default)]
    pub name: String,
    #[serde(rename = "type")]
    pub kind: Option<CommandType>,
    pub target_id: Option<MessageId>,
    #[serde(default, deserialize_with = "or_default")]
    pub resolved: Resolved,
    #[serde(default, deserialize_with = "or_default")]
    pub options: Vec<Given>,
    #[serde(default)]
    pub custom_id: String,
    pub component_type: Option<ComponentType>,
    #[serde(default, deserialize_with = "or_default")]
    pub values: Vec<String>,
    #[serde(default, deserialize_with = "readable")]
    pub components: Vec<Part>,
}

/// What the ids in it stand for.
#[derive(Debug, Default, Deserialize)]
pub struct Resolved {
    #[serde(default, deserialize_with = "or_default")]
    pub messages: HashMap<MessageId, Message>,
}

/// A subcommand with what it holds, or an option that was filled in.
#[derive(Clone, Debug, Deserialize)]
pub struct Given {
    #[serde(rename = "type")]
    pub kind: CommandOptionType,
    pub name: String,
    pub value: Option<Scalar>,
    /// It is being typed.
    #[serde(default, deserialize_with = "or_default")]
    pub focused: bool,
    #[serde(default, deserialize_with = "or_default")]
    pub options: Vec<Given>,
}

/// What is left of an interaction that can't be read: enough to say so to who did it.
#[derive(Debug, Deserialize)]
pub struct Unread {
    pub id: InteractionId,
    pub token: String,
    #[serde(rename = "type")]
    pub kind: Option<InteractionType>,
    pub application_id: Option<ApplicationId>,
    pub locale: Option<String>,
}
