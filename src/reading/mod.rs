//! What a mention says: its language and how it feels, with reasons.

mod features;
mod filter;
mod language;
mod latin;
mod lexicon;
mod model;
mod reader;
mod script;
mod terms;
mod text;
mod tongue;
pub mod train;
mod vocabulary;
pub mod voice;

use serde::{Deserialize, Serialize};

pub use model::Model;
pub use reader::Reader;
pub use terms::{Term, terms};
pub use tongue::Tongues;
pub use vocabulary::Vocabulary;

/// A language, as a BCP 47 tag: `en`, `it`, `bg`, `el`, `zh-Hant`, `zh-Hans` (`zh` when its few
/// characters are common to both), `el-Latn` and `bg-Latn` (typed in Latin letters); `und` when undecided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(&'static str);

/// Every tag that [`Lang`] knows.
const TAGS: &[&str] = &[
    "und", "en", "it", "bg", "el", "zh-Hant", "zh-Hans", "zh", "es", "fr", "de", "pt", "ru", "uk", "mk", "sr", "ar",
    "hi", "ja", "ko", "nl", "pl", "tr", "ro", "sv", "da", "no", "fi", "cs", "hu", "hr", "ca", "id", "vi", "th", "he",
    "fa", "sk", "sl", "be", "el-Latn", "bg-Latn",
];

impl Lang {
    /// Undecided.
    pub const UND: Self = Self("und");

    /// Every language that a mention may be found in: all but [`Lang::UND`].
    pub fn all() -> impl Iterator<Item = Self> {
        TAGS.iter().map(|tag| Self(tag)).filter(|lang| *lang != Self::UND)
    }

    /// The language with this tag, or [`Lang::UND`].
    pub fn from_tag(tag: &str) -> Self {
        TAGS.iter().find(|known| known.eq_ignore_ascii_case(tag)).map_or(Self::UND, |known| Self(known))
    }

    /// Whether a text in `heard` is wanted by who asks for this language. Chinese that is common to both of its scripts
    /// (`zh`) may be either, and who asks for `zh` asks for both. Who asks for Greek or Bulgarian asks for it in any letters.
    pub fn wants(self, heard: Self) -> bool {
        let chinese = |lang: Self| lang.0.starts_with("zh");
        let in_latin = latin::tag_of(self.0).is_some_and(|latin| latin == heard.0);
        self == heard || in_latin || (chinese(self) && chinese(heard) && (self.0 == "zh" || heard.0 == "zh"))
    }

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        self.0
    }
}

impl Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::from_tag(&String::deserialize(from)?))
    }
}

/// How a mention feels about what it speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sentiment {
    Negative,
    #[default]
    Neutral,
    Positive,
}

/// One mention, read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    pub language: Lang,
    /// ISO 15924: `Latn`, `Cyrl`, `Grek`, `Hant`, `Hans`, `Hani` for either, `Zyyy` for no letters at all.
    pub script: &'static str,
    pub sentiment: Sentiment,
    /// Positive minus negative probability, -1 to 1.
    pub score: f32,
    /// Probability that the label is right, 0 to 1, calibrated.
    pub confidence: f32,
    /// Negative, neutral, positive; they sum to 1.
    pub probabilities: [f32; 3],
    /// The words that decided it, strongest first, at most five.
    pub because: Vec<Because>,
}

/// A piece of the text and which way it pulled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Because {
    pub text: String,
    /// Positive pulls towards positive, negative towards negative.
    pub weight: f32,
}
