//! The transitions of a statement. Each takes who and when, and may refuse.

use chrono::Duration;

use super::policy::{Policy, Roster, Unreachable};
use super::review::{NoVote, Review, Verdict, Vote};
use super::text::{Hash, Words};
use super::texts::Texts;
use super::{Also, Approval, Channel, How, Publication, Setback, State, Statement};
use crate::clock::Time;
use crate::id::StatementId;
use crate::person::{Actor, Person};

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
    /// Its channel would not take it.
    TooLong {
        channel: Channel,
        by: usize,
    },
    /// The time for which it was planned is past.
    TooLate,
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
    /// It is for people of the house.
    Outside,
    /// Something is still to be filled in.
    Open {
        blanks: Vec<String>,
    },
    /// The words in the store are not those that were approved.
    Spoilt,
    /// A review was asked: what it is about stays.
    Decided,
    /// No tool is connected that publishes.
    NoTool,
    /// It is not public, or promises nothing.
    NoPromise,
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
    pub fn edit(&mut self, by: &Person, read: u32, texts: Texts, now: Time) -> Result<Edited, Refused> {
        if matches!(self.state, State::Published(_) | State::Withdrawn { .. } | State::Superseded { .. }) {
            return Err(Refused::Over);
        }
        if texts.is_empty() {
            return Err(Refused::Empty);
        }
        if texts == self.texts {
            return Ok(Edited::Same);
        }
        if read != self.revision {
            return Err(Refused::EditedMeanwhile { by: self.edited_by.clone(), revision: self.revision });
        }
        (self.revision, self.texts) = (self.revision + 1, texts);
        (self.edited_by, self.edited_at) = (by.clone(), now);
        self.authors.insert(by.clone());
        // Words that were vetoed, that no channel takes or that are not all there are no longer under review.
        let again = self.fit().and_then(|()| self.filled_in()).is_ok();
        let hash = self.texts.hash().clone();
        // The review goes on, on the new words, under the policy that was frozen for it.
        let (state, voided) = match std::mem::replace(&mut self.state, State::Draft { after: None }) {
            State::InReview(review) => self.reopened(review, hash, again, now),
            State::Approved(Approval { how: How::Policy(review), .. })
            | State::Approved(Approval { how: How::BrokenGlass { review: Some(review), .. }, .. }) => {
                self.reopened(review, hash, again, now)
            }
            State::Approved(_) => (State::Draft { after: None }, Vec::new()),
            other => (other, Vec::new()),
        };
        self.state = state;
        Ok(Edited::Revised { voided })
    }

    fn reopened(&self, mut review: Review, hash: Hash, again: bool, now: Time) -> (State, Vec<Vote>) {
        let voided = review.void(hash, now);
        review.expires_at = self.no_later(review.expires_at);
        let state = if again { State::InReview(review) } else { State::Draft { after: None } };
        (state, voided)
    }

    /// What is to be public at a time is reviewed before it.
    pub(super) fn no_later(&self, expires_at: Time) -> Time {
        self.publish_at.map_or(expires_at, |planned| planned.min(expires_at))
    }

    /// Until when an approval of now is good: its time counts from when it is to be public.
    fn good_until(&self, minutes: i64, now: Time) -> Time {
        self.publish_at.unwrap_or(now).max(now) + Duration::minutes(minutes)
    }

    /// Asks for a review of the present words under this policy, as the people are now.
    pub fn ask(&mut self, by: &Person, policy: Policy, roster: &Roster, now: Time) -> Result<Asked, Refused> {
        if matches!(self.state, State::Draft { .. }) {
            self.filled_in()?;
        }
        self.ask_as_template(by, policy, roster, now)
    }

    /// The same of a template as it stands: its blanks may be open, and it is never published as it is.
    pub fn ask_as_template(
        &mut self,
        by: &Person,
        policy: Policy,
        roster: &Roster,
        now: Time,
    ) -> Result<Asked, Refused> {
        match self.state {
            State::Draft { .. } => {}
            State::InReview(_) | State::Approved(_) => return Ok(Asked::Already),
            _ => return Err(Refused::Over),
        }
        self.fit()?;
        if self.publish_at.is_some_and(|planned| planned <= now) {
            return Err(Refused::TooLate);
        }
        let policy = if self.sensitive { policy.guarded() } else { policy };
        let frozen = policy.freeze(roster, now);
        if frozen.policy.groups.is_empty() {
            let group = String::new();
            return Err(Refused::Unreachable(Unreachable { group, needs: 1, has: 0 }));
        }
        if let Some(unreachable) = frozen.unreachable(&roster.humans(&self.authors), roster) {
            return Err(Refused::Unreachable(unreachable));
        }
        let mut review = Review::new(frozen, self.texts.hash().clone(), by, now);
        review.expires_at = self.no_later(review.expires_at);
        self.state = State::InReview(review);
        Ok(Asked::Started)
    }

    /// A person's verdict about these words. The last one needed approves them.
    pub fn vote(
        &mut self,
        by: &Person,
        about: &Hash,
        verdict: Verdict,
        roster: &Roster,
        now: Time,
    ) -> Result<Voted, Refused> {
        let (authors, vetoed) = (roster.humans(&self.authors), self.is_vetoed());
        let State::InReview(review) = &mut self.state else { return Err(Refused::NotInReview) };
        if vetoed {
            return Err(Refused::Vetoed);
        }
        let approves = verdict == Verdict::Approve;
        let new = review.vote(by, about, verdict, &authors, roster, now).map_err(Refused::NoVote)?;
        review.strike(&authors, roster);
        if approves && review.is_satisfied(&authors, roster) {
            let (minutes, how) = (review.frozen.policy.approval_minutes, How::Policy(review.clone()));
            let until = self.good_until(minutes, now);
            self.state = State::Approved(Approval { hash: about.clone(), at: now, until, how });
            self.approved = Some(self.revision);
            return Ok(Voted::Approved);
        }
        Ok(if new { Voted::Counted } else { Voted::Same })
    }

    /// These words never: whoever may vote may say so, also after the others approved them. Answers whose votes are void.
    pub fn veto(
        &mut self,
        by: &Person,
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
        let (human, authors) = (roster.human(by), roster.humans(&self.authors));
        if roster.outside.contains(&human) {
            return Err(Refused::NoVote(NoVote::Outside));
        }
        let may = review.may_vote(by, about, &authors, roster, now);
        // Once they are approved it does not matter that the review's time is over, or whose turn it was.
        let approved = matches!(self.state, State::Approved(_));
        let sits = || !review.frozen.stands_for(&human, &authors, roster, now).is_empty();
        match may {
            Ok(_) => {}
            Err(NoVote::NotYet { .. }) => {}
            Err(NoVote::Expired) if approved && *about == review.hash && !authors.contains(&human) && sits() => {}
            Err(no) => return Err(Refused::NoVote(no)),
        }
        let voided = review.votes.clone();
        self.bar();
        self.state = State::Draft { after: Some(Setback::Vetoed { by: by.clone(), why: why.to_owned() }) };
        Ok(voided)
    }

    /// Takes it back from review, or an approval that was not used. Answers whose votes are void.
    pub fn recall(&mut self, by: &Person) -> Result<Vec<Vote>, Refused> {
        let voided = match &self.state {
            State::InReview(review) => review.votes.clone(),
            State::Approved(approval) => approval.votes().to_vec(),
            _ => return Err(Refused::NotInReview),
        };
        self.state = State::Draft { after: Some(Setback::Recalled { by: by.clone() }) };
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
        by: &Person,
        about: &Hash,
        why: &str,
        (policy, roster): (&Policy, &Roster),
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
        if !roster.accounts.among(by, named.iter()) {
            return Err(Refused::NotNamed);
        }
        if about != self.texts.hash() {
            return Err(Refused::NoVote(NoVote::OtherWords));
        }
        self.fit()?;
        self.filled_in()?;
        let why = why.trim();
        if why.chars().count() < WHY_LEAST {
            return Err(Refused::Unjustified);
        }
        let how = How::BrokenGlass { by: by.clone(), why: why.to_owned(), review };
        let until = self.good_until(lasts, now);
        self.state = State::Approved(Approval { hash: about.clone(), at: now, until, how });
        self.approved = Some(self.revision);
        Ok(())
    }

    /// It stands in public, here first or here too. `found` is what was really published, where somebody gave it. True
    /// when that is what was approved, or nobody looked.
    pub fn publish(&mut self, by: &Actor, link: &str, found: Option<&Words>, now: Time) -> Result<bool, Refused> {
        let differs = found.filter(|found| self.texts.says(found).is_none()).map(|found| found.text().to_owned());
        let same = differs.is_none();
        let (by, link) = (by.clone(), link.to_owned());
        if let State::Approved(approval) | State::Published(Publication { approval, .. }) = &self.state {
            self.may_go_out(approval)?;
        }
        match &mut self.state {
            State::Approved(approval) if now < approval.until => {
                let (approval, also) = (approval.clone(), Vec::new());
                self.state = State::Published(Publication { approval, by, at: now, link, differs, also });
            }
            State::Published(publication) if publication.links().all(|known| known != link) => {
                publication.also.push(Also { by, at: now, link, differs });
            }
            State::Published(_) | State::Withdrawn { .. } | State::Superseded { .. } => return Err(Refused::Over),
            _ => return Err(Refused::NotApproved),
        }
        Ok(same)
    }

    /// It no longer holds: taken down in public, or put away as a draft.
    pub fn withdraw(&mut self, by: &Person, why: &str, now: Time) -> Result<(), Refused> {
        let was = self.leaves()?;
        self.state = State::Withdrawn { by: by.clone(), at: now, why: why.to_owned(), was };
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

impl Statement {
    /// What approved it, as long as it holds.
    pub fn approval(&self) -> Option<&Approval> {
        match &self.state {
            State::Approved(approval) | State::Published(Publication { approval, .. }) => Some(approval),
            _ => None,
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
