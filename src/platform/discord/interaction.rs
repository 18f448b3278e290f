//! Interactions as they come over the gateway (discord.com/developers/docs/interactions/receiving-and-responding). Pure.

use serde_json::Value;
use serenity::model::application::{CommandOptionType, CommandType, ComponentType, InteractionType};
use serenity::model::id::GuildId;

use super::wire::{self, Channel, Given, Message, Part};

/// Something that a person did and that wants an answer.
#[derive(Clone, Debug)]
pub struct Interaction {
    pub id: String,
    pub token: String,
    pub application: String,
    pub user: String,
    pub guild: Option<GuildId>,
    pub channel: String,
    /// What is told of the channel.
    pub at: Option<Channel>,
    pub locale: Option<String>,
    pub what: Did,
}

/// What they did.
#[derive(Clone, Debug)]
pub enum Did {
    /// `/crisis` with a subcommand and the options that were filled in.
    Command { path: Vec<String>, options: Vec<(String, String)> },
    /// Types an option of a command and wants to be offered what it could be.
    Types { path: Vec<String>, option: String, typed: String },
    /// Chose an entry of a message's menu.
    Chose { name: String, message: Box<Message> },
    /// Pressed a button, or picked from a menu.
    Pressed { id: String, picked: Option<String>, message: Box<Message> },
    /// Sent a modal; `component` when it had been opened from a message.
    Sent { id: String, answers: Vec<(String, String)>, component: bool },
}

/// Reads an interaction; none when it can't be understood.
pub fn read(told: &Value) -> Option<Interaction> {
    let told: wire::Interaction = wire::read(told)?;
    let user = told.member.and_then(|member| member.user).or(told.user)?;
    let (data, message) = (told.data, told.message);
    let what = match told.kind {
        InteractionType::Command if data.kind == Some(CommandType::Message) => {
            let mut messages = data.resolved.messages;
            let message = messages.remove(&data.target_id?)?;
            Did::Chose { name: some(data.name)?, message: Box::new(message) }
        }
        InteractionType::Command => {
            let (path, given) = command(data.options);
            let options = given.into_iter().filter_map(|one| Some((one.name, one.value?.to_string())));
            Did::Command { path, options: options.collect() }
        }
        InteractionType::Autocomplete => {
            let (path, given) = command(data.options);
            let typed = given.into_iter().find(|option| option.focused)?;
            Did::Types {
                path,
                option: typed.name,
                typed: typed.value.map(|value| value.to_string()).unwrap_or_default(),
            }
        }
        InteractionType::Component => {
            let picked = match data.component_type? {
                ComponentType::Button => None,
                _ => Some(data.values.into_iter().next().and_then(some)?),
            };
            Did::Pressed { id: some(data.custom_id)?, picked, message: Box::new(message?) }
        }
        InteractionType::Modal => {
            let (answers, component) = (answers(data.components), message.is_some());
            Did::Sent { id: some(data.custom_id)?, answers, component }
        }
        _ => return None,
    };
    let channel = told.channel_id.or(told.channel.as_ref().map(|channel| channel.id))?;
    Some(Interaction {
        id: told.id.to_string(),
        token: some(told.token)?,
        application: told.application_id.to_string(),
        user: user.id.to_string(),
        guild: told.guild_id,
        channel: channel.to_string(),
        at: told.channel,
        locale: told.locale.and_then(some),
        what,
    })
}

/// The subcommand's path and what was filled in.
fn command(mut options: Vec<Given>) -> (Vec<String>, Vec<Given>) {
    let mut path = Vec::new();
    let holds = |one: &Given| matches!(one.kind, CommandOptionType::SubCommand | CommandOptionType::SubCommandGroup);
    while options.first().is_some_and(holds) {
        let inner = options.swap_remove(0);
        path.push(inner.name);
        options = inner.options;
    }
    (path, options)
}

/// The answers of a modal, in its order: inputs stand in labels, and in rows where an older client made them.
fn answers(parts: Vec<Part>) -> Vec<(String, String)> {
    let inputs =
        parts.into_iter().flat_map(|part| part.component.map(|inner| *inner).into_iter().chain(part.components));
    let answer = |input: Part| {
        let picked = input.values.map(|values| values.join(","));
        let written = input.value.map(|value| value.to_string());
        Some((input.custom_id.and_then(some)?, written.or(picked).unwrap_or_default()))
    };
    inputs.filter_map(answer).collect()
}

/// Text that says something.
fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
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
            "member": { "user": { "id": "5" } }, "locale": "zh-TW", "message": { "id": "6" },
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
        let Did::Command { path, options: filled } = read.what else { panic!("a command") };
        assert_eq!((path, filled), (vec!["watch".to_owned(), "add".to_owned()], options));
        assert_eq!((read.user.as_str(), read.locale.as_deref()), ("5", Some("zh-TW")));
    }

    #[test]
    fn what_is_typed_is_told_from_what_was() {
        let data = json!({ "name": "crisis", "options": [{ "type": 1, "name": "digest", "options": [
            { "type": 3, "name": "watch", "value": "ac", "focused": true }, { "type": 3, "name": "zone", "value": "x" },
        ] }] });
        let Did::Types { path, option, typed } = read(&told(4, data)).unwrap().what else { panic!("an option") };
        assert_eq!((path, option.as_str(), typed.as_str()), (vec!["digest".to_owned()], "watch", "ac"));
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
        let mut told = told(5, data);
        told["message"].take();
        let Did::Sent { id, answers: sent, component: false } = read(&told).unwrap().what else { panic!("a modal") };
        assert_eq!((id.as_str(), sent), ("0:sq1:x:1", answers));
    }

    #[test]
    fn a_pick_is_a_press_with_what_was_picked() {
        let data = json!({ "custom_id": "sq1:assign:7", "component_type": 5, "values": ["123"] });
        let Did::Pressed { id, picked, .. } = read(&told(3, data)).unwrap().what else { panic!("a press") };
        assert_eq!(action(&id, picked.as_deref()), "sq1:assign:7:123");
        assert_eq!(action("sq1:alert-ack:7#2", None), "sq1:alert-ack:7");
    }

    #[test]
    fn what_nobody_needs_may_be_new_or_missing() {
        let mut told = told(3, json!({ "custom_id": "sq1:x", "component_type": 2, "resolved": null }));
        told["message"]["components"] =
            json!([{ "type": 99, "components": 5 }, { "type": 1, "id": 4, "components": [] }]);
        told.as_object_mut().unwrap().remove("locale");
        let read = read(&told).unwrap();
        let Did::Pressed { message, .. } = read.what else { panic!("a press") };
        assert_eq!((read.locale, message.components.len()), (None, 1));
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
