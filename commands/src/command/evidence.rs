//! `evidence add <link> [words]`, `evidence list [incident]`: what the public said, kept as it stood.

use crate::Refusal;
use crate::command::{Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Incident, Link, Text};

/// What is asked of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidenceCommand {
    Add(EvidenceAdd),
    List(EvidenceList),
}

/// In the order of help.
pub(super) static ALL: &[&Entry] = &[&ADD, &LIST];

/// Keeps what stands at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceAdd {
    pub link: String,
    /// What stands there, when no source heard it.
    pub words: Option<String>,
    /// The number of `INC-3`; the incident of the thread, or the only one that is open, when none.
    pub incident: Option<i64>,
}

/// Shows what is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EvidenceList {
    pub incident: Option<i64>,
}

static ADD: Entry = Entry {
    spec: Spec {
        path: &["evidence", "add"],
        arguments: &[
            Argument::required::<Link>("link"),
            Argument::optional::<Text>("words"),
            Argument::option::<Incident>("incident"),
        ],
    },
    build: build_add,
    examples: add_examples,
};

static LIST: Entry = Entry {
    spec: Spec { path: &["evidence", "list"], arguments: &[Argument::optional::<Incident>("incident")] },
    build: build_list,
    examples: list_examples,
};

fn build_add(given: &Given) -> Result<Command, Refusal> {
    let (link, words) = (given.required::<Link>("link")?, given.optional::<Text>("words")?);
    Ok(Command::Evidence(EvidenceCommand::Add(EvidenceAdd {
        link,
        words,
        incident: given.optional::<Incident>("incident")?,
    })))
}

fn build_list(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Evidence(EvidenceCommand::List(EvidenceList { incident: given.optional::<Incident>("incident")? })))
}

fn add_examples() -> Vec<(&'static str, Command)> {
    let add = |words: Option<&str>, incident| {
        let (link, words) = ("https://social.example/1".to_owned(), words.map(str::to_owned));
        Command::Evidence(EvidenceCommand::Add(EvidenceAdd { link, words, incident }))
    };
    vec![
        ("evidence add https://social.example/1", add(None, None)),
        ("evidence add <https://social.example/1> My lamp burnt", add(Some("My lamp burnt"), None)),
        ("evidence add https://social.example/1 --incident INC-3", add(None, Some(3))),
    ]
}

fn list_examples() -> Vec<(&'static str, Command)> {
    let list = |incident| Command::Evidence(EvidenceCommand::List(EvidenceList { incident }));
    vec![("evidence list", list(None)), ("evidence list INC-3", list(Some(3)))]
}
