//! What the public does while the team works: on the card, and in what the bot proposes.

use crate::world::{ENGLISH, GREEK, MURMUR, World, hours, minutes, stories};

stories!(
    the_card_answers_the_four_questions,
    a_jump_into_another_language_is_proposed_and_never_silent,
    what_was_dismissed_comes_back_only_when_it_is_graver,
    its_end_is_proposed_and_a_relapse_opens_the_same_thread,
    another_alert_goes_on_in_the_same_thread,
    what_was_opened_by_hand_is_counted_by_its_watch,
    the_card_shows_the_mood_around_the_last_statement,
);

fn saying(world: &World, what: &str) -> Vec<String> {
    world.thread(&world.card()).into_iter().filter(|line| line.contains(what)).collect()
}

async fn the_card_answers_the_four_questions(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    let card = world.card_text();
    // Twelve of the crowd, and one who just reads under a lamp.
    assert!(card.contains("13 voices, seen by up to") && card.contains("usually 12"), "how many: {card}");
    let mood = card.split("How they feel: ").nth(1).and_then(|rest| rest.split('%').next()?.parse::<u8>().ok());
    assert!(mood.is_some_and(|mood| mood >= 90), "{card}");
    assert!(card.contains("nobody whom 100,000 or more follow") && card.contains("In the press: not yet"), "{card}");
    assert!(card.contains("Languages: English 13") && !card.contains("Countries"), "{card}");

    world.shout("8 in 4 minutes", GREEK).await;
    let mut article = world.voice(GREEK, world.now());
    article.platform = "news".into();
    article.url = Some("https://efimerida.example.gr/1".into());
    article.author.handle = Some("@here efimerida".into());
    article.author.followers = Some(250_000);
    let mut neighbours = [world.voice(GREEK, world.now()), world.voice(GREEK, world.now())];
    neighbours.iter_mut().for_each(|voice| voice.author.country = Some("CY".into()));
    world.hear(neighbours.into_iter().chain([article]).collect()).await;
    world.passes(minutes(6)).await;
    let card = world.card_text();
    assert!(card.contains("In the press: 1 piece") && card.contains("Countries: CY 2 · GR 1"), "{card}");
    assert!(card.contains("＠here efimerida (250,000 followers)"), "{card}");
    assert!(card.contains("Greek 11 · first in Greek after"), "{card}");
    assert_eq!(world.cards().len(), 1, "one living card");
    let whole = world.says("nikos", "/crisis situation").await;
    assert!(whole.contains("Εικόνα του INC-1") && whole.contains("ελληνικά 11"), "{whole}");
    assert!(world.presses("maya", "Situation").await.contains("Counted since"));
    assert_eq!(world.redelivers().await, "");
}

async fn a_jump_into_another_language_is_proposed_and_never_silent(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    world.presses("maya", "Take the lead").await;
    let graded =
        |card: &str| card.split("Severity: ").nth(1).unwrap().split('/').next().unwrap().parse::<u8>().unwrap();
    let before = graded(&world.card_text());
    world.shout("60 in 8 minutes", GREEK).await;
    world.passes(minutes(6)).await;
    assert_eq!(graded(&world.card_text()), before, "it is only proposed");
    let [proposed] = saying(world, "By what the public does").try_into().expect("one proposal");
    assert!(
        proposed.contains(&format!("not {before}/10.")) && proposed.contains("Languages that are new here: 1"),
        "{proposed}"
    );
    let to: u8 = proposed.split("INC-1 is ").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
    assert!(to > before);

    let refused = world.presses("nikos", &format!("Set to {to}")).await;
    assert!(refused.contains("maya") && graded(&world.card_text()) == before, "{refused}");
    assert_eq!(world.presses("maya", &format!("Set to {to}")).await, "", "the thread says it");
    assert_eq!(graded(&world.card_text()), to);
    assert!(saying(world, "By what the public does")[0].contains("maya agreed"), "its card is decided");
    assert_eq!(saying(world, "maya changed the severity").len(), 1);
    let ledger = world.ledger().await;
    let told: Vec<&str> = ledger.iter().map(String::as_str).filter(|line| line.contains("proposal")).collect();
    assert_eq!(told, ["squall proposal.made INC-1", "maya proposal.accepted INC-1"]);
    let record = world.says("maya", "/crisis timeline").await;
    // While it grew the proposal did; the timeline tells when it was made first.
    assert!(record.contains(&format!("Squall: proposed: severity {before} > ")), "{record}");
}

