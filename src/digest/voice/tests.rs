//! Digests as they are read.

use std::collections::BTreeSet;

use super::super::tests::empty;
use super::super::{Authors, ShareOfVoice, Silent, Theme};
use super::*;
use crate::id::{AlertId, IncidentId};

const SOFIA: Tz = Tz::Europe__Sofia;

fn at(text: &str) -> Time {
    text.parse().unwrap()
}

fn part(name: &str, total: u64, negative: u64, positive: u64) -> Part {
    Part { name: name.into(), total, negative, positive }
}

fn driver() -> Heard {
    Heard {
        id: 1,
        source_id: "1".into(),
        source: "webhook:pulse".into(),
        platform: "<!here> x".into(),
        url: None,
        author_id: "1".into(),
        author_handle: Some("maria<!channel>".into()),
        author_name: None,
        followers: Some(9_100),
        title: None,
        text: "@everyone run".into(),
        language: "it".into(),
        sentiment: "negative".into(),
        engagement: 0,
        reach: None,
        group_key: 1,
        organic: 1.0,
        created_at: crate::clock::micros(at("2026-03-29T01:00:00Z")),
    }
}

/// A day of trouble with everything in it.
fn trouble() -> Digest {
    let calm = empty();
    let column = |hour: u32| VolumePoint {
        at: calm.from + Duration::hours(i64::from(hour)),
        negative: if hour > 16 { 20 } else { 1 },
        neutral: 6 + hour % 3,
        positive: 2 + hour % 2,
        expected: 8.0 + f64::from(hour % 4),
    };
    let theme = |word: &str| Theme { word: word.into(), voices: 30.0, z: 4.0 };
    Digest {
        counts: Counts { total: 412, negative: 157, positive: 49, organic: 200.0 },
        before: Counts { total: 133, negative: 20, positive: 15, organic: 130.0 },
        languages: vec![part("en", 210, 90, 30), part("it", 150, 60, 10), part("sw", 52, 7, 9)],
        sources: vec![part("webhook:pulse", 300, 0, 0), part("import", 112, 0, 0)],
        columns: (0..23).map(column).collect(),
        drivers: vec![driver()],
        themes: vec![theme("recall"), theme("召回"), theme("@here")],
        authors: Authors { busiest: vec![("@channel".into(), 12)], farthest: vec![("tv".into(), 120_000)] },
        voice: Some(ShareOfVoice { ours: 0.62, before: Some(0.55), theirs: vec![("Borealis".into(), 0.38)] }),
        incidents: vec![IncidentId(12)],
        alerts: vec![AlertId(7)],
        silent: vec![Silent { source: "webhook:@echo".into(), since: at("2026-03-27T09:30:00Z") }],
        late: Some(Late { due: at("2026-03-29T06:00:00Z"), sent: at("2026-03-29T08:20:00Z") }),
        ..calm
    }
}

#[test]
fn every_language_says_the_whole_digest_in_its_own_words() {
    let mut summaries = BTreeSet::new();
    for locale in Locale::ALL {
        let post = digest(locale, SOFIA, &trouble());
        let said = post.plain();
        assert!(!said.contains("digest-") && !said.contains("common-") && !said.contains('{'), "{locale}: {said}");
        for fact in ["412", "210%", "133", "212", "38%", "−26%", "62%", "Borealis", "INC-12", "A-7", "recall", "9"] {
            assert!(said.contains(fact), "{locale} lacks {fact}: {said}");
        }
        assert!(said.contains("09:00") && said.contains("11:20"), "{locale} is late, in the zone's time: {said}");
        assert!(post.summary.lines().count() == 1 && post.summary.contains("412"), "{}", post.summary);
        summaries.insert(post.summary);
    }
    assert_eq!(summaries.len(), Locale::ALL.len());
}

#[test]
fn the_chart_has_a_picture_and_a_sentence_for_those_who_cannot_see_it() {
    let post = digest(Locale::En, SOFIA, &trouble());
    let [chart] = post
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Chart(chart) => Some(chart),
            _ => None,
        })
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    assert!(chart.png().unwrap().starts_with(b"\x89PNG"));
    assert!(chart.alt.contains("31") && chart.alt.contains("Mar 29 02:00"), "{}", chart.alt);
}

#[test]
fn a_quiet_day_is_one_short_line_in_every_language() {
    let mut digests = vec![empty()];
    digests.push(Digest { counts: Counts { total: 3, organic: 3.0, ..Counts::default() }, ..empty() });
    for quiet in &digests {
        for locale in Locale::ALL {
            let post = digest(locale, SOFIA, quiet);
            let said = post.plain();
            assert!(matches!(post.blocks.as_slice(), [Block::Text(_)]), "{post:?}");
            assert!(said.chars().count() <= 60 && said.lines().count() == 1, "{locale}: {said}");
            assert!(said.starts_with("Nimbus") && !said.contains('{') && !said.contains("digest-"), "{said}");
        }
    }
    assert_eq!(digest(Locale::En, SOFIA, &digests[1]).plain(), "Nimbus: quiet, 3 mentions (before: 0).");
}

#[test]
fn a_quiet_day_still_says_that_it_is_late_and_that_a_source_is_silent() {
    let loud = trouble();
    let quiet = Digest { late: loud.late, silent: loud.silent, ..empty() };
    let said = digest(Locale::En, SOFIA, &quiet).plain();
    assert!(said.contains("Late: due 09:00, sent 11:20."), "{said}");
    assert!(said.contains("webhook:＠echo since Mar 27 11:30"), "{said}");
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn public_words_can_neither_ping_nor_command() {
    let post = digest(Locale::En, SOFIA, &trouble());
    let said = post.plain();
    assert!(!said.contains('@') && !said.contains("<!"), "{said}");
    assert!(!post.summary.contains('@'));
    assert!(said.contains("＠everyone run"), "it is there all the same: {said}");
}

#[test]
fn a_late_digest_of_another_day_names_the_days() {
    let late = Late { due: at("2026-03-28T07:00:00Z"), sent: at("2026-03-29T08:20:00Z") };
    let digest = digest(Locale::It, SOFIA, &Digest { late: Some(late), ..trouble() });
    assert!(digest.plain().contains("In ritardo: previsto 28 mar 09:00, inviato 29 mar 11:20."), "{}", digest.plain());
}

#[test]
fn several_watches_get_a_paragraph_each() {
    let quiet = Digest { watch: "Cirrus".into(), ..empty() };
    for locale in Locale::ALL {
        let post = overview(locale, SOFIA, &[trouble(), quiet.clone()]);
        let texts = post.blocks.iter().filter(|block| matches!(block, Block::Text(_))).count();
        assert_eq!((texts, post.tone), (2, Tone::Warning), "{post:?}");
        let said = post.plain();
        assert!(said.contains("A-7") && said.contains("Cirrus") && !said.contains("digest-"), "{said}");
        assert!(!said.contains('@'));
    }
}

/// To look at: `SQUALL_LOOK=/tmp/look cargo test digest_to_look_at`.
#[test]
fn digest_to_look_at() {
    let Ok(folder) = std::env::var("SQUALL_LOOK") else { return };
    for locale in Locale::ALL {
        let post = digest(locale, SOFIA, &trouble());
        println!("{}\n", post.plain());
        for block in &post.blocks {
            if let Block::Chart(chart) = block {
                std::fs::write(format!("{folder}/{}.png", locale.tag()), chart.png().unwrap()).unwrap();
            }
        }
    }
}
