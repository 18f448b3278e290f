//! Servers, channels, direct conversations.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use squall::clock::Time;

use super::body::Body;
use super::messages::Message;
use super::refusals::{Answer, ok, refuse};
use super::state::{State, stamp};
use super::threads::Thread;
use super::{APP_ID, BOT_USER, permissions};

/// Kinds of channels: https://docs.discord.com/developers/resources/channel#channel-object-channel-types
pub const DM: u8 = 1;
pub const PUBLIC_THREAD: u8 = 11;
pub const PRIVATE_THREAD: u8 = 12;
pub const FORUM_KIND: u8 = 15;

#[derive(Clone, Debug)]
pub struct Channel {
    pub id: String,
    pub guild: Option<String>,
    pub kind: u8,
    pub name: String,
    pub parent: Option<String>,
    /// What the bot may not do here although it may in the server.
    pub denied: u64,
    /// Members of the server who may not see it.
    pub hidden_from: BTreeSet<String>,
    /// The person at the other end of a direct conversation.
    pub recipient: Option<String>,
    pub thread: Option<Thread>,
    pub messages: Vec<Message>,
    /// A forum's tags, or those of a post in it.
    pub tags: Vec<(String, String)>,
    /// A forum that wants a tag on every post.
    pub needs_tag: bool,
    pub created: Time,
}

impl Channel {
    /// Only who was invited sees a private thread.
    pub fn shows_to(&self, user: &str) -> bool {
        let invited = self.thread.as_ref().is_none_or(|thread| thread.members.contains(user));
        self.kind != PRIVATE_THREAD || invited
    }

    pub fn new(id: &str, guild: Option<&str>, kind: u8, name: &str, created: Time) -> Self {
        Self {
            id: id.into(),
            guild: guild.map(str::to_owned),
            kind,
            name: name.into(),
            parent: None,
            denied: 0,
            hidden_from: BTreeSet::new(),
            recipient: None,
            thread: None,
            messages: Vec::new(),
            tags: Vec::new(),
            needs_tag: false,
            created,
        }
    }

    pub fn takes_messages(&self) -> bool {
        self.kind != FORUM_KIND && self.kind != 4
    }
}

#[derive(Clone, Debug)]
pub struct Role {
    pub id: String,
    pub name: String,
    pub permissions: u64,
}

#[derive(Clone, Debug)]
pub struct Guild {
    pub id: String,
    pub name: String,
    /// The first has the server's id and is everyone's.
    pub roles: Vec<Role>,
    /// Who has which roles.
    pub members: BTreeMap<String, BTreeSet<String>>,
    /// The bot was invited and not removed since.
    pub bot: bool,
    /// An outage: the server is there, but Discord can't serve it.
    pub unavailable: bool,
    /// What the bot may do, all its roles together.
    pub permissions: u64,
}

impl Guild {
    pub fn new(id: &str, name: &str) -> Self {
        let everyone = Role { id: id.into(), name: "@everyone".into(), permissions: permissions::VIEW_CHANNEL };
        Self {
            id: id.into(),
            name: name.into(),
            roles: vec![everyone],
            members: BTreeMap::new(),
            bot: true,
            unavailable: false,
            permissions: permissions::LEAST,
        }
    }

    /// The role that came with the bot.
    fn of_the_bot(&self) -> Role {
        Role { id: format!("8{}", &self.id[1..]), name: "squall".into(), permissions: self.permissions }
    }

    fn roles_json(&self) -> Value {
        let one = |(position, role): (usize, Role)| {
            json!({
                "id": role.id, "name": role.name, "color": 0, "hoist": false, "icon": null, "unicode_emoji": null,
                "colors": { "primary_color": 0, "secondary_color": null, "tertiary_color": null },
                "position": position, "permissions": role.permissions.to_string(), "managed": false,
                "mentionable": true, "flags": 0,
            })
        };
        let of_the_bot = self.bot.then(|| self.of_the_bot());
        self.roles.iter().cloned().chain(of_the_bot).enumerate().map(one).collect()
    }

