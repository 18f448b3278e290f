//! Deciding with an emoji on the card.

use commands::EmojiAction;

use crate::world::{Deed, World, hours, stories};

stories!(four_emoji_decide, emoji_mean_what_the_operator_says, what_is_no_decision_does_nothing);

async fn four_emoji_decide(world: &mut World) {
    world.trouble().await;
    assert_eq!(world.reacts("maya", "eyes").await, "Read as: you are looking at A-1.");
    assert!(world.card_text().contains("maya is looking at it."));
    assert_eq!(world.reacts("nikos", "mute").await, "Ελήφθη: αναβολή του A-1 για μία ώρα.");
    let until = (world.now() + hours(1)).format("%Y-%m-%d %H:%M UTC");
    assert!(world.card_text().contains(&format!("Snoozed by nikos until {until}.")));
    let understood = "Capito: A-1 non è una crisi. Premi “Non è una crisi” sulla scheda per dire perché.";
    assert_eq!(world.reacts("giulia", "white_check_mark").await, understood);
    assert!(world.card_text().contains("Not a crisis, says giulia: no reason given"), "{}", world.card_text());
    let understood = world.reacts("elitsa", "rotating_light").await;
    assert!(understood.contains("A-1"), "{understood}");
    assert!(world.card_text().contains("elitsa opened an incident."));
    assert_eq!(world.thread(&world.card()).len(), 1, "with a thread");
    assert_eq!(
        world.decisions().await[1..],
        [
            "maya alert.acknowledged A-1",
            "nikos alert.snoozed A-1",
            "giulia alert.dismissed A-1",
            "elitsa alert.opened A-1",
            "elitsa incident.opened INC-1"
        ]
    );
    world.passes(hours(2)).await;
    assert_eq!(world.announcements(), [""; 0], "the snooze ended with the next decision");
}

async fn emoji_mean_what_the_operator_says(world: &mut World) {
    world.reactions = [("fire".to_owned(), Some(EmojiAction::Open)), ("eyes".to_owned(), None)].into();
    world.restarts().await;
    world.trouble().await;
    assert_eq!(world.reacts("maya", "eyes").await, "", "it means nothing here");
    assert_eq!(world.decisions().await.len(), 1);
    assert_eq!(world.reacts("maya", "fire").await, "Read as: open an incident from A-1.");
    assert!(world.card_text().contains("maya opened an incident."));
}

async fn what_is_no_decision_does_nothing(world: &mut World) {
    world.trouble().await;
    world.reacts("maya", "eyes").await;
    let decided = world.decisions().await;
    assert_eq!(world.unreacts("maya", "eyes").await, "", "taking it away decides nothing");
    assert_eq!(world.reacts("maya", "tada").await, "", "an emoji without a meaning");
    world.says("nikos", "who knows this?").await;
    let on = world.seen("crisis").pop().unwrap();
    let siren = Deed::React { on, emoji: "rotating_light".into(), added: true };
    assert_eq!(world.does("maya", siren).await, "", "on another message");
    assert_eq!(world.decisions().await, decided);
    assert!(world.card_text().contains("maya is looking at it."));
}
