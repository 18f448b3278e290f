//! Evidence in the store. Nothing is changed or removed.

use std::collections::BTreeMap;

use super::{Change, Kept, Words};
use crate::clock::{Time, from_micros, micros};
use crate::id::IncidentId;
use crate::incident::INFLUENCER;
use crate::incident::situation::Influencer;
use crate::person::Actor;
use crate::store::{Result, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

macro_rules! select {
    ($which:literal) => {
        concat!(
            "select id, incident_id, mention_id, platform, author, text, url, language, followers, reach, said_at, ",
            "hash, kept_by, kept_at, source from evidence ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    incident_id: i64,
    mention_id: Option<i64>,
    platform: String,
    author: String,
    text: String,
    url: Option<String>,
    language: String,
    followers: Option<i64>,
    reach: Option<i64>,
    said_at: i64,
    hash: String,
    kept_by: String,
    kept_at: i64,
    source: Option<String>,
}

impl From<Row> for Kept {
    fn from(row: Row) -> Self {
        let count = |count: Option<i64>| count.and_then(|count| u64::try_from(count).ok());
        let words = Words {
            mention: row.mention_id,
            platform: row.platform,
            author: row.author,
            text: row.text,
            url: row.url,
            language: row.language,
            followers: count(row.followers),
            reach: count(row.reach),
            said_at: from_micros(row.said_at),
            source: row.source,
        };
        Self {
            id: row.id,
            incident: IncidentId(row.incident_id),
            words,
            hash: row.hash,
            by: Actor::stored(&row.kept_by),
            at: from_micros(row.kept_at),
            changes: Vec::new(),
        }
    }
}

/// Keeps words. False when they are kept already.
pub(super) async fn keep(tx: &mut Tx, incident: IncidentId, words: &Words, by: &Actor, now: Time) -> Result<bool> {
    let count = |count: Option<u64>| count.map(|count| i64::try_from(count).unwrap_or(i64::MAX));
    let id: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "insert into evidence (incident_id, mention_id, platform, author, text, url, language, followers, reach, \
         said_at, hash, kept_by, kept_at, source) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
         on conflict (incident_id, hash) do nothing returning id",
        incident.0,
        words.mention,
        words.platform.as_str(),
        words.author.as_str(),
        words.text.as_str(),
        words.url.as_deref(),
        words.language.as_str(),
        count(words.followers),
        count(words.reach),
        micros(words.said_at),
        words.hash(),
        by.to_string(),
        micros(now),
        words.source.as_deref()
    )?;
    Ok(id.is_some())
}

/// How much is kept.
pub async fn count(tx: &mut Tx, incident: IncidentId) -> Result<u64> {
    let (count,): (i64,) = fetch_one!(tx, (i64,), "select count(*) from evidence where incident_id = $1", incident.0)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// A page of what is kept, loudest first.
pub async fn page(tx: &mut Tx, incident: IncidentId, skip: i64, at_most: i64) -> Result<Vec<Kept>> {
    let rows = fetch_all!(
        tx,
        Row,
        select!("where incident_id = $1 order by coalesce(reach, followers, 0) desc, said_at, id limit $2 offset $3"),
        incident.0,
        at_most,
        skip
    )?;
    let mut kept: Vec<Kept> = rows.into_iter().map(Kept::from).collect();
    put_changes(tx, incident, &mut kept).await?;
    Ok(kept)
}

/// All that is kept, in the order in which it was said.
pub async fn all(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Kept>> {
    let rows = fetch_all!(tx, Row, select!("where incident_id = $1 order by said_at, id"), incident.0)?;
    let mut kept: Vec<Kept> = rows.into_iter().map(Kept::from).collect();
    put_changes(tx, incident, &mut kept).await?;
    Ok(kept)
}

/// What was kept of a message of the chat, or of a mention.
pub(super) async fn of_message(tx: &mut Tx, source: &str) -> Result<Vec<Kept>> {
    let rows = fetch_all!(tx, Row, select!("where source = $1 order by id"), source)?;
    Ok(rows.into_iter().map(Kept::from).collect())
}

/// What became of it where it was said.
pub(super) async fn change(tx: &mut Tx, evidence: i64, words: Option<&str>, now: Time) -> Result<()> {
    let sql = "insert into evidence_change (evidence_id, at, text) values ($1, $2, $3)";
    execute!(tx, sql, evidence, micros(now), words)?;
    Ok(())
}

/// Whether they were deleted where they were said.
pub(super) async fn is_gone(tx: &mut Tx, evidence: i64) -> Result<bool> {
    let sql = "select count(*) from evidence_change where evidence_id = $1 and text is null";
    let (gone,): (i64,) = fetch_one!(tx, (i64,), sql, evidence)?;
    Ok(gone > 0)
}

/// How many of the kept mentions are gone where they were said.
pub async fn gone(tx: &mut Tx, incident: IncidentId) -> Result<u64> {
    let (gone,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "select count(distinct e.id) from evidence e join evidence_change c on c.evidence_id = e.id \
         where e.incident_id = $1 and e.mention_id is not null and c.text is null",
        incident.0
    )?;
    Ok(u64::try_from(gone).unwrap_or_default())
}

async fn put_changes(tx: &mut Tx, incident: IncidentId, kept: &mut [Kept]) -> Result<()> {
    let rows = fetch_all!(
        tx,
        (i64, i64, Option<String>),
        "select c.evidence_id, c.at, c.text from evidence_change c join evidence e on e.id = c.evidence_id \
         where e.incident_id = $1 order by c.id",
        incident.0
    )?;
    let mut changes: BTreeMap<i64, Vec<Change>> = BTreeMap::new();
    for (evidence, at, words) in rows {
        changes.entry(evidence).or_default().push(Change { at: from_micros(at), words });
    }
    for kept in kept {
        kept.changes = changes.remove(&kept.id).unwrap_or_default();
    }
    Ok(())
}

/// Those among the kept whom most people follow.
pub async fn influencers(tx: &mut Tx, incident: IncidentId, at_most: i64) -> Result<Vec<Influencer>> {
    let rows = fetch_all!(
        tx,
        (String, String, i64),
        "select author, platform, max(followers) from evidence where incident_id = $1 and followers >= $2 \
         group by author, platform order by 3 desc, 1, 2 limit $3",
        incident.0,
        i64::try_from(INFLUENCER).unwrap_or(i64::MAX),
        at_most
    )?;
    let influencer = |(author, platform, followers): (String, String, i64)| {
        let followers = u64::try_from(followers).unwrap_or_default();
        Influencer { author, platform, followers }
    };
    Ok(rows.into_iter().map(influencer).collect())
}
