//! The store's exam, sat by both engines. Each story ends without a commit, so that it leaves nothing behind.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

use squall::alert;
use squall::chat::Place;
use squall::clock::{Time, from_micros, micros};
use squall::execute;
use squall::id::AlertId;
use squall::person::Actor;
use squall::store::errand::{self, Body, Effect, Errand, NewErrand, Target};
use squall::store::ledger::{Broken, Entry, append, read, verify};
use squall::store::{Store, StoreError, Tx, inbox, lease, timer};

fn minute(n: i64) -> Time {
    from_micros(1_790_000_000_000_000 + n * 60_000_000)
}

async fn sit(url: &str) {
    let store = Store::open(url).await.unwrap();
    a_redelivery_has_no_effect(&mut store.write().await.unwrap()).await;
    one_instance_holds_a_lease(&mut store.write().await.unwrap()).await;
    a_timer_fires_once_and_can_be_moved_and_put_back(&mut store.write().await.unwrap()).await;
    errands_keep_their_order_and_go_out_once(&mut store.write().await.unwrap()).await;
    waiting_edits_become_one(&mut store.write().await.unwrap()).await;
    whoever_holds_on_keeps_an_errand_and_a_head_tells_when_the_last_one_went(&mut store.write().await.unwrap()).await;
    for tampering in ["none", "changed", "removed", "swapped", "cut"] {
        the_ledger_tells(&mut store.write().await.unwrap(), tampering).await;
    }
    store.close().await;
}

async fn a_redelivery_has_no_effect(tx: &mut Tx) {
    assert!(inbox::take(tx, "sandbox:1", minute(0)).await.unwrap());
    assert!(!inbox::take(tx, "sandbox:1", minute(5)).await.unwrap());
    assert!(inbox::take(tx, "sandbox:2", minute(9)).await.unwrap());
    assert_eq!(inbox::forget(tx, minute(9)).await.unwrap(), 1);
    assert!(!inbox::take(tx, "sandbox:2", minute(9)).await.unwrap());
}

async fn one_instance_holds_a_lease(tx: &mut Tx) {
    assert_eq!(lease::hold(tx, "judge", "a", minute(0), minute(2)).await.unwrap(), Some(1));
    assert_eq!(lease::hold(tx, "judge", "b", minute(1), minute(3)).await.unwrap(), None);
    assert_eq!(lease::hold(tx, "judge", "a", minute(1), minute(3)).await.unwrap(), Some(1), "renewed, not taken anew");
    assert_eq!(
        lease::hold(tx, "judge", "b", minute(3), minute(5)).await.unwrap(),
        Some(2),
        "the old holder is fenced off"
    );
    assert_eq!(lease::hold(tx, "judge", "a", minute(4), minute(6)).await.unwrap(), None);
}

async fn a_timer_fires_once_and_can_be_moved_and_put_back(tx: &mut Tx) {
    let wake = |id| alert::Due::Wake(AlertId(id));
    timer::set(tx, &wake(1), minute(10)).await.unwrap();
    timer::set(tx, &wake(2), minute(5)).await.unwrap();
    timer::set(tx, &wake(3), minute(5)).await.unwrap();
    timer::cancel(tx, &wake(3)).await.unwrap();
    assert_eq!(fired(tx, 4).await, [""; 0]);
    assert_eq!(fired(tx, 30).await, ["A-2", "A-1"]);
    assert_eq!(fired(tx, 60).await, [""; 0]);
    timer::set(tx, &wake(1), minute(90)).await.unwrap();
    let due = timer::due(tx, minute(90), 10).await.unwrap().all().unwrap();
    timer::put_back(tx, &due[0], minute(95)).await.unwrap();
    assert!(!timer::take(tx, &due[0], minute(90)).await.unwrap(), "it is not due any more");
    assert_eq!(fired(tx, 94).await, [""; 0]);
    assert_eq!(fired(tx, 95).await, ["A-1"]);
}

/// Whose timers fire at this minute, oldest first.
async fn fired(tx: &mut Tx, at: i64) -> Vec<String> {
    let mut fired = Vec::new();
    for timer in timer::due(tx, minute(at), 10).await.unwrap().all().unwrap() {
        assert!(
            timer::take(tx, &timer, minute(at)).await.unwrap() && !timer::take(tx, &timer, minute(at)).await.unwrap()
        );
        fired.push(timer.written.subject);
    }
    fired
}

