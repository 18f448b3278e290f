//! The transitions of a statement. Each takes who and when, and may refuse.

use chrono::Duration;

use super::policy::{Person, Policy, Roster, Unreachable};
use super::review::{NoVote, Review, Verdict, Vote};
use super::text::{Hash, Words};
use super::{Approval, How, Publication, Setback, State, Statement};
use crate::clock::Time;
use crate::id::StatementId;

/// The shortest justification for releasing without approval, in characters.
pub const WHY_LEAST: usize = 15;

/// Why a transition did not happen. The person must act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There are no words.
    Empty,
    /// Somebody edited it since the person read it.
    EditedMeanwhile {
        by: Person,
        revision: u32,
    },
    /// It is public, withdrawn or superseded: only a new statement can say something else.
    Over,
    /// Nothing is under review.
    NotInReview,
    /// These words were vetoed: they have to change first.
    Vetoed,
    /// The policy can't be satisfied, whoever agrees.
    Unreachable(Unreachable),
    NoVote(NoVote),
    /// The person is not named for this.
    NotNamed,
    /// It has to be justified in writing.
    Unjustified,
    /// Only what is approved can be published.
    NotApproved,
    /// Only what is public can be corrected, withdrawn or superseded.
    NotPublished,
}

/// What an edit did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// The words are the same; votes stand.
    Same,
    /// A new revision, and whose votes are void.
    Revised { voided: Vec<Vote> },
}

/// What asking for a review did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    Started,
    /// These words are under review or approved already; nothing changed.
    Already,
}

/// What a vote did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voted {
    /// The person had said so before.
    Same,
    Counted,
    /// It was the last one needed.
    Approved,
}

impl Statement {
    /// New words. `read` is the revision that the person had before them.
    pub fn edit(&mut self, by: &str, read: u32, words: Words, now: Time) -> Result<Edited, Refused> {
        if matches!(self.state, State::Published(_) | State::Withdrawn { .. } | State::Superseded { .. }) {
            return Err(Refused::Over);
        }
        if words.is_empty() {
            return Err(Refused::Empty);
        }
        if words == self.words {
            return Ok(Edited::Same);
        }
        if read != self.revision {
            return Err(Refused::EditedMeanwhile { by: self.edited_by.clone(), revision: self.revision });
        }
        (self.revision, self.words) = (self.revision + 1, words);
        (self.edited_by, self.edited_at) = (by.to_owned(), now);
        self.authors.insert(by.to_owned());
        let hash = self.words.hash().clone();
        let vetoed = self.vetoed.contains(&hash);
        // The review goes on, on the new words, under the policy that was frozen for it.
        let (state, voided) = match std::mem::replace(&mut self.state, State::Draft { after: None }) {
            State::InReview(review) => reopened(review, hash, vetoed, now),
            State::Approved(Approval { how: How::Policy(review), .. })
            | State::Approved(Approval { how: How::BrokenGlass { review: Some(review), .. }, .. }) => {
                reopened(review, hash, vetoed, now)
            }
            State::Approved(_) => (State::Draft { after: None }, Vec::new()),
            other => (other, Vec::new()),
        };
        self.state = state;
        Ok(Edited::Revised { voided })
    }

    /// Asks for a review of the present words under this policy, as the people are now.
    pub fn ask(&mut self, by: &str, policy: Policy, roster: &Roster, now: Time) -> Result<Asked, Refused> {
        match self.state {
            State::Draft { .. } => {}
            State::InReview(_) | State::Approved(_) => return Ok(Asked::Already),
            _ => return Err(Refused::Over),
        }
        if self.words.is_empty() {
            return Err(Refused::Empty);
        }
        if self.vetoed.contains(self.words.hash()) {
            return Err(Refused::Vetoed);
        }
        let policy = if self.sensitive { policy.guarded() } else { policy };
        let frozen = policy.freeze(roster, now);
        if frozen.policy.groups.is_empty() {
            let group = String::new();
            return Err(Refused::Unreachable(Unreachable { group, needs: 1, has: 0 }));
        }
        if let Some(unreachable) = frozen.unreachable(&self.authors, roster) {
            return Err(Refused::Unreachable(unreachable));
        }
        self.state = State::InReview(Review::new(frozen, self.words.hash().clone(), by, now));
        Ok(Asked::Started)
    }

    /// A person's verdict about these words. The last one needed approves them.
    pub fn vote(
        &mut self,
        by: &str,
        about: &Hash,
        verdict: Verdict,
        roster: &Roster,
        now: Time,
    ) -> Result<Voted, Refused> {
        let State::InReview(review) = &mut self.state else { return Err(Refused::NotInReview) };
        let approves = verdict == Verdict::Approve;
        let new = review.vote(by, about, verdict, &self.authors, roster, now).map_err(Refused::NoVote)?;
        if approves && review.is_satisfied(roster) {
            let until = now + Duration::minutes(review.frozen.policy.approval_minutes);
            let how = How::Policy(review.clone());
            self.state = State::Approved(Approval { hash: about.clone(), at: now, until, how });
            return Ok(Voted::Approved);
        }
        Ok(if new { Voted::Counted } else { Voted::Same })
    }

