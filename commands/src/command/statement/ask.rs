//! `statement ask <statement>`: asks for a review.

use crate::Refusal;
use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Statement;

/// Asks for a review of the words as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementAsk {
    /// The number of `S-1`.
    pub statement: i64,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec { path: &["statement", "ask"], arguments: &[Argument::required::<Statement>("statement")] },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Statement(StatementCommand::Ask(StatementAsk { statement: given.required::<Statement>("statement")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let ask = Command::Statement(StatementCommand::Ask(StatementAsk { statement: 1 }));
    vec![("statement ask S-1", ask.clone()), ("statement ask 1", ask)]
}
