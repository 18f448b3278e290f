//! `retro report [incident]`: the report after an incident.

use crate::Refusal;
use crate::command::{Command, Entry, RetroCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Incident;

/// Writes the report of an incident that is over, or shows it again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RetroReport {
    /// The number of `INC-3`; the incident of the thread, or the last that ended, when none.
    pub incident: Option<i64>,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec { path: &["retro", "report"], arguments: &[Argument::optional::<Incident>("incident")] },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Retro(RetroCommand::Report(RetroReport { incident: given.optional::<Incident>("incident")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let report = |incident| Command::Retro(RetroCommand::Report(RetroReport { incident }));
    vec![("retro report", report(None)), ("retro report INC-3", report(Some(3)))]
}
