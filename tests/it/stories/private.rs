//! Incidents in private: a room of their own, those alone who are named, and nothing of it anywhere else.

use squall::chat::Place;
use squall::store::card;

use crate::world::{World, minutes, stories};

stories!(
    a_private_incident_stands_in_a_room_of_its_own,
    an_alert_is_worked_on_in_private,
    what_all_saw_is_made_private,
    what_is_private_is_in_no_digest_and_no_lesson,
);

/// Where the incident stands.
async fn room(world: &World, incident: &str) -> Place {
    let mut tx = world.app.store.read().await.unwrap();
    let mut rooms = card::channels(&mut tx, incident).await.unwrap();
    assert_eq!(rooms.len(), 1, "{rooms:?}");
    rooms.remove(0)
}

async fn sees(world: &World, room: &Place, person: &str) -> bool {
    let user = world.stage.person(person).user;
    world.stage.chat().can_see(room, &user).await.unwrap()
}

/// What everybody in the team's channels can read: a room may be a thread of one of them.
fn in_public(world: &World, room: &Place) -> String {
    let within: Vec<String> = world.seen(&room.channel).into_iter().map(|message| message.id).collect();
    let all = ["crisis", "general"].into_iter().flat_map(|channel| world.seen(channel));
    let public = all.filter(|message| message.only.is_none() && message.by_the_bot && !within.contains(&message.id));
    public.map(|message| message.words + "\n").collect()
}

async fn a_private_incident_stands_in_a_room_of_its_own(world: &mut World) {
    let answer = world.says("maya", "/crisis open --private Payroll leaked").await;
    assert!(answer.contains("INC-1"), "{answer}");
    world.settles().await;
    let room = room(world, "INC-1").await;
    let read = |world: &World| -> String {
        world.seen(&room.channel).into_iter().map(|message| message.words + "\n").collect()
    };
    assert!(read(world).contains("Payroll leaked"), "{}", read(world));
    assert!(
        !in_public(world, &room).contains("Payroll") && !in_public(world, &room).contains("INC-1"),
        "{}",
        in_public(world, &room)
    );
    assert!(sees(world, &room, "maya").await);
    for other in ["giulia", "nikos", "elitsa"] {
        assert!(!sees(world, &room, other).await, "{other} is not named in it");
    }
    // Whom a role is given is let in, and nobody else.
    world.passes(minutes(2)).await;
    world.says("maya", "/crisis assign legal @nikos --incident INC-1").await;
    world.passes(minutes(2)).await;
    assert!(sees(world, &room, "nikos").await && !sees(world, &room, "elitsa").await);
    assert!(
        world.ledger().await.iter().any(|line| line.contains("incident.let_in INC-1")),
        "{:?}",
        world.ledger().await
    );
    // Who looks in is in the ledger, and for whom it is not there learns nothing.
    let looked = world.says("nikos", "/crisis situation INC-1").await;
    assert!(looked.contains("INC-1"), "{looked}");
    let (unseen, unknown) =
        (world.says("elitsa", "/crisis timeline INC-1").await, world.says("elitsa", "/crisis timeline INC-9").await);
    assert_eq!(unseen.replace("INC-1", "INC-9"), unknown);
    let ledger = world.ledger().await;
    let who = |name: &str| ledger.iter().any(|line| line.starts_with(&format!("{name} incident.looked_in INC-1")));
    assert!(who("nikos") && !who("elitsa"), "{ledger:?}");
    // The same after a restart, and nobody is woken who is not in it.
    world.restarts().await;
    world.passes(minutes(90)).await;
    assert!(!in_public(world, &room).contains("INC-1"), "{}", in_public(world, &room));
    assert_eq!(world.told("elitsa"), Vec::<String>::new());
}

async fn an_alert_is_worked_on_in_private(world: &mut World) {
    world.trouble().await;
    world.says("maya", "/crisis open A-1 --private").await;
    world.settles().await;
    let room = room(world, "INC-1").await;
    assert!(!sees(world, &room, "giulia").await);
    let card = world.card_text();
    assert!(card.contains("is looking at it") && !card.contains("INC-1"), "{card}");
    assert!(!in_public(world, &room).contains("opened"), "{}", in_public(world, &room));
}

async fn what_all_saw_is_made_private(world: &mut World) {
    world.trouble().await;
    world.presses("giulia", "Open incident").await;
    world.presses("giulia", "Take the lead").await;
    let (before, shared) = (world.card(), world.thread(&world.card()).len());
    assert!(before.words.contains("INC-1"), "{}", before.words);
    world.presses("giulia", "Make private").await;
    world.settles().await;
    let room = room(world, "INC-1").await;
    assert!(sees(world, &room, "giulia").await && !sees(world, &room, "maya").await);
    assert!(!world.card_text().contains("INC-1"), "the card is the alert's again: {}", world.card_text());
    let thread = world.thread(&before);
    assert!(thread.last().is_some_and(|last| last.contains("goes on elsewhere")), "{thread:?}");
    // What is done from now on is said there alone.
    world.passes(minutes(2)).await;
    world.says("giulia", "/crisis update The files are ours. --incident INC-1").await;
    world.settles().await;
    assert_eq!(world.thread(&before).len(), shared + 1, "{:?}", world.thread(&before));
    assert!(world.seen(&room.channel).iter().any(|message| message.words.contains("The files are ours.")));
}

async fn what_is_private_is_in_no_digest_and_no_lesson(world: &mut World) {
    world.quiet_days().await;
    world.says("maya", "/crisis open --private Payroll leaked").await;
    world.settles().await;
    let room = room(world, "INC-1").await;
    world.says("maya", "/crisis digest lumo").await;
    world.settles().await;
    assert!(!in_public(world, &room).contains("INC-1"), "{}", in_public(world, &room));
    let answer = world.says("giulia", "/crisis retro cases").await;
    assert!(!answer.contains("INC-1") && !answer.contains("Payroll"), "{answer}");
}
