//! How fast the bot is under load: at 1,000 mentions a second over the signed webhook, when is an alert visible in the
//! sandbox, and when is a slash command answered?
//!
//! `cargo bench --bench latency` works for about a minute on loopback and prints one line per measurement.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::cast_precision_loss, reason = "a measurement")]
#![allow(clippy::disallowed_methods, reason = "measurements read the machine's clock")]

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::SecretString;
use squall::app::{self, App, INLET};
use squall::chat::sandbox::{Act, Body, Sandbox, SandboxConfig};
use squall::chat::{Chat, Place};
use squall::clock::{Clock, Time};
use squall::home::Home;
use squall::http;
use squall::mention::{Author, Engagement, MentionKind, RawMention};
use squall::sources::webhook::{Endpoint, Key};
use squall::store::Store;
use squall::watch::Watch;
use squall::words::Locale;
use tokio::sync::mpsc;

/// Watches that get trouble, one after the other.
const TROUBLES: usize = 40;
const COMMANDS: usize = 200;
/// Deliveries a second, and mentions in each.
const DELIVERIES: u64 = 20;
const TOGETHER: usize = 50;
/// `abcdefghijklmnopqrstuvwx`, in Base64.
const SECRET: &[u8] = b"abcdefghijklmnopqrstuvwx";

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(measure());
}

struct Bench {
    sandbox: Arc<Sandbox>,
    client: reqwest::Client,
    url: String,
}

async fn measure() {
    let directory = tempfile::tempdir().unwrap();
    let started = Instant::now();
    let url = format!("sqlite:{}", directory.path().join("bench.db").display());
    let store = Store::open(&url).await.unwrap();
    let sandbox = Sandbox::new(SandboxConfig::default());
    let place = Place { platform: sandbox.platform().into(), channel: "crisis".into(), thread: None };
    let home = Home { channel: place, locale: Locale::En, zone: chrono_tz::UTC, quiet: None };
    let platforms = [(sandbox.platform(), Arc::clone(&sandbox) as Arc<dyn Chat>)].into();
    let mut app = App::new(store, Clock::Wall, home, platforms, "bench".into()).unwrap();
    println!("start to ready: {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
    let now = Clock::Wall.now();
    let watches: Vec<Watch> = (0..TROUBLES).map(|n| watch(&format!("trouble{n}"), now)).collect();
    app.listen_for(&watches).await.unwrap();
    app.listen_for(&[watch("murmur", now)]).await.unwrap();
    app.hear(history(now)).await.unwrap();

    let (inlet, deliveries) = mpsc::channel(INLET);
    let key = Key::parse(&SecretString::from("whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4")).unwrap();
    let routes = http::hooks(vec![Endpoint::new("bench", vec![key])], inlet, Clock::Wall);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let bench = Arc::new(Bench {
        sandbox: Arc::clone(&sandbox),
        client: reqwest::Client::new(),
        url: format!("http://{}/hooks/mentions/bench", listener.local_addr().unwrap()),
    });
    tokio::spawn(http::serve(listener, routes.into_make_service_with_connect_info::<SocketAddr>()));
    let events = sandbox.listen();
    tokio::spawn(app::live(app, deliveries, vec![events]));

    let load = tokio::spawn(murmur(Arc::clone(&bench)));
    tokio::time::sleep(Duration::from_secs(2)).await;
    let answers = answers(&bench).await;
    let alerts = alerts(&bench).await;
    load.abort();
    report("slash command answered", answers);
    report("webhook accepted to alert visible", alerts);
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: f64| times[((times.len() as f64 * share).ceil() as usize).clamp(1, times.len()) - 1];
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "{what}, at 1,000 mentions/s: p50 {:.0} ms, p99 {:.0} ms ({} times)",
        ms(at(0.5)),
        ms(at(0.99)),
        times.len()
    );
}

fn watch(name: &str, at: Time) -> Watch {
    Watch::new(name, name, at)
}

/// Two days with a voice an hour about every watch.
fn history(now: Time) -> Vec<RawMention> {
    let hours = (2..48).flat_map(|hour| (0..TROUBLES).map(move |n| (hour, n)));
    hours
        .map(|(hour, n)| RawMention {
            source: "history".into(),
            source_id: format!("{hour}-{n}"),
            platform: "x".into(),
            author: Author { id: format!("a{hour}"), followers: Some(200), ..Author::default() },
            text: format!("a quiet word {hour} about trouble{n}"),
            created_at: now - TimeDelta::hours(hour),
            kind: MentionKind::Post,
            url: None,
            title: None,
            declared_language: None,
            engagement: Engagement::default(),
            reach: None,
            repost_of: None,
            parent: None,
        })
        .collect()
}

