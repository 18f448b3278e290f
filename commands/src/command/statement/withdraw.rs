//! `statement withdraw <statement> <reason>`: it no longer holds.

use crate::Refusal;
use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Statement, Text};

/// Takes a statement back: a draft is put away, a public one no longer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementWithdraw {
    /// The number of `S-1`.
    pub statement: i64,
    /// Why, in the person's words; kept in the record.
    pub reason: String,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["statement", "withdraw"],
        arguments: &[Argument::required::<Statement>("statement"), Argument::required::<Text>("reason")],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let statement = given.required::<Statement>("statement")?;
    Ok(Command::Statement(StatementCommand::Withdraw(StatementWithdraw {
        statement,
        reason: given.required::<Text>("reason")?,
    })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let withdraw = |reason: &str| {
        Command::Statement(StatementCommand::Withdraw(StatementWithdraw { statement: 1, reason: reason.to_owned() }))
    };
    vec![("statement withdraw S-1 it was not true", withdraw("it was not true"))]
}
