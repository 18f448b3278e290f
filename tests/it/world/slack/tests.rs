//! The fake keeps Slack's rules: what every story on it takes for granted.

use futures_util::{SinkExt, StreamExt};
use reqwest::Client;
use serde_json::{Value, json};
use squall::clock::Clock;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message as Frame;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::{APP_TOKEN, BOT_TOKEN, Fake, Fault, Flap};

pub(super) type Link = WebSocketStream<MaybeTlsStream<TcpStream>>;

fn clock() -> Clock {
    Clock::at("2026-03-02T08:00:00Z".parse().unwrap())
}

fn seconds_later(clock: &Clock, seconds: i64) {
    clock.advance_to(clock.now() + chrono::Duration::seconds(seconds));
}

async fn at(clock: &Clock) -> Fake {
    let fake = Fake::start(clock.clone()).await;
    fake.grants(&["channels:history"]);
    // What people say in channels would come before what these tests wait for.
    fake.unsubscribes(&["message.channels"]);
    fake
}

pub(super) async fn fake() -> Fake {
    at(&clock()).await
}

async fn as_who(fake: &Fake, token: &str, method: &str, body: Value) -> reqwest::Response {
    let url = format!("{}/{method}", fake.api_url());
    Client::new().post(url).bearer_auth(token).json(&body).send().await.unwrap()
}

pub(super) async fn call(fake: &Fake, method: &str, body: Value) -> Value {
    as_who(fake, BOT_TOKEN, method, body).await.json().await.unwrap()
}

pub(super) async fn posts(fake: &Fake, fields: Value) -> Value {
    let mut body = json!({ "channel": "C0CRISIS", "text": "Smoke in Milan" });
    body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    call(fake, "chat.postMessage", body).await
}

pub(super) async fn link(fake: &Fake) -> Link {
    let opened: Value = as_who(fake, APP_TOKEN, "apps.connections.open", json!({})).await.json().await.unwrap();
    let (mut link, _) = connect_async(opened["url"].as_str().unwrap()).await.unwrap();
    assert_eq!(hears(&mut link).await["type"], "hello");
    link
}

/// The next frame with words in it.
pub(super) async fn hears(link: &mut Link) -> Value {
    loop {
        match link.next().await {
            Some(Ok(Frame::Text(text))) => return serde_json::from_str(&text).unwrap(),
            Some(Ok(Frame::Ping(_))) => {}
            other => return json!({ "over": format!("{other:?}") }),
        }
    }
}

pub(super) async fn acknowledges(link: &mut Link, envelope: &Value, payload: Value) {
    let ack = json!({ "envelope_id": envelope["envelope_id"], "payload": payload });
    link.send(Frame::text(ack.to_string())).await.unwrap();
}

pub(super) fn button(label: &str, action: &str) -> Value {
    json!({ "type": "button", "action_id": action, "value": "7", "text": { "type": "plain_text", "text": label } })
}

pub(super) fn modal() -> Value {
    let label = json!({ "type": "plain_text", "text": "Title" });
    let input = json!({ "type": "plain_text_input", "action_id": "title", "max_length": 60 });
    json!({
        "type": "modal", "callback_id": "opened", "title": { "type": "plain_text", "text": "Open an incident" },
        "submit": { "type": "plain_text", "text": "Open" },
        "blocks": [{ "type": "input", "block_id": "b", "label": label, "element": input }],
    })
}

#[tokio::test]
async fn a_message_is_posted_found_by_its_metadata_and_edited() {
    let fake = fake().await;
    let metadata = json!({ "event_type": "squall_errand", "event_payload": { "key": "k1" } });
    let posted = posts(&fake, json!({ "metadata": metadata })).await;
    let seek = json!({ "channel": "C0CRISIS", "include_all_metadata": true });
    let found = call(&fake, "conversations.history", seek).await;
    assert_eq!(found["messages"][0]["metadata"]["event_payload"]["key"], "k1");
    let edit = json!({ "channel": "C0CRISIS", "ts": posted["ts"], "text": "Fire" });
    assert_eq!(call(&fake, "chat.update", edit).await["text"], "Fire");
    let replied = posts(&fake, json!({ "thread_ts": posted["ts"], "text": "inside" })).await;
    let thread = call(&fake, "conversations.replies", json!({ "channel": "C0CRISIS", "ts": posted["ts"] })).await;
    assert_eq!(thread["messages"][1]["ts"], replied["ts"]);
    fake.finish();
}

