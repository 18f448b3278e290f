//! The record for machines.

use serde_json::{Value, json};

use super::Dossier;
use crate::clock::Time;
use crate::incident::situation::Spoken;
use crate::incident::timeline::{self, Entry, What};
use crate::post::Rich;
use crate::words::Locale;

/// Signs at the beginning of a cell that make spreadsheets calculate.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// All of it as JSON. Times are RFC 3339 in UTC; what was done is told in this language too.
pub fn json(dossier: &Dossier, locale: Locale) -> Value {
    let incident = &dossier.incident;
    let situation = dossier.situation.as_ref().map(|situation| {
        json!({
            "since": stamp(situation.since), "looked_at": stamp(situation.looked_at),
            "usual": { "voices_an_hour": situation.usual.voices, "negative_an_hour": situation.usual.negative },
            "minutes_to_first_foreign": situation.minutes_to_foreign(), "figures": situation.figures,
        })
    });
    json!({
        "id": incident.id.to_string(), "title": incident.title, "severity": incident.severity,
        "state": incident.state.name(), "kind": incident.kind.map(|kind| kind.name()),
        "origin": incident.origin.map(|origin| origin.name()),
        "alert": dossier.alert.as_ref().map(|alert| alert.id.to_string()),
        "opened_by": incident.opened_by, "opened_at": stamp(incident.opened_at),
        "led_at": incident.led_at.map(stamp), "stated_at": incident.stated_at.map(stamp),
        "roles": dossier.held.iter().map(|held| json!({
            "role": held.role.name(), "person": held.person.to_string(), "since": stamp(held.at),
        })).collect::<Vec<_>>(),
        "situation": situation,
        "timeline": dossier.timeline.iter().map(|entry| entry_json(entry, locale)).collect::<Vec<_>>(),
        "evidence": dossier.evidence.iter().map(|kept| json!({
            "platform": kept.words.platform, "author": kept.words.author, "text": kept.words.text,
            "url": kept.words.url, "language": kept.words.language, "followers": kept.words.followers,
            "reach": kept.words.reach, "said_at": stamp(kept.words.said_at), "sha256": kept.hash,
            "holds": kept.holds(), "kept_by": kept.by, "kept_at": stamp(kept.at),
        })).collect::<Vec<_>>(),
        "written_at": stamp(dossier.at),
    })
}

fn entry_json(entry: &Entry, locale: Locale) -> Value {
    let (kind, text, why) = told(entry, locale);
    let done = match &entry.what {
        What::Done(done) => json!(done),
        _ => Value::Null,
    };
    json!({
        "id": entry.id.to_string(), "at": stamp(entry.at), "by": entry.by, "kind": kind, "text": text, "why": why,
        "done": done, "link": entry.link,
        "removed": entry.struck.as_ref().map(|struck| json!({ "at": stamp(struck.at), "by": struck.by })),
    })
}

/// Timeline and evidence as one table in order of time. Cells that a spreadsheet would calculate are made text.
pub fn csv(dossier: &Dossier, locale: Locale) -> String {
    let mut rows: Vec<(Time, [String; 10])> = Vec::new();
    for entry in &dossier.timeline {
        let (kind, text, why) = told(entry, locale);
        let struck = entry.struck.as_ref();
        rows.push((
            entry.at,
            [
                stamp(entry.at),
                kind.to_owned(),
                entry.by.clone(),
                author(entry),
                text,
                why,
                entry.link.clone().unwrap_or_default(),
                String::new(),
                struck.map(|struck| stamp(struck.at)).unwrap_or_default(),
                struck.map(|struck| struck.by.clone()).unwrap_or_default(),
            ],
        ));
    }
    for kept in &dossier.evidence {
        let words = &kept.words;
        rows.push((
            words.said_at,
            [
                stamp(words.said_at),
                "evidence".to_owned(),
                kept.by.clone(),
                words.author.clone(),
                words.text.clone(),
                String::new(),
                words.url.clone().unwrap_or_default(),
                kept.hash.clone(),
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

/// The kind, what it says, and why.
fn told(entry: &Entry, locale: Locale) -> (&'static str, String, String) {
    match &entry.what {
        What::Note(text) => ("note", text.clone(), String::new()),
        What::Message { text, .. } => ("message", text.clone(), String::new()),
        What::Done(done) => {
            let sentence: Rich = timeline::voice::sentence(locale, done);
            ("done", sentence.plain(), done.why.clone())
        }
    }
}

fn author(entry: &Entry) -> String {
    match &entry.what {
        What::Message { author, .. } => author.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

fn stamp(at: Time) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

fn quoted(cell: &str) -> String {
    let safe = if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() };
    if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

/// How the languages speak, for the page's table of figures.
pub(super) fn spoken(dossier: &Dossier) -> &[Spoken] {
    dossier.situation.as_ref().map_or(&[], |situation| situation.figures.languages.as_slice())
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
