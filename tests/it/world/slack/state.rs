//! The workspace: people, channels, messages, and what is held against the product.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;

use commands::{SLACK_EVENTS, SLACK_SCOPES};
use serde_json::{Value, json};
use squall::clock::{Clock, Time, micros};

use super::delivery::Delivery;
use super::files::File;
use super::pace::Pace;
use super::responses::ResponseUrl;
use super::views::Trigger;
use super::{BOT_ID, BOT_USER};

/// What happens to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This HTTP status, nothing done.
    Status(u16),
    /// 429 with this `Retry-After` in seconds, nothing done.
    RateLimited(u64),
    /// No answer ever, nothing done.
    Timeout,
    /// `ok: false` with this error, nothing done.
    ErrorCode(&'static str),
    /// The connection drops, nothing done.
    Dropped,
    /// It is done, and the connection drops instead of an answer.
    AfterEffect,
    /// It is done, and no answer ever comes.
    NoAnswer,
}

/// A rule that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub name: &'static str,
    pub detail: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.detail)
    }
}

/// A call that arrived.
#[derive(Clone, Debug)]
pub struct Call {
    pub method: String,
    pub args: Value,
    pub at: Time,
}

/// A message of a channel, a thread, or (with `only`) for the eyes of one person.
#[derive(Clone, Debug, Default)]
pub struct Message {
    pub ts: String,
    pub thread: Option<String>,
    pub user: String,
    pub text: String,
    pub blocks: Vec<Value>,
    pub metadata: Option<Value>,
    pub edited: bool,
    pub unfurl_links: Option<bool>,
    pub reactions: Vec<(String, String)>,
    pub only: Option<String>,
    /// Who pinned it to its channel; nobody did when empty.
    pub pinned_by: String,
    pub files: Vec<Value>,
    /// How many answered to it.
    pub replies: usize,
}

impl Message {
    pub fn by_the_bot(&self) -> bool {
        self.user == BOT_USER
    }

    /// The message as the Web API and payloads show it.
    pub fn json(&self, metadata: bool) -> Value {
        let mut shown = json!({
            "type": "message", "user": self.user, "ts": self.ts, "text": self.text, "team": super::TEAM,
        });
        if self.by_the_bot() {
            shown["bot_id"] = json!(BOT_ID);
            shown["app_id"] = json!(super::APP_ID);
        }
        if !self.blocks.is_empty() {
            shown["blocks"] = json!(self.blocks);
        }
        if !self.files.is_empty() {
            shown["files"] = json!(self.files);
        }
        if let Some(thread) = &self.thread {
            shown["thread_ts"] = json!(thread);
        } else if self.replies > 0 {
            // A message that was answered to carries its own ts as that of the thread.
            shown["thread_ts"] = json!(self.ts);
            shown["reply_count"] = json!(self.replies);
        }
        if let Some(hidden) = self.metadata.as_ref().filter(|_| metadata) {
            shown["metadata"] = hidden.clone();
        }
        if self.edited {
            shown["edited"] = json!({ "user": self.user, "ts": self.ts });
        }
        if !self.reactions.is_empty() {
            shown["reactions"] = self.reactions_json();
        }
        shown
    }

    pub fn reactions_json(&self) -> Value {
        let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, user) in &self.reactions {
            by_name.entry(name).or_default().push(user);
        }
        let one = |(name, users): (&str, Vec<&str>)| json!({ "name": name, "count": users.len(), "users": users });
        Value::Array(by_name.into_iter().map(one).collect())
    }
}

#[derive(Clone, Debug, Default)]
pub struct Channel {
    pub id: String,
    pub name: String,
    pub members: BTreeSet<String>,
    pub archived: bool,
    pub private: bool,
    /// The person at the other end of a direct conversation.
    pub im: Option<String>,
    pub messages: Vec<Message>,
}

#[derive(Clone, Debug)]
pub struct User {
    pub id: String,
    pub name: String,
    pub locale: String,
    pub zone: String,
    pub deleted: bool,
    /// What they are in the workspace.
    pub rank: Rank,
}

/// What somebody is in a workspace: <https://docs.slack.dev/reference/objects/user-object>.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rank {
    #[default]
    Member,
    Admin,
    /// Let into the channels that they were invited to.
    Guest,
}

