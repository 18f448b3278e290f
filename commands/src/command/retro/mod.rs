//! After an incident: `retro start`, `retro add <person>`, `retro close`, `retro show`, `retro trends`, `retro debrief`, `retro cases`.

mod report;

pub use report::*;

use crate::Refusal;
use crate::command::IncidentKind;
use crate::command::{Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Incident, Person, Text, Yes};
use crate::{Day, Moment};

/// What is asked of retrospectives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RetroCommand {
    Start(RetroStart),
    Add(RetroAdd),
    Close(RetroClose),
    Show(RetroShow),
    Trends(RetroTrends),
    Report(RetroReport),
    Debrief(RetroDebrief),
    Cases(RetroCases),
}

/// In the order of help.
pub(super) static ALL: &[&Entry] = &[&START, &ADD, &CLOSE, &SHOW, &TRENDS, &report::ENTRY, &DEBRIEF, &CASES];

/// Asks the team how it went, once the incident is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RetroStart {
    /// The number of `INC-3`; the incident of the thread, or the last that ended, when none.
    pub incident: Option<i64>,
    /// As the plan says when none.
    pub anonymous: Option<bool>,
}

/// Asks somebody more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetroAdd {
    /// The platform's own id of the person.
    pub person: String,
    pub incident: Option<i64>,
}

/// Takes no more answers and shows what they say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RetroClose {
    pub incident: Option<i64>,
}

/// What the answers say, or how many there are yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RetroShow {
    pub incident: Option<i64>,
}

/// What the incidents so far teach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RetroTrends;

/// Searches the incidents of the past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RetroCases {
    /// All of them when none.
    pub text: Option<String>,
    pub kind: Option<IncidentKind>,
}

/// Calls everybody together, or moves the meeting that is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetroDebrief {
    /// In the zone of the person.
    pub when: Moment,
    pub incident: Option<i64>,
}

const INCIDENT: Argument = Argument::optional::<Incident>("incident");

static START: Entry = Entry {
    spec: Spec { path: &["retro", "start"], arguments: &[INCIDENT, Argument::option::<Yes>("anonymous")] },
    build: build_start,
    examples: start_examples,
};

static ADD: Entry = Entry {
    spec: Spec {
        path: &["retro", "add"],
        arguments: &[Argument::required::<Person>("person"), Argument::option::<Incident>("incident")],
    },
    build: build_add,
    examples: add_examples,
};

static CLOSE: Entry = Entry {
    spec: Spec { path: &["retro", "close"], arguments: &[INCIDENT] },
    build: build_close,
    examples: close_examples,
};

static SHOW: Entry = Entry {
    spec: Spec { path: &["retro", "show"], arguments: &[INCIDENT] },
    build: build_show,
    examples: show_examples,
};

static TRENDS: Entry =
    Entry { spec: Spec { path: &["retro", "trends"], arguments: &[] }, build: build_trends, examples: trends_examples };

static CASES: Entry = Entry {
    spec: Spec {
        path: &["retro", "cases"],
        arguments: &[Argument::optional::<Text>("text"), Argument::option::<IncidentKind>("kind")],
    },
    build: build_cases,
    examples: cases_examples,
};

fn build_cases(given: &Given) -> Result<Command, Refusal> {
    let (text, kind) = (given.optional::<Text>("text")?, given.optional::<IncidentKind>("kind")?);
    Ok(Command::Retro(RetroCommand::Cases(RetroCases { text, kind })))
}

fn cases_examples() -> Vec<(&'static str, Command)> {
    let cases = |text: Option<&str>, kind| {
        Command::Retro(RetroCommand::Cases(RetroCases { text: text.map(str::to_owned), kind }))
    };
    vec![
        ("retro cases", cases(None, None)),
        ("retro cases hotline --kind defect", cases(Some("hotline"), Some(IncidentKind::Defect))),
    ]
}

static DEBRIEF: Entry = Entry {
    spec: Spec {
        path: &["retro", "debrief"],
        arguments: &[Argument::required::<Moment>("when"), Argument::option::<Incident>("incident")],
    },
    build: build_debrief,
    examples: debrief_examples,
};

fn build_debrief(given: &Given) -> Result<Command, Refusal> {
    let (when, incident) = (given.required::<Moment>("when")?, given.optional::<Incident>("incident")?);
    Ok(Command::Retro(RetroCommand::Debrief(RetroDebrief { when, incident })))
}

fn debrief_examples() -> Vec<(&'static str, Command)> {
    let when = Moment { day: Day { year: 2026, month: 12, day: 7 }, minutes: 15 * 60 };
    let debrief = |incident| Command::Retro(RetroCommand::Debrief(RetroDebrief { when, incident }));
    vec![
        ("retro debrief 2026-12-07 15:00", debrief(None)),
        ("retro debrief 7.12.2026 15:00 --incident INC-3", debrief(Some(3))),
    ]
}

fn build_trends(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::Retro(RetroCommand::Trends(RetroTrends)))
}

fn trends_examples() -> Vec<(&'static str, Command)> {
    vec![("retro trends", Command::Retro(RetroCommand::Trends(RetroTrends)))]
}

fn build_start(given: &Given) -> Result<Command, Refusal> {
    let (incident, anonymous) = (given.optional::<Incident>("incident")?, given.optional::<Yes>("anonymous")?);
    Ok(Command::Retro(RetroCommand::Start(RetroStart { incident, anonymous })))
}

fn build_add(given: &Given) -> Result<Command, Refusal> {
    let (person, incident) = (given.required::<Person>("person")?, given.optional::<Incident>("incident")?);
    Ok(Command::Retro(RetroCommand::Add(RetroAdd { person, incident })))
}

fn build_close(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Retro(RetroCommand::Close(RetroClose { incident: given.optional::<Incident>("incident")? })))
}

fn build_show(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Retro(RetroCommand::Show(RetroShow { incident: given.optional::<Incident>("incident")? })))
}

fn start_examples() -> Vec<(&'static str, Command)> {
    let start = |incident, anonymous| Command::Retro(RetroCommand::Start(RetroStart { incident, anonymous }));
    vec![
        ("retro start", start(None, None)),
        ("retro start INC-3 --anonymous yes", start(Some(3), Some(true))),
        ("@squall retro start", start(None, None)),
    ]
}

fn add_examples() -> Vec<(&'static str, Command)> {
    let add =
        |person: &str, incident| Command::Retro(RetroCommand::Add(RetroAdd { person: person.to_owned(), incident }));
    vec![("retro add @nikos", add("nikos", None)), ("retro add <@U012> --incident INC-3", add("U012", Some(3)))]
}

fn close_examples() -> Vec<(&'static str, Command)> {
    let close = |incident| Command::Retro(RetroCommand::Close(RetroClose { incident }));
    vec![("retro close", close(None)), ("retro close INC-3", close(Some(3)))]
}

fn show_examples() -> Vec<(&'static str, Command)> {
    let show = |incident| Command::Retro(RetroCommand::Show(RetroShow { incident }));
    vec![("retro show", show(None)), ("retro show INC-3", show(Some(3)))]
}
