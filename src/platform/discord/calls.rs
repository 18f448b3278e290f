//! What the leaf asks Discord for, beside posting: channels, threads, answers to interactions.

use std::str::FromStr;

use serde_json::{Value, json};
use serenity::http::{LightMethod, Route};
use serenity::model::id::MessageId;

use super::Discord;
use super::channels::Channel;
use super::live::Live;
use super::render::{self, Rendered};
use super::rest::{Call, File};
use super::trouble::{ARCHIVED, Kind, Trouble, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE};
use crate::chat::Place;

// The kinds of first answers to an interaction.
pub(super) const MESSAGE: u8 = 4;
pub(super) const DEFERRED_MESSAGE: u8 = 5;
pub(super) const DEFERRED_UPDATE: u8 = 6;
pub(super) const CHOICES: u8 = 8;
pub(super) const MODAL: u8 = 9;
/// Only who asked sees it.
pub(super) const EPHEMERAL: u64 = 1 << 6;

/// An id as serenity's routes take it.
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

/// Where to post is not there: a person has to name another place.
pub(super) fn missing_channel(trouble: Trouble) -> Trouble {
    if trouble.code == UNKNOWN_CHANNEL { Trouble { kind: Kind::Refused, ..trouble } } else { trouble }
}

/// The charts of a message as pictures. None of them when one can't be drawn: their places count.
pub(super) async fn drawn(rendered: &Rendered) -> Vec<File> {
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

/// The body with what it says about its pictures. Where they are missing, their words stand in their place.
pub(super) fn with_files(mut body: Value, rendered: &Rendered, files: &[File]) -> Value {
    let alts = rendered.charts.iter().map(render::alt);
    if files.len() == rendered.charts.len() {
        let told = files.iter().zip(alts).enumerate();
        let told = told.map(|(place, (file, alt))| json!({ "id": place, "filename": file.name, "description": alt }));
        body["attachments"] = told.collect();
        return body;
    }
    body["attachments"] = json!([]);
    for embed in body["embeds"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        if embed.remove("image").is_some() && embed.len() == 1 {
            embed.insert("description".into(), "📉".into());
        }
    }
    let words: Vec<String> = alts.collect();
    let content = format!("{}\n{}", body["content"].as_str().unwrap_or_default(), words.join("\n"));
    let clipped = super::fit::fitted(&content, super::fit::CONTENT, &mut super::fit::Cut::default(), str::to_owned);
    body["content"] = clipped.into();
    body
}

impl Discord {
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
    pub(super) async fn learn_channels(&self, guild: &str) -> Result<Value, Trouble> {
        let doing = "list the channels";
        let route = Route::GuildChannels { guild_id: id(guild, doing)? };
        let all = self.rest.call(Call::new(doing, LightMethod::Get, route)).await?;
        for channel in all.as_array().into_iter().flatten() {
            self.channels.learn(channel, Some(guild));
        }
        Ok(all)
    }

    /// The conversation with one person.
    async fn direct(&self, user: &str) -> Result<String, Trouble> {
        if let Some(known) = self.channels.direct(user) {
            return Ok(known);
        }
        let body = json!({ "recipient_id": user });
        let call = Call::new("open a direct message", LightMethod::Post, Route::UserMeDmChannels).body(&body);
        let told = self.rest.call(call.channel(user).repeatable()).await?;
        self.channels.learn(&told, None);
        let opened = told["id"].as_str().map(str::to_owned);
        opened.ok_or_else(|| Trouble::new(Kind::Later { after_ms: None }, "open a direct message", "no id came"))
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
        let route = Route::Channel { channel_id: id(channel, doing)? };
        let told = self.rest.call(Call::new(doing, LightMethod::Get, route).channel(channel)).await?;
        let nothing = || Trouble::new(Kind::Later { after_ms: None }, doing, "no channel came");
        self.channels.learn(&told, None).ok_or_else(nothing)
    }

    pub(super) async fn is_forum(&self, channel: &str) -> Result<bool, Trouble> {
        Ok(self.channel(channel).await.map_err(missing_channel)?.is_forum())
    }

    /// Wakes a thread that sleeps.
    pub(super) async fn wake(&self, thread: &str) -> Result<(), Trouble> {
        let doing = "wake a thread";
        let body = json!({ "archived": false });
        let route = Route::Channel { channel_id: id(thread, doing)? };
        let told = self.rest.call(Call::new(doing, LightMethod::Patch, route).channel(thread).body(&body)).await?;
        self.channels.learn(&told, None);
        Ok(())
    }

    /// Calls; when the thread sleeps, wakes it and calls again.
    pub(super) async fn waking<'c>(
        &self,
        channel: &str,
        call: impl Fn() -> Result<Call<'c>, Trouble>,
    ) -> Result<Value, Trouble> {
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
    pub(super) async fn respond(&self, live: &Live, body: &Value, files: &[File]) -> Result<(), Trouble> {
        let doing = "answer a person";
        let route = Route::InteractionResponse { interaction_id: id(&live.id, doing)?, token: &live.token };
        let answered = self.rest.call(Call::new(doing, LightMethod::Post, route).body(body).files(files)).await;
        live.arrived.send_replace(Some(answered.is_ok()));
        answered.map(drop)
    }
}
