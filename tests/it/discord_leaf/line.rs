//! The gateway's line: drops, order, noise, a server that goes away.

use std::time::Duration;

use squall::chat::{Chat, Happened};
use squall::post::Post;

use super::{Server, crisis};
use crate::world::discord::{Flap, GUILD};

fn asked(words: &str) -> Happened {
    Happened::Asked { words: words.to_owned() }
}

#[tokio::test]
async fn a_drop_loses_nothing_and_repeats_nothing() {
    let mut server = Server::start().await;
    let maya = server.fake.person("maya");
    maya.says("crisis", "@squall one");
    assert_eq!(server.hears().await.what, asked("one"));
    type Trouble = fn(&crate::world::discord::Fake);
    let troubles: [Trouble; 4] = [
        |fake| fake.drops(),
        |fake| fake.asks_to_reconnect(),
        |fake| fake.closes_with(4000),
        |fake| fake.invalidates(true),
    ];
    for (number, trouble) in troubles.into_iter().enumerate() {
        trouble(&server.fake);
        for half in ["a", "b"] {
            server.fake.person("maya").says("crisis", &format!("@squall {number}{half}"));
        }
        for half in ["a", "b"] {
            assert_eq!(server.hears().await.what, asked(&format!("{number}{half}")), "after trouble {number}");
        }
    }
    server.hears_no_more().await;
    let (begun, resumed) = server.fake.sessions();
    assert_eq!((begun, resumed), (1, 4), "every line went on where the one before had stopped");
}

#[tokio::test]
async fn a_line_that_drops_after_a_long_life_is_opened_again_at_once() {
    let mut server = Server::start().await;
    for hour in 1..=2 {
        server.clock.advance_to(server.clock.now() + chrono::TimeDelta::hours(1));
        server.fake.drops();
        server.fake.until_within(Duration::from_secs(4), "a resume", |fake| fake.sessions().1 == hour).await;
    }
    server.fake.person("maya").says("crisis", "@squall status");
    assert_eq!(server.hears().await.what, asked("status"));
}

#[tokio::test]
async fn a_session_that_is_not_known_any_more_begins_anew() {
    let mut server = Server::start().await;
    server.fake.flaps(1, Flap::Invalid(false));
    server.fake.drops();
    server.fake.until("a new session", |fake| fake.sessions().0 == 2).await;
    server.fake.connected().await;
    server.fake.person("maya").says("crisis", "@squall status");
    assert_eq!(server.hears().await.what, asked("status"));
}

#[tokio::test]
async fn noise_ends_nothing_and_what_comes_is_in_order() {
    let mut server = Server::with_room(4).await;
    server.fake.says_something_new();
    server.fake.says_nonsense();
    for number in 0..100 {
        server.fake.person("maya").says("crisis", &format!("@squall {number}"));
    }
    for number in 0..100 {
        assert_eq!(server.hears().await.what, asked(&number.to_string()), "in order, though there was room for four");
    }
    assert_eq!(server.fake.sessions(), (1, 0));
}

#[tokio::test]
async fn of_many_messages_that_are_deleted_at_once_each_is_told() {
    let mut server = Server::with_room(1).await;
    let maya = server.fake.person("maya");
    let said: Vec<String> = (0..5).map(|number| maya.says("crisis", &format!("word {number}"))).collect();
    maya.deletes_all(&said.iter().map(String::as_str).collect::<Vec<_>>());
    for id in &said {
        let heard = server.hears().await;
        assert_eq!(heard.key, format!("discord:changed:{id}:gone"));
        assert!(matches!(heard.what, Happened::Changed { words: None, .. }), "{heard:?}");
    }
    server.hears_no_more().await;
}

#[tokio::test]
async fn a_server_that_the_bot_is_removed_from_is_said_with_its_cure_and_comes_back() {
    let server = Server::start().await;
    server.discord.post(&crisis(), &Post::line("here"), "one").await.unwrap();
    server.fake.removes_the_bot(GUILD);
    server.fake.caught_up().await;
    let refused = server.discord.post(&crisis(), &Post::line("gone"), "two").await.unwrap_err().to_string();
    assert!(refused.contains(';'), "{refused}");
    server.fake.invites_the_bot(GUILD);
    server.fake.caught_up().await;
    server.discord.post(&crisis(), &Post::line("back"), "three").await.unwrap();
    assert_eq!(server.fake.messages("crisis").len(), 2);
}