    /// These words never: whoever may vote may say so, also after the others approved them. Answers whose votes are void.
    pub fn veto(
        &mut self,
        by: &str,
        about: &Hash,
        why: &str,
        roster: &Roster,
        now: Time,
    ) -> Result<Vec<Vote>, Refused> {
        let review = match &self.state {
            State::InReview(review) => review,
            State::Approved(Approval { how: How::Policy(review), until, .. }) if now < *until => review,
            _ => return Err(Refused::NotInReview),
        };
        let may = review.may_vote(by, about, &self.authors, roster, now);
        // Once they are approved it does not matter that the review's time is over, or whose turn it was.
        let approved = matches!(self.state, State::Approved(_));
        let sits = || !review.frozen.stands_for(by, &self.authors, roster, now).is_empty();
        match may {
            Ok(_) => {}
            Err(NoVote::NotYet { .. }) => {}
            Err(NoVote::Expired) if approved && *about == review.hash && !self.authors.contains(by) && sits() => {}
            Err(no) => return Err(Refused::NoVote(no)),
        }
        let voided = review.votes.clone();
        self.vetoed.insert(about.clone());
        self.state = State::Draft { after: Some(Setback::Vetoed { by: by.to_owned(), why: why.to_owned() }) };
        Ok(voided)
    }

    /// Takes it back from review, or an approval that was not used. Answers whose votes are void.
    pub fn recall(&mut self, by: &str) -> Result<Vec<Vote>, Refused> {
        let voided = match &self.state {
            State::InReview(review) => review.votes.clone(),
            State::Approved(approval) => approval.votes().to_vec(),
            _ => return Err(Refused::NotInReview),
        };
        self.state = State::Draft { after: Some(Setback::Recalled { by: by.to_owned() }) };
        Ok(voided)
    }

    /// Time passed: a review or an approval may be over. Answers whose votes are void.
    pub fn expire(&mut self, now: Time) -> Option<Vec<Vote>> {
        let (setback, voided) = match &self.state {
            State::InReview(review) if now >= review.expires_at => (Setback::ReviewExpired, review.votes.clone()),
            State::Approved(approval) if now >= approval.until => (Setback::ApprovalExpired, approval.votes().to_vec()),
            _ => return None,
        };
        self.state = State::Draft { after: Some(setback) };
        Some(voided)
    }

    /// Releases the present words without approval: for people whom the policy names, with a reason. A veto stands.
    pub fn break_glass(
        &mut self,
        by: &str,
        about: &Hash,
        why: &str,
        policy: &Policy,
        now: Time,
    ) -> Result<(), Refused> {
        let (named, lasts, review) = match &self.state {
            // Under review the policy is the frozen one.
            State::InReview(review) => {
                (&review.frozen.policy.break_glass, review.frozen.policy.approval_minutes, Some(review.clone()))
            }
            State::Draft { .. } => (&policy.break_glass, policy.approval_minutes, None),
            State::Approved(_) => return Err(Refused::NotInReview),
            _ => return Err(Refused::Over),
        };
        if !named.contains(by) {
            return Err(Refused::NotNamed);
        }
        if about != self.words.hash() {
            return Err(Refused::NoVote(NoVote::OtherWords));
        }
        if self.vetoed.contains(about) {
            return Err(Refused::Vetoed);
        }
        let why = why.trim();
        if why.chars().count() < WHY_LEAST {
            return Err(Refused::Unjustified);
        }
        let how = How::BrokenGlass { by: by.to_owned(), why: why.to_owned(), review };
        let until = now + Duration::minutes(lasts);
        self.state = State::Approved(Approval { hash: about.clone(), at: now, until, how });
        Ok(())
    }

    /// It stands in public. `found` is what was really published, where somebody gave it. True when that is what was
    /// approved, or nobody looked.
    pub fn publish(&mut self, by: &str, link: &str, found: Option<&Words>, now: Time) -> Result<bool, Refused> {
        let approval = match &self.state {
            State::Approved(approval) if now < approval.until => approval.clone(),
            State::Published(_) | State::Withdrawn { .. } | State::Superseded { .. } => return Err(Refused::Over),
            _ => return Err(Refused::NotApproved),
        };
        let differs = found.filter(|found| *found.hash() != approval.hash).map(|found| found.text().to_owned());
        let same = differs.is_none();
        self.state =
            State::Published(Publication { approval, by: by.to_owned(), at: now, link: link.to_owned(), differs });
        Ok(same)
    }

    /// It no longer holds: taken down in public, or put away as a draft.
    pub fn withdraw(&mut self, by: &str, why: &str, now: Time) -> Result<(), Refused> {
        let was = self.leaves()?;
        self.state = State::Withdrawn { by: by.to_owned(), at: now, why: why.to_owned(), was };
        Ok(())
    }

    /// Another statement stands in its place.
    pub fn supersede(&mut self, by: StatementId, now: Time) -> Result<(), Refused> {
        if !matches!(self.state, State::Published(_)) {
            return Err(Refused::NotPublished);
        }
        let was = self.leaves()?;
        self.state = State::Superseded { by, at: now, was };
        Ok(())
    }

    fn leaves(&self) -> Result<Option<Publication>, Refused> {
        match &self.state {
            State::Withdrawn { .. } | State::Superseded { .. } => Err(Refused::Over),
            State::Published(publication) => Ok(Some(publication.clone())),
            _ => Ok(None),
        }
    }
}

impl Approval {
    /// The votes behind it.
    pub fn votes(&self) -> &[Vote] {
        match &self.how {
            How::Policy(review) | How::BrokenGlass { review: Some(review), .. } => &review.votes,
            How::BrokenGlass { review: None, .. } => &[],
        }
    }
}

fn reopened(mut review: Review, hash: Hash, vetoed: bool, now: Time) -> (State, Vec<Vote>) {
    let voided = review.void(hash, now);
    // Words that were vetoed before can't come back by an edit.
    let state = if vetoed { State::Draft { after: None } } else { State::InReview(review) };
    (state, voided)
}
