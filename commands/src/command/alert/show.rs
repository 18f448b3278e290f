//! `alert show <alert>`: the mentions behind it.

use crate::Refusal;
use crate::command::{AlertCommand, Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Alert;

/// Shows the mentions behind the alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlertShow {
    /// The number of `A-7`.
    pub alert: i64,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec { path: &["alert", "show"], arguments: &[Argument::required::<Alert>("alert")] },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Alert(AlertCommand::Show(AlertShow { alert: given.required::<Alert>("alert")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let alert = |alert| Command::Alert(AlertCommand::Show(AlertShow { alert }));
    vec![("alert show A-7", alert(7)), ("show alert 7", alert(7))]
}
