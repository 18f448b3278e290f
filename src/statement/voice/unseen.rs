//! What the eye misses, told by place and code point.

use crate::post::{Block, Rich};
use crate::statement::glyph::{self, Spot, Unseen};
use crate::words::{Args, Locale, say, word};

/// Characters that are named, the first ones.
const NAMED: usize = 8;

/// `line 1, character 5: U+0430`, each after the other.
pub(super) fn places(locale: Locale, found: &[Unseen]) -> String {
    listed(locale, found.iter().map(|found| (found.place, Some(found.c))).collect())
}

/// What differs between two texts that look the same, where it does; nothing when the eye can see it.
pub(super) fn differences(locale: Locale, one: &str, other: &str) -> Option<Block> {
    let found = glyph::differences(one, other);
    if found.is_empty() {
        return None;
    }
    let args = Args::new().text("found", listed(locale, found));
    Some(Block::Text(Rich::words(say(locale, "statement-unseen", &args))))
}

fn listed(locale: Locale, found: Vec<(Spot, Option<char>)>) -> String {
    let more = found.len() > NAMED;
    let one = |(place, c): (Spot, Option<char>)| {
        let what = c.map_or_else(|| word(locale, "statement-unseen-missing"), glyph::code);
        let args = Args::new().text("line", place.line.to_string()).text("at", place.at.to_string()).text("what", what);
        say(locale, "statement-unseen-at", &args)
    };
    let mut all: Vec<String> = found.into_iter().take(NAMED).map(one).collect();
    if more {
        all.push("…".to_owned());
    }
    all.join("; ")
}
