//! An incident's timeline: notes, messages that people keep with the menu, a pin or an emoji, and taking them away.

use commands::Message;

use super::asking::Asking;
use super::{Answer, Answered, ReceptionError};
use crate::chat::{Chat, ChatEvent, MessageRef, Place, Said};
use crate::clock::Time;
use crate::gate::{Begin, Work};
use crate::id::EntryId;
use crate::incident;
use crate::incident::desk::{Meant, meant_by};
use crate::incident::timeline::{self, NewEntry, What};
use crate::post::Post;
use crate::store::card;
use crate::words::word;

/// How a message came to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// By the message's menu, or a button that asked which incident was meant.
    Asked,
    /// By a pin or an emoji, which mean other things elsewhere: only where an incident's card stands.
    Marked,
}

/// A message by the ids that a button carries.
pub(super) fn message(asking: &Asking<'_>, message: Message) -> MessageRef {
    let Message { channel, message, thread } = message;
    MessageRef { place: Place { platform: asking.event.place.platform.clone(), channel, thread }, message }
}

/// A page of the timeline of the incident that is meant.
pub(super) async fn page(asking: &Asking<'_>, named: Option<i64>, page: u32) -> Answered {
    let mut tx = asking.read().await?;
    let incident = asking.incident(&mut tx, named).await?;
    let (entries, more) = timeline::page(&mut tx, incident.id, page).await?;
    let earlier = more.then(|| page.saturating_add(1));
    let post = timeline::voice::page(asking.locale, &incident, &entries, earlier);
    Ok(Some(Answer::about("incident", incident.id, post)))
}

/// Keeps a note.
pub(super) async fn note(asking: &Asking<'_>, asked: commands::Note) -> Answered {
    let mut tx = asking.begin().await?;
    let incident = asking.incident(&mut tx, asked.incident).await?;
    let now = asking.now();
    let what = What::Note(asked.text.clone());
    let entry = NewEntry { at: now, by: asking.by().into(), what, link: None, source: None };
    let added = timeline::add(&mut tx, incident.id, &entry, now).await?;
    asking.commit(tx).await?;
    let post = added.map(|entry| timeline::voice::added(asking.locale, incident.id, entry, &asked.text));
    Ok(post.map(|post| Answer::about("incident", incident.id, post)))
}

/// Keeps a message. What the platform's event lacks is read from the platform, before anything is stored.
pub(super) async fn keep(
    asking: &Asking<'_>,
    message: MessageRef,
    said: Option<Said>,
    (kept, named): (Kept, Option<i64>),
) -> Answered {
    if kept == Kept::Marked && !is_near_an_incident(asking, &message).await? {
        return Ok(None);
    }
    let (message, said, link) = read(asking.chat, message, said).await;
    let mut tx = asking.begin().await?;
    let meant = asking.meant_by(&mut tx, &message, named).await?;
    if let Meant::Several(open) = &meant {
        return Ok(Some(Answer::new(timeline::voice::which(asking.locale, open, &message))));
    }
    let incident = match asking.found(&mut tx, meant).await {
        Err(_) if kept == Kept::Marked => return Ok(None),
        found => found?,
    };
    let now = asking.now();
    let (text, author) = said.as_ref().map(|said| (said.text.clone(), said.author.clone())).unwrap_or_default();
    let entry = entry(asking.event, &message, said, link, now);
    let added = timeline::add(&mut tx, incident.id, &entry, now).await?;
    asking.commit(tx).await?;
    asking.reception.meet_author(asking.chat, asking.event, author.as_deref()).await;
    let post = match added {
        Some(entry) => timeline::voice::added(asking.locale, incident.id, entry, &text),
        None => timeline::voice::there(asking.locale, incident.id),
    };
    Ok(Some(Answer::about("incident", incident.id, post)))
}

