//! What the bot says about changes of playbooks.

use commands::{Action, ItemAction, Role};
use similar::TextDiff;

use super::Refused;
use super::{Cannot, Change, State};
use crate::person::Person;
use crate::playbook::Playbook;
use crate::playbook::read::TEXT;
use crate::playbook::voice::name;
use crate::post::{Block, Button, Form, Input, InputKind, Post, Rich, Span, Style, Tone};
use crate::retro::action;
use crate::words::{Args, Locale, language_name, say, word};

/// The entry of the menu of steps that stands for a new one; no key has this sign.
pub const NEW: &str = "+";
/// Characters of a step that an entry of a menu shows: Slack takes 75.
const ENTRY: usize = 70;
/// What a card shows of a difference, in characters.
const DIFF: usize = 1_800;
/// Lines around a difference.
const AROUND: usize = 2;

/// What a change makes of a playbook: the file before and after, and the languages to be translated again, by tag.
pub struct Shown {
    pub before: String,
    pub after: String,
    pub translate: Vec<String>,
}

/// The card in the incident's thread: the difference, and what one can do.
pub fn card(locale: Locale, change: &Change, item: &action::Item, shown: Option<&Shown>) -> Post {
    let args = Args::new()
        .text("name", name(locale, &change.playbook))
        .text("from", change.base.to_string())
        .text("to", change.base.saturating_add(1).to_string());
    let heading = say(locale, "change-title", &args);
    let because = [
        ("by", person(&change.by)),
        ("what", Span::Public(item.text.clone())),
        ("action", Span::Code(item.id.to_string())),
    ];
    let mut blocks =
        vec![Block::Heading(heading.clone()), Block::Text(Rich::say(locale, "change-because", Args::new(), &because))];
    if let Some(Shown { before, after, translate }) = shown {
        blocks.push(Block::Code(diff(before, after)));
        if !translate.is_empty() {
            let languages: Vec<String> = translate.iter().map(|tag| language_name(locale, tag)).collect();
            let args = Args::new().text("languages", languages.join(", "));
            blocks.push(Block::Context(Rich::words(say(locale, "change-translate", &args))));
        }
    }
    let (key, by, at) = match &change.state {
        State::Proposed => {
            blocks.push(Block::Context(Rich::words(word(locale, "change-who"))));
            blocks.push(Block::Buttons(vec![
                button(locale, ItemAction::Approve(change.id.0), "change-approve", Style::Primary),
                button(locale, ItemAction::Reject(change.id.0), "change-reject", Style::Plain),
            ]));
            return Post { summary: heading, blocks, tone: Tone::Warning };
        }
        State::Approved { by, at } => ("change-approved", by, at),
        State::Rejected { by, at } => ("change-rejected", by, at),
    };
    let spans = [("by", person(by)), ("at", Span::Time(*at))];
    blocks.push(Block::Text(Rich::say(locale, key, args, &spans)));
    let tone = if matches!(change.state, State::Approved { .. }) { Tone::Good } else { Tone::Plain };
    Post { summary: heading, blocks, tone }
}

/// The lines that differ, `-` for those before and `+` for those now, with what stands around them.
fn diff(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let whole = diff.unified_diff().context_radius(AROUND).to_string();
    let lines = whole.lines().map(|line| if line.starts_with("@@") { "…" } else { line });
    let shown: Vec<&str> = lines.skip(1).collect();
    crate::post::inert(&shown.join("\n")).chars().take(DIFF).collect()
}

fn person(by: &Person) -> Span {
    Span::Person(by.clone())
}

fn button(locale: Locale, action: ItemAction, key: &str, style: Style) -> Button {
    Button { action: Action::Item(action).encode(), label: word(locale, key), style, confirm: None }
}

/// Opens the form that makes a step of an action.
pub fn button_of(locale: Locale, item: &action::Item, playbook: &str) -> Button {
    let step = ItemAction::Step { item: item.id.0, playbook: playbook.to_owned() };
    button(locale, step, "change-into", Style::Plain)
}

/// Whispered: the way to the form.
pub fn offer(locale: Locale, item: &action::Item, playbook: &Playbook) -> Post {
    let args = Args::new().text("name", name(locale, &playbook.name)).text("version", playbook.version.to_string());
    let rich = Rich::say(locale, "change-offer", args, &[("what", Span::Public(item.text.clone()))]);
    let blocks = vec![Block::Text(rich), Block::Buttons(vec![button_of(locale, item, &playbook.name)])];
    Post { summary: item.id.to_string(), blocks, tone: Tone::Plain }
}

/// The form of a change: which step, its words, whose, until when.
pub fn form(locale: Locale, item: &action::Item, playbook: &Playbook) -> Form {
    let mut steps = vec![(NEW.to_owned(), word(locale, "change-new"))];
    steps.extend(playbook.steps.iter().map(|step| {
        let entry = format!("{}: {}", step.key, crate::post::inert(step.texts.within(locale)));
        (step.key.clone(), entry.chars().take(ENTRY).collect())
    }));
    let input = |key: &str, ask: &str, kind, required, initial| Input {
        key: key.into(),
        label: word(locale, ask),
        hint: None,
        kind,
        required,
        initial,
        check: None,
    };
    let roles = Role::ALL.into_iter().map(|role| (role.name().to_owned(), role.label(locale))).collect();
    let words: String = item.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(TEXT).collect();
    let due = Input {
        hint: Some(word(locale, "task-ask-due-hint")),
        ..input("due", "task-ask-due", InputKind::Line { max: 20 }, false, None)
    };
    let step = ItemAction::Step { item: item.id.0, playbook: playbook.name.clone() };
    Form {
        action: Action::Item(step).encode(),
        title: word(locale, "change-form"),
        submit: word(locale, "alert-send"),
        inputs: vec![
            input("step", "change-ask-step", InputKind::Choice { options: steps }, true, Some(NEW.to_owned())),
            input("text", "change-ask-text", InputKind::Text { max: TEXT }, true, Some(words)),
            input("role", "task-ask-role", InputKind::Choice { options: roles }, false, None),
            due,
        ],
    }
}

/// Whispered: what became of it: `change-proposed-now`, `change-approved-now`, `change-rejected-now`.
pub fn done(locale: Locale, key: &str, change: &Change) -> Post {
    Post::line(say(locale, key, &Args::new().text("name", name(locale, &change.playbook))))
}

/// Whispered: why nothing happened, and the way.
pub fn refused(locale: Locale, refused: &Refused) -> Post {
    let key = match refused {
        Refused::UnknownAction(id) => {
            return Post::line(say(locale, "action-unknown", &Args::new().text("action", id.to_string())));
        }
        Refused::Unknown => "common-not-here",
        Refused::NotYours => "change-not-yours",
        Refused::Cannot(Cannot::Gone) => "change-gone",
        Refused::Cannot(Cannot::Full) => "change-full",
        Refused::Cannot(Cannot::Words) => "change-words",
        Refused::Cannot(Cannot::Decided) => "change-decided",
        Refused::Cannot(Cannot::Own) => "change-own",
    };
    Post::line(word(locale, key))
}
