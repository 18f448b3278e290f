//! The clock's door: timers that are due reach their desk, each in a transaction of its own.

mod due;

use chrono::Duration;
use tracing::Instrument;

use crate::checkpoint::{self, Anchor};
use crate::clock::Time;
use crate::escalation::desk::Book;
use crate::fault::desk::Round;
use crate::home::Home;
use crate::id::IncidentId;
use crate::plan::Plan;
use crate::progress::Work;
use crate::refusal::unless_refused;
use crate::statement::rules::Rules;
use crate::store::timer::{self, Timer};
use crate::store::{Store, StoreError, Tx, errand, inbox};
use crate::{alert, conduct, escalation, incident, people, playbook, report, retro, statement};

pub use due::Due;

const TABLE: &str = "timer";
/// Timers that are done before it is looked again.
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
    pub anchor: Option<&'a Anchor>,
}

impl<'a> House<'a> {
    /// What there is to know about who is told.
    pub fn book(self) -> Book<'a> {
        Book { home: self.home, rules: self.rules, policy: &self.plan.escalation, rotas: &self.plan.rotas }
    }
}

/// Does what is due now; answers how many timers fired. A timer and what it causes are one transaction; one that fails is
/// put back for a while, and holds nobody up.
pub async fn fire(store: &Store, house: House<'_>, now: Time) -> Result<usize, StoreError> {
    let mut round = Round::begin(store, Work::Timers, now).await?;
    let due = timer::due(&mut store.read().await?, now, AT_ONCE).await?;
    let mut fired = 0;
    for timer in round.readable(due) {
        let span = tracing::info_span!("timer", id = timer.id, kind = timer.written.kind, of = timer.written.subject);
        let outcome = one(store, house, &timer, now).instrument(span.clone()).await;
        match span.in_scope(|| round.ended(TABLE, &timer.id, outcome))? {
            Some(()) => fired += 1,
            None => put_back(store, &timer, round.again_at(TABLE, &timer.id)).await?,
        }
    }
    forget_gone(store, &mut round).await?;
    match store.forget_traces_left().await {
        // Somebody reads: the next round comes in a second.
        Ok(()) | Err(StoreError::Overtaken) => {}
        Err(error) => return Err(error),
    }
    round.end().await?;
    Ok(fired)
}

async fn one(store: &Store, house: House<'_>, timer: &Timer, now: Time) -> Result<(), StoreError> {
    let due = Due::read(timer)?;
    if let Due::Incident(incident::Due::Changed(id)) = due {
        changed(store, house, id, now).await?;
    }
    let mut tx = store.write().await?;
    if timer::take(&mut tx, timer, now).await? {
        work(&mut tx, house, due, now).await?;
    }
    tx.commit().await
}

async fn put_back(store: &Store, timer: &Timer, again_at: Time) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    timer::put_back(&mut tx, timer, again_at).await?;
    tx.commit().await
}

/// A timer that was taken back is nobody's fault any more.
async fn forget_gone(store: &Store, round: &mut Round<'_>) -> Result<(), StoreError> {
    for row in round.known(TABLE) {
        let waits = match row.parse() {
            Ok(id) => timer::waits(&mut store.read().await?, id).await?,
            Err(_) => false,
        };
        if !waits {
            round.heals(TABLE, &row);
        }
    }
    Ok(())
}

/// Each desk waits in a place of its own: together they would not fit on a thread's stack.
async fn work(tx: &mut Tx, house: House<'_>, due: Due, now: Time) -> Result<(), StoreError> {
    match due {
        Due::Alert(due) => Box::pin(of_alert(tx, house.home, due, now)).await,
        Due::Checkpoint(checkpoint::Due::Daily) => {
            Box::pin(checkpoint::desk::daily(tx, house.home, house.anchor, now)).await
        }
        Due::Conduct(due) => Box::pin(of_conduct(tx, house.home, due, now)).await,
        Due::Escalation(due) => Box::pin(of_escalation(tx, house, due, now)).await,
        Due::Incident(due) => Box::pin(of_incident(tx, house.home, due, now)).await,
        Due::People(people::Due::Left(person)) => Box::pin(retro::desk::left(tx, house.home, &person, now)).await,
        Due::Playbook(playbook::Due::Task(id)) => Box::pin(playbook::desk::due(tx, house.home, id, now)).await,
        Due::Retro(due) => Box::pin(of_retro(tx, house.home, due, now)).await,
        Due::Statement(due) => Box::pin(of_statement(tx, house, due, now)).await,
    }
}

async fn of_alert(tx: &mut Tx, home: &Home, due: alert::Due, now: Time) -> Result<(), StoreError> {
    use alert::Due;
    match due {
        Due::Wake(id) => alert::desk::wake(tx, home, id, now).await,
        Due::Review(id) => alert::desk::review(tx, home, id, now).await,
        Due::Speak(id, news) => alert::desk::speak(tx, home, id, news, now).await,
        Due::Opened(id) => incident::desk::alert_moved(tx, home, id, now).await,
        Due::Direct(id, person, news) => alert::direct::speak(tx, home, id, &person, news, now).await,
    }
}

