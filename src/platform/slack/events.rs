//! What people did in Slack, from the payloads as they come over either transport. Pure.
//!
//! The built-in types drop selected people and dates, so the raw payload is read. Whatever it holds, reading never
//! fails: what is not understood is nothing.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{PLATFORM, address, metadata};
use crate::chat::{ChatEvent, Happened, MessageRef, Place, Said};
use crate::clock::{Time, from_micros};
use crate::person::Person;

/// Reads a payload. `kind` is the envelope's: `slash_commands`, `interactive`, `events_api`. `key` is the envelope's
/// id, used where the payload itself has none that redelivery repeats. None for what does not concern the bot.
pub fn read(kind: &str, payload: &Value, key: &str, at: Time) -> Option<ChatEvent> {
    let done = match kind {
        "slash_commands" => command(payload),
        "interactive" => match payload["type"].as_str()? {
            "block_actions" => pressed(payload),
            "message_action" => chose(payload),
            "view_submission" => submitted(payload),
            _ => None,
        },
        "events_api" => event(payload),
        _ => None,
    }?;
    let Done { user, place, what, key: own } = done;
    let key = own.unwrap_or_else(|| format!("envelope:{key}"));
    let person = Person { platform: PLATFORM.into(), user };
    let (locale, name, roles) = (None, None, BTreeMap::new());
    Some(ChatEvent { key: format!("{PLATFORM}:{key}"), at, person, place, locale, name, roles, what })
}

/// An event without what is the same in all.
struct Done {
    key: Option<String>,
    user: String,
    place: Place,
    what: Happened,
}

fn command(payload: &Value) -> Option<Done> {
    let what = Happened::Asked { words: plain(payload["text"].as_str().unwrap_or_default()) };
    let user = text(&payload["user_id"])?;
    let place = address::place(payload["channel_id"].as_str().filter(|id| !id.is_empty())?, None, &user);
    Some(Done { key: trigger_key(payload), user, place, what })
}

fn pressed(payload: &Value) -> Option<Done> {
    let user = text(&payload["user"]["id"])?;
    let acted = payload["actions"].as_array()?.first()?;
    let message = match payload["view"]["type"].as_str() {
        // The person's page is nobody's message. Its buttons are answered to the person alone.
        Some("home") => MessageRef { place: direct(&user), message: text(&payload["view"]["id"])? },
        // What is picked in a form counts when the form is sent.
        Some(_) => return None,
        None => {
            let (container, message) = (&payload["container"], &payload["message"]);
            let channel = text(&payload["channel"]["id"]).or_else(|| text(&container["channel_id"]))?;
            let ts = text(&container["message_ts"]).or_else(|| text(&message["ts"]))?;
            let thread = thread_of(message, &ts).or_else(|| thread_of(container, &ts));
            address::message(&channel, thread.as_deref(), &user, &ts)
        }
    };
    let (place, trigger) = (message.place.clone(), trigger(payload, &message.place));
    let what = Happened::Pressed { action: chosen(acted)?, message, trigger };
    Some(Done { key: trigger_key(payload), user, place, what })
}

/// The action of a pressed element: a button's value, or its id when it has none; for what was picked the element's id, a
/// colon and the pick.
fn chosen(acted: &Value) -> Option<String> {
    let id = || text(&acted["action_id"]);
    if let Some(value) = text(&acted["value"]) {
        return Some(value);
    }
    match picked(acted) {
        Some(picked) if picked.is_empty() => None,
        Some(picked) => Some(format!("{}:{picked}", id()?)),
        None => id(),
    }
}

/// An entry of a message's menu.
fn chose(payload: &Value) -> Option<Done> {
    let user = text(&payload["user"]["id"])?;
    let (channel, said) = (text(&payload["channel"]["id"])?, &payload["message"]);
    let message = said_in(&channel, said, &user)?;
    let (place, trigger) = (message.message.place.clone(), trigger(payload, &message.message.place));
    let what = Happened::Chose { shortcut: text(&payload["callback_id"])?, on: message, trigger };
    Some(Done { key: trigger_key(payload), user, place, what })
}

