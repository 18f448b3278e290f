//! `note <text>`: something to remember, in an incident's timeline. `update <text>`: what is new, for the whole team.

use crate::Refusal;
use crate::command::{Command, Entry, IncidentCommand};
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

/// Tells the team what is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// In the person's words.
    pub text: String,
    pub incident: Option<i64>,
}

const TEXT: Argument = Argument::required::<Text>("text");
const INCIDENT: Argument = Argument::option::<Incident>("incident");

pub(super) static ENTRY: Entry =
    Entry { spec: Spec { path: &["note"], arguments: &[TEXT, INCIDENT] }, build, examples };

pub(super) static UPDATE: Entry = Entry {
    spec: Spec { path: &["update"], arguments: &[TEXT, INCIDENT] },
    build: build_update,
    examples: update_examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let text = given.required::<Text>("text")?;
    Ok(Command::Incident(IncidentCommand::Note(Note { text, incident: given.optional::<Incident>("incident")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let note =
        |text: &str, incident| Command::Incident(IncidentCommand::Note(Note { text: text.to_owned(), incident }));
    vec![
        ("note The plant in Varna stopped the line", note("The plant in Varna stopped the line", None)),
        ("note “We called the shop” --incident INC-3", note("We called the shop", Some(3))),
        ("@squall note 3 shops called us", note("3 shops called us", None)),
    ]
}

fn build_update(given: &Given) -> Result<Command, Refusal> {
    let text = given.required::<Text>("text")?;
    Ok(Command::Incident(IncidentCommand::Update(Update { text, incident: given.optional::<Incident>("incident")? })))
}

fn update_examples() -> Vec<(&'static str, Command)> {
    let update =
        |text: &str, incident| Command::Incident(IncidentCommand::Update(Update { text: text.to_owned(), incident }));
    vec![
        ("update The recall is decided", update("The recall is decided", None)),
        ("update “We wait for the lab” --incident INC-3", update("We wait for the lab", Some(3))),
    ]
}
