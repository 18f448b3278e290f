//! Five-field Unix cron in a time zone, right when clocks change.
//!
//! The schedule is walked in naive local time and each moment is mapped to the zone: one that the clocks skip is due at
//! the first valid minute after it, one that comes twice is due the first time only. The `cron` crate does the walking;
//! it counts Sunday as 1, wants seconds and knows no either-or of days, so the fields are read here.

mod fields;
#[cfg(test)]
mod tests;

use std::str::FromStr;

use chrono::{Duration, LocalResult, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

use crate::clock::Time;

pub use fields::Field;
use fields::Fields;

/// How far clocks were ever moved at once: the date line was crossed by whole countries.
const LONGEST_SHIFT: Duration = Duration::days(1);

/// When something is due: `0 9 * * 1-5` in `Europe/Sofia`.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// One, or two when a day may match by either its number or its name.
    walkers: Vec<cron::Schedule>,
    zone: Tz,
}

/// Why a schedule was not understood. The person who typed it must act; each message says how.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    #[error("a schedule has five fields (minute, hour, day, month, weekday) and this has {0}; try \"0 9 * * 1-5\"")]
    Count(usize),
    #[error("\"{typed}\" is no {field}; it takes {takes}", takes = field.takes())]
    Value { field: Field, typed: String },
    #[error("this schedule never comes: no such day exists; choose a day that its months have")]
    Never,
    #[error("\"{typed}\" is no time zone{}", nearest.map(|zone| format!("; did you mean {zone}?")).unwrap_or_else(|| "; use a name such as Europe/Sofia".to_owned()))]
    Zone { typed: String, nearest: Option<&'static str> },
}

impl Schedule {
    /// Reads five-field cron (or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`) and an IANA zone.
    pub fn parse(cron: &str, zone: &str) -> Result<Self, ScheduleError> {
        let zone = self::zone(zone)?;
        let fields = Fields::parse(cron)?;
        let walkers: Vec<cron::Schedule> =
            fields.expressions().iter().filter_map(|expression| cron::Schedule::from_str(expression).ok()).collect();
        let schedule = Self { walkers, zone };
        match schedule.next_local(NaiveDateTime::default()) {
            Some(_) => Ok(schedule),
            None => Err(ScheduleError::Never),
        }
    }

    /// The first time it is due after `at`, strictly. None beyond the year 2100.
    pub fn next_after(&self, at: Time) -> Option<Time> {
        // Local time never maps to a moment before one that it was shown at, so it is enough to look ahead.
        let mut local = at.with_timezone(&self.zone).naive_local();
        loop {
            local = self.next_local(local)?;
            match self.moment(local) {
                Some(due) if due > at => return Some(due),
                _ => {}
            }
        }
    }

    /// The last time it was due, `at` included. What was missed while nobody ran is this one, once.
    pub fn last_until(&self, at: Time) -> Option<Time> {
        // In the second pass of an hour that comes twice, what is due may be ahead of the clock's hands.
        let mut local = at.with_timezone(&self.zone).naive_local() + LONGEST_SHIFT;
        loop {
            local = self.last_local(local)?;
            match self.moment(local) {
                Some(due) if due <= at => return Some(due),
                _ => {}
            }
        }
    }

    /// The zone, by its IANA name.
    pub fn zone(&self) -> &'static str {
        self.zone.name()
    }

    fn next_local(&self, after: NaiveDateTime) -> Option<NaiveDateTime> {
        let next = |walker: &cron::Schedule| walker.after(&after.and_utc()).next();
        self.walkers.iter().filter_map(next).min().map(|at| at.naive_utc())
    }

    fn last_local(&self, before: NaiveDateTime) -> Option<NaiveDateTime> {
        let last = |walker: &cron::Schedule| walker.after(&before.and_utc()).next_back();
        self.walkers.iter().filter_map(last).max().map(|at| at.naive_utc())
    }

    /// The moment at which clocks of the zone show this, or the first minute after it that they show.
    fn moment(&self, mut local: NaiveDateTime) -> Option<Time> {
        let end = local + LONGEST_SHIFT;
        while local <= end {
            match self.zone.from_local_datetime(&local) {
                LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => return Some(at.to_utc()),
                LocalResult::None => local += Duration::minutes(1),
            }
        }
        None
    }
}

/// A zone by its IANA name, whatever the case.
fn zone(typed: &str) -> Result<Tz, ScheduleError> {
    let typed = typed.trim();
    let known = chrono_tz::TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(typed));
    known.copied().ok_or_else(|| ScheduleError::Zone { typed: typed.to_owned(), nearest: nearest(typed) })
}

/// The zone that was probably meant: `Sofia`, `Europe/Sofya`.
fn nearest(typed: &str) -> Option<&'static str> {
    let typed = typed.to_lowercase().replace(' ', "_");
    let names = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let city = names().find(|name| name.to_lowercase().rsplit('/').next() == Some(typed.as_str()));
    city.or_else(|| {
        let (distance, name) = names().map(|name| (strsim::osa_distance(&name.to_lowercase(), &typed), name)).min()?;
        (distance <= typed.chars().count() / 4).then_some(name)
    })
}