/// Opens an incident: what somebody said is its title, and the message the beginning of its timeline.
pub(super) async fn open_from(asking: &Asking<'_>, on: &Said) -> Answered {
    let link = known(asking.chat.permalink(&on.message).await);
    let mut tx = asking.begin().await?;
    let now = asking.now();
    let title = incident::titled(&on.text).unwrap_or_else(|| word(asking.locale, "incident-from-message"));
    let place = &on.message.place;
    let not_here = || Answer::new(Post::line(word(asking.locale, "common-not-here")));
    let opened =
        incident::opening::by_hand(&mut tx, asking.home(), (title, false), &asking.may::<Begin>()?, place, now).await?;
    let opened = opened.ok_or_else(not_here)?;
    let entry = entry(asking.event, &on.message, Some(on.clone()), link, now);
    timeline::add(&mut tx, opened.id, &entry, now).await?;
    asking.commit(tx).await?;
    asking.reception.meet_author(asking.chat, asking.event, on.author.as_deref()).await;
    Ok(Some(Answer::about("incident", opened.id, incident::voice::done(asking.locale, &opened))))
}

/// What begins with the emoji that keeps messages is meant for the timeline, without it.
pub(super) async fn wrote(asking: &Asking<'_>, said: &Said) -> Answered {
    match said.text.trim_start().split_once(char::is_whitespace).map(|(emoji, words)| (emoji, words.trim())) {
        Some((emoji, words)) if asking.reception.keeps(emoji) && !words.is_empty() => {
            let said = Said { text: words.to_owned(), ..said.clone() };
            keep(asking, said.message.clone(), Some(said), (Kept::Marked, None)).await
        }
        _ => Ok(None),
    }
}

/// A pin or an emoji was taken away. An emoji may stand there by others too: only who added it takes it away.
pub(super) async fn unkeep(asking: &Asking<'_>, message: &MessageRef, by_anybody: bool) -> Answered {
    let mut tx = asking.begin().await?;
    let only = (!by_anybody).then_some(asking.by());
    let struck = timeline::strike_message(&mut tx, message, &asking.may::<Work>()?, only, asking.now()).await?;
    asking.commit(tx).await?;
    Ok(struck
        .first()
        .map(|entry| Answer::about("incident", entry.incident, timeline::voice::struck(asking.locale, entry.incident))))
}

/// Takes an entry away again.
pub(super) async fn undo(asking: &Asking<'_>, id: i64) -> Answered {
    let mut tx = asking.begin().await?;
    let struck = timeline::strike(&mut tx, EntryId(id), &asking.may::<Work>()?, asking.now()).await?;
    asking.commit(tx).await?;
    let Some(entry) = struck else { return Ok(Some(Answer::new(Post::line(word(asking.locale, "common-not-here"))))) };
    let post = timeline::voice::struck(asking.locale, entry.incident);
    Ok(Some(Answer::about("incident", entry.incident, post)))
}

/// Whether an incident that is open has its card in the message's channel, or the message stands in its thread.
async fn is_near_an_incident(asking: &Asking<'_>, message: &MessageRef) -> Result<bool, ReceptionError> {
    let mut tx = asking.read().await?;
    let channel = Place { thread: None, ..message.place.clone() };
    for incident in incident::store::open_ones(&mut tx).await?.good {
        if card::channels(&mut tx, &incident.anchor()).await?.contains(&channel) {
            return Ok(true);
        }
    }
    Ok(matches!(meant_by(&mut tx, message, None).await?, Meant::This(_)) && message.place.thread.is_some())
}

/// What a platform could not tell is left out: the entry counts without.
fn known<T>(told: Result<Option<T>, crate::chat::ChatError>) -> Option<T> {
    told.unwrap_or_else(|error| {
        tracing::warn!(%error, "a message is kept without what the platform could not tell");
        None
    })
}

/// A message and its link. What the event lacks is read from the platform, before anything is stored: only what was
/// read may tell the thread.
pub(super) async fn read(
    chat: &dyn Chat,
    message: MessageRef,
    said: Option<Said>,
) -> (MessageRef, Option<Said>, Option<String>) {
    let said = match said {
        Some(said) => Some(said),
        None => known(chat.read(&message).await),
    };
    let message = said.as_ref().map_or(message, |said| said.message.clone());
    let link = known(chat.permalink(&message).await);
    (message, said, link)
}

fn entry(event: &ChatEvent, message: &MessageRef, said: Option<Said>, link: Option<String>, now: Time) -> NewEntry {
    let at = said.as_ref().map_or(now, |said| said.at);
    let (author, text) = said.map(|said| (said.author, said.text)).unwrap_or_default();
    let author = author.map(|user| event.person.beside(user));
    let what = What::Message { author, text };
    NewEntry { at, by: (&event.person).into(), what, link, source: Some(message.clone()) }
}
