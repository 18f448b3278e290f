//! Tallies in the store: counts that only grow.

use super::Tally;
use crate::clock::{Time, from_micros, micros};
use crate::id::WatchId;
use crate::store::{Result, Rows, Tx, setting};
use crate::{execute, fetch_all, fetch_one, fetch_rows, insert_rows};

/// Where it is written that tallies of the past grew.
const SCOPE: &str = "tallies";
const PAST: &str = "past";

/// What is to be added to the tally of a watch and bucket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grown {
    pub watch: WatchId,
    /// The start of the bucket.
    pub bucket: Time,
    pub by: Tally,
}

/// What is to be added to the part of a tally that has one language, source, platform or country.
#[derive(Clone, Debug, PartialEq)]
pub struct GrownPart<'a> {
    pub watch: WatchId,
    pub bucket: Time,
    pub dimension: &'static str,
    pub value: &'a str,
    pub total: u32,
    pub negative: u32,
    pub positive: u32,
}

/// One stored tally, as far as detectors and charts need it.
#[derive(Clone, Copy, Debug, PartialEq, sqlx::FromRow)]
pub struct Stored {
    pub watch_id: i64,
    bucket_start: i64,
    pub total: i64,
    pub negative: i64,
    pub neutral: i64,
    pub positive: i64,
    pub organic: f64,
    pub organic_negative: f64,
}

impl Stored {
    pub fn bucket(&self) -> Time {
        from_micros(self.bucket_start)
    }
}

/// Adds to tallies. Each watch and bucket at most once.
pub async fn grow(tx: &mut Tx, grown: &[Grown]) -> Result<()> {
    insert_rows!(
        tx,
        (i64,),
        grown,
        "insert into tally (watch_id, bucket_start, total, negative, neutral, positive, organic, organic_negative, \
         authors, reach) ",
        " on conflict (watch_id, bucket_start) do update set total = tally.total + excluded.total, \
         negative = tally.negative + excluded.negative, neutral = tally.neutral + excluded.neutral, \
         positive = tally.positive + excluded.positive, organic = tally.organic + excluded.organic, \
         organic_negative = tally.organic_negative + excluded.organic_negative, \
         authors = tally.authors + excluded.authors, reach = tally.reach + excluded.reach",
        |row, grown| {
            let by = grown.by;
            row.push_bind(grown.watch.0)
                .push_bind(micros(grown.bucket))
                .push_bind(i64::from(by.total))
                .push_bind(i64::from(by.negative))
                .push_bind(i64::from(by.neutral))
                .push_bind(i64::from(by.positive))
                .push_bind(by.organic)
                .push_bind(by.organic_negative)
                .push_bind(i64::from(by.authors))
                .push_bind(i64::try_from(by.reach).unwrap_or(i64::MAX));
        }
    )
    .map(drop)
}

