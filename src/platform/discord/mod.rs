//! Discord, behind the chat port: the REST API out, the gateway in.

mod calls;
pub mod channels;
mod emoji;
mod escape;
mod events;
mod find;
mod fit;
mod forms;
mod gateway;
mod inspect;
mod interaction;
mod kept;
mod live;
mod mark;
pub mod modal;
mod pace;
mod parts;
mod receive;
mod register;
pub mod render;
mod rest;
mod threads;
mod trouble;
mod whisper;

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use serde_json::{Value, json};
use serenity::http::{LightMethod, Route};
use sha2::{Digest, Sha256};

use crate::chat::recent::Recent;
use crate::chat::{Abilities, Chat, ChatError, MessageRef, Place, Profile, Said};
use crate::clock::Time;
use crate::post::{Form, Post};
use crate::words::Locale;
use channels::Channels;
use fit::{NONCE, THREAD};
use forms::Forms;
use live::{First, Interactions};
use render::{Rendered, Seen};
use rest::Call;
use threads::ASLEEP_AFTER_MINUTES;
use trouble::{Kind, Trouble, UNKNOWN_CHANNEL};

pub use gateway::{Gateway, GatewayEnd};
pub use inspect::Identity;
pub use rest::{API, NoClient, Rest, RestConfig};
pub use threads::Threads;

/// What places of Discord are called.
pub const PLATFORM: &str = "discord";
/// Five messages in five seconds and channel, as its buckets mostly are.
const PACE_MS: u64 = 1000;
/// Questions of buttons that are remembered.
const CONFIRMS: usize = 1_000;

/// Discord as a chat platform.
pub struct Discord {
    rest: Rest,
    locale: Locale,
    /// The servers whose channels have names here.
    guilds: Vec<String>,
    threads: Threads,
    /// What was posted and whispered lately, by key.
    recent: Recent,
    channels: Channels,
    live: Interactions,
    forms: Forms,
    /// What is asked before an action is done, by action.
    confirms: Mutex<VecDeque<(String, String)>>,
    /// The interaction that each person's page is the answer to.
    pages: Mutex<HashMap<String, String>>,
}

impl Discord {
    /// `locale` is the language in which it says what Discord's limits cut.
    pub fn new(rest: Rest, guilds: Vec<String>, threads: Threads, locale: Locale) -> Arc<Self> {
        Arc::new(Self {
            rest,
            locale,
            guilds,
            threads,
            recent: Recent::default(),
            channels: Channels::default(),
            live: Interactions::default(),
            forms: Forms::default(),
            confirms: Mutex::default(),
            pages: Mutex::default(),
        })
    }

    pub fn rest(&self) -> &Rest {
        &self.rest
    }

    fn now(&self) -> Time {
        self.rest.clock().now()
    }

    fn remember_confirms(&self, rendered: &Rendered) {
        let mut all = self.confirms.lock().unwrap_or_else(PoisonError::into_inner);
        for asked in &rendered.confirms {
            all.retain(|known| known.0 != asked.0);
            if all.len() == CONFIRMS {
                all.pop_front();
            }
            all.push_back(asked.clone());
        }
    }

    fn confirm_of(&self, action: &str) -> Option<String> {
        let all = self.confirms.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(|(asked, _)| asked == action).map(|(_, confirm)| confirm.clone())
    }

    fn rendered(&self, post: &Post, seen: Seen) -> Rendered {
        let rendered = render::message(post, seen, self.locale);
        if rendered.cut.any() {
            tracing::warn!(cut = ?rendered.cut, "a message was too long for Discord, and says so");
        }
        self.remember_confirms(&rendered);
        rendered
    }

