//! The fake keeps Slack's rules for homes, menus, pins, direct conversations and refused forms.

use serde_json::{Value, json};

use super::Fake;
use super::tests::{Link, acknowledges, button, call, fake, hears, link, modal, posts};

fn plain(length: usize) -> Value {
    json!({ "type": "plain_text", "text": "x".repeat(length) })
}

fn select(kind: &str, fields: Value) -> Value {
    let mut select = json!({ "type": kind, "action_id": "sq1:lead:7", "placeholder": plain(8) });
    select.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    select
}

fn option(label: usize, value: usize) -> Value {
    json!({ "text": plain(label), "value": "v".repeat(value) })
}

async fn posts_row(fake: &Fake, element: Value) -> Value {
    posts(fake, json!({ "blocks": [{ "type": "actions", "elements": [element] }] })).await
}

#[tokio::test]
async fn every_limit_of_menus_is_kept() {
    let cases = [
        ("options", select("static_select", json!({ "options": vec![option(1, 1); 101] }))),
        ("no options", select("static_select", json!({ "options": [] }))),
        ("neither", select("static_select", json!({}))),
        ("label", select("static_select", json!({ "options": [option(76, 1)] }))),
        ("value", select("static_select", json!({ "options": [option(1, 151)] }))),
        ("placeholder", select("users_select", json!({ "placeholder": plain(151) }))),
        ("id", select("users_select", json!({ "action_id": "a".repeat(256) }))),
        ("options of people", select("users_select", json!({ "options": [option(1, 1)] }))),
    ];
    for (what, element) in cases {
        let fake = fake().await;
        fake.forgives(&["invalid_blocks"]);
        assert_eq!(posts_row(&fake, element).await["error"], "invalid_blocks", "{what}");
    }
    let fake = fake().await;
    let most = select("static_select", json!({ "options": vec![option(75, 150); 100] }));
    assert_eq!(posts_row(&fake, most).await["ok"], true);
}

/// The next payload, acknowledged.
async fn payload(link: &mut Link) -> Value {
    let envelope = hears(link).await;
    acknowledges(link, &envelope, Value::Null).await;
    envelope["payload"].clone()
}

#[tokio::test]
async fn a_page_is_one_persons_and_is_pressed_there() {
    let fake = fake().await;
    fake.forgives(&["invalid_blocks", "invalid_view"]);
    let maya = fake.person("maya");
    let mut link = link(&fake).await;
    maya.opens_home();
    let opened = payload(&mut link).await["event"].clone();
    assert_eq!(
        (&opened["type"], &opened["tab"], &opened["view"]),
        (&json!("app_home_opened"), &json!("home"), &Value::Null)
    );
    let home = |blocks: Value| json!({ "user_id": maya.id, "view": { "type": "home", "blocks": blocks } });
    let error = |answer: Value| answer["error"].as_str().unwrap_or("none").to_owned();
    let divider = json!({ "type": "divider" });
    assert_eq!(error(call(&fake, "views.publish", home(json!(vec![divider.clone(); 101]))).await), "invalid_blocks");
    let mut titled = home(json!([divider]));
    titled["view"]["title"] = plain(5);
    assert_eq!(error(call(&fake, "views.publish", titled).await), "invalid_arguments", "a page has no title");
    let row = json!([{ "type": "actions", "elements": [button("My settings", "settings")] }]);
    assert_eq!(call(&fake, "views.publish", home(row)).await["ok"], true);
    assert_eq!(fake.person("nikos").home(), None);
    maya.presses_in_view("My settings");
    let pressed = payload(&mut link).await;
    assert_eq!((&pressed["container"]["type"], &pressed["view"]["type"]), (&json!("view"), &json!("home")));
    maya.opens_home();
    assert_eq!(payload(&mut link).await["event"]["view"]["type"], "home", "it says what it shows");
    fake.settled().await;
}

