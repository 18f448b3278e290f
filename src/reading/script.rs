//! Which script a text is written in, and which Chinese.

use std::sync::LazyLock;

use encoding_rs::{BIG5, Encoding, GBK};

use super::text::{Kind, Text, is_han, is_kana};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    Latin,
    Cyrillic,
    Greek,
    Han,
    Kana,
    Hangul,
    Arabic,
    Hebrew,
    Devanagari,
    Thai,
    Other,
}

const COUNT: usize = Script::Other as usize + 1;

impl Script {
    pub fn of(c: char) -> Self {
        match c {
            'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Self::Greek,
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            '\u{591}'..='\u{5F4}' => Self::Hebrew,
            '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' => Self::Arabic,
            '\u{900}'..='\u{97F}' => Self::Devanagari,
            '\u{E00}'..='\u{E7F}' => Self::Thai,
            '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}' => Self::Hangul,
            _ if is_han(c) => Self::Han,
            _ if is_kana(c) => Self::Kana,
            _ => Self::Other,
        }
    }

    /// The script with most of a text's letters; nothing when it has none. A Chinese character counts as three
    /// letters, for it says about as much; a few kana make a text Japanese.
    pub fn of_text(text: &Text) -> Option<Self> {
        let mut counts = [0_usize; COUNT];
        for &token in text.tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Unspaced)) {
            for &c in text.folded(token).iter().filter(|c| !c.is_numeric()) {
                counts[Self::of(c) as usize] += if is_han(c) || is_kana(c) { 3 } else { 1 };
            }
        }
        if counts[Self::Kana as usize] * 10 > counts[Self::Han as usize] {
            counts[Self::Kana as usize] += std::mem::take(&mut counts[Self::Han as usize]);
        }
        const ALL: [Script; COUNT] = [
            Script::Latin,
            Script::Cyrillic,
            Script::Greek,
            Script::Han,
            Script::Kana,
            Script::Hangul,
            Script::Arabic,
            Script::Hebrew,
            Script::Devanagari,
            Script::Thai,
            Script::Other,
        ];
        let (most, script) = counts.into_iter().zip(ALL).max()?;
        (most > 0).then_some(script)
    }

    /// ISO 15924.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Latin => "Latn",
            Self::Cyrillic => "Cyrl",
            Self::Greek => "Grek",
            Self::Han => "Hani",
            Self::Kana => "Jpan",
            Self::Hangul => "Kore",
            Self::Arabic => "Arab",
            Self::Hebrew => "Hebr",
            Self::Devanagari => "Deva",
            Self::Thai => "Thai",
            Self::Other => "Zzzz",
        }
    }
}

/// How many characters of a text only traditional and only simplified Chinese have.
pub fn traditional_and_simplified(text: &Text) -> (usize, usize) {
    let (mut traditional, mut simplified) = (0, 0);
    for &token in text.tokens.iter().filter(|token| token.kind == Kind::Unspaced) {
        for &c in text.folded(token) {
            match CHINESE.get((c as usize).wrapping_sub(FIRST)) {
                Some(1) => traditional += 1,
                Some(2) => simplified += 1,
                _ => {}
            }
        }
    }
    (traditional, simplified)
}

const FIRST: usize = 0x4E00;

/// 1: a character of traditional Chinese alone, 2: of simplified. Big5 and GB 2312 were drawn up as the characters in
/// use in Taiwan and in mainland China, each with a level of frequent and one of rarer characters: a frequent
/// one of the first that the second lacks is traditional; a frequent one of the second that the first
/// lacks, or has among the rarer ones (where 体 means coarse), is simplified.
static CHINESE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let (mut taiwan, mut mainland) = (vec![0_u8; SPAN], vec![0_u8; SPAN]);
    let big5_trail = |trail| trail <= 0x7E || trail >= 0xA1;
    let gb_trail = |trail| trail >= 0xA1;
    mark(&mut taiwan, BIG5, 0xC9..=0xF9, big5_trail, RARE);
    mark(&mut taiwan, BIG5, 0xA4..=0xC6, big5_trail, FREQUENT);
    mark(&mut mainland, GBK, 0xD8..=0xF7, gb_trail, RARE);
    mark(&mut mainland, GBK, 0xB0..=0xD7, gb_trail, FREQUENT);
    let decide = |(taiwan, mainland)| match (taiwan, mainland) {
        (FREQUENT, 0) => 1,
        (RARE, FREQUENT) | (0, FREQUENT | RARE) => 2,
        _ => 0,
    };
    taiwan.into_iter().zip(mainland).map(decide).collect()
});

const SPAN: usize = 0x5200;
const RARE: u8 = 1;
const FREQUENT: u8 = 2;

fn mark(
    found: &mut [u8],
    encoding: &'static Encoding,
    leads: std::ops::RangeInclusive<u8>,
    trails: impl Fn(u8) -> bool,
    level: u8,
) {
    for lead in leads {
        for trail in (0x40..=0xFE).filter(|&trail| trails(trail)) {
            if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&[lead, trail])
                && let Some(c) = text.chars().next()
                && let Some(set) = found.get_mut((c as usize).wrapping_sub(FIRST))
            {
                *set = level;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_that_of_most_letters() {
        let script = |text| Script::of_text(&Text::new(text));
        assert_eq!(script("Το νέο Brand1 είναι χάλια"), Some(Script::Greek));
        assert_eq!(script("今天去 Brand1 買東西"), Some(Script::Han));
        assert_eq!(script("この牛乳は変な味がする"), Some(Script::Kana));
        assert_eq!(script("😡😡 https://brand.example/нов 12"), None);
    }

    #[test]
    fn characteristic_characters_tell_the_two_chinese_apart() {
        assert_eq!(traditional_and_simplified(&Text::new("這個牛奶壞掉了")), (3, 0));
        assert_eq!(traditional_and_simplified(&Text::new("这瓶牛奶让人恶心")), (0, 3));
        assert_eq!(traditional_and_simplified(&Text::new("好吃")), (0, 0));
    }
}
