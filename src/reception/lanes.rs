//! What happens in one place is done in order; no place waits for another one, and no answer for the one before it. Order
//! ends where a platform is too slow: transactions keep what is stored whole, and nobody waits for a form of somebody else.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot::error::TryRecvError;
use tokio::sync::{Semaphore, mpsc, oneshot};

use super::Reception;
use crate::chat::intake::Told;
use crate::chat::{ChatEvent, NotKept, Place};

/// Events of one platform that are worked on at once; the others wait in its queue.
const AT_ONCE: usize = 512;
/// How long the effect of what came before is waited for: within it a form can still open.
const PATIENCE: Duration = Duration::from_secs(2);

/// Something that a person did, to be done.
pub struct Work {
    pub(super) event: ChatEvent,
    pub(super) close: Close,
}

/// Tells who keeps it how it ended, also when it ended by a mistake of ours.
pub(super) struct Close {
    key: String,
    /// For what is not kept before it is done.
    told: Option<Told>,
    to: Option<mpsc::UnboundedSender<Closed>>,
}

/// How something ended.
pub(super) struct Closed {
    pub key: String,
    /// Whether nothing more is to be done about it; else it is tried again.
    pub is_over: bool,
}

impl From<ChatEvent> for Work {
    /// Of what nobody keeps.
    fn from(event: ChatEvent) -> Self {
        let key = event.key.clone();
        Self { event, close: Close { key, told: None, to: None } }
    }
}

impl Close {
    pub(super) fn new(key: String, told: Option<Told>, to: mpsc::UnboundedSender<Closed>) -> Self {
        Self { key, told, to: Some(to) }
    }

    /// Its effect is there, or it has none. An answer of the platform's does not wait for ours.
    fn takes_effect(&mut self, is_done: bool) {
        if let Some(told) = self.told.take() {
            told.tell(if is_done { Ok(()) } else { Err(NotKept::Unstored) });
        }
    }

    fn ends(mut self, is_over: bool) {
        self.send(is_over);
    }

    /// Nothing was begun.
    pub(super) fn put_off(mut self) {
        if let Some(told) = self.told.take() {
            told.tell(Err(NotKept::Full));
        }
        self.to = None;
    }

    fn send(&mut self, is_over: bool) {
        if let Some(to) = self.to.take() {
            let key = std::mem::take(&mut self.key);
            // Who kept it is gone only when the process ends.
            let _ = to.send(Closed { key, is_over });
        }
    }
}

impl Drop for Close {
    fn drop(&mut self) {
        self.send(false);
    }
}

impl Reception {
    /// Does what people do on one platform, until nobody there can do anything more.
    pub async fn run(self, mut works: mpsc::Receiver<Work>) {
        let room = Arc::new(Semaphore::new(AT_ONCE));
        // The last event of each channel or thread, until its effect is there.
        let mut lanes: HashMap<Place, oneshot::Receiver<()>> = HashMap::new();
        while let Ok(permit) = Arc::clone(&room).acquire_owned().await
            && let Some(work) = works.recv().await
        {
            lanes.retain(|_, last| last.try_recv() == Err(TryRecvError::Empty));
            let (turn, last) = oneshot::channel();
            let before = lanes.insert(work.event.place.clone(), last);
            let reception = self.clone();
            tokio::spawn(async move {
                let _permit = permit;
                if let Some(before) = before {
                    // Whether it went well is not this one's affair.
                    let _ = tokio::time::timeout(PATIENCE, before).await;
                }
                reception.does(work, turn).await;
            });
        }
    }

    async fn does(&self, Work { event, mut close }: Work, turn: oneshot::Sender<()>) {
        let done = self.done(&event).await;
        close.takes_effect(done.answer.is_ok());
        drop(turn);
        let answered = self.answered(&event, done).await;
        if let Err(unanswered) = &answered {
            tracing::error!(error = %unanswered.error, event = event.key, "an event of the chat was not answered");
        }
        close.ends(answered.map_or_else(|unanswered| unanswered.is_over, |()| true));
    }
}
