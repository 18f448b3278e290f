//! `chat.*` and `reactions.get`.

use serde_json::{Value, json};

use super::BOT_USER;
use super::args::{Answer, Args, refuse};
use super::blocks::{self, Surface};
use super::state::{Channel, Message, State};
use super::{files, payloads, views};

/// https://docs.slack.dev/reference/methods/chat.postMessage
pub const MAX_TEXT: usize = 40_000;
/// https://docs.slack.dev/reference/methods/chat.update
const MAX_UPDATE: usize = 4_000;

/// A channel that the bot may write to.
fn writable<'s>(state: &'s State, channel: &str) -> Result<&'s Channel, Value> {
    let found = state.channels.get(channel).ok_or_else(|| refuse("channel_not_found"))?;
    let joined = found.members.contains(BOT_USER);
    match found {
        found if found.private && !joined => Err(refuse("channel_not_found")),
        found if found.archived => Err(refuse("is_archived")),
        // The conversation with somebody whose account was closed takes nothing.
        found if found.im.as_ref().is_some_and(|person| state.people.get(person).is_some_and(|one| one.deleted)) => {
            Err(refuse("is_archived"))
        }
        _ if !joined => Err(refuse("not_in_channel")),
        found => Ok(found),
    }
}

/// Text and blocks of a message, within Slack's limits and ours.
pub fn content(state: &mut State, args: &Args, max: usize) -> Result<(String, Vec<Value>), Value> {
    let text = args.text("text").unwrap_or_default().to_owned();
    let blocks = match args.structure("blocks")? {
        None => Vec::new(),
        Some(Value::Array(blocks)) => blocks,
        Some(_) => return Err(refuse("invalid_blocks_format")),
    };
    if text.is_empty() && blocks.is_empty() {
        return Err(refuse("no_text"));
    }
    if text.is_empty() {
        state.breaks("no_text", "blocks without `text` are silent in a notification and to a screen reader");
    }
    if text.chars().count() > max {
        state.breaks("msg_too_long", format!("{} characters of text", text.chars().count()));
        return Err(refuse("msg_too_long"));
    }
    blocks::check(state, &blocks, Surface::Message)?;
    files::are_there(state, &blocks)?;
    let mut blocks = Value::Array(blocks);
    views::name_blocks(state, &mut blocks);
    Ok((text, blocks.as_array().cloned().unwrap_or_default()))
}

/// What an answer to a command or over a `response_url` says, to all or to one.
pub fn said(state: &mut State, channel: &str, answer: &Value, only: Option<String>) {
    let args = Args { fields: answer.as_object().cloned().unwrap_or_default(), is_json: true };
    let thread = args.text("thread_ts").map(str::to_owned);
    if let Ok((text, blocks)) = content(state, &args, MAX_TEXT) {
        let (ts, user) = (state.ts(), BOT_USER.to_owned());
        let message = Message { ts, thread, user, text, blocks, only, ..Message::default() };
        state.shows(channel, message);
    }
}

fn metadata(args: &Args) -> Result<Option<Value>, Value> {
    let metadata = args.structure("metadata")?;
    let well = |value: &Value| value["event_type"].is_string() && value["event_payload"].is_object();
    match metadata {
        Some(metadata) if !well(&metadata) => Err(refuse("invalid_metadata_format")),
        metadata => Ok(metadata),
    }
}

