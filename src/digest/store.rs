//! What a digest reads, and the record of those that were sent.

use chrono::Duration;

use super::themes::Sample;
use super::{Counts, Part};
use crate::clock::{Time, from_micros, micros};
use crate::id::{AlertId, IncidentId, WatchId};
use crate::post::chart::VolumePoint;
use crate::store::{Result, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

/// Texts of a period that are looked at for themes, at most; of more, an even part is taken.
const SAMPLES: i64 = 5_000;

/// A stretch of time of one watch.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    pub watch: WatchId,
    pub from: Time,
    pub to: Time,
}

/// One author of a period.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Author {
    /// Public.
    pub name: String,
    pub mentions: i64,
    /// People who may have seen one mention of theirs.
    pub reach: i64,
}

/// A source as intake last saw it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Source {
    pub name: String,
    last_mention_at: i64,
    /// Of the watch, within the time that was asked about.
    pub mentions: i64,
}

impl Source {
    pub fn last_mention_at(&self) -> Time {
        from_micros(self.last_mention_at)
    }
}

#[derive(sqlx::FromRow)]
struct Column {
    number: i64,
    total: i64,
    negative: i64,
    positive: i64,
    organic: f64,
}

/// The columns of a period by their width, with nothing expected yet, and their sum. Columns without mentions are there.
pub async fn columns(tx: &mut Tx, of: Period, width: Duration) -> Result<(Vec<VolumePoint>, Counts)> {
    let width_micros = (width.num_seconds() * 1_000_000).max(1);
    let found = fetch_all!(
        tx,
        Column,
        "select (bucket_start - $2) / $4 as number, cast(sum(total) as bigint) as total, \
         cast(sum(negative) as bigint) as negative, cast(sum(positive) as bigint) as positive, \
         sum(organic) as organic from tally \
         where watch_id = $1 and bucket_start >= $2 and bucket_start < $3 group by 1 order by 1",
        of.watch.0,
        micros(of.from),
        micros(of.to),
        width_micros
    )?;
    let columns = (micros(of.to) - micros(of.from) + width_micros - 1) / width_micros;
    let at = |number: i64| from_micros(micros(of.from) + number * width_micros);
    let mut points: Vec<VolumePoint> = (0..columns)
        .map(|number| VolumePoint { at: at(number), negative: 0, neutral: 0, positive: 0, expected: 0.0 })
        .collect();
    let mut counts = Counts::default();
    for column in found {
        counts.total += natural(column.total);
        counts.negative += natural(column.negative);
        counts.positive += natural(column.positive);
        counts.organic += column.organic;
        if let Some(point) = usize::try_from(column.number).ok().and_then(|number| points.get_mut(number)) {
            point.negative = small(column.negative);
            point.positive = small(column.positive);
            point.neutral = small(column.total - column.negative - column.positive);
        }
    }
    Ok((points, counts))
}

/// The mentions of a period by `language` or `source`, most first.
pub async fn parts(tx: &mut Tx, of: Period, dimension: &str) -> Result<Vec<Part>> {
    let rows = fetch_all!(
        tx,
        (String, i64, i64, i64),
        "select value, cast(sum(total) as bigint), cast(sum(negative) as bigint), cast(sum(positive) as bigint) \
         from tally_part where watch_id = $1 and bucket_start >= $2 and bucket_start < $3 and dimension = $4 \
         group by value order by 2 desc, 1",
        of.watch.0,
        micros(of.from),
        micros(of.to),
        dimension
    )?;
    let part = |(name, total, negative, positive)| Part {
        name,
        total: natural(total),
        negative: natural(negative),
        positive: natural(positive),
    };
    Ok(rows.into_iter().map(part).collect())
}

/// Texts of a period of `total` mentions, at most 5,000, evenly from all of it.
pub async fn samples(tx: &mut Tx, of: Period, total: u64) -> Result<Vec<Sample>> {
    let every = i64::try_from(total).unwrap_or(i64::MAX) / SAMPLES + 1;
    let rows = fetch_all!(
        tx,
        (String, String, f64),
        "select m.text, m.language, m.organic from watch_mention w join mention m on m.id = w.mention_id \
         where w.watch_id = $1 and w.created_at >= $2 and w.created_at < $3 and w.mention_id % $4 = 0 \
         order by w.created_at, w.mention_id limit $5",
        of.watch.0,
        micros(of.from),
        micros(of.to),
        every,
        SAMPLES
    )?;
    Ok(rows.into_iter().map(|(text, language, organic)| Sample { text, language, organic }).collect())
}

