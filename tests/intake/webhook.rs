//! The signed webhook, over a real listener on loopback, down to the database.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::{Client, StatusCode};
use secrecy::SecretString;
use serde_json::{Value, json};
use sha2::Sha256;
use squall::clock::{Clock, Time};
use squall::http::hooks;
use squall::listen::{self, Ears, Scribe};
use squall::reading::Reader;
use squall::sources::webhook::{Endpoint, Key};
use squall::sources::{Delivery, Inlet};
use tokio::net::TcpListener;
use tokio::sync::{Notify, mpsc};

use crate::world::{Desk, time};

const OLD: [u8; 32] = [1; 32];
const NEW: [u8; 32] = [2; 32];
const STRANGER: [u8; 32] = [3; 32];
/// A small cap, so that a test needs no megabytes.
const MAX_BODY: usize = 2_000;

fn now() -> Time {
    time("2026-03-02T09:30:00Z")
}

/// A sender that knows a secret.
struct Sender {
    url: String,
    secret: [u8; 32],
    client: Client,
}

impl Sender {
    async fn send_at(&self, id: &str, at: Time, body: &str) -> (StatusCode, Option<String>, Value) {
        let seconds = at.timestamp().to_string();
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).unwrap();
        mac.update(format!("{id}.{seconds}.{body}").as_bytes());
        let signature = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
        let request = self
            .client
            .post(&self.url)
            .header("webhook-id", id)
            .header("webhook-timestamp", seconds)
            .header("webhook-signature", signature);
        let response = request.body(body.to_owned()).send().await.unwrap();
        let retry = response.headers().get("retry-after").map(|after| after.to_str().unwrap().to_owned());
        (response.status(), retry, response.json().await.unwrap())
    }

    async fn send(&self, id: &str, body: &str) -> (u16, Value) {
        let (status, _, answer) = self.send_at(id, now(), body).await;
        (status.as_u16(), answer)
    }
}

/// Serves the endpoint `brand` into `inlet`; both secrets are good.
async fn serve(inlet: Inlet, clock: Clock) -> Sender {
    let key = |secret: [u8; 32]| Key::parse(&SecretString::from(format!("whsec_{}", STANDARD.encode(secret)))).unwrap();
    let brand = Endpoint { max_body: MAX_BODY, ..Endpoint::new("brand", vec![key(OLD), key(NEW)]) };
    let app = hooks(vec![brand], inlet, clock);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hooks/mentions/brand", listener.local_addr().unwrap());
    tokio::spawn(squall::http::serve(listener, app, squall::http::Doors::default()));
    Sender { url, secret: OLD, client: Client::new() }
}

/// The whole intake behind the endpoint, with a watch for `kestrel`.
async fn intake(desk: &Desk) -> Sender {
    intake_at(desk, Clock::at(now())).await
}

async fn intake_at(desk: &Desk, clock: Clock) -> Sender {
    desk.watch("kestrel", "kestrel").await;
    let store = desk.store().await;
    let ears = Ears::new(Arc::new(Reader::shipped().unwrap())).unwrap();
    let scribe = Scribe::new(store.clone(), clock.clone());
    let (inlet, deliveries) = mpsc::channel(8);
    let (committed, stop) = (Arc::new(Notify::new()), squall::stop::Stop::never());
    let progress = squall::progress::Progress::new(clock.clone());
    tokio::spawn(listen::run(ears, scribe, store, deliveries, committed, stop, progress));
    serve(inlet, clock).await
}

fn mention(id: u32, text: &str) -> String {
    json!({ "id": id, "created_at": "2026-03-02T09:29:00Z", "text": text, "author": { "handle": "@ann" } }).to_string()
}

#[tokio::test]
async fn a_signed_delivery_is_committed_before_it_is_answered() {
    let desk = Desk::new("hook-good");
    let sender = intake(&desk).await;
    let body = format!("[{},{}]", mention(1, "A screw in my Kestrel"), mention(2, "Lunch"));
    let answer = sender.send("msg_1", &body).await;
    assert_eq!(answer, (200, json!({ "new": 1, "duplicates": 0, "unmatched": 1, "rejected": [] })));
    let stored = desk.stored().await;
    assert_eq!(stored.len(), 1);
    assert_eq!((stored[0].source.as_str(), stored[0].author.as_str()), ("webhook:brand", "ann"));
}

#[tokio::test]
async fn a_delivery_has_its_effect_once() {
    let desk = Desk::new("hook-again");
    let sender = intake(&desk).await;
    let one = mention(1, "Kestrel one");
    assert_eq!(sender.send("msg_1", &one).await.1["new"], 1);
    let again = sender.send("msg_1", &one).await;
    assert_eq!(again, (200, json!({ "new": 0, "duplicates": 1, "unmatched": 0, "rejected": [] })));
    // The id decides, whatever is in it; and a mention is known under another id too.
    assert_eq!(sender.send("msg_1", &mention(2, "Kestrel two")).await.1["new"], 0);
    assert_eq!(sender.send("msg_2", &one).await.1["duplicates"], 1);
    assert_eq!(desk.stored().await.len(), 1);
}

#[tokio::test]
async fn each_secret_is_good_while_they_are_rotated_and_a_strangers_is_not() {
    let desk = Desk::new("hook-secrets");
    let mut sender = intake(&desk).await;
    sender.secret = NEW;
    assert_eq!(sender.send("msg_1", &mention(1, "Kestrel")).await.0, 200);
    sender.secret = STRANGER;
    let (status, answer) = sender.send("msg_2", &mention(2, "Kestrel")).await;
    assert_eq!(status, 401);
    assert!(answer["error"].as_str().unwrap().contains("no signature holds"), "{answer}");
    let unsigned = sender.client.post(&sender.url).body(mention(3, "Kestrel")).send().await.unwrap();
    assert_eq!(unsigned.status(), 401);
    assert_eq!(desk.stored().await.len(), 1);
}

