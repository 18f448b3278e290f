//! Public text, made inert.

use unicode_normalization::char::is_combining_mark;

/// Combining marks in a row that are kept; some scripts need two, nobody needs ten.
const MARKS: usize = 3;
/// Line breaks in a row that are kept.
const BREAKS: usize = 2;
/// A full-width `@` pings nobody on any platform and still reads as one.
const INERT_AT: char = '＠';
/// Platforms read `<!channel>` and `<@U1>` as commands; these brackets they do not.
const INERT_OPEN: char = '‹';
const INERT_CLOSE: char = '›';

/// Public text without the tricks that any platform knows: control characters, bidirectional overrides and
/// zero-width characters are dropped (a joiner stays, emoji and some scripts need it), long runs of combining marks and
/// line breaks are cut, and what could ping or command is written with characters that can't. A platform escapes its
/// own mark-up after this. Applying it twice changes nothing.
pub fn inert(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut marks, mut breaks) = (0, 0);
    for c in text.chars() {
        if is_hidden(c) {
            continue;
        }
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        breaks = if c == '\n' { breaks + 1 } else { 0 };
        if marks > MARKS || breaks > BREAKS {
            continue;
        }
        out.push(match c {
            '@' => INERT_AT,
            '<' => INERT_OPEN,
            '>' => INERT_CLOSE,
            '\t' | '\u{2028}' | '\u{2029}' => ' ',
            other => other,
        });
    }
    out
}

/// Characters that nobody sees and that change what others see; not those that are written otherwise, and the joiner.
fn is_hidden(c: char) -> bool {
    commands::is_unseen(c) && !matches!(c, '\n' | '\t' | '\u{200D}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nobody_is_pinged_and_nothing_is_turned_around() {
        let hostile = "@everyone <!channel> <@U012> \u{202E}txet\u{202C} pay\u{200B}pal\u{7}";
        let inert = inert(hostile);
        for trick in ["@", "<", ">", "\u{202E}", "\u{202C}", "\u{200B}", "\u{7}"] {
            assert!(!inert.contains(trick), "{trick:?} in {inert:?}");
        }
        assert!(inert.contains("everyone") && inert.contains("paypal"));
    }

    #[test]
    fn towers_of_marks_and_of_blank_lines_are_cut() {
        let tower = format!("z{}algo{}end", "\u{0301}".repeat(50), "\n".repeat(40));
        assert!(inert(&tower).chars().count() < 20);
    }

    #[test]
    fn what_people_write_stays_as_they_wrote_it() {
        for text in ["Η Nimbus σιωπά", "寧博客服完全不接電話", "Бойкот!", "così non va", "👩‍🍳 ok"]
        {
            assert_eq!(inert(text), text);
        }
    }

    proptest! {
        #[test]
        fn applying_it_twice_changes_nothing(text in "\\PC*|.*") {
            let once = inert(&text);
            prop_assert_eq!(inert(&once), once);
        }
    }
}
