//! What is learned of people by the way: names, languages and zones of those who do something, and of those whom Squall writes
//! to or speaks of; and who is not there any more.

use super::Courier;
use crate::chat::{Chat, ChatError, Profile};
use crate::people::{Told, names, store};
use crate::person::Person;
use crate::store::errand::{Body, Errand};
use crate::store::{Store, StoreError};
use crate::words::Locale;

impl Courier {
    /// Whom a message goes to or speaks of is known by name from then on: people of its platform, or those of others.
    pub(super) async fn introduce(&self, errand: &Errand, own: bool) -> Result<(), StoreError> {
        let Body::Post(post) = &errand.body else { return Ok(()) };
        let place = errand.target.place();
        let (mut tx, mut strangers) = (self.store.read().await?, Vec::new());
        for person in place.person().into_iter().chain(post.people().into_iter().cloned()) {
            let person = person.or_of(&place.platform);
            let meant = (person.platform == place.platform) == own;
            if meant && store::name(&mut tx, &person).await?.is_none() {
                strangers.push(person);
            }
        }
        drop(tx);
        for person in strangers {
            if let Some(chat) = self.platforms.get(person.platform.as_str()) {
                meet(&self.store, chat.as_ref(), &person).await?;
            }
        }
        Ok(())
    }

    /// To whom a letter was refused because they are not there any more; none where that is not so, or not known.
    pub(super) async fn gone(&self, errand: &Errand, error: &ChatError) -> Option<Person> {
        if !matches!(error, ChatError::GiveUp { .. } | ChatError::Blocked { .. } | ChatError::Gone { .. }) {
            return None;
        }
        let person = errand.target.place().person()?;
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

/// Asks the platform who somebody is. Answers whether it told; that it does not is no failure.
pub async fn meet(store: &Store, chat: &dyn Chat, person: &Person) -> Result<bool, StoreError> {
    match chat.profile(&person.user).await {
        Ok(profile) => learn(store, person, &profile).await.map(|()| true),
        Err(error) => {
            tracing::debug!(%error, "who somebody is is not known");
            Ok(false)
        }
    }
}

/// Keeps what somebody is called, their language and their zone, where it was told and is news.
pub async fn learn(store: &Store, person: &Person, told: &Profile) -> Result<(), StoreError> {
    let mut tx = store.read().await?;
    let mut name = told.name.as_deref().and_then(names::tidy);
    let known = store::told(&mut tx, person).await?;
    let locale = told.locale.as_deref().and_then(Locale::nearest).filter(|told| known.locale != Some(*told));
    let zone = told.zone.as_deref().and_then(|zone| zone.parse().ok()).filter(|told| known.zone != Some(*told));
    let told = Told { locale, zone };
    if name.is_some() && store::name(&mut tx, person).await? == name {
        name = None;
    }
    drop(tx);
    if name.is_none() && told == Told::default() {
        return Ok(());
    }
    let mut tx = store.write().await?;
    if let Some(name) = name {
        store::save_name(&mut tx, person, &name).await?;
    }
    store::save_told(&mut tx, person, told).await?;
    tx.commit().await
}
