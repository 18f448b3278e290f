//! The Discord registration: `/crisis` with its subcommands, as the body of a bulk overwrite.

use serde_json::{Map, Value, json};

use crate::options::fits_a_menu;
use crate::spec::{Argument, Need, Spec};
use crate::value::Takes;
use crate::{Locale, Shortcut, command, words};

// Discord's numbers: <https://discord.com/developers/docs/interactions/application-commands>.
const CHAT_INPUT: u8 = 1;
const MESSAGE: u8 = 3;
const SUBCOMMAND: u8 = 1;
const SUBCOMMAND_GROUP: u8 = 2;
const STRING: u8 = 3;
const USER: u8 = 6;
const CHANNEL: u8 = 7;
/// Text and announcement channels.
const CHANNEL_TYPES: [u8; 2] = [0, 5];
/// Within a server, installed to a server.
const GUILD: [u8; 1] = [0];
/// Manage Channels, until an administrator grants it to others.
const MANAGE_CHANNELS: &str = "16";

/// The least that the bot needs in its channels: name, bit and reason
/// (<https://discord.com/developers/docs/topics/permissions>).
const DISCORD_PERMISSIONS: &[(&str, u64, &str)] = &[
    ("View Channels", 1 << 10, "sees the channels that it speaks in"),
    ("Send Messages", 1 << 11, "posts alerts, digests and answers"),
    ("Embed Links", 1 << 14, "shows them as cards"),
    ("Attach Files", 1 << 15, "shows charts"),
    ("Read Message History", 1 << 16, "edits its cards, and finds out after a crash whether a message was sent"),
    ("Create Public Threads", 1 << 35, "opens an incident's thread under its card"),
    ("Send Messages in Threads", 1 << 38, "speaks there, and wakes threads that sleep"),
];

/// What stands in a second command, `/squall`: one command of Discord holds 25 entries and 8,000 characters. Typed after
/// `/crisis` or `@squall` they are the same everywhere.
const BESIDE: [&str; 7] = ["statement", "task", "action", "plan", "oncall", "conduct", "roster"];

/// What private threads need more.
const PRIVATE_THREADS: (&str, u64, &str) =
    ("Create Private Threads", 1 << 36, "opens an incident's thread for those who are invited to it");

/// What the bot needs in its channels, with private threads or without.
pub fn discord_permissions(private_threads: bool) -> impl Iterator<Item = &'static (&'static str, u64, &'static str)> {
    DISCORD_PERMISSIONS.iter().chain(private_threads.then_some(&PRIVATE_THREADS))
}

/// The link that invites the application's bot to a server with the least permissions.
pub fn discord_invite(application: &str, private_threads: bool) -> String {
    let permissions = discord_permissions(private_threads).fold(0, |all, (_, bit, _)| all | bit);
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={permissions}"
    )
}

/// The body of `PUT /applications/{id}/commands`.
pub fn discord_registration() -> Value {
    let beside = |spec: &Spec| BESIDE.contains(&spec.path[0]);
    let mut all = vec![slash("crisis", &|spec| !beside(spec)), slash("squall", &beside)];
    all.extend(Shortcut::ALL.map(message_command));
    Value::Array(all)
}

/// A command that is typed, with those of ours that stand in it.
fn slash(name: &str, holds: &dyn Fn(&Spec) -> bool) -> Value {
    let mut options: Vec<Value> = Vec::new();
    for spec in command::all().filter(|spec| holds(spec)) {
        match *spec.path {
            [group, _] if options.last().is_none_or(|last| last["name"] != group) => {
                let members = command::all().filter(|spec| spec.path.len() == 2 && spec.path[0] == group);
                options.push(described(
                    SUBCOMMAND_GROUP,
                    group,
                    &format!("name-{group}"),
                    |locale| words::word(locale, &format!("command-{group}")),
                    json!({
                        "options": members.map(|spec| subcommand(spec, spec.path[1])).collect::<Vec<_>>(),
                    }),
                ));
            }
            [name] => options.push(subcommand(spec, name)),
            _ => {}
        }
    }
    json!({
        "type": CHAT_INPUT,
        "name": name,
        "description": words::word(Locale::En, "command-help"),
        "description_localizations": localised(|locale| words::word(locale, "command-help")),
        "contexts": GUILD,
        "integration_types": GUILD,
        "default_member_permissions": MANAGE_CHANNELS,
        "nsfw": false,
        "options": options,
    })
}

