//! Sessions of the gateway: who hears what, what is said again after a drop.
//! https://docs.discord.com/developers/events/gateway

use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use super::state::State;
use super::{APP_ID, BOT_USER, intents};

/// Events kept for a resume.
const REPLAY: usize = 5000;
/// Sessions that a bot may begin a day.
const STARTS: usize = 1000;
const SECOND: i64 = 1_000_000;

/// What a link is told.
#[derive(Clone, Debug)]
pub enum Order {
    Send(String),
    /// Closes with this code.
    Close(u16),
    /// The TCP connection ends without a word.
    Cut,
    /// Half-open: nothing is read or sent any more.
    Silence,
}

/// What the next connections meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flap {
    /// No handshake.
    Refuse,
    /// The TCP connection ends right after the hello.
    Cut,
    /// Closed with this code instead of an answer to identify or resume.
    Close(u16),
    /// Op 9 instead of an answer; whether the session may be resumed.
    Invalid(bool),
}

pub struct Session {
    pub id: String,
    pub seq: u64,
    pub intents: u64,
    /// Number of the link and what it is told; none while the line is down.
    pub link: Option<(u64, UnboundedSender<Order>)>,
    /// The last event that the client said it had taken.
    pub taken: u64,
    replay: VecDeque<(u64, String)>,
}

#[derive(Default)]
pub struct Gateway {
    pub sessions: BTreeMap<String, Session>,
    /// When and where connections were made.
    pub connects: Vec<(Instant, String)>,
    pub flaps: VecDeque<Flap>,
    /// Milliseconds; 41,250 when nothing is said.
    pub heartbeat: Option<u64>,
    /// Heartbeats are not acknowledged any more.
    pub deaf: bool,
    pub heartbeats: usize,
    /// Heartbeats that were asked for and have not come.
    pub asked_for: usize,
    pub resumes: usize,
    /// The last thing that a person did, to be sent once more.
    pub last: Option<(&'static str, Value)>,
    /// Interactions that people saw fail.
    pub unanswered: Vec<Value>,
    identifies: VecDeque<i64>,
    pub starts: usize,
}

impl Gateway {
    /// Of the youngest session.
    pub fn intents(&self) -> u64 {
        self.sessions.values().next_back().map_or(0, |session| session.intents)
    }

    pub fn is_connected(&self) -> bool {
        self.sessions.values().any(|session| session.link.is_some())
    }

    /// The client has taken every event of a line that stands.
    pub fn is_caught_up(&self) -> bool {
        self.sessions.values().all(|session| session.link.is_none() || session.taken >= session.seq)
    }

    pub fn order(&self, order: &Order) {
        for (_, link) in self.sessions.values().filter_map(|session| session.link.as_ref()) {
            let _gone = link.send(order.clone());
        }
    }
}

impl Session {
    pub fn says(&mut self, event: &str, data: &Value) {
        self.seq += 1;
        let frame = json!({ "op": 0, "s": self.seq, "t": event, "d": data }).to_string();
        self.replay.push_back((self.seq, frame.clone()));
        if self.replay.len() > REPLAY {
            self.replay.pop_front();
        }
        if let Some((_, link)) = &self.link {
            let _gone = link.send(Order::Send(frame));
        }
    }

    /// The last event of a kind comes again as it came, with its number: that is how a resume repeats.
    pub fn repeats(&self, event: &str) {
        let kind = format!("\"t\":\"{event}\"");
        let found = self.replay.iter().rev().find(|(_, frame)| frame.contains(&kind));
        if let (Some((_, frame)), Some((_, link))) = (found, &self.link) {
            let _gone = link.send(Order::Send(frame.clone()));
        }
    }

    /// What came after `seq`, unless that is forgotten or was never said.
    fn missed(&self, seq: u64) -> Option<Vec<String>> {
        let oldest = self.replay.front().map_or(self.seq + 1, |(seq, _)| *seq);
        let known = seq <= self.seq && seq + 1 >= oldest;
        known.then(|| self.replay.iter().filter(|(at, _)| *at > seq).map(|(_, frame)| frame.clone()).collect())
    }
}

fn by_a_person(event: &str, data: &Value) -> bool {
    match event {
        "INTERACTION_CREATE" => true,
        "MESSAGE_CREATE" => data["author"]["bot"] != true,
        "MESSAGE_REACTION_ADD" | "MESSAGE_REACTION_REMOVE" => data["user_id"] != BOT_USER,
        _ => false,
    }
}

/// `GET /gateway/bot`
pub fn address(state: &State) -> Value {
    json!({ "url": state.gateway_url, "shards": 1, "session_start_limit": {
        "total": STARTS, "remaining": STARTS.saturating_sub(state.gateway.starts), "reset_after": 86_400_000,
        "max_concurrency": 1,
    }})
}

impl State {
    /// An event for everyone who asked for its kind.
    pub fn dispatches(&mut self, event: &'static str, data: Value) {
        let channel = data["channel_id"].as_str().unwrap_or_default();
        let direct = self.channels.get(channel).is_some_and(|channel| channel.recipient.is_some());
        let guild = self.guild_of(channel).or_else(|| self.guilds.get(data["guild_id"].as_str()?));
        // What happens where the bot is not, or in a channel that it does not see, is not its business.
        let hidden = guild.is_some_and(|guild| !guild.bot) || !channel.is_empty() && !self.sees(channel);
        if hidden && event != "GUILD_DELETE" {
            return;
        }
        let needed = intents::needed(event, direct);
        for session in self.gateway.sessions.values_mut().filter(|session| session.intents & needed == needed) {
            session.says(event, &data);
        }
        if by_a_person(event, &data) {
            self.gateway.last = Some((event, data));
        }
    }

