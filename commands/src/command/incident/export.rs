//! `export [incident] [--format html]`: the whole record of an incident.

use crate::Refusal;
use crate::command::{Command, Entry, IncidentCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Incident, Takes, Value};

/// What a record is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    Markdown,
    Html,
    Json,
    Csv,
}

/// Asks for the record of an incident.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// The number of `INC-3`; the incident of the thread, or the only one that is open, when none.
    pub incident: Option<i64>,
    pub format: Format,
}

impl Format {
    pub const ALL: [Self; 4] = [Self::Markdown, Self::Html, Self::Json, Self::Csv];

    /// As it is typed, and the ending of the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

impl Value for Format {
    type Out = Self;
    const TAKES: Takes = Takes::Choice(&["md", "html", "json", "csv"]);

    fn read(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| typed.trim().eq_ignore_ascii_case(format.name()))
    }
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["export"],
        arguments: &[Argument::optional::<Incident>("incident"), Argument::option::<Format>("format")],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let format = given.optional::<Format>("format")?.unwrap_or_default();
    Ok(Command::Incident(IncidentCommand::Export(Export { incident: given.optional::<Incident>("incident")?, format })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let export = |incident, format| Command::Incident(IncidentCommand::Export(Export { incident, format }));
    vec![
        ("export", export(None, Format::Markdown)),
        ("export INC-3", export(Some(3), Format::Markdown)),
        ("export INC-3 --format csv", export(Some(3), Format::Csv)),
    ]
}
