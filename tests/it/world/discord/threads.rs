//! Threads: opened, archived by quiet, woken. https://docs.discord.com/developers/topics/threads

use std::collections::BTreeSet;

use serde_json::{Value, json};
use squall::clock::Time;

use super::body::Body;
use super::channels::{Channel, FORUM_KIND, PRIVATE_THREAD, PUBLIC_THREAD};
use super::refusals::{Answer, Refusal, invalid, nothing, ok, refuse};
use super::state::{State, stamp};
use super::{BOT_USER, messages, permissions};

const ARCHIVE_AFTER: [u64; 4] = [60, 1440, 4320, 10_080];
const MAX_MEMBERS: usize = 1000;

#[derive(Clone, Debug)]
pub struct Thread {
    pub archived: bool,
    pub locked: bool,
    pub invitable: bool,
    /// Minutes of quiet.
    pub archive_after: u64,
    pub last_active: Time,
    pub archived_at: Time,
    pub owner: String,
    pub members: BTreeSet<String>,
}

impl Thread {
    pub fn show(&self, channel: &Channel, shown: &mut Value) {
        shown["owner_id"] = json!(self.owner);
        shown["message_count"] = json!(channel.messages.len());
        shown["total_message_sent"] = json!(channel.messages.len());
        shown["member_count"] = json!(self.members.len().min(50));
        shown["applied_tags"] = channel.tags.iter().map(|(id, _)| json!(id)).collect();
        shown["thread_metadata"] = json!({
            "archived": self.archived, "auto_archive_duration": self.archive_after, "locked": self.locked,
            "archive_timestamp": stamp(self.archived_at), "create_timestamp": stamp(channel.created),
        });
        if channel.kind == PRIVATE_THREAD {
            shown["thread_metadata"]["invitable"] = json!(self.invitable);
        }
    }
}

impl State {
    /// Threads in which nothing happened for long enough are archived.
    pub fn archives_the_quiet(&mut self) {
        let now = self.clock.now();
        let quiet = |channel: &&mut Channel| {
            channel.thread.as_ref().is_some_and(|thread| {
                let minutes = chrono::Duration::minutes(i64::try_from(thread.archive_after).unwrap());
                !thread.archived && thread.last_active + minutes <= now
            })
        };
        let mut gone = Vec::new();
        for channel in self.channels.values_mut().filter(quiet) {
            let thread = channel.thread.as_mut().unwrap();
            (thread.archived, thread.archived_at) = (true, now);
            gone.push(channel.id.clone());
        }
        gone.iter().for_each(|id| self.thread_changed("THREAD_UPDATE", id));
    }

    pub fn thread_changed(&mut self, event: &'static str, id: &str) {
        let mut told = self.channel_json(id);
        if event == "THREAD_CREATE" {
            told["newly_created"] = json!(true);
        }
        self.dispatches(event, told);
    }

    /// A message wakes a thread, unless it is locked. Anything else in an archived thread is refused.
    pub fn wakes(&mut self, channel: &str) -> Result<(), Refusal> {
        let may_unlock = self.may(channel, permissions::MANAGE_THREADS);
        let now = self.clock.now();
        let Some(thread) = self.channels.get_mut(channel).and_then(|channel| channel.thread.as_mut()) else {
            return Ok(());
        };
        if thread.locked && !may_unlock {
            return Err(refuse(if thread.archived { 50_083 } else { 160_005 }));
        }
        thread.last_active = now;
        if std::mem::take(&mut thread.archived) {
            thread.archived_at = now;
            self.thread_changed("THREAD_UPDATE", channel);
        }
        Ok(())
    }

    pub fn is_archived(&self, channel: &str) -> bool {
        self.channels.get(channel).and_then(|channel| channel.thread.as_ref()).is_some_and(|thread| thread.archived)
    }
}

fn named(body: &Body) -> Result<String, Refusal> {
    let name = body.json["name"].as_str().unwrap_or_default();
    match name.chars().count() {
        1..=100 => Ok(name.to_owned()),
        _ => Err(invalid(&[("name".into(), "Must be between 1 and 100 in length.".into())])),
    }
}

fn archive_after(body: &Body) -> Result<u64, Refusal> {
    let wanted = &body.json["auto_archive_duration"];
    let minutes = wanted.as_u64().unwrap_or(4320);
    if wanted.is_null() || ARCHIVE_AFTER.contains(&minutes) {
        return Ok(minutes);
    }
    Err(invalid(&[("auto_archive_duration".into(), "Value must be one of {60, 1440, 4320, 10080}.".into())]))
}

