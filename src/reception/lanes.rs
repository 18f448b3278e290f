//! What happens in one place is done in order; no place waits for another one, and no answer for the one before it. Order
//! ends where a platform is too slow: transactions keep what is stored whole, and nobody waits for a form of somebody else.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot::error::TryRecvError;
use tokio::sync::{Semaphore, mpsc, oneshot};

use super::Reception;
use crate::chat::{ChatEvent, Place};

/// Events of one platform that are worked on at once; the others wait in its queue.
const AT_ONCE: usize = 512;
/// How long the effect of what came before is waited for: within it a form can still open.
const PATIENCE: Duration = Duration::from_secs(2);

impl Reception {
    /// Does what people do on one platform, until nobody there can do anything more.
    pub async fn run(self, mut events: mpsc::Receiver<ChatEvent>) {
        let room = Arc::new(Semaphore::new(AT_ONCE));
        // The last event of each channel or thread, until its effect is there.
        let mut lanes: HashMap<Place, oneshot::Receiver<()>> = HashMap::new();
        while let Ok(permit) = Arc::clone(&room).acquire_owned().await
            && let Some(event) = events.recv().await
        {
            lanes.retain(|_, last| last.try_recv() == Err(TryRecvError::Empty));
            let (turn, last) = oneshot::channel();
            let before = lanes.insert(event.place.clone(), last);
            let reception = self.clone();
            tokio::spawn(async move {
                let _permit = permit;
                if let Some(before) = before {
                    // Whether it went well is not this one's affair.
                    let _ = tokio::time::timeout(PATIENCE, before).await;
                }
                let done = reception.done(&event).await;
                drop(turn);
                if let Err(error) = reception.answered(&event, done).await {
                    tracing::error!(%error, "an event of the chat was not answered");
                }
            });
        }
    }
}
