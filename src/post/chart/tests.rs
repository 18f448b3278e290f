//! Charts are looked at by people; these tests hold what must not break: every language has its glyphs, hostile text
//! stays text, odd data draws. `SQUALL_CHARTS=folder cargo test chart` leaves the pictures there.

use commands::Locale;
use proptest::prelude::*;

use super::canvas::{Canvas, Pen, fit, measure};
use super::*;

fn labels(locale: Locale, zone: &str) -> VolumeLabels {
    let [negative, neutral, positive, expected] = match locale {
        Locale::En => ["Negative", "Neutral", "Positive", "Expected"],
        Locale::It => ["Negative", "Neutre", "Positive", "Attese"],
        Locale::Bg => ["Отрицателни", "Неутрални", "Положителни", "Очаквани"],
        Locale::El => ["Αρνητικές", "Ουδέτερες", "Θετικές", "Αναμενόμενες"],
        Locale::ZhHant => ["負面", "中立", "正面", "預期"],
    }
    .map(str::to_owned);
    VolumeLabels { negative, neutral, positive, expected, zone: zone.into(), language: locale.tag().into() }
}

fn hour(n: i64) -> Time {
    Time::from_timestamp(1_774_656_000 + n * 3600, 0).unwrap()
}

/// Quiet hours, and a storm of which the middle is mostly negative.
fn points(hours: i64) -> Vec<VolumePoint> {
    let point = |n: i64| {
        let storm =
            if (hours / 2..hours / 2 + 5).contains(&n) { 180 - u32::try_from(n - hours / 2).unwrap() * 30 } else { 0 };
        let usual = 20 + u32::try_from(n % 24).unwrap() * 2;
        let (negative, neutral, positive) = (4 + storm, usual / 2, usual / 3);
        VolumePoint { at: hour(n), negative, neutral, positive, expected: f64::from(usual) }
    };
    (0..hours).map(point).collect()
}

fn volume(locale: Locale, hours: i64) -> Chart {
    let title = match locale {
        Locale::En => "Nimbus: mentions an hour",
        Locale::It => "Nimbus: menzioni all’ora",
        Locale::Bg => "Nimbus: споменавания на час",
        Locale::El => "Nimbus: αναφορές ανά ώρα",
        Locale::ZhHant => "雲霧咖啡 Nimbus：每小時聲量",
    };
    let (points, labels) = (points(hours), labels(locale, "Europe/Sofia"));
    let kind = ChartKind::Volume { points, labels, events: Vec::new() };
    Chart { title: title.into(), alt: String::new(), kind }
}

fn split(locale: Locale) -> Chart {
    let row = |label: &str, negative, neutral, positive| SplitRow { label: label.into(), negative, neutral, positive };
    let VolumeLabels { negative, neutral, positive, language, .. } = labels(locale, "");
    let rows = vec![
        row("English", 120, 300, 210),
        row("Ελληνικά", 1_800, 240, 12),
        row("български", 4, 0, 9),
        row("繁體中文", 40, 31, 2),
        row("Ænglisc with a very long name of a language", 0, 1, 0),
        row("und", 0, 0, 0),
    ];
    let labels = SplitLabels { negative, neutral, positive, language };
    Chart { title: "Nimbus".into(), alt: String::new(), kind: ChartKind::Split { rows, labels } }
}

/// The mood of a week, with phases, and statements of which two come close together.
fn mood(locale: Locale) -> Chart {
    let phase = |from, to, label: &str| Event { at: hour(from), until: Some(hour(to)), label: label.into() };
    let said = |at, label: &str| Event { at: hour(at), until: None, label: label.into() };
    let events = vec![
        phase(12, 20, "responding"),
        phase(20, 21, "monitoring"),
        phase(21, 40, "resolved"),
        said(13, "S-1"),
        said(14, "S-2"),
        said(30, "S-3"),
        said(99, "S-4"),
    ];
    let (points, labels) = (points(48), labels(locale, "Europe/Sofia"));
    Chart { title: "Nimbus".into(), alt: String::new(), kind: ChartKind::Mood { points, labels, events } }
}