#[tokio::test]
async fn a_direct_conversation_is_posted_to_by_person_and_edited_by_channel() {
    let fake = fake().await;
    let maya = fake.person("maya");
    let posted = posts(&fake, json!({ "channel": maya.id })).await;
    let channel = posted["channel"].as_str().unwrap();
    assert!(channel.starts_with('D'), "{posted}");
    let edit = |channel: &str| json!({ "channel": channel, "ts": posted["ts"], "text": "Fire" });
    assert_eq!(call(&fake, "chat.update", edit(&maya.id)).await["error"], "channel_not_found");
    assert_eq!(call(&fake, "chat.update", edit(channel)).await["ok"], true);
    assert_eq!(call(&fake, "conversations.history", json!({ "channel": maya.id })).await["error"], "channel_not_found");
    let opened = call(&fake, "conversations.open", json!({ "users": maya.id })).await;
    assert_eq!(opened["channel"]["id"], channel);
}

#[tokio::test]
async fn a_menu_and_a_pin_bring_the_message() {
    let fake = fake().await;
    let (maya, nikos) = (fake.person("maya"), fake.person("nikos"));
    let mut link = link(&fake).await;
    let root = nikos.says("crisis", None, "it smokes & stinks");
    let reply = nikos.says("crisis", Some(&root), "still");
    maya.message_shortcut(&reply, "report-mention");
    let chosen = payload(&mut link).await;
    assert_eq!((&chosen["type"], &chosen["callback_id"]), (&json!("message_action"), &json!("report-mention")));
    assert_eq!((&chosen["message_ts"], &chosen["message"]["thread_ts"]), (&json!(reply), &json!(root)));
    assert_eq!((&chosen["message"]["user"], &chosen["user"]["id"]), (&json!(nikos.id), &json!(maya.id)));
    assert!(
        chosen["trigger_id"].is_string() && chosen["response_url"].is_string() && chosen["channel"]["name"] == "crisis"
    );
    maya.pins(&root);
    let pinned = payload(&mut link).await["event"].clone();
    assert_eq!((&pinned["type"], &pinned["item"]["message"]["ts"]), (&json!("pin_added"), &json!(root)));
    assert_eq!((&pinned["channel_id"], &pinned["pin_count"]), (&json!("C0CRISIS"), &json!(1)));
    maya.pins(&root);
    nikos.unpins(&root);
    let gone = payload(&mut link).await["event"].clone();
    assert_eq!(
        (&gone["type"], &gone["has_pins"]),
        (&json!("pin_removed"), &json!(false)),
        "pinned twice is pinned once"
    );
    fake.settled().await;
}

/// Who answers to a form or an event in a way that Slack would not take.
#[tokio::test]
async fn an_answer_names_questions_of_its_form_and_only_forms_are_answered() {
    for (answer, broken) in [
        (json!({ "response_action": "errors", "errors": { "b": "Write it as 22:00-07:00" } }), &[][..]),
        (json!({ "response_action": "errors", "errors": { "nobody": "asked" } }), &["invalid_errors"]),
        (json!({ "response_action": "errors", "errors": { "b": "" } }), &["invalid_errors"]),
        (json!({ "response_action": "errors", "errors": {} }), &["invalid_errors"]),
        (json!({ "response_action": "explode" }), &["invalid_response_action"]),
    ] {
        let fake = fake().await;
        fake.forgives(&["invalid_errors", "invalid_response_action"]);
        let maya = fake.person("maya");
        let mut link = link(&fake).await;
        let row = json!([{ "type": "actions", "elements": [button("Open", "open")] }]);
        let card = posts(&fake, json!({ "blocks": row })).await["ts"].as_str().unwrap().to_owned();
        maya.presses(&card, "Open");
        let trigger = payload(&mut link).await["trigger_id"].clone();
        assert_eq!(call(&fake, "views.open", json!({ "trigger_id": trigger, "view": modal() })).await["ok"], true);
        maya.submits(&[("title", "late")]);
        let sent = hears(&mut link).await;
        acknowledges(&mut link, &sent, answer.clone()).await;
        fake.settled().await;
        let names: Vec<&str> = fake.violations().iter().map(|one| one.name).collect();
        assert_eq!(names, broken, "{answer}");
        assert!(maya.view().is_some(), "it stands open");
    }
    let fake = fake().await;
    fake.forgives(&["answer_not_accepted"]);
    let mut link = link(&fake).await;
    fake.person("maya").opens_home();
    let opened = hears(&mut link).await;
    assert_eq!(opened["accepts_response_payload"], false);
    acknowledges(&mut link, &opened, json!({ "text": "welcome" })).await;
    fake.settled().await;
    assert_eq!(fake.violations()[0].name, "answer_not_accepted");
}
