//! Threads under cards: opened the first time, woken and found again from then on.

use super::delivery::{later, no_card};
use crate::chat::{Chat, ChatError, MessageRef, Place};
use crate::store::errand::{self, Errand, Target};
use crate::store::{Store, StoreError, card};

/// Where a card stands on its platform.
pub(super) struct Standing {
    pub message: MessageRef,
    /// The thread under it, once it was opened.
    thread: Option<String>,
}

/// Where the card of an errand stands, once it was delivered.
pub(super) async fn standing(store: &Store, target: &Target) -> Result<Option<Standing>, ChatError> {
    let Some(subject) = target.card() else { return Ok(None) };
    let place = target.place().clone();
    let found = async { card::standing(&mut store.read().await?, subject, &place).await }.await;
    let card::Standing { message, thread } = found.map_err(|error| later(&error))?;
    Ok(message.map(|message| Standing { message: MessageRef { place, message }, thread }))
}

/// The thread under a card. A card that is gone is posted again first, as it was last written.
pub(super) async fn open(
    store: &Store,
    chat: &dyn Chat,
    target: &Target,
    card: Option<Standing>,
    title: &str,
    errand: &Errand,
) -> Result<Place, ChatError> {
    let missing = match card {
        Some(card) => match chat.open_thread(&card.message, card.thread.as_deref(), title).await {
            Err(error @ ChatError::Gone { .. }) => error,
            opened => {
                let opened = opened?;
                if card.thread.is_some() && card.thread != opened.thread {
                    remember(store, target, opened.thread.as_deref()).await.map_err(|error| later(&error))?;
                }
                return Ok(opened);
            }
        },
        None => no_card(),
    };
    let (Some(subject), channel) = (target.card(), target.place()) else { return Err(missing) };
    let post = async { errand::last_card(&mut store.read().await?, subject, channel).await }.await;
    let post = post.map_err(|error| later(&error))?.ok_or(missing)?;
    let card = chat.post(channel, &post, &format!("{}:card", errand.key)).await?;
    let remembered = async {
        let mut tx = store.write().await?;
        card::posted(&mut tx, subject, channel, &card.message).await?;
        tx.commit().await
    };
    remembered.await.map_err(|error| later(&error))?;
    chat.open_thread(&card, None, title).await
}

/// Somebody deleted the thread that was known: there is another one now.
async fn remember(store: &Store, target: &Target, thread: Option<&str>) -> Result<(), StoreError> {
    let (Some(subject), Some(thread)) = (target.card(), thread) else { return Ok(()) };
    let mut tx = store.write().await?;
    card::threaded(&mut tx, subject, target.place(), thread).await?;
    tx.commit().await
}