/// Writes an errand of the card in a channel, whose title is `body`.
async fn said(tx: &mut Tx, key: &str, channel: &str, effect: Effect, body: &str) -> bool {
    let channel = Place { platform: "sandbox".into(), channel: channel.into(), thread: None };
    let (target, body) = (Target::Card { subject: "A-1".into(), channel }, Body::Title(body.into()));
    let (target, body) = (&target, &body);
    let errand = NewErrand { key, effect, target, body, about: "alert", subject: Some("A-1"), due_at: minute(0) };
    errand::write(tx, &errand).await.unwrap()
}

/// Takes what is free now, for two minutes.
async fn taken(tx: &mut Tx, holder: &str, now: i64) -> Vec<Errand> {
    let mut taken = Vec::new();
    for head in errand::heads(tx).await.unwrap().into_iter().filter(|head| head.free_at <= micros(minute(now))) {
        taken.extend(errand::take(tx, head.id, holder, minute(now), minute(now + 2)).await.unwrap());
    }
    taken
}

async fn keys_taken(tx: &mut Tx, holder: &str, now: i64) -> Vec<(i64, String, i64)> {
    let taken = taken(tx, holder, now).await;
    taken.into_iter().map(|errand| (errand.id, errand.key, errand.attempts)).collect()
}

async fn errands_keep_their_order_and_go_out_once(tx: &mut Tx) {
    for (key, channel) in [("1", "crisis"), ("2", "crisis"), ("3", "general")] {
        assert!(said(tx, key, channel, Effect::Post, "").await);
    }
    assert!(!said(tx, "1", "crisis", Effect::Post, "").await, "a fact speaks once");
    let taken = keys_taken(tx, "a", 0).await;
    let keys: Vec<_> = taken.iter().map(|(_, key, _)| key.as_str()).collect();
    assert_eq!(keys, ["1", "3"], "one at a time in each conversation");
    assert!(keys_taken(tx, "b", 1).await.is_empty(), "what is being sent is left alone");
    assert!(errand::give_up(tx, taken[1].0, "a", "no such channel", minute(1)).await.unwrap());
    let again = keys_taken(tx, "b", 2).await;
    assert_eq!((again[0].1.as_str(), again[0].2), ("1", 2), "a lease that ran out is taken over");
    assert!(!errand::done(tx, taken[0].0, "a", Some("m1"), minute(2)).await.unwrap(), "the old holder is fenced off");
    assert!(errand::retry(tx, again[0].0, "b", "rate limit", minute(9)).await.unwrap());
    assert!(keys_taken(tx, "b", 8).await.is_empty(), "the conversation waits for the one that failed");
    let third = keys_taken(tx, "b", 9).await;
    assert!(errand::done(tx, third[0].0, "b", Some("m1"), minute(9)).await.unwrap());
    assert_eq!(errand::message_of(tx, "1").await.unwrap().as_deref(), Some("m1"));
    assert_eq!(keys_taken(tx, "b", 9).await[0].1, "2");
}

async fn waiting_edits_become_one(tx: &mut Tx) {
    assert!(said(tx, "e1", "crisis", Effect::Edit, "one").await);
    assert!(said(tx, "e2", "crisis", Effect::Edit, "two").await);
    let taken = self::taken(tx, "a", 0).await;
    assert!(taken.len() == 1 && taken[0].body == Body::Title("two".into()));
    assert!(said(tx, "e3", "crisis", Effect::Edit, "three").await);
    assert!(errand::done(tx, taken[0].id, "a", None, minute(0)).await.unwrap());
    let next = self::taken(tx, "a", 0).await;
    let three = Body::Title("three".into());
    assert_eq!(next[0].body, three, "an edit that is on its way is not changed under the courier's hands");
}

async fn whoever_holds_on_keeps_an_errand_and_a_head_tells_when_the_last_one_went(tx: &mut Tx) {
    said(tx, "h1", "crisis", Effect::Post, "").await;
    said(tx, "h2", "crisis", Effect::Post, "").await;
    let first = taken(tx, "a", 0).await.remove(0);
    errand::hold(tx, first.id, "b", minute(9)).await.unwrap();
    assert_eq!(errand::heads(tx).await.unwrap()[0].free_at, micros(minute(2)), "it is not b's to hold");
    errand::hold(tx, first.id, "a", minute(5)).await.unwrap();
    assert_eq!(errand::take(tx, first.id, "b", minute(4), minute(6)).await.unwrap(), None);
    assert!(errand::done(tx, first.id, "a", Some("m1"), minute(4)).await.unwrap());
    let [head] = errand::heads(tx).await.unwrap().try_into().unwrap();
    assert_eq!((head.conversation.as_str(), head.last_sent), ("sandbox:crisis", Some(micros(minute(4)))));
}

