//! The chat port: a handful of verbs and no domain words.
//!
//! A platform is a leaf behind [`Chat`]. It renders [`Post`]s within its own limits and turns what people do
//! into [`ChatEvent`]s. It never decides anything.

pub mod backoff;
pub mod clip;
pub mod intake;
pub mod recent;
pub mod trouble;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use async_trait::async_trait;
use commands::Action;
use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::person::Person;
use crate::post::{Form, Post};
use crate::words::Locale;

pub use intake::{Arrival, Arrivals, Intake, NotKept};

/// A channel of a platform, or a thread within one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// `sandbox`, `slack`, `discord`.
    pub platform: String,
    /// The platform's own id of the channel.
    pub channel: String,
    /// The platform's own id of the thread, when it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<String>,
}

impl Place {
    /// Reads `sandbox:#crisis` or `slack:C012`: a platform and a channel of it.
    pub fn parse(text: &str) -> Option<Self> {
        let (platform, channel) = text.split_once(':')?;
        let channel = channel.trim_start_matches('#');
        let named = !platform.is_empty() && !channel.is_empty();
        named.then(|| Self { platform: platform.to_owned(), channel: channel.to_owned(), thread: None })
    }

    /// The conversation of the bot with one person. A platform knows it by its sign: `@U012`.
    pub fn direct(person: &Person) -> Self {
        Self { platform: person.platform.clone(), channel: format!("@{}", person.user), thread: None }
    }

    /// Whose conversation with the bot it is, if it is one.
    pub fn direct_to(&self) -> Option<&str> {
        self.channel.strip_prefix('@')
    }

    /// As [`Place::direct_to`], with the platform.
    pub fn person(&self) -> Option<Person> {
        let user = self.direct_to()?.to_owned();
        Some(Person { platform: self.platform.clone(), user })
    }
}

impl fmt::Display for Place {
    /// As [`Place::parse`] reads it; a thread is not said.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.platform, self.channel)
    }
}

/// A message that was posted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MessageRef {
    pub place: Place,
    /// The platform's own id of the message.
    pub message: String,
}

/// Something a person did, with a key that redelivery repeats. Stands in the inbox until it is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChatEvent {
    /// Unique per thing done; a redelivered event carries the same.
    pub key: String,
    pub at: Time,
    pub person: Person,
    pub place: Place,
    /// The reader's language, where the platform tells (BCP 47).
    pub locale: Option<String>,
    /// What the person is called, where the platform tells.
    pub name: Option<String>,
    /// Whether the person has each of the platform's roles that the operator named, by their own ids; those that are not
    /// told of are not there.
    pub roles: BTreeMap<String, bool>,
    pub what: Happened,
}

/// What a person did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    /// Typed a slash command or addressed the bot; the words after `/crisis` or `@squall`.
    Asked { words: String },
    /// Filled in the fields of a command that the platform shows: `["watch", "add"]` and (name, value).
    Commanded { path: Vec<String>, options: Vec<(String, String)> },
    /// Pressed a button of a message. `trigger` lets [`Chat::ask`] open a form in answer.
    Pressed { action: String, message: MessageRef, trigger: String },
    /// Sent a form: its action and the answers by input key.
    Submitted { action: String, answers: Vec<(String, String)> },
    /// Put an emoji on a message, or took it away. The emoji by its short name: `eyes`.
    Reacted { emoji: String, message: MessageRef, added: bool },
    /// Pinned a message to its channel, or took the pin away.
    Pinned { message: MessageRef, added: bool },
    /// Chose an entry of a message's menu: a shortcut of `commands::Shortcut`, by its name. `trigger` as with a press.
    Chose { shortcut: String, on: Said, trigger: String },
    /// Said something in a thread that is not for the bot, where the platform lets it read that.
    Wrote { said: Said },
    /// Changed the words of a message, or deleted it (none). The words are empty where the platform does not show them, and
    /// who did it may be nobody.
    Changed { message: MessageRef, words: Option<String> },
    /// Opened the bot's page about themselves, to be answered with [`Chat::show_home`].
    CameHome,
}

