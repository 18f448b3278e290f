//! A post as content, embeds and components, within Discord's limits. What had to be cut is said below the content.
//!
//! A few lines are plain content. A card is one embed or several: an embed shows its parts in a fixed order (title,
//! description, fields, picture), so what comes out of that order begins the next one.

mod marked;

use serde_json::{Value, json};

use super::escape::{is_id, public, words};
use super::fit::{
    ALT, CONTENT, Cut, DESCRIPTION, EMBEDS, EMBEDS_TEXT, FIELD_NAME, FIELD_VALUE, FIELDS, FILES, TITLE, clip, fitted,
    length,
};
use super::parts::{Parts, confirms};
use crate::person::Person;
use crate::post::{Block, Chart, Field, Post, Span, Tone, inert};
use crate::words::Locale;
use marked::{described, rich};

/// Kept of the content for saying what was cut.
const SAYING: usize = 300;
/// The part of the content that repeats a card in one line.
const SUMMARY: usize = 500;

/// Who sees a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Everybody in the channel, in a notification first: a card has a line above it.
    ByAll,
    /// One person who asked for it.
    ByOne,
}

/// A message as Discord takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    pub content: String,
    pub embeds: Vec<Value>,
    pub components: Vec<Value>,
    /// To be drawn and attached: the embeds show them by the names of [`picture`].
    pub charts: Vec<Chart>,
    /// What is asked before an action is done, by action.
    pub confirms: Vec<(String, String)>,
    /// People whom the content names.
    pub pings: Vec<String>,
    pub cut: Cut,
}

impl Rendered {
    /// The body of a message. `ping` lets the people whom the content names hear of it; nobody else ever is.
    pub fn body(&self, ping: bool) -> Value {
        let mut mentions = json!({ "parse": [] });
        if ping && !self.pings.is_empty() {
            mentions["users"] = json!(self.pings);
        }
        json!({
            "content": self.content, "embeds": self.embeds, "components": self.components, "allowed_mentions": mentions,
        })
    }
}

/// The file of a message's chart, by its place among the charts.
pub fn picture(place: usize) -> String {
    format!("chart-{place}.png")
}

/// The words of a chart's picture.
pub fn alt(chart: &Chart) -> String {
    clip(&inert(&chart.alt), ALT, &mut Cut::default())
}

/// Renders a post; `locale` is the language in which it says what was cut.
pub fn message(post: &Post, seen: Seen, locale: Locale) -> Rendered {
    let mut parts = Parts::default();
    for block in &post.blocks {
        parts.add(block);
    }
    let mut cut = parts.cut;
    let lines = lines(post);
    let (mut content, embeds, charts) = match lines {
        Some(lines) if length(&lines) + SAYING <= CONTENT => (lines, Vec::new(), Vec::new()),
        _ => {
            let mut page = Page::new(post.tone);
            for block in &post.blocks {
                page.block(block);
            }
            page.close();
            cut = sum(cut, page.cut);
            let content = match seen {
                Seen::ByAll => above(post),
                Seen::ByOne if page.embeds.is_empty() => summary(post),
                Seen::ByOne => String::new(),
            };
            (content, page.embeds, page.charts)
        }
    };
    if content.trim().is_empty() && embeds.is_empty() {
        content = summary(post);
    }
    if cut.any() {
        let said = words(&cut.said(locale, "Discord"));
        content = format!("{content}\n-# {said}").trim_start().to_owned();
    }
    Rendered {
        pings: pings(post, &content),
        content,
        embeds,
        components: parts.rows(),
        charts,
        confirms: confirms(post),
        cut,
    }
}

fn sum(one: Cut, other: Cut) -> Cut {
    Cut {
        characters: one.characters + other.characters,
        blocks: one.blocks + other.blocks,
        buttons: one.buttons + other.buttons,
        options: one.options + other.options,
    }
}

/// A post of words alone, as content; none when it is more than that.
fn lines(post: &Post) -> Option<String> {
    if post.tone != Tone::Plain || post.blocks.is_empty() {
        return None;
    }
    let mut lines = Vec::new();
    for block in &post.blocks {
        match block {
            Block::Text(_) | Block::List(_) | Block::Context(_) => {
                lines.push(described(block, usize::MAX, &mut Cut::default()))
            }
            Block::Buttons(_) | Block::Pick(_) => {}
            _ => return None,
        }
    }
    let all = lines.join("\n");
    (!all.trim().is_empty()).then_some(all)
}

/// The line above a card, unless the card begins with the same words.
fn above(post: &Post) -> String {
    let said = match post.blocks.first() {
        Some(Block::Heading(title)) => title == &post.summary,
        Some(Block::Text(rich)) => rich.plain() == post.summary,
        _ => false,
    };
    if said { String::new() } else { summary(post) }
}

/// Never empty, and nothing in it pings.
fn summary(post: &Post) -> String {
    let summary = inert(&post.summary);
    let summary = if summary.trim().is_empty() { "Squall".to_owned() } else { summary };
    fitted(&summary, SUMMARY, &mut Cut::default(), public)
}

