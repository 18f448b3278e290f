//! What happened since last time: the facts of a period, and what makes it a quiet one.

pub mod desk;
mod store;
mod themes;
pub mod voice;

use chrono::Duration;

use crate::clock::Time;
use crate::id::{AlertId, IncidentId};
use crate::mention::store::Heard;
use crate::post::chart::VolumePoint;

pub use themes::{Sample, Theme, themes};

/// A period of fewer mentions may be a quiet one.
const FEW: u64 = 10;
/// Mentions that were copies of few texts are spoken of from this share of all on.
const MANY_COPIES: f64 = 0.3;

/// No source is missed earlier.
const SILENT_AFTER: Duration = Duration::hours(24);

/// What one watch heard within a period. Plain data; what is public in it says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Digest {
    /// The watch's name, as the team typed it.
    pub watch: String,
    /// The period, from its first moment until before its last.
    pub from: Time,
    pub to: Time,
    pub counts: Counts,
    /// The same time before.
    pub before: Counts,
    /// By language tag, most first.
    pub languages: Vec<Part>,
    /// By source, most first. Public: files may name their source.
    pub sources: Vec<Part>,
    /// The columns of the chart; what is expected is what the same column of the time before had.
    pub columns: Vec<VolumePoint>,
    /// The loudest mentions, each text and author once. Public.
    pub drivers: Vec<Heard>,
    /// What people speak of more than before. Public.
    pub themes: Vec<Theme>,
    /// Who spoke most, and to most people.
    pub authors: Authors,
    /// This watch's share of all that was said about it and its competitors. None without competitors.
    pub voice: Option<ShareOfVoice>,
    /// Incidents of this watch, or of none, that are open.
    pub incidents: Vec<IncidentId>,
    /// Alerts of this watch that go on.
    pub alerts: Vec<AlertId>,
    /// Sources that used to speak and are silent.
    pub silent: Vec<Silent>,
    /// It comes later than it was due.
    pub late: Option<Late>,
}

/// Mentions, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    pub total: u64,
    pub negative: u64,
    pub positive: u64,
    /// The total, with floods of one text counted as what they are.
    pub organic: f64,
}

/// The mentions of one language or source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    pub name: String,
    pub total: u64,
    pub negative: u64,
    pub positive: u64,
}

/// Authors with a number, most first. The names are public.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Authors {
    /// By mentions; only those with more than one.
    pub busiest: Vec<(String, u64)>,
    /// By the people who may have seen one mention of theirs.
    pub farthest: Vec<(String, u64)>,
}

/// Shares from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareOfVoice {
    pub ours: f64,
    /// In the time before; none when nobody was spoken of.
    pub before: Option<f64>,
    /// Competitors by name, most first.
    pub theirs: Vec<(String, f64)>,
}

/// A source that has not spoken for long.
#[derive(Clone, Debug, PartialEq)]
pub struct Silent {
    /// Public: files may name their source.
    pub source: String,
    pub since: Time,
}

/// When it should have come, and when it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    pub due: Time,
    pub sent: Time,
}

impl Counts {
    /// Positive less negative, as a share of all: -1 to 1.
    pub fn net(&self) -> f64 {
        net(self.total, self.negative, self.positive)
    }

    pub fn neutral(&self) -> u64 {
        self.total.saturating_sub(self.negative + self.positive)
    }

    /// The mentions that copied a text of the others, where they are many.
    pub fn copies(&self) -> Option<u64> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, never negative")]
        let copies = (count(self.total) - self.organic).round().max(0.0) as u64;
        (copies >= FEW && count(copies) >= MANY_COPIES * count(self.total)).then_some(copies)
    }
}

impl Part {
    pub fn net(&self) -> f64 {
        net(self.total, self.negative, self.positive)
    }
}

impl Digest {
    /// Few spoke, as few as before, and nothing is going on: one line says it.
    pub fn is_quiet(&self) -> bool {
        let fell_silent = self.before.total >= 4 * FEW;
        self.counts.total < FEW
            && self.counts.negative < FEW / 2
            && !fell_silent
            && self.incidents.is_empty()
            && self.alerts.is_empty()
    }

    /// More (or, below zero, less) than before, as a share of before. None when nobody spoke before.
    pub fn change(&self) -> Option<f64> {
        (self.before.total > 0).then(|| count(self.counts.total) / count(self.before.total) - 1.0)
    }
}

/// The width of a column, so that a period has a readable number of them.
pub fn column_width(period: Duration) -> Duration {
    match period.num_hours() {
        ..=3 => Duration::minutes(5),
        4..=12 => Duration::minutes(15),
        13..=48 => Duration::hours(1),
        49..=360 => Duration::hours(6),
        _ => Duration::days(1),
    }
}

/// Whether a source is missed that gave `mentions` within `history` and nothing for the time of `since`: a day, and four
/// times as long as it usually takes.
pub fn is_silent(since: Duration, history: Duration, mentions: i64) -> bool {
    let usual = history.num_seconds() / mentions.max(1);
    since >= SILENT_AFTER && since.num_seconds() >= usual.saturating_mul(4)
}

fn net(total: u64, negative: u64, positive: u64) -> f64 {
    if total == 0 { 0.0 } else { (count(positive) - count(negative)) / count(total) }
}

#[expect(clippy::cast_precision_loss, reason = "mentions stay far below what a double holds")]
fn count(mentions: u64) -> f64 {
    mentions as f64
}

#[cfg(test)]
mod tests;
