//! Slack, behind the chat port: the Web API out, Socket Mode or HTTP in.

mod escape;
pub mod events;
mod fit;
pub mod modal;
mod pictures;
mod recent;
pub mod render;
pub mod signature;
mod socket;
mod trouble;
mod web;

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::{Abilities, Chat, ChatError, MessageRef, Place};
use crate::post::{Form, Post};
use crate::words::Locale;
use pictures::Cache;
use recent::Recent;
use trouble::{Kind, Trouble};

pub use socket::{Socket, SocketEnd};
pub use web::{API, Identity, Web, WebConfig};

/// What places of Slack are called.
pub const PLATFORM: &str = "slack";
/// One message a second and channel (docs.slack.dev/apis/web-api/rate-limits).
const PACE_MS: u64 = 1000;
/// The type of the metadata that carries an errand's key.
const ERRAND: &str = "squall_errand";
/// Stands for a thread that is not there any more among what was sent lately.
const GONE: &str = " gone";
/// How far back a message is looked for: pages of this many. Slack allows 999.
const PAGE: usize = 200;
const PAGES: usize = 3;
/// How often a whisper that Slack has no time for is tried, and the longest pause between. Nobody else tries it again.
const WHISPERS: usize = 4;
const LONGEST_PAUSE_MS: u64 = 10_000;

/// Slack as a chat platform.
pub struct Slack {
    web: Web,
    locale: Locale,
    pictures: Cache,
    /// What was posted and whispered lately, by key.
    recent: Recent,
    /// Ids of channels, by name.
    channels: Mutex<HashMap<String, String>>,
}

impl Slack {
    /// `locale` is the language in which it says what Slack's limits cut.
    pub fn new(web: Web, locale: Locale) -> Arc<Self> {
        Arc::new(Self {
            web,
            locale,
            pictures: Cache::default(),
            recent: Recent::default(),
            channels: Mutex::default(),
        })
    }

    pub fn web(&self) -> &Web {
        &self.web
    }

    /// The place by its id: events carry ids, people write names. Answers a place that has its id at once.
    pub async fn resolve(&self, place: &Place) -> Result<Place, ChatError> {
        if is_id(&place.channel) {
            return Ok(place.clone());
        }
        let mut known = self.channels.lock().await;
        if !known.contains_key(&place.channel) {
            known.extend(self.listed().await?);
        }
        let channel = known.get(&place.channel).cloned().ok_or_else(|| ChatError::GiveUp {
            reason: format!("Slack shows Squall no channel #{}", place.channel),
            cure: "name a channel that exists; if it is private, invite @squall to it: /invite @squall".into(),
        })?;
        Ok(Place { channel, ..place.clone() })
    }

    /// Whether the bot is in the channel.
    pub async fn is_in(&self, place: &Place) -> Result<bool, ChatError> {
        let answer = self.web.get("conversations.info", &[("channel", place.channel.clone())]).await?;
        Ok(answer["channel"]["is_member"] == true)
    }

    /// Channels that the bot may see, by name.
    async fn listed(&self) -> Result<HashMap<String, String>, Trouble> {
        let (mut found, mut cursor) = (HashMap::new(), String::new());
        loop {
            let types = ("types", "public_channel,private_channel".to_owned());
            let page = [types, ("exclude_archived", "true".into()), ("limit", "999".into()), ("cursor", cursor)];
            let answer = self.web.get("conversations.list", &page).await?;
            for channel in answer["channels"].as_array().into_iter().flatten() {
                if let (Some(name), Some(id)) = (channel["name"].as_str(), channel["id"].as_str()) {
                    found.insert(name.to_owned(), id.to_owned());
                }
            }
            match next_page(&answer) {
                Some(next) => cursor = next,
                None => return Ok(found),
            }
        }
    }

    /// Sends a post by a method that takes `more` besides what is said. A picture that Slack will not show gives way
    /// to its words.
    async fn say(&self, method: &str, post: &Post, more: Value) -> Result<Value, Trouble> {
        let pictures = self.pictures.of(&self.web, post).await;
        let answer = self.web.attempt(method, &said(post, &pictures, self.locale, &more)).await;
        match answer {
            Err(trouble) if trouble.code == "invalid_blocks" && !pictures.is_empty() => {
                // A file is ready a moment after its upload.
                if self.pictures.refused(post) {
                    return Err(Trouble::new(Kind::Later { after_ms: Some(1000) }, method, "a picture is not ready"));
                }
                self.web.attempt(method, &said(post, &render::Pictures::new(), self.locale, &more)).await
            }
            answer => answer,
        }
    }

    /// Whether it was found that the thread is not there any more.
    fn is_gone(&self, thread: &Place) -> bool {
        self.recent.posted(thread, GONE).is_some()
    }

    async fn whispered(&self, to: &Place, person: &str, post: &Post) -> Result<(), Trouble> {
        let mut more = json!({ "channel": to.channel, "user": person });
        if let Some(thread) = &to.thread {
            more["thread_ts"] = json!(thread);
        }
        match self.say("chat.postEphemeral", post, more).await {
            // Commands may be typed where the bot is not. It answers in a direct message then.
            Err(trouble)
                if ["channel_not_found", "not_in_channel", "user_not_in_channel"].contains(&&*trouble.code) =>
            {
                self.say("chat.postMessage", post, json!({ "channel": person })).await?;
            }
            answer => drop(answer?),
        }
        Ok(())
    }
}

