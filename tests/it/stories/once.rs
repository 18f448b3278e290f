//! What comes twice counts once, and what a restart interrupts goes on.

use crate::world::{Deed, ENGLISH, MURMUR, World, hours, minutes, stories};

stories!(
    what_people_do_is_done_once,
    what_is_refused_is_refused_once,
    what_the_public_says_counts_once,
    a_restart_goes_on_with_the_same_card,
    a_restart_does_not_end_an_episode,
    a_new_watch_does_not_end_an_episode,
    a_snooze_survives_a_restart,
    a_watch_that_is_paused_or_removed_ends_its_alert,
    at_the_same_moment_one_is_first,
    two_processes_raise_one_alert,
);

async fn what_people_do_is_done_once(world: &mut World) {
    world.says("maya", "/crisis watch add lumo lumo").await;
    assert_eq!(world.redelivers().await, "", "added once, answered once");
    world.murmur("12 an hour for 3 days", MURMUR).await;
    world.shout("12 in 3 minutes", ENGLISH).await;
    world.reacts("maya", "eyes").await;
    assert_eq!(world.redelivers().await, "", "an emoji");
    world.says("maya", "/crisis alert snooze A-1 2h").await;
    assert_eq!(world.redelivers().await, "", "a command");
    world.presses("giulia", "Not a crisis").await;
    world.fills("giulia", &["a rumour"]).await;
    assert_eq!(world.redelivers().await, "", "a form");
    world.presses("giulia", "Open incident").await;
    assert_eq!(world.redelivers().await, "", "a button");
    assert_eq!(
        world.ledger().await,
        [
            "maya watch.added W-1",
            "squall alert.raised A-1",
            "maya alert.acknowledged A-1",
            "maya alert.snoozed A-1",
            "giulia alert.dismissed A-1",
            "giulia alert.opened A-1",
            "giulia incident.opened INC-1",
            "squall evidence.kept INC-1"
        ]
    );
    assert_eq!(world.thread(&world.card()).len(), 1);
}

async fn what_is_refused_is_refused_once(world: &mut World) {
    let asked = [
        "note nobody listens",
        "alert ack A-9",
        "task done K-9",
        "statement ask S-9",
        "retro close",
        "conduct lift C-9",
    ];
    for asked in asked {
        let told = world.says("maya", &format!("/crisis {asked}")).await;
        assert!(!told.is_empty(), "{asked}");
        assert_eq!(world.redelivers().await, "", "{asked}");
    }
    assert!(world.ledger().await.is_empty(), "nothing came of it");
}

async fn what_the_public_says_counts_once(world: &mut World) {
    world.quiet_days().await;
    let said: Vec<_> = (0..5).map(|_| world.voice(ENGLISH, world.now())).collect();
    assert_eq!(world.hear(said.clone()).await.new, 5);
    assert_eq!(world.hear(said.clone()).await.duplicates, 5, "delivered again");
    world.restarts().await;
    world.passes(minutes(1)).await;
    assert_eq!(world.hear(said.clone()).await.duplicates, 5, "and once more, to another process");
    for hours in [-2, 30] {
        let moved = said.iter().cloned().map(|mut again| {
            again.created_at += chrono::Duration::hours(hours);
            again
        });
        let moved: Vec<_> = moved.collect();
        assert_eq!(world.hear(moved.clone()).await.duplicates, 5, "with another time, {hours} h off");
        world.restarts().await;
        assert_eq!(world.hear(moved).await.duplicates, 5, "the same, to a process that remembers nothing");
    }
    assert!(world.cards().is_empty(), "five voices are no alert, however often they are delivered");
    let answer = world.says("maya", "/crisis watch test lumo").await;
    assert!(answer.contains("869 of 869 stored mentions"), "3 x 24 x 12 and 5: {answer}");
    // A watch that is younger hears them when they were said, not when they were said to have been said.
    world.says("maya", "/crisis watch add smoke \"terrible smoke\" OR \"on fire\"").await;
    let moved = said.into_iter().map(|mut again| {
        again.created_at += chrono::Duration::hours(5);
        again
    });
    assert_eq!(world.hear(moved.collect()).await.duplicates, 5);
    let smoke = squall::id::WatchId(2);
    let (start, end) = (world.now() - hours(1), world.now() + hours(24));
    let mut tx = world.app.store.read().await.unwrap();
    let heard = squall::mention::store::loudest(&mut tx, smoke, start, end, 100).await.unwrap();
    assert_eq!(heard.len(), 5);
    assert!(heard.iter().all(|heard| heard.created_at() < world.now()), "{heard:?}");
}

