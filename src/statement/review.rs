//! A review: the frozen policy, the exact words under it, and the votes on these words and no others.

use std::collections::BTreeSet;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::policy::{Frozen, Roster};
use super::seats;
use super::text::Hash;
use crate::clock::Time;
use crate::person::{Human, Person};

/// A review under way, or the one that led to an approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub frozen: Frozen,
    /// What the votes are about.
    pub hash: Hash,
    pub asked_by: Person,
    pub asked_at: Time,
    /// From then on no vote counts.
    pub expires_at: Time,
    /// At most one of each person, in the order in which they were first cast.
    pub votes: Vec<Vote>,
}

/// What a person said about the exact words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    pub by: Person,
    pub verdict: Verdict,
    pub at: Time,
    /// The words that it is about.
    pub hash: Hash,
    /// For whom it may count: the person, and all accounts of those whose deputy they were when they voted.
    pub stands_for: Vec<Person>,
    /// How many of the groups, in order, were being asked.
    pub open: usize,
    /// It fills no seat any more: whoever gave it lost what entitled them, or had no say in it.
    #[serde(default)]
    pub struck: bool,
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
    pub fn new(frozen: Frozen, hash: Hash, by: &Person, now: Time) -> Self {
        let expires_at = now + Duration::minutes(frozen.policy.review_minutes);
        Self { frozen, hash, asked_by: by.clone(), asked_at: now, expires_at, votes: Vec::new() }
    }

    /// Takes a vote. False when the person said the same before and nothing changed.
    pub fn vote(
        &mut self,
        by: &Person,
        about: &Hash,
        verdict: Verdict,
        authors: &BTreeSet<Human>,
        roster: &Roster,
        now: Time,
    ) -> Result<bool, NoVote> {
        let others = self.may_vote(by, about, authors, roster, now)?;
        let human = roster.human(by);
        let (own, others): (Vec<Human>, Vec<Human>) = others.into_iter().partition(|of| *of == human);
        let own = own.iter().map(|_| by.clone());
        let stands_for = own.chain(others.iter().flat_map(|of| roster.accounts.of(of))).collect();
        let open = self.open(authors, roster);
        let mut vote = Vote { by: by.clone(), verdict, at: now, hash: about.clone(), stands_for, open, struck: false };
        // Accounts that were two people's when they voted may be one human's now: one vote is theirs, the latest.
        let is_theirs = |vote: &Vote| roster.human(&vote.by) == human;
        let (first, all) = (self.votes.iter().position(is_theirs), self.votes.len());
        let later = self.votes.split_off(first.map_or(all, |first| first + 1));
        self.votes.extend(later.into_iter().filter(|vote| !is_theirs(vote)));
        let alone = self.votes.len() == all;
        let Some(before) = first.and_then(|first| self.votes.get_mut(first)) else {
            self.votes.push(vote);
            return Ok(true);
        };
        if before.verdict == vote.verdict {
            vote.open = vote.open.max(before.open);
            let same = roster.humans(&before.stands_for) == roster.humans(&vote.stands_for);
            if alone && same && before.open == vote.open {
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
        by: &Person,
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
        let human = roster.human(by);
        if authors.contains(&human) {
            return Err(NoVote::Author);
        }
        let stands_for = self.frozen.stands_for(&human, authors, roster, now);
        if stands_for.is_empty() {
            return Err(NoVote::NotEntitled);
        }
        let open = self.open(authors, roster);
        let asked = (0..open).any(|group| stands_for.iter().any(|of| self.frozen.sits(of, group, roster)));
        if !asked {
            let first = self.frozen.policy.groups.get(open.saturating_sub(1));
            return Err(NoVote::NotYet { first: first.map(|group| group.name.clone()).unwrap_or_default() });
        }
        Ok(stands_for)
    }

    /// Whether every group has approved these words, one of the house among them, and nobody asks for changes.
    pub fn is_satisfied(&self, authors: &BTreeSet<Human>, roster: &Roster) -> bool {
        let groups = &self.frozen.policy.groups;
        !groups.is_empty()
            && groups.iter().all(|group| group.needs > 0)
            && self.changes_asked().is_none()
            && self.filled_first(groups.len(), authors, roster)
            && self
                .counting(authors, roster)
                .iter()
                .any(|(vote, of)| !of.is_empty() && !roster.outside.contains(&roster.human(&vote.by)))
    }

    /// The first who asks for changes. This stands until the words change or the person says otherwise, whatever
    /// becomes of their role.
    pub fn changes_asked(&self) -> Option<&Vote> {
        self.votes.iter().find(|vote| vote.verdict != Verdict::Approve)
    }

    /// The approvals that count, and in which groups each could: its people still have their seats, and nobody speaks for
    /// a person twice. The person goes before their deputies, the first deputy before the others. Who is known by now to be
    /// an author, or to have voted by another account, has no say in it.
    fn counting(&self, authors: &BTreeSet<Human>, roster: &Roster) -> Vec<(&Vote, Vec<usize>)> {
        let approves = |vote: &&Vote| vote.verdict == Verdict::Approve && vote.hash == self.hash;
        let mut spoken = roster.humans(self.votes.iter().map(|vote| &vote.by));
        let (mut voted, mut counting) = (BTreeSet::new(), Vec::new());
        for vote in self.votes.iter().filter(approves) {
            let by = roster.human(&vote.by);
            if authors.contains(&by) || !voted.insert(by.clone()) {
                continue;
            }
            let of = roster.humans(&vote.stands_for).into_iter();
            let of: Vec<Human> =
                of.filter(|of| !authors.contains(of) && (*of == by || spoken.insert(of.clone()))).collect();
            let groups = (0..vote.open.min(self.frozen.policy.groups.len()))
                .filter(|&group| of.iter().any(|of| self.frozen.sits(of, group, roster)))
                .collect();
            counting.push((vote, groups));
        }
        counting
    }

    /// Notes which approvals fill no seat, as the people are now.
    pub(super) fn strike(&mut self, authors: &BTreeSet<Human>, roster: &Roster) {
        let counting = self.counting(authors, roster);
        let counts: BTreeSet<Person> =
            counting.into_iter().filter(|(_, groups)| !groups.is_empty()).map(|(vote, _)| vote.by.clone()).collect();
        for vote in &mut self.votes {
            vote.struck = vote.verdict == Verdict::Approve && !counts.contains(&vote.by);
        }
    }

    /// Approvals that no longer count anywhere: whoever gave them lost what entitled them.
    pub fn lost(&self, authors: &BTreeSet<Human>, roster: &Roster) -> Vec<&Vote> {
        let stands = |of: &Human| !authors.contains(of) && self.frozen.sits_anywhere(of, roster);
        let counts = |vote: &&Vote| {
            !authors.contains(&roster.human(&vote.by)) && roster.humans(&vote.stands_for).iter().any(stands)
        };
        self.votes.iter().filter(|vote| vote.verdict == Verdict::Approve && !counts(vote)).collect()
    }

    fn filled_first(&self, groups: usize, authors: &BTreeSet<Human>, roster: &Roster) -> bool {
        let needs: Vec<usize> = self.frozen.policy.groups.iter().take(groups).map(|group| group.needs).collect();
        seats::filled(&needs, &self.may_sit(groups, authors, roster), self.frozen.policy.many_seats) == needs
    }

    fn may_sit(&self, groups: usize, authors: &BTreeSet<Human>, roster: &Roster) -> Vec<Vec<usize>> {
        let within = |(_, of): (&Vote, Vec<usize>)| of.into_iter().filter(|&group| group < groups).collect();
        self.counting(authors, roster).into_iter().map(within).collect()
    }

    /// How many of the groups, in order, are asked now.
    fn open(&self, authors: &BTreeSet<Human>, roster: &Roster) -> usize {
        let all = self.frozen.policy.groups.len();
        if !self.frozen.policy.ordered {
            return all;
        }
        (1..all).find(|&first| !self.filled_first(first, authors, roster)).unwrap_or(all)
    }

    /// Where each group stands.
    pub fn progress(&self, authors: &BTreeSet<Human>, roster: &Roster) -> Vec<Progress> {
        let policy = &self.frozen.policy;
        let needs: Vec<usize> = policy.groups.iter().map(|group| group.needs).collect();
        let counting = self.counting(authors, roster);
        let votes: Vec<Vec<usize>> = counting.iter().map(|(_, groups)| groups.clone()).collect();
        let seated = seats::seating(&needs, &votes, policy.many_seats);
        let sitting: BTreeSet<usize> = seated.iter().flatten().copied().collect();
        let open = self.open(authors, roster);
        let of_group = |(index, group): (usize, &super::policy::Group)| {
            let is_missing = |person: &Human| {
                let voted = counting.iter().enumerate().any(|(n, (vote, _))| {
                    roster.human(&vote.by) == *person
                        && (!policy.many_seats && sitting.contains(&n) || seated[index].contains(&n))
                });
                !voted && !authors.contains(person) && self.frozen.sits(person, index, roster)
            };
            let filled_by: Vec<Human> = seated[index].iter().map(|&vote| roster.human(&counting[vote].0.by)).collect();
            let missing = if filled_by.len() < group.needs {
                self.frozen.of_group(index, roster).into_iter().filter(is_missing).collect()
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
