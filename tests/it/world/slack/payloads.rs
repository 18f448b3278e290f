//! What Slack sends when people do something, in the shape it has.

use serde_json::{Value, json};

use super::state::{Message, State};
use super::{APP_ID, TEAM, views};

/// What every interaction says.
fn interaction(state: &mut State, kind: &str, user: &str) -> Value {
    let name = state.people[user].name.clone();
    json!({
        "type": kind, "token": "verification-token", "api_app_id": APP_ID, "team": { "id": TEAM, "domain": "fake" },
        "user": { "id": user, "username": name, "name": name, "team_id": TEAM }, "enterprise": null,
        "is_enterprise_install": false, "trigger_id": views::trigger(state, user),
    })
}

fn channel(state: &State, id: &str) -> Value {
    json!({ "id": id, "name": name(state, id) })
}

/// Conversations of two have no name of their own.
fn name(state: &State, channel: &str) -> String {
    let channel = &state.channels[channel];
    if channel.im.is_some() { "directmessage".to_owned() } else { channel.name.clone() }
}

pub fn command(state: &mut State, user: &str, channel: &str, typed: &str) -> Value {
    let (command, text) = typed.split_once(' ').unwrap_or((typed, ""));
    json!({
        "token": "verification-token", "team_id": TEAM, "team_domain": "fake", "channel_id": channel,
        "channel_name": name(state, channel), "user_id": user, "user_name": state.people[user].name,
        "command": command, "text": text.trim(), "api_app_id": APP_ID, "is_enterprise_install": "false",
        "response_url": state.response_url(channel, user, None), "trigger_id": views::trigger(state, user),
    })
}

/// A press or a choice in a message. `chosen` holds what the element's type adds to the action.
pub fn in_message(state: &mut State, user: &str, place: &str, message: &Message, action: Value) -> Value {
    let mut payload = interaction(state, "block_actions", user);
    let hidden = message.only.is_some();
    payload["container"] = json!({
        "type": "message", "message_ts": message.ts, "channel_id": place, "is_ephemeral": hidden,
    });
    if let Some(thread) = &message.thread {
        payload["container"]["thread_ts"] = json!(thread);
    }
    payload["channel"] = channel(state, place);
    payload["state"] = json!({ "values": {} });
    if !hidden {
        payload["message"] = message.json(false);
    }
    payload["response_url"] = json!(state.response_url(place, user, Some(&message.ts)));
    payload["actions"] = json!([action]);
    payload
}

/// A press or a choice in a modal or the home tab.
pub fn in_view(state: &mut State, user: &str, view: &Value, action: Value) -> Value {
    let mut payload = interaction(state, "block_actions", user);
    payload["container"] = json!({ "type": "view", "view_id": view["id"] });
    payload["view"] = view.clone();
    payload["actions"] = json!([action]);
    payload
}

pub fn submission(state: &mut State, user: &str, view: &Value) -> Value {
    let mut payload = interaction(state, "view_submission", user);
    payload["view"] = view.clone();
    payload["response_urls"] = json!([]);
    payload
}

pub fn closed(state: &mut State, user: &str, view: &Value) -> Value {
    let mut payload = interaction(state, "view_closed", user);
    payload.as_object_mut().unwrap().remove("trigger_id");
    payload["view"] = view.clone();
    payload["is_cleared"] = json!(false);
    payload
}

pub fn shortcut(state: &mut State, user: &str, callback: &str) -> Value {
    let mut payload = interaction(state, "shortcut", user);
    payload["callback_id"] = json!(callback);
    payload["action_ts"] = json!(state.ts());
    payload
}

pub fn message_shortcut(state: &mut State, user: &str, place: &str, message: &Message, callback: &str) -> Value {
    let mut payload = interaction(state, "message_action", user);
    payload["callback_id"] = json!(callback);
    payload["action_ts"] = json!(state.ts());
    payload["message_ts"] = json!(message.ts);
    payload["channel"] = channel(state, place);
    payload["message"] = message.json(false);
    payload["response_url"] = json!(state.response_url(place, user, Some(&message.ts)));
    payload
}

pub fn reaction(state: &mut State, user: &str, place: &str, message: &Message, name: &str, added: bool) -> Value {
    let kind = if added { "reaction_added" } else { "reaction_removed" };
    json!({
        "type": kind, "user": user, "reaction": name, "item_user": message.user, "event_ts": state.ts(),
        "item": { "type": "message", "channel": place, "ts": message.ts },
    })
}

pub fn pin(state: &mut State, user: &str, place: &str, message: &Message, added: bool) -> Value {
    let kind = if added { "pin_added" } else { "pin_removed" };
    let at = state.ts();
    let pinned = state.channels[place].messages.iter().filter(|message| !message.pinned_by.is_empty()).count();
    let mut shown = message.json(false);
    shown["permalink"] = json!(state.permalink(place, &message.ts));
    if added {
        shown["pinned_to"] = json!([place]);
    }
    let created: i64 = at.split_once('.').unwrap().0.parse().unwrap();
    let mut event = json!({
        "type": kind, "user": user, "channel_id": place, "item_user": message.user, "event_ts": at,
        "item": { "type": "message", "channel": place, "message": shown, "created": created, "created_by": user },
    });
    if added {
        event["pin_count"] = json!(pinned);
    } else {
        event["has_pins"] = json!(pinned > 0);
    }
    event
}

/// What somebody said: `message`, and `app_mention` where the bot is named.
/// A message was edited, or deleted when there is none now: <https://api.slack.com/events/message/message_changed>.
pub fn changed(state: &mut State, place: &str, before: &Message, now: Option<&Message>) -> Value {
    let ts = state.ts();
    let mut event = json!({
        "type": "message", "hidden": true, "channel": place, "ts": ts, "event_ts": ts,
        "channel_type": said(state, place, before, "message")["channel_type"], "previous_message": before.json(false),
    });
    match now {
        Some(now) => {
            event["subtype"] = json!("message_changed");
            event["message"] = now.json(false);
        }
        None => {
            event["subtype"] = json!("message_deleted");
            event["deleted_ts"] = json!(before.ts);
        }
    }
    event
}

pub fn said(state: &State, place: &str, message: &Message, kind: &str) -> Value {
    let mut event = message.json(false);
    event["type"] = json!(kind);
    event["channel"] = json!(place);
    event["event_ts"] = json!(message.ts);
    event["client_msg_id"] = json!(format!("client-{}", message.ts));
    if kind == "message" {
        let channel = &state.channels[place];
        event["channel_type"] = json!(match channel {
            channel if channel.im.is_some() => "im",
            channel if channel.private => "group",
            _ => "channel",
        });
    }
    event
}
