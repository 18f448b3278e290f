//! A review: the frozen policy, the exact words under it, and the votes on these words and no others.

use std::collections::BTreeSet;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::policy::{Frozen, Human, Roster};
use super::seats;
use super::text::Hash;
use crate::clock::Time;

/// A review under way, or the one that led to an approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub frozen: Frozen,
    /// What the votes are about.
    pub hash: Hash,
    pub asked_by: Human,
    pub asked_at: Time,
    /// From then on no vote counts.
    pub expires_at: Time,
    /// At most one of each person, in the order in which they were first cast.
    pub votes: Vec<Vote>,
}

/// What a person said about the exact words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    pub by: Human,
    pub verdict: Verdict,
    pub at: Time,
    /// The words that it is about.
    pub hash: Hash,
    /// For whom it may count: the person, and whose deputy they were when they voted.
    pub stands_for: Vec<Human>,
    /// How many of the groups, in order, were being asked.
    pub open: usize,
}

/// A verdict about the words. A veto is none of these: it ends the review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Approve,
    /// Nothing is approved while this stands.
    RequestChanges {
        comment: String,
    },
}

/// Why a vote was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoVote {
    /// The review took too long.
    Expired,
    /// The vote was about other words than those under review.
    OtherWords,
    /// Nobody approves their own words.
    Author,
    /// The person sits in none of the groups, and is nobody's deputy now.
    NotEntitled,
    /// The person's group is asked after this one.
    NotYet { first: String },
    /// A veto is for people of the house.
    Outside,
}

/// Where a group stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub group: String,
    pub needs: usize,
    /// Whose votes fill its seats.
    pub filled_by: Vec<Human>,
    /// Whether it is being asked now.
    pub asked: bool,
    /// Who could still vote, as far as they can be named.
    pub missing: Vec<Human>,
}

impl Review {
    pub fn new(frozen: Frozen, hash: Hash, by: &str, now: Time) -> Self {
        let expires_at = now + Duration::minutes(frozen.policy.review_minutes);
        Self { frozen, hash, asked_by: by.to_owned(), asked_at: now, expires_at, votes: Vec::new() }
    }

    /// Takes a vote. False when the person said the same before and nothing changed.
    pub fn vote(
        &mut self,
        by: &str,
        about: &Hash,
        verdict: Verdict,
        authors: &BTreeSet<Human>,
        roster: &Roster,
        now: Time,
    ) -> Result<bool, NoVote> {
        let stands_for = self.may_vote(by, about, authors, roster, now)?;
        let open = self.open(roster);
        let mut vote = Vote { by: by.to_owned(), verdict, at: now, hash: about.clone(), stands_for, open };
        let Some(before) = self.votes.iter_mut().find(|vote| vote.by == by) else {
            self.votes.push(vote);
            return Ok(true);
        };
        if before.verdict == vote.verdict {
            vote.open = vote.open.max(before.open);
            if (before.open, &before.stands_for) == (vote.open, &vote.stands_for) {
                return Ok(false);
            }
        }
        // It keeps its place in the order: a change of mind does not lose a seat to a later deputy.
        *before = vote;
        Ok(true)
    }

    /// For whom a person may vote now, about these words.
    pub fn may_vote(
        &self,
        by: &str,
        about: &Hash,
        authors: &BTreeSet<Human>,
        roster: &Roster,
        now: Time,
    ) -> Result<Vec<Human>, NoVote> {
        if now >= self.expires_at {
            return Err(NoVote::Expired);
        }
        if *about != self.hash {
            return Err(NoVote::OtherWords);
        }
        if authors.contains(by) {
            return Err(NoVote::Author);
        }
        let stands_for = self.frozen.stands_for(by, authors, roster, now);
        if stands_for.is_empty() {
            return Err(NoVote::NotEntitled);
        }
        let open = self.open(roster);
        let asked = (0..open).any(|group| stands_for.iter().any(|of| self.frozen.sits(of, group, roster)));
        if !asked {
            let first = self.frozen.policy.groups.get(open.saturating_sub(1));
            return Err(NoVote::NotYet { first: first.map(|group| group.name.clone()).unwrap_or_default() });
        }
        Ok(stands_for)
    }

    /// Whether every group has approved these words, one of the house among them, and nobody asks for changes.
    pub fn is_satisfied(&self, roster: &Roster) -> bool {
        let groups = &self.frozen.policy.groups;
        !groups.is_empty()
            && groups.iter().all(|group| group.needs > 0)
            && self.changes_asked().is_none()
            && self.filled_first(groups.len(), roster)
            && self.counting(roster).iter().any(|(vote, of)| !of.is_empty() && !roster.outside.contains(&vote.by))
    }

