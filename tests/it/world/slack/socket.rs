//! Socket Mode: links with a ticket that counts once, envelopes out, acknowledgements in.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::{Bytes, Message};
use tokio_tungstenite::{WebSocketStream, accept_hdr_async};

use super::args::{Answer, pairs, refuse};
use super::delivery::{Flap, Link, Order};
use super::state::State;
use super::{APP_ID, Shared};

/// https://docs.slack.dev/apis/events-api/using-socket-mode: up to ten connections at a time.
const MAX_LINKS: usize = 10;
const PING: Duration = Duration::from_secs(5);

/// `apps.connections.open`
pub fn open(state: &mut State) -> Answer {
    if state.delivery.link_disabled {
        state.breaks("connects_though_disabled", "Socket Mode was switched off for the app");
        return Err(refuse("link_disabled"));
    }
    let ticket = state.number("ticket-");
    state.delivery.tickets.insert(ticket.clone());
    Ok(json!({ "url": format!("{}/link/?ticket={ticket}&app_id={APP_ID}", state.socket_url) }))
}

pub async fn serve(shared: Arc<Shared>, listener: TcpListener) {
    let mut links = tokio::task::JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        links.spawn(welcome(Arc::clone(&shared), stream));
        while links.try_join_next().is_some() {}
    }
}

/// Every link is looked at, so that what nobody acknowledged is noticed.
pub async fn watch(shared: Arc<Shared>) {
    let mut tick = tokio::time::interval(Duration::from_millis(100));
    loop {
        tick.tick().await;
        shared.state().watches_the_time();
        shared.changed();
    }
}

async fn welcome(shared: Arc<Shared>, stream: TcpStream) {
    let (mut number, mut flap) = (0, None);
    #[expect(clippy::result_large_err, reason = "the type of the answer is the library's")]
    let check = |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        let ticket = pairs(request.uri().query().unwrap_or_default()).into_iter().find(|(name, _)| name == "ticket");
        let mut state = shared.state();
        state.delivery.connects.push(Instant::now());
        number = state.delivery.connects.len() as u64;
        flap = state.delivery.flaps.pop_front();
        let known = ticket.is_some_and(|(_, ticket)| state.delivery.tickets.remove(&ticket));
        if !known {
            state.breaks("stale_ticket", "a link's URL counts once");
        }
        if known && flap != Some(Flap::Refuse) {
            return Ok(response);
        }
        let mut refused = ErrorResponse::new(None);
        *refused.status_mut() = 408_u16.try_into().unwrap();
        Err(refused)
    };
    if let Ok(link) = accept_hdr_async(stream, check).await {
        lives(&shared, link, number, flap).await;
        shared.state().unlinked(number);
    }
    shared.changed();
}

async fn lives(shared: &Shared, mut link: WebSocketStream<TcpStream>, number: u64, flap: Option<Flap>) {
    let (orders, mut received) = unbounded_channel();
    let standing = shared.state().delivery.links.len();
    let hello = json!({
        "type": "hello", "num_connections": standing + 1, "connection_info": { "app_id": APP_ID },
        "debug_info": { "host": "fake", "build_number": 1, "approximate_connection_time": 18_060 },
    });
    let flap = if standing >= MAX_LINKS { Some(Flap::Disconnect("too_many_websockets")) } else { flap };
    if link.send(Message::text(hello.to_string())).await.is_err() {
        return;
    }
    match flap {
        Some(Flap::Disconnect(reason)) => {
            let _gone = link.send(Message::text(goodbye(reason))).await;
            let _gone = link.close(None).await;
        }
        Some(_) => {}
        None => {
            stands(shared, Link { number, orders, leaving: false });
            talks(shared, &mut link, &mut received).await;
        }
    }
}

fn stands(shared: &Shared, link: Link) {
    let mut state = shared.state();
    state.delivery.links.push(link);
    state.pump();
    drop(state);
    shared.changed();
}

async fn talks(shared: &Shared, link: &mut WebSocketStream<TcpStream>, orders: &mut UnboundedReceiver<Order>) {
    let mut ping = tokio::time::interval(PING);
    loop {
        let done = tokio::select! {
            order = orders.recv() => match order {
                Some(Order::Send(frame)) => link.send(Message::text(frame)).await,
                Some(Order::Close) => return closes(shared, link).await,
                Some(Order::Silence) => std::future::pending().await,
                Some(Order::Cut) | None => return,
            },
            heard = link.next() => match heard {
                Some(Ok(Message::Text(text))) => {
                    hears(shared, &text);
                    Ok(())
                }
                // The answer to a goodbye leaves with the next look.
                Some(Err(_)) | None => return,
                Some(Ok(_)) => Ok(()),
            },
            _ = ping.tick() => link.send(Message::Ping(Bytes::from_static(b"Ping from fake"))).await,
        };
        if done.is_err() {
            return;
        }
    }
}

/// Says goodbye and hears the last words, but does not wait for ever.
async fn closes(shared: &Shared, link: &mut WebSocketStream<TcpStream>) {
    let _gone = link.close(None).await;
    let last_words = async {
        while let Some(Ok(said)) = link.next().await {
            if let Message::Text(text) = said {
                hears(shared, &text);
            }
        }
    };
    let _late = tokio::time::timeout(Duration::from_millis(300), last_words).await;
}

fn hears(shared: &Shared, text: &str) {
    let said: Value = serde_json::from_str(text).unwrap_or_default();
    let mut state = shared.state();
    match said["envelope_id"].as_str() {
        Some(id) => state.acknowledged(id, &said["payload"]),
        None => state.breaks("not_an_ack", text),
    }
    drop(state);
    shared.changed();
}

/// `warning`: close to its end. `refresh_requested`: being replaced. `too_many_websockets`, `link_disabled`.
pub fn goodbye(reason: &str) -> String {
    json!({ "type": "disconnect", "reason": reason, "debug_info": { "host": "fake" } }).to_string()
}
