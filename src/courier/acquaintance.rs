//! What is learned of people by the way: the names of those who do something, and of those whom Squall writes to or speaks of;
//! and who is not there any more.

use super::Courier;
use crate::chat::{Chat, ChatError, PersonRef};
use crate::people::{names, store};
use crate::store::errand::{Body, Errand, Target};
use crate::store::{Store, StoreError};

impl Courier {
    /// Whom a message went to or speaks of is known by name from then on.
    pub(super) async fn introduce(&self, errand: &Errand) -> Result<(), StoreError> {
        let read = (serde_json::from_str(&errand.body), serde_json::from_str::<Target>(&errand.target));
        let (Ok(Body::Post(post)), Ok(target)) = read else { return Ok(()) };
        let place = target.place();
        let Some(chat) = self.platforms.get(place.platform.as_str()) else { return Ok(()) };
        for user in place.direct_to().into_iter().chain(post.people()) {
            let person = PersonRef { platform: place.platform.clone(), user: user.to_owned() };
            meet(&self.store, chat.as_ref(), &person).await?;
        }
        Ok(())
    }
}

impl Courier {
    /// To whom a letter was refused because they are not there any more; none where that is not so, or not known.
    pub(super) async fn gone(&self, errand: &Errand, error: &ChatError) -> Option<PersonRef> {
        if !matches!(error, ChatError::GiveUp { .. } | ChatError::Blocked { .. } | ChatError::Gone { .. }) {
            return None;
        }
        let person = serde_json::from_str::<Target>(&errand.target).ok()?.place().person()?;
        let chat = self.platforms.get(person.platform.as_str())?;
        match chat.has_left(&person.user).await {
            Ok(left) => left.then_some(person),
            Err(error) => {
                tracing::debug!(%error, "whether somebody left is not known");
                None
            }
        }
    }
}

/// Asks what somebody is called, unless it is known. That a platform does not tell is no failure.
pub async fn meet(store: &Store, chat: &dyn Chat, person: &PersonRef) -> Result<(), StoreError> {
    if store::name(&mut store.read().await?, person).await?.is_some() {
        return Ok(());
    }
    match chat.profile(&person.user).await {
        Ok(profile) => called(store, person, profile.name.as_deref().unwrap_or_default()).await,
        Err(error) => {
            tracing::debug!(%error, "a person's name is not known");
            Ok(())
        }
    }
}

/// Keeps what somebody is called.
pub async fn called(store: &Store, person: &PersonRef, told: &str) -> Result<(), StoreError> {
    let Some(name) = names::tidy(told) else { return Ok(()) };
    if store::name(&mut store.read().await?, person).await?.as_ref() == Some(&name) {
        return Ok(());
    }
    let mut tx = store.write().await?;
    store::save_name(&mut tx, person, &name).await?;
    tx.commit().await
}
