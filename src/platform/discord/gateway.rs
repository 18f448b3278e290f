//! The gateway: what people do comes through a WebSocket that Squall opens
//! (discord.com/developers/docs/events/gateway).
//!
//! The loop is ours: serenity's spawns a task for each event and so loses their order, shows nothing of an event that it
//! can't read, and resumes elsewhere than Discord asks for.

mod frame;
mod line;

use std::sync::Arc;
use std::time::Duration;

use serenity::model::gateway::{BotGateway, GatewayIntents};

use super::Discord;
use super::receive::Receiver;
use super::rest::Call;
use super::trouble::{Kind, Trouble, said};
use super::wire::Route;
use crate::chat::backoff::pause;
use crate::chat::{Intake, Offers};
use line::{Ended, Line};

/// Pauses between connections: the first, the longest, and how long a connection must have lived to start over.
const HEALTHY_SECONDS: i64 = 60;
/// Discord begins one session in five seconds.
const BETWEEN_SESSIONS: Duration = Duration::from_millis(5_500);

/// Why the gateway ended for good. A person must act.
#[derive(Debug, thiserror::Error)]
pub enum GatewayEnd {
    #[error("{reason}; {cure}")]
    Refused { reason: String, cure: String },
    /// Whoever took the events is gone: Squall ends.
    #[error("nobody takes the events of Discord any more")]
    NobodyListens,
}

/// A connection to Discord that is kept.
pub struct Gateway {
    pub discord: Arc<Discord>,
    /// Where what people did goes. While it is full nothing more is read but what wants an answer, and Discord keeps the rest.
    pub events: Intake,
    pub offers: Arc<dyn Offers>,
    /// Whether to ask for what is said without the bot's name: the application must be granted it.
    pub message_content: bool,
    /// The roles of Discord, by id, of which each event says whether the person has them.
    pub roles: Vec<String>,
    /// Where the gateway is; asked for when none.
    pub address: Option<String>,
    /// Chance, from 0 to 1: so that many bots do not come back at the same moment.
    pub chance: Box<dyn Fn() -> f64 + Send + Sync>,
}

/// What Discord knows us by after a drop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Session {
    id: String,
    /// Where it goes on.
    url: String,
    /// The last dispatch that was taken.
    seen: u64,
}

impl Gateway {
    /// Connects, and connects again, until there is no sense in it.
    pub async fn run(mut self) -> GatewayEnd {
        let mut receiver = Receiver::new(Arc::clone(&self.discord), Arc::clone(&self.offers), self.roles.clone());
        let mut session: Option<Session> = None;
        let mut failures = 0_u32;
        loop {
            let started = self.discord.now();
            let ended = self.connection(&mut receiver, &mut session).await;
            metrics::gauge!("squall_discord_connected").set(0.0);
            let lived = (self.discord.now() - started).num_seconds();
            failures = if lived >= HEALTHY_SECONDS { 0 } else { failures };
            let mut wait = pause(failures, (self.chance)());
            failures = failures.saturating_add(1);
            match ended {
                Ended::Never(end) => return end,
                Ended::Broke(why) => {
                    tracing::warn!(why, "the connection to Discord ended; it goes on where it stopped")
                }
                Ended::Anew(why) => {
                    tracing::warn!(why, "Discord begins a new session; what happened meanwhile was not heard");
                    session = None;
                }
                Ended::NoContent if self.message_content => {
                    tracing::error!(
                        "Discord did not grant the message content intent; Squall works without it. Turn it on under Bot, \
                         Privileged Gateway Intents, or set [discord] message_content = false"
                    );
                    self.message_content = false;
                    session = None;
                }
                Ended::NoContent => return refused_intents(),
                Ended::After(ms) => wait = wait.max(Duration::from_millis(ms)),
            }
            if session.is_none() {
                wait = wait.max(BETWEEN_SESSIONS);
            }
            tokio::time::sleep(wait).await;
        }
    }

    async fn connection(&self, receiver: &mut Receiver, session: &mut Option<Session>) -> Ended {
        let url = match session {
            Some(session) if !session.url.is_empty() => session.url.clone(),
            _ => match self.address().await {
                Ok(url) => url,
                Err(ended) => return ended,
            },
        };
        if !self.discord.rest().trusts(&url) {
            return Ended::Anew("an address that is not to be trusted");
        }
        match Line::open(&url).await {
            Ok(line) => line.keep(self, receiver, session).await,
            // The address may have moved.
            Err(why) if session.is_some() => {
                if let Some(session) = session
                    && let Ok(url) = self.address().await
                {
                    session.url = url;
                }
                Ended::Broke(why)
            }
            Err(why) => Ended::Broke(why),
        }
    }

    /// Where the gateway is, when there is a session left today.
    async fn address(&self) -> Result<String, Ended> {
        let told = gateway(&self.discord).await.map_err(|trouble| unreached(&trouble))?;
        let limit = told.session_start_limit;
        if limit.remaining == 0 {
            tracing::error!("Discord begins no more sessions today; Squall waits until it does");
            return Err(Ended::After(limit.reset_after));
        }
        Ok(self.address.clone().unwrap_or(told.url))
    }

    fn intents(&self) -> GatewayIntents {
        let mut all = GatewayIntents::GUILDS
            | GatewayIntents::GUILD_MESSAGES
            | GatewayIntents::GUILD_MESSAGE_REACTIONS
            | GatewayIntents::DIRECT_MESSAGES
            | GatewayIntents::DIRECT_MESSAGE_REACTIONS;
        all.set(GatewayIntents::MESSAGE_CONTENT, self.message_content);
        all
    }
}

/// What Discord tells of its gateway.
pub(super) async fn gateway(discord: &Discord) -> Result<BotGateway, Trouble> {
    discord.rest().read(Call::get("find the gateway", Route::GatewayBot)).await
}

fn unreached(trouble: &Trouble) -> Ended {
    match trouble.kind {
        kind if kind.needs_somebody() => {
            let (reason, cure) = said(trouble);
            Ended::Never(GatewayEnd::Refused { reason, cure })
        }
        Kind::Later { after_ms: Some(ms) } => Ended::After(ms),
        _ => Ended::Broke("Discord can't be reached"),
    }
}

fn refused_intents() -> GatewayEnd {
    GatewayEnd::Refused {
        reason: "Discord refuses the events that Squall asks for".into(),
        cure: "create the application anew, or ask Discord's support about its intents".into(),
    }
}
