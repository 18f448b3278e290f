//! What people did in Slack, from the payloads as they come over either transport. Pure.
//!
//! Whatever a payload holds, reading never fails: what is not understood is nothing.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use slack_morphism::blocks::SlackViewSubmissionResponse;

use super::wire::{
    BlockActions, Callback, Command, Element, Event, Incoming, Interaction, Message, MessageAction, Pin, Reaction,
    Spoken, ViewSubmission,
};
use super::{PLATFORM, address, metadata};
use crate::chat::{ChatEvent, Happened, MessageRef, Place, Said};
use crate::clock::{Time, from_micros};
use crate::person::Person;

/// Reads a payload. `kind` is the envelope's: `slash_commands`, `interactive`, `events_api`. `key` is the envelope's
/// id, used where the payload itself has none that redelivery repeats. None for what does not concern the bot.
pub fn read(kind: &str, payload: &Value, key: &str, at: Time) -> Option<ChatEvent> {
    let Some(incoming) = Incoming::read(kind, payload) else {
        metrics::counter!("squall_slack_unread_total").increment(1);
        // What it holds is not for the log.
        tracing::warn!(kind, "Slack sent something that Squall can't read");
        return None;
    };
    let done = match incoming {
        Incoming::Command(command) => asked(command),
        Incoming::Interaction(Interaction::BlockActions(pressed)) => self::pressed(*pressed),
        Incoming::Interaction(Interaction::MessageAction(chosen)) => chose(*chosen),
        Incoming::Interaction(Interaction::ViewSubmission(sent)) => submitted(*sent),
        Incoming::Interaction(Interaction::Other) => None,
        Incoming::Event(callback) => happened(*callback),
    }?;
    let Done { user, place, what, key: own } = done;
    let key = own.unwrap_or_else(|| format!("envelope:{key}"));
    let person = Person { platform: PLATFORM.into(), user };
    let (locale, name, roles) = (None, None, BTreeMap::new());
    Some(ChatEvent { key: format!("{PLATFORM}:{key}"), at, person, place, locale, name, roles, what })
}

/// What is answered, in the acknowledgement itself, to a form whose answers do not pass its checks. Nothing happened then.
pub fn refusal(kind: &str, payload: &Value) -> Option<SlackViewSubmissionResponse> {
    let Incoming::Interaction(Interaction::ViewSubmission(sent)) = Incoming::read(kind, payload)? else { return None };
    metadata::refusal(sent.view.private_metadata.as_deref()?, &sent.view.answers())
}

/// What Slack wants to hear back once, to know that the address for its events is ours.
pub fn challenge(payload: &Value) -> Option<String> {
    #[derive(Deserialize)]
    #[serde(tag = "type", rename_all = "snake_case")]
    enum Push {
        UrlVerification {
            challenge: String,
        },
        #[serde(other)]
        Other,
    }
    match Push::deserialize(payload).ok()? {
        Push::UrlVerification { challenge } => Some(challenge),
        Push::Other => None,
    }
}

/// An event without what is the same in all.
struct Done {
    key: Option<String>,
    user: String,
    place: Place,
    what: Happened,
}

fn asked(command: Command) -> Option<Done> {
    let place = address::place(&command.channel_id?, None, &command.user_id);
    let what = Happened::Asked { words: plain(&command.text) };
    Some(Done { key: trigger_key(command.trigger_id.as_deref()), user: command.user_id, place, what })
}

fn pressed(pressed: BlockActions) -> Option<Done> {
    let message = match &pressed.view {
        // The person's page is nobody's message. Its buttons are answered to the person alone.
        Some(view) if view.kind.as_deref() == Some("home") => {
            MessageRef { place: direct(&pressed.user.id.0), message: view.id.clone()? }
        }
        // What is picked in a form counts when the form is sent.
        Some(_) => return None,
        None => pressed_on(&pressed)?,
    };
    let action = chosen(pressed.actions.first()?)?;
    let key = trigger_key(pressed.trigger_id.as_deref());
    let (place, trigger) = (message.place.clone(), trigger(pressed.trigger_id, &message.place));
    Some(Done { key, user: pressed.user.id.0, place, what: Happened::Pressed { action, message, trigger } })
}

