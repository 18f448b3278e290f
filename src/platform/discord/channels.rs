//! What is known of Discord's channels: threads are channels too, and an event names only the id.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::PLATFORM;
use crate::chat::Place;
use crate::person::Person;

const DIRECT: u64 = 1;
pub const PRIVATE_THREAD: u64 = 12;
const THREADS: std::ops::RangeInclusive<u64> = 10..=12;
const FORUM: u64 = 15;
const MEDIA: u64 = 16;

/// A channel or a thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Channel {
    pub guild: Option<String>,
    /// The channel that a thread is under.
    pub parent: Option<String>,
    pub name: String,
    kind: u64,
    archived: bool,
    /// Whose conversation with the bot it is.
    recipient: Option<String>,
    /// Who was invited to a private thread.
    invited: BTreeSet<String>,
}

impl Channel {
    /// Whether everything said there is a thread of its own.
    pub fn is_forum(&self) -> bool {
        matches!(self.kind, FORUM | MEDIA)
    }

    pub fn is_thread(&self) -> bool {
        THREADS.contains(&self.kind)
    }

    /// Whether only those see it who are invited.
    pub fn is_private(&self) -> bool {
        self.kind == PRIVATE_THREAD
    }

    pub fn is_awake(&self) -> bool {
        self.is_thread() && !self.archived
    }
}

/// The channels by id.
#[derive(Default)]
pub struct Channels(Mutex<HashMap<String, Channel>>);

impl Channels {
    /// Learns from a channel as Discord tells it; `guild` where it does not say so itself.
    pub fn learn(&self, told: &Value, guild: Option<&str>) -> Option<Channel> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let id = text(&told["id"])?;
        let mut all = self.all();
        let mut channel = all.get(&id).cloned().unwrap_or_default();
        channel.guild = text(&told["guild_id"]).or(guild.map(str::to_owned)).or(channel.guild);
        channel.parent = text(&told["parent_id"]).or(channel.parent);
        channel.name = text(&told["name"]).unwrap_or(channel.name);
        channel.kind = told["type"].as_u64().unwrap_or(channel.kind);
        channel.archived = told["thread_metadata"]["archived"].as_bool().unwrap_or(channel.archived);
        channel.recipient = text(&told["recipients"][0]["id"]).or(channel.recipient);
        all.insert(id, channel.clone());
        Some(channel)
    }

    pub fn get(&self, id: &str) -> Option<Channel> {
        self.all().get(id).cloned()
    }

    /// Whether somebody was not invited to a thread yet.
    pub fn is_new_in(&self, thread: &str, person: &str) -> bool {
        self.all().get(thread).is_none_or(|known| !known.invited.contains(person))
    }

    pub fn joined(&self, thread: &str, person: &str) {
        self.all().entry(thread.to_owned()).or_default().invited.insert(person.to_owned());
    }

    pub fn forget(&self, id: &str) {
        self.all().remove(id);
    }

    /// The bot was taken out of a server: nothing of it is known any more.
    pub fn forget_guild(&self, guild: &str) {
        self.all().retain(|_, channel| channel.guild.as_deref() != Some(guild));
    }

    /// The conversation with a person, if it was had.
    pub fn direct(&self, user: &str) -> Option<String> {
        let all = self.all();
        let found = all.iter().find(|(_, one)| one.kind == DIRECT && one.recipient.as_deref() == Some(user));
        found.map(|(id, _)| id.clone())
    }

    /// The channel of this name.
    pub fn named(&self, name: &str) -> Option<String> {
        let all = self.all();
        let found = all.iter().find(|(_, one)| one.name == name && !one.is_thread() && one.guild.is_some());
        found.map(|(id, _)| id.clone())
    }

    /// Where something happened: `user` did it, in a server or in a direct message.
    pub fn place(&self, id: &str, user: &str, in_guild: bool) -> Place {
        let place = |channel: String, thread| Place { platform: PLATFORM.into(), channel, thread };
        if !in_guild {
            return Place::direct(&Person { platform: PLATFORM.into(), user: user.to_owned() });
        }
        match self.get(id).filter(Channel::is_thread).and_then(|thread| thread.parent) {
            Some(parent) => place(parent, Some(id.to_owned())),
            None => place(id.to_owned(), None),
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Channel>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_thread_is_a_place_within_its_channel() {
        let channels = Channels::default();
        channels.learn(&json!({ "id": "7", "type": 0, "name": "crisis" }), Some("1"));
        let thread = json!({ "id": "8", "type": 11, "parent_id": "7", "thread_metadata": { "archived": true } });
        assert!(!channels.learn(&thread, Some("1")).unwrap().is_awake());
        // What is not told again stays.
        let woken = channels.learn(&json!({ "id": "8", "thread_metadata": { "archived": false } }), None).unwrap();
        assert!(woken.is_awake() && woken.parent.as_deref() == Some("7"));
        let place = channels.place("8", "5", true);
        assert_eq!((place.channel.as_str(), place.thread.as_deref()), ("7", Some("8")));
        assert_eq!(channels.place("9", "5", false).direct_to(), Some("5"));
        assert_eq!(channels.named("crisis").as_deref(), Some("7"));
        channels.forget_guild("1");
        assert_eq!(channels.get("8"), None);
    }
}
