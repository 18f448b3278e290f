//! Interactions as they come over the gateway (discord.com/developers/docs/interactions/receiving-and-responding). Pure.
//!
//! serenity's own types lose what is picked in a modal and refuse a payload that lacks any field; here what is needed is
//! read, and what can't be is nothing.

use serde_json::Value;

/// Something that a person did and that wants an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Interaction {
    pub id: String,
    pub token: String,
    pub application: String,
    pub user: String,
    pub guild: Option<String>,
    pub channel: String,
    pub locale: Option<String>,
    pub what: Did,
}

/// What they did.
#[derive(Clone, Debug, PartialEq)]
pub enum Did {
    /// `/crisis` with a subcommand and the options that were filled in.
    Command { path: Vec<String>, options: Vec<(String, String)> },
    /// Types an option of a command and wants to be offered what it could be.
    Types { path: Vec<String>, option: String, typed: String },
    /// Chose an entry of a message's menu.
    Chose { name: String, message: Value },
    /// Pressed a button, or picked from a menu.
    Pressed { id: String, picked: Option<String>, message: Value },
    /// Sent a modal; `component` when it had been opened from a message.
    Sent { id: String, answers: Vec<(String, String)>, component: bool },
}

const COMMAND: u64 = 2;
const COMPONENT: u64 = 3;
const AUTOCOMPLETE: u64 = 4;
const MODAL: u64 = 5;
/// A command of a message's menu.
const OF_MESSAGE: u64 = 3;
const BUTTON: u64 = 2;
/// Options that hold options.
const SUBCOMMANDS: std::ops::RangeInclusive<u64> = 1..=2;

/// Reads an interaction; none when it can't be understood.
pub fn read(told: &Value) -> Option<Interaction> {
    let data = &told["data"];
    let what = match told["type"].as_u64()? {
        COMMAND if data["type"] == OF_MESSAGE => {
            let message = data["resolved"]["messages"].get(data["target_id"].as_str()?)?;
            Some(Did::Chose { name: text(&data["name"])?, message: message.clone() })
        }
        COMMAND => {
            let (path, options) = command(data)?;
            let options = options.into_iter().filter(|option| option.value.is_some());
            let options = options.map(|option| (option.name, option.value.unwrap_or_default())).collect();
            Some(Did::Command { path, options })
        }
        AUTOCOMPLETE => {
            let (path, options) = command(data)?;
            let typed = options.into_iter().find(|option| option.focused)?;
            Some(Did::Types { path, option: typed.name, typed: typed.value.unwrap_or_default() })
        }
        COMPONENT => {
            let picked = match data["component_type"].as_u64()? {
                BUTTON => None,
                _ => Some(text(&data["values"][0])?),
            };
            Some(Did::Pressed { id: text(&data["custom_id"])?, picked, message: told["message"].clone() })
        }
        MODAL => Some(Did::Sent {
            id: text(&data["custom_id"])?,
            answers: answers(&data["components"]),
            component: told["message"].is_object(),
        }),
        _ => None,
    }?;
    Some(Interaction {
        id: text(&told["id"])?,
        token: text(&told["token"])?,
        application: text(&told["application_id"])?,
        user: text(&told["member"]["user"]["id"]).or_else(|| text(&told["user"]["id"]))?,
        guild: text(&told["guild_id"]),
        channel: text(&told["channel_id"]).or_else(|| text(&told["channel"]["id"]))?,
        locale: text(&told["locale"]),
        what,
    })
}

struct Given {
    name: String,
    value: Option<String>,
    focused: bool,
}

/// The subcommand's path and what was filled in.
fn command(data: &Value) -> Option<(Vec<String>, Vec<Given>)> {
    let (mut path, mut at) = (Vec::new(), data);
    while let Some(inner) =
        at["options"].get(0).filter(|one| one["type"].as_u64().is_some_and(|kind| SUBCOMMANDS.contains(&kind)))
    {
        path.push(text(&inner["name"])?);
        at = inner;
    }
    let given = at["options"].as_array().into_iter().flatten().filter_map(|option| {
        let focused = option["focused"] == true;
        Some(Given { name: text(&option["name"])?, value: value(&option["value"]), focused })
    });
    Some((path, given.collect()))
}

