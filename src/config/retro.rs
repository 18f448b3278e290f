//! `[retro]`: when the team is asked how it went, and what.

use std::path::PathBuf;

use serde::Deserialize;

use crate::retro::plan::Plan;
use crate::retro::questions;

/// `[retro]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RetroSettings {
    /// A survey opens by itself when an incident is resolved.
    pub automatic: bool,
    pub anonymous: bool,
    /// Of fewer people than so many nothing is shown, when it is anonymous. Of two, each knows the other.
    pub least: usize,
    /// From the resolution to the opening, in minutes; then it waits for working hours.
    pub delay_minutes: i64,
    pub days: i64,
    pub reminders: u32,
    /// A file of questions instead of those that ship with Squall.
    pub questions: Option<PathBuf>,
}

impl Default for RetroSettings {
    fn default() -> Self {
        let plan = Plan::default();
        Self {
            automatic: plan.automatic,
            anonymous: plan.anonymous,
            least: plan.least,
            delay_minutes: plan.delay_minutes,
            days: plan.days,
            reminders: plan.reminders,
            questions: None,
        }
    }
}

/// Why surveys can't be held like this. The person must act.
#[derive(Debug, thiserror::Error)]
pub enum RetroError {
    #[error("[retro] {key} = {value} is out of range; use {range}")]
    OutOfRange { key: &'static str, value: i64, range: &'static str },
    #[error("[retro] questions: can't read {}: {source}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("[retro] questions: {}: {why}", path.display())]
    Questions { path: PathBuf, why: String },
}

/// How the team holds its retrospectives.
pub fn plan(settings: &RetroSettings) -> Result<Plan, RetroError> {
    let within = |key, value: i64, range: std::ops::RangeInclusive<i64>, words| {
        if range.contains(&value) { Ok(()) } else { Err(RetroError::OutOfRange { key, value, range: words }) }
    };
    within("delay_minutes", settings.delay_minutes, 0..=43_200, "0 to 43200, which is 30 days")?;
    within("days", settings.days, 1..=60, "1 to 60")?;
    within("reminders", settings.reminders.into(), 0..=5, "0 to 5")?;
    within("least", i64::try_from(settings.least).unwrap_or(i64::MAX), 3..=100, "3 to 100")?;
    let questions = match &settings.questions {
        None => questions::shipped(),
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|source| RetroError::Unreadable { path: path.clone(), source })?;
            questions::read(&text).map_err(|why| RetroError::Questions { path: path.clone(), why })?
        }
    };
    Ok(Plan {
        automatic: settings.automatic,
        anonymous: settings.anonymous,
        least: settings.least,
        delay_minutes: settings.delay_minutes,
        days: settings.days,
        reminders: settings.reminders,
        questions,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_is_said_with_its_key() {
        let of = |text: &str| plan(&toml::from_str(text).unwrap());
        assert_eq!(of("").unwrap(), Plan::default());
        assert!(of("least = 2").unwrap_err().to_string().contains("least = 2"));
        assert!(of("days = 0").unwrap_err().to_string().contains("1 to 60"));
        assert!(of("questions = \"no-such.toml\"").unwrap_err().to_string().contains("no-such.toml"));
        assert_eq!(of("questions = \"src/retro/questions.toml\"").unwrap(), Plan::default());
    }
}
