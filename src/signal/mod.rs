//! When it is unusual: five-minute tallies per watch, judged against the watch's own history.

mod detector;
pub mod store;

use serde::{Deserialize, Serialize};

use crate::clock::Time;

pub use detector::{Detector, Judgement};

/// The width of a tally, in seconds.
pub const BUCKET_SECONDS: i64 = 300;

/// What one watch heard within one five-minute bucket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Every mention.
    pub total: u32,
    pub negative: u32,
    pub neutral: u32,
    pub positive: u32,
    /// What is left when floods of one text by throw-away accounts count as what they are. At most `total`.
    pub organic: f64,
    /// The negative part of `organic`.
    pub organic_negative: f64,
    /// Distinct authors within the bucket.
    pub authors: u32,
    /// Sum of reach, or of followers where the source gives no reach.
    pub reach: u64,
}

/// The start of the bucket that `at` falls into.
pub fn bucket_of(at: Time) -> Time {
    let seconds = at.timestamp().div_euclid(BUCKET_SECONDS) * BUCKET_SECONDS;
    Time::from_timestamp(seconds, 0).unwrap_or(at)
}

/// How readily an alert is raised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    Fewer,
    #[default]
    Balanced,
    More,
}

/// More voices than the past leads to expect.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spike {
    /// 1 to 10.
    pub severity: u8,
    /// Organic voices within the window.
    pub observed: f64,
    pub expected: f64,
    /// `observed` over `expected`.
    pub factor: f64,
    /// There was less than a day of history.
    pub cold_start: bool,
    pub window_seconds: i64,
    /// 1 and more is an alert.
    pub score: f64,
}
