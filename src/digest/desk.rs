//! The desk of digests: those that are due, and those that are asked for.

use chrono::Duration;
use chrono_tz::Tz;
use tokio::task::spawn_blocking;
use tracing::Instrument;

use super::store::{self, Author, Period};
use super::{Authors, Counts, Digest, Late, ShareOfVoice, Silent, column_width, is_silent, themes, voice};
use crate::clock::{Time, micros};
use crate::fault::desk::Round;
use crate::home::Home;
use crate::mention;
use crate::mention::store::Heard;
use crate::post::Post;
use crate::progress::Work;
use crate::schedule::Schedule;
use crate::signal::{BUCKET_SECONDS, bucket_of};
use crate::store::errand::{self, Body, Effect, NewErrand, Target};
use crate::store::{Store, StoreError, Tx};
use crate::watch::{self, Watch, WatchKind, WatchState};
use crate::words::Locale;

const WATCH: &str = "watch";
/// A digest looks back at most this far when it comes on schedule.
const LONGEST_SCHEDULED: Duration = Duration::days(7);
/// And at most this far when it is asked for.
const LONGEST_ASKED: Duration = Duration::days(92);
/// It is late when it comes more than this after it was due.
const LATE_AFTER: Duration = Duration::minutes(10);
/// How far back a source must have spoken to be missed.
const HISTORY: Duration = Duration::days(14);
/// Loud mentions looked at to find three that differ.
const LOUD: i64 = 24;
const DRIVERS: usize = 3;
const THEMES: usize = 5;
/// Themes are what is said more than in this time before, at least.
const THEMES_AGAINST: Duration = Duration::days(7);
const AUTHORS: i64 = 3;

/// When a digest is due and what it speaks of.
struct Due {
    at: Time,
    from: Time,
    zone: Tz,
}

/// Writes the digests that are due by `now` as errands into their rooms, each once; answers how many. After downtime the
/// last one alone is caught up. Cheap when nothing is due: a door may call it every few seconds.
///
/// A watch whose digest fails costs itself alone; so does one that can't be read, and whoever listens by the watches hears
/// when it can again.
pub async fn due(store: &Store, home: &Home, now: Time) -> Result<usize, StoreError> {
    let mut watches = Round::begin(store, Work::Listening, now).await?;
    let list = watch::store::list(&mut store.read().await?).await?;
    let list = watches.readable_of(WATCH, list);
    if watches.end().await? {
        let mut tx = store.write().await?;
        watch::store::changed(&mut tx).await?;
        tx.commit().await?;
    }
    let mut round = Round::begin(store, Work::Digests, now).await?;
    let mut sent = 0;
    for watch in list.iter().filter(|watch| watch.state == WatchState::Active) {
        if round.rests(WATCH, &watch.id) {
            continue;
        }
        let span = tracing::info_span!("watch", id = %watch.id);
        let outcome = one(store, home, watch, now).instrument(span.clone()).await;
        sent += usize::from(span.in_scope(|| round.ended(WATCH, &watch.id, outcome))? == Some(true));
    }
    for row in round.known(WATCH) {
        if !list.iter().any(|watch| watch.state == WatchState::Active && watch.id.to_string() == row) {
            round.heals(WATCH, &row);
        }
    }
    round.end().await?;
    Ok(sent)
}

/// Sends the digest of a watch when it is due; answers whether it was.
async fn one(store: &Store, home: &Home, watch: &Watch, now: Time) -> Result<bool, StoreError> {
    match last_due(watch, now)? {
        Some(due) => send(store, home, watch, &due, now).await,
        None => Ok(false),
    }
}