fn opens(state: &mut State, id: String, parent: &str, kind: u8, body: &Body) -> Result<String, Refusal> {
    let (name, minutes) = (named(body)?, archive_after(body)?);
    let guild = state.channels[parent].guild.clone();
    let open =
        |channel: &&Channel| channel.guild == guild && channel.thread.as_ref().is_some_and(|thread| !thread.archived);
    if state.channels.values().filter(open).count() >= state.thread_cap {
        return Err(refuse(160_006));
    }
    let now = state.clock.now();
    let mut channel = Channel::new(&id, guild.as_deref(), kind, &name, now);
    channel.parent = Some(parent.to_owned());
    channel.thread = Some(Thread {
        archived: false,
        locked: false,
        invitable: body.json["invitable"].as_bool().unwrap_or(true),
        archive_after: minutes,
        last_active: now,
        archived_at: now,
        owner: BOT_USER.into(),
        members: [BOT_USER.to_owned()].into(),
    });
    state.channels.insert(id.clone(), channel);
    state.thread_changed("THREAD_CREATE", &id);
    Ok(id)
}

fn may_open(state: &State, parent: &str, kind: u8) -> Result<(), Refusal> {
    let found = state.seen(parent)?;
    if found.guild.is_none() || found.thread.is_some() {
        return Err(refuse(50_024));
    }
    let needed = match kind {
        PRIVATE_THREAD => permissions::CREATE_PRIVATE_THREADS,
        _ if found.kind == FORUM_KIND => permissions::SEND_MESSAGES,
        _ => permissions::CREATE_PUBLIC_THREADS,
    };
    if state.may(parent, needed) { Ok(()) } else { Err(refuse(50_013)) }
}

/// `POST /channels/{channel}/messages/{message}/threads`
pub fn from_message(state: &mut State, parent: &str, message: &str, body: &Body) -> Answer {
    may_open(state, parent, PUBLIC_THREAD)?;
    if state.message(parent, message).is_none_or(|message| message.only.is_some()) {
        return Err(refuse(10_008));
    }
    if state.channels.contains_key(message) {
        return Err(refuse(160_004));
    }
    let id = opens(state, message.to_owned(), parent, PUBLIC_THREAD, body)?;
    state.message_mut(parent, message).unwrap().has_thread = true;
    state.message_updated(parent, message);
    Ok((201, state.channel_json(&id)))
}

