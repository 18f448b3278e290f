//! A post as Block Kit, within Slack's limits. What had to be cut is said in the last line.
//!
//! Paragraphs, quotes, lists and code are rich text blocks: their text is shown as it is, so that nothing in it can ping,
//! format or link (docs.slack.dev/reference/block-kit/blocks/rich-text-block).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::escape::{escape, public};
use super::fit::{
    ALT, BLOCKS, BUTTONS, CONFIRM_BUTTON, CONFIRM_TEXT, CONFIRM_TITLE, CONTEXT, Cut, FALLBACK, FIELD, FIELDS, HEADER,
    LABEL, MESSAGE, SECTION, VALUE, clip, length,
};
use crate::post::{Block, Button, Field, Post, Quote, Rich, Span, Style, Tone, inert, plain_time};
use crate::words::{Args, Locale, say, word};

/// Rows of buttons that have a place whatever else is said.
const ROWS: usize = 10;

/// Slack's file ids, by the chart's place among the post's charts.
pub type Pictures = BTreeMap<usize, String>;

/// A message as Slack takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    /// For notifications and screen readers. Never empty.
    pub text: String,
    pub blocks: Value,
    pub cut: Cut,
}

/// Renders a post; `locale` is the language in which it says what was cut.
pub fn message(post: &Post, pictures: &Pictures, locale: Locale) -> Rendered {
    let mut page = Page { left: MESSAGE, cut: Cut::default(), blocks: Vec::new(), charts: 0 };
    let mut mark = mark(post.tone);
    if !post.blocks.iter().any(|block| matches!(block, Block::Heading(_))) && !mark.is_empty() {
        page.push(json!({ "type": "context", "elements": [{ "type": "plain_text", "text": mark, "emoji": true }] }));
        mark = "";
    }
    // Buttons are what a card is for: they are never what has to go.
    let rows = post.blocks.iter().filter_map(|block| match block {
        Block::Buttons(row) if !row.is_empty() => Some(row),
        _ => None,
    });
    let actions: Vec<Value> = rows.take(ROWS).enumerate().map(|(number, row)| page.actions(number, row)).collect();
    let room = BLOCKS - 1 - actions.len();
    let mut actions = actions.into_iter();
    for block in &post.blocks {
        match block {
            Block::Buttons(row) if row.is_empty() => {}
            Block::Buttons(row) => match actions.next() {
                Some(actions) => page.push(actions),
                None => page.cut.buttons += row.len(),
            },
            // The rows that are still to come have their places.
            _ if page.blocks.len() >= room || page.left < LABEL => page.cut.blocks += 1,
            _ => page.block(block, std::mem::take(&mut mark), pictures),
        }
    }
    if page.blocks.is_empty() {
        page.paragraph(&Rich::words(summary(post)));
    }
    if page.cut.any() {
        let said = escape(&said(locale, page.cut));
        page.push(json!({ "type": "context", "elements": [{ "type": "mrkdwn", "text": said }] }));
    }
    // It is marked up too. Cut before it is escaped, so that no escape is cut in half.
    let text = public(&clip(&summary(post), FALLBACK, &mut Cut::default()));
    Rendered { text, blocks: Value::Array(page.blocks), cut: page.cut }
}

/// Never empty, and nothing in it pings.
fn summary(post: &Post) -> String {
    let summary = inert(&post.summary);
    if summary.trim().is_empty() { "Squall".to_owned() } else { summary }
}

/// What a colour would say, for everybody.
fn mark(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Good => "🟢 ",
        Tone::Warning => "🟠 ",
        Tone::Danger => "🔴 ",
    }
}

fn said(locale: Locale, cut: Cut) -> String {
    let parts = [
        ("slack-cut-characters", cut.characters),
        ("slack-cut-blocks", cut.blocks),
        ("slack-cut-buttons", cut.buttons),
    ];
    let part = |(key, count): (&str, usize)| {
        (count > 0)
            .then(|| say(locale, key, &Args::new().count(locale, "count", u64::try_from(count).unwrap_or(u64::MAX))))
    };
    let parts: Vec<String> = parts.into_iter().filter_map(part).collect();
    format!("{} {}", word(locale, "slack-cut"), parts.join(", "))
}

/// The blocks so far, and how much text may still come.
struct Page {
    left: usize,
    cut: Cut,
    blocks: Vec<Value>,
    charts: usize,
}

