//! Checklists: what is done in which kind of crisis, by whom and until when.

use crate::world::{Deed, Seen, World, hours, minutes, stories};

stories!(
    a_kind_brings_its_checklist_and_people_tick_it,
    a_task_is_given_in_one_line_and_in_a_form,
    what_waits_begins_and_what_is_overdue_is_told_across_a_restart,
    another_kind_brings_another_checklist,
    quiet_hours_are_kept_unless_it_is_grave,
    the_likely_checklist_begins_with_one_click_and_the_card_counts_its_tasks,
);

const TITLE: &str = "Checklist of INC-1: ";

/// The checklist in the incident's thread.
fn checklist(world: &World) -> Seen {
    let all = world.seen("crisis").into_iter();
    let mut found: Vec<Seen> = all.filter(|seen| seen.only.is_none() && seen.words.contains(TITLE)).collect();
    assert_eq!(found.len(), 1, "there is one, and it is edited: {found:?}");
    let checklist = found.remove(0);
    assert_eq!(checklist.thread, Some(world.card().id), "in the thread");
    checklist
}

fn line(world: &World, task: &str) -> String {
    let words = checklist(world).words;
    let found = words.lines().find(|line| line.contains(&format!("{task} ")));
    found.unwrap_or_else(|| panic!("no {task} in {words}")).trim_start_matches("- ").to_owned()
}

async fn open(world: &mut World, kind: &str) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("maya", &format!("/crisis incident kind {kind}")).await;
    world.settles().await;
}

async fn a_kind_brings_its_checklist_and_people_tick_it(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    let question = world.says("maya", "/crisis task list").await;
    assert_eq!(question, "What kind of crisis is INC-1? Its checklist follows.");
    let on = world.seen("crisis").into_iter().rfind(|seen| seen.only.as_deref() == Some("maya")).unwrap();
    let deed = Deed::Pick { on, menu: "Kind of crisis…".into(), choice: "defect".into() };
    assert_eq!(world.does("maya", deed).await, "The checklist of INC-1 follows in its thread.");
    world.settles().await;
    assert!(checklist(world).words.contains("Checklist of INC-1: 0 of 10"), "{}", checklist(world).words);
    assert!(world.card_text().contains("defect"));
    assert!(
        line(world, "K-1").starts_with("☐ K-1 Write down what is known, what is not, and who checks it · lead · due ")
    );
    assert!(line(world, "K-8").ends_with("· executive · waits for the step before it"), "{}", line(world, "K-8"));
    assert!(checklist(world).words.contains("From the playbooks: every crisis (version 1), defect (version 1)"));

    let entry = "K-1 Write down what is known, what is not, and who checks it".to_owned();
    let tick = Deed::Pick { on: checklist(world), menu: "Tick off…".into(), choice: entry };
    let answer = world.does("nikos", tick).await;
    assert_eq!(answer, "Η K-1 έγινε: Καταγράψτε τι είναι γνωστό, τι όχι και ποιος το ελέγχει");
    assert!(
        line(world, "K-1").starts_with("☑ K-1") && line(world, "K-1").ends_with("· nikos"),
        "{}",
        line(world, "K-1")
    );
    assert!(checklist(world).words.contains("1 of 10"));
    let card = world.card();
    let again = world.says_in_thread("maya", &card, "@squall task done K-1").await;
    assert_eq!(again, "K-1 is already done (nikos).");
    world.says_in_thread("maya", &card, "@squall task skip K-2 nothing is scheduled @here").await;
    assert!(line(world, "K-2").ends_with("· maya: nothing is scheduled ＠here"), "{}", line(world, "K-2"));
    world.presses("maya", "Undo").await;
    assert!(line(world, "K-2").starts_with("☐ K-2"));
    assert_eq!(
        world.says("maya", "/crisis task done K-99").await,
        "There is no task K-99. /crisis task list shows those that are there."
    );

    let record = world.says("maya", "/crisis timeline").await;
    assert!(
        record.contains("checklist for defect: 10 new") && record.contains("task done: K-1 Write down"),
        "{record}"
    );
    assert!(record.contains("task not needed: K-2") && record.contains(": nothing is scheduled ＠here"), "{record}");
    let ledger: Vec<String> = world.ledger().await.into_iter().filter(|line| line.contains(" task.")).collect();
    assert_eq!(
        ledger,
        ["squall task.planned INC-1", "nikos task.done INC-1", "maya task.skipped INC-1", "maya task.reopened INC-1"]
    );
}

