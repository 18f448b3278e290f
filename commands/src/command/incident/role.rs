//! The roles of an incident: `take <role>`, `assign <role> <person>`, `roles`.

use crate::command::{Command, Entry, IncidentCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Incident, Person, Takes, Value};
use crate::{Locale, Refusal, words};

/// What somebody does in an incident. Each is held by one person at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Lead,
    Pr,
    Legal,
    Executive,
    Spokesperson,
    Community,
    Support,
    Scribe,
}

impl Role {
    pub const ALL: [Self; 8] = [
        Self::Lead,
        Self::Pr,
        Self::Legal,
        Self::Executive,
        Self::Spokesperson,
        Self::Community,
        Self::Support,
        Self::Scribe,
    ];

    /// As it is stored: `legal`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Pr => "pr",
            Self::Legal => "legal",
            Self::Executive => "executive",
            Self::Spokesperson => "spokesperson",
            Self::Community => "community",
            Self::Support => "support",
            Self::Scribe => "scribe",
        }
    }

    /// The role that is stored so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// As people call it, and may type it.
    pub fn label(self, locale: Locale) -> String {
        words::name(locale, &format!("value-{}", self.name()))
    }
}

impl Value for Role {
    type Out = Self;
    const TAKES: Takes =
        Takes::Choice(&["lead", "pr", "legal", "executive", "spokesperson", "community", "support", "scribe"]);

    fn read(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| words::is_called(typed, &format!("value-{}", role.name())))
    }
}

/// The person takes a role themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Take {
    pub role: Role,
    /// The number of `INC-3`; the incident of the thread, or the only one that is open, when none.
    pub incident: Option<i64>,
}

/// Gives a role to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assign {
    pub role: Role,
    /// The platform's own id of the person.
    pub person: String,
    pub incident: Option<i64>,
}

/// Who has which role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    pub incident: Option<i64>,
}

const ROLE: Argument = Argument::required::<Role>("role");
const INCIDENT: Argument = Argument::option::<Incident>("incident");

pub(super) static TAKE: Entry =
    Entry { spec: Spec { path: &["take"], arguments: &[ROLE, INCIDENT] }, build: build_take, examples: take_examples };

pub(super) static ASSIGN: Entry = Entry {
    spec: Spec { path: &["assign"], arguments: &[ROLE, Argument::required::<Person>("person"), INCIDENT] },
    build: build_assign,
    examples: assign_examples,
};

pub(super) static ROLES: Entry = Entry {
    spec: Spec { path: &["roles"], arguments: &[Argument::optional::<Incident>("incident")] },
    build: build_roles,
    examples: roles_examples,
};

fn build_take(given: &Given) -> Result<Command, Refusal> {
    let incident = given.optional::<Incident>("incident")?;
    Ok(Command::Incident(IncidentCommand::Take(Take { role: given.required::<Role>("role")?, incident })))
}

fn build_assign(given: &Given) -> Result<Command, Refusal> {
    let (role, person) = (given.required::<Role>("role")?, given.required::<Person>("person")?);
    Ok(Command::Incident(IncidentCommand::Assign(Assign {
        role,
        person,
        incident: given.optional::<Incident>("incident")?,
    })))
}

fn build_roles(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Incident(IncidentCommand::Roles(Roles { incident: given.optional::<Incident>("incident")? })))
}

fn take_examples() -> Vec<(&'static str, Command)> {
    let take = |role, incident| Command::Incident(IncidentCommand::Take(Take { role, incident }));
    vec![
        ("take lead", take(Role::Lead, None)),
        ("take legal --incident INC-3", take(Role::Legal, Some(3))),
        ("@squall, prendi legale", take(Role::Legal, None)),
        ("接手 公關", take(Role::Pr, None)),
    ]
}

fn assign_examples() -> Vec<(&'static str, Command)> {
    let assign = |role, person: &str| {
        Command::Incident(IncidentCommand::Assign(Assign { role, person: person.to_owned(), incident: None }))
    };
    vec![
        ("assign legal @nikos", assign(Role::Legal, "nikos")),
        ("assign legal <@U012|nikos>", assign(Role::Legal, "U012")),
        ("assign scribe <@!80351110224678912>", assign(Role::Scribe, "80351110224678912")),
    ]
}

fn roles_examples() -> Vec<(&'static str, Command)> {
    let roles = |incident| Command::Incident(IncidentCommand::Roles(Roles { incident }));
    vec![("roles", roles(None)), ("roles INC-3", roles(Some(3)))]
}