    fn json(&self) -> Value {
        json!({
            "id": self.id, "name": self.name, "icon": null, "splash": null, "discovery_splash": null, "owner_id": "1",
            "afk_channel_id": null, "afk_timeout": 300, "verification_level": 0, "default_message_notifications": 0,
            "explicit_content_filter": 0, "roles": self.roles_json(), "emojis": [], "features": [], "mfa_level": 0,
            "application_id": null, "system_channel_id": null, "system_channel_flags": 0, "rules_channel_id": null,
            "vanity_url_code": null, "description": null, "banner": null, "premium_tier": 0, "stickers": [],
            "premium_subscription_count": 0, "preferred_locale": "en-US", "public_updates_channel_id": null,
            "nsfw_level": 0, "premium_progress_bar_enabled": false, "safety_alerts_channel_id": null,
            "incidents_data": null,
        })
    }
}

impl State {
    /// The channel as the bot sees it in answers and events.
    pub fn channel_json(&self, id: &str) -> Value {
        let channel = &self.channels[id];
        let last = channel.messages.iter().rfind(|message| message.only.is_none());
        let mut shown = json!({
            "id": id, "type": channel.kind, "last_message_id": last.map(|message| &message.id), "flags": 0,
            "last_pin_timestamp": null,
        });
        if let Some(recipient) = &channel.recipient {
            shown["recipients"] = json!([self.user(recipient)]);
            return shown;
        }
        let more = json!({
            "guild_id": channel.guild, "name": channel.name, "parent_id": channel.parent, "topic": null, "nsfw": false,
            "rate_limit_per_user": 0, "position": 0, "permission_overwrites": [],
        });
        shown.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let overwrite =
            |id: &str, kind: u8, deny: u64| json!({ "id": id, "type": kind, "allow": "0", "deny": deny.to_string() });
        let of_the_bot = self.guild_of(id).filter(|_| channel.denied != 0).map(|guild| guild.of_the_bot().id);
        let mut overwrites: Vec<Value> = of_the_bot.iter().map(|role| overwrite(role, 0, channel.denied)).collect();
        overwrites.extend(channel.hidden_from.iter().map(|user| overwrite(user, 1, permissions::VIEW_CHANNEL)));
        shown["permission_overwrites"] = json!(overwrites);
        if let Some(thread) = &channel.thread {
            thread.show(channel, &mut shown);
        }
        if channel.kind == FORUM_KIND {
            let tag = |(id, name): &(String, String)| json!({ "id": id, "name": name, "moderated": false, "emoji_id": null, "emoji_name": null });
            shown["available_tags"] = channel.tags.iter().map(tag).collect();
            shown["flags"] = json!(if channel.needs_tag { 1 << 4 } else { 0 });
        }
        shown
    }

    pub fn member_json(&self, guild: &Guild, user: &str) -> Value {
        let none = BTreeSet::new();
        if user == BOT_USER {
            return self.of_member(user, &[guild.of_the_bot().id].into(), guild.permissions);
        }
        let roles = guild.members.get(user).unwrap_or(&none);
        let of_roles = guild.roles.iter().filter(|role| roles.contains(&role.id) || role.id == guild.id);
        let permissions = of_roles.fold(permissions::SEND_MESSAGES, |all, role| all | role.permissions);
        self.of_member(user, roles, permissions)
    }

    fn of_member(&self, user: &str, roles: &BTreeSet<String>, permissions: u64) -> Value {
        json!({
            "user": self.user(user), "nick": null, "avatar": null, "banner": null, "roles": roles,
            "joined_at": "2024-01-01T00:00:00.000000+00:00", "premium_since": null, "deaf": false, "mute": false,
            "flags": 0, "pending": false, "permissions": permissions.to_string(),
            "communication_disabled_until": null, "unusual_dm_activity_until": null, "avatar_decoration_data": null,
        })
    }

    /// What a bot is told of a server that it is in.
    pub fn guild_created(&self, id: &str) -> Value {
        let guild = &self.guilds[id];
        let mut shown = guild.json();
        let mine = |channel: &&Channel| channel.guild.as_deref() == Some(id) && self.sees(&channel.id);
        let (threads, channels): (Vec<&Channel>, Vec<&Channel>) =
            self.channels.values().filter(mine).partition(|channel| channel.thread.is_some());
        let open = |channel: &&&Channel| channel.thread.as_ref().is_some_and(|thread| !thread.archived);
        let json = |channel: &Channel| self.channel_json(&channel.id);
        let more = json!({
            "joined_at": stamp(self.clock.now()), "large": false, "unavailable": false, "voice_states": [],
            "member_count": guild.members.len() + 1, "members": [self.member_json(guild, BOT_USER)],
            "presences": [], "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
            "channels": channels.iter().map(|channel| json(channel)).collect::<Vec<_>>(),
            "threads": threads.iter().filter(open).map(|channel| json(channel)).collect::<Vec<_>>(),
        });
        shown.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        shown
    }

