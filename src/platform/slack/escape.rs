//! Text in Slack's mark-up. Most of a post needs none, because rich text blocks show text as it is; fields, small print and
//! the fallback text are marked up.

use crate::post::inert;

/// Our words: the three characters that Slack reads as control sequences (docs.slack.dev/messaging/formatting-message-text).
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
    out
}

/// The longest name of an emoji, in characters.
const EMOJI: usize = 100;

/// The public's words: inert on every platform, and here also without mark-up, emoji by name and links. What is changed looks
/// the same and means nothing.
pub fn public(text: &str) -> String {
    let text = inert(text);
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '&' => out.push_str("&amp;"),
            '*' => out.push('∗'),
            '_' => out.push('＿'),
            '~' => out.push('∼'),
            '`' => out.push('ˋ'),
            ':' if names_an_emoji(rest) || rest.starts_with("//") => out.push('∶'),
            '.' if out.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphabetic) => out.push('․'),
            other => out.push(other),
        }
    }
    out
}

/// Whether another colon follows in the same word: `siren:`.
fn names_an_emoji(rest: &str) -> bool {
    let end = rest.chars().take(EMOJI + 1).find(|c| *c == ':' || c.is_whitespace());
    end == Some(':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_public_text_pings_formats_or_links(text in "[@<>!*_~`&|:/a-z#U0-9 .]{0,60}") {
            let emoji = regex::Regex::new(r":[^:\s]{1,100}:").unwrap();
            let domain = regex::Regex::new(r"[a-z0-9]\.[a-z]").unwrap();
            let public = public(&text);
            prop_assert!(!public.contains(['@', '<', '>', '*', '_', '~', '`']), "{public}");
            prop_assert!(!public.contains("://") && !emoji.is_match(&public) && !domain.is_match(&public), "{public}");
            prop_assert!(public.replace("&amp;", "").find('&').is_none(), "{public}");
        }
    }

    #[test]
    fn times_and_numbers_stay_as_they_are() {
        for text in ["10:30, 3.5 times", "Severity: 8/10", "e.", "note: see below"] {
            assert_eq!(public(text), text);
        }
        assert_eq!(public(":siren: evil.example/x"), "∶siren: evil․example/x");
        assert_eq!(public("https://evil.example"), "https∶//evil․example");
    }
}
