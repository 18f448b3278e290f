//! How fast Discord may be asked: buckets, the global limit, and far from where refused requests get an address banned
//! (discord.com/developers/docs/topics/rate-limits). Pure: time is an argument.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use chrono::TimeDelta;

use crate::clock::Time;

/// Requests a second over all routes; Discord allows 50.
const GLOBAL: usize = 45;
const SECOND: TimeDelta = TimeDelta::seconds(1);
/// Refused requests (401, 403, 429) within the window after which nothing is asked any more; Discord bans at 10,000.
const REFUSED: usize = 500;
const REFUSED_WINDOW: TimeDelta = TimeDelta::minutes(10);
/// After this many refusals a pause lies between two requests.
const REFUSED_MANY: usize = 100;
const REFUSED_PAUSE: TimeDelta = TimeDelta::seconds(5);
/// A token that is not known is tried again after this long.
const TOKEN_PAUSE: TimeDelta = TimeDelta::minutes(1);
/// When Discord says that it is too much, but not for how long.
const BREATHER: TimeDelta = TimeDelta::seconds(1);
/// The longest that is believed.
const LONGEST_MS: i64 = 3_600_000;

/// What an answer says about the pace.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Heard {
    pub status: u16,
    /// `X-RateLimit-Remaining`
    pub remaining: Option<u64>,
    /// `X-RateLimit-Reset-After`, in milliseconds.
    pub reset_after_ms: Option<u64>,
    /// `Retry-After`, or `retry_after` of the body, in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// `X-RateLimit-Global` or `X-RateLimit-Scope: global`.
    pub global: bool,
    /// `X-RateLimit-Scope: shared`: somebody else's fault, which does not count as refused.
    pub shared: bool,
}

struct Bucket {
    remaining: u64,
    reset: Time,
}

/// What Discord said lately. `K` is what it counts together.
pub struct Pace<K> {
    buckets: HashMap<K, Bucket>,
    /// Nothing may be asked before.
    held: Option<Time>,
    asked: VecDeque<Time>,
    refused: VecDeque<Time>,
}

impl<K> Default for Pace<K> {
    fn default() -> Self {
        Self { buckets: HashMap::new(), held: None, asked: VecDeque::new(), refused: VecDeque::new() }
    }
}

impl<K: Hash + Eq> Pace<K> {
    /// Takes a place for a request, or says how long to wait for one, in milliseconds. Answers to interactions are no
    /// part of the global limit: `counted` is false for them.
    pub fn ask(&mut self, key: Option<K>, counted: bool, now: Time) -> Result<(), u64> {
        self.forget(now);
        let mut until = self.held.filter(|held| *held > now);
        if self.refused.len() >= REFUSED {
            until = until.max(self.refused.front().map(|first| *first + REFUSED_WINDOW));
        } else if self.refused.len() >= REFUSED_MANY {
            until = until.max(self.asked.back().map(|last| *last + REFUSED_PAUSE));
        }
        if counted && self.asked.iter().filter(|at| **at > now - SECOND).count() >= GLOBAL {
            until = until.max(self.asked.get(self.asked.len() - GLOBAL).map(|at| *at + SECOND));
        }
        let bucket = key.and_then(|key| self.buckets.get_mut(&key));
        if let Some(bucket) = &bucket
            && bucket.remaining == 0
        {
            until = until.max(Some(bucket.reset));
        }
        if let Some(until) = until.filter(|until| *until > now) {
            return Err(u64::try_from((until - now).num_milliseconds()).unwrap_or_default().max(1));
        }
        if let Some(bucket) = bucket {
            bucket.remaining = bucket.remaining.saturating_sub(1);
        }
        if counted {
            self.asked.push_back(now);
        }
        Ok(())
    }