impl Happened {
    /// What it was, for the log: commands and buttons by their names, and nothing that anybody typed.
    pub fn name(&self) -> String {
        match self {
            Self::Asked { words } => {
                let command =
                    words.split_whitespace().next().filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()));
                format!("asked {}", command.unwrap_or_default())
            }
            Self::Commanded { path, .. } => format!("commanded {}", path.join(" ")),
            Self::Pressed { action, .. } => format!("pressed {}", Action::for_the_log(action)),
            Self::Submitted { action, .. } => format!("filled in {}", Action::for_the_log(action)),
            Self::Reacted { emoji, added, .. } => format!("{} {emoji}", if *added { "reacted" } else { "took back" }),
            Self::Pinned { added, .. } => if *added { "pinned" } else { "unpinned" }.to_owned(),
            Self::Chose { shortcut, .. } => format!("chose {shortcut}"),
            Self::Wrote { .. } => "wrote".to_owned(),
            Self::Changed { words, .. } => if words.is_some() { "changed" } else { "deleted" }.to_owned(),
            Self::CameHome => "came home".to_owned(),
        }
    }
}

/// A message that somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub message: MessageRef,
    /// Who said it, by the platform's own id; none when no person did.
    pub author: Option<String>,
    /// As it was typed. Public text as likely as not.
    pub text: String,
    pub at: Time,
}

/// What a platform tells of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    pub name: Option<String>,
    /// BCP 47, as the platform writes it.
    pub locale: Option<String>,
    /// IANA name.
    pub zone: Option<String>,
}

/// What a platform can do, for those who write for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    pub threads: bool,
    pub whispers: bool,
    pub forms: bool,
    pub reactions: bool,
    /// Whether people have a page of the bot's for themselves ([`Chat::show_home`]).
    pub home: bool,
    /// The least time between two messages to one channel, in milliseconds.
    pub pace_ms: u64,
}

/// Why a platform did not do it, by who must act.
#[derive(Debug, thiserror::Error)]
pub enum ChatError {
    /// Time must pass: a rate limit, a network failure.
    #[error("the chat platform is not reachable now: {reason}")]
    Retry { reason: String, after_ms: Option<u64> },
    /// A person has to mend something first: a token, a permission, an archived channel. Then it goes. Says the cure.
    #[error("{reason}; {cure}")]
    Blocked { reason: String, cure: String },
    /// Trying again does not help: a place that was never there, somebody who can't be reached. Says the cure.
    #[error("{reason}; {cure}")]
    GiveUp { reason: String, cure: String },
    /// The platform opens a form only right after a press, and this was later.
    #[error("the form came too late: {reason}")]
    TooLate { reason: String },
    /// The message that was to be changed or answered is not there any more. The courier posts a card anew.
    #[error("the message is gone: {reason}")]
    Gone { reason: String },
    /// It is unknown whether it happened. [`Chat::find`] tells before it is tried again.
    #[error("no answer came: {reason}")]
    Unknown { reason: String },
}

/// What a person is in a workspace or a server, whatever the team made of them. By default a stranger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Membership {
    /// They run it: an owner or an administrator.
    pub admin: bool,
    /// They are let into some channels only, or belong to another company.
    pub guest: bool,
    /// Ids of the platform's roles or groups that they have, as far as it tells.
    pub roles: BTreeSet<String>,
    /// Nobody is told apart here: whoever opened the door plays everybody.
    pub everybody_runs_it: bool,
}

/// A room to be opened for some people alone.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    pub title: &'a str,
    /// What makes asking again the same asking.
    pub key: &'a str,
    /// By the platform's own ids.
    pub people: &'a [&'a str],
}

impl Room<'_> {
    /// A name that platforms take and people find: a few words of the title, and a mark of the key, which is the same
    /// whenever the room is asked for.
    pub fn name(&self) -> String {
        let mark = hex::encode(&<sha2::Sha256 as sha2::Digest>::digest(self.key)[..3]);
        let words = self.title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let name = words.collect::<Vec<_>>().join("-").to_lowercase();
        let name: String = name.chars().take(40).collect();
        format!("{}-{mark}", if name.is_empty() { "private" } else { name.trim_end_matches('-') })
    }
}

