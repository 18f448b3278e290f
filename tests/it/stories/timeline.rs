//! An incident's timeline: what gets into it, and out of it again.

use commands::Shortcut;

use crate::world::{Deed, Seen, World, minutes, stories};

stories!(
    notes_are_kept_in_order,
    a_message_is_kept_by_its_menu_once_and_let_go,
    a_pin_and_an_emoji_keep_where_the_incident_is,
    of_several_incidents_the_thread_or_the_person_says_which,
    without_an_incident_nothing_is_kept,
);

/// What a person does arrives twice, and counts once.
async fn twice(world: &mut World, person: &str, deed: Deed) -> String {
    let said = world.does(person, deed).await;
    assert_eq!(world.redelivers().await, "");
    said
}

async fn keeps(world: &mut World, person: &str, on: &Seen) -> String {
    twice(world, person, Deed::Choose { on: on.clone(), shortcut: Shortcut::AddToTimeline.name() }).await
}

async fn timeline(world: &mut World) -> Vec<String> {
    let page = world.says("maya", "/crisis timeline").await;
    page.lines().skip(1).map(str::to_owned).collect()
}

async fn notes_are_kept_in_order(world: &mut World) {
    world.trouble().await;
    world.presses("giulia", "Open incident").await;
    world.presses("giulia", "Take the lead").await;
    world.passes(minutes(2)).await;
    let answer = world.says("maya", "/crisis note The plant stopped @here").await;
    assert!(answer.starts_with("Added to the timeline of INC-1: The plant stopped ＠here"), "{answer}");
    assert_eq!(world.redelivers().await, "");
    world.passes(minutes(1)).await;
    world.says("nikos", "@squall σημείωση κλείσαμε τη γραμμή").await;
    let seen = timeline(world).await;
    let said: Vec<_> = seen.iter().map(|line| line.split(" UTC ").last().unwrap()).collect();
    assert_eq!(
        said,
        [
            "giulia: incident opened from A-1",
            "giulia: role lead: giulia",
            "giulia: state: open > responding",
            "maya: The plant stopped ＠here",
            "nikos: κλείσαμε τη γραμμή"
        ],
        "{seen:?}"
    );
    assert_eq!(
        world.presses("maya", "Undo").await,
        "Taken off the timeline of INC-1; the record keeps that it was there."
    );
    assert_eq!(timeline(world).await.len(), 4);
    let ledger = world.ledger().await;
    let kept: Vec<_> = ledger.iter().filter(|line| line.contains(" timeline.")).map(String::as_str).collect();
    assert_eq!(kept, ["maya timeline.added INC-1", "nikos timeline.added INC-1", "maya timeline.removed INC-1"]);
    for n in 0..14 {
        world.passes(minutes(1)).await;
        world.says("maya", &format!("/crisis note number {n}")).await;
    }
    let newest = timeline(world).await;
    assert!(newest.len() == 12 && newest[11].ends_with("number 13"), "{newest:?}");
    let earlier = world.presses("maya", "Earlier").await;
    assert!(earlier.contains("incident opened from A-1") && earlier.contains("number 1"), "{earlier}");
    assert!(!earlier.contains("number 2"), "{earlier}");
}

async fn a_message_is_kept_by_its_menu_once_and_let_go(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    let card = world.card();
    let said = world.writes("elitsa", "<!channel> the shop closed at noon", Some(&card)).await;
    let answer = keeps(world, "maya", &said).await;
    assert!(answer.contains("INC-1: ‹!channel› the shop closed at noon"), "{answer}");
    let again = keeps(world, "giulia", &said).await;
    assert_eq!(again, "Quel messaggio è già nella cronologia di INC-1.");
    let seen = timeline(world).await;
    assert_eq!(seen.len(), 2);
    assert!(seen[1].contains("elitsa: ‹!channel› the shop closed at noon"), "{seen:?}");
    world.presses("maya", "Undo").await;
    assert_eq!(timeline(world).await.len(), 1);
    keeps(world, "nikos", &said).await;
    assert_eq!(timeline(world).await.len(), 2, "it may come back");
}

async fn a_pin_and_an_emoji_keep_where_the_incident_is(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    let said = world.writes("elitsa", "the shop closed at noon", None).await;
    let pinned = Deed::Pin { on: said.clone(), added: true };
    let reacted = |added| Deed::React { on: said.clone(), emoji: "pushpin".into(), added };
    assert!(twice(world, "maya", pinned).await.starts_with("Added to the timeline of INC-1"));
    assert_eq!(timeline(world).await.len(), 2);
    world.unpins("nikos", &said).await;
    assert_eq!(world.redelivers().await, "");
    assert_eq!(timeline(world).await.len(), 1, "whoever takes the pin away");
    assert!(twice(world, "maya", reacted(true)).await.starts_with("Added to the timeline of INC-1"));
    assert_eq!(twice(world, "nikos", reacted(false)).await, "", "his own emoji, not hers");
    assert_eq!(timeline(world).await.len(), 2);
    assert!(twice(world, "maya", reacted(false)).await.starts_with("Taken off the timeline"));
    assert_eq!(timeline(world).await.len(), 1);

    let elsewhere = Deed::Say { channel: "general".into(), thread: None, words: "it is closed".into() };
    world.does("elitsa", elsewhere).await;
    let pinned = Deed::Pin { on: world.seen("general").pop().unwrap(), added: true };
    assert_eq!(twice(world, "maya", pinned).await, "", "a pin in another channel is not about the incident");
    assert_eq!(timeline(world).await.len(), 1);
}

async fn of_several_incidents_the_thread_or_the_person_says_which(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    let first = world.card();
    world.says("maya", "/crisis open Shares fall").await;
    let refused = world.says("maya", "/crisis note what a day").await;
    assert_eq!(
        refused,
        "Several incidents are open: INC-2: Shares fall, INC-1: Smoke in Varna. Say which, as in --incident INC-2."
    );
    let answer = world.says_in_thread("maya", &first, "@squall note the fire brigade is there").await;
    assert!(answer.contains("INC-1: the fire brigade"), "{answer}");
    assert!(world.says("maya", "/crisis note the bank called --incident 2").await.contains("INC-2: the bank called"));
    assert_eq!(
        world.says("maya", "/crisis timeline INC-9").await,
        "There is no incident INC-9. /crisis status shows those that are there."
    );
    let said = world.writes("elitsa", "who speaks to the press?", None).await;
    let question = keeps(world, "maya", &said).await;
    assert!(question.starts_with("Several incidents are open. Which one does this belong to?"), "{question}");
    let asked = world.seen("crisis").pop().unwrap();
    assert_eq!(asked.buttons, ["INC-2: Shares fall", "INC-1: Smoke in Varna"]);
    assert!(world.presses("maya", "INC-2: Shares fall").await.starts_with("Added to the timeline of INC-2"));
    assert_eq!(world.says("maya", "/crisis timeline INC-2").await.lines().count(), 4);
}

async fn without_an_incident_nothing_is_kept(world: &mut World) {
    assert_eq!(world.says("maya", "/crisis note hello").await, "No incident is open.");
    let said = world.writes("elitsa", "hello", None).await;
    assert_eq!(keeps(world, "maya", &said).await, "No incident is open.");
    let pinned = Deed::Pin { on: said, added: true };
    assert_eq!(twice(world, "maya", pinned).await, "");
    assert_eq!(world.ledger().await, [""; 0]);
}
