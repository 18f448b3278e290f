//! One advert by many throw-away accounts is a flood, not a crowd.

use crate::world::{ADVERT, ENGLISH, World, minutes, stories};

stories!(a_flood_is_told_once_and_a_crowd_is_still_heard, a_flood_at_noon_is_told_once);

async fn a_flood_is_told_once_and_a_crowd_is_still_heard(world: &mut World) {
    world.quiet_days().await;
    world.flood("80 in 15 minutes", ADVERT).await;
    assert!(world.cards().is_empty(), "no alarm");
    let [told] = world.announcements().try_into().expect("told once");
    assert!(told.starts_with("No alarm: ") && told.contains("copies of a few texts"), "{told}");
    world.flood("80 in 15 minutes", ADVERT).await;
    world.passes(minutes(30)).await;
    assert_eq!((world.cards().len(), world.announcements().len()), (0, 1));

    world.shout("60 in 6 minutes", ENGLISH).await;
    assert_eq!(world.cards().len(), 1, "a crowd is heard through the flood");
    assert!(!world.card_text().contains("WIN a lumo"), "the advert drives nothing: {}", world.card_text());
    let raised = world.decisions().await.into_iter().filter(|line| line.contains("raised")).count();
    assert_eq!(raised, 1);
}

async fn a_flood_at_noon_is_told_once(world: &mut World) {
    world.quiet_days().await;
    world.murmur("12 an hour for 230 minutes", crate::world::MURMUR).await;
    assert_eq!(world.now().format("%H:%M").to_string(), "11:50");
    world.flood("120 in 30 minutes", ADVERT).await;
    assert_eq!(world.announcements().len(), 1, "{:?}", world.announcements());
}
