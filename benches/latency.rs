//! How fast the bot is under load: at 1,000 mentions a second over the signed webhook, when is an alert visible in the
//! sandbox, and when is a slash command answered?
//!
//! `cargo bench --bench latency` works for about a minute on loopback and prints one line per measurement.
//! `cargo bench --bench latency -- 200` measures the same, and how soon an incident's card and thread are there,
//! while that many incidents are open: all counted by the watch that the load hits, each looked at once a minute and not
//! once in five.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::cast_precision_loss, reason = "a measurement")]

mod load;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use load::office::{Office, says};
use load::{Asked, Webhook, calm_days, report, watch};
use squall::app::App;
use squall::clock::Clock;
use squall::gate::{Scene, Standing};
use squall::id::IncidentId;
use squall::incident::{Due, opening};
use squall::person::Person;
use squall::platform::sandbox::{Body, Sandbox, SandboxConfig};
use squall::store::{Store, timer};
use squall::watch::Watch;

/// Watches that get trouble, one after the other.
const TROUBLES: usize = 40;
const COMMANDS: usize = 200;

fn main() {
    let incidents = Asked::read().numbers.first().map_or(0, |incidents| usize::try_from(*incidents).unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(measure(incidents));
}

async fn measure(incidents: usize) {
    let started = Instant::now();
    let mut office = Office::new(SandboxConfig::default()).await;
    println!("start to ready: {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
    let troubles: Vec<String> = (0..TROUBLES).map(|n| format!("trouble{n}")).collect();
    let watches: Vec<Watch> = troubles.iter().map(|name| watch(name)).chain([watch("murmur")]).collect();
    office.app.listen_for(&watches).await.unwrap();
    office.app.hear(calm_days(&troubles)).await.unwrap();
    open(&office.app, incidents).await;
    let (sandbox, store) = (Arc::clone(&office.sandbox), office.app.store.clone());
    let (_directory, inlet) = office.lives();
    let webhook = Webhook::serve(inlet).await;
    let load = tokio::spawn(Arc::clone(&webhook).murmurs());
    tokio::time::sleep(Duration::from_secs(2)).await;
    if incidents > 0 {
        settled(&sandbox, incidents).await;
        look_at(&store, incidents).await;
        let opened = openings(&sandbox).await;
        report(&format!("incident opened, card and thread visible, {incidents} others open"), opened);
    }
    let answers = answers(&sandbox).await;
    let alerts = alerts(&sandbox, &webhook).await;
    load.abort();
    report("slash command answered, at 1,000 mentions/s", answers);
    report("webhook accepted to alert visible, at 1,000 mentions/s", alerts);
}

/// Opens incidents that the watch of the load counts.
async fn open(app: &App, incidents: usize) {
    let by = Person { platform: "sandbox".into(), user: "maya".into() };
    let mut tx = app.store.write().await.unwrap();
    for n in 0..incidents {
        let (title, now) = (format!("murmur {n}"), Clock::Wall.now());
        opening::by_hand(
            &mut tx,
            &app.home,
            (title, false),
            &Standing::operator(&by).may(&Scene::default()).unwrap(),
            &app.home.channel,
            now,
        )
        .await
        .unwrap()
        .unwrap();
    }
    tx.commit().await.unwrap();
}

/// All their cards and threads are there.
async fn settled(sandbox: &Sandbox, incidents: usize) {
    let began = Instant::now();
    while threads(sandbox).len() < incidents {
        assert!(began.elapsed() < Duration::from_secs(120), "{} of {incidents} threads", threads(sandbox).len());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    println!("{incidents} incidents visible after {:.1} s", began.elapsed().as_secs_f64());
}

/// What is first said in each incident's thread, by the thread.
fn threads(sandbox: &Sandbox) -> BTreeMap<String, String> {
    let mut first = BTreeMap::new();
    for message in sandbox.messages("crisis") {
        if let (Some(thread), Body::Card { post, .. }) = (message.thread, message.body) {
            first.entry(thread).or_insert(post.summary);
        }
    }
    first
}

/// Each is looked at in the next minute.
async fn look_at(store: &Store, incidents: usize) {
    let mut tx = store.write().await.unwrap();
    for n in 1..=incidents {
        let after = chrono::Duration::milliseconds(i64::try_from(n * 60_000 / incidents).unwrap());
        let look = Due::Look(IncidentId(i64::try_from(n).unwrap()));
        timer::set(&mut tx, &look, Clock::Wall.now() + after).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// From the words that open an incident until the first words of its thread stand in the sandbox.
async fn openings(sandbox: &Sandbox) -> Vec<Duration> {
    let mut times = Vec::new();
    let mut changes = sandbox.subscribe();
    for n in 0..TROUBLES {
        let title = format!("measured {n} times");
        let asked = Instant::now();
        says(sandbox, "maya", &format!("/crisis open {title}"));
        while !threads(sandbox).values().any(|summary| summary.ends_with(&title)) {
            let _ = changes.recv().await;
        }
        times.push(asked.elapsed());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    times
}

/// From the words that a person sends until the whisper stands in the sandbox.
async fn answers(sandbox: &Sandbox) -> Vec<Duration> {
    let mut times = Vec::new();
    let mut changes = sandbox.subscribe();
    for n in 0..COMMANDS {
        let words = ["/crisis status", "/crisis watch list", "/crisis alert list", "/crisis help"][n % 4];
        let before = whispers(sandbox);
        let asked = Instant::now();
        says(sandbox, "maya", words);
        while whispers(sandbox) == before {
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
async fn alerts(sandbox: &Arc<Sandbox>, webhook: &Webhook) -> Vec<Duration> {
    let seen: Arc<Mutex<BTreeMap<usize, Instant>>> = Arc::default();
    let watching = {
        let (sandbox, seen) = (Arc::clone(sandbox), Arc::clone(&seen));
        tokio::spawn(async move {
            let mut changes = sandbox.subscribe();
            loop {
                let _ = changes.recv().await;
                let now = Instant::now();
                for message in sandbox.messages("crisis") {
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
        let accepted = webhook.shouts(&format!("trouble{n}")).await;
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
