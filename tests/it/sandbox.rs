//! The sandbox sits the exam, and keeps strangers out.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use squall::chat::{Chat, ChatEvent, Intake, MessageRef, NotKept, Place};
use squall::clock::Clock;
use squall::platform::sandbox::{Access, Act, Body, Hints, Message, Refusal, Sandbox, SandboxConfig, router};
use squall::post::{Block, Post};
use tokio::sync::mpsc;

use crate::contract::{self, Examinee, Resident, Seen};

struct AtSandbox {
    sandbox: Arc<Sandbox>,
    events: mpsc::Receiver<ChatEvent>,
    faults: Mutex<Vec<(String, String)>>,
}

fn sandbox() -> Arc<Sandbox> {
    Sandbox::new(SandboxConfig {
        clock: Clock::at("2026-03-02T09:00:00Z".parse().unwrap()),
        ..SandboxConfig::default()
    })
}

fn crisis() -> Place {
    Place { platform: "sandbox".into(), channel: "crisis".into(), thread: None }
}

#[async_trait]
impl Examinee for AtSandbox {
    fn chat(&self) -> &dyn Chat {
        &*self.sandbox
    }

    fn place(&self) -> Place {
        crisis()
    }

    fn people(&self) -> [String; 2] {
        ["maya".into(), "nikos".into()]
    }

    fn admin(&self) -> Option<String> {
        None
    }

    fn outsider(&self) -> Option<String> {
        None
    }

    async fn next(&mut self) -> ChatEvent {
        self.events.recv().await.unwrap()
    }

    async fn seen(&self, person: &str) -> Vec<Seen> {
        let visible = |only: &Option<String>| only.as_deref().is_none_or(|only| only == person);
        let seen = |message: Message| {
            let text = text(&message);
            Seen { message: message.id, thread: message.thread, text }
        };
        self.sandbox.messages("#crisis").into_iter().filter(|message| visible(&message.only)).map(seen).collect()
    }

    async fn say(&self, person: &str, place: &Place, words: &str) {
        let (channel, thread) = (place.channel.clone(), place.thread.clone());
        self.sandbox.act(person, Act::Say { channel, thread, words: words.into() }).unwrap();
    }

    async fn press(&self, person: &str, message: &MessageRef, action: &str) {
        let message = message.message.clone();
        self.sandbox.act(person, Act::Press { message, action: action.into() }).unwrap();
    }

    async fn react(&self, person: &str, message: &MessageRef, emoji: &str, added: bool) {
        let message = message.message.clone();
        self.sandbox.act(person, Act::React { message, emoji: emoji.into(), added }).unwrap();
    }

    async fn form(&self, person: &str) -> Option<String> {
        self.sandbox.forms(person).pop().map(|open| open.form.title)
    }

    async fn submit(&self, person: &str, answers: &[(&str, &str)]) {
        let form = self.sandbox.forms(person).pop().unwrap().id;
        let answers = answers.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        *self.faults.lock().unwrap() = match self.sandbox.act(person, Act::Submit { form, answers }) {
            Err(Refusal::Answers(faults)) => faults,
            other => other.map(|_| Vec::new()).unwrap(),
        };
    }

    /// The page shows `public` spans and quotes as text nodes (tests/chromium.rs looks); anything else would be mark-up.
    async fn alarms(&self, message: &MessageRef) -> Vec<String> {
        let page = Page::open(self.sandbox.clone(), Access::default()).await;
        let state: Value = page.get("/sandbox/state?person=maya").send().await.unwrap().json().await.unwrap();
        let all = state["messages"].as_array().unwrap();
        let card = &all.iter().find(|found| found["id"] == message.message).unwrap()["card"];
        let blocks = card["blocks"].as_array().unwrap();
        let kinds = blocks.iter().flat_map(|block| match block.get("text") {
            Some(spans) => spans.as_array().unwrap().iter().flat_map(|span| span.as_object().unwrap().keys()).collect(),
            None => block.as_object().unwrap().keys().collect::<Vec<_>>(),
        });
        kinds.filter(|kind| !["public", "quote"].contains(&kind.as_str())).cloned().collect()
    }
}

#[async_trait]
impl Resident for AtSandbox {
    async fn tell(&self, person: &str, words: &str) -> MessageRef {
        let say = Act::Say { channel: "crisis".into(), thread: None, words: words.into() };
        let message = self.sandbox.act(person, say).unwrap().unwrap();
        MessageRef { place: crisis(), message }
    }

    async fn pin(&self, person: &str, message: &MessageRef, added: bool) {
        self.sandbox.act(person, Act::Pin { message: message.message.clone(), added }).unwrap();
    }

    async fn choose(&self, person: &str, message: &MessageRef, shortcut: &str) {
        let (message, shortcut) = (message.message.clone(), shortcut.into());
        self.sandbox.act(person, Act::Choose { message, shortcut }).unwrap();
    }