/// The message that a pressed element stands on.
fn pressed_on(pressed: &BlockActions) -> Option<MessageRef> {
    let (container, message) = (pressed.container.as_ref(), pressed.message.as_ref());
    let channel = pressed.channel.as_ref().map(|channel| &channel.id.0);
    let channel = channel.or_else(|| container?.channel_id.as_ref())?;
    let ts = container.and_then(|container| container.message_ts.as_ref()).or_else(|| message?.ts.as_ref())?;
    let threads =
        [message.and_then(|message| message.thread_ts.as_ref()), container.and_then(|one| one.thread_ts.as_ref())];
    let thread = threads.into_iter().flatten().find(|thread| *thread != ts);
    Some(address::message(channel, thread.map(String::as_str), &pressed.user.id.0, ts))
}

/// The action of a pressed element: a button's value, or its id when it has none; for what was picked the element's id, a
/// colon and the pick.
fn chosen(acted: &Element) -> Option<String> {
    if let Some(value) = &acted.value {
        return Some(value.clone());
    }
    let id = acted.action_id.clone();
    match acted.picked() {
        Some(picked) if picked.is_empty() => None,
        Some(picked) => Some(format!("{}:{picked}", id?)),
        None => id,
    }
}

fn chose(chosen: MessageAction) -> Option<Done> {
    let user = chosen.user.id.0;
    let on = said_in(&chosen.channel.id.0, &chosen.message, &user)?;
    let key = trigger_key(chosen.trigger_id.as_deref());
    let (place, trigger) = (on.message.place.clone(), trigger(chosen.trigger_id, &on.message.place));
    Some(Done { key, user, place, what: Happened::Chose { shortcut: chosen.callback_id, on, trigger } })
}

/// A message of a channel, as Slack shows it to who looks at it.
pub(super) fn said_in(channel: &str, said: &Message, user: &str) -> Option<Said> {
    let ts = said.ts.as_deref()?;
    Some(Said {
        message: address::message(channel, said.thread(), user, ts),
        author: said.user.clone().filter(|_| !said.is_by_a_bot()),
        text: words_of(said),
        at: moment(ts)?,
    })
}

/// The words of a message; those of its attachments where it has none itself, as what feeds post has.
fn words_of(said: &Message) -> String {
    let own = plain(said.text.as_deref().unwrap_or_default());
    if !own.is_empty() {
        return own;
    }
    let attached = said.attachments.iter().flatten();
    let words = attached.filter_map(|one| one.text.as_deref().or(one.fallback.as_deref()));
    words.map(plain).collect::<Vec<_>>().join("\n")
}

/// The moment of a ts, `1772442000.000100`.
fn moment(ts: &str) -> Option<Time> {
    let (seconds, micros) = ts.split_once('.').unwrap_or((ts, "0"));
    let seconds: i64 = seconds.parse().ok()?;
    let micros: i64 = format!("{micros:0<6.6}").parse().ok()?;
    Some(from_micros(seconds.checked_mul(1_000_000)?.checked_add(micros)?))
}

fn submitted(sent: ViewSubmission) -> Option<Done> {
    let (user, view) = (sent.user.id.0, sent.view);
    // A form that lost its place answers to the person alone.
    let place = view.private_metadata.as_deref().and_then(metadata::place).unwrap_or_else(|| direct(&user));
    let answers = view.answers();
    let key = view.id.map(|id| format!("view:{id}:{}", view.hash.unwrap_or_default()));
    Some(Done { key, user, place, what: Happened::Submitted { action: view.callback_id?, answers } })
}

fn happened(callback: Callback) -> Option<Done> {
    let bot = callback.bot().map(str::to_owned);
    let (user, place, what) = match callback.event {
        Event::Message(spoken) => match spoken.said.subtype.as_deref() {
            Some("message_changed" | "message_deleted") => changed(&spoken)?,
            None if spoken.channel_type.as_deref() == Some("im") => said(&spoken, bot.as_deref())?,
            // Talk in channels, of which Slack sends all, ends here.
            _ => return None,
        },
        Event::AppMention(spoken) => said(&spoken, bot.as_deref())?,
        Event::ReactionAdded(reaction) => reacted(reaction, true)?,
        Event::ReactionRemoved(reaction) => reacted(reaction, false)?,
        Event::PinAdded(pin) => pinned(pin, true)?,
        Event::PinRemoved(pin) => pinned(pin, false)?,
        Event::AppHomeOpened(opened) if opened.tab.as_deref() == Some("home") => {
            let place = direct(&opened.user);
            (opened.user, place, Happened::CameHome)
        }
        Event::AppHomeOpened(_) | Event::Other => return None,
    };
    // What we do ourselves is not for us.
    let key = callback.event_id.map(|id| format!("event:{id}"));
    (bot.as_ref() != Some(&user)).then_some(Done { key, user, place, what })
}

