//! The leaf against the fake Discord: what Discord does to a bot, and what a person sees of it.

mod answers;
mod faults;
mod kept;
mod line;
mod members;
mod review;
mod servers;
mod with_slack;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use squall::chat::{ChatEvent, Happened, Offers, Place, Typing};
use squall::clock::Clock;
use squall::platform::discord::{Discord, PLATFORM};
use squall::post::{Block, Button, Post, Style};
use tokio::sync::mpsc;

use crate::world::discord::{CRISIS, Fake, at_home};

/// A server, and the bot in it.
pub struct Server {
    pub fake: Fake,
    pub discord: Arc<Discord>,
    pub clock: Clock,
    events: mpsc::Receiver<ChatEvent>,
}

/// Two names are offered for whatever is typed.
struct Names;

#[async_trait]
impl Offers for Names {
    async fn offers(&self, asked: Typing<'_>) -> Vec<(String, String)> {
        let Typing { path, option, typed, .. } = asked;
        assert_eq!(path, ["watch", "pause"]);
        ["nimbus", "acme"].map(|name| (name.to_owned(), format!("{option} {name}, {typed:?} typed"))).to_vec()
    }
}

impl Server {
    pub async fn start() -> Self {
        Self::with_room(64).await
    }

    /// So many events wait until somebody takes them.
    pub async fn with_room(room: usize) -> Self {
        let clock = Clock::at("2026-03-02T09:00:00Z".parse().unwrap());
        let fake = Fake::start(clock.clone()).await;
        fake.person("maya");
        let (discord, events) = at_home::connected(&fake, &clock, room, Arc::new(Names)).await;
        Self { fake, discord, clock, events }
    }

    pub async fn hears(&mut self) -> ChatEvent {
        heard(&mut self.events).await
    }

    /// Nothing is left to hear once a word that comes after everything is heard.
    pub async fn hears_no_more(&mut self) {
        self.fake.person("maya").says("crisis", "@squall the last word");
        assert_eq!(self.hears().await.what, Happened::Asked { words: "the last word".into() });
    }
}

pub async fn heard(events: &mut mpsc::Receiver<ChatEvent>) -> ChatEvent {
    tokio::time::timeout(Duration::from_secs(10), events.recv()).await.expect("an event comes").unwrap()
}

pub fn crisis() -> Place {
    Place { platform: PLATFORM.into(), channel: CRISIS.into(), thread: None }
}

pub fn with_button(action: &str, confirm: Option<&str>) -> Post {
    let confirm = confirm.map(str::to_owned);
    let button = Button { action: action.into(), label: "Press".into(), style: Style::Primary, confirm };
    Post { summary: "a card".into(), blocks: vec![Block::Buttons(vec![button])], ..Post::default() }
}
