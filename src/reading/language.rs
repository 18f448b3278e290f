//! Which language a text is in. Undecided is `und`, never a guess.

use super::Lang;
use super::script::{self, Script};
use super::text::{Kind, Text, Token};
use super::tongue::Tongues;
use super::vocabulary::{LANGUAGES, Languages, Vocabulary};

/// A Latin text with no word that we know is believed to be what its letters look like from this many letters on.
const LETTERS_ALONE: usize = 40;

/// The language of a text and its script (ISO 15924), with what its source declared (a BCP 47 tag) as a hint.
pub fn identify(
    text: &Text,
    vocabulary: &Vocabulary,
    tongues: &Tongues,
    declared: Option<&str>,
) -> (Lang, &'static str) {
    let Some(script) = Script::of_text(text) else { return (Lang::UND, "Zyyy") };
    let hint = declared.map_or(Lang::UND, |tag| declared_language(tag, script));
    let language = match script {
        Script::Han => return chinese(text, hint),
        Script::Latin => latin(text, vocabulary, tongues, hint),
        Script::Cyrillic => cyrillic(text, tongues, hint),
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
        "bg" | "ru" | "uk" | "mk" | "be" => script == Script::Cyrillic,
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
}

/// A language must be likelier than this, or it is not named.
const SURE: f32 = 0.6;
/// What a source declares speaks for a language by so much.
const DECLARED: f32 = 1.5;

/// The likeliest by its letters, if words that we know bear it out or there are many letters.
fn latin(text: &Text, vocabulary: &Vocabulary, tongues: &Tongues, hint: Lang) -> Lang {
    let letters: usize = words(text).map(|word| text.folded(word).len()).sum();
    if letters < 4 {
        return Lang::UND;
    }
    let evidence = Evidence::of(text, vocabulary);
    let prior = |lang| Some((lang, DECLARED)).filter(|_| hint != Lang::UND);
    let mut likely = tongues.latin.probabilities(text, Script::Latin, prior(hint));
    likely.sort_by(|a, b| b.1.total_cmp(&a.1));
    let Some(&(lang, sure)) = likely.first() else { return Lang::UND };
    let borne_out = evidence.for_tag(lang.tag()) >= 1.0 || tongues.latin.has_familiar(text);
    let enough = borne_out || letters >= LETTERS_ALONE;
    if sure >= SURE && enough { lang } else { Lang::UND }
}

/// Each Cyrillic alphabet has letters that the others lack, and runs of them that are its own.
fn cyrillic(text: &Text, tongues: &Tongues, hint: Lang) -> Lang {
    if words(text).all(|word| text.folded(word).len() < 3) {
        return Lang::UND;
    }
    let foreign =
        words(text).flat_map(|word| text.folded(word)).filter(|c| matches!(c, 'қ' | 'ғ' | 'ә' | 'ө' | 'ү' | 'ң'));
    if foreign.count() > 0 {
        return Lang::UND;
    }
    let prior = Some((hint, DECLARED)).filter(|_| hint != Lang::UND);
    let likely = tongues.cyrillic.probabilities(text, Script::Cyrillic, prior);
    likely.into_iter().find(|(_, sure)| *sure >= SURE).map_or(Lang::UND, |(lang, _)| lang)
}
