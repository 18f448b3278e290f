//! The roster: who has which role in the company, before anything happens.

mod speaker;

pub use speaker::*;

use crate::command::Role;
use crate::command::{Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Name, Person, Takes, Value};
use crate::{Refusal, words};

/// What is asked of the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RosterCommand {
    List(RosterList),
    Add(RosterAdd),
    Remove(RosterRemove),
    Speaker(Speaker),
}

/// In the order of help.
pub(super) static ALL: &[&Entry] = &[&LIST, &ADD, &REMOVE, &speaker::ENTRY];

/// Shows the roster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RosterList;

/// Adds somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterAdd {
    pub role: Role,
    /// The platform's own id of the person.
    pub person: String,
    pub seat: Seat,
    /// Where they work, in somebody's words; as it was when none.
    pub department: Option<String>,
}

/// Takes somebody off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRemove {
    pub role: Role,
    pub person: String,
}

/// How somebody has a role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seat {
    /// It is theirs.
    #[default]
    Holder,
    /// They stand in for its holders.
    Deputy,
}

impl Value for Seat {
    type Out = Self;
    const TAKES: Takes = Takes::Choice(&["holder", "deputy"]);

    fn read(typed: &str) -> Option<Self> {
        [("value-holder", Self::Holder), ("value-deputy", Self::Deputy)]
            .into_iter()
            .find_map(|(key, seat)| words::is_called(typed, key).then_some(seat))
    }
}

const ROLE: Argument = Argument::required::<Role>("role");
const PERSON: Argument = Argument::required::<Person>("person");

static LIST: Entry =
    Entry { spec: Spec { path: &["roster", "list"], arguments: &[] }, build: build_list, examples: list_examples };

static ADD: Entry = Entry {
    spec: Spec {
        path: &["roster", "add"],
        arguments: &[ROLE, PERSON, Argument::optional::<Seat>("seat"), Argument::option::<Name>("department")],
    },
    build: build_add,
    examples: add_examples,
};

static REMOVE: Entry = Entry {
    spec: Spec { path: &["roster", "remove"], arguments: &[ROLE, PERSON] },
    build: build_remove,
    examples: remove_examples,
};

fn build_list(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::Roster(RosterCommand::List(RosterList)))
}

fn build_add(given: &Given) -> Result<Command, Refusal> {
    let (role, person) = (given.required::<Role>("role")?, given.required::<Person>("person")?);
    let (seat, department) =
        (given.optional::<Seat>("seat")?.unwrap_or_default(), given.optional::<Name>("department")?);
    Ok(Command::Roster(RosterCommand::Add(RosterAdd { role, person, seat, department })))
}

fn build_remove(given: &Given) -> Result<Command, Refusal> {
    let (role, person) = (given.required::<Role>("role")?, given.required::<Person>("person")?);
    Ok(Command::Roster(RosterCommand::Remove(RosterRemove { role, person })))
}

fn list_examples() -> Vec<(&'static str, Command)> {
    vec![("roster list", Command::Roster(RosterCommand::List(RosterList)))]
}

fn add_examples() -> Vec<(&'static str, Command)> {
    let add = |person: &str, seat, department: Option<&str>| {
        let department = department.map(str::to_owned);
        Command::Roster(RosterCommand::Add(RosterAdd {
            role: Role::Legal,
            person: person.to_owned(),
            seat,
            department,
        }))
    };
    vec![
        ("roster add legal @nikos", add("nikos", Seat::Holder, None)),
        ("roster add legal <@U012> deputy", add("U012", Seat::Deputy, None)),
        ("roster add legal @nikos --department \"Legal affairs\"", add("nikos", Seat::Holder, Some("Legal affairs"))),
    ]
}

fn remove_examples() -> Vec<(&'static str, Command)> {
    let person = "nikos".to_owned();
    vec![(
        "roster remove legal @nikos",
        Command::Roster(RosterCommand::Remove(RosterRemove { role: Role::Legal, person })),
    )]
}
