//! Buttons, selects and inputs as a person meets them: finding one by its words, answering it.

use serde_json::{Map, Value, json};

/// The element with these words, this action id or this value, and the id of its block.
pub fn find(blocks: &[Value], named: &str) -> Option<(String, Value)> {
    for block in blocks {
        let rows = block["elements"].as_array().map(Vec::as_slice).unwrap_or_default();
        for element in rows.iter().chain([&block["accessory"], &block["element"]]) {
            let words =
                [&element["text"]["text"], &element["placeholder"]["text"], &element["action_id"], &element["value"]];
            if words.iter().any(|words| **words == named) {
                return Some((block["block_id"].as_str().unwrap_or_default().to_owned(), element.clone()));
            }
        }
    }
    None
}

/// An entry of `actions`.
pub fn action(element: &Value, block: &str, at: &str, chosen: Value) -> Value {
    let mut action =
        json!({ "type": element["type"], "action_id": element["action_id"], "block_id": block, "action_ts": at });
    for field in ["text", "value", "style", "placeholder", "confirm"] {
        if !element[field].is_null() {
            action[field] = element[field].clone();
        }
    }
    for (field, value) in chosen.as_object().into_iter().flatten() {
        action[field] = value.clone();
    }
    action
}

/// `state.values` of a modal that was filled in like this. What nobody answered keeps what it began with.
pub fn values(view: &Value, answers: &[(&str, &str)]) -> Value {
    let mut values = Map::new();
    let mut used = 0;
    for block in view["blocks"].as_array().unwrap().iter().filter(|block| block["type"] == "input") {
        let element = &block["element"];
        let names = [&block["block_id"], &element["action_id"], &block["label"]["text"]];
        let given = answers.iter().find(|(named, _)| names.iter().any(|name| *name == named)).map(|(_, text)| *text);
        used += usize::from(given.is_some());
        let answer = answered(element, given);
        let empty = answer.as_object().unwrap().iter().all(|(name, value)| name == "type" || value.is_null());
        assert!(!empty || block["optional"] == true, "{} wants an answer", names[2]);
        let block = block["block_id"].as_str().unwrap();
        let action = element["action_id"].as_str().unwrap_or("unnamed");
        values.insert(block.to_owned(), json!({ action: answer }));
    }
    assert_eq!(used, answers.len(), "the modal does not ask all of {answers:?}");
    Value::Object(values)
}

/// An answer to an element, by its type.
pub fn answered(element: &Value, given: Option<&str>) -> Value {
    let kind = element["type"].as_str().unwrap_or_default();
    let or = |initial: &str| given.map_or_else(|| element[initial].clone(), |text| json!(text));
    let (field, value) = match kind {
        "static_select" | "radio_buttons" | "overflow" => {
            ("selected_option", given.map_or_else(|| element["initial_option"].clone(), |text| option(element, text)))
        }
        "multi_static_select" | "checkboxes" => {
            let all = |text: &str| json!(text.split(',').map(|one| option(element, one.trim())).collect::<Vec<_>>());
            ("selected_options", given.map_or_else(|| element["initial_options"].clone(), all))
        }
        "users_select" => ("selected_user", or("initial_user")),
        "channels_select" => ("selected_channel", or("initial_channel")),
        "conversations_select" => ("selected_conversation", or("initial_conversation")),
        "multi_users_select" => (
            "selected_users",
            given.map_or(json!([]), |text| json!(text.split(',').map(str::trim).collect::<Vec<_>>())),
        ),
        "datepicker" => ("selected_date", or("initial_date")),
        "timepicker" => ("selected_time", or("initial_time")),
        "datetimepicker" => {
            ("selected_date_time", given.map_or(Value::Null, |text| json!(text.parse::<i64>().unwrap())))
        }
        _ => {
            let longest = element["max_length"].as_u64().unwrap_or(3000);
            let typed = given.map_or(0, |text| text.chars().count() as u64);
            assert!(typed <= longest, "the input lets nobody type more than {longest} characters");
            ("value", or("initial_value"))
        }
    };
    json!({ "type": kind, field: value })
}

/// The option with these words or this value.
fn option(element: &Value, named: &str) -> Value {
    let groups =
        element["option_groups"].as_array().into_iter().flatten().flat_map(|group| group["options"].as_array());
    let mut all = element["options"].as_array().into_iter().chain(groups).flatten();
    let found = all.find(|option| option["value"] == named || option["text"]["text"] == named);
    found.unwrap_or_else(|| panic!("no option {named:?}")).clone()
}
