//! A veto follows the words: whoever says the same about the same incident, in another statement too, says what was vetoed.

pub mod store;

use std::collections::BTreeSet;

use super::review::Vote;
use super::text::Hash;
use super::{Approval, How, Refused, Setback, State, Statement};
use crate::person::Person;

impl Statement {
    /// These words were not vetoed: not here, and not in another statement about the same incident.
    pub(super) fn not_vetoed(&self) -> Result<(), Refused> {
        if self.is_vetoed() { Err(Refused::Vetoed) } else { Ok(()) }
    }

    /// Whether it says all of what was vetoed, with or without more, or a part of it and nothing else.
    pub fn is_vetoed(&self) -> bool {
        let words = self.texts.hashes();
        let carries = |vetoed: &BTreeSet<Hash>| words.is_superset(vetoed) || words.is_subset(vetoed);
        self.vetoed.contains(self.texts.hash()) || self.barred.iter().any(carries)
    }

    /// These words never, whatever else stands beside them.
    pub(super) fn bar(&mut self) {
        self.vetoed.insert(self.texts.hash().clone());
        self.barred.push(self.texts.hashes());
    }

    /// The same words were vetoed in another statement: they fall here too. Answers whose votes are void.
    pub fn falls(&mut self, by: &Person, why: &str) -> Option<Vec<Vote>> {
        let voided = match &self.state {
            State::InReview(review) => review.votes.clone(),
            State::Approved(Approval { how: How::Policy(review), .. }) => review.votes.clone(),
            _ => return None,
        };
        if !self.is_vetoed() {
            return None;
        }
        self.state = State::Draft { after: Some(Setback::Vetoed { by: by.clone(), why: why.to_owned() }) };
        Some(voided)
    }
}
