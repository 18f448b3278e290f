//! The checklist of an incident: its tasks are added, ticked and put aside by command, menu, button and form.

use chrono::Duration;
use commands::{IncidentKind, Span, TaskAction, TaskCommand};

use super::asking::{Act, Asking, answer};
use super::incident::{Change, change_incident};
use super::{Answer, Answered};
use crate::gate::Work;
use crate::id::{IncidentId, TaskId};
use crate::incident;
use crate::playbook::desk::{self, New};
use crate::playbook::task::State;
use crate::playbook::{Texts, store, voice};
use crate::post::Post;
use crate::store::Tx;
use crate::words::{Args, say};

/// What happens to a task.
enum ChangeOf<'a> {
    Done,
    Skip { why: &'a str },
    Reopen,
}

/// Answers a command about tasks.
pub(super) async fn handle(asking: &Asking<'_>, command: TaskCommand) -> Answered {
    match command {
        TaskCommand::List(asked) => tasks(asking, asked.incident).await,
        TaskCommand::Add(asked) => {
            let person = asking.anybody(asked.person.as_deref()).await?;
            let due = asked.due.map(|due| Duration::minutes(due.minutes.into()));
            let new = New { texts: Texts::typed(&asked.text), role: asked.role, person, due };
            add(asking, asked.incident, new).await
        }
        TaskCommand::Done(asked) => alter(asking, asked.task, ChangeOf::Done).await,
        TaskCommand::Skip(asked) => {
            let why = asked.reason.unwrap_or_default();
            alter(asking, asked.task, ChangeOf::Skip { why: &why }).await
        }
    }
}

/// Does what a button, a menu or a form of a checklist stands for.
pub(super) async fn act(asking: &Asking<'_>, action: TaskAction, act: Act<'_>) -> Answered {
    match (action, act) {
        (TaskAction::Done(task), _) => alter(asking, task, ChangeOf::Done).await,
        (TaskAction::Reopen(task), _) => alter(asking, task, ChangeOf::Reopen).await,
        (TaskAction::Skip(task), Act::Pressed { trigger }) => {
            asking.open(trigger, &voice::skip_form(asking.locale, task)).await
        }
        (TaskAction::Skip(task), Act::FilledIn(answers)) => {
            alter(asking, task, ChangeOf::Skip { why: answer(answers, "reason") }).await
        }
        (TaskAction::Add(incident), Act::Pressed { trigger }) => {
            asking.open(trigger, &voice::add_form(asking.locale, incident)).await
        }
        (TaskAction::Add(incident), Act::FilledIn(answers)) => match filled_in(answers) {
            Ok(new) => add(asking, Some(incident), new).await,
            Err(typed) => Ok(Some(Answer::new(voice::no_time(asking.locale, typed)))),
        },
        (TaskAction::Skips(incident), _) => {
            let tasks = store::of(&mut asking.read().await?, IncidentId(incident)).await?;
            let post = voice::which_to_skip(asking.locale, &tasks);
            Ok(Some(Answer::about("incident", IncidentId(incident), post)))
        }
        (TaskAction::Begin { incident, kind }, _) => begin(asking, incident, kind).await,
    }
}

/// The checklist for one person alone; where there is none yet, the question that begins it.
async fn tasks(asking: &Asking<'_>, named: Option<i64>) -> Answered {
    let mut tx = asking.read().await?;
    let incident = asking.incident(&mut tx, named).await?;
    let tasks = store::of(&mut tx, incident.id).await?;
    let post = if tasks.iter().all(|task| task.state == State::Dropped) {
        voice::which_kind(asking.locale, &incident)
    } else {
        let held = incident::roles::store::held(&mut tx, incident.id).await?;
        voice::checklist(asking.locale, &incident, &tasks, &held, asking.now())
    };
    Ok(Some(Answer::about("incident", incident.id, post)))
}

async fn begin(asking: &Asking<'_>, incident: i64, kind: IncidentKind) -> Answered {
    change_incident(asking, Some(incident), Change::Kind(kind)).await?;
    let id = IncidentId(incident);
    let post = Post::line(say(asking.locale, "task-begun", &Args::new().text("id", id.to_string())));
    Ok(Some(Answer::about("incident", id, post)))
}

async fn add(asking: &Asking<'_>, named: Option<i64>, new: New) -> Answered {
    let mut tx = asking.begin().await?;
    let incident = asking.incident(&mut tx, named).await?;
    let done = desk::add(&mut tx, asking.home(), incident, new, &asking.may::<Work>()?, asking.now()).await;
    told(asking, tx, "task-added-now", done).await
}

async fn alter(asking: &Asking<'_>, task: i64, change: ChangeOf<'_>) -> Answered {
    let mut tx = asking.begin().await?;
    let (home, by, now, id) = (asking.home(), &asking.may::<Work>()?, asking.now(), TaskId(task));
    let (key, done) = match change {
        ChangeOf::Done => ("task-done-now", desk::done(&mut tx, home, id, by, now).await),
        ChangeOf::Skip { why } => ("task-skipped-now", desk::skip(&mut tx, home, id, why, by, now).await),
        ChangeOf::Reopen => ("task-open-now", desk::reopen(&mut tx, home, id, by, now).await),
    };
    told(asking, tx, key, done).await
}

/// Commits, and whispers what became of it.
async fn told(asking: &Asking<'_>, tx: Tx, key: &str, done: desk::Answer) -> Answered {
    let (incident, task) = done.map_err(|error| asking.refuse(error, voice::refused))?;
    asking.commit(tx).await?;
    Ok(Some(Answer::about("incident", incident.id, voice::changed(asking.locale, key, &task))))
}

/// What a form asks for; the words that are no length of time.
fn filled_in(answers: &[(String, String)]) -> Result<New, &str> {
    let typed = answer(answers, "due");
    let due = match typed {
        "" => None,
        _ => Some(Duration::minutes(Span::read(typed).ok_or(typed)?.minutes.into())),
    };
    let role = commands::Role::named(answer(answers, "role"));
    Ok(New { texts: Texts::typed(answer(answers, "text")), role, person: None, due })
}