/// A chat platform. `key` is the errand's idempotency key, to be kept with the message so that
/// [`Chat::find`] can tell after a crash whether the message was sent.
#[async_trait]
pub trait Chat: Send + Sync {
    /// `sandbox`, `slack`, `discord`.
    fn platform(&self) -> &'static str;
    fn abilities(&self) -> Abilities;
    async fn post(&self, to: &Place, post: &Post, key: &str) -> Result<MessageRef, ChatError>;
    async fn edit(&self, message: &MessageRef, post: &Post) -> Result<(), ChatError>;
    /// Opens a thread on a message and says where it is. Opening it again answers the same place: that of the thread which
    /// is `known`, unless it is gone.
    async fn open_thread(&self, on: &MessageRef, known: Option<&str>, title: &str) -> Result<Place, ChatError>;
    /// Shows a post to one person only. The key ends with the key of the event that it answers, if it answers one.
    async fn whisper(&self, to: &Place, person: &str, post: &Post, key: &str) -> Result<(), ChatError>;
    /// Opens a form in answer to a press. `trigger` is short-lived.
    async fn ask(&self, trigger: &str, form: &Form) -> Result<(), ChatError>;
    /// The message that was posted under this key, if any.
    async fn find(&self, place: &Place, key: &str) -> Result<Option<MessageRef>, ChatError>;
    /// The message as it stands now; none when it is gone or may not be read.
    async fn read(&self, message: &MessageRef) -> Result<Option<Said>, ChatError>;
    /// A link that opens the message.
    async fn permalink(&self, message: &MessageRef) -> Result<Option<String>, ChatError>;
    /// What the platform tells of a person.
    async fn profile(&self, user: &str) -> Result<Profile, ChatError>;
    /// Whether somebody is not there any more: their account is closed, or they left every place that the bot shares with
    /// them. Who only takes no messages is there.
    async fn has_left(&self, user: &str) -> Result<bool, ChatError>;
    /// Whether a person sees what stands in a channel: a member of it, or by whatever else the platform goes. An error when
    /// the platform can't tell now.
    async fn can_see(&self, place: &Place, user: &str) -> Result<bool, ChatError>;
    /// What a person is in the workspace or the server that a place is in. An error when the platform can't tell now.
    async fn membership(&self, place: &Place, user: &str) -> Result<Membership, ChatError>;
    /// Opens a room beside a place that only those see whom the bot lets in, and lets these people in. Asking again with the
    /// same key answers the same room.
    async fn open_room(&self, beside: &Place, room: &Room<'_>) -> Result<Place, ChatError>;
    /// Lets somebody into such a room; nothing happens where they are in it.
    async fn let_in(&self, room: &Place, user: &str) -> Result<(), ChatError>;
    /// Whether this is somebody here whom people can name: known, not gone, and no bot.
    async fn is_somebody(&self, user: &str) -> Result<bool, ChatError> {
        Ok(!self.has_left(user).await?)
    }
    /// As [`ChatEvent::roles`], where the platform does not tell them with what is done. Never waits.
    fn roles(&self, _user: &str) -> BTreeMap<String, bool> {
        BTreeMap::new()
    }
    /// What a person did has been dealt with: nothing more is said in answer to the event of this key. Platforms that show
    /// that an answer is on its way stop doing so.
    async fn settled(&self, _event: &str) {}
    /// Shows a person their page, in place of what it showed. Nothing happens where there are no such pages.
    async fn show_home(&self, _user: &str, _post: &Post) -> Result<(), ChatError> {
        Ok(())
    }
}

/// A command that somebody is typing.
#[derive(Clone, Copy, Debug)]
pub struct Typing<'a> {
    pub person: &'a Person,
    /// Where.
    pub place: &'a Place,
    pub path: &'a [String],
    /// The option that is being typed, and what there is of it.
    pub option: &'a str,
    pub typed: &'a str,
    pub locale: Locale,
}

/// What a person could mean while they still type, for platforms that complete what is typed.
#[async_trait]
pub trait Offers: Send + Sync {
    /// Offers for an option of a command, as (value, label), the likeliest first. Answers soon: somebody is typing.
    async fn offers(&self, asked: Typing<'_>) -> Vec<(String, String)>;
}