async fn of_incident(tx: &mut Tx, home: &Home, due: incident::Due, now: Time) -> Result<(), StoreError> {
    use incident::Due;
    match due {
        Due::Look(id) => incident::situation::desk::look(tx, home, id, now).await,
        Due::Update(id) => incident::reminders::due(tx, home, id, now).await,
        Due::Silent(id) => incident::reminders::silent(tx, home, id, now).await,
        Due::Nag(id, nth) => incident::desk::nag(tx, home, id, nth, now).await,
        Due::Begun(id) => retro::cases::desk::begun(tx, home, id, now).await,
        Due::Changed(id) => retro::checkin::desk::follow(tx, home, id, now).await,
        Due::Over(id) => retro::desk::over(tx, home, id, now).await,
    }
}

/// Statements, tasks and pages follow an incident each in a transaction of its own: a playbook that can't be read keeps
/// nobody from being told. Following twice changes nothing.
async fn changed(store: &Store, house: House<'_>, id: IncidentId, now: Time) -> Result<(), StoreError> {
    let statements = async {
        let mut tx = store.write().await?;
        statement::desk::follow(&mut tx, house.home, house.rules, id, now).await?;
        tx.commit().await
    };
    let tasks = async {
        let mut tx = store.write().await?;
        playbook::desk::follow(&mut tx, house.home, &house.plan.playbooks, id, now).await?;
        tx.commit().await
    };
    let pages = async {
        let mut tx = store.write().await?;
        escalation::desk::follow(&mut tx, house.book(), id, now).await?;
        tx.commit().await
    };
    let (statements, tasks) = (statements.await, tasks.await);
    pages.await.and(tasks).and(statements)
}

async fn of_escalation(tx: &mut Tx, house: House<'_>, due: escalation::Due, now: Time) -> Result<(), StoreError> {
    use escalation::Due;
    match due {
        Due::Next(id) => escalation::desk::next(tx, house.book(), id, now).await,
        Due::Later(id, person, round) => escalation::desk::later(tx, house.book(), id, &person, round, now).await,
    }
}

async fn of_conduct(tx: &mut Tx, home: &Home, due: conduct::Due, now: Time) -> Result<(), StoreError> {
    use conduct::Due;
    match due {
        Due::Held(id) => conduct::desk::held(tx, home, id, now).await,
        Due::Measure(id, step) => conduct::measure::desk::due(tx, home, id, step, now).await,
    }
}

async fn of_statement(tx: &mut Tx, house: House<'_>, due: statement::Due, now: Time) -> Result<(), StoreError> {
    use statement::{Due, desk, promise};
    let House { home, rules, .. } = house;
    match due {
        Due::Remind(id, only) => desk::remind(tx, home, rules, id, only.as_ref(), now).await,
        Due::Deputies(id, only) => desk::deputies(tx, home, rules, id, only.as_ref(), now).await,
        Due::Expire(id) => desk::expire(tx, home, rules, id, now).await,
        Due::Handed(id, answer) => desk::handed(tx, home, rules, id, &answer, now).await,
        Due::PromiseSoon(id) => promise::desk::due(tx, home, rules, id, true, now).await,
        Due::PromiseDue(id) => promise::desk::due(tx, home, rules, id, false, now).await,
        Due::Turns(_) => desk::people_moved(tx, home, rules, now).await,
    }
}

async fn of_retro(tx: &mut Tx, home: &Home, due: retro::Due, now: Time) -> Result<(), StoreError> {
    use retro::{Due, action, checkin, debrief, desk};
    match due {
        Due::Open(id) => desk::due(tx, home, id, now).await,
        Due::Remind(id, nth) => desk::remind(tx, home, id, nth, now).await,
        Due::Close(id) => unless_refused(desk::close(tx, home, id, now).await).map(drop),
        Due::Closed(id) => report::desk::closed(tx, home, id, now).await,
        Due::Action(id, nth) => action::desk::remind(tx, home, id, nth, now).await,
        Due::Checkin(id) => checkin::desk::due(tx, home, id, now).await,
        Due::Debrief(id, hour) => debrief::desk::due(tx, home, id, hour, now).await,
    }
}

/// Forgets what nobody will ask for again, each table by itself. Mentions, tallies, alerts and the ledger are kept.
pub async fn tidy(store: &Store, now: Time) -> Result<u64, StoreError> {
    let mut round = Round::begin(store, Work::Tidying, now).await?;
    let keys = async {
        let mut tx = store.write().await?;
        let forgotten = inbox::forget(&mut tx, now - KEYS_KEPT).await?;
        tx.commit().await.map(|()| forgotten)
    };
    let keys = round.ended("inbox", &"old rows", keys.await)?;
    let errands = async {
        let mut tx = store.write().await?;
        let forgotten = errand::forget(&mut tx, now - ERRANDS_KEPT).await?;
        tx.commit().await.map(|()| forgotten)
    };
    let errands = round.ended("errand", &"old rows", errands.await)?;
    round.end().await?;
    Ok(keys.unwrap_or_default() + errands.unwrap_or_default())
}
