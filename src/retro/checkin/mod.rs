//! Whether a company has recovered, asked some time after the end: what the public says then, what is still to be done, and
//! one question. Pure.

pub mod desk;
mod fact;
pub mod store;
pub mod voice;

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::id::{CheckinId, IncidentId};
use crate::incident::situation::{Hour, Usual};
use crate::person::Person;
use crate::refusal::Refusal;
use crate::signal::store::Sums;

/// Days from the end of an incident to the question.
pub const DAYS: [u32; 2] = [7, 30];

/// A question about recovery.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkin {
    pub id: CheckinId,
    pub incident: IncidentId,
    /// After the end.
    pub days: u32,
    /// The end that it counts from.
    pub since: Time,
    pub due: Time,
    pub state: State,
    /// What the public said when it was asked; none where nothing listens.
    pub figures: Option<Figures>,
}

/// Where a question stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Planned,
    Asked,
    Answered {
        recovered: bool,
        by: Person,
        at: Time,
    },
    /// The incident went on again.
    Withdrawn {
        at: Time,
    },
}

/// The day before the question beside a usual one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// All that was said in it.
    pub day: Hour,
    /// As it was before the incident.
    pub usual: Usual,
}

/// Why it can't be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// Nobody was asked yet.
    NotAsked,
    /// That is what was said.
    Already,
    Withdrawn,
}

impl Checkin {
    /// The time has come. False when it was asked or withdrawn before.
    pub fn ask(&mut self, figures: Option<Figures>) -> bool {
        if self.state != State::Planned {
            return false;
        }
        self.state = State::Asked;
        self.figures = figures;
        true
    }

    /// A person answers, or changes their mind.
    pub fn answer(&mut self, recovered: bool, by: &Person, now: Time) -> Result<(), NotNow> {
        match &self.state {
            State::Planned => Err(NotNow::NotAsked),
            State::Withdrawn { .. } => Err(NotNow::Withdrawn),
            State::Answered { recovered: said, .. } if *said == recovered => Err(NotNow::Already),
            State::Asked | State::Answered { .. } => {
                self.state = State::Answered { recovered, by: by.clone(), at: now };
                Ok(())
            }
        }
    }

    /// The incident goes on again. What was answered stays; false when nothing is taken back.
    pub fn withdraw(&mut self, now: Time) -> bool {
        let waits = matches!(self.state, State::Planned | State::Asked);
        if waits {
            self.state = State::Withdrawn { at: now };
        }
        waits
    }
}

impl Figures {
    /// From the tallies of the day.
    pub fn of(day: &Sums, usual: Usual) -> Self {
        let count = |stored: i64| u64::try_from(stored).unwrap_or_default();
        let day = Hour { voices: day.organic, negative: count(day.negative), total: count(day.total) };
        Self { day, usual }
    }

    /// Voices of a usual day.
    pub fn usual_voices(&self) -> f64 {
        self.usual.voices * 24.0
    }

    /// The share of a usual day that is negative; none where hardly anything is usual.
    pub fn usual_share(&self) -> Option<f64> {
        (self.usual_voices() >= 5.0).then(|| (self.usual.negative / self.usual.voices).min(1.0))
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
    use chrono::Duration;
    use proptest::prelude::*;

    fn planned() -> Checkin {
        let since = Time::UNIX_EPOCH;
        let due = since + Duration::days(7);
        let (id, incident) = (CheckinId(1), IncidentId(1));
        Checkin { id, incident, days: 7, since, due, state: State::Planned, figures: None }
    }

    fn maya() -> Person {
        Person { platform: "sandbox".into(), user: "maya".into() }
    }

    #[test]
    fn nobody_answers_what_was_not_asked_or_was_taken_back() {
        let mut checkin = planned();
        let now = checkin.due;
        assert_eq!(checkin.answer(true, &maya(), now), Err(NotNow::NotAsked));
        assert!(checkin.ask(None) && !checkin.ask(None));
        assert_eq!(checkin.answer(false, &maya(), now), Ok(()));
        assert_eq!(checkin.answer(false, &maya(), now), Err(NotNow::Already));
        assert_eq!(checkin.answer(true, &maya(), now), Ok(()), "a week later it looks better");
        assert!(!checkin.withdraw(now), "what was said stays");
        let mut taken_back = planned();
        assert!(taken_back.withdraw(now) && !taken_back.withdraw(now) && !taken_back.ask(None));
        assert_eq!(taken_back.answer(true, &maya(), now), Err(NotNow::Withdrawn));
    }

    #[test]
    fn a_usual_day_has_24_usual_hours() {
        let figures = Figures { usual: Usual { voices: 0.5, negative: 0.1 }, ..Figures::default() };
        assert_eq!((figures.usual_voices(), figures.usual_share()), (12.0, Some(0.2)));
        assert_eq!(Figures::default().usual_share(), None);
    }

    proptest! {
        #[test]
        fn it_is_asked_once_and_what_was_taken_back_stays_so(deeds in prop::collection::vec(0..4_u8, 0..12)) {
            let (mut checkin, mut asked) = (planned(), 0);
            for deed in deeds {
                let before = checkin.state.clone();
                match deed {
                    0 => asked += u32::from(checkin.ask(None)),
                    1 => drop(checkin.answer(true, &maya(), checkin.due)),
                    2 => drop(checkin.answer(false, &maya(), checkin.due)),
                    _ => drop(checkin.withdraw(checkin.due)),
                }
                if matches!(before, State::Withdrawn { .. }) {
                    prop_assert_eq!(&checkin.state, &before);
                }
                let answered = matches!(checkin.state, State::Answered { .. });
                prop_assert!(asked <= 1 && (asked == 1 || !answered));
            }
        }
    }
}
