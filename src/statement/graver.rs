//! The incident became graver than when the review was asked: the graver rule's groups join it. Nothing that was asked for
//! before falls away, whatever the incident comes to.

use super::policy::{Policy, Roster};
use super::review::Review;
use super::{Approval, How, State, Statement};
use crate::clock::Time;

/// What a graver incident did to a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Groups that have to approve too, or more of them.
    pub groups: Vec<String>,
    /// Whether it was approved, and is under review again.
    pub again: bool,
}

impl Statement {
    /// Whether an incident of this severity, or a sensitive one, asks more of the words than their review did.
    pub fn is_graver(&self, severity: u8, sensitive: bool, now: Time) -> bool {
        let reviewed = match &self.state {
            State::InReview(_) => true,
            State::Approved(approval) => now < approval.until && matches!(approval.how, How::Policy(_)),
            _ => false,
        };
        reviewed && (severity > self.severity || sensitive && !self.sensitive)
    }

    /// Takes up the rule that holds for a graver incident. Votes stay. What was approved by too few is under review again.
    pub fn rises(&mut self, severity: u8, sensitive: bool, policy: Policy, roster: &Roster, now: Time) -> Joined {
        self.severity = self.severity.max(severity);
        self.sensitive |= sensitive;
        let policy = if self.sensitive { policy.guarded() } else { policy };
        let (mut groups, mut again) = (Vec::new(), None);
        let authors = roster.humans(&self.authors);
        match &mut self.state {
            State::InReview(review) => groups = review.join(policy, roster, now),
            State::Approved(Approval { how: How::Policy(review), .. }) => {
                groups = review.join(policy, roster, now);
                again = (!review.is_satisfied(&authors, roster)).then(|| review.clone()).filter(|_| !groups.is_empty());
            }
            _ => {}
        }
        let joined = Joined { groups, again: again.is_some() };
        if let Some(review) = again {
            self.goes_on(review, now);
        }
        joined
    }
}

impl Review {
    /// The groups of a graver rule join those that are asked. Answers which do, by name.
    fn join(&mut self, policy: Policy, roster: &Roster, now: Time) -> Vec<String> {
        let graver = policy.freeze(roster, now);
        let was_open = if self.frozen.policy.ordered { None } else { Some(self.frozen.policy.groups.len()) };
        let mut joined = Vec::new();
        let mut same = vec![false; self.frozen.policy.groups.len()];
        for (group, seats) in graver.policy.groups.into_iter().zip(graver.seats) {
            let known = (0..same.len()).find(|&known| !same[known] && self.frozen.asks_the_people_of(known, &group));
            match known {
                Some(known) => {
                    same[known] = true;
                    let needs = &mut self.frozen.policy.groups[known].needs;
                    if group.needs > *needs {
                        *needs = group.needs;
                        joined.push(group.name);
                    }
                }
                None => {
                    joined.push(group.name.clone());
                    self.frozen.policy.groups.push(group);
                    self.frozen.seats.push(seats);
                }
            }
        }
        let policy = &mut self.frozen.policy;
        policy.ordered |= graver.policy.ordered;
        policy.many_seats &= graver.policy.many_seats;
        policy.approval_minutes = policy.approval_minutes.min(graver.policy.approval_minutes);
        policy.break_glass = graver.policy.break_glass;
        if !joined.is_empty() {
            self.frozen.deputies_from = self.frozen.deputies_from.max(graver.deputies_from);
        }
        // Who approved the words while all were asked approved them for whoever they may sit for.
        let all = policy.groups.len();
        self.votes.iter_mut().filter(|vote| was_open == Some(vote.open)).for_each(|vote| vote.open = all);
        joined
    }
}