/// Who did what, and where.
type Deed = (String, Place, Happened);

fn reacted(reaction: Reaction, added: bool) -> Option<Deed> {
    let (user, item) = (reaction.user, reaction.item);
    let message = address::message(&item.channel?, None, &user, &item.ts?);
    Some((user, message.place.clone(), Happened::Reacted { emoji: reaction.reaction, message, added }))
}

fn pinned(pin: Pin, added: bool) -> Option<Deed> {
    let channel = pin.channel_id.or(pin.item.channel)?;
    let pinned = pin.item.message?;
    let message = address::message(&channel, pinned.thread(), &pin.user, pinned.ts.as_deref()?);
    Some((pin.user, message.place.clone(), Happened::Pinned { message, added }))
}

/// Somebody edited a message of a channel, or deleted it. A preview that Slack adds to a link is no edit, what bots do
/// with their own messages is not for us, and what is left of a message with a thread is no message (`tombstone`).
fn changed(event: &Spoken) -> Option<Deed> {
    let (now, before) = (event.message.as_ref(), event.previous_message.as_ref());
    let by_a_bot = now.into_iter().chain(before).any(Message::is_by_a_bot);
    if by_a_bot || event.channel_type.as_deref() == Some("im") {
        return None;
    }
    let edited = now.filter(|now| {
        event.said.subtype.as_deref() == Some("message_changed") && now.subtype.as_deref() != Some("tombstone")
    });
    let words = edited.map(words_of);
    if words.is_some() && words == Some(before.map(words_of).unwrap_or_default()) {
        return None;
    }
    let (ts, user) = match edited {
        Some(now) => (now.ts.as_ref(), now.user.as_ref()),
        None => {
            (event.deleted_ts.as_ref().or_else(|| now?.ts.as_ref()), before.and_then(|before| before.user.as_ref()))
        }
    };
    let (ts, user) = (ts?, user.cloned().unwrap_or_default());
    let thread = before.and_then(|before| before.thread_ts.as_ref()).filter(|thread| *thread != ts);
    let message = address::message(&event.channel, thread.map(String::as_str), &user, ts);
    Some((user, message.place.clone(), Happened::Changed { message, words }))
}

/// The words after `@squall`, or all of them in a direct message. What bots say is not for us.
fn said(event: &Spoken, bot: Option<&str>) -> Option<Deed> {
    let said = &event.said;
    if said.bot_id.is_some() || said.subtype.is_some() {
        return None;
    }
    let (user, all) = (said.user.clone()?, said.text.as_deref()?);
    let named = bot.map(|bot| format!("<@{bot}>"));
    let after = named.and_then(|name| all.split_once(&name)).map(|(_, after)| after);
    let first = || all.trim_start().strip_prefix("<@")?.split_once('>').map(|(_, after)| after);
    let words = after.or_else(first).unwrap_or(all).trim_start_matches([',', ':', ' ']);
    let place = address::place(&event.channel, said.thread(), &user);
    Some((user, place, Happened::Asked { words: plain(words) }))
}

/// Slack's text as it was typed: links become what is read of them, and its three escapes are undone. Mentions of
/// people and channels (`<@U1>`, `<#C1|crisis>`) stay as they are.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let Some((inside, behind)) = after.split_once('>') else {
            out.push('<');
            rest = after;
            continue;
        };
        if inside.starts_with(['@', '#', '!']) {
            out.extend(["<", inside, ">"]);
        } else {
            out.push_str(inside.split_once('|').map_or(inside, |(_, label)| label));
        }
        rest = behind;
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").trim().to_owned()
}

fn trigger_key(trigger: Option<&str>) -> Option<String> {
    trigger.map(|id| format!("trigger:{id}"))
}

fn direct(user: &str) -> Place {
    Place::direct(&Person { platform: PLATFORM.into(), user: user.into() })
}

/// What lets a form open: Slack's trigger, and the place that the form will answer to.
fn trigger(id: Option<String>, place: &Place) -> String {
    let id = id.unwrap_or_default();
    format!("{id}|{}|{}", place.channel, place.thread.as_deref().unwrap_or_default())
}

#[cfg(test)]
mod tests;