/// The authors of a watch and time that `$having` keeps, in its order.
macro_rules! authors {
    ($having:literal) => {
        concat!(
            "select max(coalesce(m.author_handle, m.author_name, m.author_id)) as name, count(*) as mentions, ",
            "max(coalesce(m.reach, m.followers, 0)) as reach ",
            "from watch_mention w join mention m on m.id = w.mention_id ",
            "where w.watch_id = $1 and w.created_at >= $2 and w.created_at < $3 and m.author_id <> '' ",
            "group by m.platform, m.author_id having ",
            $having
        )
    };
}

/// Those who spoke most often.
pub async fn busiest(tx: &mut Tx, of: Period, at_most: i64) -> Result<Vec<Author>> {
    fetch_all!(
        tx,
        Author,
        authors!("count(*) > 1 order by 2 desc, 3 desc, 1 limit $4"),
        of.watch.0,
        micros(of.from),
        micros(of.to),
        at_most
    )
}

/// Those whom most people may have heard.
pub async fn farthest(tx: &mut Tx, of: Period, at_most: i64) -> Result<Vec<Author>> {
    fetch_all!(
        tx,
        Author,
        authors!("max(coalesce(m.reach, m.followers, 0)) > 0 order by 3 desc, 2 desc, 1 limit $4"),
        of.watch.0,
        micros(of.from),
        micros(of.to),
        at_most
    )
}

/// How much competitors were spoken of, most first; those of whom nobody spoke are there with 0.
pub async fn competitors(tx: &mut Tx, of: Period) -> Result<Vec<(String, u64)>> {
    let rows = fetch_all!(
        tx,
        (String, i64),
        "select w.name, cast(coalesce(sum(t.total), 0) as bigint) from watch w left join tally t \
         on t.watch_id = w.id and t.bucket_start >= $1 and t.bucket_start < $2 \
         where w.kind = 'competitor' and w.state = 'active' and w.id <> $3 group by w.name order by 2 desc, 1",
        micros(of.from),
        micros(of.to),
        of.watch.0
    )?;
    Ok(rows.into_iter().map(|(name, total)| (name, natural(total))).collect())
}

/// Open incidents that began with an alert of the watch, or with none.
pub async fn incidents(tx: &mut Tx, watch: WatchId) -> Result<Vec<IncidentId>> {
    let rows = fetch_all!(
        tx,
        (i64,),
        "select i.id from incident i left join alert a on a.id = i.alert_id \
         where i.state = 'open' and i.private = 0 and (a.watch_id = $1 or i.alert_id is null) order by i.id",
        watch.0
    )?;
    Ok(rows.into_iter().map(|(id,)| IncidentId(id)).collect())
}

/// Alerts of the watch that go on.
pub async fn alerts(tx: &mut Tx, watch: WatchId) -> Result<Vec<AlertId>> {
    let rows = fetch_all!(
        tx,
        (i64,),
        "select id from alert where watch_id = $1 and over_at is null and state not in ('dismissed', 'over') order by id",
        watch.0
    )?;
    Ok(rows.into_iter().map(|(id,)| AlertId(id)).collect())
}

/// Sources that the watch heard since `from` and that nobody heard since `to`, by name.
pub async fn unheard(tx: &mut Tx, watch: WatchId, from: Time, to: Time) -> Result<Vec<Source>> {
    fetch_all!(
        tx,
        Source,
        "select s.name, s.last_mention_at, cast(sum(t.total) as bigint) as mentions \
         from source s join tally_part t on t.dimension = 'source' and t.value = s.name \
         where t.watch_id = $1 and t.bucket_start >= $2 and s.last_mention_at < $3 \
         group by s.name, s.last_mention_at order by s.name",
        watch.0,
        micros(from),
        micros(to)
    )
}

/// When the watch was last changed.
pub async fn changed_at(tx: &mut Tx, watch: WatchId) -> Result<Time> {
    let (at,): (i64,) = fetch_one!(tx, (i64,), "select updated_at from watch where id = $1", watch.0)?;
    Ok(from_micros(at))
}

/// Whether the digest that was due then was sent, whatever the channel.
pub async fn was_sent(tx: &mut Tx, watch: WatchId, due: Time) -> Result<bool> {
    let found: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "select due_at from digest_run where watch_id = $1 and due_at = $2 limit 1",
        watch.0,
        micros(due)
    )?;
    Ok(found.is_some())
}

/// The digest that was due then is sent now. False when somebody else was first.
pub async fn sent(tx: &mut Tx, watch: WatchId, channel: &str, due: Time, now: Time) -> Result<bool> {
    let written = execute!(
        tx,
        "insert into digest_run (watch_id, channel, due_at, sent_at) values ($1, $2, $3, $4) on conflict do nothing",
        watch.0,
        channel,
        micros(due),
        micros(now)
    )?;
    Ok(written == 1)
}

/// A count of the database, which is never negative.
fn natural(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

fn small(count: i64) -> u32 {
    u32::try_from(count.max(0)).unwrap_or(u32::MAX)
}
