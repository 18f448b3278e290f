//! Weeks after an incident: whether the company has recovered, and what of the lessons became a step of a playbook.

use squall::words::{Locale, word};

use crate::world::{Seen, World, stories};

stories!(
    the_thread_is_asked_after_a_week_and_a_month_whether_it_is_as_before,
    what_goes_on_again_has_not_recovered,
    the_next_incident_hears_what_was_learned_from_one_that_was_alike,
    an_action_becomes_a_step_of_a_playbook_that_somebody_else_approves,
);

async fn a_storm(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    world.presses("giulia", "Take the lead").await;
    world.says("giulia", "/crisis resolve it was a bad batch").await;
}

/// The questions that were asked after so many days.
fn questions(world: &World, days: u32) -> Vec<Seen> {
    let title = format!("INC-1: {days} days later");
    let all = world.seen("crisis").into_iter();
    let found: Vec<Seen> = all.filter(|seen| seen.only.is_none() && seen.words.contains(&title)).collect();
    assert!(found.iter().all(|seen| seen.thread.is_some()), "in the thread: {found:?}");
    found
}

async fn until_asked(world: &mut World, days: u32, times: usize) -> Seen {
    for _ in 0..days + 4 {
        let mut found = questions(world, days);
        if found.len() == times {
            return found.pop().unwrap();
        }
        world.days_pass(1).await;
    }
    panic!("nobody asked after {days} days");
}

async fn the_thread_is_asked_after_a_week_and_a_month_whether_it_is_as_before(world: &mut World) {
    a_storm(world).await;
    world.says("giulia", "/crisis action add Un secondo fornitore --due 30d").await;
    world.days_pass(5).await;
    assert!(questions(world, 7).is_empty());
    world.restarts().await;
    let asked = until_asked(world, 7, 1).await;
    assert!(asked.words.contains("giulia Is it as it was before, or is there still something to mend?"), "{asked:?}");
    assert!(asked.words.contains(" voices in the last day, usually "), "beside a usual day: {}", asked.words);
    assert!(asked.words.contains("1 open action") && asked.words.contains("ACT-1 Un secondo fornitore"), "{asked:?}");
    assert_eq!(world.presses("maya", "Not yet").await, "Noted for INC-1.");
    assert!(questions(world, 7)[0].words.contains("maya: not yet ("), "{:?}", questions(world, 7));
    assert_eq!(world.redelivers().await, "");
    let asked = until_asked(world, 30, 1).await;
    assert_eq!(questions(world, 7).len(), 1);
    assert!(asked.words.contains("Is it as it was before"), "{asked:?}");
    world.presses("giulia", "Recovered").await;
    let said = &questions(world, 30)[0];
    assert!(said.words.contains("giulia: we have recovered ("), "{said:?}");
    assert!(said.buttons.iter().any(|button| button == "Not yet"), "who was wrong says so: {said:?}");
    let ledger: Vec<String> = world.ledger().await.into_iter().filter(|line| line.contains(" checkin.")).collect();
    let written = [
        "squall checkin.asked CK-1",
        "maya checkin.not_yet CK-1",
        "squall checkin.asked CK-2",
        "giulia checkin.recovered CK-2",
    ];
    assert_eq!(ledger, written);
    let record = world.says("maya", "/crisis timeline INC-1").await;
    assert!(record.contains("not recovered after 7 days") && record.contains("recovered after 30 days"), "{record}");
}

async fn what_goes_on_again_has_not_recovered(world: &mut World) {
    a_storm(world).await;
    until_asked(world, 7, 1).await;
    world.says("giulia", "/crisis reopen it smokes again").await;
    world.settles().await;
    let taken_back = &questions(world, 7)[0];
    assert!(taken_back.words.contains("the question is taken back"), "{taken_back:?}");
    assert!(taken_back.buttons.is_empty(), "{taken_back:?}");
    world.days_pass(26).await;
    assert!(questions(world, 30).is_empty(), "nobody has recovered from what goes on");
    world.says("giulia", "/crisis resolve this time for good").await;
    until_asked(world, 7, 2).await;
    assert!(questions(world, 7)[0].words.contains("taken back"), "the first one stays so");
}

/// The newest card about a playbook.
fn change(world: &World) -> Seen {
    let mut found = world.seen("crisis");
    found.retain(|seen| seen.only.is_none() && seen.words.contains("Playbook “defect”"));
    found.pop().expect("a change to approve")
}

async fn propose(world: &mut World, action: &str, answers: &[&str]) -> String {
    world.says("maya", &format!("/crisis action playbook {action} defect")).await;
    world.presses("maya", "Into a playbook…").await;
    world.fills("maya", answers).await
}

