//! `alert snooze <alert> [for]`: quiet about it for a while.

use crate::command::{AlertCommand, Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Alert, Takes, Value};
use crate::{Refusal, Span};

/// Keeps quiet about the alert for a while, unless it gets worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlertSnooze {
    /// The number of `A-7`.
    pub alert: i64,
    /// How long; the configured time when none.
    pub span: Option<Span>,
}

/// How long to be quiet: 5 minutes to a week, so that nothing is snoozed away for good.
enum Quiet {}

impl Value for Quiet {
    type Out = Span;
    const TAKES: Takes = Takes::Span(&["30m", "1h", "4h", "1d"]);

    fn read(typed: &str) -> Option<Span> {
        Span::read_within(typed, Span::minutes(5), Span::days(7))
    }
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["alert", "snooze"],
        arguments: &[Argument::required::<Alert>("alert"), Argument::optional::<Quiet>("for")],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let alert = given.required::<Alert>("alert")?;
    Ok(Command::Alert(AlertCommand::Snooze(AlertSnooze { alert, span: given.optional::<Quiet>("for")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let snooze = |span| Command::Alert(AlertCommand::Snooze(AlertSnooze { alert: 7, span }));
    vec![
        ("alert snooze A-7", snooze(None)),
        ("alert snooze A-7 2h", snooze(Some(Span::hours(2)))),
        ("snooze A-7 for 2 hours", snooze(Some(Span::hours(2)))),
        ("alert snooze A-7 --for 30m", snooze(Some(Span::minutes(30)))),
    ]
}
