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

/// The public's words: inert on every platform, and here also without mark-up and links.
pub fn public(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in inert(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            // They look the same and mean nothing.
            '*' => out.push('∗'),
            '_' => out.push('＿'),
            '~' => out.push('∼'),
            '`' => out.push('ˋ'),
            other => out.push(other),
        }
    }
    // An address that is no address is not made a link.
    out.replace("://", ":⁄⁄")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_public_text_pings_formats_or_links(text in "[@<>!*_~`&|:/a-z#U0-9 .]{0,60}") {
            let public = public(&text);
            prop_assert!(!public.contains(['@', '<', '>', '*', '_', '~', '`']), "{public}");
            prop_assert!(!public.contains("://"));
            prop_assert!(public.replace("&amp;", "").find('&').is_none(), "{public}");
        }
    }
}
