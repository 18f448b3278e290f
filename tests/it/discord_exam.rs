//! Discord sits the exam.

use std::sync::Arc;

use async_trait::async_trait;
use squall::chat::{Chat, ChatError, ChatEvent, Happened, MessageRef, Place};
use squall::clock::Clock;
use squall::platform::discord::Discord;
use squall::post::Post;
use tokio::sync::mpsc;

use crate::contract::{self, Examinee, Seen};
use crate::world::discord::{Account, CRISIS, Fake, GUILD, Message, at_home};

/// A server with two people, and the bot in it.
struct AtDiscord {
    fake: Fake,
    discord: Arc<Discord>,
    clock: Clock,
    events: mpsc::Receiver<ChatEvent>,
}

impl AtDiscord {
    async fn start() -> Self {
        let clock = Clock::at("2026-03-02T09:00:00Z".parse().unwrap());
        let fake = Fake::start(clock.clone()).await;
        // The exam is about what, not about when.
        fake.unhurried();
        // Nobody is there to answer what is asked.
        fake.forgives(&["left_thinking"]);
        for person in ["maya", "nikos"] {
            fake.person(person);
        }
        let (discord, events) = at_home::connected(&fake, &clock, 64, Arc::new(at_home::Nothing)).await;
        Self { fake, discord, clock, events }
    }

    /// Somebody by id.
    fn at(&self, person: &str) -> Account<'_> {
        let names = ["maya", "nikos"].map(|name| self.fake.person(name));
        names.into_iter().find(|known| known.id == person).unwrap()
    }

    /// Everything that this person sees: the channel, its threads, the conversation with the bot, whispers.
    fn sees(&self, person: &str) -> Vec<Message> {
        let threads = self.fake.threads("crisis").into_iter().flat_map(|(thread, _)| self.fake.messages(&thread));
        let direct = self.at(person).direct().into_iter().filter(Message::by_the_bot);
        self.fake
            .messages("crisis")
            .into_iter()
            .chain(threads)
            .chain(direct)
            .chain(self.at(person).whispers())
            .collect()
    }

    async fn hear(&mut self) -> ChatEvent {
        let soon = std::time::Duration::from_secs(10);
        tokio::time::timeout(soon, self.events.recv()).await.expect("an event comes").unwrap()
    }
}

#[async_trait]
impl Examinee for AtDiscord {
    fn chat(&self) -> &dyn Chat {
        &*self.discord
    }

    fn place(&self) -> Place {
        Place { platform: "discord".into(), channel: CRISIS.into(), thread: None }
    }

    fn people(&self) -> [String; 2] {
        ["maya", "nikos"].map(|name| self.fake.person(name).id)
    }

    fn waits(&self) {
        self.clock.advance_to(self.clock.now() + chrono::Duration::seconds(5));
    }

    fn admin(&self) -> Option<String> {
        let admin = self.fake.person("elitsa");
        // Manage Server.
        admin.gets_role(&self.fake.role_that_may("Moderators", 1 << 5));
        Some(admin.id)
    }

    fn outsider(&self) -> Option<String> {
        let outsider = self.fake.person("mallory");
        outsider.is_kept_out("crisis", true);
        Some(outsider.id)
    }

    async fn next(&mut self) -> ChatEvent {
        let mut event = self.hear().await;
        // Discord names emoji by their characters, which mean the same to the house.
        if let Happened::Reacted { emoji, .. } = &mut event.what
            && emoji == "👀"
        {
            *emoji = "eyes".to_owned();
        }
        event
    }

    async fn seen(&self, person: &str) -> Vec<Seen> {
        let seen = |message: Message| Seen {
            thread: Some(message.channel.clone()).filter(|channel| channel != CRISIS && message.only.is_none()),
            text: message.words(),
            message: message.id,
        };
        self.sees(person).into_iter().map(seen).collect()
    }

    async fn say(&self, person: &str, place: &Place, words: &str) {
        let person = self.at(person);
        if place.direct_to().is_some() {
            person.writes(words);
        } else if words.starts_with('/') {
            person.types("crisis", words);
        } else {
            person.says(place.thread.as_deref().unwrap_or(CRISIS), words);
        }
    }

    async fn press(&self, person: &str, message: &MessageRef, action: &str) {
        let card = self.sees(person).into_iter().find(|found| found.id == message.message).unwrap();
        let id = |element: &serde_json::Value| element["custom_id"].as_str().unwrap().to_owned();
        let stands_for = |element: &serde_json::Value| id(element).split('#').next() == Some(action);
        let button = card.elements().into_iter().find(stands_for).unwrap();
        self.at(person).presses(&message.message, &id(&button));
    }

    async fn react(&self, person: &str, message: &MessageRef, emoji: &str, added: bool) {
        assert_eq!(emoji, "eyes");
        let person = self.at(person);
        if added { person.reacts(&message.message, "👀") } else { person.unreacts(&message.message, "👀") }
    }

    async fn form(&self, person: &str) -> Option<String> {
        self.fake.settled().await;
        self.at(person).modal().map(|modal| modal["title"].as_str().unwrap().to_owned())
    }

    async fn submit(&self, person: &str, answers: &[(&str, &str)]) {
        self.at(person).submits(answers);
    }

    async fn alarms(&self, message: &MessageRef) -> Vec<String> {
        let card = self.fake.messages("crisis").into_iter().find(|found| found.id == message.message).unwrap();
        // What is escaped shows as it is.
        let words = card.words().replace("\\]", "").replace("\\*", "");
        let tricks = ["@everyone", "<@", "**bold**", "](", "https://"];
        let found = tricks.iter().filter(|trick| words.contains(**trick)).map(|trick| format!("{trick} in {words}"));
        found.chain(card.pings.iter().map(|ping| format!("{ping} was notified"))).collect()
    }
}

