//! The languages that the bot speaks.

use std::fmt;
use std::str::FromStr;

/// A language of the bot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Locale {
    #[default]
    En,
    It,
    Bg,
    El,
    ZhHant,
}

impl Locale {
    /// All of them, the fallback first.
    pub const ALL: [Self; 5] = [Self::En, Self::It, Self::Bg, Self::El, Self::ZhHant];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::It => "it",
            Self::Bg => "bg",
            Self::El => "el",
            Self::ZhHant => "zh-Hant",
        }
    }

    /// The nearest language to a tag that a platform reports: `el-GR` is Greek, `zh-TW` is Traditional Chinese.
    pub fn nearest(tag: &str) -> Option<Self> {
        let tag = tag.replace('_', "-").to_lowercase();
        let language = tag.split('-').next().unwrap_or_default();
        match language {
            "en" => Some(Self::En),
            "it" => Some(Self::It),
            "bg" => Some(Self::Bg),
            "el" => Some(Self::El),
            "zh" => Some(Self::ZhHant),
            _ => None,
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// No language of ours has this tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLocale;

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(tag: &str) -> Result<Self, UnknownLocale> {
        Self::nearest(tag).ok_or(UnknownLocale)
    }
}
