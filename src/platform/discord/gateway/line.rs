//! One connection, from hello to its end.

use std::collections::VecDeque;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use secrecy::ExposeSecret;
use serde::Serialize;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::{WebSocketConfig, frame::coding::CloseCode};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};
use url::Url;

use super::frame::{self, Frame};
use super::{Gateway, GatewayEnd, Session};
use crate::chat::{ChatEvent, NotKept};
use crate::platform::discord::receive::Receiver;
use crate::platform::discord::{events, wire};

/// To connect, to say hello, and to write a frame.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest frame that is taken, in bytes: a server with all its channels is one.
const LARGEST: usize = 32 << 20;
/// Says to Discord that the session is to go on; 1000 would end it.
const GOES_ON: u16 = 4900;

/// What to do once a connection has ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// Come back and go on.
    Broke(&'static str),
    /// Come back and begin a new session.
    Anew(&'static str),
    /// Come back after so many milliseconds.
    After(u64),
    /// Discord grants not all that was asked for.
    NoContent,
    Never(GatewayEnd),
}

pub(super) struct Line {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// What was taken and finds no room yet.
    waiting: VecDeque<ChatEvent>,
    /// Whether the last heartbeat was heard.
    heard: bool,
}

impl Line {
    pub async fn open(url: &str) -> Result<Self, &'static str> {
        let mut url = Url::parse(url).map_err(|_| "the gateway's address is none")?;
        url.set_query(Some("v=10&encoding=json"));
        let config = WebSocketConfig::default().max_message_size(Some(LARGEST)).max_frame_size(Some(LARGEST));
        match timeout(PATIENCE, connect_async_with_config(url.as_str(), Some(config), true)).await {
            Ok(Ok((socket, _))) => Ok(Self { socket, waiting: VecDeque::new(), heard: true }),
            _ => Err("no connection"),
        }
    }

    /// Takes what comes until the end.
    pub async fn keep(mut self, gateway: &Gateway, receiver: &mut Receiver, session: &mut Option<Session>) -> Ended {
        let ended = self.listen(gateway, receiver, session).await;
        let close = CloseFrame { code: CloseCode::from(GOES_ON), reason: "".into() };
        let _ = timeout(PATIENCE, self.socket.close(Some(close))).await;
        // What was taken is not taken back: Discord counts it as heard.
        for event in self.waiting {
            let Ok(seat) = gateway.events.next_seat().await else { return Ended::Never(GatewayEnd::NobodyListens) };
            gateway.discord.keeps(seat, event);
        }
        ended
    }

    async fn listen(&mut self, gateway: &Gateway, receiver: &mut Receiver, session: &mut Option<Session>) -> Ended {
        let hello = match timeout(PATIENCE, self.socket.next()).await {
            Ok(Some(Ok(Message::Text(text)))) => frame::read(&text),
            _ => None,
        };
        let Some(Frame::Hello { beat_ms }) = hello else { return Ended::Broke("it did not say hello") };
        let token = gateway.discord.rest().token().expose_secret();
        let begun = match session {
            Some(session) => self.sent(&wire::resume(token, &session.id, session.seen)).await,
            None => self.sent(&wire::identify(token, gateway.intents())).await,
        };
        if !begun {
            return Ended::Broke("it can't be written to");
        }
        let period = Duration::from_millis(beat_ms);
        // The first heartbeat comes at a moment of chance.
        let mut beat = Box::pin(tokio::time::sleep(period.mul_f64((gateway.chance)().clamp(0.0, 1.0))));
        loop {
            tokio::select! {
                frame = self.socket.next(), if self.waiting.is_empty() => {
                    let text = match frame {
                        Some(Ok(Message::Text(text))) => text,
                        Some(Ok(Message::Close(close))) => return closed(close.map(|close| close.code.into())),
                        Some(Ok(_)) => continue,
                        Some(Err(_)) | None => return Ended::Broke("it broke"),
                    };
                    if let Some(ended) = self.take(&text, gateway, receiver, session).await {
                        return ended;
                    }
                }
                seat = gateway.events.next_seat(), if !self.waiting.is_empty() => {
                    let Ok(seat) = seat else { return Ended::Never(GatewayEnd::NobodyListens) };
                    if let Some(event) = self.waiting.pop_front() {
                        gateway.discord.keeps(seat, event);
                    }
                }
                () = gateway.events.closed() => return Ended::Never(GatewayEnd::NobodyListens),
                () = &mut beat => {
                    // While nothing is read nothing is heard.
                    if !self.heard && self.waiting.is_empty() {
                        return Ended::Broke("it is silent");
                    }
                    self.heard = false;
                    if !self.sent(&wire::beat(session.as_ref().map(|session| session.seen))).await {
                        return Ended::Broke("it can't be written to");
                    }
                    beat = Box::pin(tokio::time::sleep(period));
                }
            }
        }
    }

    async fn take(
        &mut self,
        text: &str,
        gateway: &Gateway,
        receiver: &mut Receiver,
        session: &mut Option<Session>,
    ) -> Option<Ended> {
        let Some(frame) = frame::read(text) else {
            metrics::counter!("squall_discord_unread_total").increment(1);
            tracing::error!(bytes = text.len(), "a frame of Discord's gateway could not be read");
            return None;
        };
        match frame {
            Frame::Dispatch { kind, seq, data } => {
                match kind.as_str() {
                    "READY" => {
                        let Some(ready) = events::told::<wire::Ready>(&kind, &data) else {
                            return Some(Ended::Anew("its greeting could not be read"));
                        };
                        *session = Some(Session { id: ready.session_id, url: ready.resume_gateway_url, seen: seq });
                        connected("connected to Discord");
                    }
                    "RESUMED" => connected("connected to Discord again, with nothing lost"),
                    _ => {}
                }
                // What was heard before a drop is not heard again.
                let number = match session {
                    Some(session) if seq <= session.seen && kind != "READY" => return None,
                    Some(session) => {
                        session.seen = seq;
                        format!("{}:{seq}", session.id)
                    }
                    None => format!(":{seq}"),
                };
                for event in receiver.take(&kind, &data, &number) {
                    match gateway.events.seat() {
                        Ok(seat) if self.waiting.is_empty() => gateway.discord.keeps(seat, event),
                        Err(NotKept::Closed) => return Some(Ended::Never(GatewayEnd::NobodyListens)),
                        Err(why) if gateway.discord.turns_away(&event, why) => {}
                        _ => self.waiting.push_back(event),
                    }
                }
            }
            Frame::BeatNow => {
                if !self.sent(&wire::beat(session.as_ref().map(|session| session.seen))).await {
                    return Some(Ended::Broke("it can't be written to"));
                }
            }
            Frame::BeatHeard => self.heard = true,
            Frame::Reconnect => return Some(Ended::Broke("Discord asked for a new one")),
            Frame::Invalid { resumable: true } => return Some(Ended::Broke("its session was not ready")),
            Frame::Invalid { resumable: false } => return Some(Ended::Anew("the session is not known any more")),
            Frame::Hello { .. } | Frame::Other => {}
        }
        None
    }

    async fn sent(&mut self, frame: &impl Serialize) -> bool {
        let Ok(text) = serde_json::to_string(frame) else { return false };
        matches!(timeout(PATIENCE, self.socket.send(Message::text(text))).await, Ok(Ok(())))
    }
}

