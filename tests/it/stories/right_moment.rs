//! Who may approve, by which rule, and which words: read when it counts, and read again before anything goes out.

use squall::clock::Time;
use squall::execute;
use squall::id::IncidentId;
use squall::people::roster::{self, Member as Seated, Role, Seat};
use squall::person::Accounts;
use squall::statement::policy::{Group, Member, Policy, Roster};
use squall::statement::rules::{Rule, Rules};

use super::statements::{card, letters, seal, statement_ledger, with};
use crate::world::{World, minutes, stories};

stories!(
    which_incident_is_meant_is_asked_and_none_takes_the_strictest_rule,
    a_calm_incident_of_the_past_is_no_way_around_the_rule_of_now,
    a_role_that_is_lost_before_publication_is_told_and_asked_again,
    a_restart_with_other_people_is_noticed_before_anything_goes_out,
    a_veto_follows_the_words_within_the_incident,
    words_with_blanks_are_published_by_nobody,
    words_that_somebody_changed_in_the_store_are_not_sent,
    a_role_of_the_platform_is_nobodys_word,
    what_the_eye_misses_is_named_with_its_place,
);

/// From 8 on Legal is Nikos and the executive Elitsa; a second reader else. Chia-ying may break glass.
fn rules(world: &World) -> Rules {
    let human = |user: &str| Accounts::default().human(&world.stage.person(user));
    let one_of = |name: &str| Group::new(name, 1, vec![Member::Role(name.to_owned())]);
    let rule = |severity_from: u8, groups: Vec<Group>| {
        let policy = Policy { groups, break_glass: [world.stage.person("chiaying")].into(), ..Policy::default() };
        Rule { kinds: Vec::new(), severity_from, templates: Vec::new(), policy }
    };
    let anybody = Group::new("second reader", 1, vec![Member::Anyone]);
    let roles = [("legal", "nikos"), ("executive", "elitsa")];
    let roles = roles.map(|(role, user)| (role.to_owned(), [human(user)].into()));
    Rules {
        policies: vec![rule(8, vec![one_of("legal"), one_of("executive")]), rule(1, vec![anybody])],
        roster: Roster { roles: roles.into(), ..Roster::default() },
        publisher: true,
        ..Rules::default()
    }
}

/// INC-1 is at 9.
async fn grave(world: &mut World) {
    let rules = rules(world);
    with(world, rules);
    world.trouble().await;
    world.presses("giulia", "Open incident").await;
    world.says("maya", "/crisis severity 9").await;
}

/// The newest card of this statement, wherever it stands.
fn card_of(world: &World, id: &str) -> String {
    let mut cards = world.seen("crisis");
    cards.retain(|message| message.only.is_none() && message.words.starts_with(&format!("{id}: ")));
    cards.pop().unwrap_or_else(|| panic!("{id} has no card")).words
}

/// Approves the words that the card shows, by typing.
async fn approves(world: &mut World, person: &str, id: &str) -> String {
    let words = format!("/crisis statement approve {id} {}", seal(&card_of(world, id)));
    world.says(person, &words).await
}

async fn which_incident_is_meant_is_asked_and_none_takes_the_strictest_rule(world: &mut World) {
    grave(world).await;
    world.says("giulia", "/crisis open Late parcels").await;
    world.passes(minutes(1)).await;
    let asked = world.says("maya", "/crisis statement draft We know. --review yes").await;
    assert!(asked.starts_with("Several incidents are open. Which one is S-1 about?"), "{asked}");
    // Nobody answers: the Board is asked all the same.
    world.says("maya", "/crisis statement ask S-1").await;
    let shown = card_of(world, "S-1");
    assert!(shown.contains("legal: 0 of 1") && shown.contains("executive: 0 of 1"), "{shown}");
    assert!(!approves(world, "chiaying", "S-1").await.starts_with("S-1"), "a second reader is asked too");
    for person in ["nikos", "elitsa"] {
        assert!(!card_of(world, "S-1").contains("State: approved"), "{person}: {}", card_of(world, "S-1"));
        approves(world, person, "S-1").await;
    }
    assert!(card_of(world, "S-1").contains("State: approved"), "{}", card_of(world, "S-1"));

    // A button says it; an option says it too.
    world.says("maya", "/crisis statement draft Your parcels come tomorrow.").await;
    let said = world.presses("maya", "INC-2: Late parcels").await;
    assert_eq!(said, "S-2 is about INC-2.");
    world.says("maya", "/crisis statement ask S-2").await;
    let shown = card_of(world, "S-2");
    assert!(shown.contains("Incident: INC-2") && !shown.contains("legal"), "{shown}");
    let late = world.says("maya", "/crisis statement draft We are sorry. --incident INC-1 --review yes").await;
    assert!(late.starts_with("The review of S-3 has begun"), "{late}");
    assert!(card_of(world, "S-3").contains("legal: 0 of 1"), "{}", card_of(world, "S-3"));
    world.says("maya", "/crisis statement draft Our shops are open. --incident none --review yes").await;
    let shown = card_of(world, "S-4");
    assert!(shown.contains("executive: 0 of 1") && !shown.contains("Incident:"), "{shown}");
    let unknown = world.says("maya", "/crisis statement draft Hello. --incident INC-7").await;
    assert!(unknown.contains("INC-7"), "{unknown}");
}

