//! A digest's facts as a post.

use chrono::Duration;
use chrono_tz::Tz;
use commands::Locale;

use super::{Counts, Digest, Late, Part};
use crate::clock::Time;
use crate::mention::store::Heard;
use crate::post::chart::{ChartKind, VolumeLabels, VolumePoint};
use crate::post::{Block, Chart, Field, Post, Quote, Rich, Span, Tone};
use crate::words::{Args, day, language_name, number, percent, say, word};

/// Between values that stand in a row.
const DOT: &str = " · ";
/// Changes below this share are none.
const SAME: f64 = 0.05;
/// Languages and sources shown; the rest is small.
const PARTS: usize = 5;
/// Characters of a quote; a digest is skimmed.
const QUOTE: usize = 280;
/// From this length of a period on, its days say enough.
const DAYS_ALONE: Duration = Duration::hours(72);

/// The whole digest of one watch; one line when the time was quiet.
pub fn digest(locale: Locale, zone: Tz, digest: &Digest) -> Post {
    let summary = format!("{}{}{}", digest.watch, word(locale, "digest-colon"), gist(locale, digest));
    if digest.is_quiet() {
        return Post { summary, blocks: vec![Block::Text(quiet(locale, zone, digest))], tone: Tone::Plain };
    }
    let title = Args::new().text("watch", digest.watch.as_str()).text("period", period(locale, zone, digest));
    let mut blocks = vec![Block::Heading(say(locale, "digest-title", &title))];
    blocks.extend(digest.late.map(|late| Block::Context(Rich::words(lateness(locale, zone, late)))));
    blocks.push(Block::Text(Rich::words(gist(locale, digest))));
    blocks.push(Block::Fields(fields(locale, digest)));
    blocks.push(Block::Chart(chart(locale, zone, digest)));
    blocks.extend(themes(locale, digest).map(Block::Text));
    blocks.extend(digest.drivers.iter().map(|driver| Block::Quote(quote(locale, zone, driver))));
    blocks.push(Block::List(lists(locale, digest)));
    blocks.extend(silent(locale, zone, digest).map(Block::Context));
    Post { summary, blocks, tone: tone(digest) }
}

/// A paragraph for each of several watches.
pub fn overview(locale: Locale, zone: Tz, digests: &[Digest]) -> Post {
    let period = digests.first().map(|digest| period(locale, zone, digest)).unwrap_or_default();
    let title = say(locale, "digest-all", &Args::new().text("period", period));
    let mut blocks = vec![Block::Heading(title.clone())];
    for digest in digests {
        let mut spans = named(locale, digest);
        if !digest.is_quiet() {
            let (going_on, colon) = (going_on(locale, digest).into_iter(), word(locale, "digest-colon"));
            spans.extend(going_on.map(|(label, ids)| Span::Words(format!("{DOT}{label}{colon}{ids}"))));
        }
        blocks.push(Block::Text(Rich(spans)));
        blocks.extend(themes(locale, digest).filter(|_| !digest.is_quiet()).map(Block::Context));
    }
    let tone = if digests.iter().any(|digest| tone(digest) == Tone::Warning) { Tone::Warning } else { Tone::Plain };
    Post { summary: title, blocks, tone }
}

/// How much was said, and whether that is more or less than before.
fn gist(locale: Locale, digest: &Digest) -> String {
    let args = Args::new().count(locale, "total", digest.counts.total).count(locale, "before", digest.before.total);
    if digest.is_quiet() {
        return say(locale, "digest-quiet", &args);
    }
    let (key, change) = match digest.change() {
        None => ("digest-first", 0.0),
        Some(change) if change.abs() < SAME => ("digest-same", 0.0),
        Some(change) if change > 0.0 => ("digest-more", change),
        Some(change) => ("digest-less", change),
    };
    let gist = say(locale, key, &args.text("percent", percent(locale, change.abs())));
    match digest.counts.copies() {
        Some(copies) => {
            let copies = say(locale, "digest-copies", &Args::new().count(locale, "copies", copies));
            say(locale, "digest-and", &Args::new().text("first", gist).text("second", copies))
        }
        None => gist,
    }
}

/// The watch's name and the gist.
fn named(locale: Locale, digest: &Digest) -> Vec<Span> {
    let gist = format!("{}{}", word(locale, "digest-colon"), gist(locale, digest));
    vec![Span::Strong(digest.watch.clone()), Span::Words(gist)]
}