/// A digest of the time before `now` for `/crisis digest`: of one watch, or in short of all that are active. Nothing when
/// there is no such watch, or none at all.
pub async fn on_demand(
    store: &Store,
    watch: Option<&str>,
    period: Duration,
    locale: Locale,
    zone: Tz,
    now: Time,
) -> Result<Option<Post>, StoreError> {
    let mut tx = store.read().await?;
    // The bucket that is open counts too.
    let to = bucket_of(now) + Duration::seconds(BUCKET_SECONDS);
    let from = bucket_of(to - period.clamp(Duration::minutes(5), LONGEST_ASKED));
    if let Some(name) = watch {
        let Some(watch) = watch::store::by_name(&mut tx, name).await? else { return Ok(None) };
        let digest = facts(&mut tx, &watch, from, to).await?;
        return Ok(Some(voice::digest(locale, zone, &digest)));
    }
    let mut digests = Vec::new();
    for watch in watch::store::list(&mut tx).await?.good {
        if watch.state == WatchState::Active {
            digests.push(facts(&mut tx, &watch, from, to).await?);
        }
    }
    Ok(match digests.as_slice() {
        [] => None,
        [one] => Some(voice::digest(locale, zone, one)),
        many => Some(voice::overview(locale, zone, many)),
    })
}

/// The last time that the watch's digest was due.
fn last_due(watch: &Watch, now: Time) -> Result<Option<Due>, StoreError> {
    let Some(stored) = watch.digest.as_ref() else { return Ok(None) };
    let schedule = Schedule::parse(&stored.cron, &stored.zone)
        .map_err(|error| StoreError::spoilt(WATCH, watch.id.0, "digest_cron", error))?;
    let Some(at) = schedule.last_until(now) else { return Ok(None) };
    let earliest = at - LONGEST_SCHEDULED;
    let from = schedule.last_until(at - Duration::microseconds(1)).unwrap_or(earliest).max(earliest);
    Ok(Some(Due { at, from, zone: schedule.zone().parse().unwrap_or(Tz::UTC) }))
}

/// Sends a digest unless it was sent. What was due before the watch was made, changed or resumed is nobody's business.
async fn send(store: &Store, home: &Home, watch: &Watch, due: &Due, now: Time) -> Result<bool, StoreError> {
    let mut tx = store.read().await?;
    if store::was_sent(&mut tx, watch.id, due.at).await? || store::changed_at(&mut tx, watch.id).await? > due.at {
        return Ok(false);
    }
    let mut digest = facts(&mut tx, watch, bucket_of(due.from), bucket_of(due.at)).await?;
    let room = home.room(&mut tx, watch.channel.as_deref()).await?;
    drop(tx);
    digest.late = (now - due.at > LATE_AFTER).then_some(Late { due: due.at, sent: now });
    let post = voice::digest(room.locale, due.zone, &digest);
    let mut tx = store.write().await?;
    if !store::sent(&mut tx, watch.id, &room.channel.to_string(), due.at, now).await? {
        return Ok(false);
    }
    let written = errand::write(
        &mut tx,
        &NewErrand {
            key: &format!("digest:{}:{}", watch.id, micros(due.at)),
            effect: Effect::Post,
            target: &Target::Place(room.channel),
            body: &Body::Post(post),
            about: "digest",
            subject: Some(&watch.id.to_string()),
            due_at: now,
        },
    )
    .await?;
    tx.commit().await?;
    Ok(written)
}

