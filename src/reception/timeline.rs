//! An incident's timeline: notes, messages that people keep with the menu, a pin or an emoji, and taking them away.

use commands::{IncidentAction, Message};

use super::{Answer, Reception, ReceptionError};
use crate::chat::{Chat, ChatEvent, MessageRef, Place, Said};
use crate::clock::Time;
use crate::id::EntryId;
use crate::incident::desk::{Meant, meant, meant_by};
use crate::incident::timeline::{self, NewEntry, What};
use crate::incident::{self, Incident};
use crate::post::Post;
use crate::store::card;
use crate::words::{Locale, word};

/// How a message came to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// By the message's menu, or a button that asked which incident was meant.
    Asked,
    /// By a pin or an emoji, which mean other things elsewhere: only where an incident's card stands.
    Marked,
}

impl Reception {
    /// Does what a button of a timeline stands for.
    pub(super) async fn timeline_action(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        action: IncidentAction,
    ) -> Result<Option<Answer>, ReceptionError> {
        match action {
            IncidentAction::Timeline { incident, page } => {
                self.timeline(event, locale, Some(incident), page).await.map(Some)
            }
            IncidentAction::TimelineUndo(entry) => self.undo(event, locale, EntryId(entry)).await,
            IncidentAction::TimelineAdd { incident, message } => {
                let message = self.message(event, message);
                self.keep(chat, event, locale, message, None, (Kept::Asked, Some(incident))).await
            }
            about_the_public => self.situation_action(chat, event, locale, about_the_public).await,
        }
    }

    pub(super) fn message(&self, event: &ChatEvent, message: Message) -> MessageRef {
        let Message { channel, message, thread } = message;
        MessageRef { place: Place { platform: event.place.platform.clone(), channel, thread }, message }
    }

