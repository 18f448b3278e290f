//! What the bot says about watches.

use commands::{Action, WatchAction};

use super::Refused;
use super::{Watch, WatchState};
use crate::chat::Place;
use crate::post::{Block, Button, Post, Rich, Span, Style, Tone, inert};
use crate::words::{Args, Locale, say, word};

/// Something was done with a watch: `watch-added`, `watch-edited`, `watch-paused`, `watch-resumed`, `watch-removed`.
pub fn done(locale: Locale, key: &str, watch: &Watch) -> Post {
    Post::line(named(locale, key, &watch.name))
}

/// Why it was not done, and the way out.
pub fn refused(locale: Locale, refused: &Refused) -> Post {
    match refused {
        Refused::Query(query, error) => {
            let title = word(locale, "watch-wrong-query");
            let blocks = vec![
                Block::Text(Rich::words(title.clone())),
                Block::Code(error.mark(query)),
                Block::Text(Rich::words(error.sentence(locale))),
            ];
            Post { summary: format!("{title} {}", error.sentence(locale)), blocks, tone: Tone::Plain }
        }
        Refused::Schedule(error) => {
            let title = word(locale, "watch-wrong-digest");
            let example = "--digest \"0 9 * * 1-5\" --zone Europe/Sofia".to_owned();
            let blocks =
                vec![Block::Text(Rich::words(title.clone())), Block::Code(error.to_string()), Block::Code(example)];
            Post { summary: title, blocks, tone: Tone::Plain }
        }
        Refused::Taken(name) => Post::line(named(locale, "watch-taken", name)),
        Refused::Unknown(name, None) => Post::line(named(locale, "watch-unknown", name)),
        Refused::Unknown(name, Some(meant)) => {
            let args = Args::new().text("name", inert(name)).text("meant", inert(meant));
            Post::line(say(locale, "watch-unknown-meant", &args))
        }
    }
}

/// Asks whether to remove it.
pub fn ask_remove(locale: Locale, watch: &Watch) -> Post {
    let mut post = Post::line(named(locale, "watch-remove-ask", &watch.name));
    post.blocks.push(Block::Buttons(vec![Button {
        action: Action::Watch(WatchAction::Remove(watch.id.0)).encode(),
        label: word(locale, "watch-remove-yes"),
        style: Style::Danger,
        confirm: None,
    }]));
    post
}

/// What the bot listens for.
pub fn list(locale: Locale, watches: &[Watch]) -> Post {
    if watches.is_empty() {
        return Post::line(word(locale, "watch-list-empty"));
    }
    let title = word(locale, "watch-list-title");
    let rows = watches.iter().map(|watch| row(locale, watch)).collect();
    Post { summary: title.clone(), blocks: vec![Block::Heading(title), Block::List(rows)], tone: Tone::Plain }
}

fn row(locale: Locale, watch: &Watch) -> Rich {
    let mut notes = vec![Span::Words(word(locale, &format!("watch-kind-{}", watch.kind.name())))];
    let mut note = |words: String| notes.push(Span::Words(words));
    if watch.state == WatchState::Paused {
        note(word(locale, "watch-state-paused"));
    }
    watch.languages.iter().for_each(|language| note(format!("lang:{}", language.tag())));
    watch.sources.iter().for_each(|source| note(format!("source:{source}")));
    notes.extend(watch.channel.as_deref().and_then(Place::parse).map(|place| Span::Channel(place.channel)));
    notes.extend(watch.digest.as_ref().map(|digest| Span::Words(format!("{} {}", digest.cron, digest.zone))));
    let mut row = vec![Span::Strong(inert(&watch.name)), Span::Words(" ".into()), Span::Code(watch.query.clone())];
    for (number, note) in notes.into_iter().enumerate() {
        row.extend([Span::Words(if number == 0 { " " } else { " · " }.into()), note]);
    }
    Rich(row)
}

fn named(locale: Locale, key: &str, name: &str) -> String {
    say(locale, key, &Args::new().text("name", inert(name)))
}
