//! How long an incident of 10,000 entries takes to be written, in each format, from SQLite.
//!
//! `cargo bench --bench export` prints one line per format.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement")]
#![allow(clippy::disallowed_methods, reason = "measurements read the machine's clock")]

use std::time::Instant;

use squall::chat::{PersonRef, Place};
use squall::cli::export::written;
use squall::clock::Clock;
use squall::home::Home;
use squall::incident::timeline::{self, Done, NewEntry, Slot, Value, What};
use squall::incident::{export, opening};
use squall::store::Store;
use squall::words::Locale;

const ENTRIES: i64 = 10_000;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(measure());
}

async fn measure() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite:{}", directory.path().join("squall.db").display())).await.unwrap();
    let channel = Place::parse("sandbox:#crisis").unwrap();
    let home = Home { channel: channel.clone(), locale: Locale::En, zone: chrono_tz::UTC, quiet: None };
    let by = PersonRef { platform: "sandbox".into(), user: "maya".into() };
    let start = Clock::Wall.now();
    let mut tx = store.write().await.unwrap();
    let opened = opening::by_hand(&mut tx, &home, "Smoke in Varna".into(), &by, &channel, start).await.unwrap();
    let incident = opened.unwrap().id;
    for n in 0..ENTRIES {
        let at = start + chrono::Duration::seconds(n);
        let what = match n % 3 {
            0 => What::Note(format!("the {n}th shop called: *no* smoke <here>, said @everyone")),
            1 => What::Done(
                Done::new("timeline-did-severity").with(Slot::From, Value::Number(5)).with(Slot::To, Value::Number(6)),
            ),
            _ => What::Message {
                author: Some("U012".into()), text: "Кой говори с медиите? 誰回覆媒體？".repeat(3)
            },
        };
        let entry = NewEntry { at, by: by.to_string(), what, link: None, source: None };
        timeline::add(&mut tx, incident, &entry, at).await.unwrap();
    }
    tx.commit().await.unwrap();
    for format in commands::Format::ALL {
        let began = Instant::now();
        let mut tx = store.read().await.unwrap();
        let dossier = export::desk::gather(&mut tx, incident, start).await.unwrap().unwrap();
        let text = written(&dossier, format, Locale::El, chrono_tz::Europe::Athens, Vec::new()).unwrap();
        let (took, entries, size) = (began.elapsed(), dossier.timeline.len(), text.len() / 1024);
        println!("export, {:>4}: {entries} entries in {:.2} s, {size} KiB", format.name(), took.as_secs_f64());
    }
    store.close().await;
}
