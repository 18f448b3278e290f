//! Our schedules against `croner`, an implementation that shares no code with the one we wrap, over years and zones.
//! Where clocks change the two may differ by design (`schedule` tells those stories), so those days are left out.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

use chrono::{DateTime, Duration, Offset, TimeZone};
use chrono_tz::Tz;
use squall::clock::Time;
use squall::schedule::Schedule;

const ZONES: [Tz; 4] = [Tz::Europe__Sofia, Tz::Asia__Taipei, Tz::America__New_York, Tz::Europe__Lisbon];

const CRONS: [&str; 12] = [
    "0 9 * * 1-5",
    "30 3 * * *",
    "0 9 * * 7",
    "0 9 * * 0",
    "15 18 1,15 * *",
    "0 0 13 * 5",
    "0 8 1 * MON",
    "45 23 31 * *",
    "0 12 29 2 *",
    "*/30 8-18/2 * * MON-FRI",
    "5 4 * JAN,JUL SUN",
    "0 7 25-31 12 *",
];

/// Whether clocks change within two days of it.
fn near_a_change(at: Time, zone: Tz) -> bool {
    let offset = |days| zone.offset_from_utc_datetime(&(at + Duration::days(days)).naive_utc()).fix();
    offset(-2) != offset(2)
}

#[test]
fn schedules_agree_with_an_independent_implementation() {
    let begin = Time::from_timestamp(1_735_689_600, 0).unwrap();
    let end = begin + Duration::days(4 * 365);
    let mut compared = 0;
    for zone in ZONES {
        for cron in CRONS {
            let ours = Schedule::parse(cron, zone.name()).unwrap();
            let ours = std::iter::successors(ours.next_after(begin), |at| ours.next_after(*at));
            let ours: Vec<Time> = ours.take_while(|at| *at < end).filter(|at| !near_a_change(*at, zone)).collect();
            let oracle: croner::Cron = cron.parse().unwrap();
            let theirs = oracle.iter_after(begin.with_timezone(&zone)).map(|at: DateTime<Tz>| at.to_utc());
            let theirs: Vec<Time> = theirs.take_while(|at| *at < end).filter(|at| !near_a_change(*at, zone)).collect();
            assert_eq!(ours, theirs, "{cron} in {zone}");
            compared += ours.len();
        }
    }
    assert!(compared > 20_000, "{compared} runs were compared");
}
