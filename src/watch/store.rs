//! Watches in the store. Every change raises a generation, so that intakes know when to compile the queries again.

use super::{DigestSchedule, Watch, WatchKind, WatchState, same_name};
use crate::clock::{Time, from_micros, micros};
use crate::id::WatchId;
use crate::reading::Lang;
use crate::store::json::Column;
use crate::store::{Result, Rows, StoreError, Tx};
use crate::{execute, fetch_one, fetch_optional, fetch_rows};

const LANGUAGES: Column<Vec<Lang>> = Column::new("watch", "languages");
const SOURCES: Column<Vec<String>> = Column::new("watch", "sources");

macro_rules! select {
    ($which:literal) => {
        concat!(
            "select id, name, kind, query, languages, sources, channel, digest_cron, digest_zone, state, created_at ",
            "from watch ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    kind: String,
    query: String,
    languages: String,
    sources: String,
    channel: Option<String>,
    digest_cron: Option<String>,
    digest_zone: Option<String>,
    state: String,
    created_at: i64,
}

impl TryFrom<Row> for Watch {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let digest = row.digest_cron.zip(row.digest_zone).map(|(cron, zone)| DigestSchedule { cron, zone });
        Ok(Self {
            kind: WatchKind::named(&row.kind).ok_or_else(|| StoreError::unknown("watch", row.id, "kind"))?,
            languages: LANGUAGES.read(row.id, &row.languages)?,
            sources: SOURCES.read(row.id, &row.sources)?,
            state: WatchState::named(&row.state).ok_or_else(|| StoreError::unknown("watch", row.id, "state"))?,
            id: WatchId(row.id),
            name: row.name,
            query: row.query,
            channel: row.channel,
            digest,
            created_at: from_micros(row.created_at),
        })
    }
}

/// Stores a new watch; its id is ignored. Nothing when a watch of this name is there.
pub async fn add(tx: &mut Tx, watch: &Watch) -> Result<Option<WatchId>> {
    let added: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "insert into watch (name, kind, query, languages, sources, channel, digest_cron, digest_zone, state, \
         created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) \
         on conflict (name) do nothing returning id",
        watch.name.as_str(),
        watch.kind.name(),
        watch.query.as_str(),
        LANGUAGES.write(&watch.languages)?,
        SOURCES.write(&watch.sources)?,
        watch.channel.as_deref(),
        watch.digest.as_ref().map(|digest| digest.cron.as_str()),
        watch.digest.as_ref().map(|digest| digest.zone.as_str()),
        watch.state.name(),
        micros(watch.created_at)
    )?;
    changed(tx).await?;
    Ok(added.map(|(id,)| WatchId(id)))
}

/// Stores a watch that was changed. False when its new name belongs to another.
pub async fn save(tx: &mut Tx, watch: &Watch, at: Time) -> Result<bool> {
    if by_name(tx, &watch.name).await?.is_some_and(|other| other.id != watch.id) {
        return Ok(false);
    }
    execute!(
        tx,
        "update watch set name = $1, kind = $2, query = $3, languages = $4, sources = $5, channel = $6, \
         digest_cron = $7, digest_zone = $8, state = $9, updated_at = $10 where id = $11",
        watch.name.as_str(),
        watch.kind.name(),
        watch.query.as_str(),
        LANGUAGES.write(&watch.languages)?,
        SOURCES.write(&watch.sources)?,
        watch.channel.as_deref(),
        watch.digest.as_ref().map(|digest| digest.cron.as_str()),
        watch.digest.as_ref().map(|digest| digest.zone.as_str()),
        watch.state.name(),
        micros(at),
        watch.id.0
    )?;
    changed(tx).await?;
    Ok(true)
}

/// Every watch that was not removed, by name.
pub async fn list(tx: &mut Tx) -> Result<Rows<Watch>> {
    fetch_rows!(tx, "watch", Row => Watch::try_from, select!("where state <> 'removed' order by name"))
}

/// By name, as people type it.
pub async fn by_name(tx: &mut Tx, name: &str) -> Result<Option<Watch>> {
    Ok(list(tx).await?.good.into_iter().find(|watch| same_name(&watch.name, name)))
}

/// By number, removed ones too.
pub async fn by_id(tx: &mut Tx, id: WatchId) -> Result<Option<Watch>> {
    fetch_rows!(tx, "watch", Row => Watch::try_from, select!("where id = $1"), id.0)?.first()
}

/// Grows with every change of any watch.
pub async fn generation(tx: &mut Tx) -> Result<i64> {
    let (generation,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "select coalesce(max(cast(value as bigint)), 0) from setting where scope = 'watches' and name = 'generation'"
    )?;
    Ok(generation)
}

/// Something about the watches is otherwise: whoever listens by them reads them again.
pub async fn changed(tx: &mut Tx) -> Result<()> {
    execute!(
        tx,
        "insert into setting (scope, name, value) values ('watches', 'generation', '1') on conflict (scope, name) \
         do update set value = cast(cast(setting.value as bigint) + 1 as text)"
    )?;
    Ok(())
}
