//! Actions after an incident: taken with one click, done, dropped or handed on, and not forgotten.

use crate::world::{Deed, Seen, World, stories};

stories!(an_answer_becomes_an_action_and_is_followed_up, actions_are_taken_and_settled_by_commands,);

const TITLE: &str = "Actions after INC-1: ";

/// The actions in the incident's thread.
fn card(world: &World) -> Seen {
    let all = world.seen("crisis").into_iter();
    let mut found: Vec<Seen> = all.filter(|seen| seen.only.is_none() && seen.words.contains(TITLE)).collect();
    assert_eq!(found.len(), 1, "there is one, and it is edited: {found:?}");
    assert!(found[0].thread.is_some(), "in the thread");
    found.remove(0)
}

fn line(world: &World, action: &str) -> String {
    let words = card(world).words;
    let found = words.lines().find(|line| line.contains(&format!("{action} ")));
    found.unwrap_or_else(|| panic!("no {action} in {words}")).trim_start_matches("- ").to_owned()
}

async fn over(world: &mut World) {
    world.says("giulia", "/crisis language it me").await;
    world.says("elitsa", "/crisis language en me").await;
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("giulia", "/crisis take lead --incident 1").await;
    world.says("giulia", "/crisis resolve it was a bad batch").await;
}

async fn an_answer_becomes_an_action_and_is_followed_up(world: &mut World) {
    over(world).await;
    world.says("maya", "/crisis retro start INC-1").await;
    world.presses_directly("giulia", "Rispondi").await;
    world.fills("giulia", &["4", "4", "4", "4", "", "", "", "Un secondo numero verde", ""]).await;
    world.says("giulia", "/crisis retro close INC-1").await;

    // One click below the results, and a second one gives it to somebody else.
    world.presses("giulia", "Add an action").await;
    let said = world.fills("giulia", &["Un secondo numero verde <!channel>", "presto"]).await;
    assert!(said.starts_with("«presto» non è una durata"), "{said}");
    world.presses("giulia", "Add an action").await;
    let said = world.fills("giulia", &["Un secondo numero verde <!channel>", "14d"]).await;
    assert!(said.starts_with("ACT-1 è tua, entro ") && said.contains("numero verde ‹!channel›"), "{said}");
    assert_eq!(world.redelivers().await, "", "once");
    assert!(line(world, "ACT-1").contains("numero verde ‹!channel› · giulia · due "), "{}", line(world, "ACT-1"));
    assert!(card(world).words.contains("0 of 1 settled"));
    let on = world.seen("crisis").into_iter().rfind(|seen| seen.only.as_deref() == Some("giulia")).unwrap();
    let pick = Deed::Pick { on, menu: "Affidala a…".into(), choice: "elitsa".into() };
    assert!(world.does("giulia", pick).await.starts_with("ACT-1 ora è per elitsa"));
    let told = world.told("elitsa");
    assert!(told.len() == 1 && told[0].starts_with("giulia gives you an action."), "{told:?}");
    assert!(told[0].contains("ACT-1 Un secondo") && told[0].contains("INC-1: Smoke in Varna"), "{told:?}");

    // Three days before, on the day, and after: in working hours, across a restart.
    world.days_pass(10).await;
    world.restarts().await;
    assert_eq!(world.told("elitsa").len(), 1);
    world.days_pass(3).await;
    let told = world.told("elitsa").pop().unwrap();
    assert!(told.starts_with("An action of yours is due soon."), "{told}");
    world.presses_directly("elitsa", "Later").await;
    let said = world.whispers_to("elitsa").pop().unwrap();
    assert!(said.starts_with("Good. You will be reminded of ACT-1 in a few days"), "{said}");
    world.days_pass(4).await;
    let told = world.told("elitsa");
    // Where the platform tells her zone, her morning comes before that of the home, and one more reminder with it.
    assert!((3..=4).contains(&told.len()), "{told:?}");
    assert!(told[2].starts_with("An action of yours is overdue."), "{told:?}");
    assert!(line(world, "ACT-1").contains("overdue since"), "{}", line(world, "ACT-1"));
    world.days_pass(40).await;
    assert_eq!(world.told("elitsa").len(), 5, "and then no more: {:?}", world.told("elitsa"));
    let thread = world.thread(&world.card());
    let late: Vec<&String> =
        thread.iter().filter(|words| words.starts_with("elitsa, this action is long overdue.")).collect();
    assert_eq!(late.len(), 1, "{thread:?}");
    let status = world.says("maya", "/crisis status").await;
    assert!(status.contains("1 open action, 1 overdue."), "{status}");
    let trends = world.says("maya", "/crisis retro trends").await;
    assert!(trends.contains("1 open action, 1 overdue. So far 0 done and 0 dropped."), "{trends}");
    assert!(trends.contains("ACT-1 Un secondo"), "{trends}");

    // Nothing is dropped without a reason.
    world.presses_directly("elitsa", "Drop…").await;
    world.fills("elitsa", &["The provider went out of business"]).await;
    let line = line(world, "ACT-1");
    assert!(line.starts_with("– ACT-1") && line.ends_with("elitsa: The provider went out of business"), "{line}");
    assert!(card(world).words.contains("1 of 1 settled"));
    world.presses_directly("elitsa", "Done").await;
    let said = world.whispers_to("elitsa").pop().unwrap();
    assert_eq!(said, "ACT-1 is already dropped (elitsa).");
    let record = world.says("maya", "/crisis timeline INC-1").await;
    assert!(record.contains("action given to elitsa: ACT-1"), "{record}");
    assert!(record.contains("action dropped: ACT-1") && record.contains("out of business"), "{record}");
    let ledger: Vec<String> = world.ledger().await.into_iter().filter(|line| line.contains(" action.")).collect();
    let written = ["giulia action.added ACT-1", "giulia action.assigned ACT-1", "elitsa action.dropped ACT-1"];
    assert_eq!(ledger, written);
}

