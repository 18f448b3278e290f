//! What the team decides about how it speaks in a crisis: `conduct hold|takedown|shut|brief|fact|inform`, `conduct list` and
//! `conduct lift`.

use crate::command::task::Due;
use crate::command::{Command, ConductCommand, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Incident, Link, Measure as Number, Name, People, Person, Text};
use crate::{Refusal, Span};

/// Something to decide about conduct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The conversation pauses; everywhere when nobody said where.
    Hold { reason: String, place: Option<String>, span: Option<Span> },
    /// A comment breaks a rule of the guidelines, by the rule's name.
    Takedown { link: String, rule: String, words: Option<String> },
    /// A channel is to be closed. It is looked at again after the span.
    Shut { place: String, reason: String, review: Option<Span> },
    /// What ambassadors have to know before they speak; those of the config when nobody is named.
    Brief { words: String, people: Vec<String> },
    /// What people say, and what is so.
    Fact { claim: String, fact: String, proof: String },
    /// An audience that is kept informed, by whom and how often.
    Inform { audience: String, person: Option<String>, every: Option<Span> },
}

/// Decides it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConductDecide {
    pub measure: Measure,
    /// The number of `INC-3`; the incident of the thread, or the only one that is open, when none.
    pub incident: Option<i64>,
}

/// Ends what was decided, or takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConductLift {
    /// The number of `C-4`.
    pub measure: i64,
    /// In the person's words.
    pub reason: Option<String>,
}

/// Shows what was decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConductList {
    pub incident: Option<i64>,
}

const INCIDENT: Argument = Argument::option::<Incident>("incident");

pub(super) static HOLD: Entry = Entry {
    spec: Spec {
        path: &["conduct", "hold"],
        arguments: &[
            Argument::required::<Text>("reason"),
            Argument::option::<Name>("where"),
            Argument::option::<Due>("for"),
            INCIDENT,
        ],
    },
    build: |given| {
        let (place, span) = (given.optional::<Name>("where")?, given.optional::<Due>("for")?);
        decide(given, Measure::Hold { reason: given.required::<Text>("reason")?, place, span })
    },
    examples: hold_examples,
};

pub(super) static TAKEDOWN: Entry = Entry {
    spec: Spec {
        path: &["conduct", "takedown"],
        arguments: &[
            Argument::required::<Link>("link"),
            Argument::required::<Name>("rule"),
            Argument::optional::<Text>("words"),
            INCIDENT,
        ],
    },
    build: |given| {
        let (link, rule) = (given.required::<Link>("link")?, given.required::<Name>("rule")?);
        decide(given, Measure::Takedown { link, rule, words: given.optional::<Text>("words")? })
    },
    examples: takedown_examples,
};

pub(super) static SHUT: Entry = Entry {
    spec: Spec {
        path: &["conduct", "shut"],
        arguments: &[
            Argument::required::<Name>("where"),
            Argument::required::<Text>("reason"),
            Argument::option::<Due>("for"),
            INCIDENT,
        ],
    },
    build: |given| {
        let (place, reason) = (given.required::<Name>("where")?, given.required::<Text>("reason")?);
        decide(given, Measure::Shut { place, reason, review: given.optional::<Due>("for")? })
    },
    examples: shut_examples,
};

pub(super) static BRIEF: Entry = Entry {
    spec: Spec {
        path: &["conduct", "brief"],
        arguments: &[Argument::required::<Text>("words"), Argument::option::<People>("people"), INCIDENT],
    },
    build: |given| {
        let people = given.optional::<People>("people")?.unwrap_or_default();
        decide(given, Measure::Brief { words: given.required::<Text>("words")?, people })
    },
    examples: brief_examples,
};

pub(super) static FACT: Entry = Entry {
    spec: Spec {
        path: &["conduct", "fact"],
        arguments: &[
            Argument::required::<Text>("claim"),
            Argument::required::<Text>("fact"),
            Argument::option::<Text>("proof"),
            INCIDENT,
        ],
    },
    build: |given| {
        let (claim, fact) = (given.required::<Text>("claim")?, given.required::<Text>("fact")?);
        decide(given, Measure::Fact { claim, fact, proof: given.required::<Text>("proof")? })
    },
    examples: fact_examples,
};