async fn a_calm_incident_of_the_past_is_no_way_around_the_rule_of_now(world: &mut World) {
    let rules = rules(world);
    with(world, rules);
    world.says("giulia", "/crisis open Late parcels").await;
    world.says("maya", "/crisis resolve all came").await;
    world.says("giulia", "/crisis open Lamps burn in Varna").await;
    let graver = world.says("maya", "/crisis severity 9").await;
    assert!(graver.contains("INC-2"), "{graver}");
    world.says("maya", "/crisis statement draft We know. --incident INC-1 --review yes").await;
    let shown = card_of(world, "S-1");
    assert!(shown.contains("Incident: INC-1") && shown.contains("executive: 0 of 1"), "{shown}");
}

async fn approved_by_both(world: &mut World, words: &str) {
    grave(world).await;
    world.says("maya", &format!("/crisis statement draft {words} --review yes")).await;
    world.presses("nikos", "Approve").await;
    world.presses("elitsa", "Approve").await;
    assert!(card(world).words.contains("State: approved"), "{}", card(world).words);
}

/// What was said in the channel and its threads.
fn said(world: &World, words: &str) -> usize {
    world.seen("crisis").iter().filter(|seen| seen.only.is_none() && seen.words.contains(words)).count()
}

async fn a_role_that_is_lost_before_publication_is_told_and_asked_again(world: &mut World) {
    let mut by_roster = rules(world);
    by_roster.roster.roles.remove("legal");
    world.says("giulia", "/crisis roster add legal @nikos").await;
    world.says("giulia", "/crisis roster add legal @chiaying").await;
    grave(world).await;
    with(world, by_roster);
    world.says("maya", "/crisis statement draft We know. --review yes").await;
    world.presses("nikos", "Approve").await;
    world.presses("elitsa", "Approve").await;
    assert!(card(world).words.contains("State: approved"), "{}", card(world).words);
    let before = letters(world, "chiaying").len();
    world.says("giulia", "/crisis roster remove legal @nikos").await;
    world.passes(minutes(1)).await;
    let shown = card(world).words;
    assert!(shown.contains("State: in review") && shown.contains("legal: 0 of 1"), "{shown}");
    assert!(shown.contains("executive: 1 of 1"), "her vote stands: {shown}");
    assert_eq!(said(world, "The approval of S-1 no longer holds"), 1);
    assert!(letters(world, "chiaying").len() > before, "who can still approve is asked again");
    let answer = world.says("giulia", "/crisis statement published S-1 https://social.example/1").await;
    assert!(answer.contains("S-1"), "{answer}");
    assert!(!statement_ledger(world).await.contains(&"giulia statement.published".to_owned()));
    world.presses("chiaying", "Approve").await;
    assert!(card(world).words.contains("State: approved"), "{}", card(world).words);
    // Whose vote was struck approved nothing.
    world.says("giulia", "/crisis statement published S-1 https://social.example/1").await;
    let mut tx = world.app.store.read().await.unwrap();
    let facts = squall::report::gather::facts(&mut tx, IncidentId(1), world.now()).await.unwrap().unwrap();
    let by: Vec<String> = facts.statements[0].approvals.iter().map(|by| by.by.to_string()).collect();
    let of = |user: &str| world.stage.person(user).to_string();
    assert_eq!(by, [of("elitsa"), of("chiaying")], "the report says who approved it");
}

