//! Alerts: decided about by command, button, form and emoji, and looked into.

use chrono::Duration;
use commands::{AlertAction, AlertCommand, EmojiAction};

use super::asking::{Act, Asking, only_answer};
use super::need::{About, Need};
use super::{Answer, Answered, ReceptionError};
use crate::alert::REVIEW_AFTER;
use crate::alert::desk::{Decision, Outcome, decide};
use crate::alert::{store, voice};
use crate::chat::MessageRef;
use crate::gate::{Verb, Work};
use crate::id::AlertId;
use crate::incident;
use crate::mention::store::loudest;
use crate::store::{Tx, card};

/// Mentions on a page behind an alert.
const PAGE: i64 = 5;

/// How long a snooze lasts when nobody said, in minutes.
const SNOOZE_MINUTES: u32 = 60;

/// Answers a command about alerts.
pub(super) async fn handle(asking: &Asking<'_>, command: AlertCommand) -> Answered {
    let (id, decision) = match &command {
        AlertCommand::List(_) => {
            let mut tx = asking.read().await?;
            let alerts = store::ongoing(&mut tx).await?.good;
            let alerts = asking.eyes.alerts(&mut tx, alerts).await?;
            return Ok(Some(Answer::new(voice::list(asking.locale, &alerts))));
        }
        AlertCommand::Show(asked) => return mentions(asking, asked.alert, 0).await,
        AlertCommand::Acknowledge(asked) => (asked.alert, Decision::Acknowledge),
        AlertCommand::Keep(asked) => {
            (asked.alert, Decision::Keep { reason: asked.reason.as_deref().unwrap_or_default() })
        }
        AlertCommand::Snooze(asked) => {
            (asked.alert, snooze(asking, asked.span.map_or(SNOOZE_MINUTES, |span| span.minutes)))
        }
        AlertCommand::Dismiss(asked) => {
            (asked.alert, Decision::Dismiss { reason: asked.reason.as_deref().unwrap_or_default() })
        }
    };
    decided(asking, id, decision, None).await
}

/// Does what a button or a form of an alert stands for.
pub(super) async fn act(asking: &Asking<'_>, action: AlertAction, act: Act<'_>) -> Answered {
    let (id, decision) = match (action, act) {
        (AlertAction::Mentions { alert, page }, _) => return mentions(asking, alert, page).await,
        (AlertAction::Dismiss(id), Act::Pressed { trigger }) => {
            return asking.open(trigger, &voice::reason_form(asking.locale, AlertId(id))).await;
        }
        (AlertAction::Dismiss(id) | AlertAction::DismissReason(id), Act::FilledIn(answers)) => {
            (id, Decision::Dismiss { reason: only_answer(answers) })
        }
        (AlertAction::DismissReason(id), Act::Pressed { .. }) => (id, Decision::Dismiss { reason: "" }),
        (AlertAction::Open(id), _) => (id, Decision::Open),
        (AlertAction::Acknowledge(id), _) => (id, Decision::Acknowledge),
        (AlertAction::Keep(id), _) => (id, Decision::Keep { reason: "" }),
        (AlertAction::Snooze(id), _) => (id, snooze(asking, SNOOZE_MINUTES)),
    };
    let mut tx = asking.begin().await?;
    let (outcome, answer) = settle(asking, &mut tx, AlertId(id), decision, None).await?;
    asking.commit(tx).await?;
    // Who decided sees it on the card; only what did not happen needs words.
    Ok((!matches!(outcome, Outcome::Done(_))).then_some(answer))
}

/// An emoji on an alert's card: as if the button had been pressed, and says what was understood; once.
pub(super) async fn reacted(asking: &Asking<'_>, emoji: &str, message: &MessageRef) -> Answered {
    let subject = card::subject_of(&mut asking.read().await?, message).await?;
    let (Some(means), Some(id)) = (asking.reception.meaning(emoji), subject.as_deref().and_then(AlertId::parse)) else {
        return Ok(None);
    };
    asking.pass(Need { verb: Verb::Work, about: About::Alert(id.0) }).await?;
    let (what, decision) = match means {
        EmojiAction::Acknowledge => ("acknowledge", Decision::Acknowledge),
        EmojiAction::Open => ("open", Decision::Open),
        EmojiAction::Snooze => ("snooze", snooze(asking, SNOOZE_MINUTES)),
        EmojiAction::Dismiss => ("dismiss", Decision::Dismiss { reason: "" }),
    };
    let mut tx = asking.begin().await?;
    let (outcome, answer) = settle(asking, &mut tx, id, decision, None).await?;
    asking.commit(tx).await?;
    Ok(Some(match outcome {
        Outcome::Done(alert) => Answer::about("alert", id, voice::understood(asking.locale, what, &alert)),
        Outcome::Late | Outcome::Unknown => answer,
    }))
}

/// Decides about an alert, and says what became of it.
pub(super) async fn decided(asking: &Asking<'_>, id: i64, decision: Decision<'_>, title: Option<String>) -> Answered {
    let mut tx = asking.begin().await?;
    let (_, answer) = settle(asking, &mut tx, AlertId(id), decision, title).await?;
    asking.commit(tx).await?;
    Ok(Some(answer))
}

fn snooze(asking: &Asking<'_>, minutes: u32) -> Decision<'static> {
    Decision::Snooze { until: asking.now() + Duration::minutes(minutes.into()) }
}

/// Opening an alert makes an incident of it.
async fn settle(
    asking: &Asking<'_>,
    tx: &mut Tx,
    id: AlertId,
    decision: Decision<'_>,
    title: Option<String>,
) -> Result<(Outcome, Answer), ReceptionError> {
    let (locale, now, by) = (asking.locale, asking.now(), &asking.may::<Work>()?);
    let outcome = decide(tx, asking.home(), id, by, decision, now).await?;
    let post = match &outcome {
        Outcome::Done(alert) => {
            if decision == Decision::Open {
                incident::opening::from_alert(tx, asking.home(), alert, title, by, now).await?;
            }
            let minutes = match decision {
                Decision::Snooze { until } => voice::minutes_until(now, until),
                Decision::Keep { .. } => voice::minutes_until(now, now + REVIEW_AFTER),
                Decision::Acknowledge | Decision::Dismiss { .. } | Decision::Open => 0,
            };
            voice::done(locale, alert, minutes)
        }
        Outcome::Late => voice::decided(locale),
        Outcome::Unknown => voice::unknown(locale, id),
    };
    Ok((outcome, Answer::about("alert", id, post)))
}

/// A page of the mentions behind an alert, the loudest first.
async fn mentions(asking: &Asking<'_>, id: i64, page: u32) -> Answered {
    let id = AlertId(id);
    let mut tx = asking.read().await?;
    let Some(alert) = store::get(&mut tx, id).await? else {
        return Ok(Some(Answer::new(voice::unknown(asking.locale, id))));
    };
    let from = alert.raised_at - Duration::minutes(i64::from(alert.figures.window_minutes));
    let to = alert.over_at.unwrap_or_else(|| asking.now()) + Duration::seconds(1);
    let (skipped, page_length) = (i64::from(page) * PAGE, usize::try_from(PAGE).unwrap_or_default());
    let mut heard = loudest(&mut tx, alert.watch, from, to, skipped + PAGE + 1).await?;
    heard.drain(..heard.len().min(usize::try_from(skipped).unwrap_or_default()));
    let next = (heard.len() > page_length).then(|| page.saturating_add(1));
    heard.truncate(page_length);
    Ok(Some(Answer::about("alert", id, voice::mentions(asking.locale, &alert, &heard, next))))
}
