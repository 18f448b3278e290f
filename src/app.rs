//! The wiring: every part of the product, joined.
//!
//! [`App`] moves step by step, under any clock: what replays, the demo's scenario and tests do. [`live`] lets all parts
//! work side by side, as `squall run` does.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::sync::{Notify, mpsc, oneshot};

use crate::chat::{Arrivals, ChatEvent, Place};
use crate::clock::{Clock, Time};
use crate::courier::{Courier, Platforms};
use crate::home::Home;
use crate::listen::{self, Ears, Judge, Scribe};
use crate::mention::RawMention;
use crate::plan::Plan;
use crate::publisher::Publisher;
use crate::reading::Reader;
use crate::reception::{Keeper, Reception, ReceptionError};
use crate::retro;
use crate::sources::{Delivery, Inlet, Removal, Taken};
use crate::stop::Stop;
use crate::store::{Store, StoreError};
use crate::watch::{self, Watch};
use crate::{digest, home, incident, jobs};

/// Deliveries that wait for the ears; a source that finds no room tells the outside to come back.
pub const INLET: usize = 64;
/// How often the clock's door looks, and how long the judge waits for more before it judges.
const TICK: Duration = Duration::from_secs(1);
const GATHER: Duration = Duration::from_millis(100);
const TIDY: Duration = Duration::from_secs(3600);
/// After an error of the database.
const PAUSE: Duration = Duration::from_secs(2);

/// The parts of the product.
pub struct App {
    pub store: Store,
    pub clock: Clock,
    pub home: Home,
    pub reception: Reception,
    ears: Ears,
    scribe: Scribe,
    judge: Judge,
    courier: Courier,
    /// What people report while nothing else listens: [`live`] has an inlet of its own.
    reported: mpsc::Receiver<Delivery>,
    reader: Arc<Reader>,
    /// Told when there is something to deliver or to judge.
    changed: Arc<Notify>,
}

impl App {
    /// Joins the parts. `holder` names this process among those that share the store.
    pub fn new(store: Store, clock: Clock, home: Home, platforms: Platforms, holder: String) -> anyhow::Result<Self> {
        let reader = Reader::shipped().map_err(anyhow::Error::msg).context("the words built into squall are broken")?;
        let reader = Arc::new(reader);
        let (inlet, reported) = mpsc::channel(INLET);
        let changed = Arc::new(Notify::new());
        let reception =
            Reception::new(store.clone(), home.clone(), platforms.clone(), clock.clone(), Arc::clone(&changed));
        let plan = Plan::shipped().context("the playbooks built into squall are broken")?;
        Ok(Self {
            reception: reception.with_ear(Arc::clone(&reader), inlet).with_plan(Arc::new(plan)),
            ears: Ears::new(Arc::clone(&reader))?,
            scribe: Scribe::new(store.clone(), clock.clone()),
            judge: Judge::new(store.clone(), clock.clone(), home.clone(), holder.clone()),
            courier: Courier::new(store.clone(), platforms, clock.clone(), holder),
            reported,
            reader,
            changed,
            store,
            clock,
            home,
        })
    }

    /// Hands approved words out to this tool.
    pub fn hand_out_to(&mut self, publisher: Publisher) {
        self.courier = self.courier.clone().with_publisher(publisher);
    }

    /// Lets what people report go the way of everything else that the public says; for [`live`].
    #[must_use]
    pub fn with_inlet(mut self, inlet: Inlet) -> Self {
        self.reception = self.reception.with_ear(Arc::clone(&self.reader), inlet);
        self
    }

    /// Takes mentions in and judges; answers once they are committed.
    pub async fn hear(&mut self, mentions: Vec<RawMention>) -> Result<Taken, StoreError> {
        self.take(mentions, Vec::new()).await
    }

    /// As [`App::hear`], of mentions and of what is gone where it was said.
    pub async fn take(&mut self, mentions: Vec<RawMention>, removals: Vec<Removal>) -> Result<Taken, StoreError> {
        let (answer, _) = oneshot::channel();
        let delivery = Delivery { key: None, mentions, removals, watch: None, answer };
        let taken = listen::take(&mut self.ears, &mut self.scribe, &self.store, vec![delivery]).await?;
        if taken.new > 0 {
            self.judge.round().await?;
        }
        Ok(taken)
    }

    /// Does what is due by now, and delivers everything.
    pub async fn settle(&mut self) -> Result<(), StoreError> {
        let now = self.clock.now();
        self.judge.round().await?;
        jobs::fire(&self.store, self.reception.house(), now).await?;
        digest::desk::due(&self.store, &self.home, now).await?;
        self.courier.deliver_all().await
    }

    /// Adds watches that are not there by name; answers how many.
    pub async fn listen_for(&self, watches: &[Watch]) -> Result<usize, StoreError> {
        let mut tx = self.store.write().await?;
        let mut added = 0;
        for watch in watches {
            if watch::store::by_name(&mut tx, &watch.name).await?.is_none() {
                added += usize::from(watch::store::add(&mut tx, watch).await?.is_some());
            }
        }
        tx.commit().await?;
        Ok(added)
    }