async fn a_task_is_given_in_one_line_and_in_a_form(world: &mut World) {
    world.says("nikos", "/crisis language en me").await;
    world.says("maya", "/crisis open Smoke in Varna").await;
    let answer = world.says("maya", "/crisis task add Call <!channel> the plant --person @nikos --due 30m").await;
    assert_eq!(answer, "K-1 is on the checklist: Call ‹!channel› the plant");
    assert_eq!(world.redelivers().await, "");
    let told = world.told("nikos");
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("maya") && told[0].contains("K-1 Call ‹!channel› the plant"), "{told:?}");
    assert!(line(world, "K-1").contains("the plant · nikos · due "), "{}", line(world, "K-1"));
    world.presses_directly("nikos", "Done").await;
    assert!(line(world, "K-1").starts_with("☑") && checklist(world).words.contains("1 of 1"));

    world.presses("giulia", "Add a task").await;
    let answer = world.fills("giulia", &["Leggere il contratto", "legal", "domani"]).await;
    assert_eq!(answer, "«domani» non è una durata. Scrivi 30m, 2h o 1d.");
    world.presses("giulia", "Add a task").await;
    let answer = world.fills("giulia", &["Leggere il contratto", "legal", "2h"]).await;
    assert_eq!(answer, "K-2 è nella lista: Leggere il contratto");
    assert!(line(world, "K-2").contains("Leggere il contratto · legal · due "), "{}", line(world, "K-2"));
    world.presses("giulia", "Not needed…").await;
    let on = world.seen("crisis").into_iter().rfind(|seen| seen.only.as_deref() == Some("giulia")).unwrap();
    let pick = Deed::Pick { on, menu: "Scegli un compito…".into(), choice: "K-2 Leggere il contratto".into() };
    world.does("giulia", pick).await;
    assert_eq!(world.fills("giulia", &["scaduto"]).await, "K-2 non serve: Leggere il contratto");
    assert!(line(world, "K-2").ends_with("giulia: scaduto"));
}

async fn what_waits_begins_and_what_is_overdue_is_told_across_a_restart(world: &mut World) {
    world.says("elitsa", "/crisis language en me").await;
    world.says("maya", "/crisis roster add support @elitsa").await;
    open(world, "complaint").await;
    world.says("maya", "/crisis take lead").await;
    for task in ["K-1", "K-2", "K-3", "K-4", "K-5", "K-7"] {
        world.says("maya", &format!("/crisis task done {task}")).await;
    }
    world.passes(minutes(29)).await;
    assert!(world.told("elitsa").is_empty());
    world.restarts().await;
    world.passes(minutes(2)).await;
    let told = world.told("elitsa");
    assert!(told.len() == 1 && told[0].starts_with("This task is overdue."), "{told:?}");
    assert!(told[0].contains("K-6 Check the case") && told[0].contains("INC-1: Smoke in Varna"), "{told:?}");
    assert!(line(world, "K-6").contains("overdue since"), "{}", line(world, "K-6"));
    world.passes(minutes(30)).await;
    let thread = world.thread(&world.card());
    let said: Vec<&String> = thread.iter().filter(|words| words.starts_with("This task is overdue. elitsa")).collect();
    assert_eq!(said.len(), 1, "{thread:?}");
    assert_eq!(world.told("elitsa").len(), 1, "told once in person");
    world.passes(hours(5)).await;
    assert_eq!(world.told("elitsa").len(), 1, "and then it is left to the checklist");
    assert!(line(world, "K-8").contains("waits"));
    world.presses_directly("elitsa", "Done").await;
    assert!(line(world, "K-8").contains("executive · due "), "{}", line(world, "K-8"));
    world.passes(minutes(121)).await;
    let thread = world.thread(&world.card());
    let said = thread.iter().filter(|words| words.starts_with("This task is overdue. maya") && words.contains("K-8"));
    assert_eq!(said.count(), 1, "nobody has the role: the lead is asked: {thread:?}");
}

