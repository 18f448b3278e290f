//! `statement draft [words]`: begins a public statement.

use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Belongs, Language, Outlet, Purpose, Takes, Text, Value, Yes};
use crate::{Locale, Refusal, Span};

/// Begins a statement; without words a form asks for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementDraft {
    /// Of [`crate::PURPOSES`].
    pub purpose: Option<String>,
    /// Of [`crate::OUTLETS`].
    pub outlet: Option<String>,
    pub language: Option<Locale>,
    /// Whether it touches what always needs the executive or legal.
    pub sensitive: bool,
    /// Whether the review is asked at once.
    pub review: bool,
    /// How long from now it is to be public; no review goes on longer.
    pub planned: Option<Span>,
    /// The template that it begins from, by name.
    pub template: Option<String>,
    /// What is filled in: `what=our app; when=noon`.
    pub fill: Option<String>,
    /// The incident that it is about; none in particular when that is said, unknown when nothing is.
    pub incident: Option<Option<i64>>,
    /// The words, exactly as typed.
    pub text: Option<String>,
}

/// When a statement is planned for: 10 minutes to a month from now.
enum Planned {}

impl Value for Planned {
    type Out = Span;
    const TAKES: Takes = Takes::Span(&["30m", "1h", "4h", "1d"]);

    fn read(typed: &str) -> Option<Span> {
        Span::read_within(typed, Span::minutes(10), Span::days(31))
    }
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["statement", "draft"],
        arguments: &[
            Argument::optional::<Text>("words"),
            Argument::option::<Purpose>("purpose"),
            Argument::option::<Outlet>("outlet"),
            Argument::option::<Language>("language"),
            Argument::option::<Yes>("sensitive"),
            Argument::option::<Yes>("review"),
            Argument::option::<Planned>("planned"),
            Argument::option::<Text>("template"),
            Argument::option::<Text>("fill"),
            Argument::option::<Belongs>("incident"),
        ],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Statement(StatementCommand::Draft(StatementDraft {
        purpose: given.optional::<Purpose>("purpose")?,
        outlet: given.optional::<Outlet>("outlet")?,
        language: given.optional::<Language>("language")?,
        sensitive: given.optional::<Yes>("sensitive")?.unwrap_or_default(),
        review: given.optional::<Yes>("review")?.unwrap_or_default(),
        planned: given.optional::<Planned>("planned")?,
        template: given.optional::<Text>("template")?.map(|name| name.to_lowercase()),
        fill: given.optional::<Text>("fill")?,
        incident: given.optional::<Belongs>("incident")?,
        text: given.optional::<Text>("words")?,
    })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let draft = |text: &str| StatementDraft { text: Some(text.to_owned()), ..StatementDraft::default() };
    vec![
        ("statement draft We know, and we will be back by noon.", {
            Command::Statement(StatementCommand::Draft(draft("We know, and we will be back by noon.")))
        }),
        ("statement draft Ci scusiamo. --purpose apology --outlet x --language it --review yes", {
            Command::Statement(StatementCommand::Draft(StatementDraft {
                purpose: Some("apology".into()),
                outlet: Some("x".into()),
                language: Some(Locale::It),
                review: true,
                ..draft("Ci scusiamo.")
            }))
        }),
        ("statement draft Gates open at noon. --planned 4h", {
            Command::Statement(StatementCommand::Draft(StatementDraft {
                planned: Some(Span::hours(4)),
                ..draft("Gates open at noon.")
            }))
        }),
        ("statement draft --template holding --fill \"what=our lamps; when=noon\"", {
            Command::Statement(StatementCommand::Draft(StatementDraft {
                template: Some("holding".into()),
                fill: Some("what=our lamps; when=noon".into()),
                ..StatementDraft::default()
            }))
        }),
        ("statement draft We know. --incident INC-2", {
            Command::Statement(StatementCommand::Draft(StatementDraft { incident: Some(Some(2)), ..draft("We know.") }))
        }),
        ("statement draft We are here. --incident none", {
            Command::Statement(StatementCommand::Draft(StatementDraft {
                incident: Some(None),
                ..draft("We are here.")
            }))
        }),
        ("statement draft", Command::Statement(StatementCommand::Draft(StatementDraft::default()))),
    ]
}
