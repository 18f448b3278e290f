//! A person's own page and settings.

use crate::world::{ENGLISH, MURMUR, World, hours, stories};

stories!(
    what_waits_is_on_the_page_until_somebody_looks,
    settings_are_changed_by_form_and_by_command,
    what_is_wrong_is_said_and_nothing_changes,
);

async fn what_waits_is_on_the_page_until_somebody_looks(world: &mut World) {
    let page = world.comes_home("maya").await;
    assert!(page.contains("No incident is open.") && page.contains("Nothing waits for you."), "{page}");
    world.quiet_days().await;
    world.murmur("12 an hour for 2 hours", MURMUR).await;
    world.shout("12 in 3 minutes", ENGLISH).await;
    let page = world.comes_home("maya").await;
    assert!(page.contains("A-1 12 voices about lumo") && !page.contains("Nothing waits"), "{page}");
    let whispered = world.says("nikos", "/crisis me").await;
    assert!(
        whispered.contains("A-1") && whispered.contains("Οι ρυθμίσεις μου"),
        "in Greek, wherever he is: {whispered}"
    );

    // From the page, and it is gone from there at once; the card says the same.
    world.presses_at_home("maya", "Acknowledge A-1").await;
    assert!(world.page("maya").contains("Nothing waits for you."), "{}", world.page("maya"));
    assert!(world.card_text().contains("is looking at it"), "{}", world.card_text());
    world.says("giulia", "/crisis open A-1").await;
    let page = world.comes_home("chiaying").await;
    assert!(page.contains("INC-1：lumo") && page.contains("目前沒有事情等您處理。"), "{page}");
    let zone = world.zone("chiaying");
    assert!(page.contains(&format!("時區: {zone}")), "as the platform tells: {page}");
}

async fn settings_are_changed_by_form_and_by_command(world: &mut World) {
    world.quiet_days().await;
    let page = world.comes_home("giulia").await;
    assert!(page.contains("Ore di quiete: nessuna") && page.contains("Allerte in messaggio privato: no"), "{page}");
    world.presses_at_home("giulia", "Impostazioni").await;
    let answers = ["el", "Europe/Athens", "23:00-06:30", "9", "6", "lumo"];
    let said = world.fills("giulia", &answers).await;
    assert_eq!(said, "Οι ρυθμίσεις σας αποθηκεύτηκαν.", "in the language that she just chose");
    let page = world.page("giulia");
    for shown in ["Γλώσσα: ελληνικά", "Europe/Athens", "23:00–06:30, εκτός από σοβαρότητα 9", "από σοβαρότητα 6: lumo"]
    {
        assert!(page.contains(shown), "{shown} is not in {page}");
    }
    world.says("giulia", "/crisis language en me").await;
    assert!(world.page("giulia").contains("Quiet hours: 23:00–06:30"), "the page follows: {}", world.page("giulia"));
    assert_eq!(world.says("giulia", "/crisis me quiet off").await, "You have no quiet hours any more.");
    let said = world.says("giulia", "/crisis me alerts on --watches all").await;
    assert_eq!(said, "You get alerts by direct message: from severity 6.", "the severity stays");
    assert_eq!(world.says("giulia", "/crisis me alerts off").await, "You get no more alerts by direct message.");
    let page = world.page("giulia");
    assert!(page.contains("Quiet hours: none") && page.contains("Alerts by direct message: off"), "{page}");

    // Who says nothing about a zone has the one that the platform tells.
    let said = world.says("chiaying", "/crisis me quiet 22-7").await;
    let zone = world.zone("chiaying");
    assert_eq!(said, format!("您的勿擾時段：22:00–07:00，嚴重程度 8 以上除外（{zone}）。"));
    let mine = world.ledger().await.into_iter().filter(|line| line.contains(" person.settings ")).count();
    assert_eq!(mine, 6, "each change is written down, and what changes nothing is not");
    world.redelivers().await;
    world.passes(hours(1)).await;
    world.restarts().await;
    assert!(world.comes_home("chiaying").await.contains(zone), "it is kept");
}

async fn what_is_wrong_is_said_and_nothing_changes(world: &mut World) {
    let said = world.says("maya", "/crisis me quiet 22:00-07:00 Middle/Earth").await;
    assert_eq!(said, "Write a time zone such as Europe/Sofia.");
    let said = world.says("maya", "/crisis me alerts on --watches lumo, nimbus").await;
    assert!(said.contains("lumo"), "no such watch yet: {said}");
    let said = world.says("maya", "/crisis me quiet late").await;
    assert!(said.contains("hours such as 22:00-07:00, or off"), "{said}");
    let page = world.comes_home("maya").await;
    assert!(page.contains("Quiet hours: none") && page.contains("Alerts by direct message: off"), "{page}");
    assert_eq!(world.ledger().await.iter().filter(|line| line.contains("person.settings")).count(), 0);
}
