//! The forms of statements.

use commands::{Action, StatementAction, StatementVerb};

use super::label;
use crate::post::{Check, Checked, Form, Input, InputKind};
use crate::statement::text::Words;
use crate::statement::texts::{Change, Texts, Variant};
use crate::statement::{Channel, Kind, Statement};
use crate::words::{Locale, language_name, word};

/// Characters that a form takes: Slack's limit, the tightest of the platforms.
pub const FORM_MOST: usize = 3_000;
/// Questions of a form: Discord's limit.
const INPUTS: usize = 5;
/// Characters of a reason.
const REASON: usize = 500;

/// The form that begins a statement. `initial` is what somebody said.
pub fn write_form(locale: Locale, initial: Option<&str>) -> Form {
    let named = |kind: &Kind| (kind.name().to_owned(), word(locale, &format!("statement-kind-{}", kind.name())));
    let kinds = Kind::ALL.iter().map(named).collect();
    let topics = ["ordinary", "sensitive"].map(|topic| (topic.to_owned(), word(locale, &format!("statement-{topic}"))));
    let choice = |key: &str, label: &str, options: Vec<(String, String)>, initial: &str| Input {
        initial: Some(initial.to_owned()),
        ..input(locale, key, label, InputKind::Choice { options })
    };
    let words: Option<String> = initial.map(|text| text.chars().take(FORM_MOST).collect());
    Form {
        action: Action::Statement(StatementAction { verb: StatementVerb::Write, statement: 0, n: 0 }).encode(),
        title: word(locale, "statement-write"),
        submit: word(locale, "statement-send"),
        inputs: vec![
            choice("kind", "statement-kind", kinds, Kind::default().name()),
            channel_choice(locale, Channel::default()),
            language_choice(locale, locale.tag()),
            choice("topic", "statement-topic", topics.into(), "ordinary"),
            Input { initial: words, ..input(locale, "words", "statement-words", InputKind::Text { max: FORM_MOST }) },
        ],
    }
}

/// The words of all variants as they are, to be changed; none when they are longer, or more, than a form takes.
pub fn edit_form(locale: Locale, statement: &Statement) -> Option<Form> {
    let variants = statement.texts.all();
    let fits = variants.len() <= INPUTS && variants.iter().all(|one| one.words.text().chars().count() <= FORM_MOST);
    let several = variants.len() > 1;
    let one = |(n, variant): (usize, &Variant)| Input {
        initial: Some(variant.words.text().to_owned()),
        required: n == 0,
        label: if several { label(locale, variant) } else { word(locale, "statement-words") },
        ..input(locale, &format!("words{n}"), "statement-words", InputKind::Text { max: FORM_MOST })
    };
    fits.then(|| Form {
        action: of(statement, StatementVerb::Edit, statement.revision),
        title: titled(locale, "statement-edit", statement),
        submit: word(locale, "statement-send"),
        inputs: variants.iter().enumerate().map(one).collect(),
    })
}

/// What the answers of [`edit_form`] change in these texts, which must be those that it was opened with. A version that
/// was emptied goes.
pub fn edited_texts(texts: &Texts, answers: &[(String, String)]) -> Vec<Change> {
    let change = |(n, variant): (usize, &Variant)| {
        let (_, typed) = answers.iter().find(|(key, _)| *key == format!("words{n}"))?;
        let words = Some(Words::new(typed)).filter(|words| n == 0 || !words.is_empty());
        Some(Change { of: (n > 0).then(|| (variant.channel, variant.language.clone())), words })
    };
    texts.all().iter().enumerate().filter_map(change).collect()
}

/// A version for another channel or language, beginning with the words that are there.
pub fn version_form(locale: Locale, statement: &Statement) -> Form {
    let words = statement.texts.main().words.text().chars().take(FORM_MOST).collect();
    Form {
        action: of(statement, StatementVerb::Version, statement.revision),
        title: titled(locale, "statement-version", statement),
        submit: word(locale, "statement-send"),
        inputs: vec![
            channel_choice(locale, statement.texts.main().channel),
            language_choice(locale, &statement.texts.main().language),
            Input {
                initial: Some(words),
                ..input(locale, "words", "statement-words", InputKind::Text { max: FORM_MOST })
            },
        ],
    }
}

/// A correction of what is public, beginning with the words that stand there.
pub fn replace_form(locale: Locale, statement: &Statement) -> Form {
    let words = statement.texts.main().words.text().chars().take(FORM_MOST).collect();
    Form {
        action: of(statement, StatementVerb::Replace, statement.revision),
        title: titled(locale, "statement-correct", statement),
        submit: word(locale, "statement-send"),
        inputs: vec![Input {
            initial: Some(words),
            ..input(locale, "words", "statement-words", InputKind::Text { max: FORM_MOST })
        }],
    }
}

fn channel_choice(locale: Locale, initial: Channel) -> Input {
    let named =
        |channel: &Channel| (channel.name().to_owned(), word(locale, &format!("statement-channel-{}", channel.name())));
    let options = Channel::ALL.iter().map(named).collect();
    let kind = InputKind::Choice { options };
    Input { initial: Some(initial.name().to_owned()), ..input(locale, "channel", "statement-channel", kind) }
}

fn language_choice(locale: Locale, initial: &str) -> Input {
    let options = Locale::ALL.iter().map(|of| (of.tag().to_owned(), language_name(locale, of.tag()))).collect();
    let kind = InputKind::Choice { options };
    Input { initial: Some(initial.to_owned()), ..input(locale, "language", "statement-language", kind) }
}

/// Why changes are asked for, or why never, or why it no longer holds: about the revision that the person saw.
pub fn reason_form(locale: Locale, statement: i64, verb: StatementVerb, revision: u32) -> Form {
    let key = match verb {
        StatementVerb::Veto => "statement-veto",
        StatementVerb::Withdraw => "statement-withdraw",
        _ => "statement-request-changes",
    };
    Form {
        action: Action::Statement(StatementAction { verb, statement, n: revision }).encode(),
        title: format!("{} (S-{statement})", word(locale, key)),
        submit: word(locale, "statement-send"),
        inputs: vec![input(locale, "why", "statement-why", InputKind::Text { max: REASON })],
    }
}

/// Where it was published, and what stands there.
pub fn published_form(locale: Locale, statement: i64) -> Form {
    let otherwise = word(locale, "statement-no-link");
    Form {
        action: Action::Statement(StatementAction { verb: StatementVerb::Published, statement, n: 0 }).encode(),
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
    Action::Statement(StatementAction { verb, statement: statement.id.0, n }).encode()
}

fn titled(locale: Locale, key: &str, statement: &Statement) -> String {
    format!("{} ({})", word(locale, key), statement.id)
}
