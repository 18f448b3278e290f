//! The tool that publishes: approved words are handed out to it by a webhook, signed as Standard Webhooks say
//! (<https://www.standardwebhooks.com>), and it answers where they stand.

use std::sync::Arc;
use std::time::Duration;

use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Limited};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::{Host, Url};

use crate::chat::ChatError;
use crate::clock::Time;
use crate::https;
use crate::sources::webhook::Key;

/// What conversations with it are called in the outbox: `publisher:S-1`.
pub const PLATFORM: &str = "publisher";
/// Standard Webhooks advise 15 to 30 seconds.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes of an answer that are read.
const ANSWER: usize = 64 << 10;

/// Hands words out. Cheap to clone.
#[derive(Clone)]
pub struct Publisher {
    inner: Arc<Inner>,
}

struct Inner {
    client: https::Client,
    url: Url,
    key: Key,
}

/// Where the words stand, as far as the tool says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Taken {
    #[serde(alias = "url")]
    pub link: Option<String>,
    /// What it published, to be compared with what was approved.
    pub text: Option<String>,
}

/// Why it can't be used. The operator must act.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    #[error("[publisher] url is no web address; write https://tool.example/hook")]
    NoUrl,
    #[error("[publisher] url is not encrypted; use https (http only on this machine)")]
    Plain,
    #[error("the certificate authorities of this machine can't be read: {0}; install ca-certificates")]
    Authorities(#[from] std::io::Error),
}

impl Taken {
    /// What the tool says is checked as if a person had typed it: a link that leads elsewhere than into the web is none.
    fn checked(mut self) -> Self {
        if self.link.as_deref().is_some_and(|link| !commands::is_web(link.trim())) {
            tracing::warn!("the tool that publishes told a link that is no address of the web; it is left out");
            self.link = None;
        }
        self.link = self.link.map(|link| link.trim().to_owned());
        self
    }
}

impl Publisher {
    /// To this address, signed with this key.
    pub fn new(url: &str, key: Key) -> Result<Self, Unusable> {
        let url = address(url)?;
        let client = https::client(https::connector()?);
        Ok(Self { inner: Arc::new(Inner { client, url, key }) })
    }

    /// Hands out once. `id` is the same whenever the same is sent again, so that the tool can tell.
    pub async fn hand_out(&self, id: &str, body: &Value, now: Time) -> Result<Taken, ChatError> {
        let body = body.to_string();
        let timestamp = now.timestamp().to_string();
        let signature = self.inner.key.signature(id, &timestamp, body.as_bytes());
        let request = Request::post(self.inner.url.as_str())
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature)
            .body(body)
            .map_err(|error| refused(format!("the request can't be made: {error}")))?;
        match tokio::time::timeout(PATIENCE, self.send(request)).await {
            Ok(done) => done,
            Err(_) => Err(later(format!("no answer within {} seconds", PATIENCE.as_secs()), None)),
        }
    }

    async fn send(&self, request: Request<String>) -> Result<Taken, ChatError> {
        let answer = self
            .inner
            .client
            .request(request)
            .await
            .map_err(|error| later(format!("it can't be reached: {error}"), None))?;
        let status = answer.status();
        let after = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
        let too_soon = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT);
        if too_soon || status.is_server_error() {
            return Err(later(format!("it answers {status}"), after.map(|seconds| seconds.saturating_mul(1000))));
        }
        if !status.is_success() {
            return Err(refused(format!("it answers {status}")));
        }
        // It was taken: an answer that can't be read says no more than that.
        let read = Limited::new(answer.into_body(), ANSWER).collect().await;
        let taken: Taken = read.ok().and_then(|read| serde_json::from_slice(&read.to_bytes()).ok()).unwrap_or_default();
        Ok(taken.checked())
    }
}

fn later(reason: String, after_ms: Option<u64>) -> ChatError {
    ChatError::Retry { reason: format!("the tool that publishes: {reason}"), after_ms }
}

fn refused(reason: String) -> ChatError {
    let cure = "look at [publisher] in squall.toml and at the tool".to_owned();
    ChatError::GiveUp { reason: format!("the tool that publishes: {reason}"), cure }
}

/// What stands in public is not handed out in the clear, but on this machine.
fn address(url: &str) -> Result<Url, Unusable> {
    let url = Url::parse(url).map_err(|_| Unusable::NoUrl)?;
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => return Err(Unusable::NoUrl),
    };
    match url.scheme() {
        "https" => Ok(url),
        "http" if here => Ok(url),
        "http" => Err(Unusable::Plain),
        _ => Err(Unusable::NoUrl),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_tells_links_of_the_web_alone() {
        let told = |answer: &str| serde_json::from_str::<Taken>(answer).unwrap().checked().link;
        assert_eq!(told(r#"{"url": " https://x.example/1\n"}"#).as_deref(), Some("https://x.example/1"));
        for hostile in ["javascript:alert(1)", "data:text/html,x", "https://x.example/\\u202Egpj", "x.example", ""] {
            assert_eq!(told(&format!(r#"{{"link": "{hostile}"}}"#)), None, "{hostile}");
        }
    }

    #[test]
    fn words_go_out_encrypted_or_stay_on_this_machine() {
        for (url, usable) in [
            ("https://tool.example/hook", true),
            ("http://127.0.0.1:8080/hook", true),
            ("http://[::1]/hook", true),
            ("http://tool.example/hook", false),
            ("ftp://tool.example/hook", false),
            ("tool.example", false),
            ("data:text/plain,x", false),
        ] {
            assert_eq!(address(url).is_ok(), usable, "{url}");
        }
    }
}
