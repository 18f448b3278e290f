//! The bot in the fake's first server: the product's own leaf, pointed at loopback.

use std::sync::Arc;

use async_trait::async_trait;
use squall::chat::{ChatEvent, Intake, Offers, Typing};
use squall::clock::Clock;
use squall::platform::discord::{Discord, Gateway, Rest, RestConfig, Threads};
use squall::words::Locale;
use tokio::sync::mpsc;

use super::{APP_ID, BOT_TOKEN, Fake, GUILD};

/// Nothing is offered while somebody types.
pub struct Nothing;

#[async_trait]
impl Offers for Nothing {
    async fn offers(&self, _: Typing<'_>) -> Vec<(String, String)> {
        Vec::new()
    }
}

/// What a process has that knows nothing of those before it.
pub fn discord(fake: &Fake, clock: &Clock) -> Arc<Discord> {
    of_servers(fake, clock, &[GUILD], Threads::Public)
}

pub fn of_servers(fake: &Fake, clock: &Clock, guilds: &[&str], threads: Threads) -> Arc<Discord> {
    let api_url = format!("{}/api/v10", fake.url());
    let rest = Rest::new(RestConfig { api_url, token: BOT_TOKEN.into(), clock: clock.clone() }).unwrap();
    Discord::new(rest, guilds.iter().map(|guild| (*guild).to_owned()).collect(), threads, Locale::En)
}

/// Its line. Nothing is left to chance.
pub fn gateway(
    discord: Arc<Discord>,
    events: impl Into<Intake>,
    offers: Arc<dyn Offers>,
    message_content: bool,
) -> Gateway {
    let events = events.into();
    Gateway { discord, events, offers, message_content, roles: Vec::new(), address: None, chance: Box::new(|| 0.0) }
}

/// A process that is connected, its commands registered. So many events wait until somebody takes them.
pub async fn connected(
    fake: &Fake,
    clock: &Clock,
    room: usize,
    offers: Arc<dyn Offers>,
) -> (Arc<Discord>, mpsc::Receiver<ChatEvent>) {
    let discord = discord(fake, clock);
    let (sender, events) = mpsc::channel(room);
    tokio::spawn(gateway(Arc::clone(&discord), sender, offers, false).run());
    fake.connected().await;
    discord.register(APP_ID, &commands::discord_registration()).await.unwrap();
    (discord, events)
}
