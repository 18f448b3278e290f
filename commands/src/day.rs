//! A day of the calendar as people write it: `2026-12-07`, `7.12.2026`, `2026年12月7日`.

use crate::fold::{fold, is_dash, trim_end_mark};
use crate::quiet::time_of_day;
use crate::value::{Takes, Value};

/// A day that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

impl Value for Day {
    type Out = Self;
    const TAKES: Takes = Takes::Day;

    /// The year with four digits, first or last. With slashes only when it is first: else nobody knows which is the month.
    fn read(typed: &str) -> Option<Self> {
        let folded = fold(trim_end_mark(typed.trim()));
        let plain: String = folded.chars().map(|c| if is_dash(c) || "年月".contains(c) { '-' } else { c }).collect();
        let plain = plain.trim_end_matches('日');
        let parts: Vec<&str> = plain.split(['-', '.', '/']).map(str::trim).collect();
        let [first, month, last] = parts[..] else { return None };
        let (year, day) = match (first.len(), last.len()) {
            (4, _) => (first, last),
            (_, 4) if !plain.contains('/') => (last, first),
            _ => return None,
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if ![year, month, day].into_iter().all(digits) || month.len() > 2 || day.len() > 2 {
            return None;
        }
        let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        let exists = (1..=12).contains(&month) && (1..=days_of(year, month)).contains(&day) && year >= 2000;
        exists.then_some(Self { year, month, day })
    }
}

/// A day and a time of it, in the zone of whoever writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub day: Day,
    /// Since midnight.
    pub minutes: u16,
}

impl Value for Moment {
    type Out = Self;
    const TAKES: Takes = Takes::Moment;

    /// `2026-12-07 15:00`: the day as [`Day`] reads it, the time as `15:00`, `15.00` or `15`.
    fn read(typed: &str) -> Option<Self> {
        let folded = fold(trim_end_mark(typed.trim()));
        let (day, time) = folded.trim().rsplit_once(char::is_whitespace)?;
        Some(Self { day: Day::read(day)?, minutes: time_of_day(time)? })
    }
}

fn days_of(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_and_a_time() {
        let afternoon = Some(Moment { day: Day { year: 2026, month: 12, day: 7 }, minutes: 15 * 60 + 30 });
        for typed in ["2026-12-07 15:30", "7.12.2026  15.30", "2026年12月7日 １５：３０"] {
            assert_eq!(Moment::read(typed), afternoon, "{typed}");
        }
        for typed in ["2026-12-07", "15:30", "2026-12-07 25:00", "tomorrow 15:30", "2026-02-30 9:00", ""] {
            assert_eq!(Moment::read(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_day_is_read_where_it_can_mean_one_only() {
        let seventh = Some(Day { year: 2026, month: 12, day: 7 });
        for typed in
            ["2026-12-07", "2026–12–7", "7.12.2026", "07-12-2026", "2026/12/07", "2026年12月7日", "２０２６-12-07."]
        {
            assert_eq!(Day::read(typed), seventh, "{typed}");
        }
        for typed in
            ["7/12/2026", "2026-02-29", "2026-13-01", "26-12-07", "2026-12", "soon", "", "2026-12-7x", "0-0-0000"]
        {
            assert_eq!(Day::read(typed), None, "{typed}");
        }
        assert!(Day::read("2028-02-29").is_some());
    }
}
