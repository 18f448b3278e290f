//! What goes wrong in Discord: nobody waits for an answer, nothing is lost or said twice, and Discord is left in peace.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::join_all;
use squall::chat::{Chat, ChatError, Place};
use squall::clock::Clock;
use squall::courier::Courier;
use squall::post::{Block, Post, Rich};
use squall::store::Store;
use squall::store::errand::{self, Body, Effect, NewErrand, Target};
use tokio::time::timeout;

use super::{Server, crisis, with_button};
use crate::world::discord::{FORUM, Fake, Fault, Flap, at_home, permissions};

#[tokio::test]
async fn first_answers_do_not_wait_for_the_work() {
    // Nobody takes the events: the slowest of handlers.
    let server = Server::with_room(1_000).await;
    server.fake.forgives(&["left_thinking"]);
    let card = server.discord.post(&crisis(), &with_button("sq1:alert-ack:7", None), "card").await.unwrap();
    for number in 0..300 {
        let maya = server.fake.person("maya");
        if number % 2 == 0 {
            maya.types("crisis", "/crisis status")
        } else {
            maya.presses(&card.message, "Press")
        }
        server.fake.settled().await;
    }
    let mut took = server.fake.response_times();
    took.sort();
    let (median, p99) = (took[150], took[297]);
    println!("first answered: median {median:?}, p99 {p99:?}, worst {:?}", took[299]);
    assert!(p99 < Duration::from_millis(100), "{p99:?}");
    assert!(server.fake.unanswered().is_empty());
}

#[tokio::test]
async fn a_flapping_gateway_is_left_in_peace() {
    let mut flapping = Vec::new();
    for flap in [Flap::Cut, Flap::Refuse, Flap::Close(4000), Flap::Invalid(true)] {
        flapping.push((flap, Server::start().await));
    }
    for (flap, server) in &flapping {
        server.fake.flaps(100, *flap);
        server.fake.drops();
    }
    // 0.5 s, 1 s and 2 s after the drop: the pauses after these are in the unit test of the backoff.
    let often = flapping.iter().map(|(flap, server)| async move {
        let often = server.fake.until("a fifth connection", |fake| fake.connects() > 4);
        assert!(timeout(Duration::from_millis(2_400), often).await.is_err(), "{flap:?}");
    });
    join_all(often).await;
    for (flap, server) in flapping {
        assert!(server.fake.connects() > 2, "it comes back after {flap:?}");
    }
}

/// A store with messages that wait, and the courier that brings them to Discord.
async fn waiting(fake: &Fake, clock: &Clock, words: &[String]) -> (tempfile::TempDir, Store, Courier) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite:{}", directory.path().join("squall.db").display())).await.unwrap();
    let mut tx = store.write().await.unwrap();
    for words in words {
        let (target, body) = (Target::Place(crisis()), Body::Post(Post::line(words.clone())));
        let errand = NewErrand {
            key: words,
            effect: Effect::Post,
            target: &target,
            body: &body,
            about: "alert",
            subject: None,
            due_at: clock.now(),
        };
        assert!(errand::write(&mut tx, &errand).await.unwrap());
    }
    tx.commit().await.unwrap();
    let platforms = [("discord", at_home::discord(fake, clock) as _)].into();
    let courier = Courier::new(store.clone(), platforms, clock.clone(), "squall-1".into());
    (directory, store, courier)
}

async fn seconds_pass(clock: &Clock, courier: &Courier, seconds: usize) {
    for _ in 0..seconds {
        courier.deliver_all().await.unwrap();
        clock.advance_to(clock.now() + TimeDelta::seconds(1));
    }
}

fn texts(fake: &Fake) -> Vec<String> {
    fake.messages("crisis").iter().map(|message| message.words()).collect()
}

#[tokio::test]
async fn a_minute_of_429_loses_nothing_and_keeps_the_order() {
    let server = Server::start().await;
    let words: Vec<String> = (1..=8).map(|number| format!("message {number}")).collect();
    let (_directory, _store, courier) = waiting(&server.fake, &server.clock, &words).await;
    for seconds in [3, 5, 10] {
        server.fake.fail_next("create_message", 1, Fault::RateLimited(seconds * 1_000));
    }
    // The last of them closes everything, not only the channel.
    server.fake.fail_next("create_message", 1, Fault::GloballyLimited(42_000));
    seconds_pass(&server.clock, &courier, 60).await;
    assert_eq!(texts(&server.fake), Vec::<String>::new());
    assert_eq!(server.fake.calls("create_message").len(), 4, "Discord is asked only when it wants to be");
    seconds_pass(&server.clock, &courier, 60).await;
    assert_eq!(texts(&server.fake), words);
}

#[tokio::test]
async fn a_token_that_is_reset_loses_nothing_and_is_not_tried_again_and_again() {
    let server = Server::start().await;
    let words: Vec<String> = (1..=3).map(|number| format!("message {number}")).collect();
    let (_directory, store, courier) = waiting(&server.fake, &server.clock, &words).await;
    courier.round().await.unwrap();
    server.fake.revokes_the_token();
    seconds_pass(&server.clock, &courier, 600).await;
    assert_eq!(texts(&server.fake), words[..1]);
    let tried = server.fake.calls("create_message").len() - 1;
    assert!(tried <= 11, "{tried} in ten minutes");
    let waits = errand::heads(&mut store.read().await.unwrap()).await.unwrap();
    assert_eq!(waits.len(), 1, "and the next one waits at its head");
    server.fake.mends_the_token();
    seconds_pass(&server.clock, &courier, 120).await;
    assert_eq!(texts(&server.fake), words);
}

