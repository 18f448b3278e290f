//! What is asked of an incident's tasks by a button or a menu.

use super::number;
use crate::command::IncidentKind;

/// Something to press on a checklist. Ids are row numbers: `K-4` is 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskAction {
    /// It is done.
    Done(i64),
    /// It is not done after all.
    Reopen(i64),
    /// Adds one to the incident. Asks in a form, which comes back as the same.
    Add(i64),
    /// Which of the incident's tasks is not needed?
    Skips(i64),
    /// It is not needed. Asks for the reason in a form, which comes back as the same.
    Skip(i64),
    /// Says what kind of crisis the incident is, which begins its checklist.
    Begin { incident: i64, kind: IncidentKind },
}

impl TaskAction {
    /// Whoever adds one says whether it opens a form.
    pub(super) fn opens_form(self) -> bool {
        match self {
            Self::Add(_) | Self::Skip(_) => true,
            Self::Done(_) | Self::Reopen(_) | Self::Skips(_) | Self::Begin { .. } => false,
        }
    }

    /// The verb, and what follows it.
    pub(super) fn parts(self) -> (&'static str, String) {
        match self {
            Self::Done(task) => ("task-done", task.to_string()),
            Self::Reopen(task) => ("task-reopen", task.to_string()),
            Self::Add(incident) => ("task-add", incident.to_string()),
            Self::Skips(incident) => ("task-skips", incident.to_string()),
            Self::Skip(task) => ("task-skip", task.to_string()),
            Self::Begin { incident, kind } => ("task-begin", format!("{incident}:{}", kind.name())),
        }
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        let id = || number::<i64>(rest);
        Some(match verb {
            "task-done" => Self::Done(id()?),
            "task-reopen" => Self::Reopen(id()?),
            "task-add" => Self::Add(id()?),
            "task-skips" => Self::Skips(id()?),
            "task-skip" => Self::Skip(id()?),
            "task-begin" => {
                let (incident, kind) = rest.split_once(':')?;
                Self::Begin { incident: number(incident)?, kind: IncidentKind::named(kind)? }
            }
            _ => return None,
        })
    }
}
