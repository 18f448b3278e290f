//! Conduct in a crisis: one answer and not two, and what was scheduled pauses.

use std::sync::Arc;

use squall::conduct::Content;
use squall::plan::Plan;

use crate::world::{Deed, Seen, World, minutes, stories};

stories!(
    no_two_answer_the_same,
    owners_say_that_their_content_pauses,
    what_somebody_said_is_queued_from_its_menu,
    who_speaks_is_briefed_and_can_be_taken_off,
);

fn queue(world: &World) -> Seen {
    let all = world.seen("crisis").into_iter();
    let mut found: Vec<Seen> =
        all.filter(|seen| seen.only.is_none() && seen.words.contains("Answers in INC-1")).collect();
    assert_eq!(found.len(), 1, "there is one, and it is edited: {found:?}");
    found.remove(0)
}

async fn no_two_answer_the_same(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    let said = "@ana: where is my <!channel> parcel?";
    let answer = world.says("maya", &format!("/crisis conduct reply {said}")).await;
    assert!(answer.starts_with("Q-1 waits for an answer: ＠ana: where is my ‹!channel› parcel?"), "{answer}");
    assert_eq!(
        world.says("giulia", &format!("/crisis conduct reply {said}")).await,
        "È già in attesa di una risposta."
    );
    assert!(queue(world).words.contains("1 of 1 wait"), "{}", queue(world).words);
    let entry = "Q-1 ＠ana: where is my ‹!channel› parcel?".to_owned();
    let claim = Deed::Pick { on: queue(world), menu: "I answer…".into(), choice: entry };
    let mine = world.does("nikos", claim).await;
    assert!(mine.starts_with("Το Q-1 είναι δικό σας για 20 λεπτά"), "{mine}");
    assert!(queue(world).words.contains("nikos is answering"));
    assert_eq!(world.presses("maya", "I answer it").await, "nikos has Q-1. One answer is enough.");
    world.restarts().await;
    world.passes(minutes(21)).await;
    assert!(queue(world).words.contains("☐ Q-1"), "he had it for too long: {}", queue(world).words);
    assert!(world.told("nikos")[0].contains("Το Q-1 είναι πάλι ελεύθερο"), "{:?}", world.told("nikos"));
    let mine = world.presses("maya", "I answer it").await;
    assert!(mine.contains("Short, kind, facts only."), "{mine}");
    world.presses("maya", "Answered").await;
    let done = world.fills("maya", &["That is not our fault, look again"]).await;
    assert!(done.starts_with("Q-1 is answered") && done.contains("may sound like an argument"), "{done}");
    assert!(queue(world).words.contains("0 of 1 wait") && queue(world).words.contains("answered by maya"));
    let record = world.says("maya", "/crisis timeline").await;
    assert!(record.contains("answered Q-1") && record.contains("That is not our fault"), "{record}");
    let ledger: Vec<String> = world.ledger().await.into_iter().filter(|line| line.contains(" reply.")).collect();
    assert_eq!(
        ledger,
        [
            "maya reply.queued INC-1",
            "nikos reply.claimed INC-1",
            "squall reply.returned INC-1",
            "maya reply.claimed INC-1",
            "maya reply.answered INC-1"
        ]
    );
}

async fn owners_say_that_their_content_pauses(world: &mut World) {
    world.says("nikos", "/crisis language en me").await;
    world.says("elitsa", "/crisis language en me").await;
    world.says("maya", "/crisis open Smoke in Varna").await;
    assert!(world.says("maya", "/crisis conduct freeze").await.contains("[[content]]"));
    let content = |name: &str, owner: &str| Content { name: name.into(), owner: world.stage.person(owner) };
    let content = vec![content("Instagram", "nikos"), content("Newsletter", "elitsa")];
    let plan = Plan { content, ..Plan::shipped().unwrap() };
    world.app.reception = world.app.reception.with(|setup| setup.plan = Arc::new(plan));
    let asked = world.says("maya", "/crisis conduct freeze").await;
    assert!(asked.starts_with("2 owners of scheduled content are asked to pause it"), "{asked}");
    assert!(world.told("nikos")[0].contains("K-1 Pause what is scheduled: Instagram"), "{:?}", world.told("nikos"));
    world.presses_directly("elitsa", "Done").await;
    let all = world.seen("crisis").into_iter();
    let list = all.rev().find(|seen| seen.only.is_none() && seen.words.contains("Checklist of INC-1")).unwrap().words;
    assert!(list.contains("☐ K-1") && list.contains("☑ K-2 Pause what is scheduled: Newsletter · elitsa"), "{list}");
    world.passes(minutes(11)).await;
    assert_eq!(world.told("nikos").len(), 2, "who has not said so is reminded");
    world.says("giulia", "/crisis take lead").await;
    assert!(world.says("nikos", "/crisis conduct unfreeze").await.contains("giulia"), "she decides");
    let asked = world.says("giulia", "/crisis conduct unfreeze").await;
    assert!(asked.contains("2 responsabili"), "{asked}");
    assert!(world.ledger().await.contains(&"maya content.paused INC-1".to_owned()));
}

async fn what_somebody_said_is_queued_from_its_menu(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("nikos", "@ana asks on the wall: where is my parcel?").await;
    let mut seen = world.seen("crisis").into_iter().rev();
    let on = seen.find(|seen| !seen.by_the_bot && seen.words.contains("where is my parcel")).unwrap();
    let answer = world.does("maya", Deed::Choose { on: on.clone(), shortcut: "answer-this" }).await;
    assert!(answer.starts_with("Q-1 waits for an answer: ") && answer.contains("where is my parcel?"), "{answer}");
    assert!(queue(world).words.contains("☐ Q-1"), "{}", queue(world).words);
    let again = world.does("giulia", Deed::Choose { on, shortcut: "answer-this" }).await;
    assert_eq!(again, "È già in attesa di una risposta.");
}

async fn who_speaks_is_briefed_and_can_be_taken_off(world: &mut World) {
    world.says("nikos", "/crisis language en me").await;
    world.says("elitsa", "/crisis language en me").await;
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("maya", "/crisis roster speaker @nikos --speaks el --topics recalls").await;
    world.says("maya", "/crisis assign spokesperson @nikos").await;
    let told = world.told("nikos");
    assert!(told.iter().any(|post| post.contains("recalls") && post.contains("no training on record")), "{told:?}");
    world.says("maya", "/crisis assign spokesperson @elitsa").await;
    let told = world.told("elitsa");
    assert!(told.iter().any(|post| post.contains("You are not on record as a spokesperson")), "{told:?}");
    assert!(world.says("maya", "/crisis roster list").await.contains("recalls"));
    world.says("maya", "/crisis roster remove spokesperson @nikos").await;
    assert!(!world.says("maya", "/crisis roster list").await.contains("recalls"), "off the record");
    assert!(world.ledger().await.contains(&"maya speaker.removed spokesperson".to_owned()));
}
