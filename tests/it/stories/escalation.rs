//! Telling people of an incident until somebody answers; who is on call; whether the team is ready.

use std::sync::Arc;

use chrono::{Duration, NaiveDate, NaiveTime};
use commands::Role;
use squall::escalation::rota::Rota;
use squall::escalation::{Level, Policy, Step, Whom};
use squall::plan::Plan;

use crate::world::{World, hours, minutes, stories};

stories!(
    people_are_told_one_step_after_the_other_across_a_restart,
    one_answer_ends_it_for_all,
    a_graver_incident_is_told_to_the_next_circle,
    quiet_hours_are_kept_but_not_by_who_is_on_call,
    turns_are_taken_and_swapped,
    what_is_missing_is_told_with_its_cure,
);

/// From severity 5 on: who is on call, then the lead by the roster; from 8 on: the executives.
fn plan(world: &World) -> Plan {
    let step = |tell: Vec<Whom>, wait| Step { tell, wait: Duration::minutes(wait) };
    let levels = vec![
        Level {
            severity_from: 5,
            steps: vec![step(vec![Whom::OnCall(None)], 5), step(vec![Whom::Role(Role::Lead)], 10)],
            rounds: 2,
        },
        Level { severity_from: 8, steps: vec![step(vec![Whom::Role(Role::Executive)], 5)], rounds: 1 },
    ];
    let rota = Rota {
        name: "desk".into(),
        people: vec![world.stage.person("nikos"), world.stage.person("elitsa")],
        starts: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
        handover: NaiveTime::from_hms_opt(8, 0, 0).unwrap(),
        days: 1,
        zone: chrono_tz::UTC,
        hours: None,
    };
    Plan { escalation: Policy { levels }, rotas: vec![rota], ..Plan::shipped().unwrap() }
}

fn planned(world: &mut World) {
    let plan = plan(world);
    world.app.reception = world.app.reception.with(|setup| setup.plan = Arc::new(plan));
}

async fn open(world: &mut World) {
    planned(world);
    world.says("maya", "/crisis roster add lead @giulia").await;
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.settles().await;
}

/// The pages that somebody got, the newest last; who chose their hours is written to in their language.
fn pages(world: &World, person: &str) -> Vec<String> {
    let asks = ["You are needed: severity", "Σας χρειαζόμαστε", "C’è bisogno di te"];
    world.told(person).into_iter().filter(|words| asks.iter().any(|ask| words.contains(ask))).collect()
}

async fn people_are_told_one_step_after_the_other_across_a_restart(world: &mut World) {
    world.says("nikos", "/crisis language en me").await;
    open(world).await;
    let told = pages(world, "nikos");
    assert!(told.len() == 1 && told[0].contains("INC-1: Smoke in Varna"), "{told:?}");
    assert!(told[0].contains("You are needed: severity 5/10"), "{told:?}");
    assert_eq!(pages(world, "giulia").len(), 0);
    world.restarts().await;
    planned(world);
    world.passes(minutes(5)).await;
    assert_eq!((pages(world, "nikos").len(), pages(world, "giulia").len()), (1, 1));
    world.passes(minutes(10)).await;
    assert_eq!((pages(world, "nikos").len(), pages(world, "giulia").len()), (2, 1), "the second round is heard too");
    world.passes(minutes(5)).await;
    assert_eq!(pages(world, "giulia").len(), 2);
    world.passes(minutes(10)).await;
    let thread = world.thread(&world.card());
    let nobody = "Everybody was told of INC-1, and nobody answered. Who is on it?";
    assert_eq!(thread.iter().filter(|line| *line == nobody).count(), 1, "{thread:?}");
    world.passes(hours(2)).await;
    assert_eq!((pages(world, "nikos").len(), pages(world, "giulia").len()), (2, 2), "nobody is told any more");
    assert!(world.presses("elitsa", "I am on it").await.contains("INC-1"), "late is better than never");
    let ledger: Vec<String> = world.ledger().await.into_iter().filter(|line| line.contains(" page.")).collect();
    assert_eq!(ledger[ledger.len() - 2..], ["squall page.unanswered INC-1", "elitsa page.acknowledged INC-1"]);
}

async fn one_answer_ends_it_for_all(world: &mut World) {
    world.says("giulia", "/crisis language it me").await;
    open(world).await;
    world.passes(minutes(5)).await;
    let answer = world.presses_directly("giulia", "Me ne occupo").await;
    assert_eq!(answer, "Grazie. Nessun altro verrà avvisato di INC-1.");
    assert_eq!(world.redelivers().await, "");
    assert!(world.thread(&world.card()).contains(&"giulia is on INC-1.".to_owned()));
    let page = pages(world, "nikos").pop().unwrap();
    assert!(page.contains("giulia"), "the page of the others says so: {page}");
    assert_eq!(world.says("nikos", "/crisis oncall answer").await, "Το INC-1 το έχει ήδη: giulia.");
    world.passes(minutes(14)).await;
    assert_eq!((pages(world, "nikos").len(), pages(world, "giulia").len()), (1, 1));
    let record = world.says("maya", "/crisis timeline").await;
    assert!(record.contains("told: nikos") && record.contains("giulia: answered"), "{record}");
}

