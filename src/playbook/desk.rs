//! The checklist of an incident: it follows the incident's kind and severity, people tick it, and what is overdue is
//! reminded of. Timers are rows, so that a restart loses none.

use chrono::Duration;
use commands::Role;

use super::fact::{About, Happened, Planned};
use super::task::{AGAIN, Changes, NotNow, REMINDERS, State, Task, changes};
use super::{Due, Refused, Shelf, Texts, store, voice};
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::fact::{self, Subject};
use crate::gate::{Allowed, Work};
use crate::home::Home;
use crate::id::{IncidentId, TaskId};
use crate::incident::desk::{say, show_within, tell};
use crate::incident::{self, Incident, roles};
use crate::people::{self, roster};
use crate::person::{Actor, Person};
use crate::refusal::Decided;
use crate::store::{Result, Tx, timer};

/// A task to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    pub texts: Texts,
    pub role: Option<Role>,
    pub person: Option<Person>,
    /// From now on.
    pub due: Option<Duration>,
}

/// The incident and its task as they are now, or why not.
pub type Answer = Decided<(Incident, Task), Refused>;

/// Something about the incident changed: its checklist follows. Nothing happens while nobody said what kind it is.
pub async fn follow(tx: &mut Tx, home: &Home, shelf: &Shelf, id: IncidentId, now: Time) -> Result<()> {
    let Some(incident) = incident::store::lock(tx, id).await? else { return Ok(()) };
    let Some(kind) = incident.kind.filter(|_| !incident.state.is_over()) else { return Ok(()) };
    let shelf = store::current(tx, shelf).await?;
    let tasks = store::of(tx, id).await?;
    let Changes { added, dropped } = changes(&shelf, &incident, kind, &tasks, now);
    if added.is_empty() && dropped.is_empty() {
        return Ok(());
    }
    for task in tasks.into_iter().filter(|task| dropped.contains(&task.id)) {
        let task = Task { state: State::Dropped, ..task };
        store::save(tx, &task).await?;
        timer::cancel(tx, &Due::Task(task.id)).await?;
    }
    let versions: Vec<String> =
        shelf.holding(kind).map(|playbook| format!("{} {}", playbook.name, playbook.version)).collect();
    let planned = Planned { kind, playbooks: &versions, added: &added, dropped: dropped.len() };
    fact::write(tx, &Subject::of(id), &Actor::Squall, &planned, now).await?;
    for task in &added {
        let id = store::add(tx, task, &Actor::Squall, now).await?;
        arm(tx, id, task).await?;
    }
    show(tx, home, &incident, now).await
}

/// A person adds a task.
pub async fn add(tx: &mut Tx, home: &Home, incident: Incident, new: New, by: &Allowed<Work>, now: Time) -> Answer {
    if matches!(incident.state, incident::State::Closed { .. }) {
        return Err(Refused::Closed(Box::new(incident)).into());
    }
    let mut task = Task {
        id: TaskId(0),
        incident: incident.id,
        texts: new.texts,
        from: None,
        role: new.role,
        person: new.person,
        due: new.due.map(|due| now + due),
        state: State::Open,
        reminded: 0,
    };
    task.id = store::add(tx, &task, &by.by().into(), now).await?;
    arm(tx, task.id, &task).await?;
    record(tx, home, &task, Happened::Added, &by.by().into(), now).await?;
    if let Some(person) = task.person.as_ref().filter(|person| !home.accounts.same(person, by)) {
        let locale = people::store::to_reach(tx, person).await?.locale_or(home);
        let post = voice::yours(locale, &incident, &task, by);
        let name = format!("{}:yours:{}", task.id, micros(now));
        tell(tx, &incident, &Place::direct(person), &name, &post, now).await?;
    }
    show(tx, home, &incident, now).await?;
    Ok((incident, task))
}

/// A person did it. What waited for it begins.
pub async fn done(tx: &mut Tx, home: &Home, id: TaskId, by: &Allowed<Work>, now: Time) -> Answer {
    change(tx, home, id, Happened::Done, by, now, |task| task.done(by, now)).await
}

/// A person says that it is not needed, and perhaps why. What waited for it begins.
pub async fn skip(tx: &mut Tx, home: &Home, id: TaskId, why: &str, by: &Allowed<Work>, now: Time) -> Answer {
    change(tx, home, id, Happened::Skipped, by, now, |task| task.skip(by, why, now)).await
}

/// It has to be done after all.
pub async fn reopen(tx: &mut Tx, home: &Home, id: TaskId, by: &Allowed<Work>, now: Time) -> Answer {
    change(tx, home, id, Happened::Reopened, by, now, Task::reopen).await
}

