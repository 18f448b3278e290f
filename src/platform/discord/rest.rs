//! Discord's REST API: routes by serenity, requests by the HTTP client that serenity is made for.
//!
//! serenity's own limiter leaves for discord.com whatever address is set, and repeats what is too much without end; so
//! the pace is kept here.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use serenity::constants::USER_AGENT;
use serenity::http::{LightMethod, RatelimitingBucket, Route};
use serenity_http::header::{AUTHORIZATION, DATE, HeaderMap, HeaderValue};
use serenity_http::multipart::{Form, Part};
use serenity_http::{Client, RequestBuilder};

use super::pace::{Heard, Pace};
use super::trouble::{Kind, Trouble};
use crate::clock::Clock;

/// Where Discord is.
pub const API: &str = "https://discord.com/api/v10";
/// A call that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(15);
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
    method: LightMethod,
    path: String,
    bucket: Option<RatelimitingBucket>,
    query: String,
    body: Option<&'a Value>,
    files: &'a [File],
    channel: String,
    /// Whether it does nothing twice when it is repeated.
    again: bool,
    /// Whether it is part of the global limit; answers to people are not.
    counted: bool,
}

/// A picture that goes with a message.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub name: String,
    pub png: Vec<u8>,
}

impl<'a> Call<'a> {
    pub fn new(doing: &'static str, method: LightMethod, route: Route<'_>) -> Self {
        let bucket = route.ratelimiting_bucket();
        let answers = matches!(
            route,
            Route::InteractionResponse { .. }
                | Route::WebhookOriginalInteractionResponse { .. }
                | Route::WebhookFollowupMessages { .. }
        );
        Self {
            doing,
            method,
            path: route.path().into_owned(),
            bucket: Some(bucket).filter(|bucket| !bucket.is_none()),
            query: String::new(),
            body: None,
            files: &[],
            channel: String::new(),
            again: !matches!(method, LightMethod::Post),
            counted: !answers,
        }
    }

    pub fn query(self, query: impl Into<String>) -> Self {
        Self { query: query.into(), ..self }
    }

    pub fn body(self, body: &'a Value) -> Self {
        Self { body: Some(body), ..self }
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
}

type Key = (&'static str, RatelimitingBucket);

/// The API, by one token.
pub struct Rest {
    client: Client,
    config: RestConfig,
    pace: Mutex<Pace<Key>>,
}

impl std::fmt::Debug for Rest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rest").field("api_url", &self.config.api_url).finish_non_exhaustive()
    }
}

/// Why there is no client.
pub type NoClient = serenity_http::Error;

