//! The Web API: once, in order, and nothing lost.

use chrono::TimeDelta;
use serde_json::Value;
use squall::chat::{Chat, ChatError, Place};
use squall::courier::Courier;
use squall::post::{Block, Chart, Post, chart::ChartKind};
use squall::store::Store;
use squall::store::errand::{self, Body, Effect, NewErrand, Target};

use super::stub::{Fault, Stub};

fn crisis() -> Place {
    Place { platform: "slack".into(), channel: "C012CRISIS".into(), thread: None }
}

async fn write(store: &Store, stub: &Stub, words: &[String]) {
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
            due_at: stub.clock.now(),
        };
        assert!(errand::write(&mut tx, &errand).await.unwrap());
    }
    tx.commit().await.unwrap();
}

/// A store with messages that wait, and the courier that brings them to Slack.
async fn waiting(stub: &Stub, words: &[String]) -> (tempfile::TempDir, Courier) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite:{}", directory.path().join("squall.db").display())).await.unwrap();
    write(&store, stub, words).await;
    let platforms = [("slack", stub.slack() as _)].into();
    (directory, Courier::new(store, platforms, stub.clock.clone(), "squall-1".into()))
}

async fn seconds_pass(stub: &Stub, courier: &Courier, seconds: usize) {
    for _ in 0..seconds {
        courier.deliver_all().await.unwrap();
        stub.clock.advance_to(stub.clock.now() + TimeDelta::seconds(1));
    }
}

#[tokio::test]
async fn a_minute_of_429_loses_nothing_and_keeps_the_order() {
    let stub = Stub::start().await;
    let words: Vec<String> = (1..=8).map(|number| format!("message {number}")).collect();
    let (_directory, courier) = waiting(&stub, &words).await;
    for seconds in [2, 5, 10, 20, 25] {
        stub.meets("chat.postMessage", Fault::Busy(seconds));
    }
    seconds_pass(&stub, &courier, 60).await;
    assert_eq!(stub.texts(), Vec::<String>::new());
    assert!(stub.calls("chat.postMessage") <= 5, "Slack is asked only when it wants to be");
    seconds_pass(&stub, &courier, 120).await;
    assert_eq!(stub.texts(), words);
}

#[tokio::test]
async fn what_may_have_arrived_is_looked_for_and_there_once() {
    let stub = Stub::start().await;
    let (_directory, courier) = waiting(&stub, &["Smoke in Milan".to_owned()]).await;
    stub.meets("chat.postMessage", Fault::Unanswered);
    seconds_pass(&stub, &courier, 30).await;
    assert_eq!((stub.texts(), stub.calls("chat.postMessage")), (vec!["Smoke in Milan".to_owned()], 1));
}

#[tokio::test]
async fn messages_wait_while_a_token_is_mended() {
    let stub = Stub::start().await;
    let (_directory, courier) = waiting(&stub, &["Smoke in Milan".to_owned()]).await;
    stub.meets("chat.postMessage", Fault::Error("token_revoked"));
    seconds_pass(&stub, &courier, 300).await;
    assert_eq!(stub.texts(), ["Smoke in Milan"]);
}

#[tokio::test]
async fn slack_is_left_alone_for_as_long_as_it_asks() {
    let stub = Stub::start().await;
    let slack = stub.slack();
    stub.meets("chat.postMessage", Fault::Busy(7));
    for _ in 0..3 {
        let refused = slack.post(&crisis(), &Post::line("a"), "a").await.unwrap_err();
        assert!(matches!(refused, ChatError::Retry { after_ms: Some(7_000), .. }), "{refused:?}");
    }
    assert_eq!(stub.calls("chat.postMessage"), 1);
    let elsewhere = Place { channel: "C099".into(), ..crisis() };
    slack.post(&elsewhere, &Post::line("b"), "b").await.expect("channels are counted apart");
    stub.clock.advance_to(stub.clock.now() + TimeDelta::seconds(7));
    slack.post(&crisis(), &Post::line("a"), "a").await.unwrap();
}

