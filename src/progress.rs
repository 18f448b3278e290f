//! How far the loops are: when each last did what it is there for, and what one waits for that does not get on.
//!
//! A loop that finds nothing to do gets on too. One that is stuck, or that tries the same again and again, does not:
//! then `/readyz` says which, for how long, and why.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::Duration;

use crate::clock::{Clock, Time};

/// Who gets on no better for this long is stuck.
pub const STUCK_AFTER: Duration = Duration::seconds(60);

/// What a loop of the bot is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Work {
    /// Mentions are read and matched.
    Listening,
    /// What was read is committed.
    Committing,
    /// Tallies are judged, and alerts raised.
    Judging,
    /// Timers fire.
    Timers,
    /// Digests are written on schedule.
    Digests,
    /// Errands are delivered.
    Delivering,
    /// What nobody needs any more is forgotten.
    Tidying,
    /// Who is named in the settings is looked up.
    Meeting,
    /// The operators are told what can't be worked with.
    Telling,
}

/// A loop that does not get on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    pub work: Work,
    /// Since its last success.
    pub since: Time,
    pub lasts: Duration,
    /// What it waits for, where it said so.
    pub why: Option<String>,
}

/// Where loops say how far they are. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Progress {
    clock: Clock,
    loops: Arc<Mutex<BTreeMap<Work, Last>>>,
}

#[derive(Clone, Debug)]
struct Last {
    success: Time,
    waits_for: Option<String>,
}

impl Work {
    pub const ALL: [Self; 9] = [
        Self::Listening,
        Self::Committing,
        Self::Judging,
        Self::Timers,
        Self::Digests,
        Self::Delivering,
        Self::Tidying,
        Self::Meeting,
        Self::Telling,
    ];
    /// Without these the team hears nothing, or nothing in time.
    pub const VITAL: [Self; 5] = [Self::Listening, Self::Committing, Self::Judging, Self::Timers, Self::Delivering];

    /// As the log, the metrics and the store write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Listening => "listening",
            Self::Committing => "committing",
            Self::Judging => "judging",
            Self::Timers => "timers",
            Self::Digests => "digests",
            Self::Delivering => "delivering",
            Self::Tidying => "tidying",
            Self::Meeting => "meeting",
            Self::Telling => "telling",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|work| work.name() == name)
    }
}

impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Stuck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} has made no progress for {} s", self.work, self.lasts.num_seconds())?;
        match &self.why {
            Some(why) => write!(f, ": {why}"),
            None => Ok(()),
        }
    }
}

impl Progress {
    /// A board on which every vital loop begins now.
    pub fn new(clock: Clock) -> Self {
        let now = clock.now();
        let begins = |work| (work, Last { success: now, waits_for: None });
        Self { loops: Arc::new(Mutex::new(Work::VITAL.map(begins).into())), clock }
    }

    /// A round came to its end, or there was nothing to do.
    pub fn gets_on(&self, work: Work) {
        let success = self.clock.now();
        self.all().insert(work, Last { success, waits_for: None });
    }

    /// A round failed, and is tried again.
    pub fn waits(&self, work: Work, why: &impl fmt::Display) {
        let success = self.clock.now();
        let mut all = self.all();
        let last = all.entry(work).or_insert(Last { success, waits_for: None });
        last.waits_for = Some(why.to_string());
    }

    /// The vital loops that are stuck now.
    pub fn stuck(&self) -> Vec<Stuck> {
        let (now, all) = (self.clock.now(), self.all());
        let vital = Work::VITAL.into_iter().filter_map(|work| Some((work, all.get(&work)?)));
        let stuck = vital.filter(|(_, last)| now - last.success >= STUCK_AFTER);
        stuck
            .map(|(work, last)| Stuck {
                work,
                since: last.success,
                lasts: now - last.success,
                why: last.waits_for.clone(),
            })
            .collect()
    }

    /// How long ago each loop last got on.
    pub fn ages(&self) -> Vec<(Work, Duration)> {
        let now = self.clock.now();
        self.all().iter().map(|(work, last)| (*work, now - last.success)).collect()
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<Work, Last>> {
        self.loops.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beginning() -> Clock {
        Clock::at("2026-03-02T08:00:00Z".parse().unwrap())
    }

    #[test]
    fn who_gets_on_is_not_stuck_and_who_fails_again_and_again_is_with_its_reason() {
        let clock = beginning();
        let progress = Progress::new(clock.clone());
        for _ in 0..60 {
            clock.advance_to(clock.now() + Duration::seconds(1));
            Work::VITAL.into_iter().filter(|work| *work != Work::Judging).for_each(|work| progress.gets_on(work));
            progress.waits(Work::Judging, &"the disk is full");
        }
        let stuck: Vec<String> = progress.stuck().iter().map(ToString::to_string).collect();
        assert_eq!(stuck, ["judging has made no progress for 60 s: the disk is full"]);
        progress.gets_on(Work::Judging);
        assert_eq!(progress.stuck(), []);
    }

    #[test]
    fn who_says_nothing_at_all_is_stuck_too() {
        let clock = beginning();
        let progress = Progress::new(clock.clone());
        clock.advance_to(clock.now() + STUCK_AFTER - Duration::seconds(1));
        assert_eq!(progress.stuck(), []);
        clock.advance_to(clock.now() + Duration::seconds(1));
        assert_eq!(progress.stuck().iter().map(|stuck| stuck.work).collect::<Vec<_>>(), Work::VITAL);
    }

    #[test]
    fn what_is_not_vital_may_rest() {
        let clock = beginning();
        let progress = Progress::new(clock.clone());
        progress.waits(Work::Tidying, &"anything");
        clock.advance_to(clock.now() + Duration::hours(1));
        Work::VITAL.into_iter().for_each(|work| progress.gets_on(work));
        assert_eq!(progress.stuck(), []);
    }
}
