//! What people of the team report from the chat: somebody's public words, perhaps with who said them and where.
//!
//! `@maria: “my lumo smokes!” https://x.com/maria/status/1` is what maria says on X.

use url::Url;

use crate::clock::Time;
use crate::mention::{Author, Engagement, MentionKind, RawMention};

/// The source's name.
pub const SOURCE: &str = "chat";
/// Where no platform is known by name, and there is a link.
pub const WEB: &str = "web";

/// Platforms by the hosts that their links have; a host below one of these counts too.
const HOSTS: &[(&str, &[&str])] = &[
    ("x", &["x.com", "twitter.com", "t.co"]),
    ("facebook", &["facebook.com", "fb.com", "fb.me", "fb.watch"]),
    ("instagram", &["instagram.com", "instagr.am"]),
    ("threads", &["threads.net", "threads.com"]),
    ("tiktok", &["tiktok.com"]),
    ("youtube", &["youtube.com", "youtu.be"]),
    ("bluesky", &["bsky.app", "bsky.social"]),
    ("mastodon", &["mastodon.social", "mastodon.online", "mstdn.social", "mas.to"]),
    ("reddit", &["reddit.com", "redd.it"]),
    ("linkedin", &["linkedin.com", "lnkd.in"]),
    ("telegram", &["t.me", "telegram.me"]),
    ("vk", &["vk.com", "vk.ru"]),
    ("weibo", &["weibo.com", "weibo.cn"]),
    ("line", &["line.me"]),
    ("dcard", &["dcard.tw"]),
    ("ptt", &["ptt.cc"]),
    ("trustpilot", &["trustpilot.com"]),
    ("tripadvisor", &["tripadvisor.com"]),
];

/// The mention that reported words are. `source_id` is the same whenever the same is reported; `chat` is the platform
/// that it was reported on, which it is of when it has no link.
pub fn mention(words: &str, source_id: String, chat: &str, at: Time) -> RawMention {
    let link = link(words);
    let without = match &link {
        Some((written, _)) => words.replacen(written, " ", 1),
        None => words.to_owned(),
    };
    let (handle, text) = author(without.trim());
    let text = unquoted(text.trim());
    // A link alone is all the words that there are.
    let text = if text.is_empty() { words.trim() } else { text };
    let url = link.map(|(_, url)| url);
    let platform = url.as_ref().map_or(chat, |url| platform(url));
    RawMention {
        source: SOURCE.to_owned(),
        platform: platform.to_owned(),
        kind: MentionKind::Post,
        // Nobody knows whether two people without a name are one.
        author: Author {
            id: handle.unwrap_or(&source_id).to_owned(),
            handle: handle.map(str::to_owned),
            ..Author::default()
        },
        source_id,
        url: url.map(String::from),
        title: None,
        text: text.to_owned(),
        declared_language: None,
        created_at: at,
        engagement: Engagement::default(),
        reach: None,
        repost_of: None,
        parent: None,
    }
}

/// The first link, as it is written and as it is meant.
fn link(words: &str) -> Option<(&str, Url)> {
    let starts = ["https://", "http://"].into_iter().flat_map(|scheme| words.match_indices(scheme).map(|(at, _)| at));
    let mut starts: Vec<usize> = starts.collect();
    starts.sort_unstable();
    starts.into_iter().find_map(|at| {
        let rest = &words[at..];
        let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '|' | '"' | '“' | '”' | '»' | '」' | '』');
        let written = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let closes = |c: char| {
            matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ')' | ']' | '。' | '，' | '！' | '？' | '）')
        };
        let written = written.trim_end_matches(closes);
        let url = Url::parse(written).ok().filter(Url::has_host)?;
        Some((written, url))
    })
}

fn platform(url: &Url) -> &'static str {
    let host = url.host_str().unwrap_or_default();
    let below = |known: &&str| host == *known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.'));
    HOSTS.iter().find(|(_, hosts)| hosts.iter().any(below)).map_or(WEB, |(name, _)| name)
}

/// The handle in front of the words, without the `@`, and the rest.
fn author(words: &str) -> (Option<&str>, &str) {
    let Some(rest) = words.strip_prefix(['@', '＠']) else { return (None, words) };
    let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '-' | '@')).unwrap_or(rest.len());
    let handle = rest[..end].trim_end_matches(['.', '-', '@']);
    match handle.len() {
        0 => (None, words),
        length => (
            Some(handle),
            rest[length..].trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, ':' | '：' | ',' | '-' | '–' | '—' | '.')
            }),
        ),
    }
}

/// Without the quotation marks around all of it.
fn unquoted(words: &str) -> &str {
    const PAIRS: [(char, char); 7] =
        [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('‘', '’'), ('「', '」'), ('『', '』')];
    let inside = |(open, close): &(char, char)| words.strip_prefix(*open)?.strip_suffix(*close);
    PAIRS.iter().find_map(inside).map_or(words, str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(words: &str) -> RawMention {
        mention(words, "sandbox:crisis:1".into(), "sandbox", Time::UNIX_EPOCH)
    }

    #[test]
    fn who_said_what_and_where() {
        for words in [
            "@maria: “my lumo smokes!” https://x.com/maria/status/1",
            "@maria “my lumo smokes!” (https://x.com/maria/status/1).",
            "@maria — my lumo smokes! <https://x.com/maria/status/1|x.com>",
            "＠maria：「my lumo smokes!」 https://x.com/maria/status/1。",
        ] {
            let mention = read(words);
            assert_eq!(mention.author.handle.as_deref(), Some("maria"), "{words}");
            assert!(mention.text.contains("my lumo smokes!") && !mention.text.contains("maria"), "{}", mention.text);
            assert_eq!(
                (mention.platform.as_str(), mention.url.as_deref()),
                ("x", Some("https://x.com/maria/status/1"))
            );
        }
        assert_eq!(read("@maria: “my lumo smokes!” https://x.com/maria/status/1").text, "my lumo smokes!");
    }

    #[test]
    fn the_host_tells_the_platform() {
        for (link, platform) in [
            ("https://www.facebook.com/lumo", "facebook"),
            ("https://m.youtube.com/watch?v=1", "youtube"),
            ("https://bsky.app/profile/maria/post/1", "bluesky"),
            ("https://www.threads.net/@maria", "threads"),
            ("https://www.tiktok.com/@maria", "tiktok"),
            ("https://www.instagram.com/p/1", "instagram"),
            ("http://nottwitter.com/", "web"),
            ("https://news.example/fire?from=x.com", "web"),
        ] {
            assert_eq!(read(&format!("look {link}")).platform, platform, "{link}");
        }
        let alone = read("https://x.com/maria/status/1");
        assert_eq!((alone.text.as_str(), alone.platform.as_str()), ("https://x.com/maria/status/1", "x"));
        let said = read("my lumo smokes");
        assert_eq!((said.platform.as_str(), said.url, said.author.handle), ("sandbox", None, None));
        assert_eq!(said.author.id, "sandbox:crisis:1");
    }

    proptest! {
        #[test]
        fn any_words_are_a_mention(words in "\\PC{0,80}", tail in "(@[a-z.@-]{0,6}|https?://[\\PC]{0,20}|[“”「」: ]{0,4}){0,4}") {
            for words in [words.clone(), tail.clone(), format!("{words}{tail}"), format!("{tail}{words}")] {
                let mention = read(&words);
                prop_assert_eq!(mention.text.is_empty(), words.trim().is_empty());
            }
        }
    }
}
