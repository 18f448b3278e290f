//! Slack over HTTP, for teams that Slack can reach: `/slack/events`, `/slack/interactivity`, `/slack/commands`.
//!
//! What is believed is answered once it is kept, well within Slack's three seconds; the work comes after.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use secrecy::SecretString;
use serde_json::Value;
use url::form_urlencoded;

use crate::chat::Intake;
use crate::clock::Clock;
use crate::platform::slack::{events, signature};

struct Door {
    secret: SecretString,
    events: Intake,
    clock: Clock,
}

/// Serves the three addresses. What can't be kept is answered with 503, and Slack sends events again.
pub fn slack(secret: SecretString, events: Intake, clock: Clock) -> Router {
    Router::new()
        .route("/slack/events", post(happened))
        .route("/slack/interactivity", post(interacted))
        .route("/slack/commands", post(commanded))
        .with_state(Arc::new(Door { secret, events, clock }))
}

async fn happened(State(door): State<Arc<Door>>, headers: HeaderMap, body: Bytes) -> Response {
    if let Some(refused) = door.doubts(&headers, &body) {
        return refused;
    }
    let Ok(payload) = serde_json::from_slice::<Value>(&body) else { return unreadable() };
    if let Some(challenge) = events::challenge(&payload) {
        return challenge.into_response();
    }
    door.hand_over("events_api", &payload, &headers).await
}

async fn interacted(State(door): State<Arc<Door>>, headers: HeaderMap, body: Bytes) -> Response {
    if let Some(refused) = door.doubts(&headers, &body) {
        return refused;
    }
    let payload = form_urlencoded::parse(&body).find(|(name, _)| name == "payload");
    let payload = payload.and_then(|(_, payload)| serde_json::from_str::<Value>(&payload).ok());
    let Some(payload) = payload else { return unreadable() };
    door.hand_over("interactive", &payload, &headers).await
}

async fn commanded(State(door): State<Arc<Door>>, headers: HeaderMap, body: Bytes) -> Response {
    if let Some(refused) = door.doubts(&headers, &body) {
        return refused;
    }
    let fields = form_urlencoded::parse(&body).map(|(name, value)| (name.into_owned(), Value::from(value)));
    door.hand_over("slash_commands", &Value::Object(fields.collect()), &headers).await
}

impl Door {
    /// The answer to a request that is not Slack's.
    fn doubts(&self, headers: &HeaderMap, body: &[u8]) -> Option<Response> {
        let (timestamp, signature) = (header(headers, "x-slack-request-timestamp"), signed(headers));
        let refused = signature::verify(&self.secret, timestamp, signature, body, self.clock.now()).err()?;
        tracing::warn!(%refused, "a request that is not Slack's");
        Some((StatusCode::UNAUTHORIZED, format!("{refused}\n")).into_response())
    }

    async fn hand_over(&self, kind: &str, payload: &Value, headers: &HeaderMap) -> Response {
        if let Some(refused) = events::refusal(kind, payload) {
            return Json(refused).into_response();
        }
        // Only a payload without a key of its own needs one: what was signed is the same when it comes again.
        let Some(event) = events::read(kind, payload, signed(headers), self.clock.now()) else {
            return StatusCode::OK.into_response();
        };
        match self.events.keep(event).await {
            Ok(()) => StatusCode::OK.into_response(),
            Err(why) => {
                tracing::warn!(%why, "Slack is told to come back");
                StatusCode::SERVICE_UNAVAILABLE.into_response()
            }
        }
    }
}

fn signed(headers: &HeaderMap) -> &str {
    header(headers, "x-slack-signature")
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn unreadable() -> Response {
    (StatusCode::BAD_REQUEST, "this is nothing that Slack sends\n").into_response()
}
