//! A document as a page of its own: no script, nothing loaded from elsewhere, charts inside it as drawings. It prints on
//! A4 without cutting a row, a chart or a quote.

use std::fmt::Write;

use chrono_tz::Tz;

use super::{Block, Chart, Paper, Part, Quote, Rich, Span, Table, Tone, inert, local_time};
use crate::words::Locale;

/// How the page looks on a screen and on paper.
const STYLE: &str = include_str!("paper.css");

impl Paper {
    /// The whole page. Times are of this zone.
    pub fn html(&self, locale: Locale, zone: Tz) -> String {
        let tone = match self.tone {
            Tone::Plain => "#8a93a5",
            Tone::Good => "#2f9e5b",
            Tone::Warning => "#d98b0b",
            Tone::Danger => "#c8323c",
        };
        let title = escaped(&self.title);
        let printed = |c: &char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.');
        let foot: String = self.foot.chars().filter(printed).collect();
        let mut out = String::new();
        // Writing to a string never fails.
        let _ = write!(
            out,
            "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
             <style>:root{{--tone:{tone}}}\n{STYLE}@page{{@bottom-left{{content:\"{foot}\"}}}}\n</style></head><body>\n\
             <header><h1>{title}</h1>\n",
            locale.tag()
        );
        let mut end = "</header>\n";
        for part in &self.parts {
            match part {
                Part::Section(title) => {
                    let _ = writeln!(out, "{end}<section><h2>{}</h2>", escaped(title));
                    end = "</section>\n";
                }
                Part::Block(block) => block.html(&mut out, zone),
                Part::Table(table) => table.html(&mut out, zone),
            }
        }
        out.push_str(end);
        out.push_str("</body></html>\n");
        out
    }
}

impl Table {
    fn html(&self, out: &mut String, zone: Tz) {
        out.push_str("<table><thead><tr>");
        for title in &self.head {
            let _ = write!(out, "<th>{}</th>", escaped(title));
        }
        out.push_str("</tr></thead><tbody>\n");
        for row in &self.rows {
            out.push_str("<tr>");
            for cell in row {
                let _ = write!(out, "<td>{}</td>", cell.html(zone).replace('\n', "<br>"));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table>\n");
    }
}

impl Block {
    fn html(&self, out: &mut String, zone: Tz) {
        // Writing to a string never fails.
        let _ = match self {
            Self::Heading(title) => writeln!(out, "<h3>{}</h3>", escaped(title)),
            Self::Text(rich) => writeln!(out, "<p>{}</p>", rich.html(zone).replace('\n', "<br>")),
            Self::Context(rich) => writeln!(out, "<p><small>{}</small></p>", rich.html(zone)),
            Self::Fields(fields) => {
                out.push_str("<dl>");
                for field in fields {
                    let (label, value) = (escaped(&field.label), field.value.html(zone).replace('\n', "<br>"));
                    let _ = write!(out, "<div><dt>{label}</dt><dd>{value}</dd></div>");
                }
                writeln!(out, "</dl>")
            }
            Self::Code(lines) => writeln!(out, "<pre>{}</pre>", escaped(lines)),
            Self::Quote(quote) => writeln!(out, "{}", quote.html()),
            Self::List(items) => {
                out.push_str("<ul>\n");
                for item in items {
                    let _ = writeln!(out, "<li>{}</li>", item.html(zone));
                }
                writeln!(out, "</ul>")
            }
            Self::Chart(chart) => writeln!(out, "{}", drawing(chart)),
            Self::Divider => writeln!(out, "<hr>"),
            Self::Buttons(_) | Self::Pick(_) => Ok(()),
        };
    }
}

fn drawing(chart: &Chart) -> String {
    format!("<figure role=\"img\" aria-label=\"{}\">{}</figure>", escaped(&chart.alt), chart.svg())
}

impl Quote {
    fn html(&self) -> String {
        // An address of the public is read, not followed.
        let url = self.url.as_ref().map(|url| format!("<br>{}", escaped(&inert(url)))).unwrap_or_default();
        format!(
            "<blockquote><p>{}</p><footer><b>{}</b> {}{url}</footer></blockquote>",
            escaped(&inert(&self.text)).replace('\n', "<br>"),
            escaped(&inert(&self.author)),
            escaped(&self.note)
        )
    }
}

impl Rich {
    fn html(&self, zone: Tz) -> String {
        self.0.iter().map(|span| span.html(zone)).collect()
    }
}

impl Span {
    fn html(&self, zone: Tz) -> String {
        match self {
            Self::Words(words) => escaped(&together(words)),
            Self::Strong(words) => format!("<b>{}</b>", escaped(&together(words))),
            Self::Public(text) => escaped(&together(&inert(text))),
            Self::Code(code) => format!("<code>{}</code>", escaped(code)),
            Self::Person(person) => format!("<b>@{}</b>", escaped(&person.user)),
            Self::Channel(id) => format!("#{}", escaped(id)),
            Self::Link { label, url } if commands::is_web(url) => {
                format!("<a rel=\"noreferrer noopener\" href=\"{}\">{}</a>", escaped(url), escaped(label))
            }
            Self::Link { label, .. } => escaped(label),
            Self::Time(at) => {
                let machine = at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
                format!("<time datetime=\"{machine}\">{}</time>", local_time(*at, zone))
            }
        }
    }
}

/// A number stays on one line with its unit: `5 h`, `25 / h`, `84 %`. What is so short after a number is its unit.
fn together(words: &str) -> String {
    const UNIT: usize = 3;
    let mut out = String::with_capacity(words.len());
    let mut before = "";
    for (n, piece) in words.split(' ').enumerate() {
        let counted = before == "/" || before.ends_with(|c: char| c.is_ascii_digit());
        let unit = (1..=UNIT).contains(&piece.chars().count());
        if n > 0 {
            out.push(if counted && unit { '\u{a0}' } else { ' ' });
        }
        out.push_str(piece);
        before = piece;
    }
    out
}

/// Text within a page, whoever wrote it: in an element or in an attribute between quotes. Control characters are dropped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            control if control.is_control() && !matches!(control, '\n' | '\t') => {}
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_and_its_unit_are_not_parted() {
        assert_eq!(together("25 / h, 84 % negative"), "25\u{a0}/\u{a0}h, 84\u{a0}% negative");
        assert_eq!(together("5 min (usually 1,500 h)"), "5\u{a0}min (usually 1,500\u{a0}h)");
        assert_eq!(together(" In all 12 mentions of it "), " In all 12 mentions of it ", "what stands around it stays");
    }

    proptest! {
        #[test]
        fn no_text_opens_a_tag_or_leaves_an_attribute(text in "\\PC*|.*|[<>&\"' =/a-z\u{0}-\u{1f}]*") {
            let shown = escaped(&text);
            prop_assert!(!shown.contains(['<', '>', '"', '\'']), "{}", shown);
            prop_assert!(!shown.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')));
            let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
            let rest = known.iter().fold(shown.clone(), |rest, known| rest.replace(known, ""));
            prop_assert!(!rest.contains('&'), "{}", shown);
        }
    }

    #[test]
    fn hostile_words_are_text_and_nothing_is_loaded() {
        let quote = Quote {
            author: "<script>alert(1)</script>".into(),
            text: "\"><img src=x onerror=alert(1)>".into(),
            note: "9,100 followers".into(),
            url: Some("javascript:alert(1)".into()),
        };
        let link = Rich(vec![Span::Link { label: "open".into(), url: "javascript:alert(1)".into() }]);
        let hostile = || Rich(vec![Span::Public("</td></table><script>x".into())]);
        let table = Table { head: vec!["<b>".into(), String::new()], rows: vec![vec![hostile(), hostile()]] };
        let parts =
            vec![Part::Section("<i>".into()), Block::Quote(quote).into(), Block::Text(link).into(), table.into()];
        let foot = "INC-1\"}} </style><script>".into();
        let page = Paper { title: "a</title><script>".into(), foot, tone: Tone::Danger, parts };
        let page = page.html(Locale::En, Tz::UTC);
        assert!(!page.contains("<script") && !page.contains("<img src=x") && !page.contains("href="), "{page}");
        assert!(page.contains("default-src 'none'") && page.matches("</style>").count() == 1, "{page}");
        assert!(page.contains("content:\"INC-1 stylescript\"") && page.matches("</table>").count() == 1, "{page}");
    }
}
