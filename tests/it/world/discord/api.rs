//! The door of the REST API: who calls, whether it may, what fault it meets, how it is answered.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body as Answered, Bytes};
use axum::extract::{DefaultBodyLimit, Path, RawQuery, State as Inject};
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use axum::routing::{any, get};
use serde_json::json;

use super::body::Body;
use super::channels::{self, PRIVATE_THREAD, PUBLIC_THREAD};
use super::pace::{Standing, Wait};
use super::refusals::{Answer, Refusal, nothing, ok, refuse};
use super::route::{self, Route};
use super::state::{Call, Fault, State};
use super::{BOT_TOKEN, Shared, commands, gateway, interactions, marks, messages, pace, threads, webhooks};

pub fn router(shared: Arc<Shared>) -> Router {
    let router = Router::new()
        .route("/api/{version}/{*path}", any(called))
        .route("/attachments/{channel}/{id}/{name}", get(attachment));
    router.layer(DefaultBodyLimit::max(64 << 20)).with_state(shared)
}

async fn attachment(
    Inject(shared): Inject<Arc<Shared>>,
    Path((_, id, _)): Path<(String, String, String)>,
) -> Result<Vec<u8>, StatusCode> {
    shared.state().files.get(&id).cloned().ok_or(StatusCode::NOT_FOUND)
}

