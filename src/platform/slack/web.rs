//! Slack's Web API: one call at a time, within a patience, with Retry-After honoured per method.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use http::header::{AUTHORIZATION, DATE, HeaderMap};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use slack_morphism::api::{SlackApiAppsConnectionOpenRequest, SlackApiFilesUploadViaUrlResponse};
use slack_morphism::errors::SlackClientError;
use slack_morphism::prelude::{SlackClientHyperConnector, SlackClientHyperHttpsConnector};
use slack_morphism::{SlackApiToken, SlackApiTokenValue, SlackClient};
use url::Url;

use super::trouble::{Kind, Trouble};
use super::wire::{Call, Test};
use crate::chat::ChatError;
use crate::clock::{Clock, Time};
use crate::https;

/// Where Slack is.
pub const API: &str = "https://slack.com/api";
/// A call that takes longer is given up. Slack answers within three seconds mostly.
const PATIENCE: Duration = Duration::from_secs(15);
/// When Slack says that it is too much, but not for how long.
const BREATHER_MS: u64 = 1000;

/// Where to call and as whom.
#[derive(Clone, Debug)]
pub struct WebConfig {
    /// [`API`], or a loopback address in tests.
    pub api_url: String,
    pub bot_token: SecretString,
    pub clock: Clock,
}

/// What `auth.test` and its headers tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The workspace's name.
    pub team: String,
    /// The bot's own user id.
    pub user: String,
    /// What the token may do.
    pub scopes: Vec<String>,
    /// How far this machine's clock is ahead of Slack's.
    pub ahead: Option<TimeDelta>,
}

/// The Web API, by one bot token. Cheap to clone.
#[derive(Clone)]
pub struct Web {
    inner: Arc<Inner>,
}

struct Inner {
    client: SlackClient<SlackClientHyperHttpsConnector>,
    /// For what the library does not show: headers.
    plain: https::Client,
    api_url: String,
    bot_token: SecretString,
    clock: Clock,
    /// Until when Slack asked to be left alone, by method (and channel, where it counts by channel).
    held: Mutex<HashMap<String, Time>>,
}

impl std::fmt::Debug for Web {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Web").field("api_url", &self.inner.api_url).finish_non_exhaustive()
    }
}

impl Web {
    /// Fails where the machine has no certificate authorities.
    pub fn new(config: WebConfig) -> io::Result<Self> {
        let connector = https::connector()?;
        let api_url = config.api_url.trim_end_matches('/').to_owned();
        let client = SlackClientHyperConnector::from(connector.clone()).with_slack_api_url(&api_url);
        let inner = Inner {
            client: SlackClient::new(client),
            plain: https::client(connector),
            api_url,
            bot_token: config.bot_token,
            clock: config.clock,
            held: Mutex::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    pub(super) fn now(&self) -> Time {
        self.inner.clock.now()
    }

    /// Calls a method with the bot token.
    pub(super) async fn call<C: Call>(&self, call: &C) -> Result<C::Answer, Trouble> {
        self.call_as(&self.inner.bot_token, call).await
    }

    /// The address of a new Socket Mode connection.
    pub(super) async fn open_socket(&self, app_token: &SecretString) -> Result<String, Trouble> {
        let asked = SlackApiAppsConnectionOpenRequest::new();
        let url = self.call_as(app_token, &asked).await?.url.0;
        if self.trusts(&url, "wss", "ws") {
            Ok(url.into())
        } else {
            let method = SlackApiAppsConnectionOpenRequest::METHOD;
            Err(Trouble::new(Kind::Later { after_ms: None }, method, "no wss:// address"))
        }
    }

    /// Whether Socket Mode would open for this token.
    pub async fn socket_opens(&self, app_token: &SecretString) -> Result<(), ChatError> {
        Ok(self.open_socket(app_token).await.map(drop)?)
    }

    async fn call_as<C: Call>(&self, token: &SecretString, call: &C) -> Result<C::Answer, Trouble> {
        let (token, line) = (api_token(token), line_of(call));
        let session = self.inner.client.open_session(&token);
        let done = self.patiently(C::METHOD, &line, session.http_session_api.http_post(C::METHOD, call, None)).await;
        done.map_err(|mut trouble| {
            call.channel().unwrap_or_default().clone_into(&mut trouble.channel);
            trouble
        })
    }

    /// Calls a method that wants its arguments in the address.
    pub(super) async fn get<A: DeserializeOwned + Send>(
        &self,
        method: &str,
        arguments: &[(&str, String)],
    ) -> Result<A, Trouble> {
        let token = api_token(&self.inner.bot_token);
        let session = self.inner.client.open_session(&token);
        let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, Some(value))).collect();
        self.patiently(method, method, session.http_session_api.http_get(method, &arguments, None)).await
    }

