//! The wiring: every part of the product, joined.
//!
//! [`App`] moves step by step, under any clock: what replays, the demo's scenario and tests do. [`live`] lets all parts
//! work side by side, as `squall run` does.

mod loops;

use std::sync::Arc;

use anyhow::Context;
use tokio::sync::{Notify, mpsc, oneshot};

use crate::chat::{ChatEvent, Place};
use crate::checkpoint::{self, Anchor};
use crate::clock::{Clock, Time};
use crate::courier::{Courier, Platforms};
use crate::home::Home;
use crate::listen::{self, Ears, Judge, Scribe};
use crate::mention::RawMention;
use crate::plan::Plan;
use crate::progress::Progress;
use crate::publisher::Publisher;
use crate::reading::Reader;
use crate::reception::{Ear, Reception, ReceptionError, Setup};
use crate::retro;
use crate::sources::{Delivery, Inlet, Removal, Taken};
use crate::statement::rules::Rules;
use crate::store::{Store, StoreError};
use crate::watch::{self, Watch};
use crate::{digest, fault, home, incident, jobs};

pub use loops::live;

/// Deliveries that wait for the ears; a source that finds no room tells the outside to come back.
pub const INLET: usize = 64;

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
    progress: Progress,
}

impl App {
    /// Joins the parts. `holder` names this process among those that share the store.
    pub fn new(store: Store, clock: Clock, home: Home, platforms: Platforms, holder: String) -> anyhow::Result<Self> {
        let reader = Reader::shipped().map_err(anyhow::Error::msg).context("the words built into squall are broken")?;
        let reader = Arc::new(reader);
        let (inlet, reported) = mpsc::channel(INLET);
        let changed = Arc::new(Notify::new());
        let mut setup = Setup::new(store.clone(), home.clone(), platforms.clone(), clock.clone(), Arc::clone(&changed));
        setup.plan = Arc::new(Plan::shipped().context("the playbooks built into squall are broken")?);
        setup.ear = Some(Ear { reader: Arc::clone(&reader), inlet });
        Ok(Self {
            reception: Reception::new(setup),
            ears: Ears::new(Arc::clone(&reader))?,
            scribe: Scribe::new(store.clone(), clock.clone()),
            judge: Judge::new(store.clone(), clock.clone(), home.clone(), holder.clone()),
            courier: Courier::new(store.clone(), platforms, clock.clone(), holder),
            reported,
            reader,
            changed,
            progress: Progress::new(clock.clone()),
            store,
            clock,
            home,
        })
    }

    /// Statements are approved by these rules, and the accounts that they name are one human's.
    pub fn rule_by(&mut self, rules: Arc<Rules>) {
        self.courier = self.courier.clone().with_accounts(rules.accounts().clone());
        self.reception = self.reception.with(|setup| {
            setup.home.accounts = rules.accounts().clone();
            setup.rules = rules;
        });
    }

    /// Hands approved words out to this tool.
    pub fn hand_out_to(&mut self, publisher: Publisher) {
        self.courier = self.courier.clone().with_publisher(publisher);
    }

    /// Lets what people report go the way of everything else that the public says; for [`live`].
    #[must_use]
    pub fn with_inlet(mut self, inlet: Inlet) -> Self {
        let ear = Ear { reader: Arc::clone(&self.reader), inlet };
        self.reception = self.reception.with(|setup| setup.ear = Some(ear));
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
        fault::desk::tell(&self.store, &self.home, now).await?;
        self.courier.deliver_all().await
    }

    /// The settings name other people than before, maybe: who approved what is looked at again.
    pub async fn people_moved(&self) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        self.reception.people_moved(&mut tx).await?;
        tx.commit().await
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

    /// The operators are told there what Squall can't mend by itself; in the home's channel without.
    pub async fn tell_ops_in(&self, place: Option<&Place>) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        home::tell_ops_in(&mut tx, place).await?;
        tx.commit().await
    }

    /// Where the loops say how far they are.
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// The ledger's head is signed with this key and posted every day; not without.
    pub async fn sign_by(&mut self, anchor: Option<Anchor>) -> Result<(), StoreError> {
        let Some(anchor) = anchor else { return Ok(()) };
        self.reception = self.reception.with(|setup| setup.anchor = Some(Arc::new(anchor)));
        let mut tx = self.store.write().await?;
        checkpoint::desk::begin(&mut tx, self.clock.now()).await?;
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
