//! The project's own rows: every one can be read, and none is nearly another.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde::Deserialize;
use squall::reading::{Lang, Sentiment};

#[derive(Deserialize)]
struct Row {
    id: String,
    lang: String,
    source: String,
    #[allow(dead_code, reason = "reading it is the test")]
    label: Sentiment,
    text: String,
}

/// Two rows that share more of their runs of letters than this are copies.
const COPIES: f64 = 0.75;

fn rows() -> Vec<Row> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/reading/rows");
    let files = std::fs::read_dir(directory).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|file| file.extension().is_some_and(|ending| ending == "jsonl"));
    let lines =
        files.flat_map(|file| std::fs::read_to_string(file).unwrap().lines().map(str::to_owned).collect::<Vec<_>>());
    lines.map(|line| serde_json::from_str(&line).unwrap()).collect()
}

/// The runs of letters of a text, hashed; two for Chinese, else four.
fn runs(row: &Row) -> HashSet<u64> {
    let letters: Vec<char> = row.text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let long = if row.lang == "zh-Hant" { 2 } else { 4 };
    let hash = |run: &[char]| run.iter().fold(7_u64, |hash, &c| hash.wrapping_mul(1_000_003) ^ c as u64);
    letters.windows(long.min(letters.len().max(1))).map(hash).collect()
}

#[allow(clippy::cast_precision_loss, reason = "short texts")]
fn alike(a: &HashSet<u64>, b: &HashSet<u64>) -> f64 {
    let shared = a.intersection(b).count();
    shared as f64 / (a.len() + b.len() - shared).max(1) as f64
}

#[test]
fn no_row_is_nearly_another_and_there_are_enough_in_each_language() {
    let rows = rows();
    let mut ids = HashSet::new();
    let mut count: HashMap<&str, usize> = HashMap::new();
    // Copies share their rarest runs: texts that meet in one of the eight smallest hashes are compared.
    let mut met: HashMap<(&str, u64), Vec<usize>> = HashMap::new();
    let runs: Vec<HashSet<u64>> = rows.iter().map(runs).collect();
    for (index, row) in rows.iter().enumerate() {
        assert!(ids.insert(row.id.as_str()), "{} is there twice", row.id);
        assert!(row.source == "brand" && Lang::from_tag(&row.lang) != Lang::UND, "{}", row.id);
        *count.entry(&row.lang).or_default() += 1;
        let mut smallest: Vec<u64> = runs[index].iter().map(|hash| hash.wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect();
        smallest.sort_unstable();
        for hash in smallest.into_iter().take(8) {
            let others = met.entry((row.lang.as_str(), hash)).or_default();
            for &other in others.iter() {
                let share = alike(&runs[index], &runs[other]);
                assert!(share <= COPIES, "{share:.2}: {:?} and {:?}", row.text, rows[other].text);
            }
            others.push(index);
        }
    }
    for (lang, least) in [
        ("en", 4_000),
        ("it", 4_000),
        ("bg", 4_000),
        ("el", 4_000),
        ("zh-Hant", 4_000),
        ("el-Latn", 400),
        ("bg-Latn", 400),
    ] {
        assert!(count[lang] >= least, "{lang}: {} rows", count[lang]);
    }
}
