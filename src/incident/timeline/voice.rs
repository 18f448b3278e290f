//! A timeline as people read it.

use commands::{Action, IncidentAction, Message};

use super::{Done, Entry, Value, What};
use crate::chat::MessageRef;
use crate::id::{EntryId, IncidentId};
use crate::incident::Incident;
use crate::person::Actor;
use crate::post::{Block, Button, Post, Rich, Span, Style, Tone, shortened};
use crate::words::{Args, Locale, say, word};

/// Characters of somebody's words that a line shows; the export has all.
const SHOWN: usize = 280;

/// A page of the timeline. `earlier` is the page before it, when there is one.
pub fn page(locale: Locale, incident: &Incident, entries: &[Entry], earlier: Option<u32>) -> Post {
    let title = about(locale, "timeline-title", incident.id);
    if entries.is_empty() {
        return Post::line(word(locale, "timeline-empty"));
    }
    let lines = entries.iter().map(|entry| line(locale, entry)).collect();
    let mut blocks = vec![Block::Heading(title.clone()), Block::List(lines)];
    blocks.extend(earlier.map(|page| {
        let action = IncidentAction::Timeline { incident: incident.id.0, page };
        Block::Buttons(vec![button(locale, action, "timeline-earlier")])
    }));
    Post { summary: title, blocks, tone: Tone::Plain }
}

/// When, who, what, why.
pub fn line(locale: Locale, entry: &Entry) -> Rich {
    let colon = || Span::Words(word(locale, "timeline-colon"));
    let mut spans = vec![Span::Time(entry.at), Span::Words(" ".into())];
    match &entry.what {
        What::Note(text) => spans.extend([who(locale, &entry.by), colon(), words(locale, text)]),
        What::Message { author, text } => {
            spans.extend(author.iter().flat_map(|author| [Span::Person(author.clone()), colon()]));
            spans.push(words(locale, text));
        }
        What::Done(done) => {
            spans.extend([who(locale, &entry.by), colon()]);
            spans.extend(sentence(locale, done).0);
            if !done.why.is_empty() {
                spans.extend([colon(), words(locale, &done.why)]);
            }
        }
    }
    if let Some(url) = &entry.link {
        spans.push(Span::Words(" ".into()));
        spans.push(Span::Link { label: word(locale, "timeline-link"), url: url.clone() });
    }
    Rich(spans)
}

/// What was done, without who and why.
pub fn sentence(locale: Locale, done: &Done) -> Rich {
    let mut args = Args::new();
    let mut spans = Vec::new();
    for (slot, value) in &done.values {
        let name = slot.name();
        match value {
            Value::Word(key) => args = args.text(name, word(locale, key)),
            Value::Label(value) => args = args.text(name, commands::value_label(locale, value)),
            Value::Number(number) => args = args.count(locale, name, *number),
            Value::Text(text) => spans.push((name, Span::Public(text.clone()))),
            Value::Person(person) => spans.push((name, Span::Person(person.clone()))),
            Value::Time(time) => spans.push((name, Span::Time(*time))),
        }
    }
    Rich::say(locale, &done.key, args, &spans)
}

/// Whispered to who added something, with the way back.
pub fn added(locale: Locale, incident: IncidentId, entry: EntryId, text: &str) -> Post {
    let words = ("text", words(locale, text));
    let args = Args::new().text("id", incident.to_string());
    let said = Rich::say(locale, "timeline-added", args, &[words]);
    let undo = Block::Buttons(vec![button(locale, IncidentAction::TimelineUndo(entry.0), "timeline-undo")]);
    let summary = about(locale, "timeline-added-short", incident);
    Post { summary, blocks: vec![Block::Text(said), undo], tone: Tone::Plain }
}

/// The message stands there already.
pub fn there(locale: Locale, incident: IncidentId) -> Post {
    Post::line(about(locale, "timeline-there", incident))
}

/// It was taken away again.
pub fn struck(locale: Locale, incident: IncidentId) -> Post {
    Post::line(about(locale, "timeline-struck", incident))
}

/// Several incidents are open: a button for each of the newest.
pub fn which(locale: Locale, incidents: &[Incident], message: &MessageRef) -> Post {
    which_keeps(locale, incidents, message, |incident, message| IncidentAction::TimelineAdd { incident, message })
}

/// Asks which incident a message is kept in; `keep` is what a button does.
pub(in crate::incident) fn which_keeps(
    locale: Locale,
    incidents: &[Incident],
    message: &MessageRef,
    keep: fn(i64, Message) -> IncidentAction,
) -> Post {
    let MessageRef { place, message } = message;
    let message = Message { channel: place.channel.clone(), message: message.clone(), thread: place.thread.clone() };
    let choice = |incident: &Incident| {
        let action = Action::Incident(keep(incident.id.0, message.clone())).encode();
        let label = shortened(&crate::incident::voice::parts::title(locale, incident), 60);
        Button { action, label, style: Style::Plain, confirm: None }
    };
    let question = word(locale, "timeline-which");
    let buttons = incidents.iter().take(6).map(choice).collect();
    let blocks = vec![Block::Text(Rich::words(question.clone())), Block::Buttons(buttons)];
    Post { summary: question, blocks, tone: Tone::Plain }
}

/// Somebody, or the bot.
pub fn who(locale: Locale, by: impl Into<Actor>) -> Span {
    match by.into() {
        Actor::Squall => Span::Words(word(locale, "common-brand")),
        Actor::Person(person) => Span::Person(person),
    }
}

fn words(locale: Locale, text: &str) -> Span {
    if text.trim().is_empty() {
        return Span::Words(word(locale, "timeline-no-words"));
    }
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    Span::Public(shown)
}

fn button(locale: Locale, action: IncidentAction, key: &str) -> Button {
    Button { action: Action::Incident(action).encode(), label: word(locale, key), style: Style::Plain, confirm: None }
}

fn about(locale: Locale, key: &str, incident: IncidentId) -> String {
    say(locale, key, &Args::new().text("id", incident.to_string()))
}
