//! `open <what>`: opens an incident, from an alert or by hand.

use crate::Refusal;
use crate::command::{Command, Entry, IncidentCommand};
use crate::fold::is_dash;
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Alert, Text, Value, Yes};

/// Opens an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// From an alert; titled by the alert itself unless the person said better.
    Alert { alert: i64, title: Option<String>, private: bool },
    /// By hand: a person saw it before the numbers did. A private one is seen by those alone who are named in it.
    ByHand { title: String, private: bool },
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["open"],
        arguments: &[Argument::required::<Text>("what"), Argument::option::<Yes>("private")],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let what = given.required::<Text>("what")?;
    let (first, rest) = what.split_once(char::is_whitespace).unwrap_or((&what, ""));
    let private = given.optional::<Yes>("private")?.unwrap_or_default();
    let title = Some(rest.trim().to_owned()).filter(|title| !title.is_empty());
    // "7 shops closed" and "A4 paper" are titles: before more words only `A-7` is an alert.
    let is_alert = title.is_none() || (first.starts_with(char::is_alphabetic) && first.contains(is_dash));
    Ok(Command::Incident(IncidentCommand::Open(match Alert::read(first).filter(|_| is_alert) {
        Some(alert) => Open::Alert { alert, title, private },
        None => Open::ByHand { title: what, private },
    })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let open = |open: Open| Command::Incident(IncidentCommand::Open(open));
    let by_hand = |title: &str, private| open(Open::ByHand { title: title.to_owned(), private });
    let alert = |title: Option<&str>, private| open(Open::Alert { alert: 7, title: title.map(str::to_owned), private });
    vec![
        ("open A-7", alert(None, false)),
        ("open Parcels lost in Varna", by_hand("Parcels lost in Varna", false)),
        ("open A-7 Parcels lost", alert(Some("Parcels lost"), false)),
        ("open “Parcels lost”", by_hand("Parcels lost", false)),
        ("open 7 shops closed", by_hand("7 shops closed", false)),
        ("open A4 paper recalled", by_hand("A4 paper recalled", false)),
        ("open --private Payroll leaked", by_hand("Payroll leaked", true)),
        ("open Payroll leaked --private", by_hand("Payroll leaked", true)),
        ("open A-7 --private on", alert(None, true)),
    ]
}
