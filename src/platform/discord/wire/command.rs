//! A command as Discord shows it (discord.com/developers/docs/interactions/application-commands).
//!
//! serenity's model of what stands there can't be compared with its builder of what is wanted, and neither reads the other.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serenity::model::application::{CommandOptionType, CommandType, InstallationContext, InteractionContext};
use serenity::model::channel::ChannelType;

use super::or_default;

type Localised = BTreeMap<String, String>;

/// What we say of a command: what Discord adds of its own is not read, and what it leaves out is what it is then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Command {
    #[serde(rename = "type", default = "typed")]
    pub kind: CommandType,
    pub name: String,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "BTreeMap::is_empty")]
    name_localizations: Localised,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "BTreeMap::is_empty")]
    description_localizations: Localised,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    options: Vec<CommandOption>,
    default_member_permissions: Option<String>,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    contexts: Vec<InteractionContext>,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    integration_types: Vec<InstallationContext>,
    #[serde(default, deserialize_with = "or_default")]
    nsfw: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct CommandOption {
    #[serde(rename = "type")]
    kind: CommandOptionType,
    name: String,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "BTreeMap::is_empty")]
    name_localizations: Localised,
    #[serde(default, deserialize_with = "or_default")]
    description: String,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "BTreeMap::is_empty")]
    description_localizations: Localised,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "std::ops::Not::not")]
    autocomplete: bool,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    choices: Vec<Choice>,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    channel_types: Vec<ChannelType>,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    options: Vec<CommandOption>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Choice {
    name: String,
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "BTreeMap::is_empty")]
    name_localizations: Localised,
    /// Text or a number.
    value: Value,
}

fn typed() -> CommandType {
    CommandType::ChatInput
}
