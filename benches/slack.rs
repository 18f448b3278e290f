//! How fast the bot is in Slack, against the stand-in of the tests on loopback, over Socket Mode: acknowledgements and
//! alerts while 1,000 mentions a second flow in, and 500 interactions a second for a minute.
//!
//! `cargo bench --bench slack` works for about three minutes and prints one line per measurement. Words after `--` choose:
//! `mentions`, `slow`, `interactions` (and a number: how many a second). Squall, the stand-in and the public share one process and its cores.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::cast_precision_loss, reason = "a measurement")]

mod load;
#[path = "../tests/it/world/loopback.rs"]
mod loopback;
#[path = "../tests/it/world/slack/mod.rs"]
mod stand_in;

use std::sync::Arc;
use std::time::{Duration, Instant};

use load::{Asked, Webhook, calm_days, delays_of_alerts, report, watch};
use squall::app::{self, App, INLET};
use squall::chat::{Chat, Intake, Place};
use squall::clock::Clock;
use squall::home::Home;
use squall::platform::slack::{Slack, Socket, Web, WebConfig};
use squall::stop::Stop;
use squall::store::Store;
use squall::watch::Watch;
use squall::words::Locale;
use stand_in::{APP_TOKEN, BOT_TOKEN, Fake, Fault};
use tokio::sync::mpsc;

/// Watches that get trouble, one after the other, each in a channel of its own, which is idle then.
const TROUBLES: usize = 40;
/// As many as fit into the patience for one answer.
const SLOW_TROUBLES: usize = 9;
/// Between two troubles; envelopes come all the time.
const APART: Duration = Duration::from_millis(1_500);
const ENVELOPES_APART: Duration = Duration::from_millis(10);
/// People press and type this often for this long.
const INTERACTIONS_A_SECOND: u64 = 500;
const SECONDS: u64 = 60;
/// As `squall run` has it.
const EVENTS: usize = 4096;

fn main() {
    let asked = Asked::read();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if asked.wants("mentions") {
        runtime.block_on(mentions());
    }
    if asked.wants("slow") {
        runtime.block_on(slow());
    }
    if asked.wants("interactions") {
        let rate = asked.numbers.first().copied().unwrap_or(INTERACTIONS_A_SECOND);
        runtime.block_on(interactions(rate));
    }
}

/// The whole product in the workspace of the stand-in.
struct Bench {
    fake: Arc<Fake>,
    store: Store,
    webhook: Arc<Webhook>,
    _directory: tempfile::TempDir,
}

impl Bench {
    async fn start(troubles: usize) -> Self {
        let fake = Arc::new(Fake::start(Clock::Wall).await);
        // What is measured here is more than a workspace may ask of Slack.
        fake.unhurried();
        fake.invites_the_bot("random");
        let directory = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", directory.path().join("bench.db").display());
        let store = Store::open(&url).await.unwrap();
        let config = WebConfig { api_url: fake.api_url(), bot_token: BOT_TOKEN.into(), clock: Clock::Wall };
        let slack = Slack::new(Web::new(config).unwrap(), Locale::En);
        let channel = Place { platform: "slack".into(), channel: fake.channel("crisis"), thread: None };
        let home = Home::new(channel);
        let platforms = [(slack.platform(), Arc::clone(&slack) as Arc<dyn Chat>)].into();
        let mut app = App::new(store.clone(), Clock::Wall, home, platforms, "bench".into()).unwrap();
        let names: Vec<String> = (0..troubles).map(|n| format!("trouble{n}")).collect();
        let within =
            |name: &String| Watch { channel: Some(format!("slack:{}", fake.creates(name, true))), ..watch(name) };
        let watches: Vec<Watch> = names.iter().map(within).chain([watch("murmur")]).collect();
        app.listen_for(&watches).await.unwrap();
        app.hear(calm_days(&names)).await.unwrap();

        let (inlet, deliveries) = mpsc::channel(INLET);
        let (events, arrivals) = Intake::new(EVENTS);
        let web = slack.web().clone();
        let socket = Socket { web, app_token: APP_TOKEN.into(), events, clock: Clock::Wall, chance: Box::new(|| 0.0) };
        tokio::spawn(socket.run());
        let webhook = Webhook::serve(inlet).await;
        tokio::spawn(app::live(app, deliveries, arrivals, Stop::never()));
        fake.connected().await;
        Self { fake, store, webhook, _directory: directory }
    }

