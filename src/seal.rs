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

#[cfg(test)]
mod tests {
    use super::*;

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
