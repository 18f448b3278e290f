//! Who may open the page: the machine it runs on, or who holds the token. Every request is checked against
//! rebound names (Host), forged requests (Origin, fetch metadata) and a missing token.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use url::form_urlencoded;

const COOKIE_NAME: &str = "squall_sandbox";

/// Who may open the page; by default this machine alone.
#[derive(Clone, Debug, Default)]
pub struct Access {
    door: Option<Door>,
}

/// A door for others, and its two keys.
#[derive(Clone, Debug)]
struct Door {
    /// Let in who shows it: `/?token=...` once, or a bearer header.
    token: SecretString,
    /// What the cookie of those who showed it holds: by chance, and new with each process, so that it tells nothing of
    /// the token and nobody can work it out.
    pass: SecretString,
    /// Names that the page is reached by besides those of this machine, without port.
    hosts: Vec<String>,
}

impl Access {
    /// Lets in who shows the token, by one of these names too. An error when the machine gives no random numbers.
    pub fn by_token(token: SecretString, hosts: Vec<String>) -> Result<Self, getrandom::Error> {
        let mut pass = [0; 32];
        getrandom::fill(&mut pass)?;
        Ok(Self { door: Some(Door { token, pass: hex::encode(pass).into(), hosts }) })
    }

    fn host_allowed(&self, host: &str) -> bool {
        let name = host_name(host);
        let here = name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let hosts = self.door.iter().flat_map(|door| &door.hosts);
        here || hosts.into_iter().any(|allowed| allowed.eq_ignore_ascii_case(name))
    }

    fn admits(&self, headers: &HeaderMap) -> bool {
        let Some(door) = &self.door else { return true };
        let bearer = text(headers, AUTHORIZATION.as_str()).and_then(|value| value.strip_prefix("Bearer "));
        let cookie = text(headers, COOKIE.as_str())
            .and_then(|all| all.split(';').find_map(|pair| pair.trim().strip_prefix(COOKIE_NAME)?.strip_prefix('=')));
        bearer.is_some_and(|given| same(given, &door.token)) || cookie.is_some_and(|given| same(given, &door.pass))
    }
}

/// Lets a request through, exchanges a token for a cookie, or refuses in one line.
pub(super) async fn guard(State(access): State<Access>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let Some(host) = text(headers, HOST.as_str()).filter(|host| access.host_allowed(host)) else {
        return refuse("this name does not lead here; open the sandbox by the address that Squall printed");
    };
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    if access.door.is_none() && peer.is_some_and(|ip| !ip.to_canonical().is_loopback()) {
        return refuse("the sandbox is open to this machine only; set a token to open it to others");
    }
    if foreign(&request, host) {
        return refuse("the request comes from another site; use the sandbox's own page");
    }
    if let Some(door) = &access.door
        && let Some(given) = request.uri().query().and_then(token_of)
        && same(&given, &door.token)
    {
        // Lax, not Strict: the redirect of a link from elsewhere must carry it. Forged posts fail on Origin.
        let cookie = format!("{COOKIE_NAME}={}; HttpOnly; SameSite=Lax; Path=/", door.pass.expose_secret());
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

/// The token of a link. A plus is one: a link is no form.
fn token_of(query: &str) -> Option<String> {
    let query = query.replace('+', "%2B");
    form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "token").map(|(_, token)| token.into_owned())
}

fn same(given: &str, expected: &SecretString) -> bool {
    given.as_bytes().ct_eq(expected.expose_secret().as_bytes()).into()
}
