//! The Merkle tree over the hashes of the ledger's rows, as RFC 9162 builds it (section 2.1.1): one hash says what all rows
//! are, and a witness can be shown that a later ledger begins with an earlier one.

use sha2::{Digest, Sha256};

/// A SHA-256.
pub type Hash = [u8; 32];

/// The tree, as far as it has grown: the roots of its whole parts, the largest first.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    size: u64,
    parts: Vec<Hash>,
}

impl Tree {
    /// The next leaf.
    pub fn grow(&mut self, leaf: &[u8]) {
        let mut node: Hash = Sha256::new().chain_update([0]).chain_update(leaf).finalize().into();
        let mut before = self.size;
        while before & 1 == 1
            && let Some(left) = self.parts.pop()
        {
            node = joined(&left, &node);
            before >>= 1;
        }
        self.parts.push(node);
        self.size += 1;
    }

    pub fn size(&self) -> u64 {
        self.size
    }

    /// The one hash of all leaves.
    pub fn root(&self) -> Hash {
        let mut parts = self.parts.iter().rev();
        let Some(last) = parts.next() else { return Sha256::digest([]).into() };
        parts.fold(*last, |right, left| joined(left, &right))
    }
}

fn joined(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the RFC defines it, without any memory.
    fn defined(leaves: &[Vec<u8>]) -> Hash {
        match leaves {
            [] => Sha256::digest([]).into(),
            [one] => Sha256::new().chain_update([0]).chain_update(one).finalize().into(),
            more => {
                let half = more.len().next_power_of_two() / 2;
                joined(&defined(&more[..half]), &defined(&more[half..]))
            }
        }
    }

    #[test]
    fn it_is_the_tree_of_the_rfc_at_every_size() {
        let leaves: Vec<Vec<u8>> = (0..70_u8).map(|n| vec![n; usize::from(n % 5)]).collect();
        let mut tree = Tree::default();
        for size in 0..leaves.len() {
            assert_eq!((tree.root(), tree.size()), (defined(&leaves[..size]), size as u64));
            tree.grow(&leaves[size]);
        }
    }

    #[test]
    fn it_has_the_roots_that_others_publish() {
        // The test vectors of Certificate Transparency's first implementation, of sizes 0, 1, 2 and 8.
        let leaves =
            ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        let mut tree = Tree::default();
        let mut roots = vec![hex::encode(tree.root())];
        for leaf in leaves {
            tree.grow(&hex::decode(leaf).unwrap());
            roots.push(hex::encode(tree.root()));
        }
        assert_eq!(roots[0], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(roots[1], "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assert_eq!(roots[2], "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assert_eq!(roots[8], "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }
}
