//! The gateway's connections: hello, identify or resume, heartbeats, events.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message as Frame;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::{WebSocketStream, accept_hdr_async};

use super::gateway::{Flap, Order};
use super::state::State;
use super::{BOT_TOKEN, Shared};

const HEARTBEAT: u64 = 41_250;
/// Events that a client may send in a minute.
const SENDS: usize = 120;
const MAX_SENT: usize = 4096;

pub async fn serve(shared: Arc<Shared>, listener: TcpListener) {
    let mut links = tokio::task::JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let _hopeless = stream.set_nodelay(true);
        links.spawn(welcome(Arc::clone(&shared), stream));
        while links.try_join_next().is_some() {}
    }
}

/// What nobody answered in time is noticed.
pub async fn watch(shared: Arc<Shared>) {
    let mut tick = tokio::time::interval(Duration::from_millis(100));
    loop {
        tick.tick().await;
        shared.state().watches_the_time();
        shared.changed();
    }
}

async fn welcome(shared: Arc<Shared>, stream: TcpStream) {
    let (mut number, mut flap, mut path) = (0, None, String::new());
    #[expect(clippy::result_large_err, reason = "the type of the answer is the library's")]
    let check = |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        path = request.uri().to_string();
        let mut state = shared.state();
        state.gateway.connects.push((Instant::now(), path.clone()));
        number = state.gateway.connects.len() as u64;
        flap = state.gateway.flaps.pop_front();
        let query = request.uri().query().unwrap_or_default();
        if !query.contains("v=10") || query.contains("encoding=etf") || query.contains("compress=") {
            state.breaks("gateway_address", format!("version 10, JSON, uncompressed: {path}"));
        }
        if flap != Some(Flap::Refuse) {
            return Ok(response);
        }
        let mut refused = ErrorResponse::new(None);
        *refused.status_mut() = 503_u16.try_into().unwrap();
        Err(refused)
    };
    if let Ok(link) = accept_hdr_async(stream, check).await {
        let mut line = Line { shared: &shared, number, flap, path, at: Vec::new(), session: None };
        let ended = line.lives(link).await;
        shared.state().unlinked(number, ended);
    }
    shared.changed();
}

/// One connection.
struct Line<'s> {
    shared: &'s Shared,
    number: u64,
    flap: Option<Flap>,
    path: String,
    /// When the client sent something.
    at: Vec<Instant>,
    session: Option<String>,
}

/// How it goes on after a frame.
enum Then {
    Goes,
    Closes(u16),
    Ends,
}