async fn what_was_dismissed_comes_back_only_when_it_is_graver(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    world.shout("40 in 8 minutes", GREEK).await;
    world.passes(minutes(6)).await;
    let [proposed] = saying(world, "By what the public does").try_into().expect("one proposal");
    let leave = proposed.split("not ").nth(1).unwrap().split('/').next().unwrap().to_owned();
    world.restarts().await;
    world.presses("maya", &format!("Leave at {leave}")).await;
    assert!(saying(world, "By what the public does")[0].contains("maya decided against it"));
    world.passes(minutes(30)).await;
    assert_eq!(saying(world, "By what the public does").len(), 1, "nobody is asked twice");
    world.shout("900 in 10 minutes", ENGLISH).await;
    world.passes(minutes(6)).await;
    assert_eq!(saying(world, "By what the public does").len(), 2, "it is graver still");
}

async fn its_end_is_proposed_and_a_relapse_opens_the_same_thread(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    world.presses("maya", "Take the lead").await;
    world.passes(hours(2)).await;
    assert_eq!(saying(world, "Is it over?").len(), 0, "not calm for long enough");
    world.passes(minutes(90)).await;
    let [proposed] = saying(world, "Is it over?").try_into().expect("one proposal");
    assert!(
        proposed.contains("as usual since") && proposed.contains("0 voices in the last hour, usually 12"),
        "{proposed}"
    );
    world.presses("maya", "Not yet").await;
    world.passes(hours(1)).await;
    assert_eq!(saying(world, "Is it over?").len(), 1, "she said not yet");
    world.says("maya", "/crisis resolve the refund is out").await;
    world.passes(minutes(20)).await;
    assert!(world.card_text().contains("resolved"));
    world.shout("40 in 5 minutes", ENGLISH).await;
    world.passes(minutes(6)).await;
    assert!(world.card_text().contains("responding"), "{}", world.card_text());
    assert_eq!((world.cards().len(), saying(world, "INC-1 begins again: ").len()), (1, 1));
    let record = world.says("maya", "/crisis timeline").await;
    assert!(record.contains("Squall: state: resolved > responding"), "{record}");
}

async fn another_alert_goes_on_in_the_same_thread(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    let thread = world.card();
    world.says("maya", "/crisis resolve").await;
    world.passes(hours(30)).await;
    world.shout("40 in 3 minutes", ENGLISH).await;
    assert_eq!(world.cards().len(), 2, "a new alert");
    world.presses("nikos", "Open incident").await;
    assert!(world.card_text().contains("This goes on in INC-1: lumo."), "{}", world.card_text());
    let said = world.thread(&thread);
    assert!(said.last().unwrap().starts_with("nikos says that A-2 belongs here: "), "{said:?}");
    let first = world.cards().remove(0).words;
    assert!(first.contains("responding"), "{first}");
    assert!(world.says("maya", "/crisis status").await.contains("INC-1"));
    let answer = world.says("maya", "/crisis open A-2").await;
    assert_eq!(answer, "This was decided already; look at the card.");
}

async fn what_was_opened_by_hand_is_counted_by_its_watch(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    let unheard = world.says("maya", "/crisis situation").await;
    assert!(unheard.contains("no watch is tied to it") && unheard.contains("/crisis incident watch"), "{unheard}");
    world.says("maya", "/crisis watch add lumo lumo").await;
    world.murmur("12 an hour for 1 days", MURMUR).await;
    let answer = world.says("maya", "/crisis incident watch lumo").await;
    assert_eq!(answer, "INC-1 is counted by the watch lumo from now on.");
    assert!(world.card_text().contains("English"), "{}", world.card_text());
    world.says("maya", "/crisis open Lumo smells").await;
    assert!(world.card_text().contains("How many: "), "its title names the watch: {}", world.card_text());
}

async fn the_card_shows_the_mood_around_the_last_statement(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    assert!(!world.card_text().contains("Last statement"), "nothing was said");
    world.says("maya", "/crisis statement draft We are sorry, and we look into it. --review yes").await;
    world.presses("nikos", "Approve").await;
    world.says("maya", "/crisis statement published S-1 https://social.example/acme/1").await;
    world.settles().await;
    let card = world.card_text();
    let last = |card: &str| {
        let after = card.split_once("Last statement: ").map(|(_, after)| after);
        after.and_then(|after| after.split(['|', '\n']).next()).map(str::to_owned)
    };
    let before = last(&card).unwrap_or_else(|| panic!("nothing about it: {card}"));
    assert!(before.contains("% negative in the hour before") && !before.contains("since"), "{before}");
    world.passes(minutes(10)).await;
    world.shout("9 in 4 minutes", MURMUR).await;
    world.passes(minutes(12)).await;
    let after = last(&world.card_text()).unwrap();
    assert!(after.contains("% negative in the hour before"));
    assert!(after.contains("min since") && !after.contains(" 0 voices"), "{after}");
    assert_eq!(world.cards().len(), 1, "one living card");
}
