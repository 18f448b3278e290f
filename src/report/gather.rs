//! Reading all that is known of an incident, once, as plain facts.

use chrono::{Duration, DurationRound};

use super::clocks::readings;
use super::facts::{
    Answer, Answers, Apart, Audience, Became, Because, By, Debrief, Entry, Facts, Held, Kept, Raised, Recovery, Said,
    Scale, Survey, Text, Todo, Usual, Voices,
};
use super::{Report, store};
use crate::clock::Time;
use crate::id::{IncidentId, WatchId};
use crate::incident::desk::alert_of;
use crate::incident::situation::{self, Hour, Situation};
use crate::incident::{self, evidence, roles, timeline};
use crate::people;
use crate::people::names::Names;
use crate::person::Person;
use crate::post::chart::VolumePoint;
use crate::retro::anonymity::Told;
use crate::retro::{self, action, checkin, debrief, results};
use crate::signal::bucket_of;
use crate::signal::store::{of_watch, parts, sums};
use crate::statement::review::Review;
use crate::statement::{self, How, Publication, Statement};
use crate::store::{Result, Tx};

/// The picture begins this long before it began, and ends this long after it was over.
const AROUND: Duration = Duration::hours(12);
/// Hours of the picture at most.
const HOURS: i64 = 14 * 24;

/// Everything there is about an incident; none when there is none.
pub async fn facts(tx: &mut Tx, id: IncidentId, now: Time) -> Result<Option<Facts>> {
    let Some(incident) = incident::store::get(tx, id).await? else { return Ok(None) };
    let moments = store::moments(tx, id).await?;
    let situation = situation::store::get(tx, id).await?;
    let alert = alert_of(tx, &incident).await?;
    let (over, watch) = (moments.over_at, situation.as_ref().and_then(|situation| situation.watch));
    let audience = match situation.as_ref().zip(watch) {
        Some((situation, watch)) => Some(audience(tx, situation, watch, over, now).await?),
        None => None,
    };
    let mut facts = Facts {
        id,
        title: incident.title,
        severity: incident.severity,
        state: incident.state.name().to_owned(),
        kind: incident.kind.map(|kind| kind.name().to_owned()),
        origin: incident.origin.map(|origin| origin.name().to_owned()),
        alert: incident.alert.map(|alert| alert.to_string()),
        raised: alert.map(|alert| Raised {
            watch: alert.name,
            observed: alert.figures.observed,
            expected: alert.figures.expected,
            window_minutes: alert.figures.window_minutes,
        }),
        opened_by: incident.opened_by,
        clocks: readings(&moments, &store::before(tx, id).await?),
        moments,
        roles: roles::store::held(tx, id).await?.into_iter().map(Held::from).collect(),
        situation: audience,
        statements: statements(tx, id, watch, now).await?,
        timeline: timeline::record(tx, id).await?.into_iter().map(Entry::from).collect(),
        evidence: evidence::store::all(tx, id).await?.into_iter().map(Kept::from).collect(),
        survey: retro::store::of_incident(tx, id).await?.as_ref().map(Survey::from),
        actions: action::store::of_incident(tx, id).await?.into_iter().map(Todo::from).collect(),
        recovery: checkin::store::of_incident(tx, id).await?.into_iter().filter_map(recovery).collect(),
        debriefs: debrief::store::of_incident(tx, id).await?.iter().map(|held| debriefed(held, now)).collect(),
        people: Names::default(),
        written_at: now,
    };
    facts.people = people::store::names(tx, &facts.users()).await?;
    Ok(Some(facts))
}

/// What those are called that a report does not name. Names that it was written with stay.
pub async fn introduce(tx: &mut Tx, report: &mut Report) -> Result<()> {
    for (account, name) in people::store::names(tx, &report.users()).await?.0 {
        report.facts.people.0.entry(account).or_insert(name);
    }
    Ok(())
}

async fn audience(
    tx: &mut Tx,
    situation: &Situation,
    watch: WatchId,
    over: Option<Time>,
    now: Time,
) -> Result<Audience> {
    let since = situation.since;
    let until = over.map_or(now, |over| (over + AROUND).min(now));
    let mut said = [Vec::new(), Vec::new()];
    for (voices, dimension) in said.iter_mut().zip(["language", "platform"]) {
        let parts = parts(tx, watch, dimension, since, until).await?;
        voices.extend(parts.into_iter().map(|part| {
            let (negative, positive) = (count(part.negative), count(part.positive));
            let neutral = count(part.total).saturating_sub(negative + positive);
            Voices { name: part.value, negative, neutral, positive }
        }));
    }
    let [languages, platforms] = said;
    Ok(Audience {
        since,
        until,
        looked_at: situation.looked_at,
        usual: Usual { voices_an_hour: situation.usual.voices, negative_an_hour: situation.usual.negative },
        minutes_to_first_foreign: situation.minutes_to_foreign(),
        figures: situation.figures.clone(),
        languages,
        platforms,
        hours: hours(tx, watch, since, until, situation.usual.voices).await?,
    })
}