async fn a_restart_goes_on_with_the_same_card(world: &mut World) {
    world.trouble().await;
    let card = world.card();
    world.restarts().await;
    world.passes(minutes(1)).await;
    world.shout("90 in 10 minutes", ENGLISH).await;
    let [grown] = world.cards().try_into().expect("no second card");
    assert_eq!(grown.id, card.id);
    assert_ne!(grown.words, card.words, "it grows");
    world.presses("maya", "Open incident").await;
    world.presses("maya", "Take the lead").await;
    world.restarts().await;
    world.passes(minutes(1)).await;
    world.shout("90 in 10 minutes", ENGLISH).await;
    assert_eq!((world.cards().len(), world.thread(&world.card()).len()), (1, 2), "opened and led");
    let raised = world.decisions().await.into_iter().filter(|line| line.contains("raised")).count();
    assert_eq!(raised, 1);
}

async fn a_restart_does_not_end_an_episode(world: &mut World) {
    world.trouble().await;
    world.murmur("12 an hour for 20 minutes", MURMUR).await;
    world.restarts().await;
    world.passes(minutes(30)).await;
    assert!(!world.card_text().contains("It has calmed down"), "{}", world.card_text());
    world.passes(hours(7)).await;
    assert!(world.card_text().contains("It has calmed down"), "{}", world.card_text());
}

async fn a_new_watch_does_not_end_an_episode(world: &mut World) {
    world.trouble().await;
    world.murmur("12 an hour for 20 minutes", MURMUR).await;
    world.says("giulia", "/crisis watch add rivale rivale").await;
    world.murmur("12 an hour for 10 minutes", MURMUR).await;
    assert!(!world.card_text().contains("It has calmed down"), "{}", world.card_text());
}

async fn a_snooze_survives_a_restart(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Snooze 1 h").await;
    world.restarts().await;
    world.shout("105 in 70 minutes", ENGLISH).await;
    assert_eq!(world.announcements()[0], "The snooze of A-1 is over, and it still goes on.");
}

async fn a_watch_that_is_paused_or_removed_ends_its_alert(world: &mut World) {
    world.trouble().await;
    world.says("maya", "/crisis watch pause lumo").await;
    world.passes(hours(8)).await;
    assert_eq!(world.says("maya", "/crisis alert list").await, "No alert is going on.");
}

async fn at_the_same_moment_one_is_first(world: &mut World) {
    world.trouble().await;
    let people = ["maya", "giulia", "nikos", "elitsa", "chiaying"];
    let card = world.card();
    let press = || Deed::Press { on: card.clone(), label: "Open incident".into() };
    // Each press arrives three times, as platforms do it when they are not sure.
    world.all_at_once(people.map(|person| (person, press())).to_vec(), 3).await;
    assert_eq!(world.thread(&world.card()).len(), 1, "one incident");
    let opened = world.decisions().await.into_iter().filter(|line| line.contains("opened")).count();
    assert_eq!(opened, 2, "the alert's opening and the incident's: {:?}", world.decisions().await);
    let late = people.iter().map(|person| world.whispers_to(person).len()).sum::<usize>() - 1;
    assert_eq!(late, 4, "the other four are told, once each; Maya heard of her watch before");
}

async fn two_processes_raise_one_alert(world: &mut World) {
    world.quiet_days().await;
    let mut other = world.another_process().await;
    let now = world.now();
    let voices: Vec<_> = (0..40).map(|_| world.voice(ENGLISH, now)).collect();
    let (half, rest) = voices.split_at(20);
    let (one, two) = tokio::join!(world.app.hear(half.to_vec()), other.hear(rest.to_vec()));
    assert_eq!(one.unwrap().new + two.unwrap().new, 40);
    let (one, two) = tokio::join!(world.app.settle(), other.settle());
    one.and(two).unwrap();
    world.passes(minutes(1)).await;
    other.settle().await.unwrap();
    other.store.close().await;
    let raised = world.decisions().await.into_iter().filter(|line| line.contains("raised")).count();
    assert_eq!((world.cards().len(), raised), (1, 1));
    let posted = world.arrived().into_iter().filter(|key| key.ends_with(":card:1")).count();
    assert_eq!(posted, 1);
    assert!(world.says("maya", "/crisis watch test lumo").await.contains("904 of 904"), "every mention is there once");
}
