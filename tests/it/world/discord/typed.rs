//! What Discord's own window makes of what people type and fill in.

use serde_json::{Value, json};

use super::limits::list;
use super::state::State;

/// A registered command, of the server before those that are everywhere.
pub fn registered<'s>(state: &'s State, channel: &str, name: &str, kind: u64) -> &'s Value {
    let guild = state.channels[channel].guild.clone().unwrap_or_default();
    let mut all = [guild.as_str(), ""].into_iter().filter_map(|place| state.commands.get(place)).flatten();
    let found = all.find(|one| one["name"] == name && one["type"] == kind);
    let found = found.unwrap_or_else(|| panic!("no command {name:?} is registered"));
    let only_in_servers = found["contexts"] == json!([0]);
    assert!(!guild.is_empty() || !only_in_servers, "{name} is for servers");
    found
}

/// The data of `/crisis watch add name:lumo`. With `focused`, that option is still being typed.
pub fn command(state: &State, channel: &str, typed: &str, focused: Option<&str>) -> Value {
    let words = typed.strip_prefix('/').expect("a command begins with /");
    let (name, mut rest) = words.split_once(' ').unwrap_or((words, ""));
    let command = registered(state, channel, name, 1);
    let (mut path, mut at) = (Vec::new(), command);
    while list(&at["options"]).iter().any(|option| matches!(option["type"].as_u64(), Some(1 | 2))) {
        let (name, after) = rest.trim_start().split_once(' ').unwrap_or((rest.trim_start(), ""));
        let found = list(&at["options"]).iter().find(|option| option["name"] == name);
        at = found.unwrap_or_else(|| panic!("no {name:?} in {typed:?}"));
        path.push(at);
        rest = after;
    }
    let mut resolved = json!({});
    let options = options(state, channel, at, rest, focused, &mut resolved);
    data(command, &path, options, resolved)
}