#[tokio::test]
async fn late_and_early_deliveries_are_refused_with_the_reason() {
    let desk = Desk::new("hook-late");
    let sender = intake(&desk).await;
    for (minutes, said) in [(-6, "360 seconds ago"), (6, "360 seconds ahead")] {
        let at = now() + chrono::Duration::minutes(minutes);
        let (status, _, answer) = sender.send_at("msg_1", at, &mention(1, "Kestrel")).await;
        assert_eq!(status, 401);
        assert!(answer["error"].as_str().unwrap().contains(said), "{answer}");
    }
    // What was refused has no effect on what comes in time.
    assert_eq!(sender.send("msg_1", &mention(1, "Kestrel")).await.1["new"], 1);
}

#[tokio::test]
async fn the_good_part_of_a_bad_body_is_taken() {
    let desk = Desk::new("hook-half");
    let sender = intake(&desk).await;
    let body =
        format!("{}\nnot json\n{{\"text\":\"Kestrel\"}}\n{}", mention(1, "Kestrel one"), mention(2, "Kestrel two"));
    let (status, answer) = sender.send("msg_1", &body).await;
    assert_eq!((status, &answer["new"]), (200, &json!(2)));
    let lines: Vec<_> = answer["rejected"].as_array().unwrap().iter().map(|row| row["line"].clone()).collect();
    assert_eq!(lines, [2, 3]);
    let (status, answer) = sender.send("msg_2", "{\"text\": \"Kestrel\", }").await;
    assert_eq!((status, &answer["rejected"][0]["line"]), (400, &json!(1)));
    assert!(answer["rejected"][0]["reason"].as_str().unwrap().contains("column"), "{answer}");
    assert_eq!(desk.stored().await.len(), 2);
    // A body without anything good has not used its id up.
    assert_eq!(sender.send("msg_2", &mention(3, "Kestrel three")).await.1["new"], 1);
}

#[tokio::test]
async fn what_is_too_large_or_for_nobody_is_turned_away() {
    let desk = Desk::new("hook-large");
    let mut sender = intake(&desk).await;
    let (status, answer) = sender.send("msg_1", &mention(1, &"Kestrel ".repeat(MAX_BODY / 8))).await;
    assert_eq!(status, 413);
    assert!(answer["error"].as_str().unwrap().contains("2000 bytes"), "{answer}");
    let endless = chunked(MAX_BODY);
    assert_eq!(sender.client.post(&sender.url).body(endless).send().await.unwrap().status(), 413);
    sender.url = sender.url.replace("/brand", "/brnad");
    let (status, answer) = sender.send("msg_1", &mention(1, "Kestrel")).await;
    assert_eq!(status, 404);
    assert!(answer["error"].as_str().unwrap().contains("[[source.webhook]]"), "{answer}");
    assert!(desk.stored().await.is_empty());
}

/// A body in chunks, that does not say how long it is.
fn chunked(over: usize) -> reqwest::Body {
    let chunks = vec![Ok::<_, std::io::Error>("x".repeat(over)), Ok("x".into())];
    reqwest::Body::wrap_stream(tokio_stream::iter(chunks))
}

#[tokio::test]
async fn a_full_queue_says_when_to_come_back_and_what_was_not_stored_is_not_acknowledged() {
    let (inlet, mut deliveries) = mpsc::channel::<Delivery>(1);
    let sender = Arc::new(serve(inlet, Clock::at(now())).await);
    let waiting = Arc::clone(&sender);
    let first = tokio::spawn(async move { waiting.send_at("msg_1", now(), &mention(1, "Kestrel")).await });
    while deliveries.is_empty() {
        tokio::task::yield_now().await;
    }
    let (status, retry, answer) = sender.send_at("msg_2", now(), &mention(2, "Kestrel")).await;
    assert_eq!((status, retry.as_deref()), (StatusCode::TOO_MANY_REQUESTS, Some("1")), "{answer}");
    let delivery = deliveries.recv().await.unwrap();
    assert_eq!(delivery.key.as_deref(), Some("webhook:brand:msg_1"));
    drop(delivery);
    let (status, retry, _) = first.await.unwrap();
    assert_eq!((status, retry.as_deref()), (StatusCode::SERVICE_UNAVAILABLE, Some("5")));
    drop(deliveries);
    let (status, _, _) = sender.send_at("msg_3", now(), &mention(3, "Kestrel")).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
}

/// docs/webhook.md shows how to send with curl and openssl, and what is answered.
#[tokio::test(flavor = "multi_thread")]
async fn the_example_of_the_documentation_works() {
    let desk = Desk::new("hook-docs");
    let sender = intake_at(&desk, Clock::Wall).await;
    let page = include_str!("../../docs/webhook.md");
    let indented: Vec<_> = page.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    let start = indented.iter().position(|line| line.starts_with("body=")).unwrap();
    let end = indented.iter().position(|line| line.starts_with("{\"duplicates\"")).unwrap();
    let script = indented[start..end].join("\n").replace("http://127.0.0.1:8080/hooks/mentions/brand", &sender.url);
    desk.write("brand.secret", format!("whsec_{}\n", STANDARD.encode(OLD)));
    let mut shell = std::process::Command::new("sh");
    let output = shell.args(["-ec", &script]).current_dir(desk.path("")).output().unwrap();
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    assert_eq!(answer, serde_json::from_str::<Value>(indented[end]).unwrap());
}
