//! `watch add <name> <query> [options]`: starts listening for something.

use super::options::{CHANNEL, DIGEST, KIND, LANGUAGES, SOURCES, WatchOptions, ZONE};
use crate::Refusal;
use crate::command::{Command, Entry, WatchCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Name, Query};

/// Starts listening for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchAdd {
    /// How people will call it.
    pub name: String,
    /// Exactly as typed; the query language has its own parser.
    pub query: String,
    pub options: WatchOptions,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["watch", "add"],
        arguments: &[
            Argument::required::<Name>("name"),
            Argument::required::<Query>("query"),
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
    Ok(Command::Watch(WatchCommand::Add(WatchAdd {
        name: given.required::<Name>("name")?,
        query: given.required::<Query>("query")?,
        options: WatchOptions::from(given)?,
    })))
}

fn examples() -> Vec<(&'static str, Command)> {
    use super::Kind;
    use crate::value::{Channel, Schedule};
    let add = |name: &str, query: &str, options| {
        Command::Watch(WatchCommand::Add(WatchAdd { name: name.to_owned(), query: query.to_owned(), options }))
    };
    vec![
        ("watch add acme acme OR \"acme parcels\"", add("acme", "acme OR \"acme parcels\"", WatchOptions::default())),
        (
            "watch add rival \"blue parcels\" NOT lang:de --kind competitor --languages el,bg",
            add(
                "rival",
                "\"blue parcels\" NOT lang:de",
                WatchOptions {
                    kind: Some(Kind::Competitor),
                    languages: Some(vec!["el".to_owned(), "bg".to_owned()]),
                    ..WatchOptions::default()
                },
            ),
        ),
        (
            "watch add acme acme --channel #crisis --digest \"0 9 * * 1-5\" --zone Europe/Sofia",
            add(
                "acme",
                "acme",
                WatchOptions {
                    channel: Some(Channel::Name("crisis".to_owned())),
                    digest: Some(Schedule::Cron("0 9 * * 1-5".to_owned())),
                    zone: Some("Europe/Sofia".to_owned()),
                    ..WatchOptions::default()
                },
            ),
        ),
    ]
}
