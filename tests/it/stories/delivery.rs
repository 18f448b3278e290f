//! Between the commit and the platform: nothing is lost, nothing is said twice.

use squall::execute;

use crate::world::{ENGLISH, Trouble, World, minutes, stories};

stories!(
    a_busy_platform_is_asked_again,
    a_minute_of_refusals_loses_nothing_and_keeps_the_order,
    what_was_lost_is_sent_again,
    what_arrived_is_not_sent_again,
    a_crash_after_sending_sends_nothing_twice,
    a_crash_before_sending_loses_nothing,
    what_is_refused_does_not_hold_up_the_rest,
    what_somebody_has_to_mend_is_waited_for,
    a_card_that_somebody_deleted_stands_again,
    a_message_that_cannot_be_read_costs_itself_alone,
);

/// How often the alert's card was posted.
fn posted(world: &World) -> usize {
    let card = format!("alert:A-1:{}:card:1", world.home.channel);
    world.arrived().iter().filter(|key| **key == card).count()
}

async fn shouting_into(world: &mut World, trouble: &[Trouble]) {
    world.quiet_days().await;
    world.will_meet(trouble);
    world.shout("12 in 2 minutes", ENGLISH).await;
}

async fn a_busy_platform_is_asked_again(world: &mut World) {
    shouting_into(world, &[Trouble::Busy(600_000)]).await;
    assert_eq!(posted(world), 0);
    world.says("giulia", "/crisis open A-1").await;
    world.passes(minutes(9)).await;
    assert_eq!((posted(world), world.cards().len()), (0, 0), "not before the platform wants to be asked");
    world.passes(minutes(2)).await;
    assert_eq!((posted(world), world.cards().len()), (1, 1));
    let thread = world.thread(&world.card());
    assert!(thread[0].starts_with("giulia opened INC-1."), "what came after the card waited for it: {thread:?}");
}

async fn a_minute_of_refusals_loses_nothing_and_keeps_the_order(world: &mut World) {
    world.will_meet(&[2, 5, 10, 18, 25].map(|seconds| Trouble::Busy(seconds * 1_000)));
    let titles = ["smoke in Milan", "smoke in Sofia", "smoke in Athens", "smoke in Taipei"];
    for title in titles {
        world.says("maya", &format!("/crisis open {title}")).await;
    }
    assert!(world.cards().is_empty(), "the platform wants peace");
    for _ in 0..10 {
        world.passes(minutes(1)).await;
    }
    let told: Vec<String> = world.cards().into_iter().map(|card| card.words).collect();
    assert_eq!(told.len(), titles.len(), "{told:?}");
    assert!(told.iter().zip(titles).all(|(card, title)| card.contains(title)), "in order: {told:?}");
    assert!(world.cards().iter().all(|card| world.thread(card)[0].starts_with("maya opened")), "each with its thread");
}

async fn what_was_lost_is_sent_again(world: &mut World) {
    shouting_into(world, &[Trouble::Lost, Trouble::Lost]).await;
    for _ in 0..3 {
        world.passes(minutes(1)).await;
    }
    assert_eq!((posted(world), world.cards().len()), (1, 1));
}

async fn what_arrived_is_not_sent_again(world: &mut World) {
    shouting_into(world, &[Trouble::Unanswered]).await;
    world.passes(minutes(5)).await;
    assert_eq!(posted(world), 1, "it was found, not sent again");
    world.presses("maya", "Acknowledge").await;
    assert!(world.card_text().contains("maya is looking at it."), "the card that was found is edited");
}

async fn a_crash_after_sending_sends_nothing_twice(world: &mut World) {
    shouting_into(world, &[Trouble::Crash]).await;
    assert_eq!(posted(world), 1);
    world.restarts().await;
    world.passes(minutes(5)).await;
    assert_eq!((posted(world), world.cards().len()), (1, 1));
    world.presses("maya", "Acknowledge").await;
    assert!(world.card_text().contains("maya is looking at it."), "the other process knows the card");
    assert_eq!(world.decisions().await, ["squall alert.raised A-1", "maya alert.acknowledged A-1"]);
}

