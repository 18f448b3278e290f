//! `statement version <statement> [words] --outlet ... --language ...`: its words for another channel or language.

use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Language, Outlet, Statement, Text, Yes};
use crate::{Locale, Refusal};

/// Gives a statement words for another channel or language, or takes these away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementVersion {
    /// The number of `S-1`.
    pub statement: i64,
    /// Of [`crate::OUTLETS`]; that of the statement when none.
    pub outlet: Option<String>,
    /// That of the statement when none.
    pub language: Option<Locale>,
    /// The words, exactly as typed; none shows what is there.
    pub text: Option<String>,
    /// Whether the version goes.
    pub drop: bool,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["statement", "version"],
        arguments: &[
            Argument::required::<Statement>("statement"),
            Argument::optional::<Text>("words"),
            Argument::option::<Outlet>("outlet"),
            Argument::option::<Language>("language"),
            Argument::option::<Yes>("drop"),
        ],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Statement(StatementCommand::Version(StatementVersion {
        statement: given.required::<Statement>("statement")?,
        outlet: given.optional::<Outlet>("outlet")?,
        language: given.optional::<Language>("language")?,
        text: given.optional::<Text>("words")?,
        drop: given.optional::<Yes>("drop")?.unwrap_or_default(),
    })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let version = StatementVersion { statement: 1, outlet: None, language: None, text: None, drop: false };
    vec![
        ("statement version S-1 Ci scusiamo. --outlet x --language it", {
            Command::Statement(StatementCommand::Version(StatementVersion {
                outlet: Some("x".into()),
                language: Some(Locale::It),
                text: Some("Ci scusiamo.".into()),
                ..version.clone()
            }))
        }),
        ("statement version S-1 --language it --drop yes", {
            Command::Statement(StatementCommand::Version(StatementVersion {
                language: Some(Locale::It),
                drop: true,
                ..version
            }))
        }),
    ]
}
