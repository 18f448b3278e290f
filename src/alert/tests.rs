use super::*;

fn minute(n: i64) -> Time {
    Time::from_timestamp(1_790_000_000 + n * 60, 0).unwrap()
}

fn spike(severity: u8, observed: f64) -> Spike {
    Spike {
        severity,
        observed,
        expected: 2.0,
        factor: observed / 2.0,
        cold_start: false,
        window_seconds: 900,
        score: 2.0,
    }
}

fn unusual(severity: u8, observed: f64) -> Judgement {
    Judgement::Unusual { spike: spike(severity, observed), first: false }
}

pub(crate) fn alert(severity: u8, observed: f64) -> Alert {
    Alert {
        id: AlertId(7),
        watch: WatchId(1),
        name: "nimbus".into(),
        kind: Kind::Volume,
        figures: (&spike(severity, observed)).into(),
        peak: severity,
        evidence: Evidence::default(),
        raised_at: minute(0),
        updated_at: minute(0),
        over_at: None,
        state: AlertState::Raised,
    }
}

#[test]
fn a_watch_without_an_alert_gets_one_when_something_is_unusual() {
    assert!(matches!(course(None, &unusual(5, 30.0), minute(0)), Course::Raise(figures) if figures.severity == 5));
    assert_eq!(course(None, &Judgement::Ebbing, minute(0)), Course::Same);
    assert_eq!(course(None, &Judgement::Calm, minute(0)), Course::Same);
}

#[test]
fn an_episode_shows_growth_speaks_again_only_when_it_gets_worse_and_ends_in_calm() {
    let open = alert(5, 30.0);
    assert_eq!(course(Some(&open), &unusual(5, 31.0), minute(5)), Course::Same, "a little more is no news");
    assert_eq!(course(Some(&open), &unusual(5, 60.0), minute(0)), Course::Same, "not twice within seconds");
    assert!(matches!(course(Some(&open), &unusual(6, 60.0), minute(5)), Course::Update(_)));
    assert!(matches!(course(Some(&open), &unusual(7, 90.0), minute(0)), Course::Escalate(_)), "at once");
    assert_eq!(course(Some(&open), &Judgement::Ebbing, minute(60)), Course::Same);
    assert_eq!(course(Some(&open), &Judgement::Calm, minute(500)), Course::Over);
}

#[test]
fn a_snooze_is_quiet_until_it_ends_and_an_incident_hears_no_second_alarm() {
    let mut open = alert(5, 30.0);
    open.snooze(&"maya".into(), minute(60)).unwrap();
    assert!(matches!(course(Some(&open), &unusual(8, 90.0), minute(59)), Course::Update(_)));
    assert!(matches!(course(Some(&open), &unusual(8, 90.0), minute(60)), Course::Escalate(_)));
    open.open(&"maya".into()).unwrap();
    assert!(matches!(course(Some(&open), &unusual(10, 900.0), minute(61)), Course::Update(_)));
}

#[test]
fn a_dismissed_alert_is_settled_until_somebody_opens_an_incident_after_all() {
    let mut open = alert(5, 30.0);
    open.dismiss(&"maya".into(), "an old video").unwrap();
    assert_eq!(open.acknowledge(&"nikos".into()), Err(AlreadyDecided));
    assert_eq!(open.snooze(&"nikos".into(), minute(60)), Err(AlreadyDecided));
    assert!(matches!(course(Some(&open), &unusual(7, 90.0), minute(5)), Course::Escalate(_)), "it got worse since");
    open.open(&"nikos".into()).unwrap();
    assert_eq!(open.dismiss(&"maya".into(), "still old"), Err(AlreadyDecided));
}

#[test]
fn a_snooze_that_ended_wakes_only_what_still_sleeps_and_goes_on() {
    let mut open = alert(5, 30.0);
    open.snooze(&"maya".into(), minute(60)).unwrap();
    assert!(!open.clone().wake(minute(59)));
    let mut over = Alert { over_at: Some(minute(30)), ..open.clone() };
    assert!(!over.wake(minute(60)));
    assert!(open.wake(minute(60)) && open.state == AlertState::Raised);
    open.acknowledge(&"maya".into()).unwrap();
    assert!(!open.wake(minute(61)));
}
