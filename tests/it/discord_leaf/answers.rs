//! What a person who did something sees: an answer in time, whatever it was.

use squall::chat::{Chat, ChatError, Happened};
use squall::post::{Check, Checked, Form, Input, InputKind, Post};

use super::{Server, crisis, with_button};
use crate::world::discord::{APP_ID, Fault};

fn form(inputs: usize) -> Form {
    let input = |number: usize| Input {
        key: format!("k{number}"),
        label: format!("Question {number}"),
        hint: None,
        kind: InputKind::Line { max: 40 },
        required: false,
        initial: None,
        check: (number == 0).then(|| Checked { check: Check::Hours, otherwise: "Write it as 22:00-07:00".into() }),
    };
    let inputs = (0..inputs).map(input).collect();
    Form { action: "sq1:me-save:".into(), title: "Settings".into(), submit: "Save".into(), inputs }
}

#[tokio::test]
async fn a_command_is_acknowledged_at_once_and_answered_in_its_place() {
    let mut server = Server::start().await;
    let maya = server.fake.person("maya").speaks("it");
    maya.types("crisis", "/crisis status");
    let event = server.hears().await;
    assert_eq!(event.what, Happened::Commanded { path: vec!["status".into()], options: Vec::new() });
    server.fake.settled().await;
    let key = format!("system::whisper:{}", event.key);
    server.discord.whisper(&event.place, &event.person.user, &Post::line("all is quiet"), &key).await.unwrap();
    server.discord.settled(&event.key).await;
    assert_eq!(event.locale.as_deref(), Some("it"));
    let said: Vec<String> = server.fake.person("maya").whispers().iter().map(|whisper| whisper.words()).collect();
    assert_eq!(said, ["all is quiet"]);
}

#[tokio::test]
async fn a_form_that_nobody_opens_in_time_is_acknowledged_and_opened_by_a_button() {
    let mut server = Server::start().await;
    let card = server.discord.post(&crisis(), &with_button("sq1:me-settings:", None), "card").await.unwrap();
    server.fake.person("maya").presses(&card.message, "Press");
    let Happened::Pressed { trigger, .. } = server.hears().await.what else { panic!("a press") };
    // Nobody answers; the leaf does, before three seconds are over.
    server.fake.settled().await;
    assert!(server.fake.unanswered().is_empty());
    server.discord.ask(&trigger, &form(1)).await.unwrap();
    let offered = server.fake.person("maya").whispers().pop().expect("a button instead");
    server.fake.person("maya").presses(&offered.id, "Settings");
    server.fake.settled().await;
    assert_eq!(server.fake.person("maya").modal().unwrap()["title"], "Settings");
}

#[tokio::test]
async fn what_can_not_be_is_said_and_the_answers_are_kept_over_both_pages() {
    let mut server = Server::start().await;
    let card = server.discord.post(&crisis(), &with_button("sq1:me-settings:", None), "card").await.unwrap();
    server.fake.person("maya").presses(&card.message, "Press");
    let Happened::Pressed { trigger, .. } = server.hears().await.what else { panic!("a press") };
    server.discord.ask(&trigger, &form(6)).await.unwrap();
    let maya = server.fake.person("maya");
    maya.submits(&[("k0", "late"), ("k1", "Пожар")]);
    server.fake.settled().await;
    let refused = maya.whispers().pop().expect("a refusal");
    assert!(
        refused.words().contains("22:00\\-07:00") || refused.words().contains("22:00-07:00"),
        "{}",
        refused.words()
    );
    maya.presses(&refused.id, "Edit and send again");
    server.fake.settled().await;
    let again = maya.modal().unwrap().to_string();
    assert!(again.contains("late") && again.contains("Пожар"), "{again}");
    maya.submits(&[("k0", "22:00-07:00"), ("k1", "Пожар")]);
    server.fake.settled().await;
    let next = maya.whispers().pop().expect("the second page");
    maya.presses(&next.id, "Continue");
    server.fake.settled().await;
    maya.submits(&[("k5", "the last")]);
    let Happened::Submitted { action, answers } = server.hears().await.what else { panic!("the whole form") };
    assert_eq!(action, "sq1:me-save:");
    let answer = |key: &str| answers.iter().find(|(known, _)| known == key).map(|(_, answer)| answer.as_str());
    assert_eq!((answer("k0"), answer("k1"), answer("k5")), (Some("22:00-07:00"), Some("Пожар"), Some("the last")));
}

