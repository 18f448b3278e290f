//! What is done to mentions before they are stored: known ones are dropped, the rest read, matched and grouped.

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashSet, FxHasher};
use tokio::sync::oneshot;

use crate::id::WatchId;
use crate::mention::RawMention;
use crate::mention::group::{Groups, Sighting};
use crate::reading::{Reader, Reading};
use crate::sources::{Delivery, Removal, Taken};
use crate::store::{Store, StoreError};
use crate::watch::{self, Listener, Matcher, Query, Scratch, Subject, WatchState};

/// Ids remembered to drop redeliveries without asking the database, which would drop them too.
const REMEMBERED: usize = 100_000;
/// Below this many mentions sharing the work out costs more than it saves.
const WORTH_SHARING: usize = 64;

/// Reads, matches and groups.
pub struct Ears {
    reader: Arc<Reader>,
    /// The watches as they were at `generation`.
    matcher: Matcher,
    generation: Option<i64>,
    groups: Groups,
    recent: Recent,
}

/// A batch that is ready to be stored.
pub struct Prepared {
    pub(super) mentions: Vec<Ready>,
    pub(super) deliveries: Vec<Waiting>,
}

/// A mention that at least one watch listens for.
pub(super) struct Ready {
    /// Which delivery it came with.
    pub delivery: usize,
    pub raw: RawMention,
    pub reading: Reading,
    pub sighting: Sighting,
    pub watches: Vec<WatchId>,
}

/// A delivery that waits for its answer.
pub(super) struct Waiting {
    pub key: Option<String>,
    pub removals: Vec<Removal>,
    /// Counted so far: redeliveries and what nobody listens for.
    pub taken: Taken,
    answer: oneshot::Sender<Taken>,
}

impl Ears {
    /// Ears without watches; [`Ears::refresh`] gets them.
    pub fn new(reader: Arc<Reader>) -> Result<Self, StoreError> {
        let (groups, recent) = (Groups::default(), Recent::default());
        Ok(Self { reader, matcher: compile(&[])?, generation: None, groups, recent })
    }

    /// Compiles the watches again when one was changed.
    pub async fn refresh(&mut self, store: &Store) -> Result<(), StoreError> {
        let mut tx = store.read().await?;
        let generation = watch::store::generation(&mut tx).await?;
        if self.generation != Some(generation) {
            let watches = watch::store::list(&mut tx).await?.good;
            self.matcher = compile(&watches)?;
            self.generation = Some(generation);
            self.recent = Recent::default();
        }
        Ok(())
    }

    /// What was heard counts as new when it comes again: something of it was not stored.
    pub(super) fn forget(&mut self) {
        self.recent = Recent::default();
    }

    /// Linear in the text of the batch.
    pub fn prepare(&mut self, batch: Vec<Delivery>) -> Prepared {
        let mut deliveries = Vec::with_capacity(batch.len());
        let mut fresh = Vec::new();
        for (number, delivery) in batch.into_iter().enumerate() {
            let mut taken = Taken::default();
            for raw in delivery.mentions {
                if self.recent.is_new(&raw) {
                    fresh.push((number, delivery.watch, raw));
                } else {
                    taken.duplicates += 1;
                }
            }
            deliveries.push(Waiting { key: delivery.key, removals: delivery.removals, taken, answer: delivery.answer });
        }
        let heard = self.hear(&fresh);
        let mut mentions = Vec::with_capacity(fresh.len());
        for ((delivery, _, raw), heard) in fresh.into_iter().zip(heard) {
            match heard {
                Some((reading, watches)) => {
                    let sighting = self.groups.assign(&raw);
                    mentions.push(Ready { delivery, raw, reading, sighting, watches });
                }
                None => deliveries[delivery].taken.unmatched += 1,
            }
        }
        Prepared { mentions, deliveries }
    }

    fn hear(&self, fresh: &[(usize, Option<WatchId>, RawMention)]) -> Vec<Option<(Reading, Vec<WatchId>)>> {
        let one = |scratch: &mut Scratch, (_, watch, raw): &(usize, Option<WatchId>, RawMention)| {
            let reading = self.reader.read(&raw.text, raw.declared_language.as_deref());
            let mut watches = self.matcher.matches(&subject(raw, &reading), scratch).to_vec();
            watches.extend(watch.filter(|watch| !watches.contains(watch)));
            (!watches.is_empty()).then_some((reading, watches))
        };
        if fresh.len() < WORTH_SHARING {
            let mut scratch = Scratch::default();
            return fresh.iter().map(|mention| one(&mut scratch, mention)).collect();
        }
        fresh.par_iter().map_init(Scratch::default, one).collect()
    }
}

impl Prepared {
    /// Each delivery by itself.
    pub(super) fn apart(self) -> Vec<Self> {
        let mut all: Vec<Self> =
            self.deliveries.into_iter().map(|one| Self { mentions: Vec::new(), deliveries: vec![one] }).collect();
        for ready in self.mentions {
            if let Some(of) = all.get_mut(ready.delivery) {
                of.mentions.push(Ready { delivery: 0, ..ready });
            }
        }
        all
    }

    /// The key of its first delivery.
    pub(super) fn key(&self) -> Option<&str> {
        self.deliveries.first()?.key.as_deref()
    }

    /// Tells every source what became of its delivery; answers the sum.
    pub(super) fn answer(self, taken: &[Taken]) -> Taken {
        let mut sum = Taken::default();
        for (waiting, taken) in self.deliveries.into_iter().zip(taken) {
            sum += *taken;
            // A source that went away meanwhile does not need the answer.
            let _ = waiting.answer.send(*taken);
        }
        sum
    }
}

fn subject<'a>(raw: &'a RawMention, reading: &Reading) -> Subject<'a> {
    Subject {
        text: &raw.text,
        title: raw.title.as_deref(),
        language: reading.language,
        source: &raw.source,
        platform: &raw.platform,
        author_handle: raw.author.handle.as_deref(),
    }
}

/// A query that was stored always parses; one that no longer does is left out, and said, rather than stopping the rest.
fn compile(watches: &[watch::Watch]) -> Result<Matcher, StoreError> {
    let active = watches.iter().filter(|watch| watch.state == WatchState::Active);
    let parsed: Vec<(&watch::Watch, Query)> = active
        .filter_map(|watch| match Query::parse(&watch.query) {
            Ok(query) => Some((watch, query)),
            Err(error) => {
                tracing::error!(watch = watch.name, %error, "this watch is not heard; edit its query");
                None
            }
        })
        .collect();
    let listeners: Vec<Listener<'_>> = parsed
        .iter()
        .map(|(watch, query)| Listener { id: watch.id, query, languages: &watch.languages, sources: &watch.sources })
        .collect();
    Matcher::new(&listeners).map_err(|error| StoreError::Watches(error.to_string()))
}

/// The ids of the last mentions, as hashes.
#[derive(Debug, Default)]
struct Recent {
    known: FxHashSet<u64>,
    order: VecDeque<u64>,
}

impl Recent {
    /// False when it was here before.
    fn is_new(&mut self, raw: &RawMention) -> bool {
        let mut hasher = FxHasher::default();
        (&raw.source, &raw.source_id).hash(&mut hasher);
        let key = hasher.finish();
        if !self.known.insert(key) {
            return false;
        }
        self.order.push_back(key);
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}
