//! What the measurements of the whole share: a signed webhook, a public that never rests, percentiles.

#![allow(dead_code, reason = "each measurement uses what it needs")]

pub mod office;

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::SecretString;
use squall::clock::{Clock, Time, micros};
use squall::fetch_all;
use squall::http;
use squall::mention::{Author, Engagement, MentionKind, RawMention};
use squall::sources::Delivery;
use squall::sources::webhook::{Endpoint, Key};
use squall::store::Store;
use squall::watch::Watch;
use tokio::sync::mpsc;

/// Deliveries a second, and mentions in each: 1,000 mentions a second.
const DELIVERIES: u64 = 20;
const TOGETHER: usize = 50;
/// `abcdefghijklmnopqrstuvwx`, in Base64.
const SECRET: &[u8] = b"abcdefghijklmnopqrstuvwx";

/// The public's way in, on loopback.
pub struct Webhook {
    client: reqwest::Client,
    url: String,
}

impl Webhook {
    /// Serves the endpoint into `inlet`.
    pub async fn serve(inlet: mpsc::Sender<Delivery>) -> Arc<Self> {
        let key = Key::parse(&SecretString::from("whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4")).unwrap();
        let routes = http::hooks(vec![Endpoint::new("bench", vec![key])], inlet, Clock::Wall);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hooks/mentions/bench", listener.local_addr().unwrap());
        tokio::spawn(http::serve(listener, routes, http::Doors::default()));
        Arc::new(Self { client: reqwest::Client::new(), url })
    }

    /// Posts a delivery, signed; answers when it was accepted.
    pub async fn post(&self, id: &str, lines: &[String]) -> Instant {
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

    /// Thirty voices make a trouble of it.
    pub async fn shouts(&self, about: &str) -> Instant {
        let voice = |voice: usize| {
            let text = format!("{voice} people say {about} is on fire, number {}", voice * 7919);
            line(&format!("{about}-{voice}"), &text)
        };
        self.post(&format!("loud-{about}"), &(0..30).map(voice).collect::<Vec<_>>()).await
    }

    /// 1,000 mentions a second about something that has long been loud.
    pub async fn murmurs(self: Arc<Self>) {
        let mut tick = tokio::time::interval(Duration::from_millis(1_000 / DELIVERIES));
        for round in 0_u64.. {
            tick.tick().await;
            let webhook = Arc::clone(&self);
            tokio::spawn(async move {
                let line = |n| line(&format!("m{round}-{n}"), &format!("murmur number {round} {n} of a busy day"));
                webhook.post(&format!("load-{round}"), &(0..TOGETHER).map(line).collect::<Vec<_>>()).await;
            });
        }
    }
}

fn line(id: &str, text: &str) -> String {
    let at = Clock::Wall.now();
    serde_json::json!({ "id": id, "text": text, "created_at": at, "author": id, "followers": 300, "platform": "x" })
        .to_string()
}

pub fn watch(name: &str) -> Watch {
    Watch::new(name, name, Clock::Wall.now())
}

/// Two days with a voice an hour about each of these.
pub fn calm_days(about: &[String]) -> Vec<RawMention> {
    let now: Time = Clock::Wall.now();
    let hours = (2..48).flat_map(|hour| about.iter().map(move |name| (hour, name)));
    hours
        .map(|(hour, name)| RawMention {
            source: "history".into(),
            source_id: format!("{hour}-{name}"),
            platform: "x".into(),
            author: Author { id: format!("a{hour}"), followers: Some(200), ..Author::default() },
            text: format!("a quiet word {hour} about {name}"),
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

/// What was asked for behind `--`: measurements by name (without one, all of them) and numbers.
pub struct Asked {
    names: Vec<String>,
    pub numbers: Vec<u64>,
}

impl Asked {
    pub fn read() -> Self {
        let words = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
        let (numbers, names): (Vec<String>, Vec<String>) = words.partition(|word| word.parse::<u64>().is_ok());
        Self { names, numbers: numbers.iter().map(|number| number.parse().unwrap()).collect() }
    }

    /// It was named, or nothing was.
    pub fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names(name)
    }

    pub fn names(&self, name: &str) -> bool {
        self.names.iter().any(|asked| asked == name)
    }
}

/// How long after each alert was decided it was told. `told` answers when words went out of which this is true that they
/// name the alert.
pub async fn delays_of_alerts(store: &Store, told: impl Fn(&dyn Fn(&str) -> bool) -> Option<Time>) -> Vec<Duration> {
    let mut tx = store.read().await.unwrap();
    let alerts = fetch_all!(&mut tx, (i64, i64), "select id, raised_at from alert order by id").unwrap();
    let took = |(id, raised_at): (i64, i64)| {
        let is_word_of = |c: char| c.is_alphanumeric() || c == '-';
        let name = format!("A-{id}");
        let told = told(&|text| text.split(|c| !is_word_of(c)).any(|word| word == name));
        let told = told.unwrap_or_else(|| panic!("{name} was not sent"));
        Duration::from_micros(u64::try_from(micros(told) - raised_at).unwrap())
    };
    alerts.into_iter().map(took).collect()
}

/// Prints median, p99 and the worst.
pub fn report(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: f64| times[((times.len() as f64 * share).ceil() as usize).clamp(1, times.len()) - 1];
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let (p50, p99, most) = (ms(at(0.5)), ms(at(0.99)), ms(at(1.0)));
    println!("{what}: p50 {p50:.1} ms, p99 {p99:.1} ms, worst {most:.1} ms ({} times)", times.len());
}
