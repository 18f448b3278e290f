//! Volume over time: stacked columns, and the expected volume as a line; or the same as shares of a hundred.

use commands::Locale;

use super::canvas::{Canvas, FAINT_INK, GRID, INK, NEGATIVE, NEUTRAL, POSITIVE, Pen, measure};
use super::event::{self, LANE};
use super::{Event, VolumeLabels, VolumePoint, axis};
use crate::clock::Time;
use crate::words::{number, percent};

const WIDTH: f32 = 600.0;
pub(super) const MARGIN: f32 = 18.0;
const TOP: f32 = 66.0;
/// From the top of the columns to their foot, and below it.
const TALL: f32 = 144.0;
const FOOT: f32 = 30.0;
/// Columns at most; more are put together, so that each can be seen.
const COLUMNS: usize = 180;
const GAP: f32 = 14.0;

/// Where counts and columns stand in the picture.
pub(super) struct Plot {
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    column: f32,
    most: f64,
}

impl Plot {
    fn y(&self, count: f64) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "a share")]
        let share = (count / self.most).clamp(0.0, 1.0) as f32;
        self.bottom - share * (self.bottom - self.top)
    }

    fn x(&self, index: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "at most a few hundred")]
        let index = index as f32;
        self.left + index * self.column
    }

    /// Where a moment stands; at the edge when it is before or after all columns.
    pub fn at(&self, points: &[VolumePoint], at: Time) -> Option<f32> {
        let [first, second, ..] = points else { return None };
        #[expect(clippy::cast_precision_loss, reason = "a place in a picture")]
        let place = |from: Time, to: Time| (to - from).num_seconds() as f32;
        let step = place(first.at, second.at);
        let x = self.left + place(first.at, at) / step * self.column;
        (step > 0.0).then(|| x.clamp(self.left, self.right))
    }
}

pub(super) fn draw(title: &str, points: &[VolumePoint], labels: &VolumeLabels, events: &[Event]) -> Canvas {
    let points = merged(points);
    let most = points.iter().map(tallest).fold(0.0, f64::max);
    let locale = Locale::nearest(&labels.language).unwrap_or_default();
    let ticks = axis::counts(most).into_iter().map(|tick| (tick, number(locale, tick))).collect();
    columned(title, &points, labels, events, ticks)
}

pub(super) fn shares(title: &str, points: &[VolumePoint], labels: &VolumeLabels, events: &[Event]) -> Canvas {
    let points: Vec<VolumePoint> = merged(points).iter().map(share).collect();
    let locale = Locale::nearest(&labels.language).unwrap_or_default();
    let ticks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|part| (whole(part * HUNDRED), percent(locale, part)));
    let labels = VolumeLabels { expected: String::new(), ..labels.clone() };
    columned(title, &points, &labels, events, ticks.to_vec())
}

/// Shares are drawn as so many.
const HUNDRED: f64 = 10_000.0;

fn whole(count: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a hundred")]
    let count = count.round().max(0.0) as u64;
    count
}

/// A column as shares; one that heard nothing stays empty.
fn share(point: &VolumePoint) -> VolumePoint {
    let all = f64::from(point.negative) + f64::from(point.neutral) + f64::from(point.positive);
    let part = |count: u32| u32::try_from(whole(f64::from(count) / all.max(1.0) * HUNDRED)).unwrap_or_default();
    let (negative, positive) = (part(point.negative), part(point.positive));
    let rest = whole(HUNDRED).saturating_sub(u64::from(negative) + u64::from(positive));
    let neutral = if all > 0.0 { u32::try_from(rest).unwrap_or_default() } else { 0 };
    VolumePoint { at: point.at, negative, neutral, positive, expected: 0.0 }
}

fn columned(
    title: &str,
    points: &[VolumePoint],
    labels: &VolumeLabels,
    events: &[Event],
    ticks: Vec<(u64, String)>,
) -> Canvas {
    let locale = Locale::nearest(&labels.language).unwrap_or_default();
    let top = TOP + event::lanes(events) * LANE;
    let mut canvas = Canvas::new(WIDTH, top + TALL + FOOT);
    canvas.fitted((MARGIN, 28.0), title, Pen::TITLE, WIDTH - 2.0 * MARGIN);
    let entries = [
        (labels.negative.as_str(), Mark::Box(NEGATIVE)),
        (labels.neutral.as_str(), Mark::Box(NEUTRAL)),
        (labels.positive.as_str(), Mark::Box(POSITIVE)),
        (labels.expected.as_str(), Mark::Dashes),
    ];
    legend(&mut canvas, 50.0, &entries, WIDTH);
    let plot = grid(&mut canvas, &ticks, points.len(), top);
    event::bands(&mut canvas, &plot, points, events);
    columns(&mut canvas, &plot, points);
    canvas.line((plot.left, plot.bottom), (plot.right, plot.bottom), "#aab1be");
    expected(&mut canvas, &plot, points);
    event::lines(&mut canvas, &plot, points, events);
    times(&mut canvas, &plot, &axis::times(points, &labels.zone, locale));
    canvas
}

