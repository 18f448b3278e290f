//! One statement in several channels and languages: each within its limit, all approved together, each compared with what
//! was published; and what takes its place later.

use super::statements::{card, news, statement_ledger};
use crate::world::{World, hours, stories};

stories!(
    versions_for_channels_and_languages_are_approved_together,
    a_channel_takes_no_more_than_its_limit,
    what_is_planned_is_reviewed_before,
    a_correction_takes_the_place_of_what_was_wrong,
);

const WORDS: &str = "We know, and we will be back by noon.";

async fn versions_for_channels_and_languages_are_approved_together(world: &mut World) {
    world.says("maya", &format!("/crisis statement draft {WORDS} --outlet press")).await;
    let before = card(world).words;
    world.presses("maya", "Add version").await;
    let answer = world.fills("maya", &["x", "it", "Lo sappiamo, torniamo entro mezzogiorno."]).await;
    assert!(answer.starts_with("S-1 has new words: revision 2 ("), "{answer}");
    let added = "/crisis statement version S-1 我們知道了，中午前會說明。 --outlet line --language zh-Hant";
    world.says("giulia", added).await;
    let shown = card(world).words;
    for part in [
        WORDS,
        "Lo sappiamo",
        "我們知道了",
        "X · Italian · 40 of 280",
        "LINE · Chinese (Traditional) · 13 of 5,000",
        "Versions: 3",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let hash = |words: &str| super::statements::seal(words).split(' ').nth(1).map(str::to_owned);
    assert_ne!(hash(&shown), hash(&before), "the hash is of all of them");

    world.presses("maya", "Ask for review").await;
    world.says("maya", "/crisis statement version S-1 --outlet line --language zh-Hant --drop yes").await;
    world.says("maya", "/crisis statement version S-1 Lo sappiamo. --outlet x --language it").await;
    let shown = card(world).words;
    assert!(shown.contains("[X · Italian]") && shown.contains("+ Lo sappiamo."), "{shown}");
    assert!(!shown.contains("我們知道了"), "{shown}");
    world.presses("nikos", "Approve").await;
    assert!(card(world).words.contains("State: approved"), "{}", card(world).words);
    // A change of any version is a change: the approval is void.
    world.says("maya", "/crisis statement version S-1 Lo sappiamo bene. --outlet x --language it").await;
    assert!(card(world).words.contains("State: in review"), "{}", card(world).words);
    let shown = card(world).words;
    assert!(shown.contains("the last that was approved:") && shown.contains("- Lo sappiamo."), "{shown}");
    world.presses("nikos", "Approve").await;

    // Each place is compared with the version that belongs there.
    world.presses("maya", "Published").await;
    world.fills("maya", &["https://press.example/1", WORDS]).await;
    world.presses("maya", "Published here too").await;
    let answer = world.fills("maya", &["https://social.example/2", "Lo sappiamo benissimo."]).await;
    assert_eq!(answer, "What it says there is not what was approved; everybody was told.");
    let shout = news(world).pop().or_else(|| world.announcements().pop()).unwrap();
    assert!(shout.contains("- Lo sappiamo bene.\n+ Lo sappiamo benissimo."), "{shout}");
    let shown = card(world).words;
    assert!(shown.contains("https://press.example/1") && shown.contains("https://social.example/2"), "{shown}");
}

async fn a_channel_takes_no_more_than_its_limit(world: &mut World) {
    let long = "We know about it. ".repeat(18);
    world.says("maya", &format!("/crisis statement draft {long} --outlet bluesky")).await;
    assert!(card(world).words.contains("323 of 300: too long"), "{}", card(world).words);
    let refused = "Bluesky would not take S-1: 23 characters too many. Shorten it, or add a version for that channel.";
    assert_eq!(world.presses("maya", "Ask for review").await, refused);
    world.says("maya", "/crisis statement edit S-1 We know about it.").await;
    world.presses("maya", "Ask for review").await;
    assert!(card(world).words.contains("State: in review"), "{}", card(world).words);
    // Words that no channel takes end the review; they are not lost.
    world.says("maya", &format!("/crisis statement edit S-1 {long}")).await;
    let shown = card(world).words;
    assert!(shown.contains("State: draft") && shown.contains("too long"), "{shown}");
    assert_eq!(world.presses("maya", "Ask for review").await, refused);
}

async fn what_is_planned_is_reviewed_before(world: &mut World) {
    world.says("maya", "/crisis statement draft Gates open soon. --planned 2h --review yes").await;
    assert!(card(world).words.contains("Planned for: "), "{}", card(world).words);
    world.passes(hours(3)).await;
    assert!(card(world).words.contains("State: draft"), "the review ended before the time: {}", card(world).words);
    let answer = world.presses("maya", "Ask for review").await;
    assert_eq!(answer, "The time that S-1 was planned for is past; write it anew with another time.");
}

async fn a_correction_takes_the_place_of_what_was_wrong(world: &mut World) {
    world.trouble().await;
    world.presses("giulia", "Open incident").await;
    world.passes(hours(1)).await;
    world.says("maya", "/crisis statement draft It was on the 2nd. --review yes").await;
    let early = world.says("maya", "/crisis statement correct S-1 It was on the 3rd.").await;
    assert!(early.starts_with("S-1 is not public yet."), "{early}");
    world.presses("nikos", "Approve").await;
    world.says("maya", "/crisis statement published S-1 https://social.example/1").await;
    let said = news(world).pop().unwrap();
    assert_eq!(said, "S-1 is published: the first words in public, 60 min after the incident was opened.");

    world.presses("elitsa", "Correct").await;
    let answer = world.fills("elitsa", &["It was on the 3rd."]).await;
    assert!(answer.starts_with("S-2 е в чернова; щом стане публично, идва на мястото на S-1"), "{answer}");
    let shown = card(world).words;
    assert!(shown.starts_with("S-2: correction") && shown.contains("Takes the place of: S-1"), "{shown}");
    world.presses("maya", "Ask for review").await;
    world.presses("nikos", "Approve").await;
    world.says("maya", "/crisis statement published S-2 https://social.example/2").await;
    assert!(news(world).contains(&"S-1 is superseded by S-2.".to_owned()), "{:?}", news(world));
    let last = statement_ledger(world).await.pop().unwrap();
    assert_eq!(last, "maya statement.superseded");
    let listed = world.says("maya", "/crisis statement list").await;
    assert!(listed.contains("S-2") && !listed.contains("S-1:"), "{listed}");
    world.presses("elitsa", "Withdraw").await;
    world.fills("elitsa", &["it was the 4th"]).await;
    assert!(card(world).words.contains("withdrawn"), "{}", card(world).words);
}
