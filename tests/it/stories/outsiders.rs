//! Who does not see the crisis channel is told whom to ask, whatever they try, and learns and changes nothing.

use squall::words::{Locale, word};

use super::statements::card;
use crate::world::{Deed, World, hours, minutes, stories};

stories!(
    who_does_not_see_the_channel_learns_nothing_and_changes_nothing,
    who_is_let_in_again_is_answered,
    whom_the_settings_name_is_answered_wherever_they_are,
);

/// What everybody hears who is not let in, in Nikos' language.
fn sorry() -> String {
    word(Locale::El, "common-outside")
}

/// An incident with words under review, of which Nikos has heard, and who then leaves the channel.
async fn nikos_left(world: &mut World) {
    world.says("nikos", "/crisis language el me").await;
    world.says("nikos", "/crisis me alerts on").await;
    world.trouble().await;
    world.presses("giulia", "Open incident").await;
    world.says("maya", "/crisis statement draft We recall all lamps. --review yes").await;
    world.stage.keeps_out("nikos", true);
    world.passes(minutes(2)).await;
}

/// Nobody types faster than a platform lets the bot answer.
async fn tells_the_bot(world: &mut World, person: &str, words: &str) -> String {
    world.passes(chrono::Duration::seconds(2)).await;
    world.does(person, Deed::Write { words: words.into() }).await
}

async fn who_does_not_see_the_channel_learns_nothing_and_changes_nothing(world: &mut World) {
    nikos_left(world).await;
    let (ledger, shown) = (world.ledger().await, card(world).words);
    for words in [
        "status",
        "help",
        "statement show S-1",
        "statement list",
        "timeline",
        "statement edit S-1 Nothing happened.",
        "roster add legal @nikos",
        "take lead",
        "statement published S-1 https://social.example/1",
        "open Smoke in Varna",
        "watch list",
        "me alerts off",
        "export INC-1",
        "no such command",
    ] {
        assert_eq!(tells_the_bot(world, "nikos", words).await, sorry(), "{words}");
    }
    let elsewhere = Deed::Say { channel: "general".into(), thread: None, words: "/crisis status".into() };
    assert_eq!(world.does("nikos", elsewhere).await, sorry(), "from another channel");
    // A card that he got while he was in.
    let cards = world.stage.direct("nikos").into_iter();
    let on = cards.rev().find(|message| !message.buttons.is_empty()).expect("he had asked for alerts");
    let label = on.buttons[0].clone();
    assert_eq!(world.does("nikos", Deed::Press { on, label }).await, sorry());
    assert_eq!(world.comes_home("nikos").await.trim(), sorry(), "his page");
    assert_eq!(world.ledger().await, ledger);
    assert_eq!(card(world).words, shown);
    world.restarts().await;
    assert_eq!(tells_the_bot(world, "nikos", "status").await, sorry(), "a new process knows no more of him");
}

async fn who_is_let_in_again_is_answered(world: &mut World) {
    nikos_left(world).await;
    assert_eq!(tells_the_bot(world, "nikos", "status").await, sorry());
    world.stage.keeps_out("nikos", false);
    world.passes(minutes(2)).await;
    let answer = tells_the_bot(world, "nikos", "status").await;
    assert!(answer.contains("INC-1"), "{answer}");
    // And an answer of the platform does not count for longer than a minute.
    world.stage.keeps_out("nikos", true);
    world.passes(minutes(2)).await;
    assert_eq!(tells_the_bot(world, "nikos", "status").await, sorry());
    world.passes(hours(1)).await;
    assert!(tells_the_bot(world, "giulia", "status").await.contains("INC-1"), "others are answered");
}

async fn whom_the_settings_name_is_answered_wherever_they_are(world: &mut World) {
    nikos_left(world).await;
    // The operator named Nikos as Legal: letters about statements reach him, and his answers count.
    let rules = super::statements::rules(world);
    super::statements::with(world, rules);
    world.says("maya", "/crisis statement draft We know more. --review yes").await;
    let answer = tells_the_bot(world, "nikos", "status").await;
    assert!(answer.contains("INC-1"), "{answer}");
    world.stage.keeps_out("chiaying", true);
    world.passes(minutes(2)).await;
    assert_eq!(tells_the_bot(world, "maya", "status").await.matches("INC-1").count(), 1);
}
