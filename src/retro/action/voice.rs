//! What the bot says about actions.

use commands::{Action, ItemAction};

use super::Refused;
use super::{Item, NotNow, Standing, State};
use crate::clock::Time;
use crate::id::IncidentId;
use crate::incident::Incident;
use crate::incident::voice::title;
use crate::person::Person;
use crate::post::{Block, Button, Form, Input, InputKind, Pick, PickOf, Post, Rich, Span, Style, Tone};
use crate::words::{Args, Locale, say, word};

/// The longest action that a form takes, in characters.
const LONGEST: usize = 300;
/// Actions that a list shows; the rest is counted.
const SHOWN: usize = 15;
/// In a button: the playbook of the incident's own kind.
pub const ITS_OWN: &str = "own";
/// Actions that stand below the trends.
const LATE: usize = 5;

/// The living card: what is left and what is behind.
pub fn card(locale: Locale, incident: &Incident, items: &[Item], now: Time) -> Post {
    let behind = items.iter().filter(|item| !item.is_open()).count();
    let args = Args::new().text("id", incident.id.to_string()).count(locale, "behind", count(behind)).count(
        locale,
        "all",
        count(items.len()),
    );
    let heading = say(locale, "action-title", &args);
    let mut blocks = vec![Block::Heading(heading.clone())];
    blocks.extend(lines(locale, items, items.len(), now));
    blocks.push(Block::Buttons(vec![add_button(locale, incident.id)]));
    let late = items.iter().any(|item| item.is_overdue(now));
    let tone = if late { Tone::Warning } else { Tone::Plain };
    Post { summary: heading, blocks, tone: if behind == items.len() { Tone::Good } else { tone } }
}

/// All that are open, whatever the incident.
pub fn list(locale: Locale, items: &[Item], now: Time) -> Post {
    if items.is_empty() {
        return Post::line(word(locale, "action-none"));
    }
    let heading = standing(locale, &Standing::of(items, now));
    let mut blocks = vec![Block::Heading(heading.clone())];
    blocks.extend(lines(locale, items, SHOWN, now));
    Post { summary: heading, blocks, tone: Tone::Plain }
}

/// For the trends: how many there are and how many were done, and those that are overdue.
pub fn trend(locale: Locale, items: &[Item], now: Time) -> Vec<Block> {
    if items.is_empty() {
        return Vec::new();
    }
    let all = Standing::of(items, now);
    let args = Args::new().count(locale, "done", all.done).count(locale, "dropped", all.dropped);
    let said = format!("{} {}", standing(locale, &all), say(locale, "action-behind", &args));
    let mut late: Vec<Item> = items.iter().filter(|item| item.is_overdue(now)).cloned().collect();
    late.sort_by_key(|item| item.due);
    let mut blocks = vec![Block::Text(Rich::words(said))];
    blocks.extend(lines(locale, &late, LATE, now));
    blocks
}

/// For the status: how many are open; nothing when none is.
pub fn open_ones(locale: Locale, items: &[Item], now: Time) -> Option<Block> {
    let all = Standing::of(items, now);
    (all.open > 0).then(|| Block::Context(Rich::words(standing(locale, &all))))
}

/// `3 open actions, 1 of them overdue.`
fn standing(locale: Locale, all: &Standing) -> String {
    let args = Args::new().count(locale, "open", all.open).count(locale, "overdue", all.overdue);
    say(locale, "action-standing", &args)
}

fn lines(locale: Locale, items: &[Item], most: usize, now: Time) -> Vec<Block> {
    if items.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::List(items.iter().take(most).map(|item| line(locale, item, now)).collect())];
    if let Some(more) = items.len().checked_sub(most).filter(|more| *more > 0) {
        let args = Args::new().count(locale, "more", count(more));
        blocks.push(Block::Context(Rich::words(say(locale, "action-more", &args))));
    }
    blocks
}