/// `POST /channels/{channel}/threads`: a thread without a message, or a post in a forum.
pub fn create(state: &mut State, parent: &str, body: &Body) -> Answer {
    let in_forum = state.seen(parent)?.kind == FORUM_KIND;
    let kind = match body.json["type"].as_u64() {
        _ if in_forum => PUBLIC_THREAD,
        Some(11) => PUBLIC_THREAD,
        None | Some(12) => PRIVATE_THREAD,
        Some(_) => return Err(refuse(50_024)),
    };
    may_open(state, parent, kind)?;
    if !in_forum {
        let id = state.id();
        let id = opens(state, id, parent, kind, body)?;
        return Ok((201, state.channel_json(&id)));
    }
    let forum = &state.channels[parent];
    let wanted: Vec<&str> =
        body.json["applied_tags"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let tags: Vec<_> = forum.tags.iter().filter(|(id, _)| wanted.contains(&id.as_str())).cloned().collect();
    if forum.needs_tag && tags.is_empty() {
        return Err(refuse(40_067));
    }
    let first = Body { json: body.json["message"].clone(), uploads: body.uploads.clone(), query: Vec::new() };
    let message = messages::made(state, parent, &first)?;
    // The first message and its thread have one id.
    let id = opens(state, message.id.clone(), parent, kind, body)?;
    state.channels.get_mut(&id).unwrap().tags = tags;
    let message = messages::Message { channel: id.clone(), ..message };
    let shown = state.message_json(&message, true);
    state.shows(message);
    let mut answer = state.channel_json(&id);
    answer["message"] = shown;
    Ok((201, answer))
}

/// `PATCH /channels/{channel}`, of which a bot like ours changes threads only.
pub fn update(state: &mut State, id: &str, body: &Body) -> Answer {
    let found = state.seen(id)?.clone();
    let Some(thread) = &found.thread else { return Err(refuse(50_013)) };
    let fields = body.json.as_object().cloned().unwrap_or_default();
    let wakes = body.json["archived"] == json!(false);
    let only_wakes = wakes && fields.keys().all(|key| key == "archived" || key == "locked" && !thread.locked);
    let manages = state.may(id, permissions::MANAGE_THREADS);
    if thread.locked && !manages || !only_wakes && thread.owner != BOT_USER && !manages {
        return Err(refuse(50_013));
    }
    if only_wakes && !state.may(id, permissions::SEND_MESSAGES_IN_THREADS) {
        return Err(refuse(50_013));
    }
    if body.json["locked"] == json!(true) && !manages {
        return Err(refuse(50_013));
    }
    if thread.archived && !wakes {
        return Err(refuse(50_083));
    }
    let name = if fields.contains_key("name") { named(body)? } else { found.name.clone() };
    let minutes =
        if fields.contains_key("auto_archive_duration") { archive_after(body)? } else { thread.archive_after };
    let now = state.clock.now();
    let channel = state.channels.get_mut(id).unwrap();
    let thread = channel.thread.as_mut().unwrap();
    channel.name = name;
    thread.archive_after = minutes;
    thread.locked = body.json["locked"].as_bool().unwrap_or(thread.locked);
    if let Some(archived) = body.json["archived"].as_bool() {
        (thread.archived, thread.archived_at, thread.last_active) = (archived, now, now);
    }
    state.thread_changed("THREAD_UPDATE", id);
    ok(state.channel_json(id))
}

/// `PUT` and `DELETE /channels/{thread}/thread-members/{user}`
pub fn member(state: &mut State, id: &str, user: &str, joins: bool) -> Answer {
    let user = if user == "@me" { BOT_USER } else { user };
    let found = state.seen(id)?;
    let Some(thread) = &found.thread else { return Err(refuse(50_024)) };
    if thread.archived {
        return Err(refuse(50_083));
    }
    if joins && thread.members.len() >= MAX_MEMBERS {
        return Err(refuse(30_033));
    }
    let is_there = state.guild_of(id).is_some_and(|guild| guild.members.contains_key(user)) || user == BOT_USER;
    if !is_there {
        return Err(refuse(10_013));
    }
    let members = &mut state.channels.get_mut(id).unwrap().thread.as_mut().unwrap().members;
    if joins {
        members.insert(user.to_owned());
    } else {
        members.remove(user);
    }
    nothing()
}

pub fn one_member(state: &State, id: &str, user: &str) -> Answer {
    let found = state.seen(id)?;
    let thread = found.thread.as_ref().ok_or_else(|| refuse(50_024))?;
    if !thread.members.contains(user) {
        return Err(refuse(10_007));
    }
    ok(json!({ "id": id, "user_id": user, "join_timestamp": stamp(found.created), "flags": 0 }))
}

pub fn members(state: &State, id: &str) -> Answer {
    let found = state.seen(id)?;
    let thread = found.thread.as_ref().ok_or_else(|| refuse(50_024))?;
    let one = |user: &String| json!({ "id": id, "user_id": user, "join_timestamp": stamp(found.created), "flags": 0 });
    ok(thread.members.iter().map(one).collect())
}

fn listed(state: &State, wanted: impl Fn(&Channel, &Thread) -> bool) -> Value {
    let found =
        state.channels.values().filter(|channel| channel.thread.as_ref().is_some_and(|thread| wanted(channel, thread)));
    let threads: Vec<Value> = found.map(|channel| state.channel_json(&channel.id)).collect();
    json!({ "threads": threads, "members": [], "has_more": false })
}

pub fn active(state: &State, guild: &str) -> Answer {
    super::channels::guild(state, guild)?;
    ok(listed(state, |channel, thread| channel.guild.as_deref() == Some(guild) && !thread.archived))
}

pub fn archived(state: &State, parent: &str, kind: u8) -> Answer {
    state.seen(parent)?;
    if !state.may(parent, permissions::READ_MESSAGE_HISTORY) {
        return Err(refuse(50_013));
    }
    let of_it = |channel: &Channel| channel.parent.as_deref() == Some(parent) && channel.kind == kind;
    ok(listed(state, |channel, thread| of_it(channel) && thread.archived))
}