#[tokio::test]
async fn it_says_why_the_bot_may_not() {
    let fake = fake().await;
    let error = |answer: Value| answer["error"].as_str().unwrap_or("none").to_owned();
    assert_eq!(error(posts(&fake, json!({ "channel": "C0RANDOM" })).await), "not_in_channel");
    assert_eq!(error(posts(&fake, json!({ "channel": "C0NOWHERE" })).await), "channel_not_found");
    assert_eq!(error(posts(&fake, json!({ "thread_ts": "1.000001" })).await), "thread_not_found");
    let hush = json!({ "channel": "C0CRISIS", "user": "U0NOBODY", "text": "psst" });
    assert_eq!(error(call(&fake, "chat.postEphemeral", hush).await), "user_not_in_channel");
    assert_eq!(error(call(&fake, "apps.connections.open", json!({})).await), "not_allowed_token_type");
    fake.takes_scope("chat:write");
    let refused = posts(&fake, json!({})).await;
    assert_eq!((&refused["error"], &refused["needed"]), (&json!("missing_scope"), &json!("chat:write")));
    fake.archives("crisis");
    fake.revokes(BOT_TOKEN);
    assert_eq!(error(posts(&fake, json!({})).await), "token_revoked");
    fake.finish();
}

#[tokio::test]
async fn every_limit_of_block_kit_is_kept() {
    let plain = |length: usize| json!({ "type": "plain_text", "text": "x".repeat(length) });
    let section =
        |length: usize| json!({ "type": "section", "text": { "type": "mrkdwn", "text": "x".repeat(length) } });
    let row = |buttons: Vec<Value>| json!([{ "type": "actions", "elements": buttons }]);
    let cases = [
        ("header", json!([{ "type": "header", "text": plain(151) }])),
        ("section", json!([section(3001)])),
        ("fields", json!([{ "type": "section", "fields": vec![plain(1); 11] }])),
        ("a field", json!([{ "type": "section", "fields": [plain(2001)] }])),
        ("blocks", json!(vec![json!({ "type": "divider" }); 51])),
        ("context", json!([{ "type": "context", "elements": vec![plain(1); 11] }])),
        ("label", row(vec![button(&"x".repeat(76), "a")])),
        ("action id", row(vec![button("x", &"a".repeat(256))])),
        ("same action id", row(vec![button("x", "a"), button("y", "a")])),
        ("alt text", json!([{ "type": "image", "image_url": "https://x.example/y.png" }])),
        ("no such field", json!([{ "type": "divider", "colour": "red" }])),
        ("empty text", json!([section(0)])),
    ];
    for (what, blocks) in cases {
        let fake = fake().await;
        fake.forgives(&["invalid_blocks"]);
        let refused = posts(&fake, json!({ "blocks": blocks })).await;
        assert_eq!(refused["error"], "invalid_blocks", "{what}");
        assert_eq!(fake.violations().len(), 1, "{what}");
    }
    let fake = fake().await;
    fake.forgives(&["msg_blocks_too_long"]);
    assert_eq!(posts(&fake, json!({ "blocks": vec![section(3000); 5] })).await["error"], "msg_blocks_too_long");
    assert_eq!(posts(&fake, json!({ "blocks": vec![section(3000); 4] })).await["ok"], true);
}

#[tokio::test]
#[should_panic(expected = "invalid_blocks")]
async fn who_breaks_a_limit_fails_by_name() {
    let fake = fake().await;
    posts(&fake, json!({ "blocks": [{ "type": "header" }] })).await;
    fake.finish();
}

#[tokio::test]
async fn a_call_meets_the_faults_ahead_of_it() {
    let fake = fake().await;
    let url = format!("{}/chat.postMessage", fake.api_url());
    let post = || Client::new().post(&url).bearer_auth(BOT_TOKEN).json(&json!({ "channel": "C0CRISIS", "text": "x" }));
    fake.fail_next("chat.postMessage", 1, Fault::Status(503));
    assert_eq!(post().send().await.unwrap().status(), 503);
    assert_eq!(fake.messages("crisis").len(), 0);
    fake.fail_next("chat.postMessage", 1, Fault::AfterEffect);
    assert!(post().send().await.is_err(), "the connection drops");
    assert_eq!(fake.messages("crisis").len(), 1, "and it was done");
    fake.finish();
}

#[tokio::test]
async fn a_channel_takes_one_message_a_second() {
    let clock = clock();
    let fake = at(&clock).await;
    fake.forgives(&["too_fast", "ignored_retry_after"]);
    for _ in 0..4 {
        assert_eq!(posts(&fake, json!({})).await["ok"], true, "a short burst is fine");
    }
    let again = json!({ "channel": "C0CRISIS", "text": "x" });
    let refused = as_who(&fake, BOT_TOKEN, "chat.postMessage", again).await;
    assert_eq!((refused.status().as_u16(), &refused.headers()["retry-after"]), (429, &"1".parse().unwrap()));
    posts(&fake, json!({})).await;
    let names: Vec<&str> = fake.violations().iter().map(|one| one.name).collect();
    assert_eq!(names, ["too_fast", "ignored_retry_after"]);
    for _ in 0..3 {
        seconds_later(&clock, 1);
        assert_eq!(posts(&fake, json!({})).await["ok"], true, "one a second is fine");
    }
}

