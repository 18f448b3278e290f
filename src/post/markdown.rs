//! A post as Markdown, for files. What the public or the team wrote is escaped, so that it can't format or link.

use chrono_tz::Tz;

use super::{Block, Post, Quote, Rich, Span, inert, local_time};

impl Post {
    /// The whole body; headings after the first are one level lower. Times are of this zone.
    pub fn markdown(&self, zone: Tz) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            let level = if out.is_empty() { "#" } else { "##" };
            let part = block.markdown(level, zone);
            if !part.is_empty() {
                out.push_str(&part);
                out.push_str("\n\n");
            }
        }
        let end = out.trim_end().len();
        out.truncate(end);
        out.push('\n');
        out
    }
}

impl Block {
    fn markdown(&self, level: &str, zone: Tz) -> String {
        match self {
            Self::Heading(title) => format!("{level} {}", escaped(title)),
            Self::Text(rich) | Self::Context(rich) => rich.markdown(zone),
            Self::Fields(fields) => {
                let line = |label: &str, value: &Rich| format!("- **{}**: {}", escaped(label), value.markdown(zone));
                let lines: Vec<String> = fields.iter().map(|field| line(&field.label, &field.value)).collect();
                lines.join("\n")
            }
            Self::Code(lines) => {
                // Longer than any run of the same sign inside.
                let longest = lines.split(|c| c != '`').map(str::len).max().unwrap_or_default();
                let fence = "`".repeat(longest.max(2) + 1);
                format!("{fence}\n{lines}\n{fence}")
            }
            Self::Quote(quote) => quote.markdown(),
            Self::List(items) => {
                let lines: Vec<String> = items.iter().map(|item| format!("- {}", item.markdown(zone))).collect();
                lines.join("\n")
            }
            Self::Chart(chart) => format!("*{}. {}*", escaped(&chart.title), escaped(&chart.alt)),
            Self::Divider => "---".to_owned(),
            Self::Buttons(_) | Self::Pick(_) => String::new(),
        }
    }
}

impl Quote {
    fn markdown(&self) -> String {
        let text = escaped(&inert(&self.text)).replace('\n', "\n> ");
        let note = if self.note.is_empty() { String::new() } else { format!(" ({})", escaped(&self.note)) };
        let url = self.url.as_ref().map(|url| format!("\n>\n> `{}`", inert(url).replace(['`', '\n'], " ")));
        format!("> **{}**{note}: {text}{}", escaped(&inert(&self.author)), url.unwrap_or_default())
    }
}

impl Rich {
    fn markdown(&self, zone: Tz) -> String {
        self.0.iter().map(|span| span.markdown(zone)).collect()
    }
}

impl Span {
    fn markdown(&self, zone: Tz) -> String {
        match self {
            Self::Words(words) => escaped(words),
            Self::Strong(words) => format!("**{}**", escaped(words)),
            Self::Public(text) => escaped(&inert(text)).replace('\n', " "),
            Self::Code(code) => format!("`{}`", code.replace('`', "'")),
            Self::Person(id) => format!("@{}", escaped(id)),
            Self::Channel(id) => format!("#{}", escaped(id)),
            Self::Link { label, url } => format!("[{}](<{}>)", escaped(label), url.replace(['<', '>', '\n'], "")),
            Self::Time(at) => local_time(*at, zone),
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Time;

    #[test]
    fn public_words_neither_format_nor_link_nor_begin_a_line_of_ours() {
        let quote = Quote {
            author: "*ann*".into(),
            text: "[free](https://evil.example)\n# all clear `x`".into(),
            note: String::new(),
            url: None,
        };
        let rich = Rich(vec![Span::Public("<b>\n- done".into()), Span::Time(Time::UNIX_EPOCH)]);
        let post = Post { blocks: vec![Block::Quote(quote), Block::List(vec![rich])], ..Post::default() };
        let text = post.markdown(chrono_tz::Europe::Sofia);
        assert!(text.lines().all(|line| line.starts_with("> ") || line.starts_with("- ") || line.is_empty()), "{text}");
        assert!(text.contains(r"\[free\](https") && text.contains(r"\# all clear \`x\`"), "{text}");
        assert!(text.contains("1970-01-01 02:00 EET"), "{text}");
    }

    #[test]
    fn code_stays_in_its_fence() {
        let post = Post { blocks: vec![Block::Code("a\n````\nb".into())], ..Post::default() };
        assert_eq!(post.markdown(chrono_tz::UTC), "`````\na\n````\nb\n`````\n");
    }
}
