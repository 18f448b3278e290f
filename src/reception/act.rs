//! Buttons, forms and reactions.

use chrono::Duration;
use commands::{Action, EmojiAction};

use super::{Answer, Reception, ReceptionError, SNOOZE_MINUTES};
use crate::alert::desk::{Decision, Outcome, decide};
use crate::alert::{self, voice};
use crate::chat::ChatEvent;
use crate::id::{AlertId, WatchId};
use crate::incident;
use crate::mention::store::loudest;
use crate::post::Post;
use crate::store::{StoreError, Tx};
use crate::watch;
use crate::words::{Locale, word};

/// Mentions on a page behind an alert.
const PAGE: i64 = 5;

impl Reception {
    /// Does what a button or a form stands for.
    pub(super) async fn act(
        &self,
        event: &ChatEvent,
        locale: Locale,
        action: Action,
        words: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        let now = self.clock.now();
        let (id, decision) = match action {
            Action::AlertOpen(id) => (id, Decision::Open),
            Action::AlertAcknowledge(id) => (id, Decision::Acknowledge),
            Action::AlertKeep(id) => (id, Decision::Keep { reason: "" }),
            Action::AlertSnooze(id) => (id, Decision::Snooze { until: now + Duration::minutes(SNOOZE_MINUTES.into()) }),
            Action::AlertDismissReason(id) => (id, Decision::Dismiss { reason: words.trim() }),
            Action::AlertDismiss(id) => (id, Decision::Dismiss { reason: "" }),
            Action::AlertMentions { alert, page } => {
                return self.mentions(locale, AlertId(alert), page).await.map(Some);
            }
            Action::WatchRemoveConfirm(id) => return self.remove_watch(event, locale, WatchId(id)).await,
            Action::DigestShow(_) | Action::IncidentShow(_) => return self.status(locale).await.map(Some),
            // Answered before.
            Action::Incident(_)
            | Action::Task(_)
            | Action::Item(_)
            | Action::Statement { .. }
            | Action::Retro { .. }
            | Action::Report(_)
            | Action::Checkin { .. }
            | Action::Debrief { .. }
            | Action::Reply(_)
            | Action::Measure(_)
            | Action::PageAcknowledge(_)
            | Action::Template(_) => return Ok(None),
            // A form was opened or taken over for these.
            Action::MeSettings | Action::MeSave => return Ok(None),
            Action::Help(about) => return Ok(Some(Answer::new(super::ask::help(locale, Some(&about))))),
        };
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let answer = self.decide(&mut tx, event, locale, AlertId(id), decision, None).await?;
        self.commit(tx).await?;
        // Who decided sees it on the card; only what did not happen needs words.
        let silent = matches!(answer.0, Outcome::Done(_));
        Ok((!silent).then_some(answer.1))
    }

    /// As if the button had been pressed, and says what was understood; once.
    pub(super) async fn reacted(
        &self,
        event: &ChatEvent,
        locale: Locale,
        means: EmojiAction,
        id: AlertId,
    ) -> Result<Option<Answer>, ReceptionError> {
        let until = self.clock.now() + Duration::minutes(SNOOZE_MINUTES.into());
        let (what, decision) = match means {
            EmojiAction::Acknowledge => ("acknowledge", Decision::Acknowledge),
            EmojiAction::Open => ("open", Decision::Open),
            EmojiAction::Snooze => ("snooze", Decision::Snooze { until }),
            EmojiAction::Dismiss => ("dismiss", Decision::Dismiss { reason: "" }),
        };
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let (outcome, answer) = self.decide(&mut tx, event, locale, id, decision, None).await?;
        self.commit(tx).await?;
        Ok(Some(match outcome {
            Outcome::Done(alert) => Answer::about("alert", id, voice::understood(locale, what, &alert)),
            _ => answer,
        }))
    }

    /// Decides about an alert; opening it makes an incident of it.
    pub(super) async fn decide(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        locale: Locale,
        id: AlertId,
        decision: Decision<'_>,
        title: Option<String>,
    ) -> Result<(Outcome, Answer), StoreError> {
        let now = self.clock.now();
        let outcome = decide(tx, &self.home, id, &event.person, decision, now).await?;
        let post = match &outcome {
            Outcome::Done(alert) => {
                if decision == Decision::Open {
                    incident::opening::from_alert(tx, &self.home, alert, title, &event.person, now).await?;
                }
                let minutes = match decision {
                    Decision::Snooze { until } => voice::minutes_until(now, until),
                    Decision::Keep { .. } => voice::minutes_until(now, now + alert::desk::REVIEW_AFTER),
                    _ => 0,
                };
                voice::done(locale, alert, minutes)
            }
            Outcome::Late => voice::decided(locale),
            Outcome::Unknown => voice::unknown(locale, id),
        };
        Ok((outcome, Answer::about("alert", id, post)))
    }

    /// A page of the mentions behind an alert, the loudest first.
    pub(super) async fn mentions(&self, locale: Locale, id: AlertId, page: u32) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let Some(alert) = alert::store::get(&mut tx, id).await? else {
            return Ok(Answer::new(voice::unknown(locale, id)));
        };
        let from = alert.raised_at - Duration::minutes(i64::from(alert.figures.window_minutes));
        let to = alert.over_at.unwrap_or_else(|| self.clock.now()) + Duration::seconds(1);
        let (skipped, page_length) = (i64::from(page) * PAGE, usize::try_from(PAGE).unwrap_or_default());
        let mut heard = loudest(&mut tx, alert.watch, from, to, skipped + PAGE + 1).await?;
        heard.drain(..heard.len().min(usize::try_from(skipped).unwrap_or_default()));
        let next = (heard.len() > page_length).then(|| page.saturating_add(1));
        heard.truncate(page_length);
        Ok(Answer::about("alert", id, voice::mentions(locale, &alert, &heard, next)))
    }

    async fn remove_watch(
        &self,
        event: &ChatEvent,
        locale: Locale,
        id: WatchId,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let removed = watch::desk::remove(&mut tx, id, &event.person, self.clock.now()).await?;
        self.commit(tx).await?;
        let post = match removed {
            Some(watch) => watch::voice::done(locale, "watch-removed", &watch),
            None => Post::line(word(locale, "common-not-here")),
        };
        Ok(Some(Answer::new(post)))
    }
}
