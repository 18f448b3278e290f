//! Episodes: where they are shown, when they begin anew, and what is none.

use squall::chat::{ChatEvent, Happened};

use crate::world::{ENGLISH, GREEK, ITALIAN, MURMUR, World, hours, minutes, stories};

stories!(
    what_comes_back_after_calm_is_a_new_alert,
    an_acknowledged_alert_speaks_when_it_gets_worse,
    two_watches_have_two_channels,
    the_past_and_the_far_future_are_no_news,
    show_mentions_turns_pages,
    what_is_asked_in_a_thread_is_answered_there,
    what_nobody_understands_is_answered,
    a_broken_store_is_admitted,
);

async fn what_comes_back_after_calm_is_a_new_alert(world: &mut World) {
    world.trouble().await;
    world.murmur("12 an hour for 7 hours", MURMUR).await;
    assert!(world.card_text().contains("It has calmed down by "), "{}", world.card_text());
    world.presses("maya", "Open incident").await;
    assert!(world.card_text().contains("maya opened an incident."), "what is over can still be worked on");
    world.shout("14 in 3 minutes", ITALIAN).await;
    let [first, second] = world.cards().try_into().expect("two episodes, two cards");
    assert!(first.words.contains("It has calmed down by ") && !second.words.contains("calmed"));
    let status = world.says("maya", "/crisis alert list").await;
    assert!(status.contains("A-2") && !status.contains("A-1"), "{status}");
}

async fn an_acknowledged_alert_speaks_when_it_gets_worse(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Acknowledge").await;
    world.shout("90 in 5 minutes", ENGLISH).await;
    assert!(!world.announcements().is_empty(), "it got much worse");
    assert!(world.card_text().contains("maya is looking at it."), "and she still looks at it");
    world.presses("maya", "Open incident").await;
    let said = world.announcements();
    world.shout("900 in 10 minutes", ENGLISH).await;
    assert_eq!(world.announcements(), said, "the incident has a thread of its own");
}

async fn two_watches_have_two_channels(world: &mut World) {
    world.says("maya", "/crisis watch add lumo lumo").await;
    world.says("maya", "/crisis watch add hellas lang:el AND lumo --channel #general").await;
    world.murmur("12 an hour for 2 days", MURMUR).await;
    world.murmur("4 an hour for 1 day", GREEK).await;
    world.shout("60 in 5 minutes", GREEK).await;
    assert_eq!(world.cards().len(), 1);
    assert!(world.card_text().starts_with("lumo: "), "{}", world.card_text());
    let general = world.seen("general");
    let [card] = general.iter().filter(|message| message.words.contains("something is wrong")).collect::<Vec<_>>()[..]
    else {
        panic!("one card in #general: {general:?}");
    };
    assert!(card.words.starts_with("hellas: "), "{}", card.words);
}

async fn the_past_and_the_far_future_are_no_news(world: &mut World) {
    world.quiet_days().await;
    for moved in [-hours(30), hours(40)] {
        let at = world.now() + moved;
        let voices = (0..200).map(|_| world.voice(ENGLISH, at)).collect();
        assert_eq!(world.hear(voices).await.new, 200);
        world.passes(minutes(2)).await;
        assert!(world.cards().is_empty(), "{moved}");
    }
    world.shout("40 in 3 minutes", ENGLISH).await;
    assert_eq!(world.cards().len(), 1, "what happens now is heard all the same");
}

async fn show_mentions_turns_pages(world: &mut World) {
    world.trouble().await;
    let first = world.presses("nikos", "Show mentions").await;
    assert_eq!(first.lines().filter(|line| line.starts_with("> ")).count(), 5, "{first}");
    let second = world.presses("nikos", "Περισσότερες").await;
    let third = world.presses("nikos", "Περισσότερες").await;
    let all: std::collections::BTreeSet<&str> =
        [&first, &second, &third].iter().flat_map(|page| page.lines()).filter(|line| line.starts_with("> ")).collect();
    assert!(all.len() >= 12, "every voice once, none twice: {all:?}");
    assert!(world.whispers_to("maya").iter().all(|whisper| !whisper.contains("> ")), "only who asks sees them");
}

async fn what_is_asked_in_a_thread_is_answered_there(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    let card = world.card();
    let answer = world.says_in_thread("giulia", &card, "@squall status").await;
    assert!(answer.starts_with("Adesso\n") && answer.contains("INC-1"), "{answer}");
    let whispered = world.seen("crisis").pop().unwrap();
    assert_eq!((whispered.only.as_deref(), whispered.thread), (Some("giulia"), Some(card.id)));
}

async fn what_nobody_understands_is_answered(world: &mut World) {
    world.trouble().await;
    let (at, person, place) = (world.now(), world.stage.person("maya"), world.home.channel.clone());
    let event = |key: &str, action: &str| ChatEvent {
        key: key.into(),
        at,
        person: person.clone(),
        place: place.clone(),
        locale: None,
        name: None,
        roles: std::collections::BTreeMap::new(),
        what: Happened::Submitted { action: action.into(), answers: Vec::new() },
    };
    for (key, action) in
        [("a", "sq0:alert-open:1"), ("b", "sq1:alert-open:one"), ("c", ""), ("d", "sq1:watch-remove:77")]
    {
        world.app.receive(event(key, action)).await.unwrap();
        let said = world.whispers_to("maya").pop().unwrap();
        assert_eq!(said, "That button is from an older message; ask again with /crisis.", "{action}");
        world.passes(minutes(1)).await;
    }
    assert_eq!(world.decisions().await, ["squall alert.raised A-1"]);
    let answer = world.says("maya", "/crisis").await;
    assert!(answer.contains("/crisis status"), "nothing asked is help: {answer}");
    let words = "/crisis \u{202E}\u{0}💥 \"unclosed";
    assert_ne!(world.says("maya", words).await, "");
}

async fn a_broken_store_is_admitted(world: &mut World) {
    world.trouble().await;
    world.app.store.close().await;
    let answer = world.failing("giulia", "/crisis status").await;
    assert_eq!(answer, "Qualcosa è andato storto da noi. Nulla è andato perso; riprova tra poco.");
    world.restarts().await;
    assert!(world.says("giulia", "/crisis status").await.contains("A-1"));
}
