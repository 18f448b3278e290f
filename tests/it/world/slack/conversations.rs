//! `conversations.*`, `users.*`: reading what there is.

use serde_json::{Value, json};

use super::BOT_USER;
use super::args::{Answer, Args, refuse};
use super::state::{Channel, Message, Rank, State};

fn readable<'s>(state: &'s State, args: &Args) -> Result<&'s Channel, Value> {
    let channel = args.need("channel", "channel_not_found")?;
    let found = state.channels.get(&channel).ok_or_else(|| refuse("channel_not_found"))?;
    match found.members.contains(BOT_USER) {
        true => may_read(state, found).map(|()| found),
        false if found.private => Err(refuse("channel_not_found")),
        false => Err(refuse("not_in_channel")),
    }
}

/// Each kind of conversation has a scope of its own.
fn may_read(state: &State, channel: &Channel) -> Result<(), Value> {
    let needed = match channel {
        Channel { im: Some(_), .. } => "im:history",
        Channel { private: true, .. } => "groups:history",
        _ => "channels:history",
    };
    let provided: Vec<&str> = state.scopes.iter().map(String::as_str).collect();
    let missing = json!({ "error": "missing_scope", "needed": needed, "provided": provided.join(",") });
    if state.scopes.contains(needed) { Ok(()) } else { Err(missing) }
}

/// A page of messages: `newest_first` for a channel, oldest first for a thread.
fn page(messages: Vec<&Message>, args: &Args) -> Value {
    let inclusive = args.flag("inclusive").unwrap_or_default();
    let within = |message: &&Message| {
        let after = args
            .text("oldest")
            .is_none_or(|at| at == "0" || number(&message.ts) > number(at) || inclusive && message.ts == at);
        let before =
            args.text("latest").is_none_or(|at| number(&message.ts) < number(at) || inclusive && message.ts == at);
        after && before
    };
    let messages: Vec<&Message> = messages.into_iter().filter(within).collect();
    let limit = args.number("limit").unwrap_or(100).clamp(1, 999);
    let start = args.text("cursor").and_then(|cursor| cursor.strip_prefix("at:")?.parse().ok()).unwrap_or(0);
    let shown = messages.iter().skip(start).take(limit);
    let with_metadata = args.flag("include_all_metadata").unwrap_or_default();
    let shown: Vec<Value> = shown.map(|message| message.json(with_metadata)).collect();
    let more = messages.len() > start + limit;
    let next = if more { format!("at:{}", start + limit) } else { String::new() };
    json!({ "messages": shown, "has_more": more, "response_metadata": { "next_cursor": next } })
}

fn number(ts: &str) -> u128 {
    let (seconds, micros) = ts.split_once('.').unwrap_or((ts, "0"));
    let seconds: u128 = seconds.parse().unwrap_or_default();
    seconds * 1_000_000 + format!("{micros:0<6}").parse::<u128>().unwrap_or_default()
}

pub fn history(state: &mut State, args: &Args) -> Answer {
    let channel = readable(state, args)?;
    let shown =
        |message: &&Message| message.only.is_none() && message.thread.as_ref().is_none_or(|root| *root == message.ts);
    Ok(page(channel.messages.iter().rev().filter(shown).collect(), args))
}

pub fn replies(state: &mut State, args: &Args) -> Answer {
    let channel = readable(state, args)?;
    let ts = args.need("ts", "thread_not_found")?;
    let shown =
        |message: &&Message| message.only.is_none() && (message.ts == ts || message.thread.as_ref() == Some(&ts));
    let messages: Vec<&Message> = channel.messages.iter().filter(shown).collect();
    if messages.is_empty() {
        return Err(refuse("thread_not_found"));
    }
    Ok(page(messages, args))
}

