//! `me`, `me home`: what waits for the person who asks, and their settings.

use crate::Refusal;
use crate::command::{Command, Entry, MeCommand};
use crate::given::Given;
use crate::spec::Spec;

/// Shows the person's own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeHome;

/// Where it stands among the commands.
pub const HOME_PAGE: [&str; 2] = ["me", "home"];

pub(super) static ENTRY: Entry = Entry { spec: Spec { path: &HOME_PAGE, arguments: &[] }, build, examples };

fn build(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::Me(MeCommand::Home(MeHome)))
}

fn examples() -> Vec<(&'static str, Command)> {
    vec![
        ("me home", Command::Me(MeCommand::Home(MeHome))),
        ("me", Command::Me(MeCommand::Home(MeHome))),
        ("io", Command::Me(MeCommand::Home(MeHome))),
    ]
}
