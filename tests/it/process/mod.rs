//! The binary itself in Slack: started, spoken with, killed, started again.

#[cfg(feature = "discord")]
mod discord;
mod doctor;
mod doors;
mod export;
mod guide;
mod kept;
mod output;
mod plan;
mod readers;
mod server;
pub mod squall;

use ::squall::clock::Clock;

use self::squall::{Squall, Transport};
use crate::world::slack::{Fake, Fault, Message};

/// A crash is noticed when its lease is over; a busy machine takes its time.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

/// Cards about this, by the bot and for all to see.
fn cards(fake: &Fake, about: &str) -> Vec<Message> {
    let all = fake.messages("crisis").into_iter();
    let is_card = |one: &Message| one.text.contains(about) && one.blocks.iter().any(|block| block["type"] == "header");
    all.filter(|message| message.by_the_bot() && is_card(message)).collect()
}

fn thread(fake: &Fake, card: &Message) -> Vec<Message> {
    let all = fake.messages("crisis").into_iter();
    all.filter(|message| message.thread.as_ref() == Some(&card.ts) && message.ts != card.ts).collect()
}

/// What all blocks of the card say now.
fn said(fake: &Fake, ts: &str) -> String {
    let card = fake.messages("crisis").into_iter().find(|message| message.ts == ts).unwrap();
    serde_json::to_string(&card.blocks).unwrap()
}

async fn workspace(transport: Transport) -> (Fake, Squall) {
    let mut fake = Fake::start(Clock::Wall).await;
    fake.person("maya");
    fake.person("nikos");
    let mut squall = Squall::for_slack(&mut fake, transport);
    squall.starts().await;
    if transport == Transport::SocketMode {
        fake.until_within(PATIENCE, "it connects", |fake| fake.links() == 1).await;
    }
    for about in ["lumo", "kestrel"] {
        squall.hears_of_calm_days(about).await;
    }
    (fake, squall)
}

async fn an_alert_becomes_an_incident_and_no_crash_loses_or_repeats_a_word(transport: Transport) {
    let (fake, mut squall) = workspace(transport).await;
    squall.hears_shouting("lumo").await;
    fake.until_within(PATIENCE, "a card", |fake| cards(fake, "lumo").len() == 1).await;
    let first = cards(&fake, "lumo").remove(0);
    fake.person("maya").presses(&first.ts, "Acknowledge");
    fake.until_within(PATIENCE, "who looks at it", |fake| said(fake, &first.ts).contains("<@U0MAYA>")).await;

    // Slack keeps the next card and never says so; behind it the words of an incident wait.
    fake.fail_next("chat.postMessage", 1, Fault::NoAnswer);
    squall.hears_shouting("kestrel").await;
    fake.until_within(PATIENCE, "the card is sent", |fake| cards(fake, "kestrel").len() == 1).await;
    fake.person("nikos").presses(&first.ts, "Open incident");
    fake.settled().await;
    let whispers = fake.person("nikos").ephemerals().len();
    fake.person("nikos").types("crisis", "/crisis status");
    fake.until_within(PATIENCE, "the incident is there", |fake| fake.person("nikos").ephemerals().len() > whispers)
        .await;
    squall.is_killed();
    assert_eq!(thread(&fake, &first).len(), 0, "they waited for the card");

    squall.starts().await;
    fake.until_within(PATIENCE, "the thread", |fake| !thread(fake, &first).is_empty()).await;
    assert!(thread(&fake, &first)[0].text.contains("INC-1"), "{:?}", thread(&fake, &first));
    let [second] = cards(&fake, "kestrel").try_into().expect("one card, though its sending was never answered");
    if transport == Transport::SocketMode {
        fake.until_within(PATIENCE, "it connects again", |fake| fake.links() == 1).await;
    }
    fake.person("maya").presses(&second.ts, "Acknowledge");
    fake.until_within(PATIENCE, "it is the card's own", |fake| said(fake, &second.ts).contains("<@U0MAYA>")).await;
    assert_eq!((cards(&fake, "lumo").len(), cards(&fake, "kestrel").len()), (1, 1));

    let ended = squall.is_told_to_end().await;
    assert!(ended.success(), "{ended}: {}", squall.log());
    fake.until_within(PATIENCE, "no connection stays", |fake| fake.links() == 0).await;
    let log = squall.log();
    assert!(!log.contains("xoxb-") && !log.contains("xapp-"), "{log}");
}

#[tokio::test]
async fn over_socket_mode() {
    an_alert_becomes_an_incident_and_no_crash_loses_or_repeats_a_word(Transport::SocketMode).await;
}

#[tokio::test]
async fn over_http() {
    an_alert_becomes_an_incident_and_no_crash_loses_or_repeats_a_word(Transport::Http).await;
}

#[tokio::test]
async fn what_was_not_sent_before_a_crash_is_sent_after_it() {
    let (fake, mut squall) = workspace(Transport::SocketMode).await;
    fake.fail_next("chat.postMessage", 1, Fault::Timeout);
    squall.hears_shouting("lumo").await;
    fake.until_within(PATIENCE, "it is on its way", |fake| !fake.calls("chat.postMessage").is_empty()).await;
    squall.is_killed();
    assert_eq!(cards(&fake, "lumo").len(), 0);
    squall.starts().await;
    fake.until_within(PATIENCE, "a card", |fake| cards(fake, "lumo").len() == 1).await;
    assert_eq!(fake.calls("chat.postMessage").len(), 2);
}

#[tokio::test]
async fn a_socket_that_ends_for_good_is_told_once_with_its_cure_and_shown_ever_after() {
    let mut fake = Fake::start(Clock::Wall).await;
    let mut squall = Squall::for_slack(&mut fake, Transport::SocketMode);
    squall.starts().await;
    fake.until_within(PATIENCE, "it connects", |fake| fake.links() == 1).await;
    assert_eq!(squall.answers("/readyz").await, (200, "ready\n".to_owned()));
    let gauge = |ended: u8| format!("squall_platform_ended{{platform=\"slack\"}} {ended}\n");
    assert!(squall.answers("/metrics").await.1.contains(&gauge(0)));
    fake.disconnects("link_disabled");
    fake.until_within(PATIENCE, "it leaves", |fake| fake.links() == 0).await;
    let told = async {
        loop {
            let (status, said) = squall.answers("/readyz").await;
            assert_eq!(status, 200, "mentions are still taken in");
            if said != "ready\n" {
                break said;
            }
            tokio::task::yield_now().await;
        }
    };
    let told = tokio::time::timeout(PATIENCE, told).await.expect("it is told");
    assert!(told.contains("slack is not heard any more: Socket Mode is turned off for the app; turn it on"), "{told}");
    assert!(squall.answers("/metrics").await.1.contains(&gauge(1)));
    assert_eq!(squall.log().matches("is not heard any more").count(), 1, "{}", squall.log());
}
