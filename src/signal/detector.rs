//! The online volume detector of one watch: the last minutes against the watch's own past.
//!
//! Counts over 5, 15 and 60 minutes are compared with what the watch's last day and the same hour of its last two
//! weeks lead to expect; the spread is that of an overdispersed count (variance = mean + (cv x mean)^2), as public
//! conversation comes in clusters. Hours inside an episode are capped before they enter the baseline, so that a crisis
//! does not teach the detector that crises are normal.

use std::collections::VecDeque;

use crate::clock::Time;

use super::{BUCKET_SECONDS, Sensitivity, Spike};

/// Hours of history kept: two weeks.
const HISTORY_HOURS: usize = 14 * 24;
/// The windows judged, in buckets: 5, 15 and 60 minutes.
const WINDOWS: [i64; 3] = [1, 3, 12];
/// Fewer voices than this within a window are never an alert.
const LEAST_VOICES: f64 = 10.0;
/// Conversation is at least this uneven, whatever a short history says.
const LEAST_VARIATION: f64 = 0.3;
/// Hours of history before the baseline is believed; until then three times as many voices are asked for.
const COLD_HOURS: usize = 24;
/// With fewer hours there is nothing to compare with, so nothing is said.
const LEAST_HOURS: usize = 3;
/// After an alert the watch must be calm this long before the next, in seconds.
const COOL_DOWN_SECONDS: i64 = 6 * 3600;
/// An hour inside an episode enters the baseline as at most this many times what was expected.
const EPISODE_CAP: f64 = 3.0;

/// Buckets kept: the open hour and the one before it.
const BUCKETS: i64 = 2 * 3600 / BUCKET_SECONDS;

/// The detector of one watch. About 3 kB.
#[derive(Clone, Debug)]
pub struct Detector {
    sensitivity: Sensitivity,
    /// Closed hours, newest last.
    hours: VecDeque<f64>,
    /// The hour that is open, as hours since the epoch.
    hour: Option<i64>,
    /// The last hours by bucket: bucket number and voices, in order of time.
    buckets: VecDeque<(i64, f64)>,
    /// The last moment that was unusual.
    last_unusual: Option<Time>,
    /// Whether an episode goes on.
    raised: bool,
}

/// What a detector says about now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Judgement {
    /// Nothing has been unusual for long enough: whatever was, is over.
    Calm,
    /// An episode goes on, though this moment is not unusual.
    Ebbing,
    /// This moment is unusual.
    Unusual { spike: Spike, first: bool },
}

impl Detector {
    pub fn new(sensitivity: Sensitivity) -> Self {
        Self {
            sensitivity,
            hours: VecDeque::new(),
            hour: None,
            buckets: VecDeque::new(),
            last_unusual: None,
            raised: false,
        }
    }

    /// Says how many organic voices the bucket of `at` has by now. Saying the same twice changes nothing; what is older
    /// than the hours that are kept is ignored.
    pub fn tell(&mut self, at: Time, organic: f64) {
        self.roll_to(at);
        let bucket = at.timestamp().div_euclid(BUCKET_SECONDS);
        let at_least = self.hour.unwrap_or_default() * (3600 / BUCKET_SECONDS) - BUCKETS;
        match self.buckets.binary_search_by_key(&bucket, |(number, _)| *number) {
            Ok(known) => self.buckets[known].1 = organic,
            Err(_) if bucket <= at_least => {}
            Err(place) => self.buckets.insert(place, (bucket, organic)),
        }
    }

    /// How unusual now is: 1 and more is an alert. The spike is there whenever the score is positive.
    pub fn judge(&self, now: Time) -> Option<Spike> {
        WINDOWS.iter().filter_map(|&window| self.judge_window(now, window)).max_by(|a, b| a.score.total_cmp(&b.score))
    }

    /// Judges now, and keeps track of the episode.
    pub fn step(&mut self, now: Time) -> Judgement {
        self.roll_to(now);
        let calm = self.last_unusual.is_none_or(|last| (now - last).num_seconds() > COOL_DOWN_SECONDS);
        if calm {
            self.raised = false;
        }
        match self.judge(now).filter(|spike| spike.score >= 1.0) {
            Some(spike) => {
                self.last_unusual = Some(now);
                let first = !std::mem::replace(&mut self.raised, true);
                Judgement::Unusual { spike, first }
            }
            None if calm => Judgement::Calm,
            None => Judgement::Ebbing,
        }
    }

