//! A set of hashes that is asked often and mostly in vain.

/// Says of a hash that it is not in a set, or that it may be.
pub struct Filter(Vec<u64>);

impl Filter {
    pub fn of<'h>(hashes: impl Iterator<Item = &'h u32>) -> Self {
        let mut bits = vec![0; 1 << 10];
        for hash in hashes {
            bits[(hash >> 6 & 0x3FF) as usize] |= 1_u64 << (hash & 63);
        }
        Self(bits)
    }

    pub fn may(&self, hash: u32) -> bool {
        self.0.get((hash >> 6 & 0x3FF) as usize).is_some_and(|bits| bits >> (hash & 63) & 1 == 1)
    }
}
