//! Dates as exports write them, and which of day and month comes first.
//!
//! `03/04/2026` alone can't be read. A whole column usually can: one `25/04/2026` in it settles the rest.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use regex::{Captures, Regex};

use crate::clock::{Time, when_shown};

/// Which comes first in `03/04/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}

/// A date as far as it can be read alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parsed {
    At(Time),
    /// Without a zone.
    Local(NaiveDateTime),
    /// Numbers and slashes: it is one or the other, where that date exists.
    Either {
        day_first: Option<NaiveDateTime>,
        month_first: Option<NaiveDateTime>,
    },
}

/// What a column says about the order of its days and months.
#[derive(Debug, Default)]
pub struct Evidence {
    day_first: Option<String>,
    month_first: Option<String>,
    undecided: Option<String>,
}

/// Why a column of dates can't be read. The person must say the order.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    #[error("`{0}` may be day/month or month/day, and no other date of the file settles it")]
    Ambiguous(String),
    #[error("`{0}` is day/month and `{1}` is month/day")]
    Contradiction(String, String),
}

impl Evidence {
    /// Weighs one date of the column.
    pub fn add(&mut self, text: &str) {
        let Some(Parsed::Either { day_first, month_first }) = parse(text) else { return };
        let slot = match (day_first, month_first) {
            (Some(one), Some(other)) if one != other => &mut self.undecided,
            (Some(_), None) => &mut self.day_first,
            (None, Some(_)) => &mut self.month_first,
            _ => return,
        };
        slot.get_or_insert_with(|| text.to_owned());
    }

    /// The order of the column; nothing where no date needs one.
    pub fn decide(self) -> Result<Option<DayOrder>, Unclear> {
        match (self.day_first, self.month_first, self.undecided) {
            (Some(day), Some(month), _) => Err(Unclear::Contradiction(day, month)),
            (Some(_), None, _) => Ok(Some(DayOrder::DayFirst)),
            (None, Some(_), _) => Ok(Some(DayOrder::MonthFirst)),
            (None, None, Some(text)) => Err(Unclear::Ambiguous(text)),
            (None, None, None) => Ok(None),
        }
    }
}

/// The moment that `text` names: a date without a zone is in `zone`, slashes are read in `order`. The error says what
/// would be right.
pub fn read(text: &str, order: Option<DayOrder>, zone: Tz) -> Result<Time, String> {
    let shown = || text.chars().take(40).collect::<String>();
    let unreadable = || format!("the date `{}` can't be read; write it as 2026-01-31T12:00:00Z", shown());
    let local = match parse(text).ok_or_else(unreadable)? {
        Parsed::At(at) => return in_range(at).ok_or_else(unreadable),
        Parsed::Local(local) => local,
        Parsed::Either { day_first, month_first } => match order {
            Some(DayOrder::DayFirst) => day_first.ok_or_else(unreadable)?,
            Some(DayOrder::MonthFirst) => month_first.ok_or_else(unreadable)?,
            None if day_first.is_none() || month_first.is_none() || day_first == month_first => {
                day_first.or(month_first).ok_or_else(unreadable)?
            }
            None => {
                return Err(format!("the date `{}` may be day/month or month/day; write it as 2026-01-31", shown()));
            }
        },
    };
    when_shown(zone, local).and_then(in_range).ok_or_else(unreadable)
}

/// Moments that a mention can have: 1990 to 2199.
fn in_range(at: Time) -> Option<Time> {
    (631_152_000..7_258_118_400).contains(&at.timestamp()).then_some(at)
}

/// Reads one date alone.
pub fn parse(text: &str) -> Option<Parsed> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(Parsed::At(at.to_utc()));
    }
    if text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || c == '.')
        && let Some(at) = epoch(text)
    {
        return Some(Parsed::At(at));
    }
    if let Ok(at) = DateTime::parse_from_rfc2822(text) {
        return Some(Parsed::At(at.to_utc()));
    }
    if let Ok(at) = DateTime::parse_from_str(text, "%a %b %d %H:%M:%S %z %Y") {
        return Some(Parsed::At(at.to_utc()));
    }
    written(&text.to_lowercase())
}

/// Seconds, milliseconds or microseconds since 1970, by their length.
fn epoch(text: &str) -> Option<Time> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let number: i64 = whole.parse().ok()?;
    let micros = match whole.len() {
        9 | 10 => {
            let fraction: f64 = if fraction.is_empty() { 0.0 } else { format!("0.{fraction}").parse().ok()? };
            #[expect(clippy::cast_possible_truncation, reason = "under a million")]
            let fraction = (fraction * 1e6) as i64;
            number.checked_mul(1_000_000)?.checked_add(fraction)?
        }
        12 | 13 => number.checked_mul(1_000)?,
        15 | 16 => number,
        _ => return None,
    };
    Utc.timestamp_micros(micros).single()
}

/// `(date)(time)(zone)`, each in the ways that exports have.
fn written(text: &str) -> Option<Parsed> {
    let (date, rest) = DATES.iter().find_map(|(pattern, read)| {
        let found = pattern.captures(text)?;
        Some((read(&found)?, text.get(found.get(0)?.end()..)?))
    })?;
    let (time, zone) = time_of_day(rest)?;
    let with = |date: NaiveDate| date.and_time(time);
    match (date, zone) {
        (Date::Known(date), Some(offset)) => {
            Some(Parsed::At(with(date).checked_sub_signed(TimeDelta::minutes(offset))?.and_utc()))
        }
        (Date::Known(date), None) => Some(Parsed::Local(with(date))),
        // With a zone behind it the order is still unknown, and no export writes that.
        (Date::Either(..), Some(_)) | (Date::Either(None, None), None) => None,
        (Date::Either(one, other), None) => {
            Some(Parsed::Either { day_first: one.map(with), month_first: other.map(with) })
        }
    }
}