/// An entry of a message's menu. It has a name to read and no description; it is called back by its English name.
fn message_command(shortcut: Shortcut) -> Value {
    json!({
        "type": MESSAGE,
        "name": shortcut.label(Locale::En),
        "name_localizations": localised(|locale| shortcut.label(locale)),
        "contexts": GUILD,
        "integration_types": GUILD,
        "default_member_permissions": MANAGE_CHANNELS,
    })
}

fn subcommand(spec: &Spec, name: &str) -> Value {
    // Discord wants required options first.
    let (required, others): (Vec<_>, Vec<_>) =
        spec.arguments.iter().partition(|argument| argument.need == Need::Required);
    let options: Vec<_> = required.into_iter().chain(others).map(option).collect();
    described(
        SUBCOMMAND,
        name,
        &format!("name-{name}"),
        |locale| words::word(locale, &spec.key()),
        json!({ "options": options }),
    )
}

fn option(argument: &Argument) -> Value {
    let mut more = json!({ "required": argument.need == Need::Required });
    let choices =
        |values: &[&str], label: &dyn Fn(&str) -> Value| -> Value { values.iter().map(|value| label(value)).collect() };
    match argument.takes {
        Takes::Choice(values) if fits_a_menu(values) => {
            more["choices"] = choices(values, &|value| choice(value, Some(&format!("value-{value}"))))
        }
        Takes::Span(offers) => more["choices"] = choices(offers, &|offer| choice(offer, None)),
        Takes::Language => {
            let tags = Locale::ALL.map(Locale::tag);
            more["choices"] = choices(&tags, &|tag| choice(tag, Some(&format!("value-{tag}"))));
        }
        Takes::Channel => more["channel_types"] = json!(CHANNEL_TYPES),
        Takes::Watch
        | Takes::Alert
        | Takes::Incident
        | Takes::Statement
        | Takes::Task
        | Takes::Item
        | Takes::Topic
        | Takes::Choice(_) => {
            more["autocomplete"] = json!(true);
        }
        _ => {}
    }
    let kind = match argument.takes {
        Takes::Channel => CHANNEL,
        Takes::Person => USER,
        _ => STRING,
    };
    // What offers its values while one types needs no sentence: all sentences together have 8,000 characters.
    let offers = more["autocomplete"] == true || more["choices"].is_array();
    let about = |locale| match offers {
        true => words::name(locale, &argument.names_key()),
        false => words::word(locale, &format!("about-{}", argument.name)),
    };
    described(kind, argument.name, &argument.names_key(), about, more)
}

/// A choice, labelled by its names where it has any.
fn choice(value: &str, key: Option<&str>) -> Value {
    match key {
        Some(key) => json!({
            "name": words::name(Locale::En, key), "value": value,
            "name_localizations": localised(|locale| words::name(locale, key)),
        }),
        None => json!({ "name": value, "value": value }),
    }
}

/// Name, description and both in the other languages, with what else there is.
fn described(kind: u8, name: &str, names_key: &str, about: impl Fn(Locale) -> String, more: Value) -> Value {
    let mut value = json!({
        "type": kind,
        "name": name,
        "name_localizations": localised(|locale| words::name(locale, names_key).to_lowercase()),
        "description": about(Locale::En),
        "description_localizations": localised(about),
    });
    if let (Value::Object(fields), Value::Object(more)) = (&mut value, more) {
        fields.extend(more);
    }
    value
}

/// The other languages, under Discord's names for them.
fn localised(text: impl Fn(Locale) -> String) -> Value {
    let others = Locale::ALL.into_iter().filter(|locale| *locale != Locale::En);
    Value::Object(others.map(|locale| (discord_tag(locale).to_owned(), text(locale).into())).collect::<Map<_, _>>())
}

