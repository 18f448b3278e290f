//! `statement draft [words]`: begins a public statement.

use crate::command::Command;
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Language, Outlet, Purpose, Text, Yes};
use crate::{Locale, Refusal};

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
    /// The words, exactly as typed.
    pub text: Option<String>,
}

pub(super) static SPEC: Spec = Spec {
    path: &["statement", "draft"],
    arguments: &[
        Argument::optional::<Text>("words"),
        Argument::option::<Purpose>("purpose"),
        Argument::option::<Outlet>("outlet"),
        Argument::option::<Language>("language"),
        Argument::option::<Yes>("sensitive"),
        Argument::option::<Yes>("review"),
    ],
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::StatementDraft(StatementDraft {
        purpose: given.optional::<Purpose>("purpose")?,
        outlet: given.optional::<Outlet>("outlet")?,
        language: given.optional::<Language>("language")?,
        sensitive: given.optional::<Yes>("sensitive")?.unwrap_or_default(),
        review: given.optional::<Yes>("review")?.unwrap_or_default(),
        text: given.optional::<Text>("words")?,
    }))
}

fn examples() -> Vec<(&'static str, Command)> {
    let draft = |text: &str| StatementDraft { text: Some(text.to_owned()), ..StatementDraft::default() };
    vec![
        ("statement draft We know, and we will be back by noon.", {
            Command::StatementDraft(draft("We know, and we will be back by noon."))
        }),
        ("statement draft Ci scusiamo. --purpose apology --outlet x --language it --review yes", {
            Command::StatementDraft(StatementDraft {
                purpose: Some("apology".into()),
                outlet: Some("x".into()),
                language: Some(Locale::It),
                review: true,
                ..draft("Ci scusiamo.")
            })
        }),
        ("statement draft", Command::StatementDraft(StatementDraft::default())),
    ]
}
