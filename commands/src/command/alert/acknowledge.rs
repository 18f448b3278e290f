//! `alert ack <alert>`: somebody is looking at it.

use crate::Refusal;
use crate::command::{AlertCommand, Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Alert;

/// Says that somebody is looking at the alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlertAcknowledge {
    /// The number of `A-7`.
    pub alert: i64,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec { path: &["alert", "ack"], arguments: &[Argument::required::<Alert>("alert")] },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Alert(AlertCommand::Acknowledge(AlertAcknowledge { alert: given.required::<Alert>("alert")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let alert = |alert| Command::Alert(AlertCommand::Acknowledge(AlertAcknowledge { alert }));
    vec![("alert ack A-7", alert(7)), ("ack a7", alert(7)), ("alert ack А-12", alert(12))]
}
