//! `POST /hooks/mentions/{endpoint}`: mentions are pushed in, signed as Standard Webhooks say. What is answered with 200 is committed.

use std::collections::HashMap;
use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tracing::Instrument;

use super::doors::TooSlow;
use crate::clock::Clock;
use crate::sources::webhook::{Endpoint, Headers, Parsed, verify};
use crate::sources::{Delivery, Inlet, Rejected, Taken};

/// Rejected mentions that an answer lists; the rest are counted.
const LISTED: usize = 100;
/// A sender is not kept waiting longer for a commit. It sends again, and that has no effect if the first got through.
const COMMIT_WITHIN: Duration = Duration::from_secs(20);

struct Hooks {
    endpoints: HashMap<String, Endpoint>,
    inlet: Inlet,
    clock: Clock,
}

/// Serves the endpoints. A full `inlet` is answered with 429; nothing waits for room in it.
pub fn hooks(endpoints: Vec<Endpoint>, inlet: Inlet, clock: Clock) -> Router {
    let endpoints = endpoints.into_iter().map(|endpoint| (endpoint.name.clone(), endpoint)).collect();
    let state = Arc::new(Hooks { endpoints, inlet, clock });
    Router::new().route("/hooks/mentions/{endpoint}", post(receive)).with_state(state)
}

/// A delivery that was not taken: why, and when to send it again where that helps.
struct Declined {
    status: StatusCode,
    reason: String,
    retry_after: Option<u32>,
}

impl Declined {
    fn new(status: StatusCode, reason: impl Into<String>) -> Self {
        Self { status, reason: reason.into(), retry_after: None }
    }

    fn for_now(status: StatusCode, reason: &str, seconds: u32) -> Self {
        Self { retry_after: Some(seconds), ..Self::new(status, reason) }
    }
}

impl IntoResponse for Declined {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(json!({ "error": self.reason }))).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}

async fn receive(
    State(hooks): State<Arc<Hooks>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let Some(endpoint) = hooks.endpoints.get(&name) else {
        let reason = "there is no such endpoint; its name is that of a [[source.webhook]] in squall.toml";
        return Declined::new(StatusCode::NOT_FOUND, reason).into_response();
    };
    let span = tracing::info_span!("delivery", endpoint = name, id = header(&headers, "webhook-id"));
    match hooks.deliver(endpoint, &headers, body).instrument(span).await {
        Ok(response) => response,
        Err(declined) => {
            tracing::warn!(endpoint = name, status = declined.status.as_u16(), reason = declined.reason, "declined");
            declined.into_response()
        }
    }
}

impl Hooks {
    async fn deliver(&self, endpoint: &Endpoint, headers: &HeaderMap, body: Body) -> Result<Response, Declined> {
        let body = collect(headers, body, endpoint.max_body).await?;
        let signed = Headers {
            id: header(headers, "webhook-id"),
            timestamp: header(headers, "webhook-timestamp"),
            signature: header(headers, "webhook-signature"),
        };
        verify(&endpoint.keys, &signed, &body, self.clock.now())
            .map_err(|refused| Declined::new(StatusCode::UNAUTHORIZED, refused.to_string()))?;
        // Room comes first, so that work is not done to be thrown away.
        let room = self.inlet.try_reserve().map_err(|error| match error {
            mpsc::error::TrySendError::Full(()) => {
                Declined::for_now(StatusCode::TOO_MANY_REQUESTS, "the queue is full; send it again in a moment", 1)
            }
            mpsc::error::TrySendError::Closed(()) => unavailable(),
        })?;
        let Parsed { mentions, removals, rejected } = endpoint.read(&body);
        if mentions.is_empty() && removals.is_empty() {
            let status = if rejected.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
            return Ok((status, Json(report(Taken::default(), &rejected))).into_response());
        }
        let (answer, answered) = oneshot::channel();
        room.send(Delivery { key: Some(endpoint.key(&signed)), mentions, removals, watch: None, answer });
        match tokio::time::timeout(COMMIT_WITHIN, answered).await {
            Ok(Ok(taken)) => Ok(Json(report(taken, &rejected)).into_response()),
            Ok(Err(_)) | Err(_) => Err(unavailable()),
        }
    }
}

fn unavailable() -> Declined {
    Declined::for_now(StatusCode::SERVICE_UNAVAILABLE, "it could not be stored yet; send it again", 5)
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The raw bytes that were signed.
async fn collect(headers: &HeaderMap, body: Body, most: usize) -> Result<axum::body::Bytes, Declined> {
    let too_large = || {
        let reason = format!("the body is over {most} bytes; send fewer mentions at once");
        Declined::new(StatusCode::PAYLOAD_TOO_LARGE, reason)
    };
    if headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        return Err(Declined::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "the body is compressed; send it as it is"));
    }
    if header(headers, CONTENT_LENGTH.as_str()).parse().is_ok_and(|length: usize| length > most) {
        return Err(too_large());
    }
    match to_bytes(body, most).await {
        Ok(bytes) => Ok(bytes),
        Err(error) if is_too_slow(&error) => Err(Declined::new(StatusCode::REQUEST_TIMEOUT, TooSlow.to_string())),
        // The other cause is a connection that broke, and there nobody reads the answer.
        Err(_) => Err(too_large()),
    }
}

fn is_too_slow(error: &axum::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error.is::<TooSlow>() {
            return true;
        }
        cause = error.source();
    }
    false
}

/// The answer about a body. Nothing of the public's words is sent back but what a reason quotes.
fn report(taken: Taken, rejected: &[Rejected]) -> Value {
    let listed: Vec<Value> = rejected
        .iter()
        .take(LISTED)
        .map(|rejected| json!({ "line": rejected.line, "reason": rejected.reason }))
        .collect();
    let mut report = json!({
        "new": taken.new,
        "duplicates": taken.duplicates,
        "unmatched": taken.unmatched,
        "rejected": listed,
    });
    if taken.removed > 0 {
        report["removed"] = json!(taken.removed);
    }
    if rejected.len() > LISTED {
        report["more_rejected"] = json!(rejected.len() - LISTED);
    }
    report
}
