//! `squall replay`: recorded mentions on a virtual clock, through matching, grouping and the detector.

use std::cmp::Reverse;
use std::collections::VecDeque;
use std::io::Write;

use anyhow::Result;
use commands::Locale;
use serde_json::json;

use crate::alert::{Alert, AlertState, Driver, voice};
use crate::clock::Time;
use crate::id::{AlertId, WatchId};
use crate::mention::RawMention;
use crate::mention::group::Groups;
use crate::reading::Lang;
use crate::signal::{Detector, Sensitivity, Spike};
use crate::watch::{Listener, Matcher, Query, Scratch, Subject};

/// Mentions that an alert shows.
const DRIVERS: usize = 3;
/// Mentions of the last hour that are kept to choose them from.
const RECENT: usize = 10_000;

/// The query can't be read; shows the place.
#[derive(Debug, thiserror::Error)]
#[error("the query is wrong\n{0}")]
pub struct WrongQuery(String);

/// What a replay came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub matched: usize,
    pub alerts: usize,
}

/// Plays `mentions`, which must be in order of time, and writes a transcript line for every alert.
pub fn run(mentions: &[RawMention], query: &str, transcript: &mut impl Write) -> Result<Summary> {
    let mut summary = Summary::default();
    play(mentions, query, &mut summary, |alert| Ok(writeln!(transcript, "{}", line(&alert))?))?;
    Ok(summary)
}

/// The alerts that `mentions`, in order of time, raise.
pub fn alerts(mentions: &[RawMention], query: &str) -> Result<Vec<Alert>> {
    let mut alerts = Vec::new();
    play(mentions, query, &mut Summary::default(), |alert| {
        alerts.push(alert);
        Ok(())
    })?;
    Ok(alerts)
}

fn play(
    mentions: &[RawMention],
    query: &str,
    summary: &mut Summary,
    mut raise: impl FnMut(Alert) -> Result<()>,
) -> Result<()> {
    let parsed = Query::parse(query).map_err(|error| WrongQuery(error.render(query)))?;
    let matcher = Matcher::new(&[Listener { id: WatchId(1), query: &parsed, languages: &[], sources: &[] }])?;
    let mut scratch = Scratch::default();
    let mut groups = Groups::default();
    let mut detector = Detector::new(Sensitivity::Balanced);
    let mut recent = VecDeque::new();
    let mut counts = std::collections::BTreeMap::new();
    for mention in mentions {
        if matcher.matches(&subject(mention), &mut scratch).is_empty() {
            continue;
        }
        summary.matched += 1;
        remember(&mut recent, mention);
        let count = counts.entry(crate::signal::bucket_of(mention.created_at)).or_insert(0.0);
        *count += groups.assign(mention).organic;
        detector.tell(mention.created_at, *count);
        if let crate::signal::Judgement::Unusual { spike, first: true } = detector.step(mention.created_at) {
            summary.alerts += 1;
            let id = AlertId(i64::try_from(summary.alerts)?);
            raise(alert(id, query, mention.created_at, &spike, &recent))?;
        }
    }
    Ok(())
}

/// Keeps the mentions of the last hour, newest last.
fn remember<'a>(recent: &mut VecDeque<&'a RawMention>, mention: &'a RawMention) {
    recent.push_back(mention);
    while recent.len() > RECENT
        || recent.front().is_some_and(|old| (mention.created_at - old.created_at).num_minutes() >= 60)
    {
        recent.pop_front();
    }
}

fn subject(mention: &RawMention) -> Subject<'_> {
    Subject {
        text: &mention.text,
        title: mention.title.as_deref(),
        language: mention.declared_language.as_deref().map_or(Lang::UND, Lang::from_tag),
        source: &mention.source,
        platform: &mention.platform,
        author_handle: mention.author.handle.as_deref(),
    }
}

/// The alert that starts with this mention.
fn alert(id: AlertId, query: &str, at: Time, spike: &Spike, recent: &VecDeque<&RawMention>) -> Alert {
    let mut loudest: Vec<&&RawMention> = recent.iter().collect();
    loudest.sort_by_key(|mention| Reverse(mention.author.followers));
    let driver = |mention: &&RawMention| Driver {
        author: mention.author.handle.clone().unwrap_or_else(|| mention.author.id.clone()),
        text: mention.text.clone(),
        followers: mention.author.followers,
        url: mention.url.clone(),
    };
    Alert {
        id,
        watch: query.to_owned(),
        severity: spike.severity,
        observed: spike.observed,
        expected: spike.expected,
        factor: spike.factor,
        window_minutes: u32::try_from(spike.window_seconds / 60).unwrap_or_default(),
        raised_at: at,
        drivers: loudest.into_iter().take(DRIVERS).map(driver).collect(),
        state: AlertState::Raised,
    }
}

fn line(alert: &Alert) -> serde_json::Value {
    let card = voice::card(Locale::En, alert);
    let id = alert.id.to_string();
    json!({
        "at": alert.raised_at,
        "effect": "post",
        "platform": "sandbox",
        "channel": "crisis",
        "thread": null,
        "message": id,
        "about": "alert",
        "subject": id,
        "text": card.plain(),
        "buttons": card.buttons().map(|button| button.label.as_str()).collect::<Vec<_>>(),
        "alert": {
            "kind": "volume",
            "severity": alert.severity,
            "observed": alert.observed,
            "expected": alert.expected,
            "factor": alert.factor,
        },
    })
}
