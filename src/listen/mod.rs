//! The public's door: deliveries of raw mentions are read, matched, grouped, tallied and committed, and then judged.
//!
//! Two halves work side by side: [`Ears`] need the processor, the [`Scribe`] needs the disk. What a source is told
//! was taken is committed.

mod ears;
mod judge;
mod scribe;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::{Notify, mpsc};

pub use ears::{Ears, Prepared};
pub use judge::Judge;
pub use scribe::Scribe;

use crate::progress::{Progress, Work};
use crate::sources::{Delivery, Taken};
use crate::stop::Stop;
use crate::store::{Store, StoreError};

/// Mentions that are committed together, at most (one delivery may exceed it).
const BATCH: usize = 2_000;
/// Batches that were read and wait for the disk.
const READ_AHEAD: usize = 1;
/// Between attempts while the database is locked, full or away.
const PAUSE: Duration = Duration::from_secs(1);

/// Takes deliveries in until every [`Inlet`](crate::sources::Inlet) is gone, or it is time to end: then what arrived is
/// committed. Tells `committed` after each commit.
pub async fn run(
    mut ears: Ears,
    mut scribe: Scribe,
    store: Store,
    mut deliveries: mpsc::Receiver<Delivery>,
    committed: Arc<Notify>,
    stop: Stop,
    progress: Progress,
) -> anyhow::Result<()> {
    let (to_disk, mut read) = mpsc::channel::<Prepared>(READ_AHEAD);
    // Whether something that was read is not stored and will be sent again.
    let refused = Arc::new(AtomicBool::new(false));
    let writing = {
        let (refused, progress) = (Arc::clone(&refused), progress.clone());
        tokio::spawn(async move {
            while let Some(prepared) = next(read.recv(), Work::Committing, &progress).await {
                commit(&mut scribe, prepared, &refused, &progress).await;
                committed.notify_one();
            }
        })
    };
    while let Some(batch) = next(gather(&mut deliveries, &stop), Work::Listening, &progress).await {
        refresh(&mut ears, &store, &progress).await;
        if refused.swap(false, Ordering::AcqRel) {
            ears.forget();
        }
        let prepared;
        (ears, prepared) = tokio::task::spawn_blocking(move || {
            let prepared = ears.prepare(batch);
            (ears, prepared)
        })
        .await?;
        if to_disk.send(prepared).await.is_err() {
            break;
        }
    }
    drop(to_disk);
    Ok(writing.await?)
}

/// Takes one batch in and waits for it: what replays and tests do.
pub async fn take(
    ears: &mut Ears,
    scribe: &mut Scribe,
    store: &Store,
    batch: Vec<Delivery>,
) -> Result<Taken, StoreError> {
    ears.refresh(store).await?;
    let prepared = ears.prepare(batch);
    scribe.commit(&prepared).await.map(|taken| prepared.answer(&taken))
}

/// Everything that waits, up to a batch; nothing when no more will come.
async fn gather(deliveries: &mut mpsc::Receiver<Delivery>, stop: &Stop) -> Option<Vec<Delivery>> {
    if stop.is_told() {
        deliveries.close();
    }
    let first = tokio::select! {
        first = deliveries.recv() => first?,
        () = stop.told(), if !stop.is_told() => {
            deliveries.close();
            deliveries.recv().await?
        }
    };
    let mut mentions = first.mentions.len();
    let mut batch = vec![first];
    while mentions < BATCH {
        let Ok(next) = deliveries.try_recv() else { break };
        mentions += next.mentions.len();
        batch.push(next);
    }
    Some(batch)
}

/// The next of what comes. Who has nothing to do gets on.
async fn next<T>(comes: impl Future<Output = Option<T>>, work: Work, progress: &Progress) -> Option<T> {
    let mut comes = std::pin::pin!(comes);
    loop {
        progress.gets_on(work);
        if let Ok(next) = tokio::time::timeout(PAUSE, &mut comes).await {
            return next;
        }
    }
}

/// Knows the watches, however long the database needs: nothing is heard with those of yesterday.
async fn refresh(ears: &mut Ears, store: &Store, progress: &Progress) {
    while let Err(error) = ears.refresh(store).await {
        progress.waits(Work::Listening, &error);
        tracing::error!(%error, "mentions wait: the watches can't be read");
        tokio::time::sleep(PAUSE).await;
    }
}

/// Commits, however long the database needs: meanwhile the queue fills up and sources are told to wait. What can't be stored
/// costs itself alone, and its source sends it again.
async fn commit(scribe: &mut Scribe, prepared: Prepared, refused: &AtomicBool, progress: &Progress) {
    let Err((prepared, error)) = try_commit(scribe, prepared, progress).await else { return };
    tracing::error!(%error, "a batch of mentions could not be stored; each delivery is tried alone");
    for alone in prepared.apart() {
        if let Err((alone, error)) = try_commit(scribe, alone, progress).await {
            metrics::counter!("squall_deliveries_refused_total").increment(1);
            tracing::error!(%error, delivery = alone.key(), "a delivery of mentions could not be stored");
            // Before its source hears of it.
            refused.store(true, Ordering::Release);
            drop(alone);
        }
    }
}

/// Commits as soon as the database lets it. Gives back what it can't store, and why.
async fn try_commit(
    scribe: &mut Scribe,
    prepared: Prepared,
    progress: &Progress,
) -> Result<(), (Prepared, StoreError)> {
    loop {
        let started = tokio::time::Instant::now();
        match scribe.commit(&prepared).await {
            Ok(taken) => {
                metrics::histogram!("squall_commit_seconds").record(started.elapsed());
                count(prepared.answer(&taken));
                return Ok(());
            }
            Err(error) if error.is_passing() => {
                progress.waits(Work::Committing, &error);
                tracing::warn!(%error, "mentions wait for the database");
                tokio::time::sleep(PAUSE).await;
            }
            Err(error) => return Err((prepared, error)),
        }
    }
}

fn count(taken: Taken) {
    for (outcome, count) in [("new", taken.new), ("duplicate", taken.duplicates), ("unmatched", taken.unmatched)] {
        metrics::counter!("squall_mentions_total", "outcome" => outcome).increment(count as u64);
    }
}