async fn called(
    Inject(shared): Inject<Arc<Shared>>,
    method: Method,
    Path((version, path)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response<Answered> {
    let Some(route) = route::of(method.as_str(), &path).filter(|_| version == "v10") else {
        shared.state().breaks("unknown_route", format!("{method} /{version}/{path}"));
        return answer(None, Err(Refusal(404, json!({ "message": "404: Not Found", "code": 0 }))));
    };
    let body = Body::read(&headers, query.as_deref().unwrap_or_default(), &bytes);
    let (standing, fault) = match arrives(&shared, &route, &path, body.as_ref().ok(), &headers) {
        Ok(standing) => standing,
        Err(wait) => return limited(wait),
    };
    match fault {
        Some(Fault::Status(status)) => return plain(status),
        Some(Fault::Timeout) => std::future::pending().await,
        Some(Fault::Code(status, code)) => {
            let message = json!({ "message": "as the test wants it", "code": code });
            return answer(standing, refused(&mut shared.state(), &route, Err(Refusal(status, message))));
        }
        Some(Fault::Dropped) => return dropped(),
        _ => {}
    }
    let answered = {
        let mut state = shared.state();
        state.archives_the_quiet();
        let answered = allowed(&state, &route, &headers).and(body).and_then(|body| dispatch(&mut state, &route, &body));
        refused(&mut state, &route, answered)
    };
    shared.changed();
    match fault {
        Some(Fault::AfterEffect) => dropped(),
        Some(Fault::NoAnswer) => std::future::pending().await,
        _ => answer(standing, answered),
    }
}

/// Takes down what comes, and says how it stands with its bucket and what fault it meets.
fn arrives(
    shared: &Shared,
    route: &Route,
    path: &str,
    body: Option<&Body>,
    headers: &HeaderMap,
) -> Result<(Option<Standing>, Option<Fault>), Wait> {
    let mut state = shared.state();
    let json = body.map(|body| body.json.clone()).unwrap_or_default();
    let call = Call { operation: route.operation, path: path.to_owned(), body: json.clone(), at: state.clock.now() };
    state.calls.push(call);
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    if !agent.starts_with("DiscordBot (") {
        state.breaks("user_agent", format!("{agent:?} is not that of a bot"));
    }
    for fault in state.schema.faults(route.operation, &json) {
        state.breaks("not_in_the_api", format!("{}: {fault} in {json}", route.operation));
    }
    let major = route.major();
    let name = format!("{}:{major}", route.operation);
    let checked = pace::check(&mut state, route.operation, &major);
    let faulty = checked.and_then(|standing| match state.fault(route.operation) {
        Some(Fault::RateLimited(millis)) => Err(pace::limits(&mut state, &name, micros(millis), false)),
        Some(Fault::GloballyLimited(millis)) => Err(pace::limits(&mut state, &name, micros(millis), true)),
        fault => Ok((standing, fault)),
    });
    if faulty.is_err() {
        pace::refused(&mut state, route.operation);
    }
    faulty
}

fn micros(millis: u64) -> i64 {
    i64::try_from(millis).unwrap() * 1000
}

/// Whether the token may call at all.
fn allowed(state: &State, route: &Route, headers: &HeaderMap) -> Result<(), Refusal> {
    if route.token().is_some() || route.operation == "get_gateway" {
        return Ok(());
    }
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bot "));
    if token == Some(BOT_TOKEN) && !state.revoked { Ok(()) } else { Err(refuse(0)) }
}

/// What Discord counts against an address is counted here.
fn refused(state: &mut State, route: &Route, answered: Answer) -> Answer {
    if matches!(answered, Err(Refusal(401 | 403 | 429, _))) {
        pace::refused(state, route.operation);
    }
    answered
}

fn dispatch(state: &mut State, route: &Route, body: &Body) -> Answer {
    let ids: Vec<&str> = route.ids.iter().map(String::as_str).collect();
    match (route.operation, ids.as_slice()) {
        ("get_gateway", _) => ok(json!({ "url": state.gateway_url })),
        ("get_bot_gateway", _) => ok(gateway::address(state)),
        ("get_my_oauth2_application" | "get_my_application", _) => ok(channels::application(state)),
        ("get_my_user", _) => ok(super::state::bot_user()),
        ("get_user", [user]) if state.users.contains_key(*user) => ok(state.user(user)),
        ("get_user", _) => Err(refuse(10_013)),
        ("list_my_guilds", _) => channels::my_guilds(state),
        ("create_dm", _) => channels::open_direct(state, body),
        ("list_application_commands", [app]) => commands::list_all(state, app, ""),
        ("bulk_set_application_commands", [app]) => commands::overwrite(state, app, "", body),
        ("list_guild_application_commands", [app, guild]) => commands::list_all(state, app, guild),
        ("bulk_set_guild_application_commands", [app, guild]) => commands::overwrite(state, app, guild, body),
        ("get_guild", [guild]) => channels::guild_get(state, guild),
        ("list_guild_channels", [guild]) => channels::guild_channels(state, guild),
        ("list_guild_roles", [guild]) => channels::guild_roles(state, guild),
        ("get_guild_member", [guild, user]) => channels::guild_member(state, guild, user),
        ("search_guild_members", [guild]) => {
            channels::guild_members_named(state, guild, body.asked("query").unwrap_or_default())
        }
        ("get_active_guild_threads", [guild]) => threads::active(state, guild),
        ("get_channel", [channel]) => channels::get(state, channel),
        ("update_channel", [channel]) => threads::update(state, channel, body),
        ("trigger_typing_indicator", [channel]) => state.seen(channel).map(drop).and_then(|()| nothing()),
        ("create_thread", [channel]) => threads::create(state, channel, body),
        ("create_thread_from_message", [channel, message]) => threads::from_message(state, channel, message, body),
        ("list_public_archived_threads", [channel]) => threads::archived(state, channel, PUBLIC_THREAD),
        ("list_private_archived_threads" | "list_my_private_archived_threads", [channel]) => {
            threads::archived(state, channel, PRIVATE_THREAD)
        }
        ("list_thread_members", [channel]) => threads::members(state, channel),
        ("join_thread", [channel]) => threads::member(state, channel, "@me", true),
        ("leave_thread", [channel]) => threads::member(state, channel, "@me", false),
        ("get_thread_member", [channel, user]) => threads::one_member(state, channel, user),
        ("add_thread_member", [channel, user]) => threads::member(state, channel, user, true),
        ("delete_thread_member", [channel, user]) => threads::member(state, channel, user, false),
        (operation, ids) if route.token().is_some() => of_an_interaction(state, operation, ids, body),
        (operation, ids) => of_a_message(state, operation, ids, body),
    }
}

fn of_a_message(state: &mut State, operation: &str, ids: &[&str], body: &Body) -> Answer {
    match (operation, ids) {
        ("list_messages", [channel]) => messages::list(state, channel, body),
        ("create_message", [channel]) => messages::create(state, channel, body),
        ("get_message", [channel, message]) => messages::get(state, channel, message),
        ("update_message", [channel, message]) => messages::update(state, channel, message, body),
        ("delete_message", [channel, message]) => messages::delete(state, channel, message),
        ("list_message_reactions_by_emoji", [channel, message, emoji]) => {
            marks::who_reacted(state, channel, message, emoji)
        }
        ("add_my_message_reaction", [channel, message, emoji]) => marks::react(state, channel, message, emoji, true),
        ("delete_my_message_reaction", [channel, message, emoji]) => {
            marks::react(state, channel, message, emoji, false)
        }
        ("list_pins", [channel]) => marks::list_pins(state, channel, false),
        ("deprecated_list_pins", [channel]) => marks::list_pins(state, channel, true),
        ("create_pin" | "deprecated_create_pin", [channel, message]) => marks::pin(state, channel, message, true),
        ("delete_pin" | "deprecated_delete_pin", [channel, message]) => marks::pin(state, channel, message, false),
        (other, _) => panic!("{other} is not answered"),
    }
}

fn of_an_interaction(state: &mut State, operation: &str, ids: &[&str], body: &Body) -> Answer {
    match (operation, ids) {
        ("create_interaction_response", [id, token]) => interactions::respond(state, id, token, body),
        ("execute_webhook", [app, token]) => webhooks::follow_up(state, app, token, body),
        ("get_original_webhook_message", [app, token]) => webhooks::get(state, app, token, "@original"),
        ("update_original_webhook_message", [app, token]) => webhooks::update(state, app, token, "@original", body),
        ("delete_original_webhook_message", [app, token]) => webhooks::delete(state, app, token, "@original"),
        ("get_webhook_message", [app, token, id]) => webhooks::get(state, app, token, id),
        ("update_webhook_message", [app, token, id]) => webhooks::update(state, app, token, id, body),
        ("delete_webhook_message", [app, token, id]) => webhooks::delete(state, app, token, id),
        (other, _) => panic!("{other} is not answered"),
    }
}

fn answer(standing: Option<Standing>, answered: Answer) -> Response<Answered> {
    let (status, body) = answered.unwrap_or_else(|Refusal(status, body)| (status, body));
    let mut response = Response::builder().status(status);
    if let Some(standing) = standing {
        let after = seconds(standing.resets_after);
        response = response
            .header("X-RateLimit-Limit", standing.limit)
            .header("X-RateLimit-Remaining", standing.left)
            .header("X-RateLimit-Reset", format!("{:.3}", now() + after))
            .header("X-RateLimit-Reset-After", format!("{after:.3}"))
            .header("X-RateLimit-Bucket", standing.bucket);
    }
    if body.is_null() {
        return response.body(Answered::empty()).unwrap();
    }
    response.header(header::CONTENT_TYPE, "application/json").body(Answered::from(body.to_string())).unwrap()
}

#[expect(clippy::cast_precision_loss, reason = "seconds with three digits")]
fn seconds(micros: i64) -> f64 {
    micros.max(1000) as f64 / 1e6
}

/// By the machine's clock, which clients compare it with.
fn now() -> f64 {
    seconds(squall::clock::micros(squall::clock::Clock::Wall.now()))
}

fn limited(wait: Wait) -> Response<Answered> {
    let after = seconds(wait.micros);
    let body = json!({ "message": "You are being rate limited.", "retry_after": after, "global": wait.global });
    let mut response = answer(None, Err(Refusal(429, body)));
    let headers = response.headers_mut();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few seconds")]
    headers.insert(header::RETRY_AFTER, (after.ceil() as u64).into());
    headers.insert("X-RateLimit-Scope", if wait.global { "global" } else { "user" }.parse().unwrap());
    headers.insert("X-RateLimit-Reset-After", format!("{after:.3}").parse().unwrap());
    if wait.global {
        headers.insert("X-RateLimit-Global", "true".parse().unwrap());
    }
    response
}

fn plain(status: u16) -> Response<Answered> {
    Response::builder().status(status).body(Answered::from("upstream connect error")).unwrap()
}

/// A body that fails before its first byte: the server drops the connection instead of an answer.
fn dropped() -> Response<Answered> {
    let broken = Err::<Vec<u8>, _>(std::io::Error::other("the connection drops here, as the test wants it"));
    Response::new(Answered::from_stream(tokio_stream::iter([broken])))
}
