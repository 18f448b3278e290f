//! Threads under messages: public ones, whose id is the message's, or private ones, which only those see who are invited.

use serenity::builder::CreateThread;
use serenity::model::channel::{AutoArchiveDuration, ChannelType};
use serenity::model::id::MessageId;

use super::calls::{self, id};
use super::fit::THREAD;
use super::rest::Call;
use super::trouble::{HAS_THREAD, Kind, Trouble, UNKNOWN_CHANNEL};
use super::wire::{self, Route};
use super::{Discord, parts};
use crate::chat::Room;

/// Threads sleep after a week without a word.
pub(super) const ASLEEP_AFTER: AutoArchiveDuration = AutoArchiveDuration::OneWeek;

const OPENING: &str = "open a thread";

/// Who sees the threads that the bot opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Threads {
    /// Whoever sees the channel.
    #[default]
    Public,
    /// Whom the bot addresses there, and whom these invite.
    Private,
}

impl Discord {
    /// The thread under a message, by its id; opened when there is none, woken when it sleeps.
    pub(super) async fn thread_on(
        &self,
        channel: &str,
        message: &str,
        known: Option<&str>,
        title: &str,
    ) -> Result<String, Trouble> {
        // A private room is a thread already, and is its own.
        if self.channel(channel).await?.is_thread() {
            return self.still_stands(channel).await.map(|_| channel.to_owned());
        }
        let is_forum = self.is_forum(channel).await?;
        // A private thread stays one when the setting changes.
        if let Some(thread) = known.filter(|known| *known != message)
            && self.still_stands(thread).await?
        {
            return Ok(thread.to_owned());
        }
        match self.threads {
            Threads::Private if !is_forum => self.private_thread(channel, message, title).await,
            _ => self.public_thread(channel, message, title, is_forum).await.map(|()| message.to_owned()),
        }
    }

    /// The thread of a message has its id, and so has a forum's post.
    async fn public_thread(&self, channel: &str, message: &str, title: &str, is_forum: bool) -> Result<(), Trouble> {
        match self.channels.get(message) {
            Some(thread) if thread.is_awake() => return Ok(()),
            Some(thread) if thread.is_thread() => return self.wake(message).await,
            _ => {}
        }
        if !is_forum {
            let route = Route::ThreadOn(id(channel, OPENING)?, calls::message(message, OPENING)?);
            let call = Call::post(OPENING, route).channel(channel).body(&new_thread(parts::text(title, THREAD)));
            match self.opened(call.repeatable()).await {
                Ok(_) => return Ok(()),
                Err(trouble) if trouble.code == HAS_THREAD => {}
                Err(trouble) => return Err(trouble),
            }
        }
        let thread = self.look_up(message).await?;
        if thread.is_awake() { Ok(()) } else { self.wake(message).await }
    }

    /// Nothing ties a private thread to a message: it is that of the same name which was opened after it.
    async fn private_thread(&self, channel: &str, message: &str, title: &str) -> Result<String, Trouble> {
        let name = parts::text(title, THREAD);
        if let Some(thread) = self.private_since(channel, message, &name).await?
            && self.still_stands(&thread).await?
        {
            return Ok(thread);
        }
        let call = Call::post(OPENING, Route::Threads(id(channel, OPENING)?)).channel(channel);
        self.opened(call.body(&new_thread(name).kind(ChannelType::PrivateThread))).await
    }

    /// A private thread of the channel that no message stands above, with these people in it: the one of this name where it
    /// was opened before.
    pub(super) async fn private_room(&self, channel: &str, room: &Room<'_>) -> Result<String, Trouble> {
        let name = room.name();
        // The oldest message that can be, so that every thread was opened after it.
        let thread = match self.private_since(channel, "1", &name).await? {
            Some(thread) => thread,
            None => {
                let call = Call::post(OPENING, Route::Threads(id(channel, OPENING)?)).channel(channel);
                let new = new_thread(name).kind(ChannelType::PrivateThread).invitable(false);
                self.opened(call.body(&new)).await?
            }
        };
        for person in room.people {
            self.admit(&thread, person).await?;
        }
        Ok(thread)
    }

    /// Lets somebody into a private thread.
    pub(super) async fn admit(&self, thread: &str, person: &str) -> Result<(), Trouble> {
        let doing = "let somebody into a thread";
        if !self.channels.is_new_in(thread, person) {
            return Ok(());
        }
        let admitted = self.waking(thread, || {
            let route = Route::ThreadMember(id(thread, doing)?, calls::person(person, doing)?);
            Ok(Call::put(doing, route).channel(thread))
        });
        admitted.await?;
        self.channels.joined(thread, person);
        Ok(())
    }

    /// Whether there is such a thread; then it is awake.
    async fn still_stands(&self, thread: &str) -> Result<bool, Trouble> {
        match self.channel(thread).await {
            Ok(known) if known.is_awake() => Ok(true),
            Ok(_) => self.wake(thread).await.map(|()| true),
            Err(trouble) if trouble.code == UNKNOWN_CHANNEL => Ok(false),
            Err(trouble) => Err(trouble),
        }
    }

    async fn private_since(&self, channel: &str, message: &str, name: &str) -> Result<Option<String>, Trouble> {
        let Some(guild) = self.channel(channel).await?.guild else { return Ok(None) };
        let (guild, message) = (id(&guild, OPENING)?, calls::message(message, OPENING)?);
        for route in [Route::ActiveThreads(guild), Route::MyArchivedThreads(id(channel, OPENING)?)] {
            let told: wire::ThreadList = self.rest.read(Call::get(OPENING, route).channel(channel)).await?;
            let is_it = |thread: &&wire::Channel| {
                MessageId::new(thread.id.get()) > message
                    && thread.kind == Some(ChannelType::PrivateThread)
                    && thread.parent_id.is_some_and(|parent| parent.to_string() == channel)
                    && thread.name.as_deref() == Some(name)
            };
            if let Some(thread) = told.threads.iter().find(is_it) {
                self.channels.learn(thread, Some(guild));
                return Ok(Some(thread.id.to_string()));
            }
        }
        Ok(None)
    }

    /// The id of the thread that the call opens.
    async fn opened(&self, call: Call<'_>) -> Result<String, Trouble> {
        let thread: wire::Channel = self.rest.read(call).await?;
        self.channels.learn(&thread, None);
        Ok(thread.id.to_string())
    }

    /// Whom a message addresses sees a private thread before the message stands there. Who left it stays away.
    pub(super) async fn invite(&self, thread: &str, people: &[String]) -> Result<(), Trouble> {
        let doing = "invite somebody to a thread";
        if people.is_empty() || !self.channel(thread).await?.is_private() {
            return Ok(());
        }
        for person in people.iter().filter(|person| self.channels.is_new_in(thread, person)) {
            let invited = self.waking(thread, || {
                let route = Route::ThreadMember(id(thread, doing)?, calls::person(person, doing)?);
                Ok(Call::put(doing, route).channel(thread))
            });
            match invited.await {
                Ok(_) => self.channels.joined(thread, person),
                Err(trouble) if matches!(trouble.kind, Kind::Later { .. } | Kind::Unknown) => return Err(trouble),
                // The message is for the others too.
                Err(trouble) => tracing::warn!(%person, what = trouble.what, "somebody does not see a private thread"),
            }
        }
        Ok(())
    }
}

fn new_thread(name: String) -> CreateThread<'static> {
    CreateThread::new(name).auto_archive_duration(ASLEEP_AFTER)
}
