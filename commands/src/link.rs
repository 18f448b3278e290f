//! What an address of the web is, whoever says it: a person, a source, a tool that publishes.

/// More is no address that anybody follows.
const LONGEST: usize = 2_000;

/// Whether it leads into the web and nowhere else: `https://` or `http://`, a host, nobody's name before the host, and no
/// sign that ends a link early, can't be seen or turns around what others see.
pub fn is_web(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once(':').filter(|(_, port)| !port.contains(']')).map_or(authority, |(host, port)| {
        // What stands behind the colon is a number or nothing.
        if port.bytes().all(|b| b.is_ascii_digit()) { host } else { "" }
    });
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '[' | ']' | ':');
    let breaks = |c: char| c.is_whitespace() || is_unseen(c) || matches!(c, '<' | '>' | '"' | '\\' | '`');
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
        && text.chars().count() <= LONGEST
        && host.chars().any(char::is_alphanumeric)
        && host.chars().all(is_host)
        && !text.contains(breaks)
}

/// Characters that nobody sees: control characters, zero width, turned around, tags.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_leads_into_the_web() {
        for right in [
            "https://social.example/1",
            "HTTP://social.example:8080",
            "http://127.0.0.1:9/a?b=c#d",
            "https://[::1]:443/x",
            "https://новини.example/брой/1",
            "https://x.example/a_(b)?q=it's",
        ] {
            assert!(is_web(right), "{right}");
        }
        for wrong in [
            "",
            "social.example/1",
            "javascript:alert(1)",
            "JavaScript://social.example/%0aalert(1)",
            "data:text/html,<script>",
            "vbscript://x",
            "file:///etc/passwd",
            "https://",
            "https:///path",
            "https://bank.example@evil.example/",
            "https://x.example:javascript/",
            "https://x.example/\u{202E}gpj.exe",
            "https://x.example/a b",
            "https://x.example/\n",
            "https://x.example/\"onmouseover=alert(1)",
            "https://x.example/<script>",
            "https://x\\.example/",
            " https://x.example",
        ] {
            assert!(!is_web(wrong), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_an_address_begins_as_one_and_stays_on_its_line(text in "(https?|javascript|data)?:?/{0,3}[ -~\\PC]{0,40}") {
            if is_web(&text) {
                let lower = text.to_lowercase();
                prop_assert!(lower.starts_with("https://") || lower.starts_with("http://"));
                prop_assert!(!text.chars().any(|c| c.is_whitespace() || is_unseen(c) || "<>\"`\\".contains(c)));
            }
        }
    }
}
