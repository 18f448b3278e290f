//! The timeline in the store.

use serde::{Deserialize, Serialize};

use super::{Done, Entry, NewEntry, Struck, What};
use crate::chat::MessageRef;
use crate::clock::{Time, from_micros, micros};
use crate::id::{EntryId, IncidentId};
use crate::person::{Actor, Person};
use crate::store::json::Column;
use crate::store::{Result, StoreError, Tx};
use crate::{execute, fetch_all, fetch_optional};

const DONE: Column<Done> = Column::new("timeline", "detail");
const MESSAGE: Column<Kept> = Column::new("timeline", "detail");

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
#[derive(Serialize, Deserialize)]
struct Kept {
    author: Option<Person>,
}

impl TryFrom<Row> for Entry {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let what = match row.kind.as_str() {
            "note" => What::Note(row.text),
            "message" => What::Message { author: MESSAGE.read(row.id, &row.detail)?.author, text: row.text },
            "done" => What::Done(Done { why: row.text, ..DONE.read(row.id, &row.detail)? }),
            _ => return Err(StoreError::unknown("timeline", row.id, "kind")),
        };
        let by = |stored: Option<String>| Actor::stored(&stored.unwrap_or_default());
        let struck = row.removed_at.map(|at| Struck { at: from_micros(at), by: by(row.removed_by) });
        Ok(Self {
            id: EntryId(row.id),
            incident: IncidentId(row.incident_id),
            at: from_micros(row.at),
            by: Actor::stored(&row.by_person),
            what,
            link: row.link,
            struck,
        })
    }
}

/// Adds it; none when the message stands there already. One that was struck stands again.
pub(super) async fn add(tx: &mut Tx, incident: IncidentId, new: &NewEntry, now: Time) -> Result<Option<EntryId>> {
    let (kind, text, detail) = match &new.what {
        What::Note(text) => ("note", text, "{}".to_owned()),
        What::Message { author, text } => ("message", text, MESSAGE.write(&Kept { author: author.clone() })?),
        What::Done(done) => ("done", &done.why, DONE.write(done)?),
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
    row.map(Entry::try_from).transpose()
}

/// The entries that a message stands in, unless they are struck.
pub async fn of_message(tx: &mut Tx, message: &MessageRef) -> Result<Vec<Entry>> {
    let rows = fetch_all!(
        tx,
        Row,
        concat!("select ", columns!(), " from timeline where source = $1 and removed_at is null order by id"),
        source(message)
    )?;
    rows.into_iter().map(Entry::try_from).collect()
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
    rows.into_iter().map(Entry::try_from).collect()
}

/// Every entry, struck ones too, oldest first.
pub(super) async fn all(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Entry>> {
    let rows = fetch_all!(
        tx,
        Row,
        concat!("select ", columns!(), " from timeline where incident_id = $1 order by at, id"),
        incident.0
    )?;
    rows.into_iter().map(Entry::try_from).collect()
}

/// A message by the ids of its platform; the thread that it stands in makes no difference.
pub fn source(message: &MessageRef) -> String {
    format!("{}:{}", message.place, message.message)
}
