//! What is done to commit a batch: mentions, their watches, tallies and the sources' progress, in one transaction.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::ears::{Prepared, Ready};
use crate::clock::{Clock, Time};
use crate::id::{MentionId, WatchId};
use crate::incident::evidence;
use crate::mention::store::NewMention;
use crate::reading::Sentiment;
use crate::signal::store::{Grown, GrownPart};
use crate::signal::{BUCKET_SECONDS, Tally, bucket_of};
use crate::sources::Taken;
use crate::store::{Store, StoreError, Tx, inbox};
use crate::{mention, signal};

/// Authors that are remembered over all buckets; those of older buckets are asked from the database again.
const AUTHORS_REMEMBERED: usize = 1_000_000;

/// An older mention belongs to what detectors have learnt already.
const PAST_SECONDS: i64 = 3600;

/// Writes batches down.
pub struct Scribe {
    store: Store,
    clock: Clock,
    authors: Authors,
}

/// A mention that is stored, and the watches that hear it for the first time.
struct Heard<'a> {
    ready: &'a Ready,
    id: MentionId,
    /// When it was said, as the first delivery of it told.
    at: Time,
    watches: Cow<'a, [WatchId]>,
}

/// Who spoke within each watch's bucket, so that distinct authors are counted once.
#[derive(Default)]
struct Authors {
    known: FxHashMap<(WatchId, Time), FxHashSet<u64>>,
    /// Oldest first.
    order: VecDeque<(WatchId, Time)>,
    /// Over all of them.
    count: usize,
}

impl Scribe {
    pub fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock, authors: Authors::default() }
    }

    /// Stores a batch, whole or not at all. Answers what became of each delivery.
    pub async fn commit(&mut self, prepared: &Prepared) -> Result<Vec<Taken>, StoreError> {
        let written = self.write(prepared).await;
        if written.is_err() {
            // What was remembered did not happen.
            self.authors = Authors::default();
        }
        written
    }

    async fn write(&mut self, prepared: &Prepared) -> Result<Vec<Taken>, StoreError> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let mut taken: Vec<Taken> = prepared.deliveries.iter().map(|waiting| waiting.taken).collect();
        let mut first_time = Vec::with_capacity(taken.len());
        for waiting in &prepared.deliveries {
            first_time.push(match &waiting.key {
                Some(key) => inbox::take(&mut tx, key, now).await?,
                None => true,
            });
        }
        let (ready, again): (Vec<&Ready>, Vec<&Ready>) =
            prepared.mentions.iter().partition(|ready| first_time[ready.delivery]);
        again.iter().for_each(|ready| taken[ready.delivery].duplicates += 1);
        let new: Vec<NewMention<'_>> = ready
            .iter()
            .map(|ready| NewMention { raw: &ready.raw, reading: &ready.reading, sighting: ready.sighting })
            .collect();
        let ids = mention::store::insert(&mut tx, &new, now).await?;
        let (mut stored, mut known) = (Vec::with_capacity(ready.len()), Vec::new());
        for (ready, id) in ready.into_iter().zip(ids) {
            match id {
                Some(id) => {
                    taken[ready.delivery].new += 1;
                    stored.push(Heard { ready, id, at: ready.raw.created_at, watches: Cow::Borrowed(&ready.watches) });
                }
                None => {
                    taken[ready.delivery].duplicates += 1;
                    known.push(ready);
                }
            }
        }
        self.tally(&mut tx, &stored).await?;
        sources(&mut tx, &stored, now).await?;
        for ready in known {
            // A watch that is younger than the mention hears it now.
            let anew = heard_anew(&mut tx, ready).await?;
            self.tally(&mut tx, anew.as_slice()).await?;
            stored.extend(anew);
        }
        let told = prepared.deliveries.iter().zip(&mut taken).zip(&first_time);
        for ((waiting, taken), _) in told.filter(|(_, new)| **new) {
            for removal in &waiting.removals {
                taken.removed += evidence::desk::removed(&mut tx, removal, now).await?;
            }
        }
        if stored.iter().any(|heard| (now - heard.at).num_seconds() > PAST_SECONDS) {
            signal::store::past_grew(&mut tx).await?;
        }
        tx.commit().await?;
        Ok(taken)
    }

    async fn tally(&mut self, tx: &mut Tx, stored: &[Heard<'_>]) -> Result<(), StoreError> {
        let mut links = Vec::with_capacity(stored.len());
        let mut tallies: BTreeMap<(WatchId, Time), Tally> = BTreeMap::new();
        let mut parts: BTreeMap<(WatchId, Time, &'static str, &str), [u32; 3]> = BTreeMap::new();
        for Heard { ready, id, at, watches } in stored {
            let bucket = bucket_of(*at);
            for &watch in watches.iter() {
                links.push((watch, *at, *id));
                let tally = tallies.entry((watch, bucket)).or_default();
                count(tally, ready);
                let author = hash(&ready.raw.author.id);
                tally.authors += u32::from(self.authors.is_new(tx, watch, bucket, author).await?);
                let dimensions = [
                    ("language", ready.reading.language.tag()),
                    ("source", ready.raw.source.as_str()),
                    ("platform", ready.raw.platform.as_str()),
                ];
                let country = ready.raw.country().map(|country| ("country", country));
                for (dimension, value) in dimensions.into_iter().chain(country) {
                    let part = parts.entry((watch, bucket, dimension, value)).or_default();
                    part[0] += 1;
                    part[1] += u32::from(ready.reading.sentiment == Sentiment::Negative);
                    part[2] += u32::from(ready.reading.sentiment == Sentiment::Positive);
                }
            }
        }
        mention::store::link(tx, &links).await?;
        let grown: Vec<Grown> = tallies.into_iter().map(|((watch, bucket), by)| Grown { watch, bucket, by }).collect();
        signal::store::grow(tx, &grown).await?;
        let parts: Vec<GrownPart<'_>> = parts
            .into_iter()
            .map(|((watch, bucket, dimension, value), [total, negative, positive])| GrownPart {
                watch,
                bucket,
                dimension,
                value,
                total,
                negative,
                positive,
            })
            .collect();
        signal::store::grow_parts(tx, &parts).await
    }
}

fn count(tally: &mut Tally, ready: &Ready) {
    tally.total += 1;
    tally.organic += ready.sighting.organic;
    match ready.reading.sentiment {
        Sentiment::Negative => {
            tally.negative += 1;
            tally.organic_negative += ready.sighting.organic;
        }
        Sentiment::Neutral => tally.neutral += 1,
        Sentiment::Positive => tally.positive += 1,
    }
    let reach = ready.raw.reach.or(ready.raw.author.followers).unwrap_or_default();
    tally.reach = tally.reach.saturating_add(reach);
}

/// The watches that want a mention which was stored before and is not theirs yet.
async fn heard_anew<'a>(tx: &mut Tx, ready: &'a Ready) -> Result<Option<Heard<'a>>, StoreError> {
    let (source, source_id) = (&ready.raw.source, &ready.raw.source_id);
    let Some((id, at)) = mention::store::known(tx, source, source_id).await? else { return Ok(None) };
    let mut watches = Vec::new();
    for &watch in &ready.watches {
        if !mention::store::is_linked(tx, watch, at, id).await? {
            watches.push(watch);
        }
    }
    Ok((!watches.is_empty()).then_some(Heard { ready, id, at, watches: Cow::Owned(watches) }))
}

