//! The living card of an alert: what it says, how it grows, and what opening an incident does.

use crate::world::{ITALIAN, MURMUR, World, minutes, stories};

stories!(a_quiet_week_and_then_a_shout_in_italian, a_month_of_murmur_raises_nothing);

async fn a_quiet_week_and_then_a_shout_in_italian(world: &mut World) {
    world.says("maya", "/crisis watch add lumo lumo").await;
    world.murmur("12 an hour for 7 days", MURMUR).await;
    assert!(world.cards().is_empty(), "a quiet week is quiet");

    let began = world.now();
    world.shout("16 in 3 minutes", ITALIAN).await;
    let [card] = world.cards().try_into().expect("one card");
    let first = card.words.clone();
    assert!(first.starts_with("lumo: something is wrong\n"), "{first}");
    assert!(first.contains("Severity: ") && first.contains("/10") && first.contains("Against usual: ×"), "{first}");
    assert!(first.contains("Languages that are new here: Italian."), "{first}");
    assert!(first.contains("% of it negative"), "{first}");
    let since = format!("Since: {}", began.format("%Y-%m-%d %H:0"));
    assert!(first.contains(&since), "{since} in {first}");
    assert!(first.contains("> ＠voice"), "the loudest are quoted: {first}");
    assert_eq!(
        card.buttons,
        ["Open incident", "Acknowledge", "Keep watching", "Snooze 1 h", "Not a crisis", "Show mentions"]
    );

    world.shout("90 in 10 minutes", ITALIAN).await;
    let [grown] = world.cards().try_into().expect("still one card");
    assert_eq!(grown.id, card.id, "edited in place");
    assert!(grown.edited && grown.words != first, "the numbers moved");
    let chart = world.stage.picture(&grown).expect("a chart");
    assert!(chart.alt.contains("mentions per hour") && chart.png.starts_with(b"\x89PNG"), "{}", chart.alt);

    opening_it_opens_one_thread(world).await;
}

async fn opening_it_opens_one_thread(world: &mut World) {
    world.presses("giulia", "Open incident").await;
    let card = world.card();
    let thread = world.thread(&card);
    assert_eq!(thread.len(), 1, "{thread:?}");
    assert!(thread[0].starts_with("giulia opened INC-1.") && thread[0].contains("What raised it: "), "{thread:?}");
    assert_eq!(card.title, world.titled("INC-1: lumo"));
    assert!(card.words.contains("giulia opened an incident."), "{}", card.words);
    let settled = ["Take the lead", "Roles", "Post update", "Resolve", "Timeline", "Situation", "Make private"];
    assert_eq!(card.buttons, settled, "the incident's, none of the alert's decisions");

    // A button that another platform still shows, or an emoji: the second person comes too late.
    let late = world.reacts("nikos", "rotating_light").await;
    assert_eq!(late, "Έχει ήδη αποφασιστεί· δείτε την κάρτα.");
    let late = world.says("maya", "/crisis open A-1").await;
    assert_eq!(late, "This was decided already; look at the card.");
    world.passes(minutes(2)).await;
    assert_eq!((world.cards().len(), world.thread(&world.card()).len()), (1, 1));
    let told = ["squall alert.raised A-1", "giulia alert.opened A-1", "giulia incident.opened INC-1"];
    let decisions = world.decisions().await;
    let once: Vec<&String> = decisions.iter().filter(|line| !line.contains("alert.escalated")).collect();
    assert_eq!(once, told.iter().collect::<Vec<_>>());
    assert!(world.says("maya", "/crisis status").await.contains("INC-1: lumo"));
}

async fn a_month_of_murmur_raises_nothing(world: &mut World) {
    world.says("maya", "/crisis watch add lumo lumo").await;
    world.murmur("2 an hour for 30 days", MURMUR).await;
    assert!(world.cards().is_empty() && world.announcements().is_empty() && world.decisions().await.is_empty());
}
