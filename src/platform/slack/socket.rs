//! Socket Mode: what people do comes through a WebSocket that Squall opens, so that no public address is needed.
//!
//! Every envelope is acknowledged as soon as what it holds is kept; the work comes after. A new connection stands before
//! the old one is closed. docs.slack.dev/apis/events-api/using-socket-mode

mod line;

use std::time::Duration;

use secrecy::SecretString;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use super::trouble::{Kind, Trouble, said};
use super::web::Web;
use super::wire::frame;
use crate::chat::Intake;
use crate::chat::backoff::pause;
use crate::clock::Clock;
use line::{Line, News};

/// Pauses between connections: the first, the longest, and how long a connection must have lived to start over.
const HEALTHY_SECONDS: i64 = 60;

/// Why Socket Mode ended for good. A person must act.
#[derive(Debug, thiserror::Error)]
pub enum SocketEnd {
    #[error("{reason}; {cure}")]
    Refused { reason: String, cure: String },
    /// Whoever took the events is gone: Squall ends.
    #[error("nobody takes the events of Slack any more")]
    NobodyListens,
}

/// A connection to Slack that is kept.
pub struct Socket {
    pub web: Web,
    pub app_token: SecretString,
    /// Where what people did goes. What is not kept there is not acknowledged, and Slack sends it again.
    pub events: Intake,
    pub clock: Clock,
    /// Chance, from 0 to 1: so that many bots do not come back at the same moment.
    pub chance: Box<dyn Fn() -> f64 + Send + Sync>,
}

/// What to do once a connection has ended, or is about to.
enum Next {
    AtOnce,
    AfterPause,
    Never(SocketEnd),
}

impl Socket {
    /// Listens until a person must act.
    pub async fn run(self) -> SocketEnd {
        let (news, mut heard) = mpsc::channel(16);
        // The number of the connection that stands; older ones close.
        let (stands, current) = watch::channel(0_u64);
        // Dropped with this future, and every connection with it.
        let mut lines = JoinSet::new();
        let (mut number, mut failures) = (0_u64, 0_u32);
        loop {
            let began = self.clock.now();
            number += 1;
            let next = match Line::open(&self.web, &self.app_token).await {
                Ok(line) => {
                    lines.spawn(line.keep(
                        number,
                        self.events.clone(),
                        self.clock.clone(),
                        news.clone(),
                        current.clone(),
                    ));
                    self.watch(number, &mut heard, &stands).await
                }
                Err(trouble) => self.unopened(&trouble, failures).await,
            };
            while lines.try_join_next().is_some() {}
            let healthy = (self.clock.now() - began).num_seconds() >= HEALTHY_SECONDS;
            match next {
                Next::Never(end) => {
                    if matches!(end, SocketEnd::NobodyListens) {
                        // Every connection says so too, and closes by itself.
                        drop((news, heard));
                        lines.join_all().await;
                    }
                    metrics::gauge!("squall_slack_connected").set(0.0);
                    return end;
                }
                Next::AtOnce if healthy => failures = 0,
                _ => {
                    failures = if healthy { 0 } else { failures };
                    tokio::time::sleep(pause(failures, (self.chance)())).await;
                    failures = failures.saturating_add(1);
                }
            }
        }
    }

    /// Waits until the connection of this number needs a successor.
    async fn watch(&self, number: u64, heard: &mut mpsc::Receiver<(u64, News)>, stands: &watch::Sender<u64>) -> Next {
        // One sender is ours: news never end.
        while let Some((of, news)) = heard.recv().await {
            match news {
                News::Disabled => {
                    let trouble = Trouble::new(Kind::Refused, "apps.connections.open", "link_disabled");
                    return Next::Never(refused(&trouble));
                }
                News::NobodyListens => return Next::Never(SocketEnd::NobodyListens),
                _ if of != number => {}
                News::Hello => {
                    tracing::info!("connected to Slack");
                    metrics::gauge!("squall_slack_connected").set(1.0);
                    stands.send_replace(number);
                }
                News::Renew => return Next::AtOnce,
                News::Ended(why) => {
                    tracing::warn!(why, "the connection to Slack ended");
                    metrics::gauge!("squall_slack_connected").set(0.0);
                    return Next::AfterPause;
                }
            }
        }
        Next::Never(SocketEnd::NobodyListens)
    }

    async fn unopened(&self, trouble: &Trouble, failures: u32) -> Next {
        if trouble.kind.needs_somebody() {
            return Next::Never(refused(trouble));
        }
        tracing::warn!(code = trouble.code, "Slack can't be reached for a connection");
        if let Kind::Later { after_ms: Some(ms) } = trouble.kind {
            // Beside the pause that comes anyway.
            let asked = Duration::from_millis(ms).saturating_sub(pause(failures, 0.0));
            tokio::time::sleep(asked).await;
        }
        Next::AfterPause
    }
}

fn refused(trouble: &Trouble) -> SocketEnd {
    let (reason, cure) = said(trouble);
    SocketEnd::Refused { reason, cure }
}
