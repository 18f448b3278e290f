//! What follows a first response: the original changed or taken away, more messages, for fifteen minutes.

use serde_json::Value;

use super::APP_ID;
use super::body::Body;
use super::interactions::{Interaction, Response, TOKEN, TOKEN_BEGINS};
use super::messages::{self, LOADING, Message};
use super::refusals::{Answer, Refusal, nothing, ok, refuse};
use super::state::State;

/// The interaction behind a token that still counts.
fn behind(state: &State, app: &str, token: &str) -> Result<Interaction, Refusal> {
    let id = token.strip_prefix(TOKEN_BEGINS).unwrap_or_default();
    let found = state.interactions.get(id).filter(|_| app == APP_ID);
    let found = found.ok_or_else(|| refuse(10_015))?;
    if state.moment() - found.began > TOKEN {
        return Err(refuse(50_027));
    }
    match found.response {
        Response::None | Response::Missed | Response::Choices(_) => Err(refuse(10_015)),
        _ => Ok(found.clone()),
    }
}

/// A message of an interaction. `@original` is its response, or the message whose component it was.
fn message(state: &State, of: &Interaction, id: &str) -> Result<Message, Refusal> {
    let id = if id == "@original" { of.messages.first().ok_or_else(|| refuse(10_008))? } else { id };
    if !of.messages.iter().any(|known| known == id) {
        return Err(refuse(10_008));
    }
    state.message(&of.channel, id).cloned().ok_or_else(|| refuse(10_008))
}

/// `POST /webhooks/{app}/{token}`
pub fn follow_up(state: &mut State, app: &str, token: &str, body: &Body) -> Answer {
    let of = behind(state, app, token)?;
    let waits = message(state, &of, "@original").ok().filter(|message| message.flags & LOADING != 0);
    if let Some(original) = waits {
        // The first message after "… is thinking" takes its place, as hidden or as open as that was.
        let shown = settles(state, &of, original, body)?;
        return ok(shown);
    }
    let made = messages::made(state, &of.channel, body)?;
    let shown = state.answers(&of.id, made)?;
    ok(shown)
}

fn settles(state: &mut State, of: &Interaction, original: Message, body: &Body) -> Result<Value, Refusal> {
    let shown = messages::edited(state, original, body)?;
    state.interactions.get_mut(&of.id).unwrap().response = Response::Said;
    Ok(shown)
}

/// `GET /webhooks/{app}/{token}/messages/{message}`
pub fn get(state: &State, app: &str, token: &str, id: &str) -> Answer {
    let of = behind(state, app, token)?;
    ok(state.message_json(&message(state, &of, id)?, true))
}

/// `PATCH /webhooks/{app}/{token}/messages/{message}`
pub fn update(state: &mut State, app: &str, token: &str, id: &str, body: &Body) -> Answer {
    let of = behind(state, app, token)?;
    let found = message(state, &of, id)?;
    if found.only.is_none() && state.is_archived(&of.channel) {
        return Err(refuse(50_083));
    }
    ok(settles(state, &of, found, body)?)
}

/// `DELETE /webhooks/{app}/{token}/messages/{message}`
pub fn delete(state: &mut State, app: &str, token: &str, id: &str) -> Answer {
    let of = behind(state, app, token)?;
    let found = message(state, &of, id)?;
    if found.only.is_some() {
        state.channels.get_mut(&of.channel).unwrap().messages.retain(|message| message.id != found.id);
    } else {
        messages::removed(state, &of.channel, &found.id);
    }
    let of = state.interactions.get_mut(&of.id).unwrap();
    if of.response == Response::Deferred {
        of.response = Response::Said;
    }
    nothing()
}
