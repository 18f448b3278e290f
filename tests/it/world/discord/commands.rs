//! Registered commands. https://docs.discord.com/developers/interactions/application-commands

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::body::Body;
use super::limits::{Faults, list};
use super::refusals::{Answer, Refusal, invalid, ok, refuse};
use super::state::State;
use super::{APP_ID, channels};

const CHAT_INPUT: usize = 100;
/// Entries of a message's menu.
const MESSAGE: usize = 15;
const WHOLE: usize = 8000;
const LOCALES: [&str; 33] = [
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR",
    "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko", "ar",
];

/// `GET …/commands`, with `guild` empty for those that are everywhere.
pub fn list_all(state: &State, app: &str, guild: &str) -> Answer {
    is_ours(state, app, guild)?;
    ok(json!(state.commands.get(guild).cloned().unwrap_or_default()))
}

fn is_ours(state: &State, app: &str, guild: &str) -> Result<(), Refusal> {
    if app != APP_ID {
        return Err(refuse(20_012));
    }
    // A server where the bot is not has no commands of its.
    if guild.is_empty() || channels::guild(state, guild).is_ok() { Ok(()) } else { Err(refuse(50_001)) }
}

/// `PUT …/commands`: all at once; ids of names that were there stay.
pub fn overwrite(state: &mut State, app: &str, guild: &str, body: &Body) -> Answer {
    is_ours(state, app, guild)?;
    let faults = faults(&body.json);
    if !faults.is_empty() {
        state.breaks("invalid_commands", format!("{faults:?}"));
        return Err(invalid(&faults));
    }
    let known = state.commands.get(guild).cloned().unwrap_or_default();
    let mut all = Vec::new();
    for wanted in list(&body.json) {
        let kind = wanted["type"].as_u64().unwrap_or(1);
        let same = known.iter().find(|one| one["name"] == wanted["name"] && one["type"] == kind);
        let mut one = json!({
            "id": same.map_or_else(|| state.id(), |one| one["id"].as_str().unwrap().to_owned()), "application_id": APP_ID,
            "version": state.id(), "type": kind, "description": "", "default_member_permissions": null, "nsfw": false,
            "name_localizations": null, "description_localizations": null, "integration_types": [0], "contexts": null,
        });
        if !guild.is_empty() {
            one["guild_id"] = json!(guild);
        }
        one.as_object_mut().unwrap().extend(wanted.as_object().unwrap().clone());
        // It is given back as Discord keeps it: a flag that is off is not shown, and neither are empty lists.
        normal(&mut one["options"]);
        if one["options"].is_null() {
            one.as_object_mut().unwrap().remove("options");
        }
        all.push(one);
    }
    state.commands.insert(guild.to_owned(), all.clone());
    ok(json!(all))
}

fn normal(options: &mut Value) {
    for option in options.as_array_mut().into_iter().flatten() {
        let fields = option.as_object_mut().unwrap();
        fields.retain(|key, value| match key.as_str() {
            "required" | "autocomplete" => *value == true,
            "choices" | "options" => value.as_array().is_none_or(|list| !list.is_empty()),
            _ => true,
        });
        normal(&mut option["options"]);
        if option["options"].is_null() {
            option.as_object_mut().unwrap().remove("options");
        }
    }
}

fn faults(all: &Value) -> Vec<(String, String)> {
    let mut faults = Faults::default();
    let Some(commands) = all.as_array() else { return vec![("commands".into(), "Only lists are allowed.".into())] };
    let mut names = BTreeSet::new();
    for (n, command) in commands.iter().enumerate() {
        let kind = command["type"].as_u64().unwrap_or(1);
        if !names.insert((kind, command["name"].to_string())) {
            faults.add(format!("{n}.name"), "Application command names must be unique");
        }
        match kind {
            1 => {
                described(&n.to_string(), command, &mut faults);
                options(&n.to_string(), &command["options"], 0, &mut faults);
                let length = length(command);
                if length > WHOLE {
                    faults.add(n.to_string(), format!("Command exceeds maximum size ({WHOLE}): {length}"));
                }
            }
            2 | 3 => {
                texts(command, "name")
                    .iter()
                    .for_each(|name| faults.text(&format!("{n}.name"), &json!(name), 32, true));
                if !command["description"].as_str().unwrap_or_default().is_empty() || !command["options"].is_null() {
                    faults.add(format!("{n}.description"), "Context menu commands cannot have description or options");
                }
                locales(&n.to_string(), command, &mut faults);
            }
            _ => faults.add(format!("{n}.type"), "Value must be one of {1, 2, 3}."),
        }
        let permissions = &command["default_member_permissions"];
        if !permissions.is_null() && permissions.as_str().is_none_or(|bits| bits.parse::<u64>().is_err()) {
            faults.add(format!("{n}.default_member_permissions"), "Could not interpret as a permission set.");
        }
    }
    for (kind, max) in [(1, CHAT_INPUT), (3, MESSAGE), (2, MESSAGE)] {
        if names.iter().filter(|(one, _)| *one == kind).count() > max {
            faults.add("commands", format!("Maximum number of application commands of type {kind} reached ({max})."));
        }
    }
    faults.0
}