async fn a_graver_incident_is_told_to_the_next_circle(world: &mut World) {
    world.says("elitsa", "/crisis language en me").await;
    world.says("maya", "/crisis roster add executive @elitsa").await;
    open(world).await;
    world.says("maya", "/crisis take lead").await;
    world.settles().await;
    assert!(world.thread(&world.card()).contains(&"maya is on INC-1.".to_owned()), "who leads has answered");
    world.passes(hours(1)).await;
    assert_eq!((pages(world, "nikos").len(), pages(world, "elitsa").len()), (1, 0));
    world.says("maya", "/crisis severity 9 it is on television").await;
    world.settles().await;
    let told = pages(world, "elitsa");
    assert!(told.len() == 1 && told[0].contains("severity 9/10"), "{told:?}");
    world.says("maya", "/crisis resolve").await;
    world.settles().await;
    world.passes(hours(1)).await;
    let thread = world.thread(&world.card());
    assert!(!thread.iter().any(|line| line.contains("nobody answered")), "it is over: {thread:?}");
}

async fn quiet_hours_are_kept_but_not_by_who_is_on_call(world: &mut World) {
    world.says("nikos", "/crisis me quiet 8-12 UTC").await;
    world.says("giulia", "/crisis me quiet 8-12 UTC").await;
    open(world).await;
    assert_eq!(pages(world, "nikos").len(), 1, "on call is on call");
    world.passes(minutes(5)).await;
    world.settles().await;
    assert_eq!(pages(world, "giulia").len(), 0, "she sleeps");
    assert_eq!(pages(world, "nikos").len(), 2, "and is not waited for");
    world.passes(hours(4)).await;
    assert_eq!(pages(world, "giulia").len(), 1, "when they end she hears of it, once");
}

async fn turns_are_taken_and_swapped(world: &mut World) {
    assert!(world.says("maya", "/crisis oncall").await.contains("no rota is set up"));
    planned(world);
    let row = world.says("maya", "/crisis oncall").await;
    assert!(row.contains("desk: nikos until 2026-03-03 08:00 UTC, then elitsa"), "{row}");
    let answer = world.says("maya", "/crisis oncall swap @giulia 2h").await;
    assert!(answer.starts_with("giulia is on call for desk until "), "{answer}");
    assert!(world.says("maya", "/crisis oncall").await.contains("desk: giulia"));
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.settles().await;
    assert_eq!((pages(world, "giulia").len(), pages(world, "nikos").len()), (1, 0));
    world.passes(hours(2)).await;
    assert!(world.says("maya", "/crisis oncall").await.contains("desk: nikos"), "and back");
    assert!(world.ledger().await.contains(&"maya oncall.swapped desk".to_owned()));
    assert!(world.says("maya", "/crisis oncall swap @giulia 2h --rota night").await.contains("desk"));
}

async fn what_is_missing_is_told_with_its_cure(world: &mut World) {
    let before = world.says("maya", "/crisis plan check").await;
    assert!(before.contains("Nobody has the role legal: /crisis roster add legal @somebody"), "{before}");
    assert!(before.contains("Nobody speaks English for the company"), "{before}");
    assert!(
        before.contains("severity 1 to 10: [[escalation]]") && before.contains("There was never a drill"),
        "{before}"
    );
    assert!(before.contains(" of 26"), "{before}");
    planned(world);
    world.says("maya", "/crisis roster add legal @nikos").await;
    world.says("maya", "/crisis plan record review").await;
    let line =
        "/crisis roster speaker @giulia --speaks en,it --topics recalls @here --backup @maya --trained 2026-01-31";
    let recorded = world.says("maya", line).await;
    assert!(
        recorded.contains("giulia · English, Italian · recalls ＠here · stands in: maya · trained 2026-01-31"),
        "{recorded}"
    );
    let after = world.says("maya", "/crisis plan check").await;
    assert!(after.contains("Nobody stands in for legal: /crisis roster add legal @somebody deputy"), "{after}");
    assert!(!after.contains("English") && !after.contains("reviewed") && after.contains("severity 1 to 4"), "{after}");
    assert!(world.says("maya", "/crisis roster list").await.contains("giulia · English, Italian"));
    // Nothing happens in the meantime that the story would have to wait for.
    world.clock.advance_to(world.now() + hours(24 * 181));
    let old = world.says("maya", "/crisis plan check").await;
    assert!(old.contains("The plan was reviewed 181 days ago"), "{old}");
    assert!(world.ledger().await.contains(&"maya plan.recorded review".to_owned()));
}
