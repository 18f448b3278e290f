//! The one door out: takes errands under a lease, in order per conversation, does them on their platform, and closes
//! each with what the platform answered.

pub mod acquaintance;
mod delivery;
mod handing;
mod outbox;
mod thread;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Duration;
use tokio::sync::Notify;
use tokio::task::{Id, JoinSet};
use tracing::Instrument;

use delivery::{Delivered, deliver, later};

use crate::chat::{Chat, ChatError};
use crate::clock::{Clock, Time};
use crate::fault::desk::Round;
use crate::people;
use crate::person::{Accounts, Person};
use crate::progress::{Progress, Work};
use crate::publisher::Publisher;
use crate::store::errand::{self, Errand, Target};
use crate::store::{Store, StoreError, Tx, card};

/// An errand that nobody holds on to for this long may be taken by another courier: its process is gone.
const LEASE: Duration = Duration::seconds(15);
/// How often a courier holds on to what it is doing.
const HOLD: Duration = Duration::seconds(5);
/// Looks at least this often: other processes write errands too.
const TICK: Duration = Duration::seconds(1);
/// After an error of the database.
const BREATHER: Duration = Duration::seconds(2);
/// The first pause before a new attempt; it doubles.
const FIRST_PAUSE_MS: i64 = 500;
const LONGEST_PAUSE_MS: i64 = 60_000;
/// Who has to act first is given time, with an attempt a minute; then what they missed is no news any more.
const BLOCKED_PAUSE_MS: i64 = 60_000;
const BLOCKED: Duration = Duration::days(3);

const ERRAND: &str = "errand";

/// The platforms that are connected, by name.
pub type Platforms = BTreeMap<&'static str, Arc<dyn Chat>>;

/// Delivers errands.
#[derive(Clone)]
pub struct Courier {
    store: Store,
    platforms: Platforms,
    clock: Clock,
    /// Unique per process.
    holder: String,
    publisher: Option<Publisher>,
    /// Whose accounts are whose.
    accounts: Accounts,
}

/// What is being delivered: the errand and its platform.
type UnderWay = BTreeMap<i64, String>;

/// What was taken to be delivered.
struct Taken {
    errands: Vec<Errand>,
    /// Could not be read and stand in nobody's way any more: those behind them may go at once.
    given_up: usize,
    /// When the next comes due.
    next: Option<Time>,
}

impl Courier {
    pub fn new(store: Store, platforms: Platforms, clock: Clock, holder: String) -> Self {
        Self { store, platforms, clock, holder, publisher: None, accounts: Accounts::default() }
    }

    /// Delivers as things come due, for as long as it is let. No conversation waits for another one's answer. Looks when
    /// `changed` says so, when something comes due, and now and then.
    pub async fn run(&self, changed: &Notify, progress: &Progress) {
        let (mut tasks, mut under_way) = (JoinSet::new(), UnderWay::new());
        let mut ids = BTreeMap::<Id, i64>::new();
        let mut held = self.clock.now();
        loop {
            let now = self.clock.now();
            let looked = async {
                if now - held >= HOLD {
                    self.hold(&under_way).await?;
                    held = now;
                }
                self.take(&under_way).await
            };
            let pause = match looked.await {
                Ok(taken) => {
                    progress.gets_on(Work::Delivering);
                    for errand in taken.errands {
                        under_way.insert(errand.id, outbox::platform(&errand.conversation).to_owned());
                        let (courier, id) = (self.clone(), errand.id);
                        let task = tasks.spawn(async move {
                            let span = errand_span(&errand);
                            if let Err(error) = courier.one(&errand).instrument(span.clone()).await {
                                // Its lease runs out, and it is looked for before it is sent again.
                                span.in_scope(|| tracing::error!(%error, "what became of a message is not noted"));
                            }
                        });
                        ids.insert(task.id(), id);
                    }
                    taken.next.map_or(TICK, |next| (next - now).min(TICK))
                }
                Err(error) => {
                    tracing::error!(work = %Work::Delivering, %error, "it is tried again in a moment");
                    progress.waits(Work::Delivering, &error);
                    BREATHER
                }
            };
            tokio::select! {
                () = changed.notified() => {}
                () = tokio::time::sleep(pause.to_std().unwrap_or_default()) => {}
                Some(ended) = tasks.join_next_with_id() => {
                    let task = ended.map_or_else(|error| error.id(), |(id, ())| id);
                    if let Some(errand) = ids.remove(&task) {
                        under_way.remove(&errand);
                    }
                }
            }
        }
    }

