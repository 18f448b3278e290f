//! What the bot says to who reported a mention.

use crate::post::{Block, Post, Rich, Span, Tone};
use crate::reading::{Reading, Sentiment};
use crate::words::{Args, Locale, language_name, say, word};

/// What became of what was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reported {
    /// It counts for these watches, by name.
    New(Vec<String>),
    /// It was there before.
    Known(Vec<String>),
    /// No watch listens for it.
    Unheard,
}

/// How it was read, and what it counts for. The words that decided are the public's.
pub fn reported(locale: Locale, reading: &Reading, outcome: &Reported) -> Post {
    let sentiment = word(
        locale,
        match reading.sentiment {
            Sentiment::Negative => "common-negative",
            Sentiment::Neutral => "common-neutral",
            Sentiment::Positive => "common-positive",
        },
    );
    let language = language_name(locale, reading.language.tag());
    let read = say(locale, "reading-read", &Args::new().text("language", language).text("sentiment", sentiment));
    let because: Vec<&str> = reading.because.iter().map(|because| because.text.as_str()).collect();
    let mut blocks = vec![Block::Text(Rich::words(read.clone()))];
    blocks.extend((!because.is_empty()).then(|| {
        let words = Span::Public(because.join(" · "));
        Block::Context(Rich::say(locale, "reading-because", Args::new(), &[("words", words)]))
    }));
    let counts = |key: &str, watches: &[String]| {
        let watches = crate::post::inert(&watches.join(", "));
        Rich::words(say(locale, key, &Args::new().text("watches", watches)))
    };
    blocks.push(Block::Text(match outcome {
        Reported::New(watches) => counts("reading-counts", watches),
        Reported::Known(watches) => counts("reading-known", watches),
        Reported::Unheard => {
            let add = Span::Code("/crisis watch add".to_owned());
            Rich::say(locale, "reading-unheard", Args::new(), &[("command", add)])
        }
    }));
    Post { summary: read, blocks, tone: Tone::Plain }
}
