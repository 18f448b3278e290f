//! Who may approve a statement: by the company's roster, by the incident's roles, for somebody else for some days, from
//! an agency; and what happens when a role is lost.

use squall::person::Accounts;
use squall::statement::policy::{Group, Member, Policy};
use squall::statement::rules::{Rule, Rules};

use super::statements::{card, letters, news, statement_ledger, with};
use crate::world::{World, hours, minutes, stories};

stories!(
    the_rosters_people_approve_and_nobody_gives_themselves_a_vote,
    a_lost_role_takes_the_vote_away_and_it_is_said_once,
    a_vote_is_given_away_for_some_days_and_taken_back,
    who_votes_from_tomorrow_on_is_written_to_tomorrow,
    a_crisis_about_image_rights_needs_legal_or_an_executive,
    an_agency_approves_and_asks_for_changes_and_no_more,
    reminders_wait_for_working_hours,
);

/// The groups of the policy, filled by the roster and the incident's roles alone.
pub(super) fn by_roster(groups: &[&str]) -> Rules {
    let one_of = |name: &&str| Group::new(name, 1, vec![Member::Role((*name).to_owned())]);
    let policy = Policy { groups: groups.iter().map(one_of).collect(), ..Policy::default() };
    Rules {
        policies: vec![Rule { kinds: Vec::new(), severity_from: 1, templates: Vec::new(), policy }],
        ..Rules::default()
    }
}

/// As the platform writes it when somebody is named.
fn mention(world: &World, person: &str) -> String {
    format!("<@{}>", world.stage.person(person).user)
}

pub(super) async fn incident(world: &mut World, rules: Rules) {
    with(world, rules);
    world.trouble().await;
    world.presses("giulia", "Open incident").await;
}

async fn gives(world: &mut World, role: &str, person: &str) {
    // Not by who writes: what an author gives counts for nothing.
    let words = format!("/crisis assign {role} {}", mention(world, person));
    world.says("giulia", &words).await;
}

async fn the_rosters_people_approve_and_nobody_gives_themselves_a_vote(world: &mut World) {
    incident(world, by_roster(&["legal", "comms"])).await;
    let draft = "/crisis statement draft We know. --review yes";
    let answer = world.says("maya", draft).await;
    assert!(answer.contains("“legal” needs 1 and has 0"), "{answer}");
    // Nikos takes the role himself: that leads the work, and counts for no approval.
    world.says("nikos", "/crisis take legal").await;
    let answer = world.says("maya", "/crisis statement ask S-1").await;
    assert!(answer.contains("“legal” needs 1 and has 0"), "{answer}");
    let listed = format!("/crisis roster add legal {}", mention(world, "nikos"));
    world.says("giulia", &listed).await;
    gives(world, "pr", "elitsa").await;
    world.says("maya", "/crisis statement ask S-1").await;
    assert!(card(world).words.contains("legal: 0 of 1 · missing: nikos"), "{}", card(world).words);
    assert!(card(world).words.contains("comms: 0 of 1 · missing: elitsa"), "{}", card(world).words);
    world.presses("nikos", "Approve").await;
    world.presses("elitsa", "Approve").await;
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
}

async fn a_lost_role_takes_the_vote_away_and_it_is_said_once(world: &mut World) {
    incident(world, by_roster(&["legal", "comms"])).await;
    gives(world, "legal", "nikos").await;
    gives(world, "pr", "elitsa").await;
    let listed = format!("/crisis roster add legal {}", mention(world, "chiaying"));
    world.says("giulia", &listed).await;
    world.says("maya", "/crisis statement draft We know. --review yes").await;
    world.presses("nikos", "Approve").await;
    assert!(card(world).words.contains("legal: 1 of 1"), "{}", card(world).words);
    // The lead gives the role to somebody else, who had no seat when the review was asked.
    world.says("giulia", "/crisis take lead").await;
    let to_maya = format!("/crisis assign legal {}", mention(world, "maya"));
    world.says("giulia", &to_maya).await;
    let said = news(world).pop().unwrap_or_default();
    assert!(said.starts_with("Approvals of S-1 that no longer count") && said.ends_with("nikos"), "{said}");
    let shown = card(world).words;
    assert!(shown.contains("legal: 0 of 1") && shown.contains("No longer counted, the role is gone: nikos"), "{shown}");
    gives(world, "scribe", "giulia").await;
    let lost = news(world).into_iter().filter(|line| line.contains("no longer count")).count();
    assert_eq!(lost, 1, "it is said once");
    assert!(statement_ledger(world).await.contains(&"squall statement.votes_lost".to_owned()));
    world.presses("elitsa", "Approve").await;
    assert!(!card(world).words.contains("approved | "), "a lost vote fills no seat");
    world.presses("chiaying", "Approve").await;
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
}

