//! The record for machines.

use serde_json::{Value, json};

use super::Report;
use super::facts::{Entry, Facts};
use crate::clock::Time;
use crate::incident::timeline::voice::sentence;
use crate::words::Locale;

/// Signs at the beginning of a cell that make spreadsheets calculate.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// All of it as JSON. Times are RFC 3339 in UTC; what was done is told in this language too.
pub fn json(report: &Report, locale: Locale) -> serde_json::Result<Value> {
    let mut facts = report.facts.clone();
    for entry in &mut facts.timeline {
        entry.text = text(locale, entry);
    }
    let mut value = serde_json::to_value(&facts)?;
    if let Value::Object(fields) = &mut value {
        fields.insert("summary".to_owned(), json!(report.summary));
        fields.insert("version".to_owned(), json!(report.stamp));
    }
    Ok(value)
}

/// Timeline and evidence as one table in order of time. Cells that a spreadsheet would calculate are made text.
pub fn csv(facts: &Facts, locale: Locale) -> String {
    let mut rows: Vec<(Time, [String; 10])> = Vec::new();
    for entry in &facts.timeline {
        let Entry { at, by, kind, author, why, link, removed, .. } = entry;
        let (removed_at, removed_by) =
            removed.as_ref().map(|removed| (stamp(removed.at), removed.by.clone())).unwrap_or_default();
        rows.push((
            *at,
            [
                stamp(*at),
                kind.clone(),
                by.clone(),
                author.clone().unwrap_or_default(),
                text(locale, entry),
                why.clone(),
                link.clone().unwrap_or_default(),
                String::new(),
                removed_at,
                removed_by,
            ],
        ));
    }
    for kept in &facts.evidence {
        rows.push((
            kept.said_at,
            [
                stamp(kept.said_at),
                "evidence".to_owned(),
                kept.kept_by.clone(),
                kept.author.clone(),
                kept.text.clone(),
                String::new(),
                kept.url.clone().unwrap_or_default(),
                kept.sha256.clone(),
                String::new(),
                String::new(),
            ],
        ));
    }
    rows.sort_by_key(|(at, _)| *at);
    let mut out = String::from("at,kind,by,author,text,why,link,sha256,removed_at,removed_by\r\n");
    for (_, row) in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn text(locale: Locale, entry: &Entry) -> String {
    entry.done.as_ref().map_or_else(|| entry.text.clone(), |done| sentence(locale, done).plain())
}

fn stamp(at: Time) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

fn quoted(cell: &str) -> String {
    let safe = if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() };
    if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_neither_calculates_nor_breaks_its_row() {
        assert_eq!(quoted("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(quoted("two\nlines, one cell"), "\"two\nlines, one cell\"");
        assert_eq!(quoted("-5"), "'-5");
        assert_eq!(quoted("plain"), "plain");
    }
}
