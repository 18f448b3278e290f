//! The door of the Web API: who calls, whether it may, what fault it meets, how it is answered.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, RawQuery, State as Inject};
use axum::http::{HeaderMap, Response, StatusCode, header};
use axum::routing::any;
use serde_json::{Value, json};

use super::args::{Answer, Args, refuse};
use super::state::{Call, Fault, State};
use super::{APP_TOKEN, BOT_TOKEN, Shared, chat, conversations, files, pace, responses, socket, views};

pub fn router(shared: Arc<Shared>) -> Router {
    let router = Router::new()
        .route("/api/{method}", any(called))
        .route("/upload/{id}", any(files::upload))
        .route("/response/{id}", any(responses::answered));
    router.layer(DefaultBodyLimit::max(32 << 20)).with_state(shared)
}

/// What a bot method needs; `None` for a method that this Slack does not know.
fn scope(method: &str) -> Option<&'static str> {
    Some(match method {
        "auth.test" | "apps.connections.open" | "views.open" | "views.update" | "views.publish" | "views.push" => "",
        "chat.getPermalink" | "conversations.history" | "conversations.replies" => "",
        "chat.postMessage" | "chat.update" | "chat.postEphemeral" | "chat.delete" => "chat:write",
        "conversations.info" | "conversations.list" | "users.conversations" | "conversations.members" => {
            "channels:read"
        }
        "conversations.open" => "im:write",
        "conversations.join" => "channels:join",
        // Private ones; public ones have scopes of their own, which are not asked for.
        "conversations.create" | "conversations.invite" => "groups:write",
        "users.info" | "bots.info" => "users:read",
        "reactions.get" => "reactions:read",
        "usergroups.users.list" => "usergroups:read",
        "files.getUploadURLExternal" | "files.completeUploadExternal" => "files:write",
        _ => return None,
    })
}

async fn called(
    Inject(shared): Inject<Arc<Shared>>,
    Path(method): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let args = match Args::read(&headers, query.as_deref().unwrap_or_default(), &body) {
        Ok(args) => args,
        Err(refused) => return answer(StatusCode::OK, Err(refused)),
    };
    let channel = args.text("channel").map(str::to_owned);
    let fault = {
        let mut state = shared.state();
        let call = Call { method: method.clone(), args: Value::Object(args.fields.clone()), at: state.clock.now() };
        state.calls.push(call);
        if let Some(wait) = pace::check(&mut state, &method, channel.as_deref()) {
            return limited(wait);
        }
        let fault = state.fault(&method);
        if let Some(Fault::RateLimited(wait)) = fault {
            pace::closes(&mut state, &method, channel.as_deref(), wait);
        }
        fault
    };
    match fault {
        Some(Fault::Status(status)) => return plain(status),
        Some(Fault::RateLimited(wait)) => return limited(wait),
        Some(Fault::Timeout) => std::future::pending().await,
        Some(Fault::ErrorCode(error)) => return answer(StatusCode::OK, Err(refuse(error))),
        Some(Fault::Dropped) => return dropped(),
        Some(Fault::AfterEffect | Fault::NoAnswer) | None => {}
    }
    let answered = allowed(&shared.state(), &method, &headers, &args);
    let answered = answered.and_then(|()| dispatch(&mut shared.state(), &method, &args));
    shared.changed();
    match fault {
        Some(Fault::AfterEffect) => return dropped(),
        Some(Fault::NoAnswer) => return std::future::pending().await,
        _ => {}
    }
    let mut response = answer(StatusCode::OK, answered);
    let scopes: Vec<String> = shared.state().scopes.iter().cloned().collect();
    response.headers_mut().insert("x-oauth-scopes", scopes.join(",").try_into().unwrap());
    let date = shared.clock.now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    response.headers_mut().insert(header::DATE, date.try_into().unwrap());
    response
}