fn pings(post: &Post, content: &str) -> Vec<String> {
    let spans = post.blocks.iter().flat_map(|block| match block {
        Block::Text(rich) | Block::Context(rich) => std::slice::from_ref(rich),
        Block::List(items) => items.as_slice(),
        _ => &[],
    });
    let people = spans.flat_map(|rich| &rich.0).filter_map(|span| match span {
        Span::Person(Person { user, .. }) if is_id(user) && content.contains(&format!("<@{user}>")) => {
            Some(user.clone())
        }
        _ => None,
    });
    let mut people: Vec<String> = people.collect();
    people.sort();
    people.dedup();
    people
}

fn color(tone: Tone) -> u32 {
    match tone {
        Tone::Plain => 0x005B_6B7B,
        Tone::Good => 0x002E_A043,
        Tone::Warning => 0x00DB_8B0B,
        Tone::Danger => 0x00D1_242F,
    }
}

/// The order of an embed's parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    #[default]
    Empty,
    Title,
    Description,
    Fields,
    Picture,
}

/// The embed that is being written.
#[derive(Default)]
struct Embed {
    stage: Stage,
    title: String,
    description: String,
    fields: Vec<Value>,
    picture: Option<String>,
}

/// The embeds so far, and how much text may still come.
struct Page {
    tone: Tone,
    left: usize,
    open: Embed,
    embeds: Vec<Value>,
    charts: Vec<Chart>,
    cut: Cut,
}

impl Page {
    fn new(tone: Tone) -> Self {
        Self {
            tone,
            left: EMBEDS_TEXT,
            open: Embed::default(),
            embeds: Vec::new(),
            charts: Vec::new(),
            cut: Cut::default(),
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(title) => self.heading(title),
            Block::Fields(fields) => self.fields(fields),
            Block::Chart(chart) => self.chart(chart),
            Block::Buttons(_) | Block::Pick(_) | Block::Divider => {}
            Block::Text(_) | Block::Code(_) | Block::Quote(_) | Block::List(_) | Block::Context(_) => {
                self.paragraph(block)
            }
        }
    }

    /// Makes room for a part of this stage; says whether there is any.
    fn at(&mut self, stage: Stage) -> bool {
        let again = stage == self.open.stage && matches!(stage, Stage::Title | Stage::Picture);
        if stage < self.open.stage || again {
            self.close();
        }
        if self.embeds.len() == EMBEDS {
            self.cut.blocks += 1;
            return false;
        }
        self.open.stage = stage;
        true
    }

    fn close(&mut self) {
        let embed = std::mem::take(&mut self.open);
        if embed.stage == Stage::Empty {
            return;
        }
        let mut shown = json!({ "color": color(self.tone) });
        for (name, text) in [("title", embed.title), ("description", embed.description)] {
            if !text.is_empty() {
                shown[name] = text.into();
            }
        }
        if !embed.fields.is_empty() {
            shown["fields"] = embed.fields.into();
        }
        if let Some(name) = embed.picture {
            shown["image"] = json!({ "url": format!("attachment://{name}") });
        }
        self.embeds.push(shown);
    }

    fn heading(&mut self, title: &str) {
        let first = self.embeds.is_empty() && self.open.stage == Stage::Empty;
        let mark = if first { self.tone.mark() } else { "" };
        if title.trim().is_empty() || !self.at(Stage::Title) {
            return;
        }
        let most = TITLE.min(self.left);
        self.open.title = fitted(&format!("{mark}{title}"), most, &mut self.cut, public);
        self.left -= length(&self.open.title);
        if self.open.title.is_empty() {
            self.open.stage = Stage::Empty;
        }
    }

    fn paragraph(&mut self, block: &Block) {
        if self.open.stage > Stage::Description {
            self.close();
        }
        let used = length(&self.open.description);
        let most = (DESCRIPTION - used).min(self.left).saturating_sub(1);
        let text = described(block, most, &mut self.cut);
        if text.trim().is_empty() || !self.at(Stage::Description) {
            return;
        }
        let line = if self.open.description.is_empty() { text } else { format!("\n{text}") };
        self.left -= length(&line);
        self.open.description.push_str(&line);
    }

    fn fields(&mut self, fields: &[Field]) {
        for field in fields {
            if self.open.fields.len() == FIELDS {
                self.close();
            }
            let mut lost = Cut::default();
            let name = or_dash(fitted(&field.label, FIELD_NAME, &mut lost, public));
            let value = or_dash(rich(&field.value, FIELD_VALUE, &mut lost));
            let size = length(&name) + length(&value);
            if size > self.left {
                self.cut.blocks += 1;
                continue;
            }
            if self.at(Stage::Fields) {
                self.left -= size;
                self.cut = sum(self.cut, lost);
                self.open.fields.push(json!({ "name": name, "value": value, "inline": true }));
            }
        }
    }

    fn chart(&mut self, chart: &Chart) {
        if self.charts.len() == FILES || !self.at(Stage::Picture) {
            self.cut.blocks += usize::from(self.charts.len() == FILES);
            return;
        }
        self.open.picture = Some(picture(self.charts.len()));
        self.charts.push(chart.clone());
    }
}

fn or_dash(text: String) -> String {
    if text.trim().is_empty() { "—".to_owned() } else { text }
}

#[cfg(test)]
mod tests;
