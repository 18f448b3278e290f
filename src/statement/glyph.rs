//! What a character is to the eye: whether it is seen at all, which way it turns what is read, and what it looks like. By the
//! classes of Unicode, never by a list of ours.

use std::borrow::Cow;
use std::collections::BTreeMap;

use icu_properties::props::{
    BidiClass, BidiControl, Dash, DefaultIgnorableCodePoint, Emoji, ExtendedPictographic, GeneralCategory, Script,
    SentenceTerminal, TerminalPunctuation,
};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_security::{MixedScript, skeleton};
use unicode_segmentation::UnicodeSegmentation;

/// A character that the eye misses or takes for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unseen {
    pub place: Spot,
    pub c: char,
    pub why: Why,
}

/// Where in a text, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    pub line: usize,
    pub at: usize,
}

/// What is wrong with a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nobody sees it.
    Hidden,
    /// It turns the direction of what is read.
    Direction,
    /// It looks like a letter of the text's script and is of another.
    OtherScript,
}

/// Every character that the eye misses or takes for another, in the order of the text.
pub fn unseen(text: &str) -> Vec<Unseen> {
    let script = script_of(text);
    let others = of_other_scripts(text, script);
    let mut found = Vec::new();
    each(text, |at, place, c| {
        let why = match why_hidden(text, at, c) {
            None if others.iter().any(|(from, to)| (*from..*to).contains(&at)) && strange(c, script) => {
                Some(Why::OtherScript)
            }
            why => why,
        };
        found.extend(why.map(|why| Unseen { place, c, why }));
    });
    found
}

