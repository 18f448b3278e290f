//! Conduct in a crisis: what was scheduled is paused by those who own it, and the public gets one answer, not two.

pub mod desk;
mod fact;
pub mod measure;
pub mod store;
pub mod voice;

use std::collections::BTreeMap;

use chrono::Duration;

use crate::clock::Time;
use crate::id::{IncidentId, MeasureId, ReplyId};
use crate::person::{Accounts, Person};
use crate::refusal::Refusal;
use crate::statement::Kind;
use crate::statement::checks::{Hint, tone};
use crate::words::Locale;

/// What the timers of conduct are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Somebody holds a mention, and does not answer it.
    Held(ReplyId),
    /// The time of a decision has come.
    Measure(MeasureId, measure::Step),
}

/// Content that somebody scheduled: a channel, a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub name: String,
    /// `slack:U012`, or a name of `[approvers.accounts]`.
    pub owner: Person,
}

/// What the operator decided about conduct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The rules by which a comment may be deleted, by name.
    pub guidelines: BTreeMap<String, String>,
    /// Who is briefed when nobody is named: `slack:U012`, or names of `[approvers.accounts]`.
    pub ambassadors: Vec<Person>,
    /// How many have to agree before a channel is closed, with who proposes it.
    pub quorum: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self { guidelines: BTreeMap::new(), ambassadors: Vec::new(), quorum: 3 }
    }
}

/// How long somebody may hold a mention without answering it.
pub const HELD: Duration = Duration::minutes(20);
/// An answer longer than this, in characters, is rarely read.
pub const LONG: usize = 280;

/// Something that the public said and that wants an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub id: ReplyId,
    pub incident: IncidentId,
    /// The words or the link, as somebody put them in. Hostile.
    pub said: String,
    pub state: State,
}

/// Where it stands. People by `sandbox:maya`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    /// Somebody answers it; nobody else does.
    Claimed {
        by: Person,
        at: Time,
    },
    Answered {
        by: Person,
        at: Time,
        words: String,
    },
    /// It gets no answer.
    LetBe {
        by: Person,
        at: Time,
    },
}

/// Why it can't be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// Somebody else answers it, or has answered.
    Taken { by: Person },
    /// It is so already.
    Already,
}

impl State {
    /// As it is stored.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Claimed { .. } => "claimed",
            Self::Answered { .. } => "answered",
            Self::LetBe { .. } => "let_be",
        }
    }

    /// Whether it still wants an answer.
    pub fn is_left(&self) -> bool {
        matches!(self, Self::Open | Self::Claimed { .. })
    }

    /// Nobody but `by` has a hand on it.
    fn free_for(&self, accounts: &Accounts, by: &Person) -> Result<(), NotNow> {
        match self {
            Self::Claimed { by: holder, .. } | Self::Answered { by: holder, .. } | Self::LetBe { by: holder, .. }
                if !accounts.same(holder, by) =>
            {
                Err(NotNow::Taken { by: holder.clone() })
            }
            _ => Ok(()),
        }
    }
}

impl Reply {
    /// Somebody will answer it.
    pub fn claim(&mut self, accounts: &Accounts, by: &Person, now: Time) -> Result<(), NotNow> {
        self.state.free_for(accounts, by)?;
        if self.state != State::Open {
            return Err(NotNow::Already);
        }
        self.state = State::Claimed { by: by.clone(), at: now };
        Ok(())
    }

    /// Who held it lets others answer.
    pub fn give_back(&mut self, accounts: &Accounts, by: &Person) -> Result<(), NotNow> {
        self.state.free_for(accounts, by)?;
        if !matches!(self.state, State::Claimed { .. }) {
            return Err(NotNow::Already);
        }
        self.state = State::Open;
        Ok(())
    }

    /// It was answered, with these words.
    pub fn answer(&mut self, accounts: &Accounts, by: &Person, words: &str, now: Time) -> Result<(), NotNow> {
        self.state.free_for(accounts, by)?;
        if !self.state.is_left() {
            return Err(NotNow::Already);
        }
        self.state = State::Answered { by: by.clone(), at: now, words: words.trim().to_owned() };
        Ok(())
    }

    /// It gets no answer.
    pub fn let_be(&mut self, accounts: &Accounts, by: &Person, now: Time) -> Result<(), NotNow> {
        self.state.free_for(accounts, by)?;
        if !self.state.is_left() {
            return Err(NotNow::Already);
        }
        self.state = State::LetBe { by: by.clone(), at: now };
        Ok(())
    }

    /// Who held it for too long without answering; others may, then.
    pub fn overheld(&mut self, now: Time) -> Option<Person> {
        let State::Claimed { by, at } = &self.state else { return None };
        if now < *at + HELD {
            return None;
        }
        let by = by.clone();
        self.state = State::Open;
        Some(by)
    }
}

/// What to look at again in an answer, in whatever language it is: its length, and words that argue or blame.
pub fn hints(words: &str) -> Vec<Hint> {
    let length = words.chars().count();
    let long = (length > LONG).then(|| Hint::TooLong { by: length - LONG });
    let sharp = Locale::ALL.into_iter().flat_map(|locale| tone(Kind::Reply, locale.tag(), words));
    let sharp = sharp.filter(|hint| matches!(hint, Hint::Blames(_) | Hint::Defends(_)));
    let mut hints: Vec<Hint> = long.into_iter().chain(sharp).collect();
    hints.dedup();
    hints
}

/// Why something was not done. The person may act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    Unknown(ReplyId),
    NotNow(ReplyId, NotNow),
    /// The same words stand in the queue.
    There,
}

impl Refusal for Refused {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever people do at once: one person has a hand on it, and it is answered once.
        #[test]
        fn no_two_people_answer_the_same(did in proptest::collection::vec((0..4_usize, 0..5_usize), 0..40)) {
            let people = ["sandbox:maya", "sandbox:nikos", "sandbox:elitsa", "slack:U1"].map(Person::from);
            let none = Accounts::default();
            let mut reply = Reply { id: ReplyId(1), incident: IncidentId(1), said: "?".into(), state: State::Open };
            let mut answered = 0;
            for (minute, (who, does)) in (0..).zip(did) {
                let (by, now) = (people[who].clone(), Time::UNIX_EPOCH + Duration::minutes(minute));
                let before = reply.clone();
                let holder = match &before.state {
                    State::Claimed { by, .. } => Some(by.clone()),
                    _ => None,
                };
                let done = match does {
                    0 => reply.claim(&none, &by, now),
                    1 => reply.give_back(&none, &by),
                    2 => reply.answer(&none, &by, "x", now),
                    3 => reply.let_be(&none, &by, now),
                    _ => reply.overheld(now).map(drop).ok_or(NotNow::Already),
                };
                prop_assert_eq!(done.is_err(), reply == before);
                let others = does < 4 && holder.is_some_and(|holder| holder != by);
                prop_assert!(!others || done.is_err(), "what somebody holds is theirs");
                answered += usize::from(does == 2 && done.is_ok());
                prop_assert!(answered <= 1);
            }
        }
    }

    #[test]
    fn an_answer_that_argues_or_is_long_gets_a_hint_in_any_language() {
        assert_eq!(hints("We are sorry, and we look into it."), []);
        assert_eq!(hints(&"a ".repeat(150)), [Hint::TooLong { by: 20 }]);
        assert!(!hints("That is not our fault.").is_empty());
    }
}
