//! The rules of versions, and that what is frozen reads the same again.

use std::collections::BTreeSet;

use chrono::Duration;

use super::clocks::{Moments, readings};
use super::facts::{
    Answer, Answers, Audience, By, Debrief, Entry, Facts, Recovery, Said, Scale, Survey, Text, Todo, Usual, Voices,
};
use super::*;
use crate::incident::situation::{Figures, Hour};
use crate::incident::timeline::{Done, Slot, Value};
use crate::people::names::Names;
use crate::person::{Accounts, Person};
use crate::post::chart::VolumePoint;
use crate::words::Locale;

fn at(minute: i64) -> Time {
    Time::UNIX_EPOCH + Duration::minutes(minute)
}

/// A statement that two people approved.
fn said() -> Said {
    let by = |by: &str, minute| By { by: by.into(), at: at(minute) };
    let text =
        |language: &str, words: &str| Text { channel: "x".into(), language: language.into(), words: words.into() };
    Said {
        id: "S-1".into(),
        kind: "holding".into(),
        state: "published".into(),
        drafted_by: "sandbox:maya".into(),
        texts: vec![text("en", "We know, <b>and</b> will be back."), text("it", "Lo sappiamo.")],
        hash: "9f".repeat(32),
        approvals: vec![by("sandbox:nikos", 50), by("sandbox:giulia", 55)],
        published: Some(by("sandbox:maya", 60)),
        links: vec!["https://social.example/1".into()],
        around: Some((Hour { voices: 90.0, negative: 60, total: 80 }, Hour { voices: 10.0, negative: 2, total: 8 })),
        ..Said::default()
    }
}

fn survey() -> Survey {
    let question = || [("en".to_owned(), "Was it clear who led?".to_owned())].into();
    let answer = Answer { role: Some("legal".into()), text: "call us *earlier*".into() };
    Survey {
        id: "R-1".into(),
        asked: 3,
        answered: Some(2),
        scales: vec![Scale { question: question(), counts: [0, 1, 0, 0, 1], mean: 3.5 }],
        texts: vec![Answers { question: question(), answers: vec![answer], themes: vec![("earlier".into(), 2)] }],
        ..Survey::default()
    }
}

/// Maya called it and was there, Nikos was not.
fn debrief() -> Debrief {
    let (maya, nikos) = (Person::from("sandbox:maya"), Person::from("sandbox:nikos"));
    Debrief {
        id: "D-1".into(),
        at: at(500),
        called_by: maya.clone(),
        coming: Vec::new(),
        there: vec![maya.clone()],
        missing: vec![nikos],
        held: Some(By { by: maya.into(), at: at(560) }),
        summary: "we <b>call</b> earlier".into(),
    }
}

/// An incident with something in every section.
fn facts() -> Facts {
    let moments = Moments {
        began_at: Some(at(0)),
        raised_at: Some(at(6)),
        opened_at: at(8),
        noticed_at: Some(at(7)),
        led_at: Some(at(9)),
        stated_at: Some(at(60)),
        over_at: Some(at(300)),
        calm_at: Some(at(200)),
    };
    let past = [Moments { led_at: Some(at(12)), ..moments }];
    let voices = |name: &str, negative| Voices { name: name.into(), negative, neutral: 3, positive: 1 };
    let hour = |hour: u32| VolumePoint {
        at: at(60 * i64::from(hour)),
        negative: hour * 7 % 5,
        neutral: 2,
        positive: 1,
        expected: 0.1 + f64::from(hour) / 3.0,
    };
    let by = |by: &str, minute| By { by: by.into(), at: at(minute) };
    let done = |key: &str| Done::new(key).with(Slot::From, Value::Label("open".into()));
    let moved = done("timeline-did-state").with(Slot::To, Value::Label("resolved".into()));
    let entry =
        |minute, kind: &str| Entry { at: at(minute), by: "sandbox:maya".into(), kind: kind.into(), ..Entry::default() };
    let note = Entry {
        text: "the <plant> | stopped\nat noon".into(),
        removed: Some(by("sandbox:maya", 70)),
        ..entry(20, "note")
    };
    let over = Entry { done: Some(moved), why: "it was a bad batch".into(), ..entry(300, "done") };
    let yes = Some(By { by: "sandbox:maya".into(), at: at(11_000) });
    let recovery = Recovery { days: 7, recovered: Some(true), said: yes, voices: Some(30.0), usual_voices: Some(28.0) };
    let todo = Todo {
        id: "X-1".into(),
        text: "call the | shops".into(),
        owner: "sandbox:maya".into(),
        due: at(9_000),
        state: "dropped".into(),
        why: "they call us".into(),
    };
    Facts {
        id: IncidentId(7),
        title: "smoke".into(),
        severity: 7,
        state: "resolved".into(),
        kind: Some("defect".into()),
        origin: Some("media".into()),
        alert: Some("A-1".into()),
        raised: None,
        opened_by: "maya".into(),
        moments,
        clocks: readings(&moments, &past),
        roles: Vec::new(),
        situation: Some(Audience {
            since: at(0),
            until: at(600),
            looked_at: at(300),
            usual: Usual { voices_an_hour: 1.0 / 3.0, negative_an_hour: 0.1 },
            minutes_to_first_foreign: None,
            figures: Figures::default(),
            languages: vec![voices("el", 40), voices("it", 2)],
            platforms: vec![voices("x", 42)],
            hours: (0..10).map(hour).collect(),
        }),
        statements: vec![said()],
        timeline: vec![note, over],
        evidence: Vec::new(),
        survey: Some(survey()),
        actions: vec![todo],
        recovery: vec![recovery],
        debriefs: vec![debrief()],
        people: Names([("sandbox:maya".into(), "Maya | Collins".to_owned())].into()),
        written_at: at(700),
    }
}

