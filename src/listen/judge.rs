//! What is done after a commit: the tallies of the last hour are judged, and alerts raised, moved or ended.
//!
//! One instance judges at a time, under a lease. Everything that it knows it reads from the store, so another can take
//! over where it stopped.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use tracing::Instrument;

use crate::alert::{self, Course, Evidence, Figures, course, evidence};
use crate::clock::{Clock, Time, micros};
use crate::fault::desk::Round;
use crate::home::Home;
use crate::id::{AlertId, WatchId};
use crate::people;
use crate::progress::Work;
use crate::signal::store::{Stored, between, past};
use crate::signal::{BUCKET_SECONDS, Detector, Sensitivity};
use crate::store::card::Card;
use crate::store::{Store, StoreError, Tx, lease, setting};
use crate::watch::{self, Watch, WatchState};

const LEASE: &str = "judge";
const WATCH: &str = "watch";
const EVIDENCE: &str = "evidence";
const SETTING: &str = "setting";
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

    /// Judges now. Does nothing while another instance does it. A watch that can't be judged costs itself alone.
    pub async fn round(&mut self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        if !self.holds_lease(&mut tx, now).await? {
            self.learnt = None;
            return Ok(());
        }
        tx.commit().await?;
        let mut round = Round::begin(&self.store, Work::Judging, now).await?;
        let mut tx = self.store.read().await?;
        let mut learnt = match self.learnt.take() {
            Some(learnt) if learnt.is_current(&mut tx, now).await? => learnt,
            _ => learn(&mut tx, &mut round, now).await?,
        };
        look_again_at_people(&mut tx, &mut round).await?;
        drop(tx);
        let judged = self.judge(&mut round, &mut learnt.by_id, now).await;
        round.end().await?;
        self.learnt = Some(learnt);
        judged
    }

    /// Whether this instance judges. Asked again in each transaction that writes, so that who lost it writes nothing more.
    async fn holds_lease(&self, tx: &mut Tx, now: Time) -> Result<bool, StoreError> {
        Ok(lease::hold(tx, LEASE, &self.holder, now, now + HELD).await?.is_some())
    }

    async fn judge(
        &self,
        round: &mut Round<'_>,
        by_id: &mut BTreeMap<WatchId, Watched>,
        now: Time,
    ) -> Result<(), StoreError> {
        let mut tx = self.store.read().await?;
        let tallies = tallies(&mut tx, round, now - OPEN, now + AHEAD).await?;
        let ongoing = alert::store::ongoing_by_watch(&mut tx).await?;
        drop(tx);
        let mut heard: BTreeMap<WatchId, Heard> = BTreeMap::new();
        for tally in &tallies {
            let id = WatchId(tally.watch_id);
            if let Some(watched) = by_id.get_mut(&id) {
                watched.detector.tell(tally.bucket(), tally.organic);
                heard.entry(id).or_default().add(tally);
            }
        }
        let to_judge: BTreeSet<WatchId> = heard.keys().chain(ongoing.keys()).copied().collect();
        // What is not judged any more, or has no alert to show anything on, is nobody's fault.
        for (table, row) in [WATCH, EVIDENCE].map(|table| (table, round.known(table))) {
            let needed = |row: &String| WatchId::parse(row).is_some_and(|id| to_judge.contains(&id));
            row.iter().filter(|row| !needed(row)).for_each(|row| round.heals(table, row));
        }
        for id in to_judge {
            if round.rests(WATCH, &id) {
                continue;
            }
            let span = tracing::info_span!("watch", %id, alert = ongoing.get(&id).map(tracing::field::display));
            let (watched, known) = (by_id.get_mut(&id), (ongoing.get(&id).copied(), heard.get(&id)));
            let outcome = self.one(round, watched, known, now).instrument(span.clone()).await;
            span.in_scope(|| round.ended(WATCH, &id, outcome))?;
        }
        Ok(())
    }

    /// Judges one watch, by its detector and the alert of it that goes on.
    async fn one(
        &self,
        round: &mut Round<'_>,
        watched: Option<&mut Watched>,
        (open, heard): (Option<AlertId>, Option<&Heard>),
        now: Time,
    ) -> Result<(), StoreError> {
        let open = match open {
            Some(id) => alert::store::get(&mut self.store.read().await?, id).await?,
            None => None,
        };
        let Some(watched) = watched else {
            return match open.filter(|alert| now - alert.updated_at >= UNHEARD) {
                Some(unheard) => self.take(Step::Over(unheard.id), now).await,
                None => Ok(()),
            };
        };
        let judgement = watched.detector.step(now);
        let expected = watched.detector.expected_hourly();
        let course = course(open.as_ref(), &judgement, now);
        let step = match (course, &open) {
            (Course::Same, None) => match heard.filter(|heard| heard.is_flood(expected)) {
                Some(heard) => Step::Flood(&watched.watch, heard),
                None => return Ok(()),
            },
            (Course::Same, Some(_)) | (Course::Over, None) => return Ok(()),
            (Course::Over, Some(alert)) => Step::Over(alert.id),
            (Course::Raise(figures) | Course::Update(figures) | Course::Escalate(figures), _) => {
                let gathered = self.evidence(&watched.watch, &figures, expected, now).await;
                // An alarm is raised on its figures, whatever becomes of what shows why.
                let evidence = round.ended(EVIDENCE, &watched.watch.id, gathered)?;
                let known = || open.as_ref().map(|alert| alert.evidence.clone()).unwrap_or_default();
                let evidence = Box::new(evidence.unwrap_or_else(known));
                match (course, &open) {
                    (Course::Update(_), Some(alert)) => Step::Update(alert.id, figures, evidence),
                    (Course::Escalate(_), Some(alert)) => Step::Escalate(alert.id, figures, evidence),
                    _ => Step::Raise(&watched.watch, figures, evidence),
                }
            }
        };
        self.take(step, now).await
    }

    async fn evidence(
        &self,
        watch: &Watch,
        figures: &Figures,
        expected: f64,
        now: Time,
    ) -> Result<Evidence, StoreError> {
        evidence::gather(&mut self.store.read().await?, watch.id, figures, expected, now).await
    }

    /// What a judgement comes to is a transaction of its own.
    async fn take(&self, step: Step<'_>, now: Time) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        if !self.holds_lease(&mut tx, now).await? {
            return Ok(());
        }
        step.take(&mut tx, &self.home, now).await?;
        tx.commit().await
    }
}