    /// Posts to a channel, in a forum as a thread of its own.
    async fn posted(&self, to: &Place, post: &Post, key: &str) -> Result<MessageRef, Trouble> {
        let channel = self.address(to).await?;
        let forum = to.thread.is_none() && self.is_forum(&channel).await?;
        let rendered = self.rendered(post, Seen::ByAll);
        let files = calls::drawn(&rendered).await;
        let mut body = calls::with_files(rendered.body(true), &rendered, &files);
        mark::put(&mut body, key);
        let doing = "post a message";
        let answer = if forum {
            let name = parts::text(&post.summary, THREAD);
            let body = json!({ "name": name, "auto_archive_duration": ASLEEP_AFTER_MINUTES, "message": body });
            let route = Route::ChannelForumPosts { channel_id: calls::id(&channel, doing)? };
            let call = Call::new(doing, LightMethod::Post, route).channel(&channel).body(&body).files(&files);
            let thread = self.rest.call(call).await?;
            self.channels.learn(&thread, None);
            thread
        } else {
            self.invite(&channel, &rendered.pings).await?;
            body["nonce"] = nonce(key).into();
            body["enforce_nonce"] = true.into();
            self.waking(&channel, || {
                let route = Route::ChannelMessages { channel_id: calls::id(&channel, doing)? };
                Ok(Call::new(doing, LightMethod::Post, route).channel(&channel).body(&body).files(&files))
            })
            .await?
        };
        let message = answer["id"].as_str().ok_or_else(|| Trouble::new(Kind::Unknown, doing, "no id came"))?;
        Ok(MessageRef { place: to.clone(), message: message.to_owned() })
    }
}

