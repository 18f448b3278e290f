//! What a team does after an incident so that it goes better next time: `action add|finish|drop|assign|list|playbook`.

use crate::command::{Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Incident, Item, Person, Takes, Text, Value};
use crate::{IncidentKind, Refusal, Span, words};

/// What is asked of actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemCommand {
    List(ItemList),
    Add(ItemAdd),
    Finish(ItemFinish),
    Drop(ItemDrop),
    Assign(ItemAssign),
    Playbook(ItemPlaybook),
}

/// In the order of help.
pub(super) static ALL: &[&Entry] = &[&LIST, &ADD, &FINISH, &DROP, &ASSIGN, &PLAYBOOK];

/// Adds an action; it is the person's own unless they name somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemAdd {
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
pub struct ItemFinish {
    /// The number of `ACT-3`.
    pub action: i64,
}

/// It will not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemDrop {
    pub action: i64,
    /// In the person's words.
    pub reason: String,
}

/// Somebody else does it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemAssign {
    pub action: i64,
    /// By the platform's own id.
    pub person: String,
}

/// Shows those of an incident, or all that are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemList {
    pub incident: Option<i64>,
}

/// Makes a step of a playbook of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemPlaybook {
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

static ADD: Entry = Entry {
    spec: Spec {
        path: &["action", "add"],
        arguments: &[
            Argument::required::<Text>("text"),
            Argument::option::<Person>("person"),
            Argument::option::<Due>("due"),
            Argument::option::<Incident>("incident"),
        ],
    },
    build: build_add,
    examples: add_examples,
};

static FINISH: Entry = Entry {
    spec: Spec { path: &["action", "finish"], arguments: &[ACTION] },
    build: build_finish,
    examples: finish_examples,
};

static DROP: Entry = Entry {
    spec: Spec { path: &["action", "drop"], arguments: &[ACTION, Argument::required::<Text>("reason")] },
    build: build_drop,
    examples: drop_examples,
};

static ASSIGN: Entry = Entry {
    spec: Spec { path: &["action", "assign"], arguments: &[ACTION, Argument::required::<Person>("person")] },
    build: build_assign,
    examples: assign_examples,
};

static LIST: Entry = Entry {
    spec: Spec { path: &["action", "list"], arguments: &[Argument::optional::<Incident>("incident")] },
    build: build_list,
    examples: list_examples,
};

static PLAYBOOK: Entry = Entry {
    spec: Spec { path: &["action", "playbook"], arguments: &[ACTION, Argument::optional::<Playbook>("playbook")] },
    build: build_playbook,
    examples: playbook_examples,
};

fn build_playbook(given: &Given) -> Result<Command, Refusal> {
    let (action, playbook) = (given.required::<Item>("action")?, given.optional::<Playbook>("playbook")?);
    Ok(Command::Item(ItemCommand::Playbook(ItemPlaybook { action, playbook })))
}

fn playbook_examples() -> Vec<(&'static str, Command)> {
    let playbook = |playbook: Option<&str>| {
        Command::Item(ItemCommand::Playbook(ItemPlaybook { action: 3, playbook: playbook.map(str::to_owned) }))
    };
    vec![
        ("action playbook ACT-3", playbook(None)),
        ("action playbook ACT-3 every", playbook(Some("every"))),
        ("azione playbook ACT-3 image-rights", playbook(Some("image-rights"))),
    ]
}

fn build_add(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Item(ItemCommand::Add(ItemAdd {
        text: given.required::<Text>("text")?,
        person: given.optional::<Person>("person")?,
        due: given.optional::<Due>("due")?,
        incident: given.optional::<Incident>("incident")?,
    })))
}

fn build_finish(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Item(ItemCommand::Finish(ItemFinish { action: given.required::<Item>("action")? })))
}

fn build_drop(given: &Given) -> Result<Command, Refusal> {
    let (action, reason) = (given.required::<Item>("action")?, given.required::<Text>("reason")?);
    Ok(Command::Item(ItemCommand::Drop(ItemDrop { action, reason })))
}

fn build_assign(given: &Given) -> Result<Command, Refusal> {
    let (action, person) = (given.required::<Item>("action")?, given.required::<Person>("person")?);
    Ok(Command::Item(ItemCommand::Assign(ItemAssign { action, person })))
}

fn build_list(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Item(ItemCommand::List(ItemList { incident: given.optional::<Incident>("incident")? })))
}

fn add_examples() -> Vec<(&'static str, Command)> {
    let add = |text: &str, person: Option<&str>, due| {
        let (text, person) = (text.to_owned(), person.map(str::to_owned));
        Command::Item(ItemCommand::Add(ItemAdd { text, person, due, incident: None }))
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
    let finish = Command::Item(ItemCommand::Finish(ItemFinish { action: 3 }));
    vec![("action finish ACT-3", finish.clone()), ("finish act3", finish)]
}

fn drop_examples() -> Vec<(&'static str, Command)> {
    let drop = ItemDrop { action: 3, reason: "The supplier is gone".to_owned() };
    vec![("action drop ACT-3 The supplier is gone", Command::Item(ItemCommand::Drop(drop)))]
}

fn assign_examples() -> Vec<(&'static str, Command)> {
    let assign = ItemAssign { action: 3, person: "nikos".to_owned() };
    vec![("action assign ACT-3 @nikos", Command::Item(ItemCommand::Assign(assign)))]
}

fn list_examples() -> Vec<(&'static str, Command)> {
    let list = |incident| Command::Item(ItemCommand::List(ItemList { incident }));
    vec![("action list", list(None)), ("action list INC-3", list(Some(3)))]
}