/// Whole hours, quiet ones too.
async fn hours(tx: &mut Tx, watch: WatchId, since: Time, until: Time, expected: f64) -> Result<Vec<VolumePoint>> {
    // Whole hours of the clock, as people name them.
    let start = (since - AROUND).duration_trunc(Duration::hours(1)).unwrap_or(since - AROUND);
    let hours = ((until - start).num_hours() + 1).clamp(1, HOURS);
    let empty =
        |hour| VolumePoint { at: start + Duration::hours(hour), negative: 0, neutral: 0, positive: 0, expected };
    let mut points: Vec<VolumePoint> = (0..hours).map(empty).collect();
    let count = |stored: i64| u32::try_from(stored.max(0)).unwrap_or(u32::MAX);
    for tally in of_watch(tx, watch, start, start + Duration::hours(hours)).await? {
        let hour = (tally.bucket() - start).num_seconds().div_euclid(3600);
        if let Some(point) = usize::try_from(hour).ok().and_then(|hour| points.get_mut(hour)) {
            point.negative += count(tally.negative);
            point.neutral += count(tally.neutral);
            point.positive += count(tally.positive);
        }
    }
    Ok(points)
}

async fn statements(tx: &mut Tx, id: IncidentId, watch: Option<WatchId>, now: Time) -> Result<Vec<Said>> {
    let mut all = Vec::new();
    for stored in statement::store::of_incident(tx, id).await? {
        let mut said = Said::from(&stored.statement);
        if let Some((watch, at)) = watch.zip(said.published.as_ref().map(|published| published.at)) {
            said.around = Some(around(tx, watch, at, now).await?);
        }
        all.push(said);
    }
    all.sort_by_key(|said| said.drafted_at);
    Ok(all)
}

/// The hour before a moment, and the one after it as far as it has passed.
async fn around(tx: &mut Tx, watch: WatchId, at: Time, now: Time) -> Result<(Hour, Hour)> {
    let cut = bucket_of(at);
    let hour = |sums: &crate::signal::store::Sums| Hour {
        voices: sums.organic,
        negative: count(sums.negative),
        total: count(sums.total),
    };
    let before = sums(tx, watch, cut - Duration::hours(1), cut).await?;
    let after = sums(tx, watch, cut, (cut + Duration::hours(1)).min(now.max(cut))).await?;
    Ok((hour(&before), hour(&after)))
}

fn count(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or_default()
}

impl From<roles::Held> for Held {
    fn from(held: roles::Held) -> Self {
        Self { role: held.role.name().to_owned(), person: held.person, since: held.at }
    }
}

impl From<timeline::Entry> for Entry {
    fn from(entry: timeline::Entry) -> Self {
        use timeline::What;
        let removed = entry.struck.map(|struck| By { by: struck.by, at: struck.at });
        let (id, at, by, link) = (entry.id.to_string(), entry.at, entry.by, entry.link);
        let bare = Self { id, at, by, link, removed, ..Self::default() };
        match entry.what {
            What::Note(text) => Self { kind: "note".into(), text, ..bare },
            What::Message { author, text } => Self { kind: "message".into(), author, text, ..bare },
            What::Done(done) => Self { kind: "done".into(), why: done.why.clone(), done: Some(done), ..bare },
        }
    }
}

impl From<evidence::Kept> for Kept {
    fn from(kept: evidence::Kept) -> Self {
        let holds = kept.holds();
        let words = kept.words;
        Self {
            platform: words.platform,
            author: words.author,
            text: words.text,
            url: words.url,
            language: words.language,
            followers: words.followers,
            reach: words.reach,
            said_at: words.said_at,
            sha256: kept.hash,
            holds,
            kept_by: kept.by,
            kept_at: kept.at,
            changes: kept.changes.into_iter().map(|change| Became { at: change.at, words: change.words }).collect(),
        }
    }
}

impl From<&Statement> for Said {
    fn from(statement: &Statement) -> Self {
        use statement::State;
        let text = |variant: &statement::texts::Variant| Text {
            channel: variant.channel.name().to_owned(),
            language: variant.language.clone(),
            words: variant.words.text().to_owned(),
        };
        let mut said = Self {
            id: statement.id.to_string(),
            kind: statement.kind.name().to_owned(),
            state: statement.state.name().to_owned(),
            drafted_by: statement.drafted_by.clone(),
            drafted_at: statement.drafted_at,
            texts: statement.texts.all().iter().map(text).collect(),
            hash: statement.texts.hash().0.clone(),
            ..Self::default()
        };
        match &statement.state {
            State::Draft { .. } => {}
            State::InReview(review) => said.approvals = approvals(review),
            State::Approved(approval) => said.was_approved(approval),
            State::Published(publication) => said.was_published(publication),
            State::Withdrawn { by, at, why, was } => {
                said.withdrawn = Some(Because { by: by.into(), at: *at, why: why.clone() });
                was.iter().for_each(|publication| said.was_published(publication));
            }
            State::Superseded { was, .. } => was.iter().for_each(|publication| said.was_published(publication)),
        }
        said
    }
}

