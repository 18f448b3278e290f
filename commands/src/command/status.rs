//! `status`: open incidents, alerts, and whether the sources are well.

use crate::Refusal;
use crate::command::{Command, Entry};
use crate::given::Given;
use crate::spec::Spec;

/// Shows where things stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status;

pub(super) static ENTRY: Entry = Entry { spec: Spec { path: &["status"], arguments: &[] }, build, examples };

fn build(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::Status(Status))
}

fn examples() -> Vec<(&'static str, Command)> {
    vec![("status", Command::Status(Status)), ("@squall, Status?", Command::Status(Status))]
}
