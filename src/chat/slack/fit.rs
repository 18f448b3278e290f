//! Slack's limits, and fitting into them. Lengths are counted in UTF-16 units, the strictest reading of "characters".
//!
//! Sources: docs.slack.dev/reference/block-kit/blocks, .../reference/views/modal-views, and for the whole message what
//! was seen (`msg_blocks_too_long` from about 13,200 characters on).

use unicode_normalization::char::is_combining_mark;

/// Blocks of a message; one is kept for what was cut.
pub const BLOCKS: usize = 50;
/// Blocks of a modal, and of a person's page.
pub const MODAL_BLOCKS: usize = 100;
/// All text of a message's blocks, below the 13,200 that were refused.
pub const MESSAGE: usize = 12_000;
/// All text of a person's page: far below the 250 kB of a view, whatever the script.
pub const HOME: usize = 30_000;
/// The fallback text before it is escaped, which makes it five times as long at worst; `chat.update` refuses more than 4,000.
pub const FALLBACK: usize = 750;
pub const HEADER: usize = 150;
pub const SECTION: usize = 3_000;
pub const FIELD: usize = 2_000;
pub const FIELDS: usize = 10;
pub const CONTEXT: usize = 2_000;
pub const ALT: usize = 2_000;
/// The product's own rule; Slack allows 25.
pub const BUTTONS: usize = 6;
pub const LABEL: usize = 75;
pub const VALUE: usize = 2_000;
pub const CONFIRM_TITLE: usize = 100;
pub const CONFIRM_TEXT: usize = 300;
pub const CONFIRM_BUTTON: usize = 30;
/// Title, submit and close of a modal.
pub const MODAL_TITLE: usize = 24;
pub const METADATA: usize = 3_000;
/// Ids of actions and blocks, and what a view is called back by.
pub const CALLBACK: usize = 255;
pub const PLACEHOLDER: usize = 150;
pub const INPUT_LABEL: usize = 2_000;
/// What a text input takes at most.
pub const INPUT_LENGTH: usize = 3_000;
pub const OPTIONS: usize = 100;
pub const OPTION_VALUE: usize = 150;

/// What did not fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    pub characters: usize,
    pub blocks: usize,
    pub buttons: usize,
    pub options: usize,
}

impl Cut {
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// In UTF-16 units.
pub fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The text, with an ellipsis where it was longer; adds to `cut` what is missing. Nothing is cut inside of a letter with
/// its marks or an emoji that is made of several.
pub fn clip(text: &str, most: usize, cut: &mut Cut) -> String {
    if length(text) <= most {
        return text.to_owned();
    }
    let (mut kept, mut units, mut end) = (0, 0, 0);
    let mut joined = false;
    for (at, c) in text.char_indices() {
        let continues = joined
            || is_combining_mark(c)
            || matches!(c, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}');
        if !continues {
            // Up to here nothing is torn apart.
            (kept, end) = (units, at);
        }
        units += c.len_utf16();
        if units + 1 > most {
            break;
        }
        joined = c == '\u{200D}';
    }
    cut.characters += length(text) - kept;
    if most == 0 { String::new() } else { format!("{}…", text[..end].trim_end()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_is_clipped_fits(text in "\\PC{0,60}", most in 0..40usize) {
            let mut cut = Cut::default();
            let clipped = clip(&text, most, &mut cut);
            prop_assert!(length(&clipped) <= most);
            prop_assert_eq!(cut.any(), length(&text) > most);
        }
    }

    #[test]
    fn a_family_and_a_letter_with_its_marks_are_whole_or_gone() {
        let mut cut = Cut::default();
        assert_eq!(clip("ab👩‍👩‍👧‍👦cd", 9, &mut cut), "ab…");
        assert_eq!(clip("abe\u{301}\u{323}xyz", 5, &mut cut), "ab…");
    }
}
