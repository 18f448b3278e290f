//! Messages and reactions of the gateway as events of the chat. Pure.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value;
use serenity::model::channel::{MessageType, ReactionType};
use serenity::model::event::{MessageDeleteBulkEvent, MessageDeleteEvent};
use serenity::model::id::{ChannelId, GuildId, MessageId};

use super::channels::Channels;
use super::emoji::short_name;
use super::{PLATFORM, said, wire};
use crate::chat::{ChatEvent, Happened, MessageRef, Place};
use crate::clock::Time;
use crate::person::Person;

/// Somebody, most often another bot, deleted up to a hundred messages at once.
pub const SEVERAL_DELETED: &str = "MESSAGE_DELETE_BULK";
/// What a dispatch tells. What can't be read is counted and said in the log, without what it says.
pub fn told<T: DeserializeOwned>(kind: &str, data: &Value) -> Option<T> {
    let read = wire::read(data);
    if read.is_none() {
        metrics::counter!("squall_discord_unread_total").increment(1);
        tracing::error!(kind, "an event of Discord's gateway could not be read");
    }
    read
}

/// Reads a dispatch that is no interaction. `bot` is the bot's own id; `number` names the dispatch within all sessions,
/// for what has no id of its own. None for what does not concern the bot.
pub fn read(kind: &str, data: &Value, channels: &Channels, bot: &str, number: &str, at: Time) -> Option<ChatEvent> {
    match kind {
        "MESSAGE_CREATE" => message(&told(kind, data)?, channels, bot, at),
        "MESSAGE_UPDATE" => edited(told(kind, data)?, channels, at),
        "MESSAGE_DELETE" => {
            let told: MessageDeleteEvent = told(kind, data)?;
            gone(told.guild_id, told.channel_id, told.message_id, channels, at)
        }
        "MESSAGE_REACTION_ADD" => reaction(told(kind, data)?, true, channels, bot, number, at),
        "MESSAGE_REACTION_REMOVE" => reaction(told(kind, data)?, false, channels, bot, number, at),
        _ => None,
    }
}

fn message(told: &wire::Message, channels: &Channels, bot: &str, at: Time) -> Option<ChatEvent> {
    let author = told.author.as_ref()?;
    let user = author.id.to_string();
    // What bots say is not for us, least of all what we say.
    if author.bot || told.webhook_id.is_some() || user == bot {
        return None;
    }
    let channel = told.channel_id?;
    let at_place = |channel: String| channels.place(&channel, &user, told.guild_id.is_some());
    let place = at_place(channel.to_string());
    let what = if told.kind == MessageType::PinsAdd {
        let pinned = told.message_reference?;
        let place = at_place(pinned.channel_id.unwrap_or(channel).to_string());
        Happened::Pinned { message: MessageRef { place, message: pinned.message_id?.to_string() }, added: true }
    } else {
        let content = told.content.as_str();
        let named = [format!("<@{bot}>"), format!("<@!{bot}>")];
        let after = named.iter().find_map(|name| content.split_once(name.as_str())).map(|(_, after)| after);
        let direct = place.direct_to().map(|_| content);
        match after.or(direct) {
            Some(words) => Happened::Asked { words: words.trim_start_matches([',', ':', ' ']).trim().to_owned() },
            // Without leave to read it Discord shows nothing of it.
            None if place.thread.is_some() && !content.trim().is_empty() => {
                let message = MessageRef { place: place.clone(), message: told.id.to_string() };
                Happened::Wrote { said: said(told, message)? }
            }
            None => return None,
        }
    };
    Some(event(&format!("message:{}", told.id), user, place, at, what))
}

/// A message of a server was edited; by whom Discord does not say. What it adds to a message by itself, such as a preview,
/// is no edit.
fn edited(told: wire::Message, channels: &Channels, at: Time) -> Option<ChatEvent> {
    let (author, moment) = (told.author?, told.edited_timestamp?);
    if told.guild_id.is_none() || author.bot || told.webhook_id.is_some() {
        return None;
    }
    let user = author.id.to_string();
    let place = channels.place(&told.channel_id?.to_string(), &user, true);
    let message = MessageRef { place: place.clone(), message: told.id.to_string() };
    let key = format!("changed:{}:{moment}", told.id);
    // Without leave to read it Discord shows nothing of it.
    Some(event(&key, user, place, at, Happened::Changed { message, words: Some(told.content) }))
}

/// A message was deleted; only those of a server are of interest.
fn gone(
    guild: Option<GuildId>,
    channel: ChannelId,
    message: MessageId,
    channels: &Channels,
    at: Time,
) -> Option<ChatEvent> {
    let place = guild.map(|_| channels.place(&channel.to_string(), "", true))?;
    let message = MessageRef { place: place.clone(), message: message.to_string() };
    let key = format!("changed:{}:gone", message.message);
    Some(event(&key, String::new(), place, at, Happened::Changed { message, words: None }))
}

/// Each of the messages that were deleted at once.
pub fn deleted(data: &Value, channels: &Channels, at: Time) -> Vec<ChatEvent> {
    let Some(told) = told::<MessageDeleteBulkEvent>(SEVERAL_DELETED, data) else { return Vec::new() };
    told.ids.iter().filter_map(|id| gone(told.guild_id, told.channel_id, *id, channels, at)).collect()
}

fn reaction(
    told: wire::Reaction,
    added: bool,
    channels: &Channels,
    bot: &str,
    number: &str,
    at: Time,
) -> Option<ChatEvent> {
    let user = told.user_id.to_string();
    let account = told.member.and_then(|member| member.user);
    if user == bot || account.is_some_and(|account| account.bot) {
        return None;
    }
    let place = channels.place(&told.channel_id.to_string(), &user, told.guild_id.is_some());
    let message = MessageRef { place: place.clone(), message: told.message_id.to_string() };
    let emoji = match told.emoji {
        ReactionType::Unicode(name) | ReactionType::Custom { name: Some(name), .. } => short_name(&name),
        _ => return None,
    };
    let what = Happened::Reacted { emoji, message, added };
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
    use serde_json::json;

    fn heard(kind: &str, told: &Value) -> Option<ChatEvent> {
        let channels = Channels::default();
        let thread = wire::read(&json!({ "id": "8", "type": 11, "parent_id": "7" })).unwrap();
        channels.learn(&thread, Some(GuildId::new(1)));
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
        let gone = json!({ "ids": ["10", "11"], "channel_id": "8", "guild_id": "1" });
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
