//! `statement correct <statement> <words>`, `statement supersede <statement> <words>`: what takes the place of a public one.

use crate::Refusal;
use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Statement, Text};

/// Begins a statement that takes another's place once it is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementReplace {
    /// The number of `S-1`.
    pub statement: i64,
    /// The words, exactly as typed.
    pub text: String,
    /// Whether the old one was wrong.
    pub corrects: bool,
}

const ARGUMENTS: &[Argument] = &[Argument::required::<Statement>("statement"), Argument::required::<Text>("words")];

pub(super) static CORRECT: Entry = Entry {
    spec: Spec { path: &["statement", "correct"], arguments: ARGUMENTS },
    build: build_correct,
    examples: correct_examples,
};

pub(super) static SUPERSEDE: Entry = Entry {
    spec: Spec { path: &["statement", "supersede"], arguments: ARGUMENTS },
    build: build_supersede,
    examples: supersede_examples,
};

fn build(given: &Given, corrects: bool) -> Result<Command, Refusal> {
    let (statement, text) = (given.required::<Statement>("statement")?, given.required::<Text>("words")?);
    Ok(Command::Statement(StatementCommand::Replace(StatementReplace { statement, text, corrects })))
}

fn build_correct(given: &Given) -> Result<Command, Refusal> {
    build(given, true)
}

fn build_supersede(given: &Given) -> Result<Command, Refusal> {
    build(given, false)
}

fn replace(text: &str, corrects: bool) -> Command {
    Command::Statement(StatementCommand::Replace(StatementReplace { statement: 1, text: text.to_owned(), corrects }))
}

fn correct_examples() -> Vec<(&'static str, Command)> {
    vec![("statement correct S-1 It was the 3rd, not the 2nd.", replace("It was the 3rd, not the 2nd.", true))]
}

fn supersede_examples() -> Vec<(&'static str, Command)> {
    vec![("statement supersede S-1 All is well again.", replace("All is well again.", false))]
}
