//! Socket Mode: acknowledged at once, never deaf, never a nuisance.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use serde_json::json;
use squall::chat::{ChatEvent, Intake, NotKept};
use squall::platform::slack::{Socket, SocketEnd};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::stub::{Fault, Stub};

const SOON: Duration = Duration::from_secs(5);

fn listens(stub: &Stub, room: usize) -> (JoinHandle<SocketEnd>, mpsc::Receiver<ChatEvent>) {
    let (events, heard) = mpsc::channel(room);
    let (web, clock) = (stub.web(), stub.clock.clone());
    let socket =
        Socket { web, app_token: "xapp-1-SECRET".into(), events: events.into(), clock, chance: Box::new(|| 0.0) };
    (tokio::spawn(socket.run()), heard)
}

#[tokio::test]
async fn the_same_envelope_three_times_is_one_event() {
    let stub = Stub::start().await;
    let sockets = stub.sockets().await;
    let (_running, mut heard) = listens(&stub, 16);
    let mut line = sockets.next().await;
    line.hello().await;
    for _ in 0..3 {
        line.command("e1", "1.2.x").await;
        assert_eq!(line.acknowledged().await.as_deref(), Some("e1"));
    }
    line.command("e2", "1.3.x").await;
    let mut keys = Vec::new();
    for _ in 0..4 {
        keys.push(heard.recv().await.unwrap().key);
    }
    keys.dedup();
    assert_eq!(keys.len(), 2, "{keys:?}");
}

#[tokio::test]
async fn an_envelope_is_acknowledged_once_what_it_holds_is_kept() {
    let stub = Stub::start().await;
    let sockets = stub.sockets().await;
    let (events, mut arrivals) = Intake::new(16);
    let (web, clock) = (stub.web(), stub.clock.clone());
    let socket = Socket { web, app_token: "xapp-1-SECRET".into(), events, clock, chance: Box::new(|| 0.0) };
    let running = tokio::spawn(socket.run());
    let mut line = sockets.next().await;
    line.hello().await;
    line.command("e1", "t1").await;
    let first = arrivals.recv().await.unwrap();
    assert!(timeout(Duration::from_millis(200), line.acknowledged()).await.is_err(), "it is not kept yet");
    first.told.tell(Ok(()));
    assert_eq!(line.acknowledged().await.as_deref(), Some("e1"));

    line.command("e2", "t2").await;
    arrivals.recv().await.unwrap().told.tell(Err(NotKept::Unstored));
    line.command("e3", "t3").await;
    arrivals.recv().await.unwrap().told.tell(Ok(()));
    assert_eq!(line.acknowledged().await.as_deref(), Some("e3"), "what was not kept comes again");

    // Squall is told to end with one on its way.
    line.command("e4", "t4").await;
    let last = arrivals.recv().await.unwrap();
    arrivals.close();
    last.told.tell(Ok(()));
    assert_eq!(line.acknowledged().await.as_deref(), Some("e4"));
    assert_eq!(timeout(SOON, line.acknowledged()).await.expect("it leaves"), None);
    assert!(matches!(timeout(SOON, running).await.expect("it ends").unwrap(), SocketEnd::NobodyListens));
}

#[tokio::test]
async fn acknowledgements_do_not_wait_for_the_work() {
    let stub = Stub::start().await;
    let sockets = stub.sockets().await;
    // Nobody takes the events: the slowest of handlers.
    let (_running, _heard) = listens(&stub, 2_000);
    let mut line = sockets.next().await;
    line.hello().await;
    let mut waited = Vec::new();
    for number in 0..1_000 {
        let sent = Instant::now();
        line.command(&format!("e{number}"), &format!("t{number}")).await;
        assert_eq!(line.acknowledged().await, Some(format!("e{number}")));
        waited.push(sent.elapsed());
    }
    waited.sort();
    let (median, p99) = (waited[500], waited[990]);
    println!("acknowledged: median {median:?}, p99 {p99:?}, worst {:?}", waited[999]);
    assert!(p99 < Duration::from_millis(50), "{p99:?}");
}

