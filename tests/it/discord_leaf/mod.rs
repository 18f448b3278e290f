//! The leaf against the fake Discord: what Discord does to a bot, and what a person sees of it.

mod answers;
mod line;
mod review;
mod with_slack;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use squall::chat::discord::{Discord, Gateway, PLATFORM, Rest, RestConfig};
use squall::chat::{ChatEvent, Happened, Offers, Place};
use squall::clock::Clock;
use squall::post::{Block, Button, Post, Style};
use squall::words::Locale;
use tokio::sync::mpsc;

use crate::world::discord::{APP_ID, BOT_TOKEN, CRISIS, Fake, GUILD};

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
    async fn offers(&self, path: &[String], option: &str, typed: &str, _: Locale) -> Vec<(String, String)> {
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
        let api_url = format!("{}/api/v10", fake.url());
        let rest = Rest::new(RestConfig { api_url, token: BOT_TOKEN.into(), clock: clock.clone() }).unwrap();
        let discord = Discord::new(rest, vec![GUILD.into()], Locale::En);
        let (sender, events) = mpsc::channel(room);
        let gateway = Gateway {
            discord: Arc::clone(&discord),
            events: sender,
            offers: Arc::new(Names),
            message_content: false,
            address: None,
            chance: Box::new(|| 0.0),
        };
        tokio::spawn(gateway.run());
        fake.connected().await;
        discord.register(APP_ID, &commands::discord_registration()).await.unwrap();
        Self { fake, discord, clock, events }
    }

    pub async fn hears(&mut self) -> ChatEvent {
        tokio::time::timeout(Duration::from_secs(10), self.events.recv()).await.expect("an event comes").unwrap()
    }

    /// Nothing is left to hear once a word that comes after everything is heard.
    pub async fn hears_no_more(&mut self) {
        self.fake.person("maya").says("crisis", "@squall the last word");
        assert_eq!(self.hears().await.what, Happened::Asked { words: "the last word".into() });
    }
}

pub fn crisis() -> Place {
    Place { platform: PLATFORM.into(), channel: CRISIS.into(), thread: None }
}

pub fn with_button(action: &str, confirm: Option<&str>) -> Post {
    let confirm = confirm.map(str::to_owned);
    let button = Button { action: action.into(), label: "Press".into(), style: Style::Primary, confirm };
    Post { summary: "a card".into(), blocks: vec![Block::Buttons(vec![button])], ..Post::default() }
}
