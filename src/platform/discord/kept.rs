//! An interaction is acknowledged once it is kept. Discord sends none again: what can't be kept in time is said to who did it.

use std::sync::Arc;

use super::{Discord, PLATFORM};
use crate::chat::intake::Seat;
use crate::chat::{ChatEvent, NotKept};
use crate::post::Post;
use crate::words::{Locale, word};

impl Discord {
    /// Hands over what a person did. Where nobody waits for an answer, it waits for the database instead.
    pub(super) fn keeps(self: &Arc<Self>, seat: Seat<'_>, event: ChatEvent) {
        if !Self::is_asked(&event) {
            // Nobody is told, however it ends.
            drop(seat.take_patiently(event));
            return;
        }
        let (discord, key, locale) = (Arc::clone(self), event.key.clone(), event.locale.clone());
        let kept = seat.take(event);
        tokio::spawn(async move {
            match kept.answer().await {
                Ok(()) => discord.is_kept(&key).await,
                Err(why) => discord.is_not_kept(&key, locale.as_deref(), why).await,
            }
        });
    }

    /// Turns an interaction away; false when it is none, and may wait.
    pub(super) fn turns_away(self: &Arc<Self>, event: &ChatEvent, why: NotKept) -> bool {
        if !Self::is_asked(event) {
            return false;
        }
        let (discord, key, locale) = (Arc::clone(self), event.key.clone(), event.locale.clone());
        tokio::spawn(async move { discord.is_not_kept(&key, locale.as_deref(), why).await });
        true
    }

    /// Whether somebody waits for an answer.
    fn is_asked(event: &ChatEvent) -> bool {
        event.key.strip_prefix(PLATFORM).is_some_and(|key| key.starts_with(":interaction:"))
    }

    async fn is_kept(&self, key: &str) {
        if let Some((live, thinking)) = self.live.acknowledge(key) {
            self.acknowledge(&live, thinking).await;
        }
    }

    async fn is_not_kept(&self, key: &str, locale: Option<&str>, why: NotKept) {
        tracing::warn!(%why, event = key, "an interaction was not kept; who did it is told");
        let Some(live) = self.live.give_up(key) else { return };
        let locale = locale.and_then(Locale::nearest).unwrap_or(self.locale);
        let post = Post::line(word(locale, "chat-not-kept"));
        if let Err(error) = self.whispered(&live.place, &live.user, &post, key).await {
            tracing::warn!(%error, event = key, "who did it was not told");
        }
    }
}
