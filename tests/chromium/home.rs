//! A person's own page, the menus of messages and cards, and forms that are refused at their questions.

use std::sync::Arc;

use squall::chat::{Chat, ChatEvent, Happened, Place};
use squall::platform::sandbox::{Sandbox, SandboxConfig};
use squall::post::{
    Block, Button, Check, Checked, Form, Input, InputKind, Pick, PickOf, Post, Rich, Span, Style, Tone,
};
use thirtyfour::prelude::*;
use tokio::sync::mpsc;

use crate::browser::Browser;
use crate::page::{crisis, next, serve};

fn button(action: &str, label: &str, style: Style) -> Button {
    Button { action: action.into(), label: label.into(), style, confirm: None }
}

fn page(heading: &str, empty: &str, settings: &str) -> Post {
    let alert = |id: &str, gist: &str| Rich(vec![Span::Strong(id.into()), Span::Words(format!(" {gist}"))]);
    Post {
        summary: heading.into(),
        blocks: vec![
            Block::Heading(heading.into()),
            Block::Text(Rich::words(empty)),
            Block::List(vec![
                alert("A-3", "41 voices about lumo in 15 min; usually 3.1."),
                alert("A-2", "12 voices about nimbus in 5 min; usually 0.8."),
            ]),
            Block::Divider,
            Block::Heading(settings.into()),
            Block::Buttons(vec![button("settings", settings, Style::Primary)]),
        ],
        tone: Tone::Plain,
    }
}

fn card() -> Post {
    let people = Pick { action: "lead".into(), label: "Who leads?".into(), of: PickOf::People };
    let options = vec![("low".to_owned(), "Low".to_owned()), ("high".to_owned(), "High".to_owned())];
    let level = Pick { action: "level".into(), label: "How bad is it?".into(), of: PickOf::Options(options) };
    Post {
        summary: "INC-1: lumo".into(),
        blocks: vec![
            Block::Heading("INC-1: lumo".into()),
            Block::Text(Rich::words("Nobody leads yet.")),
            Block::Pick(people),
            Block::Pick(level),
            Block::Buttons(vec![button("resolve", "Resolve", Style::Primary)]),
        ],
        tone: Tone::Danger,
    }
}

fn settings() -> Form {
    let quiet = Input {
        key: "quiet".into(),
        label: "Quiet hours".into(),
        hint: Some("From when until when, such as 22:00-07:00".into()),
        kind: InputKind::Line { max: 20 },
        required: false,
        initial: None,
        check: Some(Checked { check: Check::Hours, otherwise: "Write it as 22:00-07:00.".into() }),
    };
    let zone = Input {
        key: "zone".into(),
        label: "Time zone".into(),
        hint: None,
        initial: Some("Europe/London".into()),
        check: Some(Checked { check: Check::Zone, otherwise: "Name a zone such as Europe/Sofia.".into() }),
        ..quiet.clone()
    };
    Form { action: "saved".into(), title: "Settings".into(), submit: "Save".into(), inputs: vec![quiet, zone] }
}

#[tokio::test(flavor = "multi_thread")]
async fn maya_is_at_home() {
    Browser::tells(story).await;
}

async fn story(browser: Arc<Browser>) {
    let sandbox = Sandbox::new(SandboxConfig::default());
    let mut events = sandbox.listen();
    let url = serve(sandbox.clone()).await;
    sandbox.is_served_at(&url);
    browser.driver.goto(&url).await.unwrap();
    browser.see("#app[data-me=maya]").await;
    menus(&browser, &sandbox, &mut events).await;
    home_and_settings(&browser, &sandbox, &mut events).await;
    conversations(&browser, &sandbox, &mut events).await;
    narrow_and_in_chinese(&browser, &sandbox, &mut events).await;
}

async fn menus(browser: &Browser, sandbox: &Sandbox, events: &mut mpsc::Receiver<ChatEvent>) {
    let card = sandbox.post(&crisis(), &card(), "card").await.unwrap();
    let writer = browser.see("main textarea").await;
    writer.send_keys("“My lumo smokes!” https://x.example/maria/1" + Key::Enter).await.unwrap();
    browser.see_saying("main .said", "smokes").await;
    let said = sandbox.messages("crisis").pop().unwrap();

    // The menu of what she said, by keyboard.
    let more = format!("[data-id='{}'] .more", said.id);
    browser.see(&format!("[data-id='{}']", said.id)).await;
    browser.driver.action_chain().move_to_element_center(&browser.see(&more).await).perform().await.unwrap();
    browser.click(&more).await;
    let menu = browser.see_saying(".actions", "Report as mention").await;
    assert!(menu.contains("Add to timeline") && menu.contains("Pin to channel"), "{menu}");
    browser.picture("menu").await;
    for above in ["report-mention", "erase", "edit"] {
        browser.see(&format!(".actions [data-key={above}]:focus")).await.send_keys(Key::Up + "").await.unwrap();
    }
    browser.see(".actions [data-key=pin]:focus").await.send_keys(Key::Enter + "").await.unwrap();
    assert_eq!(next(events).await.what, Happened::Pinned { message: said.reference(), added: true });
    browser.see_saying(&format!("[data-id='{}'] .pinned", said.id), "Pinned").await;
    browser.gone(".actions").await;
    browser.click(&more).await;
    browser.click(".actions [data-key=report-mention]").await;
    let Happened::Chose { shortcut, on, .. } = next(events).await.what else { panic!("not chosen") };
    assert_eq!((shortcut.as_str(), on.author.as_deref()), ("report-mention", Some("maya")));
    assert!(on.text.contains("https://x.example/maria/1"), "{}", on.text);

    // The menus of a card.
    browser.click(".pick[data-key='pick:lead'] option[value=nikos]").await;
    let Happened::Pressed { action, message, .. } = next(events).await.what else { panic!("not picked") };
    assert_eq!((action.as_str(), &message), ("lead:nikos", &card));
    browser.click(".pick[data-key='pick:level'] option[value=high]").await;
    let Happened::Pressed { action, .. } = next(events).await.what else { panic!("not picked") };
    assert_eq!(action, "level:high");
}

