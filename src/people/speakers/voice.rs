//! What the bot says about who speaks for the company.

use super::Speaker;
use crate::post::{Block, Post, Rich, Span, Tone};
use crate::words::{Args, Locale, language_name, say, word};

/// `@nikos · Greek, English · recalls and safety · stands in: @maya · trained 2026-01-31`.
pub fn line(locale: Locale, speaker: &Speaker) -> Rich {
    let dot = || Span::Words(" · ".into());
    let languages: Vec<String> = speaker.languages.iter().map(|tag| language_name(locale, tag)).collect();
    let languages = if languages.is_empty() { word(locale, "speaker-all-languages") } else { languages.join(", ") };
    let mut spans = vec![Span::Person(speaker.person.clone()), dot(), Span::Words(languages)];
    if !speaker.topics.is_empty() {
        spans.extend([dot(), Span::Public(speaker.topics.clone())]);
    }
    if let Some(backup) = &speaker.backup {
        let who = [("who", Span::Person(backup.clone()))];
        spans.push(dot());
        spans.extend(Rich::say(locale, "speaker-backup", Args::new(), &who).0);
    }
    let trained = match speaker.trained {
        Some(day) => say(locale, "speaker-trained", &Args::new().text("day", day.to_string())),
        None => word(locale, "speaker-untrained"),
    };
    spans.extend([dot(), Span::Words(trained)]);
    Rich(spans)
}

/// For who begins to speak: what is on record of them, or that nothing is.
pub fn briefing(locale: Locale, speaker: Option<&Speaker>) -> Block {
    let known = speaker.map(|speaker| line(locale, speaker));
    Block::Context(known.unwrap_or_else(|| Rich::words(word(locale, "speaker-unknown"))))
}

/// Who speaks for the company, below the roster; nothing when nobody is on record.
pub fn list(locale: Locale, speakers: &[Speaker]) -> Vec<Block> {
    if speakers.is_empty() {
        return Vec::new();
    }
    let rows = speakers.iter().map(|speaker| line(locale, speaker)).collect();
    vec![Block::Text(Rich(vec![Span::Strong(word(locale, "speaker-title"))])), Block::List(rows)]
}

/// Whispered to who put it on record.
pub fn recorded(locale: Locale, speaker: &Speaker) -> Post {
    let summary = word(locale, "speaker-recorded");
    let blocks = vec![Block::Text(Rich::words(summary.clone())), Block::List(vec![line(locale, speaker)])];
    Post { summary, blocks, tone: Tone::Plain }
}
