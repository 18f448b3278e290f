//! What one person sees, as JSON for the page. Public text leaves here inert; the page shows it as text only.

use serde_json::{Value, json};

use super::message::{Author, Body, Message, OpenForm};
use super::people::PersonView;
use super::state::{State, picture_id};
use crate::clock::Time;
use crate::post::{Block, Field, Post, Rich, Span, inert};

/// Messages that a page starts with.
const SHOWN: usize = 1_500;

/// Everything that a page needs to start.
pub fn whole(state: &State, person: &str, now: Time) -> Value {
    json!({
        "cursor": format!("{}.{}", state.run, state.seq),
        "now": now,
        "channels": state.channels_of(person),
        "people": state.people.iter().map(PersonView::from).collect::<Vec<_>>(),
        "messages": latest(state, person),
        "forms": state.forms(person).map(form).collect::<Vec<_>>(),
    })
}

fn latest(state: &State, person: &str) -> Vec<Value> {
    let mut messages: Vec<_> = state.messages().filter(|message| state.sees(person, message)).collect();
    let old = messages.len().saturating_sub(SHOWN);
    messages.drain(old..).map(message).collect()
}

pub fn message(message: &Message) -> Value {
    let (said, card, cuts) = match &message.body {
        // What the team says is shown as it was typed: the page makes a text node of it.
        Body::Said(words) => (Some(words.clone()), None, None),
        Body::Erased => (None, None, None),
        Body::Card { post, cuts } => (None, Some(card(post)), Some(cuts)),
    };
    json!({
        "id": message.id,
        "channel": message.channel,
        "thread": message.thread,
        "author": match &message.author { Author::Bot => None, Author::Person(id) => Some(id) },
        "whisper": message.only.is_some(),
        "at": message.at,
        "edited": message.edited,
        "title": message.title,
        "said": said,
        "erased": message.body == Body::Erased,
        "card": card,
        "cuts": cuts,
        "reactions": message.reactions,
        "pinned": message.pinned,
    })
}

pub fn form(open: &OpenForm) -> Value {
    json!({ "id": open.id, "form": open.form })
}

fn card(post: &Post) -> Value {
    let blocks: Vec<Value> = post.blocks.iter().map(block).collect();
    json!({ "summary": inert(&post.summary), "tone": post.tone, "blocks": blocks })
}

fn block(block: &Block) -> Value {
    match block {
        Block::Heading(text) => json!({ "heading": inert(text) }),
        Block::Code(lines) => json!({ "code": lines }),
        Block::Text(text) => json!({ "text": rich(text) }),
        Block::Context(text) => json!({ "context": rich(text) }),
        Block::List(items) => json!({ "list": items.iter().map(rich).collect::<Vec<_>>() }),
        Block::Fields(fields) => json!({ "fields": fields.iter().map(field).collect::<Vec<_>>() }),
        Block::Quote(quote) => json!({ "quote": {
            "author": inert(&quote.author),
            "text": inert(&quote.text),
            "note": inert(&quote.note),
            "url": quote.url.as_deref().map(inert),
        } }),
        Block::Chart(chart) => json!({ "chart": { "id": picture_id(chart), "title": chart.title, "alt": chart.alt } }),
        Block::Buttons(row) => json!({ "buttons": row }),
        Block::Pick(pick) => json!({ "pick": pick }),
        Block::Divider => json!({ "divider": true }),
    }
}

fn field(field: &Field) -> Value {
    json!({ "label": inert(&field.label), "value": rich(&field.value) })
}

fn rich(rich: &Rich) -> Vec<Value> {
    rich.0.iter().map(span).collect()
}

fn span(span: &Span) -> Value {
    match span {
        Span::Words(text) => json!({ "words": text }),
        Span::Strong(text) => json!({ "strong": text }),
        Span::Public(text) => json!({ "public": inert(text) }),
        Span::Code(text) => json!({ "code": text }),
        Span::Person(person) => json!({ "person": person.user }),
        Span::Channel(id) => json!({ "words": format!("#{}", inert(id)) }),
        Span::Link { label, url } if commands::is_web(url) => json!({ "link": { "label": label, "url": url } }),
        Span::Link { label, .. } => json!({ "words": label }),
        Span::Time(at) => json!({ "time": at }),
    }
}