fn pairs(locale: Locale) -> Chart {
    let bar = |value: f64| PairBar { value, text: format!("{value} min") };
    let row = |group: &str, label: &str, now, before: Option<f64>| PairRow {
        group: group.into(),
        label: label.into(),
        now: bar(now),
        before: before.map(bar),
    };
    let VolumeLabels { negative, positive, .. } = labels(locale, "");
    let rows = vec![
        row("Minutes", "Until somebody led", 4.0, Some(9.0)),
        row("Ώρες", "Ώς την πρώτη ανακοίνωση", 200.0, Some(90.0)),
        row("Ώρες", "A clock with a name that is far too long to be drawn", 1.0, None),
        row("Ώρες", "0", 0.0, Some(0.0)),
    ];
    let kind = ChartKind::Pairs { rows, labels: PairLabels { now: negative, before: positive } };
    Chart { title: "Nimbus".into(), alt: String::new(), kind }
}

fn size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!(&png[1..4], b"PNG");
    (number(16), number(20))
}

#[test]
fn every_language_has_its_picture() {
    for locale in Locale::ALL {
        for (name, chart) in [
            ("day", volume(locale, 24)),
            ("week", volume(locale, 168)),
            ("split", split(locale)),
            ("mood", mood(locale)),
            ("pairs", pairs(locale)),
        ] {
            let png = chart.png().unwrap();
            let (width, height) = size(&png);
            assert!(width == 1200 && (400..=560).contains(&height), "{name}: {width} by {height}");
            assert!(png.len() < 200_000, "{name}: {} bytes", png.len());
            if let Ok(folder) = std::env::var("SQUALL_CHARTS") {
                std::fs::write(format!("{folder}/{name}-{locale}.png"), png).unwrap();
            }
        }
    }
}

/// How a character alone looks.
fn drawn(c: char) -> Vec<u8> {
    let mut canvas = Canvas::new(24.0, 24.0);
    canvas.text((2.0, 18.0), &c.to_string(), Pen::LABEL);
    canvas.png().unwrap()
}

#[test]
fn every_character_of_our_words_is_in_the_fonts() {
    let missing = drawn('\u{10FFFD}');
    assert_ne!(drawn(' '), missing, "what is missing shows as a box");
    let mut seen = std::collections::BTreeSet::new();
    for locale in Locale::ALL {
        for entry in std::fs::read_dir(format!("{}/words/{locale}", env!("CARGO_MANIFEST_DIR"))).unwrap() {
            seen.extend(std::fs::read_to_string(entry.unwrap().path()).unwrap().chars().filter(|c| !c.is_control()));
        }
    }
    seen.extend("咖啡品牌鬱ŁőÞ€".chars());
    let boxes: String = seen.into_iter().filter(|&c| drawn(c) == missing).collect();
    assert_eq!(boxes, "", "run scripts/subset-fonts");
}

#[test]
fn hostile_text_stays_text() {
    let hostile =
        "</text><rect width=\"600\" height=\"240\"/>&bogus; ]]> \u{0}\u{1b}[2J \u{FFFF} \u{202E} عربي 👩‍👩‍👧 \u{E000}";
    let mut chart = split(Locale::En);
    chart.title = hostile.into();
    if let ChartKind::Split { rows, labels } = &mut chart.kind {
        rows[0].label = hostile.into();
        labels.negative = hostile.into();
    }
    chart.png().unwrap();
    let mut canvas = Canvas::new(100.0, 20.0);
    canvas.text((0.0, 10.0), hostile, Pen::LABEL);
    assert_eq!(canvas.svg().matches("<rect").count(), 1, "the background and nothing else");
    assert_eq!(canvas.svg().matches("</text>").count(), 1);
}