/// A message of a channel, as Slack shows it to who looks at it.
pub(super) fn said_in(channel: &str, said: &Value, user: &str) -> Option<Said> {
    let ts = text(&said["ts"])?;
    let by_a_person = said["bot_id"].is_null() && said["subtype"] != "bot_message";
    Some(Said {
        message: address::message(channel, thread_of(said, &ts).as_deref(), user, &ts),
        author: text(&said["user"]).filter(|_| by_a_person),
        text: words_of(said),
        at: moment(&ts)?,
    })
}

/// The words of a message; those of its attachments where it has none itself, as what feeds post has.
fn words_of(said: &Value) -> String {
    let own = plain(said["text"].as_str().unwrap_or_default());
    if !own.is_empty() {
        return own;
    }
    let attached = said["attachments"].as_array().into_iter().flatten();
    let words = attached.filter_map(|one| text(&one["text"]).or_else(|| text(&one["fallback"])));
    words.map(|words| plain(&words)).collect::<Vec<_>>().join("\n")
}

/// The thread that a message is in. One that others answered to carries its own ts as that of the thread.
fn thread_of(message: &Value, ts: &str) -> Option<String> {
    text(&message["thread_ts"]).filter(|thread| thread != ts)
}

/// The moment of a ts, `1772442000.000100`.
fn moment(ts: &str) -> Option<Time> {
    let (seconds, micros) = ts.split_once('.').unwrap_or((ts, "0"));
    let seconds: i64 = seconds.parse().ok()?;
    let micros: i64 = format!("{micros:0<6.6}").parse().ok()?;
    Some(from_micros(seconds.checked_mul(1_000_000)?.checked_add(micros)?))
}

/// What was picked or written in an element, several with commas between.
fn picked(element: &Value) -> Option<String> {
    const ONE: [&str; 8] = [
        "value",
        "selected_user",
        "selected_conversation",
        "selected_channel",
        "selected_date",
        "selected_time",
        "selected_date_time",
        "selected_option",
    ];
    const MANY: [&str; 4] = ["selected_users", "selected_conversations", "selected_channels", "selected_options"];
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(option) => option.get("value").and_then(text),
        _ => None,
    };
    let several = |value: &Value| {
        let values: Vec<String> = value.as_array()?.iter().filter_map(one).collect();
        Some(values.join(","))
    };
    ONE.iter().find_map(|name| one(&element[*name])).or_else(|| MANY.iter().find_map(|name| several(&element[*name])))
}

/// What is answered, in the acknowledgement itself, to a form whose answers do not pass its checks. Nothing happened then.
pub fn refusal(kind: &str, payload: &Value) -> Option<Value> {
    let sent = kind == "interactive" && payload["type"] == "view_submission";
    let view = Some(&payload["view"]).filter(|_| sent)?;
    metadata::refusal(metadata_of(view), &answers(view))
}

fn metadata_of(view: &Value) -> &str {
    view["private_metadata"].as_str().unwrap_or_default()
}

/// The questions in the form's order, which the state alone does not have, and what was answered.
fn answers(view: &Value) -> Vec<(String, String)> {
    let values = view["state"]["values"].as_object();
    let answer = |block: &Value| {
        let id = text(&block["block_id"])?;
        let element = values?.get(&id)?.as_object()?.values().next()?;
        Some((id, picked(element).unwrap_or_default()))
    };
    view["blocks"].as_array().into_iter().flatten().filter_map(answer).collect()
}

fn submitted(payload: &Value) -> Option<Done> {
    let view = &payload["view"];
    let user = text(&payload["user"]["id"])?;
    let action = text(&view["callback_id"])?;
    // A form that lost its place answers to the person alone.
    let place = metadata::place(metadata_of(view)).unwrap_or_else(|| direct(&user));
    let answers = answers(view);
    let key = text(&view["id"]).map(|id| format!("view:{id}:{}", view["hash"].as_str().unwrap_or_default()));
    Some(Done { key, user, place, what: Happened::Submitted { action, answers } })
}

