//! Recorded mentions: JSONL with `id`, `created_at`, `text`, `lang`, `author`, `followers`, `retweet_of`.

use std::io::{BufRead, Read};

use serde::Deserialize;

use crate::clock::Time;
use crate::mention::{Author, Engagement, MentionKind, RawMention};

/// One line longer than this is refused unread, in bytes.
const MAX_LINE: u64 = 1 << 20;

/// A line that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Counted from 1.
    pub line: u64,
    /// One sentence that names the cure.
    pub reason: String,
}

/// What a recording held: the mentions in order of time, and the lines that were not taken.
#[derive(Debug, Default)]
pub struct Recording {
    pub mentions: Vec<RawMention>,
    pub rejected: Vec<Rejected>,
}

#[derive(Deserialize)]
struct Line {
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
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let length = Read::take(&mut *input, MAX_LINE).read_until(b'\n', &mut line)?;
        if length == 0 {
            break;
        }
        if length as u64 == MAX_LINE && line.last() != Some(&b'\n') {
            input.skip_until(b'\n')?;
            recording.rejected.push(Rejected { line: number, reason: "the line is over 1 MB; split it".into() });
            continue;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Line>(&line) {
            Ok(line) => recording.mentions.push(mention(line)),
            Err(error) => recording.rejected.push(Rejected { line: number, reason: error.to_string() }),
        }
    }
    recording.mentions.sort_by_key(|mention| mention.created_at);
    Ok(recording)
}

fn mention(line: Line) -> RawMention {
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