/// How far each source was read, and when it last spoke.
async fn sources(tx: &mut Tx, stored: &[Heard<'_>], now: Time) -> Result<(), StoreError> {
    let mut heard: BTreeMap<&str, (i64, Time)> = BTreeMap::new();
    for Heard { ready, .. } in stored {
        let (count, last) = heard.entry(&ready.raw.source).or_insert((0, ready.raw.created_at));
        *count += 1;
        *last = ready.raw.created_at.max(*last);
    }
    for (source, (count, last)) in heard {
        signal::store::heard(tx, source, count, last, now).await?;
    }
    Ok(())
}

impl Authors {
    /// Whether the author speaks for the first time within the watch's bucket.
    async fn is_new(&mut self, tx: &mut Tx, watch: WatchId, bucket: Time, author: u64) -> Result<bool, StoreError> {
        let key = (watch, bucket);
        if let Some(authors) = self.known.get_mut(&key) {
            let new = authors.insert(author);
            self.count += usize::from(new);
            return Ok(new);
        }
        while self.count > AUTHORS_REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.count -= self.known.remove(&oldest).map_or(0, |authors| authors.len());
        }
        let end = bucket + chrono::Duration::seconds(BUCKET_SECONDS);
        let before = mention::store::authors(tx, watch, bucket, end).await?;
        let mut authors: FxHashSet<u64> = before.iter().map(hash).collect();
        let new = authors.insert(author);
        self.count += authors.len();
        self.known.insert(key, authors);
        self.order.push_back(key);
        Ok(new)
    }
}

fn hash(author: impl AsRef<str>) -> u64 {
    let mut hasher = FxHasher::default();
    author.as_ref().hash(&mut hasher);
    hasher.finish()
}
