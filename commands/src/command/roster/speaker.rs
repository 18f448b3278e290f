//! Who speaks for the company: `roster speaker`, with languages, topics, who stands in, and when they last trained.

use crate::command::{Command, Entry, RosterCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Languages, Person, Text};
use crate::{Day, Locale, Refusal};

/// Puts a spokesperson on record, or changes what is known of them; what is not mentioned stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The platform's own id of the person.
    pub person: String,
    /// Tags; all when empty.
    pub languages: Option<Vec<String>>,
    /// What they speak about, in words.
    pub topics: Option<String>,
    /// Who stands in for them.
    pub backup: Option<String>,
    /// The day of their last media training.
    pub trained: Option<Day>,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["roster", "speaker"],
        arguments: &[
            Argument::required::<Person>("person"),
            Argument::option::<Languages>("speaks"),
            Argument::option::<Text>("topics"),
            Argument::option::<Person>("backup"),
            Argument::option::<Day>("trained"),
        ],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let person = given.required::<Person>("person")?;
    Ok(Command::Roster(RosterCommand::Speaker(Speaker {
        person,
        languages: given.optional::<Languages>("speaks")?,
        topics: given.optional::<Text>("topics")?,
        backup: given.optional::<Person>("backup")?,
        trained: given.optional::<Day>("trained")?,
    })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let speaker = |languages: Option<&[Locale]>, topics: Option<&str>, backup: Option<&str>, trained: Option<Day>| {
        let tags = |locales: &[Locale]| locales.iter().map(|locale| locale.tag().to_owned()).collect();
        Command::Roster(RosterCommand::Speaker(Speaker {
            person: "nikos".to_owned(),
            languages: languages.map(tags),
            topics: topics.map(str::to_owned),
            backup: backup.map(str::to_owned),
            trained,
        }))
    };
    vec![
        (
            "roster speaker @nikos --speaks el,en --topics recalls and safety --backup @maya --trained 2026-01-31",
            speaker(
                Some(&[Locale::El, Locale::En]),
                Some("recalls and safety"),
                Some("maya"),
                Some(Day { year: 2026, month: 1, day: 31 }),
            ),
        ),
        ("roster speaker @nikos", speaker(None, None, None, None)),
    ]
}
