//! What was done and why, what was taken back, and what was kept.

use chrono_tz::Tz;

use super::super::facts::{Because, By, Entry, Facts, Kept};
use crate::incident::evidence::voice::{became, note};
use crate::incident::timeline::voice::sentence;
use crate::incident::timeline::voice::who;
use crate::person::Actor;
use crate::post::{Block, Part, Quote, Rich, Span, Table, local_time};
use crate::words::{Args, Locale, say, word};

/// What people decide, even where they do not say why.
const DECISIONS: [&str; 9] = [
    "timeline-did-opened",
    "timeline-did-opened-from",
    "timeline-did-state",
    "timeline-did-severity",
    "timeline-did-kind",
    "timeline-did-not-proposed",
    "statement-did-veto",
    "statement-did-withdraw",
    "reply-did-let-be",
];
/// What was paused, closed or deleted, ambassadors, corrections and updates, by the beginning of its sentence's name.
const MEASURES: &str = "measure-did-";

/// What people decided, and why.
pub(super) fn decisions(locale: Locale, facts: &Facts) -> Vec<Part> {
    let decided = |entry: &&Entry| {
        let listed = entry.done.as_ref().is_some_and(|done| DECISIONS.contains(&done.key.as_str()));
        entry.kind == "done" && entry.by != Actor::Squall && (listed || !entry.why.is_empty()) && !is_measure(entry)
    };
    let rows = facts.timeline.iter().filter(decided).map(|entry| reasoned(locale, entry)).collect();
    section(word(locale, "report-decisions"), &["when", "who", "what", "why"], rows, locale)
}

/// What was decided about the team's conduct, statements that were withdrawn, and entries that were struck.
pub(super) fn removals(locale: Locale, facts: &Facts) -> Vec<Part> {
    let mut rows: Vec<(crate::clock::Time, Vec<Rich>)> = Vec::new();
    for entry in &facts.timeline {
        if is_measure(entry) {
            rows.push((entry.at, reasoned(locale, entry)));
        }
        if let Some(By { by, at }) = &entry.removed {
            let mut what = Rich::words(format!("{} ", word(locale, "report-struck-entry")));
            what.0.extend(told(locale, entry).0);
            rows.push((*at, vec![Rich(vec![Span::Time(*at)]), Rich(vec![who(locale, by)]), what, Rich::default()]));
        }
    }
    for said in &facts.statements {
        let Some(Because { by, at, why }) = &said.withdrawn else { continue };
        let what = say(locale, "report-withdrawn", &Args::new().text("id", said.id.as_str()));
        let row = [Span::Time(*at), who(locale, by), Span::Words(what), Span::Public(why.clone())];
        rows.push((*at, row.into_iter().map(|span| Rich(vec![span])).collect()));
    }
    rows.sort_by_key(|(at, _)| *at);
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    section(word(locale, "report-removals"), &["when", "who", "what", "why"], rows, locale)
}

/// Everything, in order.
pub(super) fn timeline(locale: Locale, facts: &Facts) -> Vec<Part> {
    let row = |entry: &Entry| {
        let mut what = told(locale, entry);
        if !entry.why.is_empty() {
            what.0.push(Span::Words(word(locale, "timeline-colon")));
            what.0.push(Span::Public(entry.why.clone()));
        }
        if let Some(url) = &entry.link {
            what.0.push(Span::Words(" ".into()));
            what.0.push(Span::Link { label: word(locale, "timeline-link"), url: url.clone() });
        }
        if let Some(By { by, at }) = &entry.removed {
            let spans = [("by", who(locale, by)), ("at", Span::Time(*at))];
            what.0.push(Span::Words(" ".into()));
            what.0.extend(Rich::say(locale, "report-struck", Args::new(), &spans).0);
        }
        vec![Rich(vec![Span::Time(entry.at)]), author(locale, entry), what]
    };
    let title = say(locale, "timeline-title", &Args::new().text("id", facts.id.to_string()));
    section(title, &["when", "who", "what"], facts.timeline.iter().map(row).collect(), locale)
}

/// What the public said and was kept, with whole hashes, so that they can be checked.
pub(super) fn evidence(locale: Locale, zone: Tz, facts: &Facts) -> Vec<Part> {
    if facts.evidence.is_empty() {
        return Vec::new();
    }
    let count = u64::try_from(facts.evidence.len()).unwrap_or_default();
    let args = Args::new().text("id", facts.id.to_string()).count(locale, "count", count);
    let mut parts = vec![Part::Section(say(locale, "evidence-title", &args))];
    for kept in &facts.evidence {
        parts.push(Block::Quote(quote(locale, zone, kept)).into());
        let became = kept.changes.iter().map(|change| became(locale, change.at, change.words.as_deref()));
        parts.extend(became.map(|became| Block::Context(became).into()));
    }
    parts
}

fn section(title: String, columns: &[&str], rows: Vec<Vec<Rich>>, locale: Locale) -> Vec<Part> {
    if rows.is_empty() {
        return Vec::new();
    }
    let head = columns.iter().map(|column| word(locale, &format!("report-column-{column}"))).collect();
    vec![Part::Section(title), Table { head, rows }.into()]
}

fn is_measure(entry: &Entry) -> bool {
    entry.done.as_ref().is_some_and(|done| done.key.starts_with(MEASURES))
}

/// When, who, what, why.
fn reasoned(locale: Locale, entry: &Entry) -> Vec<Rich> {
    let why = if entry.why.is_empty() { Rich::default() } else { Rich(vec![Span::Public(entry.why.clone())]) };
    vec![Rich(vec![Span::Time(entry.at)]), author(locale, entry), told(locale, entry), why]
}

fn author(locale: Locale, entry: &Entry) -> Rich {
    Rich(match (&*entry.kind, &entry.author) {
        ("message", Some(author)) => vec![Span::Person(author.clone())],
        ("message", None) => Vec::new(),
        _ => vec![who(locale, &entry.by)],
    })
}

/// What an entry says, without who and why.
fn told(locale: Locale, entry: &Entry) -> Rich {
    match &entry.done {
        Some(done) => sentence(locale, done),
        None if entry.text.trim().is_empty() => Rich::words(word(locale, "timeline-no-words")),
        None => Rich(vec![Span::Public(entry.text.clone())]),
    }
}

fn quote(locale: Locale, zone: Tz, kept: &Kept) -> Quote {
    let about = note(locale, kept.followers, &kept.language, &kept.platform, local_time(kept.said_at, zone));
    let changed = (!kept.holds).then(|| word(locale, "report-changed"));
    let note = [Some(about), Some(kept.sha256.clone()), changed].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Quote { author: kept.author.clone(), text: kept.text.clone(), note, url: kept.url.clone() }
}
