//! `watch pause <watch>`: stops listening for a while.

use crate::Refusal;
use crate::command::{Command, Entry, WatchCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Watch;

/// Stops listening until the watch is resumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchPause {
    /// By name.
    pub watch: String,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec { path: &["watch", "pause"], arguments: &[Argument::required::<Watch>("watch")] },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Watch(WatchCommand::Pause(WatchPause { watch: given.required::<Watch>("watch")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let watch = |name: &str| Command::Watch(WatchCommand::Pause(WatchPause { watch: name.to_owned() }));
    vec![("watch pause acme", watch("acme")), ("pause Acme Parcels", watch("Acme Parcels"))]
}
