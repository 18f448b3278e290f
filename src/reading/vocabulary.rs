//! What we know of each language by hand: its common words, its negators, and words that praise or blame.
//!
//! One file per language in `assets/reading/words/`, and for some a finer one in `assets/reading/lexicon/`
//! (`lexicon.rs`). A word ending in `*` stands for every word that begins so.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::filter::Filter;
use super::lexicon::{self, Role};
use super::text::{Kind, Text, fold_char};
use super::{Lang, latin};

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
    ("ar", include_str!("../../assets/reading/words/ar.toml")),
    ("hi", include_str!("../../assets/reading/words/hi.toml")),
    ("sk", include_str!("../../assets/reading/words/sk.toml")),
    ("sl", include_str!("../../assets/reading/words/sl.toml")),
    ("be", include_str!("../../assets/reading/words/be.toml")),
    // Their words are those of Greek and Bulgarian, written as people type them in Latin letters.
    ("el-Latn", ""),
    ("bg-Latn", ""),
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
pub struct Languages(u64);

impl Languages {
    pub const ALL: Self = Self(u64::MAX);
    const ANY: Self = Self(1);

    /// The language with this tag; all of them for one that has no file. Both kinds of Chinese share their words.
    pub fn of(tag: &str) -> Self {
        match tag {
            "zh" | "zh-Hant" | "zh-Hans" => Self(1 << Self::place("zh-Hant") | 1 << Self::place("zh-Hans")),
            _ if Self::place(tag) == 0 => Self::ALL,
            _ => Self(1 << Self::place(tag)),
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
    booster: Languages,
    contrast: Languages,
    shield: Languages,
    /// How strongly it praises or blames, in tenths.
    strength: u8,
    /// How much it makes of the word after it, in tenths.
    boost: u8,
}

/// What a plain word of praise or blame counts, in tenths.
const PLAIN: u8 = 20;

impl Entry {
    fn add(&mut self, other: Self) {
        let sets = [
            (&mut self.known, other.known),
            (&mut self.negator, other.negator),
            (&mut self.negative, other.negative),
            (&mut self.positive, other.positive),
            (&mut self.booster, other.booster),
            (&mut self.contrast, other.contrast),
            (&mut self.shield, other.shield),
        ];
        for (mine, others) in sets {
            mine.0 |= others.0;
        }
        self.strength = self.strength.max(other.strength);
        self.boost = self.boost.max(other.boost);
    }

    pub fn negates(self, spoken: Languages) -> bool {
        self.negator.overlaps(spoken)
    }

    /// "But": what comes after it weighs more than what came before.
    pub fn contrasts(self, spoken: Languages) -> bool {
        self.contrast.overlaps(spoken)
    }

    /// It looks like a feeling and is none.
    pub fn shields(self, spoken: Languages) -> bool {
        self.shield.overlaps(spoken)
    }

    /// What it makes of the strength of the word after it.
    pub fn boost(self, spoken: Languages) -> f32 {
        if self.booster.overlaps(spoken) { f32::from(self.boost) / 10.0 } else { 1.0 }
    }

    /// Whether it is grammar or small talk: known, and it neither praises nor blames.
    pub fn is_common(self, spoken: Languages) -> bool {
        let feels = self.negative.overlaps(spoken) || self.positive.overlaps(spoken);
        self.known.overlaps(spoken) && !feels
    }

    /// Above nothing it praises, below it blames; nothing is neither (or both, when the language is undecided).
    pub fn polarity(self, spoken: Languages) -> f32 {
        let spoken = Languages(spoken.0 | Languages::ANY.0);
        let strength = f32::from(self.strength) / 10.0;
        match (self.positive.overlaps(spoken), self.negative.overlaps(spoken)) {
            (true, false) => strength,
            (false, true) => -strength,
            _ => 0.0,
        }
    }
}

/// All words, folded and hashed: whole words, beginnings, and phrases of several words.
pub struct Vocabulary {
    whole: FxHashMap<u32, Entry>,
    beginnings: FxHashMap<u32, Entry>,
    phrases: FxHashMap<u32, Entry>,
    /// Which hashes may begin a word or end a phrase: asked before the maps, for most do neither.
    may_begin: Filter,
    may_phrase: Filter,
}

impl Vocabulary {
    /// The words that ship, read once. The error names the file that can't be read.
    pub fn shipped() -> Result<&'static Self, String> {
        static SHIPPED: LazyLock<Result<Vocabulary, String>> = LazyLock::new(Vocabulary::read);
        SHIPPED.as_ref().map_err(Clone::clone)
    }

    fn read() -> Result<Self, String> {
        let none = || Filter::of([].iter());
        let mut vocabulary = Self {
            whole: FxHashMap::default(),
            beginnings: FxHashMap::default(),
            phrases: FxHashMap::default(),
            may_begin: none(),
            may_phrase: none(),
        };
        for (bit, (tag, text)) in FILES.iter().enumerate() {
            let file: File = toml::from_str(text).map_err(|error| format!("words/{tag}.toml: {error}"))?;
            vocabulary.add_file(&file, Languages(1 << bit), str::to_owned);
            if let Some(latin) = latin::tag_of(tag) {
                vocabulary.add_file(&file, Languages::of(latin), |word| latin::written(word, tag, latin::Habit::Sound));
            }
        }
        for (tag, text) in lexicon::FILES {
            for entry in lexicon::entries(text).map_err(|error| format!("lexicon/{tag}.tsv: {error}"))? {
                vocabulary.add_role(entry.text, entry.role, Languages::of(tag));
                if let Some(latin) = latin::tag_of(tag) {
                    let written = latin::written(entry.text, tag, latin::Habit::Sound);
                    vocabulary.add_role(&written, entry.role, Languages::of(latin));
                }
            }
        }
        vocabulary.may_begin = Filter::of(vocabulary.beginnings.keys());
        vocabulary.may_phrase = Filter::of(vocabulary.phrases.keys());
        Ok(vocabulary)
    }

    /// The words of each language in handfuls: better than nothing where no texts are known.
    pub fn texts() -> Vec<(Lang, String)> {
        let mut texts = Vec::new();
        for (tag, text) in &FILES[1..] {
            let Ok(file) = toml::from_str::<File>(text) else { continue };
            let all = [file.common, file.negators, file.negative, file.positive].join(" ").replace('*', "");
            let words: Vec<&str> = all.split_whitespace().collect();
            texts.extend(words.chunks(HANDFUL).map(|words| (Lang::from_tag(tag), words.join(" "))));
        }
        texts
    }

    fn add_file(&mut self, file: &File, known: Languages, write: impl Fn(&str) -> String) {
        let base = Entry { known, strength: PLAIN, ..Entry::default() };
        for (words, entry) in [
            (&file.common, base),
            (&file.negators, Entry { negator: known, ..base }),
            (&file.negative, Entry { negative: known, ..base }),
            (&file.positive, Entry { positive: known, ..base }),
        ] {
            for word in words.split_whitespace() {
                self.add(&write(word), entry);
            }
        }
    }

    fn add_role(&mut self, text: &str, role: Role, known: Languages) {
        let base = Entry { known, ..Entry::default() };
        let entry = match role {
            Role::Valence(tenths @ 1..) => Entry { positive: known, strength: tenths.unsigned_abs(), ..base },
            Role::Valence(tenths) => Entry { negative: known, strength: tenths.unsigned_abs(), ..base },
            Role::Negator => Entry { negator: known, ..base },
            Role::Booster(boost) => Entry { booster: known, boost, ..base },
            Role::Contrast => Entry { contrast: known, ..base },
            Role::Shield => Entry { shield: known, ..base },
        };
        self.add(text, entry);
    }

    fn add(&mut self, text: &str, entry: Entry) {
        let (text, words) = match text.strip_suffix('*') {
            Some(beginning) => (beginning, &mut self.beginnings),
            None => (text, &mut self.whole),
        };
        if !text.contains([' ', '\'']) {
            let folded = text.chars().map(fold_char).filter(|&c| c != '\0');
            words.entry(folded.fold(START, step)).or_default().add(entry);
            return;
        }
        let text = Text::new(text);
        let parts: Vec<u32> = text
            .tokens
            .iter()
            .filter(|token| token.kind == Kind::Word)
            .map(|&token| whole(text.folded(token)))
            .collect();
        match parts[..] {
            [] => {}
            [one] => words.entry(one).or_default().add(entry),
            _ => self.phrases.entry(phrase(&parts)).or_default().add(entry),
        }
    }

    /// What is known of a whole word; `hash` is its own ([`whole`]).
    pub fn word(&self, folded: &[char], hash: u32) -> Entry {
        // A whole word is more exact than a beginning.
        if let Some(entry) = self.whole.get(&hash) {
            return *entry;
        }
        let mut found = Entry::default();
        let mut hash = START;
        for &c in folded {
            hash = step(hash, c);
            if self.may_begin.may(hash)
                && let Some(entry) = self.beginnings.get(&hash)
            {
                found.add(*entry);
            }
        }
        found
    }

    /// What is known of the last words taken together, the longest phrase first, and of how many.
    pub fn phrase(&self, last: &[u32]) -> Option<(Entry, usize)> {
        let longest = last.len().min(LONGEST_PHRASE);
        (2..=longest).rev().find_map(|length| {
            let hash = phrase(&last[last.len() - length..]);
            let entry = if self.may_phrase.may(hash) { self.phrases.get(&hash) } else { None };
            entry.map(|entry| (*entry, length))
        })
    }

    /// The longest known word at the start of a text without spaces, and its length.
    pub fn longest(&self, folded: &[char]) -> (Entry, usize) {
        let mut found = (Entry::default(), 0);
        let mut hash = START;
        for (index, &c) in folded.iter().take(LONGEST_UNSPACED).enumerate() {
            hash = step(hash, c);
            if let Some(entry) = self.whole.get(&hash) {
                found = (*entry, index + 1);
            }
        }
        found
    }
}

/// Words of a text that is made of nothing but words.
const HANDFUL: usize = 4;

/// Words of a phrase.
pub const LONGEST_PHRASE: usize = 5;
/// Characters of a word in a script without spaces.
const LONGEST_UNSPACED: usize = 6;

const START: u32 = 0x811c_9dc5;

fn step(hash: u32, c: char) -> u32 {
    (hash ^ c as u32).wrapping_mul(0x0100_0193).rotate_left(5)
}

/// The hash of a folded word.
pub fn whole(folded: &[char]) -> u32 {
    folded.iter().fold(START, |hash, &c| step(hash, c))
}

fn phrase(words: &[u32]) -> u32 {
    let hash = words.iter().fold(START, |hash, word| (hash ^ word).wrapping_mul(0x9E37_79B1).rotate_left(7));
    hash ^ hash >> 15
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polarity(word: &str, tag: &str) -> f32 {
        let folded: Vec<char> = word.chars().map(fold_char).collect();
        Vocabulary::shipped().unwrap().word(&folded, whole(&folded)).polarity(Languages::of(tag))
    }

    #[test]
    fn a_word_means_what_it_means_in_its_language() {
        assert!(polarity("die", "en") < 0.0);
        assert!(polarity("die", "de") == 0.0, "an article");
        assert!(polarity("Scandalo", "it") < 0.0);
        assert!(polarity("ντροπή", "el") < 0.0);
        assert!(polarity("ΝΤΡΟΠΗ", "el") < 0.0);
        assert!(polarity("ntropi", "el-Latn") < 0.0, "the same word, typed in Latin letters");
        assert!(polarity("❤", "th") > 0.0);
    }

    #[test]
    fn chinese_words_are_found_inside_a_run_longest_first() {
        let vocabulary = Vocabulary::shipped().unwrap();
        let chars: Vec<char> = "不滿意服務".chars().collect();
        let (entry, length) = vocabulary.longest(&chars);
        assert!(entry.polarity(Languages::of("zh")) < 0.0, "不滿, to complain");
        assert!(length >= 2);
    }
}
