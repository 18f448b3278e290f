//! Conduct in a crisis: `conduct freeze` and `conduct unfreeze`, what was scheduled before it began; `conduct reply`, the
//! mentions that want an answer.

mod measure;

pub use measure::*;

use crate::Refusal;
use crate::command::{Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Incident, Text};

/// What is asked about conduct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConductCommand {
    Freeze(ConductFreeze),
    Unfreeze(ConductUnfreeze),
    Reply(ConductReply),
    Decide(ConductDecide),
    Lift(ConductLift),
    List(ConductList),
}

/// In the order of help.
pub(super) static ALL: &[&Entry] = &[
    &FREEZE,
    &UNFREEZE,
    &REPLY,
    &measure::HOLD,
    &measure::TAKEDOWN,
    &measure::SHUT,
    &measure::BRIEF,
    &measure::FACT,
    &measure::INFORM,
    &measure::LIFT,
    &measure::LIST,
];

/// Asks every owner of scheduled content to pause it, and to say so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConductFreeze {
    /// The number of `INC-3`; the incident of the thread, or the only one that is open, when none.
    pub incident: Option<i64>,
}

/// Asks them to go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConductUnfreeze {
    pub incident: Option<i64>,
}

/// Puts something that the public said into the queue of what wants an answer; without words shows the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConductReply {
    /// The words or the link.
    pub said: Option<String>,
    pub incident: Option<i64>,
}

const INCIDENT: Argument = Argument::optional::<Incident>("incident");

static FREEZE: Entry = Entry {
    spec: Spec { path: &["conduct", "freeze"], arguments: &[INCIDENT] },
    build: build_freeze,
    examples: freeze_examples,
};

static UNFREEZE: Entry = Entry {
    spec: Spec { path: &["conduct", "unfreeze"], arguments: &[INCIDENT] },
    build: build_unfreeze,
    examples: unfreeze_examples,
};

static REPLY: Entry = Entry {
    spec: Spec {
        path: &["conduct", "reply"],
        arguments: &[Argument::optional::<Text>("said"), Argument::option::<Incident>("incident")],
    },
    build: build_reply,
    examples: reply_examples,
};

fn build_freeze(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Conduct(ConductCommand::Freeze(ConductFreeze { incident: given.optional::<Incident>("incident")? })))
}

fn build_unfreeze(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Conduct(ConductCommand::Unfreeze(ConductUnfreeze {
        incident: given.optional::<Incident>("incident")?,
    })))
}

fn build_reply(given: &Given) -> Result<Command, Refusal> {
    let said = given.optional::<Text>("said")?;
    Ok(Command::Conduct(ConductCommand::Reply(ConductReply {
        said,
        incident: given.optional::<Incident>("incident")?,
    })))
}

fn freeze_examples() -> Vec<(&'static str, Command)> {
    let freeze = |incident| Command::Conduct(ConductCommand::Freeze(ConductFreeze { incident }));
    vec![("conduct freeze", freeze(None)), ("conduct freeze INC-3", freeze(Some(3)))]
}

fn unfreeze_examples() -> Vec<(&'static str, Command)> {
    vec![("conduct unfreeze", Command::Conduct(ConductCommand::Unfreeze(ConductUnfreeze { incident: None })))]
}

fn reply_examples() -> Vec<(&'static str, Command)> {
    let reply = |said: Option<&str>| {
        Command::Conduct(ConductCommand::Reply(ConductReply { said: said.map(str::to_owned), incident: None }))
    };
    vec![
        (
            "conduct reply @ana: where is my parcel? https://social.example/1",
            reply(Some("@ana: where is my parcel? https://social.example/1")),
        ),
        ("conduct reply", reply(None)),
    ]
}
