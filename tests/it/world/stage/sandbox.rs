//! The sandbox as a stage. It never fails by itself, so the line to it is told to.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::Duration;
use serde_json::Value;
use squall::chat::{Chat, ChatEvent, Membership, Place};
use squall::clock::Clock;
use squall::person::Person;
use squall::platform::sandbox::{Act, Author, Body, Message, Sandbox, SandboxConfig, SandboxPerson};
use squall::post::{Block, PickOf, Post};
use tokio::sync::mpsc;

use super::{CROWD, Deed, Member, Picture, Seen, Stage};
use crate::world::{Ahead, Trouble, Wire};

/// What none of the bot's own words may hold.
const TRICKS: [&str; 7] = ["@", "<!", "<@", "\u{202E}", "\u{202C}", "\u{200B}", "\u{2066}"];

pub struct OnSandbox {
    sandbox: Arc<Sandbox>,
    ahead: Arc<Ahead>,
    events: mpsc::Receiver<ChatEvent>,
    /// Done and not yet heard.
    waiting: Vec<ChatEvent>,
    last: Option<ChatEvent>,
}

impl OnSandbox {
    pub fn new(clock: &Clock) -> Self {
        let defaults = SandboxConfig::default();
        let crowd = CROWD.map(|one| SandboxPerson::new(one.name, one.name, "support", language(one.locale), one.zone));
        let people = [defaults.people, crowd.to_vec()].concat();
        let sandbox = Sandbox::new(SandboxConfig { clock: clock.clone(), people, ..SandboxConfig::default() });
        let events = sandbox.listen();
        let ahead = Arc::new(Ahead::default());
        // Whoever opens the page is in charge; told apart as elsewhere, Nikos is not.
        ahead.memberships.lock().unwrap().insert("nikos".into(), Membership::default());
        Self { sandbox, ahead, events, waiting: Vec::new(), last: None }
    }

    fn message(&self, seen: &Seen) -> Message {
        let all = self.sandbox.messages(&seen.channel).into_iter();
        all.rev().find(|message| message.id == seen.id).expect("a message to act on")
    }

    fn act(&self, deed: Deed, person: &str) -> Act {
        match deed {
            Deed::Say { channel, thread, words } => Act::Say { channel, thread: thread.map(|root| root.id), words },
            Deed::Write { words } => Act::Say { channel: format!("@{person}"), thread: None, words },
            Deed::Press { on, label } => {
                let message = self.message(&on);
                let button = post(&message).and_then(|post| post.buttons().find(|button| button.label == label));
                let action = button.unwrap_or_else(|| panic!("nobody can press {label}")).action.clone();
                Act::Press { message: on.id, action }
            }
            Deed::Fill { answers } => {
                let form = self.sandbox.forms(person).pop().expect("a form stands open");
                let keys = form.form.inputs.iter().map(|input| input.key.clone());
                Act::Submit { form: form.id, answers: keys.zip(answers).collect() }
            }
            Deed::React { on, emoji, added } => Act::React { message: on.id, emoji, added },
            Deed::Pin { on, added } => Act::Pin { message: on.id, added },
            Deed::Choose { on, shortcut } => Act::Choose { message: on.id, shortcut: shortcut.into() },
            Deed::Pick { on, menu, choice } => {
                let message = self.message(&on);
                let action = post(&message).and_then(|post| picked(post, &menu, &choice));
                Act::Press { message: on.id, action: action.unwrap_or_else(|| panic!("nobody can pick {choice}")) }
            }
            Deed::Edit { on, words } => Act::Edit { message: on.id, words },
            Deed::Erase { on } => Act::Erase { message: on.id },
            Deed::ComeHome => Act::ComeHome,
        }
    }
}

#[async_trait]
impl Stage for OnSandbox {
    fn chat(&self) -> Arc<dyn Chat> {
        Arc::new(Wire::new(Arc::clone(&self.sandbox) as _, Arc::clone(&self.ahead), Box::new(|_, _| false)))
    }

    async fn connects(&mut self) {}

    fn place(&self, channel: &str) -> Place {
        Place { platform: "sandbox".into(), channel: channel.into(), thread: None }
    }

    fn person(&self, name: &str) -> Person {
        Person { platform: "sandbox".into(), user: name.into() }
    }

    /// The page has always room for everybody.
    fn joins(&mut self, _person: Member) {}

