//! Who may open the page: the machine it runs on, or who holds the token. Every request is checked against
//! rebound names (Host), forged requests (Origin, fetch metadata) and a missing token.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

const COOKIE_NAME: &str = "squall_sandbox";

/// Who may open the page.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// Without one, only this machine is let in. With one, who shows it (`/?token=...` once, or a bearer header).
    pub token: Option<SecretString>,
    /// Names that the page is reached by besides those of this machine, without port. Only used with a token.
    pub allowed_hosts: Vec<String>,
}

impl Access {
    fn host_allowed(&self, host: &str) -> bool {
        let name = host_name(host);
        let here = name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let named = self.allowed_hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(name));
        here || (self.token.is_some() && named)
    }

    fn admits(&self, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else { return true };
        let bearer = text(headers, AUTHORIZATION.as_str()).and_then(|value| value.strip_prefix("Bearer "));
        let cookie = text(headers, COOKIE.as_str())
            .and_then(|all| all.split(';').find_map(|pair| pair.trim().strip_prefix(COOKIE_NAME)?.strip_prefix('=')));
        bearer.is_some_and(|given| same(given, token.expose_secret()))
            || cookie.is_some_and(|given| same(given, &seal(token)))
    }
}

/// Lets a request through, exchanges a token for a cookie, or refuses in one line.
pub(super) async fn guard(State(access): State<Access>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let Some(host) = text(headers, HOST.as_str()).filter(|host| access.host_allowed(host)) else {
        return refuse("this name does not lead here; open the sandbox by the address that Squall printed");
    };
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    if access.token.is_none() && peer.is_some_and(|ip| !ip.to_canonical().is_loopback()) {
        return refuse("the sandbox is open to this machine only; set a token to open it to others");
    }
    if foreign(&request, host) {
        return refuse("the request comes from another site; use the sandbox's own page");
    }
    if let Some(token) = &access.token
        && let Some(given) = request.uri().query().and_then(token_of)
        && same(given, token.expose_secret())
    {
        // Lax, not Strict: the redirect of a link from elsewhere must carry it. Forged posts fail on Origin.
        let cookie = format!("{COOKIE_NAME}={}; HttpOnly; SameSite=Lax; Path=/", seal(token));
        return (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (LOCATION, "/".to_owned())]).into_response();
    }
    if !access.admits(headers) {
        return (StatusCode::UNAUTHORIZED, "open the sandbox with its token: /?token=...\n").into_response();
    }
    next.run(request).await
}

/// Whether another site's page sent it. Opening the page by a link from elsewhere is fine.
fn foreign(request: &Request, host: &str) -> bool {
    let headers = request.headers();
    let origin = headers.get(ORIGIN).map(|origin| {
        let origin = origin.to_str().unwrap_or_default();
        origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")) == Some(host)
    });
    let site = text(headers, "sec-fetch-site").unwrap_or("none");
    let opened = request.method() == Method::GET && request.uri().path() == "/";
    origin == Some(false) || (!opened && !matches!(site, "none" | "same-origin"))
}

fn refuse(why: &'static str) -> Response {
    (StatusCode::FORBIDDEN, format!("{why}\n")).into_response()
}

fn host_name(host: &str) -> &str {
    match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn token_of(query: &str) -> Option<&str> {
    query.split('&').find_map(|pair| pair.strip_prefix("token="))
}

/// What the cookie holds instead of the token itself.
fn seal(token: &SecretString) -> String {
    hex::encode(Sha256::new().chain_update(COOKIE_NAME).chain_update(token.expose_secret()).finalize())
}

fn same(given: &str, expected: &str) -> bool {
    given.as_bytes().ct_eq(expected.as_bytes()).into()
}
