//! `response_url`s: five answers within half an hour.
//! https://docs.slack.dev/interactivity/handling-user-interaction

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State as Inject};
use axum::http::StatusCode;
use serde_json::Value;
use squall::clock::micros;

use super::args::Args;
use super::state::State;
use super::{Shared, chat};

const USES: u32 = 5;
const LIFE: i64 = 30 * 60 * 1_000_000;

#[derive(Clone, Debug)]
pub struct ResponseUrl {
    channel: String,
    user: String,
    /// The message that it stands for, when it came from one.
    message: Option<String>,
    uses: u32,
    until: i64,
}

impl State {
    pub fn response_url(&mut self, channel: &str, user: &str, message: Option<&str>) -> String {
        let id = self.number("response-");
        let until = micros(self.clock.now()) + LIFE;
        let (channel, user, message) = (channel.to_owned(), user.to_owned(), message.map(str::to_owned));
        self.response_urls.insert(id.clone(), ResponseUrl { channel, user, message, uses: 0, until });
        format!("{}/response/{id}", self.url)
    }
}

pub async fn answered(
    Inject(shared): Inject<Arc<Shared>>,
    Path(id): Path<String>,
    body: Bytes,
) -> (StatusCode, &'static str) {
    let mut state = shared.state();
    let now = micros(state.clock.now());
    let Ok(answer) = serde_json::from_slice::<Value>(&body) else {
        return (StatusCode::BAD_REQUEST, "invalid_payload");
    };
    let Some(known) = state.response_urls.get_mut(&id) else { return (StatusCode::NOT_FOUND, "no such url") };
    known.uses += 1;
    let known = known.clone();
    if known.uses > USES || now > known.until {
        state.breaks("response_url_used_up", id);
        return (StatusCode::NOT_FOUND, "used_url");
    }
    let ResponseUrl { channel, user, message, .. } = known;
    let old = message.filter(|_| answer["replace_original"] == true || answer["delete_original"] == true);
    if let Some(ts) = old {
        replace(&mut state, &channel, &ts, &answer);
    } else {
        let only = (answer["response_type"] != "in_channel").then_some(user);
        chat::said(&mut state, &channel, &answer, only);
    }
    drop(state);
    shared.changed();
    (StatusCode::OK, "ok")
}

/// The message that the answer stands for is said anew, or goes.
fn replace(state: &mut State, channel: &str, ts: &str, answer: &Value) {
    if answer["delete_original"] == true {
        let messages = &mut state.channels.get_mut(channel).unwrap().messages;
        return messages.retain(|message| message.ts != ts);
    }
    let args = Args { fields: answer.as_object().cloned().unwrap_or_default(), is_json: true };
    let Ok((text, blocks)) = chat::content(state, &args, chat::MAX_TEXT) else { return };
    if let Some(message) = state.message_mut(channel, ts) {
        (message.text, message.blocks, message.edited) = (text, blocks, true);
    }
}