/// Adds to parts of tallies. Each part at most once.
pub async fn grow_parts(tx: &mut Tx, grown: &[GrownPart<'_>]) -> Result<()> {
    insert_rows!(
        tx,
        (i64,),
        grown,
        "insert into tally_part (watch_id, bucket_start, dimension, value, total, negative, positive) ",
        " on conflict (watch_id, bucket_start, dimension, value) do update set \
         total = tally_part.total + excluded.total, negative = tally_part.negative + excluded.negative, \
         positive = tally_part.positive + excluded.positive",
        |row, part| {
            row.push_bind(part.watch.0)
                .push_bind(micros(part.bucket))
                .push_bind(part.dimension)
                .push_bind(part.value)
                .push_bind(i64::from(part.total))
                .push_bind(i64::from(part.negative))
                .push_bind(i64::from(part.positive));
        }
    )
    .map(drop)
}

/// The tallies of every watch from `from` until before `to`, in order of time.
pub async fn between(tx: &mut Tx, from: Time, to: Time) -> Result<Rows<Stored>> {
    fetch_rows!(
        tx,
        "tally",
        Stored => Ok,
        "select watch_id, bucket_start, total, negative, neutral, positive, organic, organic_negative from tally \
         where bucket_start >= $1 and bucket_start < $2 order by bucket_start, watch_id",
        micros(from),
        micros(to)
    )
}

/// The tallies of one watch from `from` until before `to`, in order of time.
pub async fn of_watch(tx: &mut Tx, watch: WatchId, from: Time, to: Time) -> Result<Vec<Stored>> {
    fetch_all!(
        tx,
        Stored,
        "select watch_id, bucket_start, total, negative, neutral, positive, organic, organic_negative from tally \
         where watch_id = $1 and bucket_start >= $2 and bucket_start < $3 order by bucket_start",
        watch.0,
        micros(from),
        micros(to)
    )
}

/// How many mentions of a watch each language had within a time, most first.
pub async fn languages(tx: &mut Tx, watch: WatchId, from: Time, to: Time) -> Result<Vec<(String, i64)>> {
    fetch_all!(
        tx,
        (String, i64),
        "select value, cast(sum(total) as bigint) from tally_part where watch_id = $1 and bucket_start >= $2 \
         and bucket_start < $3 and dimension = 'language' group by value order by 2 desc, 1",
        watch.0,
        micros(from),
        micros(to)
    )
}

/// The tallies of a watch within a time, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, sqlx::FromRow)]
pub struct Sums {
    pub total: i64,
    pub negative: i64,
    pub neutral: i64,
    pub positive: i64,
    pub organic: f64,
    pub reach: i64,
    first_bucket: Option<i64>,
}

impl Sums {
    /// The first bucket in which anything was said.
    pub fn first(&self) -> Option<Time> {
        self.first_bucket.map(from_micros)
    }
}

/// What a watch heard from `from` until before `to`.
pub async fn sums(tx: &mut Tx, watch: WatchId, from: Time, to: Time) -> Result<Sums> {
    fetch_one!(
        tx,
        Sums,
        "select cast(coalesce(sum(total), 0) as bigint) as total, \
         cast(coalesce(sum(negative), 0) as bigint) as negative, cast(coalesce(sum(neutral), 0) as bigint) as neutral, \
         cast(coalesce(sum(positive), 0) as bigint) as positive, coalesce(sum(organic), 0.0) as organic, \
         cast(coalesce(sum(reach), 0) as bigint) as reach, min(bucket_start) as first_bucket from tally \
         where watch_id = $1 and bucket_start >= $2 and bucket_start < $3",
        watch.0,
        micros(from),
        micros(to)
    )
}

/// What one language, source, platform or country said.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Part {
    pub value: String,
    pub total: i64,
    pub negative: i64,
    pub positive: i64,
}

/// What a watch heard by `language`, `source`, `platform` or `country`, most first.
pub async fn parts(tx: &mut Tx, watch: WatchId, dimension: &str, from: Time, to: Time) -> Result<Vec<Part>> {
    fetch_all!(
        tx,
        Part,
        "select value, cast(sum(total) as bigint) as total, cast(sum(negative) as bigint) as negative, \
         cast(sum(positive) as bigint) as positive from tally_part where watch_id = $1 and bucket_start >= $2 \
         and bucket_start < $3 and dimension = $4 group by value order by 2 desc, 1",
        watch.0,
        micros(from),
        micros(to),
        dimension
    )
}

/// The first bucket within a time in which a watch heard a language.
pub async fn first_heard(tx: &mut Tx, watch: WatchId, language: &str, from: Time, to: Time) -> Result<Option<Time>> {
    let (first,): (Option<i64>,) = fetch_one!(
        tx,
        (Option<i64>,),
        "select min(bucket_start) from tally_part where watch_id = $1 and bucket_start >= $2 and bucket_start < $3 \
         and dimension = 'language' and value = $4",
        watch.0,
        micros(from),
        micros(to),
        language
    )?;
    Ok(first.map(from_micros))
}

/// A source gave `count` more mentions, the last of them made at `last`.
pub async fn heard(tx: &mut Tx, source: &str, count: i64, last: Time, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into source (name, last_mention_at, last_seen_at, taken) values ($1, $2, $3, $4) \
         on conflict (name) do update set taken = source.taken + excluded.taken, \
         last_seen_at = excluded.last_seen_at, last_mention_at = case \
         when source.last_mention_at > excluded.last_mention_at then source.last_mention_at \
         else excluded.last_mention_at end",
        source,
        micros(last),
        micros(now),
        count
    )?;
    Ok(())
}

/// The sources that ever spoke, and when each last did, in microseconds since the Unix epoch.
pub async fn sources(tx: &mut Tx) -> Result<Vec<(String, i64)>> {
    fetch_all!(tx, (String, i64), "select name, coalesce(last_mention_at, last_seen_at) from source order by name")
}

/// Grows whenever tallies of the past grew, so that whoever learnt from them learns again.
pub async fn past(tx: &mut Tx) -> Result<i64> {
    Ok(setting::word(tx, SCOPE, PAST, |grown| grown.parse().ok()).await?.unwrap_or_default())
}

/// Tallies of the past grew.
pub async fn past_grew(tx: &mut Tx) -> Result<()> {
    let grown = past(tx).await? + 1;
    setting::set(tx, SCOPE, PAST, &grown.to_string()).await
}
