//! Looking at the public while the team works: every few minutes, by a timer that a restart does not lose.

use chrono::Duration;
use commands::Phase;

use super::{Around, Country, Course, EVERY, Figures, Foreign, Hour, Mood, RELAPSE_WITHIN, Situation, Spoken, Usual};
use super::{is_press, store, voice};
use crate::alert::{self, AlertState, evidence::new_languages};
use crate::clock::{Time, micros};
use crate::gate::{Allowed, Work};
use crate::home::Home;
use crate::id::{IncidentId, WatchId};
use crate::incident::desk::{say, show, write_move};
use crate::incident::evidence;
use crate::incident::fact::{self, Happened};
use crate::incident::{self, Due, Incident, State, proposal};
use crate::mention::store::first_in;
use crate::person::Actor;
use crate::reading::Lang;
use crate::refusal::unless_refused;
use crate::signal::store::{Sums, first_heard, languages, of_watch, parts, sums};
use crate::signal::{BUCKET_SECONDS, bucket_of};
use crate::store::{Result, Tx, timer};
use crate::watch::{self, Watch, WatchState};

/// What an hour usually holds is learnt from.
const USUAL_FROM: Duration = Duration::days(7);
/// A look sees what came late too.
const LATE: Duration = Duration::minutes(5);
/// Influencers that are named.
const INFLUENCERS: i64 = 3;
/// Statements that are compared with what came before, the latest.
const STATEMENTS: usize = 5;

/// Begins to look, and looks at once. `heard` is the watch and since when its words belong to the incident.
pub(in crate::incident) async fn begin(
    tx: &mut Tx,
    incident: &Incident,
    heard: Option<(WatchId, Time)>,
    now: Time,
) -> Result<Situation> {
    let since = heard.map_or(now, |(_, since)| bucket_of(since));
    let watch = heard.map(|(watch, _)| watch);
    let usual = match watch {
        Some(watch) => usual(tx, watch, since).await?,
        None => Usual::default(),
    };
    let mut situation = Situation {
        incident: incident.id,
        watch,
        since,
        usual,
        looked_at: since,
        calm_since: None,
        figures: Figures::default(),
    };
    if let Some(watch) = watch {
        evidence::desk::gather(tx, incident, watch, since, true, now).await?;
        situation.figures = figures(tx, &situation, watch, now).await?;
        timer::set(tx, &Due::Look(incident.id), next_look(incident.id, now)).await?;
    }
    situation.looked_at = now;
    store::save(tx, &situation).await?;
    Ok(situation)
}

/// A person says which watch hears of it.
pub async fn listen(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    watch: &Watch,
    by: &Allowed<Work>,
    now: Time,
) -> Result<()> {
    fact::write(tx, incident.id, &by.by().into(), Happened::Listens { watch: &watch.name }, now).await?;
    begin(tx, incident, Some((watch.id, incident.opened_at - Duration::hours(1))), now).await?;
    show(tx, home, incident, now).await
}

/// The watch that a title names, or the only one that raises alerts.
pub(in crate::incident) async fn heard_by(tx: &mut Tx, title: &str) -> Result<Option<WatchId>> {
    let mut watches = watch::store::list(tx).await?.good;
    watches.retain(|watch| watch.state == WatchState::Active && watch.kind.alerts());
    let title = title.to_lowercase();
    let named = watches.iter().find(|watch| title.contains(&watch.name.to_lowercase()));
    let only = watches.first().filter(|_| watches.len() == 1);
    Ok(named.or(only).map(|watch| watch.id))
}

/// Looks: the card shows what is new, and what follows from it is proposed.
pub async fn look(tx: &mut Tx, home: &Home, id: IncidentId, now: Time) -> Result<()> {
    let Some(mut incident) = incident::store::lock(tx, id).await?.filter(|incident| is_worth_a_look(incident, now))
    else {
        return Ok(());
    };
    let Some(mut situation) = store::get(tx, id).await? else { return Ok(()) };
    let Some(watch) = situation.watch else { return Ok(()) };
    evidence::desk::gather(tx, &incident, watch, situation.looked_at - LATE, false, now).await?;
    let now_known = figures(tx, &situation, watch, now).await?;
    let before = std::mem::replace(&mut situation.figures, now_known);
    situation.looked_at = now;
    let over = incident.state.is_over();
    match situation.course(over, now) {
        Course::Relapse if !is_told_by_an_alert(tx, watch).await? => {
            situation.calm_since = None;
            relapse(tx, home, &mut incident, &situation, now).await?;
        }
        Course::Relapse => {}
        Course::Calm { since } => situation.calm_since = Some(since),
        Course::Goes => situation.calm_since = None,
    }
    store::save(tx, &situation).await?;
    proposal::desk::consider(tx, home, &incident, &situation, now).await?;
    if situation.figures != before || over != incident.state.is_over() {
        show(tx, home, &incident, now).await?;
    }
    timer::set(tx, &Due::Look(id), next_look(id, now)).await
}

/// Many incidents are not looked at in the same second: each has one of its own.
fn next_look(id: IncidentId, now: Time) -> Time {
    now + EVERY + Duration::seconds(id.0.rem_euclid(60))
}

/// Until it is closed, and for a day after it was called over.
fn is_worth_a_look(incident: &Incident, now: Time) -> bool {
    match incident.state {
        State::Closed { .. } => false,
        State::Resolved { at } => now - at < RELAPSE_WITHIN,
        _ => true,
    }
}