/// Whether the token may call the method.
fn allowed(state: &State, method: &str, headers: &HeaderMap, args: &Args) -> Result<(), Value> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let is_for_apps = method == "apps.connections.open";
    let Some(scope) = scope(method) else { return Err(refuse("unknown_method")) };
    // An app-level token counts only in the header.
    let token = bearer.or_else(|| args.text("token").filter(|token| token.starts_with("xoxb-")));
    match token {
        None => Err(refuse("not_authed")),
        Some(token) if state.revoked.contains(token) => Err(refuse("token_revoked")),
        Some(APP_TOKEN) if is_for_apps => Ok(()),
        Some(BOT_TOKEN) if is_for_apps => Err(refuse("not_allowed_token_type")),
        Some(APP_TOKEN) => Err(refuse("not_allowed_token_type")),
        Some(BOT_TOKEN) if scope.is_empty() || state.scopes.contains(scope) => Ok(()),
        Some(BOT_TOKEN) => {
            let provided: Vec<&str> = state.scopes.iter().map(String::as_str).collect();
            Err(json!({ "error": "missing_scope", "needed": scope, "provided": provided.join(",") }))
        }
        Some(_) => Err(refuse("invalid_auth")),
    }
}

fn dispatch(state: &mut State, method: &str, args: &Args) -> Answer {
    match method {
        "auth.test" => Ok(json!({
            "url": "https://fake.slack.example/", "team": "Fake", "team_id": super::TEAM, "user": "squall",
            "user_id": super::BOT_USER, "bot_id": super::BOT_ID, "is_enterprise_install": false,
        })),
        "chat.postMessage" => chat::post(state, args),
        "chat.update" => chat::update(state, args),
        "chat.delete" => chat::delete(state, args),
        "chat.postEphemeral" => chat::ephemeral(state, args),
        "chat.getPermalink" => chat::permalink(state, args),
        "conversations.history" => conversations::history(state, args),
        "conversations.replies" => conversations::replies(state, args),
        "conversations.info" => conversations::info(state, args),
        "conversations.list" | "users.conversations" => conversations::list(state, args, method),
        "conversations.members" => conversations::members(state, args),
        "conversations.open" => conversations::open(state, args),
        "conversations.join" => conversations::join(state, args),
        "conversations.create" => conversations::create(state, args),
        "conversations.invite" => conversations::invite(state, args),
        "users.info" => conversations::user(state, args),
        "usergroups.users.list" => conversations::group(state, args),
        "bots.info" => Ok(json!({ "bot": {
            "id": super::BOT_ID, "deleted": false, "name": "squall", "app_id": super::APP_ID, "user_id": super::BOT_USER,
        }})),
        "reactions.get" => chat::reactions(state, args),
        "views.open" | "views.push" => views::open(state, args, method == "views.push"),
        "views.update" => views::update(state, args),
        "views.publish" => views::publish(state, args),
        "files.getUploadURLExternal" => files::address(state, args),
        "files.completeUploadExternal" => files::complete(state, args),
        "apps.connections.open" => socket::open(state),
        _ => Err(refuse("unknown_method")),
    }
}

fn answer(status: StatusCode, answered: Answer) -> Response<Body> {
    let body = match answered {
        Ok(mut fields) => {
            fields["ok"] = json!(true);
            fields
        }
        Err(mut fields) => {
            fields["ok"] = json!(false);
            fields
        }
    };
    let response = Response::builder().status(status).header(header::CONTENT_TYPE, "application/json; charset=utf-8");
    response.body(Body::from(body.to_string())).unwrap()
}

fn limited(wait: u64) -> Response<Body> {
    let mut response = answer(StatusCode::TOO_MANY_REQUESTS, Err(refuse("ratelimited")));
    response.headers_mut().insert(header::RETRY_AFTER, wait.into());
    response
}

fn plain(status: u16) -> Response<Body> {
    Response::builder().status(status).body(Body::from("upstream connect error")).unwrap()
}

/// A body that fails before its first byte: the server drops the connection instead of an answer.
fn dropped() -> Response<Body> {
    let broken = Err::<Vec<u8>, _>(std::io::Error::other("the connection drops here, as the test wants it"));
    Response::new(Body::from_stream(tokio_stream::iter([broken])))
}