#[tokio::test]
async fn a_message_is_found_however_long_ago_it_was_sent_and_whatever_stands_above_it() {
    let server = Server::start().await;
    server.fake.unhurried();
    let titled = Post { summary: "INC-1".into(), blocks: vec![Block::Heading("INC-1".into())], ..Post::default() };
    let spoken = Post {
        summary: "INC-1".into(),
        blocks: vec![Block::Heading("INC-1".into()), Block::Text(Rich::words("a fire"))],
        ..Post::default()
    };
    for (post, key) in [(Post::line("Smoke in Milan"), "a"), (with_button("sq1:alert-ack:7", None), "b"), (spoken, "c")]
    {
        server.fake.fail_next("create_message", 1, Fault::AfterEffect);
        assert!(matches!(server.discord.post(&crisis(), &post, key).await, Err(ChatError::Unknown { .. })));
    }
    server.discord.post(&crisis(), &titled, "d").await.unwrap();
    for number in 0..250 {
        server.fake.person("maya").says("crisis", &format!("what now? {number}"));
    }
    server.clock.advance_to(server.clock.now() + TimeDelta::hours(2));
    let another = at_home::discord(&server.fake, &server.clock);
    for key in ["a", "b", "c"] {
        assert!(another.find(&crisis(), key).await.unwrap().is_some(), "{key}");
    }
    assert_eq!(another.find(&crisis(), "e").await.unwrap(), None);
}

#[tokio::test]
async fn a_post_of_a_forum_is_found_again() {
    let server = Server::start().await;
    let forum = Place { channel: FORUM.into(), ..crisis() };
    let posted = server.discord.post(&forum, &Post::line("INC-1"), "root").await.unwrap();
    server.discord.post(&forum, &Post::line("INC-2"), "another").await.unwrap();
    let another = at_home::discord(&server.fake, &server.clock);
    assert_eq!(another.find(&forum, "root").await.unwrap(), Some(posted.clone()));
    assert_eq!(another.find(&forum, "never").await.unwrap(), None);
    let thread = another.open_thread(&posted, None, "INC-1").await.unwrap();
    another.post(&thread, &Post::line("a task"), "task").await.unwrap();
    another.edit(&posted, &Post::line("INC-1, closed")).await.unwrap();
    let said: Vec<String> = server.fake.messages(&posted.message).iter().map(|message| message.words()).collect();
    assert_eq!(said, ["INC-1, closed", "a task"]);
}

#[tokio::test]
async fn what_is_gone_is_said_so() {
    let server = Server::start().await;
    let card = server.discord.post(&crisis(), &Post::line("INC-1"), "card").await.unwrap();
    let thread = server.discord.open_thread(&card, None, "Fire").await.unwrap();
    server.fake.deletes_channel(thread.thread.as_deref().unwrap());
    server.fake.caught_up().await;
    // The next attempt opens the thread again.
    let gone = server.discord.post(&thread, &Post::line("?"), "task").await.unwrap_err();
    assert!(matches!(gone, ChatError::Retry { .. }), "{gone:?}");
    assert_eq!(server.discord.open_thread(&card, None, "Fire").await.unwrap(), thread);
    server.discord.post(&thread, &Post::line("again"), "task").await.unwrap();

    let place = Place { channel: server.fake.creates("war-room"), ..crisis() };
    let card = server.discord.post(&place, &Post::line("INC-2"), "one").await.unwrap();
    server.fake.deletes_channel(&place.channel);
    server.fake.caught_up().await;
    let refused = server.discord.post(&place, &Post::line("?"), "two").await.unwrap_err();
    assert!(
        matches!(refused, ChatError::GiveUp { .. }) && refused.to_string().contains("Copy Channel ID"),
        "{refused}"
    );
    let refused = server.discord.edit(&card, &Post::line("?")).await.unwrap_err();
    assert!(matches!(refused, ChatError::GiveUp { .. } | ChatError::Gone { .. }), "{refused:?}");
}

#[tokio::test]
async fn a_permission_that_is_taken_away_is_named_with_its_cure() {
    let server = Server::start().await;
    server.fake.forbids("crisis", permissions::SEND_MESSAGES);
    let refused = server.discord.post(&crisis(), &Post::line("?"), "one").await.unwrap_err().to_string();
    assert!(refused.contains("squall doctor"), "{refused}");
    server.fake.allows("crisis", permissions::SEND_MESSAGES);
    server.fake.forbids("crisis", permissions::VIEW_CHANNEL);
    let refused = server.discord.post(&crisis(), &Post::line("?"), "two").await.unwrap_err();
    assert!(matches!(&refused, ChatError::Blocked { cure, .. } if cure.contains("View Channel")), "{refused:?}");
}

#[tokio::test]
async fn two_who_press_within_a_millisecond_are_both_answered_and_a_press_that_comes_thrice_once() {
    let mut server = Server::start().await;
    let card = server.discord.post(&crisis(), &with_button("sq1:alert-ack:7", None), "card").await.unwrap();
    for person in ["maya", "nikos"] {
        server.fake.person(person).presses(&card.message, "Press");
        server.fake.redelivers();
        server.fake.redelivers();
    }
    server.fake.settled().await;
    assert_eq!(server.fake.response_times().len(), 2);
    let (one, other) = (server.hears().await, server.hears().await);
    assert_ne!(one.person, other.person);
    server.hears_no_more().await;
    let discord = Arc::clone(&server.discord);
    for event in [one, other] {
        discord.whisper(&event.place, &event.person.user, &Post::line("seen"), &event.key).await.unwrap();
    }
    for person in ["maya", "nikos"] {
        assert_eq!(server.fake.person(person).whispers().len(), 1, "{person}");
    }
}
