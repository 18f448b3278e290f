//! What became other words, sentence by sentence.

use similar::{ChangeTag, TextDiff};

use super::label;
use crate::post::{Block, Rich};
use crate::statement::glyph;
use crate::statement::store::Revision;
use crate::statement::texts::{Texts, Variant};
use crate::statement::{State, Statement};
use crate::words::{Args, Locale, say};

/// What a card shows of a difference, in characters.
const DIFF: usize = 1_500;

/// What is different from what readers know already, while it can still be changed.
pub(super) fn changed(locale: Locale, statement: &Statement, before: Option<&Revision>) -> Vec<Block> {
    let Some(before) = before.filter(|_| matches!(statement.state, State::Draft { .. } | State::InReview(_))) else {
        return Vec::new();
    };
    let key =
        if statement.approved == Some(before.number) { "statement-changed-approved" } else { "statement-changed" };
    let args = Args::new().text("revision", before.number.to_string());
    let title = Block::Context(Rich::words(say(locale, key, &args)));
    let shown: String = of_all(locale, &before.texts, &statement.texts).chars().take(DIFF).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![title, Block::Code(shown)];
    let pairs = statement.texts.all().iter().map(|variant| (words_in(&before.texts, variant), variant.words.text()));
    blocks.extend(pairs.filter_map(|(old, new)| super::unseen::differences(locale, &old, new)));
    blocks
}

/// The words for the same channel and language.
fn words_in(texts: &Texts, like: &Variant) -> String {
    let same = |one: &&Variant| (one.channel, &one.language) == (like.channel, &like.language);
    texts.all().iter().find(same).map(|one| one.words.text().to_owned()).unwrap_or_default()
}

/// The differences of every variant; where there are several, below what each is for.
fn of_all(locale: Locale, before: &Texts, now: &Texts) -> String {
    let several = before.all().len().max(now.all().len()) > 1;
    let gone = before.all().iter().filter(|old| words_in(now, old).is_empty());
    let mut all = Vec::new();
    for variant in now.all().iter().chain(gone) {
        let lines = diff(&glyph::seen(&words_in(before, variant)), &glyph::seen(&words_in(now, variant)));
        if lines.is_empty() {
            continue;
        }
        if several {
            all.push(format!("[{}]", label(locale, variant)));
        }
        all.push(lines);
    }
    all.join("\n")
}

/// The lines that differ, `-` for those before and `+` for those now.
pub(super) fn diff(before: &str, now: &str) -> String {
    let (before, now) = (sentences(before), sentences(now));
    let (before, now): (Vec<&str>, Vec<&str>) =
        (before.iter().map(String::as_str).collect(), now.iter().map(String::as_str).collect());
    let diff = TextDiff::from_slices(&before, &now);
    let line = |change: similar::Change<&str>| match change.tag() {
        ChangeTag::Equal => None,
        ChangeTag::Delete => Some(format!("- {}", change.value())),
        ChangeTag::Insert => Some(format!("+ {}", change.value())),
    };
    diff.iter_all_changes().filter_map(line).collect::<Vec<_>>().join("\n")
}

/// A paragraph is too long a piece to compare: a sentence a line.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences = vec![String::new()];
    for c in text.chars() {
        let ended =
            sentences.last().is_some_and(|last| last.ends_with(['.', '!', '?', ';', '·', '。', '！', '？', '；']));
        if c == '\n'
            || ended && c.is_whitespace()
            || sentences.last().is_some_and(|last| last.ends_with(['。', '！', '？']))
        {
            sentences.push(String::new());
        }
        if let Some(last) = sentences.last_mut()
            && (!c.is_whitespace() || !last.is_empty())
        {
            last.push(c);
        }
    }
    sentences.retain(|sentence| !sentence.trim().is_empty());
    sentences
}
