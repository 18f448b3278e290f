//! Who is on call: `oncall`, `oncall swap`, and `oncall answer`, which says that a page was read.

use crate::command::task::Due;
use crate::command::{Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Incident, Person, Text};
use crate::{Refusal, Span};

/// What is asked of who is on call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OncallCommand {
    Home(OncallHome),
    Swap(OncallSwap),
    Answer(OncallAnswer),
}

/// In the order of help.
pub(super) static ALL: &[&Entry] = &[&HOME, &SWAP, &ANSWER];

/// Shows who is on call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OncallHome;

/// Somebody takes over from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OncallSwap {
    /// The platform's own id of the person.
    pub person: String,
    pub span: Span,
    /// The name of the rota; the only one when none.
    pub rota: Option<String>,
}

/// The person is there: nobody else needs to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OncallAnswer {
    /// The number of `INC-3`; the incident of the thread, or the only one that is open, when none.
    pub incident: Option<i64>,
}

static HOME: Entry =
    Entry { spec: Spec { path: &["oncall", "home"], arguments: &[] }, build: build_home, examples: home_examples };

static SWAP: Entry = Entry {
    spec: Spec {
        path: &["oncall", "swap"],
        arguments: &[
            Argument::required::<Person>("person"),
            Argument::required::<Due>("for"),
            Argument::option::<Text>("rota"),
        ],
    },
    build: build_swap,
    examples: swap_examples,
};

static ANSWER: Entry = Entry {
    spec: Spec { path: &["oncall", "answer"], arguments: &[Argument::optional::<Incident>("incident")] },
    build: build_answer,
    examples: answer_examples,
};

fn build_home(_: &Given) -> Result<Command, Refusal> {
    Ok(Command::Oncall(OncallCommand::Home(OncallHome)))
}

fn build_swap(given: &Given) -> Result<Command, Refusal> {
    let (person, span) = (given.required::<Person>("person")?, given.required::<Due>("for")?);
    Ok(Command::Oncall(OncallCommand::Swap(OncallSwap { person, span, rota: given.optional::<Text>("rota")? })))
}

fn build_answer(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Oncall(OncallCommand::Answer(OncallAnswer { incident: given.optional::<Incident>("incident")? })))
}

fn home_examples() -> Vec<(&'static str, Command)> {
    vec![
        ("oncall home", Command::Oncall(OncallCommand::Home(OncallHome))),
        ("oncall", Command::Oncall(OncallCommand::Home(OncallHome))),
    ]
}

fn swap_examples() -> Vec<(&'static str, Command)> {
    let swap = |rota: Option<&str>| {
        let (person, rota) = ("nikos".to_owned(), rota.map(str::to_owned));
        Command::Oncall(OncallCommand::Swap(OncallSwap { person, span: Span::hours(8), rota }))
    };
    vec![
        ("oncall swap @nikos 8h", swap(None)),
        ("oncall swap @nikos for 8 hours --rota community", swap(Some("community"))),
    ]
}

fn answer_examples() -> Vec<(&'static str, Command)> {
    let answer = |incident| Command::Oncall(OncallCommand::Answer(OncallAnswer { incident }));
    vec![("oncall answer", answer(None)), ("oncall answer INC-3", answer(Some(3)))]
}
