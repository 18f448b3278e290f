//! What keeps words from being approved, and approved words from going out.

use super::texts::Texts;
use super::{Approval, How, Refused, Statement};

impl Statement {
    /// Whether these words could be said where they are meant to be.
    pub(super) fn fit(&self) -> Result<(), Refused> {
        if self.texts.is_empty() {
            return Err(Refused::Empty);
        }
        self.not_vetoed()?;
        match self.texts.too_long() {
            Some((variant, by)) => Err(Refused::TooLong { channel: variant.channel, by }),
            None => Ok(()),
        }
    }

    /// Nothing is left to be filled in.
    pub(super) fn filled_in(&self) -> Result<(), Refused> {
        let blanks = self.texts.blanks();
        if blanks.is_empty() { Ok(()) } else { Err(Refused::Open { blanks }) }
    }

    /// Whether what was approved may go out as it stands in the store: complete, and these very words.
    pub fn may_go_out(&self, approval: &Approval) -> Result<(), Refused> {
        if !approval.is_of(&self.texts) {
            return Err(Refused::Spoilt);
        }
        // Who broke the glass did so over no veto; one that came later is for those who approve.
        if matches!(approval.how, How::Policy(_)) {
            self.not_vetoed()?;
        }
        self.filled_in()
    }
}

impl Approval {
    /// Whether these are the words that were approved.
    pub fn is_of(&self, texts: &Texts) -> bool {
        self.hash == *texts.hash()
    }
}