enum Date {
    Known(NaiveDate),
    /// Day first, month first.
    Either(Option<NaiveDate>, Option<NaiveDate>),
}

type ReadDate = fn(&Captures<'_>) -> Option<Date>;

/// The ways to write a date. Points are only used day first; slashes and dashes are used both ways.
static DATES: LazyLock<Vec<(Regex, ReadDate)>> = LazyLock::new(|| {
    let ways: [(&str, ReadDate); 6] = [
        (r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", |c| known(number(c, 1)?, number(c, 2)?, number(c, 3)?)),
        (r"^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日", |c| known(number(c, 1)?, number(c, 2)?, number(c, 3)?)),
        (r"^(\d{4})(\d{2})(\d{2})", |c| known(number(c, 1)?, number(c, 2)?, number(c, 3)?)),
        (r"^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})\b", |c| {
            let (one, other, year) = (number(c, 1)?, number(c, 3)?, century(number(c, 4)?));
            let day_first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, other, one);
            let month_first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, one, other);
            if c.get(2)?.as_str() == "." {
                day_first.map(Date::Known)
            } else {
                Some(Date::Either(day_first, month_first))
            }
        }),
        (
            r"^(?:\pL+\.?,?\s+)?(\d{1,2})(?:[-\s./]|st|nd|rd|th|ος|η|º|de\s)*\s*(\pL+)\.?[-\s./,]*(\d{4}|\d{2})\b",
            |c| known(century(number(c, 3)?), month(c.get(2)?.as_str())?, number(c, 1)?),
        ),
        (r"^(?:\pL+\.?,\s+)?(\pL+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", |c| {
            known(number(c, 3)?, month(c.get(1)?.as_str())?, number(c, 2)?)
        }),
    ];
    ways.into_iter().filter_map(|(pattern, read)| Some((Regex::new(pattern).ok()?, read))).collect()
});

fn number(captures: &Captures<'_>, group: usize) -> Option<u32> {
    captures.get(group)?.as_str().parse().ok()
}

fn known(year: u32, month: u32, day: u32) -> Option<Date> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).map(Date::Known)
}

fn century(year: u32) -> u32 {
    if year < 100 { 2000 + year } else { year }
}

/// Months by the start of their names: English, Italian, Bulgarian, Greek, and what else is cheap.
fn month(name: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["jan", "gen", "яну", "ιαν", "ene"],
        &["feb", "fév", "фев", "φεβ"],
        &["mar", "mär", "мар", "μαρ", "μάρ"],
        &["apr", "abr", "avr", "апр", "απρ"],
        &["may", "mag", "mai", "май", "μαΐ", "μαϊ", "μάι"],
        &["jun", "giu", "юни", "ιουν", "ιούν"],
        &["jul", "lug", "юли", "ιουλ", "ιούλ"],
        &["aug", "ago", "авг", "αυγ", "αύγ"],
        &["sep", "set", "сеп", "σεπ"],
        &["oct", "ott", "okt", "окт", "οκτ"],
        &["nov", "ное", "νοε", "νοέ"],
        &["dec", "dic", "dez", "дек", "δεκ"],
    ];
    let index = NAMES.iter().position(|starts| starts.iter().any(|start| name.starts_with(start)))?;
    u32::try_from(index + 1).ok()
}

static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?:[t,\s]|at\b|г\.)*
        (am|pm|上午|下午)?\s*
        (?:(\d{1,2})[:.時](\d{2})(?:[:.分](\d{2}))?秒?(?:[.,](\d{1,9}))?|(\d{2})(\d{2})(\d{2}))\s*
        (a\.?m\.?|p\.?m\.?|π\.?μ\.?|μ\.?μ\.?)?\s*
        (?:(z|utc|gmt)?\s*([+-]\d{1,2}):?(\d{2})?|(z|utc|gmt))?$",
    )
    .ok()
});

/// The time of day behind a date (midnight when there is none), and minutes east of UTC when it says.
fn time_of_day(text: &str) -> Option<(NaiveTime, Option<i64>)> {
    if text.trim().is_empty() {
        return Some((NaiveTime::MIN, None));
    }
    let found = TIME.as_ref()?.captures(text)?;
    let part = |group| number(&found, group);
    let half = found.get(1).or(found.get(9)).map(|half| half.as_str());
    let hour = part(2).or(part(6))?;
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) if half.starts_with('p') || half.starts_with('下') || half.starts_with('μ') => hour % 12 + 12,
        Some(_) => hour % 12,
    };
    let fraction = found.get(5).map_or("", |fraction| fraction.as_str());
    let nanos = format!("{fraction:0<9}").parse().ok()?;
    let seconds = part(4).or(part(8)).unwrap_or_default();
    let time = NaiveTime::from_hms_nano_opt(hour, part(3).or(part(7))?, seconds, nanos)?;
    Some((time, offset(&found)))
}

fn offset(found: &Captures<'_>) -> Option<i64> {
    let Some(hours) = found.get(11) else { return found.get(13).map(|_| 0) };
    let minutes = i64::from(number(found, 12).unwrap_or_default());
    let hours = hours.as_str();
    let east: i64 = hours.trim_start_matches(['+', '-']).parse::<i64>().ok()? * 60 + minutes;
    Some(if hours.starts_with('-') { -east } else { east })
}

#[cfg(test)]
mod tests;
