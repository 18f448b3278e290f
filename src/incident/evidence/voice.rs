//! What the bot says about evidence.

use commands::IncidentAction;

use super::{Kept, Words};
use crate::chat::MessageRef;
use crate::clock::Time;
use crate::incident::Incident;
use crate::incident::timeline::voice::which_keeps;
use crate::incident::voice::button;
use crate::person::Person;
use crate::post::{Block, Post, Quote, Rich, Span, Style, Tone, plain_time};
use crate::words::{Args, Locale, language_name, say, word};

/// Digits of a hash that people compare.
const HASH: usize = 12;

/// A page of what is kept; `next` is the page after it, when there is one.
pub fn page(locale: Locale, incident: &Incident, kept: &[Kept], count: u64, next: Option<u32>) -> Post {
    let args = Args::new().text("id", incident.id.to_string()).count(locale, "count", count);
    let title = say(locale, "evidence-title", &args);
    if kept.is_empty() {
        return Post::line(say(locale, "evidence-none", &args));
    }
    let mut blocks = vec![Block::Heading(title.clone())];
    for kept in kept {
        blocks.push(Block::Quote(quote(locale, &kept.words, &kept.hash)));
        blocks.extend(
            kept.changes.iter().map(|change| Block::Context(became(locale, change.at, change.words.as_deref()))),
        );
    }
    blocks.extend(next.map(|page| {
        let action = IncidentAction::Evidence { incident: incident.id.0, page };
        Block::Buttons(vec![button(locale, action, "alert-mentions-more", Style::Plain)])
    }));
    Post { summary: title, blocks, tone: Tone::Plain }
}

/// What became of kept words where they were said: what they say since then; none when they were deleted.
pub fn became(locale: Locale, at: Time, words: Option<&str>) -> Rich {
    let at = ("at", Span::Time(at));
    match words {
        Some(words) => {
            let words = if words.is_empty() { Span::Words("…".into()) } else { Span::Public(words.to_owned()) };
            Rich::say(locale, "evidence-edited", Args::new(), &[at, ("words", words)])
        }
        None => Rich::say(locale, "evidence-deleted", Args::new(), &[at]),
    }
}

/// In the thread: somebody kept words.
pub fn added(locale: Locale, words: &Words, hash: &str, by: &Person) -> Post {
    let said = Rich::say(locale, "evidence-added", Args::new(), &[("by", Span::Person(by.clone()))]);
    let summary = say(locale, "evidence-added", &Args::new().text("by", by.user.as_str()));
    Post { summary, blocks: vec![Block::Text(said), Block::Quote(quote(locale, words, hash))], tone: Tone::Plain }
}

/// Whispered: they are kept, `evidence-kept`, or were before, `evidence-there`.
pub fn done(locale: Locale, incident: &Incident, key: &str) -> Post {
    Post::line(say(locale, key, &Args::new().text("id", incident.id.to_string())))
}

/// Nobody heard what stands at an address: the person has to say it.
pub fn unheard(locale: Locale, address: &str) -> Post {
    let said = Rich::say(locale, "evidence-unheard", Args::new(), &[("link", Span::Public(address.to_owned()))]);
    Post { summary: word(locale, "evidence-unheard-short"), blocks: vec![Block::Text(said)], tone: Tone::Plain }
}

/// Several incidents are open: a button for each of the newest.
pub fn which(locale: Locale, incidents: &[Incident], message: &MessageRef) -> Post {
    which_keeps(locale, incidents, message, |incident, message| IncidentAction::EvidenceAdd { incident, message })
}

/// The words as they stood, with the first digits of their hash.
pub(in crate::incident) fn quote(locale: Locale, words: &Words, hash: &str) -> Quote {
    let hash = say(locale, "evidence-hash", &Args::new().text("hash", hash.chars().take(HASH).collect::<String>()));
    let note = note(locale, words.followers, &words.language, &words.platform, plain_time(words.said_at));
    let text = if words.text.trim().is_empty() { word(locale, "timeline-no-words") } else { words.text.clone() };
    Quote { author: words.author.clone(), text, note: format!("{note} · {hash}"), url: words.url.clone() }
}

/// `9,100 followers · Greek · x · 2026-03-04 12:00 UTC`
pub fn note(locale: Locale, followers: Option<u64>, language: &str, platform: &str, said_at: String) -> String {
    let followers = followers.filter(|followers| *followers > 0);
    let followers =
        followers.map(|followers| say(locale, "common-followers", &Args::new().count(locale, "followers", followers)));
    let language = (language != "und").then(|| language_name(locale, language));
    let note = [followers, language, Some(platform.to_owned()), Some(said_at)];
    note.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
