//! What the gate has to know of people and subjects, gathered: who sees which places, who is in charge, who is named where.
//! The platforms are asked outside of any transaction, and their answers count for a minute; what they can't tell is not so.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;

use super::{Reception, ReceptionError};
use crate::chat::{Chat, ChatEvent, Happened, Membership, Place};
use crate::clock::Time;
use crate::gate::Standing;
use crate::person::Person;
use crate::post::Post;
use crate::store::{StoreError, Tx, card};
use crate::words::word;
use crate::{home, incident, watch};

/// How long a platform's answer counts.
const FRESH: TimeDelta = TimeDelta::minutes(1);
/// How long the platforms are waited for. What is not known by then is not so.
const PATIENCE: Duration = Duration::from_secs(2);
/// Answers that are remembered; beyond them the platforms are asked again.
const REMEMBERED: usize = 50_000;

/// What the platforms told lately, and until when it counts.
#[derive(Default)]
pub(super) struct Sights {
    places: Mutex<Known<(Person, Place), bool>>,
    memberships: Mutex<Known<Person, Membership>>,
}

struct Known<K, V>(HashMap<K, (Time, V)>);

/// The places in question: those of the team, and those in which its open incidents stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    team: Vec<Place>,
    all: Vec<Place>,
}

impl Reception {
    /// What is known of somebody who does something in a place.
    pub(super) async fn standing(&self, person: &Person, at: &Place) -> Result<Standing, StoreError> {
        let places = self.places(&mut self.setup.store.read().await?).await?;
        let mut seen = self.look(person, &places.all).await;
        // Who acts in a channel or a thread sees it.
        seen.insert(Place { thread: None, ..at.clone() });
        seen.extend(at.thread.clone().map(|thread| Place { channel: thread, thread: None, ..at.clone() }));
        seen.retain(|place| place.direct_to().is_none());
        let accounts = self.setup.rules.accounts();
        let standing = Standing::of(person, accounts).sees(seen, &places.team);
        if standing.is_member() {
            return Ok(standing);
        }
        let expected = self.is_named(person) || self.has_part_in_any(person).await?;
        Ok(standing.expected(expected))
    }

    /// Those of the places that somebody sees, by any of their accounts.
    pub(super) async fn look(&self, person: &Person, places: &[Place]) -> HashSet<Place> {
        let (now, accounts) = (self.setup.clock.now(), self.setup.rules.accounts());
        let deadline = tokio::time::Instant::now() + PATIENCE;
        let mut seen = HashSet::new();
        for place in places {
            let account = accounts.on(person, &place.platform);
            let key = (account, place.clone());
            let known = self.sights.places().known(&key, now);
            let sees = match known {
                Some(sees) => Some(sees),
                None => self.ask(&key.0, place, deadline).await,
            };
            if let (None, Some(sees)) = (known, sees) {
                self.sights.places().remember(key, now, sees);
            }
            if sees == Some(true) {
                seen.insert(place.clone());
            }
        }
        seen
    }

    async fn ask(&self, account: &Person, place: &Place, deadline: tokio::time::Instant) -> Option<bool> {
        let chat = self.setup.platforms.get(account.platform.as_str())?;
        match tokio::time::timeout_at(deadline, chat.can_see(place, &account.user)).await {
            Ok(Ok(sees)) => Some(sees),
            Ok(Err(error)) => {
                tracing::warn!(%error, %place, "it is not known who sees the channel");
                None
            }
            Err(_) => None,
        }
    }

    /// Whether somebody is in charge of how Squall is set up.
    pub(super) async fn in_charge(&self, person: &Person) -> bool {
        let (charge, accounts) = (&self.setup.home.charge, self.setup.rules.accounts());
        if charge.names(accounts, person) {
            return true;
        }
        let mut mine = accounts.of(&accounts.human(person));
        if !mine.contains(person) {
            mine.push(person.clone());
        }
        for account in mine {
            if self.membership(&account).await.is_some_and(|membership| charge.holds(accounts, &account, &membership)) {
                return true;
            }
        }
        false
    }

    async fn membership(&self, account: &Person) -> Option<Membership> {
        let now = self.setup.clock.now();
        let known = self.sights.memberships().known(account, now);
        if known.is_some() {
            return known;
        }
        let chat = self.setup.platforms.get(account.platform.as_str())?;
        let home = &self.setup.home.channel;
        // Where the team has no channel of this platform, a platform with several servers can't tell which is meant.
        let told = tokio::time::timeout(PATIENCE, chat.membership(home, &account.user)).await.ok()?;
        let membership = told
            .inspect_err(|error| tracing::warn!(%error, %account, "it is not known whether somebody is in charge"))
            .ok()?;
        self.sights.memberships().remember(account.clone(), now, membership.clone());
        Some(membership)
    }

    /// Whether the settings name them as somebody who answers for the team.
    fn is_named(&self, person: &Person) -> bool {
        let accounts = self.setup.rules.accounts();
        let planned = self.setup.plan.people().into_iter().any(|named| accounts.same(named, person));
        planned || self.setup.rules.people().contains(&accounts.human(person))
    }

    /// Where the team works: its own channel, those beside it, those of watches; and where its incidents stand.
    async fn places(&self, tx: &mut Tx) -> Result<Places, StoreError> {
        let mut team = vec![self.setup.home.channel.clone()];
        team.extend(home::also(tx).await?);
        let watches = watch::store::list(tx).await?.good;
        team.extend(watches.iter().filter_map(|watch| Place::parse(watch.channel.as_deref()?)));
        team.retain(|place| place.direct_to().is_none());
        let mut all = team.clone();
        for incident in incident::store::open_ones(tx).await?.good {
            all.extend(card::channels(tx, &incident.anchor()).await?);
        }
        for incident in incident::store::resolved(tx).await?.good {
            all.extend(card::channels(tx, &incident.anchor()).await?);
        }
        let mut known = HashSet::new();
        all.retain(|place| known.insert(place.clone()));
        Ok(Places { team, all })
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

impl Sights {
    fn places(&self) -> MutexGuard<'_, Known<(Person, Place), bool>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn memberships(&self) -> MutexGuard<'_, Known<Person, Membership>> {
        self.memberships.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K, V> Default for Known<K, V> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: std::hash::Hash + Eq, V: Clone> Known<K, V> {
    fn known(&self, key: &K, now: Time) -> Option<V> {
        self.0.get(key).filter(|(until, _)| *until > now).map(|(_, value)| value.clone())
    }

    fn remember(&mut self, key: K, now: Time, value: V) {
        if self.0.len() >= REMEMBERED {
            self.0.retain(|_, (until, _)| *until > now);
        }
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        self.0.insert(key, (now + FRESH, value));
    }
}