async fn change(
    tx: &mut Tx,
    home: &Home,
    id: TaskId,
    happened: Happened,
    by: &Person,
    now: Time,
    transition: impl FnOnce(&mut Task) -> std::result::Result<(), NotNow>,
) -> Answer {
    let Some(mut task) = store::lock(tx, id).await? else { return Err(Refused::Unknown(id).into()) };
    let Some(incident) = incident::store::get(tx, task.incident).await? else {
        return Err(Refused::Unknown(id).into());
    };
    if matches!(incident.state, incident::State::Closed { .. }) {
        return Err(Refused::Closed(Box::new(incident)).into());
    }
    if transition(&mut task) == Err(NotNow::Already) {
        return Err(Refused::Already(Box::new(task)).into());
    }
    store::save(tx, &task).await?;
    arm(tx, id, &task).await?;
    record(tx, home, &task, happened, &by.into(), now).await?;
    if let Some(step) = task.from.as_ref().map(|from| from.step.clone()).filter(|_| task.state.is_behind()) {
        for mut waiting in store::of(tx, incident.id).await? {
            if waiting.begin(&step, now) {
                store::save(tx, &waiting).await?;
                arm(tx, waiting.id, &waiting).await?;
            }
        }
    }
    show(tx, home, &incident, now).await?;
    Ok((incident, task))
}

/// Its timer is set while it is open and due, and only then.
async fn arm(tx: &mut Tx, id: TaskId, task: &Task) -> Result<()> {
    match task.due.filter(|_| task.state == State::Open) {
        Some(due) => timer::set(tx, &Due::Task(id), due).await,
        None => timer::cancel(tx, &Due::Task(id)).await,
    }
}

/// A task is due and not done: its owner hears of it in person, later everybody in the thread. Quiet hours are kept,
/// those of who is told, unless the incident is grave enough for them.
pub async fn due(tx: &mut Tx, home: &Home, id: TaskId, now: Time) -> Result<()> {
    let Some(mut task) = store::lock(tx, id).await?.filter(|task| task.is_overdue(now)) else { return Ok(()) };
    let Some(incident) = incident::store::get(tx, task.incident).await? else { return Ok(()) };
    if matches!(incident.state, incident::State::Closed { .. }) || task.reminded >= REMINDERS {
        return Ok(());
    }
    let owner = owner(tx, &task).await?;
    let alone = owner.clone().filter(|_| task.reminded == 0);
    let settings = match &alone {
        Some(person) => people::store::to_reach(tx, person).await?,
        None => people::Settings { quiet: home.quiet, zone: Some(home.zone), ..people::Settings::default() },
    };
    if let Some(end) = settings.quiet_until(home, now, incident.severity) {
        return timer::set(tx, &Due::Task(id), end).await;
    }
    let name = format!("{id}:due:{}", micros(now));
    match &alone {
        Some(person) => {
            let post = voice::overdue(settings.locale_or(home), &incident, &task, None, now);
            tell(tx, &incident, &Place::direct(person), &name, &post, now).await?;
        }
        None => {
            let lead = roles::store::held(tx, incident.id).await?;
            let asked = owner.or_else(|| roles::holder(&lead, Role::Lead).cloned());
            let post = |locale| voice::overdue(locale, &incident, &task, asked.as_ref(), now);
            say(tx, home, &incident, &name, now, post).await?;
        }
    }
    task.reminded = if alone.is_some() { 1 } else { REMINDERS };
    store::save(tx, &task).await?;
    if task.reminded < REMINDERS {
        timer::set(tx, &Due::Task(id), now + AGAIN).await?;
    }
    record(tx, home, &task, Happened::Overdue, &Actor::Squall, now).await?;
    show(tx, home, &incident, now).await
}

/// Whose task it is: by name, by the role that somebody has in the incident, by the roster.
pub async fn owner(tx: &mut Tx, task: &Task) -> Result<Option<Person>> {
    let Some(role) = task.role.filter(|_| task.person.is_none()) else { return Ok(task.person.clone()) };
    let held = roles::store::held(tx, task.incident).await?;
    if let Some(person) = roles::holder(&held, role) {
        return Ok(Some(person.clone()));
    }
    let roster = roster::store::list(tx).await?;
    Ok(roster::of(&roster, role).first().map(|member| member.person.clone()))
}

/// Shows the checklist in the incident's thread, as it is now.
pub async fn show(tx: &mut Tx, home: &Home, incident: &Incident, now: Time) -> Result<()> {
    let tasks = store::of(tx, incident.id).await?;
    let held = roles::store::held(tx, incident.id).await?;
    let subject = format!("{}:tasks", incident.id);
    let post = |locale| voice::checklist(locale, incident, &tasks, &held, now);
    show_within(tx, home, incident, ("incident", &subject), now, post).await?;
    let line = voice::left(&tasks, now);
    if incident::store::set_line(tx, incident.id, "tasks", line.as_ref()).await? {
        incident::desk::show(tx, home, incident, now).await?;
    }
    Ok(())
}

async fn record(tx: &mut Tx, home: &Home, task: &Task, happened: Happened, by: &Actor, now: Time) -> Result<()> {
    let about = About { task, text: task.texts.within(home.locale), happened };
    fact::write(tx, &Subject::of(task.incident), by, &about, now).await
}
