//! Who approved may lose what entitled them, or turn out to be somebody else. Votes that fill no seat any more are struck, and
//! what was approved by them is asked again, until it is public.

use super::policy::{Policy, Roster};
use super::review::{Review, Vote};
use super::{Approval, How, Joined, State, Statement};
use crate::clock::Time;

impl Statement {
    /// Looks at the votes with the people of this moment. True when what was approved is not any more, and is under review
    /// again.
    pub fn lapses(&mut self, roster: &Roster, now: Time) -> bool {
        let authors = roster.humans(&self.authors);
        let again = match &mut self.state {
            State::InReview(review) => {
                review.strike(&authors, roster);
                None
            }
            State::Approved(Approval { how: How::Policy(review), until, .. }) if now < *until => {
                review.strike(&authors, roster);
                (!review.is_satisfied(&authors, roster)).then(|| review.clone())
            }
            _ => None,
        };
        let lapsed = again.is_some();
        if let Some(review) = again {
            self.goes_on(review, now);
        }
        lapsed
    }

    /// What was approved is under review again, on the same words.
    pub(super) fn goes_on(&mut self, mut review: Review, now: Time) {
        review.goes_on(now);
        review.expires_at = self.no_later(review.expires_at);
        self.state = State::InReview(review);
    }

    /// The words changed under review: the rule that holds for the new ones joins, so that a faster lane ends where the words
    /// leave it. Nothing that was asked for falls away.
    pub fn tightens(&mut self, policy: Policy, roster: &Roster, now: Time) -> Joined {
        self.rises(self.severity, self.sensitive, policy, roster, now)
    }
}

impl Approval {
    /// The votes that approved it. Those that were struck did not.
    pub fn approving(&self) -> impl Iterator<Item = &Vote> {
        match &self.how {
            How::Policy(review) => review.approving(),
            How::BrokenGlass { .. } => [].iter().filter(approves as fn(&&Vote) -> bool),
        }
    }
}

impl Review {
    /// The votes that approve the words under review and were not struck.
    pub fn approving(&self) -> std::iter::Filter<std::slice::Iter<'_, Vote>, fn(&&Vote) -> bool> {
        self.votes.iter().filter(approves as fn(&&Vote) -> bool)
    }
}

fn approves(vote: &&Vote) -> bool {
    vote.verdict == super::review::Verdict::Approve && !vote.struck
}