async fn a_restart_with_other_people_is_noticed_before_anything_goes_out(world: &mut World) {
    approved_by_both(world, "We know.").await;
    let mut others = rules(world);
    let chiaying = Accounts::default().human(&world.stage.person("chiaying"));
    others.roster.roles.insert("legal".into(), [chiaying].into());
    world.restarts().await;
    with(world, others);
    let answer = world.says("maya", "/crisis statement send S-1").await;
    assert!(answer.contains("is not approved"), "{answer}");
    world.passes(minutes(1)).await;
    assert_eq!(said(world, "The approval of S-1 no longer holds"), 1, "what was found out on the way is said");
    let shown = card(world).words;
    assert!(shown.contains("State: in review") && shown.contains("legal: 0 of 1"), "{shown}");
    assert!(!statement_ledger(world).await.iter().any(|line| line.contains("handed_out")));
}

async fn a_veto_follows_the_words_within_the_incident(world: &mut World) {
    grave(world).await;
    for _ in 0..2 {
        world.says("maya", "/crisis statement draft We deny it. --review yes").await;
    }
    approves(world, "nikos", "S-2").await;
    approves(world, "elitsa", "S-2").await;
    assert!(card_of(world, "S-2").contains("State: approved"), "{}", card_of(world, "S-2"));
    let on = world.seen("crisis").into_iter().rfind(|seen| seen.words.starts_with("S-1: ")).unwrap();
    world.does("nikos", crate::world::Deed::Press { on, label: "Veto".into() }).await;
    world.fills("nikos", &["it is not true"]).await;
    let shown = card_of(world, "S-2");
    assert!(shown.contains("State: draft") && shown.contains("it is not true"), "the copy falls too: {shown}");
    // Typed otherwise they are the same words; with more beside them they are said all the same.
    world.says("elitsa", "/crisis statement draft  We deny it. ").await;
    world.says("elitsa", "/crisis statement version S-3 We are here. --outlet x --language en").await;
    let answer = world.says("elitsa", "/crisis statement ask S-3").await;
    assert!(answer.contains("S-3") && card_of(world, "S-3").contains("State: "), "{answer}");
    assert!(!statement_ledger(world).await.iter().any(|line| line.ends_with("review_asked S-3")), "{answer}");
    world.says("chiaying", "/crisis statement release S-3 the building is on fire").await;
    let none = "/crisis statement draft We deny it. --incident none --review yes";
    world.says("elitsa", none).await;
    let ledger = statement_ledger(world).await;
    assert!(!ledger.iter().any(|line| line.contains("released") || line.ends_with("review_asked S-4")), "{ledger:?}");
    // Another incident's words are its own.
    world.says("giulia", "/crisis open Late parcels").await;
    world.says("maya", "/crisis statement draft We deny it. --incident INC-2 --review yes").await;
    assert!(card_of(world, "S-5").contains("State: in review"), "{}", card_of(world, "S-5"));
}

async fn words_with_blanks_are_published_by_nobody(world: &mut World) {
    grave(world).await;
    world.says("maya", "/crisis statement draft We know about {what}. --review yes").await;
    assert!(card_of(world, "S-1").contains("State: draft"), "{}", card_of(world, "S-1"));
    let answer = world.says("maya", "/crisis statement ask S-1").await;
    assert!(answer.starts_with("S-1 still has blanks: what."), "{answer}");
    world.says("maya", "/crisis statement edit S-1 We know about ｛what｝.").await;
    assert!(world.says("maya", "/crisis statement ask S-1").await.starts_with("S-1 still has blanks"), "of any width");
    let released = world.says("chiaying", "/crisis statement release S-1 the building is on fire").await;
    assert!(released.contains("S-1"), "{released}");
    assert!(card_of(world, "S-1").contains("State: draft"), "{}", card_of(world, "S-1"));
    // A template is reviewed as that, and stays here.
    world.says("maya", "/crisis statement draft --template holding --language en --review yes").await;
    approves(world, "nikos", "S-2").await;
    approves(world, "elitsa", "S-2").await;
    let shown = world.seen("crisis").into_iter().rfind(|seen| seen.words.starts_with("S-2: ")).unwrap();
    assert!(shown.words.contains("State: approved") && shown.words.contains("as a template"), "{}", shown.words);
    assert_eq!(shown.buttons, ["Edit", "Veto"], "nothing to publish");
    for words in ["send S-2", "published S-2 https://social.example/1"] {
        let answer = world.says("giulia", &format!("/crisis statement {words}")).await;
        assert!(answer.starts_with("S-2 still has blanks") || answer.contains("S-2"), "{answer}");
    }
    let ledger = statement_ledger(world).await;
    assert!(!ledger.iter().any(|line| line.contains("handed_out") || line.contains("published")), "{ledger:?}");
}

