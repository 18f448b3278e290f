//! Mentions in the store.

use rustc_hash::FxHashMap;

use super::group::Sighting;
use super::{MentionKind, RawMention};
use crate::clock::{Time, from_micros, micros};
use crate::id::{MentionId, WatchId};
use crate::reading::{Reading, Sentiment};
use crate::store::{Result, Tx};
use crate::{fetch_all, fetch_one, fetch_optional, insert_rows};

/// A mention on its way into the store.
#[derive(Clone, Copy, Debug)]
pub struct NewMention<'a> {
    pub raw: &'a RawMention,
    pub reading: &'a Reading,
    pub sighting: Sighting,
}

/// A stored mention as alerts, digests and tests of watches look at it. All text is public.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Heard {
    pub id: i64,
    pub source: String,
    /// Unique within the source.
    pub source_id: String,
    pub platform: String,
    pub url: Option<String>,
    pub author_id: String,
    pub author_handle: Option<String>,
    pub author_name: Option<String>,
    pub followers: Option<i64>,
    pub title: Option<String>,
    pub text: String,
    pub language: String,
    pub sentiment: String,
    pub engagement: i64,
    pub reach: Option<i64>,
    pub group_key: i64,
    pub organic: f64,
    /// In microseconds since the Unix epoch.
    pub created_at: i64,
}

impl Heard {
    /// How many may have seen it, and what they did about it: the order of [`loudest`].
    pub fn loudness(&self) -> i64 {
        let seen = self.reach.or(self.followers).unwrap_or_default();
        seen.saturating_add(self.engagement.saturating_mul(10))
    }

    pub fn created_at(&self) -> Time {
        from_micros(self.created_at)
    }

    /// What the author is called.
    pub fn author(&self) -> &str {
        let named = self.author_handle.as_deref().or(self.author_name.as_deref());
        named.filter(|name| !name.is_empty()).unwrap_or(&self.author_id)
    }
}

/// Stores mentions. Answers their ids in the same order; none for one that was there before, by source and source id,
/// whatever its time says.
pub async fn insert(tx: &mut Tx, mentions: &[NewMention<'_>], collected_at: Time) -> Result<Vec<Option<MentionId>>> {
    let collected = micros(collected_at);
    let inserted: Vec<(i64, String, String)> = insert_rows!(
        tx,
        (i64, String, String),
        mentions,
        "insert into mention (source, source_id, platform, kind, url, author_id, author_handle, author_name, \
         followers, title, text, language, script, sentiment, score, confidence, engagement, reach, repost_of, \
         group_key, organic, created_at, collected_at, country) ",
        " on conflict (source, source_id) do nothing returning id, source, source_id",
        |row, mention| {
            let (raw, reading) = (mention.raw, mention.reading);
            row.push_bind(raw.source.as_str())
                .push_bind(raw.source_id.as_str())
                .push_bind(raw.platform.as_str())
                .push_bind(raw.kind.name())
                .push_bind(raw.url.as_deref())
                .push_bind(raw.author.id.as_str())
                .push_bind(raw.author.handle.as_deref())
                .push_bind(raw.author.name.as_deref())
                .push_bind(raw.author.followers.map(int))
                .push_bind(raw.title.as_deref())
                .push_bind(raw.text.as_str())
                .push_bind(reading.language.tag())
                .push_bind(reading.script)
                .push_bind(reading.sentiment.name())
                .push_bind(f64::from(reading.score))
                .push_bind(f64::from(reading.confidence))
                .push_bind(int(raw.engagement.sum()))
                .push_bind(raw.reach.map(int))
                .push_bind(raw.repost_of.as_deref())
                .push_bind(mention.sighting.group)
                .push_bind(mention.sighting.organic)
                .push_bind(micros(raw.created_at))
                .push_bind(collected)
                .push_bind(raw.country());
        }
    )?;
    let mut ids: FxHashMap<(&str, &str), MentionId> = FxHashMap::default();
    for (id, source, source_id) in &inserted {
        ids.insert((source, source_id), MentionId(*id));
    }
    let keys = mentions.iter().map(|new| (new.raw.source.as_str(), new.raw.source_id.as_str()));
    // A mention that stands twice in one batch is new once.
    Ok(keys.map(|key| ids.remove(&key)).collect())
}

/// The id that a mention was stored under before, if it was, and the time that it had then.
pub async fn known(tx: &mut Tx, source: &str, source_id: &str) -> Result<Option<(MentionId, Time)>> {
    let found: Option<(i64, i64)> = fetch_optional!(
        tx,
        (i64, i64),
        "select id, created_at from mention where source = $1 and source_id = $2",
        source,
        source_id
    )?;
    Ok(found.map(|(id, created_at)| (MentionId(id), from_micros(created_at))))
}

/// Whether a mention belongs to a watch.
pub async fn is_linked(tx: &mut Tx, watch: WatchId, at: Time, mention: MentionId) -> Result<bool> {
    let found: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "select mention_id from watch_mention where watch_id = $1 and created_at = $2 and mention_id = $3",
        watch.0,
        micros(at),
        mention.0
    )?;
    Ok(found.is_some())
}

