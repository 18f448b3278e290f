//! In which language a person is spoken to.

use std::collections::HashSet;
use std::sync::{MutexGuard, PoisonError};
use std::time::Duration;

use commands::{Action, IncidentAction, ItemAction};

use super::{Reception, channel};
use crate::chat::{Chat, ChatEvent, Happened, PersonRef};
use crate::people::{self, roster};
use crate::store::StoreError;
use crate::words::Locale;

/// How long a platform is waited for to tell who somebody is.
const PATIENCE: Duration = Duration::from_millis(800);
/// How many people that one event names are looked up.
const NAMED: usize = 10;

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

    /// Learns the language of who did something and of whom they name, so that what is written to these people because of
    /// it is in their language, the first time too.
    pub(super) async fn meet(&self, chat: &dyn Chat, event: &ChatEvent) -> Result<(), StoreError> {
        match event.locale.as_deref().and_then(Locale::nearest) {
            _ if event.person.user.is_empty() => {}
            Some(told) => self.learn(&event.person, told).await?,
            None => self.look_up(chat, &event.person).await?,
        }
        for user in named(&event.what).into_iter().take(NAMED) {
            self.look_up(chat, &event.person.beside(user)).await?;
        }
        Ok(())
    }

    /// The same of everybody whom the settings and the roster name: some of them are written to before they say anything.
    pub async fn meet_everybody(&self) -> Result<(), StoreError> {
        let mut names: Vec<String> = self.rules.people().into_iter().collect();
        names.extend(self.plan.people().into_iter().map(str::to_owned));
        let mut people: Vec<PersonRef> = names.iter().flat_map(|name| self.rules.accounts_of(name)).collect();
        people
            .extend(roster::store::list(&mut self.store.read().await?).await?.into_iter().map(|member| member.person));
        for person in people {
            if let Some(chat) = self.platforms.get(person.platform.as_str()) {
                self.look_up(chat.as_ref(), &person).await?;
            }
        }
        Ok(())
    }

    /// Asks the platform who a person is, once while this process runs.
    async fn look_up(&self, chat: &dyn Chat, person: &PersonRef) -> Result<(), StoreError> {
        if self.met().contains(person) {
            return Ok(());
        }
        let Ok(Ok(profile)) = tokio::time::timeout(PATIENCE, chat.profile(&person.user)).await else { return Ok(()) };
        self.met().insert(person.clone());
        match profile.locale.as_deref().and_then(Locale::nearest) {
            Some(told) => self.learn(person, told).await,
            None => Ok(()),
        }
    }

    fn met(&self) -> MutexGuard<'_, HashSet<PersonRef>> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers the language that was told of a person, where it is news.
    async fn learn(&self, person: &PersonRef, told: Locale) -> Result<(), StoreError> {
        if people::store::told(&mut self.store.read().await?, person).await? == Some(told) {
            return Ok(());
        }
        let mut tx = self.store.write().await?;
        people::store::save_told(&mut tx, person, told).await?;
        tx.commit().await
    }
}

/// Whom a person names, by the platform's own ids, in what they type or pick. Where commands have fields, the platform
/// tells nothing of others than who does it.
fn named(what: &Happened) -> Vec<String> {
    match what {
        Happened::Asked { words } => commands::people_in(words),
        Happened::Pressed { action, .. } => match Action::decode(action) {
            Some(
                Action::Incident(IncidentAction::Assign { person, .. })
                | Action::Item(ItemAction::Assign { person, .. }),
            ) => {
                vec![person]
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
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
