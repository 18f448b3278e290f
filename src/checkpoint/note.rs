//! Signed notes, as C2SP describes them (<https://c2sp.org/signed-note>): a text, and below it a line for each signature by
//! Ed25519. Witnesses can add their lines to ours.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

const ALGORITHM: u8 = 1;
const PRIVATE: &str = "PRIVATE+KEY+";
/// What a signature's line begins with.
const SIGNS: &str = "\u{2014} ";

/// Signs.
pub struct Signer {
    name: String,
    pair: Ed25519KeyPair,
}

/// Knows whose signature it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    public: [u8; 32],
}

/// Why a key or a note can't be used. Never shows a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("is no key; make one with: squall audit key NAME")]
    Key,
    #[error("is no name for a key; use letters, digits, dots, dashes and slashes, such as squall.example.org/ledger")]
    Name,
    #[error("is no signed note; it ends with an empty line and lines that begin with a dash")]
    Note,
    #[error("has no signature of this key")]
    Unsigned,
    #[error("has a signature of this key that is not of its text: one of them was changed")]
    Forged,
}

impl Signer {
    /// A new key from 32 random bytes, as text: the private one, to be kept as a secret.
    pub fn new_key(name: &str, seed: &[u8; 32]) -> Result<SecretString, Wrong> {
        let signer = Self::of(name, seed)?;
        let encoded = STANDARD.encode([&[ALGORITHM][..], seed].concat());
        Ok(format!("{PRIVATE}{name}+{}+{encoded}", hex::encode(signer.verifier().id())).into())
    }

    /// Reads what [`Signer::new_key`] wrote.
    pub fn parse(key: &SecretString) -> Result<Self, Wrong> {
        let rest = key.expose_secret().trim().strip_prefix(PRIVATE).ok_or(Wrong::Key)?;
        let (name, id, seed) = parts(rest)?;
        let signer = Self::of(name, &seed)?;
        if hex::encode(signer.verifier().id()) == id { Ok(signer) } else { Err(Wrong::Key) }
    }

    fn of(name: &str, seed: &[u8; 32]) -> Result<Self, Wrong> {
        let usable = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
        if name.is_empty() || name.len() > 100 || !name.chars().all(usable) {
            return Err(Wrong::Name);
        }
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| Wrong::Key)?;
        Ok(Self { name: name.to_owned(), pair })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Who knows its signatures.
    pub fn verifier(&self) -> Verifier {
        let mut public = [0; 32];
        public.copy_from_slice(self.pair.public_key().as_ref());
        Verifier { name: self.name.clone(), public }
    }

    /// The text with a signature below it. It ends with a line feed and has no empty line.
    pub fn sign(&self, text: &str) -> String {
        let signature = self.pair.sign(text.as_bytes());
        let encoded = STANDARD.encode([&self.verifier().id(), signature.as_ref()].concat());
        format!("{text}\n{SIGNS}{} {encoded}\n", self.name)
    }
}

impl Verifier {
    /// Reads a public key as [`Verifier::to_string`] writes it.
    pub fn parse(key: &str) -> Result<Self, Wrong> {
        let (name, id, public) = parts(key.trim())?;
        let verifier = Self { name: name.to_owned(), public };
        if hex::encode(verifier.id()) == id { Ok(verifier) } else { Err(Wrong::Key) }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of a note that this key signed.
    pub fn open<'a>(&self, note: &'a str) -> Result<&'a str, Wrong> {
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(Wrong::Note)?;
        let text = note.get(..=text.len()).ok_or(Wrong::Note)?;
        for line in signatures.lines() {
            let (name, encoded) = line.strip_prefix(SIGNS).and_then(|line| line.split_once(' ')).ok_or(Wrong::Note)?;
            let decoded = STANDARD.decode(encoded.trim_end()).map_err(|_| Wrong::Note)?;
            let (id, signature) = decoded.split_at_checked(4).ok_or(Wrong::Note)?;
            if name == self.name && id == self.id() {
                let key = UnparsedPublicKey::new(&ED25519, self.public);
                return key.verify(text.as_bytes(), signature).map(|()| text).map_err(|_| Wrong::Forged);
            }
        }
        Err(Wrong::Unsigned)
    }

    fn id(&self) -> [u8; 4] {
        let hash = Sha256::new().chain_update(&self.name).chain_update([b'\n', ALGORITHM]).chain_update(self.public);
        let hash: [u8; 32] = hash.finalize().into();
        [hash[0], hash[1], hash[2], hash[3]]
    }
}

