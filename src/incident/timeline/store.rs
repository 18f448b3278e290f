//! The timeline in the store.

use serde::{Deserialize, Serialize};

use super::{Done, Entry, NewEntry, Struck, What};
use crate::chat::MessageRef;
use crate::clock::{Time, from_micros, micros};
use crate::id::{EntryId, IncidentId};
use crate::person::{Actor, Person};
use crate::store::{Result, Tx};
use crate::{execute, fetch_all, fetch_optional};

macro_rules! columns {
    () => {
        "id, incident_id, at, kind, by_person, text, detail, link, removed_at, removed_by"
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    incident_id: i64,
    at: i64,
    kind: String,
    by_person: String,
    text: String,
    detail: String,
    link: Option<String>,
    removed_at: Option<i64>,
    removed_by: Option<String>,
}

/// The `detail` of a message.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    author: Option<Person>,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        let what = match row.kind.as_str() {
            "done" => {
                let done: Done = serde_json::from_str(&row.detail).unwrap_or_default();
                What::Done(Done { why: row.text, ..done })
            }
            "message" => {
                let kept: Kept = serde_json::from_str(&row.detail).unwrap_or_default();
                What::Message { author: kept.author, text: row.text }
            }
            _ => What::Note(row.text),
        };
        let struck = row
            .removed_at
            .map(|at| Struck { at: from_micros(at), by: Actor::stored(&row.removed_by.unwrap_or_default()) });
        Self {
            id: EntryId(row.id),
            incident: IncidentId(row.incident_id),
            at: from_micros(row.at),
            by: Actor::stored(&row.by_person),
            what,
            link: row.link,
            struck,
        }
    }
}

/// Adds it; none when the message stands there already. One that was struck stands again.
pub(super) async fn add(tx: &mut Tx, incident: IncidentId, new: &NewEntry, now: Time) -> Result<Option<EntryId>> {
    let (kind, text, detail) = match &new.what {
        What::Note(text) => ("note", text, "{}".to_owned()),
        What::Message { author, text } => ("message", text, json(&Kept { author: author.clone() })),
        What::Done(done) => ("done", &done.why, json(done)),
    };
    let id: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "insert into timeline (incident_id, at, kind, by_person, text, detail, link, source, added_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         on conflict (incident_id, source) do update set removed_at = null, removed_by = null, text = excluded.text, \
         by_person = excluded.by_person where timeline.removed_at is not null returning id",
        incident.0,
        micros(new.at),
        kind,
        new.by.to_string(),
        text.as_str(),
        detail,
        new.link.as_deref(),
        new.source.as_ref().map(source),
        micros(now)
    )?;
    Ok(id.map(|(id,)| EntryId(id)))
}

/// Strikes an entry that stands.
pub(super) async fn strike(tx: &mut Tx, id: EntryId, by: &Actor, now: Time) -> Result<Option<Entry>> {
    let struck = execute!(
        tx,
        "update timeline set removed_at = $1, removed_by = $2 where id = $3 and removed_at is null",
        micros(now),
        by.to_string(),
        id.0
    )?;
    if struck == 0 {
        return Ok(None);
    }
    let row = fetch_optional!(tx, Row, concat!("select ", columns!(), " from timeline where id = $1"), id.0)?;
    Ok(row.map(Entry::from))
}

/// The entries that a message stands in, unless they are struck.
pub async fn of_message(tx: &mut Tx, message: &MessageRef) -> Result<Vec<Entry>> {
    let rows = fetch_all!(
        tx,
        Row,
        concat!("select ", columns!(), " from timeline where source = $1 and removed_at is null order by id"),
        source(message)
    )?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// Entries that stand, newest first.
pub(super) async fn newest(tx: &mut Tx, incident: IncidentId, skip: i64, at_most: i64) -> Result<Vec<Entry>> {
    let rows = fetch_all!(
        tx,
        Row,
        concat!(
            "select ",
            columns!(),
            " from timeline where incident_id = $1 and removed_at is null order by at desc, id desc limit $2 offset $3"
        ),
        incident.0,
        at_most,
        skip
    )?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// Every entry, struck ones too, oldest first.
pub(super) async fn all(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Entry>> {
    let rows = fetch_all!(
        tx,
        Row,
        concat!("select ", columns!(), " from timeline where incident_id = $1 order by at, id"),
        incident.0
    )?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// A message by the ids of its platform; the thread that it stands in makes no difference.
pub fn source(message: &MessageRef) -> String {
    format!("{}:{}", message.place, message.message)
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned())
}
