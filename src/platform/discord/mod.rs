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
mod wire;

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use serenity::model::user::User;
use sha2::{Digest, Sha256};

use crate::chat::recent::Recent;
use crate::chat::{Abilities, Chat, ChatError, Membership, MessageRef, Place, Profile, Room, Said};
use crate::clock::Time;
use crate::post::{Form, Post};
use crate::words::Locale;
use channels::Channels;
use fit::{NONCE, THREAD};
use forms::Forms;
use live::{First, Interactions};
use render::{Rendered, Seen};
use rest::Call;
use threads::ASLEEP_AFTER;
use trouble::{Kind, Trouble, UNKNOWN_CHANNEL};
use wire::{ForumPost, Response, Route};

pub use gateway::{Gateway, GatewayEnd};
pub use inspect::Identity;
pub use rest::{API, Rest, RestConfig};
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
        let (mut rendered, files) = self.written(post, Seen::ByAll).await;
        mark::put(&mut rendered, key);
        let doing = "post a message";
        let message = if forum {
            let (name, message) = (parts::text(&post.summary, THREAD), rendered.message(true));
            let body = ForumPost { name, auto_archive_duration: ASLEEP_AFTER, message };
            let call = Call::post(doing, Route::Threads(calls::id(&channel, doing)?)).channel(&channel);
            let thread: wire::Channel = self.rest.read(call.body(&body).files(&files)).await?;
            self.channels.learn(&thread, None);
            thread.id.to_string()
        } else {
            self.invite(&channel, &rendered.pings).await?;
            let message = rendered.message(true).once(nonce(key));
            let posting = || {
                let call = Call::post(doing, Route::Messages(calls::id(&channel, doing)?)).channel(&channel);
                Ok(call.body(&message).files(&files))
            };
            self.waking(&channel, posting).await?.read::<wire::Message>()?.id.to_string()
        };
        Ok(MessageRef { place: to.clone(), message })
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
        let (rendered, files) = self.written(post, Seen::ByAll).await;
        let body = rendered.message(false);
        let editing = || {
            let route = Route::Message(calls::id(&channel, doing)?, calls::message(&message.message, doing)?);
            Ok(Call::patch(doing, route).channel(&channel).body(&body).files(&files))
        };
        self.waking(&channel, editing).await?;
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
        self.forms.open(&live.user, form, self.now());
        match self.respond(&live, &Response::modal(modal::modal(form, &[], 0)), &[]).await {
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
        let route = Route::Message(calls::id(&channel, doing)?, calls::message(&message.message, doing)?);
        match self.rest.read::<wire::Message>(Call::get(doing, route).channel(&channel)).await {
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
        let told: User = self.rest.read(Call::get(doing, Route::User(calls::person(user, doing)?))).await?;
        // Their language comes with what they do, their zone is not told at all.
        Ok(Profile { name: Some(told.global_name.unwrap_or(told.name)), locale: None, zone: None })
    }

    async fn has_left(&self, user: &str) -> Result<bool, ChatError> {
        Ok(self.is_in_no_server(user).await?)
    }

    async fn can_see(&self, place: &Place, user: &str) -> Result<bool, ChatError> {
        match place.direct_to() {
            Some(whose) => Ok(whose == user),
            None if place.platform != PLATFORM => Ok(false),
            None => Ok(self.is_shown(place, user).await?),
        }
    }

    async fn open_room(&self, beside: &Place, room: &Room<'_>) -> Result<Place, ChatError> {
        let thread = self.private_room(&self.address(beside).await?, room).await.map_err(calls::missing_channel)?;
        Ok(Place { platform: PLATFORM.into(), channel: thread, thread: None })
    }

    async fn let_in(&self, room: &Place, user: &str) -> Result<(), ChatError> {
        Ok(self.admit(&self.address(room).await?, user).await?)
    }

    async fn membership(&self, place: &Place, user: &str) -> Result<Membership, ChatError> {
        Ok(self.standing(place, user).await?)
    }

    async fn is_somebody(&self, user: &str) -> Result<bool, ChatError> {
        if self.is_in_no_server(user).await? {
            return Ok(false);
        }
        let doing = "look a person up";
        let told: User = self.rest.read(Call::get(doing, Route::User(calls::person(user, doing)?))).await?;
        Ok(!told.bot)
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
fn said(told: &wire::Message, message: MessageRef) -> Option<Said> {
    let author = told.author.as_ref().filter(|author| !author.bot).map(|author| author.id.to_string());
    Some(Said { message, author, text: told.content.clone(), at: told.timestamp? })
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
