//! What probes are told: of a loop that is stuck, and of rows that are left out.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use squall::app::{self, App};
use squall::chat::{Intake, Place};
use squall::clock::Clock;
use squall::courier::Platforms;
use squall::execute;
use squall::home::Home;
use squall::http::{Doors, Ended, health, serve};
use squall::stop::Stop;
use squall::store::Store;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::process::squall::Squall;

/// A busy machine takes its time.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks again and again until the answer is as it should be.
async fn until(url: &str, what: impl Fn(u16, &str) -> bool) {
    let mut often = tokio::time::interval(Duration::from_millis(50));
    let mut last = String::new();
    let asked = async {
        loop {
            often.tick().await;
            let answer = reqwest::get(url).await.unwrap();
            let (status, words) = (answer.status().as_u16(), answer.text().await.unwrap());
            if what(status, &words) {
                return;
            }
            last = format!("{status} {words}");
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, asked).await.is_ok();
    assert!(in_time, "{url} still answers {last}");
}

/// A bot on a clock that stands still, without a platform; its address.
async fn runs(store: Store, clock: Clock) -> String {
    let home = Home::new(Place::parse("sandbox:crisis").unwrap());
    let app = App::new(store.clone(), clock, home, Platforms::new(), "one".into()).unwrap();
    let (inlet, deliveries) = mpsc::channel(8);
    let (intake, arrivals) = Intake::new(8);
    let render = Arc::new(String::new);
    let routes = health(store, Ended::default(), Doors::default(), (app.progress(), &inlet), render);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(serve(listener, routes, Doors::default()));
    tokio::spawn(async move {
        // Whoever sends is there for as long as it runs.
        let _senders = (inlet, intake);
        app::live(app, deliveries, arrivals, Stop::never()).await
    });
    url
}

#[tokio::test(flavor = "multi_thread")]
async fn a_judge_that_is_stuck_is_told_with_its_reason_and_turns_no_mention_away() {
    let directory = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}?busy_timeout=50", directory.path().join("squall.db").display());
    let clock = Clock::at("2026-03-02T08:00:00Z".parse().unwrap());
    let at = runs(Store::open(&url).await.unwrap(), clock.clone()).await;
    let (ready, intake) = (format!("{at}/readyz"), format!("{at}/intakez"));
    until(&ready, |status, words| (status, words) == (200, "ready\n")).await;

    let other = Store::open(&url).await.unwrap();
    let held = other.write().await.unwrap();
    clock.advance_to(clock.now() + TimeDelta::seconds(61));
    let why = "judging has made no progress for 61 s: the database is locked by another program; end it, or wait and try again\n";
    until(&ready, |status, words| (status, words) == (503, why)).await;
    until(&intake, |status, words| (status, words) == (200, "open\n")).await;

    drop(held);
    until(&ready, |status, words| (status, words) == (200, "ready\n")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_out_is_said_by_readyz_doctor_and_metrics_until_it_is_mended() {
    let mut squall = Squall::in_a_directory();
    squall.configures("");
    squall.starts().await;
    let at = format!("http://127.0.0.1:{}", squall.port());
    until(&format!("{at}/readyz"), |status, words| (status, words) == (200, "ready\n")).await;
    let store = Store::open(&format!("sqlite:{}", squall.path().join("squall.db").display())).await.unwrap();
    let mut tx = store.write().await.unwrap();
    execute!(&mut tx, "update watch set sources = '[' where name = 'lumo'").unwrap();
    tx.commit().await.unwrap();
    until(&format!("{at}/readyz"), |status, words| status == 200 && words.contains("1 stored rows are left out")).await;
    let doctor = || String::from_utf8(squall.command(&["doctor"]).output().unwrap().stdout).unwrap();
    let said = doctor();
    assert!(said.contains("wrong    rows: listening leaves out watch 1 "), "{said}");
    let counted = "squall_faults_total{loop=\"listening\",table=\"watch\"}";
    until(&format!("{at}/metrics"), |_, words| words.contains(counted)).await;
    let log = squall.log();
    let line = log.lines().find(|line| line.contains("left out for now")).unwrap();
    assert!(line.contains("table=\"watch\"") && line.contains("row=\"1\"") && line.contains("listening"), "{line}");

    let mut tx = store.write().await.unwrap();
    execute!(&mut tx, "update watch set sources = '[]' where name = 'lumo'").unwrap();
    tx.commit().await.unwrap();
    until(&format!("{at}/readyz"), |status, words| (status, words) == (200, "ready\n")).await;
    let said = doctor();
    assert!(said.contains("ok       rows: none is left out"), "{said}");
    store.close().await;
}
