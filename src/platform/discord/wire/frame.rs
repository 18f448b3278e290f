//! Frames of the gateway (discord.com/developers/docs/events/gateway-events). serenity's reads an event together with its
//! frame, and takes both for nothing when it does not know the event.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serenity::constants::Opcode;
use serenity::model::gateway::GatewayIntents;

/// What comes.
#[derive(Debug, Deserialize)]
pub struct Frame {
    pub op: Opcode,
    /// The event's name.
    pub t: Option<String>,
    /// Its number within the session.
    pub s: Option<u64>,
    #[serde(default)]
    pub d: Value,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Hello {
    /// Milliseconds between two heartbeats.
    pub heartbeat_interval: u64,
}

/// What goes out.
#[derive(Serialize)]
pub struct Sent<T> {
    op: Opcode,
    d: T,
}

/// Begins a session.
#[derive(Serialize)]
pub struct Identify<'a> {
    token: &'a str,
    intents: GatewayIntents,
    properties: Properties,
    compress: bool,
}

#[derive(Serialize)]
struct Properties {
    os: &'static str,
    browser: &'static str,
    device: &'static str,
}

/// Goes on with a session.
#[derive(Serialize)]
pub struct Resume<'a> {
    token: &'a str,
    session_id: &'a str,
    seq: u64,
}

/// Says that we live; `seen` is the last event that was heard.
pub fn beat(seen: Option<u64>) -> Sent<Option<u64>> {
    Sent { op: Opcode::Heartbeat, d: seen }
}

pub fn identify(token: &str, intents: GatewayIntents) -> Sent<Identify<'_>> {
    let properties = Properties { os: std::env::consts::OS, browser: "squall", device: "squall" };
    Sent { op: Opcode::Identify, d: Identify { token, intents, properties, compress: false } }
}

pub fn resume<'a>(token: &'a str, session_id: &'a str, seq: u64) -> Sent<Resume<'a>> {
    Sent { op: Opcode::Resume, d: Resume { token, session_id, seq } }
}
