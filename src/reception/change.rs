//! An action becomes a step of a playbook: written in a form, approved by a button.

use chrono::Duration;
use commands::{Role, Span};

use super::{Answer, Reception, ReceptionError, answer};
use crate::chat::{Chat, ChatEvent};
use crate::id::{ActionId, ChangeId};
use crate::playbook::Texts;
use crate::playbook::voice::no_time;
use crate::retro::action::voice::ITS_OWN;
use crate::retro::change::desk::{self, New, Refused};
use crate::retro::change::{Change, voice};
use crate::words::Locale;

impl Reception {
    /// The way to the form: a command can't open one.
    pub(super) async fn offer_change(
        &self,
        locale: Locale,
        action: i64,
        playbook: Option<&str>,
    ) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let id = ActionId(action);
        Ok(match desk::about(&mut tx, &self.plan.playbooks, id, playbook).await? {
            Some((item, playbook)) => Answer::about("action", id, voice::offer(locale, &item, &playbook)),
            None => Answer::new(voice::refused(locale, &Refused::UnknownAction(id))),
        })
    }

    /// Opens the form of a change, or takes it over.
    pub(super) async fn change_written(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        (action, playbook, answers): (i64, &str, Option<&[(String, String)]>),
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        let (id, named) = (ActionId(action), Some(playbook).filter(|playbook| *playbook != ITS_OWN));
        let Some(answers) = answers else {
            let mut tx = self.store.read().await?;
            let Some((item, playbook)) = desk::about(&mut tx, &self.plan.playbooks, id, named).await? else {
                return Ok(Some(Answer::new(voice::refused(locale, &Refused::UnknownAction(id)))));
            };
            // A form has to open before the platform's patience ends: nothing is stored yet.
            chat.ask(trigger, &voice::form(locale, &item, &playbook)).await?;
            return Ok(None);
        };
        let new = match filled_in(locale, answers) {
            Ok(new) => new,
            Err(typed) => return Ok(Some(Answer::new(no_time(locale, typed)))),
        };
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let (home, shelf, now) = (&self.home, &self.plan.playbooks, self.clock.now());
        let done = desk::propose(&mut tx, home, shelf, (id, playbook), new, &event.person, now).await?;
        self.commit(tx).await?;
        Ok(Some(became(locale, "change-proposed-now", done)))
    }

    /// Somebody approves a change of a playbook, or not.
    pub(super) async fn change_decided(
        &self,
        event: &ChatEvent,
        locale: Locale,
        change: i64,
        approved: bool,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let (home, shelf, now) = (&self.home, &self.plan.playbooks, self.clock.now());
        let done = desk::decide(&mut tx, home, shelf, ChangeId(change), approved, &event.person, now).await?;
        self.commit(tx).await?;
        let key = if approved { "change-approved-now" } else { "change-rejected-now" };
        Ok(Some(became(locale, key, done)))
    }
}

fn became(locale: Locale, key: &str, done: Result<Change, Refused>) -> Answer {
    match done {
        Ok(change) => Answer::about("change", change.id, voice::done(locale, key, &change)),
        Err(refused) => Answer::new(voice::refused(locale, &refused)),
    }
}

/// What a form asks for, in the person's language; the words that are no length of time.
fn filled_in(locale: Locale, answers: &[(String, String)]) -> Result<New, &str> {
    let typed = answer(answers, "due");
    let due = match typed {
        "" => None,
        _ => {
            let span = Span::read(typed).filter(|span| *span <= Span::days(366)).ok_or(typed)?;
            Some(Duration::minutes(span.minutes.into()))
        }
    };
    let words = answer(answers, "text").split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(New {
        key: Some(answer(answers, "step").to_owned()).filter(|key| !key.is_empty() && key != voice::NEW),
        texts: Texts([(locale.tag().to_owned(), words)].into()),
        owner: Role::named(answer(answers, "role")),
        due,
    })
}
