//! What people decide about an alert with its buttons.

use crate::world::{ENGLISH, World, hours, minutes, stories};

stories!(
    somebody_looks_at_it,
    a_snooze_ends_and_it_goes_on,
    a_snooze_ends_and_it_is_worse,
    a_snooze_ends_in_calm,
    a_snooze_ends_while_it_is_ebbing,
    a_dismissal_is_undone_by_what_gets_worse,
    a_dismissal_is_undone_by_a_person,
);

async fn somebody_looks_at_it(world: &mut World) {
    world.trouble().await;
    assert_eq!(world.presses("maya", "Acknowledge").await, "", "the card says it");
    assert!(world.card_text().contains("maya is looking at it."), "{}", world.card_text());
    world.presses("giulia", "Acknowledge").await;
    assert!(world.card_text().contains("giulia is looking at it."), "somebody else may take it over");
    world.presses("nikos", "Open incident").await;
    assert_eq!(
        world.decisions().await[1..],
        [
            "maya alert.acknowledged A-1",
            "giulia alert.acknowledged A-1",
            "nikos alert.opened A-1",
            "nikos incident.opened INC-1"
        ]
    );
}

async fn a_snooze_ends_and_it_goes_on(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Snooze 1 h").await;
    let until = (world.now() + hours(1)).format("%Y-%m-%d %H:%M UTC");
    assert!(world.card_text().contains(&format!("Snoozed by maya until {until}.")), "{}", world.card_text());
    world.shout("75 in 50 minutes", ENGLISH).await;
    assert_eq!(world.announcements(), [""; 0]);
    world.shout("18 in 12 minutes", ENGLISH).await;
    assert_eq!(world.announcements(), ["The snooze of A-1 is over, and it still goes on."]);
    assert!(!world.card_text().contains("Snoozed by"), "it is open again");
    world.passes(hours(2)).await;
    let awake = world.decisions().await.into_iter().filter(|line| line == "squall alert.awake A-1").count();
    assert_eq!((awake, world.cards().len()), (1, 1));
}

async fn a_snooze_ends_and_it_is_worse(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Snooze 1 h").await;
    world.shout("250 in 50 minutes", ENGLISH).await;
    assert_eq!(world.announcements(), [""; 0], "it says nothing, however loud they shout");
    world.shout("60 in 12 minutes", ENGLISH).await;
    let said = world.announcements();
    assert!(said.len() == 1 && said[0].starts_with("A-1 is getting worse: severity 9 of 10"), "{said:?}");
    assert!(!world.card_text().contains("Snoozed by"), "it is open again");
}

async fn a_snooze_ends_in_calm(world: &mut World) {
    world.trouble().await;
    let answer = world.says("maya", "/crisis alert snooze A-1 9h").await;
    assert_eq!(answer, "A-1 is quiet for 540 min, unless it gets much worse afterwards.");
    world.passes(hours(10)).await;
    assert_eq!(world.announcements(), [""; 0]);
    assert!(world.card_text().contains("It has calmed down by "), "{}", world.card_text());
    assert_eq!(world.decisions().await.last().unwrap(), "squall alert.over A-1");
    assert_eq!(world.says("maya", "/crisis alert list").await, "No alert is going on.");
}

async fn a_snooze_ends_while_it_is_ebbing(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Snooze 1 h").await;
    world.passes(minutes(90)).await;
    assert_eq!(world.announcements(), [""; 0], "nobody speaks of it any more");
    assert!(!world.card_text().contains("Snoozed by"), "it is open for decision again");
}

async fn a_dismissal_is_undone_by_what_gets_worse(world: &mut World) {
    world.trouble().await;
    assert_eq!(world.presses("maya", "Not a crisis").await, "", "a form opens");
    assert!(!world.card_text().contains("Not a crisis, says"), "nothing is decided without the reason");
    world.fills("maya", &["an old video @here"]).await;
    assert!(world.card_text().contains("Not a crisis, says maya: an old video ＠here"), "{}", world.card_text());
    assert_eq!(world.card().buttons, ["Open incident", "Show mentions"]);
    let (rows, _) = squall::store::ledger::read(&mut world.app.store.read().await.unwrap()).await.unwrap();
    assert_eq!(rows.last().unwrap().detail, r#"{"reason":"an old video @here"}"#);
    assert_eq!(world.reacts("nikos", "eyes").await, "Έχει ήδη αποφασιστεί· δείτε την κάρτα.");

    world.shout("90 in 5 minutes", ENGLISH).await;
    let said = world.announcements();
    assert!(!said.is_empty() && said.iter().all(|line| line.starts_with("A-1 is getting worse: ")), "{said:?}");
    assert!(world.card().buttons.contains(&"Acknowledge".to_owned()), "it is up for decision again");
    let decisions = world.decisions().await;
    assert_eq!(decisions[1..3], ["maya alert.dismissed A-1", "squall alert.escalated A-1"]);
    assert_eq!(world.cards().len(), 1);
}

async fn a_dismissal_is_undone_by_a_person(world: &mut World) {
    world.trouble().await;
    let answer = world.says("maya", "/crisis alert dismiss A-1 only a rumour").await;
    assert_eq!(answer, "A-1 is marked as not a crisis; opening an incident undoes that.");
    world.presses("giulia", "Open incident").await;
    assert!(world.card_text().contains("giulia opened an incident."), "{}", world.card_text());
    assert_eq!(world.thread(&world.card()).len(), 1);
    assert_eq!(world.says("maya", "/crisis alert dismiss A-1").await, "This was decided already; look at the card.");
    assert_eq!(
        world.says("maya", "/crisis alert dismiss A-9").await,
        "There is no alert A-9. /crisis alert list shows those that are there."
    );
}
