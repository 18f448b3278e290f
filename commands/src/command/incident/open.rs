//! `open <what>`: opens an incident, from an alert or by hand.

use crate::Refusal;
use crate::command::{Command, Entry, IncidentCommand};
use crate::fold::is_dash;
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Alert, Text, Value};

/// Opens an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// From an alert; titled by the alert itself unless the person said better.
    Alert { alert: i64, title: Option<String> },
    /// By hand: a person saw it before the numbers did.
    ByHand { title: String },
}

pub(super) static ENTRY: Entry =
    Entry { spec: Spec { path: &["open"], arguments: &[Argument::required::<Text>("what")] }, build, examples };

fn build(given: &Given) -> Result<Command, Refusal> {
    let what = given.required::<Text>("what")?;
    let (first, rest) = what.split_once(char::is_whitespace).unwrap_or((&what, ""));
    let title = Some(rest.trim().to_owned()).filter(|title| !title.is_empty());
    // "7 shops closed" and "A4 paper" are titles: before more words only `A-7` is an alert.
    let is_alert = title.is_none() || (first.starts_with(char::is_alphabetic) && first.contains(is_dash));
    Ok(Command::Incident(IncidentCommand::Open(match Alert::read(first).filter(|_| is_alert) {
        Some(alert) => Open::Alert { alert, title },
        None => Open::ByHand { title: what },
    })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let by_hand = |title: &str| Command::Incident(IncidentCommand::Open(Open::ByHand { title: title.to_owned() }));
    vec![
        ("open A-7", Command::Incident(IncidentCommand::Open(Open::Alert { alert: 7, title: None }))),
        ("open Parcels lost in Varna", by_hand("Parcels lost in Varna")),
        (
            "open A-7 Parcels lost",
            Command::Incident(IncidentCommand::Open(Open::Alert { alert: 7, title: Some("Parcels lost".to_owned()) })),
        ),
        ("open “Parcels lost”", by_hand("Parcels lost")),
        ("open 7 shops closed", by_hand("7 shops closed")),
        ("open A4 paper recalled", by_hand("A4 paper recalled")),
    ]
}
