//! Actions after an incident: added, done, dropped and handed on by command, button, menu and form.

use chrono::Duration;
use commands::{Command, ItemAction, Span};

use super::retro::over;
use super::{Answer, Reception, ReceptionError, answer};
use crate::chat::{Chat, ChatEvent};
use crate::id::{ActionId, IncidentId};
use crate::incident;
use crate::person::Person;
use crate::retro;
use crate::retro::action::desk::{self, New, Refused};
use crate::retro::action::{Item, store, voice};
use crate::words::Locale;

/// From a day to a year: what `/crisis action add --due` takes.
const LENGTHS: std::ops::RangeInclusive<Span> = Span::days(1)..=Span::days(366);

/// What happens to an action.
enum ChangeOf<'a> {
    Done,
    Drop { why: &'a str },
    Assign { to: Person },
    Later,
}

impl Reception {
    /// Answers a command about actions.
    pub(super) async fn item_asked(
        &self,
        event: &ChatEvent,
        locale: Locale,
        command: Command,
    ) -> Result<Option<Answer>, ReceptionError> {
        let person = |user: String| event.person.beside(user);
        match command {
            Command::ActionAdd(asked) => {
                let due = asked.due.map(|due| Duration::minutes(due.minutes.into()));
                let new = New { text: asked.text, owner: asked.person.map(person), due };
                self.add_item(event, locale, asked.incident, new).await
            }
            Command::ActionFinish(asked) => self.change_item(event, locale, asked.action, ChangeOf::Done).await,
            Command::ActionDrop(asked) => {
                self.change_item(event, locale, asked.action, ChangeOf::Drop { why: &asked.reason }).await
            }
            Command::ActionAssign(asked) => {
                let to = person(asked.person);
                self.change_item(event, locale, asked.action, ChangeOf::Assign { to }).await
            }
            Command::ActionPlaybook(asked) => {
                self.offer_change(locale, asked.action, asked.playbook.as_deref()).await.map(Some)
            }
            Command::ActionList(asked) => self.items(locale, asked.incident).await.map(Some),
            _ => Ok(None),
        }
    }

    /// Does what a button, a menu or a form of an action stands for.
    pub(super) async fn item_action(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        (action, answers): (ItemAction, Option<&[(String, String)]>),
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        match (action, answers) {
            // A form has to open before the platform's patience ends: nothing is stored yet.
            (ItemAction::Add(incident), None) => {
                chat.ask(trigger, &voice::form(locale, incident)).await?;
                Ok(None)
            }
            (ItemAction::Drop(item), None) => {
                chat.ask(trigger, &voice::drop_form(locale, item)).await?;
                Ok(None)
            }
            (ItemAction::Add(incident), Some(answers)) => match filled_in(answers) {
                Ok(new) => self.add_item(event, locale, Some(incident), new).await,
                Err(typed) => Ok(Some(Answer::new(voice::no_time(locale, typed)))),
            },
            (ItemAction::Drop(item), Some(answers)) => {
                let why = answer(answers, "reason");
                self.change_item(event, locale, item, ChangeOf::Drop { why }).await
            }
            (ItemAction::Step { item, playbook }, answers) => {
                self.change_written(chat, event, locale, (item, &playbook, answers), trigger).await
            }
            (ItemAction::Approve(change), _) => self.change_decided(event, locale, change, true).await,
            (ItemAction::Reject(change), _) => self.change_decided(event, locale, change, false).await,
            (ItemAction::Done(item), _) => self.change_item(event, locale, item, ChangeOf::Done).await,
            (ItemAction::Later(item), _) => self.change_item(event, locale, item, ChangeOf::Later).await,
            (ItemAction::Assign { item, person }, _) => {
                let to = event.person.beside(person);
                self.change_item(event, locale, item, ChangeOf::Assign { to }).await
            }
        }
    }

    /// Those of an incident, or all that are open, for one person alone.
    async fn items(&self, locale: Locale, named: Option<i64>) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let now = self.clock.now();
        let Some(id) = named.map(IncidentId) else {
            return Ok(Answer::new(voice::list(locale, &store::open(&mut tx).await?, now)));
        };
        let Some(incident) = incident::store::get(&mut tx, id).await? else {
            return Ok(Answer::new(incident::voice::unknown(locale, id)));
        };
        let items = store::of_incident(&mut tx, id).await?;
        Ok(Answer::about("incident", id, voice::card(locale, &incident, &items, now)))
    }

    async fn add_item(
        &self,
        event: &ChatEvent,
        locale: Locale,
        named: Option<i64>,
        new: New,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let Some(incident) = over(&mut tx, &event.place, named).await? else {
            return Ok(Some(Answer::new(retro::voice::refused(locale, retro::desk::No::Unknown))));
        };
        let now = self.clock.now();
        let item = desk::add(&mut tx, &self.home, &incident, new, &event.person, now).await?;
        self.commit(tx).await?;
        Ok(Some(of_item(&item, voice::added(locale, &item, &event.person))))
    }

    async fn change_item(
        &self,
        event: &ChatEvent,
        locale: Locale,
        item: i64,
        change: ChangeOf<'_>,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let (home, by, now, id) = (&self.home, &event.person, self.clock.now(), ActionId(item));
        let (key, done) = match change {
            ChangeOf::Done => ("action-done-now", desk::done(&mut tx, home, id, by, now).await?),
            ChangeOf::Drop { why } => ("action-dropped-now", desk::drop(&mut tx, home, id, why, by, now).await?),
            ChangeOf::Assign { to } => ("action-assigned-now", desk::assign(&mut tx, home, id, &to, by, now).await?),
            ChangeOf::Later => ("action-later-now", desk::later(&mut tx, home, id, now).await?),
        };
        self.commit(tx).await?;
        Ok(Some(told(locale, key, done)))
    }
}

fn told(locale: Locale, key: &str, done: Result<Item, Refused>) -> Answer {
    match done {
        Ok(item) => of_item(&item, voice::changed(locale, key, &item)),
        Err(refused) => Answer::new(voice::refused(locale, &refused)),
    }
}

fn of_item(item: &Item, post: crate::post::Post) -> Answer {
    Answer::about("action", item.id, post)
}

/// What a form asks for; the words that are no length of time.
fn filled_in(answers: &[(String, String)]) -> Result<New, &str> {
    let typed = answer(answers, "due");
    let due = match typed {
        "" => None,
        _ => {
            let span = Span::read(typed).filter(|span| LENGTHS.contains(span)).ok_or(typed)?;
            Some(Duration::minutes(span.minutes.into()))
        }
    };
    Ok(New { text: answer(answers, "text").to_owned(), owner: None, due })
}
