//! Whoever does something, and whom they name, becomes known: their language and what they are called, so that what is
//! written to them because of it is in their language, the first time too.

use std::collections::HashSet;
use std::sync::{MutexGuard, PoisonError};
use std::time::Duration;

use commands::{Action, IncidentAction, ItemAction};

use super::Reception;
use crate::chat::{Chat, ChatEvent, Happened, Profile};
use crate::courier::acquaintance::{learn, meet};
use crate::fault::desk::Round;
use crate::people::{self, roster};
use crate::person::Person;
use crate::progress::Work;
use crate::store::StoreError;

/// How long a platform is waited for to tell who somebody is: a form has to open soon.
pub(super) const PATIENCE: Duration = Duration::from_millis(800);
/// How many people that one event names are looked up.
const NAMED: usize = 10;

impl Reception {
    /// Learns who did something and whom they name, before it has an effect.
    pub(super) async fn meet(&self, chat: &dyn Chat, event: &ChatEvent) -> Result<(), StoreError> {
        if !event.person.user.is_empty() {
            let told = Profile { name: event.name.clone(), locale: event.locale.clone(), zone: None };
            learn(&self.setup.store, &event.person, &told).await?;
            if event.locale.is_none() || event.name.is_none() {
                self.look_up(chat, &event.person).await?;
            }
        }
        for user in named(&event.what).into_iter().take(NAMED) {
            self.look_up(chat, &event.person.beside(user)).await?;
        }
        Ok(())
    }

    /// The same of everybody whom the settings and the roster name: some of them are written to before they say anything.
    pub async fn meet_everybody(&self) -> Result<(), StoreError> {
        let accounts = self.setup.rules.accounts();
        let mut humans = self.setup.rules.people();
        humans.extend(self.setup.plan.people().into_iter().map(|person| accounts.human(person)));
        let mut people: Vec<Person> = humans.iter().flat_map(|human| accounts.of(human)).collect();
        people.extend(
            roster::store::list(&mut self.setup.store.read().await?).await?.into_iter().map(|member| member.person),
        );
        let mut round = Round::begin(&self.setup.store, Work::Meeting, self.setup.clock.now()).await?;
        for person in people {
            if let Some(chat) = self.setup.platforms.get(person.platform.as_str()) {
                round.ended("person", &person, self.look_up(chat.as_ref(), &person).await)?;
            }
        }
        round.end().await?;
        Ok(())
    }

    /// Asks the platform who a person is, once while this process runs.
    async fn look_up(&self, chat: &dyn Chat, person: &Person) -> Result<(), StoreError> {
        if self.met().contains(person) {
            return Ok(());
        }
        if let Ok(told) = tokio::time::timeout(PATIENCE, meet(&self.setup.store, chat, person)).await
            && told?
        {
            self.met().insert(person.clone());
        }
        Ok(())
    }

    /// Who wrote a message that is kept may never have done anything with Squall. That it fails harms nobody.
    pub(super) async fn meet_author(&self, chat: &dyn Chat, event: &ChatEvent, author: Option<&str>) {
        let Some(author) = author else { return };
        if let Err(error) = self.look_up(chat, &event.person.beside(author)).await {
            tracing::debug!(%error, "who wrote a message is not remembered");
        }
    }

    fn met(&self) -> MutexGuard<'_, HashSet<Person>> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who does something is not gone, whatever was thought.
    pub(super) async fn welcome(&self, event: &ChatEvent) -> Result<(), StoreError> {
        if !people::store::has_left(&mut self.setup.store.read().await?, &event.person).await? {
            return Ok(());
        }
        let mut tx = self.setup.store.write().await?;
        people::desk::is_here(&mut tx, &event.person, self.setup.clock.now()).await?;
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