fn event(payload: &Value) -> Option<Done> {
    let event = &payload["event"];
    if event["type"] == "message" {
        match event["subtype"].as_str() {
            Some("message_changed" | "message_deleted") => return changed(payload, event),
            None if event["channel_type"] == "im" => {}
            // Talk in channels, of which Slack sends all, ends here.
            _ => return None,
        }
    }
    let user = text(&event["user"])?;
    let bot = payload["authorizations"].as_array().into_iter().flatten();
    let bot = bot.filter(|one| one["is_bot"] == true).find_map(|one| text(&one["user_id"]));
    // What bots say is not for us, least of all what we say.
    if !event["bot_id"].is_null() || !event["subtype"].is_null() || bot.as_ref() == Some(&user) {
        return None;
    }
    let key = text(&payload["event_id"]).map(|id| format!("event:{id}"));
    let (place, what) = match event["type"].as_str()? {
        "app_mention" => said(event, &user, bot.as_deref())?,
        "message" => said(event, &user, bot.as_deref())?,
        kind @ ("reaction_added" | "reaction_removed") => {
            let item = &event["item"];
            let ts = text(&item["ts"]).filter(|_| item["type"] == "message")?;
            let message = address::message(&text(&item["channel"])?, None, &user, &ts);
            let (place, emoji) = (message.place.clone(), text(&event["reaction"])?);
            (place, Happened::Reacted { emoji, message, added: kind == "reaction_added" })
        }
        kind @ ("pin_added" | "pin_removed") => {
            let pinned = &event["item"]["message"];
            let ts = text(&pinned["ts"])?;
            let channel = text(&event["channel_id"]).or_else(|| text(&event["item"]["channel"]))?;
            let message = address::message(&channel, thread_of(pinned, &ts).as_deref(), &user, &ts);
            (message.place.clone(), Happened::Pinned { message, added: kind == "pin_added" })
        }
        "app_home_opened" if event["tab"] == "home" => (direct(&user), Happened::CameHome),
        _ => return None,
    };
    Some(Done { key, user, place, what })
}

/// Somebody edited a message of a channel, or deleted it. A preview that Slack adds to a link is no edit, what bots do
/// with their own messages is not for us, and what is left of a message with a thread is no message (`tombstone`).
fn changed(payload: &Value, event: &Value) -> Option<Done> {
    let (now, before) = (&event["message"], &event["previous_message"]);
    let by_a_bot = |said: &Value| !said["bot_id"].is_null() || said["subtype"] == "bot_message";
    if event["channel_type"] == "im" || by_a_bot(now) || by_a_bot(before) {
        return None;
    }
    let (ts, user, words) = match event["subtype"].as_str()? {
        "message_changed" if now["subtype"] != "tombstone" => {
            (text(&now["ts"])?, text(&now["user"]), Some(words_of(now)))
        }
        _ => (text(&event["deleted_ts"]).or_else(|| text(&now["ts"]))?, text(&before["user"]), None),
    };
    if words.as_ref().is_some_and(|words| *words == words_of(before)) {
        return None;
    }
    let user = user.unwrap_or_default();
    let message = address::message(&text(&event["channel"])?, thread_of(before, &ts).as_deref(), &user, &ts);
    let key = text(&payload["event_id"]).map(|id| format!("event:{id}"));
    Some(Done { key, user, place: message.place.clone(), what: Happened::Changed { message, words } })
}

/// The words after `@squall`, or all of them in a direct message.
fn said(event: &Value, user: &str, bot: Option<&str>) -> Option<(Place, Happened)> {
    let all = event["text"].as_str()?;
    let thread = thread_of(event, event["ts"].as_str().unwrap_or_default());
    let named = bot.map(|bot| format!("<@{bot}>"));
    let after = named.and_then(|name| all.split_once(&name)).map(|(_, after)| after);
    let first = || all.trim_start().strip_prefix("<@")?.split_once('>').map(|(_, after)| after);
    let words = after.or_else(first).unwrap_or(all).trim_start_matches([',', ':', ' ']);
    let place = address::place(&text(&event["channel"])?, thread.as_deref(), user);
    Some((place, Happened::Asked { words: plain(words) }))
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

/// Text that says something.
fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

fn trigger_key(payload: &Value) -> Option<String> {
    text(&payload["trigger_id"]).map(|id| format!("trigger:{id}"))
}

fn direct(user: &str) -> Place {
    Place::direct(&Person { platform: PLATFORM.into(), user: user.into() })
}

/// What lets a form open: Slack's trigger, and the place that the form will answer to.
fn trigger(payload: &Value, place: &Place) -> String {
    let id = payload["trigger_id"].as_str().unwrap_or_default();
    format!("{id}|{}|{}", place.channel, place.thread.as_deref().unwrap_or_default())
}

#[cfg(test)]
mod tests;
