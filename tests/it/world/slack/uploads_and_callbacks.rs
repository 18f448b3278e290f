//! Uploads and signed callbacks.

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use reqwest::Client;
use serde_json::{Value, json};
use squall::clock::Clock;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::args::form;
use super::callbacks::signature;
use super::{BOT_TOKEN, Fake, Urls};

async fn fake() -> Fake {
    let fake = Fake::start(Clock::at("2026-03-02T08:00:00Z".parse().unwrap())).await;
    fake.unsubscribes(&["message.channels"]);
    fake
}

async fn sends(fake: &Fake, method: &str, fields: &[(&str, &str)]) -> Value {
    let request = Client::new().post(format!("{}/{method}", fake.api_url())).bearer_auth(BOT_TOKEN);
    let request = request.header("content-type", "application/x-www-form-urlencoded").body(form(fields));
    request.send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn a_picture_is_uploaded_in_three_steps_and_shown() {
    let fake = fake().await;
    fake.forgives(&["invalid_slack_file", "json_for_an_upload"]);
    let fields = [("filename", "chart.png"), ("length", "4"), ("alt_txt", "mentions an hour")];
    let address = sends(&fake, "files.getUploadURLExternal", &fields).await;
    let id = address["file_id"].as_str().unwrap();
    let show = json!([{ "type": "image", "alt_text": "mentions an hour", "slack_file": { "id": id } }]).to_string();
    let show = [("channel", "C0CRISIS"), ("text", "a chart"), ("blocks", &show)];
    assert_eq!(sends(&fake, "chat.postMessage", &show).await["error"], "invalid_blocks", "it is not there yet");
    let sent = Client::new().post(address["upload_url"].as_str().unwrap()).body("\u{89}PN").send().await.unwrap();
    assert_eq!(sent.text().await.unwrap(), "OK - 4");
    let files = json!([{ "id": id, "title": "Mentions" }]).to_string();
    assert_eq!(sends(&fake, "files.completeUploadExternal", &[("files", &files)]).await["files"][0]["id"], id);
    assert_eq!(sends(&fake, "chat.postMessage", &show).await["ok"], true);
    assert_eq!(fake.files()[0].alt_text.as_deref(), Some("mentions an hour"));

    let request = Client::new().post(format!("{}/files.getUploadURLExternal", fake.api_url())).bearer_auth(BOT_TOKEN);
    let refused = request.json(&json!({ "filename": "chart.png", "length": 4 })).send().await.unwrap();
    assert_eq!(refused.json::<Value>().await.unwrap()["error"], "invalid_arguments", "JSON is not read there");
}

/// A product that keeps what it is sent and refuses the first event.
async fn product() -> (Urls, mpsc::UnboundedReceiver<(HeaderMap, String)>) {
    let (kept, requests) = mpsc::unbounded_channel();
    let taken = move |headers: HeaderMap, body: Bytes| async move {
        let is_first_event = body.starts_with(b"{") && !headers.contains_key("x-slack-retry-num");
        kept.send((headers, String::from_utf8(body.to_vec()).unwrap())).unwrap();
        if is_first_event { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/slack", listener.local_addr().unwrap());
    let router = Router::new().route("/slack", post(taken));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (Urls { events: url.clone(), interactivity: url.clone(), commands: url }, requests)
}

#[tokio::test]
async fn callbacks_are_signed_and_a_refused_event_comes_again() {
    let mut fake = fake().await;
    let (urls, mut requests) = product().await;
    fake.calls_back(urls);
    fake.forgives(&["callback_refused"]);
    fake.person("maya").types("crisis", "/crisis assign @maya <now>");
    let (headers, body) = requests.recv().await.unwrap();
    let seconds: i64 = headers["x-slack-request-timestamp"].to_str().unwrap().parse().unwrap();
    assert_eq!(headers["x-slack-signature"], signature(seconds, &body));
    let said = super::args::pairs(&body).into_iter().find(|(name, _)| name == "text").unwrap().1;
    assert_eq!(said, "assign <@U0MAYA|maya> &lt;now&gt;", "as Slack escapes it");

    fake.person("maya").mentions("crisis", None, "@squall status");
    let (_, refused) = requests.recv().await.unwrap();
    let (headers, again) = requests.recv().await.unwrap();
    assert_eq!((refused, &headers["x-slack-retry-num"]), (again, &"1".parse().unwrap()));
    assert_eq!(headers["x-slack-retry-reason"], "http_error");
    fake.settled().await;
    assert_eq!(fake.acks().len(), 2);
    fake.finish();
}
