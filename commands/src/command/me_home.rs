//! `me`, `me home`: what waits for the person who asks, and their settings.

use crate::Refusal;
use crate::command::Command;
use crate::given::Given;
use crate::spec::Spec;

/// Shows the person's own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeHome;

/// Where it stands among the commands.
pub const HOME_PAGE: [&str; 2] = ["me", "home"];

pub(super) static SPEC: Spec = Spec { path: &HOME_PAGE, arguments: &[], build, examples };

fn build(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::MeHome(MeHome))
}

fn examples() -> Vec<(&'static str, Command)> {
    vec![("me home", Command::MeHome(MeHome)), ("me", Command::MeHome(MeHome)), ("io", Command::MeHome(MeHome))]
}
