//! The gate: whatever people do, are offered or are shown comes through here, before any room. It admits those who see where
//! the team works, and turns the others away with one sentence that tells them nothing but whom to ask.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;

use super::{Reception, ReceptionError};
use crate::chat::{Chat, ChatEvent, Happened, Place};
use crate::clock::Time;
use crate::person::Person;
use crate::post::Post;
use crate::store::StoreError;
use crate::words::word;
use crate::{home, watch};

/// How long a platform's answer counts.
const FRESH: TimeDelta = TimeDelta::minutes(1);
/// How long a platform is waited for. Whoever is not known by then is turned away.
const PATIENCE: Duration = Duration::from_secs(2);
/// People that are remembered; beyond them the platforms are asked again.
const REMEMBERED: usize = 10_000;

/// What the platforms told of who sees where the team works, and until when it counts.
#[derive(Default)]
pub(super) struct Sights(Mutex<HashMap<Person, (Time, bool)>>);

impl Reception {
    /// Whether somebody is let in who does something in a place.
    pub(super) async fn admits(&self, person: &Person, at: &Place) -> Result<bool, StoreError> {
        // Who answers for the team is named by who runs Squall, whatever channels they read.
        if self.is_named(person) {
            return Ok(true);
        }
        let places = self.places(&person.platform).await?;
        // Who acts in a channel sees it.
        if at.direct_to().is_none() && places.iter().any(|place| place.channel == at.channel) {
            return Ok(true);
        }
        if let Some(known) = self.sights.known(person, self.setup.clock.now()) {
            return Ok(known);
        }
        let Some(chat) = self.setup.platforms.get(person.platform.as_str()) else { return Ok(false) };
        let sees = sees_any(chat.as_ref(), &places, person).await;
        if let Some(sees) = sees {
            self.sights.remember(person, self.setup.clock.now(), sees);
        }
        Ok(sees.unwrap_or(false))
    }

    fn is_named(&self, person: &Person) -> bool {
        let accounts = self.setup.rules.accounts();
        let planned = self.setup.plan.people().into_iter().any(|named| accounts.same(named, person));
        planned || self.setup.rules.people().contains(&accounts.human(person))
    }

    /// Where the team works on a platform: its own channel, those beside it, those of watches.
    async fn places(&self, platform: &str) -> Result<Vec<Place>, StoreError> {
        let mut tx = self.setup.store.read().await?;
        let mut places = vec![self.setup.home.channel.clone()];
        places.extend(home::also(&mut tx).await?);
        let watches = watch::store::list(&mut tx).await?.good;
        places.extend(watches.iter().filter_map(|watch| Place::parse(watch.channel.as_deref()?)));
        places.retain(|place| place.platform == platform);
        let mut seen = HashSet::new();
        places.retain(|place| seen.insert(place.channel.clone()));
        // Where the team has no channel a platform is asked about the one that it has: most know nobody who sees it.
        if places.is_empty() {
            places.push(self.setup.home.channel.clone());
        }
        Ok(places)
    }

    /// Tells somebody that they are not let in, where they asked for something.
    pub(super) async fn turn_away(&self, chat: &dyn Chat, event: &ChatEvent) -> Result<(), ReceptionError> {
        metrics::counter!("squall_turned_away_total", "platform" => chat.platform()).increment(1);
        let post = Post::line(word(self.locale(chat, event).await?, "common-outside"));
        match event.what {
            // Nobody asked for an answer.
            Happened::Reacted { .. } | Happened::Pinned { .. } | Happened::Wrote { .. } | Happened::Changed { .. } => {
                Ok(())
            }
            Happened::CameHome => Ok(chat.show_home(&event.person.user, &post).await?),
            Happened::Asked { .. }
            | Happened::Commanded { .. }
            | Happened::Pressed { .. }
            | Happened::Submitted { .. }
            | Happened::Chose { .. } => {
                let key = format!("gate:whisper:{}", event.key);
                Ok(chat.whisper(&event.place, &event.person.user, &post, &key).await?)
            }
        }
    }
}

/// Whether a person sees any of the places; none while the platform can't tell.
async fn sees_any(chat: &dyn Chat, places: &[Place], person: &Person) -> Option<bool> {
    let asked = async {
        let mut unknown = false;
        for place in places {
            match chat.can_see(place, &person.user).await {
                Ok(true) => return Some(true),
                Ok(false) => {}
                Err(error) => {
                    tracing::warn!(%error, %place, "it is not known who sees the channel");
                    unknown = true;
                }
            }
        }
        (!unknown).then_some(false)
    };
    tokio::time::timeout(PATIENCE, asked).await.ok().flatten()
}

impl Sights {
    fn known(&self, person: &Person, now: Time) -> Option<bool> {
        self.all().get(person).filter(|(until, _)| *until > now).map(|(_, sees)| *sees)
    }

    fn remember(&self, person: &Person, now: Time, sees: bool) {
        let mut all = self.all();
        if all.len() >= REMEMBERED {
            all.retain(|_, (until, _)| *until > now);
        }
        if all.len() >= REMEMBERED {
            all.clear();
        }
        all.insert(person.clone(), (now + FRESH, sees));
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Person, (Time, bool)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
