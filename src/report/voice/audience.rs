//! How the public reacted: how many and how they felt, over time, by language and platform, and around what the team did.

use chrono_tz::Tz;

use super::super::facts::{Audience, Entry, Facts, Voices};
use super::title;
use crate::clock::Time;
use crate::incident::situation::voice::{countries, gone, influencers};
use crate::post::chart::{ChartKind, Event, SplitLabels, SplitRow, VolumeLabels};
use crate::post::{Block, Chart, Field, Part, Rich};
use crate::words::{Args, Locale, language_name, number, percent, say, word};

/// Bars of a chart; what comes after is small.
const BARS: usize = 8;

pub(super) fn section(locale: Locale, zone: Tz, facts: &Facts) -> Vec<Part> {
    let Some(situation) = &facts.situation else { return Vec::new() };
    let mut parts = vec![Part::Section(word(locale, "report-audience")), fields(locale, situation).into()];
    if !situation.hours.is_empty() {
        let (points, events) = (situation.hours.clone(), events(locale, facts));
        let labels = VolumeLabels::new(locale, zone, "common-expected");
        let mood = ChartKind::Mood { points: points.clone(), labels: labels.clone(), events: events.clone() };
        let volume = ChartKind::Volume { points, labels, events };
        for (key, kind) in [("report-chart", volume), ("report-mood", mood)] {
            let (title, alt) = (title(locale, key, facts.id), title(locale, &format!("{key}-alt"), facts.id));
            parts.push(Block::Chart(Chart { title, alt, kind }).into());
        }
    }
    let languages = |voices: &Voices| language_name(locale, &voices.name);
    parts.extend(split(locale, facts, "situation-chart", &situation.languages, languages));
    parts.extend(split(locale, facts, "report-platforms", &situation.platforms, |voices| voices.name.clone()));
    parts
}

fn fields(locale: Locale, situation: &Audience) -> Block {
    let figures = &situation.figures;
    let (mut all, mut negative) = (0, 0);
    for voices in &situation.languages {
        all += voices.total();
        negative += voices.negative;
    }
    let args = Args::new().count(locale, "mentions", all).count(locale, "voices", figures.voices).count(
        locale,
        "reach",
        figures.reach,
    );
    let mut fields = vec![("report-volume", Rich::words(say(locale, "report-volume-of", &args)))];
    if all > 0 {
        let share = Args::new().text("percent", percent(locale, super::share(negative, all)));
        fields.push(("situation-mood", Rich::words(say(locale, "situation-mood-of", &share))));
    }
    let usual = super::whole(situation.usual.voices_an_hour);
    fields.push((
        "report-usual",
        Rich::words(say(locale, "report-an-hour", &Args::new().count(locale, "voices", usual))),
    ));
    fields.push(("situation-who", influencers(locale, &figures.influencers)));
    if figures.press > 0 {
        let pieces = Args::new().count(locale, "pieces", figures.press);
        fields.push(("situation-press", Rich::words(say(locale, "situation-press-of", &pieces))));
    }
    let mut spoken: Vec<String> = named(locale, situation).collect();
    if let Some((first, minutes)) = figures.first_foreign.zip(situation.minutes_to_first_foreign) {
        let args = Args::new().text("language", language_name(locale, first.language.tag()));
        spoken.push(say(locale, "situation-foreign", &args.count(locale, "minutes", minutes)));
    }
    fields.push(("situation-languages", Rich::words(spoken.join(", "))));
    if !figures.countries.is_empty() {
        fields.push(("situation-countries", Rich::words(countries(locale, &figures.countries))));
    }
    if figures.gone > 0 {
        fields.push(("situation-gone", Rich::words(gone(locale, figures.gone))));
    }
    Block::Fields(fields.into_iter().map(|(key, value)| Field { label: word(locale, key), value }).collect())
}

/// The languages that were heard, most first, with their mentions.
pub(super) fn named(locale: Locale, situation: &Audience) -> impl Iterator<Item = String> {
    let known = situation.languages.iter().filter(|voices| voices.name != "und" && voices.total() > 0);
    known
        .take(BARS)
        .map(move |voices| format!("{} {}", language_name(locale, &voices.name), number(locale, voices.total())))
}

/// A bar for each that said something.
fn split(
    locale: Locale,
    facts: &Facts,
    key: &str,
    voices: &[Voices],
    name: impl Fn(&Voices) -> String,
) -> Option<Part> {
    let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let row = |voices: &Voices| SplitRow {
        label: name(voices),
        negative: count(voices.negative),
        neutral: count(voices.neutral),
        positive: count(voices.positive),
    };
    let heard = voices.iter().filter(|voices| voices.total() > 0);
    let rows: Vec<SplitRow> = heard.take(BARS).map(row).collect();
    let most = rows.first()?.label.clone();
    let labels = SplitLabels::of_sentiment(locale);
    let args = Args::new().text("id", facts.id.to_string()).text("language", most);
    let alt = say(locale, &format!("{key}-alt"), &args);
    let kind = ChartKind::Split { rows, labels };
    Some(Block::Chart(Chart { title: title(locale, key, facts.id), alt, kind }).into())
}

/// The phases of the incident as bands, and each statement that became public as a line.
fn events(locale: Locale, facts: &Facts) -> Vec<Event> {
    let moved = |entry: &Entry| Some((entry.at, entry.phase()?.to_owned()));
    let mut phases: Vec<(Time, String)> = vec![(facts.moments.opened_at, "open".to_owned())];
    phases.extend(facts.timeline.iter().filter_map(moved));
    let end = facts.situation.as_ref().map_or(facts.written_at, |situation| situation.until);
    let ends = phases.iter().skip(1).map(|(at, _)| *at).chain([end]).collect::<Vec<_>>();
    let band = |((at, phase), until): (&(Time, String), Time)| Event {
        at: *at,
        until: Some(until),
        label: match phase.as_str() {
            "open" => word(locale, "incident-open"),
            phase => commands::value_label(locale, phase),
        },
    };
    let mut events: Vec<Event> = phases.iter().zip(ends).map(band).collect();
    let mut said: Vec<Event> = facts
        .statements
        .iter()
        .filter_map(|said| Some(Event { at: said.published.as_ref()?.at, until: None, label: said.id.clone() }))
        .collect();
    said.sort_by_key(|event| event.at);
    events.extend(said);
    events
}
