//! In which language a person is spoken to.

use std::time::Duration;

use super::{Reception, channel};
use crate::chat::{Chat, ChatEvent};
use crate::people;
use crate::store::StoreError;
use crate::words::Locale;

/// How long a platform is waited for to tell who somebody is.
const PATIENCE: Duration = Duration::from_millis(800);

impl Reception {
    /// The person's own choice, what their platform says, what the channel speaks.
    pub(super) async fn locale(&self, chat: &dyn Chat, event: &ChatEvent) -> Result<Locale, StoreError> {
        if let Some(chosen) = people::store::locale(&mut self.store.read().await?, &event.person).await? {
            return Ok(chosen);
        }
        if let Some(told) = told(chat, event).await {
            return Ok(told);
        }
        let mut tx = self.store.read().await?;
        match people::store::told(&mut tx, &event.person).await? {
            Some(told) => Ok(told),
            None => self.home.locale(&mut tx, &channel(event)).await,
        }
    }

    /// What the event tells of a person's language holds for what they do where it is not told: a reaction, a message.
    pub(super) async fn remember_language(&self, event: &ChatEvent) -> Result<(), StoreError> {
        let Some(told) = event.locale.as_deref().and_then(Locale::nearest) else { return Ok(()) };
        if people::store::told(&mut self.store.read().await?, &event.person).await? == Some(told) {
            return Ok(());
        }
        let mut tx = self.store.write().await?;
        people::store::save_told(&mut tx, &event.person, told).await?;
        tx.commit().await
    }
}

/// The language of a person as their platform knows it. A form has to open soon, so it is not waited for long, and a
/// failure to learn it is none.
pub(super) async fn told(chat: &dyn Chat, event: &ChatEvent) -> Option<Locale> {
    if let Some(told) = &event.locale {
        return Locale::nearest(told);
    }
    match tokio::time::timeout(PATIENCE, chat.profile(&event.person.user)).await {
        Ok(Ok(profile)) => profile.locale.as_deref().and_then(Locale::nearest),
        Ok(Err(error)) => {
            tracing::debug!(%error, "a person's language is not known");
            None
        }
        Err(_) => None,
    }
}