    /// Everybody sees every channel here; the line to it says otherwise.
    fn keeps_out(&mut self, person: &str, kept_out: bool) {
        let mut shut_out = self.ahead.shut_out.lock().unwrap();
        if kept_out {
            shut_out.insert(person.to_owned())
        } else {
            shut_out.remove(person)
        };
    }

    fn leaves(&mut self, person: &str) {
        self.sandbox.leaves(person);
    }

    fn has_titles(&self) -> bool {
        true
    }

    fn pace(&self) -> Duration {
        Duration::zero()
    }

    async fn does(&mut self, person: &str, deed: Deed) {
        self.sandbox.act(person, self.act(deed, person)).unwrap();
        while let Ok(event) = self.events.try_recv() {
            self.waiting.push(event.clone());
            self.last = Some(event);
        }
    }

    fn redelivers(&mut self) {
        self.waiting.extend(self.last.clone());
    }

    async fn heard(&mut self) -> Vec<ChatEvent> {
        std::mem::take(&mut self.waiting)
    }

    fn seen(&self, channel: &str) -> Vec<Seen> {
        self.sandbox.messages(channel).iter().map(seen).collect()
    }

    fn direct(&self, person: &str) -> Vec<Seen> {
        self.seen(&format!("@{person}"))
    }

    fn home(&self, person: &str) -> Option<Seen> {
        self.sandbox.home(person).as_ref().map(seen)
    }

    fn picture(&self, on: &Seen) -> Option<Picture> {
        let message = self.message(on);
        post(&message)?.blocks.iter().find_map(|block| match block {
            Block::Chart(chart) => Some(Picture { alt: chart.alt.clone(), png: chart.png().unwrap() }),
            _ => None,
        })
    }

    fn alarms(&self, on: &Seen) -> Vec<String> {
        let Some(post) = post(&self.message(on)).cloned() else { return Vec::new() };
        let mut own = vec![on.words.clone()];
        ours(&serde_json::to_value(post).unwrap(), &mut own);
        own.retain(|words| TRICKS.iter().any(|trick| words.contains(trick)));
        own
    }

    fn will_meet(&mut self, troubles: &[Trouble]) {
        self.ahead.will_meet(troubles);
    }

    fn arrived(&self) -> Vec<String> {
        self.ahead.arrived()
    }
}

fn language(told: &str) -> squall::words::Locale {
    squall::words::Locale::nearest(told).unwrap()
}

fn seen(message: &Message) -> Seen {
    let post = post(message);
    let blocks = || post.into_iter().flat_map(|post| &post.blocks);
    Seen {
        id: message.id.clone(),
        channel: message.channel.clone(),
        order: message.id.split('-').next_back().and_then(|number| number.parse().ok()).unwrap_or_default(),
        thread: message.thread.clone(),
        by_the_bot: message.author == Author::Bot,
        only: message.only.clone(),
        edited: message.edited.is_some(),
        has_heading: blocks().any(|block| matches!(block, Block::Heading(_))),
        words: match &message.body {
            Body::Said(words) => words.clone(),
            Body::Erased => String::new(),
            Body::Card { post, .. } => post.plain(),
        },
        buttons: post.into_iter().flat_map(Post::buttons).map(|button| button.label.clone()).collect(),
        title: message.title.clone(),
    }
}

/// The bot's document.
fn post(message: &Message) -> Option<&Post> {
    match &message.body {
        Body::Card { post, .. } => Some(post),
        Body::Said(_) | Body::Erased => None,
    }
}

/// The action of what is picked out of the menu with these words.
fn picked(post: &Post, menu: &str, choice: &str) -> Option<String> {
    let pick = post.blocks.iter().find_map(|block| match block {
        Block::Pick(pick) if pick.label == menu => Some(pick),
        _ => None,
    })?;
    let value = match &pick.of {
        PickOf::People => choice,
        PickOf::Options(options) => &options.iter().find(|(_, label)| label == choice)?.0,
    };
    Some(format!("{}:{value}", pick.action))
}

/// The strings of a document that are the bot's own, for a platform to show as they are.
fn ours(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| ours(item, found)),
        Value::Object(fields) => {
            let own =
                fields.iter().filter(|(key, _)| !["public", "text", "author", "url", "code"].contains(&key.as_str()));
            own.for_each(|(_, value)| ours(value, found));
            // A text block is a list of spans; a quote's text is a string of the public's.
            fields.get("text").filter(|text| !text.is_string()).into_iter().for_each(|text| ours(text, found));
        }
        _ => {}
    }
}