    /// Does what is due now, at most one errand of each conversation. Answers how many were tried.
    pub async fn round(&self) -> Result<usize, StoreError> {
        let taken = self.take(&UnderWay::new()).await?;
        let tried = taken.errands.len() + taken.given_up;
        let mut tasks = JoinSet::new();
        for errand in taken.errands {
            let courier = self.clone();
            tasks.spawn(async move { courier.one(&errand).instrument(errand_span(&errand)).await });
        }
        while let Some(ended) = tasks.join_next().await {
            match ended {
                Ok(closed) => closed?,
                // Its lease runs out, and it is tried again.
                Err(error) => tracing::error!(%error, "an errand ended early"),
            }
        }
        Ok(tried)
    }

    /// Does everything that is due now.
    pub async fn deliver_all(&self) -> Result<(), StoreError> {
        while self.round().await? > 0 {}
        Ok(())
    }

    /// Takes what is due of the conversations that nothing is under way in, and says when the next comes due.
    async fn take(&self, under_way: &UnderWay) -> Result<Taken, StoreError> {
        let mut round = Round::begin(&self.store, Work::Delivering, self.clock.now()).await?;
        self.take_up_again(&mut round).await?;
        // Mostly there is nothing to do, and looking does not keep the writer busy.
        let mut heads = errand::heads(&mut self.store.read().await?).await?;
        heads.retain(|head| !under_way.contains_key(&head.id));
        let mut busy = BTreeMap::new();
        for platform in under_way.values() {
            *busy.entry(platform.clone()).or_default() += 1;
        }
        let now = self.clock.now();
        let choice = outbox::choose(&heads, busy, now, |platform| self.pace(platform));
        let mut taken = Taken { errands: Vec::with_capacity(choice.now.len()), given_up: 0, next: choice.next };
        if !choice.now.is_empty() {
            let mut tx = self.store.write().await?;
            for id in choice.now {
                let errand = match errand::take(&mut tx, id, &self.holder, now, now + LEASE).await {
                    Err(spoilt @ StoreError::Spoilt(_)) => {
                        // Those behind it in its conversation go on.
                        errand::give_up(&mut tx, id, &self.holder, &spoilt.to_string(), now).await?;
                        (taken.given_up, taken.next) = (taken.given_up + 1, Some(now));
                        Err(spoilt)
                    }
                    errand => Ok(errand?),
                };
                taken.errands.extend(round.ended(ERRAND, &id, errand)?.flatten());
            }
            tx.commit().await?;
        }
        round.end().await?;
        Ok(taken)
    }

    /// What could not be read is looked at again after a while, unless something newer took its place.
    async fn take_up_again(&self, round: &mut Round<'_>) -> Result<(), StoreError> {
        let now = self.clock.now();
        for row in round.known(ERRAND) {
            if round.rests(ERRAND, &row) {
                continue;
            }
            let mut tx = self.store.write().await?;
            let waits = match row.parse() {
                Ok(id) => errand::take_up_again(&mut tx, id, now - BLOCKED, now).await?,
                Err(_) => false,
            };
            tx.commit().await?;
            if !waits {
                round.heals(ERRAND, &row);
            }
        }
        Ok(())
    }

    async fn hold(&self, under_way: &UnderWay) -> Result<(), StoreError> {
        if under_way.is_empty() {
            return Ok(());
        }
        let until = self.clock.now() + LEASE;
        let mut tx = self.store.write().await?;
        for id in under_way.keys() {
            errand::hold(&mut tx, *id, &self.holder, until).await?;
        }
        tx.commit().await
    }

    async fn one(&self, errand: &Errand) -> Result<(), StoreError> {
        let done = match self.hand_out(errand).await {
            Some(handed) => handed,
            None => self.deliver(errand).await,
        };
        let delivered = done.is_ok();
        let gone = match &done {
            Ok(_) => None,
            Err(error) => self.gone(errand, error).await,
        };
        self.close(errand, done, gone.as_ref()).await?;
        if delivered { self.introduce(errand, true).await } else { Ok(()) }
    }

    /// Knows these accounts as one human's: on each platform a person stands there as it knows them.
    #[must_use]
    pub fn with_accounts(self, accounts: Accounts) -> Self {
        Self { accounts, ..self }
    }

    async fn deliver(&self, errand: &Errand) -> Result<Delivered, ChatError> {
        // People of other platforms stand there by name, so who they are is asked first.
        self.introduce(errand, false).await.map_err(|error| later(&error))?;
        deliver(&self.store, &self.platforms, &self.accounts, errand).await
    }

    /// The least time between two messages of a conversation.
    fn pace(&self, platform: &str) -> Duration {
        let pace = self.platforms.get(platform).map_or(0, |chat| chat.abilities().pace_ms);
        Duration::milliseconds(i64::try_from(pace).unwrap_or(i64::MAX))
    }

