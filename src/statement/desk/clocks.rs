//! What time does to statements: reminders, deputies, the end of a review or of an approval.

use chrono::Duration;
use serde_json::json;

use super::handing::take_back;
use super::{DEPUTIES, EXPIRE, REMIND, SQUALL, write_down};
use crate::clock::Time;
use crate::home::Home;
use crate::id::StatementId;
use crate::statement::notice::{Told, tell};
use crate::statement::rules::Rules;
use crate::statement::{State, Statement, roster, store};
use crate::store::{Result, Tx, timer};

/// A review or an approval may be over.
pub async fn expire(tx: &mut Tx, home: &Home, rules: &Rules, id: StatementId, now: Time) -> Result<()> {
    let Some(mut stored) = store::lock(tx, id).await? else { return Ok(()) };
    let Some(voided) = stored.statement.expire(now) else { return Ok(()) };
    store::save(tx, &stored.statement, now).await?;
    let people: Vec<&str> = voided.iter().map(|vote| vote.by.as_str()).collect();
    write_down(tx, &stored.statement, SQUALL, "statement.expired", json!({ "voided": people }), now).await?;
    set(tx, &stored.statement).await?;
    let rules = roster::now(tx, rules, Some(&stored.statement), now).await?;
    tell(tx, home, &rules, &stored, Told::Expired, now).await
}

/// Who is missing is reminded; or, when their time has come, deputies are told that they may vote. A kind with a person
/// behind it (`statement.remind@slack:U012`) is for this person alone: their working hours have begun.
pub async fn remind(tx: &mut Tx, home: &Home, rules: &Rules, id: StatementId, kind: &str, now: Time) -> Result<()> {
    let Some(stored) = store::lock(tx, id).await? else { return Ok(()) };
    if !matches!(&stored.statement.state, State::InReview(review) if now < review.expires_at) {
        return Ok(());
    }
    let rules = roster::now(tx, rules, Some(&stored.statement), now).await?;
    let (kind, only) = kind.split_once('@').map_or((kind, None), |(kind, person)| (kind, Some(person)));
    let told = match kind {
        DEPUTIES => Told::Deputies { only },
        _ => Told::Reminder { only },
    };
    tell(tx, home, &rules, &stored, told, now).await
}

/// The timers of the state that it is in now.
pub(super) async fn set(tx: &mut Tx, statement: &Statement) -> Result<()> {
    let subject = statement.id.to_string();
    if !matches!(statement.state, State::Approved(_)) {
        take_back(tx, statement.id).await?;
    }
    match &statement.state {
        State::InReview(review) => {
            let policy = &review.frozen.policy;
            timer::set(tx, EXPIRE, &subject, "", review.expires_at).await?;
            // Votes do not move these; a new review does.
            if review.votes.is_empty() {
                let begun = statement.edited_at.max(review.asked_at);
                timer::set(tx, REMIND, &subject, "", begun + Duration::minutes(policy.remind_minutes)).await?;
                timer::set(tx, DEPUTIES, &subject, "", review.frozen.deputies_from).await?;
            }
            Ok(())
        }
        State::Approved(approval) => {
            timer::cancel(tx, REMIND, &subject).await?;
            timer::cancel(tx, DEPUTIES, &subject).await?;
            timer::set(tx, EXPIRE, &subject, "", approval.until).await
        }
        _ => {
            for kind in [REMIND, DEPUTIES, EXPIRE] {
                timer::cancel(tx, kind, &subject).await?;
            }
            Ok(())
        }
    }
}
