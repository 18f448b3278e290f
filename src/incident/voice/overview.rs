//! Incidents beside each other, a line each.

use super::{length, minutes, state, title};
use crate::clock::Time;
use crate::incident::roles::{Held, holder};
use crate::incident::situation::{Situation, voice};
use crate::incident::{Incident, Role};
use crate::post::{Rich, Span};
use crate::words::{Args, Locale, say, word};

/// Between values that stand in a row.
const DOT: &str = " · ";

/// Where one stands: state, severity, lead, since when, how loud it is, when the team last heard of it.
pub fn row(locale: Locale, incident: &Incident, held: &[Held], situation: Option<&Situation>, now: Time) -> Rich {
    let standing = format!("{DOT}{}{DOT}{}/10{DOT}", state(locale, incident.state), incident.severity);
    let mut spans = vec![Span::Strong(title(locale, incident)), Span::Words(standing)];
    match holder(held, Role::Lead) {
        Some(lead) => spans.extend([Span::Words(format!("{} ", Role::Lead.label(locale))), Span::Person(lead.clone())]),
        None => spans.push(Span::Words(word(locale, "incident-row-leaderless"))),
    }
    let open = Args::new().text("length", length(locale, minutes(incident.opened_at, now)));
    spans.push(Span::Words(format!("{DOT}{}", say(locale, "incident-row-since", &open))));
    if let Some(situation) = situation.filter(|situation| situation.watch.is_some()) {
        let args = Args::new()
            .text("hour", voice::hour(locale, &situation.figures.hour))
            .text("usual", voice::usual(locale, situation.usual.voices));
        spans.push(Span::Words(format!("{DOT}{}", say(locale, "incident-row-hour", &args))));
    }
    if let Some(told) = incident.told_at {
        spans.push(Span::Words(format!("{DOT}{} ", word(locale, "incident-told"))));
        spans.push(Span::Time(told));
    }
    Rich(spans)
}

/// All of them in one sentence, for notifications; none when nothing goes on.
pub fn overview(locale: Locale, incidents: &[Incident], alerts: usize) -> Option<String> {
    let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    let gravest = incidents.iter().max_by_key(|incident| incident.severity)?;
    let args = Args::new()
        .count(locale, "incidents", count(incidents.len()))
        .count(locale, "alerts", count(alerts))
        .text("gravest", title(locale, gravest))
        .text("severity", gravest.severity.to_string());
    Some(say(locale, "status-summary", &args))
}