impl Page {
    fn push(&mut self, block: Value) {
        self.blocks.push(block);
    }

    /// Text of at most `most`, taken from what is left.
    fn take(&mut self, text: &str, most: usize) -> String {
        let taken = clip(text, most.min(self.left), &mut self.cut);
        self.left -= length(&taken);
        taken
    }

    fn block(&mut self, block: &Block, mark: &str, pictures: &Pictures) {
        match block {
            Block::Heading(title) => {
                let text = self.take(&format!("{mark}{}", inert(title)), HEADER);
                if !text.trim().is_empty() {
                    self.push(
                        json!({ "type": "header", "text": { "type": "plain_text", "text": text, "emoji": true } }),
                    );
                }
            }
            Block::Text(rich) => self.paragraph(rich),
            Block::List(items) => {
                let items: Vec<Value> = items.iter().filter_map(|item| self.section(item)).collect();
                self.rich(json!({ "type": "rich_text_list", "style": "bullet", "elements": items }));
            }
            Block::Code(lines) => {
                let text = self.take(lines, SECTION);
                self.rich(json!({ "type": "rich_text_preformatted", "elements": texts(&text) }));
            }
            Block::Quote(quote) => self.quote(quote),
            Block::Fields(fields) => self.fields(fields),
            Block::Context(rich) => {
                let text = marked(rich);
                self.context(&text);
            }
            Block::Chart(chart) => {
                let picture = pictures.get(&self.charts);
                self.charts += 1;
                let alt = self.take(&inert(&chart.alt), ALT);
                match picture {
                    Some(id) => self.push(json!({ "type": "image", "slack_file": { "id": id }, "alt_text": alt })),
                    None => self.context(&escape(&alt)),
                }
            }
            Block::Buttons(_) | Block::Pick(_) => {}
            Block::Divider => self.push(json!({ "type": "divider" })),
        }
    }

    fn paragraph(&mut self, rich: &Rich) {
        if let Some(section) = self.section(rich) {
            self.rich(section);
        }
    }

    fn section(&mut self, rich: &Rich) -> Option<Value> {
        let elements: Vec<Value> = rich.0.iter().filter_map(|span| self.span(span)).collect();
        (!elements.is_empty()).then(|| json!({ "type": "rich_text_section", "elements": elements }))
    }

    fn rich(&mut self, element: Value) {
        let empty = element["elements"].as_array().is_none_or(Vec::is_empty);
        if !empty {
            self.push(json!({ "type": "rich_text", "elements": [element] }));
        }
    }

    fn span(&mut self, span: &Span) -> Option<Value> {
        let mut text = |words: &str| Some(self.take(words, SECTION)).filter(|text| !text.is_empty());
        Some(match span {
            Span::Words(words) => json!({ "type": "text", "text": text(words)? }),
            Span::Strong(words) => json!({ "type": "text", "text": text(words)?, "style": { "bold": true } }),
            Span::Public(words) => json!({ "type": "text", "text": text(&inert(words))? }),
            Span::Code(words) => json!({ "type": "text", "text": text(words)?, "style": { "code": true } }),
            Span::Person(id) if is_id(id) => json!({ "type": "user", "user_id": id }),
            Span::Person(name) => json!({ "type": "text", "text": text(&inert(name))? }),
            Span::Link { label, url } if is_web(url) => json!({ "type": "link", "url": url, "text": text(label)? }),
            Span::Link { label, .. } => json!({ "type": "text", "text": text(label)? }),
            Span::Time(at) => json!({
                "type": "date", "timestamp": at.timestamp(), "format": "{date_short_pretty} {time}", "fallback": plain_time(*at),
            }),
        })
    }

    fn quote(&mut self, quote: &Quote) {
        let author = self.take(&inert(&quote.author), LABEL);
        let note = self.take(&inert(&quote.note), FIELD);
        let text = self.take(&inert(&quote.text), SECTION);
        // The address is shown, not linked: what it leads to is the public's.
        let url = quote.url.as_deref().map(|url| self.take(&inert(url), FIELD)).unwrap_or_default();
        let small = [note, url].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let mut elements = Vec::new();
        elements.extend(texts(&text));
        let by = if text.is_empty() { author } else { format!("\n{author}") };
        elements
            .extend((!by.trim().is_empty()).then(|| json!({ "type": "text", "text": by, "style": { "bold": true } })));
        elements.extend((!small.is_empty()).then(|| json!({ "type": "text", "text": format!(" {small}") })));
        self.rich(json!({ "type": "rich_text_quote", "elements": elements }));
    }

