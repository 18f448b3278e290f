//! The binary itself in Discord: killed while it sends, started again; ended for good.

use ::squall::clock::Clock;

use super::PATIENCE;
use super::squall::Squall;
use crate::world::discord::{BOT_TOKEN, Fake, Fault, GUILD, Message};

/// Cards about this.
pub fn cards(fake: &Fake, about: &str) -> Vec<Message> {
    let all = fake.messages("crisis").into_iter();
    all.filter(|message| !message.components.is_empty() && message.words().contains(about)).collect()
}

fn said(fake: &Fake, id: &str) -> String {
    fake.messages("crisis").into_iter().find(|message| message.id == id).unwrap().words()
}

async fn server() -> (Fake, Squall) {
    let fake = Fake::start(Clock::Wall).await;
    // A process that was killed identifies again at once, as Discord lets those do that start seldom.
    fake.forgives(&["identified_too_often", "left_thinking"]);
    for person in ["maya", "nikos"] {
        fake.person(person);
    }
    let mut squall = Squall::in_a_directory();
    squall.configures(&format!(
        "[discord]\nbot_token = \"{BOT_TOKEN}\"\nguilds = [\"{GUILD}\"]\napi_url = \"{}/api/v10\"\n\
         [policy]\nchannel = \"discord:#crisis\"\n",
        fake.url()
    ));
    squall.starts().await;
    let is_here = |fake: &Fake| fake.is_connected() && !fake.commands(GUILD).is_empty();
    fake.until_within(PATIENCE, "it connects", is_here).await;
    (fake, squall)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_becomes_an_incident_and_no_crash_loses_or_repeats_a_word() {
    let (fake, mut squall) = server().await;
    for about in ["lumo", "kestrel"] {
        squall.hears_of_calm_days(about).await;
    }
    squall.hears_shouting("lumo").await;
    fake.until_within(PATIENCE, "a card", |fake| cards(fake, "lumo").len() == 1).await;
    let first = cards(&fake, "lumo").remove(0).id;
    let maya = fake.person("maya").id;
    fake.person("maya").presses(&first, "Acknowledge");
    fake.until_within(PATIENCE, "who looks at it", |fake| said(fake, &first).contains(&format!("<@{maya}>"))).await;

    // Discord keeps the next card and never says so; behind it the words of an incident wait.
    fake.fail_next("create_message", 1, Fault::NoAnswer);
    squall.hears_shouting("kestrel").await;
    fake.until_within(PATIENCE, "the card is sent", |fake| cards(fake, "kestrel").len() == 1).await;
    fake.person("nikos").presses(&first, "Open incident");
    fake.settled().await;
    fake.person("nikos").types("crisis", "/crisis status");
    fake.until_within(PATIENCE, "the incident is there", |fake| fake.person("nikos").whispers().len() == 1).await;
    squall.is_killed();
    assert!(fake.threads("crisis").is_empty(), "they waited for the card");

    squall.starts().await;
    fake.until_within(PATIENCE, "the thread", |fake| !fake.threads("crisis").is_empty()).await;
    let (thread, title) = fake.threads("crisis").remove(0);
    assert!(title.contains("INC-1") && thread == first, "{title}");
    fake.until_within(PATIENCE, "the words in it", |fake| !fake.messages(&thread).is_empty()).await;
    let [second] = cards(&fake, "kestrel").try_into().expect("one card, though its sending was never answered");
    fake.until_within(PATIENCE, "it connects again", Fake::is_connected).await;
    fake.person("maya").presses(&second.id, "Acknowledge");
    fake.until_within(PATIENCE, "it is the card's own", |fake| said(fake, &second.id).contains(&format!("<@{maya}>")))
        .await;
    assert_eq!((cards(&fake, "lumo").len(), cards(&fake, "kestrel").len()), (1, 1));

    let ended = squall.is_told_to_end().await;
    assert!(ended.success(), "{ended}: {}", squall.log());
    assert!(!squall.log().contains(BOT_TOKEN), "{}", squall.log());
}
