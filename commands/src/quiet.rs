//! Hours of the day, as people write them: `22:00-07:00`, `22-7`.

use crate::fold::{fold, is_dash, trim_end_mark};
use crate::words;

/// When a person wants to be left alone. Minutes since midnight; the hours may span it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quiet {
    Off,
    Hours { from: u16, until: u16 },
}

impl Quiet {
    /// `22:00-07:00` with any dash, `22-7`, `off`.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        let typed = trim_end_mark(typed.trim());
        if words::is_called(typed, "value-off") {
            return Some(Self::Off);
        }
        let folded = fold(typed);
        let (from, until) = folded.split_once(is_dash)?;
        let (from, until) = (time_of_day(from)?, time_of_day(until)?);
        (from != until).then_some(Self::Hours { from, until })
    }
}

/// `22:00`, `22.00` or `22`, in minutes since midnight; `24:00` is midnight.
pub(crate) fn time_of_day(text: &str) -> Option<u16> {
    let number = |text: &str| -> Option<u16> {
        let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse().ok())?
    };
    let (hours, minutes) = text.trim().split_once([':', '.']).unwrap_or((text.trim(), "0"));
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let all = hours * 60 + minutes;
    (minutes < 60 && all <= 24 * 60).then_some(all % (24 * 60))
}
