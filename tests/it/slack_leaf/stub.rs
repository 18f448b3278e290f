//! A Web API that answers what the test says, and a Socket Mode that sends what the test says.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use axum::{Json, Router};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use squall::clock::Clock;
use squall::platform::slack::{Slack, Web, WebConfig};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, accept_async};

pub const START: &str = "2026-03-02T09:00:00Z";

/// How the next call of a method is met, before it is answered as always.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Slack's error code; the call has no effect.
    Error(&'static str),
    /// 429, to be asked again after so many seconds.
    Busy(u64),
    /// The call has its effect, and the answer is a 502.
    Unanswered,
}

#[derive(Default)]
pub struct Seen {
    pub calls: Vec<(String, Value)>,
    pub messages: Vec<Value>,
    pub faults: VecDeque<(&'static str, Fault)>,
    socket: String,
}

/// The stand-in for Slack.
#[derive(Clone)]
pub struct Stub {
    pub seen: Arc<Mutex<Seen>>,
    pub api_url: String,
    pub clock: Clock,
}

impl Stub {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let api_url = format!("http://{}/api", listener.local_addr().unwrap());
        let stub = Self { seen: Arc::default(), api_url, clock: Clock::at(START.parse().unwrap()) };
        let app = Router::new().route("/api/{method}", any(answer)).with_state(stub.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        stub
    }

    pub fn web(&self) -> Web {
        let (api_url, clock) = (self.api_url.clone(), self.clock.clone());
        Web::new(WebConfig { api_url, bot_token: "xoxb-1-SECRET".into(), clock }).unwrap()
    }

    pub fn slack(&self) -> Arc<Slack> {
        Slack::new(self.web(), squall::words::Locale::En)
    }

    pub fn meets(&self, method: &'static str, fault: Fault) {
        self.seen.lock().unwrap().faults.push_back((method, fault));
    }

    pub fn calls(&self, method: &str) -> usize {
        self.seen.lock().unwrap().calls.iter().filter(|(called, _)| called == method).count()
    }

    pub fn texts(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        seen.messages.iter().map(|message| message["text"].as_str().unwrap().to_owned()).collect()
    }

    /// Where Socket Mode connects to.
    pub async fn sockets(&self) -> Sockets {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        self.seen.lock().unwrap().socket = format!("ws://{}/link", listener.local_addr().unwrap());
        Sockets(listener)
    }

    fn answer(&self, method: &str, body: &Value) -> Value {
        let mut seen = self.seen.lock().unwrap();
        match method {
            "chat.postMessage" => {
                let ts = format!("1772442000.{:06}", seen.messages.len() + 1);
                let mut message = body.clone();
                message["ts"] = json!(ts);
                seen.messages.push(message);
                json!({ "ok": true, "ts": ts, "channel": body["channel"] })
            }
            "conversations.history" | "conversations.replies" => json!({ "ok": true, "messages": seen.messages }),
            "apps.connections.open" => json!({ "ok": true, "url": seen.socket }),
            "files.getUploadURLExternal" => {
                let number = seen.calls.iter().filter(|(called, _)| called == method).count();
                json!({ "ok": true, "upload_url": format!("{}/upload", self.api_url), "file_id": format!("F{number}") })
            }
            _ => json!({ "ok": true }),
        }
    }
}

async fn answer(
    State(stub): State<Stub>,
    Path(method): Path<String>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    let body = serde_json::from_slice(&body).unwrap_or_else(|_| json!({ "query": query }));
    let fault = {
        let mut seen = stub.seen.lock().unwrap();
        seen.calls.push((method.clone(), body.clone()));
        let next = seen.faults.front().is_some_and(|(of, _)| *of == method);
        if next { seen.faults.pop_front().map(|(_, fault)| fault) } else { None }
    };
    match fault {
        Some(Fault::Error(code)) => Json(json!({ "ok": false, "error": code })).into_response(),
        Some(Fault::Busy(seconds)) => {
            let body = Json(json!({ "ok": false, "error": "ratelimited" }));
            (StatusCode::TOO_MANY_REQUESTS, [("retry-after", seconds.to_string())], body).into_response()
        }
        Some(Fault::Unanswered) => {
            stub.answer(&method, &body);
            StatusCode::BAD_GATEWAY.into_response()
        }
        None if method == "upload" => "OK - 1".into_response(),
        None => Json(stub.answer(&method, &body)).into_response(),
    }
}

/// The other end of Socket Mode.
pub struct Sockets(TcpListener);

pub struct Line(WebSocketStream<TcpStream>);

impl Sockets {
    pub async fn next(&self) -> Line {
        let (stream, _) = self.0.accept().await.unwrap();
        stream.set_nodelay(true).unwrap();
        Line(accept_async(stream).await.unwrap())
    }
}

impl Line {
    pub async fn sends(&mut self, frame: Value) {
        self.0.send(Message::text(frame.to_string())).await.unwrap();
    }

    pub async fn hello(&mut self) {
        self.sends(json!({ "type": "hello", "num_connections": 1 })).await;
    }

    /// A command with this trigger, in an envelope of this id.
    pub async fn command(&mut self, envelope: &str, trigger: &str) {
        let payload = json!({
            "command": "/crisis", "text": "status", "user_id": "U1", "channel_id": "C1", "trigger_id": trigger,
        });
        self.sends(json!({ "envelope_id": envelope, "type": "slash_commands", "payload": payload })).await;
    }

    /// The id of the next envelope that is acknowledged; none when the connection ends.
    pub async fn acknowledged(&mut self) -> Option<String> {
        while let Some(Ok(message)) = self.0.next().await {
            match message {
                Message::Text(text) => {
                    let ack: Value = serde_json::from_str(&text).unwrap();
                    return ack["envelope_id"].as_str().map(str::to_owned);
                }
                Message::Close(_) => return None,
                _ => {}
            }
        }
        None
    }
}
