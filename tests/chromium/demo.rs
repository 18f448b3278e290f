//! What a newcomer sees: `squall demo`, the binary itself, in a browser.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use thirtyfour::prelude::*;

use crate::browser::Browser;

/// The binary; it ends with the story.
struct Demo {
    process: Child,
    url: String,
}

impl Demo {
    fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_squall"))
            .args(["demo", "--port", "0", "--speed", "max"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut url = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut url).unwrap();
        Self { process, url: url.trim().to_owned() }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_plays_the_demo() {
    Browser::tells(story).await;
}

/// The card of the alert, while it stands in the channel.
const CARD: &str = "main article:has([data-key='sq1:alert-mentions:1:0'])";

async fn story(browser: Arc<Browser>) {
    let demo = Demo::start();
    assert!(demo.url.starts_with("http://127.0.0.1:") && !demo.url.contains(":0/"), "the real port: {}", demo.url);
    browser.driver.goto(&demo.url).await.unwrap();
    browser.see("#app[data-me=maya]").await;

    // The quiet week comes at once, with a flood in it; then the trouble, as one card that grows.
    browser.see_saying(CARD, "nimbus: something is wrong").await;
    let card = browser.see_saying(CARD, "/10").await;
    assert!(card.contains("followers") && card.contains("usually"), "{card}");
    browser.see_drawn(&format!("{CARD} .chart img")).await;
    browser.picture("demo-1-alert").await;

    // Maya looks at it: an emoji decides, and the bot whispers what it understood.
    browser.click(&format!("{CARD} [data-key='react:eyes']")).await;
    browser.see_saying(".message.whisper", "Read as: you are looking at A-1.").await;
    browser.see_saying(CARD, "Maya Collins is looking at it.").await;
    browser.picture("demo-2-eyes").await;

    // Giulia opens the incident; its thread has its first words.
    browser.become_person("giulia").await;
    browser.gone(".message.whisper").await;
    browser.click(&format!("{CARD} [data-key='sq1:alert-open:1']")).await;
    // The same card is the incident's from here on, with other buttons.
    browser.gone("[data-key='sq1:alert-open:1']").await;
    let link = "main article:has([data-key='sq1:role-take:1:lead']) .thread-link";
    browser.see_saying(link, "INC-1: nimbus").await;
    browser.click(link).await;
    browser.see_saying(".panel .card", "opened INC-1. This thread is the place for it.").await;
    browser.see(".panel select[data-key='pick:sq1:task-begin:1']").await;
    browser.picture("demo-3-incident").await;

    // One more click, and it has a lead: the card says so, and nobody else is asked to take it.
    let lead = "main article [data-key='sq1:role-take:1:lead']";
    browser.click(lead).await;
    browser.gone(lead).await;
    browser.see_saying(".panel .log", "takes the role: lead.").await;
    browser.picture("demo-4-lead").await;

    // What kind of crisis it is, out of the menu in the thread: its checklist follows, and the card counts its tasks.
    browser.click(".panel select[data-key='pick:sq1:task-begin:1'] option[value=defect]").await;
    browser.see_saying(".panel .log", "Checklist of INC-1").await;
    let card = "main article:has([data-key='sq1:incident-update:1'])";
    browser.see_saying(card, "tasks are open").await;
    browser.see(&format!("{card} h3")).await.scroll_into_view().await.unwrap();
    browser.picture("demo-5-checklist").await;

    // Where things stand, for Maya alone.
    browser.become_person("maya").await;
    let writer = browser.see("main textarea").await;
    writer.send_keys("/crisis status" + Key::Enter).await.unwrap();
    let status = browser.see_saying(".message.whisper", "Listening with 2 watches").await;
    assert!(status.contains("INC-1: nimbus") && status.contains("A-1"), "{status}");
    browser.picture("demo-6-status").await;
}
