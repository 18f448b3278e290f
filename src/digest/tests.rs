//! What a quiet time is, and what people speak of more than before.

use super::*;
use proptest::prelude::*;

fn counts(total: u64, negative: u64, positive: u64) -> Counts {
    #[expect(clippy::cast_precision_loss, reason = "small")]
    let organic = total as f64;
    Counts { total, negative, positive, organic }
}

pub(super) fn empty() -> Digest {
    let at = |text: &str| text.parse::<Time>().unwrap();
    Digest {
        watch: "Nimbus".into(),
        from: at("2026-03-28T07:00:00Z"),
        to: at("2026-03-29T06:00:00Z"),
        counts: Counts::default(),
        before: Counts::default(),
        languages: Vec::new(),
        sources: Vec::new(),
        columns: Vec::new(),
        drivers: Vec::new(),
        themes: Vec::new(),
        authors: Authors::default(),
        voice: None,
        incidents: Vec::new(),
        alerts: Vec::new(),
        silent: Vec::new(),
        late: None,
    }
}

#[test]
fn a_time_is_quiet_when_few_speak_as_before_and_nothing_is_going_on() {
    let quiet = Digest { counts: counts(4, 1, 1), before: counts(6, 0, 0), ..empty() };
    assert!(quiet.is_quiet());
    for loud in [
        Digest { counts: counts(10, 0, 0), ..quiet.clone() },
        Digest { counts: counts(5, 5, 0), ..quiet.clone() },
        Digest { before: counts(400, 0, 0), ..quiet.clone() },
        Digest { incidents: vec![IncidentId(1)], ..quiet.clone() },
        Digest { alerts: vec![AlertId(1)], ..quiet.clone() },
    ] {
        assert!(!loud.is_quiet(), "{loud:?}");
    }
}

#[test]
fn change_and_net_sentiment_are_shares() {
    let digest = Digest { counts: counts(150, 60, 30), before: counts(100, 0, 0), ..empty() };
    assert!((digest.change().unwrap() - 0.5).abs() < 1e-9);
    assert!((digest.counts.net() + 0.2).abs() < 1e-9);
    assert_eq!(digest.counts.neutral(), 60);
    assert_eq!(Digest { before: counts(0, 0, 0), ..digest }.change(), None);
    assert!(Counts::default().net().abs() < 1e-9, "nobody spoke");
}

#[test]
fn a_flood_is_spoken_of_and_a_few_reposts_are_not() {
    assert_eq!(Counts { organic: 112.0, ..counts(412, 0, 0) }.copies(), Some(300));
    assert_eq!(Counts { organic: 380.0, ..counts(412, 0, 0) }.copies(), None);
    assert_eq!(Counts { organic: 1.0, ..counts(9, 0, 0) }.copies(), None);
}

#[test]
fn columns_are_hours_for_a_day_and_quarters_of_a_day_for_a_week() {
    assert_eq!(column_width(Duration::hours(24)), Duration::hours(1));
    assert_eq!(column_width(Duration::hours(25)), Duration::hours(1), "the day that clocks go back");
    assert_eq!(column_width(Duration::days(7)), Duration::hours(6));
    assert_eq!(column_width(Duration::days(92)), Duration::days(1));
}

#[test]
fn a_source_is_missed_after_a_day_or_four_times_its_usual_pause() {
    let fortnight = Duration::days(14);
    assert!(!is_silent(Duration::hours(23), fortnight, 5_000));
    assert!(is_silent(Duration::hours(24), fortnight, 5_000));
    assert!(!is_silent(Duration::days(3), fortnight, 14), "one a day may pause");
    assert!(is_silent(Duration::days(4), fortnight, 14));
}

fn said(texts: &[&str], language: &str, times: usize) -> Vec<Sample> {
    let one = |text: &str| Sample { text: text.into(), language: language.into(), organic: 1.0 };
    texts.iter().cycle().take(texts.len() * times).map(|text| one(text)).collect()
}

fn words(now: &[Sample], before: &[Sample]) -> Vec<String> {
    themes(now, before, "nimbus OR 雲滑", 5).into_iter().map(|theme| theme.word).collect()
}

