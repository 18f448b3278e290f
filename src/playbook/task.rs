//! A task of an incident: where it stands, where it may go from there, and which tasks a playbook asks for. Pure.

use std::collections::BTreeSet;

use chrono::Duration;
use commands::{IncidentKind, Role};

use super::{Shelf, Texts};
use crate::clock::Time;
use crate::id::{IncidentId, TaskId};
use crate::incident::Incident;
use crate::person::Person;

/// How long after the first reminder the thread hears of it.
pub const AGAIN: Duration = Duration::minutes(30);
/// Reminders of one task: its owner first, then everybody. After these the checklist shows it as overdue.
pub const REMINDERS: u32 = 2;

/// Something that somebody should do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub id: TaskId,
    pub incident: IncidentId,
    pub texts: Texts,
    /// The step of a playbook that it comes from; none when a person added it.
    pub from: Option<From>,
    /// Whose it is, by role.
    pub role: Option<Role>,
    /// Whose it is, by name.
    pub person: Option<Person>,
    pub due: Option<Time>,
    pub state: State,
    /// How often somebody was reminded of it.
    pub reminded: u32,
}

/// The step of a playbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct From {
    /// `complaint/contact`.
    pub step: String,
    /// The version of the playbook.
    pub version: u32,
    /// The step that it waits for.
    pub after: Option<String>,
    /// Minutes until it is due once it is open.
    pub minutes: Option<u32>,
}

/// Where a task stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// For the step before it.
    Waiting,
    Open,
    /// By `sandbox:maya`.
    Done {
        by: Person,
        at: Time,
    },
    /// It is not needed.
    Skipped {
        by: Person,
        at: Time,
        why: String,
    },
    /// The incident is of another kind after all.
    Dropped,
}

/// Why it can't be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// It stands there.
    Already,
}

impl State {
    /// As it is stored.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Open => "open",
            Self::Done { .. } => "done",
            Self::Skipped { .. } => "skipped",
            Self::Dropped => "dropped",
        }
    }

    /// Whether somebody still has to do it.
    pub fn is_left(&self) -> bool {
        matches!(self, Self::Waiting | Self::Open)
    }

    /// Whether what waits for it may begin.
    pub fn is_behind(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Skipped { .. })
    }
}

impl Task {
    /// Somebody did it, whatever it waited for.
    pub fn done(&mut self, by: &Person, now: Time) -> Result<(), NotNow> {
        if matches!(self.state, State::Done { .. }) {
            return Err(NotNow::Already);
        }
        self.state = State::Done { by: by.clone(), at: now };
        Ok(())
    }

    /// Somebody says that it is not needed.
    pub fn skip(&mut self, by: &Person, why: &str, now: Time) -> Result<(), NotNow> {
        if !self.state.is_left() {
            return Err(NotNow::Already);
        }
        self.state = State::Skipped { by: by.clone(), at: now, why: why.trim().to_owned() };
        Ok(())
    }

    /// It has to be done after all.
    pub fn reopen(&mut self) -> Result<(), NotNow> {
        if self.state.is_left() {
            return Err(NotNow::Already);
        }
        self.state = State::Open;
        Ok(())
    }

    /// What it waited for is behind it: it is due from now on. False when it did not wait for that.
    pub fn begin(&mut self, behind: &str, now: Time) -> bool {
        let waits = self.from.as_ref().filter(|from| from.after.as_deref() == Some(behind));
        let Some(from) = waits.filter(|_| self.state == State::Waiting) else { return false };
        self.due = from.minutes.map(|minutes| now + Duration::minutes(minutes.into()));
        self.state = State::Open;
        true
    }

    pub fn is_overdue(&self, now: Time) -> bool {
        self.state == State::Open && self.due.is_some_and(|due| due <= now)
    }

    /// `complaint`, of a task of a playbook.
    fn playbook(&self) -> Option<&str> {
        Some(self.from.as_ref()?.step.split_once('/')?.0)
    }
}

/// What an incident's checklist lacks, and what does not belong there any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Their ids are ignored.
    pub added: Vec<Task>,
    pub dropped: Vec<TaskId>,
}

/// What to change so that an incident's tasks follow its kind, severity and origin. What somebody did or decided stays,
/// and what became less grave keeps what was asked for.
pub fn changes(shelf: &Shelf, incident: &Incident, kind: IncidentKind, tasks: &[Task], now: Time) -> Changes {
    let asked: Vec<Task> = asked(shelf, incident, kind, tasks, now);
    let holds: BTreeSet<&str> = shelf.holding(kind).map(|playbook| playbook.name.as_str()).collect();
    let stands = |step: &str| {
        tasks
            .iter()
            .any(|task| task.state != State::Dropped && task.from.as_ref().is_some_and(|from| from.step == step))
    };
    let added = asked.into_iter().filter(|task| task.from.as_ref().is_some_and(|from| !stands(&from.step))).collect();
    let strange = |task: &&Task| task.state.is_left() && task.playbook().is_some_and(|name| !holds.contains(name));
    Changes { added, dropped: tasks.iter().filter(strange).map(|task| task.id).collect() }
}

/// The tasks that the playbooks ask for.
fn asked(shelf: &Shelf, incident: &Incident, kind: IncidentKind, tasks: &[Task], now: Time) -> Vec<Task> {
    let behind = |step: &String| {
        let of = |task: &&Task| task.from.as_ref().is_some_and(|from| from.step == *step);
        tasks.iter().find(of).is_some_and(|task| task.state.is_behind())
    };
    let mut asked: Vec<Task> = Vec::new();
    for playbook in shelf.holding(kind) {
        for step in playbook.steps.iter().filter(|step| step.is_for(incident.severity, incident.origin)) {
            let after = step.after.as_ref().map(|key| playbook.full(key));
            // A step whose own conditions do not hold is waited for by nobody.
            let there = |step: &String| asked.iter().any(|task| task.from.as_ref().is_some_and(|f| f.step == *step));
            let waits = after.as_ref().is_some_and(|step| there(step) && !behind(step));
            let due = step.minutes.filter(|_| !waits).map(|minutes| now + Duration::minutes(minutes.into()));
            let from = From { step: playbook.full(&step.key), version: playbook.version, after, minutes: step.minutes };
            asked.push(Task {
                id: TaskId(0),
                incident: incident.id,
                texts: step.current(),
                from: Some(from),
                role: step.owner,
                person: None,
                due,
                state: if waits { State::Waiting } else { State::Open },
                reminded: 0,
            });
        }
    }
    asked
}
