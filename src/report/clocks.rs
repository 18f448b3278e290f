//! How long it took until something happened, against this team's past. Pure.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::clock::Time;

/// When what happened in an incident.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moments {
    /// From then on what the public says belongs to it.
    pub began_at: Option<Time>,
    /// The alert spoke.
    pub raised_at: Option<Time>,
    pub opened_at: Time,
    /// Somebody first did anything about it.
    pub noticed_at: Option<Time>,
    pub led_at: Option<Time>,
    /// The team first spoke in public.
    pub stated_at: Option<Time>,
    pub over_at: Option<Time>,
    /// Voices and mood were as usual from then on.
    pub calm_at: Option<Time>,
}

/// From what to what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// From the first word to the alert; to the opening where nothing raised it.
    Detect,
    /// From the alert, or the opening, until somebody looked.
    Acknowledge,
    /// From the opening until somebody led.
    Lead,
    /// From the opening to the first statement.
    Statement,
    /// From the opening until it was over.
    Resolve,
    /// From the first word until voices and mood were as usual again.
    Recovery,
}

/// A clock, and what it used to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub clock: Clock,
    pub seconds: Option<u64>,
    /// Of the incidents before; none when it never ran in them.
    pub median_seconds: Option<u64>,
    /// In how many of them it ran.
    pub of: usize,
}

impl Clock {
    pub const ALL: [Self; 6] =
        [Self::Detect, Self::Acknowledge, Self::Lead, Self::Statement, Self::Resolve, Self::Recovery];

    /// As the words call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Detect => "detect",
            Self::Acknowledge => "acknowledge",
            Self::Lead => "lead",
            Self::Statement => "statement",
            Self::Resolve => "resolve",
            Self::Recovery => "recovery",
        }
    }

    /// How long it ran; none while it runs, or where nothing started it.
    pub fn of(self, moments: &Moments) -> Option<Duration> {
        let Moments { began_at, raised_at, opened_at, noticed_at, led_at, stated_at, over_at, calm_at } = *moments;
        let (from, to) = match self {
            Self::Detect => (began_at?, raised_at.unwrap_or(opened_at)),
            Self::Acknowledge => (raised_at.unwrap_or(opened_at), noticed_at?),
            Self::Lead => (opened_at, led_at?),
            Self::Statement => (opened_at, stated_at?),
            Self::Resolve => (opened_at, over_at?),
            Self::Recovery => (began_at?, calm_at?),
        };
        Some((to - from).max(Duration::zero()))
    }
}

/// Every clock of an incident, against those before it.
pub fn readings(now: &Moments, past: &[Moments]) -> Vec<Reading> {
    let seconds = |length: Duration| u64::try_from(length.num_seconds()).unwrap_or_default();
    let reading = |clock: Clock| {
        let mut before: Vec<u64> = past.iter().filter_map(|past| clock.of(past)).map(seconds).collect();
        let of = before.len();
        Reading { clock, seconds: clock.of(now).map(seconds), median_seconds: median(&mut before), of }
    };
    Clock::ALL.map(reading).to_vec()
}

/// The middle one; between the two in the middle where there is no such.
fn median(all: &mut [u64]) -> Option<u64> {
    all.sort_unstable();
    let upper = *all.get(all.len() / 2)?;
    let lower = if all.len().is_multiple_of(2) { all[all.len() / 2 - 1] } else { upper };
    Some(lower.midpoint(upper))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Time {
        Time::UNIX_EPOCH + Duration::minutes(minute)
    }

    #[test]
    fn each_clock_starts_where_it_can() {
        let by_hand =
            Moments { opened_at: at(10), noticed_at: Some(at(10)), led_at: Some(at(14)), ..Moments::default() };
        let found: Vec<_> =
            Clock::ALL.iter().map(|clock| clock.of(&by_hand).map(|length| length.num_minutes())).collect();
        assert_eq!(found, [None, Some(0), Some(4), None, None, None]);
        let heard = Moments { began_at: Some(at(0)), raised_at: Some(at(6)), calm_at: Some(at(90)), ..by_hand };
        let found = |clock: Clock| clock.of(&heard).map(|length| length.num_minutes());
        assert_eq!((found(Clock::Detect), found(Clock::Acknowledge)), (Some(6), Some(4)));
        assert_eq!(found(Clock::Recovery), Some(90));
        let early = Moments { began_at: Some(at(20)), ..heard };
        assert_eq!(Clock::Detect.of(&early), Some(Duration::zero()), "nothing takes less than no time");
    }

    #[test]
    fn the_past_is_its_middle_and_those_in_which_the_clock_never_ran_do_not_count() {
        let led = |minute: i64| Moments { led_at: Some(at(minute)), ..Moments::default() };
        let never = Moments::default();
        let lead = |past: &[Moments]| readings(&led(5), past)[2];
        assert_eq!(lead(&[]), Reading { clock: Clock::Lead, seconds: Some(300), median_seconds: None, of: 0 });
        let past = [led(30), never, led(2), led(7)];
        assert_eq!((lead(&past).median_seconds, lead(&past).of), (Some(420), 3));
        let past = [led(30), led(2), led(7), led(9)];
        assert_eq!(lead(&past).median_seconds, Some(480));
    }
}
