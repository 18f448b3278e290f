//! `alert keep <alert> [reason]`: no crisis yet; keep watching, and ask again.

use crate::Refusal;
use crate::command::{AlertCommand, Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Alert, Text};

/// Says that the alert is no crisis yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertKeep {
    /// The number of `A-7`.
    pub alert: i64,
    /// Why, in the person's words; kept in the record.
    pub reason: Option<String>,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["alert", "keep"],
        arguments: &[Argument::required::<Alert>("alert"), Argument::optional::<Text>("reason")],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let alert = given.required::<Alert>("alert")?;
    Ok(Command::Alert(AlertCommand::Keep(AlertKeep { alert, reason: given.optional::<Text>("reason")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let keep = |reason: Option<&str>| {
        Command::Alert(AlertCommand::Keep(AlertKeep { alert: 7, reason: reason.map(str::to_owned) }))
    };
    vec![
        ("alert keep A-7 only fans so far", keep(Some("only fans so far"))),
        ("alert keep A-7", keep(None)),
        ("alert follow a7", keep(None)),
    ]
}
