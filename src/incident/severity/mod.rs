//! How grave an incident is, by a matrix that people can read and change: rows of points, and the figures they ask for.

pub mod store;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Table;

use super::IncidentKind;

/// The matrix that ships.
pub const SHIPPED: &str = include_str!("../../../assets/incident/severity.toml");
/// The row that asks for the kind of crisis instead of a number.
const LEGAL: &str = "legal";

/// What a row asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Row {
    /// Languages that hardly spoke of it before.
    Scope,
    /// Voices of the last hour, as a multiple of the usual.
    Speed,
    /// People who may have seen it.
    Reach,
    /// Percent that is negative.
    Sentiment,
    /// Pieces in the media.
    Press,
    /// The kind of crisis.
    Legal,
}

/// Points by what was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Points that are a 10.
    full: u32,
    steps: BTreeMap<Row, Vec<(u64, u32)>>,
    legal: BTreeMap<IncidentKind, u32>,
}

/// What the matrix looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    pub new_languages: u64,
    /// Whole multiples.
    pub speed: u64,
    pub reach: u64,
    /// 0 to 100.
    pub negative_percent: u64,
    pub press: u64,
    pub kind: Option<IncidentKind>,
}

/// What the matrix says, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// 1 to 10.
    pub severity: u8,
    /// The rows that gave points, most first.
    pub because: Vec<Reason>,
}

/// A row that gave points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub row: Row,
    /// What was reached; of [`Row::Legal`] nothing.
    pub figure: u64,
    pub points: u32,
}

/// What is wrong with a matrix, and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum MatrixError {
    #[error("[severity] is not TOML: {0}")]
    Toml(#[from] toml::de::Error),
    #[error("[severity] has no row {0:?}; use scope, speed, reach, sentiment, press, legal, and full")]
    Row(String),
    #[error("[severity.{row}] {key} = {value} is no step; write a number that is reached and its points: 1000 = 3")]
    Step { row: String, key: String, value: String },
    #[error("[severity.legal] knows no kind of crisis {0:?}; use the names of /crisis incident kind, such as breach")]
    Kind(String),
    #[error("[severity] full = {0}; use a number of points from 1 on")]
    Full(String),
}

impl Row {
    pub const ALL: [Self; 6] = [Self::Scope, Self::Speed, Self::Reach, Self::Sentiment, Self::Press, Self::Legal];

    pub fn name(self) -> &'static str {
        match self {
            Self::Scope => "scope",
            Self::Speed => "speed",
            Self::Reach => "reach",
            Self::Sentiment => "sentiment",
            Self::Press => "press",
            Self::Legal => LEGAL,
        }
    }
}

impl Default for Matrix {
    /// The one that ships; a test holds that it can be read.
    fn default() -> Self {
        let empty = Self { full: 1, steps: BTreeMap::new(), legal: BTreeMap::new() };
        match toml::from_str(SHIPPED) {
            Ok(table) => empty.clone().with(&table).unwrap_or(empty),
            Err(_) => empty,
        }
    }
}

impl Matrix {
    /// The matrix that ships, with the rows of `text` instead of its own.
    pub fn parse(text: &str) -> Result<Self, MatrixError> {
        Self::default().with(&toml::from_str(text)?)
    }

    fn with(mut self, table: &Table) -> Result<Self, MatrixError> {
        for (name, value) in table {
            let row = Row::ALL.into_iter().find(|row| row.name() == name);
            match (row, value.as_table()) {
                (Some(Row::Legal), Some(kinds)) => self.legal = legal(kinds)?,
                (Some(row), Some(steps)) => drop(self.steps.insert(row, ladder(name, steps)?)),
                (None, None) if name == "full" => self.full = full(value)?,
                _ => return Err(MatrixError::Row(name.clone())),
            }
        }
        Ok(self)
    }

    /// How grave it is by these signals.
    pub fn judge(&self, signals: &Signals) -> Said {
        let reason = |row: Row| {
            let figure = match row {
                Row::Scope => signals.new_languages,
                Row::Speed => signals.speed,
                Row::Reach => signals.reach,
                Row::Sentiment => signals.negative_percent,
                Row::Press => signals.press,
                Row::Legal => 0,
            };
            let points = match row {
                Row::Legal => signals.kind.and_then(|kind| self.legal.get(&kind)).copied(),
                _ => self.steps.get(&row).and_then(|steps| reached(steps, figure)),
            };
            points.filter(|points| *points > 0).map(|points| Reason { row, figure, points })
        };
        let mut because: Vec<Reason> = Row::ALL.into_iter().filter_map(reason).collect();
        because.sort_by_key(|reason| std::cmp::Reverse(reason.points));
        let points = because.iter().map(|reason| reason.points).sum::<u32>().min(self.full);
        // Rounded to the nearest: 1 without points, 10 when full.
        let above_one = (points * 18 + self.full) / (self.full * 2);
        Said { severity: u8::try_from(1 + above_one).unwrap_or(10), because }
    }
}

