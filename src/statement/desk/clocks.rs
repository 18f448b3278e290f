//! What time does to statements: reminders, deputies, the end of a review or of an approval.

use chrono::Duration;

use super::handing::take_back;
use super::write_down;
use crate::clock::Time;
use crate::home::Home;
use crate::id::StatementId;
use crate::person::{Actor, Person};
use crate::statement::fact::Happened;
use crate::statement::news::Told;
use crate::statement::notice::tell;
use crate::statement::rules::Rules;
use crate::statement::{Due, State, Statement, roster, store};
use crate::store::{Result, Tx, timer};

/// A review or an approval may be over.
pub async fn expire(tx: &mut Tx, home: &Home, rules: &Rules, id: StatementId, now: Time) -> Result<()> {
    let Some(mut stored) = store::lock(tx, id).await? else { return Ok(()) };
    let Some(voided) = stored.statement.expire(now) else { return Ok(()) };
    store::save(tx, &stored.statement, now).await?;
    let people: Vec<&Person> = voided.iter().map(|vote| &vote.by).collect();
    write_down(tx, &stored.statement, &Actor::Squall, Happened::Expired { voided: &people }, now).await?;
    set(tx, &stored.statement).await?;
    let rules = roster::now(tx, rules, Some(&stored.statement), now).await?;
    tell(tx, home, &rules, &stored, Told::Expired, now).await
}

/// Who is missing is reminded; of those, one person alone when only their working hours begin.
pub async fn remind(
    tx: &mut Tx,
    home: &Home,
    rules: &Rules,
    id: StatementId,
    only: Option<&Person>,
    now: Time,
) -> Result<()> {
    tell_missing(tx, home, rules, id, Told::Reminder { only }, now).await
}

/// Deputies are told that they may vote.
pub async fn deputies(
    tx: &mut Tx,
    home: &Home,
    rules: &Rules,
    id: StatementId,
    only: Option<&Person>,
    now: Time,
) -> Result<()> {
    tell_missing(tx, home, rules, id, Told::Deputies { only }, now).await
}

async fn tell_missing(
    tx: &mut Tx,
    home: &Home,
    rules: &Rules,
    id: StatementId,
    told: Told<'_>,
    now: Time,
) -> Result<()> {
    let Some(stored) = store::lock(tx, id).await? else { return Ok(()) };
    if !matches!(&stored.statement.state, State::InReview(review) if now < review.expires_at) {
        return Ok(());
    }
    let rules = roster::now(tx, rules, Some(&stored.statement), now).await?;
    tell(tx, home, &rules, &stored, told, now).await
}

/// The timers of the state that it is in now.
pub(super) async fn set(tx: &mut Tx, statement: &Statement) -> Result<()> {
    let id = statement.id;
    let (remind, deputies, expire) = (Due::Remind(id, None), Due::Deputies(id, None), Due::Expire(id));
    if !matches!(statement.state, State::Approved(_)) {
        take_back(tx, statement.id).await?;
    }
    match &statement.state {
        State::InReview(review) => {
            let policy = &review.frozen.policy;
            timer::set(tx, &expire, review.expires_at).await?;
            // Votes do not move these; a new review does.
            if review.votes.is_empty() {
                let begun = statement.edited_at.max(review.asked_at);
                timer::set(tx, &remind, begun + Duration::minutes(policy.remind_minutes)).await?;
                timer::set(tx, &deputies, review.frozen.deputies_from).await?;
            }
            Ok(())
        }
        State::Approved(approval) => {
            timer::cancel(tx, &remind).await?;
            timer::cancel(tx, &deputies).await?;
            timer::set(tx, &expire, approval.until).await
        }
        _ => {
            for due in [remind, deputies, expire] {
                timer::cancel(tx, &due).await?;
            }
            Ok(())
        }
    }
}