async fn the_ledger_tells(tx: &mut Tx, tampering: &str) {
    execute!(tx, "delete from ledger").unwrap();
    execute!(tx, "update ledger_head set seq = 0, hash = ''").unwrap();
    for n in 1..=5 {
        let entry = Entry {
            at: minute(n),
            actor: &Actor::stored("nikos"),
            action: "alert.dismissed",
            subject: "A-7",
            detail: "{\"why\":\"old\"}",
        };
        assert_eq!(append(tx, &entry).await.unwrap(), n);
    }
    match tampering {
        "changed" => execute!(tx, "update ledger set actor = 'maya' where seq = 3"),
        "removed" => execute!(tx, "delete from ledger where seq = 3"),
        "swapped" => {
            execute!(tx, "update ledger set seq = 30 where seq = 3").unwrap();
            execute!(tx, "update ledger set seq = 3 where seq = 4").unwrap();
            execute!(tx, "update ledger set seq = 4 where seq = 30")
        }
        "cut" => execute!(tx, "delete from ledger where seq = 5"),
        _ => Ok(0),
    }
    .unwrap();
    let (rows, head) = read(tx).await.unwrap();
    let expected = match tampering {
        "changed" | "swapped" => Err(Broken::Changed(3)),
        "removed" => Err(Broken::Order { expected: 3, found: 4 }),
        "cut" => Err(Broken::Short { expected: 5, found: 4 }),
        _ => Ok(()),
    };
    assert_eq!(verify(&rows, Some(&head)), expected, "{tampering}");
}

/// Who only looks finds what is there, and makes and changes nothing.
async fn only_looked_at(url: &str) {
    assert!(matches!(Store::existing(url).await, Err(StoreError::Nothing(_))));
    assert!(matches!(Store::existing(url).await, Err(StoreError::Nothing(_))), "looking made nothing");
    let store = Store::open(url).await.unwrap();
    Store::existing(url).await.unwrap().close().await;
    for (change, is_right) in [
        (
            "update _sqlx_migrations set version = 9000 where version = (select max(version) from _sqlx_migrations)",
            false,
        ),
        ("delete from _sqlx_migrations where version = 9000", true),
    ] {
        let mut tx = store.write().await.unwrap();
        execute!(&mut tx, change).unwrap();
        tx.commit().await.unwrap();
        let error = Store::existing(url).await.err().unwrap();
        assert_eq!(matches!(error, StoreError::Older { .. }), is_right, "{error}");
        assert_eq!(matches!(error, StoreError::Newer { .. }), !is_right, "{error}");
    }
    store.close().await;
}

#[tokio::test]
async fn a_file_is_only_looked_at() {
    let directory = tempfile::tempdir().unwrap();
    only_looked_at(&format!("sqlite:{}", directory.path().join("squall.db").display())).await;
}

#[tokio::test]
async fn a_server_is_only_looked_at() {
    let server = std::env::var("SQUALL_TEST_POSTGRES").expect("run scripts/test, which starts a temporary Postgres");
    let schema = format!("looked_at_{}", std::process::id());
    let change = async |statement: String| {
        let store = Store::open(&server).await.unwrap();
        let mut tx = store.write().await.unwrap();
        execute!(&mut tx, sqlx::AssertSqlSafe(statement.clone())).unwrap();
        tx.commit().await.unwrap();
        store.close().await;
    };
    change(format!("create schema {schema}")).await;
    only_looked_at(&format!("{server}?options[search_path]={schema}")).await;
    change(format!("drop schema {schema} cascade")).await;
}

#[tokio::test]
async fn sqlite_sits_the_exam() {
    let file = std::env::temp_dir().join(format!("squall-store-{}.db", std::process::id()));
    sit(&format!("sqlite:{}", file.display())).await;
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", file.display()));
    }
}

#[tokio::test]
async fn postgres_sits_the_exam() {
    let url = std::env::var("SQUALL_TEST_POSTGRES").expect("run scripts/test, which starts a temporary Postgres");
    sit(&url).await;
}
