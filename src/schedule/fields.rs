//! The five fields, as Unix cron reads them.

use std::collections::BTreeSet;
use std::fmt;

use super::ScheduleError;

/// A field of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Minute,
    Hour,
    Day,
    Month,
    Weekday,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

impl Field {
    const ALL: [Self; 5] = [Self::Minute, Self::Hour, Self::Day, Self::Month, Self::Weekday];

    /// What it takes, in a few words.
    pub fn takes(self) -> &'static str {
        match self {
            Self::Minute => "0-59",
            Self::Hour => "0-23",
            Self::Day => "1-31",
            Self::Month => "1-12 or JAN-DEC",
            Self::Weekday => "0-7 or SUN-SAT, 0 and 7 being Sunday",
        }
    }

    fn bounds(self) -> (u32, u32) {
        match self {
            Self::Minute => (0, 59),
            Self::Hour => (0, 23),
            Self::Day => (1, 31),
            Self::Month => (1, 12),
            Self::Weekday => (0, 7),
        }
    }

    fn value(self, typed: &str) -> Option<u32> {
        let (first, last) = self.bounds();
        let named = |names: &[&str]| names.iter().position(|name| name.eq_ignore_ascii_case(typed));
        let place = match self {
            Self::Month => named(&MONTHS).map(|place| place + 1),
            Self::Weekday => named(&WEEKDAYS),
            _ => None,
        };
        let digits = typed.len() <= 2 && typed.bytes().all(|byte| byte.is_ascii_digit());
        let value = match place {
            Some(place) => u32::try_from(place).ok(),
            None => typed.parse().ok().filter(|_| digits),
        };
        value.filter(|value| (first..=last).contains(value))
    }

    /// `*`, `5`, `1-5`, any of them with `/step`; `5/10` goes on to the end.
    fn part(self, typed: &str) -> Option<Vec<u32>> {
        let (first, last) = self.bounds();
        let (range, step) = match typed.split_once('/') {
            Some((range, step)) => (range, Some(step.parse::<u16>().ok().filter(|step| *step > 0)?)),
            None => (typed, None),
        };
        let (from, to) = match range.split_once('-') {
            _ if range == "*" => (first, last.min(if self == Self::Weekday { 6 } else { last })),
            Some((from, to)) => (self.value(from)?, self.value(to)?),
            None => {
                let from = self.value(range)?;
                (from, if step.is_some() { last } else { from })
            }
        };
        // A week may end on Sunday: `SAT-SUN`.
        let to = if self == Self::Weekday && to == 0 && from > 0 { 7 } else { to };
        (from <= to).then(|| (from..=to).step_by(usize::from(step.unwrap_or(1))).collect())
    }

    fn read(self, typed: &str) -> Result<BTreeSet<u32>, ScheduleError> {
        let mut values = BTreeSet::new();
        for part in typed.split(',') {
            let wrong = || ScheduleError::Value { field: self, typed: part.chars().take(40).collect() };
            values.extend(self.part(part).ok_or_else(wrong)?);
        }
        if self == Self::Weekday && values.remove(&7) {
            values.insert(0);
        }
        Ok(values)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day of the month",
            Self::Month => "month",
            Self::Weekday => "weekday",
        })
    }
}

/// A schedule's values, read and checked.
pub(super) struct Fields {
    values: [BTreeSet<u32>; 5],
    /// Both days are restricted: a day matches by either. As in Unix cron, a field that begins with `*` restricts
    /// nothing here, whatever its step.
    either_day: bool,
}

impl Fields {
    pub fn parse(cron: &str) -> Result<Self, ScheduleError> {
        let typed: Vec<&str> = match cron.trim() {
            "@hourly" => "0 * * * *",
            "@daily" | "@midnight" => "0 0 * * *",
            "@weekly" => "0 0 * * 0",
            "@monthly" => "0 0 1 * *",
            "@yearly" | "@annually" => "0 0 1 1 *",
            cron => cron,
        }
        .split_whitespace()
        .collect();
        let &[_, _, day, _, weekday] = typed.as_slice() else { return Err(ScheduleError::Count(typed.len())) };
        let mut values: [BTreeSet<u32>; 5] = Default::default();
        for ((field, typed), values) in Field::ALL.into_iter().zip(&typed).zip(&mut values) {
            *values = field.read(typed)?;
        }
        Ok(Self { values, either_day: !day.starts_with('*') && !weekday.starts_with('*') })
    }

    /// As the `cron` crate reads it: seconds first, Sunday is 1.
    pub fn expressions(&self) -> Vec<String> {
        let [minutes, hours, days, months, weekdays] = &self.values;
        let (minutes, hours, days, months) = (list(minutes, 0), list(hours, 0), list(days, 0), list(months, 0));
        let weekdays = list(weekdays, 1);
        if self.either_day {
            vec![format!("0 {minutes} {hours} {days} {months} *"), format!("0 {minutes} {hours} * {months} {weekdays}")]
        } else {
            vec![format!("0 {minutes} {hours} {days} {months} {weekdays}")]
        }
    }
}

fn list(values: &BTreeSet<u32>, plus: u32) -> String {
    let values: Vec<String> = values.iter().map(|value| (value + plus).to_string()).collect();
    values.join(",")
}
