//! Accuracy on labelled texts that are not part of the project; where they are absent this says so. The floors are a
//! little below what docs/reading.md reports, so that a step back is seen.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

use std::path::Path;
use std::sync::LazyLock;

use rayon::prelude::*;
use serde::Deserialize;
use squall::reading::{Reader, Reading, Sentiment};

#[derive(Deserialize)]
struct Row {
    source: String,
    label: Sentiment,
    text: String,
}

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::shipped().unwrap());

/// The held-back texts of a language, read; nothing where the collection is absent.
fn read(tag: &str) -> Option<Vec<(Row, Reading)>> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/sentiment");
    let Ok(lines) = std::fs::read_to_string(directory.join(format!("{tag}.dev.jsonl"))) else {
        println!("skipped: the labelled texts of ../shared/data/sentiment are not here");
        return None;
    };
    let rows: Vec<Row> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let read = |row: Row| {
        let reading = READER.read(&row.text, None);
        (row, reading)
    };
    Some(rows.into_par_iter().map(read).collect())
}

#[allow(clippy::cast_precision_loss, reason = "few rows")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

#[test]
fn languages_are_named_rightly_and_seldom_wrongly() {
    // Right at least, wrong (neither right nor undecided) at most.
    let floors = [
        ("en", 96.5, 0.5),
        ("it", 93.0, 1.5),
        ("bg", 95.5, 1.5),
        ("el", 98.0, 1.5),
        ("zh-Hant", 96.0, 4.0),
        ("zh-Hans", 93.5, 6.0),
        ("es", 89.0, 2.5),
        ("fr", 93.5, 2.5),
        ("de", 90.0, 3.0),
        ("pt", 89.0, 2.5),
    ];
    for (tag, least, most) in floors {
        let Some(rows) = read(tag) else { return };
        let right = rows.iter().filter(|(_, reading)| reading.language.tag() == tag).count();
        let undecided = rows.iter().filter(|(_, reading)| reading.language.tag() == "und").count();
        let (right, wrong) = (percent(right, rows.len()), percent(rows.len() - right - undecided, rows.len()));
        assert!(right >= least && wrong <= most, "{tag}: {right:.1} % right, {wrong:.1} % wrong");
    }
}

/// Over the labels that occur, in percent.
fn macro_f1(rows: &[&(Row, Reading)]) -> f64 {
    let f1 = |label: Sentiment| {
        let gold = rows.iter().filter(|(row, _)| row.label == label).count();
        let said = rows.iter().filter(|(_, reading)| reading.sentiment == label).count();
        let both = rows.iter().filter(|(row, reading)| row.label == label && reading.sentiment == label).count();
        (gold > 0).then(|| percent(2 * both, gold + said))
    };
    let f1s: Vec<f64> =
        [Sentiment::Negative, Sentiment::Neutral, Sentiment::Positive].into_iter().filter_map(f1).collect();
    f1s.iter().sum::<f64>() / f64::from(u32::try_from(f1s.len()).unwrap())
}

#[test]
fn feelings_are_read_no_worse_than_reported() {
    // None of these sources was trained on, but goemotions and openrice.
    let floors = [
        ("en", "umsab", 64.0),
        ("en", "airline", 57.5),
        ("en", "goemotions", 63.0),
        ("it", "umsab", 52.0),
        ("es", "umsab", 45.0),
        ("fr", "umsab", 42.0),
        ("de", "umsab", 54.0),
        ("pt", "umsab", 46.0),
        ("bg", "cinexio", 47.5),
        ("bg", "mozetic", 61.5),
        ("el", "skroutz", 73.0),
        ("el", "covidgr", 37.0),
        ("zh-Hant", "openrice", 52.5),
        ("zh-Hant", "newstitle", 41.5),
        ("zh-Hans", "weibo", 84.0),
    ];
    for (tag, source, least) in floors {
        let Some(rows) = read(tag) else { return };
        let rows: Vec<_> = rows.iter().filter(|(row, _)| row.source == source).collect();
        let f1 = macro_f1(&rows);
        assert!(f1 >= least, "{tag} {source}: macro-F1 {f1:.1}");
    }
}

#[test]
fn confidence_is_how_often_it_is_right() {
    // A language that was trained with neutral texts, on a source that was not.
    let Some(rows) = read("en") else { return };
    let rows: Vec<_> = rows.iter().filter(|(row, _)| row.source == "umsab" || row.source == "airline").collect();
    for tenth in 4..10_u8 {
        let least = f32::from(tenth) / 10.0;
        let within = |reading: &Reading| (least..least + 0.1).contains(&reading.confidence);
        let rows: Vec<_> = rows.iter().filter(|(_, reading)| within(reading)).collect();
        let right = rows.iter().filter(|(row, reading)| row.label == reading.sentiment).count();
        let gap = percent(right, rows.len()) - f64::from(least * 100.0 + 5.0);
        assert!(rows.len() < 50 || gap.abs() < 12.0, "at {least:.1}: {gap:+.1} of {} texts", rows.len());
    }
}
