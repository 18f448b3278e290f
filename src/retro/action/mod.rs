//! What a team does after an incident so that the next one goes better: who does it, until when, and whether they did. Pure.
//!
//! An action is no task of a checklist ([`crate::playbook::task`]). A task belongs to the hours of an incident: it may be
//! whoever's has a role, is due in minutes, and ends with the incident. An action outlives the incident by weeks: it is
//! one person's, due on a day, dropped only with a reason, and reminded of on other days, when people work.

pub mod desk;
mod fact;
pub mod store;
pub mod voice;

use chrono::Duration;

use crate::clock::Time;
use crate::id::{ActionId, IncidentId};
use crate::person::Person;
use crate::refusal::Refusal;

/// When an action is due that nobody gave a day.
pub const DUE: Duration = Duration::days(14);
/// When its owner is reminded, from the day on which it is due: before, then, and after. The thread hears the last one
/// too; from then on it stands in the trends and in the status. Three days before, so that no weekend makes it too late.
const REMINDERS: [Duration; 4] = [Duration::days(-3), Duration::zero(), Duration::days(3), Duration::days(10)];
/// How long "later" is.
pub const LATER: Duration = Duration::days(3);

/// An action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub id: ActionId,
    pub incident: IncidentId,
    /// In a person's words.
    pub text: String,
    pub owner: Person,
    pub due: Time,
    pub state: State,
    /// Reminders that are behind it, of [`REMINDERS`].
    pub reminded: u32,
    /// `sandbox:maya`.
    pub added_by: Person,
    pub added_at: Time,
}

/// Where an action stands. What is over stays over: who was wrong adds another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Done { by: Person, at: Time },
    Dropped { by: Person, at: Time, why: String },
}

/// Why it can't be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// It is done or dropped, or theirs.
    Already,
    /// Nobody said why it is dropped.
    NoReason,
}

/// How far a team is with its actions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub open: u64,
    /// Of those that are open.
    pub overdue: u64,
    pub done: u64,
    pub dropped: u64,
}

impl State {
    /// As it is stored.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done { .. } => "done",
            Self::Dropped { .. } => "dropped",
        }
    }
}

impl Item {
    /// Somebody did it.
    pub fn done(&mut self, by: &Person, now: Time) -> Result<(), NotNow> {
        self.open()?;
        self.state = State::Done { by: by.clone(), at: now };
        Ok(())
    }

    /// It will not be done, and why.
    pub fn drop(&mut self, by: &Person, why: &str, now: Time) -> Result<(), NotNow> {
        self.open()?;
        if why.trim().is_empty() {
            return Err(NotNow::NoReason);
        }
        self.state = State::Dropped { by: by.clone(), at: now, why: why.trim().to_owned() };
        Ok(())
    }

    /// Somebody else does it.
    pub fn assign(&mut self, to: &Person) -> Result<(), NotNow> {
        self.open()?;
        if self.owner == *to {
            return Err(NotNow::Already);
        }
        self.owner = to.clone();
        Ok(())
    }

    /// The next reminder that is still to come: which one, and when. None when it is over, or was reminded of enough.
    pub fn next_reminder(&self, now: Time) -> Option<(u32, Time)> {
        let behind = usize::try_from(self.reminded).unwrap_or(usize::MAX);
        let left = (0..).zip(REMINDERS).skip(behind).map(|(nth, after)| (nth, self.due + after));
        left.into_iter().find(|(_, at)| *at > now).filter(|_| self.is_open())
    }

    /// Its owner was reminded for the nth time, from 0. Whether the thread hears it too.
    pub fn remind(&mut self, nth: u32) -> bool {
        self.reminded = self.reminded.max(nth.saturating_add(1));
        usize::try_from(self.reminded).is_ok_and(|behind| behind >= REMINDERS.len())
    }

    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    pub fn is_overdue(&self, now: Time) -> bool {
        self.is_open() && self.due <= now
    }

    fn open(&self) -> Result<(), NotNow> {
        if self.is_open() { Ok(()) } else { Err(NotNow::Already) }
    }
}

