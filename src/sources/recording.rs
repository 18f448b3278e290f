//! Recorded mentions: JSONL with `id`, `created_at`, `text`, `lang`, `author`, `followers`, `retweet_of`.

use std::io::BufRead;

use serde::Deserialize;

use super::Rejected;
use super::lines::{Lines, TOO_LONG};
use crate::clock::Time;
use crate::mention::{Author, Engagement, MentionKind, RawMention};

/// What a recording held: the mentions in order of time, and the lines that were not taken.
#[derive(Debug, Default)]
pub struct Recording {
    pub mentions: Vec<RawMention>,
    pub rejected: Vec<Rejected>,
}

#[derive(Deserialize)]
struct Recorded {
    id: String,
    created_at: Time,
    text: String,
    lang: Option<String>,
    author: Option<String>,
    followers: Option<u64>,
    retweet_of: Option<String>,
    #[serde(default)]
    reposts: u64,
}

/// Reads a recording whole. A bad line is rejected with its number; the good ones are kept.
pub fn read(input: &mut impl BufRead) -> std::io::Result<Recording> {
    let mut recording = Recording::default();
    let mut lines = Lines::new(input);
    while let Some(line) = lines.next()? {
        let reason = match serde_json::from_slice::<Recorded>(&line.bytes) {
            _ if line.cut => TOO_LONG.to_owned(),
            _ if line.is_blank() => continue,
            Ok(recorded) => {
                recording.mentions.push(mention(recorded));
                continue;
            }
            Err(error) => error.to_string(),
        };
        recording.rejected.push(Rejected::new(line.number, reason, &line.bytes));
    }
    recording.mentions.sort_by_key(|mention| mention.created_at);
    Ok(recording)
}

fn mention(line: Recorded) -> RawMention {
    let kind = if line.retweet_of.is_some() { MentionKind::Repost } else { MentionKind::Post };
    RawMention {
        source: "replay".into(),
        source_id: line.id,
        platform: "x".into(),
        kind,
        url: None,
        author: Author { id: line.author.unwrap_or_default(), followers: line.followers, ..Author::default() },
        title: None,
        text: line.text,
        declared_language: line.lang,
        created_at: line.created_at,
        engagement: Engagement { reposts: line.reposts, ..Engagement::default() },
        reach: line.followers,
        repost_of: line.retweet_of,
        parent: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_lines_are_named_and_the_good_ones_kept_in_order_of_time() {
        let long = "x".repeat(3 << 20);
        let text = format!(
            "{}\nnot json\n\n{long}\n{}",
            r#"{"id":"2","created_at":"2026-01-02T00:00:00Z","text":"late"}"#,
            r#"{"id":"1","created_at":"2026-01-01T00:00:00Z","text":"early"}"#
        );
        let recording = read(&mut text.as_bytes()).unwrap();
        let ids: Vec<_> = recording.mentions.iter().map(|mention| mention.source_id.as_str()).collect();
        assert_eq!(ids, ["1", "2"]);
        let lines: Vec<_> = recording.rejected.iter().map(|rejected| rejected.line).collect();
        assert_eq!(lines, [2, 4]);
    }
}