fn summary(what: &str) -> Summary {
    Summary { what: what.into(), ..Summary::default() }
}

#[test]
fn a_version_is_made_of_the_one_that_was_read_and_of_no_other() {
    let first = Version::first(facts(), &"squall".into(), at(700));
    assert_eq!((first.number, first.cause), (1, Cause::Written));
    let second = first.edited(1, summary("smoke"), &"sandbox:maya".into(), at(710)).unwrap();
    assert_eq!((second.number, &second.facts), (2, &first.facts));
    let theirs = summary("no smoke");
    let refused = second.edited(1, theirs.clone(), &"sandbox:nikos".into(), at(711));
    assert_eq!(refused, Err(No::Newer { number: 2, theirs }), "nobody's words are lost");
    assert_eq!(second.edited(2, summary("smoke"), &"sandbox:nikos".into(), at(711)), Err(No::Already));
    let fresh = Facts { title: "more smoke".into(), ..facts() };
    let third = second.refreshed(fresh, &"squall".into(), at(720));
    assert_eq!((third.summary.what.as_str(), third.facts.title.as_str()), ("smoke", "more smoke"));
    assert!(matches!(third.finished(2, &"sandbox:maya".into(), at(730)), Err(No::Newer { number: 3, .. })));
    let last = third.finished(3, &"sandbox:maya".into(), at(730)).unwrap();
    assert!(last.is_final() && last.finished(4, &"sandbox:maya".into(), at(731)) == Err(No::Already));
    let reopened = last.edited(4, summary("fire"), &"sandbox:maya".into(), at(740)).unwrap();
    assert!(!reopened.is_final() && reopened.number == 5, "what was final can be said better");
    let json = |summary: &Summary, facts: &Facts| serde_json::to_string(&(summary, facts)).unwrap();
    let sealed = |one: &Version| one.sealed(&json(&one.summary, &one.facts), "");
    let sealed: BTreeSet<[String; 7]> = [&first, &second, &third, &last, &reopened].map(sealed).into();
    assert_eq!(sealed.len(), 5, "each has a hash of its own");
}

#[test]
fn what_is_frozen_reads_the_same_in_every_language_and_format() {
    let facts = facts();
    let again: Facts = serde_json::from_str(&serde_json::to_string(&facts).unwrap()).unwrap();
    for locale in Locale::ALL {
        let zone = chrono_tz::Europe::Sofia;
        let paper = |facts: &Facts| {
            let report = Report { facts: facts.clone(), summary: Summary::default(), stamp: None };
            voice::paper(locale, zone, &report)
        };
        assert_eq!(paper(&facts).html(locale, zone), paper(&again).html(locale, zone));
        let text = paper(&facts).markdown(zone);
        assert!(!text.contains("report-") && !text.contains("statement-"), "{locale}: a word is missing: {text}");
        assert!(text.contains(r"We know, <b>and</b>") && text.contains(r"call us \*earlier\*"), "{text}");
        let titles = text.lines().filter(|line| line.starts_with("## ")).count();
        assert_eq!(titles, 11, "each section that has something to say: {text}");
        assert!(text.contains("we ‹b›call‹/b› earlier") && text.contains(r"Maya \| Collins"), "{text}");
        assert!(!text.contains("@maya") && text.contains("@nikos"), "who has no name is known by the id: {text}");
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| ")).collect();
        assert!(rows.iter().all(|row| row.ends_with(" |")), "a row is one line: {text}");
    }
}

