//! Rows that older Squalls really wrote: each of them is read, and means what the people meant who said it then.

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use squall::clock::from_micros;
use squall::conduct::measure::{self, Said, State};
use squall::conduct::store as replies;
use squall::home::QuietHours;
use squall::id::{AlertId, IncidentId, StatementId, WatchId};
use squall::people::{self, Wanted, speakers};
use squall::person::Person;
use squall::reading::Lang;
use squall::report::{self, facts::Facts};
use squall::store::errand::{self, Body, Target};
use squall::store::{Store, Tx};
use squall::{alert, execute, fetch_all, incident, playbook, retro, statement, watch};

use super::File;
use super::samples::{drop_database, new_database};

/// The commits, and what each of them knew already.
const COMMITS: [(&str, Knew); 3] = [
    ("e6f0fbe", Knew { aftermath: false, debriefs: false }),
    ("877091b", Knew { aftermath: true, debriefs: false }),
    ("26dda94", Knew { aftermath: true, debriefs: true }),
];

#[derive(Clone, Copy)]
struct Knew {
    /// Decisions about conduct, actions, questions about recovery, reports.
    aftermath: bool,
    /// The meeting after an incident.
    debriefs: bool,
}

pub(super) fn rows(commit: &str, of: &str) -> String {
    let path = format!("{}/tests/migrations/rows/{commit}.{of}.sql", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

pub(super) fn person(user: &str) -> Person {
    Person { platform: "sandbox".into(), user: user.into() }
}

/// All that is known of the incident: its timeline, tasks, statements, survey and what came after it are read for it.
async fn known(tx: &mut Tx) -> Facts {
    report::gather::facts(tx, IncidentId(1), from_micros(1_800_000_000_000_000)).await.unwrap().unwrap()
}

/// Every errand is taken as the courier takes it.
async fn deliverable(store: &Store) -> Vec<(Target, Body)> {
    let mut tx = store.write().await.unwrap();
    execute!(&mut tx, "update errand set state = 'queued', held_by = null, held_until = null").unwrap();
    let (now, mut read) = (from_micros(1_900_000_000_000_000), Vec::new());
    while let Some(head) = errand::heads(&mut tx).await.unwrap().into_iter().next() {
        let taken = errand::take(&mut tx, head.id, "me", now, now).await.unwrap().unwrap();
        errand::done(&mut tx, head.id, "me", None, now).await.unwrap();
        read.push((taken.target, taken.body));
    }
    read
}

/// What `squall demo --headless` played: a spike, an incident, one statement, a survey, in the end the report.
async fn says_what_the_demo_played(store: &Store, knew: Knew) {
    let mut tx = store.read().await.unwrap();
    let facts = known(&mut tx).await;
    assert_eq!((facts.opened_by.user.as_str(), facts.state.as_str()), ("giulia", "resolved"));
    let [statement] = &facts.statements[..] else { panic!("{:?}", facts.statements) };
    assert!(statement.texts[0].words.starts_with("We are sorry. Glass was found"), "{statement:?}");
    assert_eq!(statement.links, ["https://nimbus.example/statement"]);
    assert_eq!(statement.approvals.iter().map(|by| by.by.to_string()).collect::<Vec<_>>(), ["sandbox:nikos"]);
    assert!(facts.timeline.iter().any(|entry| entry.text.contains("The line in Varna is stopped")));
    let survey = retro::store::of_incident(&mut tx, IncidentId(1)).await.unwrap().unwrap();
    assert_eq!((survey.answered(), survey.is_open()), (3, false));
    let learned = survey.sheets.values().filter_map(|sheet| sheet.answers.get("learned")).collect::<Vec<_>>();
    assert_eq!(learned, ["Call the plant before the press"]);
    let id = alert_of(&mut tx).await;
    let alert = alert::store::get(&mut tx, id).await.unwrap().unwrap();
    assert!(alert.evidence.drivers.iter().any(|driver| driver.text.contains("Nimbus")));
    assert!(alert.evidence.total > 0 && !alert.evidence.points.is_empty());
    assert!(!facts.evidence.is_empty() && facts.evidence.iter().all(|kept| kept.holds), "{:?}", facts.evidence);
    let figures = facts.situation.unwrap().figures;
    assert!(figures.voices > 0 && figures.languages.iter().any(|language| language.language.tag() == "bg"));
    if knew.aftermath {
        let report = report::store::latest(&mut tx, IncidentId(1)).await.unwrap().unwrap();
        assert!(report.holds, "the hash is of what was stored");
        assert_eq!(report.facts.statements[0].links, ["https://nimbus.example/statement"]);
        assert_eq!(report.facts.survey.as_ref().and_then(|survey| survey.answered), Some(3));
        assert!(report.number < 3 || report.summary.lessons.starts_with("Call the plant before the press"));
    }
}

async fn alert_of(tx: &mut Tx) -> AlertId {
    incident::store::get(tx, IncidentId(1)).await.unwrap().unwrap().alert.unwrap()
}

/// What five people of the sandbox said to a running Squall.
async fn says_what_the_team_said(store: &Store, knew: Knew) {
    let mut tx = store.read().await.unwrap();
    what_they_watch(&mut tx).await;
    how_they_want_to_be_told(&mut tx).await;
    let facts = known(&mut tx).await;
    let written = facts.statements.iter().map(|said| said.texts[0].words.as_str()).collect::<Vec<_>>();
    assert_eq!(written, ["We are sorry for the parcels.", "We know.", "It was the 3rd."]);
    assert_eq!(
        facts.statements.iter().map(|said| said.state.as_str()).collect::<Vec<_>>(),
        ["withdrawn", "published", "in_review"]
    );
    assert_eq!(facts.statements[0].texts[1].words, "Ci scusiamo.");
    assert_eq!(facts.statements[0].withdrawn.as_ref().map(|by| by.why.as_str()), Some("not needed"));
    assert_eq!(facts.statements[1].links, ["https://x.example/nimbus/1"], "the tool that publishes said so");
    assert!(facts.timeline.iter().any(|entry| entry.text.contains("The plant in Varna \"stopped\" the line 停了")));
    let tasks = playbook::store::of(&mut tx, IncidentId(1)).await.unwrap();
    assert!(tasks.iter().any(|task| task.texts.0.values().eq(["Call the 'plant'"])));
    assert!(tasks.iter().any(|task| task.from.is_some() && task.texts.0.len() == 5), "steps are in five languages");
    let reply = replies::of(&mut tx, IncidentId(1)).await.unwrap().remove(0);
    assert_eq!(reply.said, "@ana: where is my parcel? https://social.example/1");
    let survey = retro::store::of_incident(&mut tx, IncidentId(1)).await.unwrap().unwrap();
    assert!(survey.anonymous && survey.is_open() && survey.seats.contains_key(&person("giulia")));
    if knew.aftermath {
        what_they_decided_and_do_next(&mut tx, &facts).await;
    }
    if knew.debriefs {
        let [debrief] = &facts.debriefs[..] else { panic!("{:?}", facts.debriefs) };
        assert!(debrief.at.to_string().starts_with("2027-12-07"));
    }
}

async fn what_they_watch(tx: &mut Tx) {
    let watches = watch::store::list(tx).await.unwrap().all().unwrap();
    let [nimbus, rival] = &watches[..] else { panic!("{watches:?}") };
    assert_eq!(nimbus.languages, ["el", "bg", "zh-Hant"].map(Lang::from_tag));
    assert_eq!((&nimbus.sources[..], nimbus.query.as_str()), (&["bluesky".into(), "rss".into()][..], "nimbus OR 寧博"));
    assert_eq!((rival.kind.name(), rival.state.name(), rival.sources.len()), ("competitor", "paused", 0));
}

async fn how_they_want_to_be_told(tx: &mut Tx) {
    let maya = people::store::settings(tx, &person("maya")).await.unwrap();
    let at = |text: &str| text.parse().unwrap();
    let quiet = QuietHours { from: at("22:00:00"), until: at("07:00:00"), unless_severity: people::WAKES_FROM };
    assert_eq!((maya.quiet, maya.zone), (Some(quiet), Some(chrono_tz::Europe::Sofia)));
    assert_eq!(maya.alerts, Some(Wanted { severity: 4, watches: vec![WatchId(1)] }));
    let nikos = people::store::settings(tx, &person("nikos")).await.unwrap();
    assert_eq!((nikos.alerts, nikos.quiet), (Some(Wanted::default()), None));
    let speaker = speakers::store::list(tx).await.unwrap().remove(0);
    assert_eq!(speaker.languages, ["el", "en"]);
    assert_eq!(speaker.trained, "2026-01-31".parse().ok());
}

async fn what_they_decided_and_do_next(tx: &mut Tx, facts: &Facts) {
    let measures = measure::store::of(tx, IncidentId(1)).await.unwrap();
    let states = measures.iter().map(|measure| measure.state.name()).collect::<Vec<_>>();
    assert_eq!(states, ["over", "asked", "asked", "asked", "holds", "holds"]);
    assert!(matches!(&measures[0].state, State::Over { why, .. } if why == "They were told"));
    assert_eq!(measures[2].people, [(person("giulia"), Said::Yes)], "two are needed");
    assert_eq!(measures[3].people, [(person("nikos"), Said::Waits)]);
    assert_eq!(measures[5].owner, Some(person("nikos")));
    let actions = facts.actions.iter().map(|action| (action.text.as_str(), action.state.as_str())).collect::<Vec<_>>();
    assert_eq!(actions, [("A second hotline", "done"), ("Another one", "dropped")]);
    let report = report::store::latest(tx, IncidentId(1)).await.unwrap().unwrap();
    assert!(report.holds && report.facts.title == "Parcels lost in Varna");
}

/// What the courier would still have to do, it can.
async fn is_delivered(store: &Store, of: &str) {
    let errands = deliverable(store).await;
    let any = |is_it: fn(&Target, &Body) -> bool| errands.iter().any(|(target, body)| is_it(target, body));
    assert!(any(|target, body| matches!((target, body), (Target::Card { .. }, Body::Post(_)))));
    assert!(any(|target, body| matches!((target, body), (Target::CardThread { .. }, Body::Post(_)))));
    assert!(any(|target, body| matches!((target, body), (Target::Card { .. }, Body::Title(_)))));
    if of == "team" {
        let out = errands.iter().find_map(|(_, body)| match body {
            Body::HandOut(out) => Some(out),
            _ => None,
        });
        let out = out.expect("the words were handed out");
        assert_eq!((&out.by, out.message["data"]["hash"].as_str()), (&person("maya"), Some(out.hash.as_str())));
        let told = "select payload from timer where kind = 'statement.handed'";
        let mut tx = store.read().await.unwrap();
        let (answer,) = fetch_all!(&mut tx, (String,), told).unwrap().remove(0);
        let answer = statement::desk::Handed::read(StatementId(2), &answer).unwrap();
        assert_eq!(answer.link.as_deref(), Some("https://x.example/nimbus/1"));
        assert_eq!((answer.by.as_ref(), answer.hash.as_ref()), (Some(&out.by), Some(&out.hash)));
    }
}

async fn means_what_it_meant(url: &str, of: &str, knew: Knew) {
    let store = Store::open(url).await.unwrap();
    match of {
        "demo" => says_what_the_demo_played(&store, knew).await,
        _ => says_what_the_team_said(&store, knew).await,
    }
    is_delivered(&store, of).await;
    store.close().await;
}

#[tokio::test]
async fn what_older_squalls_wrote_means_the_same_on_sqlite() {
    for (commit, knew) in COMMITS {
        for of in ["demo", "team"] {
            let file = File::new(&format!("older-{commit}-{of}"));
            Store::open(&file.url()).await.unwrap().close().await;
            let mut lite = SqliteConnection::connect(&file.url()).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(rows(commit, of))).execute(&mut lite).await.unwrap();
            lite.close().await.unwrap();
            means_what_it_meant(&file.url(), of, knew).await;
        }
    }
}

#[tokio::test]
async fn what_older_squalls_wrote_means_the_same_on_postgres() {
    for (commit, knew) in COMMITS {
        for of in ["demo", "team"] {
            let (mut admin, url) = new_database(&format!("older_{commit}_{of}")).await;
            Store::open(&url).await.unwrap().close().await;
            let mut elephant = PgConnection::connect(&url).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(rows(commit, of))).execute(&mut elephant).await.unwrap();
            elephant.close().await.unwrap();
            means_what_it_meant(&url, of, knew).await;
            drop_database(&mut admin, &url).await;
        }
    }
}