impl Standing {
    /// Of these actions.
    pub fn of<'a>(items: impl IntoIterator<Item = &'a Item>, now: Time) -> Self {
        let mut standing = Self::default();
        for item in items {
            match item.state {
                State::Open => standing.open += 1,
                State::Done { .. } => standing.done += 1,
                State::Dropped { .. } => standing.dropped += 1,
            }
            standing.overdue += u64::from(item.is_overdue(now));
        }
        standing
    }
}

/// Why nothing happened. The person may act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    Unknown(ActionId),
    NotNow(Box<Item>, NotNow),
}

impl Refusal for Refused {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn person(user: &str) -> Person {
        Person { platform: "sandbox".into(), user: user.into() }
    }

    fn day(n: i64) -> Time {
        Time::UNIX_EPOCH + Duration::days(n)
    }

    fn item(due: i64) -> Item {
        Item {
            id: ActionId(1),
            incident: IncidentId(1),
            text: "a second hotline".into(),
            owner: person("maya"),
            due: day(due),
            state: State::Open,
            reminded: 0,
            added_by: "sandbox:maya".into(),
            added_at: day(0),
        }
    }

    #[test]
    fn it_is_reminded_of_before_and_after_and_not_forever() {
        let mut item = item(14);
        let mut days = Vec::new();
        let mut now = day(0);
        while let Some((nth, at)) = item.next_reminder(now) {
            let in_thread = item.remind(nth);
            days.push(((at - day(0)).num_days(), in_thread));
            now = at;
        }
        assert_eq!(days, [(11, false), (14, false), (17, false), (24, true)]);
        let soon = super::tests::item(1);
        assert_eq!(soon.next_reminder(day(0)), Some((1, day(1))), "what is due tomorrow has no day before");
    }

    #[test]
    fn nothing_is_dropped_without_a_reason() {
        let mut item = item(14);
        assert_eq!(item.drop(&person("maya"), " \n", day(1)), Err(NotNow::NoReason));
        assert!(item.is_open());
        assert_eq!(item.drop(&person("maya"), " no budget ", day(1)), Ok(()));
        assert!(matches!(&item.state, State::Dropped { why, .. } if why == "no budget"));
        assert_eq!(item.next_reminder(day(1)), None);
    }

    #[derive(Clone, Debug)]
    enum Deed {
        Done,
        Drop(&'static str),
        Assign(&'static str),
        Remind,
    }

    proptest! {
        #[test]
        fn what_is_over_stays_over_and_reminders_end(
            due in -5_i64..40,
            deeds in prop::collection::vec((0_i64..60, prop_oneof![
                1 => Just(Deed::Done),
                1 => prop::sample::select(vec!["", " ", "no budget"]).prop_map(Deed::Drop),
                2 => prop::sample::select(vec!["maya", "nikos"]).prop_map(Deed::Assign),
                6 => Just(Deed::Remind),
            ]), 0..20),
        ) {
            let mut item = item(due);
            let (mut now, mut last) = (day(0), None);
            for (days, deed) in deeds {
                now += Duration::days(days);
                let before = item.clone();
                let outcome = match deed {
                    Deed::Done => item.done(&person("nikos"), now),
                    Deed::Drop(why) => item.drop(&person("nikos"), why, now),
                    Deed::Assign(to) => item.assign(&person(to)),
                    Deed::Remind => match item.next_reminder(now) {
                        Some((nth, at)) => {
                            prop_assert!(item.is_open() && at > now && last.is_none_or(|last| nth > last));
                            last = Some(nth);
                            item.remind(nth);
                            Ok(())
                        }
                        None => Err(NotNow::Already),
                    },
                };
                if outcome.is_err() {
                    prop_assert_eq!(&item, &before, "a refusal changes nothing");
                }
                if !before.is_open() {
                    prop_assert_eq!(&item, &before);
                }
                prop_assert!(item.reminded <= 4);
            }
        }
    }
}
