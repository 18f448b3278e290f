//! `statement approve <statement> <hash>`: approves the exact words that have this hash.

use crate::Refusal;
use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Statement, Text};

/// Approves exact words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementApprove {
    /// The number of `S-1`.
    pub statement: i64,
    /// The first digits of the hash of the words that the person read, as the card shows them.
    pub hash: String,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["statement", "approve"],
        arguments: &[Argument::required::<Statement>("statement"), Argument::required::<Text>("hash")],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let statement = given.required::<Statement>("statement")?;
    Ok(Command::Statement(StatementCommand::Approve(StatementApprove {
        statement,
        hash: given.required::<Text>("hash")?,
    })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let approve = |hash: &str| {
        Command::Statement(StatementCommand::Approve(StatementApprove { statement: 1, hash: hash.to_owned() }))
    };
    vec![("statement approve S-1 9f86d081", approve("9f86d081"))]
}
