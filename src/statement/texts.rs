//! All that a statement says: its words for each channel and language. They are approved together or not at all.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Channel;
use super::text::{Hash, Words};

/// Words for one channel in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    pub channel: Channel,
    /// BCP 47.
    pub language: String,
    pub words: Words,
}

/// At least one variant, no two for the same channel and language. Whatever differs in any of them makes another hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Variant>", into = "Vec<Variant>")]
pub struct Texts {
    /// The one that was drafted first, then the others by channel and language.
    variants: Vec<Variant>,
    hash: Hash,
}

/// Other words for a variant; none takes it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The one that was drafted first when none.
    pub of: Option<(Channel, String)>,
    pub words: Option<Words>,
}

impl Variant {
    /// How many characters it is over its channel's limit.
    pub fn over(&self) -> Option<usize> {
        let length = self.words.length(self.channel);
        self.channel.limit().filter(|limit| length > *limit).map(|limit| length - limit)
    }

    fn is_for(&self, channel: Channel, language: &str) -> bool {
        self.channel == channel && self.language == language
    }
}

impl Texts {
    pub fn new(main: Variant) -> Self {
        Self::from(vec![main])
    }

    /// The one that was drafted first.
    pub fn main(&self) -> &Variant {
        // There is always one: `from` makes it where a list is empty.
        &self.variants[0]
    }

    pub fn all(&self) -> &[Variant] {
        &self.variants
    }

    pub fn hash(&self) -> &Hash {
        &self.hash
    }

    /// The hash of each variant's own words.
    pub fn hashes(&self) -> BTreeSet<Hash> {
        self.variants.iter().map(|variant| variant.words.hash().clone()).collect()
    }

    /// What is still to be filled in, in any of them.
    pub fn blanks(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for blank in self.variants.iter().flat_map(|variant| variant.words.blanks()) {
            if !all.contains(&blank) {
                all.push(blank);
            }
        }
        all
    }

    /// Whether any of them says nothing.
    pub fn is_empty(&self) -> bool {
        self.variants.iter().any(|variant| variant.words.is_empty())
    }

    /// The first that its channel would not take, and by how many characters.
    pub fn too_long(&self) -> Option<(&Variant, usize)> {
        self.variants.iter().find_map(|variant| Some((variant, variant.over()?)))
    }

    /// The words with these hash, whichever variant has them.
    pub fn says(&self, words: &Words) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.words == *words)
    }

    /// With other words. The main variant can't be taken away.
    #[must_use]
    pub fn changed(&self, changes: &[Change]) -> Self {
        let mut variants = self.variants.clone();
        for change in changes {
            let known = match &change.of {
                None => Some(0),
                Some((channel, language)) => variants.iter().position(|one| one.is_for(*channel, language)),
            };
            match (known, &change.words, &change.of) {
                (Some(known), Some(words), _) => variants[known].words = words.clone(),
                (Some(known), None, _) if known > 0 => drop(variants.remove(known)),
                (None, Some(words), Some((channel, language))) => {
                    variants.push(Variant { channel: *channel, language: language.clone(), words: words.clone() })
                }
                _ => {}
            }
        }
        Self::from(variants)
    }

    /// What the hash of several variants is taken of: a line for each, sorted: channel, language, SHA-256 of its words.
    pub fn manifest(&self) -> String {
        let line = |one: &Variant| format!("{} {} {}\n", one.channel.name(), one.language, one.words.hash().0);
        let mut lines: Vec<String> = self.variants.iter().map(line).collect();
        lines.sort_unstable();
        lines.concat()
    }
}

impl From<Vec<Variant>> for Texts {
    fn from(mut variants: Vec<Variant>) -> Self {
        if variants.is_empty() {
            let (channel, language) = (Channel::default(), "en".to_owned());
            variants.push(Variant { channel, language, words: Words::new("") });
        }
        variants[1..].sort_by(|a, b| (a.channel.name(), &a.language).cmp(&(b.channel.name(), &b.language)));
        let hash = variants[0].words.hash().clone();
        let mut texts = Self { variants, hash };
        if texts.variants.len() > 1 {
            // Canonical words never end with a line feed, so that no words have the hash of a manifest.
            texts.hash = Hash::of(&texts.manifest());
        }
        texts
    }
}

impl From<Texts> for Vec<Variant> {
    fn from(texts: Texts) -> Self {
        texts.variants
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn variant(channel: Channel, language: &str, words: &str) -> Variant {
        Variant { channel, language: language.into(), words: Words::new(words) }
    }

    fn change(channel: Channel, language: &str, words: Option<&str>) -> Change {
        Change { of: Some((channel, language.to_owned())), words: words.map(Words::new) }
    }

    #[test]
    fn one_variant_has_the_hash_of_its_words_and_several_have_that_of_all() {
        let one = Texts::new(variant(Channel::Press, "en", "We know."));
        assert_eq!(one.hash(), Words::new("We know.").hash());
        let two = one.changed(&[change(Channel::X, "it", Some("Lo sappiamo."))]);
        assert_ne!(two.hash(), one.hash());
        let lines: Vec<&str> = two.manifest().leak().lines().collect();
        assert!(lines[0].starts_with("press en ") && lines[1].starts_with("x it ") && lines.len() == 2);
        assert_eq!(two.hash(), &Hash::of(&two.manifest()));
        assert_eq!(two.changed(&[change(Channel::X, "it", None)]), one, "taken away again");
        assert_eq!(two.changed(&[change(Channel::Press, "en", None)]), two, "the main one stays");
    }

    #[test]
    fn the_first_that_is_too_long_is_found() {
        let texts = Texts::new(variant(Channel::Press, "en", &"x".repeat(900)));
        assert_eq!(texts.too_long(), None);
        let texts = texts.changed(&[
            change(Channel::Mastodon, "en", Some(&"x".repeat(500))),
            change(Channel::Bluesky, "en", Some(&"x".repeat(301))),
        ]);
        let (variant, by) = texts.too_long().unwrap();
        assert_eq!((variant.channel, by), (Channel::Bluesky, 1));
    }

    proptest! {
        #[test]
        fn whatever_changes_in_any_variant_changes_the_hash(
            words in prop::collection::vec("[ab ]{0,3}", 4),
            others in prop::collection::vec("[ab ]{0,3}", 4),
        ) {
            let slots = [(Channel::Press, "en"), (Channel::X, "en"), (Channel::X, "it"), (Channel::Threads, "el")];
            let texts = |words: &[String]| {
                let of = slots.iter().zip(words);
                Texts::from(of.map(|((channel, language), words)| variant(*channel, language, words)).collect::<Vec<_>>())
            };
            let (one, other) = (texts(&words), texts(&others));
            prop_assert_eq!(one.hash() == other.hash(), one == other);
            let stored: Texts = serde_json::from_str(&serde_json::to_string(&one).unwrap()).unwrap();
            prop_assert_eq!(stored, one);
        }
    }
}
