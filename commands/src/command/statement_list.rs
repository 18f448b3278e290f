//! `statement list`: the statements that nobody put away.

use crate::Refusal;
use crate::command::Command;
use crate::given::Given;
use crate::spec::Spec;

/// Shows the statements, and where each is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementList;

pub(super) static SPEC: Spec = Spec { path: &["statement", "list"], arguments: &[], build, examples };

fn build(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::StatementList(StatementList))
}

fn examples() -> Vec<(&'static str, Command)> {
    vec![("statement list", Command::StatementList(StatementList))]
}
