//! The document: a section after the other, each of what is known. Sections of nothing are left out.

use chrono_tz::Tz;

use super::super::clocks::Reading;
use super::super::facts::Facts;
use super::super::{Report, Stamp, Summary};
use super::{Unit, audience, capital, debrief, length, record, said, survey, title};
use crate::incident::timeline::voice::who;
use crate::incident::voice::title_of;
use crate::post::chart::{ChartKind, PairBar, PairLabels, PairRow};
use crate::post::{Block, Chart, Field, Paper, Part, Rich, Span, Table, Tone};
use crate::words::{Args, Locale, number, percent, say, word};

/// From this severity on it is red.
const DANGER_FROM: u8 = 6;

/// The whole document, in one language. Times are of this zone where a chart shows them.
pub fn paper(locale: Locale, zone: Tz, report: &Report) -> Paper {
    let facts = &report.facts;
    let mut parts: Vec<Part> = vec![stamp(locale, report).into(), fields(locale, facts).into()];
    parts.extend(summary(locale, facts, &report.summary));
    parts.extend(clocks(locale, facts));
    parts.extend(audience::section(locale, zone, facts));
    parts.extend(said::section(locale, facts));
    parts.extend(record::decisions(locale, facts));
    parts.extend(record::removals(locale, facts));
    parts.extend(survey::section(locale, facts));
    parts.extend(survey::actions(locale, facts));
    parts.extend(debrief::section(locale, facts));
    parts.extend(survey::recovery(locale, facts));
    parts.extend(record::timeline(locale, facts));
    parts.extend(record::evidence(locale, zone, facts));
    let written = Rich::say(locale, "report-written", Args::new(), &[("at", Span::Time(facts.written_at))]);
    parts.push(Block::Context(written).into());
    let version = report.stamp.as_ref().map(|stamp| format!(" v{}", stamp.number)).unwrap_or_default();
    let tone = if facts.severity >= DANGER_FROM { Tone::Danger } else { Tone::Warning };
    let title = title_of(locale, facts.id, &facts.title);
    let paper = Paper { title, foot: format!("{}{version}", facts.id), tone, parts };
    paper.named(|id| facts.people.of(id))
}

/// Which version it is and whose; or that it is none.
fn stamp(locale: Locale, report: &Report) -> Block {
    let Some(stamp) = &report.stamp else {
        let at = [("at", Span::Time(report.facts.written_at))];
        return Block::Context(Rich::say(locale, "report-live", Args::new(), &at));
    };
    let mut rich = stamped(locale, stamp);
    if !stamp.holds {
        rich.0.push(Span::Strong(format!(" {}", word(locale, "report-changed"))));
    }
    Block::Context(rich)
}

/// `Version 2 (final) by @giulia, 2026-03-04 12:00 CET. SHA-256 9f…`
pub(super) fn stamped(locale: Locale, stamp: &Stamp) -> Rich {
    let key = if stamp.is_final { "report-stamp-final" } else { "report-stamp" };
    let args = Args::new().text("version", stamp.number.to_string());
    let spans =
        [("by", who(locale, &stamp.by)), ("at", Span::Time(stamp.at)), ("hash", Span::Code(stamp.sha256.clone()))];
    Rich::say(locale, key, args, &spans)
}

fn fields(locale: Locale, facts: &Facts) -> Block {
    let field = |key: &str, value: Span| Field { label: word(locale, key), value: Rich(vec![value]) };
    let label = |name: &str| Span::Words(commands::value_label(locale, name));
    let state = match facts.state.as_str() {
        "open" => word(locale, "incident-open"),
        state => commands::value_label(locale, state),
    };
    let mut fields = vec![
        field("incident-state", Span::Strong(state)),
        field("alert-severity", Span::Strong(format!("{}/10", facts.severity))),
    ];
    fields.extend(facts.kind.as_deref().map(|kind| field("incident-kind", label(kind))));
    fields.extend(
        facts
            .origin
            .as_ref()
            .map(|origin| field("incident-origin", Span::Words(word(locale, &format!("incident-origin-{origin}"))))),
    );
    fields.push(field("incident-opened-by", Span::Person(facts.opened_by.clone())));
    fields.push(field("alert-since", Span::Time(facts.moments.opened_at)));
    fields.extend(facts.moments.over_at.map(|at| field("report-over", Span::Time(at))));
    fields.extend(facts.roles.iter().map(|held| Field {
        label: capital(&commands::value_label(locale, &held.role)),
        value: Rich(vec![who(locale, &held.person)]),
    }));
    Block::Fields(fields)
}

fn summary(locale: Locale, facts: &Facts, summary: &Summary) -> Vec<Part> {
    let summary = summary.read(locale, facts);
    let mut parts = vec![Part::Section(word(locale, "report-summary"))];
    for (key, words) in summary.parts() {
        parts.push(Block::Heading(word(locale, key)).into());
        let words = match words.is_empty() {
            true => Span::Words(word(locale, "report-unsaid")),
            false => Span::Public(words.to_owned()),
        };
        parts.push(Block::Text(Rich(vec![words])).into());
    }
    parts
}