    /// Voices an hour that the past leads to expect: the busier of the last day and this hour of the last two weeks.
    pub fn expected_hourly(&self) -> f64 {
        let day = mean(self.hours.iter().rev().take(24));
        let same_hour = mean(self.hours.iter().rev().skip(23).step_by(24));
        day.max(same_hour)
    }

    fn judge_window(&self, now: Time, window: i64) -> Option<Spike> {
        let bucket = now.timestamp().div_euclid(BUCKET_SECONDS);
        let observed: f64 = self.buckets.iter().filter(|(at, _)| *at > bucket - window).map(|(_, count)| count).sum();
        let cold = self.hours.len() < COLD_HOURS;
        let least = if cold { LEAST_VOICES * 3.0 } else { LEAST_VOICES };
        if observed < least || self.hours.len() < LEAST_HOURS {
            return None;
        }
        let hours = f64::from(i32::try_from(window * BUCKET_SECONDS).unwrap_or(i32::MAX)) / 3600.0;
        let hourly = self.expected_hourly();
        let expected = hourly * hours;
        let variation = self.variation(hourly).max(LEAST_VARIATION);
        let spread = (expected + (variation * expected).powi(2) + 1.0).sqrt();
        let score = (observed - expected) / (self.sensitivity.spreads() * spread);
        (score > 0.0).then(|| Spike {
            severity: severity(observed / expected.max(1.0), observed),
            observed,
            expected,
            factor: observed / expected.max(0.1),
            cold_start: cold,
            window_seconds: window * BUCKET_SECONDS,
            score,
        })
    }

    /// The coefficient of variation of the last week's hours, at most 3.
    fn variation(&self, around: f64) -> f64 {
        let week = self.hours.iter().rev().take(7 * 24);
        let squares: Vec<f64> = week.map(|hour| (hour - around).powi(2)).collect();
        (mean(squares.iter()).sqrt() / around.max(1.0)).min(3.0)
    }

    /// Closes hours and forgets buckets up to `at`. A long silence costs no more than the history's length.
    fn roll_to(&mut self, at: Time) {
        let hour = at.timestamp().div_euclid(3600);
        let open = *self.hour.get_or_insert(hour);
        if hour <= open {
            return;
        }
        let cap = if self.raised { EPISODE_CAP * self.expected_hourly().max(1.0) } else { f64::INFINITY };
        let in_hour = |(bucket, _): &&(i64, f64)| (bucket * BUCKET_SECONDS).div_euclid(3600) == open;
        let voices: f64 = self.buckets.iter().filter(in_hour).map(|(_, voices)| voices).sum();
        self.push_hour(voices.min(cap));
        let silent = usize::try_from(hour - open - 1).unwrap_or(0).min(HISTORY_HOURS);
        (0..silent).for_each(|_| self.push_hour(0.0));
        self.hour = Some(hour);
        let oldest = at.timestamp().div_euclid(BUCKET_SECONDS) - BUCKETS;
        while self.buckets.front().is_some_and(|(old, _)| *old <= oldest) {
            self.buckets.pop_front();
        }
    }

    fn push_hour(&mut self, count: f64) {
        if self.hours.len() == HISTORY_HOURS {
            self.hours.pop_front();
        }
        self.hours.push_back(count);
    }
}

impl Sensitivity {
    /// How many spreads above the expected an alert begins.
    fn spreads(self) -> f64 {
        match self {
            Self::Fewer => 5.0,
            Self::Balanced => 3.5,
            Self::More => 2.5,
        }
    }
}

/// 1 to 10: five points for each tenfold above the expected, and one for each tenfold of voices beyond ten.
fn severity(factor: f64, observed: f64) -> u8 {
    let points = 1.0 + 5.0 * factor.max(1.0).log10() + (observed / 10.0).max(1.0).log10();
    // Clamped to 1..=10 first, so the cast is exact.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=10")]
    let severity = points.round().clamp(1.0, 10.0) as u8;
    severity
}

