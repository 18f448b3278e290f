//! What the Events API sends (docs.slack.dev/reference/events).

use serde::Deserialize;

use super::Message;

/// An event with what is said about all. SlackPushEventCallback knows no pins, drops whether a bot was who named us, and the
/// thread of a message that was edited; a reaction to a file is none that it can read.
#[derive(Deserialize)]
pub struct Callback {
    /// The same when it is sent again.
    pub event_id: Option<String>,
    pub event: Event,
    authorizations: Option<Vec<Authorization>>,
}

#[derive(Deserialize)]
struct Authorization {
    user_id: Option<String>,
    #[serde(default)]
    is_bot: bool,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    AppMention(Box<Spoken>),
    Message(Box<Spoken>),
    ReactionAdded(Reaction),
    ReactionRemoved(Reaction),
    PinAdded(Pin),
    PinRemoved(Pin),
    AppHomeOpened(HomeOpened),
    #[serde(other)]
    Other,
}

/// Something was said, or what was said became something else.
#[derive(Deserialize)]
pub struct Spoken {
    #[serde(flatten)]
    pub said: Message,
    pub channel: String,
    pub channel_type: Option<String>,
    /// As it is now and as it was, and what was deleted.
    pub message: Option<Message>,
    pub previous_message: Option<Message>,
    pub deleted_ts: Option<String>,
}

#[derive(Deserialize)]
pub struct Reaction {
    pub user: String,
    pub reaction: String,
    pub item: Item,
}

#[derive(Deserialize)]
pub struct Pin {
    pub user: String,
    pub channel_id: Option<String>,
    pub item: Item,
}

/// What a reaction or a pin is on. Files have no channel, no ts and no message.
#[derive(Deserialize)]
pub struct Item {
    pub channel: Option<String>,
    pub ts: Option<String>,
    pub message: Option<Message>,
}

#[derive(Deserialize)]
pub struct HomeOpened {
    pub user: String,
    pub tab: Option<String>,
}

impl Callback {
    /// Who the bot is, where Slack says it.
    pub fn bot(&self) -> Option<&str> {
        let mut bots = self.authorizations.iter().flatten().filter(|one| one.is_bot);
        bots.find_map(|one| one.user_id.as_deref())
    }
}