/// What the facts say by themselves, until people say it better.
pub fn draft(locale: Locale, facts: &Facts) -> Summary {
    let mut what = Vec::new();
    if let Some(raised) = &facts.raised {
        let args = Args::new()
            .count(locale, "observed", super::whole(raised.observed))
            .count(locale, "minutes", u64::from(raised.window_minutes))
            .text("expected", number(locale, super::whole(raised.expected)))
            .text("watch", raised.watch.as_str());
        what.push(say(locale, "report-raised", &args));
    }
    if let Some(situation) = &facts.situation {
        let all: u64 = situation.languages.iter().map(super::super::facts::Voices::total).sum();
        let negative: u64 = situation.languages.iter().map(|voices| voices.negative).sum();
        let languages: Vec<String> = audience::named(locale, situation).take(3).collect();
        if all > 0 {
            let args = Args::new()
                .count(locale, "mentions", all)
                .text("share", percent(locale, super::share(negative, all)))
                .text("languages", languages.join(", "))
                .count(locale, "reach", situation.figures.reach);
            what.push(say(locale, "report-heard", &args));
        }
    }
    let clock = |reading: &Reading| {
        let key = format!("report-after-{}", reading.clock.name());
        let known = ["lead", "statement", "resolve"].contains(&reading.clock.name());
        let seconds = reading.seconds.filter(|_| known)?;
        Some(say(locale, &key, &Args::new().text("length", length(locale, seconds))))
    };
    what.extend(facts.clocks.iter().filter_map(clock));
    what.extend(facts.ended_because().map(|why| say(locale, "report-ended", &Args::new().text("why", why))));
    Summary { what: what.join(" "), ..Summary::default() }
}

/// Every clock that ran, against this team's past.
fn clocks(locale: Locale, facts: &Facts) -> Vec<Part> {
    let ran: Vec<&Reading> = facts.clocks.iter().filter(|reading| reading.seconds.is_some()).collect();
    if ran.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![Part::Section(word(locale, "report-clocks"))];
    if ran.iter().any(|reading| reading.median_seconds.is_some()) {
        parts.push(Block::Chart(chart(locale, facts, &ran)).into());
    }
    let written = |seconds: Option<u64>| seconds.map_or_else(|| "–".to_owned(), |seconds| length(locale, seconds));
    let row = |reading: &&Reading| {
        vec![
            Rich::words(clock(locale, reading)),
            Rich(vec![Span::Strong(written(reading.seconds))]),
            Rich::words(written(reading.median_seconds)),
            Rich::words(number(locale, reading.of as u64)),
        ]
    };
    let columns = ["report-column-clock", "report-column-now", "report-column-before", "report-column-of"];
    let head = columns.map(|key| word(locale, key)).to_vec();
    parts.push(Table { head, rows: ran.iter().map(row).collect() }.into());
    parts
}

/// `Until somebody led`
pub(super) fn clock(locale: Locale, reading: &Reading) -> String {
    word(locale, &format!("report-clock-{}", reading.clock.name()))
}

fn chart(locale: Locale, facts: &Facts, ran: &[&Reading]) -> Chart {
    #[expect(clippy::cast_precision_loss, reason = "seconds of an incident")]
    let bar = |seconds: u64| PairBar { value: seconds as f64, text: length(locale, seconds) };
    // Minutes and weeks on one scale would hide the minutes: each unit has its own, and is headed by it.
    let mut units: Vec<(Unit, &Reading)> = ran
        .iter()
        .filter_map(|reading| Some((Unit::of(reading.seconds?.max(reading.median_seconds.unwrap_or(0))), *reading)))
        .collect();
    units.sort_by_key(|(unit, _)| *unit);
    let row = |(unit, reading): &(Unit, &Reading)| {
        let (now, before) = (bar(reading.seconds?), reading.median_seconds.map(bar));
        let group = word(locale, unit.heading());
        Some(PairRow { group, label: clock(locale, reading), now, before })
    };
    let labels = PairLabels { now: word(locale, "report-column-now"), before: word(locale, "report-column-before") };
    let kind = ChartKind::Pairs { rows: units.iter().filter_map(row).collect(), labels };
    Chart { title: title(locale, "report-clocks-chart", facts.id), alt: word(locale, "report-clocks-chart-alt"), kind }
}

impl Summary {
    /// Where people said nothing, what another says.
    fn or(&self, other: &Self) -> Self {
        let or = |mine: &String, other: &String| if mine.is_empty() { other } else { mine }.clone();
        Self {
            what: or(&self.what, &other.what),
            why: or(&self.why, &other.why),
            lessons: or(&self.lessons, &other.lessons),
        }
    }

    /// With the key of what each is called.
    pub(super) fn parts(&self) -> [(&'static str, &str); 3] {
        [("report-what", &self.what), ("report-why", &self.why), ("report-lessons", &self.lessons)]
    }

    /// What there is to read: people's words, and the facts where they said nothing.
    pub(super) fn read(&self, locale: Locale, facts: &Facts) -> Self {
        self.or(&draft(locale, facts))
    }
}
