//! What was accepted is done: by the process that is told to end, or by the one after it, also when it is killed.

use std::time::Duration;

use reqwest::Client;
use serde_json::json;
use squall::store::{Store, inbox};
use squall::{fetch_all, watch};
use tokio::task::JoinSet;

use super::PATIENCE;
use super::server::Server;
use super::squall::Squall;

/// How often it is ended in the midst of what people do.
const TRIES: usize = 10;
/// What people do each time.
const COMMANDS: usize = 20;

/// Somebody types a command on the page; true when the page was told that it arrived.
async fn is_accepted(client: Client, port: u16, words: String) -> bool {
    let act = json!({ "person": "maya", "act": { "say": { "channel": "crisis", "words": words } } });
    let sent = client.post(format!("http://127.0.0.1:{port}/sandbox/act")).json(&act).send().await;
    sent.is_ok_and(|answer| answer.status().is_success())
}

/// People add watches, and once the first are accepted the process ends. Answers the names of those that were accepted.
async fn people_act(squall: &mut Squall, round: usize, is_killed: bool) -> Vec<String> {
    let (client, mut asking) = (Client::new(), JoinSet::new());
    for nth in 0..COMMANDS {
        let (client, port, name) = (client.clone(), squall.port(), format!("round{round}n{nth}"));
        asking
            .spawn(async move { (is_accepted(client, port, format!("/crisis watch add {name} {name}")).await, name) });
    }
    let mut accepted = Vec::new();
    // As many as the round has a number, then it ends.
    while accepted.len() < round {
        match asking.join_next().await.unwrap().unwrap() {
            (true, name) => accepted.push(name),
            (false, name) => panic!("{name} was not accepted: {}", squall.log()),
        }
    }
    if is_killed {
        squall.is_killed();
    } else {
        let ended = squall.is_told_to_end().await;
        assert!(ended.success(), "{ended}: {}", squall.log());
    }
    for (is_accepted, name) in asking.join_all().await {
        accepted.extend(is_accepted.then_some(name));
    }
    accepted
}

async fn nothing_accepted_is_lost(url: &str, is_killed: bool) {
    let mut squall = Squall::in_a_directory();
    squall.configures_with(url, "");
    let mut accepted = Vec::new();
    for round in 1..=TRIES {
        squall.starts().await;
        accepted.extend(people_act(&mut squall, round, is_killed).await);
    }
    squall.starts().await;
    let store = Store::open(&squall.url_of(url)).await.unwrap();
    let all_done = async {
        while inbox::counts(&mut store.read().await.unwrap()).await.unwrap() != (0, 0) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, all_done).await.expect("all is done");
    let mut tx = store.read().await.unwrap();
    let names = fetch_all!(&mut tx, (String,), "select name from watch").unwrap();
    let lost: Vec<_> = accepted.iter().filter(|name| !names.contains(&((*name).clone(),))).collect();
    assert!(lost.is_empty(), "{} of {} are lost: {lost:?}", lost.len(), accepted.len());
    println!("{} accepted over {TRIES} ends, none lost", accepted.len());
    drop(tx);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_end_ten_times_it_loses_nothing_that_it_accepted() {
    nothing_accepted_is_lost("sqlite:squall.db", false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_ten_times_it_loses_nothing_that_it_accepted() {
    nothing_accepted_is_lost("sqlite:squall.db", true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres_neither_a_stop_nor_a_kill_loses_what_was_accepted() {
    for is_killed in [false, true] {
        let Some(server) = Server::starts().await else { return };
        nothing_accepted_is_lost(&server.url(), is_killed).await;
    }
}

/// The server goes away twenty times, in each of its ways, while mentions come in.
#[tokio::test(flavor = "multi_thread")]
async fn postgres_restarts_twenty_times_under_traffic_and_nothing_ends_or_is_lost() {
    let Some(mut server) = Server::starts().await else { return };
    let mut squall = Squall::in_a_directory();
    squall.configures_with(&server.url(), "");
    squall.starts().await;
    let (mut sent, mut taken) = (0, 0);
    for restart in 0..20 {
        let restarting = tokio::task::spawn_blocking(move || {
            server.restarts(if restart % 2 == 0 { "fast" } else { "immediate" });
            server
        });
        // Whoever was not answered sends it again, under the same id, as senders of webhooks do.
        while !restarting.is_finished() || taken < sent || sent < (restart + 1) * 3 {
            if taken == sent {
                sent += 1;
            }
            taken += usize::from(squall.is_heard(sent).await);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        server = restarting.await.unwrap();
    }
    assert!(squall.is_running(), "{}", squall.log());
    let store = Store::open(&server.url()).await.unwrap();
    let mut tx = store.read().await.unwrap();
    let mentions = fetch_all!(&mut tx, (String,), "select source_id from mention").unwrap();
    assert_eq!(mentions.len(), taken, "each once");
    assert_eq!(watch::store::list(&mut tx).await.unwrap().good.len(), 2);
    drop(tx);
    store.close().await;
    assert_eq!(squall.answers("/healthz").await.0, 200);
    let ended = squall.is_told_to_end().await;
    assert!(ended.success(), "{ended}: {}", squall.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_not_there_yet_is_waited_for_and_a_wrong_name_is_told_at_once() {
    let Some(mut server) = Server::starts().await else { return };
    let mut squall = Squall::in_a_directory();
    squall.configures_with(&server.url().replace("/postgres", "/nobody"), "");
    let refused = squall.command(&["run", "--config", "squall.toml"]).output().unwrap();
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("[store] url"), "{said}");

    server.stops();
    squall.configures_with(&server.url(), "");
    let log = squall.path().join("log");
    let starting = tokio::spawn(async move {
        squall.starts().await;
        squall
    });
    let told = async {
        while !std::fs::read_to_string(&log).is_ok_and(|said| said.contains("Squall waits for the database")) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, told).await.expect("it says that it waits");
    assert!(!starting.is_finished());
    server.comes_back();
    tokio::time::timeout(PATIENCE, starting).await.expect("it starts").unwrap();
}
