//! Tasks of an incident, those of its playbook and others: `task list|add|done|skip`.

use crate::command::Role;
use crate::command::{Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Incident, Person, Takes, Task, Text, Value};
use crate::{Refusal, Span};

/// What is asked of tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskCommand {
    List(TaskList),
    Add(TaskAdd),
    Done(TaskDone),
    Skip(TaskSkip),
}

/// In the order of help.
pub(super) static ALL: &[&Entry] = &[&LIST, &ADD, &DONE, &SKIP];

/// Shows the checklist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskList {
    /// The number of `INC-3`; the incident of the thread, or the only one that is open, when none.
    pub incident: Option<i64>,
}

/// Adds a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskAdd {
    /// In the person's words.
    pub text: String,
    /// Who does it, by role.
    pub role: Option<Role>,
    /// Who does it, by the platform's own id.
    pub person: Option<String>,
    /// When it is due, from now on.
    pub due: Option<Span>,
    pub incident: Option<i64>,
}

/// It is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskDone {
    /// The number of `K-4`.
    pub task: i64,
}

/// It is not needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskSkip {
    pub task: i64,
    /// In the person's words.
    pub reason: Option<String>,
}

/// When a task is due: a minute to three months.
pub(super) enum Due {}

impl Value for Due {
    type Out = Span;
    const TAKES: Takes = Takes::Span(&["30m", "2h", "1d"]);

    fn read(typed: &str) -> Option<Span> {
        Span::read_within(typed, Span::minutes(1), Span::days(92))
    }
}

const TASK: Argument = Argument::required::<Task>("task");

static LIST: Entry = Entry {
    spec: Spec { path: &["task", "list"], arguments: &[Argument::optional::<Incident>("incident")] },
    build: build_list,
    examples: list_examples,
};

static ADD: Entry = Entry {
    spec: Spec {
        path: &["task", "add"],
        arguments: &[
            Argument::required::<Text>("text"),
            Argument::option::<Role>("role"),
            Argument::option::<Person>("person"),
            Argument::option::<Due>("due"),
            Argument::option::<Incident>("incident"),
        ],
    },
    build: build_add,
    examples: add_examples,
};

static DONE: Entry =
    Entry { spec: Spec { path: &["task", "done"], arguments: &[TASK] }, build: build_done, examples: done_examples };

static SKIP: Entry = Entry {
    spec: Spec { path: &["task", "skip"], arguments: &[TASK, Argument::optional::<Text>("reason")] },
    build: build_skip,
    examples: skip_examples,
};

fn build_list(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Task(TaskCommand::List(TaskList { incident: given.optional::<Incident>("incident")? })))
}

fn build_add(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Task(TaskCommand::Add(TaskAdd {
        text: given.required::<Text>("text")?,
        role: given.optional::<Role>("role")?,
        person: given.optional::<Person>("person")?,
        due: given.optional::<Due>("due")?,
        incident: given.optional::<Incident>("incident")?,
    })))
}

fn build_done(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Task(TaskCommand::Done(TaskDone { task: given.required::<Task>("task")? })))
}

fn build_skip(given: &Given) -> Result<Command, Refusal> {
    let task = given.required::<Task>("task")?;
    Ok(Command::Task(TaskCommand::Skip(TaskSkip { task, reason: given.optional::<Text>("reason")? })))
}

fn list_examples() -> Vec<(&'static str, Command)> {
    let list = |incident| Command::Task(TaskCommand::List(TaskList { incident }));
    vec![("task list", list(None)), ("task list INC-3", list(Some(3)))]
}

fn add_examples() -> Vec<(&'static str, Command)> {
    let add = |text: &str, role, person: Option<&str>, due| {
        let (text, person) = (text.to_owned(), person.map(str::to_owned));
        Command::Task(TaskCommand::Add(TaskAdd { text, role, person, due, incident: None }))
    };
    vec![
        ("task add Call the plant --person @nikos --due 30m", add("Call the plant", None, Some("nikos"), minutes(30))),
        ("task add Read the contract --role legal", add("Read the contract", Some(Role::Legal), None, None)),
        ("@squall compito aggiungi Chiamare Varna --due 2h", add("Chiamare Varna", None, None, minutes(120))),
    ]
}

fn minutes(minutes: u32) -> Option<Span> {
    Some(Span::minutes(minutes))
}

fn done_examples() -> Vec<(&'static str, Command)> {
    let done = |task| Command::Task(TaskCommand::Done(TaskDone { task }));
    vec![("task done K-4", done(4)), ("done k4", done(4)), ("задача готово 4", done(4))]
}

fn skip_examples() -> Vec<(&'static str, Command)> {
    let skip = |reason: Option<&str>| {
        Command::Task(TaskCommand::Skip(TaskSkip { task: 4, reason: reason.map(str::to_owned) }))
    };
    vec![("task skip K-4 The press did not call", skip(Some("The press did not call"))), ("task skip K-4", skip(None))]
}
