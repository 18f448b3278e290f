//! Why an alert is believed: who drives it, in which languages, how it feels, and how it grew.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;

use super::store::record;
use super::{Driver, Evidence, Figures};
use crate::clock::Time;
use crate::id::WatchId;
use crate::mention::store::{Heard, loudest};
use crate::post::chart::VolumePoint;
use crate::reading::Lang;
use crate::signal::store::{Stored, languages, of_watch};
use crate::signal::{BUCKET_SECONDS, bucket_of};
use crate::store::{Result, Tx};

/// Mentions that a card shows.
const DRIVERS: usize = 3;
/// Loud mentions that they are chosen from.
const CANDIDATES: i64 = 50;
/// A copy in a flood that weighs less than this drives nothing.
const A_VOICE: f64 = 0.5;
/// A negative mention is as loud as one that is seen by this many times as many.
const NEGATIVE_COUNTS: i64 = 4;
/// A language is new when it has this many mentions now...
const NEW_FROM: i64 = 3;
/// ...and had less than this share in the week before.
const HARDLY: f64 = 0.02;
/// The chart shows this many hours.
const CHART_HOURS: i64 = 24;
/// How far back what people decided is told.
pub const RECORD_DAYS: i64 = 90;

/// What stands behind the figures of a watch now. `expected_hourly` is the chart's dashed line.
pub async fn gather(
    tx: &mut Tx,
    watch: WatchId,
    figures: &Figures,
    expected_hourly: f64,
    now: Time,
) -> Result<Evidence> {
    let end = bucket_of(now) + Duration::seconds(BUCKET_SECONDS);
    let window = end - Duration::minutes(i64::from(figures.window_minutes.max(1)));
    let heard = loudest(tx, watch, window, end, CANDIDATES).await?;
    let now_spoken = languages(tx, watch, window, end).await?;
    let before = languages(tx, watch, window - Duration::days(7), window).await?;
    let tallies = of_watch(tx, watch, end - Duration::hours(CHART_HOURS + 1), end).await?;
    let within = tallies.iter().filter(|tally| tally.bucket() >= window);
    let (negative, total) =
        within.fold((0, 0), |(negative, total), tally| (negative + tally.negative, total + tally.total));
    Ok(Evidence {
        drivers: drivers(&heard, negative * 2 >= total),
        new_languages: new_languages(&now_spoken, &before),
        negative: count(negative),
        total: count(total),
        points: hourly(&tallies, expected_hourly, end),
        record: record(tx, Some(watch), now - Duration::days(RECORD_DAYS)).await?,
    })
}

/// The loudest, each author and each text once. Where most are negative, a negative one counts as louder: it is what the
/// alert is about.
fn drivers(heard: &[Heard], mostly_negative: bool) -> Vec<Driver> {
    let (mut authors, mut texts) = (BTreeSet::new(), BTreeSet::new());
    let mut voices: Vec<&Heard> = heard.iter().filter(|heard| heard.organic >= A_VOICE).collect();
    let louder = |heard: &Heard| if mostly_negative && heard.sentiment == "negative" { NEGATIVE_COUNTS } else { 1 };
    voices.sort_by_key(|heard| Reverse(heard.loudness().saturating_mul(louder(heard))));
    let once =
        voices.into_iter().filter(|heard| authors.insert(heard.author_id.as_str()) && texts.insert(heard.group_key));
    once.take(DRIVERS).map(Driver::from).collect()
}

/// The languages of now (tag and mentions) that hardly spoke before.
pub fn new_languages(now: &[(String, i64)], before: &[(String, i64)]) -> Vec<Lang> {
    let past: BTreeMap<&str, i64> = before.iter().map(|(tag, count)| (tag.as_str(), *count)).collect();
    let all: i64 = past.values().sum();
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    let hardly = |tag: &str| (past.get(tag).copied().unwrap_or_default() as f64) < (all as f64 * HARDLY).max(1.0);
    // Without a past everything is new, and nothing is news.
    let new = now.iter().filter(|(tag, count)| all > 0 && *count >= NEW_FROM && tag != "und" && hardly(tag));
    new.map(|(tag, _)| Lang::from_tag(tag)).collect()
}

/// Whole hours that end now, quiet ones too.
fn hourly(tallies: &[Stored], expected: f64, end: Time) -> Vec<VolumePoint> {
    let start = end - Duration::hours(CHART_HOURS);
    let empty =
        |hour| VolumePoint { at: start + Duration::hours(hour), negative: 0, neutral: 0, positive: 0, expected };
    let mut points: Vec<VolumePoint> = (0..CHART_HOURS).map(empty).collect();
    for stored in tallies {
        let hour = (stored.bucket() - start).num_seconds().div_euclid(3600);
        let point = usize::try_from(hour).ok().and_then(|hour| points.get_mut(hour));
        if let Some(point) = point {
            point.negative += count(stored.negative);
            point.neutral += count(stored.neutral);
            point.positive += count(stored.positive);
        }
    }
    points
}

fn count(stored: i64) -> u32 {
    u32::try_from(stored.max(0)).unwrap_or(u32::MAX)
}

impl From<&Heard> for Driver {
    fn from(heard: &Heard) -> Self {
        Self {
            author: heard.author().to_owned(),
            text: heard.text.clone(),
            followers: heard.followers.and_then(|followers| u64::try_from(followers).ok()),
            language: Lang::from_tag(&heard.language),
            platform: heard.platform.clone(),
            url: heard.url.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(rows: &[(&str, i64)]) -> Vec<(String, i64)> {
        rows.iter().map(|(tag, count)| ((*tag).to_owned(), *count)).collect()
    }

    #[test]
    fn a_language_is_new_when_it_hardly_spoke_before() {
        let before = spoken(&[("en", 950), ("it", 40), ("bg", 10)]);
        let now = spoken(&[("en", 30), ("bg", 9), ("el", 5), ("it", 4), ("und", 8), ("fr", 2)]);
        assert_eq!(new_languages(&now, &before), [Lang::from_tag("bg"), Lang::from_tag("el")]);
        assert_eq!(new_languages(&now, &[]), [], "without a past nothing is news");
    }
}
