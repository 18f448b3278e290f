//! The page of the sandbox, with the test on the other side of the port.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use squall::chat::{Chat, ChatEvent, Happened, Place};
use squall::platform::sandbox::{Access, Hint, Hints, Sandbox, SandboxConfig, router};
use squall::post::{Block, Button, Form, Input, InputKind, Post, Quote, Rich, Span, Style, Tone};
use thirtyfour::prelude::*;

use crate::browser::Browser;

const HOSTILE: &str =
    "<img src=x onerror=\"document.title='owned'\"> @everyone <script>document.title='owned'</script>";
/// The same, as it may be shown: what could ping or command on some platform is written with characters that can't.
const INERT: &str = "‹img src=x onerror=\"document.title='owned'\"› ＠everyone ‹script›document.title='owned'‹/script›";

pub async fn serve(sandbox: Arc<Sandbox>) -> String {
    let hint = |usage: &str, summary: &str| Hint { usage: usage.into(), summary: summary.into() };
    let hints: Hints = Arc::new(move |_| {
        vec![
            hint("/crisis status", "What is going on now"),
            hint("/crisis watch add <name> <query>", "Listen for something new"),
        ]
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = router(sandbox, Access::default(), hints).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}/")
}

pub fn crisis() -> Place {
    Place { platform: "sandbox".into(), channel: "crisis".into(), thread: None }
}

fn alert() -> Post {
    let quote = Quote { author: HOSTILE.into(), text: HOSTILE.into(), note: "12,400 followers".into(), url: None };
    let open = Button {
        action: "open".into(),
        label: "Open incident".into(),
        style: Style::Danger,
        confirm: Some("This calls the whole team.".into()),
    };
    Post {
        summary: "Complaints about Lumo".into(),
        blocks: vec![
            Block::Heading("Complaints about Lumo".into()),
            Block::Text(Rich(vec![Span::Public(HOSTILE.into())])),
            Block::Quote(quote),
            Block::Buttons(vec![open]),
        ],
        tone: Tone::Danger,
    }
}

fn form() -> Form {
    let title = Input {
        key: "title".into(),
        label: "Title".into(),
        hint: Some("What everybody will call it".into()),
        kind: InputKind::Line { max: 60 },
        required: true,
        initial: None,
        check: None,
    };
    let options = vec![("1".to_owned(), "Low".to_owned()), ("2".to_owned(), "High".to_owned())];
    let level =
        Input { key: "level".into(), label: "Level".into(), kind: InputKind::Choice { options }, ..title.clone() };
    Form {
        action: "opened".into(),
        title: "Open an incident".into(),
        submit: "Open".into(),
        inputs: vec![title, level],
    }
}

pub async fn next(events: &mut tokio::sync::mpsc::Receiver<ChatEvent>) -> ChatEvent {
    tokio::time::timeout(Duration::from_secs(10), events.recv()).await.expect("the page sent nothing").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_opens_an_incident_on_the_page() {
    Browser::tells(story).await;
}

async fn story(browser: Arc<Browser>) {
    let sandbox = Sandbox::new(SandboxConfig::default());
    let mut events = sandbox.listen();
    let url = serve(sandbox.clone()).await;
    browser.driver.goto(&url).await.unwrap();
    browser.see("#app[data-me=maya]").await;

    // The bot posts a card; it appears by itself, and the public's words stay words.
    let card = sandbox.post(&crisis(), &alert(), "card").await.unwrap();
    browser.see(".card.danger").await;
    assert_eq!(browser.see(".card .public").await.text().await.unwrap(), INERT);
    assert_eq!(browser.see(".card blockquote").await.text().await.unwrap(), INERT);
    browser.gone(".card img, .card script").await;
    assert_ne!(browser.driver.title().await.unwrap(), "owned");

    // The dangerous button asks first; then the form comes, and its answers arrive.
    browser.click(".card button[data-key=open]").await;
    browser.click("dialog.confirm button.plain").await;
    browser.gone("dialog").await;
    browser.click(".card button[data-key=open]").await;
    browser.click("dialog.confirm [data-key=yes]").await;
    let event = next(&mut events).await;
    assert_eq!((event.person.user.as_str(), event.locale.as_deref()), ("maya", Some("en")));
    let Happened::Pressed { trigger, message, .. } = event.what else { panic!("{:?}", event.what) };
    assert_eq!(message, card);
    sandbox.ask(&trigger, &form()).await.unwrap();
    browser.see("dialog.form input").await.send_keys("Lumo catches fire").await.unwrap();
    browser.click("dialog.form select option[value='2']").await;
    browser.click("dialog.form button.primary").await;
    let answers = vec![("title".to_owned(), "Lumo catches fire".to_owned()), ("level".to_owned(), "2".to_owned())];
    assert_eq!(next(&mut events).await.what, Happened::Submitted { action: "opened".into(), answers });
    browser.gone("dialog").await;

    whispers_stay_private(&browser, &sandbox).await;
    threads_and_commands_work(&browser, &sandbox, &card, &mut events).await;
}

async fn whispers_stay_private(browser: &Browser, sandbox: &Sandbox) {
    sandbox.whisper(&crisis(), "maya", &Post::line("Only for Maya"), "hush").await.unwrap();
    let whisper = browser.see(".message.whisper").await.text().await.unwrap();
    assert!(whisper.contains("Only you see this") && whisper.contains("Only for Maya"), "{whisper}");
    browser.become_person("nikos").await;
    assert_eq!(browser.see("html").await.attr("lang").await.unwrap().as_deref(), Some("el"));
    browser.see(".card.danger").await;
    browser.gone(".message.whisper").await;
    // A whisper while he watches reaches neither.
    sandbox.whisper(&crisis(), "maya", &Post::line("Maya again"), "hush-2").await.unwrap();
    sandbox.post(&crisis(), &Post::line("After the whisper"), "after").await.unwrap();
    browser.see("[data-summary='After the whisper']").await;
    browser.gone(".message.whisper").await;
    browser.become_person("maya").await;
    browser.see("[data-summary='Maya again']").await;
}

async fn threads_and_commands_work(
    browser: &Browser,
    sandbox: &Sandbox,
    card: &squall::chat::MessageRef,
    events: &mut tokio::sync::mpsc::Receiver<ChatEvent>,
) {
    let thread = sandbox.open_thread(card, None, "INC-1").await.unwrap();
    sandbox.post(&thread, &Post::line("First task"), "task").await.unwrap();
    browser.click(".thread-link").await;
    browser.see(".panel [data-summary='First task']").await;
    let writer = browser.see(".panel textarea").await;
    writer.send_keys("@squall resolve" + Key::Enter).await.unwrap();
    let event = next(events).await;
    assert_eq!((event.what, event.place), (Happened::Asked { words: "resolve".into() }, thread));

    // Slash hints complete by keyboard.
    let writer = browser.see("main textarea").await;
    writer.send_keys("/").await.unwrap();
    browser.see("main .hints li[aria-selected=true]").await;
    writer.send_keys(Key::Down + Key::Up).await.unwrap();
    writer.send_keys(Key::Tab + "").await.unwrap();
    writer.send_keys("please" + Key::Enter).await.unwrap();
    assert_eq!(next(events).await.what, Happened::Asked { words: "status please".into() });

    browser.click(&format!("main [data-id='{}'] [data-key='react:eyes']", card.message)).await;
    let reacted = Happened::Reacted { emoji: "eyes".into(), message: card.clone(), added: true };
    assert_eq!(next(events).await.what, reacted);
    browser.see(".chip.given[aria-pressed=true]").await;
}
