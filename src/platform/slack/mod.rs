//! Slack, behind the chat port: the Web API out, Socket Mode or HTTP in.

mod address;
mod channels;
mod escape;
pub mod events;
mod fit;
mod groups;
mod metadata;
pub mod modal;
mod people;
mod pictures;
pub mod render;
mod select;
pub mod signature;
mod socket;
mod trouble;
mod web;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use async_trait::async_trait;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::chat::recent::Recent;
use crate::chat::{Abilities, Chat, ChatError, MessageRef, Place, Profile, Said};
use crate::post::{Form, Post};
use crate::words::Locale;
use groups::Groups;
use people::People;
use pictures::Cache;
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
    people: People,
    groups: Groups,
    /// What was posted and whispered lately, by key.
    recent: Recent,
    /// Ids of channels, by name.
    channels: Mutex<HashMap<String, String>>,
    /// Ids of the conversations with people, by person.
    directs: Mutex<HashMap<String, String>>,
}

impl Slack {
    /// `locale` is the language in which it says what Slack's limits cut.
    pub fn new(web: Web, locale: Locale) -> Arc<Self> {
        Arc::new(Self {
            web,
            locale,
            pictures: Cache::default(),
            people: People::default(),
            groups: Groups::default(),
            recent: Recent::default(),
            channels: Mutex::default(),
            directs: Mutex::default(),
        })
    }

    pub fn web(&self) -> &Web {
        &self.web
    }

    /// From now on it says who is in these user groups, once they were looked at.
    pub fn follow_groups(&self, groups: impl Iterator<Item = String>) {
        self.groups.follow(groups);
    }

    /// Asks Slack who is in each of the groups. The error is the last one, with its cure; the others are looked at all the same.
    pub async fn look_at_groups(&self) -> Result<(), ChatError> {
        let mut done = Ok(());
        for group in self.groups.names() {
            if let Err(trouble) = self.groups.look(&self.web, &group).await {
                done = Err(trouble.into());
            }
        }
        done
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
        let mut more = json!({});
        addressed(&mut more, to);
        // In their own conversation with the bot nobody else listens, and what is said stays there.
        if to.direct_to() == Some(person) {
            return self.say("chat.postMessage", post, more).await.map(drop);
        }
        more["user"] = json!(person);
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
        Abilities { threads: true, whispers: true, forms: true, reactions: true, home: true, pace_ms: PACE_MS }
    }

    async fn post(&self, to: &Place, post: &Post, key: &str) -> Result<MessageRef, ChatError> {
        if let Some(message) = self.recent.posted(to, key) {
            return Ok(message);
        }
        let metadata = json!({ "event_type": ERRAND, "event_payload": { "key": key } });
        let mut more = json!({ "metadata": metadata });
        addressed(&mut more, to);
        let answer = match self.say("chat.postMessage", post, more).await {
            // Posting tells that a thread is gone; asking for it again tells the courier.
            Err(trouble) if trouble.kind == Kind::Gone && !self.is_gone(to) => {
                self.recent.add(to, GONE, &MessageRef { place: to.clone(), message: String::new() });
                Err(Trouble::new(Kind::Later { after_ms: None }, "chat.postMessage", "the thread is gone"))
            }
            answer => answer,
        }?;
        let ts = answer["ts"].as_str().ok_or_else(|| ChatError::Unknown { reason: "no ts came".into() })?;
        let channel = answer["channel"].as_str().unwrap_or(&to.channel);
        let message = MessageRef { place: to.clone(), message: address::id(channel, ts) };
        self.recent.add(to, key, &message);
        Ok(message)
    }

    async fn edit(&self, message: &MessageRef, post: &Post) -> Result<(), ChatError> {
        // Metadata that is not named stays.
        let (channel, ts) = address::of(message);
        self.say("chat.update", post, json!({ "channel": channel, "ts": ts })).await?;
        Ok(())
    }

    /// A thread of Slack is there as soon as something is said in it, and has no title.
    async fn open_thread(&self, on: &MessageRef, _known: Option<&str>, _title: &str) -> Result<Place, ChatError> {
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
        let view = modal::modal(form, place)?;
        // What is pressed once and heard twice opens one form: a trigger counts once.
        let (place, key) = (metadata::place(place), format!("form {id}"));
        if place.as_ref().is_some_and(|place| self.recent.posted(place, &key).is_some()) {
            return Ok(());
        }
        match self.web.attempt("views.open", &json!({ "trigger_id": id, "view": view })).await {
            Err(trouble) if !["exchanged_trigger_id", "trigger_exchanged"].contains(&&*trouble.code) => {
                return Err(trouble.into());
            }
            _ => {}
        }
        if let Some(place) = place {
            self.recent.add(&place, &key, &MessageRef { place: place.clone(), message: String::new() });
        }
        Ok(())
    }

