//! Who votes for whom: `statement delegate <person> <until>`, `statement undelegate <person>`, `statement delegations`.

use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Person;
use crate::{Day, Refusal};

/// Gives one's vote to somebody for some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegate {
    /// The platform's own id of the person.
    pub person: String,
    /// The first day; from now on when none.
    pub from: Option<Day>,
    /// The last day.
    pub until: Day,
}

/// Takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelegate {
    pub person: String,
}

/// Shows who votes for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delegations;

pub(super) static GIVE: Entry = Entry {
    spec: Spec {
        path: &["statement", "delegate"],
        arguments: &[
            Argument::required::<Person>("person"),
            Argument::required::<Day>("until"),
            Argument::option::<Day>("starting"),
        ],
    },
    build: build_give,
    examples: give_examples,
};

pub(super) static END: Entry = Entry {
    spec: Spec { path: &["statement", "undelegate"], arguments: &[Argument::required::<Person>("person")] },
    build: build_end,
    examples: end_examples,
};

pub(super) static LIST: Entry = Entry {
    spec: Spec { path: &["statement", "delegations"], arguments: &[] },
    build: build_list,
    examples: list_examples,
};

fn build_give(given: &Given) -> Result<Command, Refusal> {
    let (person, until) = (given.required::<Person>("person")?, given.required::<Day>("until")?);
    Ok(Command::Statement(StatementCommand::Delegate(Delegate {
        person,
        from: given.optional::<Day>("starting")?,
        until,
    })))
}

fn build_end(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Statement(StatementCommand::Undelegate(Undelegate { person: given.required::<Person>("person")? })))
}

fn build_list(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::Statement(StatementCommand::Delegations(Delegations)))
}

fn give_examples() -> Vec<(&'static str, Command)> {
    let (year, month) = (2026, 12);
    let until = Day { year, month, day: 7 };
    let give =
        |from| Command::Statement(StatementCommand::Delegate(Delegate { person: "nikos".to_owned(), from, until }));
    vec![
        ("statement delegate @nikos 2026-12-07", give(None)),
        ("statement delegate @nikos 7.12.2026 --starting 2026-12-01", give(Some(Day { year, month, day: 1 }))),
    ]
}

fn end_examples() -> Vec<(&'static str, Command)> {
    vec![(
        "statement undelegate @nikos",
        Command::Statement(StatementCommand::Undelegate(Undelegate { person: "nikos".to_owned() })),
    )]
}

fn list_examples() -> Vec<(&'static str, Command)> {
    vec![("statement delegations", Command::Statement(StatementCommand::Delegations(Delegations)))]
}
