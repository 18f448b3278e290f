//! How fast the bot is in Discord, against the fake Discord of the tests on loopback: first responses and alerts while 1,000
//! mentions a second flow in, and 500 interactions a second for a minute.
//!
//! `cargo bench --bench discord` works for about three minutes and prints one line per measurement. Words after `--` choose:
//! `mentions`, `interactions`, and a number: how many of them a second. Squall, the fake and the public share one process
//! and its cores.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::cast_precision_loss, reason = "a measurement")]

mod load;
#[path = "../tests/it/world/loopback.rs"]
mod loopback;
#[path = "../tests/it/world/discord/mod.rs"]
mod stand_in;

use std::sync::Arc;
use std::time::{Duration, Instant};

use load::{Asked, Webhook, calm_days, delays_of_alerts, report, watch};
use squall::app::{self, App, INLET};
use squall::chat::{Chat, Intake, Place};
use squall::clock::Clock;
use squall::home::Home;
use squall::platform::discord::PLATFORM;
use squall::stop::Stop;
use squall::store::Store;
use squall::watch::Watch;
use stand_in::{APP_ID, Fake, at_home};
use tokio::sync::mpsc;

/// Watches that get trouble, one after the other, each in a channel of its own, which is idle then.
const TROUBLES: usize = 40;
/// Between two troubles; interactions come all the time.
const APART: Duration = Duration::from_millis(1_500);
const INTERACTIONS_APART: Duration = Duration::from_millis(10);
/// People press and type this often for this long.
const INTERACTIONS_A_SECOND: u64 = 500;
const SECONDS: u64 = 60;
/// How long the last answers may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// As `squall run` has it.
const EVENTS: usize = 4096;

fn main() {
    let asked = Asked::read();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if asked.wants("mentions") {
        runtime.block_on(mentions());
    }
    if asked.wants("interactions") {
        let rate = asked.numbers.first().copied().unwrap_or(INTERACTIONS_A_SECOND);
        runtime.block_on(interactions(rate, asked.numbers.get(1).copied().unwrap_or(SECONDS)));
    }
}

/// The whole product in the server of the fake.
struct Bench {
    fake: Arc<Fake>,
    store: Store,
    webhook: Arc<Webhook>,
    _directory: tempfile::TempDir,
}

impl Bench {
    async fn start(troubles: usize) -> Self {
        let fake = Arc::new(Fake::start(Clock::Wall).await);
        // What is measured here is more than Discord lets anybody do, and not whether it is right.
        fake.unhurried();
        fake.unread();
        fake.creates("lobby");
        let directory = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", directory.path().join("bench.db").display());
        let store = Store::open(&url).await.unwrap();
        let discord = at_home::discord(&fake, &Clock::Wall);
        discord.register(APP_ID, &commands::discord_registration()).await.unwrap();
        let channel = Place { platform: PLATFORM.into(), channel: fake.channel("crisis"), thread: None };
        let home = Home::new(channel);
        let platforms = [(PLATFORM, Arc::clone(&discord) as Arc<dyn Chat>)].into();
        let mut app = App::new(store.clone(), Clock::Wall, home, platforms, "bench".into()).unwrap();
        let names: Vec<String> = (0..troubles).map(|n| format!("trouble{n}")).collect();
        let within =
            |name: &String| Watch { channel: Some(format!("{PLATFORM}:{}", fake.creates(name))), ..watch(name) };
        let watches: Vec<Watch> = names.iter().map(within).chain([watch("murmur")]).collect();
        app.listen_for(&watches).await.unwrap();
        app.hear(calm_days(&names)).await.unwrap();

        let (inlet, deliveries) = mpsc::channel(INLET);
        let (events, arrivals) = Intake::new(EVENTS);
        tokio::spawn(at_home::gateway(discord, events, Arc::new(app.reception.clone()), false).run());
        let webhook = Webhook::serve(inlet).await;
        tokio::spawn(app::live(app, deliveries, arrivals, Stop::never()));
        fake.connected().await;
        Self { fake, store, webhook, _directory: directory }
    }

    /// When `create_message` came after the alert was decided, for each alert.
    async fn delays_of_alerts(&self) -> Vec<Duration> {
        let calls = self.fake.calls("create_message");
        let told =
            |names: &dyn Fn(&str) -> bool| calls.iter().find(|call| names(&call.body.to_string())).map(|call| call.at);
        delays_of_alerts(&self.store, told).await
    }

    /// Words that reached the person who did something.
    fn answers(&self) -> usize {
        self.fake.count("update_original_webhook_message") + self.fake.count("execute_webhook")
    }
}

/// First responses, and alerts in idle channels, while the public murmurs.
async fn mentions() {
    let bench = Bench::start(TROUBLES).await;
    let load = tokio::spawn(Arc::clone(&bench.webhook).murmurs());
    tokio::time::sleep(Duration::from_secs(2)).await;
    let fake = Arc::clone(&bench.fake);
    let people = tokio::spawn(async move {
        let mut tick = tokio::time::interval(INTERACTIONS_APART);
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
    let (first, sent) = (bench.fake.response_times(), bench.delays_of_alerts().await);
    assert_eq!((sent.len(), bench.fake.unanswered().len()), (TROUBLES, 0), "every trouble is told, nobody is missed");
    report("interaction received to first response, at 1,000 mentions/s", first);
    report("alert decided to message created, at 1,000 mentions/s", sent);
    leave(&bench);
}

/// What people do, one after the other: mostly they ask, every tenth changes something.
fn does_something(fake: &Fake, n: usize) {
    let person = fake.person(["maya", "nikos", "elena", "marco"][n % 4]);
    let asked = match n % 10 {
        9 => "language en me",
        n if n % 4 == 0 => "status",
        n if n % 2 == 0 => "alert list",
        _ => "watch list",
    };
    let (path, fields) = commands::fields(asked).unwrap();
    person.fills(["crisis", "lobby"][n % 2], path, &fields).expect("a command");
}

/// Everybody presses and types at once.
async fn interactions(rate: u64, seconds: u64) {
    let bench = Bench::start(1).await;
    bench.webhook.shouts("trouble0").await;
    bench.fake.until("a card", |fake| fake.messages("trouble0").len() == 1).await;
    let card = bench.fake.messages("trouble0").remove(0).id;
    let (began, total) = (Instant::now(), usize::try_from(rate * seconds).unwrap());
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
        most = most.max(done - bench.answers());
    }
    let answered = async {
        while bench.answers() < total {
            tick.tick().await;
        }
    };
    tokio::time::timeout(PATIENCE, answered).await.expect("all are answered");
    let took = began.elapsed().as_secs_f64();
    let first = bench.fake.response_times();
    assert_eq!((first.len(), bench.fake.unanswered().len()), (total, 0), "none is missed");
    report(&format!("interaction received to first response, at {rate} interactions/s"), first);
    println!(
        "{total} interactions in {took:.1} s, each acknowledged and answered once; at most {most} waited for their answer ({:.0} ms)",
        most as f64 / rate as f64 * 1e3
    );
    leave(&bench);
}

/// The measurement ends in the middle of things: what still thinks then is not judged.
fn leave(bench: &Bench) {
    bench.fake.forgives(&["left_thinking"]);
}
