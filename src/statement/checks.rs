//! Hints while words are written: what is missing, what hurts, what should not be public. Each with its reason, none of
//! them a gate.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::glyph::{self, Unseen, Why};
use super::texts::Variant;
use super::{Kind, Statement};

/// Something to look at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    TooLong {
        by: usize,
    },
    /// Something that was to be filled in: `[city]`.
    Placeholder(String),
    /// Nothing in it says so.
    NoApology,
    NoEmpathy,
    NoCommitment,
    /// It blames others, with these words.
    Blames(String),
    /// It argues or defends, with these words.
    Defends(String),
    /// It promises something for a time, which has to be kept.
    Promises(String),
    /// An address, a number: somebody's data.
    Personal(String),
    /// A link that readers should not trust, or can't.
    Link(String),
    /// Characters that the eye misses or takes for others.
    Unseen(Why, Vec<Unseen>),
}

/// The signs of each language that we have: a data file each.
static SIGNS: LazyLock<HashMap<&'static str, HashMap<&'static str, Vec<String>>>> = LazyLock::new(|| {
    let files = [
        ("en", include_str!("../../assets/statement/en.txt")),
        ("it", include_str!("../../assets/statement/it.txt")),
        ("bg", include_str!("../../assets/statement/bg.txt")),
        ("el", include_str!("../../assets/statement/el.txt")),
        ("zh-Hant", include_str!("../../assets/statement/zh-Hant.txt")),
    ];
    files.into_iter().map(|(language, text)| (language, signs(text))).collect()
});

fn signs(text: &'static str) -> HashMap<&'static str, Vec<String>> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let sign = |line: &'static str| {
        let (sign, phrases) = line.split_once(": ")?;
        Some((sign, phrases.split(", ").map(folded).collect()))
    };
    lines.filter_map(sign).collect()
}

/// Case and accents do not matter.
pub(super) fn folded(text: &str) -> String {
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).collect();
    plain.to_lowercase().replace('’', "'").replace('ς', "σ")
}

/// What an unfinished text leaves: `[city]`, `{time}`, `<name>`, `XX`, `___`, TBD.
static PLACEHOLDER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\[[^\]\n]{1,40}\]|\{[^}\n]{1,40}\}|<[^>\n/:]{1,40}>|_{3,}|\bX{2,}\b|\bTBD\b|\bTODO\b").ok()
});
static MAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+").ok());
static PHONE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(\+|\b00)?\d[\d ()./-]{7,}\d").ok());
static IBAN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){3,7}\b").ok());
static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)\b[a-z][a-z0-9+.-]*://[^\s<>]+").ok());

