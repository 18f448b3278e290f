//! Interactions that can still be answered: what lets the bot whisper and open forms.
//!
//! A token lives for fifteen minutes and takes one first answer, within three seconds
//! (discord.com/developers/docs/interactions/receiving-and-responding).

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::TimeDelta;
use tokio::sync::watch;

use crate::chat::Place;
use crate::clock::Time;

/// A little less than the fifteen minutes.
const LIFE: TimeDelta = TimeDelta::seconds(14 * 60 + 30);
/// Interactions that are remembered.
const REMEMBERED: usize = 20_000;

/// How an interaction was answered first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// Not yet: a form may open, or a whisper be the first word.
    Open,
    /// It was acknowledged; `thinking` shows until something is said in its place.
    Deferred {
        thinking: bool,
    },
    Answered,
}

/// An interaction.
#[derive(Clone, Debug)]
pub struct Live {
    pub id: String,
    pub token: String,
    pub application: String,
    /// The key of its event.
    pub key: String,
    pub place: Place,
    pub user: String,
    pub at: Time,
    pub first: First,
    /// How it is acknowledged once it is kept, as thinking or not; none when it was, or is not to be.
    pub pending: Option<bool>,
    /// Whether it came from a component of a message.
    pub component: bool,
    /// Whether the first answer has arrived; none while it is under way.
    pub arrived: watch::Sender<Option<bool>>,
}

/// How the next word to the person goes out.
#[derive(Clone, Debug)]
pub enum Turn {
    /// As the first answer.
    First(Live),
    /// In place of what shows that the bot thinks.
    Original(Live),
    /// As one more message.
    Followup(Live),
}

/// The interactions that live.
#[derive(Default)]
pub struct Interactions(Mutex<Known>);

#[derive(Default)]
struct Known {
    lives: VecDeque<Live>,
    ids: HashSet<String>,
}

impl Interactions {
    /// Remembers an interaction; false when it was here before.
    pub fn add(&self, live: Live) -> bool {
        let Known { lives, ids } = &mut *self.all();
        let now = live.at;
        while lives.front().is_some_and(|first| first.at + LIFE < now) || lives.len() >= REMEMBERED {
            if let Some(old) = lives.pop_front() {
                ids.remove(&old.id);
            }
        }
        let new = ids.insert(live.id.clone());
        if new {
            lives.push_back(live);
        }
        new
    }

    /// Takes the right to acknowledge what is kept, and whether as thinking.
    pub fn acknowledge(&self, key: &str) -> Option<(Live, bool)> {
        let mut all = self.all();
        let live = all.lives.iter_mut().rev().find(|live| live.key == key)?;
        let thinking = live.pending.take()?;
        Some((live.clone(), thinking))
    }

    /// It was not kept. The interaction, unless something was answered to it already.
    pub fn give_up(&self, key: &str) -> Option<Live> {
        let mut all = self.all();
        let live = all.lives.iter_mut().rev().find(|live| live.key == key)?;
        if live.pending.take().is_some() {
            live.first = First::Open;
        }
        (live.first != First::Answered).then(|| live.clone())
    }

    /// Takes the right to answer first, as `first`; none when somebody has it already, or it is too late.
    pub fn claim(&self, id: &str, first: First, now: Time) -> Option<Live> {
        let mut all = self.all();
        let live = all.lives.iter_mut().rev().find(|live| live.id == id && live.at + LIFE > now)?;
        if live.first != First::Open {
            return None;
        }
        live.first = first;
        Some(live.clone())
    }

    /// The interaction, while its token lives.
    pub fn living(&self, id: &str, now: Time) -> Option<Live> {
        self.all().lives.iter().rev().find(|live| live.id == id && live.at + LIFE > now).cloned()
    }

    /// How a whisper of this key goes out: in answer to its event, or else to what the person did last in the place.
    pub fn turn(&self, key: &str, place: &Place, user: &str, now: Time) -> Option<Turn> {
        let mut all = self.all();
        let lives = |live: &&mut Live| live.user == user && live.at + LIFE > now;
        let exact = all.lives.iter().rposition(|live| key.ends_with(&live.key));
        let live = match exact {
            Some(at) => all.lives.get_mut(at).filter(lives)?,
            None => all
                .lives
                .iter_mut()
                .rev()
                .filter(lives)
                .find(|live| live.place == *place && live.first == First::Answered)?,
        };
        Some(match live.first {
            First::Open => {
                live.first = First::Answered;
                Turn::First(live.clone())
            }
            First::Deferred { thinking: true } => {
                live.first = First::Answered;
                Turn::Original(live.clone())
            }
            First::Deferred { thinking: false } | First::Answered => Turn::Followup(live.clone()),
        })
    }

