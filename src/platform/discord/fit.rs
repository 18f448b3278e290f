//! Discord's limits, and text that fits them once it is escaped.
//!
//! Sources: discord.com/developers/docs/resources/message (embed limits), .../components/reference,
//! .../interactions/receiving-and-responding.

pub use crate::chat::clip::{Cut, clip, length};

/// The content of a message; Discord's published schema says 4,000, which only some accounts may.
pub const CONTENT: usize = 2_000;
/// Embeds of a message.
pub const EMBEDS: usize = 10;
/// All text of a message's embeds.
pub const EMBEDS_TEXT: usize = 6_000;
pub const TITLE: usize = 256;
pub const DESCRIPTION: usize = 4_096;
pub const FIELDS: usize = 25;
pub const FIELD_NAME: usize = 256;
pub const FIELD_VALUE: usize = 1_024;
/// The words of a picture.
pub const ALT: usize = 1_024;
/// Pictures of a message.
pub const FILES: usize = 10;
/// Rows of components, and buttons of a row.
pub const ROWS: usize = 5;
pub const ROW: usize = 5;
pub const LABEL: usize = 80;
/// A component's or a modal's own id.
pub const ID: usize = 100;
pub const PLACEHOLDER: usize = 150;
pub const OPTIONS: usize = 25;
pub const OPTION: usize = 100;
pub const MODAL_TITLE: usize = 45;
/// Inputs of a modal.
pub const INPUTS: usize = 5;
pub const INPUT_LABEL: usize = 45;
pub const INPUT_HINT: usize = 100;
pub const INPUT_LENGTH: usize = 4_000;
/// The name of a thread.
pub const THREAD: usize = 100;
/// What autocomplete offers.
pub const CHOICES: usize = 25;
/// What `nonce` holds.
pub const NONCE: usize = 25;

/// `text` through `escape`, cut so that what comes out has at most `most`.
pub fn fitted(text: &str, most: usize, cut: &mut Cut, escape: impl Fn(&str) -> String) -> String {
    let whole = escape(text);
    if length(&whole) <= most {
        return whole;
    }
    let mut room = most.min(length(text));
    loop {
        let mut lost = Cut::default();
        let shown = escape(&clip(text, room, &mut lost));
        let over = length(&shown).saturating_sub(most);
        if over == 0 || room == 0 {
            cut.characters += lost.characters.max(1);
            return if over == 0 { shown } else { String::new() };
        }
        // An escaped character is about two.
        room = room.saturating_sub(over.div_ceil(2));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::discord::escape::{public, words};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_is_escaped_fits_and_says_when_it_was_cut(text in "[*_a#> \n.-]{0,80}|\\PC{0,60}", most in 0..60usize) {
            for escape in [words, public] {
                let mut cut = Cut::default();
                let shown = fitted(&text, most, &mut cut, escape);
                prop_assert!(length(&shown) <= most, "{shown}");
                prop_assert_eq!(cut.any(), length(&escape(&text)) > most);
            }
        }
    }
}
