//! The way in: what people did is handed over, and the platform learns when it may be told that it arrived.

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use super::ChatEvent;

/// The shortest patience of a platform is three seconds; who waits longer for an answer has none.
const ANSWER_WITHIN: Duration = Duration::from_millis(2_700);

/// Why a platform may not be told that something arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotKept {
    /// Time: it comes again, or the person does it again.
    #[error("too much is done at once; do it again in a moment")]
    Full,
    /// Time: the database is away or slow.
    #[error("it could not be stored in time; do it again in a moment")]
    Unstored,
    /// Squall ends.
    #[error("Squall stops; what comes now waits until it is back")]
    Closed,
}

/// Where a platform hands over what people do. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Intake(To);

#[derive(Clone, Debug)]
enum To {
    Keeper(mpsc::Sender<Arrival>),
    /// Nobody keeps what comes here: for plays and exams.
    Memory(mpsc::Sender<ChatEvent>),
}

/// The other end, for who keeps.
pub type Arrivals = mpsc::Receiver<Arrival>;

/// Something a person did, and whom to tell once it is kept.
#[derive(Debug)]
pub struct Arrival {
    pub event: ChatEvent,
    /// Whether it is kept however long that takes: nobody would do it again.
    pub is_patient: bool,
    pub told: Told,
}

/// Tells the platform whether it is kept. Dropped, it was not.
#[derive(Debug)]
pub struct Told(oneshot::Sender<Result<(), NotKept>>);

/// Room for one event.
#[derive(Debug)]
pub struct Seat<'a>(Reserved<'a>);

#[derive(Debug)]
enum Reserved<'a> {
    Keeper(mpsc::Permit<'a, Arrival>),
    Memory(mpsc::Permit<'a, ChatEvent>),
}

/// Answers whether an event is kept.
#[derive(Debug)]
#[must_use = "the platform is told that it arrived only once it is kept"]
pub struct Kept(Option<oneshot::Receiver<Result<(), NotKept>>>);

impl Intake {
    /// An intake with room for so many events that are not kept yet.
    pub fn new(room: usize) -> (Self, Arrivals) {
        let (to, arrivals) = mpsc::channel(room);
        (Self(To::Keeper(to)), arrivals)
    }

    /// Room for one event, now.
    pub fn seat(&self) -> Result<Seat<'_>, NotKept> {
        fn no<T>(error: mpsc::error::TrySendError<T>) -> NotKept {
            match error {
                mpsc::error::TrySendError::Full(_) => NotKept::Full,
                mpsc::error::TrySendError::Closed(_) => NotKept::Closed,
            }
        }
        Ok(Seat(match &self.0 {
            To::Keeper(to) => Reserved::Keeper(to.try_reserve().map_err(no)?),
            To::Memory(to) => Reserved::Memory(to.try_reserve().map_err(no)?),
        }))
    }

    /// Room for one event, as soon as there is any.
    pub async fn next_seat(&self) -> Result<Seat<'_>, NotKept> {
        Ok(Seat(match &self.0 {
            To::Keeper(to) => Reserved::Keeper(to.reserve().await.map_err(|_| NotKept::Closed)?),
            To::Memory(to) => Reserved::Memory(to.reserve().await.map_err(|_| NotKept::Closed)?),
        }))
    }

    /// Hands an event over; once it answers, the platform may be told that it arrived.
    pub async fn keep(&self, event: ChatEvent) -> Result<(), NotKept> {
        self.seat()?.take(event).answer().await
    }

    /// Waits until nobody takes anything in any more.
    pub async fn closed(&self) {
        match &self.0 {
            To::Keeper(to) => to.closed().await,
            To::Memory(to) => to.closed().await,
        }
    }
}

impl From<mpsc::Sender<ChatEvent>> for Intake {
    /// Into memory alone: what is handed over counts as kept.
    fn from(to: mpsc::Sender<ChatEvent>) -> Self {
        Self(To::Memory(to))
    }
}

impl Seat<'_> {
    /// Hands an event over to be kept.
    pub fn take(self, event: ChatEvent) -> Kept {
        self.hand_over(event, false)
    }

    /// As [`Seat::take`], of what nobody does again when it is not kept: it waits for the database as long as it has to.
    pub fn take_patiently(self, event: ChatEvent) -> Kept {
        self.hand_over(event, true)
    }

    /// As [`Seat::take`] or, for the patient, as [`Seat::take_patiently`].
    pub fn hand_over(self, event: ChatEvent, is_patient: bool) -> Kept {
        match self.0 {
            Reserved::Keeper(seat) => {
                let (told, answer) = oneshot::channel();
                seat.send(Arrival { event, is_patient, told: Told(told) });
                Kept(Some(answer))
            }
            Reserved::Memory(seat) => {
                seat.send(event);
                Kept(None)
            }
        }
    }
}

impl Told {
    /// Whether the platform still waits for the answer.
    pub fn is_waited_for(&self) -> bool {
        !self.0.is_closed()
    }

    /// A platform that went away meanwhile does not need the answer.
    pub fn tell(self, answer: Result<(), NotKept>) {
        let _ = self.0.send(answer);
    }
}

impl Kept {
    /// Waits for the answer, no longer than a platform would.
    pub async fn answer(self) -> Result<(), NotKept> {
        let Some(answer) = self.0 else { return Ok(()) };
        match timeout(ANSWER_WITHIN, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) | Err(_) => Err(NotKept::Unstored),
        }
    }
}
