//! What happens to the tasks of an incident, as the ledger and the timeline keep it.

use std::borrow::Cow;

use commands::IncidentKind;
use serde_json::{Value as Json, json};

use super::task::{State, Task};
use crate::fact::{Done, Fact, Slot, Value};

/// What happened to all tasks of an incident: its playbooks hold, or no longer do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Planned<'a> {
    pub kind: IncidentKind,
    pub playbooks: &'a [String],
    pub added: &'a [Task],
    pub dropped: usize,
}

/// What happened to one task.
#[derive(Clone, Copy, Debug)]
pub(super) enum Happened {
    Added,
    Done,
    Skipped,
    Reopened,
    Overdue,
}

/// What happened, and to which task; its text is of the home's language.
pub(super) struct About<'a> {
    pub task: &'a Task,
    pub text: &'a str,
    pub happened: Happened,
}

impl Fact for Planned<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed("task.planned")
    }

    fn detail(&self) -> Json {
        let steps: Vec<&str> = self.added.iter().filter_map(|task| Some(task.from.as_ref()?.step.as_str())).collect();
        json!({ "playbooks": self.playbooks, "added": steps, "dropped": self.dropped })
    }

    fn told(&self) -> Vec<Done> {
        let count = u64::try_from(self.added.len()).unwrap_or_default();
        let done = Done::new("task-did-plan").with(Slot::What, Value::Label(self.kind.name().to_owned()));
        vec![done.with(Slot::Count, Value::Number(count))]
    }
}

impl About<'_> {
    fn why(&self) -> &str {
        match &self.task.state {
            State::Skipped { why, .. } => why,
            _ => "",
        }
    }
}

impl Fact for About<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self.happened {
            Happened::Added => "task.added",
            Happened::Done => "task.done",
            Happened::Skipped => "task.skipped",
            Happened::Reopened => "task.reopened",
            Happened::Overdue => "task.overdue",
        })
    }

    fn detail(&self) -> Json {
        let step = self.task.from.as_ref().map(|from| from.step.as_str());
        json!({ "task": self.task.id.to_string(), "step": step, "text": self.text, "reason": self.why() })
    }

    fn told(&self) -> Vec<Done> {
        let key = match self.happened {
            Happened::Added => "task-did-add",
            Happened::Done => "task-did-done",
            Happened::Skipped => "task-did-skip",
            Happened::Reopened => "task-did-reopen",
            Happened::Overdue => "task-did-due",
        };
        let what = Value::Text(format!("{} {}", self.task.id, self.text));
        vec![Done::new(key).with(Slot::What, what).because(self.why())]
    }
}
