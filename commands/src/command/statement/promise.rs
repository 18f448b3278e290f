//! What was promised in public: `statement promise <statement> <for>`, `statement kept <statement>`; and `statement send`.

use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Statement, Takes, Value};
use crate::{Refusal, Span};

/// Says when a promise is due, counted from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementPromise {
    /// The number of `S-1`.
    pub statement: i64,
    pub span: Span,
}

/// Says that a promise was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementKept {
    pub statement: i64,
}

/// Hands the approved words out to the tool that publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementSend {
    pub statement: i64,
}

/// When a promise is due: 1 minute to a month from now.
enum Due {}

impl Value for Due {
    type Out = Span;
    const TAKES: Takes = Takes::Span(&["30m", "1h", "4h", "1d"]);

    fn read(typed: &str) -> Option<Span> {
        Span::read_within(typed, Span::minutes(1), Span::days(31))
    }
}

const STATEMENT: Argument = Argument::required::<Statement>("statement");

pub(super) static PROMISE: Entry = Entry {
    spec: Spec { path: &["statement", "promise"], arguments: &[STATEMENT, Argument::required::<Due>("for")] },
    build: build_promise,
    examples: promise_examples,
};

pub(super) static KEPT: Entry = Entry {
    spec: Spec { path: &["statement", "kept"], arguments: &[STATEMENT] },
    build: build_kept,
    examples: kept_examples,
};

pub(super) static SEND: Entry = Entry {
    spec: Spec { path: &["statement", "send"], arguments: &[STATEMENT] },
    build: build_send,
    examples: send_examples,
};

fn build_promise(given: &Given) -> Result<Command, Refusal> {
    let statement = given.required::<Statement>("statement")?;
    Ok(Command::Statement(StatementCommand::Promise(StatementPromise {
        statement,
        span: given.required::<Due>("for")?,
    })))
}

fn build_kept(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Statement(StatementCommand::Kept(StatementKept {
        statement: given.required::<Statement>("statement")?,
    })))
}

fn build_send(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Statement(StatementCommand::Send(StatementSend {
        statement: given.required::<Statement>("statement")?,
    })))
}

fn promise_examples() -> Vec<(&'static str, Command)> {
    let promise =
        Command::Statement(StatementCommand::Promise(StatementPromise { statement: 1, span: Span::hours(2) }));
    vec![("statement promise S-1 2h", promise)]
}

fn kept_examples() -> Vec<(&'static str, Command)> {
    vec![("statement kept S-1", Command::Statement(StatementCommand::Kept(StatementKept { statement: 1 })))]
}

fn send_examples() -> Vec<(&'static str, Command)> {
    vec![("statement send S-1", Command::Statement(StatementCommand::Send(StatementSend { statement: 1 })))]
}
