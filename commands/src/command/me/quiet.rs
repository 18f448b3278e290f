//! `me quiet <hours|off> [zone]`: when the bot writes nothing to the person by itself.

use crate::command::{Command, Entry, MeCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Hours, Zone};
use crate::{Quiet, Refusal};

/// Sets the hours in which the person gets no direct message, unless it is grave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeQuiet {
    pub quiet: Quiet,
    /// Their time zone, an IANA name; as before when none.
    pub zone: Option<String>,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["me", "quiet"],
        arguments: &[Argument::required::<Hours>("hours"), Argument::optional::<Zone>("zone")],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let quiet = given.required::<Hours>("hours")?;
    Ok(Command::Me(MeCommand::Quiet(MeQuiet { quiet, zone: given.optional::<Zone>("zone")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let quiet = |from: u16, until: u16, zone: Option<&str>| {
        let quiet = Quiet::Hours { from: from * 60, until: until * 60 };
        Command::Me(MeCommand::Quiet(MeQuiet { quiet, zone: zone.map(str::to_owned) }))
    };
    vec![
        ("me quiet 22:00-07:00", quiet(22, 7, None)),
        ("me quiet 23-8 Europe/Sofia", quiet(23, 8, Some("Europe/Sofia"))),
        ("me quiet off", Command::Me(MeCommand::Quiet(MeQuiet { quiet: Quiet::Off, zone: None }))),
    ]
}
