//! The clock's door: timers that are due reach their desk.

use chrono::Duration;

use crate::clock::Time;
use crate::escalation::desk::Book;
use crate::home::Home;
use crate::id::{
    ActionId, AlertId, CheckinId, DebriefId, IncidentId, MeasureId, ReplyId, StatementId, SurveyId, TaskId,
};
use crate::incident::timeline::SQUALL;
use crate::plan::Plan;
use crate::statement::{self, rules::Rules};
use crate::store::timer::{self, Timer};
use crate::store::{Store, StoreError, Tx, errand, inbox};
use crate::{alert, conduct, escalation, incident, people, playbook, report, retro};

/// Timers that are done in one transaction.
const AT_ONCE: i64 = 100;
/// Senders of webhooks try again for days.
const KEYS_KEPT: Duration = Duration::days(14);
/// What was said can be looked up for as long.
const ERRANDS_KEPT: Duration = Duration::days(90);

/// What the desks need to know.
#[derive(Clone, Copy)]
pub struct House<'a> {
    pub home: &'a Home,
    pub rules: &'a Rules,
    pub plan: &'a Plan,
}

impl<'a> House<'a> {
    /// What there is to know about who is told.
    pub fn book(self) -> Book<'a> {
        Book { home: self.home, rules: self.rules, policy: &self.plan.escalation, rotas: &self.plan.rotas }
    }
}

/// Does what is due now; answers how many timers fired. A timer and what it causes are one transaction.
pub async fn fire(store: &Store, house: House<'_>, now: Time) -> Result<usize, StoreError> {
    let mut tx = store.write().await?;
    let due = timer::take_due(&mut tx, now, AT_ONCE).await?;
    for timer in &due {
        one(&mut tx, house, timer, now).await?;
    }
    tx.commit().await?;
    Ok(due.len())
}

/// Forgets what nobody will ask for again. Mentions, tallies, alerts and the ledger are kept.
pub async fn tidy(store: &Store, now: Time) -> Result<u64, StoreError> {
    let mut tx = store.write().await?;
    let forgotten =
        inbox::forget(&mut tx, now - KEYS_KEPT).await? + errand::forget(&mut tx, now - ERRANDS_KEPT).await?;
    tx.commit().await?;
    Ok(forgotten)
}

async fn one(tx: &mut Tx, house: House<'_>, timer: &Timer, now: Time) -> Result<(), StoreError> {
    let House { home, rules, plan } = house;
    if let Some(id) = StatementId::parse(&timer.subject) {
        return match timer.kind.as_str() {
            statement::desk::EXPIRE => statement::desk::expire(tx, home, rules, id, now).await,
            statement::desk::HANDED => statement::desk::handed(tx, home, rules, id, &timer.payload, now).await,
            kind @ (statement::promise::desk::SOON | statement::promise::desk::DUE) => {
                statement::promise::desk::due(tx, home, rules, id, kind, now).await
            }
            kind => statement::desk::remind(tx, home, rules, id, kind, now).await,
        };
    }
    if let Some(id) = SurveyId::parse(&timer.subject) {
        return match timer.kind.as_str() {
            retro::desk::CLOSE => retro::desk::close(tx, home, id, SQUALL, now).await.map(drop),
            _ => retro::desk::remind(tx, home, id, &timer.payload, now).await,
        };
    }
    if let Some(id) = ReplyId::parse(&timer.subject) {
        return conduct::desk::held(tx, home, id, now).await;
    }
    if let Some(id) = ActionId::parse(&timer.subject) {
        return retro::action::desk::remind(tx, home, id, &timer.payload, now).await;
    }
    if let Some(id) = MeasureId::parse(&timer.subject) {
        return conduct::measure::desk::due(tx, home, id, &timer.payload, now).await;
    }
    if let Some(id) = CheckinId::parse(&timer.subject) {
        return retro::checkin::desk::due(tx, home, id, now).await;
    }
    if let Some(id) = DebriefId::parse(&timer.subject) {
        return retro::debrief::desk::due(tx, home, id, &timer.kind, now).await;
    }
    if let Some(id) = TaskId::parse(&timer.subject) {
        return playbook::desk::due(tx, home, id, now).await;
    }
    if timer.kind == statement::delegation::desk::TURNS {
        return statement::desk::people_moved(tx, home, rules, now).await;
    }
    let (alert, incident) = (AlertId::parse(&timer.subject), IncidentId::parse(&timer.subject));
    match (timer.kind.as_str(), alert, incident) {
        (alert::desk::WAKE, Some(id), _) => alert::desk::wake(tx, home, id, now).await,
        (alert::desk::REVIEW, Some(id), _) => alert::desk::review(tx, home, id, now).await,
        (alert::desk::SPEAK, Some(id), _) => alert::desk::speak(tx, home, id, &timer.payload, now).await,
        (alert::direct::SPEAK, ..) => alert::direct::speak(tx, home, &timer.subject, &timer.payload, now).await,
        (alert::desk::OPENED, Some(id), _) => incident::desk::alert_moved(tx, home, id, now).await,
        (incident::situation::desk::LOOK, _, Some(id)) => incident::situation::desk::look(tx, home, id, now).await,
        (incident::reminders::DUE, _, Some(id)) => incident::reminders::due(tx, home, id, now).await,
        (incident::reminders::SILENT, _, Some(id)) => incident::reminders::silent(tx, home, id, now).await,
        (incident::desk::CHANGED, _, Some(id)) => {
            statement::desk::follow(tx, home, rules, id, now).await?;
            playbook::desk::follow(tx, home, &plan.playbooks, id, now).await?;
            escalation::desk::follow(tx, house.book(), id, now).await?;
            retro::checkin::desk::follow(tx, home, id, now).await
        }
        (escalation::desk::NEXT, _, Some(id)) => escalation::desk::next(tx, house.book(), id, now).await,
        (escalation::desk::LATER, ..) => {
            escalation::desk::later(tx, house.book(), &timer.subject, &timer.payload, now).await
        }
        (incident::desk::NAG, _, Some(id)) => incident::desk::nag(tx, home, id, &timer.payload, now).await,
        (incident::desk::BEGUN, _, Some(id)) => retro::cases::desk::begun(tx, home, id, now).await,
        (incident::desk::OVER, _, Some(id)) => retro::desk::over(tx, home, id, now).await,
        (retro::desk::OPEN, _, Some(id)) => retro::desk::due(tx, home, id, now).await,
        (people::desk::LEFT, ..) => retro::desk::left(tx, home, &timer.subject, now).await,
        (retro::desk::CLOSED, _, Some(id)) => report::desk::closed(tx, home, id, now).await,
        (kind, ..) => {
            tracing::error!(kind, subject = timer.subject, "nobody knows this timer; it is left out");
            Ok(())
        }
    }
}
