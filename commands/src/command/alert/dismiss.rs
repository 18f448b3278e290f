//! `alert dismiss <alert> [reason]`: this is not a crisis.

use crate::Refusal;
use crate::command::{AlertCommand, Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Alert, Text};

/// Says that the alert is not a crisis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertDismiss {
    /// The number of `A-7`.
    pub alert: i64,
    /// Why, in the person's words; kept in the record.
    pub reason: Option<String>,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["alert", "dismiss"],
        arguments: &[Argument::required::<Alert>("alert"), Argument::optional::<Text>("reason")],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let alert = given.required::<Alert>("alert")?;
    Ok(Command::Alert(AlertCommand::Dismiss(AlertDismiss { alert, reason: given.optional::<Text>("reason")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let dismiss = |reason: Option<&str>| {
        Command::Alert(AlertCommand::Dismiss(AlertDismiss { alert: 7, reason: reason.map(str::to_owned) }))
    };
    vec![
        ("alert dismiss A-7 our own campaign started", dismiss(Some("our own campaign started"))),
        ("alert dismiss A-7", dismiss(None)),
        ("alert dismiss A-7 --reason “our own campaign”", dismiss(Some("our own campaign"))),
    ]
}
