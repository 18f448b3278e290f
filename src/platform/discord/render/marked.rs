//! Blocks of words as marked up text.

use crate::platform::discord::escape::{address, code, is_id, public, words};
use crate::platform::discord::fit::{Cut, FIELD_NAME, FIELD_VALUE, fitted, length};
use crate::post::{Block, Quote, Rich, Span, plain_time};

/// A block of words as lines of a description, of at most `most`.
pub(super) fn described(block: &Block, most: usize, cut: &mut Cut) -> String {
    match block {
        Block::Text(text) => rich(text, most, cut),
        Block::Context(text) => {
            let small = rich(text, most.saturating_sub(3), cut).replace('\n', " ");
            if small.trim().is_empty() { String::new() } else { format!("-# {small}") }
        }
        Block::List(items) => {
            let (mut lines, mut left) = (Vec::new(), most);
            for item in items {
                let text = rich(item, left.saturating_sub(3), cut).replace('\n', " ");
                if !text.trim().is_empty() {
                    left = left.saturating_sub(length(&text) + 3);
                    lines.push(format!("- {text}"));
                }
            }
            lines.join("\n")
        }
        Block::Code(lines) => {
            let fence = |text: &str| text.replace("```", "ˋˋˋ");
            let inside = fitted(lines, most.saturating_sub(8), cut, fence);
            if inside.trim().is_empty() { String::new() } else { format!("```\n{inside}\n```") }
        }
        Block::Quote(quote) => quoted(quote, most, cut),
        _ => String::new(),
    }
}

fn quoted(quote: &Quote, most: usize, cut: &mut Cut) -> String {
    // The address is shown, not linked: what it leads to is the public's.
    let small = [Some(quote.note.as_str()), quote.url.as_deref()].into_iter().flatten().filter(|part| !part.is_empty());
    let small = small.collect::<Vec<_>>().join(" · ");
    let author = fitted(&quote.author.replace('\n', " "), FIELD_NAME.min(most / 4), cut, public);
    let small = fitted(&small.replace('\n', " "), FIELD_VALUE.min(most / 4), cut, public);
    let by = match (author.trim().is_empty(), small.is_empty()) {
        (true, _) => small,
        (false, true) => format!("**{}**", author.trim()),
        (false, false) => format!("**{}** {small}", author.trim()),
    };
    // Every line is marked as a quotation.
    let mark = |text: &str| public(text).lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n");
    let room = most.saturating_sub(length(&by) + 4);
    let text = fitted(&quote.text, room, cut, mark);
    let by = if by.is_empty() || most < 16 { String::new() } else { format!("> {by}") };
    [text, by].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A run of spans as marked up text. A span of mark-up is whole or not there.
pub(super) fn rich(rich: &Rich, most: usize, cut: &mut Cut) -> String {
    let (mut out, mut left) = (String::new(), most);
    for span in &rich.0 {
        let whole = |text: String, left: usize, cut: &mut Cut| {
            if length(&text) <= left {
                return text;
            }
            cut.characters += length(&text);
            String::new()
        };
        let shown = match span {
            Span::Words(text) => fitted(text, left, cut, words),
            Span::Strong(text) if text.trim().is_empty() => String::new(),
            Span::Strong(text) => match fitted(text, left.saturating_sub(4), cut, words) {
                text if text.is_empty() => text,
                text => format!("**{text}**"),
            },
            Span::Public(text) => fitted(text, left, cut, public),
            Span::Code(text) => whole(code(text), left, cut),
            Span::Person(person) if is_id(&person.user) => whole(format!("<@{}>", person.user), left, cut),
            Span::Person(person) => fitted(&person.user, left, cut, public),
            Span::Channel(id) if is_id(id) => whole(format!("<#{id}>"), left, cut),
            Span::Channel(name) => fitted(&format!("#{name}"), left, cut, public),
            Span::Link { label, url } => match address(url) {
                Some(url) => whole(format!("[{}]({url})", public(label)), left, cut),
                None => fitted(label, left, cut, public),
            },
            Span::Time(at) if at.timestamp() > 0 => whole(format!("<t:{}:f>", at.timestamp()), left, cut),
            Span::Time(at) => fitted(&plain_time(*at), left, cut, words),
        };
        left = left.saturating_sub(length(&shown));
        out.push_str(&shown);
    }
    out
}