impl Line<'_> {
    /// Whether the client ended its session with it.
    async fn lives(&mut self, mut link: WebSocketStream<TcpStream>) -> bool {
        let beat = self.shared.state().gateway.heartbeat.unwrap_or(HEARTBEAT);
        let hello = json!({ "op": 10, "s": null, "t": null, "d": { "heartbeat_interval": beat, "_trace": [] } });
        if link.send(Frame::text(hello.to_string())).await.is_err() || self.flap == Some(Flap::Cut) {
            return false;
        }
        let (orders, mut received) = unbounded_channel();
        let patience = Duration::from_millis(beat * 3 / 2);
        let mut heard = Instant::now();
        loop {
            let then = tokio::select! {
                order = received.recv() => match order {
                    Some(Order::Send(frame)) => {
                        let sent = link.send(Frame::text(frame)).await;
                        if sent.is_ok() { Then::Goes } else { Then::Ends }
                    }
                    Some(Order::Close(code)) => Then::Closes(code),
                    Some(Order::Silence) => std::future::pending().await,
                    Some(Order::Cut) | None => Then::Ends,
                },
                said = timeout(patience.saturating_sub(heard.elapsed()), link.next()) => match said {
                    Ok(Some(Ok(Frame::Text(text)))) => {
                        let said = serde_json::from_str(&text).unwrap_or_default();
                        heard = if said == Value::Null { heard } else { Instant::now() };
                        self.hears(&said, text.len(), &orders)
                    }
                    Ok(Some(Ok(Frame::Close(why)))) => {
                        return why.is_some_and(|why| matches!(u16::from(why.code), 1000 | 1001));
                    }
                    Ok(Some(Ok(_))) => Then::Goes,
                    Ok(Some(Err(_)) | None) => Then::Ends,
                    Err(_) => {
                        self.shared.state().breaks("no_heartbeat", format!("nothing was heard for {patience:?}"));
                        Then::Closes(4009)
                    }
                },
            };
            match then {
                Then::Goes => {}
                Then::Ends => return false,
                Then::Closes(code) => {
                    let why = CloseFrame { code: code.into(), reason: "".into() };
                    let _gone = link.close(Some(why)).await;
                    return false;
                }
            }
            self.shared.changed();
        }
    }

    fn hears(&mut self, said: &Value, length: usize, orders: &UnboundedSender<Order>) -> Then {
        let mut state = self.shared.state();
        self.at.retain(|at| at.elapsed() < Duration::from_secs(60));
        // What was asked for is not counted here: a story asks more often than Discord ever would.
        if said["op"] == 1 && state.gateway.asked_for > 0 {
            state.gateway.asked_for -= 1;
        } else {
            self.at.push(Instant::now());
        }
        if self.at.len() > SENDS {
            state.breaks("gateway_rate", format!("more than {SENDS} events a minute"));
            return Then::Closes(4008);
        }
        if length > MAX_SENT || said["op"].is_null() {
            state.breaks("gateway_payload", said.to_string());
            return Then::Closes(4002);
        }
        match said["op"].as_u64() {
            Some(1) => {
                state.gateway.heartbeats += 1;
                let session = self.session.as_ref().and_then(|id| state.gateway.sessions.get_mut(id));
                if let (Some(session), Some(seq)) = (session, said["d"].as_u64()) {
                    session.taken = seq;
                }
                let deaf = state.gateway.deaf;
                answers(orders, !deaf, json!({ "op": 11, "s": null, "t": null, "d": null }));
                Then::Goes
            }
            Some(2 | 6) if self.session.is_some() => {
                state.breaks("identified_twice", "on one connection");
                Then::Closes(4005)
            }
            Some(op @ (2 | 6)) => self.begins(&mut state, op == 6, &said["d"], orders),
            _ if self.session.is_none() => Then::Closes(4003),
            // Presence, voice and member requests are taken and have no effect here.
            Some(3 | 4 | 8) => Then::Goes,
            _ => {
                state.breaks("gateway_payload", said.to_string());
                Then::Closes(4001)
            }
        }
    }

    fn begins(&mut self, state: &mut State, resumes: bool, asked: &Value, orders: &UnboundedSender<Order>) -> Then {
        let token = asked["token"].as_str().unwrap_or_default();
        if token.trim_start_matches("Bot ") != BOT_TOKEN || state.revoked {
            return Then::Closes(4004);
        }
        match self.flap.take() {
            Some(Flap::Close(code)) => return Then::Closes(code),
            Some(Flap::Invalid(resumable)) => {
                if !resumable {
                    state.gateway.sessions.remove(asked["session_id"].as_str().unwrap_or_default());
                }
                answers(orders, true, json!({ "op": 9, "s": null, "t": null, "d": resumable }));
                return Then::Goes;
            }
            _ => {}
        }
        if resumes {
            if state.resumes(asked, self.number, orders.clone(), &self.path) {
                self.session = asked["session_id"].as_str().map(str::to_owned);
            } else {
                answers(orders, true, json!({ "op": 9, "s": null, "t": null, "d": false }));
            }
            return Then::Goes;
        }
        match state.identifies(asked, self.number, orders.clone()) {
            Ok(id) => {
                self.session = Some(id);
                Then::Goes
            }
            Err(code) => Then::Closes(code),
        }
    }
}

fn answers(orders: &UnboundedSender<Order>, wanted: bool, frame: Value) {
    if wanted {
        let _gone = orders.send(Order::Send(frame.to_string()));
    }
}
