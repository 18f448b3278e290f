//! What the team listens for, in its own words.

use crate::world::{CHINESE, ENGLISH, GREEK, MURMUR, World, hours, stories};

stories!(
    a_watch_lives_in_five_languages,
    a_paused_watch_hears_nothing,
    a_competitor_is_heard_and_never_alerts,
    a_test_counts_what_is_stored,
    what_is_typed_wrong_is_refused_with_the_way_out,
);

async fn a_watch_lives_in_five_languages(world: &mut World) {
    // Who adds a watch is in charge.
    let nikos = world.stage.person("nikos");
    world.home.charge.people.push(nikos);
    world.restarts().await;
    let answer = world.says("nikos", "/crisis παρακολούθηση προσθήκη lumo lumo --είδος μάρκα").await;
    assert!(answer.starts_with("Από τώρα ακούω για lumo."), "{answer}");
    let answer =
        world.says("elitsa", "/crisis наблюдение промени lumo --query lumo OR лумо --езици bg,el,zh-Hant").await;
    assert_eq!(answer, "lumo е променен.");
    let listed = world.says("maya", "/crisis watch list").await;
    assert!(listed.contains("- lumo lumo OR лумо brand · lang:bg · lang:el · lang:zh-Hant · #crisis"), "{listed}");
    assert_eq!(world.murmur("12 an hour for 1 hour", GREEK).await.new, 12);
    assert_eq!(world.murmur("12 an hour for 1 hour", CHINESE).await.new, 12);
    assert_eq!(world.murmur("12 an hour for 1 hour", MURMUR).await.unmatched, 12, "English is not asked for");

    assert_eq!(
        world.says("chiaying", "/crisis 監測 暫停 lumo").await,
        "lumo 已暫停；輸入 /crisis watch resume lumo 恢復。"
    );
    let listed = world.says("nikos", "/crisis παρακολούθηση λίστα").await;
    assert!(listed.contains("μάρκα · σε παύση"), "{listed}");
    assert_eq!(world.says("nikos", "/crisis ΠΑΡΑΚΟΛΟΥΘΗΣΗ ΣΥΝΕΧΕΙΑ ｌｕｍｏ").await, "Το lumo ακούει ξανά.");
    let answer = world.says("elitsa", "/crisis наблюдение редактирай lumo --преименувай лампи").await;
    assert_eq!(answer, "лампи е променен.");

    world.says("chiaying", "/crisis 監測 移除 лампи").await;
    assert!(!world.says("maya", "/crisis watch list").await.contains("Nothing yet"), "not before it is confirmed");
    world.presses("chiaying", "是，移除").await;
    assert!(world.says("maya", "/crisis watch list").await.starts_with("Nothing yet."));
    assert_eq!(world.murmur("12 an hour for 1 hour", GREEK).await.unmatched, 12);
    let done: Vec<String> = world.ledger().await.iter().map(|line| line.replace(" W-1", "")).collect();
    assert_eq!(
        done,
        [
            "nikos watch.added",
            "elitsa watch.edited",
            "chiaying watch.paused",
            "nikos watch.resumed",
            "elitsa watch.edited",
            "chiaying watch.removed"
        ]
    );
    let again = world.says("maya", "/crisis watch add лампи lumo").await;
    assert!(again.starts_with("Listening for лампи"), "its name is free again: {again}");
}

async fn a_paused_watch_hears_nothing(world: &mut World) {
    world.quiet_days().await;
    world.says("maya", "/crisis watch pause LUMO").await;
    assert_eq!(world.shout("90 in 10 minutes", ENGLISH).await.unmatched, 90);
    world.passes(hours(1)).await;
    assert!(world.cards().is_empty());
    world.says("maya", "/crisis watch resume lumo").await;
    world.shout("12 in 3 minutes", ENGLISH).await;
    assert_eq!(world.cards().len(), 1);
}

async fn a_competitor_is_heard_and_never_alerts(world: &mut World) {
    world.says("maya", "/crisis watch add lumo lumo --kind competitor").await;
    world.murmur("12 an hour for 2 days", MURMUR).await;
    assert_eq!(world.shout("200 in 10 minutes", ENGLISH).await.new, 200);
    world.passes(hours(1)).await;
    assert!(world.cards().is_empty() && world.announcements().is_empty());
    world.says("maya", "/crisis watch edit lumo --kind brand").await;
    world.shout("300 in 5 minutes", ENGLISH).await;
    assert_eq!(world.cards().len(), 1, "as a brand it does");
}

async fn a_test_counts_what_is_stored(world: &mut World) {
    assert!(world.says("maya", "/crisis watch test lumo").await.starts_with("Nothing was heard in the last 30 days"));
    world.quiet_days().await;
    world.shout("90 in 10 minutes", ENGLISH).await;
    let (all, smoke) = (3 * 24 * 12 + 90, 45);
    let answer = world.says("maya", "/crisis watch test smoke NEAR/4 lumo").await;
    let gist = format!("{smoke} of {all} stored mentions of the last 30 days match;");
    assert!(answer.contains(&gist), "{gist} in {answer}");
    let answer = world.says("maya", "/crisis watch test lumo").await;
    let gist = format!("{all} of {all} stored mentions of the last 30 days match; alerts it would have raised: 1.");
    assert!(answer.contains(&gist), "{gist} in {answer}");
    let answer = world.says("maya", "/crisis watch test sail").await;
    assert!(answer.contains(&format!("0 of {all} stored mentions")), "{answer}");
}

async fn what_is_typed_wrong_is_refused_with_the_way_out(world: &mut World) {
    let answer = world.says("maya", "/crisis watch add lumo lamp AND (lumo OR").await;
    assert!(answer.starts_with("This query can’t be read:\nlamp AND (lumo OR\n"), "{answer}");
    let lines: Vec<&str> = answer.lines().collect();
    let caret = lines[2].find('^').expect("a caret");
    assert!(["(", "OR"].iter().any(|place| lines[1][caret..].starts_with(place)), "{answer}");
    assert!(world.says("maya", "/crisis watch list").await.starts_with("Nothing yet."), "nothing was added");

    world.says("maya", "/crisis watch add lumo lumo").await;
    let taken = world.says("giulia", "/crisis watch add LUMO lampade").await;
    assert!(taken.contains("LUMO") && taken.contains("/crisis watch edit"), "{taken}");
    world.says("maya", "/crisis watch add torch torch").await;
    assert!(
        world.says("maya", "/crisis watch edit torch --rename Lumo").await.starts_with("There is a watch called Lumo")
    );
    assert_eq!(world.says("maya", "/crisis watch pause lumoo").await, "There is no watch lumoo. Did you mean lumo?");
    let unknown = world.says("maya", "/crisis watch pause aeroplane").await;
    assert_eq!(unknown, "There is no watch aeroplane. /crisis watch list shows those that are there.");
    let meant = world.says("maya", "/crisis wach list").await;
    assert!(meant.contains("Did you mean") && meant.contains("watch"), "{meant}");
    let wrong = world.says("maya", "/crisis watch edit lumo --query lumo AND").await;
    assert!(wrong.contains("^"), "{wrong}");
    assert!(world.says("maya", "/crisis watch list").await.contains("- lumo lumo brand"), "it is as it was");
}
