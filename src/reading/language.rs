//! Which language a text is in. Undecided is `und`, never a guess.

use super::Lang;
use super::script::{self, Script};
use super::text::{Kind, Text, Token};
use super::vocabulary::{LANGUAGES, Languages, Vocabulary};

/// A Latin text with no word that we know is believed to be what its letters look like from this many letters on.
const LETTERS_ALONE: usize = 40;

/// The language of a text and its script (ISO 15924), with what its source declared (a BCP 47 tag) as a hint.
pub fn identify(text: &Text, vocabulary: &Vocabulary, declared: Option<&str>) -> (Lang, &'static str) {
    let Some(script) = Script::of_text(text) else { return (Lang::UND, "Zyyy") };
    let hint = declared.map_or(Lang::UND, |tag| declared_language(tag, script));
    let language = match script {
        Script::Han => return chinese(text, hint),
        Script::Latin => latin(text, vocabulary),
        Script::Cyrillic => cyrillic(text, vocabulary),
        Script::Arabic => arabic(text),
        Script::Greek => Lang::from_tag("el"),
        Script::Kana => Lang::from_tag("ja"),
        Script::Hangul => Lang::from_tag("ko"),
        Script::Hebrew => Lang::from_tag("he"),
        Script::Devanagari => Lang::from_tag("hi"),
        Script::Thai => Lang::from_tag("th"),
        Script::Other => Lang::UND,
    };
    (if language == Lang::UND { hint } else { language }, script.tag())
}

/// What a source declared, if a text in this script can be it.
fn declared_language(tag: &str, script: Script) -> Lang {
    let lower = tag.to_ascii_lowercase().replace('_', "-");
    let primary = lower.split('-').next().unwrap_or_default();
    let language = match lower.as_str() {
        "zh-tw" | "zh-hk" | "zh-mo" => Lang::from_tag("zh-Hant"),
        "zh-cn" | "zh-sg" => Lang::from_tag("zh-Hans"),
        full if full.starts_with("zh-hant") => Lang::from_tag("zh-Hant"),
        full if full.starts_with("zh-hans") => Lang::from_tag("zh-Hans"),
        _ => Lang::from_tag(primary),
    };
    let written_in = match language.tag() {
        "und" => return Lang::UND,
        "bg" | "ru" | "uk" | "mk" => script == Script::Cyrillic,
        "sr" => matches!(script, Script::Cyrillic | Script::Latin),
        "el" => script == Script::Greek,
        "zh" | "zh-Hant" | "zh-Hans" => script == Script::Han,
        "ja" => matches!(script, Script::Kana | Script::Han),
        "ko" => script == Script::Hangul,
        "ar" | "fa" => script == Script::Arabic,
        "he" => script == Script::Hebrew,
        "hi" => script == Script::Devanagari,
        "th" => script == Script::Thai,
        _ => script == Script::Latin,
    };
    if written_in { language } else { Lang::UND }
}

/// Decided by the characters that only one of the two has; a short text of shared ones is plain `zh`.
fn chinese(text: &Text, hint: Lang) -> (Lang, &'static str) {
    let (traditional, simplified) = script::traditional_and_simplified(text);
    match traditional.cmp(&simplified) {
        std::cmp::Ordering::Greater => (Lang::from_tag("zh-Hant"), "Hant"),
        std::cmp::Ordering::Less => (Lang::from_tag("zh-Hans"), "Hans"),
        std::cmp::Ordering::Equal => match hint.tag() {
            "zh-Hant" => (hint, "Hant"),
            "zh-Hans" => (hint, "Hans"),
            "ja" => (hint, "Jpan"),
            _ => (Lang::from_tag("zh"), "Hani"),
        },
    }
}

fn arabic(text: &Text) -> Lang {
    let letters = || words(text).flat_map(|word| text.folded(word)).copied();
    if letters().any(|c| matches!(c, 'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے')) {
        // Urdu, which we do not read.
        Lang::UND
    } else if letters().any(|c| matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی')) {
        Lang::from_tag("fa")
    } else {
        Lang::from_tag("ar")
    }
}

fn words(text: &Text) -> impl Iterator<Item = Token> {
    text.tokens.iter().copied().filter(|token| token.kind == Kind::Word)
}

/// How much the known words of a text speak for each language, by its place.
struct Evidence([f32; LANGUAGES]);

impl Evidence {
    fn of(text: &Text, vocabulary: &Vocabulary) -> Self {
        let mut of = [0.0; LANGUAGES];
        for word in words(text) {
            let folded = text.folded(word);
            // A letter alone (`a`, `o`, `и`) is a word in many languages, and an initial in all.
            let weight = if folded.len() == 1 { 0.25 } else { 1.0 };
            for place in vocabulary.word(folded, super::vocabulary::whole(folded)).known.places() {
                of[place] += weight;
            }
        }
        // What is known in any language speaks for none.
        of[0] = 0.0;
        Self(of)
    }

