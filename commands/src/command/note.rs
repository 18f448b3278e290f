//! `note <text>`: something to remember, in an incident's timeline.

use crate::Refusal;
use crate::command::Command;
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Incident, Text};

/// Keeps something in the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// In the person's words.
    pub text: String,
    /// The number of `INC-3`; the incident of the thread, or the only one that is open, when none.
    pub incident: Option<i64>,
}

pub(super) static SPEC: Spec = Spec {
    path: &["note"],
    arguments: &[Argument::required::<Text>("text"), Argument::option::<Incident>("incident")],
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let text = given.required::<Text>("text")?;
    Ok(Command::Note(Note { text, incident: given.optional::<Incident>("incident")? }))
}

fn examples() -> Vec<(&'static str, Command)> {
    let note = |text: &str, incident| Command::Note(Note { text: text.to_owned(), incident });
    vec![
        ("note The plant in Varna stopped the line", note("The plant in Varna stopped the line", None)),
        ("note “We called the shop” --incident INC-3", note("We called the shop", Some(3))),
        ("@squall note 3 shops called us", note("3 shops called us", None)),
    ]
}
