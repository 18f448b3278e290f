//! One connection, from `hello` to its end.

use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use futures_util::{SinkExt, StreamExt};
use secrecy::SecretString;
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Bytes, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

use super::super::events;
use super::super::trouble::{Kind, Trouble};
use super::super::web::Web;
use super::frame::{self, Frame};
use crate::chat::{Intake, NotKept};
use crate::clock::Clock;

/// To connect, and to write a frame.
const PATIENCE: Duration = Duration::from_secs(10);
/// Our own pings. A connection that is silent for this many of them is dead.
const PING: Duration = Duration::from_secs(10);
const SILENT_PINGS: u32 = 3;
/// After this many pings a connection that has a successor is closed whatever is under way.
const LINGER_PINGS: u32 = 1;
/// The largest frame that is taken, in bytes.
const LARGEST: usize = 8 << 20;

/// What is heard of a connection.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum News {
    Hello,
    /// It will be closed soon.
    Renew,
    Ended(&'static str),
    /// Socket Mode was turned off.
    Disabled,
    NobodyListens,
}

pub(super) struct Line {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// The acknowledgements of what is about to be kept; none of what could not be, which Slack sends again.
    keeping: FuturesUnordered<BoxFuture<'static, Option<String>>>,
}

impl Line {
    pub(super) async fn open(web: &Web, app_token: &SecretString) -> Result<Self, Trouble> {
        let url = web.open_socket(app_token).await?;
        let config = WebSocketConfig::default().max_message_size(Some(LARGEST)).max_frame_size(Some(LARGEST));
        let failed = || Trouble::new(Kind::Later { after_ms: None }, "Socket Mode", "no connection");
        let opened = timeout(PATIENCE, connect_async_with_config(url, Some(config), true)).await;
        // The error would name the address, and the address holds a ticket.
        let (socket, _) = opened.map_err(|_| failed())?.map_err(|_| failed())?;
        Ok(Self { socket, keeping: FuturesUnordered::new() })
    }

    /// Takes what comes until the end, or until a connection of a higher number stands.
    pub(super) async fn keep(
        mut self,
        number: u64,
        events: Intake,
        clock: Clock,
        news: mpsc::Sender<(u64, News)>,
        mut stands: watch::Receiver<u64>,
    ) {
        let end = self.listen(number, &events, &clock, &news, &mut stands).await;
        // What was on the way in when Squall was told to end is kept, and Slack hears of it.
        while end == News::NobodyListens
            && let Some(ack) = self.keeping.next().await
        {
            self.acknowledged(ack).await;
        }
        let _ = timeout(PATIENCE, self.socket.close(None)).await;
        let _ = news.send((number, end)).await;
    }

    async fn listen(
        &mut self,
        number: u64,
        events: &Intake,
        clock: &Clock,
        news: &mpsc::Sender<(u64, News)>,
        stands: &mut watch::Receiver<u64>,
    ) -> News {
        let mut pulse = Pulse::new();
        loop {
            tokio::select! {
                frame = self.socket.next() => {
                    pulse.silent = 0;
                    let text = match frame {
                        Some(Ok(Message::Text(text))) => text,
                        // tungstenite answers pings by itself, with the next write.
                        Some(Ok(Message::Ping(_))) => {
                            if !self.flushed().await { return News::Ended("it can't be written to") }
                            continue;
                        }
                        Some(Ok(Message::Close(_))) | None => return News::Ended("Slack closed it"),
                        Some(Ok(_)) => continue,
                        Some(Err(_)) => return News::Ended("it broke"),
                    };
                    if let Some(end) = self.take(number, &text, events, clock, news).await {
                        return end;
                    }
                }
                Some(ack) = self.keeping.next(), if !self.keeping.is_empty() => {
                    if !self.acknowledged(ack).await { return News::Ended("it can't be written to") }
                }
                () = events.closed() => return News::NobodyListens,
                _ = pulse.ticks.tick() => {
                    if pulse.silent >= SILENT_PINGS { return News::Ended("it is silent") }
                    if pulse.lingers > LINGER_PINGS { return News::Ended("it has a successor") }
                    pulse.silent += 1;
                    pulse.lingers += u32::from(*stands.borrow() > number);
                    if !self.sent(Message::Ping(Bytes::new())).await { return News::Ended("it can't be written to") }
                }
                changed = stands.changed() => {
                    if changed.is_err() { return News::Ended("Squall ends") }
                    // What is on the way is still taken: Slack closes, or the next ping does.
                    if *stands.borrow() > number && !self.sent(Message::Close(None)).await {
                        return News::Ended("it has a successor");
                    }
                }
            }
        }
    }

    /// Hands over what an envelope holds, which is acknowledged once it is kept.
    async fn take(
        &mut self,
        number: u64,
        text: &str,
        intake: &Intake,
        clock: &Clock,
        news: &mpsc::Sender<(u64, News)>,
    ) -> Option<News> {
        match frame::read(text) {
            Frame::Hello => drop(news.send((number, News::Hello)).await),
            Frame::Disconnect(reason) => match reason.as_str() {
                "link_disabled" => return Some(News::Disabled),
                "warning" | "refresh_requested" => drop(news.send((number, News::Renew)).await),
                _ => return Some(News::Ended("Slack asked to disconnect")),
            },
            Frame::Envelope { id, kind, payload } => {
                let refused = events::refusal(&kind, &payload);
                let ack = frame::ack(&id, refused.as_ref());
                let event = match refused {
                    None => events::read(&kind, &payload, &id, clock.now()),
                    Some(_) => None,
                };
                let Some(event) = event else {
                    return (!self.sent(Message::text(ack)).await).then_some(News::Ended("it can't be written to"));
                };
                match intake.seat() {
                    Ok(seat) => {
                        let kept = seat.take(event).answer();
                        self.keeping.push(Box::pin(async move { kept.await.map(|()| ack).map_err(untold).ok() }));
                    }
                    Err(NotKept::Closed) => return Some(News::NobodyListens),
                    Err(why) => untold(why),
                }
            }
            Frame::Other => {}
        }
        None
    }

    /// Tells Slack that an envelope is kept; without an acknowledgement it sends it again.
    async fn acknowledged(&mut self, ack: Option<String>) -> bool {
        match ack {
            Some(ack) => self.sent(Message::text(ack)).await,
            None => true,
        }
    }

    async fn sent(&mut self, message: Message) -> bool {
        matches!(timeout(PATIENCE, self.socket.send(message)).await, Ok(Ok(())))
    }

    async fn flushed(&mut self) -> bool {
        matches!(timeout(PATIENCE, self.socket.flush()).await, Ok(Ok(())))
    }
}

fn untold(why: NotKept) {
    tracing::warn!(%why, "Slack is not told that something arrived, and sends it again");
}

/// Whether the other side still lives.
struct Pulse {
    ticks: Interval,
    silent: u32,
    lingers: u32,
}

impl Pulse {
    fn new() -> Self {
        let mut ticks = interval(PING);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { ticks, silent: 0, lingers: 0 }
    }
}