/// The data of a command whose fields are filled in by name; none when the window would not let it be sent.
pub fn fields(
    state: &State,
    channel: &str,
    name: &str,
    path: &[&str],
    given: &[(&'static str, String)],
) -> Option<Value> {
    let command = registered(state, channel, name, 1);
    let (mut steps, mut at) = (Vec::new(), command);
    for step in path {
        at = list(&at["options"]).iter().find(|option| option["name"] == *step)?;
        steps.push(at);
    }
    let known = list(&at["options"]);
    let is_given = |option: &Value| given.iter().any(|(name, _)| option["name"] == *name);
    if known.iter().any(|option| option["required"] == true && !is_given(option)) {
        return None;
    }
    let mut resolved = json!({});
    let mut options = Vec::new();
    for (name, value) in given {
        let option = known.iter().find(|option| option["name"] == *name)?;
        let value = answer(state, channel, option, value, &mut resolved)?;
        options.push(json!({ "name": name, "type": option["type"], "value": value }));
    }
    Some(data(command, &steps, options.into(), resolved))
}

fn data(command: &Value, path: &[&Value], mut options: Value, resolved: Value) -> Value {
    for step in path.iter().rev() {
        options = json!([{ "name": step["name"], "type": step["type"], "options": options }]);
    }
    let mut data = json!({ "id": command["id"], "name": command["name"], "type": 1, "options": options });
    if !command["guild_id"].is_null() {
        data["guild_id"] = command["guild_id"].clone();
    }
    if resolved != json!({}) {
        data["resolved"] = resolved;
    }
    data
}

/// `name:value` by the names that the command has; words before any name are the first option's.
fn options(
    state: &State,
    channel: &str,
    at: &Value,
    words: &str,
    focused: Option<&str>,
    resolved: &mut Value,
) -> Value {
    let known = list(&at["options"]);
    let mut given: Vec<(&Value, String)> = Vec::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let named = word.split_once(':').and_then(|(name, value)| {
            known.iter().find(|option| option["name"] == name).map(|option| (option, value.to_owned()))
        });
        match (named, given.last_mut()) {
            (Some(named), _) => given.push(named),
            (None, Some((_, value))) => value.extend([" ", word]),
            (None, None) => {
                given.push((known.first().unwrap_or_else(|| panic!("no option for {word:?}")), word.into()))
            }
        }
    }
    let needed = known.iter().filter(|option| option["required"] == true && focused.is_none());
    for option in needed {
        assert!(given.iter().any(|(one, _)| one["name"] == option["name"]), "{} is required", option["name"]);
    }
    let one = |(option, value): &(&Value, String)| {
        let value = value.trim().trim_matches('"');
        let mut shown = json!({ "name": option["name"], "type": option["type"] });
        let typing = focused.is_some_and(|name| option["name"] == name);
        if typing {
            assert!(option["autocomplete"] == true, "{} is not completed", option["name"]);
            shown["focused"] = json!(true);
        }
        let value = answer(state, channel, option, value, resolved);
        shown["value"] = value.unwrap_or_else(|| panic!("{} does not take that", option["name"]));
        shown
    };
    given.iter().map(one).collect()
}

/// What the window makes of a value; none when it does not take it.
fn answer(state: &State, channel: &str, option: &Value, value: &str, resolved: &mut Value) -> Option<Value> {
    let bare = value.trim_start_matches(['@', '#']);
    Some(match option["type"].as_u64() {
        Some(4) => json!(value.parse::<i64>().ok()?),
        Some(5) => json!(value == "true"),
        Some(10) => json!(value.parse::<f64>().ok()?),
        Some(6) => {
            let user = state.users.values().find(|user| user.name == bare)?;
            *resolved = self::resolved(state, channel, &user.id);
            json!(user.id)
        }
        Some(7) => {
            let id = state.channel_id(bare)?;
            resolved["channels"][&id] = state.channel_json(&id);
            json!(id)
        }
        _ if !list(&option["choices"]).is_empty() => {
            let localised = |choice: &Value| {
                let names = choice["name_localizations"].as_object();
                names.is_some_and(|names| names.values().any(|name| name == value))
            };
            let fits = |choice: &&Value| choice["value"] == value || choice["name"] == value || localised(choice);
            list(&option["choices"]).iter().find(fits)?["value"].clone()
        }
        // Who is named while something is typed is named by id.
        _ => json!(super::people::named(state, value)),
    })
}

/// A person as interactions carry them.
pub fn resolved(state: &State, channel: &str, user: &str) -> Value {
    let mut found = json!({ "users": { user: state.user(user) } });
    if let Some(guild) = state.guild_of(channel) {
        let mut member = state.member_json(guild, user);
        member.as_object_mut().unwrap().retain(|field, _| !["user", "deaf", "mute"].contains(&field.as_str()));
        found["members"] = json!({ user: member });
    }
    found
}

/// The value of an option, by its words or itself.
pub fn option(select: &Value, choice: &str) -> Value {
    let fits = |option: &&Value| option["label"] == choice || option["value"] == choice;
    let found = list(&select["options"]).iter().find(fits);
    found.unwrap_or_else(|| panic!("no {choice:?} to choose"))["value"].clone()
}

/// The parts of a modal with what was filled in.
pub fn filled(state: &State, modal: &Value, answers: &[(&str, &str)]) -> Vec<Value> {
    let given = |label: &Value, input: &Value| {
        let named = |(key, _): &&(&str, &str)| input["custom_id"] == *key || *label == *key;
        answers.iter().find(named).map(|(_, value)| *value)
    };
    let mut parts = Vec::new();
    for (n, part) in list(&modal["components"]).iter().enumerate() {
        match part["type"].as_u64() {
            Some(1) => {
                let input = &part["components"][0];
                let text = written(input, given(&input["label"], input));
                let input = json!({ "type": 4, "id": n + 10, "custom_id": input["custom_id"], "value": text });
                parts.push(json!({ "type": 1, "id": n + 1, "components": [input] }));
            }
            Some(18) => {
                let input = &part["component"];
                let mut one = json!({ "type": input["type"], "id": n + 10, "custom_id": input["custom_id"] });
                let given = given(&part["label"], input);
                match input["type"].as_u64() {
                    Some(4) => one["value"] = json!(written(input, given)),
                    Some(3 | 21 | 22) => {
                        one["values"] = given.map(|choice| option(input, choice)).into_iter().collect()
                    }
                    _ => {
                        let user = |name: &str| state.users.values().find(|user| user.name == name).unwrap().id.clone();
                        one["values"] = given.map(|name| json!(user(name))).into_iter().collect();
                    }
                }
                parts.push(json!({ "type": 18, "id": n + 1, "component": one }));
            }
            _ => {}
        }
    }
    parts
}

/// What stands in a text input when it is sent. The window itself keeps to its lengths.
fn written(input: &Value, given: Option<&str>) -> String {
    let text = given.or(input["value"].as_str()).unwrap_or_default().to_owned();
    let length = text.chars().count() as u64;
    assert!(!text.is_empty() || input["required"] == false, "{} must be filled in", input["custom_id"]);
    assert!(input["max_length"].as_u64().is_none_or(|max| length <= max), "{} is too long", input["custom_id"]);
    assert!(input["min_length"].as_u64().is_none_or(|min| length >= min), "{} is too short", input["custom_id"]);
    text
}
