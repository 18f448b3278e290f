use proptest::prelude::*;

use super::*;

fn utc(text: &str) -> Time {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap().and_utc()
}

fn schedule(cron: &str, zone: &str) -> Schedule {
    Schedule::parse(cron, zone).unwrap()
}

/// The next runs, as UTC.
fn runs(schedule: &Schedule, after: &str, count: usize) -> Vec<String> {
    let mut at = utc(after);
    let next = std::iter::from_fn(|| {
        at = schedule.next_after(at)?;
        Some(at.format("%Y-%m-%d %H:%M").to_string())
    });
    next.take(count).collect()
}

#[test]
fn a_digest_at_nine_keeps_its_hour_when_clocks_change() {
    let nine = schedule("0 9 * * *", "Europe/Sofia");
    let spring = runs(&nine, "2026-03-28 00:00", 3);
    assert_eq!(spring, ["2026-03-28 07:00", "2026-03-29 06:00", "2026-03-30 06:00"]);
}

#[test]
fn a_run_in_the_hour_that_clocks_skip_comes_at_the_first_valid_minute() {
    // 2026-03-29 in Sofia: 03:00 is followed by 04:00, which is 01:00 UTC.
    let early = schedule("30 3 * * *", "Europe/Sofia");
    assert_eq!(runs(&early, "2026-03-28 02:00", 3), ["2026-03-29 01:00", "2026-03-30 00:30", "2026-03-31 00:30"]);
    let often = schedule("*/20 3-4 * * *", "Europe/Sofia");
    let night = runs(&often, "2026-03-29 00:00", 3);
    assert_eq!(night, ["2026-03-29 01:00", "2026-03-29 01:20", "2026-03-29 01:40"], "04:00 is due once");
}

#[test]
fn a_run_in_the_hour_that_comes_twice_comes_once() {
    // 2026-10-25 in Sofia: 03:30 is 00:30 UTC, and again 01:30 UTC.
    let early = schedule("30 3 * * *", "Europe/Sofia");
    assert_eq!(runs(&early, "2026-10-24 12:00", 2), ["2026-10-25 00:30", "2026-10-26 01:30"]);
    assert_eq!(
        early.last_until(utc("2026-10-25 01:10")),
        Some(utc("2026-10-25 00:30")),
        "in the second pass, at 03:10"
    );
}

#[test]
fn what_was_missed_is_the_last_one_due() {
    let nine = schedule("0 9 * * 1-5", "Europe/Sofia");
    assert_eq!(nine.last_until(utc("2026-11-22 12:00")), Some(utc("2026-11-20 07:00")), "Sunday looks back to Friday");
    assert_eq!(nine.last_until(utc("2026-11-20 07:00")), Some(utc("2026-11-20 07:00")));
    assert_eq!(nine.last_until(utc("2026-11-20 06:59")), Some(utc("2026-11-19 07:00")));
}

#[test]
fn days_match_by_number_or_by_name_as_in_unix() {
    let either = schedule("0 0 13 * FRI", "UTC");
    let november = runs(&either, "2026-11-01 12:00", 5);
    assert_eq!(
        november,
        ["2026-11-06 00:00", "2026-11-13 00:00", "2026-11-20 00:00", "2026-11-27 00:00", "2026-12-04 00:00"]
    );
    assert_eq!(runs(&schedule("0 0 13 * *", "UTC"), "2026-11-01 12:00", 2), ["2026-11-13 00:00", "2026-12-13 00:00"]);
    let both = schedule("0 0 */2 * MON", "UTC");
    assert_eq!(
        runs(&both, "2026-11-01 12:00", 2),
        ["2026-11-09 00:00", "2026-11-23 00:00"],
        "odd days that are Mondays"
    );
}

#[test]
fn every_way_to_write_the_same_is_the_same() {
    let same = [
        ("0 9 * * 0", "0 9 * * 7"),
        ("0 9 * * 0", "0 9 * * sun"),
        ("0 9 * * SAT-SUN", "0 9 * * 6,7"),
        ("0 9 * * 0-7", "0 9 * * *"),
        ("0 9 * JAN-MAR 1-5", "0 9 * 1,2,3 mon-fri"),
        ("*/15 * * * *", "0,15,30,45 * * * *"),
        ("5/20 * * * *", "5,25,45 * * * *"),
        ("10-30/10 8-18/5 * * *", "10,20,30 8,13,18 * * *"),
        ("@daily", "0 0 * * *"),
        ("  @weekly ", "0 0 * * SUN"),
        ("@yearly", "0\t0  1 JAN *"),
    ];
    for (one, other) in same {
        let [one, other] = [one, other].map(|cron| runs(&schedule(cron, "Europe/Rome"), "2026-01-01 00:00", 40));
        assert_eq!(one, other);
    }
}

