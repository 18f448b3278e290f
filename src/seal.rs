//! One hash over several fields.

use sha2::{Digest, Sha256};

/// The fields as netstrings, one after the other: each with its length in bytes and a colon in front, so that no two lists
/// of fields can be written the same way. Source: <https://cr.yp.to/proto/netstrings.txt>, without the comma, which
/// says nothing.
pub fn netstrings<const N: usize>(fields: [&str; N]) -> String {
    fields.map(|field| format!("{}:{field}", field.len())).concat()
}

/// The first field of a text of [`netstrings`], and what comes after it.
pub fn first_netstring(text: &str) -> Option<(&str, &str)> {
    let (length, rest) = text.split_once(':')?;
    rest.split_at_checked(length.parse().ok()?)
}

/// SHA-256 over [`netstrings`] of the fields, in hexadecimal digits.
pub fn seal<const N: usize>(fields: [&str; N]) -> String {
    hex::encode(Sha256::digest(netstrings(fields)))
}

/// Whether a stored hash is of these fields: as [`seal`] makes it, or as it was made at first, with each field's length as
/// eight bytes in front.
pub fn is_seal<const N: usize>(hash: &str, fields: [&str; N]) -> bool {
    let at_first = |fields: [&str; N]| {
        let mut hasher = Sha256::new();
        for field in fields {
            hasher.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
            hasher.update(field);
        }
        hex::encode(hasher.finalize())
    };
    seal(fields) == hash || at_first(fields) == hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_of_its_fields_alone_whichever_way_it_was_made() {
        // SHA-256 of the bytes 0, 0, 0, 0, 0, 0, 0, 1, 'a'.
        let at_first = hex::encode(Sha256::digest(b"\0\0\0\0\0\0\0\x01a"));
        for hash in [at_first, seal(["a"])] {
            assert!(is_seal(&hash, ["a"]) && !is_seal(&hash, ["b"]) && !is_seal(&hash, ["a", ""]));
        }
    }

    #[test]
    fn fields_come_back_as_they_were_and_what_is_cut_does_not() {
        let text = netstrings(["", "12:ab", "щ:台北"]);
        let (empty, text) = first_netstring(&text).unwrap();
        let (colon, text) = first_netstring(text).unwrap();
        assert_eq!((empty, colon, first_netstring(text)), ("", "12:ab", Some(("щ:台北", ""))));
        for cut in ["", "3", "3:ab", "1:щ", "-1:", "x:y"] {
            assert_eq!(first_netstring(cut), None, "{cut}");
        }
    }
}