#[async_trait]
impl Chat for Slack {
    fn platform(&self) -> &'static str {
        PLATFORM
    }

    fn abilities(&self) -> Abilities {
        Abilities { threads: true, whispers: true, forms: true, reactions: true, home: false, pace_ms: PACE_MS }
    }

    async fn post(&self, to: &Place, post: &Post, key: &str) -> Result<MessageRef, ChatError> {
        if let Some(message) = self.recent.posted(to, key) {
            return Ok(message);
        }
        let metadata = json!({ "event_type": ERRAND, "event_payload": { "key": key } });
        let mut more = json!({ "channel": to.channel, "metadata": metadata });
        if let Some(thread) = &to.thread {
            more["thread_ts"] = json!(thread);
        }
        let answer = match self.say("chat.postMessage", post, more).await {
            // Posting tells that a thread is gone; asking for it again tells the courier.
            Err(trouble) if trouble.kind == Kind::Gone && !self.is_gone(to) => {
                self.recent.add(to, GONE, &MessageRef { place: to.clone(), message: String::new() });
                Err(Trouble::new(Kind::Later { after_ms: None }, "chat.postMessage", "the thread is gone"))
            }
            answer => answer,
        }?;
        let message = answer["ts"].as_str().ok_or_else(|| ChatError::Unknown { reason: "no ts came".into() })?;
        let message = MessageRef { place: to.clone(), message: message.to_owned() };
        self.recent.add(to, key, &message);
        Ok(message)
    }

    async fn edit(&self, message: &MessageRef, post: &Post) -> Result<(), ChatError> {
        // Metadata that is not named stays.
        self.say("chat.update", post, json!({ "channel": message.place.channel, "ts": message.message })).await?;
        Ok(())
    }

    /// A thread of Slack is there as soon as something is said in it, and has no title.
    async fn open_thread(&self, on: &MessageRef, _title: &str) -> Result<Place, ChatError> {
        let thread = on.place.thread.clone().unwrap_or_else(|| on.message.clone());
        let thread = Place { thread: Some(thread), ..on.place.clone() };
        if self.is_gone(&thread) {
            return Err(ChatError::Gone { reason: "somebody deleted the message that the thread is under".into() });
        }
        Ok(thread)
    }

    async fn whisper(&self, to: &Place, person: &str, post: &Post, key: &str) -> Result<(), ChatError> {
        let heard = format!("{person} {key}");
        if self.recent.posted(to, &heard).is_some() {
            return Ok(());
        }
        for attempt in 1.. {
            match self.whispered(to, person, post).await {
                Ok(()) => break,
                Err(Trouble { kind: Kind::Later { after_ms }, .. }) if attempt < WHISPERS => {
                    let pause = after_ms.unwrap_or(500).min(LONGEST_PAUSE_MS);
                    tokio::time::sleep(std::time::Duration::from_millis(pause)).await;
                }
                Err(trouble) => return Err(trouble.into()),
            }
        }
        self.recent.add(to, &heard, &MessageRef { place: to.clone(), message: String::new() });
        Ok(())
    }

    /// `trigger` is Slack's and the place that the form answers to: `id|channel|thread`.
    async fn ask(&self, trigger: &str, form: &Form) -> Result<(), ChatError> {
        let (id, place) = trigger.split_once('|').unwrap_or((trigger, ""));
        let view = modal::modal(form, place);
        self.web.call("views.open", &json!({ "trigger_id": id, "view": view })).await?;
        Ok(())
    }

    async fn find(&self, place: &Place, key: &str) -> Result<Option<MessageRef>, ChatError> {
        if let Some(message) = self.recent.posted(place, key) {
            return Ok(Some(message));
        }
        let mut cursor = String::new();
        for _ in 0..PAGES {
            let more = [("limit", PAGE.to_string()), ("include_all_metadata", "true".into()), ("cursor", cursor)];
            let mut arguments = vec![("channel", place.channel.clone())];
            arguments.extend(more);
            let method = match &place.thread {
                Some(thread) => {
                    arguments.push(("ts", thread.clone()));
                    "conversations.replies"
                }
                None => "conversations.history",
            };
            let answer = match self.web.get(method, &arguments).await {
                Ok(answer) => answer,
                // Rather twice than never.
                Err(trouble) if trouble.code == "missing_scope" => {
                    let error = ChatError::from(trouble);
                    tracing::error!(%error, "a message may appear twice");
                    return Ok(None);
                }
                Err(trouble) => return Err(trouble.into()),
            };
            let all = answer["messages"].as_array().into_iter().flatten();
            let ours = |message: &&Value| {
                let metadata = &message["metadata"];
                metadata["event_type"] == ERRAND && metadata["event_payload"]["key"] == key
            };
            if let Some(ts) = all.clone().find(ours).and_then(|message| message["ts"].as_str()) {
                let found = MessageRef { place: place.clone(), message: ts.to_owned() };
                self.recent.add(place, key, &found);
                return Ok(Some(found));
            }
            match next_page(&answer) {
                Some(next) => cursor = next,
                None => break,
            }
        }
        Ok(None)
    }
}

/// A post as Slack takes it, with `more` besides.
fn said(post: &Post, pictures: &render::Pictures, locale: Locale, more: &Value) -> Value {
    let rendered = render::message(post, pictures, locale);
    if rendered.cut.any() {
        tracing::warn!(cut = ?rendered.cut, "a message was too long for Slack, and says so");
    }
    let mut body = json!({
        "text": rendered.text,
        "blocks": rendered.blocks,
        // What the public links to is not opened, let alone shown.
        "unfurl_links": false,
        "unfurl_media": false,
    });
    if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
        body.extend(more.clone());
    }
    body
}

fn next_page(answer: &Value) -> Option<String> {
    let next = answer["response_metadata"]["next_cursor"].as_str()?;
    (!next.is_empty()).then(|| next.to_owned())
}

/// Whether it is the id of a channel, of a person or of a direct message, and not a name: names have no capitals.
fn is_id(channel: &str) -> bool {
    channel.starts_with(['C', 'G', 'D', 'U', 'W'])
        && channel.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
