//! `alert list`: the alerts that are not over.

use crate::Refusal;
use crate::command::{AlertCommand, Command, Entry};
use crate::given::Given;
use crate::spec::Spec;

/// Lists the alerts that are not over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlertList;

pub(super) static ENTRY: Entry = Entry { spec: Spec { path: &["alert", "list"], arguments: &[] }, build, examples };

fn build(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::Alert(AlertCommand::List(AlertList)))
}

fn examples() -> Vec<(&'static str, Command)> {
    vec![
        ("alert list", Command::Alert(AlertCommand::List(AlertList))),
        ("list alerts", Command::Alert(AlertCommand::List(AlertList))),
    ]
}
