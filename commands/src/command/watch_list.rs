//! `watch list`: what the bot listens for.

use crate::Refusal;
use crate::command::Command;
use crate::given::Given;
use crate::spec::Spec;

/// Lists what the bot listens for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WatchList;

pub(super) static SPEC: Spec = Spec { path: &["watch", "list"], arguments: &[], build, examples };

fn build(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::WatchList(WatchList))
}

fn examples() -> Vec<(&'static str, Command)> {
    vec![("watch list", Command::WatchList(WatchList)), ("list watches", Command::WatchList(WatchList))]
}