#[test]
fn people_s_words_come_before_what_the_facts_say() {
    let facts = facts();
    let version = Version::first(facts.clone(), &"squall".into(), at(700));
    let drafted = voice::draft(Locale::En, &facts);
    assert!(
        drafted.what.starts_with("In all 50 mentions, 84% of them negative, most in Greek 44, Italian 6;"),
        "{drafted:?}"
    );
    let end =
        "The first statement was public after 52 min. It was over after 5 h. It ended with: “it was a bad batch”.";
    assert!(drafted.what.ends_with(end), "{drafted:?}");
    assert_eq!(drafted.why, "", "what ended it is not why it happened");
    let answers = |what: &str| {
        [("report-what", what), ("report-why", ""), ("report-lessons", " call earlier ")]
            .map(|(key, words)| (key.to_owned(), words.to_owned()))
    };
    let untouched = voice::filled(Locale::En, &version, &answers(&drafted.what));
    assert_eq!(untouched, Summary { lessons: "call earlier".into(), ..Summary::default() });
    let said = voice::filled(Locale::En, &version, &answers("Smoke."));
    assert_eq!(said.what, "Smoke.");
    let post = voice::card(Locale::It, &version.edited(1, said, &"sandbox:maya".into(), at(710)).unwrap()).plain();
    assert!(post.contains("Smoke.") && post.contains("1 min (di solito 4 min)"), "{post}");
}

#[test]
fn machines_read_ids_and_people_read_names() {
    let assigned = Done::new("timeline-did-role")
        .with(Slot::What, Value::Label("legal".into()))
        .with(Slot::Who, Value::Person("maya".into()));
    let given =
        Entry { at: at(30), by: "sandbox:nikos".into(), kind: "done".into(), done: Some(assigned), ..Entry::default() };
    let facts = Facts { timeline: vec![given], ..facts() };
    assert_eq!(facts.users(), ["maya", "sandbox:maya", "sandbox:nikos", "sandbox:giulia"].map(Person::from).into());
    let table = machine::csv(&facts, Locale::En);
    assert!(table.contains("Were there: Maya | Collins; Missing: nikos,we <b>call</b> earlier,"), "{table}");
    let row = table.lines().find(|line| line.contains("legal")).unwrap();
    assert!(row.contains("Maya | Collins") && row.contains(",nikos,") && row.ends_with(",sandbox:nikos,"), "{row}");
    let report = Report { facts, summary: Summary::default(), stamp: None };
    let value = machine::json(&report, Locale::En).unwrap();
    assert_eq!(value["people"], serde_json::json!({ "sandbox:maya": "Maya | Collins" }));
    assert_eq!(value["debriefs"][0]["missing"], serde_json::json!(["sandbox:nikos"]));
    assert!(value["timeline"][0]["text"].as_str().unwrap().contains("Maya | Collins"), "{value:#}");
}

#[test]
fn who_decides_or_keeps_the_record_writes_the_report() {
    use crate::incident::roles::Held;
    use commands::Role;
    let person = |user: &str| Person { platform: "sandbox".into(), user: user.into() };
    let held = |role, user: &str| Held { role, person: person(user), at: at(0) };
    let may = |user: &str, held: &[Held]| people::may_write(&Accounts::default(), &person(user), held, &[]);
    let led = [held(Role::Lead, "giulia"), held(Role::Scribe, "elitsa"), held(Role::Legal, "nikos")];
    assert!(may("giulia", &led) && may("elitsa", &led));
    assert!(!may("nikos", &led) && !may("maya", &led));
    assert!(may("maya", &led[1..]), "while nobody is in charge, anybody may");
}
