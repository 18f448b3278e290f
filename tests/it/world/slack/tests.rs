//! The fake keeps Slack's rules: a test of a test's floor.

use reqwest::Client;
use serde_json::{Value, json};
use squall::clock::Clock;

use super::{BOT_TOKEN, Fake, Fault};

async fn call(fake: &Fake, method: &str, body: Value) -> Value {
    let url = format!("{}/{method}", fake.api_url());
    let answer = Client::new().post(url).bearer_auth(BOT_TOKEN).json(&body).send().await.unwrap();
    answer.json().await.unwrap()
}

async fn fake() -> Fake {
    Fake::start(Clock::at("2026-03-02T08:00:00Z".parse().unwrap())).await
}

#[tokio::test]
async fn a_message_is_posted_found_by_its_metadata_and_edited() {
    let fake = fake().await;
    let metadata = json!({ "event_type": "squall_errand", "event_payload": { "key": "k1" } });
    let post = json!({ "channel": "C0CRISIS", "text": "Smoke", "metadata": metadata });
    let posted = call(&fake, "chat.postMessage", post).await;
    assert_eq!(posted["ok"], true, "{posted}");
    let seek = json!({ "channel": "C0CRISIS", "include_all_metadata": true });
    let found = call(&fake, "conversations.history", seek).await;
    assert_eq!(found["messages"][0]["metadata"]["event_payload"]["key"], "k1");
    let edit = json!({ "channel": "C0CRISIS", "ts": posted["ts"], "text": "Fire" });
    assert_eq!(call(&fake, "chat.update", edit).await["text"], "Fire");
    fake.finish();
}

#[tokio::test]
#[should_panic(expected = "invalid_blocks")]
async fn who_breaks_a_limit_fails_by_name() {
    let fake = fake().await;
    let long = json!([{ "type": "header", "text": { "type": "plain_text", "text": "x".repeat(151) } }]);
    let refused = call(&fake, "chat.postMessage", json!({ "channel": "C0CRISIS", "text": "x", "blocks": long })).await;
    assert_eq!(refused["error"], "invalid_blocks");
    fake.finish();
}

#[tokio::test]
async fn a_call_meets_the_faults_ahead_of_it() {
    let fake = fake().await;
    let url = format!("{}/chat.postMessage", fake.api_url());
    let post = || Client::new().post(&url).bearer_auth(BOT_TOKEN).json(&json!({ "channel": "C0CRISIS", "text": "x" }));
    fake.fail_next("chat.postMessage", 1, Fault::Status(503));
    assert_eq!(post().send().await.unwrap().status(), 503);
    fake.fail_next("chat.postMessage", 1, Fault::AfterEffect);
    assert!(post().send().await.is_err(), "the connection drops");
    let found = call(&fake, "conversations.history", json!({ "channel": "C0CRISIS" })).await;
    assert_eq!(found["messages"].as_array().unwrap().len(), 1, "and it was done");
    fake.finish();
}
