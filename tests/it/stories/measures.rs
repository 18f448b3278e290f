//! What the team decides about how it speaks: pauses, deletions, closed channels, ambassadors, facts, audiences.

use std::sync::Arc;

use squall::conduct::Policy;
use squall::plan::Plan;

use crate::world::{Deed, GREEK, Seen, World, hours, minutes, stories};

stories!(
    who_answers_in_a_pause_is_warned,
    a_comment_goes_by_a_rule_and_is_kept,
    a_pause_in_one_place_warns_nobody_who_answers_in_another,
    a_channel_closes_when_enough_agree_and_is_looked_at_again,
    those_vote_on_a_channel_who_have_a_role,
    ambassadors_speak_once_all_have_read,
    a_fact_becomes_a_correction,
    an_audience_that_waits_is_remembered,
);

fn plan(world: &mut World) {
    let guidelines = [("hate", "No hate"), ("spam", "No advertising")];
    let guidelines = guidelines.map(|(name, words)| (name.to_owned(), words.to_owned())).into();
    let ambassadors = vec![world.stage.person("elitsa"), world.stage.person("nikos")];
    let conduct = Policy { guidelines, ambassadors, quorum: 3 };
    let plan = Plan { conduct, ..Plan::shipped().unwrap() };
    world.app.reception = world.app.reception.with(|setup| setup.plan = Arc::new(plan));
}

/// The newest message in the incident's thread that says this.
fn said(world: &World, words: &str) -> Option<Seen> {
    let all = world.seen("crisis").into_iter().rev();
    all.into_iter().find(|seen| seen.only.is_none() && seen.thread.is_some() && seen.words.contains(words))
}

async fn press(world: &mut World, who: &str, words: &str, label: &str) -> String {
    let on = said(world, words).unwrap_or_else(|| panic!("nothing says {words}"));
    world.does(who, Deed::Press { on, label: label.into() }).await
}

async fn decided(world: &World, kind: &str) -> Vec<String> {
    let all = world.ledger().await.into_iter();
    all.filter(|line| line.contains(&format!(" {kind}."))).collect()
}

async fn who_answers_in_a_pause_is_warned(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("maya", "/crisis conduct reply @ana: is it true?").await;
    let begun =
        world.says("maya", "/crisis conduct hold We tell the <!channel> family first --where Instagram --for 1h");
    assert_eq!(begun.await, "C-1 stands in the incident’s thread.");
    assert!(world.card_text().contains("Conversation paused until"), "{}", world.card_text());
    assert!(world.card_text().contains("Instagram"), "{}", world.card_text());
    let card = said(world, "C-1: pause of the conversation").unwrap().words;
    assert!(card.contains("We tell the ‹!channel› family first"), "{card}");
    assert!(
        world.says("giulia", "/crisis conduct hold Again --where instagram").await.contains("C-1 riguarda la stessa")
    );
    let entry = Deed::Pick {
        on: said(world, "1 of 1 wait").unwrap(),
        menu: "I answer…".into(),
        choice: "Q-1 ＠ana: is it true?".into(),
    };
    let mine = world.does("nikos", entry).await;
    assert!(mine.contains("Η συζήτηση είναι σε παύση") && mine.contains("family first"), "{mine}");
    world.restarts().await;
    world.passes(minutes(61)).await;
    assert!(said(world, "We answer again: Instagram.").is_some(), "it ends by itself");
    assert!(!world.card_text().contains("Conversation paused"), "{}", world.card_text());
    assert_eq!(decided(world, "hold").await, ["maya hold.begun INC-1", "squall hold.lifted INC-1"]);
    world.says("maya", "/crisis conduct hold Once more").await;
    world.says("giulia", "/crisis take lead").await;
    assert!(world.says("nikos", "/crisis conduct lift C-2").await.contains("giulia"), "who leads decides");
    assert_eq!(world.says("giulia", "/crisis conduct lift C-2 Sono informati").await, "C-2: annotato.");
    let record = world.says("maya", "/crisis timeline").await;
    assert!(record.contains("conversation goes on: C-2") && record.contains("Sono informati"), "{record}");
    assert!(world.says("maya", "/crisis conduct lift C-2").await.contains("C-2 is so already"));
}

