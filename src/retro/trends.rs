//! What incidents teach together: the clocks of the last ones against those before, what comes again, and how often an
//! alert was worth it. Pure.

use std::collections::BTreeMap;

use chrono::Duration;
use commands::IncidentKind;

use super::results::themes;
use crate::alert::Record;
use crate::clock::Time;

/// The last so many incidents are compared with as many before them.
const COMPARED: usize = 5;
/// A kind of crisis that came so often comes again.
const AGAIN: usize = 2;

/// What is known of an incident that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    pub kind: Option<IncidentKind>,
    pub opened_at: Time,
    pub noticed_at: Option<Time>,
    pub led_at: Option<Time>,
    pub stated_at: Option<Time>,
    pub over_at: Time,
}

/// From the opening of an incident to what it measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    Notice,
    Lead,
    Statement,
    End,
}

/// The median of a clock; none when it never ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub clock: Clock,
    pub lately: Option<Duration>,
    pub before: Option<Duration>,
}

/// The trends.
#[derive(Clone, Debug, PartialEq)]
pub struct Trends {
    pub incidents: usize,
    pub clocks: Vec<Reading>,
    /// The kinds that came again, the most frequent first.
    pub again: Vec<(IncidentKind, usize)>,
    /// Words that come again in why incidents ended, and in how many.
    pub causes: Vec<(String, usize)>,
    /// How far alerts could be believed.
    pub alerts: Record,
}

impl Clock {
    pub const ALL: [Self; 4] = [Self::Notice, Self::Lead, Self::Statement, Self::End];

    /// As the words call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Lead => "lead",
            Self::Statement => "statement",
            Self::End => "end",
        }
    }

    fn of(self, past: &Past) -> Option<Duration> {
        let at = match self {
            Self::Notice => past.noticed_at?,
            Self::Lead => past.led_at?,
            Self::Statement => past.stated_at?,
            Self::End => past.over_at,
        };
        Some((at - past.opened_at).max(Duration::zero()))
    }
}

/// What the past says; the newest incident comes last. `whys` are the words by which people ended them.
pub fn trends(past: &[Past], whys: &[String], alerts: Record) -> Trends {
    let (before, lately) = past.split_at(past.len().saturating_sub(COMPARED));
    let before = &before[before.len().saturating_sub(COMPARED)..];
    let reading = |clock: Clock| Reading { clock, lately: median(clock, lately), before: median(clock, before) };
    let mut kinds: BTreeMap<&str, (IncidentKind, usize)> = BTreeMap::new();
    for kind in past.iter().filter_map(|past| past.kind) {
        kinds.entry(kind.name()).or_insert((kind, 0)).1 += 1;
    }
    let mut again: Vec<_> = kinds.into_values().filter(|(_, times)| *times >= AGAIN).collect();
    again.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    Trends {
        incidents: past.len(),
        clocks: Clock::ALL.map(reading).to_vec(),
        again,
        causes: themes(whys.iter().map(String::as_str)),
        alerts,
    }
}

fn median(clock: Clock, past: &[Past]) -> Option<Duration> {
    let mut all: Vec<Duration> = past.iter().filter_map(|past| clock.of(past)).collect();
    all.sort();
    all.get(all.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(kind: IncidentKind, opened: i64, lead: i64) -> Past {
        let at = |minute: i64| Time::UNIX_EPOCH + Duration::minutes(minute);
        let (opened_at, over_at) = (at(opened), at(opened + 100));
        Past {
            kind: Some(kind),
            opened_at,
            noticed_at: None,
            led_at: Some(at(opened + lead)),
            stated_at: None,
            over_at,
        }
    }

    #[test]
    fn the_last_five_are_set_against_the_five_before() {
        let slow = (0..7).map(|n| past(IncidentKind::Complaint, n * 1_000, 30 + n));
        let quick = (7..12).map(|n| past(IncidentKind::Defect, n * 1_000, n));
        let all: Vec<Past> = slow.chain(quick).collect();
        let whys = ["a bad batch", "Bad BATCH again", "an old rumour"].map(str::to_owned);
        let found = trends(&all, &whys, Record::default());
        assert_eq!(found.causes, [("batch".to_owned(), 2)]);
        let lead = found.clocks[1];
        assert_eq!((lead.lately, lead.before), (Some(Duration::minutes(9)), Some(Duration::minutes(34))));
        assert_eq!((found.clocks[2].lately, found.clocks[3].lately), (None, Some(Duration::minutes(100))));
        assert_eq!(found.again, [(IncidentKind::Complaint, 7), (IncidentKind::Defect, 5)]);
        assert_eq!(found.incidents, 12);
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        let found = trends(&[], &[], Record::default());
        assert!(found.incidents == 0 && found.again.is_empty() && found.clocks.iter().all(|c| c.lately.is_none()));
    }
}
