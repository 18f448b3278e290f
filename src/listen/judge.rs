//! What is done after a commit: the tallies of the last hour are judged, and alerts raised, moved or ended.
//!
//! One instance judges at a time, under a lease. Everything that it knows it reads from the store, so another can take
//! over where it stopped.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;

use crate::alert::{self, Alert, Course, Figures, course, evidence};
use crate::clock::{Clock, Time, micros};
use crate::home::Home;
use crate::id::WatchId;
use crate::signal::store::{Stored, between, past};
use crate::signal::{BUCKET_SECONDS, Detector, Sensitivity};
use crate::store::card::Card;
use crate::store::{Store, StoreError, Tx, lease, setting};
use crate::watch::{self, Watch, WatchState};

const LEASE: &str = "judge";
const HELD: Duration = Duration::seconds(30);
/// What a detector learns from.
const HISTORY: Duration = Duration::days(15);
/// Tallies that may still grow.
const OPEN: Duration = Duration::minutes(65);
/// A clock of the public that is ahead by more is not believed.
const AHEAD: Duration = Duration::minutes(5);
/// While the past is filled in by an import, it is learnt again at most this often.
const LEARN_EVERY: Duration = Duration::seconds(30);
/// An alert whose watch no longer listens is over after this time without news.
const UNHEARD: Duration = Duration::hours(6);
/// A flood has at least this many mentions within the hour, and no more than this share of them are voices.
const FLOOD_FROM: i64 = 20;
const FLOOD_VOICES: f64 = 0.3;
/// It is told once within this time.
const FLOOD_EVERY: Duration = Duration::hours(6);
/// Where it is remembered when it was told.
const FLOOD_TOLD: &str = "flood-told";

/// Judges.
pub struct Judge {
    store: Store,
    clock: Clock,
    home: Home,
    holder: String,
    learnt: Option<Learnt>,
}

/// What the judge knows, and when and from what it learnt it.
struct Learnt {
    at: Time,
    past: i64,
    watches: i64,
    by_id: BTreeMap<WatchId, Watched>,
}

struct Watched {
    watch: Watch,
    detector: Detector,
}

impl Judge {
    /// `holder` is unique per process.
    pub fn new(store: Store, clock: Clock, home: Home, holder: String) -> Self {
        Self { store, clock, home, holder, learnt: None }
    }

    /// Judges now. Does nothing while another instance does it.
    pub async fn round(&mut self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        if lease::hold(&mut tx, LEASE, &self.holder, now, now + HELD).await?.is_none() {
            self.learnt = None;
            return Ok(());
        }
        let mut learnt = match self.learnt.take() {
            Some(learnt) if learnt.is_current(&mut tx, now).await? => learnt,
            _ => learn(&mut tx, now).await?,
        };
        judge(&mut tx, &self.home, &mut learnt.by_id, now).await?;
        tx.commit().await?;
        self.learnt = Some(learnt);
        Ok(())
    }
}

impl Learnt {
    async fn is_current(&self, tx: &mut Tx, now: Time) -> Result<bool, StoreError> {
        let same_past = now < self.at + LEARN_EVERY || self.past == past(tx).await?;
        Ok(same_past && self.watches == watch::store::generation(tx).await?)
    }
}

/// Tells detectors their history.
async fn learn(tx: &mut Tx, now: Time) -> Result<Learnt, StoreError> {
    let (past, watches) = (past(tx).await?, watch::store::generation(tx).await?);
    let listening = watch::store::list(tx).await?.good.into_iter();
    let listening = listening.filter(|watch| watch.state == WatchState::Active && watch.kind.alerts());
    let watched = |watch: Watch| (watch.id, Watched { watch, detector: Detector::new(Sensitivity::Balanced) });
    let mut by_id: BTreeMap<WatchId, Watched> = listening.map(watched).collect();
    // The last hour is told again by every judgement, but only here does the detector learn that an episode began in it.
    for tally in between(tx, now - HISTORY, now).await?.good {
        if let Some(watched) = by_id.get_mut(&WatchId(tally.watch_id)) {
            watched.detector.tell(tally.bucket(), tally.organic);
            watched.detector.step((tally.bucket() + Duration::seconds(BUCKET_SECONDS - 1)).min(now));
        }
    }
    Ok(Learnt { at: now, past, watches, by_id })
}

