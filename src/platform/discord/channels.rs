//! What is known of Discord's channels: threads are channels too, and an event names only the id.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serenity::model::channel::ChannelType;
use serenity::model::id::GuildId;

use super::{PLATFORM, wire};
use crate::chat::Place;
use crate::person::Person;

/// A forum for pictures, which serenity does not know.
const MEDIA: ChannelType = ChannelType::Unknown(16);

/// A channel or a thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Channel {
    pub guild: Option<String>,
    /// The channel that a thread is under.
    pub parent: Option<String>,
    pub name: String,
    kind: ChannelType,
    archived: bool,
    /// Whose conversation with the bot it is.
    recipient: Option<String>,
    /// Who was invited to a private thread.
    invited: BTreeSet<String>,
}

impl Channel {
    /// Whether everything said there is a thread of its own.
    pub fn is_forum(&self) -> bool {
        matches!(self.kind, ChannelType::Forum | MEDIA)
    }

    pub fn is_thread(&self) -> bool {
        matches!(self.kind, ChannelType::NewsThread | ChannelType::PublicThread | ChannelType::PrivateThread)
    }

    /// Whether only those see it who are invited.
    pub fn is_private(&self) -> bool {
        self.kind == ChannelType::PrivateThread
    }

    pub fn is_awake(&self) -> bool {
        self.is_thread() && !self.archived
    }
}

/// The channels by id.
#[derive(Default)]
pub struct Channels(Mutex<HashMap<String, Channel>>);

impl Channels {
    /// Learns from a channel as Discord tells it; `guild` where it does not say so itself. What is not told again stays.
    pub fn learn(&self, told: &wire::Channel, guild: Option<GuildId>) -> Channel {
        let mut all = self.all();
        let channel = all.entry(told.id.to_string()).or_default();
        channel.guild = told.guild_id.or(guild).map(|id| id.to_string()).or(channel.guild.take());
        channel.parent = told.parent_id.map(|id| id.to_string()).or(channel.parent.take());
        channel.name = told.name.clone().unwrap_or(std::mem::take(&mut channel.name));
        channel.kind = told.kind.unwrap_or(channel.kind);
        channel.archived = told.thread_metadata.map_or(channel.archived, |thread| thread.archived);
        let recipient = told.recipients.first().map(|person| person.id.to_string());
        channel.recipient = recipient.or(channel.recipient.take());
        channel.clone()
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
        let found =
            all.iter().find(|(_, one)| one.kind == ChannelType::Private && one.recipient.as_deref() == Some(user));
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
    use serde_json::{Value, json};

    fn told(channel: &Value) -> wire::Channel {
        wire::read(channel).unwrap()
    }

    #[test]
    fn a_thread_is_a_place_within_its_channel() {
        let channels = Channels::default();
        let guild = Some(GuildId::new(1));
        channels.learn(&told(&json!({ "id": "7", "type": 0, "name": "crisis" })), guild);
        let thread = json!({ "id": "8", "type": 11, "parent_id": "7", "thread_metadata": { "archived": true } });
        assert!(!channels.learn(&told(&thread), guild).is_awake());
        // What is not told again stays.
        let woken = channels.learn(&told(&json!({ "id": "8", "thread_metadata": { "archived": false } })), None);
        assert!(woken.is_awake() && woken.parent.as_deref() == Some("7"));
        let place = channels.place("8", "5", true);
        assert_eq!((place.channel.as_str(), place.thread.as_deref()), ("7", Some("8")));
        assert_eq!(channels.place("9", "5", false).direct_to(), Some("5"));
        assert_eq!(channels.named("crisis").as_deref(), Some("7"));
        channels.forget_guild("1");
        assert_eq!(channels.get("8"), None);
    }
}