/// `☐ ACT-3 A second hotline · @nikos · due 4 December`.
pub fn line(locale: Locale, item: &Item, now: Time) -> Rich {
    let mark = match item.state {
        State::Open => "☐ ",
        State::Done { .. } => "☑ ",
        State::Dropped { .. } => "– ",
    };
    let dot = || Span::Words(" · ".into());
    let mut spans = vec![
        Span::Words(mark.to_owned()),
        Span::Code(item.id.to_string()),
        Span::Words(" ".into()),
        Span::Public(item.text.clone()),
        dot(),
        Span::Person(item.owner.clone()),
    ];
    match &item.state {
        State::Open => {
            let key = if item.is_overdue(now) { "task-overdue" } else { "task-due" };
            spans.push(dot());
            spans.extend(Rich::say(locale, key, Args::new(), &[("at", Span::Time(item.due))]).0);
        }
        State::Done { .. } => {}
        State::Dropped { why, .. } => {
            spans.extend([Span::Words(word(locale, "timeline-colon")), Span::Public(why.clone())]);
        }
    }
    Rich(spans)
}

/// Opens the form of a new one.
pub fn add_button(locale: Locale, incident: IncidentId) -> Button {
    button(locale, ItemAction::Add(incident.0), "action-add", Style::Plain)
}

fn button(locale: Locale, action: ItemAction, key: &str, style: Style) -> Button {
    Button { action: Action::Item(action).encode(), label: word(locale, key), style, confirm: None }
}

/// The form of a new action.
pub fn form(locale: Locale, incident: i64) -> Form {
    let input = |key: &str, ask: &str, kind, required| Input {
        key: key.into(),
        label: word(locale, ask),
        hint: None,
        kind,
        required,
        initial: None,
        check: None,
    };
    let due = Input {
        hint: Some(word(locale, "action-ask-due-hint")),
        initial: Some("14d".into()),
        ..input("due", "action-ask-due", InputKind::Line { max: 20 }, false)
    };
    Form {
        action: Action::Item(ItemAction::Add(incident)).encode(),
        title: word(locale, "action-form"),
        submit: word(locale, "alert-send"),
        inputs: vec![input("text", "action-ask-text", InputKind::Text { max: LONGEST }, true), due],
    }
}

/// The form that asks why it will not be done.
pub fn drop_form(locale: Locale, item: i64) -> Form {
    let why = Input {
        key: "reason".into(),
        label: word(locale, "action-ask-reason"),
        hint: None,
        kind: InputKind::Line { max: 300 },
        required: true,
        initial: None,
        check: None,
    };
    Form {
        action: Action::Item(ItemAction::Drop(item)).encode(),
        title: word(locale, "action-drop"),
        submit: word(locale, "alert-send"),
        inputs: vec![why],
    }
}

/// Whispered to who added one, with the way to give it to somebody else.
pub fn added(locale: Locale, item: &Item, by: &Person) -> Post {
    let key = if item.owner == *by { "action-added" } else { "action-added-for" };
    let mut post = about(locale, key, item);
    post.blocks.push(hand_on(locale, item));
    post.blocks.push(Block::Buttons(vec![into_playbook(locale, item)]));
    post
}

/// Opens the form that makes a step of it, in the playbook of the incident's kind.
fn into_playbook(locale: Locale, item: &Item) -> Button {
    let step = ItemAction::Step { item: item.id.0, playbook: ITS_OWN.to_owned() };
    button(locale, step, "change-into", Style::Plain)
}

/// A menu of people to give it to.
fn hand_on(locale: Locale, item: &Item) -> Block {
    let whole = Action::Item(ItemAction::Assign { item: item.id.0, person: "x".into() }).encode();
    let action = whole.strip_suffix(":x").unwrap_or(&whole).to_owned();
    Block::Pick(Pick { action, label: word(locale, "action-hand-on"), of: PickOf::People })
}

