//! Secrets that guard a way in: none may be guessed, or read in a manual.

use secrecy::{ExposeSecret, SecretString};

use crate::sources::webhook::{Key, WrongSecret};

/// The fewest characters of a secret.
pub const LEAST: usize = 16;
/// The fewest different characters: keys held down are no secret.
const DIFFERENT: usize = 6;
/// What secrets look like that somebody copied from an example and meant to replace.
const EXAMPLES: [&str; 7] = ["...", "changeme", "example", "longsecret", "mysecret", "yourtoken", "yoursecret"];
/// Keys that manuals of the signature print.
const PRINTED: [&str; 2] = ["MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "C2FVsBQIhrscChlQIMV+b5sSYspob7oD"];

/// Why a secret guards nothing. Never says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    #[error("is blank")]
    Blank,
    #[error("has {0} characters, and {LEAST} are the fewest")]
    Short(usize),
    #[error("is one of an example, which everybody knows")]
    Example,
}

/// Refuses a secret that opens the door to whoever guesses.
pub fn strong(secret: &SecretString) -> Result<(), Weak> {
    let text = secret.expose_secret().trim();
    match text.chars().count() {
        0 => Err(Weak::Blank),
        short if short < LEAST => Err(Weak::Short(short)),
        _ if is_an_example(text) => Err(Weak::Example),
        _ => Ok(()),
    }
}

/// The key of a signature, unless a manual prints it.
pub fn key(secret: &SecretString) -> Result<Key, WrongSecret> {
    let key = Key::parse(secret)?;
    let text = secret.expose_secret().trim();
    let printed = PRINTED.iter().any(|printed| text.contains(printed));
    if printed || is_an_example(text) { Err(WrongSecret::Example) } else { Ok(key) }
}

fn is_an_example(text: &str) -> bool {
    let plain: String = text.to_lowercase().chars().filter(|c| !matches!(c, '-' | '_' | ' ')).collect();
    let different: std::collections::BTreeSet<char> = plain.trim_start_matches("whsec").chars().collect();
    different.len() < DIFFERENT || EXAMPLES.iter().any(|example| plain.contains(example))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_guessed_is_refused() {
        for (text, weak) in [
            ("", Err(Weak::Blank)),
            (" \t\n", Err(Weak::Blank)),
            ("fifteen letters", Err(Weak::Short(15))),
            ("ключовете-са-16", Err(Weak::Short(15))),
            ("a long secret, truly", Err(Weak::Example)),
            ("Change-Me-Change-Me", Err(Weak::Example)),
            ("aaaaaaaaaaaaaaaaaaaaaaaa", Err(Weak::Example)),
            ("1212121212121212", Err(Weak::Example)),
            ("3b9f0c51d2a84e67", Ok(())),
        ] {
            assert_eq!(strong(&text.into()), weak, "{text:?}");
        }
    }

    #[test]
    fn keys_of_manuals_sign_nothing() {
        for text in ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            assert_eq!(key(&text.into()).err(), Some(WrongSecret::Example), "{text}");
        }
        assert!(key(&"whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4".into()).is_ok());
    }
}
