//! Slack sits the exam, over Socket Mode and over HTTP.

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::Value;
use squall::chat::{Chat, ChatError, ChatEvent, Happened, MessageRef, Place};
use squall::clock::Clock;
use squall::platform::slack::{Slack, Socket, Web, WebConfig};
use squall::post::Post;
use tokio::sync::mpsc;

use crate::contract::{self, Examinee, Resident, Seen};
use crate::world::slack::{APP_TOKEN, BOT_TOKEN, BOT_USER, Fake, Message, Rank, SIGNING_SECRET, Urls, User};

pub struct AtSlack {
    pub fake: Fake,
    slack: Arc<Slack>,
    events: mpsc::Receiver<ChatEvent>,
}

impl AtSlack {
    /// A workspace with two people, and the bot, which hears nothing yet.
    async fn start() -> (Self, mpsc::Sender<ChatEvent>, Clock) {
        let clock = Clock::at("2026-03-02T09:00:00Z".parse().unwrap());
        let fake = Fake::start(clock.clone()).await;
        // The exam is about what, not about when.
        fake.unhurried();
        let config = WebConfig { api_url: fake.api_url(), bot_token: BOT_TOKEN.into(), clock: clock.clone() };
        for person in ["maya", "nikos"] {
            fake.person(person);
        }
        let (sender, events) = mpsc::channel(64);
        (Self { fake, slack: Slack::new(Web::new(config).unwrap(), squall::words::Locale::En), events }, sender, clock)
    }

    async fn over_a_socket() -> Self {
        Self::with_its_clock().await.0
    }

    /// Over a socket, with the clock that both sides go by.
    pub async fn with_its_clock() -> (Self, Clock) {
        let (slack, events, clock) = Self::start().await;
        let (web, chance) = (slack.slack.web().clone(), Box::new(|| 0.0));
        let time = clock.clone();
        tokio::spawn(Socket { web, app_token: APP_TOKEN.into(), events: events.into(), clock, chance }.run());
        slack.fake.connected().await;
        (slack, time)
    }

    pub fn bot(&self) -> Arc<Slack> {
        Arc::clone(&self.slack)
    }

    pub fn chat_of_the_bot(&self) -> Arc<dyn Chat> {
        Arc::clone(&self.slack) as Arc<dyn Chat>
    }

    async fn over_http() -> Self {
        let (mut slack, events, clock) = Self::start().await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = |path: &str| format!("http://{}/slack/{path}", listener.local_addr().unwrap());
        let urls = Urls { events: url("events"), interactivity: url("interactivity"), commands: url("commands") };
        let app = squall::http::slack(SIGNING_SECRET.into(), events.into(), clock);
        tokio::spawn(async move { axum::serve(listener, app).await });
        assert_eq!(slack.fake.verifies(&urls.events).await, (200, "fake-challenge".to_owned()));
        slack.fake.calls_back(urls);
        slack
    }

    fn name(person: &str) -> String {
        person.trim_start_matches("U0").to_lowercase()
    }

    fn at(&self, person: &str) -> User<'_> {
        self.fake.person(&Self::name(person))
    }

    /// A message wherever it stands.
    fn card(&self, message: &MessageRef) -> Message {
        let direct = ["maya", "nikos"].into_iter().flat_map(|person| self.fake.person(person).direct());
        let mut all = self.fake.messages("crisis").into_iter().chain(direct);
        all.find(|found| found.ts == ts(message)).unwrap()
    }
}

/// Slack's own name of a message.
fn ts(message: &MessageRef) -> &str {
    message.message.rsplit('/').next().unwrap()
}

fn seen(message: Message) -> Seen {
    let thread = message.thread.filter(|thread| *thread != message.ts);
    // Slack keeps addresses in brackets, and shows them without.
    let text = match message.text.split_once("<http") {
        Some((before, after)) => format!("{before}http{}", after.replacen('>', "", 1)),
        None => message.text,
    };
    Seen { thread, message: message.ts, text }
}

/// All words of a view or of blocks.
fn words(value: &Value) -> String {
    let mut words = Vec::new();
    walk(value, &mut |value| words.extend(value["text"].as_str().map(str::to_owned)));
    words.join(" ")
}

#[async_trait]
impl Examinee for AtSlack {
    fn chat(&self) -> &dyn Chat {
        &*self.slack
    }

    fn place(&self) -> Place {
        Place { platform: "slack".into(), channel: self.fake.channel("crisis"), thread: None }
    }

    fn people(&self) -> [String; 2] {
        ["U0MAYA".into(), "U0NIKOS".into()]
    }