/// One line, and what must not be missed even now.
fn quiet(locale: Locale, zone: Tz, digest: &Digest) -> Rich {
    let mut spans = named(locale, digest);
    spans.extend(digest.late.map(|late| Span::Words(format!(" {}", lateness(locale, zone, late)))));
    if let Some(silent) = silent(locale, zone, digest) {
        spans.push(Span::Words(" ".to_owned()));
        spans.extend(silent.0);
    }
    Rich(spans)
}

fn fields(locale: Locale, digest: &Digest) -> Vec<Field> {
    let field = |key: &str, value: String| Field { label: word(locale, key), value: Rich::words(value) };
    let before = |value: f64, before: Option<f64>, written: fn(Locale, f64) -> String| match before {
        Some(before) => {
            let args = Args::new().text("value", written(locale, value)).text("before", written(locale, before));
            say(locale, "digest-was", &args)
        }
        None => written(locale, value),
    };
    let net_before = (digest.before.total > 0).then(|| digest.before.net());
    let mut fields = vec![
        field("digest-sentiment", sentiment(locale, &digest.counts)),
        field("digest-net", before(digest.counts.net(), net_before, signed)),
    ];
    if let Some(voice) = &digest.voice {
        let mut shares = vec![before(voice.ours, voice.before, percent)];
        shares
            .extend(voice.theirs.iter().take(PARTS).map(|(name, share)| format!("{name} {}", percent(locale, *share))));
        fields.push(field("digest-share", shares.join(DOT)));
    }
    fields.extend(going_on(locale, digest).into_iter().map(|(label, ids)| Field { label, value: Rich::words(ids) }));
    fields
}

/// What is open, as label and ids.
fn going_on(locale: Locale, digest: &Digest) -> Vec<(String, String)> {
    let alerts: Vec<String> = digest.alerts.iter().map(ToString::to_string).collect();
    let incidents: Vec<String> = digest.incidents.iter().map(ToString::to_string).collect();
    [("digest-alerts", alerts), ("digest-incidents", incidents)]
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(key, ids)| (word(locale, key), ids.join(", ")))
        .collect()
}

fn sentiment(locale: Locale, counts: &Counts) -> String {
    let parts = [
        ("common-negative", counts.negative),
        ("common-neutral", counts.neutral()),
        ("common-positive", counts.positive),
    ];
    let said = parts.map(|(key, part)| {
        #[expect(clippy::cast_precision_loss, reason = "mentions stay far below what a double holds")]
        let share = part as f64 / counts.total.max(1) as f64;
        format!("{} {}", word(locale, key), percent(locale, share))
    });
    said.join(DOT)
}

/// A share with its sign: `+12%`.
fn signed(locale: Locale, share: f64) -> String {
    let written = percent(locale, share);
    if (share * 100.0).round() > 0.0 { format!("+{written}") } else { written }
}

fn chart(locale: Locale, zone: Tz, digest: &Digest) -> Chart {
    let tall = |point: &VolumePoint| point.negative.saturating_add(point.neutral).saturating_add(point.positive);
    let most = digest.columns.iter().max_by_key(|point| (tall(point), std::cmp::Reverse(point.at)));
    let alt = Args::new()
        .text("period", period(locale, zone, digest))
        .count(locale, "most", most.map_or(0, |point| u64::from(tall(point))))
        .text("at", most.map(|point| moment(locale, zone, point.at)).unwrap_or_default());
    Chart {
        title: say(locale, "digest-chart-title", &Args::new().text("watch", digest.watch.as_str())),
        alt: say(locale, "digest-chart-alt", &alt),
        kind: ChartKind::Volume {
            points: digest.columns.clone(),
            events: Vec::new(),
            labels: VolumeLabels::new(locale, zone, "digest-before"),
        },
    }
}

fn themes(locale: Locale, digest: &Digest) -> Option<Rich> {
    let words = digest.themes.iter().map(|theme| vec![Span::Public(theme.word.clone())]);
    row(locale, "digest-themes", words)
}

