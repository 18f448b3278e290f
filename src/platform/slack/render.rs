//! A post as Block Kit, within Slack's limits. What had to be cut is said in the last line.
//!
//! Paragraphs, quotes, lists and code are rich text blocks: their text is shown as it is, so that nothing in it can ping,
//! format or link (docs.slack.dev/reference/block-kit/blocks/rich-text-block).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::escape::{escape, public};
use super::fit::{
    ALT, BLOCKS, BUTTONS, CALLBACK, CONFIRM_BUTTON, CONFIRM_TEXT, CONFIRM_TITLE, CONTEXT, Cut, FALLBACK, FIELD, FIELDS,
    HEADER, HOME, LABEL, MESSAGE, MODAL_BLOCKS, OPTION_VALUE, OPTIONS, PLACEHOLDER, SECTION, VALUE, clip, length,
};
use super::select::{option, plain};
use crate::post::{Block, Button, Field, Pick, PickOf, Post, Quote, Rich, Span, Style, inert, plain_time};
use crate::words::{Locale, word};
use marked::{is_channel, is_id, is_web, marked};

mod marked;
mod order;

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
    let (blocks, cut) = page(post, pictures, locale, BLOCKS, MESSAGE);
    // It is marked up too. Cut before it is escaped, so that no escape is cut in half.
    let text = public(&clip(&summary(post), FALLBACK, &mut Cut::default()));
    Rendered { text, blocks, cut }
}

/// The blocks of a person's page (docs.slack.dev/surfaces/app-home), and what was cut.
pub fn home(post: &Post, locale: Locale) -> (Value, Cut) {
    page(post, &Pictures::new(), locale, MODAL_BLOCKS, HOME)
}

/// At most so many blocks of at most so much text. What matters most takes its room first, and all stands in its place.
fn page(post: &Post, pictures: &Pictures, locale: Locale, blocks: usize, text: usize) -> (Value, Cut) {
    let mut page = Page { left: text, reserve: text / 3, cut: Cut::default(), locale };
    let mark = post.tone.mark();
    let heading = post.blocks.iter().position(|block| matches!(block, Block::Heading(_)));
    let mut lead = None;
    if heading.is_none() && !mark.is_empty() {
        lead = Some(json!({ "type": "context", "elements": [{ "type": "plain_text", "text": mark, "emoji": true }] }));
    }
    // One is kept for what was cut.
    let mut room = blocks - 1 - usize::from(lead.is_some());
    let mut shown = vec![None; post.blocks.len()];
    for at in order::by_weight(&post.blocks, text) {
        let block = &post.blocks[at];
        if room == 0 || !order::is_control(block) && page.left < LABEL {
            page.leave_out(block);
            continue;
        }
        let mark = if heading == Some(at) { mark } else { "" };
        let charts = post.blocks[..at].iter().filter(|block| matches!(block, Block::Chart(_))).count();
        shown[at] = page.block(block, at, mark, pictures.get(&charts));
        room -= usize::from(shown[at].is_some());
    }
    let mut all: Vec<Value> = lead.into_iter().chain(shown.into_iter().flatten()).collect();
    if all.is_empty() {
        all.extend(page.paragraph(&Rich::words(summary(post))));
    }
    if page.cut.any() {
        all.push(small(&escape(&page.cut.said(locale, "Slack"))));
    }
    (Value::Array(all), page.cut)
}

/// Never empty, and nothing in it pings.
fn summary(post: &Post) -> String {
    let summary = inert(&post.summary);
    if summary.trim().is_empty() { "Squall".to_owned() } else { summary }
}

/// Small print. `verbatim` keeps Slack from making links of what only looks like one.
fn small(text: &str) -> Value {
    json!({ "type": "context", "elements": [{ "type": "mrkdwn", "text": text, "verbatim": true }] })
}

/// How much text may still come, and what did not.
struct Page {
    left: usize,
    /// What menus leave to all else.
    reserve: usize,
    cut: Cut,
    locale: Locale,
}

impl Page {
    /// Text of at most `most`, taken from what is left.
    fn take(&mut self, text: &str, most: usize) -> String {
        let taken = clip(text, most.min(self.left), &mut self.cut);
        self.left -= length(&taken);
        taken
    }

    fn leave_out(&mut self, block: &Block) {
        match block {
            Block::Buttons(row) => self.cut.buttons += row.len(),
            Block::Divider => {}
            _ => self.cut.blocks += 1,
        }
    }

    fn block(&mut self, block: &Block, at: usize, mark: &str, picture: Option<&String>) -> Option<Value> {
        match block {
            Block::Heading(title) => {
                let text = self.take(&format!("{mark}{}", inert(title)), HEADER);
                let text = json!({ "type": "plain_text", "text": Some(text).filter(|text| !text.trim().is_empty())?, "emoji": true });
                Some(json!({ "type": "header", "text": text }))
            }
            Block::Text(rich) => self.paragraph(rich),
            Block::List(items) => {
                let items: Vec<Value> = items.iter().filter_map(|item| self.section(item)).collect();
                rich(json!({ "type": "rich_text_list", "style": "bullet", "elements": items }))
            }
            Block::Code(lines) => {
                let text = self.take(lines, SECTION);
                rich(json!({ "type": "rich_text_preformatted", "elements": texts(&text) }))
            }
            Block::Quote(quote) => self.quote(quote),
            Block::Fields(fields) => self.fields(fields),
            Block::Context(rich) => self.context(&marked(rich)),
            Block::Chart(chart) => {
                let alt = self.take(&inert(&chart.alt), ALT);
                match picture {
                    Some(id) => Some(json!({ "type": "image", "slack_file": { "id": id }, "alt_text": alt })),
                    None => self.context(&escape(&alt)),
                }
            }
            Block::Buttons(row) if row.is_empty() => None,
            Block::Buttons(row) => Some(self.actions(at, row)),
            Block::Pick(pick) => self.pick(pick),
            Block::Divider => Some(json!({ "type": "divider" })),
        }
    }