fn mean<'a>(values: impl Iterator<Item = &'a f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count == 0.0 { 0.0 } else { sum / count }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(n: i64) -> Time {
        Time::from_timestamp(1_700_000_000 + n * 60, 0).unwrap()
    }

    /// Tells the detector what people do: one by one.
    fn hear(detector: &mut Detector, counts: &mut std::collections::BTreeMap<i64, f64>, at: Time, voices: f64) {
        let count = counts.entry(at.timestamp().div_euclid(BUCKET_SECONDS)).or_default();
        *count += voices;
        detector.tell(at, *count);
    }

    fn is_first(judgement: Judgement) -> bool {
        matches!(judgement, Judgement::Unusual { first: true, .. })
    }

    /// Four voices an hour for seven days.
    fn after_a_quiet_week() -> Detector {
        let mut detector = Detector::new(Sensitivity::Balanced);
        for quarter in 0..7 * 96 {
            detector.tell(minute(quarter * 15), 1.0);
            assert_eq!(detector.step(minute(quarter * 15)), Judgement::Calm, "a murmur is no alert");
        }
        detector
    }

    #[test]
    fn a_shout_after_a_quiet_week_raises_one_alert_before_its_bucket_ends() {
        let (mut detector, mut counts) = (after_a_quiet_week(), Default::default());
        let start = 7 * 1440;
        let alerts: Vec<i64> = (0..120)
            .filter(|n| {
                hear(&mut detector, &mut counts, minute(start + n), 6.0);
                is_first(detector.step(minute(start + n)))
            })
            .collect();
        assert_eq!(alerts.len(), 1);
        assert!(alerts[0] < 5, "six voices a minute are noticed within five minutes, not {}", alerts[0]);
    }

    #[test]
    fn an_episode_ends_after_six_calm_hours_and_then_a_new_one_may_begin() {
        let (mut detector, mut counts) = (after_a_quiet_week(), Default::default());
        let start = 7 * 1440;
        hear(&mut detector, &mut counts, minute(start), 40.0);
        assert!(is_first(detector.step(minute(start))));
        assert_eq!(detector.step(minute(start + 120)), Judgement::Ebbing);
        hear(&mut detector, &mut counts, minute(start + 180), 40.0);
        assert!(!is_first(detector.step(minute(start + 180))), "the same episode");
        assert_eq!(detector.step(minute(start + 180 + 370)), Judgement::Calm);
        hear(&mut detector, &mut counts, minute(start + 600), 60.0);
        assert!(is_first(detector.step(minute(start + 600))));
    }

    #[test]
    fn saying_the_same_twice_changes_nothing_and_lateness_finds_its_bucket() {
        let (mut once, mut twice) = (after_a_quiet_week(), after_a_quiet_week());
        let start = 7 * 1440;
        once.tell(minute(start), 9.0);
        once.tell(minute(start + 10), 9.0);
        for _ in 0..3 {
            twice.tell(minute(start + 10), 9.0);
            twice.tell(minute(start), 9.0);
        }
        assert_eq!(once.judge(minute(start + 11)), twice.judge(minute(start + 11)));
        assert!(once.judge(minute(start + 11)).is_some());
    }

    #[test]
    fn what_floods_leave_behind_raises_nothing() {
        let (mut detector, mut counts) = (after_a_quiet_week(), Default::default());
        for n in 0..500 {
            hear(&mut detector, &mut counts, minute(7 * 1440 + n / 10), 0.02);
            assert_eq!(detector.step(minute(7 * 1440 + n / 10)), Judgement::Calm);
        }
    }

    #[test]
    fn the_same_shout_on_the_first_day_needs_more_voices() {
        let (mut detector, mut counts) = (Detector::new(Sensitivity::Balanced), Default::default());
        for n in 0..15 {
            hear(&mut detector, &mut counts, minute(n), 1.0);
            assert_eq!(detector.step(minute(n)), Judgement::Calm);
        }
    }

    #[test]
    fn a_year_of_silence_costs_nothing_and_means_nothing() {
        let mut detector = after_a_quiet_week();
        detector.tell(minute(366 * 1440), 1.0);
        assert_eq!(detector.step(minute(366 * 1440)), Judgement::Calm);
    }
}
