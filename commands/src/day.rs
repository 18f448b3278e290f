//! A day of the calendar as people write it: `2026-12-07`, `7.12.2026`, `2026年12月7日`.

use crate::fold::{fold, is_dash, trim_end_mark};
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