/// For who was given one, in their own conversation.
pub fn yours(locale: Locale, incident: &Incident, item: &Item, by: &Person) -> Post {
    let first = Rich::say(locale, "action-yours", Args::new(), &[("by", Span::Person(by.clone()))]);
    of_one(locale, incident, item, first, Tone::Plain)
}

/// For its owner: it is due soon, or it is overdue.
pub fn reminder(locale: Locale, incident: &Incident, item: &Item, now: Time) -> Post {
    let overdue = item.is_overdue(now);
    let key = if overdue { "action-is-overdue" } else { "action-is-due" };
    let tone = if overdue { Tone::Warning } else { Tone::Plain };
    of_one(locale, incident, item, Rich::words(word(locale, key)), tone)
}

/// In the thread: nothing was heard of it for long.
pub fn late(locale: Locale, incident: &Incident, item: &Item) -> Post {
    let owner = [("who", Span::Person(item.owner.clone()))];
    of_one(locale, incident, item, Rich::say(locale, "action-is-late", Args::new(), &owner), Tone::Warning)
}

/// With the incident that it came from, and what one can do.
fn of_one(locale: Locale, incident: &Incident, item: &Item, first: Rich, tone: Tone) -> Post {
    let id = item.id.0;
    let due = Rich::say(locale, "task-due", Args::new(), &[("at", Span::Time(item.due))]);
    let what = [
        vec![Span::Code(item.id.to_string()), Span::Words(" ".into()), Span::Public(item.text.clone())],
        vec![Span::Words(" · ".into())],
        due.0,
    ];
    let blocks = vec![
        Block::Text(first),
        Block::List(vec![Rich(what.concat())]),
        Block::Context(Rich::words(title(locale, incident))),
        Block::Buttons(vec![
            button(locale, ItemAction::Done(id), "task-mark-done", Style::Primary),
            button(locale, ItemAction::Drop(id), "action-drop", Style::Plain),
            button(locale, ItemAction::Later(id), "retro-later", Style::Plain),
            into_playbook(locale, item),
        ]),
        hand_on(locale, item),
    ];
    let args = Args::new().text("task", item.id.to_string()).text("title", title(locale, incident));
    Post { summary: say(locale, "task-of", &args), blocks, tone }
}

/// Whispered: what became of it: `action-done-now`, `action-dropped-now`, `action-assigned-now`, `action-later-now`.
pub fn changed(locale: Locale, key: &str, item: &Item) -> Post {
    about(locale, key, item)
}

fn about(locale: Locale, key: &str, item: &Item) -> Post {
    let args = Args::new().text("action", item.id.to_string());
    let spans = [
        ("text", Span::Public(item.text.clone())),
        ("who", Span::Person(item.owner.clone())),
        ("at", Span::Time(item.due)),
    ];
    let rich = Rich::say(locale, key, args, &spans);
    Post { summary: item.id.to_string(), blocks: vec![Block::Text(rich)], tone: Tone::Plain }
}

/// Whispered: why nothing happened, and the way.
pub fn refused(locale: Locale, refused: &Refused) -> Post {
    match refused {
        Refused::Unknown(id) => Post::line(say(locale, "action-unknown", &Args::new().text("action", id.to_string()))),
        Refused::NotNow(_, NotNow::NoReason) => Post::line(word(locale, "action-no-reason")),
        Refused::NotNow(item, NotNow::Already) => {
            let state = word(locale, &format!("action-state-{}", item.state.name()));
            let args = Args::new().text("action", item.id.to_string()).text("state", state);
            let owner = [("who", Span::Person(item.owner.clone()))];
            let rich = Rich::say(locale, "action-already", args, &owner);
            Post { summary: item.id.to_string(), blocks: vec![Block::Text(rich)], tone: Tone::Plain }
        }
    }
}

/// A length of time could not be read.
pub fn no_time(locale: Locale, typed: &str) -> Post {
    Post::line(say(locale, "action-no-time", &Args::new().text("typed", crate::post::inert(typed))))
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
