//! `statement approve <statement> <revision> <hash>`: approves the exact words of this revision that have this hash.

use crate::Refusal;
use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Revision, Statement, Text};

/// Approves exact words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementApprove {
    /// The number of `S-1`.
    pub statement: i64,
    /// Of the words that the person read.
    pub revision: u32,
    /// The first 16 digits or more of their hash, as the card shows them.
    pub hash: String,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["statement", "approve"],
        arguments: &[
            Argument::required::<Statement>("statement"),
            Argument::required::<Revision>("revision"),
            Argument::required::<Text>("hash"),
        ],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let statement = given.required::<Statement>("statement")?;
    Ok(Command::Statement(StatementCommand::Approve(StatementApprove {
        statement,
        revision: given.required::<Revision>("revision")?,
        hash: given.required::<Text>("hash")?,
    })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let approve = |revision, hash: &str| {
        Command::Statement(StatementCommand::Approve(StatementApprove {
            statement: 1,
            revision,
            hash: hash.to_owned(),
        }))
    };
    vec![("statement approve S-1 v2 9f86d081884c7d65", approve(2, "9f86d081884c7d65"))]
}
