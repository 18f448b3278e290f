//! Languages that share a script, told apart by runs of letters: a linear model, one for Latin letters and one for Cyrillic.

use super::Lang;
use super::script::Script;
use super::text::{Kind, Text, is_word};

/// The first bytes of the file; the digit is the version of what is looked at.
const MAGIC: &[u8; 8] = b"tongues1";
/// So many letters are enough to know a language by.
const ENOUGH: usize = 300;
/// Runs of letters, the borders of a word included.
const LONGEST: usize = 4;

/// The models that ship: their file is the magic, and for each of the two scripts what [`Tongues::to_bytes`] writes.
#[derive(Clone, Debug, PartialEq)]
pub struct Tongues {
    pub latin: Tongue,
    pub cyrillic: Tongue,
}

/// The languages of one script.
#[derive(Clone, Debug, PartialEq)]
pub struct Tongue {
    /// In the order of the weights.
    languages: Vec<Lang>,
    bits: u8,
    largest: f32,
    /// A row of weights, one for each language, for each bucket.
    weights: Vec<i8>,
    /// One bit for each hash of a word that is written often in one of the languages.
    familiar: Vec<u8>,
}

/// Base-2 logarithm of the number of bits of [`Tongue::familiar`].
const FAMILIAR: u8 = 18;

/// Tells of every run of letters in a text's words of one script, hashed. What is not of that script is left out, and of a long text
/// the beginning is enough.
pub fn runs(text: &Text, script: Script, mut see: impl FnMut(u32)) {
    let mut letters = 0;
    for &token in text.tokens.iter().filter(|token| token.kind == Kind::Word) {
        let folded = text.folded(token);
        if !folded.iter().any(|&c| Script::of(c) == script) {
            continue;
        }
        letters += folded.len();
        if letters > ENOUGH {
            return;
        }
        // Marks fall off when letters are folded, and they tell.
        for c in text.raw(token).chars().filter(|c| !c.is_ascii() && is_word(*c)) {
            see(spread(step(7, c.to_lowercase().next().unwrap_or(c))));
        }
        let at = |index: usize| match index.checked_sub(1) {
            None => '<',
            Some(index) => folded.get(index).copied().unwrap_or('>'),
        };
        for start in 0..folded.len() + 1 {
            let mut hash = START;
            for (length, end) in (start..folded.len() + 2).take(LONGEST).enumerate() {
                hash = step(hash, at(end));
                if length >= 1 {
                    see(spread(hash));
                }
            }
        }
        // A word says more than each of its parts.
        see(word(folded));
        see(word(folded));
    }
}

impl Tongue {
    /// Presses trained weights, a row for each bucket, into bytes.
    pub fn press(languages: Vec<Lang>, bits: u8, weights: &[f32], words: impl Iterator<Item = u32>) -> Self {
        let mut familiar = vec![0; 1 << (FAMILIAR - 3)];
        for hash in words {
            let bit = hash >> (32 - FAMILIAR);
            familiar[bit as usize >> 3] |= 1 << (bit & 7);
        }
        let largest = weights.iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
        #[allow(clippy::cast_possible_truncation, reason = "at most 127")]
        let weights = weights.iter().map(|weight| (weight / largest * 127.0).round() as i8).collect();
        Self { languages, bits, largest, weights, familiar }
    }

    /// Whether a text has a word that is written often in one of the languages: names have none.
    pub fn has_familiar(&self, text: &Text) -> bool {
        let mut words = text.tokens.iter().filter(|token| token.kind == Kind::Word).map(|&token| text.folded(token));
        words.any(|folded| {
            let bit = word(folded) >> (32 - FAMILIAR);
            folded.len() > 1 && self.familiar.get(bit as usize >> 3).is_some_and(|byte| byte >> (bit & 7) & 1 == 1)
        })
    }