impl Said {
    fn was_published(&mut self, publication: &Publication) {
        self.was_approved(&publication.approval);
        self.published = Some(By { by: publication.by.clone(), at: publication.at });
        self.links = publication.links().map(str::to_owned).collect();
        self.differs = publication.difference().map(str::to_owned);
    }

    fn was_approved(&mut self, approval: &statement::Approval) {
        self.hash = approval.hash.0.clone();
        match &approval.how {
            How::Policy(review) => self.approvals = approvals(review),
            How::BrokenGlass { by, why, .. } => {
                self.released = Some(Because { by: by.into(), at: approval.at, why: why.clone() });
            }
        }
    }
}

fn approvals(review: &Review) -> Vec<By> {
    review.approving().map(|vote| By { by: (&vote.by).into(), at: vote.at }).collect()
}

/// What was asked; what is only planned, or was taken back, says nothing.
fn recovery(checkin: checkin::Checkin) -> Option<Recovery> {
    let (recovered, said) = match checkin.state {
        checkin::State::Planned | checkin::State::Withdrawn { .. } => return None,
        checkin::State::Asked => (None, None),
        checkin::State::Answered { recovered, by, at } => (Some(recovered), Some(By { by: by.into(), at })),
    };
    let voices = checkin.figures.map(|figures| figures.day.voices);
    let usual_voices = checkin.figures.map(|figures| figures.usual_voices());
    Some(Recovery { days: checkin.days, recovered, said, voices, usual_voices })
}

/// Who was asked and did not say that they were there was missing, once it has begun.
fn debriefed(debrief: &debrief::Debrief, now: Time) -> Debrief {
    let begun = now >= debrief.at;
    let guests = |wanted: &dyn Fn(&debrief::Guest) -> bool| -> Vec<Person> {
        debrief.guests.iter().filter(|(_, guest)| wanted(guest)).map(|(person, _)| person.clone()).collect()
    };
    let (held, summary) = match &debrief.state {
        debrief::State::Planned => (None, String::new()),
        debrief::State::Held { by, at, summary } => (Some(By { by: by.into(), at: *at }), summary.clone()),
    };
    Debrief {
        id: debrief.id.to_string(),
        at: debrief.at,
        called_by: debrief.by.clone(),
        coming: guests(&|guest| !begun && guest.comes == Some(true)),
        there: guests(&|guest| guest.was_there),
        missing: guests(&|guest| begun && !guest.was_there),
        held,
        summary,
    }
}

impl From<action::Item> for Todo {
    fn from(item: action::Item) -> Self {
        let state = item.state.name().to_owned();
        let why = match item.state {
            action::State::Dropped { why, .. } => why,
            _ => String::new(),
        };
        Self { id: item.id.to_string(), text: item.text, owner: item.owner, due: item.due, state, why }
    }
}

impl From<&retro::Survey> for Survey {
    fn from(survey: &retro::Survey) -> Self {
        let found = results::results(survey);
        let withheld = found.left_out > 0 || matches!(found.answered, Told::FewerThan(_));
        let question = |at: usize| survey.questions[at].ask.clone();
        let answer = |(role, text): (Option<commands::Role>, String)| Answer {
            role: role.map(|role| role.name().to_owned()),
            text,
        };
        let scale = |scale: results::Scale| Scale {
            question: question(scale.question),
            counts: scale.counts,
            mean: scale.mean(),
        };
        Self {
            id: survey.id.to_string(),
            anonymous: survey.anonymous,
            open: survey.is_open(),
            asked: found.asked,
            answered: found.exactly(),
            answered_at_least: match found.answered {
                Told::AtLeast(answered) => Some(answered),
                _ => None,
            },
            declined: found.declined,
            left: found.left,
            scales: found.scales.into_iter().map(scale).collect(),
            texts: found
                .texts
                .into_iter()
                .map(|text| Answers {
                    question: question(text.question),
                    answers: text.answers.into_iter().map(answer).collect(),
                    themes: text.themes,
                })
                .collect(),
            apart: found
                .apart
                .into_iter()
                .map(|apart| Apart {
                    question: question(apart.question),
                    low: (apart.low.0.name().to_owned(), apart.low.1),
                    high: (apart.high.0.name().to_owned(), apart.high.1),
                })
                .collect(),
            withheld_below: withheld.then_some(survey.least),
            left_out: found.left_out,
        }
    }
}
