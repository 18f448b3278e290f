//! Who did a thing is told alike everywhere; a human is one whatever account they use; and nobody is given what only a person
//! can have.

use std::sync::Arc;

use commands::Format;
use squall::cli::export::written;
use squall::id::IncidentId;
use squall::person::Accounts;
use squall::report::desk;
use squall::statement::policy::{Group, Member, Policy, Roster};
use squall::statement::rules::{Rule, Rules};
use squall::words::Locale;

use super::statements::{card, statement_ledger};
use crate::world::{World, stories};

stories!(
    who_did_what_is_told_alike_everywhere,
    an_author_is_one_by_every_account_whenever_it_is_named,
    who_may_approve_still_may_when_the_name_is_gone,
    one_human_has_one_part_by_every_account,
    what_is_for_a_person_is_given_to_nobody_else,
);

async fn report(world: &World, format: Format) -> String {
    let mut tx = world.app.store.read().await.unwrap();
    let report = desk::live(&mut tx, IncidentId(1), world.now()).await.unwrap().unwrap();
    written(&report, format, Locale::En, chrono_tz::UTC).unwrap()
}

/// One drafts, another asks for the review, a third publishes, a fourth publishes again.
async fn who_did_what_is_told_alike_everywhere(world: &mut World) {
    world.trouble().await;
    world.presses("giulia", "Open incident").await;
    world.says("maya", "/crisis statement draft We know. --outlet x").await;
    world.says("elitsa", "/crisis statement ask S-1").await;
    world.presses("nikos", "Approve").await;
    world.says("chiaying", "/crisis statement published S-1 https://x.example/1").await;
    world.says("nikos", "/crisis statement published S-1 https://x.example/2").await;
    assert_eq!(
        statement_ledger(world).await,
        [
            "maya statement.drafted",
            "elitsa statement.review_asked",
            "nikos statement.voted",
            "squall statement.approved",
            "chiaying statement.published",
            "nikos statement.published",
        ]
    );
    let did = [
        "maya: S-1 drafted",
        "elitsa: approval of S-1 asked for",
        "Squall: S-1 approved",
        "chiaying: S-1 published",
        "nikos: S-1 published",
    ];
    let timeline = world.says("maya", "/crisis timeline").await;
    let at: Vec<usize> = did.iter().filter_map(|line| timeline.find(line)).collect();
    assert!(at.len() == did.len() && at.is_sorted(), "{timeline}");
    let shown = card(world).words;
    let public: Vec<&str> = shown.lines().filter(|line| line.contains("https://x.example/")).collect();
    assert!(public.iter().any(|line| line.contains("chiaying") && line.contains("/1")), "{shown}");
    assert!(public.iter().any(|line| line.contains("nikos") && line.contains("/2")), "{shown}");
    let table = report(world, Format::Csv).await;
    let published: Vec<&str> = table.lines().filter(|line| line.contains("S-1 published")).collect();
    let by = ["chiaying", "nikos"].map(|user| world.stage.person(user).to_string());
    assert!(published.len() == 2 && published.iter().zip(&by).all(|(line, by)| line.contains(by.as_str())), "{table}");
    let asked = table.lines().find(|line| line.contains("approval of S-1")).unwrap_or_default();
    assert!(asked.contains(&world.stage.person("elitsa").to_string()), "{table}");
}

/// Another start with other settings: these accounts are one human's, and this account stands for legal.
fn decides(world: &mut World, one: &[&str], legal: &str) {
    let accounts = Accounts::new(one.iter().map(|user| (world.stage.person(user), "lena".to_owned())));
    let person = accounts.human(&world.stage.person(legal));
    let groups = vec![Group::new("legal", 1, vec![Member::Role("legal".to_owned())])];
    let policy = Policy { groups, ..Policy::default() };
    let rules = Rules {
        policies: vec![Rule { kinds: Vec::new(), severity_from: 1, templates: Vec::new(), policy }],
        roster: Roster { roles: [("legal".to_owned(), [person].into())].into(), accounts, ..Roster::default() },
        ..Rules::default()
    };
    world.app.rule_by(Arc::new(rules));
}