    /// Alerts and incidents stand in these places too.
    pub async fn stand_also_in(&self, places: &[Place]) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        home::stand_also_in(&mut tx, places).await?;
        tx.commit().await
    }

    /// Retrospectives are held like this.
    pub async fn hold_retros(&self, plan: &retro::plan::Plan) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        retro::store::set_plan(&mut tx, plan).await?;
        tx.commit().await
    }

    /// The operator's matrix of severity, as TOML; the shipped one without.
    pub async fn grade_by(&self, matrix: Option<&str>) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        incident::severity::store::set(&mut tx, matrix).await?;
        tx.commit().await
    }

    /// Delivers what waits.
    pub async fn deliver(&self) -> Result<(), StoreError> {
        self.courier.deliver_all().await
    }

    /// Does what a person asked for, and delivers what it caused. What they report is taken in while they wait.
    pub async fn receive(&mut self, event: ChatEvent) -> Result<(), ReceptionError> {
        let Self { reception, reported, ears, scribe, store, judge, courier, .. } = self;
        {
            let mut answering = std::pin::pin!(reception.receive(event));
            loop {
                tokio::select! {
                    answered = &mut answering => break answered?,
                    Some(delivery) = reported.recv() => {
                        listen::take(ears, scribe, store, vec![delivery]).await?;
                        judge.round().await?;
                    }
                }
            }
        }
        Ok(courier.deliver_all().await?)
    }

    /// Does what an earlier process kept and did not do, in order. Answers how much that was.
    pub async fn take_over(&mut self) -> Result<usize, ReceptionError> {
        let left = self.reception.left(Time::MAX_UTC).await?;
        let count = left.len();
        for event in left {
            let key = event.key.clone();
            self.receive(event).await?;
            self.reception.keep_events(&[], &[key]).await?;
        }
        Ok(count)
    }
}

/// Lets every part work until it is time to end; then what arrived is kept and done first. Deliveries come through
/// `inlet`'s other end, what people do through that of `arrivals`.
pub async fn live(app: App, inlet: mpsc::Receiver<Delivery>, arrivals: Arrivals, stop: Stop) -> anyhow::Result<()> {
    let App { store, clock, reception, ears, scribe, mut judge, courier, changed, .. } = app;
    let committed = Arc::new(Notify::new());
    let listening = tokio::spawn(listen::run(ears, scribe, store.clone(), inlet, Arc::clone(&committed), stop.clone()));
    let judging = {
        let changed = Arc::clone(&changed);
        tokio::spawn(async move {
            loop {
                // What was committed meanwhile is judged together; without news the calm is noticed too.
                let _ = tokio::time::timeout(TICK * 10, committed.notified()).await;
                tokio::time::sleep(GATHER).await;
                match judge.round().await {
                    Ok(()) => changed.notify_one(),
                    Err(error) => wait(&error).await,
                }
            }
        })
    };
    let ticking = {
        let (store, clock, changed) = (store.clone(), clock.clone(), Arc::clone(&changed));
        let reception = reception.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(TICK).await;
                match tick(&store, reception.house(), &clock).await {
                    Ok(0) => {}
                    Ok(_) => changed.notify_one(),
                    Err(error) => wait(&error).await,
                }
            }
        })
    };
    let tidying = tokio::spawn(async move {
        let mut hourly = tokio::time::interval(TIDY);
        loop {
            hourly.tick().await;
            if let Err(error) = jobs::tidy(&store, clock.now()).await {
                wait(&error).await;
            }
        }
    });
    let meeting = reception.clone();
    tokio::spawn(async move {
        if let Err(error) = meeting.meet_everybody().await {
            tracing::warn!(%error, "who is named in the settings was not looked up");
        }
    });
    let delivering = tokio::spawn(async move { courier.run(&changed).await });
    let keeping = tokio::spawn(Keeper::run(reception, arrivals, stop));
    // Both end when nothing more can come in, and have done what came.
    let drained = async {
        let (listened, kept) = tokio::join!(listening, keeping);
        listened??;
        anyhow::Ok(kept?)
    };
    tokio::select! {
        ended = drained => ended,
        ended = judging => Ok(ended?),
        ended = ticking => Ok(ended?),
        ended = tidying => Ok(ended?),
        ended = delivering => Ok(ended?),
    }
}

/// Timers and schedules; answers how many had something to do.
async fn tick(store: &Store, house: jobs::House<'_>, clock: &Clock) -> Result<usize, StoreError> {
    let now = clock.now();
    Ok(jobs::fire(store, house, now).await? + digest::desk::due(store, house.home, now).await?)
}

/// The database will be back; until then it is said once in a while.
async fn wait(error: &StoreError) {
    tracing::error!(%error, "the database could not be used");
    tokio::time::sleep(PAUSE).await;
}
