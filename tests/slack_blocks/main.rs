//! Everything that the product says, as Slack would be sent it. Nothing is cut. What is rendered is written to
//! `target/slack-blocks/`, a JSON object a line, where `tests/slack_blocks/check` holds it against Slack's own models.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

mod cards;
mod said;

use std::path::PathBuf;

use serde_json::{Value, json};
use squall::platform::slack::modal::modal;
use squall::platform::slack::render::{Pictures, home, message};
use squall::post::{Form, Post};
use squall::words::Locale;

fn write(name: &str, lines: &[Value]) {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/slack-blocks");
    std::fs::create_dir_all(&dir).unwrap();
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    std::fs::write(dir.join(name), lines.join("\n") + "\n").unwrap();
}

/// With its charts as pictures and without.
fn rendered(name: &str, locale: Locale, post: &Post) -> Vec<Value> {
    let pictures = (0..4).map(|chart| (chart, format!("F0{chart}"))).collect();
    let render = |pictures: &Pictures| {
        let rendered = message(post, pictures, locale);
        assert!(!rendered.cut.any(), "{name} in {locale} is cut: {post:?}");
        json!({ "name": name, "text": rendered.text, "blocks": rendered.blocks })
    };
    vec![render(&pictures), render(&Pictures::new())]
}

/// As a person's page.
fn page(name: &str, locale: Locale, post: &Post) -> Value {
    let (blocks, cut) = home(post, locale);
    assert!(!cut.any(), "{name} in {locale} is cut as a page: {post:?}");
    json!({ "name": name, "view": { "type": "home", "blocks": blocks } })
}

fn opened(name: &str, locale: Locale, form: &Form) -> Value {
    let view = serde_json::to_value(modal(form, "C1|1790000000.000100").unwrap()).unwrap();
    let shown: usize = view["blocks"].as_array().unwrap().iter().filter(|block| block["type"] == "input").count();
    assert_eq!(shown, form.inputs.len(), "{name} in {locale}");
    let title = [&view["title"]["text"], &view["blocks"][0]["text"]["text"]];
    assert!(title.iter().any(|text| **text == form.title), "{name} in {locale}: the title is cut");
    json!({ "name": name, "view": view })
}

#[tokio::test]
async fn every_card_and_every_form_fits_slack_in_every_language() {
    let (mut messages, mut modals, mut homes) = (Vec::new(), Vec::new(), Vec::new());
    for locale in Locale::ALL {
        let mut posts = cards::posts(locale);
        let (answers, forms) = said::everything(locale).await;
        posts.extend(answers);
        for (name, post) in &posts {
            messages.extend(rendered(name, locale, post));
            homes.push(page(name, locale, post));
        }
        modals.extend(cards::forms(locale).iter().chain(&forms).map(|(name, form)| opened(name, locale, form)));
    }
    assert!(messages.len() > 500 && modals.len() >= Locale::ALL.len(), "{} {}", messages.len(), modals.len());
    write("messages.json", &messages);
    write("modals.json", &modals);
    write("homes.json", &homes);
}
