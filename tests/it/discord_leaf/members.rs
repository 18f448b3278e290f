//! Roles of Discord are roles of Squall, and what is said in an incident's thread.

use std::sync::Arc;

use squall::app::App;
use squall::chat::{Chat, ChatEvent, Happened};
use squall::home::Home;
use squall::people::roster::{self, Role};
use squall::store::{Store, ledger};
use tokio::sync::mpsc;

use super::{crisis, heard};
use crate::world::discord::{APP_ID, Fake, at_home};

struct Product {
    app: App,
    events: mpsc::Receiver<ChatEvent>,
    _directory: tempfile::TempDir,
}

impl Product {
    async fn joins(fake: &Fake, clock: &squall::clock::Clock, roles: &[(String, Role)], content: bool) -> Self {
        let discord = at_home::discord(fake, clock);
        let (sender, events) = mpsc::channel(64);
        let mut gateway = at_home::gateway(Arc::clone(&discord), sender, Arc::new(at_home::Nothing), content);
        gateway.roles = roles.iter().map(|(id, _)| id.clone()).collect();
        tokio::spawn(gateway.run());
        fake.connected().await;
        discord.register(APP_ID, &commands::discord_registration()).await.unwrap();
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", directory.path().join("squall.db").display())).await.unwrap();
        let home = Home::new(crisis());
        let platforms = [(discord.platform(), discord as Arc<dyn Chat>)].into();
        let mut app = App::new(store, clock.clone(), home, platforms, "story".into()).unwrap();
        app.reception = app.reception.with(|setup| setup.member_roles = Arc::new(roles.iter().cloned().collect()));
        Self { app, events, _directory: directory }
    }

    async fn does_what_comes(&mut self) -> Happened {
        let event = heard(&mut self.events).await;
        self.app.receive(event.clone()).await.unwrap();
        event.what
    }

    async fn roster(&self) -> Vec<(Role, String)> {
        let members = roster::store::list(&mut self.app.store.read().await.unwrap()).await.unwrap();
        members.into_iter().map(|member| (member.role, member.person.user)).collect()
    }
}

#[tokio::test]
async fn whoever_has_a_role_there_has_ours_from_the_next_thing_they_do() {
    let clock = squall::clock::Clock::at("2026-03-02T09:00:00Z".parse().unwrap());
    let fake = Fake::start(clock.clone()).await;
    let (counsel, press) = (fake.role("Counsel"), fake.role("Press"));
    let maya = fake.person("maya").id;
    fake.person("maya").gets_role(&counsel);
    let roles = [(counsel.clone(), Role::Legal), (press, Role::Pr)];
    let mut product = Product::joins(&fake, &clock, &roles, false).await;

    fake.person("maya").types("crisis", "/squall roster list");
    product.does_what_comes().await;
    assert_eq!(product.roster().await, [(Role::Legal, maya.clone())]);
    fake.person("maya").types("crisis", "/crisis status");
    product.does_what_comes().await;
    fake.person("nikos").says("crisis", "@squall status");
    product.does_what_comes().await;
    assert_eq!(product.roster().await.len(), 1, "nothing changed");
    fake.person("maya").loses_role(&counsel);
    fake.person("maya").says("crisis", "@squall status");
    product.does_what_comes().await;
    assert_eq!(product.roster().await, []);
    let (rows, head) = ledger::read(&mut product.app.store.read().await.unwrap()).await.unwrap();
    ledger::verify(&rows, Some(&head)).unwrap();
    let told: Vec<String> = rows.iter().map(|row| format!("{} {} {}", row.actor, row.action, row.subject)).collect();
    assert_eq!(told, ["discord:roles roster.added legal", "discord:roles roster.removed legal"]);
}

#[tokio::test]
async fn what_begins_with_a_pin_in_the_thread_is_kept_and_nothing_else() {
    let clock = squall::clock::Clock::at("2026-03-02T09:00:00Z".parse().unwrap());
    let fake = Fake::start(clock.clone()).await;
    fake.grants_message_content();
    fake.person("maya");
    let mut product = Product::joins(&fake, &clock, &[], true).await;
    fake.person("maya").types("crisis", "/crisis open what:fire in Milan");
    product.does_what_comes().await;
    clock.advance_to(clock.now() + chrono::TimeDelta::seconds(5));
    product.app.settle().await.unwrap();
    clock.advance_to(clock.now() + chrono::TimeDelta::seconds(5));
    product.app.settle().await.unwrap();
    let (thread, _) = fake.threads("crisis").remove(0);
    for words in ["what a day", "📌 the fire brigade is there", "📌", "the 📌 is mine"] {
        fake.person("maya").says(&thread, words);
        assert!(matches!(product.does_what_comes().await, Happened::Wrote { .. }), "{words}");
    }
    fake.person("maya").types(&thread, "/crisis timeline");
    product.does_what_comes().await;
    let page = fake.person("maya").whispers().pop().unwrap().words();
    assert_eq!(page.matches("maya").count() + page.matches("<@").count(), 2, "opened, and one message: {page}");
    assert!(page.contains("the fire brigade is there") && !page.contains("📌"), "{page}");
}

#[tokio::test]
async fn without_the_intent_nothing_that_people_say_to_each_other_is_heard() {
    let mut server = super::Server::start().await;
    let card = server.discord.post(&crisis(), &squall::post::Post::line("INC-1"), "card").await.unwrap();
    let thread = server.discord.open_thread(&card, None, "Fire").await.unwrap();
    server.fake.person("maya").says(thread.thread.as_deref().unwrap(), "📌 the shop is closed");
    server.hears_no_more().await;
}