async fn judge(tx: &mut Tx, home: &Home, by_id: &mut BTreeMap<WatchId, Watched>, now: Time) -> Result<(), StoreError> {
    let tallies = between(tx, now - OPEN, now + AHEAD).await?.good;
    let ongoing = alert::store::ongoing(tx).await?.good;
    let mut heard: BTreeMap<WatchId, Heard> = BTreeMap::new();
    for tally in &tallies {
        let id = WatchId(tally.watch_id);
        if let Some(watched) = by_id.get_mut(&id) {
            watched.detector.tell(tally.bucket(), tally.organic);
            heard.entry(id).or_default().add(tally);
        }
    }
    let to_judge: BTreeSet<WatchId> =
        heard.keys().copied().chain(ongoing.iter().map(|alert: &Alert| alert.watch)).collect();
    for id in to_judge {
        let open = ongoing.iter().find(|alert| alert.watch == id);
        let Some(watched) = by_id.get_mut(&id) else {
            if let Some(alert) = open.filter(|alert| now - alert.updated_at >= UNHEARD) {
                alert::desk::over(tx, home, alert.id, now).await?;
            }
            continue;
        };
        move_on(tx, home, watched, open, now).await?;
        if let (None, Some(heard)) = (open, heard.get(&id)) {
            tell_flood(tx, home, watched, heard, now).await?;
        }
    }
    Ok(())
}

async fn move_on(
    tx: &mut Tx,
    home: &Home,
    watched: &mut Watched,
    open: Option<&Alert>,
    now: Time,
) -> Result<(), StoreError> {
    let judgement = watched.detector.step(now);
    let expected = watched.detector.expected_hourly();
    let course = course(open, &judgement, now);
    let figures = match &course {
        Course::Raise(figures) | Course::Update(figures) | Course::Escalate(figures) => *figures,
        Course::Over => match open {
            Some(alert) => return alert::desk::over(tx, home, alert.id, now).await,
            None => return Ok(()),
        },
        Course::Same => return Ok(()),
    };
    let evidence = evidence::gather(tx, watched.watch.id, &figures, expected, now).await?;
    match (course, open) {
        (Course::Update(_), Some(alert)) => alert::desk::update(tx, home, alert.id, figures, evidence, now).await,
        (Course::Escalate(_), Some(alert)) => alert::desk::escalate(tx, home, alert.id, figures, evidence, now).await,
        _ => raise(tx, home, &watched.watch, figures, evidence, now).await,
    }
}

async fn raise(
    tx: &mut Tx,
    home: &Home,
    watch: &Watch,
    figures: Figures,
    evidence: alert::Evidence,
    now: Time,
) -> Result<(), StoreError> {
    let alert = alert::desk::raise(tx, home, watch, figures, evidence, now).await?;
    metrics::counter!("squall_alerts_total").increment(1);
    tracing::info!(alert = %alert.id, watch = watch.name, severity = figures.severity, "an alert was raised");
    Ok(())
}

/// What a watch heard within the last hour.
#[derive(Default)]
struct Heard {
    total: i64,
    voices: f64,
}

impl Heard {
    fn add(&mut self, tally: &Stored) {
        self.total += tally.total;
        self.voices += tally.organic;
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of an hour")]
    fn is_flood(&self, expected_hourly: f64) -> bool {
        let total = self.total as f64;
        self.total >= FLOOD_FROM && self.voices <= total * FLOOD_VOICES && total >= expected_hourly * 3.0
    }
}

/// Says that there is a flood, and that it is no alarm.
async fn tell_flood(tx: &mut Tx, home: &Home, watched: &Watched, heard: &Heard, now: Time) -> Result<(), StoreError> {
    if !heard.is_flood(watched.detector.expected_hourly()) || home.quiet_until(now, 1).is_some() {
        return Ok(());
    }
    let subject = watched.watch.id.to_string();
    let scope = format!("watch:{subject}");
    let told = setting::word(tx, &scope, FLOOD_TOLD, setting::moment).await?;
    if told.is_some_and(|told| now - told < FLOOD_EVERY) {
        return Ok(());
    }
    setting::set(tx, &scope, FLOOD_TOLD, &micros(now).to_string()).await?;
    let room = home.room(tx, watched.watch.channel.as_deref()).await?;
    #[expect(clippy::cast_possible_truncation, reason = "at most the total")]
    let copies = heard.total - heard.voices.round() as i64;
    let (copies, total) = (u64::try_from(copies).unwrap_or_default(), u64::try_from(heard.total).unwrap_or_default());
    let post = alert::voice::flood(room.locale, &watched.watch.name, copies, total);
    let card = Card { about: "system", subject: &subject, channel: &room.channel };
    card.announce(tx, &format!("flood:{}", micros(now)), &post, now).await
}