async fn an_author_is_one_by_every_account_whenever_it_is_named(world: &mut World) {
    decides(world, &[], "elitsa");
    world.says("maya", "/crisis statement draft We know. --review yes").await;
    world.restarts().await;
    decides(world, &["maya", "elitsa"], "elitsa");
    let own = "Nobody approves their own words";
    let answer = world.presses("elitsa", "Approve").await;
    assert!(answer.contains(own) || !card(world).words.contains("approved | "), "{answer}");
    assert!(card(world).words.contains("in review"), "{}", card(world).words);
    // She voted as a stranger before anybody knew.
    world.restarts().await;
    decides(world, &[], "elitsa");
    world.says("maya", "/crisis statement edit S-1 We know it.").await;
    world.restarts().await;
    decides(world, &["maya", "elitsa"], "elitsa");
    world.presses("elitsa", "Approve").await;
    assert!(card(world).words.contains("in review"), "{}", card(world).words);
    world.restarts().await;
    decides(world, &[], "elitsa");
    world.presses("elitsa", "Approve").await;
    assert!(card(world).words.contains("approved | "), "two people again: {}", card(world).words);
}

async fn who_may_approve_still_may_when_the_name_is_gone(world: &mut World) {
    decides(world, &["elitsa", "nikos"], "elitsa");
    world.says("maya", "/crisis statement draft We know. --review yes").await;
    world.restarts().await;
    decides(world, &[], "elitsa");
    world.presses("elitsa", "Approve").await;
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
    // And the other way round, by the account that had no name.
    world.says("maya", "/crisis statement draft We look. --review yes").await;
    world.restarts().await;
    decides(world, &["elitsa", "nikos"], "elitsa");
    world.presses("nikos", "Approve").await;
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
}

async fn one_human_has_one_part_by_every_account(world: &mut World) {
    decides(world, &["giulia", "chiaying"], "elitsa");
    world.trouble().await;
    world.presses("giulia", "Open incident").await;
    world.says("giulia", "/crisis take lead").await;
    // The lead decides by whichever account; nobody else does.
    world.says("nikos", "/crisis incident severity 10 it spreads").await;
    world.says("chiaying", "/crisis incident severity 9 it spreads").await;
    let graver: Vec<String> = world.ledger().await.into_iter().filter(|line| line.contains("severity")).collect();
    assert_eq!(graver, ["chiaying incident.severity INC-1"]);
    world.says("chiaying", "/crisis take lead").await;
    let held = world.says("maya", "/crisis roles").await;
    assert!(held.contains("giulia") && !held.contains("chiaying"), "the role is theirs already: {held}");
    // Both accounts had a part in it; one human is asked how it went.
    world.says("chiaying", "/crisis incident state resolved it is over").await;
    world.says("chiaying", "/crisis retro start").await;
    let mut tx = world.app.store.read().await.unwrap();
    let survey = squall::retro::store::of_incident(&mut tx, IncidentId(1)).await.unwrap().unwrap();
    let theirs = ["giulia", "chiaying"].map(|user| world.stage.person(user));
    assert_eq!(survey.seats.keys().filter(|person| theirs.contains(person)).count(), 1, "{:?}", survey.seats);
}

async fn what_is_for_a_person_is_given_to_nobody_else(world: &mut World) {
    world.trouble().await;
    world.presses("giulia", "Open incident").await;
    for command in [
        "/crisis roster add legal @nobody",
        "/crisis assign legal @nobody",
        "/crisis task add call the shops --person @nobody",
        "/crisis statement delegate @nobody 2026-12-07",
        "/crisis conduct brief Facts only --people @nobody",
    ] {
        let answer = world.says("maya", command).await;
        assert!(answer.contains("nobody") && answer.starts_with("Nobody in this chat"), "{command}: {answer}");
    }
    let listed = world.says("maya", "/crisis roster").await;
    assert!(!listed.contains("nobody"), "{listed}");
    let given = world.ledger().await;
    assert!(given.iter().all(|line| !line.contains("roster.") && !line.contains("task.added")), "{given:?}");
}