#[test]
fn what_is_wrong_is_refused_with_the_way_out() {
    let refused = |cron: &str, zone: &str| Schedule::parse(cron, zone).unwrap_err();
    assert_eq!(refused("0 9 * *", "UTC"), ScheduleError::Count(4));
    assert_eq!(refused("0 0 9 * * *", "UTC"), ScheduleError::Count(6));
    for (cron, field, typed) in [
        ("60 9 * * *", Field::Minute, "60"),
        ("0 24 * * *", Field::Hour, "24"),
        ("0 9 0 * *", Field::Day, "0"),
        ("0 9 * 13 *", Field::Month, "13"),
        ("0 9 * * 8", Field::Weekday, "8"),
        ("0 9 * * MON,,TUE", Field::Weekday, ""),
        ("*/0 9 * * *", Field::Minute, "*/0"),
        ("30-10 9 * * *", Field::Minute, "30-10"),
        ("+5 9 * * *", Field::Minute, "+5"),
        ("0 9 L * *", Field::Day, "L"),
        ("0 9 * MON *", Field::Month, "MON"),
    ] {
        assert_eq!(refused(cron, "UTC"), ScheduleError::Value { field, typed: typed.into() }, "{cron}");
    }
    assert_eq!(refused("0 0 31 2,4 *", "UTC"), ScheduleError::Never);
    let zone = |typed: &str| refused("0 9 * * *", typed).to_string();
    assert!(zone("sofia").contains("did you mean Europe/Sofia?"));
    assert!(zone("Europe/Sofya").contains("did you mean Europe/Sofia?"));
    assert!(zone("here").contains("such as Europe/Sofia"));
    assert_eq!(schedule("0 9 * * *", "europe/sofia").zone(), "Europe/Sofia");
}

#[test]
fn leap_days_and_the_end_of_time_are_reached() {
    assert_eq!(runs(&schedule("0 0 29 2 *", "UTC"), "2026-01-01 00:00", 2), ["2028-02-29 00:00", "2032-02-29 00:00"]);
    assert_eq!(schedule("0 0 1 1 *", "UTC").next_after(utc("2200-01-01 00:00")), None);
}

proptest! {
    #[test]
    fn next_is_strictly_later_and_never_runs_backwards(
        minute in 0u32..60, hour in 0u32..24, weekday in 0u32..8,
        form in 0usize..4, zone in 0usize..5, micros in 1_700_000_000_000_000i64..1_950_000_000_000_000, later in 0i64..200_000_000_000,
    ) {
        let cron = match form {
            0 => format!("{minute} {hour} * * *"),
            1 => format!("{minute} * * * {weekday}"),
            2 => format!("*/20 {hour} 1-9 * *"),
            _ => format!("{minute} {hour} 13 * {weekday}"),
        };
        let zones = ["Europe/Sofia", "Asia/Taipei", "America/New_York", "Australia/Lord_Howe", "Europe/Lisbon"];
        let schedule = Schedule::parse(&cron, zones[zone]).unwrap();
        let at = Time::from_timestamp_micros(micros).unwrap();
        let next = schedule.next_after(at).unwrap();
        prop_assert!(next > at);
        prop_assert!(schedule.next_after(at + Duration::microseconds(later)).unwrap() >= next);
        prop_assert_eq!(schedule.last_until(next), Some(next));
        prop_assert!(schedule.last_until(at).unwrap() <= at);
        prop_assert_eq!(schedule.next_after(schedule.last_until(at).unwrap()), Some(next), "nothing is due in between");
    }

    #[test]
    fn nothing_typed_panics(cron in ".{0,30}", zone in ".{0,20}") {
        let _ = Schedule::parse(&cron, &zone);
        let _ = Schedule::parse(&cron, "Europe/Sofia");
    }
}
