//! What there is: servers, people, channels, messages, and what is held against the product.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::time::Instant;

use serde_json::Value;
use squall::clock::{Clock, Time, micros};

use super::channels::{Channel, Guild};
use super::gateway::Gateway;
use super::interactions::Interaction;
use super::messages::Message;
use super::pace::Pace;
use super::schema::Schema;
use super::{BOT_USER, CRISIS, FORUM, GUILD, RANDOM, permissions};

/// Discord's own beginning of time, in milliseconds: 2015-01-01.
const EPOCH: i64 = 1_420_070_400_000;

/// What happens to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This HTTP status, nothing done.
    Status(u16),
    /// 429 of the route's bucket with this many milliseconds, nothing done.
    RateLimited(u64),
    /// 429 of the global limit with this many milliseconds, nothing done.
    GloballyLimited(u64),
    /// No answer ever, nothing done.
    Timeout,
    /// This status with this code of Discord's, nothing done.
    Code(u16, u32),
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
    /// The name that Discord's published API gives to it: `create_message`.
    pub operation: &'static str,
    pub path: String,
    pub body: Value,
    pub at: Time,
}

#[derive(Clone, Debug)]
pub struct User {
    pub id: String,
    pub name: String,
    /// How Discord writes it: `en-US`, `zh-TW`.
    pub locale: String,
    /// Takes no direct messages from the bot.
    pub closed: bool,
}

/// Everything there is.
pub struct State {
    pub clock: Clock,
    pub url: String,
    pub gateway_url: String,
    pub guilds: BTreeMap<String, Guild>,
    pub users: BTreeMap<String, User>,
    pub channels: BTreeMap<String, Channel>,
    /// Registered commands, by server; the empty name is everywhere.
    pub commands: BTreeMap<String, Vec<Value>>,
    pub interactions: BTreeMap<String, Interaction>,
    /// Those without a response so far.
    pub waiting: BTreeSet<String>,
    /// Open modals by person, with the interaction that they answer.
    pub modals: BTreeMap<String, (Value, String)>,
    pub gateway: Gateway,
    pub files: BTreeMap<String, Vec<u8>>,
    /// The privileged intent is granted in the developer portal.
    pub message_content: bool,
    pub revoked: bool,
    /// Threads that may stand open in a server.
    pub thread_cap: usize,
    pub faults: VecDeque<(String, Fault)>,
    pub pace: Pace,
    pub schema: Schema,
    pub calls: Vec<Call>,
    pub violations: Vec<Violation>,
    pub forgiven: BTreeSet<&'static str>,
    began: Instant,
    last_id: i64,
}

impl State {
    pub fn new(clock: Clock, url: String, gateway_url: String) -> Self {
        let text =
            |id: &str, name: &str, kind: u8| (id.to_owned(), Channel::new(id, Some(GUILD), kind, name, clock.now()));
        let mut random = text(RANDOM, "random", 0);
        random.1.denied = permissions::VIEW_CHANNEL;
        let channels = [text(CRISIS, "crisis", 0), random, text(FORUM, "postmortems", 15)].into();
        Self {
            url,
            gateway_url,
            guilds: [(GUILD.to_owned(), Guild::new(GUILD, "Fake"))].into(),
            users: BTreeMap::new(),
            channels,
            commands: BTreeMap::new(),
            interactions: BTreeMap::new(),
            waiting: BTreeSet::new(),
            modals: BTreeMap::new(),
            gateway: Gateway::default(),
            files: BTreeMap::new(),
            message_content: false,
            revoked: false,
            thread_cap: 1000,
            faults: VecDeque::new(),
            pace: Pace::default(),
            schema: Schema::read(),
            calls: Vec::new(),
            violations: Vec::new(),
            forgiven: BTreeSet::new(),
            began: Instant::now(),
            last_id: 0,
            clock,
        }
    }

    pub fn breaks(&mut self, name: &'static str, detail: impl Into<String>) {
        self.violations.push(Violation { name, detail: detail.into() });
    }

    /// A moment to measure patience by, in microseconds: a virtual clock stands still while a client really waits, so
    /// what really passed counts too.
    pub fn moment(&self) -> i64 {
        let waited = i64::try_from(self.began.elapsed().as_micros()).unwrap();
        match self.clock {
            Clock::Wall => waited,
            _ => micros(self.clock.now()) + waited,
        }
    }

    /// An id that nothing else has; those that come later are greater.
    pub fn id(&mut self) -> String {
        let now = (self.clock.now().timestamp_millis() - EPOCH) << 22;
        self.last_id = now.max(self.last_id + 1);
        self.last_id.to_string()
    }

    pub fn message(&self, channel: &str, id: &str) -> Option<&Message> {
        self.channels.get(channel)?.messages.iter().rev().find(|message| message.id == id)
    }

    pub fn message_mut(&mut self, channel: &str, id: &str) -> Option<&mut Message> {
        self.channels.get_mut(channel)?.messages.iter_mut().rev().find(|message| message.id == id)
    }

    /// By id, by name, or by `#name`.
    pub fn channel_id(&self, named: &str) -> Option<String> {
        let name = named.trim_start_matches('#');
        let found = self.channels.values().find(|channel| channel.id == named || channel.name == name);
        found.map(|channel| channel.id.clone())
    }

    /// The server of a channel; none for a direct conversation.
    pub fn guild_of(&self, channel: &str) -> Option<&Guild> {
        self.guilds.get(self.channels.get(channel)?.guild.as_ref()?)
    }

    /// Whether the bot has all of these permissions in a channel. A thread has those of its parent; in a direct
    /// conversation all are there.
    pub fn may(&self, channel: &str, wanted: u64) -> bool {
        let Some(found) = self.channels.get(channel) else { return false };
        let Some(guild) = self.guild_of(channel) else { return true };
        let parent = found.thread.as_ref().and_then(|_| self.channels.get(found.parent.as_ref()?)).unwrap_or(found);
        guild.bot && guild.permissions & !parent.denied & wanted == wanted
    }

    pub fn user(&self, id: &str) -> Value {
        if id == BOT_USER {
            return bot_user();
        }
        let name = self.users.get(id).map_or("Deleted User", |user| user.name.as_str());
        serde_json::json!({
            "id": id, "username": name, "discriminator": "0", "global_name": name, "avatar": null, "bot": false,
            "public_flags": 0, "flags": 0, "avatar_decoration_data": null, "primary_guild": null, "collectibles": null,
        })
    }

    /// The fault that this call meets, if one stands ahead of it.
    pub fn fault(&mut self, operation: &str) -> Option<Fault> {
        let at = self.faults.iter().position(|(named, _)| named == operation || named == "*")?;
        self.faults.remove(at).map(|(_, fault)| fault)
    }
}

pub fn bot_user() -> Value {
    serde_json::json!({
        "id": BOT_USER, "username": "squall", "discriminator": "4242", "global_name": null, "avatar": null, "bot": true,
        "public_flags": 0, "flags": 0, "verified": true, "mfa_enabled": true, "email": null, "locale": "en-US",
    })
}

/// As Discord writes moments: `2026-03-02T08:00:00.000000+00:00`.
pub fn stamp(at: Time) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.6f+00:00").to_string()
}
