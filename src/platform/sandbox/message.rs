//! What stands on the sandbox's page: messages, forms, and the news about them.

use std::collections::{BTreeMap, BTreeSet};

use super::PLATFORM;
use super::limits::Cut;
use crate::chat::{MessageRef, Place, Said};
use crate::clock::Time;
use crate::post::{Form, Post};

/// A message as the sandbox keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub id: String,
    /// `crisis`; `@maya`, the bot's conversation with her; `~maya`, the bot's page for her, which is one message.
    pub channel: String,
    /// The id of the root message when it stands in a thread.
    pub thread: Option<String>,
    pub author: Author,
    /// The only person who sees it, for a whisper.
    pub only: Option<String>,
    pub at: Time,
    pub edited: Option<Time>,
    pub body: Body,
    /// The title of the thread that was opened on it.
    pub title: Option<String>,
    /// Who reacted, by the emoji's short name.
    pub reactions: BTreeMap<String, BTreeSet<String>>,
    pub pinned: bool,
}

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    Bot,
    Person(String),
}

/// What a message holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Said(String),
    /// Who said it deleted it.
    Erased,
    Card {
        post: Post,
        cuts: Vec<Cut>,
    },
}

/// A form that stands open before a person.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenForm {
    pub id: String,
    pub person: String,
    pub place: Place,
    pub form: Form,
}

/// Something changed. What it is now is asked of the sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A message is new, edited, reacted to or got a thread. `only` is its single reader, for a whisper.
    Message { seq: u64, id: String, only: Option<String> },
    /// A form opened before a person.
    Asked { seq: u64, form: String, person: String },
    /// A form was sent or put away.
    Closed { seq: u64, form: String, person: String },
    /// A room opened to a person, with all that stands in it.
    LetIn { seq: u64, person: String },
    /// The sandbox is shutting down.
    Over,
}

/// The sign of the channel that is a person's own page.
const HOME: char = '~';

/// The channel that is a person's own page.
pub(super) fn home_of(person: &str) -> String {
    format!("{HOME}{person}")
}

impl Message {
    /// A new one; everything else comes later.
    pub(super) fn new(id: String, place: Place, author: Author, body: Body, at: Time) -> Self {
        Self {
            id,
            channel: place.channel,
            thread: place.thread,
            author,
            only: None,
            at,
            edited: None,
            body,
            title: None,
            reactions: BTreeMap::new(),
            pinned: false,
        }
    }

    /// Where it stands. What happens on a person's own page happens in their conversation with the bot.
    pub fn place(&self) -> Place {
        let channel = match self.channel.strip_prefix(HOME) {
            Some(person) => format!("@{person}"),
            None => self.channel.clone(),
        };
        Place { platform: PLATFORM.into(), channel, thread: self.thread.clone() }
    }

    pub fn reference(&self) -> MessageRef {
        MessageRef { place: self.place(), message: self.id.clone() }
    }

    /// Whether it is a person's own page.
    pub fn is_home(&self) -> bool {
        self.channel.starts_with(HOME)
    }

    /// Whether this person sees it.
    pub fn seen_by(&self, person: &str) -> bool {
        let own = self.channel.strip_prefix(['@', HOME]).is_none_or(|owner| owner == person);
        own && self.only.as_deref().is_none_or(|only| only == person)
    }

    /// As it reads.
    pub(super) fn said(&self) -> Said {
        let author = match &self.author {
            Author::Bot => None,
            Author::Person(id) => Some(id.clone()),
        };
        let text = match &self.body {
            Body::Said(words) => words.clone(),
            Body::Erased => String::new(),
            Body::Card { post, .. } => post.plain(),
        };
        Said { message: self.reference(), author, text, at: self.at }
    }
}
