//! `watch remove <watch>`: ends it; what it heard is kept.

use crate::Refusal;
use crate::command::{Command, Entry, WatchCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Watch;

/// Ends the watch. What it heard is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchRemove {
    /// By name.
    pub watch: String,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec { path: &["watch", "remove"], arguments: &[Argument::required::<Watch>("watch")] },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Watch(WatchCommand::Remove(WatchRemove { watch: given.required::<Watch>("watch")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let watch = |name: &str| Command::Watch(WatchCommand::Remove(WatchRemove { watch: name.to_owned() }));
    vec![("watch remove acme", watch("acme")), ("watch delete acme", watch("acme"))]
}
