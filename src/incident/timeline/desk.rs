//! Adding to a timeline, striking from it, and reading it.

use serde_json::json;

use super::{Entry, NewEntry, What, store};
use crate::chat::MessageRef;
use crate::clock::Time;
use crate::gate::{Allowed, Work};
use crate::id::{EntryId, IncidentId};
use crate::person::{Actor, Person};
use crate::store::ledger::{self, Entry as Line};
use crate::store::{Result, Tx};

/// Entries of a page.
pub const PAGE: usize = 12;

/// Adds an entry. What a person chose to add is written into the ledger; of what was done the ledger knows already.
/// None when the message stands in this timeline.
pub async fn add(tx: &mut Tx, incident: IncidentId, new: &NewEntry, now: Time) -> Result<Option<EntryId>> {
    let Some(id) = store::add(tx, incident, new, now).await? else { return Ok(None) };
    if !matches!(new.what, What::Done(_)) {
        write_down(tx, incident, &new.by, "timeline.added", id, now).await?;
    }
    Ok(Some(id))
}

/// Takes an entry away. None when it was struck before or there is none.
pub async fn strike(tx: &mut Tx, id: EntryId, by: &Allowed<Work>, now: Time) -> Result<Option<Entry>> {
    let by = Actor::from(by.by());
    let Some(entry) = store::strike(tx, id, &by, now).await? else { return Ok(None) };
    write_down(tx, entry.incident, &by, "timeline.removed", id, now).await?;
    Ok(Some(entry))
}

/// A pin or an emoji was taken from a message: its entries are struck, of `only` that person when one is named.
pub async fn strike_message(
    tx: &mut Tx,
    message: &MessageRef,
    by: &Allowed<Work>,
    only: Option<&Person>,
    now: Time,
) -> Result<Vec<Entry>> {
    let mut struck = Vec::new();
    for entry in store::of_message(tx, message).await? {
        if only.is_none_or(|only| entry.by.person() == Some(only)) {
            struck.extend(strike(tx, entry.id, by, now).await?);
        }
    }
    Ok(struck)
}

/// A page, oldest first; page 0 ends with the newest entry. Says whether there are older ones.
pub async fn page(tx: &mut Tx, incident: IncidentId, page: u32) -> Result<(Vec<Entry>, bool)> {
    let length = i64::try_from(PAGE).unwrap_or_default();
    let mut entries = store::newest(tx, incident, i64::from(page) * length, length + 1).await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    entries.reverse();
    Ok((entries, more))
}

/// Every entry, struck ones too, oldest first.
pub async fn record(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Entry>> {
    store::all(tx, incident).await
}

async fn write_down(
    tx: &mut Tx,
    incident: IncidentId,
    actor: &Actor,
    action: &str,
    id: EntryId,
    at: Time,
) -> Result<()> {
    let (subject, detail) = (incident.to_string(), json!({ "entry": id.to_string() }).to_string());
    let line = Line { at, actor, action, subject: &subject, detail: &detail };
    ledger::append(tx, &line).await.map(drop)
}
