//! The checklist of an incident: its tasks are added, ticked and put aside by command, menu, button and form.

use chrono::Duration;
use commands::{Command, IncidentKind, Span, TaskAction};

use super::incident::Change;
use super::timeline::found;
use super::{Answer, Reception, ReceptionError, answer};
use crate::chat::{Chat, ChatEvent};
use crate::id::{IncidentId, TaskId};
use crate::incident::desk::meant;
use crate::incident::{self, Incident};
use crate::playbook::desk::{self, New};
use crate::playbook::task::State;
use crate::playbook::{Texts, store, voice};
use crate::post::Post;
use crate::store::Tx;
use crate::words::{Args, Locale, say};

/// What happens to a task.
enum ChangeOf<'a> {
    Done,
    Skip { why: &'a str },
    Reopen,
}

impl Reception {
    /// Answers a command about tasks.
    pub(super) async fn task_asked(
        &self,
        event: &ChatEvent,
        locale: Locale,
        command: Command,
    ) -> Result<Option<Answer>, ReceptionError> {
        match command {
            Command::TaskList(asked) => self.tasks(event, locale, asked.incident).await.map(Some),
            Command::TaskAdd(asked) => {
                let person = asked.person.map(|user| event.person.beside(user));
                let due = asked.due.map(|due| Duration::minutes(due.minutes.into()));
                let new = New { texts: Texts::typed(&asked.text), role: asked.role, person, due };
                self.add_task(event, locale, asked.incident, new).await
            }
            Command::TaskDone(asked) => self.change_task(event, locale, asked.task, ChangeOf::Done).await,
            Command::TaskSkip(asked) => {
                let why = asked.reason.unwrap_or_default();
                self.change_task(event, locale, asked.task, ChangeOf::Skip { why: &why }).await
            }
            _ => Ok(None),
        }
    }

    /// Does what a button, a menu or a form of a checklist stands for.
    pub(super) async fn task_action(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        (action, answers): (TaskAction, Option<&[(String, String)]>),
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        match (action, answers) {
            (TaskAction::Done(task), _) => self.change_task(event, locale, task, ChangeOf::Done).await,
            (TaskAction::Reopen(task), _) => self.change_task(event, locale, task, ChangeOf::Reopen).await,
            (TaskAction::Skip(task), Some(answers)) => {
                let why = answer(answers, "reason");
                self.change_task(event, locale, task, ChangeOf::Skip { why }).await
            }
            // A form has to open before the platform's patience ends: nothing is stored yet.
            (TaskAction::Skip(task), None) => {
                chat.ask(trigger, &voice::skip_form(locale, task)).await?;
                Ok(None)
            }
            (TaskAction::Add(incident), None) => {
                chat.ask(trigger, &voice::add_form(locale, incident)).await?;
                Ok(None)
            }
            (TaskAction::Add(incident), Some(answers)) => match filled_in(answers) {
                Ok(new) => self.add_task(event, locale, Some(incident), new).await,
                Err(typed) => Ok(Some(Answer::new(voice::no_time(locale, typed)))),
            },
            (TaskAction::Skips(incident), _) => {
                let tasks = store::of(&mut self.store.read().await?, IncidentId(incident)).await?;
                let post = voice::which_to_skip(locale, &tasks);
                Ok(Some(Answer::about("incident", IncidentId(incident), post)))
            }
            (TaskAction::Begin { incident, kind }, _) => self.begin_tasks(event, locale, incident, kind).await,
        }
    }

    /// The checklist for one person alone; where there is none yet, the question that begins it.
    async fn tasks(&self, event: &ChatEvent, locale: Locale, named: Option<i64>) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let incident = found(locale, meant(&mut tx, &event.place, named).await?)?;
        let tasks = store::of(&mut tx, incident.id).await?;
        let post = if tasks.iter().all(|task| task.state == State::Dropped) {
            voice::which_kind(locale, &incident)
        } else {
            let held = incident::roles::store::held(&mut tx, incident.id).await?;
            voice::checklist(locale, &incident, &tasks, &held, self.clock.now())
        };
        Ok(Answer::about("incident", incident.id, post))
    }

    async fn begin_tasks(
        &self,
        event: &ChatEvent,
        locale: Locale,
        incident: i64,
        kind: IncidentKind,
    ) -> Result<Option<Answer>, ReceptionError> {
        let (begun, answer) = self.change_incident(event, locale, Some(incident), Change::Kind(kind)).await?;
        let id = IncidentId(incident);
        let post = Post::line(say(locale, "task-begun", &Args::new().text("id", id.to_string())));
        Ok(if begun { Some(Answer::about("incident", id, post)) } else { answer })
    }

    async fn add_task(
        &self,
        event: &ChatEvent,
        locale: Locale,
        named: Option<i64>,
        new: New,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let incident = found(locale, meant(&mut tx, &event.place, named).await?)?;
        let done = desk::add(&mut tx, &self.home, incident, new, &event.person, self.clock.now()).await?;
        self.told(tx, locale, "task-added-now", done).await
    }

    async fn change_task(
        &self,
        event: &ChatEvent,
        locale: Locale,
        task: i64,
        change: ChangeOf<'_>,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let (home, by, now, id) = (&self.home, &event.person, self.clock.now(), TaskId(task));
        let (key, done) = match change {
            ChangeOf::Done => ("task-done-now", desk::done(&mut tx, home, id, by, now).await?),
            ChangeOf::Skip { why } => ("task-skipped-now", desk::skip(&mut tx, home, id, why, by, now).await?),
            ChangeOf::Reopen => ("task-open-now", desk::reopen(&mut tx, home, id, by, now).await?),
        };
        self.told(tx, locale, key, done).await
    }

    /// Commits, and whispers what became of it.
    async fn told(
        &self,
        tx: Tx,
        locale: Locale,
        key: &str,
        done: Result<(Incident, crate::playbook::task::Task), desk::Refused>,
    ) -> Result<Option<Answer>, ReceptionError> {
        self.commit(tx).await?;
        Ok(Some(match done {
            Ok((incident, task)) => Answer::about("incident", incident.id, voice::changed(locale, key, &task)),
            Err(refused) => Answer::new(voice::refused(locale, &refused)),
        }))
    }
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
