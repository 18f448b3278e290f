//! A post as a page of its own: no script, nothing loaded from elsewhere, charts inside it as pictures.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono_tz::Tz;

use super::chart::ChartError;
use super::{Block, Chart, Post, Quote, Rich, Span, Tone, inert, local_time};
use crate::words::Locale;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;\
color:#1d2433;background:#fff}h1{font-size:1.7rem;border-left:.4rem solid var(--tone);padding-left:.8rem}\
h2{font-size:1.2rem;margin-top:2.2rem}dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));\
gap:.8rem}dt{color:#5b6475;font-size:.85rem}dd{margin:0}blockquote{border-left:.2rem solid #c9d0dc;margin:1rem 0;\
padding:.1rem 1rem}blockquote footer,small{color:#5b6475}img{max-width:100%;height:auto}\
pre{white-space:pre-wrap;background:#f4f6fa;padding:1rem}li{margin:.25rem 0;overflow-wrap:anywhere}\
@media print{body{margin:0}}";

impl Post {
    /// The whole page. Times are of this zone.
    pub fn html(&self, locale: Locale, zone: Tz) -> Result<String, ChartError> {
        let tone = match self.tone {
            Tone::Plain => "#8a93a5",
            Tone::Good => "#2f9e5b",
            Tone::Warning => "#d98b0b",
            Tone::Danger => "#c8323c",
        };
        let mut out = String::new();
        // Writing to a string never fails.
        let _ = write!(
            out,
            "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n\
             <style>:root{{--tone:{tone}}}{STYLE}</style></head><body>\n",
            locale.tag(),
            escaped(&self.summary)
        );
        let mut first = true;
        for block in &self.blocks {
            block.html(&mut out, std::mem::take(&mut first), zone)?;
        }
        out.push_str("</body></html>\n");
        Ok(out)
    }
}

impl Block {
    fn html(&self, out: &mut String, first: bool, zone: Tz) -> Result<(), ChartError> {
        let level = if first { 1 } else { 2 };
        let _ = match self {
            Self::Heading(title) => writeln!(out, "<h{level}>{}</h{level}>", escaped(title)),
            Self::Text(rich) => writeln!(out, "<p>{}</p>", rich.html(zone)),
            Self::Context(rich) => writeln!(out, "<p><small>{}</small></p>", rich.html(zone)),
            Self::Fields(fields) => {
                out.push_str("<dl>");
                for field in fields {
                    let (label, value) = (escaped(&field.label), field.value.html(zone));
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
            Self::Chart(chart) => writeln!(out, "{}", picture(chart)?),
            Self::Divider => writeln!(out, "<hr>"),
            Self::Buttons(_) | Self::Pick(_) => Ok(()),
        };
        Ok(())
    }
}

fn picture(chart: &Chart) -> Result<String, ChartError> {
    let png = STANDARD.encode(chart.png()?);
    Ok(format!("<p><img width=\"600\" alt=\"{}\" src=\"data:image/png;base64,{png}\"></p>", escaped(&chart.alt)))
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
            Self::Words(words) => escaped(words),
            Self::Strong(words) => format!("<b>{}</b>", escaped(words)),
            Self::Public(text) => escaped(&inert(text)),
            Self::Code(code) => format!("<code>{}</code>", escaped(code)),
            Self::Person(id) => format!("<b>@{}</b>", escaped(id)),
            Self::Channel(id) => format!("#{}", escaped(id)),
            Self::Link { label, url } if url.starts_with("https://") || url.starts_with("http://") => {
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

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
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

    #[test]
    fn hostile_words_are_text_and_nothing_is_loaded() {
        let quote = Quote {
            author: "<script>alert(1)</script>".into(),
            text: "\"><img src=x onerror=alert(1)>".into(),
            note: "9,100 followers".into(),
            url: Some("javascript:alert(1)".into()),
        };
        let link = Span::Link { label: "open".into(), url: "javascript:alert(1)".into() };
        let blocks = vec![Block::Heading("INC-1".into()), Block::Quote(quote), Block::Text(Rich(vec![link]))];
        let page =
            Post { summary: "a</title><script>".into(), blocks, tone: Tone::Danger }.html(Locale::En, Tz::UTC).unwrap();
        assert!(!page.contains("<script") && !page.contains("<img src=x") && !page.contains("href="), "{page}");
        assert!(page.contains("default-src 'none'") && page.contains("<h1>INC-1</h1>"));
    }
}