    /// Sends a file to where Slack wants it.
    pub(super) async fn upload(&self, to: &Url, bytes: &[u8]) -> Result<(), Trouble> {
        let method = "the upload";
        if !self.trusts(to, "https", "http") {
            return Err(Trouble::new(Kind::Later { after_ms: None }, method, "no https:// address"));
        }
        let token = api_token(&self.inner.bot_token);
        let session = self.inner.client.open_session(&token);
        let sent = session.http_session_api.http_post_uri_binary(to.clone(), "image/png".into(), bytes, None);
        let SlackApiFilesUploadViaUrlResponse {} = self.patiently(method, method, sent).await?;
        Ok(())
    }

    /// What a call ends with, which begins only when Slack wants to be asked.
    async fn patiently<A>(
        &self,
        method: &str,
        line: &str,
        called: impl Future<Output = Result<A, SlackClientError>>,
    ) -> Result<A, Trouble> {
        self.may_go(method, line)?;
        let done = match tokio::time::timeout(PATIENCE, called).await {
            Ok(done) => done.map_err(|error| Trouble::read(method, &error)),
            Err(_) => Err(Trouble::slow(method)),
        };
        done.map_err(|trouble| self.noted(trouble, line))
    }

    /// Who the bot is, what it may do, and what time Slack thinks it is.
    pub async fn identity(&self) -> Result<Identity, ChatError> {
        let who = self.call(&Test {}).await?;
        let headers = self.headers(Test::METHOD).await.unwrap_or_default();
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let scopes = header("x-oauth-scopes").unwrap_or_default().split(',').map(str::trim);
        let theirs = header(DATE.as_str()).and_then(|date| DateTime::parse_from_rfc2822(date).ok());
        Ok(Identity {
            team: who.team,
            user: who.user_id.0,
            scopes: scopes.filter(|scope| !scope.is_empty()).map(str::to_owned).collect(),
            ahead: theirs.map(|theirs| self.inner.clock.now().signed_duration_since(theirs)),
        })
    }

    /// The headers of an answer, which the crate does not show.
    async fn headers(&self, method: &str) -> Option<HeaderMap> {
        let mut bearer =
            http::HeaderValue::try_from(format!("Bearer {}", self.inner.bot_token.expose_secret())).ok()?;
        bearer.set_sensitive(true);
        let request = http::Request::post(format!("{}/{method}", self.inner.api_url))
            .header(AUTHORIZATION, bearer)
            .body(String::new())
            .ok()?;
        let answer = tokio::time::timeout(PATIENCE, self.inner.plain.request(request)).await.ok()?.ok()?;
        Some(answer.headers().clone())
    }

    /// Whether Slack may send us there: encrypted, or on this machine when Slack itself is.
    fn trusts(&self, address: &Url, encrypted: &str, bare: &str) -> bool {
        let here = self.inner.api_url.starts_with("http://");
        address.scheme() == encrypted || here && address.scheme() == bare
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, Time>> {
        self.inner.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Refuses, without asking Slack, what Slack asked not to be asked yet.
    fn may_go(&self, method: &str, line: &str) -> Result<(), Trouble> {
        let now = self.inner.clock.now();
        let mut held = self.held();
        held.retain(|_, until| *until > now);
        let Some(until) = held.get(line) else { return Ok(()) };
        let after_ms = u64::try_from((*until - now).num_milliseconds()).unwrap_or_default().max(1);
        Err(Trouble::new(Kind::Later { after_ms: Some(after_ms) }, method, "ratelimited"))
    }

    /// Remembers for how long Slack does not want to be asked.
    fn noted(&self, mut trouble: Trouble, line: &str) -> Trouble {
        if let Kind::Later { after_ms } = &mut trouble.kind
            && trouble.code == "ratelimited"
        {
            let ms = after_ms.get_or_insert(BREATHER_MS);
            let pause = TimeDelta::milliseconds(i64::try_from(*ms).unwrap_or(i64::MAX).min(3_600_000));
            self.held().insert(line.to_owned(), self.inner.clock.now() + pause);
        }
        trouble
    }
}

/// What Slack counts together: a method, and messages by channel (docs.slack.dev/apis/web-api/rate-limits).
fn line_of<C: Call>(call: &C) -> String {
    match call.channel() {
        Some(channel) if C::METHOD == "chat.postMessage" => format!("{} {channel}", C::METHOD),
        _ => C::METHOD.to_owned(),
    }
}

fn api_token(token: &SecretString) -> SlackApiToken {
    SlackApiToken::new(SlackApiTokenValue(token.expose_secret().to_owned()))
}