/// Hosts that hide where a link leads.
const SHORTENERS: [&str; 8] = ["bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "cutt.ly", "rebrand.ly"];
/// Digits of a number that could be called.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 9..=15;

/// The hints about each variant of a statement as it is, those about length first.
pub fn hints(statement: &Statement) -> Vec<(&Variant, Hint)> {
    let of = |variant| hints_of(statement.kind, variant).into_iter().map(move |hint| (variant, hint));
    statement.texts.all().iter().flat_map(of).collect()
}

fn hints_of(kind: Kind, variant: &Variant) -> Vec<Hint> {
    let text = variant.words.text();
    let mut hints = Vec::new();
    hints.extend(variant.over().map(|by| Hint::TooLong { by }));
    hints.extend(all(&PLACEHOLDER, text).map(Hint::Placeholder));
    hints.extend(tone(kind, &variant.language, text));
    hints.extend(personal(text).map(Hint::Personal));
    hints.extend(links(text).find(|link| is_doubtful(link)).map(Hint::Link));
    let unseen = glyph::unseen(text);
    for why in [Why::Hidden, Why::Direction, Why::OtherScript] {
        let of: Vec<Unseen> = unseen.iter().filter(|found| found.why == why).copied().collect();
        hints.extend((!of.is_empty()).then_some(Hint::Unseen(why, of)));
    }
    hints
}

/// Everything that fits, each once, in the order of the words.
fn all(pattern: &LazyLock<Option<Regex>>, text: &str) -> Option<String> {
    let mut found: Vec<&str> = Vec::new();
    for fits in pattern.as_ref()?.find_iter(text) {
        if !found.contains(&fits.as_str()) {
            found.push(fits.as_str());
        }
    }
    (!found.is_empty()).then(|| found.join(", "))
}

fn first(pattern: &LazyLock<Option<Regex>>, text: &str) -> Option<String> {
    Some(pattern.as_ref()?.find(text)?.as_str().to_owned())
}

/// The words that promise something for a time, in a language that we know.
pub(super) fn time_promised(language: &str, text: &str) -> Option<String> {
    let text = folded(text);
    SIGNS.get(language)?.get("time")?.iter().find_map(|phrase| said(&text, phrase))
}

/// What it says and does not say, in the languages that we know.
pub fn tone(kind: Kind, language: &str, text: &str) -> Vec<Hint> {
    let Some(signs) = SIGNS.get(language) else { return Vec::new() };
    let text = folded(text);
    let found = |sign: &str| signs.get(sign).and_then(|phrases| phrases.iter().find_map(|phrase| said(&text, phrase)));
    let mut hints = Vec::new();
    if kind == Kind::Apology && found("apology").is_none() {
        hints.push(Hint::NoApology);
    }
    let to_people = matches!(kind, Kind::Holding | Kind::Reactive | Kind::Apology | Kind::Video);
    if to_people && found("empathy").is_none() && found("apology").is_none() {
        hints.push(Hint::NoEmpathy);
    }
    if to_people && found("commitment").is_none() {
        hints.push(Hint::NoCommitment);
    }
    hints.extend(found("blame").map(Hint::Blames));
    hints.extend(found("defensive").map(Hint::Defends));
    hints.extend(found("time").map(Hint::Promises));
    hints
}

/// The words of the text that a phrase stands for: it begins a word, unless the script has no spaces; `#` is a number.
fn said(text: &str, phrase: &str) -> Option<String> {
    let begins = |at: usize| {
        let before = text[..at].chars().next_back();
        let spaceless = phrase.chars().next().is_some_and(|c| c >= '\u{2E80}');
        spaceless || !before.is_some_and(char::is_alphanumeric)
    };
    if phrase.contains('#') {
        let pattern = regex::escape(phrase).replace("\\#", r"\d+");
        // The whole of the word that it ends in.
        let pattern = Regex::new(&format!("{pattern}\\p{{L}}*")).ok()?;
        return pattern.find_iter(text).find(|found| begins(found.start())).map(|found| found.as_str().to_owned());
    }
    let at = text.match_indices(phrase).map(|(at, _)| at).find(|at| begins(*at))?;
    // The whole of the word that it begins, so that it can be found again.
    let rest: String =
        text[at + phrase.len()..].chars().take_while(|c| c.is_alphanumeric() && *c < '\u{2E80}').collect();
    Some(format!("{phrase}{rest}"))
}

/// Addresses, telephone numbers, account numbers.
fn personal(text: &str) -> Option<String> {
    let without_links = LINK.as_ref().map_or_else(|| text.to_owned(), |link| link.replace_all(text, " ").into_owned());
    let phone = || {
        let digits = |found: &regex::Match<'_>| found.as_str().chars().filter(char::is_ascii_digit).count();
        let found = PHONE.as_ref()?.find_iter(&without_links).find(|found| PHONE_DIGITS.contains(&digits(found)))?;
        Some(found.as_str().to_owned())
    };
    first(&MAIL, &without_links).or_else(|| first(&IBAN, &without_links)).or_else(phone)
}

fn links(text: &str) -> impl Iterator<Item = String> {
    let found =
        LINK.as_ref().map(|link| link.find_iter(text).map(|found| found.as_str().to_owned()).collect::<Vec<_>>());
    found.unwrap_or_default().into_iter()
}

/// Not of the web, not encrypted, a bare number, somebody's name before the host, letters of other scripts, or shortened.
fn is_doubtful(link: &str) -> bool {
    let Ok(url) = url::Url::parse(link.trim_end_matches(['.', ',', ')', ';', '。', '，'])) else { return true };
    let host = url.host_str().unwrap_or_default();
    let bare = host.strip_prefix("www.").unwrap_or(host);
    url.scheme() != "https"
        || !matches!(url.host(), Some(url::Host::Domain(_)))
        || !url.username().is_empty()
        || host.split('.').any(|label| label.starts_with("xn--"))
        || SHORTENERS.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Channel;
    use crate::statement::tests::draft;
    use crate::statement::text::Words;

    fn hints_of(kind: Kind, language: &str, words: &str) -> Vec<Hint> {
        let (channel, words) = (Channel::Press, Words::new(words));
        super::hints_of(kind, &Variant { channel, language: language.to_owned(), words })
    }

    #[test]
    fn a_good_apology_has_nothing_to_look_at_in_any_language() {
        for (language, words) in [
            ("en", "We are sorry. We understand how worrying this is, and we are looking into it."),
            ("it", "Ci scusiamo. Comprendiamo la preoccupazione e stiamo verificando che cosa è successo."),
            ("bg", "Съжаляваме. Разбираме тревогата ви и проверяваме какво се е случило."),
            ("el", "ΛΥΠΟΥΜΑΣΤΕ. Κατανοούμε την ανησυχία σας και εξετάζουμε τι συνέβη."),
            ("zh-Hant", "我們深感抱歉，也理解大家的擔憂，目前正在調查原因。"),
        ] {
            assert_eq!(hints_of(Kind::Apology, language, words), [], "{language}");
            let missing = hints_of(Kind::Apology, language, "Nimbus 2026.");
            assert_eq!(missing, [Hint::NoApology, Hint::NoEmpathy, Hint::NoCommitment], "{language}");
        }
    }

    #[test]
    fn what_hurts_is_shown_with_the_words_that_do() {
        for (language, words, hint) in [
            ("en", "You misunderstood us.", Hint::Defends("misunderstood".into())),
            ("en", "Customers should have read the label.", Hint::Blames("customers should have".into())),
            ("it", "È tutto un malinteso.", Hint::Defends("malinteso".into())),
            ("bg", "Това е недоразумение.", Hint::Defends("недоразумение".into())),
            ("el", "Πρόκειται για παρεξήγηση.", Hint::Defends("παρεξηγηση".into())),
            ("zh-Hant", "這是斷章取義。", Hint::Defends("斷章取義".into())),
            ("en", "We will be back by 6 pm.", Hint::Promises("by 6 pm".into())),
            ("it", "Torneremo entro 2 ore.", Hint::Promises("entro 2 ore".into())),
            ("zh-Hant", "我們會在兩小時內說明。", Hint::Promises("小時內".into())),
        ] {
            let found = hints_of(Kind::Reply, language, words);
            assert_eq!(found, [hint], "{words}");
        }
        assert_eq!(hints_of(Kind::Reply, "en", "The unblamed resort has no worries."), []);
        assert_eq!(hints_of(Kind::Reply, "fr", "C'est votre faute."), [], "a language that we do not know");
    }

    fn unseen(why: Why, at: usize, c: char) -> Hint {
        Hint::Unseen(why, vec![Unseen { place: glyph::Spot { line: 1, at }, c, why }])
    }

    #[test]
    fn what_should_not_be_public_is_found() {
        for (words, hint) in [
            ("Back by [time].", Hint::Placeholder("[time]".into())),
            ("Call {name} at {time}, {name}.", Hint::Placeholder("{name}, {time}".into())),
            ("Write to maria.rossi@example.com now", Hint::Personal("maria.rossi@example.com".into())),
            ("Call +359 888 123 456.", Hint::Personal("+359 888 123 456".into())),
            ("See http://acme.example/x", Hint::Link("http://acme.example/x".into())),
            ("See https://bit.ly/abc.", Hint::Link("https://bit.ly/abc.".into())),
            ("See https://acme.example@evil.example/", Hint::Link("https://acme.example@evil.example/".into())),
            ("pay\u{200B}pal", unseen(Why::Hidden, 4, '\u{200B}')),
            ("pay\u{202E}pal", unseen(Why::Direction, 4, '\u{202E}')),
            ("p\u{430}ypal", unseen(Why::OtherScript, 2, '\u{430}')),
        ] {
            assert_eq!(hints_of(Kind::Memo, "en", words), [hint], "{words}");
        }
        let doubly = hints_of(Kind::Memo, "en", "See https://\u{430}cme.example/");
        let link = Hint::Link("https://\u{430}cme.example/".into());
        assert_eq!(doubly, [link, unseen(Why::OtherScript, 13, '\u{430}')]);
        assert_eq!(hints_of(Kind::Memo, "en", "Order 12345 of 2026-11-21: see https://acme.example/12345678901."), []);
    }

    #[test]
    fn length_is_told_by_how_much() {
        let (channel, language, words) = (Channel::X, "en".to_owned(), Words::new(&"x".repeat(300)));
        let long = Variant { channel, language, words };
        assert_eq!(super::hints_of(Kind::Memo, &long), [Hint::TooLong { by: 20 }]);
        assert_eq!(hints(&draft("x")).len(), 2, "of the one variant");
    }
}