async fn home_and_settings(browser: &Browser, sandbox: &Sandbox, events: &mut mpsc::Receiver<ChatEvent>) {
    browser.click("[data-channel='~']").await;
    let event = next(events).await;
    assert_eq!((event.what, event.place.direct_to()), (Happened::CameHome, Some("maya")));
    let mine = page("Good morning, Maya", "Two alerts wait for somebody to look.", "My settings");
    sandbox.show_home("maya", &mine).await.unwrap();
    browser.see_saying(".home", "A-3").await;
    browser.gone("main .composer:not([hidden])").await;
    browser.picture("home").await;

    // A refused form stands open, with the answers, and says what is wrong where it is wrong.
    browser.click(".home [data-key=settings]").await;
    let Happened::Pressed { trigger, .. } = next(events).await.what else { panic!("not a press") };
    sandbox.ask(&trigger, &settings()).await.unwrap();
    let [quiet, zone] = ["quiet", "zone"].map(|name| format!("dialog.form input[name={name}]"));
    browser.see(&quiet).await.send_keys("at night").await.unwrap();
    browser.click("dialog.form [data-key=submit]").await;
    browser.see_saying("dialog.form .row .error", "Write it as 22:00-07:00.").await;
    let invalid = browser.see(&format!("{quiet}[aria-invalid=true]:focus")).await;
    assert_eq!(invalid.prop("value").await.unwrap().as_deref(), Some("at night"), "what was typed stays");
    assert_eq!(browser.see(&zone).await.attr("aria-invalid").await.unwrap().as_deref(), Some("false"));
    browser.picture("refused").await;
    invalid.clear().await.unwrap();
    invalid.send_keys("22:00-07:00").await.unwrap();
    browser.click("dialog.form [data-key=submit]").await;
    let Happened::Submitted { answers, .. } = next(events).await.what else { panic!("not sent") };
    assert_eq!(answers[0], ("quiet".to_owned(), "22:00-07:00".to_owned()));
    browser.gone("dialog").await;

    // The page is hers; Nikos opens his own.
    browser.become_person("nikos").await;
    assert_eq!(next(events).await.person.user, "nikos");
    browser.gone(".home").await;
    browser.become_person("maya").await;
    next(events).await;
    browser.see_saying(".home", "Good morning, Maya").await;
}

async fn conversations(browser: &Browser, sandbox: &Sandbox, events: &mut mpsc::Receiver<ChatEvent>) {
    let direct = Place { channel: "@maya".into(), ..crisis() };
    sandbox.post(&direct, &Post::line("A-3 is going on."), "direct").await.unwrap();
    browser.see_saying("[data-channel='@'] .badge", "1").await;
    browser.click("[data-channel='@']").await;
    browser.see_saying("main .message", "A-3 is going on.").await;
    let writer = browser.see("main textarea").await;
    writer.send_keys("status" + Key::Enter).await.unwrap();
    let event = next(events).await;
    assert_eq!((event.what, event.place), (Happened::Asked { words: "status".into() }, direct));

    // A link leads to the message, wherever the reader is.
    let pinned = sandbox.messages("crisis").into_iter().find(|message| message.pinned).unwrap();
    let link = sandbox.permalink(&pinned.reference()).await.unwrap().unwrap();
    browser.driver.goto(&link).await.unwrap();
    browser.see(&format!("#app[data-channel=crisis] .found[data-id='{}']", pinned.id)).await;
}

async fn narrow_and_in_chinese(browser: &Browser, sandbox: &Sandbox, events: &mut mpsc::Receiver<ChatEvent>) {
    browser.become_person("chiaying").await;
    browser.click("[data-channel='~']").await;
    while next(events).await.what != Happened::CameHome {}
    sandbox.show_home("chiaying", &page("早安，佳穎", "有兩則警示等人查看。", "我的設定")).await.unwrap();
    browser.see_saying(".home", "早安").await;
    browser.driver.set_window_rect(0, 0, 500, 900).await.unwrap();
    browser.picture("home-narrow").await;
    browser.click(".menu").await;
    browser.picture("sidebar-narrow").await;
    browser.click("[data-channel=crisis]").await;
    let more = ".message:last-child .more";
    browser.driver.action_chain().move_to_element_center(&browser.see(more).await).perform().await.unwrap();
    browser.click(more).await;
    browser.see_saying(".actions", "釘選").await;
    browser.picture("menu-narrow").await;
}