impl Rest {
    pub fn new(mut config: RestConfig) -> Result<Self, NoClient> {
        config.api_url = config.api_url.trim_end_matches('/').to_owned();
        // Whoever answers can't send the token somewhere else.
        let client = Client::builder()
            .timeout(PATIENCE)
            .redirect(serenity_http::redirect::Policy::none())
            .user_agent(USER_AGENT)
            // Those of the system, as everywhere.
            .tls_built_in_webpki_certs(false)
            .build()?;
        Ok(Self { client, config, pace: Mutex::default() })
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

    /// Calls; the body of the answer, null when there is none.
    pub(super) async fn call(&self, call: Call<'_>) -> Result<Value, Trouble> {
        self.call_and_headers(call).await.map(|(body, _)| body)
    }

    async fn call_and_headers(&self, call: Call<'_>) -> Result<(Value, HeaderMap), Trouble> {
        let with_place = |trouble: Trouble| Trouble { channel: call.channel.clone(), ..trouble };
        self.place(&call).await.map_err(with_place)?;
        let lost = || if call.again { Kind::Later { after_ms: None } } else { Kind::Unknown };
        let broken = |what: &str| with_place(Trouble::new(lost(), call.doing, what));
        let request = self.request(&call).map_err(with_place)?;
        // The error would name the address, and the address of an answer holds its token.
        let answer = request.send().await.map_err(|error| {
            if error.is_connect() {
                return with_place(Trouble::new(Kind::Later { after_ms: None }, call.doing, "no connection"));
            }
            broken(if error.is_timeout() { "no answer in time" } else { "the connection broke" })
        })?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = answer.bytes().await.map_err(|_| broken("the answer broke off"))?;
        let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        let heard = heard(status.as_u16(), &headers, &body);
        self.pace().heard(key(&call), heard, self.config.clock.now());
        if status.is_success() {
            return Ok((body, headers));
        }
        if heard.status == 429 {
            metrics::counter!("squall_discord_limited_total").increment(1);
        }
        Err(with_place(Trouble::read(call.doing, heard.status, &body, heard.retry_after_ms, call.again)))
    }

    /// How far this machine's clock is ahead of Discord's; none when it does not say.
    pub async fn ahead(&self) -> Option<TimeDelta> {
        let call = Call::new("ask for the time", LightMethod::Get, Route::Gateway);
        let (_, headers) = self.call_and_headers(call).await.ok()?;
        let theirs = DateTime::parse_from_rfc2822(headers.get(DATE)?.to_str().ok()?).ok()?;
        Some(self.config.clock.now().signed_duration_since(theirs))
    }

    /// Waits for a place in the pace, when it is due soon.
    async fn place(&self, call: &Call<'_>) -> Result<(), Trouble> {
        for attempt in 1.. {
            let asked = self.pace().ask(key(call), call.counted, self.config.clock.now());
            match asked {
                Ok(()) => break,
                Err(ms) if ms <= WORTH_WAITING_MS && attempt <= WAITS => {
                    tokio::time::sleep(Duration::from_millis(ms)).await;
                }
                Err(ms) => {
                    return Err(Trouble::new(Kind::Later { after_ms: Some(ms) }, call.doing, "its pace is kept"));
                }
            }
        }
        Ok(())
    }

    fn request(&self, call: &Call<'_>) -> Result<RequestBuilder, Trouble> {
        let wrong = |what: &str| Trouble::new(Kind::Refused, call.doing, what);
        let path = call.path.strip_prefix(API).unwrap_or(&call.path);
        let query = if call.query.is_empty() { String::new() } else { format!("?{}", call.query) };
        let url = format!("{}{path}{query}", self.config.api_url);
        let mut bot = HeaderValue::try_from(format!("Bot {}", self.config.token.expose_secret()))
            .map_err(|_| wrong("the token is no token"))?;
        bot.set_sensitive(true);
        let request = self.client.request(call.method.reqwest_method(), url).header(AUTHORIZATION, bot);
        let null = json!({});
        let body = call.body.unwrap_or(&null).to_string();
        if !call.files.is_empty() {
            let mut form = Form::new().text("payload_json", body);
            for (place, file) in call.files.iter().enumerate() {
                let part = Part::bytes(file.png.clone()).file_name(file.name.clone());
                let part = part.mime_str("image/png").map_err(|_| wrong("the picture is none"))?;
                form = form.part(format!("files[{place}]"), part);
            }
            return Ok(request.multipart(form));
        }
        Ok(match call.method {
            LightMethod::Get | LightMethod::Delete => request,
            _ => request.header("content-type", "application/json").body(body),
        })
    }

    fn pace(&self) -> MutexGuard<'_, Pace<Key>> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key(call: &Call<'_>) -> Option<Key> {
    let method = match call.method {
        LightMethod::Delete => "delete",
        LightMethod::Get => "get",
        LightMethod::Patch => "patch",
        LightMethod::Post => "post",
        LightMethod::Put => "put",
    };
    call.bucket.map(|bucket| (method, bucket))
}

/// What the answer says about the pace.
fn heard(status: u16, headers: &HeaderMap, body: &Value) -> Heard {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let ms = |seconds: f64| Duration::try_from_secs_f64(seconds).ok().map(|span| span.as_millis());
    let ms = |seconds: Option<f64>| u64::try_from(ms(seconds?)?).ok();
    let scope = text("x-ratelimit-scope").unwrap_or_default();
    Heard {
        status,
        remaining: text("x-ratelimit-remaining").and_then(|text| text.parse().ok()),
        reset_after_ms: ms(text("x-ratelimit-reset-after").and_then(|text| text.parse().ok())),
        // The body is more exact than the header, which is in whole seconds.
        retry_after_ms: ms(body["retry_after"].as_f64().or_else(|| text("retry-after")?.parse().ok())),
        global: body["global"] == true || scope == "global" || text("x-ratelimit-global").is_some(),
        shared: scope == "shared",
    }
}
