//! How fast calls may come: a bucket per route and channel, fifty a second over all, and who is refused too often is
//! shut out. https://docs.discord.com/developers/topics/rate-limits

use std::collections::{BTreeMap, VecDeque};

use super::state::State;

const SECOND: i64 = 1_000_000;
/// Calls a second over all routes; those of interactions do not count.
const GLOBAL: usize = 50;
/// Discord bans an address at 10,000 answers of 401, 403 and 429 in ten minutes. Nobody who behaves comes near this.
const INVALID: usize = 25;
const INVALID_WINDOW: i64 = 600 * SECOND;

#[derive(Default)]
pub struct Pace {
    pub off: bool,
    buckets: BTreeMap<String, Bucket>,
    lately: VecDeque<i64>,
    /// Until when all calls were told to wait.
    closed: i64,
    invalid: VecDeque<i64>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    limit: usize,
    left: usize,
    resets: i64,
    /// Somebody was told to wait until then.
    closed: i64,
}

/// What an answer says about its bucket.
#[derive(Clone, Debug)]
pub struct Standing {
    pub bucket: String,
    pub limit: usize,
    pub left: usize,
    /// Microseconds.
    pub resets_after: i64,
}

/// To come again after this many microseconds.
#[derive(Clone, Copy, Debug)]
pub struct Wait {
    pub micros: i64,
    pub global: bool,
}

/// Calls in so many milliseconds. Discord does not publish these; they are what it was seen to answer.
fn size(operation: &str) -> Option<(usize, i64)> {
    Some(match operation {
        "create_interaction_response" => return None,
        "create_message" | "update_message" | "list_messages" => (5, 5_000),
        "delete_message" => (5, 1_000),
        "add_my_message_reaction" | "delete_my_message_reaction" => (1, 250),
        "execute_webhook" | "update_original_webhook_message" | "update_webhook_message" => (5, 2_000),
        "bulk_set_application_commands" | "bulk_set_guild_application_commands" => (5, 20_000),
        "create_dm" => (10, 10_000),
        _ => (50, 1_000),
    })
}

/// Whether a call is one of an interaction, which the global limit leaves alone.
fn is_of_an_interaction(operation: &str) -> bool {
    operation == "create_interaction_response"
        || operation.ends_with("webhook")
        || operation.ends_with("webhook_message")
}

/// How the call stands, or how long it has to wait. Coming too soon breaks a rule.
pub fn check(state: &mut State, operation: &str, major: &str) -> Result<Option<Standing>, Wait> {
    let now = state.moment();
    let name = format!("{operation}:{major}");
    let closed = state.pace.buckets.get(&name).map_or(i64::MIN, |bucket| bucket.closed);
    let global = !is_of_an_interaction(operation);
    let (until, of_all) =
        if global && state.pace.closed > closed { (state.pace.closed, true) } else { (closed, false) };
    if now < until {
        state.breaks("ignored_retry_after", &name);
        return Err(Wait { micros: until - now, global: of_all });
    }
    if state.pace.off {
        return Ok(None);
    }
    if global && state.pace.is_crowded(now) {
        state.breaks("too_fast", format!("more than {GLOBAL} calls a second"));
        return Err(limits(state, &name, SECOND, true));
    }
    let Some((limit, window)) = size(operation) else { return Ok(None) };
    let fresh = Bucket { limit, left: limit, resets: now + window * 1000, closed: i64::MIN };
    let bucket = state.pace.buckets.entry(name.clone()).or_insert(fresh);
    if now >= bucket.resets {
        *bucket = fresh;
    }
    if bucket.left == 0 {
        let wait = bucket.resets - now;
        state.breaks("too_fast", &name);
        return Err(limits(state, &name, wait, false));
    }
    bucket.left -= 1;
    let (left, resets_after) = (bucket.left, bucket.resets - now);
    Ok(Some(Standing { bucket: format!("{:016x}", hash(operation)), limit, left, resets_after }))
}

/// From now on this route and channel (or everything) waits.
pub fn limits(state: &mut State, name: &str, wait: i64, global: bool) -> Wait {
    let until = state.moment() + wait;
    if global {
        state.pace.closed = until;
    } else {
        let closed = Bucket { limit: 1, left: 0, resets: until, closed: until };
        state.pace.buckets.entry(name.to_owned()).or_insert(closed).closed = until;
    }
    Wait { micros: wait, global }
}

/// Counts an answer that Discord counts as invalid.
pub fn refused(state: &mut State, operation: &str) {
    let now = state.moment();
    let invalid = &mut state.pace.invalid;
    invalid.push_back(now);
    while invalid.front().is_some_and(|first| now - first > INVALID_WINDOW) {
        invalid.pop_front();
    }
    if invalid.len() > INVALID {
        let many = invalid.len();
        state.breaks("invalid_requests", format!("{many} in ten minutes, the last was {operation}"));
    }
}

/// A name that says nothing, as Discord's buckets do.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

impl Pace {
    fn is_crowded(&mut self, now: i64) -> bool {
        while self.lately.front().is_some_and(|first| now - first >= SECOND) {
            self.lately.pop_front();
        }
        self.lately.push_back(now);
        self.lately.len() > GLOBAL
    }
}
