//! The debrief after an incident: everybody who had a part at one table. Who comes, who was there, and what it came to. Pure.

pub mod desk;
mod fact;
pub mod store;
pub mod voice;

use std::collections::BTreeMap;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::id::{DebriefId, IncidentId};
use crate::person::{Accounts, Person};
use crate::refusal::Refusal;
use crate::retro::Participant;

/// Before it begins people are reminded.
pub const BEFORE: Duration = Duration::hours(1);
/// People who are early are there too.
const EARLY: Duration = Duration::minutes(15);
/// The longest summary, in characters.
pub const SUMMARY: usize = 1_500;

/// A moment of a meeting at which people hear of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hour {
    /// It begins in an hour.
    Soon,
    Now,
    /// It was yesterday, and nobody wrote what it came to.
    Unsaid,
}

impl Hour {
    pub const ALL: [Self; 3] = [Self::Soon, Self::Now, Self::Unsaid];

    /// The kind of its timer.
    pub fn name(self) -> &'static str {
        match self {
            Self::Soon => "debrief.soon",
            Self::Now => "debrief.now",
            Self::Unsaid => "debrief.unsaid",
        }
    }
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debrief {
    pub id: DebriefId,
    pub incident: IncidentId,
    pub at: Time,
    pub guests: BTreeMap<Participant, Guest>,
    pub state: State,
    /// Who called it.
    pub by: Person,
}

/// Somebody who is asked to come, or came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// What they said; none when they said nothing.
    pub comes: Option<bool>,
    pub was_there: bool,
}

/// Where a meeting stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Planned,
    Held { by: Person, at: Time, summary: String },
}

/// Why it can't be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// It has not begun.
    Early,
    /// It was held.
    Over,
    /// The time has passed.
    Past,
    /// So they said.
    Already,
    /// A summary has words.
    Empty,
}

impl Debrief {
    /// It is at another time: everybody says anew whether they come.
    pub fn move_to(&mut self, at: Time, now: Time) -> Result<(), NotNow> {
        self.planned()?;
        if at <= now {
            return Err(NotNow::Past);
        }
        if self.at == at {
            return Err(NotNow::Already);
        }
        self.at = at;
        self.guests.values_mut().for_each(|guest| *guest = Guest::default());
        Ok(())
    }

    /// A person comes, or does not.
    pub fn reply(&mut self, by: &Person, comes: bool) -> Result<(), NotNow> {
        self.planned()?;
        let guest = self.guests.entry(by.clone()).or_default();
        if guest.comes == Some(comes) {
            return Err(NotNow::Already);
        }
        guest.comes = Some(comes);
        Ok(())
    }

    /// A person was there. After the summary too: who forgot says so then.
    pub fn attend(&mut self, by: &Person, now: Time) -> Result<(), NotNow> {
        if now < self.at - EARLY {
            return Err(NotNow::Early);
        }
        let guest = self.guests.entry(by.clone()).or_default();
        if guest.was_there {
            return Err(NotNow::Already);
        }
        guest.was_there = true;
        Ok(())
    }

    /// What it came to, in one paragraph. Who writes it was there.
    pub fn hold(&mut self, by: &Person, summary: &str, now: Time) -> Result<(), NotNow> {
        self.planned()?;
        if now < self.at {
            return Err(NotNow::Early);
        }
        let summary = summary.split_whitespace().collect::<Vec<_>>().join(" ");
        if summary.is_empty() {
            return Err(NotNow::Empty);
        }
        self.guests.entry(by.clone()).or_default().was_there = true;
        let summary = summary.chars().take(SUMMARY).collect();
        self.state = State::Held { by: by.clone(), at: now, summary };
        Ok(())
    }

    /// The account by which somebody is asked to come, whichever they use.
    pub fn asked_as(&self, person: &Person, accounts: &Accounts) -> Participant {
        self.guests.keys().find(|known| accounts.same(known, person)).unwrap_or(person).clone()
    }