    fn admin(&self) -> Option<String> {
        let admin = self.fake.person("elitsa");
        admin.is(Rank::Admin);
        Some(admin.id)
    }

    fn outsider(&self) -> Option<String> {
        let outsider = self.fake.person("mallory");
        outsider.leaves_channel("crisis");
        Some(outsider.id)
    }

    async fn next(&mut self) -> ChatEvent {
        let soon = std::time::Duration::from_secs(10);
        let event = tokio::time::timeout(soon, self.events.recv()).await.expect("an event comes").unwrap();
        self.fake.settled().await;
        event
    }

    async fn seen(&self, person: &str) -> Vec<Seen> {
        let mut all = self.fake.messages("crisis");
        all.extend(self.at(person).ephemerals());
        all.into_iter().map(seen).collect()
    }

    async fn say(&self, person: &str, place: &Place, words: &str) {
        let person = self.at(person);
        if place.direct_to().is_some() {
            person.writes(words);
        } else if words.starts_with('/') {
            person.types("crisis", words);
        } else {
            person.says("crisis", place.thread.as_deref(), words);
        }
    }

    async fn press(&self, person: &str, message: &MessageRef, action: &str) {
        let (person, card) = (self.at(person), self.card(message));
        let mut elements = card.blocks.iter().filter_map(|block| block["elements"].as_array()).flatten();
        if let Some(button) = elements.clone().find(|element| element["value"] == action) {
            return person.presses(ts(message), button["action_id"].as_str().unwrap());
        }
        let picked = |element: &Value| {
            let (select, kind) = (element["action_id"].as_str()?, element["type"].as_str()?);
            let choice = action.strip_prefix(select)?.strip_prefix(':').filter(|_| kind.ends_with("_select"))?;
            Some((select.to_owned(), choice.to_owned()))
        };
        let (select, choice) = elements.find_map(picked).unwrap();
        person.picks(ts(message), &select, &choice);
    }

    async fn react(&self, person: &str, message: &MessageRef, emoji: &str, added: bool) {
        let person = self.at(person);
        if added { person.reacts(ts(message), emoji) } else { person.unreacts(ts(message), emoji) }
    }

    async fn form(&self, person: &str) -> Option<String> {
        let title = |view: Value| view["title"]["text"].as_str().unwrap().to_owned();
        self.at(person).view().map(title)
    }

    async fn submit(&self, person: &str, answers: &[(&str, &str)]) {
        self.at(person).submits(answers);
    }

    /// Mrkdwn is where text can ping, link or format; rich text does so by its elements alone.
    async fn alarms(&self, message: &MessageRef) -> Vec<String> {
        let card = self.card(message);
        let mut alarms = Vec::new();
        if card.unfurl_links != Some(false) {
            alarms.push("links unfurl".to_owned());
        }
        let mut look = |text: &str| {
            let tricks = ["<!", "<@", "<#", "<http", "@everyone", "*bold*", "https://"];
            alarms
                .extend(tricks.iter().filter(|trick| text.contains(**trick)).map(|trick| format!("{trick} in {text}")));
        };
        look(&card.text);
        walk(&Value::Array(card.blocks), &mut |value| match value["type"].as_str() {
            Some("mrkdwn") => look(value["text"].as_str().unwrap()),
            Some(kind @ ("broadcast" | "user" | "usergroup" | "link" | "channel")) => look(&format!("<!{kind}")),
            _ => {}
        });
        alarms
    }
}

#[async_trait]
impl Resident for AtSlack {
    async fn tell(&self, person: &str, words: &str) -> MessageRef {
        MessageRef { place: self.place(), message: self.at(person).says("crisis", None, words) }
    }

    async fn pin(&self, person: &str, message: &MessageRef, added: bool) {
        let person = self.at(person);
        if added { person.pins(ts(message)) } else { person.unpins(ts(message)) }
    }

    async fn choose(&self, person: &str, message: &MessageRef, shortcut: &str) {
        self.at(person).message_shortcut(ts(message), shortcut);
    }

    async fn come_home(&self, person: &str) {
        self.at(person).opens_home();
    }

    async fn home(&self, person: &str) -> Option<String> {
        self.at(person).home().map(|home| words(&home["blocks"]))
    }

    async fn seen_in(&self, person: &str, place: &Place) -> Vec<String> {
        let theirs = place.direct_to() == Some(person);
        let all = if theirs { self.at(person).direct() } else { Vec::new() };
        all.into_iter().filter(Message::by_the_bot).map(|message| message.text).collect()
    }

