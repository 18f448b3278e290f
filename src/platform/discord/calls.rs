//! What the leaf asks Discord for, beside posting: channels, threads, answers to interactions.

use std::str::FromStr;

use serenity::builder::EditThread;
use serenity::model::id::{MessageId, UserId};

use super::Discord;
use super::channels::Channel;
use super::live::Live;
use super::render::{self, Rendered, Seen};
use super::rest::{Answer, Call};
use super::trouble::{ARCHIVED, Kind, Trouble, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_USER};
use super::wire::{self, File, Recipient, Response, Route};
use crate::chat::Place;
use crate::post::Post;

/// An id, as routes take it.
pub(super) fn id<T: FromStr>(text: &str, doing: &'static str) -> Result<T, Trouble> {
    text.parse().map_err(|_| Trouble {
        channel: text.to_owned(),
        code: UNKNOWN_CHANNEL,
        ..Trouble::new(Kind::Refused, doing, "no id")
    })
}

/// The id of a message; what is none names no message.
pub(super) fn message(text: &str, doing: &'static str) -> Result<MessageId, Trouble> {
    text.parse().map_err(|_| Trouble { code: UNKNOWN_MESSAGE, ..Trouble::new(Kind::Gone, doing, "no id of a message") })
}

/// The id of a person.
pub(super) fn person(text: &str, doing: &'static str) -> Result<UserId, Trouble> {
    id(text, doing).map_err(|trouble| Trouble { code: UNKNOWN_USER, ..trouble })
}

/// Where to post is not there: a person has to name another place.
pub(super) fn missing_channel(trouble: Trouble) -> Trouble {
    if trouble.code == UNKNOWN_CHANNEL { Trouble { kind: Kind::Refused, ..trouble } } else { trouble }
}

/// The charts of a message as pictures. None of them when one can't be drawn: their places count.
async fn drawn(rendered: &Rendered) -> Vec<File> {
    if rendered.charts.is_empty() {
        return Vec::new();
    }
    let charts = rendered.charts.clone();
    let drawn = tokio::task::spawn_blocking(move || {
        let draw = |(place, chart): (usize, &crate::post::Chart)| {
            Some(File { name: render::picture(place), png: chart.png().ok()? })
        };
        charts.iter().enumerate().map(draw).collect::<Option<Vec<_>>>()
    });
    drawn.await.ok().flatten().unwrap_or_else(|| {
        tracing::warn!("a chart could not be drawn; its words are shown");
        Vec::new()
    })
}

impl Discord {
    /// A post as a message, and its pictures. Where they are missing, their words stand in their place.
    pub(super) async fn written(&self, post: &Post, seen: Seen) -> (Rendered, Vec<File>) {
        let mut rendered = self.rendered(post, seen);
        let files = drawn(&rendered).await;
        if files.len() != rendered.charts.len() {
            rendered.without_charts();
        }
        (rendered, files)
    }

    /// The id of the channel or thread that a place is.
    pub(super) async fn address(&self, place: &Place) -> Result<String, Trouble> {
        if let Some(user) = place.direct_to() {
            return self.direct(user).await;
        }
        let id = place.thread.as_ref().unwrap_or(&place.channel);
        if id.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(id.clone());
        }
        if let Some(known) = self.channels.named(id) {
            return Ok(known);
        }
        for guild in &self.guilds {
            self.learn_channels(guild).await?;
        }
        self.channels.named(id).ok_or_else(|| Trouble {
            code: UNKNOWN_CHANNEL,
            channel: id.clone(),
            ..Trouble::new(Kind::Refused, "find a channel", "no such name")
        })
    }

    /// The channels of a server become known by name.
    async fn learn_channels(&self, guild: &str) -> Result<(), Trouble> {
        let doing = "list the channels";
        let guild = id(guild, doing)?;
        let all: Vec<wire::Channel> = self.rest.read(Call::get(doing, Route::GuildChannels(guild))).await?;
        for channel in &all {
            self.channels.learn(channel, Some(guild));
        }
        Ok(())
    }

    /// The conversation with one person.
    async fn direct(&self, user: &str) -> Result<String, Trouble> {
        if let Some(known) = self.channels.direct(user) {
            return Ok(known);
        }
        let doing = "open a direct message";
        let call = Call::post(doing, Route::MyDirects).body(&Recipient { recipient_id: person(user, doing)? });
        let opened: wire::Channel = self.rest.read(call.channel(user).repeatable()).await?;
        self.channels.learn(&opened, None);
        Ok(opened.id.to_string())
    }

    /// What is known of a channel; asked for once.
    pub(super) async fn channel(&self, channel: &str) -> Result<Channel, Trouble> {
        match self.channels.get(channel) {
            Some(known) => Ok(known),
            None => self.look_up(channel).await,
        }
    }

    pub(super) async fn look_up(&self, channel: &str) -> Result<Channel, Trouble> {
        let doing = "look a channel up";
        let told: wire::Channel =
            self.rest.read(Call::get(doing, Route::Channel(id(channel, doing)?)).channel(channel)).await?;
        Ok(self.channels.learn(&told, None))
    }

    pub(super) async fn is_forum(&self, channel: &str) -> Result<bool, Trouble> {
        Ok(self.channel(channel).await.map_err(missing_channel)?.is_forum())
    }

    /// Wakes a thread that sleeps.
    pub(super) async fn wake(&self, thread: &str) -> Result<(), Trouble> {
        let doing = "wake a thread";
        let call = Call::patch(doing, Route::Channel(id(thread, doing)?)).body(&EditThread::new().archived(false));
        let told: wire::Channel = self.rest.read(call.channel(thread)).await?;
        self.channels.learn(&told, None);
        Ok(())
    }

    /// Calls; when the thread sleeps, wakes it and calls again.
    pub(super) async fn waking<'c>(
        &self,
        channel: &str,
        call: impl Fn() -> Result<Call<'c>, Trouble>,
    ) -> Result<Answer, Trouble> {
        if self.channels.get(channel).is_some_and(|known| known.is_thread() && !known.is_awake()) {
            self.wake(channel).await?;
        }
        match self.rest.call(call()?).await {
            Err(trouble) if trouble.code == ARCHIVED => {
                self.wake(channel).await?;
                self.rest.call(call()?).await
            }
            answer => answer,
        }
    }

    /// Answers an interaction first.
    pub(super) async fn respond(&self, live: &Live, response: &Response, files: &[File]) -> Result<(), Trouble> {
        let doing = "answer a person";
        let route = Route::Response(id(&live.id, doing)?, live.token.clone());
        let answered = self.rest.call(Call::post(doing, route).body(response).files(files)).await;
        live.arrived.send_replace(Some(answered.is_ok()));
        answered.map(drop)
    }
}
