//! `statement release <statement> <reason>`: releases it without approval, in writing.

use crate::Refusal;
use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Statement, Text};

/// Releases a statement without approval: for people whom the policy names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRelease {
    /// The number of `S-1`.
    pub statement: i64,
    /// Why, in the person's words; kept in the record.
    pub reason: String,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["statement", "release"],
        arguments: &[Argument::required::<Statement>("statement"), Argument::required::<Text>("reason")],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let statement = given.required::<Statement>("statement")?;
    Ok(Command::Statement(StatementCommand::Release(StatementRelease {
        statement,
        reason: given.required::<Text>("reason")?,
    })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let release = |reason: &str| {
        Command::Statement(StatementCommand::Release(StatementRelease { statement: 1, reason: reason.to_owned() }))
    };
    vec![(
        "statement release S-1 The plant burns and legal is on a plane.",
        release("The plant burns and legal is on a plane."),
    )]
}
