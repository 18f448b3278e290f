//! Who has a part in a statement: whose vote is asked for now, those who vote for them, and whose votes count.

use super::rules::Rules;
use super::{How, State, Statement, letters, roster};
use crate::clock::Time;
use crate::person::Person;
use crate::store::{Result, Tx};

/// Whether somebody's vote is asked for, or counts. Who lost the role by which it was is not asked any more.
pub async fn is_asked(tx: &mut Tx, rules: &Rules, statement: &Statement, person: &Person, now: Time) -> Result<bool> {
    let review = match &statement.state {
        State::InReview(review) => review,
        State::Approved(approval) => {
            return Ok(match &approval.how {
                How::Policy(review) => rules.accounts().among(person, review.votes.iter().map(|vote| &vote.by)),
                _ => false,
            });
        }
        State::Draft { .. } | State::Published(_) | State::Withdrawn { .. } | State::Superseded { .. } => {
            return Ok(false);
        }
    };
    let rules = roster::now(tx, rules, Some(statement), now).await?;
    let authors = rules.roster.humans(&statement.authors);
    let asked = review.progress(&authors, &rules.roster).into_iter().filter(|group| group.asked);
    let (mut missing, mut seated) = (std::collections::BTreeSet::new(), false);
    let human = rules.human(person);
    for group in asked {
        seated |= group.filled_by.contains(&human);
        missing.extend(group.missing);
    }
    Ok(seated || letters::with_delegates(missing, &rules.roster, now).contains(&human))
}
