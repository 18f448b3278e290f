//! The platform of a story: what people do there, and what they see, in the same words wherever it is told.

mod block_kit;
#[cfg(feature = "discord")]
mod discord;
#[cfg(feature = "discord")]
mod embeds;
mod sandbox;
mod slack;

use std::sync::Arc;

use async_trait::async_trait;
use chrono::Duration;
use squall::chat::{Chat, ChatEvent, Place};
use squall::person::Person;

#[cfg(feature = "discord")]
pub use discord::OnDiscord;
pub use sandbox::OnSandbox;
pub use slack::OnSlack;

use super::Trouble;

/// Somebody of the team, by the name that stories use, with what their platform knows.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    pub name: &'static str,
    pub locale: &'static str,
    pub zone: &'static str,
}

/// The team.
pub const TEAM: [Member; 5] = [
    Member { name: "maya", locale: "en-GB", zone: "Europe/London" },
    Member { name: "giulia", locale: "it-IT", zone: "Europe/Rome" },
    Member { name: "nikos", locale: "el-GR", zone: "Europe/Athens" },
    Member { name: "elitsa", locale: "bg-BG", zone: "Europe/Sofia" },
    Member { name: "chiaying", locale: "zh-TW", zone: "Asia/Taipei" },
];

/// Who of the team is in charge of how Squall is set up: all but Nikos.
pub const IN_CHARGE: [&str; 4] = ["maya", "giulia", "elitsa", "chiaying"];

/// Who joins the team in stories about many.
pub const CROWD: [Member; 7] = [
    Member { name: "tom", locale: "en-GB", zone: "Europe/London" },
    Member { name: "emma", locale: "en-GB", zone: "Europe/London" },
    Member { name: "paolo", locale: "it-IT", zone: "Europe/Rome" },
    Member { name: "sofia", locale: "it-IT", zone: "Europe/Rome" },
    Member { name: "luca", locale: "it-IT", zone: "Europe/Rome" },
    Member { name: "boris", locale: "bg-BG", zone: "Europe/Sofia" },
    Member { name: "vera", locale: "bg-BG", zone: "Europe/Sofia" },
];

/// The channels; the bot is in all of them.
pub const CHANNELS: [&str; 2] = ["crisis", "general"];

/// Something a person does.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "a story uses what it needs; the next one needs the rest")]
pub enum Deed {
    /// In a channel, or in the thread under one of its messages. What begins with `/crisis` is a command.
    Say {
        channel: String,
        thread: Option<Seen>,
        words: String,
    },
    /// To the bot alone.
    Write {
        words: String,
    },
    /// A button, by its label.
    Press {
        on: Seen,
        label: String,
    },
    /// The form that stands open before them, in the order of its questions.
    Fill {
        answers: Vec<String>,
    },
    React {
        on: Seen,
        emoji: String,
        added: bool,
    },
    Pin {
        on: Seen,
        added: bool,
    },
    /// An entry of a message's menu, by the shortcut's name.
    Choose {
        on: Seen,
        shortcut: &'static str,
    },
    /// Out of a menu in a message: by the menu's words and what is picked, somebody of [`TEAM`] by name or an option by its
    /// words.
    Pick {
        on: Seen,
        menu: String,
        choice: String,
    },
    /// Other words for something they said.
    Edit {
        on: Seen,
        words: String,
    },
    /// Deletes something they said.
    Erase {
        on: Seen,
    },
    /// Opens the bot's page about themselves.
    ComeHome,
}

/// A message as people see it. Who is named is named as in [`TEAM`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The platform's own id of it and of the channel.
    pub id: String,
    pub channel: String,
    /// Later ones have higher numbers.
    pub order: u64,
    /// The id of the message that it stands under.
    pub thread: Option<String>,
    pub by_the_bot: bool,
    /// The only person who sees it.
    pub only: Option<String>,
    pub edited: bool,
    pub has_heading: bool,
    /// All of its words but those of buttons, a block a line.
    pub words: String,
    pub buttons: Vec<String>,
    /// Of the thread under it, where threads have titles.
    pub title: Option<String>,
}

/// What is drawn in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What a screen reader says.
    pub alt: String,
    pub png: Vec<u8>,
}

/// A platform with people at it. What the product holds in memory about it lives in what [`Stage::chat`] answers.
#[async_trait]
pub trait Stage: Send + Sync {
    /// The platform, to a process that has just started and knows nothing of those before it.
    fn chat(&self) -> Arc<dyn Chat>;
    /// From now on what people do goes to a new process, and to no process before it.
    async fn connects(&mut self);
    /// A channel of [`CHANNELS`].
    fn place(&self, channel: &str) -> Place;
    /// Somebody of [`TEAM`].
    fn person(&self, name: &str) -> Person;
    /// Somebody more is there from now on.
    fn joins(&mut self, person: Member);
    /// Somebody is there and does not see the crisis channel from now on; or sees it again.
    fn keeps_out(&mut self, person: &str, kept_out: bool);
    /// Somebody has left: nothing reaches them any more, where the platform tells.
    fn leaves(&mut self, person: &str);
    /// A thread falls asleep, where threads do.
    fn archives(&mut self, _root: &Seen) {}
    /// Whether threads have titles.
    fn has_titles(&self) -> bool;
    /// Whether it tells in which zone somebody is.
    fn tells_zones(&self) -> bool {
        true
    }
    /// Whether it tells the language of somebody who never did anything with the bot.
    fn tells_languages(&self) -> bool {
        true
    }
    /// Whether it tells who takes a pin away.
    fn tells_of_unpinning(&self) -> bool {
        true
    }
    /// The least time between two messages to one channel.
    fn pace(&self) -> Duration;
    async fn does(&mut self, person: &str, deed: Deed);
    /// The platform was not sure that the last thing done arrived, and delivers it once more.
    fn redelivers(&mut self);
    /// What the product hears of what was done since it was last asked.
    async fn heard(&mut self) -> Vec<ChatEvent>;
    /// What the platform shows of its own accord in answer to what was done is there.
    async fn answered(&mut self) {}
    /// What was whispered to somebody goes away, where it would stay.
    fn dismisses(&mut self, _person: &str) {}
    /// From now on a process may be gone before it has answered who did something.
    fn may_be_killed(&mut self) {}
    /// What stands in a channel and its threads, whispers to anybody included, oldest first.
    fn seen(&self, channel: &str) -> Vec<Seen>;
    /// The conversation of the bot with one person. Answers are whispers here too.
    fn direct(&self, person: &str) -> Vec<Seen>;
    /// The bot's page for a person, once it was shown.
    fn home(&self, person: &str) -> Option<Seen>;
    /// The picture in a message.
    fn picture(&self, on: &Seen) -> Option<Picture>;
    /// What the words of a message could set off: pings, links, mark-up.
    fn alarms(&self, on: &Seen) -> Vec<String>;
    /// The next posts and edits meet these, one each.
    fn will_meet(&mut self, troubles: &[Trouble]);
    /// The keys of the posts that reached the platform, once for each time.
    fn arrived(&self) -> Vec<String>;
}