    /// `gone` is whom it was for, when they are not there any more.
    async fn close(
        &self,
        errand: &Errand,
        done: Result<Delivered, ChatError>,
        gone: Option<&Person>,
    ) -> Result<(), StoreError> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let age = now - errand.created_at;
        let hopeless = |error: &ChatError| gone.is_some() || is_hopeless(error, age);
        let outcome = match &done {
            Ok(_) => "sent",
            Err(error) if hopeless(error) => "given_up",
            Err(_) => "retried",
        };
        metrics::counter!("squall_errands_total", "outcome" => outcome).increment(1);
        match done {
            Ok(delivered) => {
                let message = match &delivered {
                    Delivered::Message(id) | Delivered::Thread(id) => Some(id.as_str()),
                    Delivered::Edited | Delivered::LetIn | Delivered::Handed(_) => None,
                };
                if errand::done(&mut tx, errand.id, &self.holder, message, now).await? {
                    tracing::info!(message, "delivered");
                    remember(&mut tx, errand, delivered, now).await?;
                }
            }
            Err(error) if hopeless(&error) => {
                match gone {
                    Some(person) => {
                        tracing::info!(%error, "who it was for is not there any more");
                        people::desk::left(&mut tx, person, now).await?;
                    }
                    None => tracing::error!(%error, "a message can't be delivered"),
                }
                errand::give_up(&mut tx, errand.id, &self.holder, &error.to_string(), now).await?;
                handing::refused(&mut tx, errand, &error, now).await?;
            }
            Err(error) => {
                let (due, said) = (now + pause(errand.attempts, &error), error.to_string());
                match error {
                    // The cure is said once; until somebody acts it stays the same.
                    ChatError::Blocked { .. } if errand.error.as_ref() == Some(&said) => {}
                    ChatError::Blocked { .. } => tracing::error!(%error, "a message has to wait"),
                    _ => tracing::warn!(%error, "a message is tried again later"),
                }
                errand::retry(&mut tx, errand.id, &self.holder, &said, due).await?;
            }
        }
        tx.commit().await
    }
}

/// Everything that is said of an errand is said within it.
fn errand_span(errand: &Errand) -> tracing::Span {
    tracing::info_span!("errand", id = errand.id, key = errand.key, to = errand.conversation, attempt = errand.attempts)
}

/// Whether there is no sense in trying again what is so old.
fn is_hopeless(error: &ChatError, age: Duration) -> bool {
    match error {
        ChatError::GiveUp { .. } | ChatError::Gone { .. } | ChatError::TooLate { .. } => true,
        ChatError::Blocked { .. } => age > BLOCKED,
        ChatError::Retry { .. } | ChatError::Unknown { .. } => false,
    }
}

/// Exponential, or what the platform asked for when that is longer.
fn pause(attempts: i64, error: &ChatError) -> Duration {
    let doubled = FIRST_PAUSE_MS.saturating_mul(1 << attempts.clamp(1, 10)).min(LONGEST_PAUSE_MS);
    let asked = match error {
        ChatError::Retry { after_ms: Some(ms), .. } => i64::try_from(*ms).unwrap_or(LONGEST_PAUSE_MS),
        ChatError::Blocked { .. } => BLOCKED_PAUSE_MS,
        _ => 0,
    };
    Duration::milliseconds(doubled.max(asked))
}

async fn remember(tx: &mut Tx, errand: &Errand, delivered: Delivered, now: Time) -> Result<(), StoreError> {
    match (delivered, &errand.target) {
        (Delivered::Message(id), Target::Card { subject, channel } | Target::CardWithin { subject, channel, .. }) => {
            card::posted(tx, subject, channel, &id).await
        }
        (Delivered::Thread(id), Target::Card { subject, channel } | Target::CardWithin { subject, channel, .. }) => {
            card::threaded(tx, subject, channel, &id).await
        }
        (Delivered::Handed(answer), _) => handing::taken(tx, errand, answer, now).await,
        (Delivered::Message(_) | Delivered::Thread(_) | Delivered::Edited | Delivered::LetIn, _) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_are_bounded_and_honour_what_the_platform_asks() {
        let slow = ChatError::Retry { reason: String::new(), after_ms: Some(90_000) };
        let quick = ChatError::Retry { reason: String::new(), after_ms: None };
        let pauses: Vec<_> = (1..40).map(|attempt| pause(attempt, &quick)).collect();
        assert!(pauses.is_sorted() && pauses[0] < pauses[3]);
        assert_eq!(pauses[38], Duration::milliseconds(LONGEST_PAUSE_MS));
        assert_eq!(pause(1, &slow), Duration::seconds(90));
    }

    #[test]
    fn who_has_to_act_is_given_days_and_not_for_ever() {
        let archived = ChatError::Blocked { reason: String::new(), cure: String::new() };
        assert!(!is_hopeless(&archived, Duration::days(2)) && is_hopeless(&archived, Duration::days(4)));
        let busy = ChatError::Retry { reason: String::new(), after_ms: None };
        assert!(!is_hopeless(&busy, Duration::days(4)));
    }
}