    /// The first who asks for changes. This stands until the words change or the person says otherwise, whatever
    /// becomes of their role.
    pub fn changes_asked(&self) -> Option<&Vote> {
        self.votes.iter().find(|vote| vote.verdict != Verdict::Approve)
    }

    /// The approvals that count, and in which groups each could: its people still have their seats, and nobody speaks for
    /// a person twice. The person goes before their deputies, the first deputy before the others.
    fn counting(&self, roster: &Roster) -> Vec<(&Vote, Vec<usize>)> {
        let approvals: Vec<&Vote> =
            self.votes.iter().filter(|vote| vote.verdict == Verdict::Approve && vote.hash == self.hash).collect();
        let mut spoken: BTreeSet<&str> = self.votes.iter().map(|vote| vote.by.as_str()).collect();
        let mut counting = Vec::new();
        for vote in approvals {
            let mut of = vec![];
            for person in &vote.stands_for {
                if *person == vote.by || spoken.insert(person) {
                    of.push(person);
                }
            }
            let groups = (0..vote.open.min(self.frozen.policy.groups.len()))
                .filter(|&group| of.iter().any(|of| self.frozen.sits(of, group, roster)))
                .collect();
            counting.push((vote, groups));
        }
        counting
    }

    /// Approvals that no longer count anywhere: whoever gave them lost what entitled them.
    pub fn lost(&self, roster: &Roster) -> Vec<&Vote> {
        let approvals = self.votes.iter().filter(|vote| vote.verdict == Verdict::Approve);
        approvals.filter(|vote| !vote.stands_for.iter().any(|of| self.frozen.sits_anywhere(of, roster))).collect()
    }

    fn filled_first(&self, groups: usize, roster: &Roster) -> bool {
        let needs: Vec<usize> = self.frozen.policy.groups.iter().take(groups).map(|group| group.needs).collect();
        seats::filled(&needs, &self.may_sit(groups, roster), self.frozen.policy.many_seats) == needs
    }

    fn may_sit(&self, groups: usize, roster: &Roster) -> Vec<Vec<usize>> {
        let within = |(_, of): (&Vote, Vec<usize>)| of.into_iter().filter(|&group| group < groups).collect();
        self.counting(roster).into_iter().map(within).collect()
    }

    /// How many of the groups, in order, are asked now.
    fn open(&self, roster: &Roster) -> usize {
        let all = self.frozen.policy.groups.len();
        if !self.frozen.policy.ordered {
            return all;
        }
        (1..all).find(|&first| !self.filled_first(first, roster)).unwrap_or(all)
    }

    /// Where each group stands.
    pub fn progress(&self, authors: &BTreeSet<Human>, roster: &Roster) -> Vec<Progress> {
        let policy = &self.frozen.policy;
        let needs: Vec<usize> = policy.groups.iter().map(|group| group.needs).collect();
        let counting = self.counting(roster);
        let votes: Vec<Vec<usize>> = counting.iter().map(|(_, groups)| groups.clone()).collect();
        let seated = seats::seating(&needs, &votes, policy.many_seats);
        let sitting: BTreeSet<usize> = seated.iter().flatten().copied().collect();
        let open = self.open(roster);
        let of_group = |(index, group): (usize, &super::policy::Group)| {
            let is_missing = |person: &&Human| {
                let voted = counting.iter().enumerate().any(|(n, (vote, _))| {
                    vote.by == **person && (!policy.many_seats && sitting.contains(&n) || seated[index].contains(&n))
                });
                !voted && !authors.contains(*person) && self.frozen.sits(person, index, roster)
            };
            let filled_by: Vec<Human> = seated[index].iter().map(|&vote| counting[vote].0.by.clone()).collect();
            let missing = if filled_by.len() < group.needs {
                self.frozen.of_group(index).into_iter().filter(is_missing).cloned().collect()
            } else {
                Vec::new()
            };
            Progress { group: group.name.clone(), needs: group.needs, filled_by, asked: index < open, missing }
        };
        policy.groups.iter().enumerate().map(of_group).collect()
    }

    /// What was approved is under review again, on the same words.
    pub(super) fn goes_on(&mut self, now: Time) {
        self.expires_at = now + Duration::minutes(self.frozen.policy.review_minutes);
    }

    /// The words changed: no vote on the old ones counts. Answers whose were voided.
    pub(super) fn void(&mut self, hash: Hash, now: Time) -> Vec<Vote> {
        self.hash = hash;
        self.goes_on(now);
        std::mem::take(&mut self.votes)
    }
}
