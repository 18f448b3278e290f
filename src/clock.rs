//! Time is asked for, never taken.
//!
//! Rules receive `at: Time` as an argument. Only doors hold a [`Clock`], so a replay can run two months in
//! seconds and a test can wait a week without sleeping.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// A moment in UTC. Stored as microseconds since the Unix epoch.
pub type Time = DateTime<Utc>;

/// Where doors ask what time it is.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    Wall,
    /// A clock that moves only when told to.
    Virtual(Arc<AtomicI64>),
}

impl Clock {
    /// A virtual clock that stands at `at`.
    pub fn at(at: Time) -> Self {
        Self::Virtual(Arc::new(AtomicI64::new(micros(at))))
    }

    /// What time it is.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the wall clock")]
    pub fn now(&self) -> Time {
        match self {
            Self::Wall => Utc::now(),
            Self::Virtual(at) => from_micros(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a virtual clock forward to `at`. It never moves back, and the wall clock ignores it.
    pub fn advance_to(&self, at: Time) {
        if let Self::Virtual(now) = self {
            now.fetch_max(micros(at), Ordering::SeqCst);
        }
    }
}

/// When the clocks of a zone show this: the first time that they do, and the first moment afterwards where they skip it.
/// None at the ends of what a calendar can hold.
pub fn when_shown(zone: Tz, local: NaiveDateTime) -> Option<Time> {
    let quarters = |n: i64| local.checked_add_signed(TimeDelta::minutes(15 * n));
    (0..=12).filter_map(quarters).find_map(|local| zone.from_local_datetime(&local).earliest()).map(|at| at.to_utc())
}

/// Microseconds since the Unix epoch: how moments are stored.
pub fn micros(at: Time) -> i64 {
    at.timestamp_micros()
}

/// The moment that `micros` microseconds after the Unix epoch are. Out of range becomes the epoch.
pub fn from_micros(micros: i64) -> Time {
    Utc.timestamp_micros(micros).single().unwrap_or_default()
}
