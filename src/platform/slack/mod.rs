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
mod wire;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use async_trait::async_trait;
use slack_morphism::api::{
    SlackApiChatGetPermalinkResponse, SlackApiChatPostEphemeralRequest, SlackApiChatPostMessageRequest,
    SlackApiChatUpdateRequest, SlackApiViewsOpenRequest, SlackApiViewsPublishRequest,
};
use slack_morphism::blocks::{SlackHomeView, SlackView};
use slack_morphism::{SlackMessageContent, SlackMessageMetadata, SlackResponseMetadata, SlackTs};
use tokio::sync::Mutex;

use crate::chat::recent::Recent;
use crate::chat::{Abilities, Chat, ChatError, Membership, MessageRef, Place, Profile, Room, Said};
use crate::post::{Form, Post};
use crate::words::Locale;
use groups::Groups;
use people::People;
use pictures::Cache;
use trouble::{Kind, Trouble};
use wire::{Call, ERRAND, Messages, Posted};

pub use socket::{Socket, SocketEnd};
pub use web::{API, Identity, Web, WebConfig};

/// What places of Slack are called.
pub const PLATFORM: &str = "slack";
/// One message a second and channel (docs.slack.dev/apis/web-api/rate-limits).
const PACE_MS: u64 = 1000;
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

    /// Sends a post by the call that is made of it. A picture that Slack will not show gives way to its words.
    async fn say<C: Call>(&self, post: &Post, call: impl Fn(SlackMessageContent) -> C) -> Result<C::Answer, Trouble> {
        let pictures = self.pictures.of(&self.web, post).await;
        let answer = self.web.call(&call(said(post, &pictures, self.locale))).await;
        match answer {
            Err(trouble) if trouble.code == "invalid_blocks" && !pictures.is_empty() => {
                // A file is ready a moment after its upload.
                if self.pictures.refused(post) {
                    let later = Kind::Later { after_ms: Some(1000) };
                    return Err(Trouble::new(later, C::METHOD, "a picture is not ready"));
                }
                self.web.call(&call(said(post, &render::Pictures::new(), self.locale))).await
            }
            answer => answer,
        }
    }

    /// Says it in a channel, in a thread, or to a person; `key` goes along with it.
    async fn posted(&self, to: (&str, Option<&str>), post: &Post, key: Option<&str>) -> Result<Posted, Trouble> {
        let (channel, thread) = to;
        let metadata = key.map(|key| {
            let payload = HashMap::from([("key".to_owned(), key.to_owned())]);
            SlackMessageMetadata::new(ERRAND.to_owned()).with_event_payload(payload)
        });
        let call = |content: SlackMessageContent| {
            SlackApiChatPostMessageRequest::new(channel.into(), content.opt_metadata(metadata.clone()))
                .opt_thread_ts(thread.map(SlackTs::from))
                // What the public links to is not opened, let alone shown.
                .with_unfurl_links(false)
                .with_unfurl_media(false)
        };
        self.say(post, call).await
    }

    /// Whether it was found that the thread is not there any more.
    fn is_gone(&self, thread: &Place) -> bool {
        self.recent.posted(thread, GONE).is_some()
    }

    async fn whispered(&self, to: &Place, person: &str, post: &Post) -> Result<(), Trouble> {
        let (channel, thread) = address::to(to);
        // In their own conversation with the bot nobody else listens, and what is said stays there.
        if to.direct_to() == Some(person) {
            return self.posted((channel, thread), post, None).await.map(drop);
        }
        let call = |content| {
            SlackApiChatPostEphemeralRequest::new(channel.into(), person.into(), content)
                .opt_thread_ts(thread.map(SlackTs::from))
        };
        match self.say(post, call).await {
            // Commands may be typed where the bot is not. It answers in a direct message then.
            Err(trouble)
                if ["channel_not_found", "not_in_channel", "user_not_in_channel"].contains(&&*trouble.code) =>
            {
                self.posted((person, None), post, None).await.map(drop)
            }
            answer => answer.map(drop),
        }
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
        let posted = match self.posted(address::to(to), post, Some(key)).await {
            // Posting tells that a thread is gone; asking for it again tells the courier.
            Err(trouble) if trouble.kind == Kind::Gone && !self.is_gone(to) => {
                self.recent.add(to, GONE, &MessageRef { place: to.clone(), message: String::new() });
                Err(Trouble::new(Kind::Later { after_ms: None }, "chat.postMessage", "the thread is gone"))
            }
            answer => answer,
        }?;
        let message = MessageRef { place: to.clone(), message: address::id(&posted.channel, &posted.ts) };
        self.recent.add(to, key, &message);
        Ok(message)
    }

    async fn edit(&self, message: &MessageRef, post: &Post) -> Result<(), ChatError> {
        let (channel, ts) = address::of(message);
        // Metadata that is not named stays.
        let call = |content| SlackApiChatUpdateRequest::new(channel.into(), content, ts.into());
        self.say(post, call).await?;
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
        match self.web.call(&SlackApiViewsOpenRequest::new(id.into(), view)).await {
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
        let answer = there(self.web.get::<Messages>("conversations.replies", &arguments).await)?;
        let user = message.place.direct_to().unwrap_or_default();
        let all = answer.map(|answer| answer.messages).unwrap_or_default();
        let said = all.iter().find(|said| said.ts.as_deref() == Some(ts));
        Ok(said.and_then(|said| events::said_in(channel, said, user)))
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

    async fn open_room(&self, _beside: &Place, room: &Room<'_>) -> Result<Place, ChatError> {
        Ok(self.private_channel(room).await?)
    }

    async fn let_in(&self, room: &Place, user: &str) -> Result<(), ChatError> {
        Ok(self.invite(&room.channel, user).await?)
    }

    /// One workspace is what a token is of. Groups are those that are followed, as they were when Slack was last asked.
    async fn membership(&self, _place: &Place, user: &str) -> Result<Membership, ChatError> {
        let roles = self.groups.of(user).into_iter().filter_map(|(group, has)| has.then_some(group)).collect();
        Ok(Membership { roles, ..self.people.membership(&self.web, user).await? })
    }

    async fn is_somebody(&self, user: &str) -> Result<bool, ChatError> {
        Ok(self.people.is_somebody(&self.web, user).await?)
    }

    async fn show_home(&self, user: &str, post: &Post) -> Result<(), ChatError> {
        let (blocks, cut) = render::home(post, self.locale);
        told(cut);
        let view = SlackView::Home(SlackHomeView::new(blocks));
        self.web.call(&SlackApiViewsPublishRequest::new(user.into(), view)).await?;
        Ok(())
    }

    async fn permalink(&self, message: &MessageRef) -> Result<Option<String>, ChatError> {
        let (channel, ts) = address::of(message);
        let arguments = [("channel", channel.to_owned()), ("message_ts", ts.to_owned())];
        let answer: Option<SlackApiChatGetPermalinkResponse> =
            there(self.web.get("chat.getPermalink", &arguments).await)?;
        Ok(answer.map(|answer| answer.permalink.into()))
    }
}

/// None where what was asked about is gone, or is not for the bot.
fn there<A>(answer: Result<A, Trouble>) -> Result<Option<A>, ChatError> {
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
            let page: Messages = self.web.get(method, &arguments).await?;
            if let Some(ts) = page.messages.iter().find(|message| message.carries(key)).and_then(|one| one.ts.as_ref())
            {
                let found = MessageRef { place: place.clone(), message: address::id(&channel, ts) };
                self.recent.add(place, key, &found);
                return Ok(Some(found));
            }
            match next_page(page.response_metadata) {
                Some(next) => cursor = next,
                None => break,
            }
        }
        Ok(None)
    }
}

/// A post as Slack takes it.
fn said(post: &Post, pictures: &render::Pictures, locale: Locale) -> SlackMessageContent {
    let rendered = render::message(post, pictures, locale);
    told(rendered.cut);
    SlackMessageContent::new().with_text(rendered.text).with_blocks(rendered.blocks)
}

fn told(cut: fit::Cut) {
    if cut.any() {
        tracing::warn!(?cut, "a message was too long for Slack, and says so");
    }
}

fn next_page(of: Option<SlackResponseMetadata>) -> Option<String> {
    Some(of?.next_cursor?.0)
}