#[async_trait]
impl Chat for Discord {
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
        match self.posted(to, post, key).await {
            Ok(message) => {
                self.recent.add(to, key, &message);
                Ok(message)
            }
            // Posting tells that a thread is gone; opening it again tells the courier.
            Err(trouble) if trouble.code == UNKNOWN_CHANNEL && to.thread.is_some() => {
                self.channels.forget(to.thread.as_deref().unwrap_or_default());
                Err(ChatError::Retry { reason: "the thread is gone".into(), after_ms: None })
            }
            Err(trouble) => Err(calls::missing_channel(trouble).into()),
        }
    }

    async fn edit(&self, message: &MessageRef, post: &Post) -> Result<(), ChatError> {
        let (doing, mut channel) = ("edit a message", self.address(&message.place).await?);
        // What stands in a forum is the first message of a thread, whose id it has.
        if message.place.thread.is_none() && self.is_forum(&channel).await? {
            channel.clone_from(&message.message);
        }
        let rendered = self.rendered(post, Seen::ByAll);
        let files = calls::drawn(&rendered).await;
        let body = calls::with_files(rendered.body(false), &rendered, &files);
        self.waking(&channel, || {
            let route = Route::ChannelMessage {
                channel_id: calls::id(&channel, doing)?,
                message_id: calls::message(&message.message, doing)?,
            };
            Ok(Call::new(doing, LightMethod::Patch, route).channel(&channel).body(&body).files(&files))
        })
        .await?;
        Ok(())
    }

    async fn open_thread(&self, on: &MessageRef, known: Option<&str>, title: &str) -> Result<Place, ChatError> {
        // A thread within a thread is that thread, and a conversation with one person has none.
        if on.place.thread.is_some() || on.place.direct_to().is_some() {
            return Ok(on.place.clone());
        }
        let channel = self.address(&on.place).await?;
        let thread = self.thread_on(&channel, &on.message, known, title).await?;
        Ok(Place { thread: Some(thread), ..on.place.clone() })
    }

    async fn whisper(&self, to: &Place, person: &str, post: &Post, key: &str) -> Result<(), ChatError> {
        self.whispered(to, person, post, key).await
    }

    /// `trigger` is the interaction's id.
    async fn ask(&self, trigger: &str, form: &Form) -> Result<(), ChatError> {
        let too_late = || ChatError::TooLate { reason: "Discord's patience for the press was over".into() };
        let Some(live) = self.live.claim(trigger, First::Answered, self.now()) else {
            // It was acknowledged already: a button opens the form.
            let live = self.live.living(trigger, self.now()).ok_or_else(too_late)?;
            self.forms.open(&live.user, form, self.now());
            return Ok(self.offer_form(&live, form).await?);
        };
        let body = json!({ "type": calls::MODAL, "data": modal::modal(form, &[], 0) });
        self.forms.open(&live.user, form, self.now());
        match self.respond(&live, &body, &[]).await {
            Err(trouble) if trouble.too_late() => Err(too_late()),
            answered => Ok(answered?),
        }
    }

    /// Within some minutes posting it again answers the message that is there; after them its mark tells it.
    async fn find(&self, place: &Place, key: &str) -> Result<Option<MessageRef>, ChatError> {
        if let Some(message) = self.recent.posted(place, key) {
            return Ok(Some(message));
        }
        let found = self.found(place, key).await?;
        if let Some(message) = &found {
            self.recent.add(place, key, message);
        }
        Ok(found)
    }

    async fn read(&self, message: &MessageRef) -> Result<Option<Said>, ChatError> {
        let (doing, channel) = ("read a message", self.address(&message.place).await?);
        let route = Route::ChannelMessage {
            channel_id: calls::id(&channel, doing)?,
            message_id: calls::message(&message.message, doing)?,
        };
        match self.rest.call(Call::new(doing, LightMethod::Get, route).channel(&channel)).await {
            Ok(told) => Ok(said(&told, message.clone())),
            Err(trouble) if matches!(trouble.kind, Kind::Gone | Kind::Blocked | Kind::Refused) => Ok(None),
            Err(trouble) => Err(trouble.into()),
        }
    }

    async fn permalink(&self, message: &MessageRef) -> Result<Option<String>, ChatError> {
        let channel = self.address(&message.place).await?;
        let known = self.channel(&channel).await;
        let guild = known.ok().and_then(|channel| channel.guild).unwrap_or_else(|| "@me".to_owned());
        Ok(Some(format!("https://discord.com/channels/{guild}/{channel}/{}", message.message)))
    }

    async fn profile(&self, user: &str) -> Result<Profile, ChatError> {
        let doing = "look a person up";
        let route = Route::User { user_id: calls::id(user, doing)? };
        let told = self.rest.call(Call::new(doing, LightMethod::Get, route)).await?;
        let name = told["global_name"].as_str().or_else(|| told["username"].as_str());
        // Their language comes with what they do, their zone is not told at all.
        Ok(Profile { name: name.map(str::to_owned), locale: None, zone: None })
    }

    async fn has_left(&self, user: &str) -> Result<bool, ChatError> {
        Ok(self.is_in_no_server(user).await?)
    }

    async fn settled(&self, event: &str) {
        self.leave_no_thinking(event).await;
    }

    /// The page is the last answer to `/crisis me`, as long as Discord lets it be changed.
    async fn show_home(&self, user: &str, post: &Post) -> Result<(), ChatError> {
        Ok(self.page_changed(user, post).await?)
    }
}

/// A message as somebody said it. Without leave to read content, Discord shows it empty.
fn said(told: &Value, message: MessageRef) -> Option<Said> {
    let author = told["author"]["id"].as_str().filter(|_| told["author"]["bot"] != true);
    let at = told["timestamp"].as_str()?.parse().ok()?;
    let text = told["content"].as_str().unwrap_or_default().to_owned();
    Some(Said { message, author: author.map(str::to_owned), text, at })
}

/// What makes a post the same post: a hash of the errand's key.
fn nonce(key: &str) -> String {
    hex::encode(&Sha256::digest(key)[..NONCE / 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_its_nonce_and_no_other_key_has_it() {
        assert_eq!(nonce("alert:A-7:card:1"), nonce("alert:A-7:card:1"));
        assert_ne!(nonce("alert:A-7:card:1"), nonce("alert:A-7:card:2"));
        assert_eq!(nonce("").len(), 24);
    }
}