    /// What was to be said in its place was not: it still shows that the bot thinks.
    pub fn still_thinking(&self, id: &str) {
        if let Some(live) = self.all().lives.iter_mut().rev().find(|live| live.id == id) {
            live.first = First::Deferred { thinking: true };
        }
    }

    /// The event of this key was dealt with. What is left to do about it, if anything: an interaction that nobody
    /// answered, or that still shows that the bot thinks.
    pub fn settle(&self, key: &str) -> Option<Live> {
        let mut all = self.all();
        let live = all.lives.iter_mut().rev().find(|live| live.key == key)?;
        let before = live.clone();
        match live.first {
            First::Open => live.first = First::Deferred { thinking: false },
            First::Deferred { thinking: true } => live.first = First::Answered,
            First::Deferred { thinking: false } | First::Answered => return None,
        }
        Some(before)
    }

    fn all(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn live(id: &str, first: First) -> Live {
        Live {
            id: id.into(),
            token: format!("token of {id}"),
            application: "1".into(),
            key: format!("discord:interaction:{id}"),
            place: Place { platform: "discord".into(), channel: "7".into(), thread: None },
            user: "5".into(),
            at: Time::default(),
            first,
            pending: None,
            component: false,
            arrived: watch::Sender::new(None),
        }
    }

    fn later(seconds: i64) -> Time {
        Time::default() + TimeDelta::seconds(seconds)
    }

    #[test]
    fn an_interaction_is_answered_first_once() {
        let all = Interactions::default();
        assert!(all.add(live("1", First::Open)));
        assert!(!all.add(live("1", First::Open)), "a redelivery");
        assert!(all.claim("1", First::Answered, later(1)).is_some());
        assert!(all.claim("1", First::Answered, later(1)).is_none());
        assert!(all.claim("2", First::Answered, later(1)).is_none());
    }

    #[test]
    fn a_whisper_finds_its_own_interaction_until_the_token_dies() {
        let all = Interactions::default();
        all.add(live("1", First::Deferred { thinking: true }));
        all.add(live("2", First::Open));
        let place = live("1", First::Open).place;
        let turn = |key: &str, at| all.turn(key, &place, "5", at);
        assert!(
            matches!(turn("alert:A-7:whisper:discord:interaction:1", later(1)), Some(Turn::Original(one)) if one.id == "1")
        );
        assert!(matches!(turn("x:discord:interaction:1", later(2)), Some(Turn::Followup(one)) if one.id == "1"));
        assert!(matches!(turn("x:discord:interaction:2", later(3)), Some(Turn::First(one)) if one.id == "2"));
        assert!(matches!(turn("something else", later(4)), Some(Turn::Followup(one)) if one.id == "2"));
        assert!(turn("x:discord:interaction:2", later(15 * 60)).is_none());
        assert!(all.turn("x:discord:interaction:2", &place, "6", later(4)).is_none(), "somebody else");
    }

    #[test]
    fn what_is_not_kept_is_answered_first_and_not_acknowledged() {
        let all = Interactions::default();
        for id in ["1", "2"] {
            all.add(Live { pending: Some(true), ..live(id, First::Deferred { thinking: true }) });
        }
        let key = |id: &str| format!("discord:interaction:{id}");
        assert!(matches!(all.acknowledge(&key("1")), Some((_, true))));
        assert!(all.acknowledge(&key("1")).is_none(), "once");
        assert!(all.give_up(&key("2")).is_some() && all.acknowledge(&key("2")).is_none());
        let turn = all.turn(&key("2"), &live("2", First::Open).place, "5", later(1));
        assert!(matches!(turn, Some(Turn::First(one)) if one.id == "2"));
        assert!(all.give_up(&key("2")).is_none(), "it was answered");
    }

    #[test]
    fn what_nobody_answered_is_settled_once() {
        let all = Interactions::default();
        all.add(live("1", First::Deferred { thinking: true }));
        assert!(all.settle("discord:interaction:1").is_some());
        assert!(all.settle("discord:interaction:1").is_none());
    }
}
