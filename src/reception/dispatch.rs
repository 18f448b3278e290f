//! Which room an event is for.

use commands::{Action, Shortcut};

use super::timeline::Kept;
use super::{Answer, Reception, ReceptionError};
use crate::alert;
use crate::chat::{Chat, ChatEvent, Happened};
use crate::id::AlertId;
use crate::post::Post;
use crate::store::card;
use crate::words::{Locale, word};

impl Reception {
    /// What an event asks for, done by whose it is.
    pub(super) async fn answer(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
    ) -> Result<Option<Answer>, ReceptionError> {
        match &event.what {
            Happened::Asked { words } => self.asked(event, locale, commands::parse(words)).await,
            Happened::Commanded { path, options } => {
                let path: Vec<&str> = path.iter().map(String::as_str).collect();
                self.asked(event, locale, commands::from_options(&path, options)).await
            }
            Happened::Pressed { action, trigger, .. } => match Action::decode(action) {
                // A form has to open before the platform's patience ends: nothing is stored yet.
                Some(Action::AlertDismiss(id)) => {
                    chat.ask(trigger, &alert::voice::reason_form(locale, AlertId(id))).await?;
                    Ok(None)
                }
                Some(Action::Statement { verb, statement, n }) => {
                    self.statement_pressed(chat, event, locale, (verb, statement, n), trigger).await
                }
                Some(Action::Incident(action)) => {
                    self.incident_action(chat, event, locale, (action, None), trigger).await
                }
                Some(Action::Report(action)) => self.report_pressed(chat, event, locale, action, trigger).await,
                Some(Action::Task(action)) => self.task_action(chat, event, locale, (action, None), trigger).await,
                Some(Action::Template(of)) => self.template_chosen(chat, locale, &of, trigger).await,
                Some(Action::MeSettings) => {
                    self.settings_form(chat, event, locale, trigger).await?;
                    Ok(None)
                }
                Some(Action::Reply(action)) => self.reply_action(chat, event, locale, (action, None), trigger).await,
                Some(Action::Measure(action)) => {
                    self.measure_action(chat, event, locale, (action, None), trigger).await
                }
                Some(action) if action.is_afterwards() => {
                    self.afterwards(chat, event, locale, (action, None), trigger).await
                }
                Some(Action::PageAcknowledge(id)) => self.answer_page(event, locale, Some(id)).await,
                Some(action) => self.act(event, locale, action, "").await,
                None => Ok(Some(Answer::new(Post::line(word(locale, "common-not-here"))))),
            },
            Happened::Submitted { action, answers } => {
                self.sent(chat, event, locale, Action::decode(action), answers).await
            }
            Happened::Reacted { emoji, message, added } if self.keeps(emoji) => match added {
                true => self.keep(chat, event, locale, message.clone(), None, (Kept::Marked, None)).await,
                false => self.unkeep(event, locale, message, false).await,
            },
            Happened::Pinned { message, added: true } => {
                self.keep(chat, event, locale, message.clone(), None, (Kept::Marked, None)).await
            }
            Happened::Pinned { message, added: false } => self.unkeep(event, locale, message, true).await,
            Happened::Reacted { emoji, message, added: true } => {
                let subject = card::subject_of(&mut self.store.read().await?, message).await?;
                let alert = subject.as_deref().and_then(AlertId::parse);
                match (self.meaning(emoji), alert) {
                    (Some(means), Some(id)) => self.reacted(event, locale, means, id).await,
                    _ => Ok(None),
                }
            }
            Happened::Wrote { said } => match self.pinned_by_its_words(said) {
                Some(said) => {
                    self.keep(chat, event, locale, said.message.clone(), Some(said), (Kept::Marked, None)).await
                }
                None => Ok(None),
            },
            Happened::Reacted { .. } | Happened::CameHome | Happened::Changed { .. } => Ok(None),
            Happened::Chose { shortcut, on, trigger } => {
                self.chose(chat, event, locale, (Shortcut::named(shortcut), on), trigger).await
            }
        }
    }

    /// Does what a form that came back stands for.
    async fn sent(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        action: Option<Action>,
        answers: &[(String, String)],
    ) -> Result<Option<Answer>, ReceptionError> {
        match action {
            Some(Action::MeSave) => self.settings_filled(event, locale, answers).await,
            Some(Action::Template(of)) => self.template_sent(event, locale, &of, answers).await,
            Some(Action::Statement { verb, statement, n }) => {
                self.statement_sent(event, locale, (verb, statement, n), answers).await
            }
            Some(Action::Incident(action)) => {
                let words = answers.first().map_or("", |(_, words)| words);
                self.incident_action(chat, event, locale, (action, Some(words)), "").await
            }
            Some(action) if action.is_afterwards() => {
                self.afterwards(chat, event, locale, (action, Some(answers)), "").await
            }
            Some(Action::Report(action)) => self.report_sent(event, locale, action, answers).await,
            Some(Action::Task(action)) => self.task_action(chat, event, locale, (action, Some(answers)), "").await,
            Some(Action::Reply(action)) => self.reply_action(chat, event, locale, (action, Some(answers)), "").await,
            Some(Action::Measure(action)) => {
                self.measure_action(chat, event, locale, (action, Some(answers)), "").await
            }
            Some(action) => {
                let reason = answers.first().map_or("", |(_, reason)| reason);
                self.act(event, locale, action, reason).await
            }
            None => Ok(Some(Answer::new(Post::line(word(locale, "common-not-here"))))),
        }
    }
}
