//! `statement edit <statement> <words>`: gives it new words.

use crate::Refusal;
use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Statement, Text};

/// Gives a statement new words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementEdit {
    /// The number of `S-1`.
    pub statement: i64,
    /// The words, exactly as typed.
    pub text: String,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["statement", "edit"],
        arguments: &[Argument::required::<Statement>("statement"), Argument::required::<Text>("words")],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let statement = given.required::<Statement>("statement")?;
    Ok(Command::Statement(StatementCommand::Edit(StatementEdit { statement, text: given.required::<Text>("words")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let edit =
        |text: &str| Command::Statement(StatementCommand::Edit(StatementEdit { statement: 1, text: text.to_owned() }));
    vec![("statement edit S-1 We know, and we are sorry.", edit("We know, and we are sorry."))]
}
