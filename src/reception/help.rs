//! What can be asked, and how.

use super::Answer;
use super::asking::Asking;
use crate::post::{Block, Post, Rich, Span, Tone};

/// The page of a command or a group; the overview when nothing is called so.
pub(super) fn answer(asking: &Asking<'_>, about: Option<&str>) -> Answer {
    let page = about.and_then(|about| commands::help_for(about, asking.locale));
    let page = page.unwrap_or_else(|| commands::help(asking.locale));
    let row = |(name, about): (String, String)| Rich(vec![Span::Code(name), Span::Words(format!(" {about}"))]);
    let code = |line: &String| Rich(vec![Span::Code(line.clone())]);
    let mut blocks = vec![Block::Heading(page.title), Block::Text(Rich::words(page.summary.clone()))];
    if about.is_some() {
        blocks.push(Block::Code(page.usage.join("\n")));
    }
    if !page.arguments.is_empty() {
        blocks.push(Block::List(page.arguments.into_iter().map(row).collect()));
    }
    if about.is_some() {
        blocks.push(Block::List(page.examples.iter().map(code).collect()));
    } else {
        blocks.push(Block::Context(Rich::words(page.usage.join("\n"))));
    }
    Answer::new(Post { summary: page.summary, blocks, tone: Tone::Plain })
}