/// The answers of a modal, in its order: inputs stand in labels, and in rows where an older client made them.
fn answers(components: &Value) -> Vec<(String, String)> {
    let all = components.as_array().into_iter().flatten();
    let inputs = all.flat_map(|one| {
        let rows = one["components"].as_array().map_or(&[][..], Vec::as_slice);
        std::iter::once(&one["component"]).chain(rows)
    });
    let answer = |input: &Value| {
        let picked = || {
            let values: Vec<&str> = input["values"].as_array()?.iter().filter_map(Value::as_str).collect();
            Some(values.join(","))
        };
        Some((text(&input["custom_id"])?, value(&input["value"]).or_else(picked).unwrap_or_default()))
    };
    inputs.filter_map(answer).collect()
}

fn value(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(set) => Some(set.to_string()),
        _ => None,
    }
}

/// Text that says something.
pub(super) fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// What a pressed part stands for: its action, and what was picked behind it.
pub fn action(id: &str, picked: Option<&str>) -> String {
    let action = super::parts::action_of(id);
    picked.map_or_else(|| action.to_owned(), |picked| format!("{action}:{picked}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn told(kind: u64, data: Value) -> Value {
        json!({
            "id": "1", "token": "t", "application_id": "2", "type": kind, "data": data, "guild_id": "3", "channel_id": "4",
            "member": { "user": { "id": "5" } }, "locale": "zh-TW",
        })
    }

    #[test]
    fn a_subcommand_comes_with_the_options_that_were_filled_in() {
        let data = json!({ "name": "crisis", "type": 1, "options": [{ "type": 2, "name": "watch", "options": [
            { "type": 1, "name": "add", "options": [
                { "type": 3, "name": "name", "value": "acme" }, { "type": 4, "name": "hours", "value": 6 },
            ] },
        ] }] });
        let read = read(&told(2, data)).unwrap();
        let options = vec![("name".to_owned(), "acme".to_owned()), ("hours".to_owned(), "6".to_owned())];
        assert_eq!(read.what, Did::Command { path: vec!["watch".into(), "add".into()], options });
        assert_eq!((read.user.as_str(), read.locale.as_deref()), ("5", Some("zh-TW")));
    }

    #[test]
    fn what_is_typed_is_told_from_what_was() {
        let data = json!({ "name": "crisis", "options": [{ "type": 1, "name": "digest", "options": [
            { "type": 3, "name": "watch", "value": "ac", "focused": true }, { "type": 3, "name": "zone", "value": "x" },
        ] }] });
        let typed = Did::Types { path: vec!["digest".into()], option: "watch".into(), typed: "ac".into() };
        assert_eq!(read(&told(4, data)).unwrap().what, typed);
    }

    #[test]
    fn a_modal_gives_all_its_answers_whatever_they_stand_in() {
        let data = json!({ "custom_id": "0:sq1:x:1", "components": [
            { "type": 18, "component": { "type": 4, "custom_id": "why", "value": "late" } },
            { "type": 18, "component": { "type": 3, "custom_id": "who", "values": ["a", "b"] } },
            { "type": 1, "components": [{ "type": 4, "custom_id": "old", "value": "" }] },
        ] });
        let answers = [("why", "late"), ("who", "a,b"), ("old", "")];
        let answers = answers.map(|(key, answer)| (key.to_owned(), answer.to_owned())).to_vec();
        assert_eq!(read(&told(5, data)).unwrap().what, Did::Sent { id: "0:sq1:x:1".into(), answers, component: false });
    }

    #[test]
    fn a_pick_is_a_press_with_what_was_picked() {
        let data = json!({ "custom_id": "sq1:assign:7", "component_type": 5, "values": ["123"] });
        let Did::Pressed { id, picked, .. } = read(&told(3, data)).unwrap().what else { panic!("a press") };
        assert_eq!(action(&id, picked.as_deref()), "sq1:assign:7:123");
        assert_eq!(action("sq1:alert-ack:7#2", None), "sq1:alert-ack:7");
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_or_nothing(kind in 0..8u64, cut in 0..60usize, names in "[a-z_\\[\\]{}\":,0-9]{0,60}") {
            let _ = read(&told(kind, serde_json::from_str(&names).unwrap_or(json!({ "options": [{ "type": 1 }] }))));
            let text = told(kind, json!({ "custom_id": "x" })).to_string();
            let _ = text.get(..cut).map(|text| read(&serde_json::from_str(text).unwrap_or_default()));
        }
    }
}
