//! Being ready: `plan check` says what is missing, `plan record` that a review or a drill took place.

use crate::command::{Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Takes, Value};
use crate::{Refusal, words};

/// What is asked of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanCommand {
    Check(PlanCheck),
    Record(PlanRecord),
}

/// In the order of help.
pub(super) static ALL: &[&Entry] = &[&CHECK, &RECORD];

/// What is missing before a crisis, and how old the plan is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanCheck;

/// Something was done for the plan today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanRecord {
    pub what: Rehearsal,
}

/// What keeps a plan alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rehearsal {
    /// The plan was read and brought up to date.
    Review,
    /// It was played through.
    Drill,
}

impl Rehearsal {
    pub const ALL: [Self; 2] = [Self::Review, Self::Drill];

    /// As it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Drill => "drill",
        }
    }
}

impl Value for Rehearsal {
    type Out = Self;
    const TAKES: Takes = Takes::Choice(&["review", "drill"]);

    fn read(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| words::is_called(typed, &format!("value-{}", one.name())))
    }
}

static CHECK: Entry =
    Entry { spec: Spec { path: &["plan", "check"], arguments: &[] }, build: build_check, examples: check_examples };

static RECORD: Entry = Entry {
    spec: Spec { path: &["plan", "record"], arguments: &[Argument::required::<Rehearsal>("rehearsal")] },
    build: build_record,
    examples: record_examples,
};

fn build_check(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::Plan(PlanCommand::Check(PlanCheck)))
}

fn build_record(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Plan(PlanCommand::Record(PlanRecord { what: given.required::<Rehearsal>("rehearsal")? })))
}

fn check_examples() -> Vec<(&'static str, Command)> {
    let check = Command::Plan(PlanCommand::Check(PlanCheck));
    vec![("plan check", check.clone()), ("check plan", check.clone()), ("@squall piano controlla", check)]
}

fn record_examples() -> Vec<(&'static str, Command)> {
    let record = |what| Command::Plan(PlanCommand::Record(PlanRecord { what }));
    vec![("plan record review", record(Rehearsal::Review)), ("plan record drill", record(Rehearsal::Drill))]
}