/// What a watch heard within a time whose ends stand between buckets.
async fn facts(tx: &mut Tx, watch: &Watch, from: Time, to: Time) -> Result<Digest, StoreError> {
    let now = Period { watch: watch.id, from, to };
    let then = Period { watch: watch.id, from: from - (to - from), to: from };
    let width = column_width(to - from);
    let (mut columns, counts) = store::columns(tx, now, width).await?;
    let (earlier, before) = store::columns(tx, then, width).await?;
    for (column, earlier) in columns.iter_mut().zip(earlier) {
        column.expected = f64::from(earlier.negative + earlier.neutral + earlier.positive);
    }
    let loud = mention::store::loudest(tx, watch.id, from, to, LOUD).await?;
    let sample = store::samples(tx, now, counts.total).await?;
    // A day alone holds too few words to tell a theme from chance.
    let usual = Period { from: from - THEMES_AGAINST.max(to - from), ..then };
    let (_, usually) = store::columns(tx, usual, Duration::days(1)).await?;
    let sample_before = store::samples(tx, usual, usually.total).await?;
    let known = format!("{} {}", watch.name, watch.query);
    // Ten thousand texts take a moment of the processor; chat must not wait for it.
    let themes = spawn_blocking(move || themes(&sample, &sample_before, &known, THEMES));
    Ok(Digest {
        watch: watch.name.clone(),
        from,
        to,
        counts,
        before,
        languages: store::parts(tx, now, "language").await?,
        sources: store::parts(tx, now, "source").await?,
        columns,
        drivers: different(loud),
        themes: themes.await.unwrap_or_default(),
        authors: authors(tx, now).await?,
        voice: share_of_voice(tx, watch, now, then, (counts, before)).await?,
        incidents: store::incidents(tx, watch.id).await?,
        alerts: store::alerts(tx, watch.id).await?,
        silent: silent(tx, watch, to).await?,
        late: None,
    })
}

/// The first mentions of the loudest that are no copies of one another and not by one author.
fn different(loud: Vec<Heard>) -> Vec<Heard> {
    let mut chosen: Vec<Heard> = Vec::new();
    for heard in loud {
        let known = |other: &Heard| {
            other.group_key == heard.group_key
                || (other.author_id == heard.author_id && other.platform == heard.platform)
        };
        if chosen.len() < DRIVERS && !chosen.iter().any(known) {
            chosen.push(heard);
        }
    }
    chosen
}

async fn authors(tx: &mut Tx, of: Period) -> Result<Authors, StoreError> {
    let number = |count: i64| u64::try_from(count).unwrap_or_default();
    let busiest = store::busiest(tx, of, AUTHORS).await?;
    let farthest = store::farthest(tx, of, AUTHORS).await?;
    Ok(Authors {
        busiest: busiest.into_iter().map(|Author { name, mentions, .. }| (name, number(mentions))).collect(),
        farthest: farthest.into_iter().map(|Author { name, reach, .. }| (name, number(reach))).collect(),
    })
}

/// Competitors compete with what is ours; an industry or a competitor has no share of its own.
async fn share_of_voice(
    tx: &mut Tx,
    watch: &Watch,
    now: Period,
    then: Period,
    (counts, before): (Counts, Counts),
) -> Result<Option<ShareOfVoice>, StoreError> {
    if matches!(watch.kind, WatchKind::Competitor | WatchKind::Industry) {
        return Ok(None);
    }
    let theirs = store::competitors(tx, now).await?;
    let earlier: u64 = store::competitors(tx, then).await?.iter().map(|(_, total)| total).sum();
    let all = counts.total + theirs.iter().map(|(_, total)| total).sum::<u64>();
    if theirs.is_empty() || all == 0 {
        return Ok(None);
    }
    let theirs = theirs.into_iter().map(|(name, total)| (name, share(total, all))).collect();
    let all_before = before.total + earlier;
    Ok(Some(ShareOfVoice {
        ours: share(counts.total, all),
        before: (all_before > 0).then(|| share(before.total, all_before)),
        theirs,
    }))
}

#[expect(clippy::cast_precision_loss, reason = "mentions stay far below what a double holds")]
fn share(part: u64, all: u64) -> f64 {
    part as f64 / all as f64
}

/// Sources that the watch used to hear and that fell silent. Files and recordings end; they do not fall silent.
async fn silent(tx: &mut Tx, watch: &Watch, to: Time) -> Result<Vec<Silent>, StoreError> {
    let unheard = store::unheard(tx, watch.id, to - HISTORY, to).await?;
    let fell_silent = unheard.into_iter().filter(|source| {
        let connector = source.name.split(':').next().unwrap_or_default();
        !matches!(connector, "import" | "replay") && is_silent(to - source.last_mention_at(), HISTORY, source.mentions)
    });
    Ok(fell_silent.map(|source| Silent { since: source.last_mention_at(), source: source.name }).collect())
}
