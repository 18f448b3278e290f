//! The neutral document. Desks and voices write a [`Post`]; a platform renders it within its own limits.
//!
//! Public text is a type of its own ([`Span::Public`]): a renderer must make it inert, and can't forget to,
//! because there is no other way to put a mention's words into a post.

pub mod chart;
mod form;
mod html;
mod inert;
mod markdown;
mod paper;
mod people;
mod plain;

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::person::Person;
use crate::words::{self, Args, Locale};

pub use chart::Chart;
pub use form::{Check, Checked, Form, Input, InputKind, hours};
pub use html::escaped;
pub use inert::inert;
pub use paper::{Paper, Part, Table};
pub use plain::{local_time, plain_time, shortened};

/// A message as the bot means it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// One line for notifications, screen readers and lists. Always set.
    pub summary: String,
    /// The body, from top to bottom.
    pub blocks: Vec<Block>,
    /// How serious it is; platforms show it as a colour or a mark.
    pub tone: Tone,
}

/// How serious a post is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    #[default]
    Plain,
    Good,
    Warning,
    Danger,
}

impl Tone {
    /// What a colour would say, for everybody.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Good => "🟢 ",
            Self::Warning => "🟠 ",
            Self::Danger => "🔴 ",
        }
    }
}

/// One part of a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// The title of a card.
    Heading(String),
    /// A paragraph.
    Text(Rich),
    /// Short labelled values, shown side by side where the platform can.
    Fields(Vec<Field>),
    /// Lines shown as they are, each character as wide as the next.
    Code(String),
    /// Somebody's public words.
    Quote(Quote),
    /// A bulleted list.
    List(Vec<Rich>),
    /// A picture drawn from data; the platform uploads it as PNG with the chart's alt text.
    Chart(Chart),
    /// Small print.
    Context(Rich),
    /// A row of at most six buttons.
    Buttons(Vec<Button>),
    /// A menu to pick one from.
    Pick(Pick),
    /// A thin line.
    Divider,
}

/// A label and its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    pub label: String,
    pub value: Rich,
}

/// A mention shown in a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// Public: the author as they call themselves.
    pub author: String,
    /// Public: the words.
    pub text: String,
    /// Ours: followers, language, platform, time, in one line.
    pub note: String,
    /// Where it stands. Shown as text where links are not safe.
    pub url: Option<String>,
}

/// A run of text made of spans.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rich(pub Vec<Span>);

/// A piece of text, by who wrote it and what it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// Our words.
    Words(String),
    /// Our words, emphasised.
    Strong(String),
    /// The public's words: hostile until rendered inert.
    Public(String),
    /// Something to type, verbatim.
    Code(String),
    /// A person of the team. Only those of the platform where it is shown are pinged; others stand there by name.
    Person(Person),
    /// A channel, by the platform's own id.
    Channel(String),
    /// A link that we vouch for.
    Link { label: String, url: String },
    /// A moment, shown in the reader's zone where the platform can.
    Time(Time),
}

/// Something to press.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Button {
    /// A short versioned string of `commands::action`.
    pub action: String,
    pub label: String,
    #[serde(default)]
    pub style: Style,
    /// Asked before a dangerous action is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm: Option<String>,
}

/// A menu of a message. Who picks is heard as if they had pressed a button whose action is this one's, a colon and what
/// was picked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pick {
    /// A short versioned string of `commands::action` that lacks its last part.
    pub action: String,
    /// Stands in the menu while nothing is picked.
    pub label: String,
    pub of: PickOf,
}

/// What a menu offers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PickOf {
    /// The people of the platform, by its own ids.
    People,
    /// One of these (value, label).
    Options(Vec<(String, String)>),
}

/// How a button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    #[default]
    Plain,
    Primary,
    Danger,
}

impl Post {
    /// A post of one plain sentence.
    pub fn line(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { blocks: vec![Block::Text(Rich::words(words.clone()))], summary: words, tone: Tone::Plain }
    }

    /// The buttons, in order.
    pub fn buttons(&self) -> impl Iterator<Item = &Button> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Buttons(row) => row.as_slice(),
            _ => &[],
        })
    }
}

impl Rich {
    /// A sentence of ours around spans: `{ $by }` in the words becomes the span that is called so.
    pub fn say(locale: Locale, key: &str, args: Args, spans: &[(&'static str, Span)]) -> Self {
        // Characters for private use stand for the spans while the sentence is made.
        let marks = '\u{E000}'..='\u{E0FF}';
        let args = marks.clone().zip(spans).fold(args, |args, (mark, (name, _))| args.text(name, mark));
        let sentence = words::say(locale, key, &args);
        let mut rich = Vec::new();
        let mut rest = sentence.as_str();
        while let Some(at) = rest.find(|c| marks.contains(&c)) {
            let (before, mark) = rest.split_at(at);
            let mut after = mark.chars();
            let number = after.next().map_or(0, |c| c as usize - *marks.start() as usize);
            rich.extend((!before.is_empty()).then(|| Span::Words(before.to_owned())));
            rich.extend(spans.get(number).map(|(_, span)| span.clone()));
            rest = after.as_str();
        }
        rich.extend((!rest.is_empty()).then(|| Span::Words(rest.to_owned())));
        Self(rich)
    }

    /// Our words and nothing else.
    pub fn words(words: impl Into<String>) -> Self {
        Self(vec![Span::Words(words.into())])
    }
}

impl From<String> for Rich {
    fn from(words: String) -> Self {
        Self::words(words)
    }
}