async fn words_that_somebody_changed_in_the_store_are_not_sent(world: &mut World) {
    approved_by_both(world, "We know.").await;
    let mut tx = world.app.store.write().await.unwrap();
    execute!(&mut tx, "update statement_revision set words = 'We deny it.' where statement_id = 1").unwrap();
    tx.commit().await.unwrap();
    let before = world.announcements().len();
    for words in ["send S-1", "published S-1 https://social.example/1", "send S-1"] {
        let answer = world.says("giulia", &format!("/crisis statement {words}")).await;
        assert!(answer.contains("S-1") && !answer.contains("on its way"), "{words}: {answer}");
    }
    world.passes(minutes(1)).await;
    let shouts =
        world.thread(&world.card()).into_iter().filter(|line| line.contains("ATTENTION: the words of S-1")).count();
    assert_eq!(shouts, 1, "in the thread, once");
    let told = world.announcements().split_off(before);
    assert!(told.iter().any(|line| line.contains("ATTENTION: the words of S-1")), "the operators hear of it: {told:?}");
    let ledger = statement_ledger(world).await;
    assert!(ledger.contains(&"squall statement.spoilt".to_owned()), "{ledger:?}");
    assert!(
        !ledger.iter().any(|line| line.contains("handed_out") || line.contains("statement.published")),
        "{ledger:?}"
    );
}

async fn a_role_of_the_platform_is_nobodys_word(world: &mut World) {
    let mut by_roster = rules(world);
    by_roster.roster.roles.remove("legal");
    grave(world).await;
    with(world, by_roster.clone());
    // A role of the server, or a group of the workspace: nobody knows who put him into it.
    let (nikos, now): (_, Time) = (world.stage.person("nikos"), world.now());
    let by = nikos.beside(roster::PLATFORM);
    let seated = Seated { role: Role::Legal, person: nikos, seat: Seat::Holder };
    let mut tx = world.app.store.write().await.unwrap();
    roster::store::add(&mut tx, &seated, &by, now).await.unwrap();
    tx.commit().await.unwrap();
    world.says("maya", "/crisis statement draft We know.").await;
    let answer = world.says("maya", "/crisis statement ask S-1").await;
    assert!(answer.contains("“legal” needs 1 and has 0"), "{answer}");
    // The operator says that nobody who writes gives these, or somebody else stands for him.
    with(world, Rules { platform_roles: true, ..by_roster.clone() });
    world.says("maya", "/crisis statement ask S-1").await;
    assert!(card(world).words.contains("legal: 0 of 1"), "{}", card(world).words);
    with(world, by_roster);
    world.says("maya", "/crisis statement draft We know more.").await;
    world.says("giulia", "/crisis roster add legal @nikos").await;
    world.says("maya", "/crisis statement ask S-2").await;
    approves(world, "nikos", "S-2").await;
    assert!(card_of(world, "S-2").contains("legal: 1 of 1"), "{}", card_of(world, "S-2"));
}

async fn what_the_eye_misses_is_named_with_its_place(world: &mut World) {
    grave(world).await;
    world.says("maya", "/crisis statement draft We kn\u{43E}w \u{202E}it\u{202C}.").await;
    let shown = card_of(world, "S-1");
    assert!(shown.contains("line 1, character 6: U+043E"), "{shown}");
    assert!(shown.contains("line 1, character 9: U+202E"), "{shown}");
    assert!(shown.contains("[U+202E]it[U+202C]"), "what is shown is what the bytes say: {shown}");
    world.says("maya", "/crisis statement draft We know. --review yes").await;
    approves(world, "nikos", "S-2").await;
    approves(world, "elitsa", "S-2").await;
    world.says("giulia", "/crisis statement published S-2 https://social.example/1 We kn\u{43E}w.").await;
    assert_eq!(said(world, "The difference can’t be seen: line 1, character 6: U+043E"), 1);
}