#[tokio::test]
async fn without_room_nothing_is_acknowledged_and_slack_sends_again() {
    let stub = Stub::start().await;
    let sockets = stub.sockets().await;
    let (_running, mut heard) = listens(&stub, 1);
    let mut line = sockets.next().await;
    line.hello().await;
    line.command("e1", "t1").await;
    assert_eq!(line.acknowledged().await.as_deref(), Some("e1"));
    line.command("e2", "t2").await;
    assert!(timeout(Duration::from_millis(200), line.acknowledged()).await.is_err(), "there was no room");
    assert_eq!(heard.recv().await.unwrap().key, "slack:trigger:t1");
    line.command("e2", "t2").await;
    assert_eq!(line.acknowledged().await.as_deref(), Some("e2"));
    assert_eq!(heard.recv().await.unwrap().key, "slack:trigger:t2");
}

#[tokio::test]
async fn a_new_connection_stands_before_the_old_one_is_closed() {
    for reason in ["warning", "refresh_requested"] {
        let stub = Stub::start().await;
        let sockets = stub.sockets().await;
        let (_running, mut heard) = listens(&stub, 16);
        let mut old = sockets.next().await;
        old.hello().await;
        old.command("e1", "t1").await;
        assert_eq!(old.acknowledged().await.as_deref(), Some("e1"));
        stub.clock.advance_to(stub.clock.now() + TimeDelta::seconds(90));
        old.sends(json!({ "type": "disconnect", "reason": reason })).await;
        let mut new = timeout(SOON, sockets.next()).await.expect("a second connection");
        old.command("e2", "t2").await;
        assert_eq!(old.acknowledged().await.as_deref(), Some("e2"), "the old one still hears");
        new.hello().await;
        assert_eq!(timeout(SOON, old.acknowledged()).await.expect("the old one is closed"), None);
        new.command("e3", "t3").await;
        assert_eq!(new.acknowledged().await.as_deref(), Some("e3"));
        for key in ["t1", "t2", "t3"] {
            assert_eq!(heard.recv().await.unwrap().key, format!("slack:trigger:{key}"));
        }
    }
}

#[tokio::test]
async fn a_connection_that_breaks_is_opened_again() {
    let stub = Stub::start().await;
    let sockets = stub.sockets().await;
    let (_running, mut heard) = listens(&stub, 16);
    drop(sockets.next().await);
    let mut line = timeout(SOON, sockets.next()).await.expect("it comes back");
    line.hello().await;
    line.command("e1", "t1").await;
    assert_eq!(heard.recv().await.unwrap().key, "slack:trigger:t1");
}

#[tokio::test]
async fn a_flapping_slack_is_left_in_peace() {
    for frame in [
        json!({ "type": "disconnect", "reason": "too_many_websockets" }),
        json!({ "type": "disconnect", "reason": "warning" }),
        json!({ "type": "disconnect", "reason": "refresh_requested" }),
    ] {
        let stub = Stub::start().await;
        let sockets = stub.sockets().await;
        let (_running, _heard) = listens(&stub, 16);
        // Kept open: only its word makes Squall come again.
        let mut kept = Vec::new();
        let flapping = async {
            loop {
                let mut line = sockets.next().await;
                line.hello().await;
                line.sends(frame.clone()).await;
                kept.push(line);
            }
        };
        // 0 s, 0.5 s, 1 s, 2 s: the pauses after these are in the unit test.
        assert!(timeout(Duration::from_millis(2_400), flapping).await.is_err());
        let connects = stub.calls("apps.connections.open");
        assert!((3..=4).contains(&connects), "{connects} connects after {frame}");
    }
}

#[tokio::test]
async fn it_ends_with_the_cure_when_only_a_person_can_help() {
    let stub = Stub::start().await;
    let sockets = stub.sockets().await;
    let (running, _heard) = listens(&stub, 16);
    let mut line = sockets.next().await;
    line.hello().await;
    line.sends(json!({ "type": "disconnect", "reason": "link_disabled" })).await;
    let end = timeout(SOON, running).await.expect("it ends").unwrap().to_string();
    assert!(end.contains("Settings, Socket Mode"), "{end}");

    for (code, cure) in [("invalid_auth", "App-Level Tokens"), ("not_allowed_token_type", "xapp-")] {
        stub.meets("apps.connections.open", Fault::Error(code));
        let (running, _heard) = listens(&stub, 16);
        let end = timeout(SOON, running).await.expect("it ends").unwrap().to_string();
        assert!(end.contains(cure) && !end.contains("SECRET"), "{end}");
    }
}
