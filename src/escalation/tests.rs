use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use super::rota::Rota;
use super::*;
use crate::person::Person;

fn at(text: &str) -> Time {
    text.parse().unwrap()
}

fn time(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
}

fn weekly() -> Rota {
    Rota {
        name: "community".into(),
        people: ["slack:U1", "slack:U2", "slack:U3"].map(Person::from).to_vec(),
        starts: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
        handover: time(9),
        days: 7,
        zone: chrono_tz::Europe::Sofia,
        hours: None,
    }
}

#[test]
fn a_turn_ends_at_the_handover_of_its_zone_also_when_the_clocks_change() {
    let rota = weekly();
    let turn = |text: &str| rota.turn(at(text)).unwrap();
    assert_eq!(turn("2026-03-02T06:59:59Z").person.user, "U3", "08:59 in Sofia is the turn before");
    assert_eq!((&*turn("2026-03-02T07:00:00Z").person.user, &*turn("2026-03-02T07:00:00Z").next.user), ("U1", "U2"));
    assert_eq!(turn("2026-03-05T12:00:00Z").until, at("2026-03-09T07:00:00Z"));
    assert_eq!(turn("2026-03-25T12:00:00Z").until, at("2026-03-30T06:00:00Z"), "summer time began on the 29th");
    assert_eq!(turn("2026-03-23T07:00:00Z").person.user, "U1", "and around again");
}

#[test]
fn hours_may_span_midnight_and_nobody_is_on_call_outside() {
    let night = Rota { hours: Some((time(22), time(6))), ..weekly() };
    assert!(night.on_call(at("2026-03-05T21:00:00Z")).is_some(), "23:00 in Sofia");
    assert!(night.on_call(at("2026-03-05T03:59:00Z")).is_some());
    assert!(night.on_call(at("2026-03-05T04:00:00Z")).is_none(), "06:00 in Sofia");
    assert!(Rota { people: Vec::new(), ..weekly() }.on_call(at("2026-03-05T21:00:00Z")).is_none());
}

fn level(severity_from: u8, waits: &[i64], rounds: u32) -> Level {
    let step = |wait: &i64| Step { tell: vec![Whom::Role(Role::Lead)], wait: Duration::minutes(*wait) };
    Level { severity_from, steps: waits.iter().map(step).collect(), rounds }
}

#[test]
fn the_level_is_the_highest_that_the_severity_reaches() {
    let policy = Policy { levels: vec![level(4, &[5], 1), level(8, &[2], 1)] };
    let from = |severity| policy.level(severity).map(|level| level.severity_from);
    assert_eq!((from(3), from(4), from(7), from(8), from(10)), (None, Some(4), Some(4), Some(8), Some(8)));
}

#[derive(Clone, Copy, Debug)]
enum Happens {
    Waited,
    Answers,
}

proptest! {
    /// Whatever happens, in whatever order: each step is gone once a round, and nobody is told after an answer.
    #[test]
    fn people_are_told_in_order_until_somebody_answers(
        steps in 1..5_usize,
        rounds in 1..4_u32,
        happens in proptest::collection::vec(prop_oneof![4 => Just(Happens::Waited), 1 => Just(Happens::Answers)], 0..30)
    ) {
        let waits: Vec<i64> = (1..).take(steps).collect();
        let level = level(5, &waits, rounds);
        let mut escalation = Escalation::new(IncidentId(1), &level, Time::UNIX_EPOCH);
        let (mut told, mut answered) = (Vec::new(), false);
        for happened in happens {
            match happened {
                Happens::Waited => {
                    let step = escalation.advance(&level).map(|step| step.wait.num_minutes());
                    prop_assert!(step.is_none() || !answered, "nobody is told after an answer");
                    told.extend(step);
                }
                Happens::Answers => {
                    let done = escalation.acknowledge(&"sandbox:maya".into(), Time::UNIX_EPOCH);
                    prop_assert_eq!(done.is_err(), answered, "it is answered once, also late");
                    answered = true;
                }
            }
        }
        let all: Vec<i64> = waits.iter().copied().cycle().take(steps * rounds as usize).collect();
        prop_assert!(told.len() <= all.len() && told == all[..told.len()]);
        prop_assert_eq!(matches!(escalation.state, State::Acknowledged { .. }), answered);
    }
}
