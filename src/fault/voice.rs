//! What the operators are told of rows that can't be worked with.

use super::{Fault, Trouble, by_cause};
use crate::post::{Block, Post, Rich, Span, Tone};
use crate::progress::Work;
use crate::words::{Args, Locale, say, word};

/// Causes that one message names; the rest are counted.
const NAMED: usize = 8;

/// The message for the operators.
pub fn told(locale: Locale, troubles: &[Trouble<'_>]) -> Post {
    let rows = troubles.iter().map(|trouble| 1 + trouble.more).sum();
    let summary = say(locale, "fault-summary", &Args::new().count(locale, "rows", count(rows)));
    let mut blocks = vec![Block::Text(Rich(vec![Span::Strong(summary.clone())]))];
    blocks.push(lines(locale, troubles));
    blocks.push(Block::Context(Rich::words(word(locale, "fault-goes-on"))));
    Post { summary, blocks, tone: Tone::Warning }
}

/// What `/crisis status` says of them; nothing when there are none.
pub fn status(locale: Locale, faults: &[Fault]) -> Vec<Block> {
    if faults.is_empty() {
        return Vec::new();
    }
    let summary = say(locale, "fault-summary", &Args::new().count(locale, "rows", count(faults.len())));
    vec![Block::Text(Rich(vec![Span::Strong(summary)])), lines(locale, &by_cause(faults))]
}

fn lines(locale: Locale, troubles: &[Trouble<'_>]) -> Block {
    let mut lines: Vec<Rich> = troubles.iter().take(NAMED).map(|trouble| line(locale, trouble)).collect();
    if let Some(rest) = troubles.get(NAMED..).filter(|rest| !rest.is_empty()) {
        let rows = rest.iter().map(|trouble| 1 + trouble.more).sum();
        lines.push(Rich::words(say(locale, "fault-more", &Args::new().count(locale, "rows", count(rows)))));
    }
    Block::List(lines)
}

/// An error may quote what stands in a row, so it is shown as the public's words are.
fn line(locale: Locale, trouble: &Trouble<'_>) -> Rich {
    let Fault { work, of, cause, since, .. } = trouble.first;
    let args = Args::new().text("work", word(locale, work_key(*work))).count(locale, "more", count(trouble.more));
    let spans = [
        ("row", Span::Code(format!("{} {}", of.table, of.row))),
        ("cause", Span::Public(cause.clone())),
        ("since", Span::Time(*since)),
    ];
    Rich::say(locale, "fault-line", args, &spans)
}

fn work_key(work: Work) -> &'static str {
    match work {
        Work::Listening => "fault-work-listening",
        Work::Committing => "fault-work-committing",
        Work::Judging => "fault-work-judging",
        Work::Timers => "fault-work-timers",
        Work::Digests => "fault-work-digests",
        Work::Delivering => "fault-work-delivering",
        Work::Tidying => "fault-work-tidying",
        Work::Meeting => "fault-work-meeting",
        Work::Telling => "fault-work-telling",
    }
}

fn count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}
