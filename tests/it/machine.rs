//! Whatever the numbers do and whoever decides, in any order: what always holds of an alert.

use std::collections::BTreeMap;

use chrono::Duration;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use squall::alert::desk::{Decision, Outcome, decide, escalate, over, raise, update, wake};
use squall::alert::{Alert, AlertState, Course, Evidence, course, store};
use squall::chat::Place;
use squall::clock::Time;
use squall::fetch_one;
use squall::gate::{Scene, Standing};
use squall::home::Home;
use squall::id::AlertId;
use squall::person::Person;
use squall::signal::{Judgement, Spike};
use squall::store::{Store, Tx, ledger};
use squall::watch::{self, Watch};

#[derive(Clone, Copy, Debug)]
enum Step {
    Unusual {
        severity: u8,
        observed: u16,
    },
    /// The same, and a person opens an incident between the judgement and what comes of it.
    Overtaken {
        severity: u8,
        observed: u16,
    },
    Ebbing,
    Calm,
    Acknowledge,
    Snooze {
        minutes: i64,
    },
    Keep,
    Dismiss,
    Open,
    Wake,
    Pass {
        minutes: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (1u8..=10, 10u16..2_000).prop_map(|(severity, observed)| Step::Unusual { severity, observed }),
        1 => (1u8..=10, 10u16..2_000).prop_map(|(severity, observed)| Step::Overtaken { severity, observed }),
        1 => Just(Step::Ebbing),
        1 => Just(Step::Calm),
        1 => Just(Step::Acknowledge),
        2 => (1i64..180).prop_map(|minutes| Step::Snooze { minutes }),
        1 => Just(Step::Keep),
        1 => Just(Step::Dismiss),
        1 => Just(Step::Open),
        2 => Just(Step::Wake),
        3 => (1i64..120).prop_map(|minutes| Step::Pass { minutes }),
    ]
}

/// One watch and its alerts, within a transaction that is never committed.
struct Machine {
    tx: Tx,
    home: Home,
    watch: Watch,
    now: Time,
    /// Every alert there ever was, as it was after the last step.
    alerts: BTreeMap<AlertId, Alert>,
    /// What the bot said about each below its card.
    said: BTreeMap<AlertId, i64>,
    steps: usize,
}

impl Machine {
    async fn new(store: &Store) -> Self {
        let now = "2026-03-02T08:00:00Z".parse().unwrap();
        let mut tx = store.write().await.unwrap();
        let channel = Place::parse("sandbox:#crisis").unwrap();
        let home = Home::new(channel);
        let mut watch = Watch {
            id: squall::id::WatchId(0),
            name: "machine".into(),
            kind: Default::default(),
            query: "lumo".into(),
            languages: Vec::new(),
            sources: Vec::new(),
            channel: None,
            digest: None,
            state: Default::default(),
            created_at: now,
        };
        watch.id = watch::store::add(&mut tx, &watch).await.unwrap().unwrap();
        Self { tx, home, watch, now, alerts: BTreeMap::new(), said: BTreeMap::new(), steps: 0 }
    }

    /// What the judge, a person or the clock does.
    async fn take(&mut self, step: Step) {
        self.steps += 1;
        let (home, now, newest) = (self.home.clone(), self.now, self.alerts.keys().next_back().copied());
        match step {
            Step::Pass { minutes } => self.now += Duration::minutes(minutes),
            Step::Wake => {
                if let Some(id) = newest {
                    wake(&mut self.tx, &home, id, now).await.unwrap();
                }
            }
            Step::Acknowledge => self.decide(newest, Decision::Acknowledge).await,
            Step::Snooze { minutes } => {
                self.decide(newest, Decision::Snooze { until: now + Duration::minutes(minutes) }).await;
            }
            Step::Keep => self.decide(newest, Decision::Keep { reason: "not yet" }).await,
            Step::Dismiss => self.decide(newest, Decision::Dismiss { reason: "no" }).await,
            Step::Open => self.decide(newest, Decision::Open).await,
            Step::Ebbing => self.judge(Judgement::Ebbing).await,
            Step::Calm => self.judge(Judgement::Calm).await,
            Step::Unusual { severity, observed } => self.judge(unusual(severity, observed)).await,
            Step::Overtaken { severity, observed } => {
                let (course, open) = self.course(unusual(severity, observed)).await;
                self.decide(open, Decision::Open).await;
                self.check().await;
                self.follow(course, open).await;
            }
        }
    }

    async fn judge(&mut self, judgement: Judgement) {
        let (course, open) = self.course(judgement).await;
        self.follow(course, open).await;
    }

    async fn course(&mut self, judgement: Judgement) -> (Course, Option<AlertId>) {
        let ongoing = store::ongoing(&mut self.tx).await.unwrap().good;
        let open = ongoing.iter().find(|alert| alert.watch == self.watch.id);
        (course(open, &judgement, self.now), open.map(|alert| alert.id))
    }

    async fn follow(&mut self, course: Course, open: Option<AlertId>) {
        let (home, now, evidence) = (&self.home, self.now, Evidence::default());
        match (course, open) {
            (Course::Raise(figures), _) => {
                raise(&mut self.tx, home, &self.watch, figures, evidence, now).await.unwrap();
            }
            (Course::Update(figures), Some(id)) => {
                update(&mut self.tx, home, id, figures, evidence, now).await.unwrap();
            }
            (Course::Escalate(figures), Some(id)) => {
                escalate(&mut self.tx, home, id, figures, evidence, now).await.unwrap();
            }
            (Course::Over, Some(id)) => over(&mut self.tx, home, id, now).await.unwrap(),
            _ => {}
        }
    }

