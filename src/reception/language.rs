//! In which language a person is spoken to.

use super::acquaintance::PATIENCE;
use super::{Reception, channel};
use crate::chat::{Chat, ChatEvent};
use crate::people;
use crate::store::StoreError;
use crate::words::Locale;

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
        match people::store::told(&mut tx, &event.person).await?.locale {
            Some(told) => Ok(told),
            None => self.home.locale(&mut tx, &channel(event)).await,
        }
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
