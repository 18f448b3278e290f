//! Keeping words of the public: by itself what matters, and what people point at.

use serde_json::json;

use super::{Kept, Words, store, voice, worth_keeping};
use crate::chat::PersonRef;
use crate::clock::{Time, micros};
use crate::home::Home;
use crate::id::WatchId;
use crate::incident::desk::{say, write_down};
use crate::incident::timeline::{self, Done, SQUALL, Slot, Value};
use crate::incident::{Incident, situation};
use crate::mention::store::{by_url, loudest};
use crate::store::{Result, Tx};

/// Mentions of a page.
pub const PAGE: usize = 5;
/// Loud mentions that are looked at.
const CANDIDATES: i64 = 60;

/// Keeps what matters of what was heard from `from` on. Answers what is new.
pub(in crate::incident) async fn gather(
    tx: &mut Tx,
    incident: &Incident,
    watch: WatchId,
    from: Time,
    opening: bool,
    now: Time,
) -> Result<Vec<Words>> {
    let heard = loudest(tx, watch, from, now + chrono::Duration::seconds(1), CANDIDATES).await?;
    let mut kept = Vec::new();
    for words in worth_keeping(&heard, opening) {
        if store::keep(tx, incident.id, &words, SQUALL, now).await? {
            kept.push(words);
        }
    }
    if !kept.is_empty() {
        let hashes: Vec<String> = kept.iter().map(Words::hash).collect();
        write_down(tx, incident, SQUALL, "evidence.kept", &json!({ "hashes": hashes }), now).await?;
    }
    Ok(kept)
}

/// A person points at words that matter: they are kept, and the thread shows them. False when they are kept already.
pub async fn add(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    words: &Words,
    by: &PersonRef,
    now: Time,
) -> Result<bool> {
    if !store::keep(tx, incident.id, words, &by.to_string(), now).await? {
        return Ok(false);
    }
    let hash = words.hash();
    write_down(tx, incident, &by.to_string(), "evidence.kept", &json!({ "hashes": [hash] }), now).await?;
    let done = Done::new("timeline-did-evidence").with(Slot::What, Value::Text(words.author.clone()));
    timeline::did(tx, incident.id, &by.to_string(), done, now).await?;
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

/// A page of what is kept, loudest first. Says whether there is more.
pub async fn page(tx: &mut Tx, incident: &Incident, page: u32) -> Result<(Vec<Kept>, bool)> {
    let length = i64::try_from(PAGE).unwrap_or_default();
    let mut kept = store::page(tx, incident.id, i64::from(page) * length, length + 1).await?;
    let more = kept.len() > PAGE;
    kept.truncate(PAGE);
    Ok((kept, more))
}
