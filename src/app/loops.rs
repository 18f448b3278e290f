//! The loops of the bot. Each round has a span of its own and says how far it got; when the database is away it waits, and
//! says for what.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, mpsc};
use tracing::Instrument;

use super::App;
use crate::chat::Arrivals;
use crate::clock::Clock;
use crate::listen::{self, Judge};
use crate::progress::{Progress, Work};
use crate::reception::{Keeper, Reception};
use crate::sources::Delivery;
use crate::stop::{Stop, Stopper};
use crate::store::{Store, StoreError};
use crate::{digest, fault, jobs};

/// How often the clock's door looks, and how long the judge waits for more before it judges.
const TICK: Duration = Duration::from_secs(1);
const GATHER: Duration = Duration::from_millis(100);
const TIDY: Duration = Duration::from_secs(3600);
/// After a round that failed.
const PAUSE: Duration = Duration::from_secs(2);

/// Lets every part work until it is time to end; then what arrived is kept and done first. Deliveries come through
/// `inlet`'s other end, what people do through that of `arrivals`.
pub async fn live(app: App, inlet: mpsc::Receiver<Delivery>, arrivals: Arrivals, stop: Stop) -> anyhow::Result<()> {
    let App { store, clock, reception, ears, scribe, judge, courier, changed, progress, .. } = app;
    let committed = Arc::new(Notify::new());
    let told = Arc::clone(&committed);
    let (last, silence) = Stopper::new();
    let mut listening = tokio::spawn(listen::run(ears, scribe, store.clone(), inlet, told, silence, progress.clone()));
    let judging = tokio::spawn(judging(judge, committed, Arc::clone(&changed), progress.clone()));
    let ticking =
        tokio::spawn(ticking(store.clone(), reception.clone(), clock.clone(), Arc::clone(&changed), progress.clone()));
    let tidying = tokio::spawn(tidying(store, clock, progress.clone()));
    tokio::spawn(meeting(reception.clone(), progress.clone()));
    let delivering = tokio::spawn(async move { courier.run(&changed, &progress).await });
    let keeping = tokio::spawn(Keeper::run(reception, arrivals, stop));
    let drained = async move {
        tokio::select! {
            kept = keeping => kept?,
            ended = &mut listening => return ended?,
        }
        // What people reported is heard; now nobody says anything more.
        last.stop();
        listening.await?
    };
    tokio::select! {
        ended = drained => ended,
        ended = judging => Ok(ended?),
        ended = ticking => Ok(ended?),
        ended = tidying => Ok(ended?),
        ended = delivering => Ok(ended?),
    }
}

/// What was committed meanwhile is judged together; without news the calm is noticed too.
async fn judging(mut judge: Judge, committed: Arc<Notify>, changed: Arc<Notify>, progress: Progress) {
    loop {
        let _ = tokio::time::timeout(TICK * 10, committed.notified()).await;
        tokio::time::sleep(GATHER).await;
        if round(&progress, Work::Judging, judge.round()).await.is_some() {
            changed.notify_one();
        }
    }
}

/// Timers, digests, and what the operators are to be told. None of them waits for another to succeed.
async fn ticking(store: Store, reception: Reception, clock: Clock, changed: Arc<Notify>, progress: Progress) {
    loop {
        tokio::time::sleep(TICK).await;
        let (house, now) = (reception.house(), clock.now());
        let fired = round(&progress, Work::Timers, jobs::fire(&store, house, now)).await;
        let sent = round(&progress, Work::Digests, digest::desk::due(&store, house.home, now)).await;
        let told = round(&progress, Work::Telling, fault::desk::tell(&store, house.home, now)).await;
        if [fired, sent, told].into_iter().flatten().any(|count| count > 0) {
            changed.notify_one();
        }
    }
}

async fn tidying(store: Store, clock: Clock, progress: Progress) {
    let mut hourly = tokio::time::interval(TIDY);
    loop {
        hourly.tick().await;
        round(&progress, Work::Tidying, jobs::tidy(&store, clock.now())).await;
    }
}

async fn meeting(reception: Reception, progress: Progress) {
    while round(&progress, Work::Meeting, reception.meet_everybody()).await.is_none() {}
}

/// One round of a loop: what it answered, or nothing when it has to be tried again, after a pause.
async fn round<T>(
    progress: &Progress,
    work: Work,
    work_done: impl Future<Output = Result<T, StoreError>>,
) -> Option<T> {
    let span = tracing::info_span!("round", %work);
    match work_done.instrument(span.clone()).await {
        Ok(answer) => {
            progress.gets_on(work);
            Some(answer)
        }
        Err(error) => {
            span.in_scope(|| tracing::error!(%error, "it is tried again in a moment"));
            progress.waits(work, &error);
            tokio::time::sleep(PAUSE).await;
            None
        }
    }
}
