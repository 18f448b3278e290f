//! The forms of statements.

use commands::{Action, StatementVerb};

use crate::post::{Check, Checked, Form, Input, InputKind};
use crate::statement::{Channel, Kind, Statement};
use crate::words::{Locale, language_name, word};

/// Characters that a form takes: Slack's limit, the tightest of the platforms.
pub const FORM_MOST: usize = 3_000;
/// Characters of a reason.
const REASON: usize = 500;

/// The form that begins a statement. `initial` is what somebody said.
pub fn write_form(locale: Locale, initial: Option<&str>) -> Form {
    let named = |kind: &str, name: &str| (name.to_owned(), word(locale, &format!("statement-{kind}-{name}")));
    let kinds = Kind::ALL.iter().map(|kind| named("kind", kind.name())).collect();
    let channels = Channel::ALL.iter().map(|channel| named("channel", channel.name())).collect();
    let languages = Locale::ALL.iter().map(|of| (of.tag().to_owned(), language_name(locale, of.tag()))).collect();
    let topics = ["ordinary", "sensitive"].map(|topic| (topic.to_owned(), word(locale, &format!("statement-{topic}"))));
    let choice = |key: &str, label: &str, options: Vec<(String, String)>, initial: &str| Input {
        initial: Some(initial.to_owned()),
        ..input(locale, key, label, InputKind::Choice { options })
    };
    let words: Option<String> = initial.map(|text| text.chars().take(FORM_MOST).collect());
    Form {
        action: Action::Statement { verb: StatementVerb::Write, statement: 0, n: 0 }.encode(),
        title: word(locale, "statement-write"),
        submit: word(locale, "statement-send"),
        inputs: vec![
            choice("kind", "statement-kind", kinds, Kind::default().name()),
            choice("channel", "statement-channel", channels, Channel::default().name()),
            choice("language", "statement-language", languages, locale.tag()),
            choice("topic", "statement-topic", topics.into(), "ordinary"),
            Input { initial: words, ..input(locale, "words", "statement-words", InputKind::Text { max: FORM_MOST }) },
        ],
    }
}

/// The words as they are, to be changed; none when they are longer than a form takes.
pub fn edit_form(locale: Locale, statement: &Statement) -> Option<Form> {
    let words = statement.words.text();
    (words.chars().count() <= FORM_MOST).then(|| Form {
        action: of(statement, StatementVerb::Edit, statement.revision),
        title: titled(locale, "statement-edit", statement),
        submit: word(locale, "statement-send"),
        inputs: vec![Input {
            initial: Some(words.to_owned()),
            ..input(locale, "words", "statement-words", InputKind::Text { max: FORM_MOST })
        }],
    })
}

/// Why changes are asked for, or why never: about the revision that the person saw.
pub fn reason_form(locale: Locale, statement: i64, verb: StatementVerb, revision: u32) -> Form {
    let key = if verb == StatementVerb::Veto { "statement-veto" } else { "statement-request-changes" };
    Form {
        action: Action::Statement { verb, statement, n: revision }.encode(),
        title: format!("{} (S-{statement})", word(locale, key)),
        submit: word(locale, "statement-send"),
        inputs: vec![input(locale, "why", "statement-why", InputKind::Text { max: REASON })],
    }
}

/// Where it was published, and what stands there.
pub fn published_form(locale: Locale, statement: i64) -> Form {
    let otherwise = word(locale, "statement-no-link");
    Form {
        action: Action::Statement { verb: StatementVerb::Published, statement, n: 0 }.encode(),
        title: format!("{} (S-{statement})", word(locale, "statement-published")),
        submit: word(locale, "statement-send"),
        inputs: vec![
            Input {
                check: Some(Checked { check: Check::Link, otherwise }),
                ..input(locale, "link", "statement-link", InputKind::Line { max: 500 })
            },
            Input {
                hint: Some(word(locale, "statement-found-hint")),
                required: false,
                ..input(locale, "found", "statement-found", InputKind::Text { max: FORM_MOST })
            },
        ],
    }
}

fn input(locale: Locale, key: &str, label: &str, kind: InputKind) -> Input {
    let label = word(locale, label);
    Input { key: key.to_owned(), label, hint: None, kind, required: true, initial: None, check: None }
}

fn of(statement: &Statement, verb: StatementVerb, n: u32) -> String {
    Action::Statement { verb, statement: statement.id.0, n }.encode()
}

fn titled(locale: Locale, key: &str, statement: &Statement) -> String {
    format!("{} ({})", word(locale, key), statement.id)
}