async fn a_vote_is_given_away_for_some_days_and_taken_back(world: &mut World) {
    incident(world, by_roster(&["executive"])).await;
    let listed = format!("/crisis roster add executive {}", mention(world, "elitsa"));
    world.says("giulia", &listed).await;
    let (to_nikos, to_herself) = (mention(world, "nikos"), mention(world, "elitsa"));
    let days = |world: &World, n: i64| (world.now() + hours(24 * n)).format("%Y-%m-%d").to_string();
    let over = format!("/crisis statement delegate {to_nikos} {}", days(world, -1));
    assert_eq!(
        world.says("elitsa", &over).await,
        "Така би свършило, преди да започне; посочете последен ден, който предстои."
    );
    let own = format!("/crisis statement delegate {to_herself} {}", days(world, 1));
    assert!(world.says("elitsa", &own).await.starts_with("Вашият глас е ваш"));
    let given = format!("/crisis statement delegate {to_nikos} {}", days(world, 1));
    let answer = world.says("elitsa", &given).await;
    assert!(answer.starts_with("nikos гласува вместо вас от "), "{answer}");
    let listed = world.says("maya", "/crisis statement delegations").await;
    assert!(listed.contains("nikos for elitsa, from "), "{listed}");

    world.says("maya", "/crisis statement draft We know. --review yes").await;
    assert!(!letters(world, "nikos").is_empty(), "who votes for her is written to as well");
    world.presses("nikos", "Approve").await;
    assert!(card(world).words.contains("executive: 1 of 1 · approved by nikos"), "{}", card(world).words);
    // Taken back, the next review is hers again; and when the days are over it is too.
    let back = format!("/crisis statement undelegate {to_nikos}");
    assert_eq!(world.says("elitsa", &back).await, "Отново гласувате вие.");
    assert!(world.says("elitsa", &back).await.starts_with("Не сте давали глас"));
    world.says("maya", "/crisis statement draft We know more. --review yes").await;
    let answer = world.presses("nikos", "Approve").await;
    assert!(answer.starts_with("Δεν ανήκετε σε καμία από τις ομάδες που εγκρίνουν τη S-2."), "{answer}");
    let all = world.ledger().await;
    let kept: Vec<&str> = all.iter().filter(|line| line.contains("delegation.")).map(String::as_str).collect();
    assert_eq!(kept.len(), 2, "{kept:?}");
    world.says("elitsa", &given).await;
    world.passes(hours(48)).await;
    world.says("maya", "/crisis statement draft We know it all. --review yes").await;
    assert!(world.presses("nikos", "Approve").await.contains("S-3"), "the days are over");
    assert!(card(world).words.contains("executive: 0 of 1"), "{}", card(world).words);
}

async fn who_votes_from_tomorrow_on_is_written_to_tomorrow(world: &mut World) {
    incident(world, by_roster(&["executive"])).await;
    let listed = format!("/crisis roster add executive {}", mention(world, "elitsa"));
    world.says("giulia", &listed).await;
    let day = |n: i64| (world.now() + hours(24 * n)).format("%Y-%m-%d").to_string();
    let given = format!("/crisis statement delegate {} {} --starting {}", mention(world, "nikos"), day(3), day(1));
    world.says("elitsa", &given).await;
    world.says("maya", "/crisis statement draft We know. --review yes").await;
    let written = |world: &World| letters(world, "nikos").iter().any(|letter| letter.words.contains("S-1"));
    assert!(!written(world), "today it is her vote alone");
    world.passes(hours(16)).await;
    assert!(written(world), "his days have begun");
    world.presses("nikos", "Approve").await;
    assert!(card(world).words.contains("executive: 1 of 1 · approved by nikos"), "{}", card(world).words);
}

async fn a_crisis_about_image_rights_needs_legal_or_an_executive(world: &mut World) {
    incident(world, by_roster(&["comms"])).await;
    gives(world, "pr", "elitsa").await;
    gives(world, "legal", "nikos").await;
    world.says("maya", "/crisis statement draft We took the picture down.").await;
    assert!(!card(world).words.contains("sensitive"), "{}", card(world).words);
    world.says("giulia", "/crisis incident kind image-rights").await;
    world.says("maya", "/crisis statement ask S-1").await;
    assert!(card(world).words.contains("sensitive: ESG, politics, image rights"), "{}", card(world).words);
    world.presses("elitsa", "Approve").await;
    assert!(!card(world).words.contains("approved | "), "{}", card(world).words);
    world.presses("nikos", "Approve").await;
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
}

async fn an_agency_approves_and_asks_for_changes_and_no_more(world: &mut World) {
    let agency = Accounts::default().human(&world.stage.person("chiaying"));
    let mut rules = by_roster(&["agency", "comms"]);
    rules.roster.roles.insert("agency".into(), [agency.clone()].into());
    rules.roster.outside.insert(agency);
    incident(world, rules).await;
    gives(world, "pr", "elitsa").await;
    world.says("maya", "/crisis statement draft We know. --review yes").await;
    world.presses("chiaying", "Veto").await;
    let answer = world.fills("chiaying", &["no"]).await;
    assert_eq!(answer, "代理商人員可核准或要求修改；此事僅限公司內部人員。");
    world.presses("chiaying", "Approve").await;
    assert!(card(world).words.contains("agency: 1 of 1"), "{}", card(world).words);
    world.presses("elitsa", "Approve").await;
    let answer = world.says("chiaying", "/crisis statement published S-1 https://social.example/1").await;
    assert_eq!(answer, "代理商人員可核准或要求修改；此事僅限公司內部人員。");
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
}

async fn reminders_wait_for_working_hours(world: &mut World) {
    // Nikos keeps quiet until noon in Athens, and it is morning.
    incident(world, by_roster(&["legal"])).await;
    gives(world, "legal", "nikos").await;
    world.says("nikos", "/crisis me quiet 22:00-13:00 Europe/Athens").await;
    world.says("maya", "/crisis statement draft We know. --review yes").await;
    assert_eq!(letters(world, "nikos").iter().filter(|letter| letter.words.contains("S-1")).count(), 1);
    world.passes(minutes(40)).await;
    let of = |world: &World| letters(world, "nikos").iter().filter(|letter| letter.words.contains("S-1")).count();
    assert_eq!(of(world), 1, "a reminder can wait");
    world.passes(hours(5)).await;
    assert_eq!(of(world), 2, "and comes when his hours begin");
}
