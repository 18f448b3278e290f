//! A post as content, embeds and components, within Discord's limits. What had to be cut is said below the content.
//!
//! A few lines are plain content. A card is one embed or several: an embed shows its parts in a fixed order (title,
//! description, fields, picture), so what comes out of that order begins the next one.

mod marked;

use serenity::builder::{CreateAllowedMentions, CreateEmbed};
use serenity::model::id::UserId;

use super::escape::{is_id, public, words};
use super::fit::{
    ALT, CONTENT, Cut, DESCRIPTION, EMBEDS, EMBEDS_TEXT, FIELD_NAME, FIELD_VALUE, FIELDS, FILES, TITLE, clip, fitted,
    length,
};
use super::parts::{Parts, confirms};
use super::wire::{Attachment, NewMessage, Row};
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rendered {
    pub content: String,
    pub embeds: Vec<Embed>,
    pub rows: Vec<Row>,
    /// To be drawn and attached: the embeds show them by the names of [`picture`].
    pub charts: Vec<Chart>,
    /// What is asked before an action is done, by action.
    pub confirms: Vec<(String, String)>,
    /// People whom the content names.
    pub pings: Vec<String>,
    pub cut: Cut,
}

impl Rendered {
    /// The message to send. `ping` lets the people whom the content names hear of it; nobody else ever does.
    pub fn message(self, ping: bool) -> NewMessage {
        let pinged = self.pings.iter().filter(|_| ping).filter_map(|id| id.parse::<UserId>().ok());
        let attached = |(place, chart): (usize, &Chart)| Attachment {
            id: place,
            filename: picture(place),
            description: alt(chart),
        };
        NewMessage {
            allowed_mentions: CreateAllowedMentions::new().users(pinged),
            attachments: self.charts.iter().enumerate().map(attached).collect(),
            embeds: self.embeds.into_iter().map(CreateEmbed::from).collect(),
            content: self.content,
            components: self.rows,
            ..NewMessage::default()
        }
    }

    /// The charts can't be drawn: their words stand in their place.
    pub fn without_charts(&mut self) {
        let words: Vec<String> = std::mem::take(&mut self.charts).iter().map(alt).collect();
        for embed in &mut self.embeds {
            if embed.picture.take().is_some() && embed.is_empty() {
                embed.description = "📉".into();
            }
        }
        let content = format!("{}\n{}", self.content, words.join("\n"));
        self.content = fitted(&content, CONTENT, &mut Cut::default(), str::to_owned);
    }
}

/// The file of a message's chart, by its place among the charts.
pub fn picture(place: usize) -> String {
    format!("chart-{place}.png")
}

/// The words of a chart's picture.
fn alt(chart: &Chart) -> String {
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
        rows: parts.rows(),
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

/// A card, or a part of one. serenity's can be written and not read, and the mark has to find room in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embed {
    pub color: u32,
    pub title: String,
    pub description: String,
    pub fields: Vec<(String, String)>,
    pub picture: Option<String>,
}

impl Embed {
    fn is_empty(&self) -> bool {
        self.title.is_empty() && self.description.is_empty() && self.fields.is_empty() && self.picture.is_none()
    }

    /// Its text, as Discord counts it.
    pub fn size(&self) -> usize {
        let fields: usize = self.fields.iter().map(|(name, value)| length(name) + length(value)).sum();
        length(&self.title) + length(&self.description) + fields
    }
}

impl From<Embed> for CreateEmbed {
    fn from(embed: Embed) -> Self {
        let shown =
            Self::new().color(embed.color).fields(embed.fields.into_iter().map(|(name, value)| (name, value, true)));
        let shown = if embed.title.is_empty() { shown } else { shown.title(embed.title) };
        let shown = if embed.description.is_empty() { shown } else { shown.description(embed.description) };
        match embed.picture {
            Some(name) => shown.attachment(name),
            None => shown,
        }
    }
}

/// The embeds so far, and how much text may still come.
struct Page {
    tone: Tone,
    left: usize,
    open: Embed,
    /// How far the open one is.
    stage: Stage,
    embeds: Vec<Embed>,
    charts: Vec<Chart>,
    cut: Cut,
}

impl Page {
    fn new(tone: Tone) -> Self {
        Self {
            tone,
            left: EMBEDS_TEXT,
            open: Embed::default(),
            stage: Stage::Empty,
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
        let again = stage == self.stage && matches!(stage, Stage::Title | Stage::Picture);
        if stage < self.stage || again {
            self.close();
        }
        if self.embeds.len() == EMBEDS {
            self.cut.blocks += 1;
            return false;
        }
        self.stage = stage;
        true
    }

    fn close(&mut self) {
        let (embed, stage) = (std::mem::take(&mut self.open), std::mem::take(&mut self.stage));
        if stage != Stage::Empty {
            self.embeds.push(Embed { color: color(self.tone), ..embed });
        }
    }

    fn heading(&mut self, title: &str) {
        let first = self.embeds.is_empty() && self.stage == Stage::Empty;
        let mark = if first { self.tone.mark() } else { "" };
        if title.trim().is_empty() || !self.at(Stage::Title) {
            return;
        }
        let most = TITLE.min(self.left);
        self.open.title = fitted(&format!("{mark}{title}"), most, &mut self.cut, public);
        self.left -= length(&self.open.title);
        if self.open.title.is_empty() {
            self.stage = Stage::Empty;
        }
    }

    fn paragraph(&mut self, block: &Block) {
        if self.stage > Stage::Description {
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
                self.open.fields.push((name, value));
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