/// The watches that a mention belongs to.
pub async fn watches_of(tx: &mut Tx, at: Time, mention: MentionId) -> Result<Vec<WatchId>> {
    let found = fetch_all!(
        tx,
        (i64,),
        "select watch_id from watch_mention where created_at = $1 and mention_id = $2 order by watch_id",
        micros(at),
        mention.0
    )?;
    Ok(found.into_iter().map(|(id,)| WatchId(id)).collect())
}

/// Says which watches a mention belongs to: watch, moment and mention of each row.
pub async fn link(tx: &mut Tx, links: &[(WatchId, Time, MentionId)]) -> Result<()> {
    insert_rows!(
        tx,
        (i64,),
        links,
        "insert into watch_mention (watch_id, created_at, mention_id) ",
        " on conflict do nothing",
        |row, link| {
            row.push_bind(link.0.0).push_bind(micros(link.1)).push_bind(link.2.0);
        }
    )
    .map(drop)
}

/// The mentions of a watch from `from` until before `to`, those that most people may have seen first.
pub async fn loudest(tx: &mut Tx, watch: WatchId, from: Time, to: Time, at_most: i64) -> Result<Vec<Heard>> {
    fetch_all!(
        tx,
        Heard,
        "select m.id, m.source, m.source_id, m.platform, m.url, m.author_id, m.author_handle, m.author_name, m.followers, \
         m.title, m.text, m.language, m.sentiment, m.engagement, m.reach, m.group_key, m.organic, m.created_at \
         from watch_mention w join mention m on m.id = w.mention_id \
         where w.watch_id = $1 and w.created_at >= $2 and w.created_at < $3 \
         order by coalesce(m.reach, m.followers, 0) + 10 * m.engagement desc, m.created_at, m.id limit $4",
        watch.0,
        micros(from),
        micros(to),
        at_most
    )
}

/// A place in the stored mentions, in order of time.
#[derive(Clone, Copy, Debug)]
pub struct After {
    created_at: i64,
    id: i64,
}

impl After {
    /// Before everything of this moment.
    pub fn moment(at: Time) -> Self {
        Self { created_at: micros(at), id: 0 }
    }

    /// Right behind this mention.
    pub fn mention(heard: &Heard) -> Self {
        Self { created_at: heard.created_at, id: heard.id }
    }
}

/// The next mentions behind a place, whatever watch they belong to.
pub async fn after(tx: &mut Tx, place: &After, at_most: i64) -> Result<Vec<Heard>> {
    fetch_all!(
        tx,
        Heard,
        "select id, source, source_id, platform, url, author_id, author_handle, author_name, followers, title, text, \
         language, sentiment, engagement, reach, group_key, organic, created_at from mention \
         where created_at >= $1 and (created_at > $1 or id > $2) order by created_at, id limit $3",
        place.created_at,
        place.id,
        at_most
    )
}

/// The authors of a watch within a time, each once.
pub async fn authors(tx: &mut Tx, watch: WatchId, from: Time, to: Time) -> Result<Vec<String>> {
    let authors = fetch_all!(
        tx,
        (String,),
        "select distinct m.author_id from watch_mention w join mention m on m.id = w.mention_id \
         where w.watch_id = $1 and w.created_at >= $2 and w.created_at < $3",
        watch.0,
        micros(from),
        micros(to)
    )?;
    Ok(authors.into_iter().map(|(author,)| author).collect())
}

/// When a watch first heard a language within a time. The time should be short.
pub async fn first_in(tx: &mut Tx, watch: WatchId, language: &str, from: Time, to: Time) -> Result<Option<Time>> {
    let (first,): (Option<i64>,) = fetch_one!(
        tx,
        (Option<i64>,),
        "select min(m.created_at) from watch_mention w join mention m on m.id = w.mention_id \
         where w.watch_id = $1 and w.created_at >= $2 and w.created_at < $3 and m.language = $4",
        watch.0,
        micros(from),
        micros(to),
        language
    )?;
    Ok(first.map(from_micros))
}

/// What stands at an address of the web, as far as it was heard from `from` on; the latest when it was heard twice.
pub async fn by_url(tx: &mut Tx, url: &str, from: Time) -> Result<Option<Heard>> {
    fetch_optional!(
        tx,
        Heard,
        "select id, source, source_id, platform, url, author_id, author_handle, author_name, followers, title, text, \
         language, sentiment, engagement, reach, group_key, organic, created_at from mention \
         where created_at >= $1 and url = $2 order by created_at desc, id desc limit 1",
        micros(from),
        url
    )
}

fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

impl MentionKind {
    /// As it is stored.
    fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Reply => "reply",
            Self::Repost => "repost",
            Self::Article => "article",
            Self::Review => "review",
            Self::Comment => "comment",
            Self::Video => "video",
        }
    }
}

impl Sentiment {
    /// As it is stored.
    fn name(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Positive => "positive",
        }
    }
}
