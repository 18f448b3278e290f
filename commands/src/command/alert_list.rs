//! `alert list`: the alerts that are not over.

use crate::Refusal;
use crate::command::Command;
use crate::given::Given;
use crate::spec::Spec;

/// Lists the alerts that are not over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlertList;

pub(super) static SPEC: Spec = Spec { path: &["alert", "list"], arguments: &[], build, examples };

fn build(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::AlertList(AlertList))
}

fn examples() -> Vec<(&'static str, Command)> {
    vec![("alert list", Command::AlertList(AlertList)), ("list alerts", Command::AlertList(AlertList))]
}
