//! `squall train`: a reading model from labelled texts, and how it does on texts held back.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use comfy_table::Table;
use serde::Deserialize;

use crate::reading::train::{Example, OWN, Recipe, Source, prepared, tongue, train};
use crate::reading::{Lang, Model, Reader, Sentiment, Tongues, Vocabulary};

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

/// What was learned, and how it does on the texts held back.
pub struct Trained {
    pub model: Model,
    /// What tells languages apart; learned where there are the project's own texts.
    pub tongues: Option<Tongues>,
    pub table: Table,
}

/// Of each source so many texts teach what its language looks like.
const OF_EACH: usize = 6_000;
/// Of the project's own rows one in so many is held back.
const HELD: u64 = 20;

/// Trains on `<lang>.train.jsonl` of a directory and measures on `<lang>.dev.jsonl`; `sources` empty means all. `own` holds
/// the project's own texts: `rows/*.jsonl`, of which some are held back by what they say, and `tongues/<lang>.txt`.
///
/// The same files give the same bytes.
pub fn run(data: &Path, own: Option<&Path>, sources: &[String]) -> Result<Trained> {
    let (mut labelled, mut held) = (load(data, ".train.jsonl", sources)?, load(data, ".dev.jsonl", sources)?);
    if let Some(own) = own {
        for (key, examples) in load(&own.join("rows"), ".jsonl", &[OWN.to_owned()])? {
            let (back, on) = examples.into_iter().partition(|example| is_held(&example.text));
            held.insert(key.clone(), back);
            labelled.insert(key, on);
        }
    }
    if labelled.is_empty() {
        bail!("{} has no texts of these sources in any <lang>.train.jsonl", data.display());
    }
    let tongues = own.map(|own| tongues(&labelled, &own.join("tongues"))).transpose()?;
    let vocabulary = Vocabulary::shipped().map_err(anyhow::Error::msg)?;
    let recipe = Recipe::default();
    let model =
        train(vocabulary, &recipe, &prepared(by_source(&labelled), &recipe), &prepared(by_source(&held), &recipe));
    let reader = match &tongues {
        Some(tongues) => Reader::with(tongues.clone(), model.clone()),
        None => Reader::with_model(&model.to_bytes()),
    };
    let table = table(&reader.map_err(anyhow::Error::msg)?, &held);
    Ok(Trained { model, tongues, table })
}

/// Held back by what the text says, so that a row keeps its side when others come and go (FNV-1a).
fn is_held(text: &str) -> bool {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 32).is_multiple_of(HELD)
}

fn by_source(rows: &Rows) -> Vec<Source> {
    rows.iter().map(|((_, name), examples)| Source { name: name.clone(), examples: examples.clone() }).collect()
}

fn tongues(labelled: &Rows, directory: &Path) -> Result<Tongues> {
    let mut texts: Vec<(Lang, String)> = Vec::new();
    for examples in labelled.values() {
        let every = examples.len() / OF_EACH + 1;
        texts.extend(examples.iter().step_by(every).map(|example| (example.language, example.text.clone())));
    }
    for file in files(directory, ".txt")? {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        // Serbian has two scripts, and which one it is can be seen.
        let lang = Lang::from_tag(if stem == "sr-Latn" { "sr" } else { &stem });
        texts.extend(super::open(&file)?.lines().map_while(Result::ok).map(|line| (lang, line)));
    }
    texts.extend(Vocabulary::texts());
    Ok(tongue::train(&texts))
}

fn files(directory: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let files = std::fs::read_dir(directory).with_context(|| format!("can't read {}", directory.display()))?;
    let mut files: Vec<PathBuf> = files.map(|file| Ok(file?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(ending));
    // A directory has no order, and the order decides the bytes.
    files.sort();
    Ok(files)
}

fn load(data: &Path, ending: &str, sources: &[String]) -> Result<Rows> {
    let mut rows = Rows::new();
    for file in files(data, ending)? {
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
        let Trained { model, table, .. } = run(&directory, None, &[]).unwrap();
        assert_eq!(model.to_bytes(), run(&directory, None, &["own".to_owned()]).unwrap().model.to_bytes());
        assert!(run(&directory, None, &["other".to_owned()]).is_err());
        std::fs::remove_dir_all(&directory).unwrap();
        assert!(table.to_string().contains("100.0"), "{table}");
        let reader = Reader::with_model(&model.to_bytes()).unwrap();
        assert_eq!(reader.read("another brulko", None).sentiment, Sentiment::Negative);
        assert_eq!(reader.read("another zindapo", None).sentiment, Sentiment::Positive);
    }
}