    fn fields(&mut self, fields: &[Field]) {
        self.cut.blocks += fields.len().saturating_sub(FIELDS);
        let mut shown = Vec::new();
        for field in fields.iter().take(FIELDS) {
            let text = format!("*{}*\n{}", public(&field.label), marked(&field.value));
            // Marked up text is whole or not there: half of it could be broken mark-up.
            if length(&text) > FIELD.min(self.left) {
                self.cut.blocks += 1;
                continue;
            }
            self.left -= length(&text);
            shown.push(json!({ "type": "mrkdwn", "text": text }));
        }
        if !shown.is_empty() {
            self.push(json!({ "type": "section", "fields": shown }));
        }
    }

    fn context(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        if length(text) > CONTEXT.min(self.left) {
            self.cut.blocks += 1;
            return;
        }
        self.left -= length(text);
        self.push(json!({ "type": "context", "elements": [{ "type": "mrkdwn", "text": text }] }));
    }

    /// A row of buttons, its text taken before everything else's.
    fn actions(&mut self, number: usize, row: &[Button]) -> Value {
        self.cut.buttons += row.len().saturating_sub(BUTTONS);
        let ids = (0..).map(|place| format!("{number}.{place}"));
        let buttons: Vec<Value> =
            ids.zip(row.iter().take(BUTTONS)).map(|(id, button)| self.button(&id, button)).collect();
        json!({ "type": "actions", "elements": buttons })
    }

    fn button(&mut self, id: &str, button: &Button) -> Value {
        let label = Some(self.take(&inert(&button.label), LABEL)).filter(|label| !label.trim().is_empty());
        let text = json!({ "type": "plain_text", "text": label.unwrap_or_else(|| "…".to_owned()), "emoji": true });
        let value: String = button.action.chars().take(VALUE / 2).collect();
        // Ids are unique within the message; the action itself is the value.
        let mut shown = json!({ "type": "button", "action_id": id, "text": text, "value": value });
        if let Some(style) = match button.style {
            Style::Plain => None,
            Style::Primary => Some("primary"),
            Style::Danger => Some("danger"),
        } {
            shown["style"] = style.into();
        }
        if let Some(confirm) = &button.confirm {
            let plain = |text: &str, most| json!({ "type": "plain_text", "text": clip(&inert(text), most, &mut Cut::default()) });
            shown["confirm"] = json!({
                "title": plain(&button.label, CONFIRM_TITLE), "text": plain(confirm, CONFIRM_TEXT),
                "confirm": plain(&button.label, CONFIRM_BUTTON), "deny": plain("✕", CONFIRM_BUTTON),
            });
        }
        shown
    }
}

fn texts(text: &str) -> Vec<Value> {
    if text.is_empty() { Vec::new() } else { vec![json!({ "type": "text", "text": text })] }
}

/// A run of spans as marked up text.
fn marked(rich: &Rich) -> String {
    let one = |span: &Span| match span {
        Span::Words(words) => escape(words),
        Span::Strong(words) => format!("*{}*", public(words)),
        Span::Public(words) => public(words),
        Span::Code(words) => format!("`{}`", public(words)),
        Span::Person(id) if is_id(id) => format!("<@{id}>"),
        Span::Person(name) => public(name),
        Span::Link { label, url } if is_web(url) => format!("<{}|{}>", escape(url).replace('|', "%7C"), public(label)),
        Span::Link { label, .. } => public(label),
        Span::Time(at) => format!("<!date^{}^{{date_short_pretty}} {{time}}|{}>", at.timestamp(), plain_time(*at)),
    };
    rich.0.iter().map(one).collect()
}

/// A person's id, as Slack makes them: nothing else may become a ping.
fn is_id(id: &str) -> bool {
    id.len() > 2 && id.starts_with(['U', 'W']) && id.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

fn is_web(url: &str) -> bool {
    let safe = url.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>'));
    safe && url.len() < FIELD && (url.starts_with("https://") || url.starts_with("http://"))
}

#[cfg(test)]
mod tests;
