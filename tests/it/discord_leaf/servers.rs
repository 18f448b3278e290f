//! The whole bot in Discord: in two servers at once, in threads for the few, and offering what somebody could mean.

use std::sync::Arc;

use chrono::Duration;
use squall::app::App;
use squall::chat::{Chat, ChatEvent, Place};
use squall::clock::Clock;
use squall::home::Home;
use squall::platform::discord::{PLATFORM, Threads};
use squall::store::Store;
use squall::watch::Watch;
use tokio::sync::mpsc;

use super::with_slack::{WORDS, voice};
use super::{crisis, heard};
use crate::world::discord::{APP_ID, Fake, Fault, GUILD, Message, at_home};

/// A company with two servers: maya is in the first, nikos in both. The bot listens for `lumo`, and alerts stand in
/// `crisis` of the first and `war-room` of the second.
struct Company {
    fake: Fake,
    app: App,
    clock: Clock,
    events: mpsc::Receiver<ChatEvent>,
    _directory: tempfile::TempDir,
}

impl Company {
    async fn start(threads: Threads) -> Self {
        let clock = Clock::at("2026-03-02T09:00:00Z".parse().unwrap());
        let fake = Fake::start(clock.clone()).await;
        let (office, war_room) = fake.another_server("Sofia", "war-room");
        fake.person("maya");
        fake.person("nikos").joins(&office);
        let discord = at_home::of_servers(&fake, &clock, &[GUILD, &office], threads);
        discord.register(APP_ID, &commands::discord_registration()).await.unwrap();

        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", directory.path().join("squall.db").display())).await.unwrap();
        let home = Home::new(crisis());
        let platforms = [(PLATFORM, Arc::clone(&discord) as Arc<dyn Chat>)].into();
        let app = App::new(store, clock.clone(), home, platforms, "story".into()).unwrap();
        app.stand_also_in(&[Place { channel: war_room, ..crisis() }]).await.unwrap();
        app.listen_for(&[Watch::new("lumo", "lumo", clock.now())]).await.unwrap();

        let (sender, events) = mpsc::channel(64);
        tokio::spawn(at_home::gateway(discord, sender, Arc::new(app.reception.clone()), false).run());
        fake.connected().await;
        Self { fake, app, clock, events, _directory: directory }
    }

    /// Two calm days, and then everybody shouts.
    async fn there_is_trouble(&mut self) {
        let start = self.clock.now();
        for hour in 0..48 {
            self.clock.advance_to(start + Duration::hours(hour));
            let calm = voice(hour, &format!("reading under my lumo, page {hour}"), self.clock.now());
            self.app.hear(vec![calm]).await.unwrap();
        }
        for n in 0..30 {
            self.clock.advance_to(self.clock.now() + Duration::seconds(8));
            let shout = voice(1_000 + n, WORDS[usize::try_from(n % 3).unwrap()], self.clock.now());
            self.app.hear(vec![shout]).await.unwrap();
        }
        self.settles().await;
    }

    async fn settles(&mut self) {
        for _ in 0..8 {
            self.clock.advance_to(self.clock.now() + Duration::seconds(2));
            self.app.settle().await.unwrap();
        }
    }

    /// What somebody just did has its effect.
    async fn takes_effect(&mut self) {
        let event = heard(&mut self.events).await;
        self.app.receive(event).await.unwrap();
        self.settles().await;
        self.fake.settled().await;
    }

    fn card(&self, channel: &str) -> Message {
        let mut cards = self.fake.messages(channel).into_iter().filter(|message| !message.components.is_empty());
        cards.next().expect("a card")
    }

    async fn is_offered(&mut self, who: &str, channel: &str, typed: &str) -> Vec<String> {
        let interaction = self.fake.person(who).begins(channel, typed);
        self.fake.settled().await;
        let offered = self.fake.person(who).offered(&interaction).expect("an offer");
        offered.into_iter().map(|(name, _)| name).collect()
    }
}

