//! What people did is kept before their platform is told that it arrived, and is done from there: here, or by the next
//! process when this one ends first.
//!
//! Many that come at once are kept in one transaction. A press that may open a form is done beside being kept, as no
//! platform waits long with a form; when it is left behind, the person is told to press again. The answers of a survey, and
//! the receipts that lead to them, are never written down beside their person: the platform hears that they arrived once the
//! sheet is committed.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::TimeDelta;
use commands::Action;
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::Reception;
use super::lanes::{Close, Closed, Work};
use crate::chat::intake::Told;
use crate::chat::{Arrival, Arrivals, ChatEvent, Happened, NotKept};
use crate::clock::Time;
use crate::stop::Stop;
use crate::store::{StoreError, inbox};

/// Events that are kept in one transaction, at most.
const TOGETHER: usize = 256;
/// Events of one platform that are kept and not begun; no more are taken meanwhile.
const WAITING: usize = 4_096;
/// What takes longer than this is tried again, while the platform still waits.
const WRITE_WITHIN: Duration = Duration::from_secs(1);
/// Between attempts while the database is away.
const PAUSE: Duration = Duration::from_millis(200);
/// How often what is under way is held on to, and what others left is looked for.
const ROUND: Duration = Duration::from_secs(5);
/// What nobody holds on to for this long is done by somebody else. It doubles with each attempt.
const HELD: TimeDelta = TimeDelta::seconds(20);
/// What was begun this often and never ended is given up: it would fail again.
const ATTEMPTS: i64 = 10;

/// Keeps what people do on all platforms, and has it done.
pub struct Keeper {
    reception: Reception,
    /// Those that arrived and are not kept yet, oldest first.
    waiting: Vec<Waiting>,
    /// What was done, to be erased with the next transaction.
    done: Vec<String>,
    under_way: BTreeSet<String>,
    lanes: BTreeMap<String, mpsc::Sender<Work>>,
    closing: mpsc::UnboundedSender<Closed>,
}

struct Waiting {
    event: ChatEvent,
    told: Told,
    is_patient: bool,
    since: Instant,
    /// Whether it was begun already, and is kept in case that it does not come to its end.
    is_begun: bool,
}

