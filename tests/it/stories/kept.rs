//! What a platform was told to have arrived is done, whatever ends before it is.

use std::time::Duration;

use squall::chat::{ChatEvent, Intake, NotKept};
use squall::clock::Time;
use squall::reception::Keeper;
use squall::stop::{Stop, Stopper};
use squall::store::inbox;
use squall::{execute, fetch_all};
use tokio::task::JoinHandle;

use super::crashes::{killed_after, next};
use crate::world::{Deed, World, stories};

stories!(
    killed_at_a_hundred_points_after_the_acknowledgement_all_of_it_is_done_once,
    what_arrives_is_kept_done_and_forgotten,
    a_form_that_was_lost_is_asked_for_again,
    the_answers_of_a_survey_are_never_in_the_inbox,
    without_a_database_nothing_is_acknowledged,
    what_fails_every_time_is_given_up_and_stays_to_be_looked_at,
    what_was_left_is_done_by_a_process_that_stops_in_the_midst_of_it,
);

const KILLS: usize = 100;
/// How far a step gets at most before it is killed: how often it is looked at.
const LOOKS: u64 = 14;
const SEED: u64 = 0x0DD5_0F7A_CC0A_57ED;

/// Somebody does something, and their platform hands it over.
async fn done_by(world: &mut World, person: &str, deed: Deed) -> ChatEvent {
    world.stage.does(person, deed).await;
    world.stage.heard().await.pop().expect("the product hears of it")
}

fn say(words: &str) -> Deed {
    Deed::Say { channel: "crisis".into(), thread: None, words: words.into() }
}

/// What is kept: the text of each event that is not done.
async fn kept(world: &World) -> Vec<String> {
    let mut tx = world.app.store.read().await.unwrap();
    let rows = fetch_all!(&mut tx, (String,), "select event from inbox where event is not null").unwrap();
    rows.into_iter().map(|(event,)| event).collect()
}

/// The next process a minute later, on the same connection: a platform would not let somebody in so often, nor be told so
/// much at once.
async fn follows(world: &mut World) {
    world.app.store.close().await;
    world.clock.advance_to(world.now() + chrono::Duration::minutes(1));
    world.app = world.another_process().await;
}

/// The product's way in, as it runs.
fn opens(world: &World) -> (Intake, Stopper, JoinHandle<()>) {
    let (intake, arrivals) = Intake::new(16);
    let (stopper, stop) = Stopper::new();
    (intake, stopper, tokio::spawn(Keeper::run(world.app.reception.clone(), arrivals, stop)))
}

async fn killed_at_a_hundred_points_after_the_acknowledgement_all_of_it_is_done_once(world: &mut World) {
    world.trouble().await;
    world.stage.may_be_killed();
    world.presses("giulia", "Open incident").await;
    let (mut seed, mut killed, mut told) = (SEED, 0, 0);
    while killed < KILLS {
        told += 1;
        let event = done_by(world, "nikos", say(&format!("/crisis note step {told} of the plant"))).await;
        world.app.reception.keep_events(&[&event], &[]).await.unwrap();
        // The platform has its acknowledgement. The process is killed, and now and then the next one too.
        for _ in 0..1 + next(&mut seed) % 2 {
            let looks = next(&mut seed) % LOOKS;
            killed += usize::from(killed_after(looks, world.app.take_over()).await.is_none());
            follows(world).await;
        }
        world.app.take_over().await.unwrap();
        assert_eq!(kept(world).await, [""; 0], "nothing is left of what was done");
    }
    let ledger = world.ledger().await;
    let noted = ledger.iter().filter(|line| line.starts_with("nikos timeline.added ")).count();
    assert_eq!(noted, told, "each once, after {killed} kills");
}

async fn what_arrives_is_kept_done_and_forgotten(world: &mut World) {
    world.trouble().await;
    let (intake, stopper, running) = opens(world);
    let event = done_by(world, "maya", say("/crisis watch add kestrel kestrel")).await;
    for _ in 0..3 {
        intake.keep(event.clone()).await.unwrap();
    }
    stopper.stop();
    intake.closed().await;
    assert_eq!(intake.keep(event.clone()).await, Err(NotKept::Closed));
    running.await.unwrap();
    assert_eq!(kept(world).await, [""; 0]);
    let added = world.ledger().await.into_iter().filter(|line| line == "maya watch.added W-2").count();
    assert_eq!(added, 1, "however often it comes");
    let mut tx = world.app.store.write().await.unwrap();
    assert!(!inbox::take(&mut tx, &event.key, world.now()).await.unwrap(), "its key is remembered");
}

