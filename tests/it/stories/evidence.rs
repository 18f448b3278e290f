//! Words of the public that are kept, and incidents of the past that were alike.

use commands::Shortcut;

use crate::world::{Deed, ENGLISH, GREEK, World, hours, minutes, stories};

stories!(
    one_click_keeps_what_raised_it,
    a_link_keeps_what_was_heard_there_or_what_people_type,
    a_message_is_kept_by_its_menu,
    what_becomes_of_a_kept_message_is_told_and_its_words_stay,
    what_is_removed_in_public_is_told_and_its_words_stay,
    what_helped_before_is_shown_at_the_next_opening,
);

async fn one_click_keeps_what_raised_it(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    let thread = world.thread(&world.card());
    assert!(thread.len() == 1 && thread[0].contains("5 mentions are kept as evidence."), "{thread:?}");
    let shown = world.says("maya", "/crisis evidence list").await;
    assert!(shown.starts_with("Evidence of INC-1 (5)"), "{shown}");
    assert_eq!(shown.lines().filter(|line| line.starts_with("> ")).count(), 5, "{shown}");
    assert!(shown.lines().filter(|line| line.starts_with("> ")).all(|line| line.contains("hash ")), "{shown}");
    let ledger = world.ledger().await;
    assert!(ledger.contains(&"squall evidence.kept INC-1".to_owned()), "{ledger:?}");
    let greek = world.says("nikos", "/crisis τεκμήρια λίστα").await;
    assert!(greek.starts_with("Τεκμήρια του INC-1 (5)"), "{greek}");
}

async fn a_link_keeps_what_was_heard_there_or_what_people_type(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    let mut heard = world.voice(GREEK, world.now());
    heard.url = Some("https://social.example/greek".into());
    world.hear(vec![heard]).await;
    let answer = world.says("maya", "/crisis evidence add https://social.example/greek").await;
    assert_eq!(answer, "Kept as evidence of INC-1. It stays, whatever becomes of it in public.");
    assert_eq!(world.redelivers().await, "");
    let thread = world.thread(&world.card());
    assert!(thread.len() == 2 && thread[1].starts_with("maya kept this as evidence:"), "{thread:?}");
    assert!(thread[1].contains("lumo μου") || thread[1].contains("τη lumo"), "as it was heard: {thread:?}");
    let again = world.says("giulia", "/crisis evidence add https://social.example/greek").await;
    assert_eq!(again, "È già tra le prove di INC-1.");

    let unheard = world.says("maya", "/crisis evidence add https://forum.example/9").await;
    assert!(unheard.contains("Write its words after the link"), "{unheard}");
    world.says("maya", "/crisis evidence add https://forum.example/9 <!channel> my lamp burnt").await;
    let shown = world.says("maya", "/crisis evidence list").await + &world.presses("maya", "More").await;
    assert!(shown.contains("‹!channel› my lamp burnt"), "{shown}");
    let record = world.says("maya", "/crisis timeline").await;
    assert!(record.contains("maya: evidence kept: "), "{record}");
}

async fn a_message_is_kept_by_its_menu(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    let said = world.writes("elitsa", "they write: my lamp burnt @here", None).await;
    let keep = |on| Deed::Choose { on, shortcut: Shortcut::KeepEvidence.name() };
    assert!(world.does("maya", keep(said.clone())).await.starts_with("Kept as evidence of INC-1."));
    assert_eq!(world.redelivers().await, "");
    assert_eq!(world.does("nikos", keep(said.clone())).await, "Έχει ήδη κρατηθεί για το INC-1.");
    assert!(world.thread(&world.card())[1].contains("my lamp burnt ＠here"), "{:?}", world.thread(&world.card()));
    world.says("maya", "/crisis open Shares fall").await;
    let other = world.writes("elitsa", "the bank asks", None).await;
    assert!(world.does("maya", keep(other)).await.starts_with("Several incidents are open."));
    assert!(world.presses("maya", "INC-2: Shares fall").await.starts_with("Kept as evidence of INC-2."));
}