#[tokio::test]
async fn one_incident_stands_in_two_servers_and_is_led_from_either() {
    let mut company = Company::start(Threads::Public).await;
    company.there_is_trouble().await;
    let (here, there) = (company.card("crisis"), company.card("war-room"));
    assert!(here.words().contains("lumo") && there.words().contains("lumo"));

    company.fake.person("maya").presses(&here.id, "Open incident");
    company.takes_effect().await;
    let threads = [company.fake.threads("crisis"), company.fake.threads("war-room")];
    assert_eq!(threads.each_ref().map(Vec::len), [1, 1], "a thread in each server");

    company.fake.person("nikos").presses(&company.card("war-room").id, "Take the lead");
    company.takes_effect().await;
    let nikos = company.fake.person("nikos").id;
    for channel in ["crisis", "war-room"] {
        let card = company.card(channel).words();
        assert!(card.contains(&nikos), "{channel}: {card}");
    }
}

#[tokio::test]
async fn what_somebody_could_mean_is_offered_while_they_type() {
    let mut company = Company::start(Threads::Public).await;
    company.there_is_trouble().await;
    assert_eq!(company.is_offered("nikos", "war-room", "/crisis watch pause watch:lu").await, ["lumo"]);
    let alerts = company.is_offered("maya", "crisis", "/crisis alert keep alert:").await;
    assert!(matches!(alerts.as_slice(), [one] if one.starts_with("A-1 · ")), "{alerts:?}");

    company.fake.person("maya").presses(&company.card("crisis").id, "Open incident");
    company.takes_effect().await;
    let incidents = company.is_offered("nikos", "war-room", "/crisis roles incident:lumo").await;
    assert!(matches!(incidents.as_slice(), [one] if one.contains("lumo")), "{incidents:?}");

    for typed in ["/squall task add text:Call the factory", "/squall statement draft words:We are looking into it."] {
        company.fake.person("maya").types("crisis", typed);
        company.takes_effect().await;
    }
    let tasks = company.is_offered("maya", "crisis", "/squall task done task:factory").await;
    assert_eq!(tasks, ["K-1 · Call the factory"]);
    let statements = company.is_offered("maya", "crisis", "/squall statement approve statement:").await;
    assert_eq!(statements, ["S-1 · We are looking into it."]);
}

#[tokio::test]
async fn a_private_thread_is_seen_by_those_whom_the_bot_addresses_and_opened_once() {
    let mut company = Company::start(Threads::Private).await;
    company.there_is_trouble().await;
    // The thread is opened, and the answer is lost on the way.
    company.fake.fail_next("create_thread", 1, Fault::AfterEffect);
    company.fake.person("maya").presses(&company.card("crisis").id, "Open incident");
    company.takes_effect().await;
    company.clock.advance_to(company.clock.now() + Duration::minutes(2));
    company.settles().await;

    let threads = company.fake.threads("crisis");
    let [(thread, title)] = threads.as_slice() else { panic!("one thread: {threads:?}") };
    assert!(title.contains("INC-1"), "{title}");
    let said: String = company.fake.messages(thread).iter().map(Message::words).collect();
    assert!(said.contains("INC-1"), "{said}");
    let sees = |company: &Company, who: &str| company.fake.person(who).is_shown(thread);
    assert_eq!((sees(&company, "maya"), sees(&company, "nikos")), (true, false), "maya opened it");

    company.fake.person("nikos").presses(&company.card("crisis").id, "Take the lead");
    company.takes_effect().await;
    assert!(sees(&company, "nikos"), "whoever leads is told so in the thread");
    company.fake.person("nikos").says(thread, "@squall status");
    company.takes_effect().await;
    assert!(
        company
            .fake
            .person("nikos")
            .whispers()
            .iter()
            .chain(&company.fake.messages(thread))
            .any(|m| m.words().contains("INC-1"))
    );
}