    /// A page of the timeline of the incident that is meant.
    pub(super) async fn timeline(
        &self,
        event: &ChatEvent,
        locale: Locale,
        named: Option<i64>,
        page: u32,
    ) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let incident = found(locale, meant(&mut tx, &event.place, named).await?)?;
        let (entries, more) = timeline::page(&mut tx, incident.id, page).await?;
        let earlier = more.then(|| page.saturating_add(1));
        let post = timeline::voice::page(locale, &incident, &entries, earlier);
        Ok(Answer::about("incident", incident.id, post))
    }

    /// Keeps a note.
    pub(super) async fn note(
        &self,
        event: &ChatEvent,
        locale: Locale,
        asked: commands::Note,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let incident = found(locale, meant(&mut tx, &event.place, asked.incident).await?)?;
        let now = self.clock.now();
        let what = What::Note(asked.text.clone());
        let entry = NewEntry { at: now, by: (&event.person).into(), what, link: None, source: None };
        let added = timeline::add(&mut tx, incident.id, &entry, now).await?;
        self.commit(tx).await?;
        let post = added.map(|entry| timeline::voice::added(locale, incident.id, entry, &asked.text));
        Ok(post.map(|post| Answer::about("incident", incident.id, post)))
    }

    /// Keeps a message. What the platform's event lacks is read from the platform, before anything is stored.
    pub(super) async fn keep(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        message: MessageRef,
        said: Option<Said>,
        (kept, named): (Kept, Option<i64>),
    ) -> Result<Option<Answer>, ReceptionError> {
        if kept == Kept::Marked && !self.is_near_an_incident(&message).await? {
            return Ok(None);
        }
        let (message, said, link) = read(chat, message, said).await;
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let meant = meant_by(&mut tx, &message, named).await?;
        if let Meant::Several(open) = &meant {
            return Ok(Some(Answer::new(timeline::voice::which(locale, open, &message))));
        }
        let incident = match found(locale, meant) {
            Err(_) if kept == Kept::Marked => return Ok(None),
            found => found?,
        };
        let now = self.clock.now();
        let (text, author) = said.as_ref().map(|said| (said.text.clone(), said.author.clone())).unwrap_or_default();
        let entry = entry(event, &message, said, link, now);
        let added = timeline::add(&mut tx, incident.id, &entry, now).await?;
        self.commit(tx).await?;
        self.meet_author(chat, event, author.as_deref()).await;
        let post = match added {
            Some(entry) => timeline::voice::added(locale, incident.id, entry, &text),
            None => timeline::voice::there(locale, incident.id),
        };
        Ok(Some(Answer::about("incident", incident.id, post)))
    }

    /// Opens an incident: what somebody said is its title, and the message the beginning of its timeline.
    pub(super) async fn open_from(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        on: &Said,
    ) -> Result<Option<Answer>, ReceptionError> {
        let link = known(chat.permalink(&on.message).await);
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let now = self.clock.now();
        let title = incident::titled(&on.text).unwrap_or_else(|| word(locale, "incident-from-message"));
        let place = &on.message.place;
        let Some(opened) = incident::opening::by_hand(&mut tx, &self.home, title, &event.person, place, now).await?
        else {
            return Ok(None);
        };
        let entry = entry(event, &on.message, Some(on.clone()), link, now);
        timeline::add(&mut tx, opened.id, &entry, now).await?;
        self.commit(tx).await?;
        self.meet_author(chat, event, on.author.as_deref()).await;
        Ok(Some(Answer::about("incident", opened.id, incident::voice::done(locale, &opened))))
    }

    /// What begins with the emoji that keeps messages is meant for the timeline, without it.
    pub(super) fn pinned_by_its_words(&self, said: &Said) -> Option<Said> {
        let (emoji, words) = said.text.trim_start().split_once(char::is_whitespace)?;
        let words = words.trim();
        (self.keeps(emoji) && !words.is_empty()).then(|| Said { text: words.to_owned(), ..said.clone() })
    }

    /// A pin or an emoji was taken away. An emoji may stand there by others too: only who added it takes it away.
    pub(super) async fn unkeep(
        &self,
        event: &ChatEvent,
        locale: Locale,
        message: &MessageRef,
        by_anybody: bool,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let only = (!by_anybody).then_some(&event.person);
        let struck = timeline::strike_message(&mut tx, message, &event.person, only, self.clock.now()).await?;
        self.commit(tx).await?;
        Ok(struck
            .first()
            .map(|entry| Answer::about("incident", entry.incident, timeline::voice::struck(locale, entry.incident))))
    }

    async fn undo(&self, event: &ChatEvent, locale: Locale, id: EntryId) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let struck = timeline::strike(&mut tx, id, &event.person, self.clock.now()).await?;
        self.commit(tx).await?;
        let Some(entry) = struck else { return Ok(Some(Answer::new(Post::line(word(locale, "common-not-here"))))) };
        let post = timeline::voice::struck(locale, entry.incident);
        Ok(Some(Answer::about("incident", entry.incident, post)))
    }

    /// Whether an incident that is open has its card in the message's channel, or the message stands in its thread.
    async fn is_near_an_incident(&self, message: &MessageRef) -> Result<bool, ReceptionError> {
        let mut tx = self.store.read().await?;
        let channel = Place { thread: None, ..message.place.clone() };
        for incident in incident::store::open_ones(&mut tx).await?.good {
            if card::channels(&mut tx, &incident.anchor()).await?.contains(&channel) {
                return Ok(true);
            }
        }
        Ok(matches!(meant_by(&mut tx, message, None).await?, Meant::This(_)) && message.place.thread.is_some())
    }
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

/// The incident, or the refusal when it is not clear.
pub(super) fn found(locale: Locale, meant: Meant) -> Result<Incident, ReceptionError> {
    let post = match meant {
        Meant::This(incident) => return Ok(incident),
        Meant::Unknown(id) => incident::voice::unknown(locale, id),
        Meant::None => incident::voice::none(locale),
        Meant::Several(open) => incident::voice::which(locale, &open),
    };
    Err(Answer::new(post).into())
}
