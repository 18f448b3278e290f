//! What the bot says about incidents of the past and what they taught.

use super::{Case, SHOWN};
use crate::incident::voice::length;
use crate::post::{Block, Post, Rich, Span, Tone};
use crate::words::{Args, Locale, say, word};

/// Characters of somebody's words that a line shows.
const QUOTE: usize = 200;

/// Those that a search found.
pub fn found(locale: Locale, cases: &[Case]) -> Post {
    if cases.is_empty() {
        return Post::line(word(locale, "cases-none"));
    }
    let count = Args::new().count(locale, "count", u64::try_from(cases.len()).unwrap_or(u64::MAX));
    let heading = say(locale, "cases-title", &count);
    let mut blocks = vec![Block::Heading(heading.clone())];
    for case in cases.iter().take(SHOWN) {
        blocks.push(Block::Text(title(locale, case)));
        blocks.extend(lessons(locale, case));
    }
    if cases.len() > SHOWN {
        blocks.push(Block::Context(Rich::words(word(locale, "cases-more"))));
    }
    Post { summary: heading, blocks, tone: Tone::Plain }
}

/// In the thread of an incident that has begun: what alike ones taught.
pub fn alike(locale: Locale, cases: &[Case]) -> Post {
    let heading = word(locale, "cases-alike");
    let mut blocks = vec![Block::Text(Rich(vec![Span::Strong(heading.clone())]))];
    for case in cases {
        blocks.push(Block::Text(title(locale, case)));
        blocks.extend(lessons(locale, case));
    }
    Post { summary: heading, blocks, tone: Tone::Plain }
}

/// `INC-3: lumo · defect · over after 5 h. What ended it: the refund`
fn title(locale: Locale, case: &Case) -> Rich {
    let past = &case.past;
    let minutes = u64::try_from((past.over_at - past.opened_at).num_minutes()).unwrap_or_default();
    let args = Args::new().text("id", past.id.to_string()).text("title", crate::post::inert(&past.title));
    let args = args.text("length", length(locale, minutes));
    let mut spans = vec![Span::Words(say(locale, "cases-line", &args))];
    spans.extend(past.kind.map(|kind| Span::Words(format!(" · {}", kind.label(locale)))));
    if !past.how.is_empty() {
        spans.extend([Span::Words(format!(" · {} ", word(locale, "cases-how"))), Span::Public(past.how.clone())]);
    }
    Rich(spans)
}

/// What people said, and what was done.
fn lessons(locale: Locale, case: &Case) -> Option<Block> {
    let quote = |words: &str| {
        let cut: String = words.chars().take(QUOTE).collect();
        let cut = if cut.len() < words.len() { format!("{cut}…") } else { cut };
        Rich(vec![Span::Words(format!("{} ", word(locale, "cases-said"))), Span::Public(cut)])
    };
    let done =
        |text: &str| Rich(vec![Span::Words(format!("{} ", word(locale, "cases-done"))), Span::Public(text.to_owned())]);
    let mut lines: Vec<Rich> = case.words().map(quote).collect();
    lines.extend(case.done().map(|item| done(&item.text)));
    (!lines.is_empty()).then_some(Block::List(lines))
}
