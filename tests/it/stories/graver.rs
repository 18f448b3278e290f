//! How grave an incident is counts when a review is asked, and again when it becomes graver; what was asked for stays.

use squall::person::Accounts;
use squall::statement::policy::{Group, Member, Policy, Roster};
use squall::statement::rules::{Rule, Rules};

use super::statements::{card, letters, news, statement_ledger, with};
use crate::world::{World, minutes, stories};

stories!(
    the_severity_of_the_moment_chooses_the_rule,
    what_is_under_review_is_joined_by_the_graver_rule_and_keeps_its_votes,
    what_was_approved_by_too_few_is_under_review_again,
    two_readers_of_a_calm_day_release_nothing_of_a_grave_one,
);

/// Two others read it; from 8 on Legal is Nikos and the executive Elitsa, who alone may release it without them.
fn rules(world: &World) -> Rules {
    let account = |user: &str| world.stage.person(user);
    let one_of = |name: &str| Group::new(name, 1, vec![Member::Role(name.to_owned())]);
    let anybody = Group::new("second reader", 2, vec![Member::Anyone]);
    let rule = |severity_from: u8, groups: Vec<Group>, breaks: &str| {
        let policy = Policy { groups, break_glass: [account(breaks)].into(), ..Policy::default() };
        Rule { kinds: Vec::new(), severity_from, templates: Vec::new(), policy }
    };
    let roles = [("legal", "nikos"), ("executive", "elitsa")];
    Rules {
        policies: vec![rule(8, vec![one_of("legal"), one_of("executive")], "elitsa"), rule(1, vec![anybody], "giulia")],
        roster: Roster {
            roles: roles
                .iter()
                .map(|(role, user)| ((*role).to_owned(), [Accounts::default().human(&account(user))].into()))
                .collect(),
            ..Roster::default()
        },
        ..Rules::default()
    }
}

async fn incident(world: &mut World) {
    let rules = rules(world);
    with(world, rules);
    world.trouble().await;
    world.presses("giulia", "Open incident").await;
    world.says("maya", "/crisis severity 5").await;
}

async fn the_severity_of_the_moment_chooses_the_rule(world: &mut World) {
    incident(world).await;
    world.says("maya", "/crisis statement draft We know.").await;
    world.says("maya", "/crisis severity 9").await;
    world.says("maya", "/crisis statement ask S-1").await;
    let shown = card(world).words;
    assert!(shown.contains("legal: 0 of 1") && shown.contains("executive: 0 of 1"), "{shown}");
    assert!(!world.presses("chiaying", "Approve").await.is_empty(), "a second reader is not asked");
    world.presses("nikos", "Approve").await;
    world.presses("elitsa", "Approve").await;
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
    // And what is begun on a grave day and asked for on a calm one has two readers.
    world.says("maya", "/crisis statement draft We know more.").await;
    world.says("maya", "/crisis severity 4").await;
    world.says("maya", "/crisis statement ask S-2").await;
    assert!(card(world).words.contains("0 of 2"), "{}", card(world).words);
}

async fn what_is_under_review_is_joined_by_the_graver_rule_and_keeps_its_votes(world: &mut World) {
    incident(world).await;
    world.says("maya", "/crisis statement draft We know. --review yes").await;
    world.presses("giulia", "Approve").await;
    assert!(card(world).words.contains("1 of 2"), "{}", card(world).words);
    world.says("maya", "/crisis severity 9").await;
    world.passes(minutes(1)).await;
    let shown = card(world).words;
    assert!(shown.contains("1 of 2") && shown.contains("legal: 0 of 1"), "her vote stands: {shown}");
    assert!(shown.contains("executive: 0 of 1"), "{shown}");
    let said = news(world).pop().unwrap_or_default();
    assert!(said.contains("graver now (9/10)") && said.contains("legal, executive"), "{said}");
    for person in ["nikos", "elitsa"] {
        assert!(letters(world, person).iter().any(|letter| !letter.buttons.is_empty()), "{person} is asked");
    }
    assert!(letters(world, "giulia").iter().any(|letter| letter.words.contains("9/10")), "who voted is told");
    // It falls, and nothing of that falls away; a second rise asks nobody twice.
    world.says("maya", "/crisis severity 3").await;
    world.passes(minutes(1)).await;
    assert!(card(world).words.contains("legal: 0 of 1"), "{}", card(world).words);
    world.says("maya", "/crisis severity 10").await;
    world.restarts().await;
    let rules = rules(world);
    with(world, rules);
    world.passes(minutes(1)).await;
    assert_eq!(card(world).words.matches("legal").count(), 1, "{}", card(world).words);
    for person in ["nikos", "elitsa"] {
        world.presses(person, "Approve").await;
        assert!(!card(world).words.contains("approved | "), "{person}: {}", card(world).words);
    }
    world.presses("chiaying", "Approve").await;
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
}

async fn what_was_approved_by_too_few_is_under_review_again(world: &mut World) {
    incident(world).await;
    world.says("maya", "/crisis statement draft We know. --review yes").await;
    world.presses("giulia", "Approve").await;
    world.presses("chiaying", "Approve").await;
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
    world.says("maya", "/crisis severity 9").await;
    // At once, before the clock moves: what is published is read anew.
    world.says("giulia", "/crisis statement published S-1 https://social.example/1").await;
    let ledger = statement_ledger(world).await;
    assert!(!ledger.iter().any(|line| line.contains("statement.published")), "{ledger:?}");
    world.passes(minutes(1)).await;
    let shown = card(world).words;
    assert!(shown.contains("in review") && shown.contains("2 of 2") && shown.contains("legal: 0 of 1"), "{shown}");
    let said = news(world).into_iter().filter(|line| line.contains("no longer suffices")).count();
    assert_eq!(said, 1, "{:?}", news(world));
    world.presses("nikos", "Approve").await;
    world.presses("elitsa", "Approve").await;
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
    world.says("giulia", "/crisis statement published S-1 https://social.example/1").await;
    assert!(card(world).words.contains("https://social.example/1"), "{}", card(world).words);
    let ledger = statement_ledger(world).await;
    assert_eq!(ledger.iter().filter(|line| line.contains("statement.severity_rose")).count(), 1, "{ledger:?}");
    assert_eq!(ledger.iter().filter(|line| line.contains("statement.approved")).count(), 2, "{ledger:?}");
}

async fn two_readers_of_a_calm_day_release_nothing_of_a_grave_one(world: &mut World) {
    incident(world).await;
    world.says("maya", "/crisis statement draft We know.").await;
    world.says("maya", "/crisis severity 9").await;
    let release = "/crisis statement release S-1 the building is on fire";
    world.says("giulia", release).await;
    assert!(!card(world).words.contains("approved | "), "she may on a calm day: {}", card(world).words);
    world.says("elitsa", release).await;
    assert!(card(world).words.contains("ithout approval"), "{}", card(world).words);
}