    /// Each decision is another person's, so that it can be told who decided.
    async fn decide(&mut self, id: Option<AlertId>, decision: Decision<'_>) {
        let Some(id) = id else { return };
        let by = Person { platform: "sandbox".into(), user: format!("person-{}", self.steps) };
        let before = self.alerts[&id].clone();
        let allowed = Standing::operator(&by).may(&Scene::default()).unwrap();
        let outcome = decide(&mut self.tx, &self.home, id, &allowed, decision, self.now).await.unwrap();
        let after = store::get(&mut self.tx, id).await.unwrap().unwrap();
        match outcome {
            Outcome::Done(_) => assert_eq!(decided_by(&after.state), Some(&by), "{decision:?}"),
            Outcome::Late => assert_eq!(after, before, "who comes too late changes nothing"),
            Outcome::Unknown => panic!("{id} is there"),
        }
        let settled = matches!(before.state, AlertState::Opened { .. })
            || matches!(before.state, AlertState::Dismissed { .. }) && decision != Decision::Open;
        assert_eq!(outcome == Outcome::Late, settled, "{decision:?} after {:?}", before.state);
    }

    /// Looks at everything, and holds it against what was before.
    async fn check(&mut self) {
        let ongoing = store::ongoing(&mut self.tx).await.unwrap().good;
        let ours: Vec<Alert> = ongoing.into_iter().filter(|alert| alert.watch == self.watch.id).collect();
        assert!(ours.len() <= 1, "one episode at a time");
        for alert in ours {
            self.alerts.entry(alert.id).or_insert(alert);
        }
        for (id, before) in std::mem::take(&mut self.alerts) {
            let after = store::get(&mut self.tx, id).await.unwrap().unwrap();
            assert!(after.peak >= before.peak, "the peak never falls");
            assert!(before.over_at.is_none() || after.over_at == before.over_at, "over stays over");
            let opened = matches!(before.state, AlertState::Opened { .. });
            assert!(!opened || after.state == before.state, "an incident is never taken back");
            let by = decided_by(&after.state);
            assert!(by.is_none_or(|by| by.user.starts_with("person-")), "somebody decided: {:?}", after.state);
            assert_eq!(self.posts(id, "card:1").await, 1, "one card");
            let quiet = match before.state {
                AlertState::Snoozed { until, .. } => self.now < until,
                AlertState::Opened { .. } => true,
                _ => before.over_at.is_some(),
            };
            let said = self.posts(id, "escalated:%").await + self.posts(id, "awake:%").await;
            let said_before = self.said.insert(id, said).unwrap_or_default();
            assert!(said == said_before || !quiet, "{before:?} speaks: {after:?}");
            assert!(said <= said_before + 1, "once for each step");
            self.alerts.insert(id, after);
        }
    }

    async fn posts(&mut self, id: AlertId, name: &str) -> i64 {
        let key = format!("alert:{id}:sandbox:crisis:{name}");
        let sql = "select count(*) from errand where effect = 'post' and key like $1";
        let (count,): (i64,) = fetch_one!(&mut self.tx, (i64,), sql, key).unwrap();
        count
    }
}

fn unusual(severity: u8, observed: u16) -> Judgement {
    let (observed, expected) = (f64::from(observed), 2.0);
    let factor = observed / expected;
    let spike = Spike { severity, observed, expected, factor, cold_start: false, window_seconds: 900, score: 2.0 };
    Judgement::Unusual { spike, first: false }
}

fn decided_by(state: &AlertState) -> Option<&Person> {
    match state {
        AlertState::Raised => None,
        AlertState::Acknowledged { by }
        | AlertState::Snoozed { by, .. }
        | AlertState::Kept { by, .. }
        | AlertState::Dismissed { by, .. }
        | AlertState::Opened { by } => Some(by),
    }
}

fn hold(url: &str) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let store = runtime.block_on(Store::open(url)).unwrap();
    let mut runner = TestRunner::new(ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() });
    let steps = proptest::collection::vec(step(), 1..40);
    let held = runner.run(&steps, |steps| {
        runtime.block_on(async {
            let mut machine = Machine::new(&store).await;
            for step in steps {
                machine.take(step).await;
                machine.check().await;
            }
            let (rows, head) = ledger::read(&mut machine.tx).await.unwrap();
            assert_eq!(ledger::verify(&rows, Some(&head)), Ok(()));
        });
        Ok(())
    });
    runtime.block_on(store.close());
    held.unwrap();
}

#[test]
fn sqlite_holds() {
    let directory = tempfile::tempdir().unwrap();
    hold(&format!("sqlite:{}", directory.path().join("squall.db").display()));
}

#[test]
fn postgres_holds() {
    match std::env::var("SQUALL_TEST_POSTGRES") {
        // Nothing is committed, so the common schema stays as it is.
        Ok(url) => hold(&url),
        Err(_) => println!("skipped: SQUALL_TEST_POSTGRES is not set; scripts/test starts a temporary Postgres"),
    }
}
