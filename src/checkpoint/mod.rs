//! A signed checkpoint of the ledger, as C2SP describes it (<https://c2sp.org/tlog-checkpoint>): how many rows there are, and
//! the one hash of all of them. Whoever keeps it elsewhere finds a ledger whose end was cut off or that was written anew,
//! which the database alone can't tell.

pub mod desk;
pub mod note;
mod store;
pub mod tree;
mod voice;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::chat::Place;
use note::{Signer, Verifier, Wrong};
use tree::{Hash, Tree};

/// What its timer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The next one is posted.
    Daily,
}

/// What the operator decided: with which key, and where it is posted every day.
pub struct Anchor {
    pub signer: Signer,
    pub channel: Place,
}

/// How far a ledger had come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which ledger: the name of its key.
    pub origin: String,
    pub size: u64,
    pub root: Hash,
}

/// Why a ledger is not the one that was signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Differs {
    #[error("the checkpoint {0}")]
    Unreadable(Wrong),
    #[error("the checkpoint is no checkpoint: it has a name, a number of rows and a hash, each on a line")]
    NoCheckpoint,
    #[error("the checkpoint is of another ledger, {0}")]
    OtherLedger(String),
    #[error("{signed} rows were there when the checkpoint was signed, and {found} are there now: the end was cut off")]
    Cut { signed: u64, found: u64 },
    #[error("the first {0} rows are not those that were signed: the chain was written anew")]
    Rewritten(u64),
}

impl Checkpoint {
    pub fn of(origin: &str, tree: &Tree) -> Self {
        Self { origin: origin.to_owned(), size: tree.size(), root: tree.root() }
    }

    /// As it is signed.
    pub fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root))
    }

    /// Reads one that this key signed. What a chat puts around it when it is copied does not matter.
    pub fn open(copied: &str, key: &Verifier) -> Result<Self, Differs> {
        let lines = copied.lines().map(str::trim_end).filter(|line| !line.starts_with("```"));
        let note = lines.collect::<Vec<_>>().join("\n");
        let note = format!("{}\n", note.trim());
        let body = key.open(&note).map_err(Differs::Unreadable)?;
        let checkpoint = Self::parse(body).ok_or(Differs::NoCheckpoint)?;
        if checkpoint.origin == key.name() { Ok(checkpoint) } else { Err(Differs::OtherLedger(checkpoint.origin)) }
    }

    /// Lines after the first three are somebody's else.
    fn parse(body: &str) -> Option<Self> {
        let mut lines = body.lines();
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let canonical = !origin.is_empty() && (size == "0" || !size.starts_with(['0', '+']));
        let root = STANDARD.decode(root).ok()?.try_into().ok()?;
        Some(Self { origin: origin.to_owned(), size: size.parse().ok().filter(|_| canonical)?, root })
    }

    /// Whether a ledger begins with the rows that were signed. The tree has grown to no more rows than these.
    pub fn is_the_beginning_of(&self, tree: &Tree) -> Result<(), Differs> {
        match tree.size() {
            found if found < self.size => Err(Differs::Cut { signed: self.size, found }),
            _ if tree.root() != self.root => Err(Differs::Rewritten(self.size)),
            _ => Ok(()),
        }
    }
}

/// The tree over the hashes of the first rows of a ledger, which come in order.
#[derive(Debug)]
pub struct Beginning {
    tree: Tree,
    rows: u64,
}

impl Beginning {
    /// Of so many rows; of all without.
    pub fn of(rows: Option<u64>) -> Self {
        Self { tree: Tree::default(), rows: rows.unwrap_or(u64::MAX) }
    }

    /// The hash of the next row, in hexadecimal digits.
    pub fn take(&mut self, hash: &str) {
        if self.tree.size() < self.rows {
            self.tree.grow(&hex::decode(hash).unwrap_or_default());
        }
    }

    pub fn tree(&self) -> &Tree {
        &self.tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beginning(rows: &[&str], of: u64) -> Beginning {
        let mut beginning = Beginning::of(Some(of));
        rows.iter().for_each(|row| beginning.take(&hex::encode(row)));
        beginning
    }

    #[test]
    fn a_ledger_that_was_cut_or_written_anew_is_not_the_signed_one() {
        let signer = Signer::parse(&Signer::new_key("acme/ledger", &[9; 32]).unwrap()).unwrap();
        let signed = signer.sign(&Checkpoint::of("acme/ledger", beginning(&["a", "b", "c"], 3).tree()).body());
        let checkpoint = Checkpoint::open(&format!("\n```\n{signed}```\r\n"), &signer.verifier()).unwrap();
        let against = |rows: &[&str]| checkpoint.is_the_beginning_of(beginning(rows, checkpoint.size).tree());
        assert_eq!(against(&["a", "b", "c"]), Ok(()));
        assert_eq!(against(&["a", "b", "c", "d"]), Ok(()), "it went on");
        assert_eq!(against(&["a", "b"]), Err(Differs::Cut { signed: 3, found: 2 }));
        assert_eq!(against(&["a", "x", "c", "d"]), Err(Differs::Rewritten(3)));
        let other = Signer::parse(&Signer::new_key("acme/ledger", &[8; 32]).unwrap()).unwrap().verifier();
        assert_eq!(Checkpoint::open(&signed, &other), Err(Differs::Unreadable(Wrong::Unsigned)));
        let foreign = signer.sign(&Checkpoint { origin: "umbrella".into(), ..checkpoint }.body());
        assert_eq!(Checkpoint::open(&foreign, &signer.verifier()), Err(Differs::OtherLedger("umbrella".into())));
        for body in ["acme/ledger\n03\nAAAA\n", "acme/ledger\n-1\n\n", "acme/ledger\n"] {
            assert_eq!(Checkpoint::open(&signer.sign(body), &signer.verifier()), Err(Differs::NoCheckpoint), "{body}");
        }
    }
}
