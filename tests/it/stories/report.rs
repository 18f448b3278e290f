//! What the team reports from the chat counts like everything else that the public says.

use crate::world::{ENGLISH, MURMUR, World, minutes, stories};

stories!(
    one_click_makes_a_mention_of_a_message,
    what_nobody_listens_for_is_said_and_counts_later,
    words_are_reported_by_command,
    twelve_reports_raise_an_alert
);

const FIRE: &str = "@maria: «la mia lumo ha preso fuoco, che vergogna» https://x.com/maria/status/1";

async fn one_click_makes_a_mention_of_a_message(world: &mut World) {
    world.says("maya", "/crisis watch add lumo lumo").await;
    world.says("giulia", FIRE).await;
    let said = world.reports("nikos", FIRE).await;
    assert!(
        said.contains("ιταλικά, αρνητικ") && said.contains("Μετράει για: lumo."),
        "how it was read, in Greek: {said}"
    );
    assert!(said.contains("vergogna"), "and why: {said}");
    let again = world.reports("maya", FIRE).await;
    assert!(
        again.contains("Read as Italian, negative.") && again.contains("It was counted before, for: lumo."),
        "{again}"
    );
    assert_eq!(world.redelivers().await, "", "a redelivery is no news");
    assert_eq!(world.mentions().await, ["chat x maria la mia lumo ha preso fuoco, che vergogna"], "twice is once");
    let reported = world.ledger().await.into_iter().filter(|line| line.contains(" mention.reported ")).count();
    assert_eq!(reported, 1);
    world.restarts().await;
    world.reports("elitsa", FIRE).await;
    assert_eq!(world.mentions().await.len(), 1, "and after a restart");
}

async fn what_nobody_listens_for_is_said_and_counts_later(world: &mut World) {
    world.says("maya", FIRE).await;
    let said = world.reports("maya", FIRE).await;
    assert!(said.contains("No watch listens for it") && said.contains("/crisis watch add"), "{said}");
    assert!(world.mentions().await.is_empty());
    world.says("maya", "/crisis watch add lumo lumo").await;
    let said = world.reports("maya", FIRE).await;
    assert!(said.contains("It counts for: lumo."), "{said}");
    assert_eq!(world.mentions().await.len(), 1);
}

async fn words_are_reported_by_command(world: &mut World) {
    world.says("maya", "/crisis watch add lumo lumo").await;
    world.murmur("12 an hour for 1 hour", MURMUR).await;
    let said = world.says("chiaying", "/crisis 回報 lumo 燈具起火，太可怕了 https://www.threads.net/@lin/1").await;
    assert!(said.contains("判讀為") && said.contains("負面") && said.contains("計入：lumo。"), "{said}");
    assert!(
        world.mentions().await.last().is_some_and(|line| line.starts_with("chat threads ")),
        "{:?}",
        world.mentions().await
    );
    let missing = world.says("maya", "/crisis report").await;
    assert!(missing.contains("/crisis report WORDS"), "{missing}");
}

async fn twelve_reports_raise_an_alert(world: &mut World) {
    world.quiet_days().await;
    for n in 0..12 {
        let now = world.now();
        let said = world.voice(ENGLISH, now).text;
        let line = format!("/crisis report @reader{n}: {said} https://x.com/reader{n}/status/{n}");
        assert!(world.says("maya", &line).await.contains("It counts for: lumo."), "{line}");
    }
    world.passes(minutes(2)).await;
    let raised = world.decisions().await.remove(0);
    assert_eq!(raised, "squall alert.raised A-1", "what people bring counts like what sources bring");
    assert!(world.card_text().contains("lumo"), "{}", world.card_text());
}