async fn a_form_that_was_lost_is_asked_for_again(world: &mut World) {
    world.trouble().await;
    world.stage.may_be_killed();
    let press = Deed::Press { on: world.card(), label: "Not a crisis".into() };
    let event = done_by(world, "maya", press).await;
    world.app.reception.keep_events(&[&event], &[]).await.unwrap();
    world.restarts().await;
    world.passes(chrono::Duration::minutes(20)).await;
    // It can't be answered any more as it was asked; the person hears that.
    world.app.take_over().await.unwrap_err();
    let said = world.whispers_to("maya").pop().unwrap();
    assert!(said.contains("press again"), "{said}");
}

async fn the_answers_of_a_survey_are_never_in_the_inbox(world: &mut World) {
    world.trouble().await;
    world.says("maya", "/crisis language en me").await;
    world.presses("maya", "Acknowledge").await;
    world.presses("maya", "Open incident").await;
    world.presses("maya", "Take the lead").await;
    world.says("maya", "/crisis resolve it was a bad batch").await;
    world.says("maya", "/crisis retro start --anonymous yes").await;
    world.says("maya", "/crisis retro add @nikos").await;
    world.presses_directly("maya", "Answer").await;
    let answers = ["4", "3", "2", "5", "", "delta", "", "", ""].map(str::to_owned).to_vec();
    let sheet = done_by(world, "maya", Deed::Fill { answers }).await;
    // A row of the inbox that holds an event can't be written from here on.
    let mut tx = world.app.store.write().await.unwrap();
    execute!(&mut tx, "create unique index none on inbox ((event is not null)) where event is not null").unwrap();
    execute!(&mut tx, "insert into inbox (key, received_at, event) values ('a', 0, '')").unwrap();
    tx.commit().await.unwrap();
    let (intake, stopper, running) = opens(world);
    intake.keep(sheet).await.unwrap();
    let mut tx = world.app.store.read().await.unwrap();
    let sheets = fetch_all!(&mut tx, (String,), "select sheets from survey").unwrap();
    assert!(sheets[0].0.contains(r#""noticed":"4""#), "the sheet was there before the acknowledgement: {sheets:?}");
    drop(tx);
    stopper.stop();
    running.await.unwrap();
    assert_eq!(kept(world).await, [""], "nothing but what stands in the way");
}

async fn without_a_database_nothing_is_acknowledged(world: &mut World) {
    world.trouble().await;
    world.stage.may_be_killed();
    let event = done_by(world, "maya", say("/crisis watch add kestrel kestrel")).await;
    let (intake, _stopper, running) = opens(world);
    // Its first look at what was left is over once it keeps something.
    intake.keep(event.clone()).await.unwrap();
    world.app.store.close().await;
    let other = done_by(world, "maya", say("/crisis watch add nimbus nimbus")).await;
    let since = tokio::time::Instant::now();
    assert_eq!(intake.keep(other.clone()).await, Err(NotKept::Unstored));
    assert!(since.elapsed() < Duration::from_secs(3), "while the platform still waits");
    running.abort();
    world.restarts().await;
    world.app.take_over().await.unwrap();
    // Its platform sends it again, or the person does.
    world.app.receive(other).await.unwrap();
    let added = world.ledger().await.into_iter().filter(|line| line.starts_with("maya watch.added ")).count();
    assert_eq!(added, 3, "lumo, kestrel and nimbus, each once");
}

async fn what_fails_every_time_is_given_up_and_stays_to_be_looked_at(world: &mut World) {
    let event = done_by(world, "maya", say("/crisis watch add kestrel kestrel")).await;
    world.app.reception.keep_events(&[&event], &[]).await.unwrap();
    let mut begun = 0;
    // A process that falls over it, again and again.
    for _ in 0..15 {
        begun += world.app.reception.left(Time::MAX_UTC).await.unwrap().len();
    }
    assert_eq!(begun, 10);
    let counts = inbox::counts(&mut world.app.store.read().await.unwrap()).await.unwrap();
    assert_eq!(counts, (0, 1), "none waits, one was given up");
    assert_eq!(kept(world).await.len(), 1);
    world.stage.may_be_killed();
}

async fn what_was_left_is_done_by_a_process_that_stops_in_the_midst_of_it(world: &mut World) {
    world.stage.may_be_killed();
    for name in ["acme", "kestrel", "nimbus", "lumo"] {
        let event = done_by(world, "maya", say(&format!("/crisis watch add {name} {name}"))).await;
        world.app.reception.keep_events(&[&event], &[]).await.unwrap();
    }
    let (_, arrivals) = Intake::new(1);
    // Nobody can do anything more, and it ends once all is done.
    Keeper::run(world.app.reception.clone(), arrivals, Stop::never()).await;
    let watches = world.ledger().await;
    assert_eq!(watches, [1, 2, 3, 4].map(|n| format!("maya watch.added W-{n}")), "in their order");
    assert_eq!(kept(world).await, [""; 0]);
}
