//! What happened meanwhile: bands for what lasted, lines for what happened, in lanes above the columns.

use super::canvas::{Canvas, FAINT_INK, INK, Pen, measure};
use super::volume::Plot;
use super::{Event, VolumePoint};

/// The height of a lane.
pub(super) const LANE: f32 = 17.0;
const BAND: f32 = 13.0;
/// Two fills in turn, so that neighbours are told apart.
const FILLS: [&str; 2] = ["#e3e8f1", "#eef1f6"];
const SMALL: Pen = Pen { size: 10.0, ink: FAINT_INK, ..Pen::LABEL };
const NAME: Pen = Pen { size: 10.5, bold: true, ink: INK, anchor: "middle" };

/// How many lanes the events need: one for what lasted, one for what happened.
pub(super) fn lanes(events: &[Event]) -> f32 {
    let lane = |lasting: bool| if events.iter().any(|event| event.until.is_some() == lasting) { 1.0 } else { 0.0 };
    lane(true) + lane(false)
}

/// What lasted, in the uppermost lane, and where each began, behind the columns.
pub(super) fn bands(canvas: &mut Canvas, plot: &Plot, points: &[VolumePoint], events: &[Event]) {
    let top = plot.top - lanes(events) * LANE;
    let lasting = events.iter().filter_map(|event| Some((event, event.until?)));
    for ((event, until), fill) in lasting.zip(FILLS.iter().cycle()) {
        let Some((from, to)) = plot.at(points, event.at).zip(plot.at(points, until)) else { continue };
        canvas.rect([from, top, to - from, BAND], fill, 2.0);
        canvas.rect([from, top, 1.0, plot.bottom - top], FILLS[0], 0.0);
        let room = to - from - 8.0;
        if measure(&event.label, SMALL) <= room {
            canvas.text((from + 4.0, top + 9.8), &event.label, SMALL);
        }
    }
}

/// What happened: a line through the columns, and its name above where there is room for it.
pub(super) fn lines(canvas: &mut Canvas, plot: &Plot, points: &[VolumePoint], events: &[Event]) {
    let mut free = f32::NEG_INFINITY;
    for event in events.iter().filter(|event| event.until.is_none()) {
        let Some(x) = plot.at(points, event.at) else { continue };
        canvas.line((x, plot.top - 4.0), (x, plot.bottom), INK);
        let half = measure(&event.label, NAME) / 2.0;
        let middle = x.clamp(plot.left + half, (plot.right - half).max(plot.left + half));
        if middle - half > free {
            canvas.text((middle, plot.top - 7.0), &event.label, NAME);
            free = middle + half + 4.0;
        }
    }
}
