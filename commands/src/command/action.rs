//! What a team does after an incident so that it goes better next time: `action add|finish|drop|assign|list|playbook`.

use crate::command::Command;
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Incident, Item, Person, Takes, Text, Value};
use crate::{IncidentKind, Refusal, Span, words};

/// Adds an action; it is the person's own unless they name somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionAdd {
    /// In the person's words.
    pub text: String,
    /// Who does it, by the platform's own id.
    pub person: Option<String>,
    /// When it is due, from now on; in two weeks when nobody says.
    pub due: Option<Span>,
    /// The number of `INC-3`; the incident of the thread, or the last that ended, when none.
    pub incident: Option<i64>,
}

/// It is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionFinish {
    /// The number of `ACT-3`.
    pub action: i64,
}

/// It will not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionDrop {
    pub action: i64,
    /// In the person's words.
    pub reason: String,
}

/// Somebody else does it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionAssign {
    pub action: i64,
    /// By the platform's own id.
    pub person: String,
}

/// Shows those of an incident, or all that are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActionList {
    pub incident: Option<i64>,
}

/// Makes a step of a playbook of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionPlaybook {
    pub action: i64,
    /// `complaint`, or `every`; that of the incident's kind when none.
    pub playbook: Option<String>,
}

/// A playbook, by the kind of crisis that it is for.
enum Playbook {}

/// The one for every kind of crisis, and each kind's.
const PLAYBOOKS: &[&str] = &{
    let mut names = ["every"; IncidentKind::ALL.len() + 1];
    let mut n = 0;
    while n < IncidentKind::ALL.len() {
        names[n + 1] = IncidentKind::ALL[n].name();
        n += 1;
    }
    names
};

impl Value for Playbook {
    type Out = String;
    const TAKES: Takes = Takes::Choice(PLAYBOOKS);

    fn read(typed: &str) -> Option<String> {
        let called = |name: &&&str| words::is_called(typed, &format!("value-{name}"));
        PLAYBOOKS.iter().find(called).map(|name| (*name).to_owned())
    }
}

/// When an action is due: a day to a year.
enum Due {}

impl Value for Due {
    type Out = Span;
    const TAKES: Takes = Takes::Span(&["7d", "14d", "30d"]);

    fn read(typed: &str) -> Option<Span> {
        Span::read_within(typed, Span::days(1), Span::days(366))
    }
}

const ACTION: Argument = Argument::required::<Item>("action");

pub(super) static ADD: Spec = Spec {
    path: &["action", "add"],
    arguments: &[
        Argument::required::<Text>("text"),
        Argument::option::<Person>("person"),
        Argument::option::<Due>("due"),
        Argument::option::<Incident>("incident"),
    ],
    build: build_add,
    examples: add_examples,
};

pub(super) static FINISH: Spec =
    Spec { path: &["action", "finish"], arguments: &[ACTION], build: build_finish, examples: finish_examples };

pub(super) static DROP: Spec = Spec {
    path: &["action", "drop"],
    arguments: &[ACTION, Argument::required::<Text>("reason")],
    build: build_drop,
    examples: drop_examples,
};

pub(super) static ASSIGN: Spec = Spec {
    path: &["action", "assign"],
    arguments: &[ACTION, Argument::required::<Person>("person")],
    build: build_assign,
    examples: assign_examples,
};

pub(super) static LIST: Spec = Spec {
    path: &["action", "list"],
    arguments: &[Argument::optional::<Incident>("incident")],
    build: build_list,
    examples: list_examples,
};

pub(super) static PLAYBOOK: Spec = Spec {
    path: &["action", "playbook"],
    arguments: &[ACTION, Argument::optional::<Playbook>("playbook")],
    build: build_playbook,
    examples: playbook_examples,
};

fn build_playbook(given: &Given) -> Result<Command, Refusal> {
    let (action, playbook) = (given.required::<Item>("action")?, given.optional::<Playbook>("playbook")?);
    Ok(Command::ActionPlaybook(ActionPlaybook { action, playbook }))
}

fn playbook_examples() -> Vec<(&'static str, Command)> {
    let playbook = |playbook: Option<&str>| {
        Command::ActionPlaybook(ActionPlaybook { action: 3, playbook: playbook.map(str::to_owned) })
    };
    vec![
        ("action playbook ACT-3", playbook(None)),
        ("action playbook ACT-3 every", playbook(Some("every"))),
        ("azione playbook ACT-3 image-rights", playbook(Some("image-rights"))),
    ]
}

fn build_add(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::ActionAdd(ActionAdd {
        text: given.required::<Text>("text")?,
        person: given.optional::<Person>("person")?,
        due: given.optional::<Due>("due")?,
        incident: given.optional::<Incident>("incident")?,
    }))
}

fn build_finish(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::ActionFinish(ActionFinish { action: given.required::<Item>("action")? }))
}

fn build_drop(given: &Given) -> Result<Command, Refusal> {
    let (action, reason) = (given.required::<Item>("action")?, given.required::<Text>("reason")?);
    Ok(Command::ActionDrop(ActionDrop { action, reason }))
}

fn build_assign(given: &Given) -> Result<Command, Refusal> {
    let (action, person) = (given.required::<Item>("action")?, given.required::<Person>("person")?);
    Ok(Command::ActionAssign(ActionAssign { action, person }))
}

fn build_list(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::ActionList(ActionList { incident: given.optional::<Incident>("incident")? }))
}

fn add_examples() -> Vec<(&'static str, Command)> {
    let add = |text: &str, person: Option<&str>, due| {
        let (text, person) = (text.to_owned(), person.map(str::to_owned));
        Command::ActionAdd(ActionAdd { text, person, due, incident: None })
    };
    vec![
        (
            "action add A second hotline --person @nikos --due 30d",
            add("A second hotline", Some("nikos"), Some(Span::days(30))),
        ),
        ("@squall azione aggiungi Un secondo numero verde", add("Un secondo numero verde", None, None)),
    ]
}

fn finish_examples() -> Vec<(&'static str, Command)> {
    let finish = Command::ActionFinish(ActionFinish { action: 3 });
    vec![("action finish ACT-3", finish.clone()), ("finish act3", finish)]
}

fn drop_examples() -> Vec<(&'static str, Command)> {
    let drop = ActionDrop { action: 3, reason: "The supplier is gone".to_owned() };
    vec![("action drop ACT-3 The supplier is gone", Command::ActionDrop(drop))]
}

fn assign_examples() -> Vec<(&'static str, Command)> {
    let assign = ActionAssign { action: 3, person: "nikos".to_owned() };
    vec![("action assign ACT-3 @nikos", Command::ActionAssign(assign))]
}

fn list_examples() -> Vec<(&'static str, Command)> {
    let list = |incident| Command::ActionList(ActionList { incident });
    vec![("action list", list(None)), ("action list INC-3", list(Some(3)))]
}
