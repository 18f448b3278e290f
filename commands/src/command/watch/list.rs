//! `watch list`: what the bot listens for.

use crate::Refusal;
use crate::command::{Command, Entry, WatchCommand};
use crate::given::Given;
use crate::spec::Spec;

/// Lists what the bot listens for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WatchList;

pub(super) static ENTRY: Entry = Entry { spec: Spec { path: &["watch", "list"], arguments: &[] }, build, examples };

fn build(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::Watch(WatchCommand::List(WatchList)))
}

fn examples() -> Vec<(&'static str, Command)> {
    vec![
        ("watch list", Command::Watch(WatchCommand::List(WatchList))),
        ("list watches", Command::Watch(WatchCommand::List(WatchList))),
    ]
}