/// Discord's tag of a language: <https://discord.com/developers/docs/reference#locales>.
fn discord_tag(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "en-US",
        Locale::ZhHant => "zh-TW",
        other => other.tag(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every object that has a description, with where it is.
    fn walk<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
        found.push(value);
        for option in value["options"].as_array().into_iter().flatten() {
            walk(option, found);
        }
    }

    /// The commands that are typed.
    fn slashes() -> Vec<Value> {
        let all = discord_registration().as_array().cloned().unwrap_or_default();
        all.into_iter().filter(|command| command["type"] == CHAT_INPUT).collect()
    }

    fn parts(all: &[Value]) -> Vec<&Value> {
        let mut found = Vec::new();
        all.iter().for_each(|command| walk(command, &mut found));
        found
    }

    fn texts<'v>(value: &'v Value, field: &str) -> Vec<&'v str> {
        let others = value[format!("{field}_localizations")].as_object().into_iter().flatten();
        value[field].as_str().into_iter().chain(others.filter_map(|(_, text)| text.as_str())).collect()
    }

    fn is_name(name: &str) -> bool {
        let right = |c: char| (c.is_alphanumeric() || "-_'".contains(c)) && c.to_lowercase().eq([c]);
        (1..=32).contains(&name.chars().count()) && name.chars().all(right)
    }

    #[test]
    fn names_and_descriptions_keep_to_the_limits() {
        let all = slashes();
        for value in parts(&all) {
            assert!(texts(value, "name").iter().all(|name| is_name(name)), "{value}");
            assert!(
                texts(value, "description").iter().all(|text| (1..=100).contains(&text.chars().count())),
                "{value}"
            );
            for choice in value["choices"].as_array().into_iter().flatten() {
                assert!(texts(choice, "name").iter().all(|name| (1..=100).contains(&name.chars().count())), "{choice}");
            }
            for list in ["options", "choices"] {
                assert!(value[list].as_array().is_none_or(|items| items.len() <= 25), "{value}");
            }
        }
    }

    #[test]
    fn siblings_differ_in_every_language_and_required_ones_come_first() {
        let all = slashes();
        for value in parts(&all) {
            let options = || value["options"].as_array().into_iter().flatten();
            for locale in ["it", "bg", "el", "zh-TW"] {
                let names: BTreeSet<_> =
                    options().map(|option| option["name_localizations"][locale].as_str()).collect();
                assert_eq!(names.len(), options().count(), "{locale}: {}", value["name"]);
            }
            let required: Vec<_> = options().map(|option| option["required"] == true).collect();
            assert!(required.is_sorted_by(|a, b| a >= b), "{}", value["name"]);
        }
    }

    #[test]
    fn the_whole_stays_under_eight_thousand_characters() {
        // Discord counts names, descriptions and choice values; of the localised texts the longest.
        let longest =
            |value: &Value, field| texts(value, field).iter().map(|text| text.chars().count()).max().unwrap_or(0);
        for command in slashes() {
            let mut found = Vec::new();
            walk(&command, &mut found);
            let choices = found.iter().flat_map(|value| value["choices"].as_array().into_iter().flatten());
            let in_choices: usize =
                choices.map(|c| longest(c, "name") + c["value"].as_str().map_or(0, |text| text.chars().count())).sum();
            let total =
                found.iter().map(|v| longest(v, "name") + longest(v, "description")).sum::<usize>() + in_choices;
            assert!(total <= 8000, "{}: {total}", command["name"]);
        }
    }

    #[test]
    fn the_invitation_asks_for_nothing_that_lets_the_bot_rule() {
        let link = discord_invite("123", true);
        let bits: u64 = link.split_once("permissions=").expect("permissions").1.parse().expect("a number");
        assert!(link.contains("client_id=123&"));
        // Administrator, kick, ban, manage server, channels, messages, roles, webhooks; mention everyone.
        for ruling in [3, 1, 2, 5, 4, 13, 28, 29, 17] {
            assert_eq!(bits & (1 << ruling), 0, "bit {ruling}");
        }
        assert_eq!(bits.count_ones() as usize, discord_permissions(true).count());
    }

    #[test]
    fn every_command_is_there() {
        let all = slashes();
        for spec in command::all() {
            let mut value = &all[usize::from(BESIDE.contains(&spec.path[0]))];
            for name in spec.path {
                value =
                    value["options"].as_array().and_then(|o| o.iter().find(|o| o["name"] == *name)).expect("an option");
            }
            assert_eq!(value["options"].as_array().map(Vec::len), Some(spec.arguments.len()), "{}", spec.name());
        }
    }
}
