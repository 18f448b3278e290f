//! Quiet hours: the night is for sleeping, unless it is grave.

use chrono::NaiveTime;
use squall::home::QuietHours;

use crate::world::{ENGLISH, MURMUR, World, minutes, stories};

stories!(
    a_night_alert_waits_for_the_morning,
    a_grave_one_is_heard_at_night,
    what_gets_a_little_worse_at_night_waits_too,
);

async fn night(world: &mut World, unless_severity: u8) {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    world.home.quiet = Some(QuietHours { from: at(22), until: at(7), unless_severity });
    world.restarts().await;
    world.quiet_days().await;
    world.murmur("12 an hour for 13 hours", MURMUR).await;
    assert_eq!(world.now().format("%H:%M").to_string(), "21:00");
}

async fn a_night_alert_waits_for_the_morning(world: &mut World) {
    night(world, 8).await;
    world.murmur("12 an hour for 2 hours", MURMUR).await;
    world.shout("12 in 3 minutes", ENGLISH).await;
    assert_eq!(world.decisions().await, ["squall alert.raised A-1"]);
    assert!(world.cards().is_empty(), "people sleep");
    assert!(world.says("maya", "/crisis alert list").await.contains("A-1"), "who asks is told");
    world.restarts().await;
    world.passes_until(6).await;
    assert!(world.cards().is_empty());
    world.passes_until(7).await;
    assert!(world.card_text().contains("It has calmed down by "), "it came and went: {}", world.card_text());
    assert_eq!((world.cards().len(), world.announcements().len()), (1, 0));
}

async fn a_grave_one_is_heard_at_night(world: &mut World) {
    night(world, 8).await;
    world.murmur("12 an hour for 2 hours", MURMUR).await;
    world.shout("12 in 1 minute", ENGLISH).await;
    assert!(world.cards().is_empty(), "not yet");
    world.shout("40 in 1 minute", ENGLISH).await;
    assert_eq!(world.cards().len(), 1, "at once");
    assert_eq!(world.announcements(), [""; 0], "the card is new; there is nothing to add");
    world.passes_until(8).await;
    assert_eq!((world.cards().len(), world.announcements().len()), (1, 0), "once");
}

async fn what_gets_a_little_worse_at_night_waits_too(world: &mut World) {
    night(world, 10).await;
    world.murmur("12 an hour for 55 minutes", MURMUR).await;
    world.shout("12 in 3 minutes", ENGLISH).await;
    assert_eq!(world.cards().len(), 1, "in the evening");
    world.passes(minutes(4)).await;
    world.shout("34 in 5 minutes", ENGLISH).await;
    assert_eq!(world.decisions().await, ["squall alert.raised A-1", "squall alert.escalated A-1"]);
    world.passes_until(2).await;
    world.shout("34 in 5 minutes", ENGLISH).await;
    assert_eq!(world.announcements(), [""; 0], "people sleep");
    world.passes_until(7).await;
    let said = world.announcements();
    assert!(said.len() == 1 && said[0].starts_with("A-1 is getting worse: "), "in the morning: {said:?}");
}