/// The text with what nobody sees in it made seen: `[U+202E]`.
pub fn seen(text: &str) -> Cow<'_, str> {
    let hidden = |(at, c): (usize, char)| why_hidden(text, at, c).is_some();
    if !text.char_indices().any(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        match why_hidden(text, at, c) {
            Some(_) => shown.push_str(&format!("[{}]", code(c))),
            None => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// `U+0430`
pub fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Where two texts differ that look the same, with what stands there in the second one; none where it is missing. Nothing when
/// the difference can be seen.
pub fn differences(one: &str, other: &str) -> Vec<(Spot, Option<char>)> {
    if one == other || looks(one) != looks(other) {
        return Vec::new();
    }
    let diff = similar::TextDiff::from_chars(one, other);
    let mut places = BTreeMap::new();
    each(other, |at, place, c| {
        places.insert(at, (place, c));
    });
    let (mut found, mut at) = (Vec::new(), 0);
    let end = places.values().next_back().map_or(Spot { line: 1, at: 1 }, |(place, _)| *place);
    let changes: Vec<_> = diff.iter_all_changes().map(|change| (change.tag(), change.value().len())).collect();
    for (n, (tag, length)) in changes.iter().enumerate() {
        let here = places.get(&at).copied();
        match tag {
            similar::ChangeTag::Equal => at += length,
            similar::ChangeTag::Insert => {
                found.extend(here.map(|(place, c)| (place, Some(c))));
                at += length;
            }
            // What stands in its place is told of itself.
            similar::ChangeTag::Delete => {
                let replaced = changes.get(n + 1).is_some_and(|(tag, _)| *tag == similar::ChangeTag::Insert);
                if !replaced {
                    found.push((here.map_or(end, |(place, _)| place), None));
                }
            }
        }
    }
    found
}

/// What a text looks like: nothing hidden, one kind of blank, letters that look alike the same.
fn looks(text: &str) -> String {
    let shown: String =
        text.char_indices().filter(|(at, c)| why_hidden(text, *at, *c).is_none()).map(|(_, c)| c).collect();
    skeleton(&shown).map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

fn each(text: &str, mut tell: impl FnMut(usize, Spot, char)) {
    let mut place = Spot { line: 1, at: 1 };
    for (at, c) in text.char_indices() {
        tell(at, place, c);
        place = if c == '\n' { Spot { line: place.line + 1, at: 1 } } else { Spot { at: place.at + 1, ..place } };
    }
}

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

fn script(c: char) -> Script {
    CodePointMapData::<Script>::new().get(c)
}

/// The script of most of its letters.
fn script_of(text: &str) -> Option<Script> {
    let mut count: Vec<(Script, usize)> = Vec::new();
    for of in text.chars().map(script).filter(|of| !is_common(*of)) {
        match count.iter_mut().find(|(known, _)| *known == of) {
            Some((_, n)) => *n += 1,
            None => count.push((of, 1)),
        }
    }
    count.into_iter().max_by_key(|(_, n)| *n).map(|(of, _)| of)
}

fn is_common(of: Script) -> bool {
    of == Script::Common || of == Script::Inherited
}

fn strange(c: char, main: Option<Script>) -> bool {
    let of = script(c);
    !is_common(of) && Some(of) != main
}

/// The words that mix scripts, or are wholly of another and look like the text's, by their place.
fn of_other_scripts(text: &str, main: Option<Script>) -> Vec<(usize, usize)> {
    let looks_like_it = |word: &str| {
        let mut letters = word.chars().filter(|c| !is_common(script(*c))).peekable();
        let other = letters.peek().is_some() && letters.all(|c| strange(c, main));
        other && skeleton(word).all(|c| !strange(c, main)) && skeleton(word).any(|c| Some(script(c)) == main)
    };
    let wrong = |(_, word): &(usize, &str)| !word.is_single_script() || looks_like_it(word);
    text.unicode_word_indices().filter(wrong).map(|(at, word)| (at, at + word.len())).collect()
}

fn why_hidden(text: &str, at: usize, c: char) -> Option<Why> {
    if c == '\n' || c == '\t' || c.is_ascii_graphic() || c == ' ' {
        return None;
    }
    if CodePointSetData::new::<BidiControl>().contains(c) {
        return Some(Why::Direction);
    }
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c);
    let nothing = matches!(
        category(c),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::Unassigned
            | GeneralCategory::PrivateUse
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    );
    // A pattern of no dots is a blank that is no blank.
    let hidden = ignorable || nothing || c == '\u{2800}';
    (hidden && !is_of_an_emoji(text, at, c)).then_some(Why::Hidden)
}

/// Joiners, variants and flags' tags belong to the emoji that they stand behind.
fn is_of_an_emoji(text: &str, at: usize, c: char) -> bool {
    let joins = matches!(c, '\u{200D}' | '\u{FE0F}' | '\u{FE0E}' | '\u{E0020}'..='\u{E007F}');
    let skips = |c: &char| !matches!(*c, '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}');
    let before = text[..at].chars().rev().find(skips);
    let after = text[at + c.len_utf8()..].chars().next();
    let pictures = CodePointSetData::new::<ExtendedPictographic>();
    let behind = before.is_some_and(|before| pictures.contains(before));
    match c {
        '\u{200D}' => behind && after.is_some_and(|after| pictures.contains(after) || after == '\u{FE0F}'),
        '\u{FE0F}' | '\u{FE0E}' => {
            let keycap =
                after == Some('\u{20E3}') && before.is_some_and(|c| CodePointSetData::new::<Emoji>().contains(c));
            behind && !text[..at].ends_with(c) || keycap
        }
        _ => joins && before == Some('\u{1F3F4}'),
    }
}

/// Whether a character can stand in a value that fills a blank: it ends no sentence, begins no other, opens no second line and
/// hides nothing. `.`, `,` and `:` may stand between two digits, as in a time or a number.
pub fn is_plain(before: Option<char>, c: char, after: Option<char>) -> bool {
    use GeneralCategory as Of;
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if matches!(c, '.' | ',' | ':') {
        return digit(before) && digit(after);
    }
    if matches!(c, ' ' | '\'' | '’' | '&' | '%') {
        return true;
    }
    let word = matches!(
        category(c),
        Of::UppercaseLetter
            | Of::LowercaseLetter
            | Of::TitlecaseLetter
            | Of::ModifierLetter
            | Of::OtherLetter
            | Of::NonspacingMark
            | Of::SpacingMark
            | Of::DecimalNumber
            | Of::LetterNumber
            | Of::OtherNumber
            | Of::CurrencySymbol
    );
    word && !turns(c) && !CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) && !looks_like_a_mark(c)
}

/// Letters that are read from the right turn what stands beside them.
fn turns(c: char) -> bool {
    let class = CodePointMapData::<BidiClass>::new().get(c);
    [BidiClass::RightToLeft, BidiClass::ArabicLetter, BidiClass::ArabicNumber].contains(&class)
        || CodePointSetData::new::<BidiControl>().contains(c)
}

/// Whether it is read as the end of a sentence, a colon or a dash, whatever it is called.
fn looks_like_a_mark(c: char) -> bool {
    let mark = |c: char| {
        CodePointSetData::new::<SentenceTerminal>().contains(c)
            || CodePointSetData::new::<TerminalPunctuation>().contains(c)
            || CodePointSetData::new::<Dash>().contains(c)
    };
    mark(c) || skeleton(c.encode_utf8(&mut [0; 4])).any(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, usize, char, Why)> {
        unseen(text).into_iter().map(|of| (of.place.line, of.place.at, of.c, of.why)).collect()
    }

    #[test]
    fn what_the_eye_misses_is_named_with_its_place() {
        assert_eq!(found("pay\u{200B}pal"), [(1, 4, '\u{200B}', Why::Hidden)]);
        assert_eq!(
            found("We do\n\u{202E}not\u{202C} deny."),
            [(2, 1, '\u{202E}', Why::Direction), (2, 5, '\u{202C}', Why::Direction)]
        );
        assert_eq!(found("We know \u{430}cme."), [(1, 9, '\u{430}', Why::OtherScript)], "a letter in a word");
        assert_eq!(found("Ask the \u{421}\u{415}\u{41E} today.").len(), 3, "a word of lookalikes");
        assert_eq!(found("Ние знаем за Nimbus, a\u{43C}а."), [(1, 22, 'a', Why::OtherScript)]);
        assert_eq!(found("a\u{115F}b\u{3164}c\u{2800}d\u{E000}e\u{AD}f\u{61C}").len(), 6);
    }

    #[test]
    fn what_is_meant_to_be_seen_is_left_alone() {
        for text in [
            "We know about Nimbus, and we are sorry: 10 %.",
            "Съжаляваме за Nimbus и приложението ACME.",
            "Λυπούμαστε για το Nimbus, ΑΒΕ και τη λάμπα.",
            "我們知道 Nimbus 的檯燈有問題，深感抱歉。カメラ",
            "👩‍👩‍👧‍👦 ❤️ 👍🏽 🇧🇬 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏳️‍🌈",
            "Café, naïve, l’été.\nNext line\tand tab.",
        ] {
            assert_eq!(found(text), [], "{text}");
            assert_eq!(seen(text), text);
        }
        assert_eq!(seen("a\u{202E}b"), "a[U+202E]b");
    }

    #[test]
    fn a_difference_that_can_not_be_seen_is_named() {
        let spot = |line, at| Spot { line, at };
        assert_eq!(differences("We know.", "We kn\u{43E}w."), [(spot(1, 6), Some('\u{43E}'))]);
        assert_eq!(differences("We\nknow.", "We\nkn\u{200B}ow."), [(spot(2, 3), Some('\u{200B}'))]);
        assert_eq!(differences("We kn\u{200B}ow.", "We know."), [(spot(1, 6), None)]);
        assert_eq!(differences("10 %", "10\u{A0}%"), [(spot(1, 3), Some('\u{A0}'))]);
        assert_eq!(differences("We know.", "We knew."), [], "this can be seen");
        assert_eq!(differences("We know.", "We know."), []);
    }

    #[test]
    fn no_class_of_marks_gets_into_a_value() {
        for c in (0..=0x0010_FFFF).filter_map(char::from_u32) {
            let plain = is_plain(Some('a'), c, Some('b'));
            let set = |inside: bool| assert!(!(plain && inside), "{} {c:?}", code(c));
            set(CodePointSetData::new::<SentenceTerminal>().contains(c));
            set(CodePointSetData::new::<Dash>().contains(c));
            set(CodePointSetData::new::<BidiControl>().contains(c));
            set(CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c));
            set(c.is_control() || c != ' ' && c.is_whitespace());
            set(skeleton(c.encode_utf8(&mut [0; 4])).any(|c| matches!(c, ':' | '-' | '!' | '?' | '.')));
        }
        assert!("Милано λάμπες 檯燈 l’app 20 €".chars().all(|c| is_plain(None, c, None)));
        assert!(is_plain(Some('6'), ':', Some('3')) && !is_plain(Some('6'), ':', Some(' ')));
    }
}
