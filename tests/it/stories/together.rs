//! Several hands at the same thing at the same moment.

use squall::alert::{self, store::lock};
use squall::clock::Time;
use squall::fetch_one;
use squall::id::AlertId;
use squall::person::Actor;
use squall::store::ledger::{Entry, append};
use squall::store::{Store, Tx, timer};

use crate::world::{World, stories};

stories!(a_timer_is_taken_by_one, who_is_in_the_way_of_somebody_else_is_answered_all_the_same);

async fn take(store: Store, now: Time) -> usize {
    let mut tx = store.write().await.unwrap();
    let taken = take_in(&mut tx, now).await;
    tx.commit().await.unwrap();
    taken
}

/// How many timers this transaction gets.
async fn take_in(tx: &mut Tx, now: Time) -> usize {
    let mut taken = 0;
    for timer in timer::due(tx, now, 100).await.unwrap().all().unwrap() {
        taken += usize::from(timer::take(tx, &timer, now).await.unwrap());
    }
    taken
}

/// Waits until somebody waits for this transaction, where the engine lets several in at all.
async fn somebody_waits(store: &Store, held: &mut Tx) {
    if store.engine() != "Postgres" {
        return;
    }
    let (holder,): (i32,) = fetch_one!(held, (i32,), "select pg_backend_pid()").unwrap();
    let mut look = tokio::time::interval(std::time::Duration::from_millis(10));
    for _ in 0..500 {
        look.tick().await;
        let mut tx = store.read().await.unwrap();
        let sql = "select count(*) from pg_stat_activity where $1 = any(pg_blocking_pids(pid))";
        let (waiting,): (i64,) = fetch_one!(&mut tx, (i64,), sql, holder).unwrap();
        if waiting > 0 {
            return;
        }
    }
    panic!("nobody waits");
}

async fn a_timer_is_taken_by_one(world: &mut World) {
    let (store, now) = (world.app.store.clone(), world.now());
    let mut tx = store.write().await.unwrap();
    timer::set(&mut tx, &alert::Due::Wake(AlertId(1)), now).await.unwrap();
    tx.commit().await.unwrap();
    let mut first = store.write().await.unwrap();
    assert_eq!(take_in(&mut first, now).await, 1);
    let second = tokio::spawn(take(store.clone(), now));
    somebody_waits(&store, &mut first).await;
    first.commit().await.unwrap();
    assert_eq!(second.await.unwrap(), 0, "another process came too late");
}

async fn who_is_in_the_way_of_somebody_else_is_answered_all_the_same(world: &mut World) {
    world.trouble().await;
    let (store, at) = (world.app.store.clone(), world.now());
    let mut judge = store.write().await.unwrap();
    let entry = Entry { at, actor: &Actor::Squall, action: "story.told", subject: "story", detail: "{}" };
    append(&mut judge, &entry).await.unwrap();
    // Maya holds the alert and waits for the ledger; the judge holds the ledger and waits for the alert.
    let deciding = world.meanwhile("maya", "/crisis alert ack A-1").await;
    somebody_waits(&store, &mut judge).await;
    assert!(lock(&mut judge, AlertId(1)).await.unwrap().is_some());
    judge.commit().await.unwrap();
    deciding.await.unwrap().unwrap();
    world.delivers().await;
    assert_eq!(world.whispers_to("maya").pop().unwrap(), "You are looking at A-1; the card says so.");
    assert!(world.card_text().contains("maya is looking at it."));
    assert_eq!(world.ledger().await.last().unwrap(), "maya alert.acknowledged A-1");
}
