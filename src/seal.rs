//! One hash over several fields.

use sha2::{Digest, Sha256};

/// The fields as netstrings, one after the other: each with its length in bytes and a colon in front, so that no two lists
/// of fields can be written the same way. Source: <https://cr.yp.to/proto/netstrings.txt>, without the comma, which
/// says nothing.
pub fn netstrings<const N: usize>(fields: [&str; N]) -> String {
    fields.map(|field| format!("{}:{field}", field.len())).concat()
}

/// SHA-256 over [`netstrings`] of the fields, in hexadecimal digits.
pub fn seal<const N: usize>(fields: [&str; N]) -> String {
    hex::encode(Sha256::digest(netstrings(fields)))
}
