//! Alerts by direct message: who asked for them has them, and nobody else.

use crate::world::{ENGLISH, MURMUR, World, hours, minutes, stories};

stories!(
    who_asked_has_a_card_of_their_own,
    only_what_was_asked_for_is_told,
    a_night_is_kept_and_what_goes_on_is_told_in_the_morning,
    what_is_grave_wakes,
    a_night_that_calms_down_is_not_disturbed_afterwards,
);

async fn who_asked_has_a_card_of_their_own(world: &mut World) {
    world.quiet_days().await;
    let said = world.says("giulia", "/crisis me alerts on").await;
    assert_eq!(said, "Ricevi allerte in messaggio privato: tutte le allerte.");
    world.shout("12 in 3 minutes", ENGLISH).await;
    let told = world.told("giulia");
    assert_eq!((told.len(), world.cards().len()), (1, 1), "{told:?}");
    assert!(told[0].contains("voci") && told[0].contains("Gravità"), "in her language: {}", told[0]);
    for other in ["maya", "nikos", "elitsa", "chiaying"] {
        assert_eq!(world.told(other), [""; 0], "{other} did not ask");
    }

    // It lives as the channel's does: it grows, and a decision in either place shows in both.
    world.shout("10 in 2 minutes", ENGLISH).await;
    assert_ne!(world.told("giulia")[0], told[0], "the numbers moved");
    world.presses_directly("giulia", "Me ne occupo").await;
    assert!(world.card_text().contains("is looking at it"), "{}", world.card_text());
    assert!(world.told("giulia")[0].contains("Se ne occupa"), "{}", world.told("giulia")[0]);
    world.says("nikos", "/crisis open A-1").await;
    assert!(world.told("giulia")[0].contains("ha aperto un incidente"), "{}", world.told("giulia")[0]);
    assert_eq!(world.told("giulia").len(), 1, "one card; the incident's thread is the channel's");
    world.restarts().await;
    world.passes(hours(12)).await;
    assert!(world.told("giulia")[0].contains("Si è calmato"), "{}", world.told("giulia")[0]);
    assert_eq!(world.told("giulia").len(), 1, "one card, all along");
}

async fn only_what_was_asked_for_is_told(world: &mut World) {
    world.quiet_days().await;
    world.says("maya", "/crisis watch add nimbus nimbus").await;
    world.says("maya", "/crisis me alerts on --watches nimbus").await;
    world.says("nikos", "/crisis me alerts on --severity 8").await;
    world.says("elitsa", "/crisis me alerts on").await;
    world.says("elitsa", "/crisis me alerts off").await;
    world.shout("12 in 3 minutes", ENGLISH).await;
    assert_eq!(world.cards().len(), 1);
    for person in ["maya", "nikos", "elitsa"] {
        assert_eq!(world.told(person), [""; 0], "{person}");
    }
    world.shout("60 in 5 minutes", ENGLISH).await;
    assert_eq!(world.told("nikos").len(), 1, "now it is grave enough for him");
    assert!(world.told("nikos")[0].contains("Σοβαρότητα"), "{:?}", world.told("nikos"));
    assert_eq!((world.told("maya"), world.told("elitsa")), (vec![], vec![]));
}

/// Everybody else is awake: it is 23:00 in Taipei at 15:00.
async fn night_in_taipei(world: &mut World, wakes: &str) {
    world.quiet_days().await;
    world.comes_home("chiaying").await;
    world.presses_at_home("chiaying", "設定").await;
    world.fills("chiaying", &["zh-Hant", "Asia/Taipei", "22:00-07:00", wakes, "1", ""]).await;
    world.murmur("12 an hour for 6 hours", MURMUR).await;
    assert_eq!(world.now().format("%H:%M").to_string(), "14:00");
}

async fn a_night_is_kept_and_what_goes_on_is_told_in_the_morning(world: &mut World) {
    night_in_taipei(world, "11").await;
    world.murmur("12 an hour for 8 hours", MURMUR).await;
    world.shout("12 in 3 minutes", ENGLISH).await;
    assert_eq!((world.cards().len(), world.told("chiaying").len()), (1, 0), "it is 06:03 there, and she sleeps");
    world.restarts().await;
    world.passes(minutes(50)).await;
    assert_eq!(world.told("chiaying").len(), 0, "06:53");
    world.passes(minutes(10)).await;
    let told = world.told("chiaying");
    assert!(told.len() == 1 && told[0].contains("嚴重程度"), "it goes on, and her night is over: {told:?}");
}

async fn what_is_grave_wakes(world: &mut World) {
    night_in_taipei(world, "8").await;
    world.murmur("12 an hour for 2 hours", MURMUR).await;
    world.shout("12 in 3 minutes", ENGLISH).await;
    assert_eq!(world.told("chiaying").len(), 0, "not yet");
    world.shout("60 in 5 minutes", ENGLISH).await;
    assert_eq!(world.told("chiaying").len(), 1, "at once");
    world.passes(hours(9)).await;
    assert_eq!(world.told("chiaying").len(), 1, "once");
}

async fn a_night_that_calms_down_is_not_disturbed_afterwards(world: &mut World) {
    night_in_taipei(world, "11").await;
    world.murmur("12 an hour for 1 hour", MURMUR).await;
    world.shout("12 in 3 minutes", ENGLISH).await;
    assert_eq!(world.cards().len(), 1);
    world.passes(hours(10)).await;
    assert!(world.card_text().contains("It has calmed down"), "{}", world.card_text());
    assert_eq!(world.told("chiaying"), [""; 0], "it came and went");
}
