//! `watch resume <watch>`: listens again.

use crate::Refusal;
use crate::command::{Command, Entry, WatchCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Watch;

/// Listens again after a pause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchResume {
    /// By name.
    pub watch: String,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec { path: &["watch", "resume"], arguments: &[Argument::required::<Watch>("watch")] },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Watch(WatchCommand::Resume(WatchResume { watch: given.required::<Watch>("watch")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let watch = |name: &str| Command::Watch(WatchCommand::Resume(WatchResume { watch: name.to_owned() }));
    vec![("watch resume acme", watch("acme")), ("resume “Acme Parcels”", watch("Acme Parcels"))]
}
