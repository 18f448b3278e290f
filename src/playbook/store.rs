//! Tasks in the store, and versions of playbooks that people approved.

use std::borrow::Cow;

use commands::Role;

use super::task::{From, State, Task};
use super::{Due, Playbook, Shelf, Texts, write};
use crate::clock::{Time, from_micros, micros};
use crate::id::{IncidentId, TaskId};
use crate::person::{Actor, Person};
use crate::store::json::Column;
use crate::store::timer::{self, Written};
use crate::store::{Result, StoreError, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

const TEXTS: Column<Texts> = Column::new("task", "texts");

macro_rules! select {
    ($which:literal) => {
        concat!(
            "select id, incident_id, step, version, after_step, minutes, texts, role, platform, person, due_at, state, ",
            "by_person, at, reason, reminded from task ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    incident_id: i64,
    step: Option<String>,
    version: Option<i64>,
    after_step: Option<String>,
    minutes: Option<i64>,
    texts: String,
    role: Option<String>,
    platform: Option<String>,
    person: Option<String>,
    due_at: Option<i64>,
    state: String,
    by_person: Option<String>,
    at: Option<i64>,
    reason: Option<String>,
    reminded: i64,
}

impl TryFrom<Row> for Task {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let missing = |column| StoreError::missing("task", row.id, column);
        let by = row.by_person.as_deref().map(Person::stored).ok_or_else(|| missing("by_person"));
        let at = row.at.map(from_micros).ok_or_else(|| missing("at"));
        let state = match row.state.as_str() {
            "open" => State::Open,
            "waiting" => State::Waiting,
            "done" => State::Done { by: by?, at: at? },
            "skipped" => State::Skipped { by: by?, at: at?, why: row.reason.unwrap_or_default() },
            "dropped" => State::Dropped,
            _ => return Err(StoreError::unknown("task", row.id, "state")),
        };
        let whole = |number: i64| u32::try_from(number).ok();
        let (version, minutes) = (row.version.and_then(whole).unwrap_or(1), row.minutes.and_then(whole));
        Ok(Self {
            id: TaskId(row.id),
            incident: IncidentId(row.incident_id),
            texts: TEXTS.read(row.id, &row.texts)?,
            from: row.step.map(|step| From { step, version, after: row.after_step, minutes }),
            role: row.role.as_deref().and_then(Role::named),
            person: row.platform.zip(row.person).map(|(platform, user)| Person { platform, user }),
            due: row.due_at.map(from_micros),
            state,
            reminded: whole(row.reminded).unwrap_or_default(),
        })
    }
}

/// Stores a new task; its id is ignored. A step that was dropped before stands again.
pub(super) async fn add(tx: &mut Tx, task: &Task, by: &Actor, now: Time) -> Result<TaskId> {
    let from = task.from.as_ref();
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "insert into task (incident_id, step, version, after_step, minutes, texts, role, platform, person, due_at, \
         state, reminded, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13) \
         on conflict (incident_id, step) do update set state = excluded.state, due_at = excluded.due_at, \
         version = excluded.version, texts = excluded.texts, role = excluded.role, minutes = excluded.minutes, \
         after_step = excluded.after_step, reminded = 0 returning id",
        task.incident.0,
        from.map(|from| from.step.as_str()),
        from.map(|from| i64::from(from.version)),
        from.and_then(|from| from.after.as_deref()),
        from.and_then(|from| from.minutes).map(i64::from),
        TEXTS.write(&task.texts)?,
        task.role.map(Role::name),
        task.person.as_ref().map(|person| person.platform.as_str()),
        task.person.as_ref().map(|person| person.user.as_str()),
        task.due.map(micros),
        task.state.name(),
        by.to_string(),
        micros(now)
    )?;
    Ok(TaskId(id))
}

/// Stores what may change about a task.
pub(super) async fn save(tx: &mut Tx, task: &Task) -> Result<()> {
    let (by, at, why) = match &task.state {
        State::Done { by, at } => (Some(by.to_string()), Some(*at), None),
        State::Skipped { by, at, why } => (Some(by.to_string()), Some(*at), Some(why.as_str())),
        _ => (None, None, None),
    };
    execute!(
        tx,
        "update task set state = $1, by_person = $2, at = $3, reason = $4, due_at = $5, reminded = $6 where id = $7",
        task.state.name(),
        by,
        at.map(micros),
        why,
        task.due.map(micros),
        i64::from(task.reminded),
        task.id.0
    )?;
    Ok(())
}

/// The task with this number, for a decision: another decision about it waits until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, id: TaskId) -> Result<Option<Task>> {
    // Touching the row is a lock on either engine.
    execute!(tx, "update task set state = state where id = $1", id.0)?;
    get(tx, id).await
}

/// The task with this number.
pub async fn get(tx: &mut Tx, id: TaskId) -> Result<Option<Task>> {
    fetch_optional!(tx, Row, select!("where id = $1"), id.0)?.map(Task::try_from).transpose()
}

/// All tasks of an incident, in the order in which they were added; those that were dropped among them.
pub async fn of(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Task>> {
    let rows = fetch_all!(tx, Row, select!("where incident_id = $1 order by id"), incident.0)?;
    rows.into_iter().map(Task::try_from).collect()
}

/// The newest tasks that somebody still has to do, whatever the incident.
pub async fn left(tx: &mut Tx, at_most: i64) -> Result<Vec<Task>> {
    let rows = fetch_all!(tx, Row, select!("where state = 'open' order by id desc limit $1"), at_most)?;
    rows.into_iter().map(Task::try_from).collect()
}

/// A version of a playbook that people approved, as the text of its file.
pub async fn put(tx: &mut Tx, playbook: &Playbook, by: &Person, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into playbook_version (playbook, version, text, by_person, at) values ($1, $2, $3, $4, $5)",
        playbook.name.as_str(),
        i64::from(playbook.version),
        write::toml(playbook),
        by.to_string(),
        micros(now)
    )?;
    Ok(())
}

/// The playbooks as they hold now: the latest version of each, of a file or approved.
pub async fn current<'shelf>(tx: &mut Tx, shelf: &'shelf Shelf) -> Result<Cow<'shelf, Shelf>> {
    let approved = fetch_all!(
        tx,
        (String, String),
        "select playbook, text from playbook_version v where version = \
         (select max(version) from playbook_version where playbook = v.playbook)"
    )?;
    let mut current = Cow::Borrowed(shelf);
    for (name, text) in approved {
        if let Err(faults) = current.to_mut().put_later(&format!("{name}.toml"), &text) {
            let fault = faults.first().map(ToString::to_string).unwrap_or_default();
            tracing::error!(fault, "an approved playbook can't be read; the one before it holds");
        }
    }
    Ok(current)
}

impl timer::Due for Due {
    fn written(&self) -> Written {
        match self {
            Self::Task(id) => Written::new("task.due", id),
        }
    }

    fn read(written: &Written) -> Option<Self> {
        match written.kind.as_str() {
            "task.due" => TaskId::parse(&written.subject).map(Self::Task),
            _ => None,
        }
    }
}
