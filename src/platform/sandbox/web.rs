//! The page and its handful of addresses.

use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Path, Query, Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use commands::{Locale, Shortcut};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;

use super::guard::{Access, guard};
use super::{Act, Change, Refusal, Sandbox, view};
use crate::post::Chart;
use crate::words::{Args, say};

/// Pages that may watch at once.
const WATCHERS: usize = 64;
/// The largest request, in bytes: a form of long answers in any script.
const BODY: usize = 512 * 1024;
/// Drawn pictures that are kept.
const DRAWN: usize = 64;

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                   base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/// A command, as the composer offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hint {
    /// What to type: `/crisis watch <words>`.
    pub usage: String,
    /// One line, in the reader's language.
    pub summary: String,
}

/// The commands in a language.
pub type Hints = Arc<dyn Fn(Locale) -> Vec<Hint> + Send + Sync>;

/// Pictures as PNG by id, oldest first.
type Drawn = VecDeque<(String, Vec<u8>)>;

#[derive(Clone)]
struct Web {
    sandbox: Arc<Sandbox>,
    hints: Hints,
    watchers: Arc<Semaphore>,
    drawn: Arc<Mutex<Drawn>>,
}

/// The sandbox over HTTP: the page at `/`, everything else under `/sandbox/`. Whoever serves it tells who sent a request
/// ([`axum::extract::ConnectInfo`]), so that strangers can be told from this machine.
pub fn router(sandbox: Arc<Sandbox>, access: Access, hints: Hints) -> Router {
    let web = Web { sandbox, hints, watchers: Arc::new(Semaphore::new(WATCHERS)), drawn: Arc::default() };
    Router::new()
        .route("/", get(|| asset("index.html")))
        .route("/sandbox/assets/{name}", get(|Path(name): Path<String>| async move { asset(&name).await }))
        .route("/sandbox/state", get(state))
        .route("/sandbox/events", get(events))
        .route("/sandbox/act", post(act))
        .route("/sandbox/hints", get(hints_of))
        .route("/sandbox/menu", get(menu))
        .route("/sandbox/words", get(words))
        .route("/sandbox/pictures/{name}", get(picture))
        .layer(DefaultBodyLimit::max(BODY))
        .with_state(web)
        .layer(from_fn_with_state(access, guard))
        .layer(from_fn(strict))
}

