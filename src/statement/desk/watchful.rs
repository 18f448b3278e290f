//! What is looked at before anything is decided about words: whether who approved them may still. What is found is said at
//! once.

use super::{clocks, write_down};
use crate::clock::{Time, micros};
use crate::home::Home;
use crate::person::{Actor, Human};
use crate::statement::fact::Happened;
use crate::statement::news::Told;
use crate::statement::notice::tell;
use crate::statement::rules::Rules;
use crate::statement::store::{self, Stored};
use crate::statement::{Approval, How, State, roster};
use crate::store::{Result, Tx, inbox};

/// Somebody got or lost a role, or gave their vote away, or the settings are others: what is under review shows it, what was
/// approved and is not any more is asked again, and whose vote no longer counts is said once.
pub async fn people_moved(tx: &mut Tx, home: &Home, rules: &Rules, now: Time) -> Result<()> {
    for id in store::undecided(tx).await? {
        let Some(mut stored) = store::lock(tx, id).await? else { continue };
        let rules = roster::now(tx, rules, Some(&stored.statement), now).await?;
        let in_review = matches!(stored.statement.state, State::InReview(_));
        if !look(tx, home, &rules, &mut stored, now).await? && in_review {
            tell(tx, home, &rules, &stored, Told::Card, now).await?;
        }
    }
    Ok(())
}

/// Strikes the votes that no longer count. True when that was news: it is saved and said.
pub(super) async fn look(tx: &mut Tx, home: &Home, rules: &Rules, stored: &mut Stored, now: Time) -> Result<bool> {
    let before = stored.statement.state.clone();
    let again = stored.statement.lapses(&rules.roster, now);
    let lost = newly_lost(tx, rules, stored, now).await?;
    if stored.statement.state == before && lost.is_empty() {
        return Ok(false);
    }
    let statement = &stored.statement;
    store::save(tx, statement, now).await?;
    if again {
        clocks::set(tx, statement).await?;
    }
    if !again && lost.is_empty() {
        return Ok(false);
    }
    write_down(tx, statement, &Actor::Squall, Happened::VotesLost { of: &lost, again }, now).await?;
    let told = if again { Told::LostAgain { of: &lost } } else { Told::Lost { of: &lost } };
    tell(tx, home, rules, stored, told, now).await?;
    Ok(true)
}

/// Whose approvals no longer count, of those of whom nobody heard yet.
async fn newly_lost(tx: &mut Tx, rules: &Rules, stored: &Stored, now: Time) -> Result<Vec<Human>> {
    let statement = &stored.statement;
    let (State::InReview(review) | State::Approved(Approval { how: How::Policy(review), .. })) = &statement.state
    else {
        return Ok(Vec::new());
    };
    let mut lost = Vec::new();
    let authors = rules.roster.humans(&statement.authors);
    for vote in review.lost(&authors, &rules.roster) {
        let key = format!("{}:lost:{}:{}", statement.id, vote.by, micros(vote.at));
        if inbox::take(tx, &key, now).await? {
            lost.push(rules.human(&vote.by));
        }
    }
    Ok(lost)
}
