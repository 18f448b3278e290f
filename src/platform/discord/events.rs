//! Messages and reactions of the gateway as events of the chat. Pure.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::channels::Channels;
use super::emoji::short_name;
use super::interaction::text;
use super::{PLATFORM, said};
use crate::chat::{ChatEvent, Happened, MessageRef, Place};
use crate::clock::Time;
use crate::person::Person;

/// Somebody, most often another bot, deleted up to a hundred messages at once.
pub const SEVERAL_DELETED: &str = "MESSAGE_DELETE_BULK";
/// Something was pinned to a channel.
const PINNED: u64 = 6;

/// Reads a dispatch that is no interaction. `bot` is the bot's own id; `number` names the dispatch within all sessions,
/// for what has no id of its own. None for what does not concern the bot.
pub fn read(kind: &str, told: &Value, channels: &Channels, bot: &str, number: &str, at: Time) -> Option<ChatEvent> {
    match kind {
        "MESSAGE_CREATE" => message(told, channels, bot, at),
        "MESSAGE_UPDATE" | "MESSAGE_DELETE" => changed(kind, told, channels, at),
        "MESSAGE_REACTION_ADD" | "MESSAGE_REACTION_REMOVE" => reaction(kind, told, channels, bot, number, at),
        _ => None,
    }
}

fn message(told: &Value, channels: &Channels, bot: &str, at: Time) -> Option<ChatEvent> {
    let author = &told["author"];
    let user = text(&author["id"])?;
    // What bots say is not for us, least of all what we say.
    if author["bot"] == true || !told["webhook_id"].is_null() || user == bot {
        return None;
    }
    let (id, channel) = (text(&told["id"])?, text(&told["channel_id"])?);
    let place = channels.place(&channel, &user, told["guild_id"].is_string());
    let what = if told["type"] == PINNED {
        let pinned = &told["message_reference"];
        let place =
            channels.place(&text(&pinned["channel_id"]).unwrap_or(channel), &user, told["guild_id"].is_string());
        Happened::Pinned { message: MessageRef { place, message: text(&pinned["message_id"])? }, added: true }
    } else {
        let content = told["content"].as_str().unwrap_or_default();
        let named = [format!("<@{bot}>"), format!("<@!{bot}>")];
        let after = named.iter().find_map(|name| content.split_once(name.as_str())).map(|(_, after)| after);
        let direct = place.direct_to().map(|_| content);
        match after.or(direct) {
            Some(words) => Happened::Asked { words: words.trim_start_matches([',', ':', ' ']).trim().to_owned() },
            // Without leave to read it Discord shows nothing of it.
            None if place.thread.is_some() && !content.trim().is_empty() => {
                Happened::Wrote { said: said(told, MessageRef { place: place.clone(), message: id.clone() })? }
            }
            None => return None,
        }
    };
    Some(event(&format!("message:{id}"), user, place, at, what))
}

/// A message of a server was edited, or deleted; by whom Discord does not say. What it adds to a message by itself, such as
/// a preview, is no edit.
fn changed(kind: &str, told: &Value, channels: &Channels, at: Time) -> Option<ChatEvent> {
    let author = &told["author"];
    let edited = kind == "MESSAGE_UPDATE";
    if !told["guild_id"].is_string() || author["bot"] == true || !told["webhook_id"].is_null() {
        return None;
    }
    if edited && (told["edited_timestamp"].is_null() || author["id"].is_null()) {
        return None;
    }
    let user = text(&author["id"]).unwrap_or_default();
    let place = channels.place(&text(&told["channel_id"])?, &user, true);
    let message = MessageRef { place: place.clone(), message: text(&told["id"])? };
    let key = format!("changed:{}:{}", message.message, told["edited_timestamp"].as_str().unwrap_or("gone"));
    // Without leave to read it Discord shows nothing of it.
    let words = edited.then(|| told["content"].as_str().unwrap_or_default().to_owned());
    Some(event(&key, user, place, at, Happened::Changed { message, words }))
}

/// Each of the messages that were deleted at once.
pub fn deleted(told: &Value, channels: &Channels, at: Time) -> Vec<ChatEvent> {
    let ids = told["ids"].as_array().into_iter().flatten();
    let one = |id: &Value| json!({ "id": id, "channel_id": told["channel_id"], "guild_id": told["guild_id"] });
    ids.filter_map(|id| changed("MESSAGE_DELETE", &one(id), channels, at)).collect()
}

fn reaction(kind: &str, told: &Value, channels: &Channels, bot: &str, number: &str, at: Time) -> Option<ChatEvent> {
    let user = text(&told["user_id"])?;
    if user == bot || told["member"]["user"]["bot"] == true {
        return None;
    }
    let place = channels.place(&text(&told["channel_id"])?, &user, told["guild_id"].is_string());
    let message = MessageRef { place: place.clone(), message: text(&told["message_id"])? };
    let emoji = short_name(&text(&told["emoji"]["name"])?);
    let what = Happened::Reacted { emoji, message, added: kind == "MESSAGE_REACTION_ADD" };
    Some(event(&format!("reaction:{number}"), user, place, at, what))
}

