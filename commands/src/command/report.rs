//! `report <text>`: the public said this, somewhere that no source reads.

use crate::Refusal;
use crate::command::{Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Text;

/// Reads and counts somebody's public words, with the first link in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub text: String,
}

pub(super) static ENTRY: Entry =
    Entry { spec: Spec { path: &["report"], arguments: &[Argument::required::<Text>("said")] }, build, examples };

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Report(Report { text: given.required::<Text>("said")? }))
}

fn examples() -> Vec<(&'static str, Command)> {
    let report = |text: &str| Command::Report(Report { text: text.to_owned() });
    vec![
        (
            "report @maria: my lumo smokes! https://x.com/maria/status/1",
            report("@maria: my lumo smokes! https://x.com/maria/status/1"),
        ),
        ("report “the lumo recall is a joke”", report("the lumo recall is a joke")),
    ]
}