#[tokio::test]
async fn a_dangerous_button_asks_first() {
    let mut server = Server::start().await;
    let post = with_button("sq1:watch-remove:7", Some("It can't be undone."));
    let card = server.discord.post(&crisis(), &post, "card").await.unwrap();
    let maya = server.fake.person("maya");
    maya.presses(&card.message, "Press");
    server.fake.settled().await;
    let question = maya.whispers().pop().expect("a question");
    assert!(question.words().contains("It can't be undone."), "{}", question.words());
    maya.presses(&question.id, "Press");
    let Happened::Pressed { action, .. } = server.hears().await.what else { panic!("a press") };
    assert_eq!(action, "sq1:watch-remove:7");
}

#[tokio::test]
async fn what_nobody_can_read_is_answered_and_what_is_typed_is_completed() {
    let mut server = Server::start().await;
    let maya = server.fake.person("maya");
    maya.does_something_new("crisis");
    server.fake.settled().await;
    let asked = maya.begins("crisis", "/crisis watch pause watch:n");
    server.fake.settled().await;
    let offered = maya.offered(&asked).expect("an offer");
    assert_eq!(offered.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>(), ["nimbus", "acme"]);
    assert!(server.fake.unanswered().is_empty());
    server.hears_no_more().await;
}

#[tokio::test]
async fn commands_are_overwritten_only_when_something_changed() {
    let server = Server::start().await;
    let wanted = commands::discord_registration();
    let before = server.fake.calls("bulk_set_guild_application_commands").len();
    assert_eq!(server.discord.register(APP_ID, &wanted).await.unwrap(), 0);
    assert_eq!(server.fake.calls("bulk_set_guild_application_commands").len(), before);
    let mut fewer = wanted;
    fewer.as_array_mut().unwrap().pop();
    assert_eq!(server.discord.register(APP_ID, &fewer).await.unwrap(), 1);
}

#[tokio::test]
async fn a_sleeping_thread_is_woken_and_a_command_typed_in_it_is_answered() {
    let mut server = Server::start().await;
    let card = server.discord.post(&crisis(), &Post::line("INC-1"), "card").await.unwrap();
    let thread = server.discord.open_thread(&card, None, "Fire in Milan").await.unwrap();
    server.fake.archives(thread.thread.as_deref().unwrap());
    server.fake.caught_up().await;
    let there = server.discord.open_thread(&card, None, "Fire in Milan").await.unwrap();
    assert_eq!(there, thread);
    server.discord.post(&thread, &Post::line("a task"), "task").await.unwrap();
    assert!(!server.fake.is_archived(thread.thread.as_deref().unwrap()));
    server.fake.person("maya").says(thread.thread.as_deref().unwrap(), "@squall status");
    assert_eq!(server.hears().await.place, thread);
}

#[tokio::test]
async fn patience_is_asked_for_and_given() {
    let server = Server::start().await;
    server.fake.fail_next("create_message", 1, Fault::RateLimited(60_000));
    let (place, words) = (crisis(), Post::line("x"));
    let post = |key: &'static str| server.discord.post(&place, &words, key);
    let refused = post("one").await.unwrap_err();
    assert!(matches!(refused, ChatError::Retry { after_ms: Some(59_000..=60_000), .. }), "{refused:?}");
    // Discord is not asked again before.
    let asked = server.fake.calls("create_message").len();
    assert!(matches!(post("two").await, Err(ChatError::Retry { .. })));
    assert_eq!(server.fake.calls("create_message").len(), asked);
    server.clock.advance_to(server.clock.now() + chrono::Duration::seconds(61));
    post("two").await.unwrap();
    // An answer that is lost is looked for, and the same nonce is the same message.
    server.fake.fail_next("create_message", 1, Fault::AfterEffect);
    let lost = post("three").await.unwrap_err();
    assert!(matches!(lost, ChatError::Unknown { .. }), "{lost:?}");
    let found = server.discord.find(&crisis(), "three").await.unwrap();
    let again = post("three").await.unwrap();
    assert!(found.is_none_or(|found| found == again));
    assert_eq!(server.fake.messages("crisis").len(), 2);
}
