//! What the sandbox remembers, and the verbs of the bot on it.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use sha2::{Digest, Sha256};
use tokio::sync::broadcast;

use super::limits::{fit, form_fits};
use super::message::{Author, Body, Change, Message, OpenForm, home_of};
use super::{PLATFORM, SandboxPerson};
use crate::chat::{ChatError, MessageRef, Place, Room};
use crate::clock::{Time, micros};
use crate::post::{Block, Chart, Form, Post};

/// Messages that are kept; the oldest go first.
const MESSAGES: usize = 5_000;
/// Pictures that are kept.
const PICTURES: usize = 200;
/// Presses that can still be answered with a form, and forms that stand open.
const TRIGGERS: usize = 500;
/// How long a press can be answered with a form, in minutes.
const TRIGGER_MINUTES: i64 = 15;

#[derive(Debug)]
struct Trigger {
    id: String,
    person: String,
    place: Place,
    at: Time,
}

#[derive(Debug)]
pub(super) struct State {
    pub channels: Vec<String>,
    pub people: Vec<SandboxPerson>,
    /// Channels that only these people see.
    rooms: BTreeMap<String, BTreeSet<String>>,
    /// Sets this run's ids apart from those of earlier runs, which a database may still hold.
    pub run: String,
    /// The number of the last change.
    pub seq: u64,
    next: u64,
    messages: BTreeMap<u64, Message>,
    keys: HashMap<(String, Option<String>), u64>,
    triggers: VecDeque<Trigger>,
    forms: VecDeque<OpenForm>,
    pictures: VecDeque<(String, Chart)>,
    changes: broadcast::Sender<Change>,
}

impl State {
    pub fn new(
        channels: Vec<String>,
        people: Vec<SandboxPerson>,
        at: Time,
        changes: broadcast::Sender<Change>,
    ) -> Self {
        Self {
            channels,
            people,
            rooms: BTreeMap::new(),
            run: format!("{:x}", micros(at)),
            seq: 0,
            next: 0,
            messages: BTreeMap::new(),
            keys: HashMap::new(),
            triggers: VecDeque::new(),
            forms: VecDeque::new(),
            pictures: VecDeque::new(),
            changes,
        }
    }

    pub fn messages(&self) -> impl Iterator<Item = &Message> {
        self.messages.values()
    }

    pub fn forms<'a>(&'a self, person: &'a str) -> impl Iterator<Item = &'a OpenForm> {
        self.forms.iter().filter(move |form| form.person == person)
    }

    pub fn person(&self, id: &str) -> Option<&SandboxPerson> {
        self.people.iter().find(|person| person.id == id)
    }

    pub fn picture(&self, id: &str) -> Option<Chart> {
        self.pictures.iter().find(|(known, _)| known == id).map(|(_, chart)| chart.clone())
    }

    pub fn message(&self, id: &str) -> Option<&Message> {
        self.messages.get(&self.number(id)?)
    }

    pub fn message_mut(&mut self, id: &str) -> Option<&mut Message> {
        let number = self.number(id)?;
        self.messages.get_mut(&number)
    }

    fn number(&self, id: &str) -> Option<u64> {
        id.strip_prefix(&self.run)?.strip_prefix('-')?.parse().ok()
    }

    /// A number that this sandbox never gave before, as an id.
    pub fn fresh(&mut self) -> String {
        self.next += 1;
        format!("{}-{}", self.run, self.next)
    }

    /// Adds a message and tells everybody.
    pub fn add(&mut self, message: Message) {
        while self.messages.len() >= MESSAGES {
            if let Some((number, _)) = self.messages.pop_first() {
                self.keys.retain(|_, kept| *kept != number);
            }
        }
        let (id, number) = (message.id.clone(), self.number(&message.id).unwrap_or(self.next));
        self.messages.insert(number, message);
        self.changed(&id);
    }

    pub fn changed(&mut self, id: &str) {
        let only = self.message(id).and_then(|message| message.only.clone());
        self.tell(|seq| Change::Message { seq, id: id.to_owned(), only });
    }

    fn tell(&mut self, change: impl FnOnce(u64) -> Change) {
        self.seq += 1;
        // Nobody may be watching.
        let _ = self.changes.send(change(self.seq));
    }

