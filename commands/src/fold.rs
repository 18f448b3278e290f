//! How names are compared: what a person's keyboard does to a word must not matter.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The form in which names are compared: compatibility forms unified (full-width letters become plain), lower case, no
/// accents (Greek capitals are typed without them), one sigma, no invisible characters.
pub(crate) fn fold(word: &str) -> String {
    word.nfkd()
        .filter(|c| !is_combining_mark(*c) && !invisible(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ς' { 'σ' } else { c })
        .collect()
}

/// Characters that a copied text carries along unseen: zero-width spaces and joiners, direction marks.
pub(crate) fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A dash of any kind, as phones and word processors put it for `-` and `--`.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// The word without the full stop or question mark that ended the sentence; a mark alone stays.
pub(crate) fn trim_end_mark(word: &str) -> &str {
    let trimmed = word.trim_end_matches(|c| {
        matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '。' | '，' | '！' | '？' | '；' | '：' | '．')
    });
    if trimmed.is_empty() { word } else { trimmed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_keyboard_does_to_a_word_does_not_matter() {
        assert_eq!(fold("ＷＡＴＣＨ"), "watch");
        assert_eq!(fold("ΒΟΗΘΕΙΑ"), fold("βοήθεια"));
        assert_eq!(fold("ΚΑΤΑΛΟΓΟΣ"), fold("κατάλογος"));
        assert_eq!(fold("st\u{200b}atus"), "status");
    }

    #[test]
    fn the_end_of_a_sentence_is_not_part_of_a_word() {
        assert_eq!(trim_end_mark("status?!"), "status");
        assert_eq!(trim_end_mark("狀態。"), "狀態");
        assert_eq!(trim_end_mark("A-7"), "A-7");
    }
}
