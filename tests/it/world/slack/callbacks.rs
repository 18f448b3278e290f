//! The other transport: signed requests to the product's own addresses.
//! https://docs.slack.dev/authentication/verifying-requests-from-slack

use std::sync::Arc;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};

use super::args::form;
use super::delivery::Envelope;
use super::{SIGNING_SECRET, Shared};

/// Where the product listens: full URLs for events, interactivity and commands.
#[derive(Clone, Debug)]
pub struct Urls {
    pub events: String,
    pub interactivity: String,
    pub commands: String,
}

pub struct Callbacks {
    pub(super) envelopes: UnboundedSender<Envelope>,
}

impl Callbacks {
    pub fn send(&self, envelope: Envelope) {
        let _gone = self.envelopes.send(envelope);
    }
}

/// `v0=…` over the body as it was at this second.
pub fn signature(seconds: i64, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(SIGNING_SECRET.as_bytes()).unwrap();
    mac.update(format!("v0:{seconds}:{body}").as_bytes());
    format!("v0={}", hex::encode(mac.finalize().into_bytes()))
}

/// A signed request with this body.
pub fn signed(shared: &Shared, url: &str, content: &str, body: String) -> RequestBuilder {
    let seconds = shared.clock.now().timestamp();
    let request = Client::new().post(url).header("content-type", content).timeout(Duration::from_secs(3));
    let request = request.header("x-slack-request-timestamp", seconds).header("user-agent", "Slackbot 1.0");
    request.header("x-slack-signature", signature(seconds, &body)).body(body)
}

pub async fn serve(shared: Arc<Shared>, urls: Urls, mut envelopes: UnboundedReceiver<Envelope>) {
    let mut under_way = tokio::task::JoinSet::new();
    while let Some(envelope) = envelopes.recv().await {
        under_way.spawn(deliver(Arc::clone(&shared), urls.clone(), envelope));
        while under_way.try_join_next().is_some() {}
    }
}

async fn deliver(shared: Arc<Shared>, urls: Urls, envelope: Envelope) {
    let payload = &envelope.payload;
    let form_type = "application/x-www-form-urlencoded";
    let request = match envelope.kind {
        "events_api" => signed(&shared, &urls.events, "application/json", payload.to_string()),
        "interactive" => signed(&shared, &urls.interactivity, form_type, form(&[("payload", &payload.to_string())])),
        _ => {
            let fields = payload.as_object().unwrap();
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap_or("false"))).collect();
            signed(&shared, &urls.commands, form_type, form(&fields))
        }
    };
    let retried = envelope.attempt > 0;
    let request = if retried {
        request.header("x-slack-retry-num", envelope.attempt).header("x-slack-retry-reason", envelope.reason)
    } else {
        request
    };
    match request.send().await {
        Ok(answer) if answer.status().is_success() => {
            let body = answer.text().await.unwrap_or_default();
            // A command may be answered in plain words.
            let plain = || if body.is_empty() { Value::Null } else { json!({ "text": body }) };
            let said = serde_json::from_str(&body).unwrap_or_else(|_| plain());
            shared.state().acknowledged(&envelope.id, &said);
        }
        Ok(answer) => {
            let mut state = shared.state();
            state.breaks("callback_refused", format!("{} answered {}", envelope.kind, answer.status()));
            state.not_acknowledged(&envelope.id, "http_error");
        }
        Err(failure) => {
            let mut state = shared.state();
            let reason = if failure.is_timeout() { "http_timeout" } else { "connection_failed" };
            state.breaks("late_ack", format!("{} by callback: {reason}", envelope.kind));
            state.not_acknowledged(&envelope.id, reason);
        }
    }
    shared.changed();
}