    fn paragraph(&mut self, words: &Rich) -> Option<Value> {
        self.section(words).and_then(rich)
    }

    fn section(&mut self, rich: &Rich) -> Option<Value> {
        let elements: Vec<Value> = rich.0.iter().filter_map(|span| self.span(span)).collect();
        (!elements.is_empty()).then(|| json!({ "type": "rich_text_section", "elements": elements }))
    }

    fn span(&mut self, span: &Span) -> Option<Value> {
        let mut text = |words: &str| Some(self.take(words, SECTION)).filter(|text| !text.is_empty());
        Some(match span {
            Span::Words(words) => json!({ "type": "text", "text": text(words)? }),
            Span::Strong(words) => json!({ "type": "text", "text": text(words)?, "style": { "bold": true } }),
            Span::Public(words) => json!({ "type": "text", "text": text(&inert(words))? }),
            Span::Code(words) => json!({ "type": "text", "text": text(words)?, "style": { "code": true } }),
            Span::Person(person) if is_id(&person.user) => json!({ "type": "user", "user_id": person.user }),
            Span::Person(person) => json!({ "type": "text", "text": text(&inert(&person.user))? }),
            Span::Channel(id) if is_channel(id) => json!({ "type": "channel", "channel_id": id }),
            Span::Channel(name) => json!({ "type": "text", "text": text(&format!("#{}", inert(name)))? }),
            Span::Link { label, url } if is_web(url) => json!({ "type": "link", "url": url, "text": text(label)? }),
            Span::Link { label, .. } => json!({ "type": "text", "text": text(label)? }),
            Span::Time(at) => json!({
                "type": "date", "timestamp": at.timestamp(), "format": "{date_short_pretty} {time}", "fallback": plain_time(*at),
            }),
        })
    }

    fn quote(&mut self, quote: &Quote) -> Option<Value> {
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
        rich(json!({ "type": "rich_text_quote", "elements": elements }))
    }

    fn fields(&mut self, fields: &[Field]) -> Option<Value> {
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
            shown.push(json!({ "type": "mrkdwn", "text": text, "verbatim": true }));
        }
        (!shown.is_empty()).then(|| json!({ "type": "section", "fields": shown }))
    }

    fn context(&mut self, text: &str) -> Option<Value> {
        if text.trim().is_empty() {
            return None;
        }
        if length(text) > CONTEXT.min(self.left) {
            self.cut.blocks += 1;
            return None;
        }
        self.left -= length(text);
        Some(small(text))
    }

    /// A row of buttons. `at` makes their ids unique within the message.
    fn actions(&mut self, at: usize, row: &[Button]) -> Value {
        self.cut.buttons += row.len().saturating_sub(BUTTONS);
        let ids = (0..).map(|place| format!("{at}.{place}"));
        let buttons: Vec<Value> =
            ids.zip(row.iter().take(BUTTONS)).map(|(id, button)| self.button(&id, button)).collect();
        json!({ "type": "actions", "elements": buttons })
    }

    /// A menu. Its action is its id, because an option has room for no more than what is picked.
    fn pick(&mut self, pick: &Pick) -> Option<Value> {
        if pick.action.is_empty() || length(&pick.action) > CALLBACK {
            self.cut.blocks += 1;
            return None;
        }
        let label = self.take(&inert(&pick.label), PLACEHOLDER);
        let mut select = json!({ "action_id": pick.action, "placeholder": plain(&label, PLACEHOLDER) });
        match &pick.of {
            PickOf::People => select["type"] = "users_select".into(),
            PickOf::Options(offered) => {
                let whole = |(value, _): &&(String, String)| (1..=OPTION_VALUE).contains(&length(value));
                let mut options = Vec::new();
                for one in offered.iter().filter(whole).take(OPTIONS) {
                    if self.left < self.reserve + LABEL {
                        break;
                    }
                    self.left -= length(&one.1).clamp(1, LABEL);
                    options.push(option(one));
                }
                self.cut.options += offered.len() - options.len();
                select["type"] = "static_select".into();
                select["options"] = Some(options).filter(|options| !options.is_empty())?.into();
            }
        }
        Some(json!({ "type": "actions", "elements": [select] }))
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
            shown["confirm"] = json!({
                "title": plain(&button.label, CONFIRM_TITLE), "text": plain(confirm, CONFIRM_TEXT),
                "confirm": plain(&button.label, CONFIRM_BUTTON),
                "deny": plain(&word(self.locale, "slack-cancel"), CONFIRM_BUTTON),
            });
        }
        shown
    }
}

/// A block of one part, unless the part is empty.
fn rich(part: Value) -> Option<Value> {
    let empty = part["elements"].as_array().is_none_or(Vec::is_empty);
    (!empty).then(|| json!({ "type": "rich_text", "elements": [part] }))
}

fn texts(text: &str) -> Vec<Value> {
    if text.is_empty() { Vec::new() } else { vec![json!({ "type": "text", "text": text })] }
}

#[cfg(test)]
mod tests;
