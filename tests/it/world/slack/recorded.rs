//! What the fake sends has every field that recorded envelopes have, of the same type.

use std::path::Path;

use reqwest::Client;
use serde_json::{Value, json};
use squall::clock::Clock;

use super::{BOT_TOKEN, Fake};

fn recordings() -> Option<Vec<Value>> {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/specs/slack/socket_mode_envelopes.python-sdk.json");
    let Ok(text) = std::fs::read_to_string(file) else {
        println!("skipped: the recorded envelopes of ../shared/specs/slack are not here");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

/// The paths of what the recording has and ours has not. What a workspace fills in (blocks, values) is its own.
fn missing(recorded: &Value, ours: &Value, at: &str) -> Vec<String> {
    let Value::Object(fields) = recorded else { return Vec::new() };
    let mut all = Vec::new();
    for (name, value) in fields {
        let here = format!("{at}/{name}");
        match (&ours[name.as_str()], value) {
            (Value::Null, _) if ours.get(name).is_none() => all.push(here),
            (_, _) if ["values", "title", "close", "submit", "selected_option"].contains(&name.as_str()) => {}
            (inner, Value::Object(_)) => all.extend(missing(value, inner, &here)),
            (Value::Array(inner), Value::Array(items)) => {
                let pair = items.first().zip(inner.first()).filter(|_| name != "blocks");
                all.extend(pair.map(|(first, ours)| missing(first, ours, &here)).unwrap_or_default());
            }
            (inner, value) if std::mem::discriminant(inner) != std::mem::discriminant(value) && !value.is_null() => {
                all.push(format!("{here} is {inner}"));
            }
            _ => {}
        }
    }
    all
}

#[tokio::test]
async fn payloads_have_the_shape_of_recorded_ones() {
    let Some(recorded) = recordings() else { return };
    let fake = Fake::start(Clock::at("2026-03-02T08:00:00Z".parse().unwrap())).await;
    fake.subscribes(&["app_mention", "message.channels"]);
    let maya = fake.person("maya");
    let sent = || fake.state().delivery.last.clone().unwrap().frame();
    let mut ours = Vec::new();
    maya.types("crisis", "/crisis status");
    ours.push(sent());
    maya.mentions("crisis", None, "@squall status");
    ours.push(sent());
    maya.shortcut("do-something");
    ours.push(sent());
    maya.says("crisis", None, "only talking");
    ours.push(sent());

    let trigger = ours[2]["payload"]["trigger_id"].clone();
    let plain = |text: &str| json!({ "type": "plain_text", "text": text });
    let option = json!({ "text": plain("High"), "value": "high" });
    let select = json!({ "type": "static_select", "action_id": "a", "options": [option] });
    let blocks = json!([{ "type": "actions", "elements": [select] }]);
    let view = json!({ "type": "modal", "title": plain("How bad?"), "blocks": blocks });
    let open = Client::new().post(format!("{}/views.open", fake.api_url())).bearer_auth(BOT_TOKEN);
    let opened = open.json(&json!({ "trigger_id": trigger, "view": view })).send().await.unwrap();
    assert_eq!(opened.json::<Value>().await.unwrap()["ok"], true);
    maya.picks_in_view("a", "High");
    ours.push(sent());

    assert_eq!(recorded.len(), ours.len());
    for (recorded, ours) in recorded.iter().zip(&ours) {
        assert_eq!(recorded["payload"]["type"], ours["payload"]["type"]);
        assert_eq!(missing(recorded, ours, ""), Vec::<String>::new(), "{}", recorded["type"]);
    }
    fake.finish();
}
