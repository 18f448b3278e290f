//! A document as Markdown. What the public or the team wrote is escaped, so that it can't format or link.

use chrono_tz::Tz;

use super::{Block, Paper, Part, Quote, Rich, Span, Table, inert, local_time};

impl Paper {
    /// The whole document. Times are of this zone.
    pub fn markdown(&self, zone: Tz) -> String {
        let mut out = format!("# {}\n\n", escaped(&self.title));
        for part in &self.parts {
            let part = match part {
                Part::Section(title) => format!("## {}", escaped(title)),
                Part::Block(block) => block.markdown(zone),
                Part::Table(table) => table.markdown(zone),
            };
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

impl Table {
    fn markdown(&self, zone: Tz) -> String {
        let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let rule = row(self.head.iter().map(|_| "---".to_owned()).collect());
        // A cell is one line.
        let cell = |rich: &Rich| rich.markdown(zone).replace('\n', " ");
        let rows = self.rows.iter().map(|cells| row(cells.iter().map(cell).collect()));
        let head = row(self.head.iter().map(|title| escaped(title)).collect());
        [head, rule].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
    }
}

impl Block {
    fn markdown(&self, zone: Tz) -> String {
        match self {
            Self::Heading(title) => format!("### {}", escaped(title)),
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
            Self::Person(person) => format!("@{}", escaped(&person.user)),
            Self::Channel(id) => format!("#{}", escaped(id)),
            Self::Link { label, url } if commands::is_web(url) => format!("[{}](<{url}>)", escaped(label)),
            Self::Link { label, .. } => escaped(label),
            Self::Time(at) => local_time(*at, zone),
        }
    }
}

/// Text within Markdown, whoever wrote it: it formats nothing, links nowhere and breaks no line of ours. Control characters
/// are dropped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')) {
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
    use proptest::prelude::*;

    #[test]
    fn public_words_neither_format_nor_link_nor_begin_a_line_of_ours() {
        let quote = Quote {
            author: "*ann*".into(),
            text: "[free](https://evil.example)\n# all clear `x`".into(),
            note: String::new(),
            url: None,
        };
        let rich = Rich(vec![Span::Public("<b>\n- done | x".into()), Span::Time(Time::UNIX_EPOCH)]);
        let table = Table { head: vec!["a".into(), "b".into()], rows: vec![vec![rich.clone(), rich.clone()]] };
        let parts = vec![Block::Quote(quote).into(), Block::List(vec![rich]).into(), table.into()];
        let text = Paper { title: "*INC*".into(), parts, ..Paper::default() }.markdown(chrono_tz::Europe::Sofia);
        let ours = |line: &str| ["# ", "> ", "- ", "| "].iter().any(|sign| line.starts_with(sign)) || line.is_empty();
        assert!(text.lines().all(ours), "{text}");
        assert!(text.contains(r"\[free\](https") && text.contains(r"\# all clear \`x\`"), "{text}");
        assert!(text.contains("1970-01-01 02:00 EET") && text.starts_with(r"# \*INC\*"), "{text}");
        let last = text.lines().last().unwrap();
        assert_eq!(last.matches(" | ").count(), 1, "nobody adds a column: {last}");
    }

    proptest! {
        #[test]
        fn no_text_formats_links_or_begins_a_line_of_ours(text in "\\PC*|.*|[*_`<>\\[\\]()#|~!\\\\ a-z\u{0}-\u{1f}]*") {
            let shown = escaped(&inert(&text));
            let mut signs = shown.chars();
            while let Some(sign) = signs.next() {
                if sign == '\\' {
                    signs.next();
                } else {
                    prop_assert!(!"`*_[]<>#|~!".contains(sign), "{}", shown);
                }
            }
            prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{:?}", shown);
        }
    }

    #[test]
    fn code_stays_in_its_fence() {
        let block = Block::Code("a\n````\nb".into());
        assert_eq!(block.markdown(chrono_tz::UTC), "`````\na\n````\nb\n`````");
    }
}