impl std::fmt::Display for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let encoded = STANDARD.encode([&[ALGORITHM][..], &self.public].concat());
        write!(f, "{}+{}+{encoded}", self.name, hex::encode(self.id()))
    }
}

/// Name, id, and what the algorithm's sign stands before.
fn parts(key: &str) -> Result<(&str, &str, [u8; 32]), Wrong> {
    let (name, rest) = key.split_once('+').ok_or(Wrong::Key)?;
    let (id, encoded) = rest.split_once('+').ok_or(Wrong::Key)?;
    let bytes = STANDARD.decode(encoded).map_err(|_| Wrong::Key)?;
    match bytes.split_first() {
        Some((&ALGORITHM, rest)) => Ok((name, id, rest.try_into().map_err(|_| Wrong::Key)?)),
        _ => Err(Wrong::Key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_others_signed_is_known_and_nothing_else() {
        // The example of golang.org/x/mod/sumdb/note, which C2SP's description comes from.
        let key = Verifier::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").unwrap();
        let note = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\
            \n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        assert!(key.open(note).unwrap().ends_with("your problem is.\n"));
        assert_eq!(key.open(&note.replace("answer", "question")), Err(Wrong::Forged));
        let other = Signer::parse(&Signer::new_key("PeterNeumann", &[7; 32]).unwrap()).unwrap().verifier();
        assert_eq!(other.open(note), Err(Wrong::Unsigned));
        for broken in ["", "text\n", "text\n\nno signature\n", "text\n\n\u{2014} PeterNeumann x08g\n"] {
            assert_eq!(key.open(broken), Err(Wrong::Note), "{broken:?}");
        }
    }

    #[test]
    fn a_key_is_read_as_it_was_written_and_a_cut_one_is_none() {
        let key = Signer::new_key("squall.example.org/ledger", &[3; 32]).unwrap();
        let signer = Signer::parse(&key).unwrap();
        assert_eq!(Verifier::parse(&signer.verifier().to_string()), Ok(signer.verifier()));
        let note = signer.sign("a\n");
        assert_eq!(signer.verifier().open(&note), Ok("a\n"));
        let text = key.expose_secret();
        for wrong in ["", "hunter2", &text[..text.len() - 4], &text.replace("ledger", "Ledger"), &text[12..]] {
            assert_eq!(Signer::parse(&wrong.into()).err(), Some(Wrong::Key), "{wrong}");
        }
        for name in ["", "two words", "a+b", "\u{1b}[2J"] {
            assert_eq!(Signer::new_key(name, &[3; 32]).err(), Some(Wrong::Name), "{name}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_changed_in_a_note_is_found(seed in any::<[u8; 32]>(), lines in "[ -~]{1,40}", at in any::<prop::sample::Index>()) {
            let signer = Signer::parse(&Signer::new_key("a", &seed).unwrap()).unwrap();
            let note = signer.sign(&format!("{lines}\n"));
            prop_assert_eq!(signer.verifier().open(&note), Ok(&*format!("{lines}\n")));
            let mut bytes = note.clone().into_bytes();
            let at = at.index(lines.len());
            bytes[at] = if bytes[at] == b'x' { b'y' } else { b'x' };
            prop_assert!(signer.verifier().open(&String::from_utf8(bytes).unwrap()).is_err());
        }

        #[test]
        fn any_text_is_a_note_or_a_reason(text in "\\PC*|.*") {
            let verifier = Signer::parse(&Signer::new_key("a", &[1; 32]).unwrap()).unwrap().verifier();
            prop_assert!(verifier.open(&text).is_err() && Verifier::parse(&text).is_err());
        }
    }
}