    async fn find(&self, place: &Place, key: &str) -> Result<Option<MessageRef>, ChatError> {
        if let Some(message) = self.recent.posted(place, key) {
            return Ok(Some(message));
        }
        match self.found(place, key).await {
            Ok(found) => Ok(found),
            // Rather twice than never.
            Err(trouble) if trouble.code == "missing_scope" => {
                let error = ChatError::from(trouble);
                tracing::error!(%error, "a message may appear twice");
                Ok(None)
            }
            Err(trouble) => Err(trouble.into()),
        }
    }

    async fn read(&self, message: &MessageRef) -> Result<Option<Said>, ChatError> {
        let (channel, ts) = address::of(message);
        // Slack finds the thread of an answer by the answer itself, and one that nobody answered to as its own.
        let thread = message.place.thread.as_ref().map_or(ts, |_| address::to(&message.place).1.unwrap_or(ts));
        let only = [("oldest", ts), ("latest", ts), ("inclusive", "true"), ("limit", "2")];
        let arguments: Vec<_> = [("channel", channel), ("ts", thread)].into_iter().chain(only).collect();
        let arguments: Vec<_> = arguments.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
        let Some(answer) = there(self.web.get("conversations.replies", &arguments).await)? else { return Ok(None) };
        let user = message.place.direct_to().unwrap_or_default();
        let mut all = answer["messages"].as_array().into_iter().flatten();
        Ok(all.find(|said| said["ts"] == ts).and_then(|said| events::said_in(channel, said, user)))
    }

    fn roles(&self, user: &str) -> BTreeMap<String, bool> {
        self.groups.of(user)
    }

    async fn profile(&self, user: &str) -> Result<Profile, ChatError> {
        Ok(self.people.profile(&self.web, user).await?)
    }

    async fn has_left(&self, user: &str) -> Result<bool, ChatError> {
        Ok(self.people.has_left(&self.web, user).await?)
    }

    async fn can_see(&self, place: &Place, user: &str) -> Result<bool, ChatError> {
        match place.direct_to() {
            Some(whose) => Ok(whose == user),
            None if place.platform != PLATFORM => Ok(false),
            None => Ok(self.is_member(&self.resolve(place).await?, user).await?),
        }
    }

    async fn show_home(&self, user: &str, post: &Post) -> Result<(), ChatError> {
        let (blocks, cut) = render::home(post, self.locale);
        told(cut);
        let view = json!({ "type": "home", "blocks": blocks });
        self.web.attempt("views.publish", &json!({ "user_id": user, "view": view })).await?;
        Ok(())
    }

    async fn permalink(&self, message: &MessageRef) -> Result<Option<String>, ChatError> {
        let (channel, ts) = address::of(message);
        let arguments = [("channel", channel.to_owned()), ("message_ts", ts.to_owned())];
        let answer = there(self.web.get("chat.getPermalink", &arguments).await)?;
        Ok(answer.and_then(|answer| answer["permalink"].as_str().map(str::to_owned)))
    }
}

/// None where what was asked about is gone, or is not for the bot.
fn there(answer: Result<Value, Trouble>) -> Result<Option<Value>, ChatError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(trouble) if matches!(trouble.kind, Kind::Gone | Kind::Blocked) => Ok(None),
        Err(trouble) => Err(trouble.into()),
    }
}

impl Slack {
    /// Looks for the message that carries this key.
    async fn found(&self, place: &Place, key: &str) -> Result<Option<MessageRef>, Trouble> {
        let channel = self.channel(place).await?;
        let mut cursor = String::new();
        for _ in 0..PAGES {
            let more = [("limit", PAGE.to_string()), ("include_all_metadata", "true".into()), ("cursor", cursor)];
            let mut arguments = vec![("channel", channel.clone())];
            arguments.extend(more);
            let method = match address::to(place) {
                (_, Some(thread)) => {
                    arguments.push(("ts", thread.to_owned()));
                    "conversations.replies"
                }
                _ => "conversations.history",
            };
            let answer = self.web.get(method, &arguments).await?;
            let all = answer["messages"].as_array().into_iter().flatten();
            let ours = |message: &&Value| {
                let metadata = &message["metadata"];
                metadata["event_type"] == ERRAND && metadata["event_payload"]["key"] == key
            };
            if let Some(ts) = all.clone().find(ours).and_then(|message| message["ts"].as_str()) {
                let found = MessageRef { place: place.clone(), message: address::id(&channel, ts) };
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

/// Says where a message goes.
fn addressed(body: &mut Value, to: &Place) {
    let (channel, thread) = address::to(to);
    body["channel"] = json!(channel);
    if let Some(thread) = thread {
        body["thread_ts"] = json!(thread);
    }
}

/// A post as Slack takes it, with `more` besides.
fn said(post: &Post, pictures: &render::Pictures, locale: Locale, more: &Value) -> Value {
    let rendered = render::message(post, pictures, locale);
    told(rendered.cut);
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

fn told(cut: fit::Cut) {
    if cut.any() {
        tracing::warn!(?cut, "a message was too long for Slack, and says so");
    }
}

fn next_page(answer: &Value) -> Option<String> {
    let next = answer["response_metadata"]["next_cursor"].as_str()?;
    (!next.is_empty()).then(|| next.to_owned())
}
