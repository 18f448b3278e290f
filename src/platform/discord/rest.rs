//! Discord's REST API: requests by the HTTP client that the rest of the house uses, at Discord's pace.
//!
//! serenity's own client leaves for discord.com whatever address is set, and repeats what is too much without end; so
//! calls and pace are kept here (docs/decisions/0017).

use std::io::{self, Cursor};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use http::header::{AUTHORIZATION, CONTENT_TYPE, DATE, HeaderMap, HeaderValue, USER_AGENT};
use http::{Method, Request};
use http_body_util::{BodyExt, Full, Limited};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serenity::constants::USER_AGENT as BOT;

use super::pace::{Heard, Pace};
use super::trouble::{Kind, Trouble};
use super::wire::{self, Bucket, File, Route};
use crate::clock::Clock;
use crate::https;

/// Where Discord is.
pub const API: &str = "https://discord.com/api/v10";
/// A call that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(15);
/// Bytes of an answer that are read: a server with all its channels is one.
const LARGEST: usize = 32 << 20;
/// A place in a bucket that is due so soon is waited for here; the courier comes back for others.
const WORTH_WAITING_MS: u64 = 2_000;
const WAITS: usize = 3;

/// Where to call and as whom.
#[derive(Clone, Debug)]
pub struct RestConfig {
    /// [`API`], or a loopback address in tests.
    pub api_url: String,
    pub token: SecretString,
    pub clock: Clock,
}

/// A request, before it is sent.
pub(super) struct Call<'a> {
    doing: &'static str,
    method: Method,
    route: Route,
    query: String,
    /// As it is sent; none when it could not be written.
    body: Option<String>,
    files: &'a [File],
    channel: String,
    /// Whether it does nothing twice when it is repeated.
    again: bool,
}

impl<'a> Call<'a> {
    fn new(doing: &'static str, method: Method, route: Route) -> Self {
        let again = method != Method::POST;
        let (query, channel) = (String::new(), String::new());
        Self { doing, method, route, query, body: Some("{}".to_owned()), files: &[], channel, again }
    }

    pub fn get(doing: &'static str, route: Route) -> Self {
        Self::new(doing, Method::GET, route)
    }

    pub fn post(doing: &'static str, route: Route) -> Self {
        Self::new(doing, Method::POST, route)
    }

    pub fn put(doing: &'static str, route: Route) -> Self {
        Self::new(doing, Method::PUT, route)
    }

    pub fn patch(doing: &'static str, route: Route) -> Self {
        Self::new(doing, Method::PATCH, route)
    }

    pub fn delete(doing: &'static str, route: Route) -> Self {
        Self::new(doing, Method::DELETE, route)
    }

    pub fn query(self, query: impl Into<String>) -> Self {
        Self { query: query.into(), ..self }
    }

    pub fn body(self, body: &impl Serialize) -> Self {
        Self { body: serde_json::to_string(body).ok(), ..self }
    }

    pub fn files(self, files: &'a [File]) -> Self {
        Self { files, ..self }
    }

    pub fn channel(self, channel: &str) -> Self {
        Self { channel: channel.to_owned(), ..self }
    }

    /// Repeating it does nothing twice.
    pub fn repeatable(self) -> Self {
        Self { again: true, ..self }
    }

    fn trouble(&self, kind: Kind, what: &str) -> Trouble {
        Trouble { channel: self.channel.clone(), ..Trouble::new(kind, self.doing, what) }
    }

    /// It went out, and nobody knows what became of it.
    fn lost(&self, what: &str) -> Trouble {
        self.trouble(if self.again { Kind::Later { after_ms: None } } else { Kind::Unknown }, what)
    }

    fn key(&self) -> Key {
        (self.method.clone(), self.route.bucket())
    }
}

type Key = (Method, Bucket);
type Body = Full<Cursor<Vec<u8>>>;

/// What came back.
pub(super) struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
    /// What it is when it is none.
    unread: Trouble,
}

impl Answer {
    pub fn read<T: DeserializeOwned>(self) -> Result<T, Trouble> {
        // The error would show what was said.
        serde_json::from_slice(&self.body).map_err(|_| {
            metrics::counter!("squall_discord_unread_total").increment(1);
            self.unread
        })
    }
}

/// The API, by one token.
pub struct Rest {
    client: https::Client<Body>,
    config: RestConfig,
    pace: Mutex<Pace<Key>>,
}

impl std::fmt::Debug for Rest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rest").field("api_url", &self.config.api_url).finish_non_exhaustive()
    }
}

impl Rest {
    /// Fails where the machine has no certificate authorities.
    pub fn new(mut config: RestConfig) -> io::Result<Self> {
        config.api_url = config.api_url.trim_end_matches('/').to_owned();
        Ok(Self { client: https::client(https::connector()?), config, pace: Mutex::default() })
    }

    pub fn clock(&self) -> &Clock {
        &self.config.clock
    }

    pub(super) fn token(&self) -> &SecretString {
        &self.config.token
    }

    /// Whether Discord may send us to this address of its gateway: encrypted, or on this machine when Discord itself is.
    pub(super) fn trusts(&self, gateway: &str) -> bool {
        let here = self.config.api_url.starts_with("http://");
        url::Url::parse(gateway).is_ok_and(|url| url.scheme() == "wss" || here && url.scheme() == "ws")
    }

