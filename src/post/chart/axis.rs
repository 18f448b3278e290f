//! Where the labels of an axis go: round numbers, and round times in the reader's zone.

use chrono::{NaiveDateTime, Timelike};
use chrono_tz::Tz;
use commands::Locale;

use super::VolumePoint;
use crate::words;

/// Labels of a time axis at most.
const TIMES: usize = 8;
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Distances between labels that people read at a glance, in seconds.
const STEPS: [i64; 17] = [
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    4 * DAY,
    7 * DAY,
    14 * DAY,
    28 * DAY,
    91 * DAY,
    364 * DAY,
];

/// The labels of a count axis: from 0 in equal round steps to `most` or just above, at most six labels.
pub(super) fn counts(most: f64) -> Vec<u64> {
    let most = if most.is_finite() { most.clamp(1.0, 1e12) } else { 1.0 };
    let mut step = 1u64;
    #[expect(clippy::cast_precision_loss, reason = "far below what a double holds")]
    let covers = |step: u64| step as f64 * 5.0 >= most;
    for factor in [2u64, 5, 10].iter().cycle() {
        if covers(step) {
            break;
        }
        let base = 10u64.pow(step.ilog10());
        step = base * factor;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped above")]
    let needed = most.ceil() as u64;
    (0..=needed.div_ceil(step)).map(|n| n * step).collect()
}

/// The columns that carry a label, with its text: midnight shows the day, other moments the time.
pub(super) fn times(points: &[VolumePoint], zone: &str, locale: Locale) -> Vec<(usize, String)> {
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    let local: Vec<NaiveDateTime> = points.iter().map(|point| point.at.with_timezone(&zone).naive_local()).collect();
    for step in STEPS {
        let marks = crossings(&local, step);
        if marks.len() <= TIMES {
            return marks.into_iter().map(|index| (index, label(local[index], step, locale))).collect();
        }
    }
    Vec::new()
}

/// The first column of each span of `step` seconds of local time. When clocks go back, a span is not begun again.
fn crossings(local: &[NaiveDateTime], step: i64) -> Vec<usize> {
    let span = |at: &NaiveDateTime| at.and_utc().timestamp().div_euclid(step);
    let mut marks = Vec::new();
    let mut reached = None;
    for (index, at) in local.iter().enumerate() {
        let fresh = match reached {
            Some(reached) => span(at) > reached,
            None => at.and_utc().timestamp().rem_euclid(step) == 0,
        };
        if fresh {
            marks.push(index);
        }
        reached = reached.max(Some(span(at)));
    }
    marks
}

fn label(at: NaiveDateTime, step: i64, locale: Locale) -> String {
    if step >= DAY || (at.hour() == 0 && at.minute() == 0) {
        words::day(locale, at.date())
    } else {
        at.format("%H:%M").to_string()
    }
}