async fn a_crash_before_sending_loses_nothing(world: &mut World) {
    world.quiet_days().await;
    let now = world.now();
    let voices = (0..20).map(|_| world.voice(ENGLISH, now)).collect();
    world.app.hear(voices).await.unwrap();
    assert_eq!((posted(world), world.decisions().await.len()), (0, 1), "raised, and not yet said");
    world.restarts().await;
    world.passes(minutes(5)).await;
    assert_eq!((posted(world), world.cards().len()), (1, 1));
}

async fn what_is_refused_does_not_hold_up_the_rest(world: &mut World) {
    shouting_into(world, &[Trouble::Refused]).await;
    world.says("maya", "/crisis open A-1").await;
    world.says("maya", "/crisis open smoke in Milan").await;
    world.passes(minutes(30)).await;
    let [alert, by_hand] = world.cards().try_into().expect("the alert's card came with its next change");
    let begin = |card: &_, id: &str| world.thread(card)[0].starts_with(&format!("maya opened {id}."));
    assert!(begin(&alert, "INC-1") && begin(&by_hand, "INC-2"));
    let mut tx = world.app.store.read().await.unwrap();
    let (waiting, failed) = squall::store::errand::counts(&mut tx).await.unwrap();
    assert_eq!((waiting, failed), (0, 1), "the post that was refused, and nothing else");
}

async fn what_somebody_has_to_mend_is_waited_for(world: &mut World) {
    shouting_into(world, &[Trouble::Blocked; 20]).await;
    world.says("maya", "/crisis open A-1").await;
    for _ in 0..15 {
        world.passes(minutes(1)).await;
    }
    assert!(world.cards().is_empty(), "the channel is archived, as it were");
    for _ in 0..10 {
        world.passes(minutes(1)).await;
    }
    assert_eq!((posted(world), world.cards().len()), (1, 1), "and it was mended");
    assert!(world.thread(&world.card())[0].starts_with("maya opened INC-1."), "with all that came after it");
    let mut tx = world.app.store.read().await.unwrap();
    assert_eq!(
        squall::store::errand::counts(&mut tx).await.unwrap(),
        (0, 0),
        "nothing waits, and nothing was given up"
    );
}

async fn a_card_that_somebody_deleted_stands_again(world: &mut World) {
    shouting_into(world, &[]).await;
    world.will_meet(&[Trouble::Gone]);
    world.says("maya", "/crisis alert ack A-1").await;
    let again = format!("alert:A-1:{}:card:2", world.home.channel);
    assert!(world.arrived().contains(&again), "{:?}", world.arrived());
    world.says("giulia", "/crisis alert snooze A-1 2h").await;
    assert!(world.card_text().contains("Snoozed by giulia"), "the card that stands now is the one that is edited");
}

async fn a_message_that_cannot_be_read_costs_itself_alone(world: &mut World) {
    world.quiet_days().await;
    let now = world.now();
    let voices = (0..20).map(|_| world.voice(ENGLISH, now)).collect();
    world.app.hear(voices).await.unwrap();
    let mut tx = world.app.store.write().await.unwrap();
    let card = "update errand set body = '{\"post\":\"spoilt\"}' where state = 'queued' and subject = 'A-1'";
    assert_eq!(execute!(&mut tx, card).unwrap(), 1);
    tx.commit().await.unwrap();
    world.says("maya", "/crisis open A-1").await;
    world.passes(minutes(1)).await;
    assert_eq!((posted(world), world.cards().len()), (0, 1), "the card came with its next change");
    assert!(world.thread(&world.card())[0].starts_with("maya opened INC-1."), "what stood behind it went on");
    let mut tx = world.app.store.read().await.unwrap();
    assert_eq!(squall::store::errand::counts(&mut tx).await.unwrap(), (0, 1), "nothing waits for ever");
}
