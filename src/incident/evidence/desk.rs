//! Keeping words of the public: by itself what matters, and what people point at.

use std::collections::BTreeMap;

use super::{Kept, Words, in_public, store, voice, worth_keeping};
use crate::chat::MessageRef;
use crate::clock::{Time, micros};
use crate::gate::{Allowed, Work};
use crate::home::Home;
use crate::id::{IncidentId, WatchId};
use crate::incident::desk::say;
use crate::incident::fact::{self, Happened};
use crate::incident::timeline::{self, What};
use crate::incident::{Due, Incident, situation};
use crate::mention::store::{by_url, loudest};
use crate::person::Actor;
use crate::sources::Removal;
use crate::store::{Result, Tx, timer};

/// Mentions of a page.
pub const PAGE: usize = 5;
/// Loud mentions that are looked at.
const CANDIDATES: i64 = 60;

/// Keeps what matters of what was heard from `from` on.
pub(in crate::incident) async fn gather(
    tx: &mut Tx,
    incident: &Incident,
    watch: WatchId,
    from: Time,
    opening: bool,
    now: Time,
) -> Result<()> {
    let heard = loudest(tx, watch, from, now + chrono::Duration::seconds(1), CANDIDATES).await?;
    let mut hashes = Vec::new();
    for words in worth_keeping(&heard, opening) {
        if store::keep(tx, incident.id, &words, &Actor::Squall, now).await? {
            hashes.push(words.hash());
        }
    }
    if !hashes.is_empty() {
        fact::write(tx, incident.id, &Actor::Squall, Happened::Kept { hashes: &hashes, author: None }, now).await?;
    }
    Ok(())
}

/// A person points at words that matter: they are kept, and the thread shows them. False when they are kept already.
pub async fn add(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    words: &Words,
    by: &Allowed<Work>,
    now: Time,
) -> Result<bool> {
    if !store::keep(tx, incident.id, words, &by.by().into(), now).await? {
        return Ok(false);
    }
    let hash = words.hash();
    let kept = Happened::Kept { hashes: std::slice::from_ref(&hash), author: Some(&words.author) };
    fact::write(tx, incident.id, &by.by().into(), kept, now).await?;
    let name = format!("evidence:{}", micros(now));
    say(tx, home, incident, &name, now, |locale| voice::added(locale, words, &hash, by)).await?;
    Ok(true)
}

/// The words at an address, as they were heard; none when nobody heard them.
pub async fn heard_at(tx: &mut Tx, incident: &Incident, address: &str) -> Result<Option<Words>> {
    let since = situation::store::get(tx, incident.id).await?.map_or(incident.opened_at, |situation| situation.since);
    let heard = by_url(tx, address, since - chrono::Duration::days(7)).await?;
    Ok(heard.as_ref().map(Words::from))
}

/// Whether a message of the chat is kept, as evidence or in a timeline.
pub async fn is_kept(tx: &mut Tx, message: &MessageRef) -> Result<bool> {
    let source = timeline::source(message);
    Ok(!store::of_message(tx, &source).await?.is_empty() || !timeline::of_message(tx, message).await?.is_empty())
}

/// A message of the chat has other words now, or none any more. Where it is kept, its old words stay and the timeline
/// says so.
pub async fn follow(tx: &mut Tx, message: &MessageRef, words: Option<&str>, now: Time) -> Result<()> {
    let source = timeline::source(message);
    let mut known: BTreeMap<IncidentId, String> = BTreeMap::new();
    for entry in timeline::of_message(tx, message).await? {
        if let What::Message { text, .. } = entry.what {
            known.insert(entry.incident, text);
        }
    }
    for kept in store::of_message(tx, &source).await? {
        store::change(tx, kept.id, words, now).await?;
        known.insert(kept.incident, kept.words.text);
    }
    for (incident, before) in known {
        let changed = Happened::MessageChanged { source: &source, before: &before, words };
        fact::write(tx, incident, &Actor::Squall, changed, now).await?;
    }
    Ok(())
}

/// What a source says is gone in public. Where it is kept, its words stay, and the timeline and the card say so. Answers
/// how many kept words it was.
pub async fn removed(tx: &mut Tx, removal: &Removal, now: Time) -> Result<usize> {
    let source = in_public(&removal.source, &removal.source_id);
    let at = removal.at.filter(|at| *at <= now).unwrap_or(now);
    let mut marked = 0;
    for kept in store::of_message(tx, &source).await? {
        // A source may tell twice.
        if store::is_gone(tx, kept.id).await? {
            continue;
        }
        store::change(tx, kept.id, None, at).await?;
        let gone = Happened::GoneInPublic { source: &source, before: &kept.words.text };
        fact::write(tx, kept.incident, &Actor::Squall, gone, now).await?;
        timer::set(tx, &Due::Look(kept.incident), now).await?;
        marked += 1;
    }
    Ok(marked)
}

/// A page of what is kept, loudest first. Says whether there is more.
pub async fn page(tx: &mut Tx, incident: &Incident, page: u32) -> Result<(Vec<Kept>, bool)> {
    let length = i64::try_from(PAGE).unwrap_or_default();
    let mut kept = store::page(tx, incident.id, i64::from(page) * length, length + 1).await?;
    let more = kept.len() > PAGE;
    kept.truncate(PAGE);
    Ok((kept, more))
}
