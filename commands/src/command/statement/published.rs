//! `statement published <statement> <link> [words]`: where it stands in public.

use crate::Refusal;
use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Link, Statement, Text};

/// Says where a statement was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementPublished {
    /// The number of `S-1`.
    pub statement: i64,
    pub link: String,
    /// What stands there, to be compared with what was approved.
    pub text: Option<String>,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["statement", "published"],
        arguments: &[
            Argument::required::<Statement>("statement"),
            Argument::required::<Link>("link"),
            Argument::optional::<Text>("words"),
        ],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Statement(StatementCommand::Published(StatementPublished {
        statement: given.required::<Statement>("statement")?,
        link: given.required::<Link>("link")?,
        text: given.optional::<Text>("words")?,
    })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let published = |text: Option<&str>| {
        let link = "https://social.example/acme/1".to_owned();
        Command::Statement(StatementCommand::Published(StatementPublished {
            statement: 1,
            link,
            text: text.map(str::to_owned),
        }))
    };
    vec![
        ("statement published S-1 https://social.example/acme/1", published(None)),
        ("statement published S-1 <https://social.example/acme/1> We know.", published(Some("We know."))),
    ]
}