/// What a judgement comes to.
enum Step<'a> {
    Raise(&'a Watch, Figures, Box<Evidence>),
    Update(AlertId, Figures, Box<Evidence>),
    Escalate(AlertId, Figures, Box<Evidence>),
    Over(AlertId),
    Flood(&'a Watch, &'a Heard),
}

impl Step<'_> {
    async fn take(self, tx: &mut Tx, home: &Home, now: Time) -> Result<(), StoreError> {
        match self {
            Self::Raise(watch, figures, evidence) => raise(tx, home, watch, figures, *evidence, now).await,
            Self::Update(id, figures, evidence) => alert::desk::update(tx, home, id, figures, *evidence, now).await,
            Self::Escalate(id, figures, evidence) => alert::desk::escalate(tx, home, id, figures, *evidence, now).await,
            Self::Over(id) => alert::desk::over(tx, home, id, now).await,
            Self::Flood(watch, heard) => tell_flood(tx, home, watch, heard, now).await,
        }
    }
}

/// The tallies of this time. A watch one of whose tallies can't be read is not judged on the others.
async fn tallies(tx: &mut Tx, round: &mut Round<'_>, from: Time, to: Time) -> Result<Vec<Stored>, StoreError> {
    let tallies = between(tx, from, to).await?;
    for spoilt in tallies.spoilt {
        let watch = format!("W-{}", spoilt.row);
        round.ended(WATCH, &watch, Err::<(), _>(spoilt.into()))?;
    }
    Ok(tallies.good)
}

/// Whoever tells people of something notes whose settings can't be read. Here they are forgotten once they can.
async fn look_again_at_people(tx: &mut Tx, round: &mut Round<'_>) -> Result<(), StoreError> {
    if !round.known(SETTING).is_empty() {
        let everybody = people::store::everybody(tx).await?;
        drop(round.readable_of(SETTING, everybody));
    }
    Ok(())
}

impl Learnt {
    async fn is_current(&self, tx: &mut Tx, now: Time) -> Result<bool, StoreError> {
        let same_past = now < self.at + LEARN_EVERY || self.past == past(tx).await?;
        Ok(same_past && self.watches == watch::store::generation(tx).await?)
    }
}

/// Tells detectors their history.
async fn learn(tx: &mut Tx, round: &mut Round<'_>, now: Time) -> Result<Learnt, StoreError> {
    let (past, watches) = (past(tx).await?, watch::store::generation(tx).await?);
    // Those that can't be read are noted where digests are due, and learnt when they can.
    let listening = watch::store::list(tx).await?.good.into_iter();
    let listening = listening.filter(|watch| watch.state == WatchState::Active && watch.kind.alerts());
    let watched = |watch: Watch| (watch.id, Watched { watch, detector: Detector::new(Sensitivity::Balanced) });
    let mut by_id: BTreeMap<WatchId, Watched> = listening.map(watched).collect();
    // The last hour is told again by every judgement, but only here does the detector learn that an episode began in it.
    for tally in tallies(tx, round, now - HISTORY, now).await? {
        if let Some(watched) = by_id.get_mut(&WatchId(tally.watch_id)) {
            watched.detector.tell(tally.bucket(), tally.organic);
            watched.detector.step((tally.bucket() + Duration::seconds(BUCKET_SECONDS - 1)).min(now));
        }
    }
    Ok(Learnt { at: now, past, watches, by_id })
}

async fn raise(
    tx: &mut Tx,
    home: &Home,
    watch: &Watch,
    figures: Figures,
    evidence: Evidence,
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
async fn tell_flood(tx: &mut Tx, home: &Home, watch: &Watch, heard: &Heard, now: Time) -> Result<(), StoreError> {
    if home.quiet_until(now, 1).is_some() {
        return Ok(());
    }
    let subject = watch.id.to_string();
    let scope = format!("watch:{subject}");
    let told = setting::word(tx, &scope, FLOOD_TOLD, setting::moment).await?;
    if told.is_some_and(|told| now - told < FLOOD_EVERY) {
        return Ok(());
    }
    setting::set(tx, &scope, FLOOD_TOLD, &micros(now).to_string()).await?;
    let room = home.room(tx, watch.channel.as_deref()).await?;
    #[expect(clippy::cast_possible_truncation, reason = "at most the total")]
    let copies = heard.total - heard.voices.round() as i64;
    let (copies, total) = (u64::try_from(copies).unwrap_or_default(), u64::try_from(heard.total).unwrap_or_default());
    let post = alert::voice::flood(room.locale, &watch.name, copies, total);
    let card = Card { about: "system", subject: &subject, channel: &room.channel };
    card.announce(tx, &format!("flood:{}", micros(now)), &post, now).await
}