async fn a_comment_goes_by_a_rule_and_is_kept(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    let link = "https://social.example/9";
    let refused = world.says("maya", &format!("/crisis conduct takedown {link} hate Go back home")).await;
    assert!(refused.contains("[conduct.guidelines]"), "{refused}");
    plan(world);
    let refused = world.says("maya", &format!("/crisis conduct takedown {link} rude Go back home")).await;
    assert!(refused.contains("hate No hate") && refused.contains("spam No advertising"), "{refused}");
    assert!(world.says("maya", &format!("/crisis conduct takedown {link} hate")).await.contains("Write its words"));
    assert!(world.says("maya", "/crisis evidence list").await.contains("Nothing is kept"), "a refusal keeps nothing");
    world.says("maya", &format!("/crisis conduct takedown {link} hate Go back home")).await;
    assert!(world.says("maya", "/crisis evidence list").await.contains("Go back home"));
    press(world, "nikos", "To be deleted by the rule “hate”", "Deleted").await;
    assert!(said(world, "Deleted by the rule “hate”, and kept as evidence").is_some());
    assert_eq!(decided(world, "takedown").await, ["maya takedown.begun INC-1", "nikos takedown.done INC-1"]);
    let record = world.says("maya", "/crisis timeline").await;
    assert!(record.contains("deletion asked for: C-1") && record.contains("(hate)"), "{record}");
}

async fn a_channel_closes_when_enough_agree_and_is_looked_at_again(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("maya", "/crisis conduct shut Instagram Threats against staff --for 2d").await;
    let card = |world: &World| said(world, "C-1: closing a channel").unwrap().words;
    assert!(card(world).contains("1 of 3 agree"), "{}", card(world));
    press(world, "giulia", "C-1: closing a channel", "Agree").await;
    press(world, "nikos", "C-1: closing a channel", "Against").await;
    press(world, "elitsa", "C-1: closing a channel", "Agree").await;
    assert!(card(world).contains("3 of 3 agree") && card(world).contains("✗ nikos"), "{}", card(world));
    assert!(!world.card_text().contains("Closed until"), "one is against it");
    press(world, "nikos", "C-1: closing a channel", "Agree").await;
    assert!(
        said(world, "Instagram is closed. To be looked at again: ")
            .unwrap()
            .words
            .ends_with("Why: Threats against staff")
    );
    assert!(world.card_text().contains("Closed until"), "{}", world.card_text());
    world.restarts().await;
    world.passes(hours(49)).await;
    press(world, "maya", "Open it again?", "Keep it closed").await;
    world.passes(hours(49)).await;
    press(world, "maya", "Open it again?", "Open it again").await;
    assert!(said(world, "Instagram is open.").is_some() && !world.card_text().contains("Closed until"));
    let decided = decided(world, "shut").await;
    assert!(decided.contains(&"squall shut.decided INC-1".to_owned()), "{decided:?}");
    assert_eq!(decided.last().map(String::as_str), Some("maya shut.lifted INC-1"));
}

async fn a_pause_in_one_place_warns_nobody_who_answers_in_another(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    let mut heard = world.voice(GREEK, world.now());
    (heard.url, heard.platform) = (Some("https://brand.example/9".into()), "facebook".into());
    world.hear(vec![heard]).await;
    world.says("maya", "/crisis conduct hold We tell the family first --where Instagram").await;
    for (said, is_warned) in [
        ("@ana: is it true? https://www.instagram.com/p/1", true),
        ("@ana: is it true? https://reddit.com/r/lumo/1", false),
        ("@ana: is it true? https://brand.example/9", false),
        ("@ana: is it true? https://forum.example/1", true),
        ("@ana: is it true?", true),
    ] {
        world.says("maya", &format!("/crisis conduct reply {said}")).await;
        let mine = world.presses("maya", "I answer it").await;
        assert_eq!(mine.contains("The conversation is paused until"), is_warned, "{said}: {mine}");
        assert!(!is_warned || mine.contains("Instagram"), "it says what is paused: {mine}");
    }
}

async fn those_vote_on_a_channel_who_have_a_role(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("giulia", "/crisis take lead").await;
    world.says("maya", "/crisis conduct shut Instagram Threats against staff").await;
    let card = |world: &World| said(world, "C-1: closing a channel").unwrap().words;
    assert!(card(world).contains("0 of 3 agree"), "who proposes it has no vote: {}", card(world));
    assert!(card(world).contains("Only one person’s vote counts"), "{}", card(world));
    let refused = press(world, "nikos", "C-1: closing a channel", "Against").await;
    assert!(refused.contains("/crisis roster add") && refused.contains("C-1"), "{refused}");
    press(world, "giulia", "C-1: closing a channel", "Agree").await;
    world.says("nikos", "/crisis take legal").await;
    world.says("giulia", "/crisis roster add support @maya").await;
    press(world, "nikos", "C-1: closing a channel", "Agree").await;
    assert!(card(world).contains("2 of 3 agree") && card(world).contains("3 people’s votes count"), "{}", card(world));
    press(world, "maya", "C-1: closing a channel", "Agree").await;
    assert!(
        said(world, "Instagram is closed. To be looked at again: ")
            .unwrap()
            .words
            .ends_with("Why: Threats against staff")
    );
    let votes = ["maya begun", "giulia agreed", "nikos agreed", "maya agreed", "squall decided"];
    let votes = votes.map(|vote| format!("{} INC-1", vote.replace(' ', " shut.")));
    assert_eq!(decided(world, "shut").await, votes);
}

