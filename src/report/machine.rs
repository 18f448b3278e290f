//! The record for machines.

use commands::is_unseen;
use serde_json::{Value, json};

use super::Report;
use super::facts::{By, Debrief, Entry, Facts, Kept};
use super::voice::debrief::attendance;
use crate::clock::Time;
use crate::incident::timeline::voice::sentence;
use crate::people::names::Names;
use crate::person::{Actor, Person};
use crate::words::{Locale, word};

/// Signs at the beginning of a cell that make spreadsheets calculate.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// All of it as JSON. Times are RFC 3339 in UTC; what was done is told in this language too. People stand by account, and
/// `people` says what each is called.
pub fn json(report: &Report, locale: Locale) -> serde_json::Result<Value> {
    let mut facts = report.facts.clone();
    for entry in &mut facts.timeline {
        entry.text = text(locale, &report.facts.people, entry);
    }
    let mut value = serde_json::to_value(&facts)?;
    if let Value::Object(fields) = &mut value {
        fields.insert("summary".to_owned(), json!(report.summary));
        fields.insert("version".to_owned(), json!(report.stamp));
    }
    Ok(value)
}

/// A row of the table.
#[derive(Default)]
struct Row<'a> {
    kind: &'a str,
    /// By account, as `author` and `removed_by`.
    by: Actor,
    author: String,
    text: String,
    why: &'a str,
    link: &'a str,
    sha256: &'a str,
    removed: Option<&'a By>,
}

/// Timeline, debriefs and evidence as one table in order of time: people by name, and by account in the last columns. Cells
/// that a spreadsheet would calculate are made text.
pub fn csv(facts: &Facts, locale: Locale) -> String {
    let names = &facts.people;
    let mut rows: Vec<(Time, Row)> =
        facts.timeline.iter().map(|entry| (entry.at, of_entry(locale, names, entry))).collect();
    rows.extend(facts.debriefs.iter().map(|debrief| (debrief.at, of_debrief(locale, names, debrief))));
    rows.extend(facts.evidence.iter().map(|kept| (kept.said_at, of_evidence(kept))));
    rows.sort_by_key(|(at, _)| *at);
    let mut out = String::from("at,kind,by,author,text,why,link,sha256,removed_at,removed_by,by_id,author_id\r\n");
    for (at, row) in rows {
        let is_ours = row.kind != "evidence";
        let author = if is_ours && !row.author.is_empty() {
            names.or_id(&Person::stored(&row.author))
        } else {
            row.author.clone()
        };
        let cells = [
            stamp(at),
            row.kind.to_owned(),
            names.actor(&row.by),
            author,
            row.text,
            row.why.to_owned(),
            row.link.to_owned(),
            row.sha256.to_owned(),
            row.removed.map(|removed| stamp(removed.at)).unwrap_or_default(),
            row.removed.map(|removed| names.actor(&removed.by)).unwrap_or_default(),
            row.by.to_string(),
            if is_ours { row.author } else { String::new() },
        ];
        out.push_str(&cells.map(|cell| quoted(&cell)).join(","));
        out.push_str("\r\n");
    }
    out
}

fn of_entry<'a>(locale: Locale, names: &Names, entry: &'a Entry) -> Row<'a> {
    Row {
        kind: &entry.kind,
        by: entry.by.clone(),
        author: entry.author.as_ref().map(Person::to_string).unwrap_or_default(),
        text: text(locale, names, entry),
        why: &entry.why,
        link: entry.link.as_deref().unwrap_or_default(),
        removed: entry.removed.as_ref(),
        ..Row::default()
    }
}

fn of_debrief<'a>(locale: Locale, names: &Names, debrief: &'a Debrief) -> Row<'a> {
    let people = attendance(locale, debrief).into_iter().map(|(key, people)| {
        let people = people.named(|id| Some(names.or_id(id))).plain();
        format!("{}{}{people}", word(locale, key), word(locale, "timeline-colon"))
    });
    let text = people.collect::<Vec<_>>().join("; ");
    Row { kind: "debrief", by: (&debrief.called_by).into(), text, why: &debrief.summary, ..Row::default() }
}

fn of_evidence(kept: &Kept) -> Row<'_> {
    Row {
        kind: "evidence",
        by: kept.kept_by.clone(),
        author: kept.author.clone(),
        text: kept.text.clone(),
        link: kept.url.as_deref().unwrap_or_default(),
        sha256: &kept.sha256,
        ..Row::default()
    }
}

fn text(locale: Locale, names: &Names, entry: &Entry) -> String {
    match &entry.done {
        Some(done) => sentence(locale, done).named(|id| names.of(id)).plain(),
        None => entry.text.clone(),
    }
}

fn stamp(at: Time) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// A cell, whoever wrote it: it is no formula, also behind blanks and in full width, and breaks neither its row nor the
/// terminal that shows it.
fn quoted(cell: &str) -> String {
    let cell: String = cell.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r')).collect();
    let begins = cell.trim_start_matches(|c: char| c.is_whitespace() && !FORMULA.contains(&c) || is_unseen(c));
    let safe = if begins.starts_with(FORMULA) || cell.starts_with(FORMULA) { format!("'{cell}") } else { cell };
    if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cell_neither_calculates_nor_breaks_its_row() {
        assert_eq!(quoted("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(quoted("two\nlines, one cell"), "\"two\nlines, one cell\"");
        assert_eq!(quoted("-5"), "'-5");
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted(" \u{200B}=1+1"), "' \u{200B}=1+1");
        assert_eq!(quoted("a\u{1b}[2Jb"), "a[2Jb");
    }

    proptest! {
        #[test]
        fn no_cell_calculates_or_reaches_the_next(before in "\\PC*|.*", cell in "[=+@|\t\r\n\"', -]{0,3}(\\PC*|.*)") {
            let line = format!("{},{}\r\n", quoted(&before), quoted(&cell));
            let mut read = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
            let rows: Vec<csv::StringRecord> = read.records().map(Result::unwrap).collect();
            prop_assert_eq!((rows.len(), rows.first().map_or(0, csv::StringRecord::len)), (1, 2), "{}", line);
            for found in rows[0].iter() {
                prop_assert!(!found.trim_start().starts_with(FORMULA), "{}", found);
                let steers = found.contains(['\u{1b}', '\u{9b}']);
                prop_assert!(!steers);
            }
        }
    }
}