pub(super) fn event(key: &str, user: String, place: Place, at: Time, what: Happened) -> ChatEvent {
    let person = Person { platform: PLATFORM.into(), user };
    let (locale, name, roles) = (None, None, BTreeMap::new());
    ChatEvent { key: format!("{PLATFORM}:{key}"), at, person, place, locale, name, roles, what }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(kind: &str, told: &Value) -> Option<ChatEvent> {
        let channels = Channels::default();
        channels.learn(&json!({ "id": "8", "type": 11, "parent_id": "7" }), Some("1"));
        read(kind, told, &channels, "99", "s:1", Time::default())
    }

    fn message(content: &str) -> Value {
        json!({ "id": "10", "channel_id": "8", "guild_id": "1", "type": 0, "author": { "id": "5" }, "content": content })
    }

    #[test]
    fn the_bot_hears_its_name_and_nothing_else() {
        let asked = heard("MESSAGE_CREATE", &message("hey <@!99>, alert list ")).unwrap();
        assert_eq!(asked.what, Happened::Asked { words: "alert list".into() });
        assert_eq!((asked.place.channel.as_str(), asked.place.thread.as_deref()), ("7", Some("8")));
        assert_eq!(asked.key, "discord:message:10");
        for (key, value) in [
            ("author", json!({ "id": "5", "bot": true })),
            ("webhook_id", json!("1")),
            ("author", json!({ "id": "99" })),
        ] {
            let mut by_bot = message("<@99> status");
            by_bot[key] = value;
            assert_eq!(heard("MESSAGE_CREATE", &by_bot), None);
        }
    }

    #[test]
    fn what_is_said_in_a_thread_is_heard_where_discord_shows_it() {
        let mut told = message("📌 the shop is closed");
        told["timestamp"] = json!("2026-03-02T09:00:00+00:00");
        let Happened::Wrote { said } = heard("MESSAGE_CREATE", &told).unwrap().what else { panic!("said in a thread") };
        assert_eq!((said.text.as_str(), said.author.as_deref()), ("📌 the shop is closed", Some("5")));
        assert_eq!(said.message.place.thread.as_deref(), Some("8"));
        told["channel_id"] = json!("7");
        assert_eq!(heard("MESSAGE_CREATE", &told), None, "a channel is everybody's");
        assert_eq!(heard("MESSAGE_CREATE", &message("")), None, "not shown");
    }

    #[test]
    fn an_edit_and_a_deletion_are_told_and_a_preview_is_not() {
        let mut told = message("now it says this");
        assert_eq!(heard("MESSAGE_UPDATE", &told), None, "Discord added something by itself");
        told["edited_timestamp"] = json!("2026-03-02T09:00:00+00:00");
        let place = Place { platform: "discord".into(), channel: "7".into(), thread: Some("8".into()) };
        let message = MessageRef { place, message: "10".into() };
        let words = Some("now it says this".to_owned());
        let what = Happened::Changed { message: message.clone(), words };
        assert_eq!(heard("MESSAGE_UPDATE", &told).map(|event| event.what), Some(what));
        told["author"]["bot"] = json!(true);
        assert_eq!(heard("MESSAGE_UPDATE", &told), None, "what bots do is not for us");
        let gone = json!({ "id": "10", "channel_id": "8", "guild_id": "1" });
        let what = Happened::Changed { message, words: None };
        assert_eq!(heard("MESSAGE_DELETE", &gone).map(|event| event.what), Some(what));
    }

    #[test]
    fn each_of_many_that_are_deleted_at_once_is_told() {
        let channels = Channels::default();
        let gone = json!({ "ids": ["10", 7, "11"], "channel_id": "8", "guild_id": "1" });
        let told = deleted(&gone, &channels, Time::default());
        let keys: Vec<&str> = told.iter().map(|event| event.key.as_str()).collect();
        assert_eq!(keys, ["discord:changed:10:gone", "discord:changed:11:gone"]);
        assert!(told.iter().all(|event| matches!(event.what, Happened::Changed { words: None, .. })));
        assert_eq!(deleted(&json!({}), &channels, Time::default()), []);
    }

    #[test]
    fn a_direct_message_is_for_the_bot_without_its_name() {
        let told = json!({ "id": "10", "channel_id": "20", "type": 0, "author": { "id": "5" }, "content": "status" });
        let asked = heard("MESSAGE_CREATE", &told).unwrap();
        assert_eq!((asked.place.direct_to(), asked.what), (Some("5"), Happened::Asked { words: "status".into() }));
    }

    #[test]
    fn a_pin_and_a_reaction_name_their_message() {
        let mut pin = message("");
        pin["type"] = json!(6);
        pin["message_reference"] = json!({ "channel_id": "8", "message_id": "9" });
        let Happened::Pinned { message, added: true } = heard("MESSAGE_CREATE", &pin).unwrap().what else {
            panic!("a pin")
        };
        assert_eq!(message.message, "9");
        let told =
            json!({ "user_id": "5", "channel_id": "7", "guild_id": "1", "message_id": "9", "emoji": { "name": "👀" } });
        let put = heard("MESSAGE_REACTION_ADD", &told).unwrap();
        assert!(matches!(&put.what, Happened::Reacted { emoji, added: true, .. } if emoji == "eyes"));
        assert_eq!(put.key, "discord:reaction:s:1");
    }
}
