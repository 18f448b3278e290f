//! Nobody who wrote the words makes somebody an approver of them.

use super::approvers::{by_roster, incident};
use super::statements::{card, seal, statement_ledger};
use crate::world::{World, minutes, stories};

stories!(
    what_an_author_gives_counts_when_somebody_else_gives_it_too,
    a_role_of_the_incident_that_was_taken_is_confirmed,
    whoever_edits_takes_back_what_they_gave,
    an_authors_deputy_is_none,
);

async fn what_an_author_gives_counts_when_somebody_else_gives_it_too(world: &mut World) {
    incident(world, by_roster(&["legal"])).await;
    for given in ["/crisis roster add legal @nikos", "/crisis assign legal @nikos"] {
        world.says("maya", given).await;
        world.says("maya", "/crisis statement draft We know.").await;
    }
    let answer = world.says("maya", "/crisis statement ask S-1").await;
    assert!(answer.contains("“legal” needs 1 and has 0"), "{answer}");
    world.restarts().await;
    super::statements::with(world, by_roster(&["legal"]));
    let answer = world.says("maya", "/crisis statement ask S-1").await;
    assert!(answer.contains("“legal” needs 1 and has 0"), "who gave it outlives the process: {answer}");
    // Another author of other words gave it as well: for hers it does not count either, for these it does.
    world.says("elitsa", "/crisis roster add legal @nikos").await;
    world.says("elitsa", "/crisis statement draft We know more.").await;
    world.says("maya", "/crisis statement ask S-1").await;
    world.says("elitsa", "/crisis statement ask S-3").await;
    let approves = |n: u32, world: &World| format!("/crisis statement approve S-{n} {}", seal(&cards(world, n)));
    let first = approves(1, world);
    world.says("nikos", &first).await;
    assert!(cards(world, 1).contains("approved | "), "{}", cards(world, 1));
    // Maya gave it too, and Maya wrote none of these.
    let third = approves(3, world);
    world.says("nikos", &third).await;
    assert!(cards(world, 3).contains("approved | "), "{}", cards(world, 3));
}

/// What the card of a statement says.
fn cards(world: &World, n: u32) -> String {
    let mut cards = world.seen("crisis");
    cards.retain(|message| message.only.is_none() && message.words.starts_with(&format!("S-{n}: ")));
    cards.pop().unwrap_or_else(|| panic!("no card of S-{n}")).words
}

async fn a_role_of_the_incident_that_was_taken_is_confirmed(world: &mut World) {
    incident(world, by_roster(&["legal"])).await;
    world.says("nikos", "/crisis take legal").await;
    world.says("maya", "/crisis statement draft We know.").await;
    let answer = world.says("maya", "/crisis statement ask S-1").await;
    assert!(answer.contains("“legal” needs 1 and has 0"), "{answer}");
    assert!(world.says("nikos", "/crisis take legal").await.contains("nikos"), "his own word twice is no other word");
    world.says("maya", "/crisis assign legal @nikos").await;
    let answer = world.says("maya", "/crisis statement ask S-1").await;
    assert!(answer.contains("“legal” needs 1 and has 0"), "an author's word does not count: {answer}");
    world.says("giulia", "/crisis assign legal @nikos").await;
    let thread = world.thread(&world.card()).join("\n");
    assert!(thread.contains("maya confirms nikos in the role") && thread.contains("giulia confirms nikos"), "{thread}");
    world.says("maya", "/crisis statement ask S-1").await;
    world.presses("nikos", "Approve").await;
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
    let ledger = world.ledger().await;
    assert!(ledger.contains(&"giulia incident.role_confirmed INC-1".to_owned()), "{ledger:?}");
}

async fn whoever_edits_takes_back_what_they_gave(world: &mut World) {
    incident(world, by_roster(&["legal"])).await;
    world.says("giulia", "/crisis roster add legal @nikos").await;
    world.says("giulia", "/crisis roster add legal @elitsa").await;
    world.says("chiaying", "/crisis roster add legal @elitsa").await;
    world.says("maya", "/crisis statement draft We know. --review yes").await;
    assert!(card(world).words.contains("nikos"), "{}", card(world).words);
    world.says("giulia", "/crisis statement edit S-1 We know, and we are sorry.").await;
    let answer = world.presses("nikos", "Approve").await;
    assert!(answer.contains("/crisis assign"), "it says who can help: {answer}");
    assert!(card(world).words.contains("legal: 0 of 1 · missing: elitsa"), "{}", card(world).words);
    world.presses("elitsa", "Approve").await;
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
    let voted = statement_ledger(world).await.iter().filter(|line| line.contains("statement.voted")).count();
    assert_eq!(voted, 1);
}

async fn an_authors_deputy_is_none(world: &mut World) {
    incident(world, by_roster(&["legal"])).await;
    world.says("giulia", "/crisis roster add legal @elitsa").await;
    world.says("maya", "/crisis roster add legal @nikos deputy").await;
    world.says("maya", "/crisis statement draft We know. --review yes").await;
    world.passes(minutes(40)).await;
    assert!(!world.presses("nikos", "Approve").await.is_empty(), "he is refused");
    assert!(card(world).words.contains("legal: 0 of 1"), "{}", card(world).words);
    world.says("giulia", "/crisis roster add legal @nikos deputy").await;
    world.presses("nikos", "Approve").await;
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
}
