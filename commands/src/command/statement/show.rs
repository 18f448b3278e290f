//! `statement show <statement>`: its card, for who asks.

use crate::Refusal;
use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Statement;

/// Shows a statement to who asks, with its buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementShow {
    /// The number of `S-1`.
    pub statement: i64,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec { path: &["statement", "show"], arguments: &[Argument::required::<Statement>("statement")] },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Statement(StatementCommand::Show(StatementShow {
        statement: given.required::<Statement>("statement")?,
    })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let show = Command::Statement(StatementCommand::Show(StatementShow { statement: 1 }));
    vec![("statement show S-1", show.clone()), ("statement show 1", show)]
}
