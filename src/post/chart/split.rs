//! How the mood divides: one stacked bar a row, with percentages.

use commands::Locale;

use super::canvas::{Canvas, INK, NEGATIVE, NEUTRAL, POSITIVE, Pen, measure};
use super::volume::{MARGIN, Mark, legend};
use super::{SplitLabels, SplitRow};
use crate::words::{number, percent};

const WIDTH: f32 = 600.0;
const TOP: f32 = 66.0;
const ROW: f32 = 32.0;
const BAR: f32 = 22.0;
/// Rows that are drawn; a picture is no table.
const ROWS: usize = 12;
/// The widest label.
const LABEL: f32 = 230.0;

pub(super) fn draw(title: &str, rows: &[SplitRow], labels: &SplitLabels) -> Canvas {
    let locale = Locale::nearest(&labels.language).unwrap_or_default();
    let rows = &rows[..rows.len().min(ROWS)];
    #[expect(clippy::cast_precision_loss, reason = "at most a dozen")]
    let height = TOP + rows.len().max(1) as f32 * ROW + 8.0;
    let mut canvas = Canvas::new(WIDTH, height);
    canvas.fitted((MARGIN, 28.0), title, Pen::TITLE, WIDTH - 2.0 * MARGIN);
    let entries = [
        (labels.negative.as_str(), Mark::Box(NEGATIVE)),
        (labels.neutral.as_str(), Mark::Box(NEUTRAL)),
        (labels.positive.as_str(), Mark::Box(POSITIVE)),
    ];
    legend(&mut canvas, 50.0, &entries, WIDTH);
    let totals: Vec<String> = rows.iter().map(|row| number(locale, total(row))).collect();
    let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(|text| measure(text, NAME)).fold(0.0, f32::max);
    let left = MARGIN + widest(&mut rows.iter().map(|row| row.label.as_str())).min(LABEL) + 10.0;
    let right = WIDTH - MARGIN - widest(&mut totals.iter().map(String::as_str)) - 10.0;
    let mut y = TOP;
    for (row, total) in rows.iter().zip(&totals) {
        canvas.fitted((MARGIN, y + BAR / 2.0 + 4.6), &row.label, NAME, LABEL);
        bar(&mut canvas, row, [left, y, right - left], locale);
        canvas.text((WIDTH - MARGIN, y + BAR / 2.0 + 4.6), total, Pen::LABEL.anchored("end"));
        y += ROW;
    }
    canvas
}

const NAME: Pen = Pen { size: 13.0, ink: INK, ..Pen::LABEL };

fn bar(canvas: &mut Canvas, row: &SplitRow, [left, y, width]: [f32; 3], locale: Locale) {
    canvas.rect([left, y, width, BAR], "#f1f3f7", 3.0);
    let whole = total(row);
    if whole == 0 {
        return;
    }
    let mut x = left;
    let parts = [(row.negative, NEGATIVE, "#ffffff"), (row.neutral, NEUTRAL, INK), (row.positive, POSITIVE, "#ffffff")];
    for (count, fill, ink) in parts {
        #[expect(clippy::cast_precision_loss, reason = "shares of a picture")]
        let share = f64::from(count) / whole as f64;
        #[expect(clippy::cast_possible_truncation, reason = "a share")]
        let part = width * share as f32;
        canvas.rect([x, y, part, BAR], fill, 0.0);
        let label = percent(locale, share);
        let pen = Pen { ink, ..Pen::LABEL.anchored("middle") };
        if part > measure(&label, pen) + 10.0 {
            canvas.text((x + part / 2.0, y + BAR / 2.0 + 4.3), &label, pen);
        }
        x += part;
    }
}

fn total(row: &SplitRow) -> u64 {
    u64::from(row.negative) + u64::from(row.neutral) + u64::from(row.positive)
}
