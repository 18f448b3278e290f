use std::collections::BTreeSet;

use chrono::Duration;
use proptest::prelude::*;

use super::task::{NotNow, State, Task, changes};
use super::*;
use crate::clock::Time;
use crate::id::{IncidentId, TaskId};
use crate::incident::{self, Incident};
use crate::person::Person;

fn incident(severity: u8) -> Incident {
    Incident {
        id: IncidentId(1),
        alert: None,
        title: "Smoke in Varna".into(),
        severity,
        state: incident::State::Open,
        kind: None,
        origin: None,
        private: false,
        opened_by: "maya".into(),
        opened_at: Time::UNIX_EPOCH,
        noticed_at: None,
        led_at: None,
        stated_at: None,
        told_at: None,
    }
}

fn maya() -> Person {
    Person { platform: "sandbox".into(), user: "maya".into() }
}

fn at(minute: i64) -> Time {
    Time::UNIX_EPOCH + Duration::minutes(minute)
}

/// As the desk does: what is added gets a number, what is dropped is dropped.
fn follow(shelf: &Shelf, severity: u8, kind: IncidentKind, tasks: &mut Vec<Task>, now: Time) -> (usize, usize) {
    let changes = changes(shelf, &incident(severity), kind, tasks, now);
    for task in tasks.iter_mut().filter(|task| changes.dropped.contains(&task.id)) {
        task.state = State::Dropped;
    }
    let counts = (changes.added.len(), changes.dropped.len());
    for task in changes.added {
        let step = |task: &Task| task.from.as_ref().map(|from| from.step.clone());
        let same = tasks.iter().position(|known| step(known) == step(&task));
        let id = TaskId(same.map_or(tasks.len() + 1, |at| at + 1).try_into().unwrap());
        match same {
            Some(at) => tasks[at] = Task { id, ..task },
            None => tasks.push(Task { id, ..task }),
        }
    }
    counts
}

#[test]
fn every_kind_ships_with_a_checklist_in_five_languages() {
    let shelf = Shelf::shipped().unwrap();
    for kind in IncidentKind::ALL {
        let of = shelf.of(kind).unwrap_or_else(|| panic!("{} has no playbook", kind.name()));
        assert!((5..=12).contains(&of.steps.len()), "{} is short enough to be read", kind.name());
    }
    assert_eq!(shelf.all().count(), IncidentKind::ALL.len() + 1);
    for step in shelf.all().flat_map(|playbook| &playbook.steps) {
        let tags: BTreeSet<&str> = step.texts.0.keys().map(String::as_str).collect();
        assert_eq!(tags, Locale::ALL.map(Locale::tag).into(), "{}", step.key);
        assert!(step.owner.is_some() && step.minutes.is_some(), "{} is somebody's and due", step.key);
        assert!(step.texts.0.values().all(|text| text.chars().count() <= 100), "{} fits a line", step.key);
    }
}

#[test]
fn what_is_wrong_is_told_with_file_line_and_cure() {
    let good = "version = 1\n[[task]]\nkey = \"a\"\nen = \"Call\"\n";
    assert!(read::playbook("complaint.toml", good).is_ok());
    for (file, text, says) in [
        ("crisis.toml", good, "crisis.toml:1: no kind of crisis is called so"),
        ("complaint.toml", "version = 1\n[[task]]\nkye = \"a\"\n", "complaint.toml:3: unknown field `kye`"),
        ("complaint.toml", "version = 0\n[[task]]\nkey = \"a\"\nen = \"x\"\n", ":1: version = 0; use 1 or more"),
        ("complaint.toml", "version = 1\n", ":1: no [[task]]"),
        ("complaint.toml", "version = 1\n[[task]]\nkey = \"A b\"\nen = \"x\"\n", ":3: key = \"A b\"; use at most"),
        ("complaint.toml", &format!("{good}[[task]]\nkey = \"a\"\nen = \"x\"\n"), ":6: two tasks have the key \"a\""),
        (
            "complaint.toml",
            "version = 1\n[[task]]\nkey = \"a\"\nowner = \"boss\"\nen = \"x\"\n",
            ":4: owner = \"boss\" is no role; use lead, pr",
        ),
        (
            "complaint.toml",
            "version = 1\n[[task]]\nkey = \"a\"\ndue = \"soon\"\nen = \"x\"\n",
            ":4: due = \"soon\" is no length of time; write 30m",
        ),
        (
            "complaint.toml",
            "version = 1\n[[task]]\nkey = \"a\"\nafter = \"b\"\nen = \"x\"\n",
            ":4: after = \"b\" is the key of no task before",
        ),
        (
            "complaint.toml",
            "version = 1\n[[task]]\nkey = \"a\"\nseverity_from = 11\nen = \"x\"\n",
            ":4: severity_from = 11; use 1 to 10",
        ),
        (
            "complaint.toml",
            "version = 1\n[[task]]\nkey = \"a\"\norigin = [\"moon\"]\nen = \"x\"\n",
            ":4: origin \"moon\" is unknown; use public",
        ),
        ("complaint.toml", "version = 1\n[[task]]\nkey = \"a\"\n", ":2: the task \"a\" has no text"),
        ("a/complaint.toml", "version = \"\n", "a/complaint.toml:1: "),
    ] {
        let faults = read::playbook(file, text).unwrap_err();
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(said.iter().any(|line| line.contains(says)), "{text}: {said:?}");
        assert!(said.iter().all(|line| !line.contains('\n')), "{said:?}");
    }
}

