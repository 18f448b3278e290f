//! How long the record of an incident takes to be read and written, in each format, from SQLite: an incident of 10,000
//! entries, and the report of one with 10,000 mentions and 500 entries.
//!
//! `cargo bench --bench export` prints one line per format.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement")]
#![allow(clippy::cast_possible_truncation, reason = "times of an invented public")]
#![allow(clippy::disallowed_methods, reason = "measurements read the machine's clock")]

mod aftermath;

use std::time::Instant;

use aftermath::Scale;
use squall::cli::export::written;
use squall::report::desk;
use squall::store::Store;
use squall::words::Locale;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        measure("export", Scale { mentions: 1_000, entries: 10_000 }).await;
        measure("report", Scale { mentions: 10_000, entries: 500 }).await;
    });
}

async fn measure(name: &str, scale: Scale) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite:{}", directory.path().join("squall.db").display())).await.unwrap();
    let (incident, now) = aftermath::play(&store, scale).await;
    for format in commands::Format::ALL {
        let began = Instant::now();
        let mut tx = store.read().await.unwrap();
        let report = desk::live(&mut tx, incident, now).await.unwrap().unwrap();
        let text = written(&report, format, Locale::El, chrono_tz::Europe::Athens).unwrap();
        let (took, facts, size) = (began.elapsed(), &report.facts, text.len() / 1024);
        let heard = facts.situation.iter().flat_map(|heard| &heard.languages);
        let mentions: u64 = heard.map(squall::report::facts::Voices::total).sum();
        let entries = facts.timeline.len();
        println!(
            "{name}, {:>4}: {entries} entries, {mentions} mentions since it began, in {:.2} s, {size} KiB",
            format.name(),
            took.as_secs_f64()
        );
    }
    store.close().await;
}