fn connected(how: &'static str) {
    tracing::info!("{how}");
    metrics::gauge!("squall_discord_connected").set(1.0);
}

/// What a close code asks for.
fn closed(code: Option<u16>) -> Ended {
    let never =
        |reason: &str, cure: &str| Ended::Never(GatewayEnd::Refused { reason: reason.into(), cure: cure.into() });
    match code {
        Some(4004) => never(
            "Discord does not know the bot's token",
            "copy it anew from the application's page, Bot, Reset Token, and set [discord] bot_token",
        ),
        Some(4010..=4012) => never("Discord refuses the connection", "update Squall"),
        Some(4013 | 4014) => Ended::NoContent,
        Some(1000 | 1001 | 4003 | 4007 | 4009) => Ended::Anew("Discord ended the session"),
        Some(4008) => Ended::After(60_000),
        _ => Ended::Broke("Discord closed it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_is_answered_by_what_it_means() {
        assert!(matches!(closed(Some(4004)), Ended::Never(_)));
        assert!(matches!(closed(Some(4014)), Ended::NoContent));
        assert!(matches!(closed(Some(4009)), Ended::Anew(_)));
        assert!(matches!(closed(Some(4000)), Ended::Broke(_)));
        assert!(matches!(closed(None), Ended::Broke(_)));
    }
}
