//! The store's exam, sat by both engines. Each story ends without a commit, so that it leaves nothing behind.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

use squall::clock::{Time, from_micros};
use squall::execute;
use squall::store::ledger::{Broken, Entry, append, read, verify};
use squall::store::{Store, Tx, inbox, lease, timer};

fn minute(n: i64) -> Time {
    from_micros(1_790_000_000_000_000 + n * 60_000_000)
}

async fn sit(url: &str) {
    let store = Store::open(url).await.unwrap();
    a_redelivery_has_no_effect(&mut store.write().await.unwrap()).await;
    one_instance_holds_a_lease(&mut store.write().await.unwrap()).await;
    a_timer_fires_once_and_can_be_moved(&mut store.write().await.unwrap()).await;
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

async fn a_timer_fires_once_and_can_be_moved(tx: &mut Tx) {
    timer::set(tx, "snooze", "A-1", "{}", minute(10)).await.unwrap();
    timer::set(tx, "snooze", "A-2", "{}", minute(5)).await.unwrap();
    timer::set(tx, "snooze", "A-3", "{}", minute(5)).await.unwrap();
    timer::cancel(tx, "snooze", "A-3").await.unwrap();
    assert!(timer::take_due(tx, minute(4), 10).await.unwrap().is_empty());
    let due: Vec<String> =
        timer::take_due(tx, minute(30), 10).await.unwrap().into_iter().map(|timer| timer.subject).collect();
    assert_eq!(due, ["A-2", "A-1"]);
    assert!(timer::take_due(tx, minute(60), 10).await.unwrap().is_empty());
    timer::set(tx, "snooze", "A-1", "{}", minute(90)).await.unwrap();
    assert_eq!(timer::take_due(tx, minute(90), 10).await.unwrap().len(), 1);
}

async fn the_ledger_tells(tx: &mut Tx, tampering: &str) {
    execute!(tx, "delete from ledger").unwrap();
    execute!(tx, "update ledger_head set seq = 0, hash = ''").unwrap();
    for n in 1..=5 {
        let entry = Entry {
            at: minute(n),
            actor: "nikos",
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
    let (rows, written) = read(tx).await.unwrap();
    let expected = match tampering {
        "changed" | "swapped" => Err(Broken::Changed(3)),
        "removed" => Err(Broken::Order { expected: 3, found: 4 }),
        "cut" => Err(Broken::Short { expected: 5, found: 4 }),
        _ => Ok(()),
    };
    assert_eq!(verify(&rows, written), expected, "{tampering}");
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
