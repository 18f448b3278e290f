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
    let kind = ChartKind::Volume { points: points(hours), labels: labels(locale, "Europe/Sofia") };
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

fn size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!(&png[1..4], b"PNG");
    (number(16), number(20))
}

#[test]
fn every_language_has_its_picture() {
    for locale in Locale::ALL {
        for (name, chart) in [("day", volume(locale, 24)), ("week", volume(locale, 168)), ("split", split(locale))] {
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