    /// Remembers what an answer said.
    pub fn heard(&mut self, key: Option<K>, heard: Heard, now: Time) {
        let limited = heard.status == 429;
        if matches!(heard.status, 401 | 403) || limited && !heard.shared {
            self.refused.push_back(now);
        }
        if heard.status == 401 {
            self.held = self.held.max(Some(now + TOKEN_PAUSE));
        }
        let after = heard.retry_after_ms.or(heard.reset_after_ms);
        let wait = after.map_or(BREATHER, milliseconds);
        if limited && heard.global {
            self.held = self.held.max(Some(now + wait));
        }
        let Some(key) = key else { return };
        if limited {
            self.buckets.insert(key, Bucket { remaining: 0, reset: now + wait });
        } else if let (Some(remaining), Some(reset)) = (heard.remaining, heard.reset_after_ms) {
            self.buckets.insert(key, Bucket { remaining, reset: now + milliseconds(reset) });
        }
    }

    fn forget(&mut self, now: Time) {
        self.buckets.retain(|_, bucket| bucket.reset > now);
        self.asked.retain(|at| *at > now - REFUSED_PAUSE);
        self.refused.retain(|at| *at > now - REFUSED_WINDOW);
    }
}

fn milliseconds(ms: u64) -> TimeDelta {
    TimeDelta::milliseconds(i64::try_from(ms).unwrap_or(LONGEST_MS).min(LONGEST_MS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Time {
        Time::default() + TimeDelta::milliseconds(ms)
    }

    fn ok(remaining: u64, reset_after_ms: u64) -> Heard {
        Heard { status: 200, remaining: Some(remaining), reset_after_ms: Some(reset_after_ms), ..Heard::default() }
    }

    #[test]
    fn an_empty_bucket_is_waited_for_and_the_others_are_not() {
        let mut pace = Pace::default();
        pace.heard(Some("posts"), ok(1, 2_000), at(0));
        assert_eq!(pace.ask(Some("posts"), true, at(1)), Ok(()));
        assert_eq!(pace.ask(Some("posts"), true, at(500)), Err(1_500), "the place was taken before the answer came");
        assert_eq!(pace.ask(Some("edits"), true, at(500)), Ok(()));
        assert_eq!(pace.ask(Some("posts"), true, at(2_001)), Ok(()));
    }

    #[test]
    fn too_much_is_waited_for_as_long_as_discord_says() {
        let mut pace = Pace::default();
        let limited = Heard { status: 429, retry_after_ms: Some(7_000), ..Heard::default() };
        pace.heard(Some("posts"), limited, at(0));
        assert_eq!(pace.ask(Some("posts"), true, at(0)), Err(7_000));
        assert_eq!(pace.ask(Some("edits"), true, at(0)), Ok(()));
        pace.heard(Some("posts"), Heard { global: true, ..limited }, at(0));
        assert_eq!(pace.ask(Some("edits"), true, at(1)), Err(6_999));
    }

    #[test]
    fn no_second_holds_fifty_requests_and_answers_to_people_are_free() {
        let mut pace: Pace<()> = Pace::default();
        let sent = (0..200).filter(|n| pace.ask(None, true, at(n * 5)).is_ok()).count();
        assert!(sent < 50, "{sent} within a second");
        assert_eq!(pace.ask(None, false, at(999)), Ok(()));
        assert_eq!(pace.ask(None, true, at(2_000)), Ok(()));
    }

    #[test]
    fn a_bot_that_is_refused_all_the_time_falls_silent_long_before_it_is_banned() {
        let mut pace: Pace<()> = Pace::default();
        let forbidden = Heard { status: 403, ..Heard::default() };
        let mut asked = 0;
        // Ten minutes of somebody who asks a hundred times a second.
        for n in 0..60_000 {
            if pace.ask(None, true, at(n * 10)).is_ok() {
                asked += 1;
                pace.heard(None, forbidden, at(n * 10));
            }
        }
        assert!(asked <= REFUSED, "{asked} refused requests in ten minutes");
        assert!(pace.ask(None, true, at(600_000)).is_err() || asked < REFUSED);
    }

    #[test]
    fn a_token_that_is_not_known_stops_everything_for_a_while() {
        let mut pace: Pace<()> = Pace::default();
        pace.heard(None, Heard { status: 401, ..Heard::default() }, at(0));
        assert_eq!(pace.ask(None, false, at(0)), Err(60_000));
        assert_eq!(pace.ask(None, true, at(60_001)), Ok(()));
    }
}
