//! Text in Discord's mark-up (discord.com/developers/docs/reference#message-formatting). A backslash before what could be
//! mark-up shows it as it is.

use crate::post::inert;

/// Our words: nothing in them is mark-up, or an address that would be made a link. They may hold a title that somebody
/// typed, and a link of ours is a span of its own.
pub fn words(text: &str) -> String {
    escaped(&unlinked(text))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut line_start = true;
    let mut digits = false;
    for c in text.chars() {
        let marks = match c {
            '\\' | '*' | '_' | '~' | '`' | '|' | '[' | ']' | '<' => true,
            // A heading, a quotation, an item or small print begins a line.
            '#' | '>' | '-' | '+' => line_start,
            '.' | ')' => digits,
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(c);
        // A number and a dot begin an item too.
        digits = c.is_ascii_digit() && (line_start || digits);
        line_start = c == '\n' || line_start && c.is_whitespace();
    }
    out
}

/// The public's words: inert on every platform, and here also without mark-up, links and invitations.
pub fn public(text: &str) -> String {
    words(&inert(text))
}

/// An address that is no address is not made a link, and an invitation is not unfolded.
fn unlinked(text: &str) -> String {
    const INVITES: [&str; 4] = [".gg", "/invite", "⁄invite", ".me"];
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let links = c == '/' && {
            let lower = out.chars().rev().take(8).collect::<Vec<_>>();
            let lower: String = lower.into_iter().rev().flat_map(char::to_lowercase).collect();
            lower.ends_with(':') || lower.ends_with(":⁄") || INVITES.iter().any(|sign| lower.ends_with(sign))
        };
        out.push(if links { '⁄' } else { c });
    }
    out
}

/// Something to type, as it is: only its own fence could end it.
pub fn code(text: &str) -> String {
    let inside: String = text.chars().map(|c| if c == '`' { 'ˋ' } else { c }).collect();
    if inside.trim().is_empty() { String::new() } else { format!("`{inside}`") }
}

/// A link's address within mark-up; none when it is not one of the web.
pub fn address(url: &str) -> Option<String> {
    let taken = url.is_ascii() && url.len() <= 1_024;
    (taken && commands::is_web(url)).then(|| url.replace('(', "%28").replace(')', "%29"))
}

/// A person's id, as Discord makes them: nothing else may become a ping.
pub fn is_id(id: &str) -> bool {
    (15..=20).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text with every escaped character made a letter.
    fn bare(text: &str) -> String {
        let mut out = String::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            if c == '\\' {
                // It is shown as it is.
                out.extend(chars.next().map(|_| 'x'));
            } else {
                out.push(c);
            }
        }
        out
    }

    proptest! {
        #[test]
        fn no_public_text_pings_formats_or_links(text in "[@<>!*_~`&|:/a-z#U0-9 .\n\\[\\]()+-]{0,60}") {
            let public = public(&text);
            let bare = bare(&public);
            prop_assert!(!bare.contains(['@', '<', '>', '*', '_', '~', '`', '|', '[', ']']), "{public}");
            prop_assert!(!public.contains("://"));
            for line in bare.lines() {
                prop_assert!(!line.trim_start().starts_with(['#', '-', '+', '>']), "{public}");
            }
        }
    }

    #[test]
    fn what_would_be_mark_up_is_shown_as_it_is() {
        for (typed, shown) in [
            ("# big", "\\# big"),
            ("-# small", "\\-# small"),
            ("1. item", "1\\. item"),
            ("version 1.2", "version 1.2"),
            ("||spoiler|| [a](https://x.example)", "\\|\\|spoiler\\|\\| \\[a\\](https:⁄⁄x.example)"),
            ("so-so", "so-so"),
            ("\n> quoted", "\n\\> quoted"),
        ] {
            assert_eq!(words(typed), shown);
        }
        for invitation in ["https://discord.gg/abc", "Discord.GG/abc", "discord.com/invite/abc", "http://x.example"] {
            let shown = public(invitation);
            assert!(!shown.contains("://") && !shown.to_lowercase().contains(".gg/"), "{shown}");
            assert!(!shown.contains("/invite/"), "{shown}");
        }
    }

    #[test]
    fn an_address_can_not_end_its_link_early() {
        assert_eq!(address("https://x.example/a_(b)").as_deref(), Some("https://x.example/a_%28b%29"));
        for wrong in ["javascript:alert(1)", "https://x.example/ y", "https://x.example/<@1>"] {
            assert_eq!(address(wrong), None);
        }
    }
}