    fn for_tag(&self, tag: &str) -> f32 {
        self.0[Languages::place(tag)]
    }

    /// The best and how far it is ahead of the second.
    fn best(&self) -> (&'static str, f32, f32) {
        let (mut best, mut second) = ((0, 0.0), 0.0);
        for (place, &sum) in self.0.iter().enumerate() {
            if sum > best.1 {
                second = best.1;
                best = (place, sum);
            } else if sum > second {
                second = sum;
            }
        }
        (super::vocabulary::Languages::tag(best.0), best.1, best.1 - second)
    }
}

/// The letters are judged by `whichlang`, and their verdict must be borne out by words that we know.
fn latin(text: &Text, vocabulary: &Vocabulary) -> Lang {
    let mut plain = String::new();
    let mut letters = 0;
    for word in words(text) {
        plain.push_str(text.raw(word));
        plain.push(' ');
        letters += text.folded(word).len();
    }
    if letters < 4 {
        return Lang::UND;
    }
    let evidence = Evidence::of(text, vocabulary);
    let (best, most, ahead) = evidence.best();
    let looks = looks_like(&plain);
    let borne_out = evidence.for_tag(looks);
    if most > borne_out + 1.0 && ahead >= 1.0 {
        Lang::from_tag(best)
    } else if borne_out >= 1.0 || letters >= LETTERS_ALONE {
        Lang::from_tag(looks)
    } else {
        Lang::UND
    }
}

fn looks_like(plain: &str) -> &'static str {
    use whichlang::Lang as Which;
    match whichlang::detect_language(plain) {
        Which::Eng => "en",
        Which::Ita => "it",
        Which::Spa => "es",
        Which::Fra => "fr",
        Which::Deu => "de",
        Which::Por => "pt",
        Which::Nld => "nl",
        Which::Swe => "sv",
        Which::Tur => "tr",
        Which::Vie => "vi",
        _ => "und",
    }
}

/// Each Cyrillic alphabet has letters that the others lack; Bulgarian and Russian are told apart by words too.
fn cyrillic(text: &Text, vocabulary: &Vocabulary) -> Lang {
    let mut own = [("bg", 0.0), ("ru", 0.0), ("uk", 0.0), ("mk", 0.0), ("sr", 0.0), ("und", 0.0_f32)];
    let evidence = Evidence::of(text, vocabulary);
    let mut longest = 0;
    for word in words(text) {
        let folded = text.folded(word);
        longest = longest.max(folded.len());
        for (index, &c) in folded.iter().enumerate() {
            let next = folded.get(index + 1);
            let (language, weight) = match c {
                // Russian puts it before a few vowels only, Bulgarian everywhere.
                'ъ' if matches!(next, Some('е' | 'ю' | 'я')) => (1, 1.0),
                'ъ' => (0, 2.0),
                'ы' | 'э' => (1, 2.0),
                'ь' if next == Some(&'о') => (0, 0.5),
                'ь' => (1, 0.7),
                'і' | 'ї' | 'є' | 'ґ' => (2, 2.0),
                'ѓ' | 'ќ' | 'ѕ' => (3, 3.0),
                'ђ' | 'ћ' => (4, 3.0),
                'ј' | 'љ' | 'њ' | 'џ' => (5, 0.0),
                'ў' | 'қ' | 'ғ' | 'ә' | 'ө' | 'ү' | 'ң' => (5, 4.0),
                _ => continue,
            };
            own[language].1 += weight;
            if matches!(c, 'ј' | 'љ' | 'њ' | 'џ') {
                own[3].1 += 1.0;
                own[4].1 += 1.0;
            }
        }
        own[0].1 += ending(folded, &["та", "то", "ът", "ите", "ят", "ия", "ме", "ият", "хме", "ва"]);
        own[1].1 += ending(folded, &["ого", "ет", "ой", "ый", "ий", "ить", "ать", "ся", "ие", "ов", "ом"]);
    }
    for (tag, score) in &mut own {
        *score += evidence.for_tag(tag);
    }
    own.sort_by(|a, b| b.1.total_cmp(&a.1));
    let [(best, most), (_, second), ..] = own;
    if longest >= 3 && most >= 1.0 && most - second >= 0.5 { Lang::from_tag(best) } else { Lang::UND }
}

fn ending(folded: &[char], endings: &[&str]) -> f32 {
    let ends = |ending: &&str| {
        let length = ending.chars().count();
        folded.len() > length + 2 && folded[folded.len() - length..].iter().copied().eq(ending.chars())
    };
    if endings.iter().any(ends) { 0.5 } else { 0.0 }
}