#[test]
fn what_is_new_is_a_theme_in_every_language_and_what_was_always_said_is_not() {
    let stories = [
        ("en", "Nimbus scooter ride downtown", "Nimbus scooter recall after the fire", "recall"),
        ("it", "Il monopattino Nimbus in centro", "Richiamo del monopattino Nimbus", "Richiamo"),
        ("bg", "Тротинетката Nimbus в центъра", "Тротинетката Nimbus гори, искам сервиз", "сервиз"),
        ("el", "Το πατίνι Nimbus στο κέντρο", "Το πατίνι Nimbus: ζητώ απόσυρση", "απόσυρση"),
        ("zh-Hant", "雲滑滑板車在市中心", "雲滑滑板車電池起火", "電池"),
    ];
    for (language, usual, trouble, theme) in stories {
        let before = said(&[usual], language, 40);
        let mut now = said(&[usual], language, 30);
        now.extend(said(&[trouble], language, 12));
        let found = words(&now, &before);
        assert!(found.iter().any(|word| word == theme), "{language}: {found:?}");
        let old = ["scooter", "Nimbus", "monopattino", "Тротинетката", "πατίνι", "滑板"];
        assert!(!found.iter().any(|word| old.contains(&word.as_str())), "{language}: {found:?}");
        assert_eq!(words(&before, &before), Vec::<String>::new(), "{language}: nothing is new");
    }
}

#[test]
fn a_copied_advert_is_no_theme_and_forms_of_a_word_are_one() {
    let before = said(&["nimbus ride home"], "en", 40);
    let mut now = said(&["nimbus ride home"], "en", 40);
    now.extend(said(&["nimbus crypto giveaway"], "en", 300).into_iter().map(|copy| Sample { organic: 0.005, ..copy }));
    assert_eq!(words(&now, &before), Vec::<String>::new());
    now.extend(said(&["nimbus battery", "nimbus batteries"], "en", 20));
    let found = words(&now, &before);
    assert_eq!(found.iter().filter(|word| word.starts_with("batter")).count(), 1, "{found:?}");
}

/// A thousand texts of words drawn evenly: whatever differs, differs by chance.
#[test]
fn chance_is_no_theme() {
    let mut state = 7_u64;
    let mut draw = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("word{}", (state >> 33) % 500)
    };
    let mut texts = || -> Vec<Sample> {
        let text = |_| (0..12).map(|_| draw()).collect::<Vec<_>>().join(" ");
        (0..500).map(text).map(|text| Sample { text, language: "und".into(), organic: 1.0 }).collect()
    };
    let (now, before) = (texts(), texts());
    assert_eq!(words(&now, &before), Vec::<String>::new());
}

#[test]
fn without_a_time_before_there_is_nothing_to_compare() {
    assert!(themes(&said(&["nimbus recall"], "en", 50), &[], "nimbus", 5).is_empty());
}

/// By hand: 20 of 60 words against none of 60, where 10 of each were expected.
#[test]
fn the_score_is_the_papers() {
    let before = said(&["alpha bravo charlie"], "und", 20);
    let now = said(&["alpha bravo delta"], "und", 20);
    let [theme] = themes(&now, &before, "", 5).try_into().unwrap();
    let ratio = 2.0 * (20.0 * 2.0_f64.ln() + 40.0 * (40.0_f64 / 50.0).ln() + 60.0 * (60.0_f64 / 50.0).ln());
    assert_eq!(theme.word, "delta");
    assert!((theme.z - ratio.sqrt()).abs() < 1e-9, "{} is not the root of {ratio}", theme.z);
}

proptest! {
    #[test]
    fn whatever_is_said_the_answer_is_finite_and_short(
        now in prop::collection::vec((".{0,60}", 0.0..1.0f64), 0..20),
        before in prop::collection::vec(".{0,60}", 0..20),
    ) {
        let sample = |(text, organic)| Sample { text, language: "und".into(), organic };
        let now: Vec<Sample> = now.into_iter().map(sample).collect();
        let before: Vec<Sample> = before.into_iter().map(|text| sample((text, 1.0))).collect();
        let found = themes(&now, &before, "acme", 3);
        prop_assert!(found.len() <= 3 && found.iter().all(|theme| theme.z.is_finite()));
    }
}