    /// Those who said so.
    pub fn who(&self, comes: bool) -> impl Iterator<Item = &Participant> {
        self.guests.iter().filter(move |(_, guest)| guest.comes == Some(comes)).map(|(person, _)| person)
    }

    /// Those who said nothing.
    pub fn silent(&self) -> impl Iterator<Item = &Participant> {
        self.guests.iter().filter(|(_, guest)| guest.comes.is_none()).map(|(person, _)| person)
    }

    /// Those who were there.
    pub fn attended(&self) -> impl Iterator<Item = &Participant> {
        self.guests.iter().filter(|(_, guest)| guest.was_there).map(|(person, _)| person)
    }

    pub fn is_planned(&self) -> bool {
        self.state == State::Planned
    }

    fn planned(&self) -> Result<(), NotNow> {
        if self.is_planned() { Ok(()) } else { Err(NotNow::Over) }
    }
}

/// Why nothing happened. The person may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Unknown,
    NotNow(NotNow),
}

impl Refusal for Refused {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn minute(n: i64) -> Time {
        Time::UNIX_EPOCH + Duration::minutes(n)
    }

    fn person(user: &str) -> Person {
        Person { platform: "sandbox".into(), user: user.into() }
    }

    fn debrief() -> Debrief {
        let guests = [("sandbox:maya".into(), Guest::default())].into();
        let (id, incident) = (DebriefId(1), IncidentId(1));
        Debrief { id, incident, at: minute(100), guests, state: State::Planned, by: "sandbox:maya".into() }
    }

    #[test]
    fn people_say_whether_they_come_and_again_when_it_moves() {
        let mut debrief = debrief();
        assert_eq!(debrief.reply(&person("maya"), true), Ok(()));
        assert_eq!(debrief.reply(&person("maya"), true), Err(NotNow::Already));
        assert_eq!(debrief.reply(&person("nikos"), false), Ok(()), "who was not asked may say so too");
        assert_eq!(debrief.move_to(minute(90), minute(95)), Err(NotNow::Past));
        assert_eq!(debrief.move_to(minute(200), minute(95)), Ok(()));
        assert_eq!((debrief.who(true).count(), debrief.silent().count()), (0, 2));
    }

    #[test]
    fn nobody_was_at_a_meeting_that_has_not_begun() {
        let mut debrief = debrief();
        assert_eq!(debrief.attend(&person("maya"), minute(80)), Err(NotNow::Early));
        assert_eq!(debrief.hold(&person("maya"), "good", minute(99)), Err(NotNow::Early));
        assert_eq!(debrief.attend(&person("maya"), minute(90)), Ok(()));
        assert_eq!(debrief.hold(&person("nikos"), " \n", minute(120)), Err(NotNow::Empty));
        assert_eq!(debrief.hold(&person("nikos"), "We were\nlate. ", minute(120)), Ok(()));
        assert!(matches!(&debrief.state, State::Held { summary, .. } if summary == "We were late."));
        assert_eq!(debrief.attended().count(), 2);
        assert_eq!(debrief.move_to(minute(300), minute(121)), Err(NotNow::Over));
    }

    proptest! {
        #[test]
        fn a_meeting_is_held_once(deeds in prop::collection::vec((0..5_u8, 0..60_i64), 0..20)) {
            let (mut debrief, mut now, mut held) = (debrief(), minute(0), 0);
            for (deed, minutes) in deeds {
                now += Duration::minutes(minutes);
                let before = debrief.clone();
                let done = match deed {
                    0 => debrief.reply(&person("nikos"), true),
                    1 => debrief.reply(&person("nikos"), false),
                    2 => debrief.attend(&person("nikos"), now),
                    3 => debrief.hold(&person("maya"), "good", now),
                    _ => debrief.move_to(now + Duration::minutes(30), now),
                };
                held += u32::from(deed == 3 && done.is_ok());
                if !before.is_planned() {
                    prop_assert_eq!((&debrief.state, debrief.at), (&before.state, before.at));
                }
                prop_assert!(held <= 1 && debrief.is_planned() == (held == 0));
            }
        }
    }
}
