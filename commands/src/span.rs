//! Lengths of time as people write them: `2h`, `90 min`, `for 3 days`, `2 小時`.

use crate::fold::{fold, trim_end_mark};
use crate::words;

/// A length of time in whole minutes, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub minutes: u32,
}

const UNITS: [(&str, u32); 5] = [
    ("unit-minute", 1),
    ("unit-hour", 60),
    ("unit-day", 24 * 60),
    ("unit-week", 7 * 24 * 60),
    ("unit-month", 30 * 24 * 60),
];

impl Span {
    pub const fn minutes(minutes: u32) -> Self {
        Self { minutes }
    }

    pub const fn hours(hours: u32) -> Self {
        Self { minutes: hours * 60 }
    }

    pub const fn days(days: u32) -> Self {
        Self { minutes: days * 24 * 60 }
    }

    /// A number and a unit, or a unit alone (`week` is one); small words before them (`for`, `the last`) are skipped.
    pub fn read(typed: &str) -> Option<Self> {
        let folded = fold(trim_end_mark(typed.trim()));
        let mut words: Vec<&str> = folded.split_whitespace().collect();
        while words.len() > 1 && words::is_called(words[0], "filler") {
            words.remove(0);
        }
        let joined = words.concat();
        let unit = joined.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = &joined[..joined.len() - unit.len()];
        let count: u32 = if digits.is_empty() { 1 } else { digits.parse().ok()? };
        let (_, minutes) = UNITS.iter().find(|(key, _)| words::is_called(unit, key))?;
        count.checked_mul(*minutes).filter(|minutes| *minutes > 0).map(Self::minutes)
    }

    /// As [`Span::read`], within bounds.
    pub(crate) fn read_within(typed: &str, least: Self, most: Self) -> Option<Self> {
        Self::read(typed).filter(|span| (least..=most).contains(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_time_in_many_ways() {
        for typed in [
            "2h",
            "2 hours",
            "120m",
            "for 2h",
            "ＦＯＲ ２ｈ",
            "2H.",
            "per 2 ore",
            "за 2 часа",
            "για 2 ώρες",
            "2小時",
            "2 小時",
        ] {
            assert_eq!(Span::read(typed), Some(Span::hours(2)), "{typed}");
        }
        assert_eq!(Span::read("the last week"), Some(Span::days(7)));
    }

    #[test]
    fn nonsense_is_no_time() {
        for typed in ["", "for", "2", "h2", "0h", "-2h", "99999999999h", "4294967295d", "2 parsecs"] {
            assert_eq!(Span::read(typed), None, "{typed}");
        }
    }
}
