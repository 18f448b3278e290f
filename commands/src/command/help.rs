//! `help [command]`: what can be asked, and how.

use crate::command::{Command, Entry, entries};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::Topic;
use crate::{Refusal, resolve};

/// What to explain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// The name of a command (`watch add`) or of a group (`watch`), for [`crate::help_for`]; the overview when none.
    pub about: Option<String>,
}

pub(super) static ENTRY: Entry =
    Entry { spec: Spec { path: &["help"], arguments: &[Argument::optional::<Topic>("command")] }, build, examples };

fn build(given: &Given) -> Result<Command, Refusal> {
    let about = given.optional::<Topic>("command")?.map(|typed| resolve::topic(entries(), &typed)).transpose()?;
    Ok(Command::Help(Help { about }))
}

fn examples() -> Vec<(&'static str, Command)> {
    let about = |name: &str| Command::Help(Help { about: Some(name.to_owned()) });
    vec![
        ("help", Command::Help(Help { about: None })),
        ("help watch add", about("watch add")),
        ("watch", about("watch")),
    ]
}