pub fn post(state: &mut State, args: &Args) -> Answer {
    let mut channel = args.need("channel", "channel_not_found")?;
    // A person's id stands for the direct conversation with them.
    if state.people.contains_key(&channel) {
        channel = super::conversations::direct(state, &channel);
    }
    writable(state, &channel)?;
    let (text, blocks) = content(state, args, MAX_TEXT)?;
    let metadata = metadata(args)?;
    let thread = args.text("thread_ts").map(str::to_owned);
    if let Some(thread) = &thread {
        let root = state.message(&channel, thread).ok_or_else(|| refuse("thread_not_found"))?;
        if root.thread.as_ref().is_some_and(|of| of != thread) {
            state.breaks("reply_to_a_reply", format!("thread_ts {thread} is itself a reply"));
        }
    }
    let ts = state.ts();
    let unfurl_links = args.flag("unfurl_links");
    let user = BOT_USER.to_owned();
    let message = Message { ts: ts.clone(), thread, user, text, blocks, metadata, unfurl_links, ..Message::default() };
    let shown = message.json(true);
    // What the bot says comes back to it as an event.
    let echo = payloads::said(state, &channel, &message, "message");
    state.shows(&channel, message);
    state.event(echo);
    Ok(json!({ "channel": channel, "ts": ts, "message": shown }))
}

pub fn update(state: &mut State, args: &Args) -> Answer {
    let channel = args.need("channel", "channel_not_found")?;
    let ts = args.need("ts", "message_not_found")?;
    let found = state.channels.get(&channel).ok_or_else(|| refuse("channel_not_found"))?;
    if found.archived {
        return Err(refuse("is_archived"));
    }
    match state.message(&channel, &ts) {
        None => return Err(refuse("message_not_found")),
        Some(message) if !message.by_the_bot() => return Err(refuse("cant_update_message")),
        Some(_) => {}
    }
    let (text, blocks) = content(state, args, MAX_UPDATE)?;
    let metadata = metadata(args)?;
    let message = state.message_mut(&channel, &ts).unwrap();
    (message.text, message.blocks, message.edited) = (text.clone(), blocks, true);
    if metadata.is_some() {
        message.metadata = metadata;
    }
    Ok(json!({ "channel": channel, "ts": ts, "text": text, "message": message.json(true) }))
}

pub fn delete(state: &mut State, args: &Args) -> Answer {
    let channel = args.need("channel", "channel_not_found")?;
    let ts = args.need("ts", "message_not_found")?;
    match state.message(&channel, &ts) {
        None => return Err(refuse("message_not_found")),
        Some(message) if !message.by_the_bot() => return Err(refuse("cant_delete_message")),
        Some(_) => {}
    }
    state.channels.get_mut(&channel).unwrap().messages.retain(|message| message.ts != ts);
    Ok(json!({ "channel": channel, "ts": ts }))
}

pub fn ephemeral(state: &mut State, args: &Args) -> Answer {
    let channel = args.need("channel", "channel_not_found")?;
    let user = args.need("user", "user_not_in_channel")?;
    let members = &writable(state, &channel)?.members;
    if !members.contains(&user) {
        return Err(refuse("user_not_in_channel"));
    }
    let (text, blocks) = content(state, args, MAX_TEXT)?;
    let ts = state.ts();
    let thread = args.text("thread_ts").map(str::to_owned);
    let message =
        Message { ts: ts.clone(), thread, user: BOT_USER.into(), text, blocks, only: Some(user), ..Message::default() };
    state.shows(&channel, message);
    Ok(json!({ "message_ts": ts }))
}

pub fn permalink(state: &mut State, args: &Args) -> Answer {
    let channel = args.need("channel", "channel_not_found")?;
    let ts = args.need("message_ts", "message_not_found")?;
    let found = state.channels.get(&channel).filter(|found| !found.private || found.members.contains(BOT_USER));
    found.ok_or_else(|| refuse("channel_not_found"))?;
    state.message(&channel, &ts).ok_or_else(|| refuse("message_not_found"))?;
    Ok(json!({ "channel": channel, "permalink": state.permalink(&channel, &ts) }))
}

pub fn reactions(state: &mut State, args: &Args) -> Answer {
    let channel = args.need("channel", "no_item_specified")?;
    let ts = args.need("timestamp", "no_item_specified")?;
    let message = state.message(&channel, &ts).ok_or_else(|| refuse("message_not_found"))?;
    let mut shown = message.json(false);
    shown["reactions"] = message.reactions_json();
    Ok(json!({ "type": "message", "channel": channel, "message": shown }))
}