    pub fn close(&mut self) {
        let _ = self.changes.send(Change::Over);
    }

    pub fn post(
        &mut self,
        to: &Place,
        only: Option<&str>,
        post: &Post,
        key: &str,
        at: Time,
    ) -> Result<MessageRef, ChatError> {
        let place = self.place(to)?;
        let only = only.map(|person| self.known(person)).transpose()?;
        if let Some(number) = self.keys.get(&(key.to_owned(), only.clone()))
            && let Some(message) = self.messages.get(number)
        {
            return Ok(message.reference());
        }
        let body = self.card(post);
        let message = Message::new(self.fresh(), place, Author::Bot, body, at);
        let message = Message { only: only.clone(), ..message };
        let reference = message.reference();
        self.keys.insert((key.to_owned(), only), self.next);
        self.add(message);
        Ok(reference)
    }

    pub fn edit(&mut self, message: &MessageRef, post: &Post, at: Time) -> Result<(), ChatError> {
        let body = self.card(post);
        let known = self.message_mut(&message.message).filter(|known| known.author == Author::Bot).ok_or_else(gone)?;
        if known.body != body {
            known.body = body;
            known.edited = Some(at);
            self.changed(&message.message);
        }
        Ok(())
    }

    /// A person's own page, if it was ever shown.
    pub fn home(&self, person: &str) -> Option<&Message> {
        let channel = home_of(person);
        self.messages.values().find(|message| message.channel == channel)
    }

    /// Shows a person their own page, in place of what it showed.
    pub fn show_home(&mut self, person: &str, post: &Post, at: Time) -> Result<(), ChatError> {
        let person = self.known(person)?;
        if let Some(shown) = self.home(&person).map(Message::reference) {
            return self.edit(&shown, post, at);
        }
        let place = Place { platform: PLATFORM.into(), channel: home_of(&person), thread: None };
        let body = self.card(post);
        let page = Message::new(self.fresh(), place, Author::Bot, body, at);
        self.add(page);
        Ok(())
    }

    pub fn open_thread(&mut self, on: &MessageRef, title: &str) -> Result<Place, ChatError> {
        let message = self.message_mut(&on.message).ok_or_else(gone)?;
        let (channel, root) = (message.channel.clone(), message.thread.clone().unwrap_or(message.id.clone()));
        if message.thread.is_none() && message.title.is_none() {
            message.title = Some(title.chars().take(100).collect());
            self.changed(&root);
        }
        Ok(Place { platform: PLATFORM.into(), channel, thread: Some(root) })
    }

    pub fn ask(&mut self, trigger: &str, form: &Form, at: Time) -> Result<(), ChatError> {
        if !form_fits(form) {
            return Err(ChatError::GiveUp {
                reason: "the form is too large for the sandbox".into(),
                cure: "ask at most 20 questions with at most 100 options each".into(),
            });
        }
        let found = self.triggers.iter().position(|known| known.id == trigger);
        let Trigger { person, place, .. } = found
            .and_then(|at| self.triggers.remove(at))
            .filter(|known| (at - known.at).num_minutes() < TRIGGER_MINUTES)
            .ok_or_else(|| ChatError::TooLate { reason: "the press is too old to be answered with a form".into() })?;
        let id = self.fresh();
        let open = OpenForm { id: id.clone(), person: person.clone(), place, form: form.clone() };
        keep(&mut self.forms, open, TRIGGERS);
        self.tell(|seq| Change::Asked { seq, form: id, person });
        Ok(())
    }

    /// Whether a person is shown what stands in a channel: a direct conversation is one person's, a room its members'.
    pub fn is_in(&self, person: &str, channel: &str) -> bool {
        match channel.strip_prefix('@') {
            Some(whose) => whose == person,
            None => self.rooms.get(channel.trim_start_matches('#')).is_none_or(|members| members.contains(person)),
        }
    }

    /// Whether a person sees a message.
    pub fn sees(&self, person: &str, message: &Message) -> bool {
        message.seen_by(person) && (message.is_home() || self.is_in(person, &message.channel))
    }

