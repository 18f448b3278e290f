//! `squall train`: a reading model from labelled texts, and how it does on texts held back.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use comfy_table::Table;
use serde::Deserialize;

use crate::reading::train::{Example, prepared, train};
use crate::reading::{Lang, Model, Reader, Sentiment, Vocabulary};

/// One line of a file. Other fields are ignored.
#[derive(Deserialize)]
struct Row {
    lang: String,
    source: String,
    label: Sentiment,
    text: String,
}

/// The texts of each language and source.
type Rows = BTreeMap<(String, String), Vec<Example>>;

/// Trains on `<lang>.train.jsonl` of a directory and measures on `<lang>.dev.jsonl`; `sources` empty means all.
///
/// The same files give the same bytes.
pub fn run(data: &Path, sources: &[String]) -> Result<(Model, Table)> {
    let (labelled, held) = (load(data, "train", sources)?, load(data, "dev", sources)?);
    if labelled.is_empty() {
        bail!("{} has no texts of these sources in any <lang>.train.jsonl", data.display());
    }
    let vocabulary = Vocabulary::shipped().map_err(anyhow::Error::msg)?;
    let all = |rows: &Rows| -> Vec<Example> { rows.values().cloned().flat_map(prepared).collect() };
    let model = train(vocabulary, &all(&labelled), &all(&held));
    let reader = Reader::with_model(&model.to_bytes()).map_err(anyhow::Error::msg)?;
    Ok((model, table(&reader, &held)))
}

fn load(data: &Path, split: &str, sources: &[String]) -> Result<Rows> {
    let ending = format!(".{split}.jsonl");
    let files = std::fs::read_dir(data).with_context(|| format!("can't read {}", data.display()))?;
    let mut files: Vec<PathBuf> = files.map(|file| Ok(file?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(&ending));
    // A directory has no order, and the order decides the bytes.
    files.sort();
    let mut rows = Rows::new();
    for file in files {
        for (index, line) in super::open(&file)?.lines().enumerate() {
            let place = || format!("{}, line {}", file.display(), index + 1);
            let row: Row = serde_json::from_str(&line.with_context(place)?).with_context(place)?;
            if sources.is_empty() || sources.contains(&row.source) {
                let example = Example::new(row.text, Lang::from_tag(&row.lang), row.label);
                rows.entry((row.lang, row.source)).or_default().push(example);
            }
        }
    }
    Ok(rows)
}

fn table(reader: &Reader, held: &Rows) -> Table {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::ASCII_MARKDOWN);
    table.set_header(["language", "source", "texts", "macro-F1"]);
    for ((language, source), examples) in held {
        let f1 = format!("{:.1}", macro_f1(reader, examples));
        table.add_row([language.clone(), source.clone(), examples.len().to_string(), f1]);
    }
    table
}

/// In percent, over the labels that occur.
fn macro_f1(reader: &Reader, examples: &[Example]) -> f64 {
    let mut hits = [[0_u32; 3]; 3];
    for example in examples {
        hits[example.label as usize][reader.read(&example.text, None).sentiment as usize] += 1;
    }
    let gold = |label: usize| hits[label].iter().sum::<u32>();
    let said = |label: usize| hits.iter().map(|row| row[label]).sum::<u32>();
    let labels: Vec<usize> = (0..3).filter(|&label| gold(label) > 0).collect();
    let f1 = |label: usize| 200.0 * f64::from(hits[label][label]) / f64::from(gold(label) + said(label));
    #[allow(clippy::cast_precision_loss, reason = "at most three")]
    let count = labels.len() as f64;
    labels.into_iter().map(f1).sum::<f64>() / count
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of no language, so that only training can know them.
    fn write(directory: &Path, split: &str) {
        let mut lines = String::new();
        for n in 0..300 {
            let (label, word) = [("negative", "brulko"), ("neutral", "tavemi"), ("positive", "zindapo")][n % 3];
            lines += &format!(
                "{{\"id\": {n}, \"lang\": \"en\", \"source\": \"own\", \"label\": \"{label}\", \"text\": \"item {n} {word}\"}}\n"
            );
        }
        std::fs::write(directory.join(format!("en.{split}.jsonl")), lines).unwrap();
    }

    #[test]
    fn what_is_taught_is_known_and_the_same_texts_give_the_same_bytes() {
        let directory = std::env::temp_dir().join(format!("squall-train-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        write(&directory, "train");
        write(&directory, "dev");
        let (model, table) = run(&directory, &[]).unwrap();
        assert_eq!(model.to_bytes(), run(&directory, &["own".to_owned()]).unwrap().0.to_bytes());
        assert!(run(&directory, &["other".to_owned()]).is_err());
        std::fs::remove_dir_all(&directory).unwrap();
        assert!(table.to_string().contains("100.0"), "{table}");
        let reader = Reader::with_model(&model.to_bytes()).unwrap();
        assert_eq!(reader.read("another brulko", None).sentiment, Sentiment::Negative);
        assert_eq!(reader.read("another zindapo", None).sentiment, Sentiment::Positive);
    }
}
