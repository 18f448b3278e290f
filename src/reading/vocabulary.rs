//! What we know of each language by hand: its common words, its negators, and words that praise or blame.
//!
//! One file per language in `assets/reading/words/`. A word ending in `*` stands for every word that begins so.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::text::fold_char;

/// The files, in the order of the bits of [`Languages`].
const FILES: &[(&str, &str)] = &[
    ("any", include_str!("../../assets/reading/words/any.toml")),
    ("en", include_str!("../../assets/reading/words/en.toml")),
    ("it", include_str!("../../assets/reading/words/it.toml")),
    ("bg", include_str!("../../assets/reading/words/bg.toml")),
    ("el", include_str!("../../assets/reading/words/el.toml")),
    ("zh-Hant", include_str!("../../assets/reading/words/zh-Hant.toml")),
    ("zh-Hans", include_str!("../../assets/reading/words/zh-Hans.toml")),
    ("es", include_str!("../../assets/reading/words/es.toml")),
    ("fr", include_str!("../../assets/reading/words/fr.toml")),
    ("de", include_str!("../../assets/reading/words/de.toml")),
    ("pt", include_str!("../../assets/reading/words/pt.toml")),
    ("ru", include_str!("../../assets/reading/words/ru.toml")),
    ("uk", include_str!("../../assets/reading/words/uk.toml")),
    ("mk", include_str!("../../assets/reading/words/mk.toml")),
    ("sr", include_str!("../../assets/reading/words/sr.toml")),
    ("nl", include_str!("../../assets/reading/words/nl.toml")),
    ("pl", include_str!("../../assets/reading/words/pl.toml")),
    ("ro", include_str!("../../assets/reading/words/ro.toml")),
    ("sv", include_str!("../../assets/reading/words/sv.toml")),
    ("da", include_str!("../../assets/reading/words/da.toml")),
    ("no", include_str!("../../assets/reading/words/no.toml")),
    ("fi", include_str!("../../assets/reading/words/fi.toml")),
    ("cs", include_str!("../../assets/reading/words/cs.toml")),
    ("hu", include_str!("../../assets/reading/words/hu.toml")),
    ("tr", include_str!("../../assets/reading/words/tr.toml")),
    ("id", include_str!("../../assets/reading/words/id.toml")),
    ("vi", include_str!("../../assets/reading/words/vi.toml")),
    ("hr", include_str!("../../assets/reading/words/hr.toml")),
    ("ca", include_str!("../../assets/reading/words/ca.toml")),
];

/// How many languages there are, the signs of [`Languages::ANY`] among them.
pub const LANGUAGES: usize = FILES.len();

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct File {
    common: String,
    negators: String,
    negative: String,
    positive: String,
}

/// A set of languages, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Languages(u32);

impl Languages {
    pub const ALL: Self = Self(u32::MAX);
    const ANY: Self = Self(1);

    /// The language with this tag; all of them for one that has no file. Both kinds of Chinese share their words.
    pub fn of(tag: &str) -> Self {
        let named = |wanted: &str| FILES.iter().position(|(tag, _)| *tag == wanted).map_or(0, |bit| 1 << bit);
        match tag {
            "zh" | "zh-Hant" | "zh-Hans" => Self(named("zh-Hant") | named("zh-Hans")),
            _ if named(tag) == 0 => Self::ALL,
            _ => Self(named(tag)),
        }
    }

    /// The place of the language with this tag, 0 for one that has no file.
    pub fn place(tag: &str) -> usize {
        let tag = if tag == "zh" { "zh-Hant" } else { tag };
        FILES.iter().position(|(known, _)| *known == tag).unwrap_or(0)
    }

    fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The tag of the language at a place; `any` at 0.
    pub fn tag(place: usize) -> &'static str {
        FILES.get(place).map_or("und", |(tag, _)| *tag)
    }

    /// The places of the set.
    pub fn places(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let place = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            (place < LANGUAGES).then_some(place)
        })
    }
}

/// In which languages a word is what.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    pub known: Languages,
    negator: Languages,
    negative: Languages,
    positive: Languages,
}

impl Entry {
    fn add(&mut self, other: Self) {
        self.known.0 |= other.known.0;
        self.negator.0 |= other.negator.0;
        self.negative.0 |= other.negative.0;
        self.positive.0 |= other.positive.0;
    }

    pub fn negates(self, spoken: Languages) -> bool {
        self.negator.overlaps(spoken)
    }

