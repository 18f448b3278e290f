//! Charts as data. A platform asks for [`Chart::png`] when it uploads one.

mod axis;
mod canvas;
mod event;
mod pairs;
mod split;
#[cfg(test)]
mod tests;
mod volume;

use serde::{Deserialize, Serialize};

use chrono_tz::Tz;

use crate::clock::Time;
use crate::words::{Locale, word};

/// A picture drawn from data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    pub title: String,
    /// What the picture shows, in a sentence, for those who can't see it.
    pub alt: String,
    pub kind: ChartKind,
}

/// The shapes that charts come in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Volume over time as columns of equal width, split by sentiment, with the expected volume as a line.
    Volume {
        points: Vec<VolumePoint>,
        labels: VolumeLabels,
        /// What happened meanwhile, over the columns.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        events: Vec<Event>,
    },
    /// The same columns as shares of a hundred: how the mood went. What is expected is not drawn.
    Mood { points: Vec<VolumePoint>, labels: VolumeLabels, events: Vec<Event> },
    /// One stacked bar a row: negative, neutral, positive.
    Split { rows: Vec<SplitRow>, labels: SplitLabels },
    /// Two bars a row: a value and what it used to be. Each row has its own scale.
    Pairs { rows: Vec<PairRow>, labels: PairLabels },
}

/// One column: the mentions that began within it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct VolumePoint {
    pub at: Time,
    pub negative: u32,
    pub neutral: u32,
    pub positive: u32,
    pub expected: f64,
}

/// Something that happened, or went on for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub at: Time,
    /// A band when it lasted, a line when it happened.
    pub until: Option<Time>,
    pub label: String,
}

/// The legend of a volume chart, in the reader's language, and the zone of its time axis (IANA name; UTC when unknown).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VolumeLabels {
    pub negative: String,
    pub neutral: String,
    pub positive: String,
    pub expected: String,
    pub zone: String,
    /// How numbers and dates are written, as a BCP 47 tag; English when empty.
    #[serde(default)]
    pub language: String,
}

impl VolumeLabels {
    /// Of mentions by sentiment, against what `expected` names.
    pub fn new(locale: Locale, zone: Tz, expected: &str) -> Self {
        let SplitLabels { negative, neutral, positive, language } = SplitLabels::of_sentiment(locale);
        Self { negative, neutral, positive, expected: word(locale, expected), zone: zone.name().to_owned(), language }
    }
}

/// One bar of a split chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SplitRow {
    pub label: String,
    pub negative: u32,
    pub neutral: u32,
    pub positive: u32,
}

/// The legend of a split chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SplitLabels {
    pub negative: String,
    pub neutral: String,
    pub positive: String,
    /// How numbers are written, as a BCP 47 tag; English when empty.
    #[serde(default)]
    pub language: String,
}

impl SplitLabels {
    pub fn of_sentiment(locale: Locale) -> Self {
        Self::named(locale, ["common-negative", "common-neutral", "common-positive"])
    }

    /// Of answers on a scale.
    pub fn of_agreement(locale: Locale) -> Self {
        Self::named(locale, ["retro-disagree", "retro-undecided", "retro-agree"])
    }

    fn named(locale: Locale, keys: [&str; 3]) -> Self {
        let [negative, neutral, positive] = keys.map(|key| word(locale, key));
        Self { negative, neutral, positive, language: locale.tag().to_owned() }
    }
}

/// One row of a chart of pairs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairRow {
    /// Rows of one group stand together, under its name, and have one scale.
    #[serde(default)]
    pub group: String,
    pub label: String,
    pub now: PairBar,
    pub before: Option<PairBar>,
}

/// One bar: how long it is in any unit, and how that is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairBar {
    pub value: f64,
    pub text: String,
}

/// The legend of a chart of pairs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PairLabels {
    pub now: String,
    pub before: String,
}

/// Why a chart could not be drawn: our bug, never the data's.
#[derive(Debug, thiserror::Error)]
#[error("the chart \"{title}\" could not be drawn: {reason}; please report it")]
pub struct ChartError {
    pub title: String,
    pub reason: String,
}

impl Chart {
    /// The picture as PNG: about 1200 by 480 pixels, meant to be shown at half that size. Takes some 20 ms; the fonts
    /// are in the binary.
    pub fn png(&self) -> Result<Vec<u8>, ChartError> {
        self.draw().png().map_err(|reason| ChartError { title: self.title.clone(), reason })
    }

    /// The picture as SVG, to stand in a page. Its text stays text, in the reader's fonts.
    pub fn svg(&self) -> String {
        self.draw().svg()
    }

    fn draw(&self) -> canvas::Canvas {
        let title = &self.title;
        match &self.kind {
            ChartKind::Volume { points, labels, events } => volume::draw(title, points, labels, events),
            ChartKind::Mood { points, labels, events } => volume::shares(title, points, labels, events),
            ChartKind::Split { rows, labels } => split::draw(title, rows, labels),
            ChartKind::Pairs { rows, labels } => pairs::draw(title, rows, labels),
        }
    }
}