fn shown(channel: &Channel) -> Value {
    let is_im = channel.im.is_some();
    let mut shown = json!({
        "id": channel.id, "is_channel": !is_im && !channel.private, "is_group": channel.private && !is_im,
        "is_im": is_im, "is_mpim": false, "is_private": channel.private, "is_archived": channel.archived,
        "is_member": channel.members.contains(BOT_USER), "num_members": channel.members.len(),
    });
    match &channel.im {
        Some(person) => shown["user"] = json!(person),
        None => shown["name"] = json!(channel.name),
    }
    shown
}

pub fn info(state: &mut State, args: &Args) -> Answer {
    let channel = args.need("channel", "channel_not_found")?;
    let found = state.channels.get(&channel).filter(|found| !found.private || found.members.contains(BOT_USER));
    Ok(json!({ "channel": shown(found.ok_or_else(|| refuse("channel_not_found"))?) }))
}

/// `conversations.list`, and `users.conversations`: those that the bot is in.
pub fn list(state: &mut State, args: &Args, method: &str) -> Answer {
    let types = args.text("types").unwrap_or("public_channel");
    let kind = |channel: &Channel| match channel {
        Channel { im: Some(_), .. } => "im",
        Channel { private: true, .. } => "private_channel",
        _ => "public_channel",
    };
    let member = |channel: &Channel| channel.members.contains(BOT_USER);
    let listed = |channel: &&Channel| {
        types.split(',').any(|one| one.trim() == kind(channel))
            && (member(channel) || !channel.private && method == "conversations.list")
            && !(channel.archived && args.flag("exclude_archived").unwrap_or_default())
    };
    let all: Vec<&Channel> = state.channels.values().filter(listed).collect();
    let limit = args.number("limit").unwrap_or(100).clamp(1, 1000);
    let start = args.text("cursor").and_then(|cursor| cursor.strip_prefix("at:")?.parse().ok()).unwrap_or(0);
    let channels: Vec<Value> = all.iter().skip(start).take(limit).map(|channel| shown(channel)).collect();
    let next = if all.len() > start + limit { format!("at:{}", start + limit) } else { String::new() };
    Ok(json!({ "channels": channels, "response_metadata": { "next_cursor": next } }))
}

/// Who joined, a page at a time: <https://docs.slack.dev/reference/methods/conversations.members>. A private channel is for
/// those who are in it, the bot among them, and has a scope of its own.
pub fn members(state: &mut State, args: &Args) -> Answer {
    let channel = args.need("channel", "channel_not_found")?;
    let found = state.channels.get(&channel).filter(|found| !found.private || found.members.contains(BOT_USER));
    let found = found.ok_or_else(|| refuse("channel_not_found"))?;
    if found.private && !state.scopes.contains("groups:read") {
        return Err(json!({ "error": "missing_scope", "needed": "groups:read" }));
    }
    let limit = args.number("limit").unwrap_or(100).clamp(1, 1000);
    let start = args.text("cursor").and_then(|cursor| cursor.strip_prefix("at:")?.parse().ok()).unwrap_or(0);
    let members: Vec<&String> = found.members.iter().skip(start).take(limit).collect();
    let next = if found.members.len() > start + limit { format!("at:{}", start + limit) } else { String::new() };
    Ok(json!({ "members": members, "response_metadata": { "next_cursor": next } }))
}

/// The direct conversation with a person, opened when there is none.
pub fn direct(state: &mut State, person: &str) -> String {
    if let Some(found) = state.channels.values().find(|channel| channel.im.as_deref() == Some(person)) {
        return found.id.clone();
    }
    let id = state.number("D");
    let members = [person.to_owned(), BOT_USER.to_owned()].into();
    let channel = Channel {
        id: id.clone(),
        name: format!("dm-{person}"),
        members,
        im: Some(person.into()),
        private: true,
        ..Channel::default()
    };
    state.channels.insert(id.clone(), channel);
    id
}

/// `users` is a comma-separated string; an array is not read.
pub fn open(state: &mut State, args: &Args) -> Answer {
    let users = args.need("users", "users_list_not_supplied")?;
    if users.contains(',') {
        return Err(refuse("not_enough_users"));
    }
    match state.people.get(&users) {
        None => return Err(refuse("user_not_found")),
        Some(person) if person.deleted => return Err(refuse("user_disabled")),
        Some(_) => {}
    }
    Ok(json!({ "channel": { "id": direct(state, &users) } }))
}