async fn actions_are_taken_and_settled_by_commands(world: &mut World) {
    over(world).await;
    let said = world.says("maya", "/crisis action add Train two more people --person @nikos --due 7d").await;
    assert!(said.starts_with("ACT-1 is for nikos, due ") && said.contains(": Train two more people"), "{said}");
    assert!(world.told("nikos").pop().unwrap().contains("ACT-1 Train two more people"));
    world.says("maya", "/crisis action add Read the contract").await;
    let list = world.says("chiaying", "/crisis action list").await;
    assert!(list.contains("2 項未完成的改善行動") && list.contains("Train two more"), "{list}");
    world.days_pass(8).await;
    assert_eq!(world.told("nikos").len(), 3, "before, and on the day: {:?}", world.told("nikos"));
    assert!(world.says("maya", "/crisis status").await.contains("2 open actions, 1 overdue."));
    let said = world.says("nikos", "/crisis action finish ACT-1").await;
    assert!(said.starts_with("Η ACT-1 έγινε: Train"), "{said}");
    let said = world.says("maya", "/crisis action drop ACT-2").await;
    assert!(!said.is_empty() && line(world, "ACT-2").starts_with("☐"), "a reason is asked for: {said}");
    world.says("maya", "/crisis action assign ACT-2 @giulia").await;
    assert!(line(world, "ACT-2").contains("giulia"));
    let again = world.says("maya", "/crisis action assign ACT-2 @giulia").await;
    assert_eq!(again, "ACT-2 is already open (giulia).");
    let unknown = world.says("maya", "/crisis action finish ACT-9").await;
    assert_eq!(unknown, "There is no action ACT-9. /crisis action list shows those that are open.");
    let one = world.says("maya", "/crisis action list INC-1").await;
    assert!(one.contains("1 of 2 settled") && one.contains("☑ ACT-1"), "{one}");
    world.days_pass(20).await;
    assert_eq!(world.told("nikos").len(), 3, "what is done is not reminded of");
}