impl Keeper {
    /// Keeps and does what arrives until it is time to end, or nobody can do anything more; then what arrived is done.
    pub async fn run(reception: Reception, mut arrivals: Arrivals, stop: Stop) {
        let (closing, mut closed) = mpsc::unbounded_channel();
        let (waiting, done, under_way) = (Vec::new(), Vec::new(), BTreeSet::new());
        let mut keeper = Self { reception, waiting, done, under_way, lanes: BTreeMap::new(), closing };
        // What the process before this one left comes first, whoever held on to it.
        while let Err(error) = keeper.take_over(Time::MAX_UTC).await {
            tracing::warn!(%error, "what people did before the start waits for the database");
            tokio::time::sleep(PAUSE * 5).await;
        }
        let mut rounds = interval(ROUND);
        rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut new, mut over) = (Vec::with_capacity(TOGETHER), Vec::new());
        let (mut open, mut stopped) = (true, false);
        while open || !keeper.waiting.is_empty() || !keeper.done.is_empty() || !keeper.under_way.is_empty() {
            let has_room = keeper.waiting.len() < WAITING;
            let has_work = !keeper.waiting.is_empty() || !keeper.done.is_empty();
            tokio::select! {
                count = arrivals.recv_many(&mut new, TOGETHER), if open && has_room => open = count > 0,
                _ = closed.recv_many(&mut over, TOGETHER) => {}
                () = stop.told(), if !stopped => {
                    stopped = true;
                    arrivals.close();
                }
                _ = rounds.tick() => keeper.look_around().await,
                () = tokio::time::sleep(PAUSE), if has_work => {}
            }
            new.drain(..).for_each(|arrival| keeper.arrives(arrival));
            over.drain(..).for_each(|closed| keeper.close(closed));
            keeper.write().await;
        }
    }

    /// Something is there: it waits to be kept, unless it is not to be written down.
    fn arrives(&mut self, Arrival { event, is_patient, told }: Arrival) {
        if is_sheet(&event) {
            return self.begin(event, Some(told));
        }
        let is_begun = may_open_a_form(&event);
        if is_begun && !self.under_way.contains(&event.key) {
            self.begin(event.clone(), None);
        }
        self.waiting.push(Waiting { event, told, is_patient, since: Instant::now(), is_begun });
    }

    /// Keeps what waits, in one transaction, and has it done. Without a database what can't wait is turned away.
    async fn write(&mut self) {
        self.let_go();
        if self.waiting.is_empty() && self.done.is_empty() {
            return;
        }
        let mut together: Vec<Waiting> = self.waiting.drain(..self.waiting.len().min(TOGETHER)).collect();
        let events: Vec<&ChatEvent> = together.iter().map(|waiting| &waiting.event).collect();
        let writing = self.reception.keep_events(&events, &self.done);
        let written = match tokio::time::timeout(WRITE_WITHIN, writing).await {
            Ok(written) => written,
            Err(_) => Err(StoreError::Unreachable("it was too slow".into())),
        };
        match written {
            Ok(new) => {
                self.done.clear();
                together.into_iter().for_each(|waiting| self.kept(waiting, &new));
            }
            Err(error) if error.is_passing() => {
                tracing::warn!(%error, waiting = together.len(), "what people do waits for the database");
                together.append(&mut self.waiting);
                self.waiting = together;
            }
            Err(error) => self.write_singly(together, &error).await,
        }
    }

    /// One of several can't be written: the others are.
    async fn write_singly(&mut self, together: Vec<Waiting>, error: &StoreError) {
        tracing::error!(%error, "what people did could not be kept; each is tried alone");
        for waiting in together {
            match self.reception.keep_events(&[&waiting.event], &[]).await {
                Ok(new) => self.kept(waiting, &new),
                Err(error) => {
                    metrics::counter!("squall_events_total", "outcome" => "not_kept").increment(1);
                    tracing::error!(%error, event = waiting.event.key, "what a person did could not be kept");
                    waiting.told.tell(Err(NotKept::Unstored));
                }
            }
        }
    }

    fn kept(&mut self, waiting: Waiting, new: &BTreeSet<String>) {
        metrics::histogram!("squall_keep_seconds").record(waiting.since.elapsed());
        waiting.told.tell(Ok(()));
        let (key, is_new) = (&waiting.event.key, new.contains(&waiting.event.key));
        let outcome = if is_new { "kept" } else { "again" };
        metrics::counter!("squall_events_total", "outcome" => outcome).increment(1);
        match (waiting.is_begun, self.under_way.contains(key)) {
            (false, false) if is_new => self.begin(waiting.event, None),
            // It came to its end before it was kept.
            (true, false) => self.done.push(waiting.event.key),
            _ => {}
        }
    }

    /// Whoever did what no platform waits for any more was told to do it again.
    fn let_go(&mut self) {
        let given_up = |waiting: &mut Waiting| !waiting.is_patient && !waiting.told.is_waited_for();
        let count = self.waiting.extract_if(.., given_up).count();
        metrics::counter!("squall_events_total", "outcome" => "not_kept").increment(count as u64);
    }

    /// Has it done in its place's turn.
    fn begin(&mut self, event: ChatEvent, told: Option<Told>) {
        let lane = self.lanes.entry(event.place.platform.clone()).or_insert_with(|| {
            let (lane, works) = mpsc::channel(WAITING);
            tokio::spawn(self.reception.clone().run(works));
            lane
        });
        let key = event.key.clone();
        let close = Close::new(key.clone(), told, self.closing.clone());
        // What finds no room stays kept, and has its turn when nobody holds on to it.
        match lane.try_send(Work { event, close }) {
            Ok(()) => drop(self.under_way.insert(key)),
            Err(refused) => refused.into_inner().close.put_off(),
        }
    }

    fn close(&mut self, closed: Closed) {
        self.under_way.remove(&closed.key);
        if closed.is_over {
            self.done.push(closed.key);
        }
    }

    /// Holds on to what is under way, and takes over what others left.
    async fn look_around(&mut self) {
        if let Err(error) = self.hold_and_take_over().await {
            tracing::warn!(%error, "what is kept is not looked after now");
        }
    }

    async fn hold_and_take_over(&mut self) -> Result<(), StoreError> {
        let now = self.reception.setup.clock.now();
        if !self.under_way.is_empty() {
            let held: Vec<String> = self.under_way.iter().cloned().collect();
            let mut tx = self.reception.setup.store.write().await?;
            inbox::hold(&mut tx, &held, now + HELD).await?;
            tx.commit().await?;
        }
        self.take_over(now).await
    }

    async fn take_over(&mut self, before: Time) -> Result<(), StoreError> {
        for event in self.reception.left(before).await? {
            if !self.under_way.contains(&event.key) {
                self.begin(event, None);
            }
        }
        Ok(())
    }
}