    /// Every language and its probability, of texts in this script; `prior` is added to what speaks for one of them.
    pub fn probabilities(&self, text: &Text, script: Script, prior: Option<(Lang, f32)>) -> Vec<(Lang, f32)> {
        let count = self.languages.len();
        let mut sums = vec![0_i32; count];
        let mut seen = 0_u16;
        runs(text, script, |hash| {
            let from = (hash >> (32 - self.bits)) as usize * count;
            for (sum, weight) in sums.iter_mut().zip(self.weights.get(from..from + count).unwrap_or_default()) {
                *sum += i32::from(*weight);
            }
            seen = seen.saturating_add(1);
        });
        let scale = self.largest / 127.0 * scale(seen);
        let logit = |(lang, sum): (&Lang, &i32)| {
            let more = prior.map_or(0.0, |(declared, more)| if declared == *lang { more } else { 0.0 });
            #[allow(clippy::cast_precision_loss, reason = "a sum of few bytes")]
            (*lang, *sum as f32 * scale + more)
        };
        let logits: Vec<(Lang, f32)> = self.languages.iter().zip(&sums).map(logit).collect();
        let most = logits.iter().map(|(_, logit)| *logit).fold(f32::MIN, f32::max);
        let odds: Vec<(Lang, f32)> = logits.into_iter().map(|(lang, logit)| (lang, (logit - most).exp())).collect();
        let all: f32 = odds.iter().map(|(_, odd)| odd).sum();
        odds.into_iter().map(|(lang, odd)| (lang, odd / all)).collect()
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        let tags: Vec<&str> = self.languages.iter().map(|lang| lang.tag()).collect();
        let tags = tags.join(" ");
        bytes.push(u8::try_from(tags.len()).unwrap_or(u8::MAX));
        bytes.extend(tags.as_bytes());
        bytes.push(self.bits);
        bytes.extend(self.largest.to_le_bytes());
        bytes.extend(self.weights.iter().map(|weight| weight.cast_unsigned()));
        bytes.extend(&self.familiar);
    }

    fn parse(bytes: &mut &[u8]) -> Option<Self> {
        let (&length, rest) = bytes.split_first()?;
        let (tags, rest) = rest.split_at_checked(usize::from(length))?;
        let languages: Vec<Lang> = std::str::from_utf8(tags).ok()?.split(' ').map(Lang::from_tag).collect();
        let (&bits, rest) = rest.split_first()?;
        let (largest, rest) = rest.split_first_chunk()?;
        let largest = Some(f32::from_le_bytes(*largest)).filter(|number| number.is_finite())?;
        let (weights, rest) = rest.split_at_checked((8..=20).contains(&bits).then_some(languages.len() << bits)?)?;
        let (familiar, rest) = rest.split_at_checked(1 << (FAMILIAR - 3))?;
        *bytes = rest;
        let weights = weights.iter().map(|byte| byte.cast_signed()).collect();
        Some(Self { languages, bits, largest, weights, familiar: familiar.to_vec() })
    }
}

impl Tongues {
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        self.latin.write(&mut bytes);
        self.cyrillic.write(&mut bytes);
        bytes
    }

    /// The error says what is wrong with the file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or("this is no file of languages of this version")?;
        let both = Tongue::parse(&mut rest).zip(Tongue::parse(&mut rest));
        let (latin, cyrillic) = both.filter(|_| rest.is_empty()).ok_or("the file of languages is damaged")?;
        Ok(Self { latin, cyrillic })
    }
}

/// A long text says more than a short one, but not in proportion.
pub fn scale(seen: u16) -> f32 {
    1.0 / f32::from(seen.max(1)).sqrt()
}

const START: u32 = 0x811c_9dc5;

fn step(hash: u32, c: char) -> u32 {
    (hash ^ c as u32).wrapping_mul(0x0100_0193).rotate_left(5)
}

/// The hash of a whole word.
pub fn word(folded: &[char]) -> u32 {
    spread(folded.iter().fold(START ^ 1, |hash, &c| step(hash, c)))
}

/// Over all bits, for the model takes the upper ones.
fn spread(hash: u32) -> u32 {
    (hash ^ hash >> 15).wrapping_mul(0xC2B2_AE35)
}