/// The headers that keep the page to itself.
async fn strict(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let all = [
        ("content-security-policy", CSP),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    for (name, value) in all {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

async fn asset(name: &str) -> Response {
    let (kind, text) = match name {
        "index.html" => ("text/html; charset=utf-8", include_str!("page/index.html")),
        "page.css" => ("text/css; charset=utf-8", include_str!("page/page.css")),
        "card.css" => ("text/css; charset=utf-8", include_str!("page/card.css")),
        "page.js" => ("text/javascript; charset=utf-8", include_str!("page/page.js")),
        "card.js" => ("text/javascript; charset=utf-8", include_str!("page/card.js")),
        "composer.js" => ("text/javascript; charset=utf-8", include_str!("page/composer.js")),
        "menu.js" => ("text/javascript; charset=utf-8", include_str!("page/menu.js")),
        "dialog.js" => ("text/javascript; charset=utf-8", include_str!("page/dialog.js")),
        "dom.js" => ("text/javascript; charset=utf-8", include_str!("page/dom.js")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

#[derive(Deserialize)]
struct Who {
    #[serde(default)]
    person: String,
    #[serde(default)]
    after: Option<String>,
}

async fn state(Shared(web): Shared<Web>, Query(who): Query<Who>) -> Json<Value> {
    Json(view::whole(&web.sandbox.state(), &who.person, web.sandbox.clock.now()))
}

#[derive(Deserialize)]
struct Acted {
    person: String,
    act: Act,
}

async fn act(Shared(web): Shared<Web>, Json(acted): Json<Acted>) -> Response {
    match web.sandbox.act_and_wait(&acted.person, acted.act).await {
        Ok(message) => Json(json!({ "message": message })).into_response(),
        Err(refusal) => {
            let mut body = json!({ "refused": refusal.name(), "reason": refusal.to_string() });
            let status = match refusal {
                Refusal::Answers(faults) => {
                    body["faults"] = json!(faults);
                    StatusCode::UNPROCESSABLE_ENTITY
                }
                _ => StatusCode::CONFLICT,
            };
            (status, Json(body)).into_response()
        }
    }
}

/// What changes, as this person may see it. A page that is too far behind is told to start over.
async fn events(Shared(web): Shared<Web>, Query(who): Query<Who>, headers: HeaderMap) -> Response {
    let Ok(seat) = web.watchers.clone().try_acquire_owned() else {
        return (StatusCode::SERVICE_UNAVAILABLE, "too many pages are open; close one\n").into_response();
    };
    let cursor = headers.get("last-event-id").and_then(|id| id.to_str().ok()).map(str::to_owned).or(who.after);
    let (changes, current) = {
        let state = web.sandbox.state();
        (web.sandbox.subscribe(), format!("{}.{}", state.run, state.seq))
    };
    let behind = (cursor.as_deref() != Some(&current)).then(|| Ok(resync(&current)));
    let person = who.person;
    let sandbox = web.sandbox.clone();
    let live = BroadcastStream::new(changes)
        .take_while(|change| !matches!(change, Ok(Change::Over)))
        .filter_map(move |change| Some(Ok(event(&sandbox, &person, change, &seat)?)));
    let all = tokio_stream::iter(behind).chain(live).map(|event: Result<Event, Infallible>| event);
    Sse::new(all).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response()
}

/// The event for a page. The stream owns its seat, so that a page that leaves makes room.
fn event<E>(sandbox: &Sandbox, person: &str, change: Result<Change, E>, _seat: &OwnedSemaphorePermit) -> Option<Event> {
    let state = sandbox.state();
    let id = |seq: u64| format!("{}.{seq}", state.run);
    let Ok(change) = change else { return Some(resync(&id(state.seq))) };
    let (seq, name, data) = match change {
        Change::Message { seq, id, .. } => {
            let message = state.message(&id).filter(|message| state.sees(person, message))?;
            (seq, "message", view::message(message))
        }
        Change::Asked { seq, form, person: asked } if asked == person => {
            (seq, "form", view::form(state.forms(person).find(|open| open.id == form)?))
        }
        Change::Closed { seq, form, person: asked } if asked == person => (seq, "closed", json!({ "id": form })),
        Change::LetIn { seq, person: who } if who == person => return Some(resync(&id(seq))),
        Change::Asked { .. } | Change::Closed { .. } | Change::LetIn { .. } | Change::Over => return None,
    };
    Some(Event::default().id(id(seq)).event(name).data(data.to_string()))
}

fn resync(cursor: &str) -> Event {
    Event::default().id(cursor).event("resync").data("{}")
}

#[derive(Deserialize)]
struct Tongue {
    #[serde(default)]
    locale: String,
}

impl Tongue {
    fn locale(&self) -> Locale {
        Locale::nearest(&self.locale).unwrap_or_default()
    }
}

async fn hints_of(Shared(web): Shared<Web>, Query(tongue): Query<Tongue>) -> Json<Vec<Hint>> {
    Json((web.hints)(tongue.locale()))
}

/// What stands in every message's menu.
async fn menu(Query(tongue): Query<Tongue>) -> Json<Value> {
    let locale = tongue.locale();
    let entry = |shortcut: Shortcut| json!({ "name": shortcut.name(), "label": shortcut.label(locale), "about": shortcut.about(locale) });
    Json(Shortcut::ALL.into_iter().map(entry).collect())
}

async fn words(Query(tongue): Query<Tongue>) -> Json<BTreeMap<&'static str, String>> {
    Json(page_words(tongue.locale()))
}

/// The page's own words. Values stay in braces; the page fills them in as text.
pub(super) fn page_words(locale: Locale) -> BTreeMap<&'static str, String> {
    let names = ["name", "count", "kept", "of", "what"];
    let args = names.into_iter().fold(Args::new(), |args, name| args.text(name, format!("{{{name}}}")));
    WORDS.iter().map(|key| (*key, say(locale, &format!("sandbox-{key}"), &args))).collect()
}

async fn picture(Shared(web): Shared<Web>, Path(name): Path<String>) -> Response {
    let id = name.strip_suffix(".png").unwrap_or(&name);
    let kept = {
        let drawn = web.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        drawn.iter().find(|(known, _)| known == id).map(|(_, png)| png.clone())
    };
    if let Some(png) = kept {
        return png_response(png);
    }
    let Some(chart) = web.sandbox.state().picture(id) else { return StatusCode::NOT_FOUND.into_response() };
    match tokio::task::spawn_blocking(move || draw(&chart)).await {
        Ok(Some(png)) => {
            let mut drawn = web.drawn.lock().unwrap_or_else(PoisonError::into_inner);
            while drawn.len() >= DRAWN {
                drawn.pop_front();
            }
            drawn.push_back((id.to_owned(), png.clone()));
            png_response(png)
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn png_response(png: Vec<u8>) -> Response {
    let headers =
        [(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "private, max-age=31536000, immutable")];
    (headers, png).into_response()
}

/// The picture of a chart, when there is one; the page shows the words for it otherwise.
fn draw(chart: &Chart) -> Option<Vec<u8>> {
    chart.png().ok()
}

/// The keys of `words/<language>/sandbox.ftl` that the page uses, without their first part.
const WORDS: &[&str] = &[
    "title",
    "channels",
    "people",
    "you",
    "thread",
    "reply",
    "replies",
    "close",
    "cancel",
    "confirm",
    "yes",
    "only-you",
    "edited",
    "edit",
    "save",
    "erase",
    "erased",
    "write",
    "write-thread",
    "send",
    "bot",
    "empty",
    "offline",
    "cut",
    "cut-buttons",
    "cut-blocks",
    "cut-fields",
    "cut-items",
    "cut-text",
    "required",
    "choose",
    "no-picture",
    "commands",
    "react",
    "reacted",
    "unread",
    "switch",
    "menu",
    "home",
    "actions",
    "pin",
    "unpin",
    "pinned",
    "link",
    "failed",
    "emoji-eyes",
    "emoji-rotating_light",
    "emoji-mute",
    "emoji-white_check_mark",
    "role-community-manager",
    "role-pr-lead",
    "role-legal",
    "role-executive",
    "role-support",
    "refused-person",
    "refused-place",
    "refused-empty",
    "refused-long",
    "refused-gone",
    "refused-form",
    "refused-answer",
    "refused-emoji",
    "refused-busy",
];
