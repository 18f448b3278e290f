//! The commands: each noun has a file or a folder, and holds for each command its description, its typed struct, and the
//! examples that are its tests.

mod alert;
mod conduct;
mod digest;
mod evidence;
mod help;
mod incident;
mod item;
mod language;
mod me;
mod oncall;
mod plan;
mod report;
mod retro;
mod roster;
mod statement;
mod status;
mod task;
mod watch;

use std::sync::LazyLock;

pub use alert::*;
pub use conduct::*;
pub use digest::*;
pub use evidence::*;
pub use help::*;
pub use incident::*;
pub use item::*;
pub use language::*;
pub use me::*;
pub use oncall::*;
pub use plan::*;
pub use report::*;
pub use retro::*;
pub use roster::*;
pub use statement::*;
pub use status::*;
pub use task::*;
pub use watch::*;

use crate::Refusal;
use crate::given::Given;
use crate::spec::Spec;

/// Everything that a person can ask for, by noun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Help(Help),
    Status(Status),
    Digest(Digest),
    Report(Report),
    Language(Language),
    Incident(IncidentCommand),
    Evidence(EvidenceCommand),
    Task(TaskCommand),
    Conduct(ConductCommand),
    Alert(AlertCommand),
    Statement(StatementCommand),
    Retro(RetroCommand),
    Item(ItemCommand),
    Roster(RosterCommand),
    Oncall(OncallCommand),
    Plan(PlanCommand),
    Watch(WatchCommand),
    Me(MeCommand),
}

/// A command: what it looks like, and what it means.
pub struct Entry {
    pub spec: Spec,
    /// Makes the typed struct.
    pub build: fn(&Given) -> Result<Command, Refusal>,
    /// What may be typed and what it means. Shown in help, and the tests of the command.
    pub examples: fn() -> Vec<(&'static str, Command)>,
}

impl AsRef<Spec> for Entry {
    fn as_ref(&self) -> &Spec {
        &self.spec
    }
}

/// In the order of help: what is needed in a crisis first, set-up last.
static NOUNS: &[&[&Entry]] = &[
    &[&status::ENTRY],
    incident::RECORD,
    &[&report::ENTRY],
    incident::COURSE,
    evidence::ALL,
    task::ALL,
    conduct::ALL,
    &[&digest::ENTRY],
    alert::ALL,
    statement::ALL,
    retro::ALL,
    item::ALL,
    roster::ALL,
    oncall::ALL,
    plan::ALL,
    watch::ALL,
    &[&language::ENTRY],
    me::ALL,
    &[&help::ENTRY],
];

static ENTRIES: LazyLock<Vec<&'static Entry>> = LazyLock::new(|| NOUNS.concat());

/// All commands, in the order of help.
pub fn entries() -> &'static [&'static Entry] {
    &ENTRIES
}

/// The descriptions of all commands, in the order of help.
pub fn all() -> impl Iterator<Item = &'static Spec> {
    entries().iter().map(|entry| &entry.spec)
}

/// The nouns that have verbs: `alert`, `watch`, `me`.
pub fn groups() -> Vec<&'static str> {
    let mut groups: Vec<_> = all().filter(|spec| spec.path.len() == 2).map(|spec| spec.path[0]).collect();
    groups.dedup();
    groups
}

impl Command {
    /// Whether it asks for or changes what is the person's own.
    pub fn is_about_me(&self) -> bool {
        matches!(self, Self::Me(_) | Self::Language(Language { scope: Scope::Me, .. }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_means_what_its_file_says() {
        for entry in entries() {
            let examples = (entry.examples)();
            assert!(!examples.is_empty(), "{} needs an example", entry.spec.name());
            for (typed, means) in examples {
                assert_eq!(crate::parse(typed), Ok(means), "{typed}");
            }
        }
    }

    #[test]
    fn the_first_example_is_of_the_command_itself() {
        for Entry { spec, examples, .. } in entries() {
            assert!(examples()[0].0.starts_with(&spec.name()), "{}", spec.name());
        }
    }

    #[test]
    fn a_group_stands_together() {
        let nouns = [
            "incident",
            "evidence",
            "task",
            "conduct",
            "alert",
            "statement",
            "retro",
            "action",
            "roster",
            "oncall",
            "plan",
            "watch",
            "me",
        ];
        assert_eq!(groups(), nouns);
    }
}
