//! `watch edit <watch> [options]`: changes what was said about it.

use super::options::{CHANNEL, DIGEST, KIND, LANGUAGES, SOURCES, WatchOptions, ZONE};
use crate::Refusal;
use crate::command::{Command, Entry, WatchCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Name, Query, Watch};

/// Changes a watch. What is not said stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchEdit {
    /// By its name until now.
    pub watch: String,
    /// Exactly as typed.
    pub query: Option<String>,
    /// Its new name.
    pub rename: Option<String>,
    pub options: WatchOptions,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["watch", "edit"],
        arguments: &[
            Argument::required::<Watch>("watch"),
            Argument::option::<Query>("query"),
            Argument::option::<Name>("rename"),
            KIND,
            LANGUAGES,
            SOURCES,
            CHANNEL,
            DIGEST,
            ZONE,
        ],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let edit = WatchEdit {
        watch: given.required::<Watch>("watch")?,
        query: given.optional::<Query>("query")?,
        rename: given.optional::<Name>("rename")?,
        options: WatchOptions::from(given)?,
    };
    if edit.query.is_none() && edit.rename.is_none() && edit.options == WatchOptions::default() {
        return Err(Refusal::NothingToChange { command: &ENTRY.spec });
    }
    Ok(Command::Watch(WatchCommand::Edit(edit)))
}

fn examples() -> Vec<(&'static str, Command)> {
    use crate::value::Schedule;
    let edit = |query: Option<&str>, rename: Option<&str>, options| {
        let (query, rename) = (query.map(str::to_owned), rename.map(str::to_owned));
        Command::Watch(WatchCommand::Edit(WatchEdit { watch: "acme".to_owned(), query, rename, options }))
    };
    vec![
        (
            "watch edit acme --query \"acme parcels\" NEAR/5 late --rename parcels",
            edit(Some("\"acme parcels\" NEAR/5 late"), Some("parcels"), WatchOptions::default()),
        ),
        (
            "watch edit acme --languages all --digest off",
            edit(
                None,
                None,
                WatchOptions { languages: Some(Vec::new()), digest: Some(Schedule::Off), ..WatchOptions::default() },
            ),
        ),
    ]
}
