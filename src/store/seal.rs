//! One hash over several fields.

use sha2::{Digest, Sha256};

/// SHA-256 over the fields, each with its length in front (eight bytes, big-endian), so that no two lists of fields can
/// be written the same way. In hexadecimal digits.
pub fn seal<const N: usize>(fields: [&str; N]) -> String {
    let mut hasher = Sha256::new();
    for field in fields {
        hasher.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(field);
    }
    hex::encode(hasher.finalize())
}