async fn another_kind_brings_another_checklist(world: &mut World) {
    open(world, "complaint").await;
    world.says("maya", "/crisis task done K-5").await;
    world.says("maya", "/crisis incident kind breach").await;
    world.settles().await;
    let words = checklist(world).words;
    assert!(words.contains("Checklist of INC-1: 1 of 10"), "{words}");
    assert!(
        words.contains("☑ K-5") && words.contains("Contain it with IT security") && !words.contains("K-6 "),
        "{words}"
    );
    world.says("maya", "/crisis severity 8 it is in the press").await;
    world.settles().await;
    assert!(checklist(world).words.contains("1 of 12"), "the executives and the press: {}", checklist(world).words);
    world.says("maya", "/crisis resolve").await;
    assert!(
        world.says("maya", "/crisis task add Write to all --incident 1").await.starts_with("K-"),
        "there is work after the storm"
    );
    world.says("maya", "/crisis incident state closed").await;
    assert_eq!(world.says("maya", "/crisis task done K-1").await, "INC-1 is closed. Reopen it first: /crisis reopen.");
}

async fn quiet_hours_are_kept_unless_it_is_grave(world: &mut World) {
    world.says("elitsa", "/crisis me quiet 8-12 UTC").await;
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("maya", "/crisis task add Call the plant --person @elitsa --due 30m").await;
    assert_eq!(world.told("elitsa").len(), 1, "who is given a task hears of it at once: somebody asked");
    world.passes(hours(3)).await;
    assert_eq!(world.told("elitsa").len(), 1, "quiet");
    world.passes(hours(1) + minutes(1)).await;
    assert_eq!(world.told("elitsa").len(), 2);
    world.says("elitsa", "/crisis me quiet 12-18 UTC").await;
    world.says("maya", "/crisis severity 9").await;
    world.says("maya", "/crisis task add Stop the line --person @elitsa --due 30m").await;
    world.passes(minutes(31)).await;
    assert_eq!(world.told("elitsa").len(), 4, "grave enough");
}

async fn the_likely_checklist_begins_with_one_click_and_the_card_counts_its_tasks(world: &mut World) {
    open(world, "defect").await;
    assert!(world.card_text().contains("10 tasks are open"), "{}", world.card_text());
    world.says("maya", "/crisis task done K-1").await;
    world.says("maya", "/crisis resolve The batch is back").await;
    world.says("maya", "/crisis incident state closed").await;
    world.says("maya", "/crisis open Smoke in Varna again").await;
    world.settles().await;
    let said = world.thread(&world.card()).join("\n");
    assert!(said.contains("Alike before:") && !said.contains("Checklist of"), "nothing begins by itself: {said}");
    assert!(!world.card_text().contains("tasks"), "{}", world.card_text());
    let answer = world.presses("nikos", "Begin the checklist: defect").await;
    assert_eq!(answer, "Η λίστα εργασιών του INC-2 έρχεται στο νήμα του.");
    world.settles().await;
    let said = world.thread(&world.card()).join("\n");
    assert!(said.contains("Checklist of INC-2: 0 of 10"), "{said}");
    assert!(world.card_text().contains("defect") && world.card_text().contains("10 tasks are open"));
    world.passes(hours(3)).await;
    assert!(world.card_text().contains("overdue"), "{}", world.card_text());
}