/// Languages, sources and authors, where there is more than one to tell apart.
fn lists(locale: Locale, digest: &Digest) -> Vec<Rich> {
    let language = |part: &Part| {
        let counted = number(locale, part.total);
        vec![Span::Words(format!("{} {counted} ({})", language_name(locale, &part.name), signed(locale, part.net())))]
    };
    let counted = |name: &str, count: u64| {
        vec![Span::Public(name.to_owned()), Span::Words(format!("\u{a0}({})", number(locale, count)))]
    };
    let sources = digest.sources.iter().take(PARTS).map(|part| counted(&part.name, part.total));
    let authors = |authors: &[(String, u64)]| -> Vec<Vec<Span>> {
        authors.iter().map(|(name, count)| counted(name, *count)).collect()
    };
    [
        row(locale, "digest-languages", digest.languages.iter().take(PARTS).map(language)),
        row(locale, "digest-sources", sources),
        row(locale, "digest-busiest", authors(&digest.authors.busiest).into_iter()),
        row(locale, "digest-farthest", authors(&digest.authors.farthest).into_iter()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn silent(locale: Locale, zone: Tz, digest: &Digest) -> Option<Rich> {
    let sources = digest.silent.iter().map(|silent| {
        let since = say(locale, "digest-since", &Args::new().text("at", moment(locale, zone, silent.since)));
        vec![Span::Public(silent.source.clone()), Span::Words(format!(" {since}"))]
    });
    row(locale, "digest-silent", sources)
}

/// A label, and what stands after it with dots between. Nothing when nothing does.
fn row(locale: Locale, key: &str, items: impl Iterator<Item = Vec<Span>>) -> Option<Rich> {
    let mut spans = vec![Span::Strong(word(locale, key)), Span::Words(word(locale, "digest-colon"))];
    let label = spans.len();
    for item in items {
        if spans.len() > label {
            spans.push(Span::Words(DOT.to_owned()));
        }
        spans.extend(item);
    }
    (spans.len() > label).then_some(Rich(spans))
}

fn quote(locale: Locale, zone: Tz, driver: &Heard) -> Quote {
    let words = driver.title.as_ref().unwrap_or(&driver.text);
    let mut text: String = words.chars().take(QUOTE).collect();
    if text.len() < words.len() {
        text.push('…');
    }
    let followers = driver.followers.and_then(|followers| u64::try_from(followers).ok());
    let followers =
        followers.map(|followers| say(locale, "common-followers", &Args::new().count(locale, "followers", followers)));
    // The platform is a name that a source gave; what is no name does not enter our own words.
    let platform: String = driver.platform.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '.')).collect();
    let note = [
        followers,
        Some(language_name(locale, &driver.language)),
        Some(platform),
        Some(moment(locale, zone, driver.created_at())),
    ];
    let note: Vec<String> = note.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Quote { author: driver.author().to_owned(), text, note: note.join(DOT), url: driver.url.clone() }
}

fn lateness(locale: Locale, zone: Tz, late: Late) -> String {
    let [due, sent] = [late.due, late.sent].map(|at| at.with_timezone(&zone));
    let hour = |at: chrono::DateTime<Tz>| at.format("%H:%M").to_string();
    let (due, sent) = if due.date_naive() == sent.date_naive() {
        (hour(due), hour(sent))
    } else {
        (moment(locale, zone, late.due), moment(locale, zone, late.sent))
    };
    say(locale, "digest-late", &Args::new().text("due", due).text("sent", sent))
}

/// From when to when, as briefly as its length allows.
fn period(locale: Locale, zone: Tz, digest: &Digest) -> String {
    let [from, to] = [digest.from, digest.to].map(|at| at.with_timezone(&zone));
    if digest.to - digest.from >= DAYS_ALONE {
        format!("{} – {}", day(locale, from.date_naive()), day(locale, to.date_naive()))
    } else if from.date_naive() == to.date_naive() {
        format!("{} – {}", moment(locale, zone, digest.from), to.format("%H:%M"))
    } else {
        format!("{} – {}", moment(locale, zone, digest.from), moment(locale, zone, digest.to))
    }
}

/// A day and a time of the zone.
fn moment(locale: Locale, zone: Tz, at: Time) -> String {
    let local = at.with_timezone(&zone);
    format!("{} {}", day(locale, local.date_naive()), local.format("%H:%M"))
}

fn tone(digest: &Digest) -> Tone {
    if digest.alerts.is_empty() && digest.incidents.is_empty() { Tone::Plain } else { Tone::Warning }
}

#[cfg(test)]
mod tests;
