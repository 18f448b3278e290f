//! How a team holds its retrospectives, and when: after a pause, in working hours.

use chrono::{Datelike, Duration, NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::questions::{self, Question};
use crate::clock::{Time, when_shown};

/// Surveys open and remind within these hours of a working day.
const FROM: u32 = 9;
const UNTIL: u32 = 18;

/// What the operator decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// A survey opens by itself.
    pub automatic: bool,
    pub anonymous: bool,
    /// Of fewer people than so many nothing is shown, when it is anonymous.
    pub least: usize,
    /// From the resolution to the opening, in minutes.
    pub delay_minutes: i64,
    /// From the opening to the end, in days.
    pub days: i64,
    /// How often who has not answered is reminded.
    pub reminders: u32,
    pub questions: Vec<Question>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            automatic: true,
            anonymous: false,
            least: 4,
            delay_minutes: 120,
            days: 5,
            reminders: 2,
            questions: questions::shipped(),
        }
    }
}

impl Plan {
    /// When a survey opens after a resolution at `now`.
    pub fn opens_at(&self, now: Time, zone: Tz) -> Time {
        working(now + Duration::minutes(self.delay_minutes), zone)
    }

    /// When the next reminder is due. They are spread over the days that it is open.
    pub fn reminds_at(&self, opened_at: Time, nth: u32, zone: Tz) -> Option<Time> {
        let parts = i32::try_from(self.reminders).unwrap_or(i32::MAX).saturating_add(1);
        let nth = i32::try_from(nth).unwrap_or(i32::MAX);
        (nth < parts).then(|| working(opened_at + Duration::days(self.days) / parts * nth, zone))
    }
}

/// This moment, or the next in which people work: Monday to Friday, nine to six.
pub fn working(at: Time, zone: Tz) -> Time {
    let local = at.with_timezone(&zone).naive_local();
    let is_working = |date: chrono::NaiveDate| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    if is_working(local.date()) && (hour(FROM)..hour(UNTIL)).contains(&local.time()) {
        return at;
    }
    let first = if local.time() < hour(FROM) { 0 } else { 1 };
    let days = (first..first + 4).map(|days| local.date() + Duration::days(days));
    let morning = days.into_iter().find(|date| is_working(*date)).map(|date| date.and_time(hour(FROM)));
    morning.and_then(|morning| when_shown(zone, morning)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Time {
        text.parse().unwrap()
    }

    #[test]
    fn nobody_is_asked_at_night_or_on_a_sunday() {
        let sofia = chrono_tz::Europe::Sofia;
        for (now, then) in [
            ("2026-03-04T10:00:00Z", "2026-03-04T10:00:00Z"),
            ("2026-03-04T03:00:00Z", "2026-03-04T07:00:00Z"),
            ("2026-03-04T16:00:00Z", "2026-03-05T07:00:00Z"),
            ("2026-03-06T20:00:00Z", "2026-03-09T07:00:00Z"),
            ("2026-03-08T08:00:00Z", "2026-03-09T07:00:00Z"),
        ] {
            assert_eq!(working(at(now), sofia), at(then), "{now}");
        }
    }

    #[test]
    fn reminders_are_spread_and_few() {
        let plan = Plan { days: 6, reminders: 2, ..Plan::default() };
        let opened = at("2026-03-02T10:00:00Z");
        let due: Vec<_> = (1..5).map_while(|nth| plan.reminds_at(opened, nth, chrono_tz::UTC)).collect();
        assert_eq!(due, [at("2026-03-04T10:00:00Z"), at("2026-03-06T10:00:00Z")]);
    }
}