    /// Whether it is grammar or small talk: known, and it neither praises nor blames.
    pub fn is_common(self, spoken: Languages) -> bool {
        let feels = self.negative.overlaps(spoken) || self.positive.overlaps(spoken);
        self.known.overlaps(spoken) && !feels
    }

    /// 1 praises, -1 blames, 0 does neither (or both, when the language is undecided).
    pub fn polarity(self, spoken: Languages) -> i8 {
        let spoken = Languages(spoken.0 | Languages::ANY.0);
        i8::from(self.positive.overlaps(spoken)) - i8::from(self.negative.overlaps(spoken))
    }
}

/// All words, folded and hashed: whole words, and beginnings.
pub struct Vocabulary {
    whole: FxHashMap<u32, Entry>,
    beginnings: FxHashMap<u32, Entry>,
}

impl Vocabulary {
    /// The words that ship, read once. The error names the file that can't be read.
    pub fn shipped() -> Result<&'static Self, String> {
        static SHIPPED: LazyLock<Result<Vocabulary, String>> = LazyLock::new(Vocabulary::read);
        SHIPPED.as_ref().map_err(Clone::clone)
    }

    fn read() -> Result<Self, String> {
        let mut vocabulary = Self { whole: FxHashMap::default(), beginnings: FxHashMap::default() };
        for (bit, (tag, text)) in FILES.iter().enumerate() {
            let file: File = toml::from_str(text).map_err(|error| format!("words/{tag}.toml: {error}"))?;
            let known = Languages(1 << bit);
            let base = Entry { known, ..Entry::default() };
            vocabulary.add_all(&file.common, base);
            vocabulary.add_all(&file.negators, Entry { negator: known, ..base });
            vocabulary.add_all(&file.negative, Entry { negative: known, ..base });
            vocabulary.add_all(&file.positive, Entry { positive: known, ..base });
        }
        Ok(vocabulary)
    }

    fn add_all(&mut self, words: &str, entry: Entry) {
        for word in words.split_whitespace() {
            let (word, words) = match word.strip_suffix('*') {
                Some(beginning) => (beginning, &mut self.beginnings),
                None => (word, &mut self.whole),
            };
            let folded = word.chars().map(fold_char).filter(|&c| c != '\0');
            words.entry(folded.fold(START, step)).or_default().add(entry);
        }
    }

    /// What is known of a whole word.
    pub fn word(&self, folded: &[char]) -> Entry {
        let mut found = Entry::default();
        let mut hash = START;
        for &c in folded {
            hash = step(hash, c);
            if let Some(entry) = self.beginnings.get(&hash) {
                found.add(*entry);
            }
        }
        match self.whole.get(&hash) {
            // A whole word is more exact than a beginning.
            Some(entry) => *entry,
            None => found,
        }
    }

    /// The longest known word at the start of a text without spaces, and its length.
    pub fn longest(&self, folded: &[char]) -> (Entry, usize) {
        let mut found = (Entry::default(), 0);
        let mut hash = START;
        for (index, &c) in folded.iter().take(6).enumerate() {
            hash = step(hash, c);
            if let Some(entry) = self.whole.get(&hash) {
                found = (*entry, index + 1);
            }
        }
        found
    }
}

const START: u32 = 0x811c_9dc5;

fn step(hash: u32, c: char) -> u32 {
    (hash ^ c as u32).wrapping_mul(0x0100_0193).rotate_left(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polarity(word: &str, tag: &str) -> i8 {
        let folded: Vec<char> = word.chars().map(fold_char).collect();
        Vocabulary::shipped().unwrap().word(&folded).polarity(Languages::of(tag))
    }

    #[test]
    fn a_word_means_what_it_means_in_its_language() {
        assert_eq!(polarity("die", "en"), -1);
        assert_eq!(polarity("die", "de"), 0, "an article");
        assert_eq!(polarity("Scandalo", "it"), -1);
        assert_eq!(polarity("ντροπή", "el"), -1);
        assert_eq!(polarity("ΝΤΡΟΠΗ", "el"), -1);
        assert_eq!(polarity("❤", "th"), 1);
    }

    #[test]
    fn chinese_words_are_found_inside_a_run_longest_first() {
        let vocabulary = Vocabulary::shipped().unwrap();
        let chars: Vec<char> = "不滿意服務".chars().collect();
        let (entry, length) = vocabulary.longest(&chars);
        assert_eq!((entry.polarity(Languages::of("zh")), length), (-1, 2), "不滿, to complain");
    }
}
