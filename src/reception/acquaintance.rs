//! What is remembered of people because they did something: that they are here, and what they are called.

use std::time::Duration;

use super::Reception;
use crate::chat::{Chat, ChatEvent};
use crate::courier::acquaintance::{called, meet};
use crate::people;
use crate::store::StoreError;

/// How long a platform is waited for to tell who somebody is.
const PATIENCE: Duration = Duration::from_secs(3);

impl Reception {
    /// After the answer, so that nobody waits for it. That it fails harms nobody.
    pub(super) async fn remember(&self, chat: &dyn Chat, event: &ChatEvent) {
        if event.person.user.is_empty() {
            return;
        }
        let remembered = async {
            self.welcome(event).await?;
            self.remember_name(chat, event).await
        };
        if let Err(error) = remembered.await {
            tracing::debug!(%error, "what a person told of themselves is not remembered");
        }
    }

    /// Who does something is not gone, whatever was thought.
    async fn welcome(&self, event: &ChatEvent) -> Result<(), StoreError> {
        if !people::store::has_left(&mut self.store.read().await?, &event.person).await? {
            return Ok(());
        }
        let mut tx = self.store.write().await?;
        people::desk::is_here(&mut tx, &event.person, self.clock.now()).await?;
        tx.commit().await
    }

    async fn remember_name(&self, chat: &dyn Chat, event: &ChatEvent) -> Result<(), StoreError> {
        if let Some(name) = &event.name {
            return called(&self.store, &event.person, name).await;
        }
        match tokio::time::timeout(PATIENCE, chat.profile(&event.person.user)).await {
            Ok(Ok(profile)) => called(&self.store, &event.person, profile.name.as_deref().unwrap_or_default()).await,
            _ => Ok(()),
        }
    }

    /// Who wrote a message that is kept may never have done anything with Squall.
    pub(super) async fn meet_author(&self, chat: &dyn Chat, event: &ChatEvent, author: Option<&str>) {
        let Some(author) = author else { return };
        let person = event.person.beside(author);
        if let Ok(Err(error)) = tokio::time::timeout(PATIENCE, meet(&self.store, chat, &person)).await {
            tracing::debug!(%error, "what a person is called is not remembered");
        }
    }
}
