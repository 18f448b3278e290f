//! Charts as data. A platform asks for [`Chart::png`] when it uploads one.

mod axis;
mod canvas;
mod split;
#[cfg(test)]
mod tests;
mod volume;

use serde::{Deserialize, Serialize};

use crate::clock::Time;

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
    Volume { points: Vec<VolumePoint>, labels: VolumeLabels },
    /// One stacked bar a row: negative, neutral, positive.
    Split { rows: Vec<SplitRow>, labels: SplitLabels },
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
        let drawing = match &self.kind {
            ChartKind::Volume { points, labels } => volume::draw(&self.title, points, labels),
            ChartKind::Split { rows, labels } => split::draw(&self.title, rows, labels),
        };
        drawing.png().map_err(|reason| ChartError { title: self.title.clone(), reason })
    }
}
