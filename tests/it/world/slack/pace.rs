//! How fast calls may come: a tier a minute per method, and about one message a second to a channel.
//! https://docs.slack.dev/apis/web-api/rate-limits

use std::collections::{BTreeMap, VecDeque};

use squall::clock::micros;

use super::state::State;

const SECOND: i64 = 1_000_000;
/// Messages to one channel: one a second, and this many seconds ahead of it in a short burst.
const BURST: i64 = 3 * SECOND;

#[derive(Default)]
pub struct Pace {
    pub off: bool,
    calls: BTreeMap<String, VecDeque<i64>>,
    /// When a channel would have caught up with what it was sent.
    channels: BTreeMap<String, i64>,
    /// Until when a channel (or a method) was told to wait.
    closed: BTreeMap<String, i64>,
}

/// Calls a minute. Tier 1 is "1+, with bursts"; the number here is what a patient client never meets.
fn tier(method: &str) -> Option<usize> {
    Some(match method {
        "apps.connections.open" => 20,
        "conversations.list" | "users.conversations" | "conversations.join" | "usergroups.users.list" => 20,
        "conversations.create" => 20,
        "conversations.invite" => 50,
        "chat.update" | "conversations.history" | "conversations.replies" | "conversations.info" => 50,
        "conversations.open" | "reactions.get" | "files.getUploadURLExternal" | "files.completeUploadExternal" => 50,
        "chat.postEphemeral"
        | "conversations.members"
        | "users.info"
        | "views.open"
        | "views.update"
        | "views.publish"
        | "bots.info" => 100,
        _ => return None,
    })
}

/// Seconds to wait, when this call comes too soon. Coming too soon breaks a rule; coming again before the answered
/// time is over breaks another.
pub fn check(state: &mut State, method: &str, channel: Option<&str>) -> Option<u64> {
    let now = micros(state.clock.now());
    let whom = format!("{method} {}", channel.unwrap_or_default());
    let until = state.pace.closed.get(&whom).copied().unwrap_or(i64::MIN);
    if now < until {
        state.breaks("ignored_retry_after", &whom);
        return Some(seconds(until - now));
    }
    if state.pace.off {
        return None;
    }
    let wait = state.pace.too_soon(method, channel, now)?;
    state.breaks("too_fast", &whom);
    closes(state, method, channel, wait);
    Some(wait)
}

/// This channel waits this many seconds from now on. Only what one outbox sends in order can be held to it.
pub fn closes(state: &mut State, method: &str, channel: Option<&str>, wait: u64) {
    if let Some(channel) = channel {
        let until = micros(state.clock.now()) + i64::try_from(wait).unwrap() * SECOND;
        state.pace.closed.insert(format!("{method} {channel}"), until);
    }
}

fn seconds(micros: i64) -> u64 {
    u64::try_from((micros + SECOND - 1) / SECOND).unwrap_or(1).max(1)
}

impl Pace {
    fn too_soon(&mut self, method: &str, channel: Option<&str>, now: i64) -> Option<u64> {
        if method == "chat.postMessage" {
            let due = self.channels.entry(channel?.to_owned()).or_insert(now);
            if *due - now > BURST {
                return Some(seconds(*due - now - BURST));
            }
            *due = (*due).max(now) + SECOND;
            return None;
        }
        let calls = self.calls.entry(method.to_owned()).or_default();
        while calls.front().is_some_and(|first| now - first >= 60 * SECOND) {
            calls.pop_front();
        }
        if calls.len() >= tier(method)? {
            return Some(seconds(calls[0] + 60 * SECOND - now));
        }
        calls.push_back(now);
        None
    }
}
