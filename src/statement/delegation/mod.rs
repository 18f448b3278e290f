//! Who votes for whom while they are away: from a day until a day, given by who is away and by nobody else.

pub mod desk;
pub mod store;
pub mod voice;

use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use crate::clock::{Time, when_shown};
use crate::person::Person;
use crate::refusal::Refusal;

/// The longest delegation, in days. Who is away for longer has a successor.
pub const LONGEST_DAYS: i64 = 90;

/// `to` votes for `of`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub of: Person,
    pub to: Person,
    pub from: Time,
    pub until: Time,
}

/// Why it can't be given. The person must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// To oneself.
    Oneself,
    /// To somebody of an agency.
    Outside,
    /// It would be over already, or before it begins.
    Over,
    /// For longer than [`LONGEST_DAYS`].
    Long,
    /// Nothing was given to this person.
    Nothing,
}

impl Refusal for Wrong {}

/// Whole days in a zone: from the morning of the first, or now, until the night of the last.
pub fn days(first: Option<NaiveDate>, last: NaiveDate, zone: Tz, now: Time) -> Result<(Time, Time), Wrong> {
    let today = now.with_timezone(&zone).date_naive();
    let from = match first.filter(|first| *first > today) {
        Some(first) => midnight(first, zone).ok_or(Wrong::Over)?,
        None => now,
    };
    let until = last.checked_add_days(Days::new(1)).and_then(|day| midnight(day, zone)).ok_or(Wrong::Over)?;
    if until <= from {
        return Err(Wrong::Over);
    }
    if (until - from).num_days() > LONGEST_DAYS {
        return Err(Wrong::Long);
    }
    Ok((from, until))
}

fn midnight(day: NaiveDate, zone: Tz) -> Option<Time> {
    when_shown(zone, day.and_time(NaiveTime::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_whole_days_of_the_persons_zone() {
        let now = "2026-03-02T08:00:00Z".parse().unwrap();
        let sofia = chrono_tz::Europe::Sofia;
        let at = |text: &str| text.parse::<Time>().unwrap();
        let given = |first: Option<&str>, last: &str| days(first.map(day), day(last), sofia, now);
        assert_eq!(given(None, "2026-03-02"), Ok((now, at("2026-03-02T22:00:00Z"))));
        let spring = given(Some("2026-03-28"), "2026-03-29");
        assert_eq!(spring, Ok((at("2026-03-27T22:00:00Z"), at("2026-03-29T21:00:00Z"))), "the clocks change");
        assert_eq!(
            given(Some("2026-02-01"), "2026-03-03").map(|(from, _)| from),
            Ok(now),
            "nothing is given backwards"
        );
        assert_eq!(given(None, "2026-03-01"), Err(Wrong::Over));
        assert_eq!(given(Some("2026-03-09"), "2026-03-08"), Err(Wrong::Over));
        assert_eq!(given(None, "2026-08-01"), Err(Wrong::Long));
    }
}