pub fn join(state: &mut State, args: &Args) -> Answer {
    let channel = args.need("channel", "channel_not_found")?;
    let found = state.channels.get_mut(&channel).ok_or_else(|| refuse("channel_not_found"))?;
    match found {
        found if found.private => Err(refuse("method_not_supported_for_channel_type")),
        found if found.archived => Err(refuse("is_archived")),
        found => {
            found.members.insert(BOT_USER.into());
            Ok(json!({ "channel": shown(found) }))
        }
    }
}

/// Names have lower-case letters, digits, `-` and `_`, at most 80, and are one channel's:
/// <https://docs.slack.dev/reference/methods/conversations.create>.
pub fn create(state: &mut State, args: &Args) -> Answer {
    let name = args.need("name", "invalid_name_required")?;
    let fits = |c: char| c.is_alphanumeric() && !c.is_uppercase() || matches!(c, '-' | '_');
    if name.chars().count() > 80 {
        return Err(refuse("invalid_name_maxlength"));
    }
    if !name.chars().all(fits) {
        return Err(refuse("invalid_name_specials"));
    }
    if state.channels.values().any(|channel| channel.name == name) {
        return Err(refuse("name_taken"));
    }
    let (id, members) = (state.number("C"), [BOT_USER.to_owned()].into());
    let private = args.flag("is_private").unwrap_or_default();
    let channel = Channel { id: id.clone(), name, members, private, ..Channel::default() };
    let told = shown(&channel);
    state.channels.insert(id, channel);
    Ok(json!({ "channel": told }))
}

/// By ids with commas between them: <https://docs.slack.dev/reference/methods/conversations.invite>.
pub fn invite(state: &mut State, args: &Args) -> Answer {
    let (channel, users) = (args.need("channel", "channel_not_found")?, args.need("users", "no_user")?);
    let people: Vec<String> = users.split(',').map(|user| user.trim().to_owned()).collect();
    if people.iter().any(|person| !state.people.contains_key(person)) {
        return Err(refuse("user_not_found"));
    }
    let found = state.channels.get_mut(&channel).filter(|found| found.members.contains(BOT_USER));
    let found = found.ok_or_else(|| refuse("channel_not_found"))?;
    if people.iter().all(|person| found.members.contains(person)) {
        return Err(refuse("already_in_channel"));
    }
    found.members.extend(people);
    Ok(json!({ "channel": shown(found) }))
}

pub fn user(state: &mut State, args: &Args) -> Answer {
    let id = args.need("user", "user_not_found")?;
    if id == BOT_USER {
        return Ok(json!({ "user": { "id": id, "name": "squall", "is_bot": true, "deleted": false } }));
    }
    let person = state.people.get(&id).ok_or_else(|| refuse("user_not_found"))?;
    let mut user = json!({
        "id": id, "team_id": super::TEAM, "name": person.name, "real_name": person.name, "is_bot": false,
        "deleted": person.deleted, "tz": person.zone, "is_admin": person.rank == Rank::Admin, "is_owner": false,
        "is_primary_owner": false, "is_restricted": person.rank == Rank::Guest, "is_ultra_restricted": false,
        "profile": { "display_name": person.name, "real_name": person.name },
    });
    if args.flag("include_locale").unwrap_or_default() {
        user["locale"] = json!(person.locale);
    }
    Ok(json!({ "user": user }))
}

/// Who is in a user group: <https://docs.slack.dev/reference/methods/usergroups.users.list>.
pub fn group(state: &mut State, args: &Args) -> Answer {
    let id = args.need("usergroup", "no_such_subteam")?;
    let members = state.groups.get(&id).ok_or_else(|| refuse("no_such_subteam"))?;
    Ok(json!({ "users": members }))
}