#[tokio::test]
async fn discord_passes_the_exam() {
    contract::sit(&mut AtDiscord::start().await).await;
}

#[tokio::test]
async fn pins_and_menus_are_heard_and_the_bot_answers_one_person() {
    let mut discord = AtDiscord::start().await;
    let [maya, nikos] = discord.people();
    let said = discord.at(&nikos).says("crisis", "my lumo smokes");
    discord.at(&maya).pins(&said, true);
    let message = MessageRef { place: discord.place(), message: said.clone() };
    assert_eq!(discord.hear().await.what, Happened::Pinned { message: message.clone(), added: true });
    discord.at(&maya).chooses(&said, "Report as mention");
    let Happened::Chose { shortcut, on, trigger } = discord.hear().await.what else { panic!("not chosen") };
    assert_eq!((shortcut.as_str(), on.message, on.text.as_str()), ("report-mention", message, "my lumo smokes"));
    discord.discord.ask(&trigger, &contract::form()).await.unwrap();
    assert_eq!(discord.form(&maya).await.as_deref(), Some("Open an incident"));
}

#[tokio::test]
async fn a_line_that_drops_loses_nothing_and_repeats_nothing() {
    let mut discord = AtDiscord::start().await;
    let [maya, _] = discord.people();
    for round in 0..3 {
        discord.fake.drops();
        let asked: Vec<String> = (0..5).map(|n| format!("@squall status {round} {n}")).collect();
        asked.iter().for_each(|words| drop(discord.at(&maya).says("crisis", words)));
        for words in asked {
            let words = words.trim_start_matches("@squall ").to_owned();
            assert_eq!(discord.hear().await.what, Happened::Asked { words });
        }
    }
    assert_eq!(discord.fake.sessions(), (1, 3));
    assert!(discord.events.try_recv().is_err(), "nothing came twice");
}

#[tokio::test]
async fn what_comes_thrice_is_answered_once_and_what_nobody_knows_is_answered() {
    let mut discord = AtDiscord::start().await;
    let [maya, _] = discord.people();
    discord.at(&maya).does_something_new("crisis");
    discord.fake.settled().await;
    assert_eq!(discord.at(&maya).whispers().len(), 1, "its sender was told");
    let posted =
        discord.discord.post(&discord.place(), &contract::with_button("sq1:alert-ack:7"), "card").await.unwrap();
    discord.press(&maya, &posted, "sq1:alert-ack:7").await;
    discord.fake.redelivers();
    discord.fake.redelivers();
    discord.fake.says_something_new();
    assert!(matches!(discord.hear().await.what, Happened::Pressed { .. }));
    discord.fake.caught_up().await;
    discord.fake.settled().await;
    assert!(discord.events.try_recv().is_err(), "it is one press");
}

#[tokio::test]
async fn a_command_in_an_archived_thread_is_answered_there_and_the_thread_wakes_for_words() {
    let mut discord = AtDiscord::start().await;
    let [maya, _] = discord.people();
    let root = discord.discord.post(&discord.place(), &Post::line("INC-1"), "root").await.unwrap();
    let thread = discord.discord.open_thread(&root, None, "Fire").await.unwrap();
    let task = discord.discord.post(&thread, &Post::line("first task"), "task").await.unwrap();
    let id = thread.thread.clone().unwrap();
    discord.fake.archives(&id);
    discord.at(&maya).types(&id, "/crisis status");
    let asked = discord.hear().await;
    assert_eq!(asked.place, thread);
    discord.discord.whisper(&asked.place, &maya, &Post::line("all is calm"), &asked.key).await.unwrap();
    assert_eq!(discord.at(&maya).whispers().last().map(|said| said.words()).as_deref(), Some("all is calm"));
    discord.fake.archives(&id);
    discord.discord.edit(&task, &Post::line("done")).await.unwrap();
    assert!(!discord.fake.is_archived(&id), "an edit wakes it first");
}

#[tokio::test]
async fn a_server_that_takes_the_bot_out_is_refused_with_the_cure_and_nobody_hammers() {
    let discord = AtDiscord::start().await;
    let place = discord.place();
    discord.fake.removes_the_bot(GUILD);
    discord.fake.caught_up().await;
    for key in ["a", "b"] {
        let refused = discord.discord.post(&place, &Post::line("?"), key).await;
        assert!(matches!(refused, Err(ChatError::GiveUp { .. } | ChatError::Blocked { .. })), "{refused:?}");
    }
    discord.fake.invites_the_bot(GUILD);
    discord.discord.post(&place, &Post::line("back"), "c").await.unwrap();
    discord.fake.revokes_the_token();
    let before = discord.fake.calls("create_message").len();
    for n in 0..40 {
        let kept = discord.discord.post(&place, &Post::line("?"), &n.to_string()).await;
        assert!(kept.is_err(), "{kept:?}");
    }
    assert!(discord.fake.calls("create_message").len() - before < 5, "the token is not tried again and again");
}

#[tokio::test]
async fn two_people_at_the_same_moment_are_both_heard_and_answered() {
    let mut discord = AtDiscord::start().await;
    let people = discord.people();
    let card = discord.discord.post(&discord.place(), &contract::with_button("sq1:alert-ack:7"), "card").await.unwrap();
    for person in &people {
        discord.press(person, &card, "sq1:alert-ack:7").await;
    }
    let (one, other) = (discord.hear().await, discord.hear().await);
    assert_eq!([one.person.user, other.person.user], people, "in the order in which they pressed");
    assert_ne!(one.key, other.key);
    discord.fake.settled().await;
}
