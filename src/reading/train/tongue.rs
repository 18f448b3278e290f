//! Training of the models that tell languages apart: a softmax by AdaGrad, in a fixed order.

use std::collections::BTreeMap;

use super::super::Lang;
use super::super::script::Script;
use super::super::text::{Kind, Text};
use super::super::tongue::{Tongue, Tongues, runs, scale, word};
use super::ftrl::shuffled;
use super::latin::{self, Habit};

const PASSES: u64 = 6;
const RATE: f32 = 0.5;
/// A language with more texts than this counts as if it had so many.
const USUAL: usize = 2_000;
/// Words of each fragment of a text: what is short must be known too.
const FRAGMENT: usize = 3;
/// A word that is written so many times is familiar.
const OFTEN: usize = 5;
/// What is taken of each language.
const MOST: usize = 12_000;

struct Letters {
    script: Script,
    bits: u8,
}

/// A text and the place of its language.
struct Row {
    seen: Vec<u32>,
    class: usize,
    weight: f32,
}

/// Trains on texts whose language is known; those of Greek and Bulgarian also as they are typed in Latin letters.
pub fn train(texts: &[(Lang, String)]) -> Tongues {
    let latin = Letters { script: Script::Latin, bits: 16 };
    let cyrillic = Letters { script: Script::Cyrillic, bits: 14 };
    Tongues { latin: learned(&latin, texts), cyrillic: learned(&cyrillic, texts) }
}

fn learned(of: &Letters, texts: &[(Lang, String)]) -> Tongue {
    let mut by_language: BTreeMap<Lang, Vec<String>> = BTreeMap::new();
    for (lang, text) in texts {
        let mut take = |lang: Lang, text: String| {
            let mine = by_language.entry(lang).or_default();
            if mine.len() < MOST && Script::of_text(&Text::new(&text)) == Some(of.script) {
                mine.push(text);
            }
        };
        if of.script == Script::Latin
            && let Some(tag) = latin::tag_of(lang.tag())
        {
            let habit = if text.len().is_multiple_of(2) { Habit::Sound } else { Habit::Looks };
            take(Lang::from_tag(tag), latin::written(text, lang.tag(), habit));
        }
        take(*lang, text.clone());
    }
    by_language.retain(|lang, mine| *lang != Lang::UND && mine.len() >= 10);
    let languages: Vec<Lang> = by_language.keys().copied().collect();
    let mut rows = Vec::new();
    for (class, mine) in by_language.values().enumerate() {
        #[allow(clippy::cast_precision_loss, reason = "far fewer")]
        let weight = (USUAL as f32 / mine.len() as f32).clamp(0.2, 3.0);
        for text in mine {
            rows.extend(rows_of(text, of, class, weight));
        }
    }
    let count = languages.len();
    let mut weights = vec![0.0_f32; count << of.bits];
    let mut squares = vec![1e-3_f32; count << of.bits];
    for pass in 1..=PASSES {
        for index in shuffled(rows.len(), pass) {
            learn(&rows[index], count, &mut weights, &mut squares);
        }
    }
    Tongue::press(languages, of.bits, &weights, familiar(by_language.values().flatten()))
}

/// The hashes of the words that are written often.
fn familiar<'t>(texts: impl Iterator<Item = &'t String>) -> impl Iterator<Item = u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for text in texts {
        let text = Text::new(text);
        for &token in text.tokens.iter().filter(|token| token.kind == Kind::Word) {
            *counts.entry(word(text.folded(token))).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= OFTEN).map(|(hash, _)| hash)
}

/// A text whole, and a few words of it.
fn rows_of(text: &str, of: &Letters, class: usize, weight: f32) -> Vec<Row> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let from = (text.len() * 7 / 3) % words.len().max(1);
    let fragment = words[from.min(words.len())..].iter().take(FRAGMENT).copied().collect::<Vec<_>>().join(" ");
    let row = |text: &str| {
        let mut seen = Vec::new();
        runs(&Text::new(text), of.script, |hash| seen.push(hash >> (32 - of.bits)));
        Row { seen, class, weight }
    };
    [row(text), row(&fragment)].into_iter().filter(|row| !row.seen.is_empty()).collect()
}

fn learn(row: &Row, count: usize, weights: &mut [f32], squares: &mut [f32]) {
    let scale = scale(u16::try_from(row.seen.len()).unwrap_or(u16::MAX));
    let mut logits = vec![0.0_f32; count];
    for &bucket in &row.seen {
        let from = bucket as usize * count;
        for (logit, weight) in logits.iter_mut().zip(&weights[from..from + count]) {
            *logit += weight * scale;
        }
    }
    let most = logits.iter().copied().fold(f32::MIN, f32::max);
    let odds: Vec<f32> = logits.iter().map(|logit| (logit - most).exp()).collect();
    let all: f32 = odds.iter().sum();
    let slopes: Vec<f32> = odds
        .iter()
        .enumerate()
        .map(|(class, odd)| (odd / all - f32::from(u8::from(class == row.class))) * row.weight * scale)
        .collect();
    for &bucket in &row.seen {
        let from = bucket as usize * count;
        let (weights, squares) = (&mut weights[from..from + count], &mut squares[from..from + count]);
        for ((weight, square), slope) in weights.iter_mut().zip(squares).zip(&slopes) {
            *square += slope * slope;
            *weight -= RATE * slope / square.sqrt() * 0.2;
        }
    }
}