async fn what_helped_before_is_shown_at_the_next_opening(world: &mut World) {
    world.says("maya", "/crisis open Lamps burn in Varna").await;
    world.passes(hours(5)).await;
    world.says("maya", "/crisis resolve we paid for the lamps @here").await;
    world.says("maya", "/crisis incident state closed --incident 1").await;
    world.shout("3 in 3 minutes", ENGLISH).await;
    world.says("maya", "/crisis open Shares fall").await;
    assert!(!world.thread(&world.card())[0].contains("Alike before"), "another matter");
    world.says("maya", "/crisis open Lamps burn in Sofia").await;
    let first = world.thread(&world.card())[0].clone();
    assert!(first.contains("Alike before:") && first.contains("INC-1: Lamps burn in Varna"), "{first}");
    assert!(first.contains("over after 5 h") && first.contains("we paid for the lamps ＠here"), "{first}");
}

async fn what_is_removed_in_public_is_told_and_its_words_stay(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    let mut heard = world.voice(GREEK, world.now());
    heard.url = Some("https://social.example/greek".into());
    let id = heard.source_id.clone();
    let other = world.voice(GREEK, world.now());
    let nobodys = other.source_id.clone();
    world.hear(vec![heard, other]).await;
    world.says("maya", "/crisis evidence add https://social.example/greek").await;
    let before = world.ledger().await.len();
    assert_eq!(world.loses("import", &nobodys).await.removed, 0, "what nobody kept is nobody's matter");
    assert_eq!(world.loses("webhook:brand", &id).await.removed, 0, "another source's mention of the same id");
    assert_eq!(world.loses("import", &id).await.removed, 1);
    assert_eq!(world.loses("import", &id).await.removed, 0, "told twice");
    let mut told: Vec<String> = world.ledger().await.split_off(before);
    told.retain(|line| line.contains(" evidence."));
    assert_eq!(told, ["squall evidence.removed INC-1"]);
    assert!(world.card_text().contains("Removed in public: 1 kept mention"), "{}", world.card_text());
    let record = world.says("maya", "/crisis timeline").await;
    assert!(record.contains("Squall: removed in public after it was kept: "), "{record}");
    let mut shown = world.says("maya", "/crisis evidence list").await;
    shown += &world.presses("maya", "More").await;
    assert_eq!(shown.matches("Deleted 2026-03-0").count(), 1, "{shown}");
}

async fn what_becomes_of_a_kept_message_is_told_and_its_words_stay(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    let card = world.card();
    let said = world.writes("elitsa", "they write: my lamp burnt @here", Some(&card)).await;
    let other = world.writes("elitsa", "lunch?", Some(&card)).await;
    world.does("maya", Deed::Choose { on: said.clone(), shortcut: Shortcut::KeepEvidence.name() }).await;
    world.does("maya", Deed::Choose { on: said.clone(), shortcut: Shortcut::AddToTimeline.name() }).await;
    let before = world.ledger().await.len();
    world.does("elitsa", Deed::Edit { on: other.clone(), words: "lunch at one?".into() }).await;
    world.does("elitsa", Deed::Erase { on: other }).await;
    assert_eq!(world.ledger().await.len(), before, "what nobody kept is nobody's matter");

    world.does("elitsa", Deed::Edit { on: said.clone(), words: "they write: <!channel> all is well".into() }).await;
    assert_eq!(world.redelivers().await, "");
    world.passes(minutes(1)).await;
    world.does("elitsa", Deed::Erase { on: said }).await;
    let shown = world.says("maya", "/crisis evidence list").await;
    assert!(shown.contains("my lamp burnt ＠here"), "the old words stay: {shown}");
    assert!(shown.contains("where it was said: ") && shown.contains("Deleted 2026-03-02"), "{shown}");
    assert!(shown.contains("‹!channel› all is well"), "{shown}");
    let record = world.says("maya", "/crisis timeline").await;
    assert!(record.contains("they write: my lamp burnt ＠here"), "{record}");
    assert!(
        record.contains("Squall: edited after it was kept: ") && record.contains("Squall: deleted after"),
        "{record}"
    );
    let ledger = world.ledger().await;
    let told: Vec<&str> = ledger[before..].iter().map(String::as_str).collect();
    assert_eq!(told, ["squall message.edited INC-1", "squall message.deleted INC-1"]);
}