pub(super) static INFORM: Entry = Entry {
    spec: Spec {
        path: &["conduct", "inform"],
        arguments: &[
            Argument::required::<Text>("audience"),
            Argument::option::<Person>("person"),
            Argument::option::<Due>("every"),
            INCIDENT,
        ],
    },
    build: |given| {
        let (person, every) = (given.optional::<Person>("person")?, given.optional::<Due>("every")?);
        decide(given, Measure::Inform { audience: given.required::<Text>("audience")?, person, every })
    },
    examples: inform_examples,
};

pub(super) static LIFT: Entry = Entry {
    spec: Spec {
        path: &["conduct", "lift"],
        arguments: &[Argument::required::<Number>("measure"), Argument::optional::<Text>("reason")],
    },
    build: |given| {
        let (measure, reason) = (given.required::<Number>("measure")?, given.optional::<Text>("reason")?);
        Ok(Command::Conduct(ConductCommand::Lift(ConductLift { measure, reason })))
    },
    examples: lift_examples,
};

pub(super) static LIST: Entry = Entry {
    spec: Spec { path: &["conduct", "list"], arguments: &[Argument::optional::<Incident>("incident")] },
    build: |given| {
        Ok(Command::Conduct(ConductCommand::List(ConductList { incident: given.optional::<Incident>("incident")? })))
    },
    examples: list_examples,
};

fn decide(given: &Given, measure: Measure) -> Result<Command, Refusal> {
    Ok(Command::Conduct(ConductCommand::Decide(ConductDecide {
        measure,
        incident: given.optional::<Incident>("incident")?,
    })))
}

fn decided(measure: Measure) -> Command {
    Command::Conduct(ConductCommand::Decide(ConductDecide { measure, incident: None }))
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn hold_examples() -> Vec<(&'static str, Command)> {
    let hold = |place: Option<&str>, span| {
        let (reason, place) = ("The family is being told".to_owned(), place.map(str::to_owned));
        decided(Measure::Hold { reason, place, span })
    };
    vec![
        ("conduct hold The family is being told", hold(None, None)),
        (
            "conduct hold The family is being told --where Instagram --for 2h",
            hold(Some("Instagram"), Some(Span::hours(2))),
        ),
    ]
}

fn takedown_examples() -> Vec<(&'static str, Command)> {
    let takedown = |words| {
        let (link, rule) = ("https://social.example/1".to_owned(), "hate".to_owned());
        decided(Measure::Takedown { link, rule, words })
    };
    vec![
        ("conduct takedown https://social.example/1 hate", takedown(None)),
        ("conduct takedown https://social.example/1 hate Go back home", takedown(some("Go back home"))),
    ]
}

fn shut_examples() -> Vec<(&'static str, Command)> {
    let (place, reason) = ("Instagram".to_owned(), "Threats against staff".to_owned());
    let review = Some(Span::days(2));
    vec![("conduct shut Instagram Threats against staff --for 2d", decided(Measure::Shut { place, reason, review }))]
}

fn brief_examples() -> Vec<(&'static str, Command)> {
    let brief = |people: &[&str]| {
        let people = people.iter().map(|person| (*person).to_owned()).collect();
        decided(Measure::Brief { words: "Facts only, no promises".to_owned(), people })
    };
    vec![
        ("conduct brief Facts only, no promises", brief(&[])),
        ("conduct brief Facts only, no promises --people @ana, @nikos", brief(&["ana", "nikos"])),
    ]
}

fn fact_examples() -> Vec<(&'static str, Command)> {
    let (claim, fact) = ("All lamps burn".to_owned(), "Two lamps of one batch smoked".to_owned());
    let proof = "https://example.com/report".to_owned();
    vec![(
        "conduct fact \"All lamps burn\" Two lamps of one batch smoked --proof https://example.com/report",
        decided(Measure::Fact { claim, fact, proof }),
    )]
}

fn inform_examples() -> Vec<(&'static str, Command)> {
    let inform = |person, every| decided(Measure::Inform { audience: "Investors".to_owned(), person, every });
    vec![
        ("conduct inform Investors --person @nikos --every 4h", inform(some("nikos"), Some(Span::hours(4)))),
        ("conduct inform Investors", inform(None, None)),
    ]
}

fn lift_examples() -> Vec<(&'static str, Command)> {
    let lift = |reason| Command::Conduct(ConductCommand::Lift(ConductLift { measure: 4, reason }));
    vec![("conduct lift C-4", lift(None)), ("conduct lift C-4 They were told", lift(some("They were told")))]
}

fn list_examples() -> Vec<(&'static str, Command)> {
    let list = |incident| Command::Conduct(ConductCommand::List(ConductList { incident }));
    vec![("conduct list", list(None)), ("conduct list INC-3", list(Some(3)))]
}