#[test]
fn long_text_ends_in_an_ellipsis_within_its_room() {
    let fitted = fit(&"Nimbus και άλλα ".repeat(40), Pen::TITLE, 300.0);
    assert!(fitted.ends_with('…') && fitted.starts_with("Nimbus"));
    assert!((250.0..=300.0).contains(&measure(&fitted, Pen::TITLE)), "{fitted}");
    assert_eq!(fit("短", Pen::TITLE, 300.0), "短");
}

#[test]
fn counts_are_round_and_cover_the_tallest() {
    assert_eq!(axis::counts(0.0), [0, 1]);
    assert_eq!(axis::counts(3.2), [0, 1, 2, 3, 4]);
    assert_eq!(axis::counts(220.0), [0, 50, 100, 150, 200, 250]);
    assert_eq!(axis::counts(1_001.0), [0, 500, 1_000, 1_500]);
    assert_eq!(axis::counts(f64::NAN), [0, 1]);
}

#[test]
fn times_are_those_of_the_zone_and_a_fold_is_labelled_once() {
    // 2026-10-24 21:00 UTC is midnight in Sofia; four hours later clocks go back from 04:00 to 03:00.
    let begin = Time::from_timestamp(1_792_875_600, 0).unwrap();
    let point = |n: i64| VolumePoint {
        at: begin + chrono::Duration::hours(n),
        negative: 1,
        neutral: 0,
        positive: 0,
        expected: 0.0,
    };
    let night: Vec<VolumePoint> = (0..8).map(point).collect();
    let labels: Vec<String> =
        axis::times(&night, "Europe/Sofia", Locale::Bg).into_iter().map(|(_, label)| label).collect();
    assert_eq!(labels, ["25.10.", "01:00", "02:00", "03:00", "04:00", "05:00", "06:00"]);
    let nowhere = axis::times(&night, "Mars/Olympus", Locale::En);
    assert_eq!(nowhere[0].1, "21:00", "an unknown zone is UTC");
    for days in [1, 3, 30, 400] {
        let many: Vec<VolumePoint> = (0..days * 24).map(point).collect();
        assert!((2..=8).contains(&axis::times(&many, "Asia/Taipei", Locale::En).len()), "{days} days");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn odd_data_still_draws(
        title in ".{0,80}",
        zone in ".{0,12}",
        raw in prop::collection::vec((any::<i64>(), any::<u32>(), any::<u32>(), any::<f64>()), 0..40),
    ) {
        let point = |&(at, negative, positive, expected): &(i64, u32, u32, f64)| VolumePoint {
            at: Time::from_timestamp_micros(at).unwrap_or_default(),
            negative,
            neutral: negative ^ positive,
            positive,
            expected,
        };
        let labels = VolumeLabels { zone, negative: title.clone(), ..VolumeLabels::default() };
        let kind = ChartKind::Volume { points: raw.iter().map(point).collect(), labels, events: Vec::new() };
        let chart = Chart { title: title.clone(), alt: String::new(), kind };
        prop_assert!(chart.png().is_ok());
        let ChartKind::Volume { points, labels, .. } = chart.kind else { unreachable!() };
        let event = |point: &VolumePoint| Event { at: point.at, until: None, label: title.clone() };
        let lasting = |point: &VolumePoint| Event { until: Some(Time::UNIX_EPOCH), ..event(point) };
        let events = points.iter().map(event).chain(points.iter().map(lasting)).collect();
        let kind = ChartKind::Mood { points, labels, events };
        let drawn = Chart { title: String::new(), alt: String::new(), kind }.png();
        prop_assert!(drawn.is_ok());
        let bar = |value| PairBar { value, text: title.clone() };
        let rows = raw.iter().map(|&(.., value)| PairRow { group: title.clone(), label: title.clone(), now: bar(value), before: Some(bar(-value)) });
        let kind = ChartKind::Pairs { rows: rows.collect(), labels: PairLabels::default() };
        let drawn = Chart { title: String::new(), alt: String::new(), kind }.png();
        prop_assert!(drawn.is_ok());
    }
}