/// An alert that goes on asks people by itself, or was put aside by them.
async fn is_told_by_an_alert(tx: &mut Tx, watch: WatchId) -> Result<bool> {
    let Some(ongoing) = alert::store::ongoing_by_watch(tx).await?.remove(&watch) else { return Ok(false) };
    let alert = alert::store::get(tx, ongoing).await?;
    Ok(alert.is_some_and(|alert| !matches!(alert.state, AlertState::Opened { .. })))
}

async fn relapse(tx: &mut Tx, home: &Home, incident: &mut Incident, situation: &Situation, now: Time) -> Result<()> {
    let moved = unless_refused(write_move(tx, incident, Phase::Responding, &Actor::Squall, "", now).await)?;
    debug_assert!(moved.is_some(), "what is resolved can be opened again");
    incident::store::save(tx, incident).await?;
    let name = format!("relapse:{}", micros(now));
    say(tx, home, incident, &name, now, |locale| voice::relapsed(locale, incident, situation)).await
}

#[expect(clippy::cast_precision_loss, reason = "counts of a week")]
async fn usual(tx: &mut Tx, watch: WatchId, since: Time) -> Result<Usual> {
    let week = sums(tx, watch, since - USUAL_FROM, since).await?;
    let Some(first) = week.first() else { return Ok(Usual::default()) };
    let hours = ((since - first).num_minutes() as f64 / 60.0).max(1.0);
    Ok(Usual { voices: week.organic / hours, negative: week.negative as f64 / hours })
}

/// What was heard since it began.
async fn figures(tx: &mut Tx, situation: &Situation, watch: WatchId, now: Time) -> Result<Figures> {
    let (since, end) = (situation.since, bucket_of(now) + Duration::seconds(BUCKET_SECONDS));
    let all = sums(tx, watch, since, end).await?;
    let hour = sums(tx, watch, end - Duration::hours(1), end).await?;
    let spoken = parts(tx, watch, "language", since, end).await?;
    let counts: Vec<(String, i64)> = spoken.iter().map(|part| (part.value.clone(), part.total)).collect();
    let new_languages = new_languages(&counts, &languages(tx, watch, since - USUAL_FROM, since).await?);
    let press = parts(tx, watch, "platform", since, end).await?;
    let press = press.iter().filter(|part| is_press(&part.value)).map(|part| count(part.total)).sum();
    let countries = parts(tx, watch, "country", since, end).await?.into_iter();
    let countries = countries.map(|part| Country { code: part.value, mentions: count(part.total) }).collect();
    let of_language = |part: &crate::signal::store::Part| Spoken {
        language: Lang::from_tag(&part.value),
        mood: mood(part.negative, part.total - part.negative - part.positive, part.positive),
    };
    Ok(Figures {
        voices: whole(all.organic),
        mentions: count(all.total),
        mood: mood(all.negative, all.neutral, all.positive),
        reach: count(all.reach),
        hour: hour_of(&hour),
        peak: peak(tx, watch, end).await?,
        press,
        influencers: evidence::store::influencers(tx, situation.incident, INFLUENCERS).await?,
        languages: spoken.iter().map(of_language).collect(),
        first_foreign: first_foreign(tx, watch, &new_languages, (since, end)).await?,
        new_languages,
        countries,
        gone: evidence::store::gone(tx, situation.incident).await?,
        statements: around(tx, situation.incident, watch, now).await?,
    })
}

/// The fastest quarter of the last hour, as voices an hour.
async fn peak(tx: &mut Tx, watch: WatchId, end: Time) -> Result<f64> {
    let tallies = of_watch(tx, watch, end - Duration::hours(1), end).await?;
    let quarter = |from: Time| {
        let within = |at: Time| at >= from && at < from + Duration::minutes(15);
        tallies.iter().filter(|tally| within(tally.bucket())).map(|tally| tally.organic).sum::<f64>() * 4.0
    };
    Ok(tallies.iter().map(|tally| quarter(tally.bucket())).fold(0.0, f64::max))
}

async fn first_foreign(
    tx: &mut Tx,
    watch: WatchId,
    new: &[Lang],
    (since, end): (Time, Time),
) -> Result<Option<Foreign>> {
    let mut first: Option<Foreign> = None;
    for language in new {
        let Some(bucket) = first_heard(tx, watch, language.tag(), since, end).await? else { continue };
        let next = bucket + Duration::seconds(BUCKET_SECONDS);
        let at = first_in(tx, watch, language.tag(), bucket, next).await?.unwrap_or(bucket);
        if first.is_none_or(|first| at < first.at) {
            first = Some(Foreign { language: *language, at });
        }
    }
    Ok(first)
}

async fn around(tx: &mut Tx, incident: IncidentId, watch: WatchId, now: Time) -> Result<Vec<Around>> {
    let spoke = store::statements(tx, incident).await?;
    let mut around = Vec::new();
    for at in spoke.iter().rev().take(STATEMENTS).rev().copied() {
        let cut = bucket_of(at);
        let before = sums(tx, watch, cut - Duration::hours(1), cut).await?;
        let after = sums(tx, watch, cut, cut + Duration::hours(1)).await?;
        let minutes = u32::try_from((now - at).num_minutes().clamp(0, 60)).unwrap_or_default();
        around.push(Around { at, before: hour_of(&before), after: hour_of(&after), minutes });
    }
    Ok(around)
}

fn hour_of(sums: &Sums) -> Hour {
    Hour { voices: sums.organic, negative: count(sums.negative), total: count(sums.total) }
}

fn mood(negative: i64, neutral: i64, positive: i64) -> Mood {
    Mood { negative: count(negative), neutral: count(neutral), positive: count(positive) }
}

fn count(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or_default()
}

/// Voices for people: whole ones.
fn whole(voices: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, never negative")]
    let voices = voices.round().max(0.0) as u64;
    voices
}