/// What stands before a word of the legend.
#[derive(Clone, Copy)]
pub(super) enum Mark {
    Box(&'static str),
    Dashes,
}

/// The legend in one row; each entry is as wide as its word. What does not fit is cut with an ellipsis.
pub(super) fn legend(canvas: &mut Canvas, y: f32, entries: &[(&str, Mark)], width: f32) {
    let mut x = MARGIN;
    for (word, mark) in entries.iter().filter(|(word, _)| !word.is_empty()) {
        let swatch = match mark {
            Mark::Box(fill) => {
                canvas.rect([x, y - 9.0, 10.0, 10.0], fill, 2.0);
                10.0
            }
            Mark::Dashes => {
                canvas.dashes(&[(x, y - 4.0), (x + 18.0, y - 4.0)]);
                18.0
            }
        };
        x += swatch + 5.0;
        x += canvas.fitted((x, y), word, Pen::LABEL, (width - MARGIN - x).max(0.0)) + GAP;
    }
}

/// Lines at round counts, with their numbers in a margin as wide as the widest of them.
fn grid(canvas: &mut Canvas, ticks: &[(u64, String)], columns: usize, top: f32) -> Plot {
    let widest = ticks.iter().map(|(_, word)| measure(word, Pen::LABEL)).fold(0.0, f32::max);
    let (left, right) = (MARGIN + widest + 7.0, WIDTH - MARGIN);
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let (columns, most) = (columns.max(1) as f32, ticks.last().map_or(1, |(tick, _)| *tick) as f64);
    let plot = Plot { left, right, top, bottom: top + TALL, column: (right - left) / columns, most };
    for (tick, word) in ticks {
        #[expect(clippy::cast_precision_loss, reason = "an axis label")]
        let y = plot.y(*tick as f64);
        canvas.line((left, y), (right, y), GRID);
        canvas.text((left - 7.0, y + 4.2), word, Pen::LABEL.anchored("end"));
    }
    plot
}

fn columns(canvas: &mut Canvas, plot: &Plot, points: &[VolumePoint]) {
    let gap = if plot.column > 5.0 { (plot.column * 0.22).min(6.0) } else { 0.0 };
    for (index, point) in points.iter().enumerate() {
        let mut below = 0.0;
        let parts = [(point.negative, NEGATIVE), (point.neutral, NEUTRAL), (point.positive, POSITIVE)];
        for (count, fill) in parts {
            let top = below + f64::from(count);
            let (y, floor) = (plot.y(top), plot.y(below));
            canvas.rect([plot.x(index) + gap / 2.0, y, plot.column - gap, floor - y], fill, 0.0);
            below = top;
        }
    }
}

/// The expected volume, from edge to edge, through the middles of the columns.
fn expected(canvas: &mut Canvas, plot: &Plot, points: &[VolumePoint]) {
    if points.iter().all(|point| point.expected <= 0.0) {
        return;
    }
    let middle = plot.column / 2.0;
    let mut line: Vec<(f32, f32)> =
        points.iter().enumerate().map(|(index, point)| (plot.x(index) + middle, plot.y(point.expected))).collect();
    if let (Some(&(_, first)), Some(&(_, last))) = (line.first(), line.last()) {
        line.insert(0, (plot.left, first));
        line.push((plot.right, last));
    }
    canvas.dashes(&line);
}

/// Labels under the columns that begin a round time; one that would touch its neighbour is left out.
fn times(canvas: &mut Canvas, plot: &Plot, labels: &[(usize, String)]) {
    let mut free = 4.0;
    for (index, label) in labels {
        let (x, half) = (plot.x(*index), measure(label, Pen::LABEL) / 2.0);
        let middle = x.clamp(plot.left + half - 4.0, (WIDTH - 6.0 - half).max(half));
        if middle - half < free {
            continue;
        }
        let ink = if label.contains(':') { FAINT_INK } else { INK };
        canvas.line((x, plot.bottom), (x, plot.bottom + 4.0), "#aab1be");
        canvas.text((middle, plot.bottom + 18.0), label, Pen { ink, ..Pen::LABEL.anchored("middle") });
        free = middle + half + 8.0;
    }
}

/// At most [`COLUMNS`] columns: neighbours are added up.
fn merged(points: &[VolumePoint]) -> Vec<VolumePoint> {
    let together = points.len().div_ceil(COLUMNS).max(1);
    let sum = |group: &[VolumePoint]| {
        let first = group.first().copied()?;
        Some(group.iter().skip(1).fold(sane(first), |sum, next| VolumePoint {
            at: sum.at,
            negative: sum.negative.saturating_add(next.negative),
            neutral: sum.neutral.saturating_add(next.neutral),
            positive: sum.positive.saturating_add(next.positive),
            expected: sum.expected + sane(*next).expected,
        }))
    };
    points.chunks(together).filter_map(sum).collect()
}

/// An expectation that is no number is none.
fn sane(point: VolumePoint) -> VolumePoint {
    let expected = if point.expected.is_finite() { point.expected.max(0.0) } else { 0.0 };
    VolumePoint { expected, ..point }
}

fn tallest(point: &VolumePoint) -> f64 {
    let total = f64::from(point.negative) + f64::from(point.neutral) + f64::from(point.positive);
    total.max(point.expected)
}