    /// Calls, and reads the answer.
    pub(super) async fn read<T: DeserializeOwned>(&self, call: Call<'_>) -> Result<T, Trouble> {
        self.call(call).await?.read()
    }

    /// Calls; the answer of a call that did what was asked.
    pub(super) async fn call(&self, call: Call<'_>) -> Result<Answer, Trouble> {
        self.place(&call).await?;
        let request = self.request(&call)?;
        let answered = tokio::time::timeout(PATIENCE, self.sent(&call, request)).await;
        let answer = answered.unwrap_or_else(|_| Err(call.lost("no answer in time")))?;
        let done = (200..300).contains(&answer.status);
        let refusal: wire::Refusal =
            if done { wire::Refusal::default() } else { serde_json::from_slice(&answer.body).unwrap_or_default() };
        let heard = heard(answer.status, &answer.headers, refusal);
        self.pace().heard(Some(call.key()), heard, self.config.clock.now());
        if done {
            return Ok(answer);
        }
        if heard.status == 429 {
            metrics::counter!("squall_discord_limited_total").increment(1);
        }
        let trouble = Trouble::read(call.doing, heard.status, refusal.code, heard.retry_after_ms, call.again);
        Err(Trouble { channel: call.channel, ..trouble })
    }

    async fn sent(&self, call: &Call<'_>, request: Request<Body>) -> Result<Answer, Trouble> {
        // The error would name the address, and the address of an answer holds its token.
        let answer = self.client.request(request).await.map_err(|error| match error.is_connect() {
            true => call.trouble(Kind::Later { after_ms: None }, "no connection"),
            false => call.lost("the connection broke"),
        })?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = Limited::new(answer.into_body(), LARGEST).collect().await;
        let body = body.map_err(|_| call.lost("the answer broke off"))?.to_bytes().to_vec();
        Ok(Answer { status, headers, body, unread: call.lost("its answer can't be read") })
    }

    /// How far this machine's clock is ahead of Discord's; none when it does not say.
    pub async fn ahead(&self) -> Option<TimeDelta> {
        let answer = self.call(Call::get("ask for the time", Route::Gateway)).await.ok()?;
        let theirs = DateTime::parse_from_rfc2822(answer.headers.get(DATE)?.to_str().ok()?).ok()?;
        Some(self.config.clock.now().signed_duration_since(theirs))
    }

    /// Waits for a place in the pace, when it is due soon.
    async fn place(&self, call: &Call<'_>) -> Result<(), Trouble> {
        for attempt in 1.. {
            let asked = self.pace().ask(Some(call.key()), !call.route.answers(), self.config.clock.now());
            match asked {
                Ok(()) => break,
                Err(ms) if ms <= WORTH_WAITING_MS && attempt <= WAITS => {
                    tokio::time::sleep(Duration::from_millis(ms)).await;
                }
                Err(ms) => return Err(call.trouble(Kind::Later { after_ms: Some(ms) }, "its pace is kept")),
            }
        }
        Ok(())
    }

    fn request(&self, call: &Call<'_>) -> Result<Request<Body>, Trouble> {
        let wrong = |what: &str| call.trouble(Kind::Refused, what);
        let query = if call.query.is_empty() { String::new() } else { format!("?{}", call.query) };
        let url = format!("{}{}{query}", self.config.api_url, call.route.path());
        let mut bot = HeaderValue::try_from(format!("Bot {}", self.config.token.expose_secret()))
            .map_err(|_| wrong("the token is no token"))?;
        bot.set_sensitive(true);
        let request =
            Request::builder().method(&call.method).uri(url).header(USER_AGENT, BOT).header(AUTHORIZATION, bot);
        let body = call.body.as_deref().ok_or_else(|| wrong("its body can't be written"))?;
        let (kind, body) = match call.files {
            [] if matches!(call.method, Method::GET | Method::DELETE) => (None, Vec::new()),
            [] => (Some("application/json".to_owned()), body.as_bytes().to_vec()),
            files => {
                let (kind, body) = wire::multipart(body, files);
                (Some(kind), body)
            }
        };
        let request = kind.into_iter().fold(request, |request, kind| request.header(CONTENT_TYPE, kind));
        request.body(Full::new(Cursor::new(body))).map_err(|_| wrong("the request can't be made"))
    }

    fn pace(&self) -> MutexGuard<'_, Pace<Key>> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the answer says about the pace.
fn heard(status: u16, headers: &HeaderMap, refusal: wire::Refusal) -> Heard {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let ms = |seconds: f64| Duration::try_from_secs_f64(seconds).ok().map(|span| span.as_millis());
    let ms = |seconds: Option<f64>| u64::try_from(ms(seconds?)?).ok();
    let scope = text("x-ratelimit-scope").unwrap_or_default();
    Heard {
        status,
        remaining: text("x-ratelimit-remaining").and_then(|text| text.parse().ok()),
        reset_after_ms: ms(text("x-ratelimit-reset-after").and_then(|text| text.parse().ok())),
        // The body is more exact than the header, which is in whole seconds.
        retry_after_ms: ms(refusal.retry_after.or_else(|| text("retry-after")?.parse().ok())),
        global: refusal.global || scope == "global" || text("x-ratelimit-global").is_some(),
        shared: scope == "shared",
    }
}
