//! The record for people: one long post, which becomes Markdown or a page.

use chrono_tz::Tz;

use super::{Dossier, machine};
use crate::alert::voice::gist;
use crate::incident::evidence::Kept;
use crate::incident::timeline::{Entry, voice::line};
use crate::incident::{Incident, State, evidence, roles, situation, voice};
use crate::post::chart::{ChartKind, VolumeLabels};
use crate::post::{Block, Chart, Field, Post, Rich, Span, Tone};
use crate::words::{Args, Locale, say, word};

/// Characters of the record that a chat shows; the file has all.
const SHOWN: usize = 2_400;

/// The whole record. `more` stands between the situation and the timeline: what later features know of it.
pub fn record(locale: Locale, zone: Tz, dossier: &Dossier, more: Vec<Block>) -> Post {
    let incident = &dossier.incident;
    let title = voice::title(locale, incident);
    let about = |key: &str| Block::Heading(say(locale, key, &Args::new().text("id", incident.id.to_string())));
    let mut blocks = vec![Block::Heading(title.clone()), fields(locale, dossier)];
    blocks.extend(dossier.alert.as_ref().map(|alert| {
        let from = Args::new().text("gist", gist(locale, alert));
        Block::Text(Rich::words(say(locale, "incident-from", &from)))
    }));
    blocks.extend(roles::voice::who(locale, &dossier.held).map(Block::Text));
    blocks.push(about("situation-title"));
    if let Some(situation) = &dossier.situation {
        blocks.extend(situation::voice::fields(locale, situation));
        blocks.extend(situation::voice::statements(locale, situation));
    }
    blocks.extend(volume(locale, zone, dossier));
    blocks.extend(situation::voice::chart(locale, incident, machine::spoken(dossier)));
    blocks.extend(more);
    blocks.push(about("timeline-title"));
    blocks.push(Block::List(dossier.timeline.iter().map(|entry| told(locale, entry)).collect()));
    let count = u64::try_from(dossier.evidence.len()).unwrap_or_default();
    let args = Args::new().text("id", incident.id.to_string()).count(locale, "count", count);
    blocks.push(Block::Heading(say(locale, "evidence-title", &args)));
    blocks.extend(dossier.evidence.iter().map(|kept| Block::Quote(quote(locale, kept))));
    let written = Rich::say(locale, "export-written", Args::new(), &[("at", Span::Time(dossier.at))]);
    blocks.push(Block::Context(written));
    Post { summary: title, blocks, tone: voice::tone(incident) }
}

fn fields(locale: Locale, dossier: &Dossier) -> Block {
    let incident = &dossier.incident;
    let Block::Fields(mut fields) = voice::fields(locale, incident, &dossier.held, dossier.alert.as_ref()) else {
        return Block::Divider;
    };
    let over = match incident.state {
        State::Resolved { at } | State::Closed { at } => Some(at),
        _ => None,
    };
    fields.extend(over.map(|at| Field { label: word(locale, "export-over"), value: Rich(vec![Span::Time(at)]) }));
    Block::Fields(fields)
}

/// A line of the timeline; what was struck says so.
fn told(locale: Locale, entry: &Entry) -> Rich {
    let mut told = line(locale, entry);
    if let Some(struck) = &entry.struck {
        let spans = [("by", Span::person(&struck.by)), ("at", Span::Time(struck.at))];
        told.0.push(Span::Words(" ".into()));
        told.0.extend(Rich::say(locale, "export-struck", Args::new(), &spans).0);
    }
    told
}

/// With the whole hash, so that it can be checked.
fn quote(locale: Locale, kept: &Kept) -> crate::post::Quote {
    let quote = evidence::voice::quote(locale, &kept.words, &kept.hash);
    let changed = (!kept.holds()).then(|| word(locale, "export-changed"));
    let note =
        [Some(quote.note), Some(kept.hash.clone()), changed].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    crate::post::Quote { note, ..quote }
}

fn volume(locale: Locale, zone: Tz, dossier: &Dossier) -> Option<Block> {
    let points = dossier.volume.clone();
    points.first()?;
    let labels = VolumeLabels {
        negative: word(locale, "common-negative"),
        neutral: word(locale, "common-neutral"),
        positive: word(locale, "common-positive"),
        expected: word(locale, "common-expected"),
        zone: zone.name().to_owned(),
        language: locale.tag().to_owned(),
    };
    let args = Args::new().text("id", dossier.incident.id.to_string());
    let (title, alt) = (say(locale, "export-chart", &args), say(locale, "export-chart-alt", &args));
    Some(Block::Chart(Chart { title, alt, kind: ChartKind::Volume { points, labels } }))
}

/// Whispered: the beginning of the record, and how to get the file.
pub fn shown(locale: Locale, incident: &Incident, text: &str, format: &str) -> Post {
    let command = format!("squall export incident {} --format {format}", incident.id);
    let how = Rich::say(locale, "export-file", Args::new(), &[("command", Span::Code(command))]);
    let start: String = text.chars().take(SHOWN).collect();
    let mut blocks = Vec::new();
    blocks.extend((!start.is_empty()).then_some(Block::Code(start)));
    blocks.push(Block::Context(how));
    Post { summary: voice::title(locale, incident), blocks, tone: Tone::Plain }
}