fn with_chart(title: &str) -> Post {
    let kind = ChartKind::Split { rows: Vec::new(), labels: Default::default() };
    let chart = Chart { title: title.into(), alt: "most are calm".into(), kind };
    Post { summary: "a digest".into(), blocks: vec![Block::Chart(chart)], ..Post::default() }
}

#[tokio::test]
async fn a_chart_is_uploaded_once_with_its_words() {
    let stub = Stub::start().await;
    let slack = stub.slack();
    let card = slack.post(&crisis(), &with_chart("Week"), "card").await.unwrap();
    slack.edit(&card, &with_chart("Week")).await.unwrap();
    assert_eq!(stub.calls("upload"), 1, "an unchanged chart is the same file");
    slack.edit(&card, &with_chart("Other week")).await.unwrap();
    assert_eq!(stub.calls("upload"), 2);
    let seen = stub.seen.lock().unwrap();
    let asked = seen.calls.iter().find(|(method, _)| method == "files.getUploadURLExternal").unwrap();
    assert!(asked.1["query"].as_str().unwrap().contains("alt_txt=most+are+calm"), "{}", asked.1);
    let shows = |body: &Value| body["blocks"].to_string().contains("\"id\":\"F1\"");
    assert!(seen.calls.iter().any(|(method, body)| method == "chat.update" && shows(body)));
}

#[tokio::test]
async fn a_picture_that_slack_will_not_show_gives_way_to_its_words() {
    let stub = Stub::start().await;
    let slack = stub.slack();
    for _ in 0..4 {
        stub.meets("chat.postMessage", Fault::Error("invalid_blocks"));
    }
    for _ in 0..3 {
        let later = slack.post(&crisis(), &with_chart("Week"), "card").await.unwrap_err();
        assert!(matches!(later, ChatError::Retry { .. }), "{later:?}");
    }
    slack.post(&crisis(), &with_chart("Week"), "card").await.unwrap();
    assert!(!stub.seen.lock().unwrap().messages[0]["blocks"].to_string().contains("slack_file"));
}

#[tokio::test]
async fn who_asks_where_the_bot_is_not_is_answered_directly_and_tokens_stay_unsaid() {
    let stub = Stub::start().await;
    let slack = stub.slack();
    stub.meets("chat.postEphemeral", Fault::Error("not_in_channel"));
    slack.whisper(&crisis(), "U1", &Post::line("between us"), "hush").await.unwrap();
    assert_eq!(stub.seen.lock().unwrap().messages[0]["channel"], "U1");
    stub.meets("chat.postMessage", Fault::Error("not_in_channel"));
    let refused = slack.post(&crisis(), &Post::line("a"), "a").await.unwrap_err();
    assert!(refused.to_string().contains("/invite @squall"), "{refused}");
    assert!(!format!("{refused:?} {:?}", slack.web()).contains("SECRET"));
}

#[tokio::test]
async fn a_thread_that_was_deleted_is_noticed_before_the_next_word() {
    let stub = Stub::start().await;
    let slack = stub.slack();
    let card = slack.post(&crisis(), &Post::line("card"), "card").await.unwrap();
    let thread = slack.open_thread(&card, None, "").await.unwrap();
    stub.meets("chat.postMessage", Fault::Error("thread_not_found"));
    let later = slack.post(&thread, &Post::line("a"), "a").await.unwrap_err();
    assert!(matches!(later, ChatError::Retry { .. }), "{later:?}");
    let gone = slack.open_thread(&card, None, "").await.unwrap_err();
    assert!(matches!(gone, ChatError::Gone { .. }), "{gone:?}");
    stub.meets("chat.update", Fault::Error("message_not_found"));
    let gone = slack.edit(&card, &Post::line("card")).await.unwrap_err();
    assert!(matches!(gone, ChatError::Gone { .. }), "{gone:?}");
}