impl Bench {
    /// Posts a delivery, signed; answers when it was accepted.
    async fn post(&self, id: &str, lines: &[String]) -> Instant {
        let body = lines.join("\n");
        let timestamp = Clock::Wall.now().timestamp();
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET).unwrap();
        mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
        let signature = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, mac.finalize().into_bytes());
        let request = self.client.post(&self.url).header("webhook-id", id).header("webhook-timestamp", timestamp);
        let response = request.header("webhook-signature", format!("v1,{signature}")).body(body).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.text().await.unwrap());
        Instant::now()
    }
}

fn line(id: &str, text: &str) -> String {
    let at = Clock::Wall.now();
    serde_json::json!({ "id": id, "text": text, "created_at": at, "author": id, "followers": 300, "platform": "x" })
        .to_string()
}

/// 1,000 mentions a second about something that has long been loud.
async fn murmur(bench: Arc<Bench>) {
    let mut tick = tokio::time::interval(Duration::from_millis(1_000 / DELIVERIES));
    for round in 0_u64.. {
        tick.tick().await;
        let bench = Arc::clone(&bench);
        tokio::spawn(async move {
            let lines: Vec<String> = (0..TOGETHER)
                .map(|n| line(&format!("m{round}-{n}"), &format!("murmur number {round} {n} of a busy day")))
                .collect();
            bench.post(&format!("load-{round}"), &lines).await;
        });
    }
}

/// From the words that a person sends until the whisper stands in the sandbox.
async fn answers(bench: &Bench) -> Vec<Duration> {
    let mut times = Vec::new();
    let mut changes = bench.sandbox.subscribe();
    for n in 0..COMMANDS {
        let words = ["/crisis status", "/crisis watch list", "/crisis alert list", "/crisis help"][n % 4];
        let before = whispers(&bench.sandbox);
        let asked = Instant::now();
        let say = Act::Say { channel: "crisis".into(), thread: None, words: words.into() };
        bench.sandbox.act("maya", say).unwrap();
        while whispers(&bench.sandbox) == before {
            let _ = changes.recv().await;
        }
        times.push(asked.elapsed());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    times
}

fn whispers(sandbox: &Sandbox) -> usize {
    sandbox.messages("crisis").iter().filter(|message| message.only.is_some()).count()
}

/// From the delivery that makes the trouble being accepted until its card stands in the sandbox.
async fn alerts(bench: &Arc<Bench>) -> Vec<Duration> {
    let seen: Arc<Mutex<BTreeMap<usize, Instant>>> = Arc::default();
    let watching = {
        let (bench, seen) = (Arc::clone(bench), Arc::clone(&seen));
        tokio::spawn(async move {
            let mut changes = bench.sandbox.subscribe();
            loop {
                let _ = changes.recv().await;
                let now = Instant::now();
                for message in bench.sandbox.messages("crisis") {
                    let Body::Card { post, .. } = &message.body else { continue };
                    let about =
                        post.summary.split("trouble").nth(1).map(|rest| rest.chars().take_while(char::is_ascii_digit));
                    if let Some(number) = about.and_then(|digits| digits.collect::<String>().parse().ok()) {
                        seen.lock().unwrap().entry(number).or_insert(now);
                    }
                }
            }
        })
    };
    let mut times = Vec::new();
    for n in 0..TROUBLES {
        let lines: Vec<String> = (0..30)
            .map(|voice| {
                line(
                    &format!("t{n}-{voice}"),
                    &format!("{voice} people say trouble{n} is on fire, number {}", voice * 7919),
                )
            })
            .collect();
        let accepted = bench.post(&format!("trouble-{n}"), &lines).await;
        let patience = Instant::now() + Duration::from_secs(20);
        let visible = loop {
            if let Some(visible) = seen.lock().unwrap().get(&n) {
                break *visible;
            }
            assert!(Instant::now() < patience, "no card for trouble{n}");
            tokio::time::sleep(Duration::from_millis(2)).await;
        };
        times.push(visible.saturating_duration_since(accepted));
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    watching.abort();
    times
}
