//! `statement templates`: the templates that there are.

use crate::Locale;
use crate::Refusal;
use crate::command::{Command, Entry, StatementCommand};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Language;

/// Shows the templates, and begins a statement from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementTemplates {
    /// That of the channel when none.
    pub language: Option<Locale>,
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec { path: &["statement", "templates"], arguments: &[Argument::optional::<Language>("language")] },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    Ok(Command::Statement(StatementCommand::Templates(StatementTemplates {
        language: given.optional::<Language>("language")?,
    })))
}

fn examples() -> Vec<(&'static str, Command)> {
    let templates = |language| Command::Statement(StatementCommand::Templates(StatementTemplates { language }));
    vec![("statement templates", templates(None)), ("statement templates it", templates(Some(Locale::It)))]
}
