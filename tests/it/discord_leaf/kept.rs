//! Discord hears that something arrived once it is kept; it sends nothing again, so that who did it is told when it is not.

use std::sync::Arc;

use squall::chat::{Arrivals, Intake, NotKept};
use squall::clock::Clock;

use crate::world::discord::at_home::{self, Nothing};
use crate::world::discord::{APP_ID, Fake};

/// A server, and the bot in it, with room for one thing that is not kept yet.
async fn server() -> (Fake, Arrivals) {
    let clock = Clock::at("2026-03-02T09:00:00Z".parse().unwrap());
    let fake = Fake::start(clock.clone()).await;
    fake.person("maya");
    fake.forgives(&["left_thinking"]);
    let discord = at_home::discord(&fake, &clock);
    let (intake, arrivals) = Intake::new(1);
    tokio::spawn(at_home::gateway(Arc::clone(&discord), intake, Arc::new(Nothing), false).run());
    fake.connected().await;
    discord.register(APP_ID, &commands::discord_registration()).await.unwrap();
    (fake, arrivals)
}

#[tokio::test]
async fn an_interaction_is_acknowledged_once_it_is_kept() {
    let (fake, mut arrivals) = server().await;
    fake.person("maya").types("crisis", "/crisis status");
    let arrival = arrivals.recv().await.unwrap();
    fake.caught_up().await;
    assert!(fake.calls("create_interaction_response").is_empty(), "it is not kept yet");
    arrival.told.tell(Ok(()));
    fake.settled().await;
    assert!(fake.unanswered().is_empty());
    assert!(fake.person("maya").whispers().iter().all(|whisper| whisper.words().is_empty()), "nothing is said yet");
}

#[tokio::test]
async fn who_did_what_is_not_kept_is_told_to_do_it_again() {
    let (fake, mut arrivals) = server().await;
    let maya = fake.person("maya").speaks("it");
    maya.types("crisis", "/crisis status");
    arrivals.recv().await.unwrap().told.tell(Err(NotKept::Unstored));
    fake.settled().await;
    let said = maya.whispers().pop().expect("she is told").words();
    assert!(said.contains("Ripeti tra un momento"), "{said}");

    // The first takes the one place; for the second there is none.
    maya.types("crisis", "/crisis status");
    fake.caught_up().await;
    maya.types("crisis", "/crisis status");
    fake.caught_up().await;
    arrivals.recv().await.unwrap().told.tell(Ok(()));
    fake.settled().await;
    let told = maya.whispers().iter().filter(|whisper| whisper.words().contains("Ripeti")).count();
    assert_eq!(told, 2);
}