#[tokio::test]
async fn a_trigger_opens_one_modal_within_three_seconds() {
    let clock = clock();
    let fake = at(&clock).await;
    fake.forgives(&["expired_trigger_id", "exchanged_trigger_id"]);
    let maya = fake.person("maya");
    let card =
        posts(&fake, json!({ "blocks": [{ "type": "actions", "elements": [button("Open", "squall/1/open/7")] }] }));
    let card = card.await["ts"].as_str().unwrap().to_owned();
    let mut link = link(&fake).await;
    maya.presses(&card, "Open");
    let pressed = hears(&mut link).await;
    acknowledges(&mut link, &pressed, Value::Null).await;
    assert_eq!(pressed["payload"]["actions"][0]["action_id"], "squall/1/open/7");
    let open = json!({ "trigger_id": pressed["payload"]["trigger_id"], "view": modal() });
    assert_eq!(call(&fake, "views.open", open.clone()).await["ok"], true);
    assert_eq!(call(&fake, "views.open", open).await["error"], "exchanged_trigger_id");

    maya.submits(&[("title", "Smoke")]);
    let sent = hears(&mut link).await;
    assert_eq!(sent["payload"]["view"]["state"]["values"]["b"]["title"]["value"], "Smoke");
    acknowledges(&mut link, &sent, json!({ "response_action": "errors", "errors": { "b": "taken" } })).await;
    fake.settled().await;
    assert_eq!(maya.view().unwrap()["errors"]["b"], "taken");
    maya.submits(&[("title", "Smoke in Milan")]);
    let sent = hears(&mut link).await;
    acknowledges(&mut link, &sent, Value::Null).await;
    fake.settled().await;
    assert_eq!(maya.view(), None);

    maya.presses(&card, "Open");
    let pressed = hears(&mut link).await;
    acknowledges(&mut link, &pressed, Value::Null).await;
    seconds_later(&clock, 4);
    let open = json!({ "trigger_id": pressed["payload"]["trigger_id"], "view": modal() });
    assert_eq!(call(&fake, "views.open", open).await["error"], "expired_trigger_id");
}

#[tokio::test]
async fn an_event_is_sent_again_when_the_line_drops() {
    let fake = fake().await;
    let maya = fake.person("maya");
    let mut first = link(&fake).await;
    maya.mentions("crisis", None, "@squall status");
    let sent = hears(&mut first).await;
    assert_eq!((&sent["retry_attempt"], &sent["payload"]["event"]["type"]), (&json!(0), &json!("app_mention")));
    fake.cuts();
    let mut second = link(&fake).await;
    let again = hears(&mut second).await;
    assert_eq!((&again["retry_attempt"], &again["payload"]), (&json!(1), &sent["payload"]));
    acknowledges(&mut second, &again, Value::Null).await;
    fake.settled().await;
    fake.redelivers();
    let third = hears(&mut second).await;
    assert_eq!(third["envelope_id"], sent["envelope_id"]);
    acknowledges(&mut second, &third, Value::Null).await;
    fake.settled().await;
    assert_eq!(fake.acks().len(), 2);
    fake.finish();
}

#[tokio::test]
async fn a_connection_is_told_to_go_and_a_ticket_counts_once() {
    let fake = fake().await;
    fake.forgives(&["stale_ticket"]);
    let opened: Value = as_who(&fake, APP_TOKEN, "apps.connections.open", json!({})).await.json().await.unwrap();
    let url = opened["url"].as_str().unwrap();
    let (mut link, _) = connect_async(url).await.unwrap();
    assert!(connect_async(url).await.is_err());
    assert_eq!(hears(&mut link).await["type"], "hello");
    fake.connected().await;
    fake.disconnects("refresh_requested");
    assert_eq!(hears(&mut link).await["reason"], "refresh_requested");
    fake.closes_old_links();
    assert!(hears(&mut link).await["over"].is_string());
    fake.until("the link is gone", |fake| fake.links() == 0).await;
    fake.flaps(1, Flap::Disconnect("too_many_websockets"));
    let mut link = self::link(&fake).await;
    assert_eq!(hears(&mut link).await["reason"], "too_many_websockets");
    fake.person("maya").types("crisis", "/crisis status");
    assert_eq!(fake.unanswered()[0]["text"], "status", "what nobody takes fails before the person's eyes");
}

#[tokio::test]
#[should_panic(expected = "late_ack")]
async fn who_acknowledges_late_fails_by_name() {
    let fake = fake().await;
    let mut link = link(&fake).await;
    fake.person("maya").types("crisis", "/crisis status");
    hears(&mut link).await;
    fake.until("three seconds are over", |fake| !fake.violations().is_empty()).await;
    fake.finish();
}
