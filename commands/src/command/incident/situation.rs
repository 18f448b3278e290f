//! `situation [incident]`: what the public does. `incident watch <watch>`: which watch hears of an incident.

use crate::Refusal;
use crate::command::{Command, Entry, IncidentCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Incident, Watch};

/// Shows what the public does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// The number of `INC-3`; the incident of the thread, or the only one that is open, when none.
    pub incident: Option<i64>,
}

/// Says which watch hears of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetWatch {
    /// By name.
    pub watch: String,
    pub incident: Option<i64>,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec { path: &["situation"], arguments: &[Argument::optional::<Incident>("incident")] },
    build,
    examples,
};

pub(super) static WATCH: Entry = Entry {
    spec: Spec {
        path: &["incident", "watch"],
        arguments: &[Argument::required::<Watch>("watch"), Argument::option::<Incident>("incident")],
    },
    build: build_watch,
    examples: watch_examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Incident(IncidentCommand::Situation(Situation { incident: given.optional::<Incident>("incident")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let situation = |incident| Command::Incident(IncidentCommand::Situation(Situation { incident }));
    vec![("situation", situation(None)), ("situation INC-3", situation(Some(3))), ("sitrep", situation(None))]
}

fn build_watch(given: &Given) -> Result<Command, Refusal> {
    let watch = given.required::<Watch>("watch")?;
    Ok(Command::Incident(IncidentCommand::Watch(SetWatch { watch, incident: given.optional::<Incident>("incident")? })))
}

fn watch_examples() -> Vec<(&'static str, Command)> {
    let watch = |incident| Command::Incident(IncidentCommand::Watch(SetWatch { watch: "acme".to_owned(), incident }));
    vec![("incident watch acme", watch(None)), ("incident watch acme --incident INC-3", watch(Some(3)))]
}
