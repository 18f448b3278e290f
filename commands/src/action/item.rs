//! What is asked of an action that a team takes after an incident, by a button, a menu or a form.

use super::number;

/// Something to press. Ids are row numbers: `ACT-3` is 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemAction {
    /// Adds one to the incident. Asks in a form, which comes back as the same.
    Add(i64),
    /// It is done.
    Done(i64),
    /// It will not be done. Asks for the reason in a form, which comes back as the same.
    Drop(i64),
    /// Remind me later.
    Later(i64),
    /// Somebody else does it, by the platform's own id.
    Assign {
        item: i64,
        person: String,
    },
    /// Makes a step of a playbook of it. Asks in a form, which comes back as the same.
    Step {
        item: i64,
        playbook: String,
    },
    /// The change of a playbook with this number holds.
    Approve(i64),
    Reject(i64),
}

impl ItemAction {
    /// Whoever adds one says whether it opens a form.
    pub(super) fn opens_form(&self) -> bool {
        match self {
            Self::Add(_) | Self::Drop(_) | Self::Step { .. } => true,
            Self::Done(_) | Self::Later(_) | Self::Assign { .. } | Self::Approve(_) | Self::Reject(_) => false,
        }
    }

    /// The verb, and what follows it.
    pub(super) fn parts(&self) -> (&'static str, String) {
        match self {
            Self::Add(incident) => ("item-add", incident.to_string()),
            Self::Done(item) => ("item-done", item.to_string()),
            Self::Drop(item) => ("item-drop", item.to_string()),
            Self::Later(item) => ("item-later", item.to_string()),
            Self::Assign { item, person } => ("item-assign", format!("{item}:{person}")),
            Self::Step { item, playbook } => ("item-step", format!("{item}:{playbook}")),
            Self::Approve(change) => ("item-approve", change.to_string()),
            Self::Reject(change) => ("item-reject", change.to_string()),
        }
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        let id = || number::<i64>(rest);
        Some(match verb {
            "item-add" => Self::Add(id()?),
            "item-done" => Self::Done(id()?),
            "item-drop" => Self::Drop(id()?),
            "item-later" => Self::Later(id()?),
            "item-approve" => Self::Approve(id()?),
            "item-reject" => Self::Reject(id()?),
            "item-step" => {
                let (item, playbook) = rest.split_once(':').filter(|(_, playbook)| !playbook.is_empty())?;
                Self::Step { item: number(item)?, playbook: playbook.to_owned() }
            }
            "item-assign" => {
                let (item, person) = rest.split_once(':').filter(|(_, person)| !person.is_empty())?;
                Self::Assign { item: number(item)?, person: person.to_owned() }
            }
            _ => return None,
        })
    }
}
