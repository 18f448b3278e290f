//! What is said: a message, and the first answer to an interaction
//! (discord.com/developers/docs/resources/message, .../interactions/receiving-and-responding).

use serde::Serialize;
use serenity::builder::{CreateActionRow, CreateAllowedMentions, CreateAutocompleteResponse, CreateEmbed};
use serenity::model::application::InteractionResponseFlags;
use serenity::model::channel::AutoArchiveDuration;
use serenity::model::id::UserId;

use super::Modal;

/// A message that is posted, put in another's place, or said to one person.
///
/// serenity has a builder for each of these; in all of them rows are without `id`, by which a message is found again, and
/// files get their places only in its own client.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NewMessage {
    pub content: String,
    pub embeds: Vec<CreateEmbed>,
    pub components: Vec<Row>,
    /// Without it everybody who is named would hear of it.
    pub allowed_mentions: CreateAllowedMentions,
    pub attachments: Vec<Attachment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flags: Option<InteractionResponseFlags>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub enforce_nonce: bool,
}

impl NewMessage {
    /// Said again with the same nonce, it is the message that is there.
    pub fn once(self, nonce: String) -> Self {
        Self { nonce: Some(nonce), enforce_nonce: true, ..self }
    }

    /// Only who asked sees it.
    pub fn for_one(self) -> Self {
        Self { flags: Some(InteractionResponseFlags::EPHEMERAL), ..self }
    }
}

/// A row of components, with the number that serenity's has no place for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    #[serde(flatten)]
    pub row: CreateActionRow,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<u32>,
}

impl From<CreateActionRow> for Row {
    fn from(row: CreateActionRow) -> Self {
        Self { row, id: None }
    }
}

/// What is said about a picture that is sent along.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attachment {
    /// Its place among the files.
    pub id: usize,
    pub filename: String,
    /// Its words, for who does not see it.
    pub description: String,
}

/// A post of a forum: a thread with its first message. serenity's takes only its own message.
#[derive(Clone, Debug, Serialize)]
pub struct ForumPost {
    pub name: String,
    pub auto_archive_duration: AutoArchiveDuration,
    pub message: NewMessage,
}

/// Whom to talk to. serenity has no type for it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Recipient {
    pub recipient_id: UserId,
}

/// The first answer to an interaction. serenity's holds only its own messages and modals.
#[derive(Clone, Debug, Serialize)]
pub struct Response {
    #[serde(rename = "type")]
    kind: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Data>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Data {
    Message(Box<NewMessage>),
    Flags { flags: InteractionResponseFlags },
    Choices(CreateAutocompleteResponse),
    Modal(Modal),
}

impl Response {
    pub fn message(message: NewMessage) -> Self {
        Self { kind: 4, data: Some(Data::Message(Box::new(message))) }
    }

    /// Something will be said to who asked; until then it shows that the bot thinks.
    pub fn thinks() -> Self {
        Self { kind: 5, data: Some(Data::Flags { flags: InteractionResponseFlags::EPHEMERAL }) }
    }

    /// It was heard, and nothing shows.
    pub fn heard() -> Self {
        Self { kind: 6, data: None }
    }

    /// What an option could be.
    pub fn choices(choices: CreateAutocompleteResponse) -> Self {
        Self { kind: 8, data: Some(Data::Choices(choices)) }
    }

    pub fn modal(modal: Modal) -> Self {
        Self { kind: 9, data: Some(Data::Modal(modal)) }
    }
}
