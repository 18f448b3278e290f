//! Fitting text into the limits of a platform. Lengths are counted in UTF-16 units, the strictest reading of "characters".

use unicode_normalization::char::is_combining_mark;

use crate::words::{Args, Locale, say};

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

    /// What is missing, and that it is because of the platform of this name.
    pub fn said(self, locale: Locale, platform: &str) -> String {
        let parts = [
            ("chat-cut-characters", self.characters),
            ("chat-cut-blocks", self.blocks),
            ("chat-cut-buttons", self.buttons),
            ("chat-cut-options", self.options),
        ];
        let part = |(key, count): (&str, usize)| {
            let count = u64::try_from(count).unwrap_or(u64::MAX);
            (count > 0).then(|| say(locale, key, &Args::new().count(locale, "count", count)))
        };
        let parts: Vec<String> = parts.into_iter().filter_map(part).collect();
        format!("{} {}", say(locale, "chat-cut", &Args::new().text("platform", platform)), parts.join(", "))
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