    /// Op 2. Answers the code to close with, if it is refused.
    pub fn identifies(&mut self, asked: &Value, number: u64, link: UnboundedSender<Order>) -> Result<String, u16> {
        let wanted = asked["intents"].as_u64().ok_or(4013_u16)?;
        let privileged = wanted & (intents::GUILD_MEMBERS | intents::GUILD_PRESENCES) != 0
            || wanted & intents::MESSAGE_CONTENT != 0 && !self.message_content;
        if !["os", "browser", "device"].iter().all(|name| asked["properties"][name].is_string()) {
            self.breaks("identify", format!("without properties: {asked}"));
            return Err(4002);
        }
        if wanted & !intents::ALL != 0 {
            return Err(4013);
        }
        if privileged {
            return Err(4014);
        }
        let now = self.moment();
        let lately = &mut self.gateway.identifies;
        lately.retain(|at| now - at < 5 * SECOND);
        lately.push_back(now);
        if lately.len() > 1 && !self.pace.off {
            self.breaks("identified_too_often", "one session may begin in five seconds");
        }
        self.gateway.starts += 1;
        if self.gateway.starts > STARTS {
            self.breaks("identified_too_often", "a thousand sessions may begin in a day");
        }
        let id = format!("session{:04}", self.gateway.starts);
        let mut session = Session {
            id: id.clone(),
            seq: 0,
            intents: wanted,
            link: Some((number, link)),
            taken: 0,
            replay: VecDeque::new(),
        };
        let guilds: Vec<&String> = self.guilds.values().filter(|guild| guild.bot).map(|guild| &guild.id).collect();
        let unavailable: Vec<Value> = guilds.iter().map(|id| json!({ "id": id, "unavailable": true })).collect();
        let shard = if asked["shard"].is_array() { asked["shard"].clone() } else { json!([0, 1]) };
        session.says(
            "READY",
            &json!({
                "v": 10, "user": super::state::bot_user(), "guilds": unavailable, "session_id": id, "shard": shard,
                "resume_gateway_url": format!("{}/resume", self.gateway_url), "session_type": "normal",
                "application": { "id": APP_ID, "flags": 0 }, "private_channels": [], "relationships": [],
            }),
        );
        if wanted & intents::GUILDS != 0 {
            let served = self.guilds.values().filter(|guild| guild.bot && !guild.unavailable);
            let created: Vec<Value> = served.map(|guild| self.guild_created(&guild.id)).collect();
            created.iter().for_each(|guild| session.says("GUILD_CREATE", guild));
        }
        self.gateway.sessions.insert(id.clone(), session);
        Ok(id)
    }

    /// Op 6. Whether the session goes on.
    pub fn resumes(&mut self, asked: &Value, number: u64, link: UnboundedSender<Order>, path: &str) -> bool {
        let id = asked["session_id"].as_str().unwrap_or_default();
        let Some(session) = self.gateway.sessions.get_mut(id) else { return false };
        let Some(missed) = asked["seq"].as_u64().and_then(|seq| session.missed(seq)) else { return false };
        for frame in missed {
            let _gone = link.send(Order::Send(frame));
        }
        session.link = Some((number, link));
        session.says("RESUMED", &json!({}));
        self.gateway.resumes += 1;
        let now = self.moment();
        self.delivered(now);
        if !path.starts_with("/resume") {
            self.breaks("resumed_elsewhere", "a session is resumed at its resume_gateway_url");
        }
        true
    }

    /// A link ended; its session waits to be resumed, unless it was ended on purpose.
    pub fn unlinked(&mut self, number: u64, ended: bool) {
        let mine = |session: &Session| session.link.as_ref().is_some_and(|(link, _)| *link == number);
        if ended {
            self.gateway.sessions.retain(|_, session| !mine(session));
        }
        for session in self.gateway.sessions.values_mut().filter(|session| mine(session)) {
            session.link = None;
        }
    }
}
