//! The exact words of a statement: one canonical form, its hash, and how long it is for a channel.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::Channel;
use super::names::Counts;

/// What a link counts for on X, however long it is: <https://docs.x.com/fundamentals/counting-characters>.
const X_LINK: usize = 23;
/// The same on Mastodon: <https://docs.joinmastodon.org/user/posting/#text>.
const MASTODON_LINK: usize = 23;
/// Digits of a hash that stand for it where people read and type.
pub const DIGITS: usize = 16;

/// Words in their canonical form, and its hash. There is no other way to make one, so equal words have equal hashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Words {
    text: String,
    hash: Hash,
}

/// SHA-256 of the canonical words, in hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(pub String);

impl Words {
    /// The canonical form: Unicode NFC, lines end with a line feed alone, no blanks at their ends, none around the whole.
    pub fn new(typed: &str) -> Self {
        let composed: String = typed.nfc().collect();
        let unified = composed.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
        let lines: Vec<&str> = unified.lines().map(str::trim_end).collect();
        let text = lines.join("\n").trim().to_owned();
        Self { hash: Hash::of(&text), text }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn hash(&self) -> &Hash {
        &self.hash
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What stands in braces: it was to be filled in. Braces of every width count.
    pub fn blanks(&self) -> Vec<String> {
        let plain: String = self.text.nfkc().collect();
        let mut blanks = Vec::new();
        for part in plain.split('{').skip(1) {
            let Some((blank, _)) = part.split_once('}') else { continue };
            if !blanks.iter().any(|known| known == blank) {
                blanks.push(blank.to_owned());
            }
        }
        blanks
    }

    /// How long they are as the channel counts.
    pub fn length(&self, channel: Channel) -> usize {
        match channel.counts() {
            Counts::Weights => links_as(&self.text, X_LINK, weigh),
            Counts::Graphemes => self.text.graphemes(true).count(),
            Counts::GraphemesAndLinks => links_as(&self.text, MASTODON_LINK, |word| word.graphemes(true).count()),
            Counts::Units => self.text.encode_utf16().count(),
            Counts::Characters => self.text.chars().count(),
        }
    }
}

impl Hash {
    /// Of these very bytes.
    pub(super) fn of(text: &str) -> Self {
        Self(hex::encode(Sha256::digest(text)))
    }

    /// Its first [`DIGITS`] digits: what people compare and type.
    pub fn short(&self) -> &str {
        self.0.get(..DIGITS).unwrap_or(&self.0)
    }

    /// Whether somebody who types these digits means it. Two texts with the same eight are found in a second, two with the
    /// same sixteen by nobody who types.
    pub fn is_meant(&self, typed: &str) -> bool {
        let typed = typed.trim().to_lowercase();
        typed.len() >= DIGITS && self.0.starts_with(&typed)
    }
}

impl From<String> for Words {
    fn from(typed: String) -> Self {
        Self::new(&typed)
    }
}

impl From<Words> for String {
    fn from(words: Words) -> Self {
        words.text
    }
}

/// The length with links counted as so long each, whatever they are.
fn links_as(text: &str, link: usize, length: impl Fn(&str) -> usize) -> usize {
    text.split_inclusive(char::is_whitespace)
        .map(|word| {
            let bare = word.trim_end();
            let is_link = bare.starts_with("https://") || bare.starts_with("http://");
            if is_link { link + word.chars().count() - bare.chars().count() } else { length(word) }
        })
        .sum()
}

/// X weighs characters: Latin, Greek, Cyrillic and their kin count 1, others 2; an emoji counts 2 whatever it is made of.
fn weigh(word: &str) -> usize {
    let (mut sum, mut joined, mut half_flag) = (0, false, false);
    for c in word.chars() {
        match c {
            // What only changes the emoji before it, or glues the next one to it.
            '\u{200D}' => joined = true,
            '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' => {}
            _ if joined => joined = false,
            '\u{1F1E6}'..='\u{1F1FF}' if half_flag => half_flag = false,
            '\u{1F1E6}'..='\u{1F1FF}' => (sum, half_flag) = (sum + 2, true),
            '\0'..='\u{10FF}' | '\u{2000}'..='\u{200C}' | '\u{2010}'..='\u{201F}' | '\u{2032}'..='\u{2037}' => sum += 1,
            _ => sum += 2,
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_looks_the_same_has_one_hash() {
        let words = Words::new("Café  closed.\n\nSorry.");
        for same in
            ["Cafe\u{301}  closed.\n\nSorry.", "Café  closed. \r\n\r\nSorry.\r\n", "\n Café  closed.\r\rSorry. "]
        {
            assert_eq!(Words::new(same), words, "{same:?}");
        }
        for other in ["Café closed.\n\nSorry.", "Café  closed.\nSorry.", "café  closed.\n\nSorry."] {
            assert_ne!(Words::new(other).hash(), words.hash(), "{other:?}");
        }
        assert_eq!(words.hash().0.len(), 64);
        let known = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
        assert_eq!(Words::new("hello").hash().0, known, "SHA-256 of the text and nothing else");
    }

    #[test]
    fn x_counts_by_weight() {
        for (text, length) in [
            ("plain", 5),
            ("Съжаляваме", 10),
            ("Λυπούμαστε", 10),
            ("很抱歉", 6),
            ("👩‍👩‍👧‍👦", 2),
            ("🇧🇬🇮🇹", 4),
            ("👍🏽!", 3),
            ("see https://example.com/a/very/long/path/that/goes/on?and=on ok", 4 + 23 + 3),
        ] {
            assert_eq!(Words::new(text).length(Channel::X), length, "{text}");
        }
        assert_eq!(Words::new("很抱歉").length(Channel::Threads), 3);
    }

    #[test]
    fn other_channels_count_in_their_own_ways() {
        let words = Words::new("👩‍👩‍👧‍👦 see https://example.com/a/very/long/path");
        let length = |channel| words.length(channel);
        assert_eq!(length(Channel::Bluesky), 1 + 5 + 36);
        assert_eq!(length(Channel::Mastodon), 1 + 5 + 23);
        assert_eq!(length(Channel::TikTok), 11 + 5 + 36, "UTF-16");
        assert_eq!(length(Channel::Facebook), 7 + 5 + 36);
    }

    proptest! {
        #[test]
        fn the_canonical_form_of_itself_is_itself(typed in "\\PC*|.*|[ a\\r\\n\\t]*") {
            let words = Words::new(&typed);
            prop_assert_eq!(&Words::new(words.text()), &words);
            prop_assert!(!words.text().contains('\r'));
        }
    }
}
