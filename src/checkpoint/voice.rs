//! What the bot says about checkpoints.

use crate::post::{Block, Post, Rich, Tone};
use crate::words::{Args, Locale, say, word};

/// To be kept where nobody who runs the bot can change it.
pub fn checkpoint(locale: Locale, rows: u64, note: &str) -> Post {
    let summary = say(locale, "checkpoint-of", &Args::new().count(locale, "rows", rows));
    let how = Rich::words(word(locale, "checkpoint-how"));
    let blocks =
        vec![Block::Text(Rich::words(summary.clone())), Block::Code(note.trim_end().to_owned()), Block::Context(how)];
    Post { summary, blocks, tone: Tone::Plain }
}

/// The ledger does not hold, so nothing is signed.
pub fn broken(locale: Locale) -> Post {
    let summary = word(locale, "checkpoint-broken");
    Post { blocks: vec![Block::Text(Rich::words(summary.clone()))], summary, tone: Tone::Danger }
}