async fn ambassadors_speak_once_all_have_read(world: &mut World) {
    world.says("nikos", "/crisis language en me").await;
    world.says("elitsa", "/crisis language en me").await;
    world.says("maya", "/crisis open Smoke in Varna").await;
    assert!(world.says("maya", "/crisis conduct brief Facts only").await.contains("Nobody is named"));
    plan(world);
    world.says("maya", "/crisis conduct brief Facts only, @everyone").await;
    let told = world.told("nikos");
    assert!(told.iter().any(|post| post.contains("Facts only, ＠everyone")), "{told:?}");
    let early = press(world, "maya", "C-1: ambassadors", "Deploy").await;
    assert!(early.contains("waits until these have read it: elitsa nikos"), "{early}");
    assert!(press(world, "giulia", "C-1: ambassadors", "I have read it").await.contains("altri"), "she was not asked");
    world.presses_directly("nikos", "I have read it").await;
    world.presses_directly("elitsa", "I have read it").await;
    assert!(said(world, "All ambassadors have read C-1").is_some());
    press(world, "maya", "C-1: ambassadors", "Deploy").await;
    assert!(said(world, "The ambassadors are deployed").is_some());
    press(world, "maya", "C-1: ambassadors", "Call back").await;
    assert!(said(world, "The ambassadors do not speak").is_some());
    let steps =
        ["maya brief.begun", "nikos brief.agreed", "elitsa brief.agreed", "maya brief.done", "maya brief.lifted"];
    assert_eq!(decided(world, "brief").await, steps.map(|step| format!("{step} INC-1")));
}

async fn a_fact_becomes_a_correction(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("maya", "/crisis conduct list").await;
    world.presses("maya", "Add a fact").await;
    world.fills("maya", &["All lamps burn", "Two lamps of one batch smoked", "https://example.com/report"]).await;
    let sheet = said(world, "Facts of INC-1").unwrap();
    assert!(sheet.words.contains("All lamps burn → Two lamps of one batch smoked"), "{}", sheet.words);
    let pick = Deed::Pick { on: sheet, menu: "Correct in public…".into(), choice: "C-1 All lamps burn".into() };
    world.does("maya", pick).await;
    let draft = said(world, "S-1").unwrap().words;
    assert!(draft.contains("Two lamps of one batch smoked") && !draft.contains("All lamps burn"), "{draft}");
    assert!(draft.to_lowercase().contains("correction"), "{draft}");
    world.says("maya", "/crisis conduct lift C-1 It was three").await;
    assert!(!said(world, "Facts of INC-1").unwrap().words.contains("All lamps"), "it is off the sheet");
    assert!(world.says("maya", "/crisis conduct list").await.contains("✗ Two lamps"), "and stays on record");
}

async fn an_audience_that_waits_is_remembered(world: &mut World) {
    world.says("nikos", "/crisis language en me").await;
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("maya", "/crisis conduct inform Investors --person @nikos --every 4h").await;
    assert!(said(world, "Who is kept informed in INC-1").unwrap().words.contains("Investors · nikos · next:"));
    world.restarts().await;
    world.passes(minutes(4 * 60 + 5)).await;
    let told = world.told("nikos");
    assert!(told.iter().any(|post| post.contains("Investors wait for news")), "{told:?}");
    assert!(said(world, "Investors wait for news").is_none(), "he hears of it first");
    world.passes(minutes(20)).await;
    assert!(said(world, "Investors wait for news").is_some());
    assert!(said(world, "Who is kept informed in INC-1").unwrap().words.contains("due since"));
    world.presses_directly("nikos", "Sent").await;
    assert!(said(world, "Who is kept informed in INC-1").unwrap().words.contains("next:"));
    let steps = ["maya inform.begun", "squall inform.due", "squall inform.due", "nikos inform.done"];
    assert_eq!(decided(world, "inform").await, steps.map(|step| format!("{step} INC-1")));
}