/// Everything there is.
pub struct State {
    pub clock: Clock,
    pub url: String,
    pub socket_url: String,
    pub people: BTreeMap<String, User>,
    pub channels: BTreeMap<String, Channel>,
    /// User groups, by id.
    pub groups: BTreeMap<String, BTreeSet<String>>,
    /// Open modals by person, the lowest first.
    pub views: BTreeMap<String, Vec<Value>>,
    pub homes: BTreeMap<String, Value>,
    pub triggers: BTreeMap<String, Trigger>,
    pub response_urls: BTreeMap<String, ResponseUrl>,
    pub files: BTreeMap<String, File>,
    pub subscribed: BTreeSet<String>,
    pub delivery: Delivery,
    pub scopes: BTreeSet<String>,
    pub revoked: BTreeSet<String>,
    pub faults: VecDeque<(String, Fault)>,
    pub pace: Pace,
    pub calls: Vec<Call>,
    pub violations: Vec<Violation>,
    pub forgiven: BTreeSet<&'static str>,
    last_micros: i64,
    numbers: u64,
}

impl State {
    pub fn new(clock: Clock, url: String, socket_url: String) -> Self {
        let channel = |id: &str, name: &str, members: &[&str]| {
            let members = members.iter().map(|id| (*id).to_owned()).collect();
            (id.to_owned(), Channel { id: id.into(), name: name.into(), members, ..Channel::default() })
        };
        Self {
            clock,
            url,
            socket_url,
            people: BTreeMap::new(),
            groups: BTreeMap::new(),
            views: BTreeMap::new(),
            homes: BTreeMap::new(),
            triggers: BTreeMap::new(),
            response_urls: BTreeMap::new(),
            files: BTreeMap::new(),
            subscribed: SLACK_EVENTS.iter().map(|(event, _)| (*event).to_owned()).collect(),
            delivery: Delivery::default(),
            channels: [channel("C0CRISIS", "crisis", &[BOT_USER]), channel("C0RANDOM", "random", &[])].into(),
            // The manifest decides what the bot may do and what it hears.
            scopes: SLACK_SCOPES.iter().map(|(scope, _)| (*scope).to_owned()).collect(),
            revoked: BTreeSet::new(),
            faults: VecDeque::new(),
            pace: Pace::default(),
            calls: Vec::new(),
            violations: Vec::new(),
            forgiven: BTreeSet::new(),
            last_micros: 0,
            numbers: 0,
        }
    }

    pub fn breaks(&mut self, name: &'static str, detail: impl Into<String>) {
        self.violations.push(Violation { name, detail: detail.into() });
    }

    /// A moment of its own for a message or an action: `1772438400.000100`.
    pub fn ts(&mut self) -> String {
        self.last_micros = micros(self.clock.now()).max(self.last_micros + 1);
        format!("{}.{:06}", self.last_micros / 1_000_000, self.last_micros % 1_000_000)
    }

    /// A name that nothing else has.
    pub fn number(&mut self, kind: &str) -> String {
        self.numbers += 1;
        format!("{kind}{:07}", self.numbers)
    }

    pub fn message(&self, channel: &str, ts: &str) -> Option<&Message> {
        self.channels.get(channel)?.messages.iter().find(|message| message.ts == ts)
    }

    pub fn permalink(&self, channel: &str, ts: &str) -> String {
        format!("https://fake.slack.example/archives/{channel}/p{}", ts.replace('.', ""))
    }

    pub fn message_mut(&mut self, channel: &str, ts: &str) -> Option<&mut Message> {
        self.channels.get_mut(channel)?.messages.iter_mut().find(|message| message.ts == ts)
    }

    /// Puts a message where all (or the one it is for) see it.
    pub fn shows(&mut self, channel: &str, message: Message) {
        if let Some(thread) = message.thread.as_ref().filter(|_| message.only.is_none())
            && let Some(root) = self.message_mut(channel, thread)
        {
            root.replies += 1;
        }
        self.channels.get_mut(channel).unwrap().messages.push(message);
    }

    /// By id, by name, or by `#name`.
    pub fn channel_id(&self, named: &str) -> Option<String> {
        let name = named.trim_start_matches('#');
        let found = self.channels.values().find(|channel| channel.id == named || channel.name == name);
        found.map(|channel| channel.id.clone())
    }

    /// The fault that this call meets, if one stands ahead of it.
    pub fn fault(&mut self, method: &str) -> Option<Fault> {
        let at = self.faults.iter().position(|(named, _)| named == method || named == "*")?;
        self.faults.remove(at).map(|(_, fault)| fault)
    }
}
