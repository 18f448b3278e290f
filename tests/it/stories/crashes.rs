//! The process is killed, again and again, wherever it stands.

use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::task::Poll;

use squall::mention::RawMention;
use squall::{fetch_all, fetch_one};

use crate::world::{Deed, ENGLISH, World, stories};

stories!(killed_at_a_hundred_points_it_loses_nothing_and_says_nothing_twice);

/// How often each step is killed before it is let through.
const KILLS: usize = 24;
/// How far a step gets at most before it is killed: how often it is looked at.
const LOOKS: u64 = 12;
const SEED: u64 = 0x5EED_0F5C_A11A_11ED;

/// Lets something go on for so many looks, and then never again: what it had not finished is as it is.
pub(super) async fn killed_after<T>(looks: u64, doing: impl Future<Output = T>) -> Option<T> {
    let (mut doing, mut left) = (Box::pin(doing), looks);
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        doing.as_mut().poll(context).map(Some)
    })
    .await
}

/// The next of a row of numbers that look like chance and are the same every time.
pub(super) fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// What is done again after every kill, as those outside do it who heard no answer.
enum Step {
    Heard(Vec<RawMention>),
    Done(&'static str, Box<Deed>),
}

/// Does a step, killed on the way as often as [`KILLS`] says, and then whole. Answers how often it really was killed.
async fn through(world: &mut World, step: Step, seed: &mut u64) -> usize {
    let events = match &step {
        Step::Heard(_) => Vec::new(),
        Step::Done(person, deed) => {
            world.stage.does(person, Deed::clone(deed)).await;
            world.stage.heard().await
        }
    };
    let mut killed = 0;
    for kill in 0..=KILLS {
        let looks = if kill < KILLS { 1 + next(seed) % LOOKS } else { u64::MAX };
        let app = &mut world.app;
        let doing = async {
            if let Step::Heard(mentions) = &step {
                app.hear(mentions.clone()).await.unwrap();
            }
            for event in &events {
                app.receive(event.clone()).await.unwrap();
            }
            app.settle().await.unwrap();
        };
        if killed_after(looks, doing).await.is_none() {
            killed += 1;
            world.restarts().await;
        }
        // Whoever was killed holds on to nothing any more.
        world.passes(chrono::Duration::seconds(20)).await;
    }
    killed
}

async fn killed_at_a_hundred_points_it_loses_nothing_and_says_nothing_twice(world: &mut World) {
    world.quiet_days().await;
    world.stage.may_be_killed();
    let (mut seed, mut killed) = (SEED, 0);
    for _ in 0..3 {
        let now = world.now();
        let voices = (0..12).map(|_| world.voice(ENGLISH, now)).collect();
        killed += through(world, Step::Heard(voices), &mut seed).await;
    }
    let button = |world: &World, label: &str| Deed::Press { on: world.card(), label: label.into() };
    let say = |words: &str| Deed::Say { channel: "crisis".into(), thread: None, words: words.into() };
    for (person, label) in [("maya", "Acknowledge"), ("giulia", "Open incident")] {
        let press = button(world, label);
        killed += through(world, Step::Done(person, Box::new(press)), &mut seed).await;
    }
    for words in ["/crisis note the plant stopped", "/crisis open smoke in Milan"] {
        killed += through(world, Step::Done("nikos", Box::new(say(words))), &mut seed).await;
    }
    let (channel, thread) = ("crisis".into(), Some(world.card()));
    let call = Deed::Say { channel, thread, words: "@squall note somebody called".into() };
    killed += through(world, Step::Done("nikos", Box::new(call)), &mut seed).await;
    assert!(killed >= 100, "killed {killed} times");

    let ledger = world.ledger().await;
    // What was undone with a kill may have used a number up, so they are not looked at.
    let facts = [("alert.raised", 1), ("alert.acknowledged", 1), ("alert.opened", 1), ("incident.opened", 2)];
    for (what, times) in facts.into_iter().chain([("timeline.added", 2)]) {
        let written = ledger.iter().filter(|line| line.contains(&format!(" {what} "))).count();
        assert_eq!(written, times, "{what}: {ledger:#?}");
    }
    assert!(world.says("maya", "/crisis watch test lumo").await.contains("900 of 900"), "every mention is there once");
    nothing_is_missing_and_nothing_twice(world).await;
}

/// All that was to be posted stands there once.
async fn nothing_is_missing_and_nothing_twice(world: &mut World) {
    let mut tx = world.app.store.read().await.unwrap();
    let sql = "select count(*) from errand where state <> 'sent'";
    let (left,): (i64,) = fetch_one!(&mut tx, (i64,), sql).unwrap();
    assert_eq!(left, 0, "all was said");
    let posts: Vec<(String,)> = fetch_all!(&mut tx, (String,), "select key from errand where effect = 'post'").unwrap();
    drop(tx);
    let shown = world.seen("crisis").into_iter().filter(|message| message.by_the_bot && message.only.is_none());
    assert_eq!(shown.count(), posts.len(), "one message for each errand");
    assert_eq!(world.cards().len(), 2, "an alert and an incident opened by hand");
    let mut words = BTreeMap::new();
    for card in world.cards() {
        for line in world.thread(&card) {
            *words.entry(line).or_insert(0) += 1;
        }
    }
    assert!(!words.is_empty() && words.values().all(|times| *times == 1), "{words:#?}");
}
