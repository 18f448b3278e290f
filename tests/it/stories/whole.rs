//! The whole way of an incident: what five people do between the alert and the end, about what is said in two languages.

use std::sync::Arc;

use squall::plan::Plan;

use super::statements::{card, letters, rules, with};
use crate::world::{GREEK, World, hours, minutes, stories};

stories!(five_people_bring_it_from_the_alert_to_its_end);

async fn five_people_bring_it_from_the_alert_to_its_end(world: &mut World) {
    let rules = rules(world);
    with(world, rules);
    world.app.reception = world.app.reception.with(|setup| setup.plan = Arc::new(Plan::shipped().unwrap()));
    for (person, language) in [("nikos", "el"), ("giulia", "it"), ("elitsa", "bg"), ("chiaying", "zh-Hant")] {
        world.says(person, &format!("/crisis language {language} me")).await;
    }
    // A part of its own each: in one, the whole way would outgrow a test's stack.
    Box::pin(one_click_each(world)).await;
    Box::pin(the_team_answers_and_speaks(world)).await;
    Box::pin(it_ends(world)).await;
}

/// The incident, its lead, its checklist; then the roles.
async fn one_click_each(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    assert!(world.presses("giulia", "Take the lead").await.contains("giulia"));
    assert!(world.card_text().contains("responding") && world.card_text().contains("lead giulia"));
    world.presses("giulia", "Begin the checklist: defect").await;
    world.settles().await;
    world.says("giulia", "/crisis assign legal @nikos").await;
    world.says("elitsa", "/crisis take community").await;
    world.says("chiaying", "/crisis take scribe").await;
    let brief = world.told("nikos").join("\n");
    assert!(brief.contains("INC-1: lumo"), "each is briefed in person: {brief}");
}

/// It goes on in Greek.
async fn the_team_answers_and_speaks(world: &mut World) {
    world.shout("40 in 8 minutes", GREEK).await;
    world.passes(minutes(6)).await;
    assert!(world.card_text().contains("first in Greek after"), "{}", world.card_text());
    world.says("elitsa", "/crisis conduct reply @ana: is it true?").await;
    world.presses("elitsa", "Аз отговарям").await;
    world.says("chiaying", "/crisis note the shop in Patras closed at noon").await;
    assert!(world.says("maya", "/crisis timeline").await.contains("chiaying: the shop in Patras closed at noon"));
    world.says("maya", "/crisis statement draft We know, and we stop the sale today. --outlet x --review yes").await;
    assert!(letters(world, "nikos").pop().is_some_and(|letter| letter.words.contains("S-1")));
    world.presses_directly("nikos", "Εγκρίνω").await;
    world.presses("giulia", "Approve").await;
    world.presses("elitsa", "Approve").await;
    assert!(card(world).words.contains("approved"), "{}", card(world).words);
    world.says("maya", "/crisis statement published S-1 https://social.example/ours").await;
    assert!(world.card_text().contains("in public after"), "{}", world.card_text());
    world.says("giulia", "/crisis update Vendita sospesa, lotto individuato").await;
}

/// It calms down, the bot asks, the lead decides.
async fn it_ends(world: &mut World) {
    world.passes(hours(4)).await;
    let asked = world.thread(&world.card()).join("\n");
    assert!(asked.contains("INC-1 has been as usual since"), "{asked}");
    world.says("giulia", "/crisis resolve The batch is back").await;
    assert!(world.card_text().contains("resolved"), "{}", world.card_text());
    world.says("giulia", "/crisis incident state closed --incident 1").await;
    assert!(world.card_text().contains("closed"), "{}", world.card_text());
    assert_eq!(world.cards().len(), 1, "one living card");
    assert!(world.card().buttons.len() <= 6, "{:?}", world.card().buttons);
    let export = world.says("maya", "/crisis export INC-1").await;
    assert!(export.contains("INC-1"), "{export}");
    let ledger = world.ledger().await;
    for (who, did) in [
        ("maya", "incident.opened"),
        ("giulia", "incident.assigned"),
        ("elitsa", "reply.queued"),
        ("nikos", "statement.voted"),
        ("maya", "statement.published"),
        ("giulia", "incident.moved"),
    ] {
        let line = format!("{who} {did} ");
        assert!(ledger.iter().any(|known| known.starts_with(&line)), "{line} in {ledger:#?}");
    }
}
