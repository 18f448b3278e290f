//! What the public writes is data, whatever it tries.

use crate::world::{ENGLISH, MURMUR, World, stories};

stories!(hostile_words_arrive_inert, a_hostile_name_of_a_watch_is_inert, words_of_hostile_length_are_cut);

const HOSTILE: &str =
    "@everyone <!channel> <@U012> \u{202E}lumo\u{202C} pay\u{200B}pal *bold* [x](https://evil.example)";

async fn loudly(world: &mut World, words: &str) {
    let mut mention = world.voice(ENGLISH, world.now());
    mention.text = format!("lumo {words}");
    mention.author.handle = Some(words.chars().take(60).collect());
    (mention.author.followers, mention.reach) = (Some(9_000_000), Some(9_000_000));
    assert_eq!(world.hear(vec![mention]).await.new, 1);
}

fn all_is_inert(world: &World) {
    for message in world.seen("crisis") {
        assert_eq!(world.stage.alarms(&message), [""; 0], "{message:?}");
    }
}

async fn hostile_words_arrive_inert(world: &mut World) {
    world.says("maya", "/crisis watch add lumo lumo --digest \"0 9 * * *\"").await;
    world.murmur("12 an hour for 2 days", MURMUR).await;
    loudly(world, HOSTILE).await;
    world.shout("30 in 3 minutes", ENGLISH).await;
    assert!(world.card_text().contains("＠everyone ‹!channel›"), "{}", world.card_text());
    let shown = world.presses("maya", "Show mentions").await;
    assert!(shown.contains("＠everyone ‹!channel›"), "whispered: {shown}");
    let digest = world.says("maya", "/crisis digest lumo 1h").await;
    assert!(digest.contains("＠everyone ‹!channel›"), "{digest}");
    world.says("maya", "/crisis watch test lumo").await;
    world.says("nikos", &format!("/crisis alert dismiss A-1 {HOSTILE}")).await;
    world.says("nikos", &format!("/crisis {HOSTILE}")).await;
    world.says("nikos", &format!("/crisis open {HOSTILE}")).await;
    world.says("nikos", "/crisis status").await;
    world.passes_until(10).await;
    all_is_inert(world);
    assert!(world.cards().len() >= 3, "alert, incident, digest");
}

async fn a_hostile_name_of_a_watch_is_inert(world: &mut World) {
    world.says("maya", "/crisis watch add \"@everyone <!channel>\" lumo --digest \"0 9 * * *\"").await;
    world.murmur("12 an hour for 2 days", MURMUR).await;
    world.flood("80 in 15 minutes", crate::world::ADVERT).await;
    world.shout("40 in 3 minutes", ENGLISH).await;
    assert_eq!(world.cards().len(), 3, "two digests and an alert");
    world.presses("maya", "Open incident").await;
    for asked in ["status", "alert list", "watch list", "digest", "watch pause everyone", "watch add @here ("] {
        world.says("maya", &format!("/crisis {asked}")).await;
    }
    world.passes_until(10).await;
    all_is_inert(world);
    assert!(world.card().title.is_none_or(|title| !title.contains('@')));
}

async fn words_of_hostile_length_are_cut(world: &mut World) {
    world.says("maya", "/crisis watch add lumo lumo").await;
    world.murmur("12 an hour for 2 days", MURMUR).await;
    loudly(world, &format!("z{}algo", "\u{0301}".repeat(10_000))).await;
    loudly(world, &"lumo \n\n\n\n".repeat(10_000)).await;
    world.shout("30 in 3 minutes", ENGLISH).await;
    assert!(world.card_text().contains("lgo") && world.card_text().chars().count() < 5_000);
    all_is_inert(world);
}
