//! One errand on its platform: what is posted, edited, opened, and what the platform answered.

use super::{Platforms, thread};
use crate::chat::{Chat, ChatError, MessageRef, Place};
use crate::people;
use crate::person::Accounts;
use crate::post::Post;
use crate::publisher::Taken;
use crate::store::errand::{Body, Effect, Errand, Target};
use crate::store::{Store, StoreError, card};

/// What came of it.
pub(super) enum Delivered {
    /// The platform's id of the message.
    Message(String),
    /// Of the thread.
    Thread(String),
    Edited,
    /// Somebody was let in.
    LetIn,
    /// The tool that publishes took it.
    Handed(Taken),
}

pub(super) async fn deliver(
    store: &Store,
    platforms: &Platforms,
    accounts: &Accounts,
    errand: &Errand,
) -> Result<Delivered, ChatError> {
    let target = &errand.target;
    let place = target.place();
    let chat = platforms.get(place.platform.as_str()).ok_or_else(|| ChatError::GiveUp {
        reason: format!("{} is not connected", place.platform),
        cure: "add it to squall.toml, or move the watch to a channel of a connected platform".into(),
    })?;
    let chat = chat.as_ref();
    let card = thread::standing(store, target).await?;
    let title = errand.subject.as_deref().unwrap_or_default();
    let body = match &errand.body {
        Body::Post(post) => Body::Post(shown(store, post.clone(), &place.platform, accounts).await?),
        other => other.clone(),
    };
    match (&body, target) {
        (Body::Post(post), Target::Place(place)) => post_once(chat, place, post, errand).await,
        (Body::Post(post), Target::Card { channel, .. }) => {
            show(chat, channel, card.map(|card| card.message), post, errand).await
        }
        (Body::Post(post), Target::CardThread { .. }) => {
            // Opening a thread again answers where it is, and wakes one that was archived.
            let thread = thread::open(store, chat, target, card, title, errand).await?;
            post_once(chat, &thread, post, errand).await
        }
        (Body::Post(post), Target::CardWithin { subject, channel, .. }) => {
            let thread = thread::open(store, chat, target, card, title, errand).await?;
            let standing = standing_message(store, subject, channel).await?;
            let standing = standing.map(|message| MessageRef { place: thread.clone(), message });
            show(chat, &thread, standing, post, errand).await
        }
        (Body::Title(title), target) => {
            let thread = thread::open(store, chat, target, card, title, errand).await?;
            Ok(Delivered::Thread(thread.thread.unwrap_or_default()))
        }
        (Body::LetIn(person), target) => {
            chat.let_in(target.place(), &person.user).await?;
            Ok(Delivered::LetIn)
        }
        (Body::HandOut(_), _) => Err(no_card()),
    }
}

/// With people as the platform knows them.
async fn shown(store: &Store, post: Post, platform: &str, accounts: &Accounts) -> Result<Post, ChatError> {
    let post = async { people::store::shown_on(&mut store.read().await?, post, platform, accounts).await }.await;
    post.map_err(|error| later(&error))
}

/// The database is away, and the errand is not lost; or a row of it can't be read, which time does not mend.
pub(super) fn later(error: &StoreError) -> ChatError {
    if matches!(error, StoreError::Spoilt(_)) {
        return ChatError::GiveUp { reason: error.to_string(), cure: "see squall doctor".into() };
    }
    ChatError::Retry { reason: error.to_string(), after_ms: None }
}

/// A card as it is now: edited where it stands, posted where none does, or where somebody deleted it and the platform
/// forgot it.
async fn show(
    chat: &dyn Chat,
    place: &Place,
    standing: Option<MessageRef>,
    post: &Post,
    errand: &Errand,
) -> Result<Delivered, ChatError> {
    if errand.effect == Effect::Edit
        && let Some(message) = standing
    {
        match chat.edit(&message, post).await {
            Err(ChatError::Gone { .. }) => {}
            edited => return edited.map(|()| Delivered::Edited),
        }
    }
    post_once(chat, place, post, errand).await
}

/// From the second attempt on the message may be there already.
async fn post_once(chat: &dyn Chat, place: &Place, post: &Post, errand: &Errand) -> Result<Delivered, ChatError> {
    if errand.attempts > 1
        && let Some(found) = chat.find(place, &errand.key).await?
    {
        return Ok(Delivered::Message(found.message));
    }
    Ok(Delivered::Message(chat.post(place, post, &errand.key).await?.message))
}

/// The platform's id of a card's message, once it was delivered.
async fn standing_message(store: &Store, subject: &str, channel: &Place) -> Result<Option<String>, ChatError> {
    let standing = async { card::standing(&mut store.read().await?, subject, channel).await }.await;
    Ok(standing.map_err(|error| later(&error))?.message)
}

pub(super) fn no_card() -> ChatError {
    ChatError::GiveUp {
        reason: "the card that this belongs to was never delivered".into(),
        cure: "see the error about the card itself".into(),
    }
}
