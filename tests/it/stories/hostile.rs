//! What the public writes is data, whatever it tries.

use serde_json::Value;
use squall::chat::sandbox::Message;

use crate::world::{ENGLISH, MURMUR, World, post, stories, text};

stories!(hostile_words_arrive_inert, a_hostile_name_of_a_watch_is_inert, words_of_hostile_length_are_cut);

const HOSTILE: &str =
    "@everyone <!channel> <@U012> \u{202E}lumo\u{202C} pay\u{200B}pal *bold* [x](https://evil.example)";
/// What none of the bot's own words may hold.
const TRICKS: [&str; 7] = ["@", "<!", "<@", "\u{202E}", "\u{202C}", "\u{200B}", "\u{2066}"];

async fn loudly(world: &mut World, words: &str) {
    let mut mention = world.voice(ENGLISH, world.now());
    mention.text = format!("lumo {words}");
    mention.author.handle = Some(words.chars().take(60).collect());
    (mention.author.followers, mention.reach) = (Some(9_000_000), Some(9_000_000));
    assert_eq!(world.hear(vec![mention]).await.new, 1);
}

/// The strings of a document that are the bot's own, for a platform to show as they are.
fn ours(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| ours(item, found)),
        Value::Object(fields) => {
            let own =
                fields.iter().filter(|(key, _)| !["public", "text", "author", "url", "code"].contains(&key.as_str()));
            own.for_each(|(_, value)| ours(value, found));
            // A text block is a list of spans; a quote's text is a string of the public's.
            fields.get("text").filter(|text| !text.is_string()).into_iter().for_each(|text| ours(text, found));
        }
        _ => {}
    }
}

fn is_inert(message: &Message) {
    let Some(post) = post(message) else { return };
    let mut own = Vec::new();
    ours(&serde_json::to_value(post).unwrap(), &mut own);
    own.push(text(message));
    for words in own {
        let trick = TRICKS.iter().find(|trick| words.contains(**trick));
        assert_eq!(trick, None, "{words:?}");
    }
}

fn all_is_inert(world: &World) {
    world.sandbox.messages("crisis").iter().for_each(is_inert);
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
