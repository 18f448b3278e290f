//! Is it a crisis? Yes, not yet, no: and what the answers teach about the next alert.

use commands::Shortcut;

use crate::world::{Deed, ENGLISH, World, hours, minutes, stories};

stories!(
    the_first_drivers_say_which_kind_it_may_be_and_why,
    what_is_kept_under_watch_is_asked_about_again,
    what_calms_down_is_not_asked_about,
    what_people_decided_is_told_with_the_next_alert,
    a_message_of_the_team_opens_an_incident,
);

async fn what_is_kept_under_watch_is_asked_about_again(world: &mut World) {
    world.trouble().await;
    assert_eq!(world.presses("maya", "Keep watching").await, "", "the card says it");
    assert!(world.card_text().contains("maya keeps watching."), "{}", world.card_text());
    assert_eq!(world.redelivers().await, "");
    world.shout("60 in 29 minutes", ENGLISH).await;
    let quiet: Vec<String> = world.announcements().into_iter().filter(|line| line.contains("watched")).collect();
    assert_eq!(quiet, [""; 0]);
    world.shout("6 in 2 minutes", ENGLISH).await;
    let asked = world.announcements();
    let asked: Vec<&String> = asked.iter().filter(|line| line.contains("watched")).collect();
    assert!(asked.len() == 1 && asked[0].starts_with("A-1 has been watched for 30 min and goes on"), "{asked:?}");
    assert!(asked[0].contains("voices about lumo"), "with the figures: {asked:?}");

    let answer = world.says("nikos", "/crisis alert keep A-1 only fans @here").await;
    assert!(answer.contains("A-1") && answer.contains("30"), "{answer}");
    assert!(world.card_text().contains("nikos keeps watching: only fans ＠here"), "{}", world.card_text());
    world.presses("giulia", "Open incident").await;
    assert!(world.card_text().contains("INC-1: lumo"));
    world.passes(hours(1)).await;
    let asked = world.announcements().into_iter().filter(|line| line.contains("watched")).count();
    assert_eq!(asked, 1, "it is decided");
    let decisions = world.decisions().await;
    let told: Vec<&str> = decisions.iter().map(String::as_str).filter(|line| !line.contains("escalated")).collect();
    let kept = ["maya alert.kept A-1", "squall alert.reviewed A-1", "nikos alert.kept A-1", "giulia alert.opened A-1"];
    assert_eq!(told[1..5], kept);
}

async fn what_calms_down_is_not_asked_about(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Keep watching").await;
    world.restarts().await;
    world.passes(hours(10)).await;
    assert_eq!(world.announcements(), [""; 0]);
    assert!(world.card_text().contains("It has calmed down by "), "{}", world.card_text());
}

async fn what_people_decided_is_told_with_the_next_alert(world: &mut World) {
    world.trouble().await;
    assert!(!world.says("maya", "/crisis status").await.contains("became an incident"), "nobody decided yet");
    for n in 1..=3 {
        match n {
            1 => drop(world.presses("maya", "Open incident").await),
            _ => drop(world.says("maya", &format!("/crisis alert dismiss A-{n} our own campaign")).await),
        }
        assert!(!world.card_text().contains("Of the last"), "too few to tell: {}", world.card_text());
        world.passes(hours(30)).await;
        world.shout("40 in 3 minutes", ENGLISH).await;
    }
    assert_eq!(world.cards().len(), 4, "a fourth alert");
    let card = world.card_text();
    assert!(card.contains("Of the last 3 alerts of this watch that people decided about, 1 became"), "{card}");
    let status = world.says("maya", "/crisis status").await;
    assert!(status.contains("1 of the 3 that people decided about became an incident (33%)"), "{status}");
}

async fn a_message_of_the_team_opens_an_incident(world: &mut World) {
    let said = world.writes("elitsa", "a customer <!channel> says\nher lamp burnt", None).await;
    let chosen = Deed::Choose { on: said, shortcut: Shortcut::OpenIncident.name() };
    let answer = world.does("maya", chosen).await;
    assert_eq!(answer, "INC-1 is open; its thread is under the card in this channel.");
    assert_eq!(world.redelivers().await, "");
    assert!(
        world.card_text().starts_with("INC-1: a customer ‹!channel› says her lamp burnt\n"),
        "{}",
        world.card_text()
    );
    assert_eq!(world.thread(&world.card()).len(), 1);
    let timeline = world.says("maya", "/crisis timeline").await;
    assert!(timeline.contains("elitsa: a customer ‹!channel› says"), "{timeline}");
    world.passes(minutes(1)).await;
    assert_eq!(world.cards().len(), 1);
}

async fn the_first_drivers_say_which_kind_it_may_be_and_why(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    let said = world.thread(&world.card())[0].clone();
    assert!(said.contains("Likely kind: defect. Because people write: “") && said.contains("“on fire”"), "{said}");
    assert!(!world.card_text().contains("Kind: "), "it is only proposed: {}", world.card_text());
    world.says("maya", "/crisis open A boycott of lumo, <!channel>").await;
    let said = world.thread(&world.card())[0].clone();
    assert!(said.contains("Likely kind: backlash. Because people write: “boycott”"), "{said}");
}