    async fn come_home(&self, person: &str) {
        self.sandbox.act(person, Act::ComeHome).unwrap();
    }

    async fn home(&self, person: &str) -> Option<String> {
        self.sandbox.home(person).map(|page| text(&page))
    }

    /// As the page gets it.
    async fn seen_in(&self, person: &str, place: &Place) -> Vec<String> {
        let page = Page::open(self.sandbox.clone(), Access::default()).await;
        let state: Value =
            page.get(&format!("/sandbox/state?person={person}")).send().await.unwrap().json().await.unwrap();
        let all = state["messages"].as_array().unwrap().iter();
        let here = all.filter(|message| message["channel"] == place.channel.as_str());
        here.map(|message| message["card"]["summary"].as_str().unwrap().to_owned()).collect()
    }

    async fn faults(&self, _person: &str) -> Vec<(String, String)> {
        self.faults.lock().unwrap().clone()
    }
}

fn text(message: &Message) -> String {
    match &message.body {
        Body::Said(words) => words.clone(),
        Body::Erased => String::new(),
        Body::Card { post, .. } => post.summary.clone(),
    }
}

#[tokio::test]
async fn the_sandbox_passes_the_exam() {
    let sandbox = sandbox();
    let events = sandbox.listen();
    sandbox.is_served_at("http://127.0.0.1:8080/");
    let mut examinee = AtSandbox { sandbox, events, faults: Mutex::default() };
    contract::sit(&mut examinee).await;
    contract::sit_as_resident(&mut examinee).await;
}

/// A served sandbox and its visitor.
struct Page {
    address: String,
    client: Client,
}

impl Page {
    async fn open(sandbox: Arc<Sandbox>, access: Access) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let hints: Hints = Arc::new(|_| Vec::new());
        let app = router(sandbox, access, hints).into_make_service_with_connect_info::<std::net::SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, app).await });
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { address, client }
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("http://{}{path}", self.address))
    }

    fn say(&self, words: &str) -> RequestBuilder {
        let act = json!({ "say": { "channel": "crisis", "words": words } });
        let url = format!("http://{}/sandbox/act", self.address);
        self.client.post(url).json(&json!({ "person": "maya", "act": act }))
    }
}

async fn status(request: RequestBuilder) -> StatusCode {
    request.send().await.unwrap().status()
}

