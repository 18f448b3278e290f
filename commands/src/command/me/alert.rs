//! `me alert <on|off> [--severity N] [--watches a,b]`: alerts by direct message.

use crate::command::{Command, Entry, MeCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Severity, Takes, Value, Watches};
use crate::{Refusal, words};

/// Turns alerts by direct message on or off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeAlert {
    On {
        /// From which severity; as before, or from the first, when none.
        severity: Option<u8>,
        /// Only these watches, by name; all when empty, as before when none.
        watches: Option<Vec<String>>,
    },
    Off,
}

/// On, or off.
enum Switch {}

impl Value for Switch {
    type Out = bool;
    const TAKES: Takes = Takes::Choice(&["on", "off"]);

    fn read(typed: &str) -> Option<bool> {
        [("value-on", true), ("value-off", false)]
            .into_iter()
            .find_map(|(key, on)| words::is_called(typed, key).then_some(on))
    }
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["me", "alert"],
        arguments: &[
            Argument::required::<Switch>("switch"),
            Argument::option::<Severity>("severity"),
            Argument::option::<Watches>("watches"),
        ],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let on = given.required::<Switch>("switch")?;
    let (severity, watches) = (given.optional::<Severity>("severity")?, given.optional::<Watches>("watches")?);
    Ok(Command::Me(MeCommand::Alert(if on { MeAlert::On { severity, watches } } else { MeAlert::Off })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let on = |severity, watches: Option<&[&str]>| {
        let watches = watches.map(|names| names.iter().map(|name| (*name).to_owned()).collect());
        Command::Me(MeCommand::Alert(MeAlert::On { severity, watches }))
    };
    vec![
        ("me alert on", on(None, None)),
        ("me alerts on --severity 6", on(Some(6), None)),
        ("me alerts on --watches acme, Acme Parcels", on(None, Some(&["acme", "Acme Parcels"]))),
        ("me alerts on --severity 4 --watches all", on(Some(4), Some(&[]))),
        ("me alerts off", Command::Me(MeCommand::Alert(MeAlert::Off))),
    ]
}
