//! The bot speaks a language to each channel, and one to each person.

use crate::world::{ENGLISH, World, stories};

stories!(a_channel_and_a_person_choose);

async fn a_channel_and_a_person_choose(world: &mut World) {
    world.quiet_days().await;
    let answer = world.says("maya", "/crisis language el").await;
    assert_eq!(answer, "Από εδώ και πέρα το Squall μιλά ελληνικά σε αυτό το κανάλι.");
    let answer = world.says("maya", "/crisis language български me").await;
    assert!(answer.contains("български"), "{answer}");
    world.restarts().await;
    world.shout("12 in 3 minutes", ENGLISH).await;
    assert!(world.card_text().starts_with("lumo: κάτι δεν πάει καλά\n"), "{}", world.card_text());
    assert!(world.card_text().contains("Σοβαρότητα: "), "{}", world.card_text());
    assert!(world.card().buttons.contains(&"Άνοιγμα περιστατικού".to_owned()));
    let read = world.reacts("maya", "eyes").await;
    assert!(!read.is_empty() && !read.contains("Read as"), "to Maya in Bulgarian: {read}");
    assert!(world.says("maya", "/crisis статус").await.starts_with("Сега\n"), "as she chose");
    assert!(world.says("giulia", "/crisis status").await.starts_with("Adesso\n"), "as her platform says");

    world.says("giulia", "/crisis lingua zh-Hant").await;
    world.presses("giulia", "Άνοιγμα περιστατικού").await;
    assert!(world.card_text().contains("嚴重程度") || world.card_text().contains("嚴重"), "{}", world.card_text());
    let thread = world.thread(&world.card());
    assert!(thread[0].contains("INC-1") && !thread[0].contains("opened"), "{thread:?}");
}