#[tokio::test]
async fn only_its_own_page_may_use_it() {
    let sandbox = sandbox();
    let page = Page::open(sandbox.clone(), Access::default()).await;
    let own = format!("http://{}", page.address);
    assert_eq!(status(page.say("hello").header("origin", &own)).await, StatusCode::OK);
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "http://127.0.0.1:1"),
        ("host", "evil.example"),
        ("host", "127.0.0.1.evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        assert_eq!(status(page.say("forged").header(name, value)).await, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    let forged = page.client.post(format!("{own}/sandbox/act")).header("content-type", "text/plain");
    let body = json!({ "person": "maya", "act": { "say": { "channel": "crisis", "words": "forged" } } }).to_string();
    assert_eq!(status(forged.body(body)).await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(status(page.say(&"x".repeat(600_000))).await, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(sandbox.messages("crisis").len(), 1, "nothing forged was said");
}

#[tokio::test]
async fn the_page_comes_with_strict_headers() {
    let page = Page::open(sandbox(), Access::default()).await;
    let answer = page.get("/").header("sec-fetch-site", "cross-site").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "a link from elsewhere may open it");
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("frame-ancestors 'none'") && policy.contains("script-src 'self'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert!(!answer.text().await.unwrap().contains("<script>"), "no inline script");
}

#[tokio::test]
async fn a_token_is_exchanged_once_and_needed_ever_after() {
    let access = || Access::by_token("open+sesame/&!".into(), vec!["squall.example".into()]).unwrap();
    let page = Page::open(sandbox(), access()).await;
    assert_eq!(status(page.get("/")).await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(page.get("/?token=open%2Bsesame")).await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(page.get("/").header("host", "other.example")).await, StatusCode::FORBIDDEN);
    let answer = page.get("/?token=open+sesame%2F%26!").header("host", "squall.example").send().await.unwrap();
    assert_eq!((answer.status(), &answer.headers()["location"]), (StatusCode::SEE_OTHER, &"/".parse().unwrap()));
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("HttpOnly") && !cookie.contains("sesame"), "{cookie}");
    let pair = cookie.split(';').next().unwrap();
    assert_eq!(status(page.get("/sandbox/state?person=maya").header("cookie", pair)).await, StatusCode::OK);
    assert_eq!(status(page.get("/sandbox/state").header("cookie", "squall_sandbox=x")).await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(page.get("/sandbox/state").bearer_auth("open+sesame/&!")).await, StatusCode::OK);
    let another = Page::open(sandbox(), access()).await;
    let unknown = another.get("/sandbox/state").header("cookie", pair);
    assert_eq!(status(unknown).await, StatusCode::UNAUTHORIZED, "a cookie can't be worked out from the token");
}

#[tokio::test]
async fn a_page_hears_its_own_whispers_and_a_late_one_starts_over() {
    let sandbox = sandbox();
    let page = Page::open(sandbox.clone(), Access::default()).await;
    let state: Value = page.get("/sandbox/state?person=nikos").send().await.unwrap().json().await.unwrap();
    let cursor = state["cursor"].as_str().unwrap();
    let path = format!("/sandbox/events?person=nikos&after={cursor}");
    let mut stream = page.get(&path).send().await.unwrap();
    sandbox.whisper(&crisis(), "maya", &Post::line("for Maya"), "1").await.unwrap();
    sandbox.whisper(&crisis(), "nikos", &Post::line("for Nikos"), "2").await.unwrap();
    sandbox.close();
    let mut heard = String::new();
    while let Some(chunk) = stream.chunk().await.unwrap() {
        heard.push_str(std::str::from_utf8(&chunk).unwrap());
    }
    assert!(heard.contains("for Nikos") && !heard.contains("for Maya"), "{heard}");
    assert!(!heard.contains("resync"), "it was not behind: {heard}");

    let mut late = page.get(&path).header("last-event-id", cursor).send().await.unwrap();
    let first = late.chunk().await.unwrap().unwrap();
    assert!(std::str::from_utf8(&first).unwrap().contains("event: resync"));
}

#[tokio::test]
async fn what_is_one_persons_is_no_others() {
    let sandbox = sandbox();
    let _events = sandbox.listen();
    let maya = Place { channel: "@maya".into(), ..crisis() };
    let said = sandbox.post(&maya, &Post::line("for Maya"), "direct").await.unwrap();
    sandbox.show_home("maya", &Post::line("Maya's page")).await.unwrap();
    let page = sandbox.home("maya").unwrap().id;
    let intrusions = [
        Act::Say { channel: "@maya".into(), thread: None, words: "hello".into() },
        Act::Say { channel: "@maya".into(), thread: Some(said.message.clone()), words: "hello".into() },
        Act::React { message: said.message.clone(), emoji: "eyes".into(), added: true },
        Act::Pin { message: said.message.clone(), added: true },
        Act::Choose { message: said.message.clone(), shortcut: "report-mention".into() },
        Act::Choose { message: page.clone(), shortcut: "report-mention".into() },
    ];
    for act in intrusions {
        assert!(sandbox.act("nikos", act.clone()).is_err(), "{act:?}");
    }
    assert!(sandbox.act("maya", Act::Pin { message: page, added: true }).is_err(), "a page is no message");
    let unknown = Act::Choose { message: said.message, shortcut: "drop-table".into() };
    assert_eq!(sandbox.act("maya", unknown).unwrap_err().name(), "gone");
}

#[tokio::test]
async fn a_press_on_a_button_that_is_gone_is_refused() {
    let sandbox = sandbox();
    let _events = sandbox.listen();
    let card = sandbox.post(&crisis(), &Post::line("no buttons"), "card").await.unwrap();
    let press = Act::Press { message: card.message, action: "squall/1/open/7".into() };
    assert_eq!(sandbox.act("maya", press).unwrap_err().name(), "gone");
}

#[tokio::test]
async fn nine_buttons_become_eight_and_the_cut_is_said() {
    let sandbox = sandbox();
    let button = |n: usize| squall::post::Button {
        action: format!("a/{n}"),
        label: n.to_string(),
        style: squall::post::Style::Plain,
        confirm: None,
    };
    let rows = vec![Block::Buttons((0..4).map(button).collect()), Block::Buttons((4..9).map(button).collect())];
    let post = Post { summary: "many".into(), blocks: rows, ..Post::default() };
    sandbox.post(&crisis(), &post, "many").await.unwrap();
    let Body::Card { post, cuts } = sandbox.messages("crisis").remove(0).body else { panic!("not a card") };
    assert_eq!(post.buttons().count(), 8);
    assert_eq!((cuts[0].what, cuts[0].kept, cuts[0].of), ("buttons", 8, 9));
}

#[tokio::test]
async fn the_page_hears_that_something_arrived_once_it_is_kept() {
    let sandbox = sandbox();
    let (intake, mut arrivals) = Intake::new(4);
    sandbox.tell(intake);
    let page = Page::open(sandbox, Access::default()).await;
    for (kept, answered) in [(Ok(()), StatusCode::OK), (Err(NotKept::Unstored), StatusCode::CONFLICT)] {
        let keeping = async { arrivals.recv().await.unwrap().told.tell(kept) };
        let (answer, ()) = tokio::join!(status(page.say("/crisis status")), keeping);
        assert_eq!(answer, answered);
    }
    assert_eq!(status(page.say("hello")).await, StatusCode::OK, "what is not for the bot is not its affair");
}
