//! `statement list`: the statements that nobody put away.

use crate::Refusal;
use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::Spec;

/// Shows the statements, and where each is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementList;

pub(super) static ENTRY: Entry = Entry { spec: Spec { path: &["statement", "list"], arguments: &[] }, build, examples };

fn build(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::Statement(StatementCommand::List(StatementList)))
}

fn examples() -> Vec<(&'static str, Command)> {
    vec![("statement list", Command::Statement(StatementCommand::List(StatementList)))]
}
