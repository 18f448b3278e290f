//! `watch test <query or name>`: what it would have matched and alerted.

use crate::Refusal;
use crate::command::{Command, Entry, WatchCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Query;

/// Asks what a query, or a watch as it is, would have matched and alerted in the stored mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchTest {
    /// A query exactly as typed, or the name of a watch: whoever knows the watches decides.
    pub query: String,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec { path: &["watch", "test"], arguments: &[Argument::required::<Query>("query")] },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Watch(WatchCommand::Test(WatchTest { query: given.required::<Query>("query")? })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let test = |query: &str| Command::Watch(WatchCommand::Test(WatchTest { query: query.to_owned() }));
    vec![
        ("watch test \"acme parcels\" OR (acme NEAR/5 late)", test("\"acme parcels\" OR (acme NEAR/5 late)")),
        ("watch test acme", test("acme")),
    ]
}