    /// The channels that a person sees.
    pub fn channels_of(&self, person: &str) -> Vec<&String> {
        self.channels.iter().filter(|channel| self.is_in(person, channel)).collect()
    }

    pub fn open_room(&mut self, room: &Room<'_>) -> Result<Place, ChatError> {
        let channel = room.name();
        if !self.rooms.contains_key(&channel) {
            self.channels.push(channel.clone());
            self.rooms.insert(channel.clone(), BTreeSet::new());
        }
        for person in room.people {
            self.let_in(&channel, person)?;
        }
        Ok(Place { platform: PLATFORM.into(), channel, thread: None })
    }

    pub fn let_in(&mut self, channel: &str, person: &str) -> Result<(), ChatError> {
        let person = self.known(person)?;
        let members = self.rooms.get_mut(channel).ok_or_else(gone)?;
        if members.insert(person.clone()) {
            self.tell(|seq| Change::LetIn { seq, person });
        }
        Ok(())
    }

    pub fn find(&self, place: &Place, key: &str) -> Option<MessageRef> {
        let place = self.place(place).ok()?;
        let message = self.messages.get(self.keys.get(&(key.to_owned(), None))?)?;
        Some(message.reference()).filter(|found| found.place == place)
    }

    /// A press that may be answered with a form.
    pub fn trigger(&mut self, person: &str, place: Place, at: Time) -> String {
        let id = self.fresh();
        keep(&mut self.triggers, Trigger { id: id.clone(), person: person.to_owned(), place, at }, TRIGGERS);
        id
    }

    /// Puts a form away.
    pub fn take_form(&mut self, person: &str, form: &str) -> Option<OpenForm> {
        let at = self.forms.iter().position(|open| open.id == form && open.person == person)?;
        let open = self.forms.remove(at)?;
        self.tell(|seq| Change::Closed { seq, form: open.id.clone(), person: open.person.clone() });
        Some(open)
    }

    /// The place, if it exists: `#crisis` and `crisis` are the same channel, `@maya` is the conversation with her.
    pub fn place(&self, to: &Place) -> Result<Place, ChatError> {
        let channel = to.channel.trim_start_matches('#');
        if let Some(person) = to.direct_to() {
            self.known(person)?;
        } else if !self.channels.iter().any(|known| known == channel) {
            return Err(ChatError::GiveUp {
                reason: format!("the sandbox has no channel #{channel}"),
                cure: format!("use one of #{}", self.channels.join(", #")),
            });
        }
        let root = to.thread.as_ref().map(|id| self.message(id).filter(|root| root.channel == channel));
        if matches!(root, Some(None)) {
            return Err(gone());
        }
        let thread = root.flatten().map(|root| root.thread.clone().unwrap_or(root.id.clone()));
        Ok(Place { platform: PLATFORM.into(), channel: channel.to_owned(), thread })
    }

    fn known(&self, person: &str) -> Result<String, ChatError> {
        self.person(person).map(|known| known.id.clone()).ok_or_else(|| ChatError::GiveUp {
            reason: format!("the sandbox has no person {person}"),
            cure: "name one of the people of the sandbox".into(),
        })
    }

    /// The body of a post, with its pictures put aside to be drawn when somebody looks.
    fn card(&mut self, post: &Post) -> Body {
        let (post, cuts) = fit(post);
        for block in &post.blocks {
            if let Block::Chart(chart) = block {
                let id = picture_id(chart);
                self.pictures.retain(|(known, _)| *known != id);
                keep(&mut self.pictures, (id, chart.clone()), PICTURES);
            }
        }
        Body::Card { post, cuts }
    }
}

/// The name of a picture is what it shows, so that an unchanged chart is drawn once.
pub(super) fn picture_id(chart: &Chart) -> String {
    let bytes = serde_json::to_vec(chart).unwrap_or_default();
    hex::encode(&Sha256::digest(&bytes)[..12])
}

fn keep<T>(list: &mut VecDeque<T>, item: T, most: usize) {
    while list.len() >= most {
        list.pop_front();
    }
    list.push_back(item);
}

fn gone() -> ChatError {
    ChatError::Gone { reason: "the sandbox forgets when it restarts and keeps the latest 5,000 messages".into() }
}