/// The points of the last step that is reached.
fn reached(steps: &[(u64, u32)], figure: u64) -> Option<u32> {
    steps.iter().rev().find(|(from, _)| figure >= *from).map(|(_, points)| *points)
}

fn points(value: &toml::Value) -> Option<u32> {
    // More than a thousand points overflow nothing, but mean nothing either.
    value.as_integer().and_then(|points| u32::try_from(points).ok()).filter(|points| *points <= 1_000)
}

fn full(value: &toml::Value) -> Result<u32, MatrixError> {
    points(value).filter(|full| *full > 0).ok_or_else(|| MatrixError::Full(value.to_string()))
}

fn ladder(row: &str, steps: &Table) -> Result<Vec<(u64, u32)>, MatrixError> {
    let step = |(key, value): (&String, &toml::Value)| {
        let step = key.replace('_', "").parse().ok().zip(points(value));
        step.ok_or_else(|| MatrixError::Step { row: row.into(), key: key.clone(), value: value.to_string() })
    };
    let mut ladder: Vec<(u64, u32)> = steps.iter().map(step).collect::<Result<_, _>>()?;
    ladder.sort_unstable();
    Ok(ladder)
}

fn legal(kinds: &Table) -> Result<BTreeMap<IncidentKind, u32>, MatrixError> {
    let kind = |(name, value): (&String, &toml::Value)| {
        let kind = IncidentKind::named(name).ok_or_else(|| MatrixError::Kind(name.clone()))?;
        let points = points(value).ok_or_else(|| MatrixError::Step {
            row: LEGAL.into(),
            key: name.clone(),
            value: value.to_string(),
        })?;
        Ok((kind, points))
    };
    kinds.iter().map(kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn signals(new_languages: u64, speed: u64, reach: u64, negative_percent: u64, press: u64) -> Signals {
        Signals { new_languages, speed, reach, negative_percent, press, kind: None }
    }

    #[test]
    fn the_shipped_matrix_grades_a_ripple_a_storm_and_what_stands_between() {
        let matrix = Matrix::default();
        assert_eq!(matrix, Matrix::parse(SHIPPED).unwrap());
        let said = |signals: Signals| matrix.judge(&signals).severity;
        assert_eq!(said(Signals::default()), 1);
        assert_eq!(said(signals(0, 12, 6_000, 100, 0)), 4, "a dozen angry customers");
        assert_eq!(said(signals(1, 20, 30_000, 90, 0)), 8, "and it jumped into another language");
        assert_eq!(said(signals(2, 60, 2_000_000, 85, 12)), 10);
        let breach = Signals { kind: Some(IncidentKind::Breach), ..Signals::default() };
        assert_eq!(matrix.judge(&breach).because, [Reason { row: Row::Legal, figure: 0, points: 6 }]);
    }

    #[test]
    fn a_row_replaces_the_shipped_one_and_what_is_wrong_is_named() {
        let ours = Matrix::parse("full = 10\n[reach]\n1_000 = 10\n").unwrap();
        assert_eq!(ours.judge(&signals(0, 0, 999, 0, 0)).severity, 1);
        assert_eq!(ours.judge(&signals(0, 0, 1_000, 0, 0)).severity, 10);
        assert_eq!(
            ours.judge(&signals(1, 0, 0, 0, 0)).severity,
            Matrix::parse("full = 10").unwrap().judge(&signals(1, 0, 0, 0, 0)).severity
        );
        for (text, says) in [
            ("[weather]\n1 = 2", "no row \"weather\""),
            ("[reach]\nmany = 2", "1000 = 3"),
            ("[reach]\n5 = -1", "1000 = 3"),
            ("[legal]\nlawsuit = 2", "such as breach"),
            ("full = 0", "from 1 on"),
            ("full = [", "not TOML"),
        ] {
            let error = Matrix::parse(text).unwrap_err().to_string();
            assert!(error.contains(says), "{text}: {error}");
        }
    }

    proptest! {
        /// More of anything is never less grave.
        #[test]
        fn it_only_grows(
            (a, b, c, d, e) in (0..5_u64, 0..60_u64, 0..9_000_000_u64, 0..=100_u64, 0..20_u64),
            (v, w, x, y, z) in (0..5_u64, 0..60_u64, 0..9_000_000_u64, 0..=100_u64, 0..20_u64),
        ) {
            let matrix = Matrix::default();
            let less = matrix.judge(&signals(a, b, c, d.min(y), e));
            let more = matrix.judge(&signals(a + v, b + w, c + x, d.max(y), e + z));
            prop_assert!(less.severity <= more.severity && (1..=10).contains(&more.severity));
        }
    }
}
