//! Where an incident stands: `resolve`, `reopen`, `incident state`, `incident severity`, `incident kind`.

use crate::command::{Command, Entry, IncidentCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Incident, Takes, Text, Value};
use crate::{Locale, Refusal, words};

/// Where an incident may be brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    Responding,
    Monitoring,
    Resolved,
    Closed,
}

/// Brings an incident into another state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub to: Phase,
    /// In the person's words.
    pub reason: Option<String>,
    /// The number of `INC-3`; the incident of the thread, or the only one that is open, when none.
    pub incident: Option<i64>,
}

/// Says how grave it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Severity {
    /// 1 to 10.
    pub severity: u8,
    pub reason: Option<String>,
    pub incident: Option<i64>,
}

/// Says what kind of crisis it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetKind {
    pub kind: IncidentKind,
    pub incident: Option<i64>,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// What kind of crisis it is. Each has a playbook.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum IncidentKind {
            $($(#[$doc])* $kind,)*
        }

        impl IncidentKind {
            pub const ALL: [Self; 13] = [$(Self::$kind),*];

            /// As it is stored, and the name of its playbook: `data-breach`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }

        impl Value for IncidentKind {
            type Out = Self;
            const TAKES: Takes = Takes::Choice(&[$($name),*]);

            fn read(typed: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|kind| words::is_called(typed, &format!("value-{}", kind.name())))
            }
        }
    };
}

kinds! {
    /// A complaint goes viral.
    Complaint = "complaint",
    /// Misconduct of an employee.
    Misconduct = "misconduct",
    /// An account was hacked.
    Hacked = "hacked",
    /// A post was misunderstood.
    Misunderstood = "misunderstood",
    /// A problem with a product.
    Defect = "defect",
    /// A data breach.
    Breach = "breach",
    /// Image rights.
    Image = "image-rights",
    /// A spokesperson's words.
    Remark = "remark",
    /// An article in the media.
    Article = "article",
    /// An influencer.
    Influencer = "influencer",
    /// Trolls.
    Trolls = "trolls",
    /// A competitor.
    Rival = "rivalry",
    /// A campaign that backfires.
    Backlash = "backlash",
}

impl IncidentKind {
    /// The kind that is stored so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// As people call it, and may type it.
    pub fn label(self, locale: Locale) -> String {
        words::name(locale, &format!("value-{}", self.name()))
    }
}

impl Phase {
    pub const ALL: [Self; 4] = [Self::Responding, Self::Monitoring, Self::Resolved, Self::Closed];

    pub fn name(self) -> &'static str {
        match self {
            Self::Responding => "responding",
            Self::Monitoring => "monitoring",
            Self::Resolved => "resolved",
            Self::Closed => "closed",
        }
    }
}

impl Value for Phase {
    type Out = Self;
    const TAKES: Takes = Takes::Choice(&["responding", "monitoring", "resolved", "closed"]);

    fn read(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| words::is_called(typed, &format!("value-{}", phase.name())))
    }
}

/// 1 to 10, also as `8/10`.
enum Grade {}

impl Value for Grade {
    type Out = u8;
    const TAKES: Takes = Takes::Choice(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);

    fn read(typed: &str) -> Option<u8> {
        let number = typed.trim().trim_end_matches("/10");
        number.parse().ok().filter(|grade| (1..=10).contains(grade))
    }
}

const REASON: Argument = Argument::optional::<Text>("reason");
const INCIDENT: Argument = Argument::option::<Incident>("incident");

pub(super) static RESOLVE: Entry = Entry {
    spec: Spec { path: &["resolve"], arguments: &[REASON, INCIDENT] },
    build: |given| moved(given, Phase::Resolved),
    examples: || of_a_move("resolve They have the refund", "resolve", Phase::Resolved, "They have the refund"),
};

pub(super) static REOPEN: Entry = Entry {
    spec: Spec { path: &["reopen"], arguments: &[REASON, INCIDENT] },
    build: |given| moved(given, Phase::Responding),
    examples: || of_a_move("reopen It starts again", "reopen", Phase::Responding, "It starts again"),
};

pub(super) static STATE: Entry = Entry {
    spec: Spec { path: &["incident", "state"], arguments: &[Argument::required::<Phase>("state"), REASON, INCIDENT] },
    build: |given| moved(given, given.required::<Phase>("state")?),
    examples: || {
        let typed = "incident state monitoring It is calmer";
        of_a_move(typed, "incident state monitoring", Phase::Monitoring, "It is calmer")
    },
};

pub(super) static SEVERITY: Entry = Entry {
    spec: Spec {
        path: &["incident", "severity"],
        arguments: &[Argument::required::<Grade>("grade"), REASON, INCIDENT],
    },
    build: build_severity,
    examples: severity_examples,
};

pub(super) static KIND: Entry = Entry {
    spec: Spec { path: &["incident", "kind"], arguments: &[Argument::required::<IncidentKind>("crisis"), INCIDENT] },
    build: build_kind,
    examples: kind_examples,
};

fn moved(given: &Given, to: Phase) -> Result<Command, Refusal> {
    let (reason, incident) = (given.optional::<Text>("reason")?, given.optional::<Incident>("incident")?);
    Ok(Command::Incident(IncidentCommand::Move(Move { to, reason, incident })))
}

fn build_severity(given: &Given) -> Result<Command, Refusal> {
    let (severity, reason) = (given.required::<Grade>("grade")?, given.optional::<Text>("reason")?);
    Ok(Command::Incident(IncidentCommand::Severity(Severity {
        severity,
        reason,
        incident: given.optional::<Incident>("incident")?,
    })))
}

fn build_kind(given: &Given) -> Result<Command, Refusal> {
    let kind = given.required::<IncidentKind>("crisis")?;
    Ok(Command::Incident(IncidentCommand::Kind(SetKind { kind, incident: given.optional::<Incident>("incident")? })))
}

fn of_a_move(
    with_reason: &'static str,
    without: &'static str,
    to: Phase,
    reason: &str,
) -> Vec<(&'static str, Command)> {
    let moved = |reason: Option<&str>| {
        Command::Incident(IncidentCommand::Move(Move { to, reason: reason.map(str::to_owned), incident: None }))
    };
    vec![(with_reason, moved(Some(reason))), (without, moved(None))]
}

fn severity_examples() -> Vec<(&'static str, Command)> {
    let severity = |severity, reason: Option<&str>| {
        Command::Incident(IncidentCommand::Severity(Severity {
            severity,
            reason: reason.map(str::to_owned),
            incident: None,
        }))
    };
    vec![
        ("incident severity 8 It is on television", severity(8, Some("It is on television"))),
        ("severity 8", severity(8, None)),
    ]
}

fn kind_examples() -> Vec<(&'static str, Command)> {
    let kind = |kind, incident| Command::Incident(IncidentCommand::Kind(SetKind { kind, incident }));
    vec![
        ("incident kind defect", kind(IncidentKind::Defect, None)),
        ("incident kind breach --incident INC-3", kind(IncidentKind::Breach, Some(3))),
    ]
}