    async fn faults(&self, person: &str) -> Vec<(String, String)> {
        self.fake.settled().await;
        let errors = self.at(person).view().map(|view| view["errors"].clone()).unwrap_or_default();
        let said = |(key, error): (&String, &Value)| (key.clone(), error.as_str().unwrap().to_owned());
        errors.as_object().into_iter().flatten().map(said).collect()
    }
}

fn walk(value: &Value, look: &mut impl FnMut(&Value)) {
    look(value);
    match value {
        Value::Array(all) => all.iter().for_each(|one| walk(one, look)),
        Value::Object(all) => all.values().for_each(|one| walk(one, look)),
        _ => {}
    }
}

#[tokio::test]
async fn slack_passes_the_exam_over_socket_mode() {
    contract::sit(&mut AtSlack::over_a_socket().await).await;
}

#[tokio::test]
async fn slack_passes_the_exam_over_http() {
    contract::sit(&mut AtSlack::over_http().await).await;
}

#[tokio::test]
async fn slack_passes_the_rest_of_the_exam() {
    for mut slack in [AtSlack::over_a_socket().await, AtSlack::over_http().await] {
        contract::sit_as_resident(&mut slack).await;
    }
}

#[tokio::test]
async fn whatever_comes_again_has_the_key_that_it_had() {
    for mut slack in [AtSlack::over_a_socket().await, AtSlack::over_http().await] {
        let place = slack.place();
        let card = slack.slack.post(&place, &contract::with_button("sq1:alert-open:7"), "card").await.unwrap();
        for round in 0..4 {
            let maya = slack.fake.person("maya");
            match round {
                0 => maya.types("crisis", "/crisis status"),
                1 => drop(maya.mentions("crisis", Some(&card.message), "@squall status")),
                2 => maya.reacts(&card.message, "eyes"),
                _ => slack.press("U0MAYA", &card, "sq1:alert-open:7").await,
            }
            let first = slack.next().await.key;
            slack.fake.redelivers();
            assert_eq!(slack.next().await.key, first);
            slack.fake.redelivers_anew();
            assert_eq!(slack.next().await.key, first);
        }
    }
}

#[tokio::test]
async fn direct_messages_are_heard_and_answered() {
    let mut slack = AtSlack::over_a_socket().await;
    slack.fake.person("maya").writes("status");
    let event = slack.next().await;
    assert_eq!(event.what, Happened::Asked { words: "status".into() });
    slack.slack.whisper(&event.place, "U0MAYA", &Post::line("all quiet"), "answer").await.unwrap();
    assert_eq!(slack.fake.person("maya").direct().last().map(|message| message.text.clone()).unwrap(), "all quiet");
    // Where the bot is not, it answers directly.
    let random = Place { channel: slack.fake.channel("random"), ..slack.place() };
    slack.slack.whisper(&random, "U0MAYA", &Post::line("still quiet"), "other").await.unwrap();
    let direct = slack.fake.person("maya").direct();
    assert_eq!(direct.last().map(|message| message.text.as_str()), Some("still quiet"));
}

#[tokio::test]
async fn names_are_found_and_what_is_wrong_is_said_with_its_cure() {
    let slack = AtSlack::over_a_socket().await;
    let named = Place { channel: "crisis".into(), ..slack.place() };
    assert_eq!(slack.slack.resolve(&named).await.unwrap(), slack.place());
    assert!(slack.slack.is_in(&slack.place()).await.unwrap());
    let identity = slack.slack.web().identity().await.unwrap();
    assert_eq!(identity.user, BOT_USER);
    assert!(identity.scopes.iter().any(|scope| scope == "chat:write"), "{identity:?}");
    slack.fake.removes_the_bot("crisis");
    assert!(!slack.slack.is_in(&slack.place()).await.unwrap());
    let said = slack.slack.post(&slack.place(), &Post::line("a"), "a").await.unwrap_err().to_string();
    assert!(said.contains("/invite @squall"), "{said}");
    slack.fake.invites_the_bot("crisis");
    slack.fake.takes_scope("chat:write");
    let said = slack.slack.post(&slack.place(), &Post::line("a"), "a").await.unwrap_err().to_string();
    assert!(said.contains("chat:write"), "{said}");
    slack.fake.archives("crisis");
    slack.fake.revokes(BOT_TOKEN);
    let kept = slack.slack.post(&slack.place(), &Post::line("a"), "a").await;
    assert!(matches!(kept, Err(ChatError::Blocked { .. })), "{kept:?}");
}
