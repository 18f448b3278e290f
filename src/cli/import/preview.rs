//! What `--dry-run` shows: how a file would be read, and nothing else is done.

use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Table};

use crate::post::inert;
use crate::sources::file::Survey;
use crate::sources::{Column, Rejected};

/// Columns that are shown; JSON may have hundreds.
const COLUMNS: usize = 60;
/// Characters of a sample.
const SAMPLE: usize = 40;
/// Rejected rows that are shown.
const REJECTED: usize = 5;

/// Writes the preview of a file.
pub fn write(file: &str, survey: &Survey, out: &mut impl Write) -> anyhow::Result<()> {
    writeln!(out, "{file}: {}", survey.describe())?;
    table(survey, out)?;
    let (mut taken, mut rejected, mut first) = (0_u64, 0_u64, Vec::new());
    for next in survey.mentions()? {
        match next? {
            Ok(_) => taken += 1,
            Err(bad) => {
                rejected += 1;
                if first.len() < REJECTED {
                    first.push(bad);
                }
            }
        }
    }
    writeln!(out, "{taken} rows can be taken, {rejected} would be rejected")?;
    for Rejected { line, reason, .. } in first {
        writeln!(out, "  line {line}: {}", shown(&reason))?;
    }
    Ok(())
}

fn table(survey: &Survey, out: &mut impl Write) -> io::Result<()> {
    let mut columns: Vec<&Column> = survey.columns().iter().collect();
    // What is used comes first, in the order of the file.
    columns.sort_by_key(|column| column.slot.is_none());
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(["column", "becomes", "filled", "read", "sample"]);
    for column in columns.iter().take(COLUMNS) {
        let becomes = column.slot.map_or_else(|| "-".to_owned(), |slot| slot.field.name());
        let read = match column.slot {
            Some(_) if column.filled > 0 => percent(column.filled - column.unreadable, column.filled),
            _ => "-".into(),
        };
        let filled = percent(column.filled, survey.rows);
        table.add_row([sample(&column.name), becomes, filled, read, sample(&column.example)]);
    }
    for number in [2, 3] {
        if let Some(column) = table.column_mut(number) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    if columns.len() > COLUMNS {
        writeln!(out, " and {} more columns", columns.len() - COLUMNS)?;
    }
    Ok(())
}

fn percent(part: u64, whole: u64) -> String {
    match (part * 100).checked_div(whole) {
        // A column that is not quite full must not look so, nor one that is nearly empty.
        Some(0) if part > 0 => "<1%".into(),
        Some(percent) => format!("{percent}%"),
        None => "-".into(),
    }
}

/// Public text on one line of a terminal: no control sequences, no overrides.
fn shown(text: &str) -> String {
    inert(text).replace('\n', " ")
}

fn sample(text: &str) -> String {
    let shown = shown(text);
    match shown.char_indices().nth(SAMPLE) {
        Some((end, _)) => format!("{}…", shown.get(..end).unwrap_or_default()),
        None => shown,
    }
}
