//! What is said about templates, and the form that fills one in.

use commands::Action;

use crate::post::{Block, Form, Input, InputKind, Pick, PickOf, Post, Rich, Span, Tone};
use crate::statement::template::Template;
use crate::words::{Args, Locale, language_name, say, word};

/// Placeholders that a form asks for, each by its name; the words are its last question.
const ASKED: usize = 4;
/// Characters of a placeholder's value.
const VALUE: usize = 80;

/// A menu that begins a statement from a template.
pub(super) fn pick(locale: Locale, templates: &[&Template]) -> Pick {
    let option = |template: &&Template| (of(template), template.name.clone());
    let whole = Action::Template("x".to_owned()).encode();
    Pick {
        action: whole.strip_suffix(":x").unwrap_or(&whole).to_owned(),
        label: word(locale, "statement-from-template"),
        of: PickOf::Options(templates.iter().map(option).collect()),
    }
}

/// `holding.en`
fn of(template: &Template) -> String {
    format!("{}.{}", template.name, template.language)
}

/// Every template of a language: its name, what it is for, what is filled in; and the menu.
pub fn templates(locale: Locale, language: &str, templates: &[&Template]) -> Post {
    let args = Args::new().text("language", language_name(locale, language));
    let title = say(locale, "statement-templates-title", &args);
    let row = |template: &&Template| {
        let kind = word(locale, &format!("statement-kind-{}", template.kind.name()));
        let spans = [
            ("name", Span::Code(template.name.clone())),
            ("placeholders", Span::Public(template.placeholders().join(", "))),
        ];
        Rich::say(locale, "statement-template-row", Args::new().text("kind", kind), &spans)
    };
    let rows = templates.iter().map(row).collect();
    let blocks = vec![Block::Heading(title.clone()), Block::List(rows), Block::Pick(pick(locale, templates))];
    Post { summary: title, blocks, tone: Tone::Plain }
}

/// Nothing is called so.
pub fn unknown_template(locale: Locale, name: &str) -> Post {
    let spans = [("name", Span::Public(name.to_owned()))];
    let rich = Rich::say(locale, "statement-template-unknown", Args::new(), &spans);
    Post { summary: rich.plain(), blocks: vec![Block::Text(rich)], tone: Tone::Plain }
}

/// What was filled in is none of its blanks.
pub fn unknown_blank(locale: Locale, wrong: &str, blanks: &[&str]) -> Post {
    let spans = [("wrong", Span::Public(wrong.to_owned())), ("blanks", Span::Public(blanks.join(", ")))];
    let rich = Rich::say(locale, "statement-template-blanks", Args::new(), &spans);
    Post { summary: rich.plain(), blocks: vec![Block::Text(rich)], tone: Tone::Plain }
}

/// The form that fills a template in.
pub fn template_form(locale: Locale, template: &Template) -> Form {
    let line = |name: &str| Input {
        key: name.to_owned(),
        label: format!("{{{name}}}"),
        hint: None,
        kind: InputKind::Line { max: VALUE },
        required: false,
        initial: None,
        check: None,
    };
    let mut inputs: Vec<Input> = template.placeholders().into_iter().take(ASKED).map(line).collect();
    inputs.push(Input {
        key: "words".to_owned(),
        label: word(locale, "statement-words"),
        hint: None,
        kind: InputKind::Text { max: super::form::FORM_MOST },
        required: true,
        initial: Some(template.words.text().to_owned()),
        check: None,
    });
    let title: String = format!("{} ({})", word(locale, "statement-write"), template.name).chars().take(45).collect();
    Form { action: Action::Template(of(template)).encode(), title, submit: word(locale, "statement-send"), inputs }
}
