use proptest::prelude::*;

use super::*;

fn utc(text: &str, order: Option<DayOrder>, zone: Tz) -> String {
    read(text, order, zone).map_or_else(|error| error, |at| at.format("%F %T%.f").to_string())
}

#[test]
fn dates_are_read_as_exports_write_them() {
    let cases = [
        "2026-01-31T14:05:06Z",
        "2026-01-31T16:05:06+02:00",
        "2026-01-31 16:05:06 +0200",
        "2026-01-31 14:05:06",
        "2026-01-31 14:05:06 UTC",
        "2026/01/31 14:05:06",
        "2026/1/31 下午 02:05:06",
        "2026/1/31 下午 2:05:06",
        "2026年1月31日 14:05:06",
        "2026年1月31日 14時05分06秒",
        "20260131T140506Z",
        "20260131140506",
        "1769868306",
        "1769868306000",
        "1769868306000000",
        "Sat, 31 Jan 2026 14:05:06 +0000",
        "Sat Jan 31 14:05:06 +0000 2026",
        "31 Jan 2026 14:05:06",
        "31-Jan-2026 02:05:06PM",
        "Jan 31, 2026 2:05:06 PM",
        "Saturday, January 31, 2026 2:05:06 pm",
        "31 gennaio 2026, 14:05:06",
        "31 яну 2026 г. 14:05:06",
        "31 Ιανουαρίου 2026 2:05:06 μ.μ.",
        "31.01.2026 14:05:06",
        "31.1.26 14.05.06",
        "31/01/2026 14:05:06",
        "1/31/2026 2:05:06 PM",
    ];
    for text in cases {
        assert_eq!(utc(text, None, Tz::UTC), "2026-01-31 14:05:06", "{text}");
    }
    assert_eq!(utc("2026-01-31", None, Tz::UTC), "2026-01-31 00:00:00");
    assert_eq!(utc("1769868306.25", None, Tz::UTC), "2026-01-31 14:05:06.250");
    assert_eq!(utc("12/31/2026 12:30 AM", None, Tz::UTC), "2026-12-31 00:30:00");
}

#[test]
fn a_date_without_a_zone_is_in_the_given_one_also_where_clocks_change() {
    let rome = Tz::Europe__Rome;
    assert_eq!(utc("2026-01-31 14:05:06", None, rome), "2026-01-31 13:05:06");
    assert_eq!(utc("2026-01-31T14:05:06Z", None, rome), "2026-01-31 14:05:06");
    // 02:30 is skipped on 2026-03-29: the first moment after the gap. 02:30 comes twice on 2026-10-25: the first.
    assert_eq!(utc("2026-03-29 02:30", None, rome), "2026-03-29 01:00:00");
    assert_eq!(utc("2026-10-25 02:30", None, rome), "2026-10-25 00:30:00");
}

#[test]
fn the_whole_column_decides_what_one_date_can_not() {
    let decide = |column: &[&str]| {
        let mut evidence = Evidence::default();
        column.iter().for_each(|text| evidence.add(text));
        evidence.decide()
    };
    assert_eq!(decide(&["03/04/2026", "25/04/2026 10:00"]), Ok(Some(DayOrder::DayFirst)));
    assert_eq!(decide(&["03/04/2026", "04/25/2026"]), Ok(Some(DayOrder::MonthFirst)));
    assert_eq!(decide(&["03/04/2026", "nonsense"]), Err(Unclear::Ambiguous("03/04/2026".into())));
    assert_eq!(decide(&["04/04/2026", "2026-01-02", "03.04.2026"]), Ok(None));
    let contradiction = Err(Unclear::Contradiction("25/04/2026".into(), "04/25/2026".into()));
    assert_eq!(decide(&["25/04/2026", "04/25/2026"]), contradiction);

    assert_eq!(utc("03/04/2026", Some(DayOrder::DayFirst), Tz::UTC), "2026-04-03 00:00:00");
    assert_eq!(utc("03/04/2026", Some(DayOrder::MonthFirst), Tz::UTC), "2026-03-04 00:00:00");
    assert!(utc("03/04/2026", None, Tz::UTC).contains("day/month"));
    assert_eq!(utc("03.04.2026", None, Tz::UTC), "2026-04-03 00:00:00");
}

#[test]
fn what_is_no_date_is_refused_with_the_way_to_write_one() {
    let wrong = [
        "",
        "soon",
        "2026-02-30",
        "31/31/2026",
        "2026-01-31 25:00",
        "0",
        "12",
        "1/1/1",
        "0001-01-01",
        "99999999999999999999",
    ];
    for text in wrong.into_iter().chain(["2026-01-31 14:05 EST", "31 Foo 2026", "2026-01-31 13:00 PM"]) {
        assert!(utc(text, None, Tz::UTC).contains("2026-01-31"), "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,90}", order in prop::option::of(Just(DayOrder::MonthFirst))) {
        let _ = read(&text, order, Tz::Europe__Athens);
    }

    #[test]
    fn nothing_that_looks_like_a_date_panics(text in "[0-9]{0,5}[-/. 年T:]?[0-9a-zа-я]{0,4}[-/. 月:]?[0-9]{0,5}[ T日]?[0-9]{0,3}:?[0-9]{0,3}[.:+-]?[0-9]{0,10}(pm|Z)?") {
        let _ = read(&text, Some(DayOrder::DayFirst), Tz::Europe__Sofia);
    }

    #[test]
    fn what_is_written_in_full_is_read_back(micros in 700_000_000_000_000_i64..4_000_000_000_000_000) {
        let at = crate::clock::from_micros(micros);
        prop_assert_eq!(read(&at.to_rfc3339(), None, Tz::UTC), Ok(at));
        prop_assert_eq!(read(&at.format("%d %b %Y %H:%M:%S%.6f").to_string(), None, Tz::UTC), Ok(at));
    }
}