async fn an_action_becomes_a_step_of_a_playbook_that_somebody_else_approves(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("maya", "/crisis incident kind defect").await;
    world.presses("giulia", "Take the lead").await;
    world.says("giulia", "/crisis resolve it was a bad batch").await;
    world.says("maya", "/crisis action add Call the night shift").await;
    world.presses("maya", "Into a playbook…").await;
    let said = world.fills("maya", &["+", "Call the night shift first", "support", "soon"]).await;
    assert!(said.starts_with("“soon” is no length of time"), "{said}");
    world.presses("maya", "Into a playbook…").await;
    let said = world.fills("maya", &["+", "Call the night shift first", "support", "90m"]).await;
    assert_eq!(said, "The change of “defect” is in the incident’s thread, for approval.");

    // What is approved is read before, line by line.
    let words = change(world).words;
    assert!(words.contains("Playbook “defect”: version 1 becomes 2"), "{words}");
    for line in ["-version = 1", "+version = 2", "+key = \"act-1\"", "+owner = \"support\"", "+due = \"90m\""] {
        assert!(words.contains(line), "{line} in {words}");
    }
    assert!(words.contains("+en = \"Call the night shift first\""), "{words}");
    assert!(change(world).thread.is_some(), "in the thread");
    let refused = world.presses("nikos", "Approve").await;
    assert!(refused.starts_with(&word(Locale::El, "common-charge")), "{refused}");
    world.restarts().await;
    let approved = world.presses("giulia", "Approve").await;
    assert!(approved.ends_with("ha una nuova versione."), "{approved}");
    assert!(change(world).words.contains("giulia approved it"), "{}", change(world).words);
    let list = world.says("maya", "/crisis action list INC-1").await;
    assert!(list.contains("☑ ACT-1"), "what became a step is done: {list}");

    // From now on it holds.
    world.says("maya", "/crisis open Smoke in Burgas").await;
    world.says("maya", "/crisis incident kind defect --incident 2").await;
    world.settles().await;
    let tasks = world.says("maya", "/crisis task list INC-2").await;
    assert!(tasks.contains("Call the night shift first") && tasks.contains("defect (version 2)"), "{tasks}");

    // Of two changes the second is read anew, and nobody approves their own.
    world.says("maya", "/crisis action add Ring twice --incident INC-1").await;
    propose(world, "ACT-2", &["act-1", "Call the night shift first, twice", "support", ""]).await;
    let first = change(world);
    propose(world, "ACT-2", &["+", "Write the night shift’s number on the wall", "lead", ""]).await;
    let second = change(world);
    assert_ne!(first.id, second.id);
    world.says("maya", "/crisis assign pr @maya --incident INC-2").await;
    world.says("maya", "/crisis roster add executive @maya").await;
    assert_eq!(
        world.presses("maya", "Approve").await,
        "You proposed it: somebody else approves it. /crisis roster list shows who could."
    );
    let press = |on: Seen| crate::world::Deed::Press { on, label: "Approve".into() };
    world.does("giulia", press(first)).await;
    let moved = world.does("giulia", press(second.clone())).await;
    assert!(moved.starts_with("Nel frattempo il piano è cambiato."), "{moved}");
    assert!(change(world).words.contains("version 3 becomes 4"), "{}", change(world).words);
    assert!(change(world).words.contains("twice"), "the lines around it are those of now: {}", change(world).words);
    world.does("giulia", press(second)).await;
    let ledger: Vec<String> = world.ledger().await.into_iter().filter(|line| line.contains(" playbook.")).collect();
    assert_eq!(ledger.iter().filter(|line| line.starts_with("giulia playbook.changed")).count(), 3, "{ledger:?}");
    let shipped = squall::playbook::Shelf::shipped().unwrap();
    let mut tx = world.app.store.read().await.unwrap();
    let now = squall::playbook::store::current(&mut tx, &shipped).await.unwrap();
    let defect = now.of(commands::IncidentKind::Defect).unwrap();
    let before = shipped.of(commands::IncidentKind::Defect).unwrap();
    assert_eq!((defect.version, defect.steps.len()), (4, before.steps.len() + 2));
}

async fn the_next_incident_hears_what_was_learned_from_one_that_was_alike(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("maya", "/crisis incident kind defect").await;
    world.says("maya", "/crisis resolve the refund").await;
    world.says("maya", "/crisis retro start INC-1").await;
    world.presses("maya", "Answer").await;
    world.fills("maya", &["4", "4", "4", "4", "The hotline <!here> worked", "", "", "", "nobody slept"]).await;
    world.says("maya", "/crisis action add A second hotline --incident INC-1").await;
    world.says("maya", "/crisis action finish ACT-1").await;
    let none = world.says("maya", "/crisis retro cases parcels").await;
    assert_eq!(none, "Nothing of the past is like that.");
    let found = world.says("maya", "/crisis retro cases hotline --kind defect").await;
    assert!(found.contains("1 incident of the past") && found.contains("INC-1: Smoke in Varna"), "{found}");
    assert!(found.contains("what ended it: the refund"), "{found}");
    assert!(found.contains("They said: The hotline ‹!here› worked"), "{found}");
    assert!(found.contains("Done since: A second hotline"), "{found}");
    assert!(!found.contains("slept"), "only what tells what worked: {found}");

    world.says("nikos", "/crisis open Smoke in Varna again").await;
    world.settles().await;
    let card = world.card();
    let thread = world.thread(&card).join("\n");
    assert!(thread.contains("What was learned from what was alike:"), "{thread}");
    assert!(thread.contains("They said: The hotline ‹!here› worked"), "{thread}");
    assert!(thread.contains("Done since: A second hotline"), "{thread}");
    world.says("nikos", "/crisis open Shares fall").await;
    world.settles().await;
    assert!(!world.thread(&world.card()).join("\n").contains("What was learned"), "another matter");
}