    /// When `chat.postMessage` came after the alert was decided, for each alert.
    async fn delays_of_alerts(&self) -> Vec<Duration> {
        let calls = self.fake.calls("chat.postMessage");
        let told = |names: &dyn Fn(&str) -> bool| {
            calls.iter().find(|call| call.args["text"].as_str().is_some_and(names)).map(|call| call.at)
        };
        delays_of_alerts(&self.store, told).await
    }
}

/// Acknowledgements, and alerts in idle channels, while the public murmurs.
async fn mentions() {
    let bench = Bench::start(TROUBLES).await;
    let load = tokio::spawn(Arc::clone(&bench.webhook).murmurs());
    tokio::time::sleep(Duration::from_secs(2)).await;
    let fake = Arc::clone(&bench.fake);
    let people = tokio::spawn(async move {
        let mut tick = tokio::time::interval(ENVELOPES_APART);
        for n in 0_usize.. {
            tick.tick().await;
            does_something(&fake, n);
        }
    });
    for n in 0..TROUBLES {
        bench.webhook.shouts(&format!("trouble{n}")).await;
        tokio::time::sleep(APART).await;
    }
    people.abort();
    load.abort();
    bench.fake.settled().await;
    let (acks, sent) = (bench.fake.acks(), bench.delays_of_alerts().await);
    assert_eq!(sent.len(), TROUBLES, "every trouble is told");
    report("envelope acknowledged, at 1,000 mentions/s", acks);
    report("alert decided to chat.postMessage, at 1,000 mentions/s", sent);
}

/// Alerts in idle channels while Slack owes the answer about another one.
async fn slow() {
    let bench = Bench::start(SLOW_TROUBLES).await;
    bench.fake.fail_next("chat.postMessage", 1, Fault::Timeout);
    for n in 0..SLOW_TROUBLES {
        bench.webhook.shouts(&format!("trouble{n}")).await;
        tokio::time::sleep(APART).await;
    }
    let mut sent = bench.delays_of_alerts().await;
    let answered = bench.fake.messages("trouble0").len();
    assert_eq!((sent.len(), answered), (SLOW_TROUBLES, 0), "the first one still waits");
    report("alert decided to chat.postMessage, while another channel gets no answer", sent.split_off(1));
}

/// What people do, one after the other: mostly they ask, every tenth changes something.
fn does_something(fake: &Fake, n: usize) {
    let person = fake.person(["maya", "nikos", "elena", "marco"][n % 4]);
    let channel = ["crisis", "random"][n % 2];
    match n % 10 {
        9 => person.types(channel, "/crisis language en me"),
        n if n % 4 == 0 => person.types(channel, "/crisis status"),
        n if n % 2 == 0 => person.types(channel, "/crisis alert list"),
        _ => person.types(channel, "/crisis watch list"),
    }
}

/// Everybody presses and types at once.
async fn interactions(rate: u64) {
    let bench = Bench::start(1).await;
    bench.webhook.shouts("trouble0").await;
    bench.fake.until("a card", |fake| fake.messages("trouble0").len() == 1).await;
    let card = bench.fake.messages("trouble0").remove(0).ts;
    let (began, total) = (Instant::now(), usize::try_from(rate * SECONDS).unwrap());
    let (mut tick, mut most) = (tokio::time::interval(Duration::from_millis(10)), 0);
    let mut done = 0;
    while done < total {
        tick.tick().await;
        let due = (began.elapsed().as_secs_f64() * rate as f64) as usize;
        while done < due.min(total) {
            if done % 3 == 0 {
                bench.fake.person("maya").presses(&card, "Show mentions");
            } else {
                does_something(&bench.fake, done);
            }
            done += 1;
        }
        most = most.max(done - bench.fake.count("chat.postEphemeral"));
    }
    bench
        .fake
        .until_within(Duration::from_secs(30), "all are answered", |fake| fake.count("chat.postEphemeral") >= total)
        .await;
    let took = began.elapsed().as_secs_f64();
    let acks = bench.fake.acks();
    assert_eq!((acks.len(), bench.fake.unanswered().len()), (total, 0), "none is missed");
    report(&format!("interaction acknowledged, at {rate}/s"), acks);
    println!(
        "{total} interactions in {took:.1} s, each acknowledged and answered once; at most {most} waited for their answer ({:.0} ms)",
        most as f64 / rate as f64 * 1e3
    );
}
