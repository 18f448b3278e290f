//! A post as plain text, for transcripts and terminals. Public text is inert here too.

use chrono_tz::Tz;

use crate::clock::Time;

use super::{Block, Post, Quote, Rich, Span, inert};

/// Words that fit into so many characters; what had to be cut ends with `…`.
pub fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let mut short: String = words.chars().take(most.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

impl Post {
    /// The body without its buttons, a block a line; the summary when there is no body.
    pub fn plain(&self) -> String {
        let lines: Vec<String> = self.blocks.iter().map(Block::plain).filter(|line| !line.is_empty()).collect();
        if lines.is_empty() { self.summary.clone() } else { lines.join("\n") }
    }
}

impl Block {
    fn plain(&self) -> String {
        match self {
            Self::Heading(title) => title.clone(),
            Self::Code(lines) => lines.clone(),
            Self::Text(rich) | Self::Context(rich) => rich.plain(),
            Self::Fields(fields) => {
                let fields: Vec<String> =
                    fields.iter().map(|field| format!("{}: {}", field.label, field.value.plain())).collect();
                fields.join(" | ")
            }
            Self::Quote(quote) => quote.plain(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| format!("- {}", item.plain())).collect();
                items.join("\n")
            }
            Self::Chart(chart) => chart.alt.clone(),
            Self::Buttons(_) | Self::Pick(_) | Self::Divider => String::new(),
        }
    }
}

impl Quote {
    fn plain(&self) -> String {
        let note = if self.note.is_empty() { String::new() } else { format!(" ({})", self.note) };
        format!("> {}{note}: {}", inert(&self.author), inert(&self.text).replace('\n', " "))
    }
}

impl Rich {
    /// The words, one after the other.
    pub fn plain(&self) -> String {
        self.0.iter().map(Span::plain).collect()
    }
}

/// A moment where the reader's zone is not known.
pub fn plain_time(at: Time) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// A moment in a zone, with what the zone is called then.
pub fn local_time(at: Time, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M %Z").to_string()
}

impl Span {
    fn plain(&self) -> String {
        match self {
            Self::Words(words) | Self::Strong(words) | Self::Code(words) => words.clone(),
            Self::Public(text) => inert(text),
            Self::Person(person) => person.user.clone(),
            Self::Channel(id) => format!("#{id}"),
            Self::Link { label, url } => format!("{label} ({url})"),
            Self::Time(at) => plain_time(*at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_stays_on_its_line_and_pings_nobody() {
        let quote = Quote {
            author: "@maria\u{202E}".into(),
            text: "run\n> squall: all clear @here".into(),
            note: "9,100 followers".into(),
            url: None,
        };
        let post = Post { blocks: vec![Block::Quote(quote), Block::Divider], ..Post::default() };
        let plain = post.plain();
        assert_eq!(plain.lines().count(), 1, "a mention can't write a line of the bot's");
        assert!(!plain.contains('@') && plain.contains("9,100 followers"));
    }
}
