//! What it is and what it used to be: two bars a row, and one scale for all rows of a group.

use super::canvas::{Canvas, FAINT_INK, GRID, INK, NEUTRAL, POSITIVE, Pen, measure};
use super::volume::{MARGIN, Mark, legend};
use super::{PairBar, PairLabels, PairRow};

const WIDTH: f32 = 600.0;
const TOP: f32 = 66.0;
const ROW: f32 = 36.0;
const BAR: f32 = 14.0;
/// The heading of a group, and the room above it.
const HEAD: f32 = 26.0;
/// Rows that are drawn.
const ROWS: usize = 12;
/// The widest label, and the room behind the bars for what is written there.
const LABEL: f32 = 210.0;
const VALUE: f32 = 90.0;
/// A bar of nothing is seen, too.
const LEAST: f32 = 2.0;
const GROUP: Pen = Pen { size: 11.0, bold: true, ink: FAINT_INK, ..Pen::LABEL };
const NAME: Pen = Pen { size: 13.0, ink: INK, ..Pen::LABEL };
const NOW: Pen = Pen { bold: true, ink: INK, ..Pen::LABEL };
const BEFORE: Pen = Pen { size: 11.0, ink: FAINT_INK, ..Pen::LABEL };

pub(super) fn draw(title: &str, rows: &[PairRow], labels: &PairLabels) -> Canvas {
    let rows = &rows[..rows.len().min(ROWS)];
    #[expect(clippy::cast_precision_loss, reason = "at most a dozen")]
    let height = TOP + rows.len().max(1) as f32 * ROW + headed(rows) as f32 * HEAD + 8.0;
    let mut canvas = Canvas::new(WIDTH, height);
    canvas.fitted((MARGIN, 28.0), title, Pen::TITLE, WIDTH - 2.0 * MARGIN);
    let entries = [(labels.now.as_str(), Mark::Box(POSITIVE)), (labels.before.as_str(), Mark::Box(NEUTRAL))];
    legend(&mut canvas, 50.0, &entries, WIDTH);
    let widest = rows.iter().map(|row| measure(&row.label, NAME)).fold(0.0, f32::max);
    let left = MARGIN + widest.min(LABEL) + 12.0;
    let room = WIDTH - MARGIN - VALUE - left;
    let mut y = TOP;
    for group in groups(rows) {
        let bars = group.iter().flat_map(|row| row.before.iter().chain([&row.now]));
        let most = bars.map(|bar| sane(bar.value)).fold(0.0, f64::max);
        if let Some(name) = group.first().map(|row| row.group.as_str()).filter(|name| !name.is_empty()) {
            let wide = canvas.fitted((MARGIN, y + 14.0), name, GROUP, LABEL);
            canvas.line((MARGIN + wide + 10.0, y + 10.0), (WIDTH - MARGIN, y + 10.0), GRID);
            y += HEAD;
        }
        y = drawn(&mut canvas, group, most, (left, y, room));
    }
    canvas
}

/// Draws the rows of a group from `y` on; answers where they end.
fn drawn(canvas: &mut Canvas, rows: &[PairRow], most: f64, (left, mut y, room): (f32, f32, f32)) -> f32 {
    for row in rows {
        canvas.fitted((MARGIN, y + 18.0), &row.label, NAME, LABEL);
        bar(canvas, &row.now, most, [left, y, room, BAR], (POSITIVE, NOW));
        if let Some(before) = &row.before {
            bar(canvas, before, most, [left, y + BAR + 2.0, room, BAR - 4.0], (NEUTRAL, BEFORE));
        }
        y += ROW;
    }
    y
}

/// Rows that stand together.
fn groups(rows: &[PairRow]) -> impl Iterator<Item = &[PairRow]> {
    rows.chunk_by(|one, next| one.group == next.group)
}

/// How many groups have a heading.
fn headed(rows: &[PairRow]) -> usize {
    groups(rows).filter(|group| group.iter().any(|row| !row.group.is_empty())).count()
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