impl Reception {
    /// Keeps what people did and erases what was done; answers the keys that are new.
    pub async fn keep_events(&self, events: &[&ChatEvent], done: &[String]) -> Result<BTreeSet<String>, StoreError> {
        let now = self.setup.clock.now();
        let mut tx = self.setup.store.write().await?;
        inbox::erase(&mut tx, done).await?;
        let new = inbox::keep(&mut tx, events, now, now + HELD).await?;
        tx.commit().await?;
        Ok(new.into_iter().collect())
    }

    /// Takes over what is kept, whose turn came before `before`, and which nobody does, in order. What failed too often is
    /// given up.
    pub async fn left(&self, before: Time) -> Result<Vec<ChatEvent>, StoreError> {
        let now = self.setup.clock.now();
        let most = i64::try_from(WAITING).unwrap_or(i64::MAX);
        let left = inbox::left(&mut self.setup.store.read().await?, before, most).await?;
        if left.is_empty() {
            return Ok(Vec::new());
        }
        let mut events = Vec::new();
        let mut tx = self.setup.store.write().await?;
        for left in left {
            let attempts = left.attempts;
            match &left.event {
                Ok(_) if attempts < ATTEMPTS => {
                    if !inbox::take_over(&mut tx, &left, now + inbox::pause(HELD, attempts + 1)).await? {
                        continue;
                    }
                    tracing::info!(event = left.key, attempts, "what was kept and not done is done now");
                    events.extend(left.event.ok());
                }
                failed => {
                    let error = failed.as_ref().err().map(ToString::to_string);
                    metrics::counter!("squall_events_total", "outcome" => "given_up").increment(1);
                    tracing::error!(event = left.key, attempts, error, "what a person did is given up");
                    inbox::give_up(&mut tx, &left.key).await?;
                }
            }
        }
        tx.commit().await?;
        Ok(events)
    }
}

/// Whether it is a sheet of a survey, or leads to one by its receipt: nobody may find either beside a person's name.
fn is_sheet(event: &ChatEvent) -> bool {
    let (Happened::Submitted { action, .. } | Happened::Pressed { action, .. }) = &event.what else { return false };
    let Some(Action::Retro(retro)) = Action::decode(action) else { return false };
    matches!(event.what, Happened::Submitted { .. }) || !retro.receipt.is_empty()
}

/// Whether a form may have to open in answer, which no platform waits for.
fn may_open_a_form(event: &ChatEvent) -> bool {
    match &event.what {
        Happened::Pressed { action, .. } => Action::decode(action).is_none_or(|action| action.opens_form()),
        Happened::Chose { .. } => true,
        _ => false,
    }
}
