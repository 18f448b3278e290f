//! A review on the page: a statement is drafted, read, changed, approved by three groups and published.

use std::sync::Arc;

use squall::app::{self, App, INLET};
use squall::chat::{Chat, Intake};
use squall::clock::Clock;
use squall::home::Home;
use squall::person::Person;
use squall::platform::sandbox::{Sandbox, SandboxConfig};
use squall::statement::policy::{Group, Member, Policy};
use squall::statement::rules::{Rule, Rules};
use squall::stop::Stop;
use squall::store::Store;
use thirtyfour::prelude::*;
use tokio::sync::mpsc;

use crate::browser::Browser;
use crate::page::{crisis, serve};

#[tokio::test(flavor = "multi_thread")]
async fn three_groups_approve_a_statement_on_the_page() {
    Browser::tells(story).await;
}

/// Legal is Nikos, communications Giulia, the executive Elitsa.
fn rules() -> Rules {
    let group = |name: &str, user: &str| Group::new(name, 1, vec![Member::Person(Person::new("sandbox", user))]);
    let groups = vec![group("Legal", "nikos"), group("Comms", "giulia"), group("Board", "elitsa")];
    let policy = Policy { groups, ..Policy::default() };
    Rules {
        policies: vec![Rule { kinds: Vec::new(), severity_from: 1, templates: Vec::new(), policy }],
        ..Rules::default()
    }
}

/// The whole product behind the page.
async fn product(directory: &std::path::Path) -> (Arc<Sandbox>, String) {
    let store = Store::open(&format!("sqlite:{}", directory.join("squall.db").display())).await.unwrap();
    let sandbox = Sandbox::new(SandboxConfig::default());
    let home = Home::new(crisis());
    let platforms = [(sandbox.platform(), Arc::clone(&sandbox) as Arc<dyn Chat>)].into();
    let mut app = App::new(store, Clock::Wall, home, platforms, "page".into()).unwrap();
    app.rule_by(Arc::new(rules()));
    let (inlet, deliveries) = mpsc::channel(INLET);
    let (intake, arrivals) = Intake::new(64);
    sandbox.tell(intake);
    tokio::spawn(async move {
        let _inlet = inlet;
        app::live(app, deliveries, arrivals, Stop::never()).await
    });
    let url = serve(Arc::clone(&sandbox)).await;
    sandbox.is_served_at(&url);
    (sandbox, url)
}

const CARD: &str = "main article.message:has(.card):not(.whisper)";

async fn says(browser: &Browser, words: &str) {
    let writer = browser.see("main textarea").await;
    writer.send_keys(words.to_owned() + Key::Enter).await.unwrap();
}

/// Fills in a question of the form that stands open.
async fn fills(browser: &Browser, css: &str, words: &str) {
    let input = browser.see(css).await;
    input.clear().await.unwrap();
    input.send_keys(words).await.unwrap();
}

async fn story(browser: Arc<Browser>) {
    let directory = tempfile::tempdir().unwrap();
    let (_sandbox, url) = product(directory.path()).await;
    browser.driver.goto(&url).await.unwrap();
    browser.see("#app[data-me=maya]").await;

    says(&browser, "/crisis statement draft We know about the lamps, and we will be back by noon. --outlet x").await;
    let card = browser.see_saying(CARD, "S-1: holding statement").await;
    assert!(card.contains("We know about the lamps") && card.contains("of 280"), "{card}");
    browser.picture("statement-1-draft").await;
    browser.click("[data-key='sq1:statement:version:1:1']").await;
    browser.click("dialog.form select option[value=it]").await;
    fills(&browser, "dialog.form textarea", "Sappiamo delle lampade e torniamo entro mezzogiorno.").await;
    browser.picture("statement-2-version").await;
    browser.click("dialog.form button.primary").await;
    browser.see_saying(CARD, "Sappiamo delle lampade").await;
    browser.click("[data-key='sq1:statement:ask:1:2']").await;
    browser.see_saying(CARD, "Legal: 0 of 1").await;
    browser.picture("statement-3-review").await;

    // Nikos reads all of it in his own conversation with the bot, in Greek, and asks for changes.
    browser.become_person("nikos").await;
    browser.click("[data-channel='@']").await;
    let letter = browser.see_saying("main article:has(.card)", "S-1").await;
    assert!(letter.contains("Sappiamo delle lampade") && letter.contains("We know about the lamps"), "{letter}");
    browser.picture("statement-4-letter").await;
    browser.click("main [data-key='sq1:statement:changes:1:2']").await;
    fills(&browser, "dialog.form textarea", "\"by noon\" is too early").await;
    browser.click("dialog.form button.primary").await;
    browser.click("[data-channel=crisis]").await;
    browser.see_saying(CARD, "by noon\" is too early").await;

    // Maya edits both versions; whoever approved is told that it is void.
    browser.become_person("giulia").await;
    browser.click("main [data-key='sq1:statement:approve:1:2']").await;
    browser.see_saying(CARD, "Comms: 1 of 1").await;
    browser.become_person("maya").await;
    browser.click("main [data-key='sq1:statement:edit:1:2']").await;
    fills(&browser, "dialog.form textarea", "We know about the lamps, and we will be back by 6 pm.").await;
    browser.picture("statement-5-edit").await;
    browser.click("dialog.form button.primary").await;
    let card = browser.see_saying(CARD, "+ We know about the lamps, and we will be back by 6 pm.").await;
    assert!(
        card.contains("- We know about the lamps, and we will be back by noon.") && card.contains("Comms: 0 of 1"),
        "{card}"
    );
    browser.see_saying("main", "Approvals of the old ones are void").await;
    browser.picture("statement-6-diff").await;

    for person in ["nikos", "giulia", "elitsa"] {
        browser.become_person(person).await;
        browser.click("main [data-key='sq1:statement:approve:1:3']").await;
        browser.see(".message.whisper").await;
    }
    browser.become_person("maya").await;
    let card = browser.see_saying(CARD, "approved").await;
    assert!(card.contains("Legal: 1 of 1") && card.contains("Board: 1 of 1"), "{card}");
    browser.picture("statement-7-approved").await;
    browser.click("main [data-key='sq1:statement:published:1:3']").await;
    fills(&browser, "dialog.form input", "https://social.example/acme/1").await;
    fills(&browser, "dialog.form textarea", "We know about the lamps, and will be back by 6 pm.").await;
    browser.click("dialog.form button.primary").await;
    browser.see_saying(CARD, "What was published is not what was approved.").await;
    browser.see_saying("main", "ATTENTION: what was published is not what was approved as S-1").await;
    browser.picture("statement-8-published").await;
}
