//! `squall replay`: recorded mentions on a virtual clock, through matching, grouping and the detector.

use std::io::Write;

use anyhow::{Result, anyhow};
use serde_json::json;

use crate::id::{AlertId, WatchId};
use crate::mention::RawMention;
use crate::mention::group::Groups;
use crate::reading::Lang;
use crate::signal::{Detector, Sensitivity, Spike};
use crate::watch::{Listener, Matcher, Query, Scratch, Subject};

/// What a replay came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub matched: usize,
    pub alerts: usize,
}

/// Plays `mentions`, which must be in order of time, and writes a transcript line for every alert.
pub fn run(mentions: &[RawMention], query: &str, transcript: &mut impl Write) -> Result<Summary> {
    let parsed = Query::parse(query).map_err(|error| anyhow!("{}", error.render(query)))?;
    let listener = Listener { id: WatchId(1), query: &parsed, languages: &[], sources: &[] };
    let matcher = Matcher::new(&[listener])?;
    let mut scratch = Scratch::default();
    let mut groups = Groups::default();
    let mut detector = Detector::new(Sensitivity::Balanced);
    let mut summary = Summary::default();
    for mention in mentions {
        if matcher.matches(&subject(mention), &mut scratch).is_empty() {
            continue;
        }
        summary.matched += 1;
        let sighting = groups.assign(mention);
        detector.add(mention.created_at, sighting.organic);
        if let Some(spike) = detector.step(mention.created_at) {
            summary.alerts += 1;
            let id = AlertId(i64::try_from(summary.alerts)?);
            writeln!(transcript, "{}", line(mention, id, query, &spike))?;
        }
    }
    Ok(summary)
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

fn line(mention: &RawMention, id: AlertId, query: &str, spike: &Spike) -> serde_json::Value {
    let minutes = spike.window_seconds / 60;
    json!({
        "at": mention.created_at,
        "effect": "post",
        "platform": "sandbox",
        "channel": "crisis",
        "thread": null,
        "message": id.to_string(),
        "about": "alert",
        "subject": id.to_string(),
        "text": format!(
            "{id} {query}: {:.0} voices in {minutes} min, {:.1} expected, severity {}",
            spike.observed, spike.expected, spike.severity
        ),
        "buttons": [],
        "alert": {
            "kind": "volume",
            "severity": spike.severity,
            "observed": spike.observed,
            "expected": spike.expected,
            "factor": spike.factor,
        },
    })
}
