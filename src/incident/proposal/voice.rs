//! A proposal as its card in the thread: what, why, and two buttons.

use commands::IncidentAction;

use super::{Proposal, State, What};
use crate::incident::Incident;
use crate::incident::severity::Reason;
use crate::incident::situation::{Situation, voice};
use crate::incident::voice::button;
use crate::post::{Block, Button, Post, Rich, Span, Style, Tone};
use crate::words::{Args, Locale, say, word};

/// The living card.
pub fn card(locale: Locale, incident: &Incident, proposal: &Proposal, situation: Option<&Situation>) -> Post {
    let (summary, said, reasons) = match &proposal.what {
        What::Severity { to, instead_of, because } => {
            let args = Args::new()
                .text("id", incident.id.to_string())
                .text("to", to.to_string())
                .text("from", instead_of.to_string());
            let sentence = say(locale, "proposal-severity", &args);
            let reasons = because.iter().map(|reason| Rich::words(why(locale, reason))).collect();
            (sentence.clone(), Rich::words(sentence), reasons)
        }
        What::Resolve => calm(locale, incident, situation),
    };
    let mut blocks = vec![Block::Text(said)];
    blocks.extend((!reasons.is_empty()).then_some(Block::List(reasons)));
    match outcome(locale, &proposal.state) {
        Some(outcome) => blocks.push(Block::Context(outcome)),
        None => blocks.push(Block::Buttons(buttons(locale, proposal).into())),
    }
    let tone = match (&proposal.state, &proposal.what) {
        (State::Open, What::Severity { .. }) => Tone::Warning,
        (State::Open, What::Resolve) => Tone::Good,
        _ => Tone::Plain,
    };
    Post { summary, blocks, tone }
}

/// It has been as usual since then, with the figures.
fn calm(locale: Locale, incident: &Incident, situation: Option<&Situation>) -> (String, Rich, Vec<Rich>) {
    let args = Args::new().text("id", incident.id.to_string());
    let summary = say(locale, "proposal-resolve-short", &args);
    let since = situation.and_then(|situation| situation.calm_since.map(|since| (situation, since)));
    let Some((situation, since)) = since else { return (summary.clone(), Rich::words(summary), Vec::new()) };
    let args = args
        .text("hour", voice::hour(locale, &situation.figures.hour))
        .text("usual", voice::usual(locale, situation.usual.voices));
    (summary, Rich::say(locale, "proposal-resolve", args, &[("since", Span::Time(since))]), Vec::new())
}

/// `New languages: 1 (5 points)`
pub fn why(locale: Locale, reason: &Reason) -> String {
    let key = format!("severity-{}", reason.row.name());
    let args = Args::new().count(locale, "figure", reason.figure).count(locale, "points", u64::from(reason.points));
    format!("{} {}", say(locale, &key, &args), say(locale, "severity-points", &args))
}

fn outcome(locale: Locale, state: &State) -> Option<Rich> {
    let (key, by, at) = match state {
        State::Open => return None,
        State::Accepted { by, at } => ("proposal-accepted", Span::Person(by.clone()), at),
        State::Dismissed { by, at } => ("proposal-dismissed", Span::Person(by.clone()), at),
        State::Overtaken { at } => ("proposal-overtaken", Span::Words(String::new()), at),
    };
    Some(Rich::say(locale, key, Args::new(), &[("by", by), ("at", Span::Time(*at))]))
}

fn buttons(locale: Locale, proposal: &Proposal) -> [Button; 2] {
    let id = proposal.id.0;
    let (accept, dismiss) = (IncidentAction::ProposalAccept(id), IncidentAction::ProposalDismiss(id));
    match &proposal.what {
        What::Severity { to, instead_of, .. } => {
            let labelled = |button: Button, key: &str, severity: u8| {
                let label = say(locale, key, &Args::new().text("severity", severity.to_string()));
                Button { label, ..button }
            };
            [
                labelled(button(locale, accept, "proposal-accept", Style::Primary), "proposal-accept", *to),
                labelled(button(locale, dismiss, "proposal-leave", Style::Plain), "proposal-leave", *instead_of),
            ]
        }
        What::Resolve => [
            button(locale, accept, "incident-resolve", Style::Primary),
            button(locale, dismiss, "proposal-not-yet", Style::Plain),
        ],
    }
}

/// It was decided before.
pub fn decided(locale: Locale) -> Post {
    Post::line(word(locale, "proposal-decided"))
}