    pub fn sees(&self, channel: &str) -> bool {
        self.may(channel, permissions::VIEW_CHANNEL)
    }

    /// A channel that the bot sees, or why it does not.
    pub fn seen(&self, channel: &str) -> Result<&Channel, super::refusals::Refusal> {
        let found = self.channels.get(channel).ok_or_else(|| refuse(10_003))?;
        if self.sees(channel) && found.shows_to(BOT_USER) { Ok(found) } else { Err(refuse(50_001)) }
    }

    /// The direct conversation with a person, opened when there is none.
    pub fn direct(&mut self, person: &str) -> String {
        if let Some(found) = self.channels.values().find(|channel| channel.recipient.as_deref() == Some(person)) {
            return found.id.clone();
        }
        let id = self.id();
        let mut channel = Channel::new(&id, None, DM, &format!("dm-{person}"), self.clock.now());
        channel.recipient = Some(person.into());
        self.channels.insert(id.clone(), channel);
        id
    }
}

/// `POST /users/@me/channels`
pub fn open_direct(state: &mut State, body: &Body) -> Answer {
    let person = body.json["recipient_id"].as_str().map(str::to_owned);
    let person = person.filter(|id| state.users.contains_key(id)).ok_or_else(|| refuse(50_033))?;
    let id = state.direct(&person);
    ok(state.channel_json(&id))
}

pub fn get(state: &State, id: &str) -> Answer {
    ok(state.channel_json(&state.seen(id)?.id.clone()))
}

/// A server that the bot is in. One that it left is unknown to it, as one that never was.
pub fn guild<'s>(state: &'s State, id: &str) -> Result<&'s Guild, super::refusals::Refusal> {
    state.guilds.get(id).filter(|guild| guild.bot).ok_or_else(|| refuse(10_004))
}

pub fn guild_get(state: &State, id: &str) -> Answer {
    ok(guild(state, id)?.json())
}

pub fn guild_roles(state: &State, id: &str) -> Answer {
    ok(guild(state, id)?.roles_json())
}

pub fn guild_channels(state: &State, id: &str) -> Answer {
    guild(state, id)?;
    let mine = |channel: &&Channel| channel.guild.as_deref() == Some(id) && channel.thread.is_none();
    ok(state.channels.values().filter(mine).map(|channel| state.channel_json(&channel.id)).collect())
}

pub fn guild_member(state: &State, id: &str, user: &str) -> Answer {
    let guild = guild(state, id)?;
    match user {
        BOT_USER => ok(state.member_json(guild, user)),
        user if guild.members.contains_key(user) => ok(state.member_json(guild, user)),
        user if state.users.contains_key(user) => Err(refuse(10_007)),
        _ => Err(refuse(10_013)),
    }
}

pub fn guild_members_named(state: &State, id: &str, query: &str) -> Answer {
    let guild = guild(state, id)?;
    let query = query.to_lowercase();
    let named =
        |user: &&String| state.users.get(*user).is_some_and(|user| user.name.to_lowercase().starts_with(&query));
    ok(guild.members.keys().filter(named).map(|user| state.member_json(guild, user)).collect())
}

pub fn my_guilds(state: &State) -> Answer {
    let one = |guild: &Guild| {
        json!({
            "id": guild.id, "name": guild.name, "icon": null, "banner": null, "owner": false, "features": [],
            "permissions": guild.permissions.to_string(),
        })
    };
    ok(state.guilds.values().filter(|guild| guild.bot).map(one).collect())
}

pub fn application(state: &State) -> Value {
    // GATEWAY_MESSAGE_CONTENT_LIMITED: https://docs.discord.com/developers/resources/application#application-flags
    let flags = if state.message_content { 1 << 19 } else { 0 };
    json!({
        "id": APP_ID, "name": "squall", "icon": null, "description": "", "bot_public": true, "verify_key": "00",
        "bot_require_code_grant": false, "flags": flags, "team": null, "owner": { "id": "1", "username": "owner",
        "discriminator": "0", "global_name": null, "avatar": null }, "bot": super::state::bot_user(),
        "approximate_guild_count": state.guilds.values().filter(|guild| guild.bot).count(),
        "integration_types_config": {}, "redirect_uris": [], "interactions_endpoint_url": null,
    })
}