#[test]
fn a_graver_incident_asks_for_more_and_nothing_is_asked_for_twice() {
    let (shelf, mut tasks) = (Shelf::shipped().unwrap(), Vec::new());
    let kind = IncidentKind::Complaint;
    assert_eq!(follow(&shelf, 5, kind, &mut tasks, at(0)), (9, 0));
    assert_eq!(follow(&shelf, 5, kind, &mut tasks, at(1)), (0, 0));
    assert_eq!(follow(&shelf, 8, kind, &mut tasks, at(60)), (2, 0), "executives and the press");
    assert_eq!(follow(&shelf, 3, kind, &mut tasks, at(61)), (0, 0), "what was asked for stays");
    let inform = tasks.iter().find(|task| task.from.as_ref().unwrap().step == "every/inform").unwrap();
    assert_eq!(inform.due, Some(at(75)), "from when it was asked for");
}

#[test]
fn what_waits_is_due_from_when_the_step_before_it_is_behind() {
    let (shelf, mut tasks) = (Shelf::shipped().unwrap(), Vec::new());
    follow(&shelf, 5, IncidentKind::Complaint, &mut tasks, at(0));
    let named = |key: &str| format!("complaint/{key}");
    let of = |tasks: &[Task], key: &str| {
        tasks.iter().position(|task| task.from.as_ref().unwrap().step == named(key)).unwrap()
    };
    let (case, remedy, settled) = (of(&tasks, "case"), of(&tasks, "remedy"), of(&tasks, "settled"));
    assert_eq!((&tasks[remedy].state, tasks[remedy].due), (&State::Waiting, None));
    tasks[case].skip(&maya(), " we know it ", at(10)).unwrap();
    assert!(tasks[remedy].begin(&named("case"), at(10)) && !tasks[settled].begin(&named("case"), at(10)));
    assert_eq!((&tasks[remedy].state, tasks[remedy].due), (&State::Open, Some(at(130))));
    assert!(!tasks[remedy].is_overdue(at(129)) && tasks[remedy].is_overdue(at(130)));
    assert_eq!(tasks[case].done(&maya(), at(11)), Ok(()), "what was put aside may be done all the same");
    assert_eq!(tasks[case].done(&maya(), at(12)), Err(NotNow::Already));
}

#[test]
fn another_kind_keeps_what_was_done_and_drops_what_was_left() {
    let (shelf, mut tasks) = (Shelf::shipped().unwrap(), Vec::new());
    follow(&shelf, 5, IncidentKind::Complaint, &mut tasks, at(0));
    tasks[4].done(&maya(), at(5)).unwrap();
    assert_eq!(follow(&shelf, 5, IncidentKind::Breach, &mut tasks, at(10)), (5, 4));
    assert!(tasks[..4].iter().all(|task| task.state == State::Open), "what is done in every crisis stays");
    assert!(matches!(tasks[4].state, State::Done { .. }));
    assert_eq!(follow(&shelf, 5, IncidentKind::Complaint, &mut tasks, at(20)), (4, 5), "and back");
    assert_eq!(tasks.len(), 14, "what stands again is the task that it was");
}

proptest! {
    /// Whatever is asked for, in whatever order.
    #[test]
    fn a_checklist_never_asks_twice_nor_forgets(
        asked in proptest::collection::vec((0..13_usize, 1..=10_u8, 0..20_usize, 0..3_usize), 1..30)
    ) {
        let (shelf, mut tasks) = (Shelf::shipped().unwrap(), Vec::new());
        for (minute, (kind, severity, which, does)) in (0..).zip(asked) {
            let kind = IncidentKind::ALL[kind];
            follow(&shelf, severity, kind, &mut tasks, at(minute));
            prop_assert_eq!(follow(&shelf, severity, kind, &mut tasks, at(minute)), (0, 0), "once is enough");
            let steps: BTreeSet<&String> = tasks.iter().map(|task| &task.from.as_ref().unwrap().step).collect();
            prop_assert_eq!(steps.len(), tasks.len());
            for playbook in shelf.holding(kind) {
                for step in playbook.steps.iter().filter(|step| step.is_for(severity, None)) {
                    let full = playbook.full(&step.key);
                    let stands = tasks.iter().any(|task| {
                        task.state != State::Dropped && task.from.as_ref().unwrap().step == full
                    });
                    prop_assert!(stands, "{} is missing", full);
                }
            }
            if let Some(task) = tasks.get_mut(which) {
                let before = task.clone();
                let moved = match does {
                    0 => task.done(&maya(), at(minute)),
                    1 => task.skip(&maya(), "", at(minute)),
                    _ => task.reopen(),
                };
                prop_assert_eq!(moved.is_err(), *task == before, "it moves or refuses");
            }
        }
    }
}
