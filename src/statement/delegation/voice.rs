//! What the bot says about delegations.

use super::{Given, Wrong};
use crate::post::{Block, Post, Rich, Span, Tone};
use crate::statement::voice::Faces;
use crate::words::{Args, Locale, word};

fn sentence(locale: Locale, faces: &Faces<'_>, key: &str, given: &Given) -> Rich {
    let spans = [
        ("of", faces.who(&given.of)),
        ("to", faces.who(&given.to)),
        ("from", Span::Time(given.from)),
        ("until", Span::Time(given.until)),
    ];
    Rich::say(locale, key, Args::new(), &spans)
}

/// Whispered to who gave it.
pub fn given(locale: Locale, faces: &Faces<'_>, given: &Given) -> Post {
    let rich = sentence(locale, faces, "delegation-given", given);
    Post { summary: rich.plain(), blocks: vec![Block::Text(rich)], tone: Tone::Good }
}

/// Those that hold or will.
pub fn list(locale: Locale, faces: &Faces<'_>, given: &[Given]) -> Post {
    let title = word(locale, "delegation-title");
    if given.is_empty() {
        return Post::line(word(locale, "delegation-none"));
    }
    let rows = given.iter().map(|given| sentence(locale, faces, "delegation-row", given)).collect();
    Post { summary: title.clone(), blocks: vec![Block::Heading(title), Block::List(rows)], tone: Tone::Plain }
}

/// Whispered to who took it back.
pub fn ended(locale: Locale) -> Post {
    Post::line(word(locale, "delegation-ended"))
}

/// Why it was not given, and the way out.
pub fn wrong(locale: Locale, wrong: Wrong) -> Post {
    let key = match wrong {
        Wrong::Oneself => "delegation-oneself",
        Wrong::Outside => "delegation-outside",
        Wrong::Over => "delegation-over",
        Wrong::Long => "delegation-long",
        Wrong::Nothing => "delegation-nothing",
    };
    Post::line(word(locale, key))
}
