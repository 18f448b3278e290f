//! What it is and what it used to be: two bars a row, each row with its own scale.

use super::canvas::{Canvas, FAINT_INK, INK, NEUTRAL, POSITIVE, Pen, measure};
use super::volume::{MARGIN, Mark, legend};
use super::{PairBar, PairLabels, PairRow};

const WIDTH: f32 = 600.0;
const TOP: f32 = 66.0;
const ROW: f32 = 36.0;
const BAR: f32 = 14.0;
/// Rows that are drawn.
const ROWS: usize = 12;
/// The widest label, and the room behind the bars for what is written there.
const LABEL: f32 = 210.0;
const VALUE: f32 = 90.0;
/// A bar of nothing is seen, too.
const LEAST: f32 = 2.0;
const NAME: Pen = Pen { size: 13.0, ink: INK, ..Pen::LABEL };
const NOW: Pen = Pen { bold: true, ink: INK, ..Pen::LABEL };
const BEFORE: Pen = Pen { size: 11.0, ink: FAINT_INK, ..Pen::LABEL };

pub(super) fn draw(title: &str, rows: &[PairRow], labels: &PairLabels) -> Canvas {
    let rows = &rows[..rows.len().min(ROWS)];
    #[expect(clippy::cast_precision_loss, reason = "at most a dozen")]
    let height = TOP + rows.len().max(1) as f32 * ROW + 8.0;
    let mut canvas = Canvas::new(WIDTH, height);
    canvas.fitted((MARGIN, 28.0), title, Pen::TITLE, WIDTH - 2.0 * MARGIN);
    let entries = [(labels.now.as_str(), Mark::Box(POSITIVE)), (labels.before.as_str(), Mark::Box(NEUTRAL))];
    legend(&mut canvas, 50.0, &entries, WIDTH);
    let widest = rows.iter().map(|row| measure(&row.label, NAME)).fold(0.0, f32::max);
    let left = MARGIN + widest.min(LABEL) + 12.0;
    let room = WIDTH - MARGIN - VALUE - left;
    let mut y = TOP;
    for row in rows {
        canvas.fitted((MARGIN, y + 18.0), &row.label, NAME, LABEL);
        let most = row.before.iter().map(|bar| sane(bar.value)).fold(sane(row.now.value), f64::max);
        bar(&mut canvas, &row.now, most, [left, y, room, BAR], (POSITIVE, NOW));
        if let Some(before) = &row.before {
            bar(&mut canvas, before, most, [left, y + BAR + 2.0, room, BAR - 4.0], (NEUTRAL, BEFORE));
        }
        y += ROW;
    }
    canvas
}

fn bar(canvas: &mut Canvas, bar: &PairBar, most: f64, [left, y, room, height]: [f32; 4], (fill, pen): (&str, Pen)) {
    #[expect(clippy::cast_possible_truncation, reason = "a share")]
    let share = if most > 0.0 { (sane(bar.value) / most) as f32 } else { 0.0 };
    let long = (room * share).max(LEAST);
    canvas.rect([left, y, long, height], fill, 2.0);
    canvas.fitted((left + long + 6.0, y + height / 2.0 + 4.2), &bar.text, pen, VALUE - 6.0);
}

/// A value that is no number is none.
fn sane(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}
