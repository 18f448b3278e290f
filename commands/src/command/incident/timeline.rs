//! `timeline [incident]`: what happened, in order.

use crate::Refusal;
use crate::command::{Command, Entry, IncidentCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Incident;

/// Shows the timeline of an incident.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The number of `INC-3`; the incident of the thread, or the only one that is open, when none.
    pub incident: Option<i64>,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec { path: &["timeline"], arguments: &[Argument::optional::<Incident>("incident")] },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Incident(IncidentCommand::Timeline(Timeline { incident: given.optional::<Incident>("incident")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let timeline = |incident| Command::Incident(IncidentCommand::Timeline(Timeline { incident }));
    vec![
        ("timeline", timeline(None)),
        ("timeline INC-3", timeline(Some(3))),
        ("timeline inc3", timeline(Some(3))),
        ("log 3", timeline(Some(3))),
    ]
}