/// A text and its translations.
fn texts<'v>(value: &'v Value, field: &str) -> Vec<&'v str> {
    let others = value[format!("{field}_localizations")].as_object().into_iter().flatten();
    value[field].as_str().into_iter().chain(others.filter_map(|(_, text)| text.as_str())).collect()
}

fn locales(at: &str, value: &Value, faults: &mut Faults) {
    for field in ["name_localizations", "description_localizations"] {
        for (locale, _) in value[field].as_object().into_iter().flatten() {
            if !LOCALES.contains(&locale.as_str()) {
                faults.add(format!("{at}.{field}"), format!("{locale} is not a valid locale"));
            }
        }
    }
}

fn described(at: &str, value: &Value, faults: &mut Faults) {
    let right = |c: char| (c.is_alphanumeric() || "-_'".contains(c)) && c.to_lowercase().eq([c]);
    let names = texts(value, "name");
    let fine = |name: &&str| (1..=32).contains(&name.chars().count()) && name.chars().all(right);
    if value["name"].is_null() || !names.iter().all(fine) {
        faults.add(format!("{at}.name"), format!("Command name is invalid: {names:?}"));
    }
    faults.text(&format!("{at}.description"), &value["description"], 100, true);
    for text in texts(value, "description") {
        faults.text(&format!("{at}.description_localizations"), &json!(text), 100, true);
    }
    locales(at, value, faults);
}

/// Options of a command (depth 0), of a group (1) or of a subcommand (1 or 2).
fn options(at: &str, options: &Value, depth: usize, faults: &mut Faults) {
    let all = list(options);
    if all.len() > 25 {
        faults.add(format!("{at}.options"), "Must be 25 or fewer in length.");
    }
    let is_sub = |option: &Value| matches!(option["type"].as_u64(), Some(1 | 2));
    if all.iter().any(is_sub) && !all.iter().all(is_sub) {
        faults.add(format!("{at}.options"), "Sub-command and sub-command group option types are mutually exclusive");
    }
    let required: Vec<bool> = all.iter().map(|option| option["required"] == true).collect();
    if !required.is_sorted_by(|a, b| a >= b) {
        faults.add(format!("{at}.options"), "Required options must be placed before non-required options");
    }
    for field in ["en-US"].into_iter().chain(LOCALES) {
        let names = all.iter().map(|option| option["name_localizations"][field].as_str().or(option["name"].as_str()));
        let mut seen = BTreeSet::new();
        if !names.into_iter().all(|name| seen.insert(name)) {
            faults.add(format!("{at}.options"), format!("Option names must be unique ({field})"));
        }
    }
    for (n, option) in all.iter().enumerate() {
        let at = format!("{at}.options[{n}]");
        described(&at, option, faults);
        match option["type"].as_u64() {
            Some(2) if depth == 0 => self::options(&at, &option["options"], 1, faults),
            Some(1) if depth < 2 => self::options(&at, &option["options"], 9, faults),
            Some(3..=11) => choices(&at, option, faults),
            _ => faults.add(format!("{at}.type"), "No such option here."),
        }
    }
}

fn choices(at: &str, option: &Value, faults: &mut Faults) {
    let all = list(&option["choices"]);
    if all.len() > 25 {
        faults.add(format!("{at}.choices"), "Must be 25 or fewer in length.");
    }
    if option["autocomplete"] == true && !all.is_empty() {
        faults.add(format!("{at}.autocomplete"), "Autocomplete may not be used together with choices");
    }
    for choice in all {
        for name in texts(choice, "name") {
            faults.text(&format!("{at}.choices"), &json!(name), 100, true);
        }
        if option["type"] == 3 {
            faults.text(&format!("{at}.choices"), &choice["value"], 100, true);
        }
    }
}

/// Names, descriptions and values of a command, of translations the longest.
fn length(value: &Value) -> usize {
    let longest = |field| texts(value, field).iter().map(|text| text.chars().count()).max().unwrap_or(0);
    let own = longest("name") + longest("description") + value["value"].as_str().map_or(0, |text| text.chars().count());
    let inner = |field: &str| list(&value[field]).iter().map(length).sum::<usize>();
    own + inner("options") + inner("choices")
}
