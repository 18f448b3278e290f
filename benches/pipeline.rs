//! What a mention costs from its bytes to the commit: parse, dedupe, match, read, group, tally, SQLite.
//!
//! `cargo bench --bench pipeline` prints one line per measurement. `-- memory N` feeds N million mentions instead and
//! prints the resident memory along the way.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::cast_precision_loss, reason = "a measurement")]
#![allow(clippy::disallowed_methods, reason = "measurements read the machine's clock")]

mod load;

use std::sync::Arc;
use std::time::Instant;

use load::Asked;
use squall::clock::Clock;
use squall::listen::{self, Ears, Scribe};
use squall::reading::Reader;
use squall::sources::Delivery;
use squall::sources::webhook::Endpoint;
use squall::store::Store;
use squall::watch::{self, Watch};
use tokio::sync::{Notify, mpsc, oneshot};

/// Mentions of a delivery, as an import or a busy webhook makes them.
const TOGETHER: usize = 1_000;

const STARTS: [&str; 10] = [
    "Third day without an answer from {b} support, the parcel is still lost",
    "Ho comprato lo yogurt da {b} e aveva un sapore strano, qualcun altro?",
    "Τρίτη μέρα χωρίς απάντηση από την {b}, κανείς δεν σηκώνει το τηλέφωνο",
    "Вече трети ден без отговор от {b}, никой не вдига телефона",
    "今天又買到壞掉的牛奶，{b} 客服完全沒有回應",
    "Really happy with my new {b}, worth every cent",
    "La consegna di {b} è arrivata in anticipo, bravi davvero",
    "Παρέλαβα από την {b} σε μία μέρα, ευχαριστώ πολύ",
    "Много съм доволен от {b}, препоръчвам на всички",
    "{b} 的新口味意外地好喝，推薦給大家",
];
const ENDS: [&str; 7] = ["", " #fail", " Never again!", " 😡😡", " and the phone just rings…", " 👍", " (thread 1/4)"];

fn main() {
    let asked = Asked::read();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if asked.names("memory") {
        runtime.block_on(memory(asked.numbers.first().map_or(5, |millions| usize::try_from(*millions).unwrap())));
        return;
    }
    for watches in [10, 10_000] {
        let bodies = bodies(0, 300);
        let (seconds, stored) = runtime.block_on(run(watches, bodies));
        let rate = stored as f64 / seconds;
        println!("pipeline, {watches:>6} watches: {stored} mentions in {seconds:.1} s, {rate:.0} mentions/s");
    }
}

/// Deliveries as bytes, each with its own mentions, a second of the public's time apart.
fn bodies(from: usize, count: usize) -> Vec<Vec<u8>> {
    (from..from + count).map(body).collect()
}

fn body(number: usize) -> Vec<u8> {
    let mut body = String::new();
    for place in 0..TOGETHER {
        let n = number * TOGETHER + place;
        let text = STARTS[n % STARTS.len()].replace("{b}", &format!("brand{}", n / 7 % 10));
        let text = format!("{text}{} {}", ENDS[n / 3 % ENDS.len()], n % 97);
        let at = squall::clock::from_micros(1_790_000_000_000_000 + i64::try_from(n).unwrap() * 1_000);
        let line = serde_json::json!({
            "id": format!("m{n}"), "created_at": at, "text": text, "platform": "x",
            "author": format!("author{}", n * 31 % 50_021), "followers": n * 17 % 9_000,
        });
        body.push_str(&line.to_string());
        body.push('\n');
    }
    body.into_bytes()
}

struct Pipeline {
    inlet: mpsc::Sender<Delivery>,
    listening: tokio::task::JoinHandle<anyhow::Result<()>>,
    endpoint: Arc<Endpoint>,
    _directory: tempfile::TempDir,
}

async fn pipeline(watches: usize) -> Pipeline {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite:{}", directory.path().join("bench.db").display())).await.unwrap();
    let mut tx = store.write().await.unwrap();
    for n in 0..watches {
        watch::store::add(&mut tx, &watch_for(n)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let ears = Ears::new(Arc::new(Reader::shipped().unwrap())).unwrap();
    let scribe = Scribe::new(store.clone(), Clock::at(squall::clock::from_micros(1_790_000_000_000_000)));
    let (inlet, deliveries) = mpsc::channel(8);
    let listening = tokio::spawn(listen::run(
        ears,
        scribe,
        store,
        deliveries,
        Arc::new(Notify::new()),
        squall::stop::Stop::never(),
        squall::progress::Progress::new(Clock::Wall),
    ));
    Pipeline { inlet, listening, endpoint: Arc::new(Endpoint::new("bench", Vec::new())), _directory: directory }
}

/// The first ten watches are heard; the others listen in vain, as most do.
fn watch_for(n: usize) -> Watch {
    let brand = format!("brand{n}");
    let query = match n % 3 {
        0 => format!("{brand} OR #{brand} OR \"the {brand} company\""),
        1 => format!("{brand} -jobs"),
        _ => format!("@{brand} OR {brand}"),
    };
    Watch::new(brand, query, squall::clock::from_micros(0))
}

async fn feed(pipeline: &Pipeline, bodies: Vec<Vec<u8>>) -> usize {
    let mut answers = Vec::with_capacity(bodies.len());
    for body in bodies {
        let endpoint = Arc::clone(&pipeline.endpoint);
        let mentions = tokio::task::spawn_blocking(move || endpoint.read(&body).mentions).await.unwrap();
        assert_eq!(mentions.len(), TOGETHER);
        let (answer, answered) = oneshot::channel();
        pipeline.inlet.send(Delivery { key: None, mentions, removals: Vec::new(), watch: None, answer }).await.unwrap();
        answers.push(answered);
    }
    let mut new = 0;
    for answered in answers {
        new += answered.await.unwrap().new;
    }
    new
}

/// Seconds from the first byte to the last commit, and the mentions that were stored.
async fn run(watches: usize, bodies: Vec<Vec<u8>>) -> (f64, usize) {
    let pipeline = pipeline(watches).await;
    // The automaton is built once per change of a watch, not per mention.
    feed(&pipeline, self::bodies(100_000, 1)).await;
    let started = Instant::now();
    let stored = feed(&pipeline, bodies).await;
    let seconds = started.elapsed().as_secs_f64();
    let Pipeline { inlet, listening, .. } = pipeline;
    drop(inlet);
    listening.await.unwrap().unwrap();
    (seconds, stored)
}

async fn memory(millions: usize) {
    let pipeline = pipeline(10).await;
    println!("memory, ready: {:.0} MB", resident_mb());
    for million in 0..millions {
        for hundred in 0..10 {
            feed(&pipeline, bodies(million * 1_000 + hundred * 100, 100)).await;
        }
        println!("memory, after {} million mentions: {:.0} MB", million + 1, resident_mb());
    }
}

/// Of this process, generator included.
fn resident_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}
