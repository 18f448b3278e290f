//! A crisis that is over, for measurements and for eyes: a public in five languages, a team that worked on it, statements,
//! a survey, and incidents before it to compare with.

use chrono::{Duration, TimeZone};
use squall::chat::Place;
use squall::clock::{Clock, Time};
use squall::gate::{Allowed, Kind as Verb, Scene, Standing};
use squall::home::Home;
use squall::id::{IncidentId, StatementId};
use squall::incident::timeline::{self, NewEntry, What};
use squall::incident::{self, Incident, State, desk, opening, roles, situation};
use squall::listen::{self, Ears, Scribe};
use squall::mention::{Author, RawMention};
use squall::people;
use squall::person::{Actor, Person};
use squall::reading::Reader;
use squall::report;
use squall::retro;
use squall::sources::Delivery;
use squall::statement::policy::{Policy, Roster};
use squall::statement::review::{Review, Verdict, Vote};
use squall::statement::store::Stand;
use squall::statement::text::Words;
use squall::statement::texts::{Texts, Variant};
use squall::statement::{self, Approval, Channel, How, Kind, Publication, Statement};
use squall::store::{Store, Tx};
use squall::watch::{self, Watch};

/// What the public says, and how often of a hundred times.
const VOICES: [(&str, u64, &str); 8] = [
    ("Η lumo λιώνει τον φορτιστή, είναι απαράδεκτο και επικίνδυνο", 38, "x"),
    ("Il caricatore della lumo si scioglie, è una vergogna, mai più", 22, "mastodon"),
    ("My lumo charger melted overnight, this is dangerous and nobody answers", 14, "x"),
    ("Зарядното на lumo се разтопи, опасно е и никой не отговаря", 9, "bluesky"),
    ("lumo 的充電器融化了，太危險，客服完全沒有回應", 6, "line"),
    ("Does anybody know whether the lumo desk lamp is affected too?", 5, "bluesky"),
    ("Η lumo μου δουλεύει μια χαρά, πολύ ευχαριστημένη", 4, "x"),
    ("Well done lumo, a clear answer and a refund the same day", 2, "news"),
];

/// Who they are.
const NAMES: [(&str, &str); 5] = [
    ("maya", "Maya Collins"),
    ("giulia", "Giulia Ferri"),
    ("nikos", "Νίκος Βλάχος"),
    ("elitsa", "Елица Маринова"),
    ("chiaying", "林佳穎"),
];

/// How much of it there is.
#[derive(Clone, Copy)]
pub struct Scale {
    pub mentions: u64,
    pub entries: usize,
}

/// Where the team is.
pub fn home() -> Home {
    let channel = Place::parse("sandbox:#crisis").unwrap();
    Home { zone: chrono_tz::Europe::Sofia, ..Home::new(channel) }
}

/// When the incident was opened.
fn opened() -> Time {
    chrono::Utc.with_ymd_and_hms(2026, 3, 4, 9, 20, 0).unwrap()
}

fn after(minutes: i64) -> Time {
    opened() + Duration::minutes(minutes)
}

fn person(user: &str) -> Person {
    Person { platform: "sandbox".into(), user: user.into() }
}

/// Plays it; answers the incident and when the last thing happened.
pub async fn play(store: &Store, scale: Scale) -> (IncidentId, Time) {
    let mut tx = store.write().await.unwrap();
    watch::store::add(&mut tx, &Watch::new("lumo", "lumo", after(-9_999))).await.unwrap();
    tx.commit().await.unwrap();
    hear(store, scale.mentions).await;
    let mut tx = store.write().await.unwrap();
    past(&mut tx).await;
    let id = work(&mut tx, scale.entries).await;
    survey(&mut tx, id).await;
    tx.commit().await.unwrap();
    (id, after(9_000))
}

/// A tenth comes in the three days before; the rest begins an hour before the opening and ebbs for a day.
async fn hear(store: &Store, mentions: u64) {
    let mut ears = Ears::new(std::sync::Arc::new(Reader::shipped().unwrap())).unwrap();
    let mut scribe = Scribe::new(store.clone(), Clock::at(after(2_000)));
    let before = mentions / 10;
    let mut said: Vec<RawMention> = (0..mentions)
        .map(|n| {
            let at = if n < before {
                after(-4_320 - 60) + Duration::seconds(i64::try_from(n * 4_320 * 60 / before.max(1)).unwrap())
            } else {
                let share = u32::try_from((n - before) * 10_000 / (mentions - before)).unwrap();
                let ebbing = f64::from(share) / 10_000.0;
                after(-60) + Duration::seconds((86_400.0 * ebbing.powi(3)).round() as i64)
            };
            voice(n, at)
        })
        .collect();
    said.sort_by_key(|mention| mention.created_at);
    for batch in said.chunks(1_000) {
        let (answer, _answered) = tokio::sync::oneshot::channel();
        let delivery = Delivery { key: None, mentions: batch.to_vec(), removals: Vec::new(), watch: None, answer };
        listen::take(&mut ears, &mut scribe, store, vec![delivery]).await.unwrap();
    }
}

fn voice(n: u64, created_at: Time) -> RawMention {
    let mut dice = n * 37 % 100;
    let voice = VOICES.iter().find(|(_, share, _)| {
        let mine = dice < *share;
        dice = dice.saturating_sub(*share);
        mine
    });
    let (text, _, platform) = voice.unwrap_or(&VOICES[0]);
    let words = ["lamp", "φως", "luce", "лампа", "燈", "shop", "street", "again", "today", "uno", "due", "tre", "four"];
    let word = |by: u64| words[usize::try_from(n / by % 13).unwrap()];
    RawMention {
        source: "import".into(),
        source_id: n.to_string(),
        platform: (*platform).into(),
        kind: Default::default(),
        url: Some(format!("https://social.example/{n}")),
        author: Author {
            id: format!("author-{}", n % 7_001),
            handle: Some(format!("@voice{}", n % 7_001)),
            name: None,
            followers: Some(if n.is_multiple_of(997) { 140_000 + n } else { 100 + n % 900 }),
            country: None,
        },
        title: None,
        text: format!("{text} {} {} {} {}", word(1), word(13), word(169), word(2_197)),
        declared_language: None,
        created_at,
        engagement: Default::default(),
        reach: None,
        repost_of: None,
        parent: None,
    }
}

/// Five incidents of the year before, each a little quicker.
async fn past(tx: &mut Tx) {
    for n in 0..5 {
        let opened_at = after(-400_000 + n * 60_000);
        let at = |minutes: i64| Some(opened_at + Duration::minutes(minutes));
        let mut past = Incident {
            id: IncidentId(0),
            alert: None,
            title: format!("lumo recall {n}"),
            severity: 5,
            state: State::Open,
            kind: None,
            origin: None,
            private: false,
            opened_by: "maya".into(),
            opened_at,
            noticed_at: Some(opened_at),
            led_at: at(21 - 3 * n),
            stated_at: at(130 - 7 * n),
            told_at: None,
        };
        past.id = incident::store::open(tx, &past).await.unwrap().unwrap();
        past.state = State::Resolved { at: opened_at + Duration::minutes(1_500 - 60 * n) };
        incident::store::save(tx, &past).await.unwrap();
    }
}

/// Nobody is turned away in a measurement.
fn may<V: Verb>(by: &Person) -> Allowed<V> {
    Standing::operator(by).may(&Scene::default()).unwrap()
}

async fn work(tx: &mut Tx, entries: usize) -> IncidentId {
    let home = &home();
    let (maya, giulia, nikos) = (person("maya"), person("giulia"), person("nikos"));
    for (user, name) in NAMES {
        people::store::save_name(tx, &person(user), name).await.unwrap();
    }
    let place = Place::parse("sandbox:#crisis").unwrap();
    let title = "lumo: the charger of the desk lamp melts".to_owned();
    let mut it = opening::by_hand(tx, home, (title, false), &may(&maya), &place, opened()).await.unwrap().unwrap();
    roles::desk::give(tx, home, &mut it, commands::Role::Lead, (&giulia, &may(&giulia)), after(4)).await.unwrap();
    roles::desk::give(tx, home, &mut it, commands::Role::Legal, (&nikos, &may(&giulia)), after(6)).await.unwrap();
    let kind = commands::IncidentKind::named("product").unwrap_or(commands::IncidentKind::ALL[4]);
    desk::set_kind(tx, home, &mut it, kind, &may(&giulia), after(9)).await.unwrap();
    desk::set_severity(tx, home, &mut it, 8, "two shops confirmed it, and the news called", &may(&giulia), after(15))
        .await
        .unwrap();
    for n in 0..entries {
        let at = after(16 + i64::try_from(n * 1_200 / entries.max(1)).unwrap());
        let note = |text: &str| What::Note(text.to_owned());
        let what = match n % 5 {
            0 => note("the shop in Varna took three lamps back; one charger is deformed, photos are with quality"),
            1 => note("Η εξυπηρέτηση πελατών μετρά 41 κλήσεις την ώρα, οι περισσότερες για επιστροφή χρημάτων"),
            2 => What::Message {
                author: Some("elitsa".into()), text: "Кой говори с медиите? До обяд?".into()
            },
            3 => note("il lotto 2311 è bloccato in magazzino"),
            _ => What::Message {
                author: Some("chiaying".into()), text: "客服用詞已更新，請照新版回覆".into()
            },
        };
        let entry = NewEntry { at, by: person("elitsa").into(), what, link: None, source: None };
        let added = timeline::add(tx, it.id, &entry, at).await.unwrap();
        if n == 7 {
            timeline::strike(tx, added.unwrap(), &may(&giulia), after(90)).await.unwrap();
        }
    }
    for (n, (kind, minute)) in
        [(Kind::Holding, 41), (Kind::Reactive, 190), (Kind::Correction, 700)].into_iter().enumerate()
    {
        let at = after(minute);
        say(tx, &it, n, kind, at).await;
        situation::store::spoke(tx, it.id, at).await.unwrap();
        incident::store::stated(tx, it.id, at).await.unwrap();
    }
    it = incident::store::get(tx, it.id).await.unwrap().unwrap();
    let monitoring = commands::Phase::Monitoring;
    desk::go(tx, home, &mut it, monitoring, "the refund page works and calls ebb", &may(&giulia), after(720))
        .await
        .unwrap();
    let why = "the supplier changed the regulator of batch 2311 without telling us";
    desk::go(tx, home, &mut it, commands::Phase::Resolved, why, &may(&giulia), after(1_500)).await.unwrap();
    situation::desk::look(tx, home, it.id, after(1_505)).await.unwrap();
    it.id
}

/// A statement that Nikos and Giulia approved and that stands in public.
async fn say(tx: &mut Tx, incident: &Incident, n: usize, kind: Kind, at: Time) {
    let words = [
        (
            "We know about the chargers of our desk lamp. Please unplug them. We will be back by noon.",
            "Γνωρίζουμε για τους φορτιστές της λάμπας μας. Αποσυνδέστε τους. Θα επανέλθουμε ώς το μεσημέρι.",
        ),
        (
            "Chargers of batch 2311 can overheat. We take every lamp back, in any shop, without a receipt. We are sorry.",
            "Οι φορτιστές της παρτίδας 2311 μπορεί να υπερθερμανθούν. Παίρνουμε πίσω κάθε λάμπα, χωρίς απόδειξη. Ζητούμε συγγνώμη.",
        ),
        (
            "Earlier we said that only the white lamp is affected. The black one is too.",
            "Είπαμε ότι αφορά μόνο τη λευκή λάμπα. Αφορά και τη μαύρη.",
        ),
    ][n];
    let variant = |language: &str, words: &str| Variant {
        channel: Channel::X,
        language: language.into(),
        words: Words::new(words),
    };
    let texts = Texts::from(vec![variant("en", words.0), variant("el", words.1)]);
    let hash = texts.hash().clone();
    let frozen = Policy::default().freeze(&Roster::default(), at);
    let mut review = Review::new(frozen, hash.clone(), &person("maya"), at - Duration::minutes(20));
    for (by, minutes) in [("nikos", 12), ("giulia", 5)] {
        let at = at - Duration::minutes(minutes);
        let (verdict, stands_for) = (Verdict::Approve, vec![person(by)]);
        review.votes.push(Vote { by: person(by), verdict, at, hash: hash.clone(), stands_for, open: 1, struck: false });
    }
    let approval = Approval { hash, at, until: at + Duration::hours(24), how: How::Policy(review) };
    let (by, link) = (person("maya"), format!("https://social.example/lumo/{n}"));
    let statement = Statement {
        id: StatementId(0),
        incident: Some(incident.id),
        kind,
        sensitive: false,
        severity: 8,
        revision: 1,
        texts,
        authors: [person("maya")].into(),
        drafted_by: by.clone(),
        drafted_at: at - Duration::minutes(25),
        edited_by: by.clone(),
        edited_at: at - Duration::minutes(25),
        vetoed: Default::default(),
        barred: Vec::new(),
        replaces: None,
        approved: Some(1),
        publish_at: None,
        template: None,
        state: statement::State::Published(Publication {
            approval,
            by: by.into(),
            at,
            link,
            differs: None,
            also: Vec::new(),
        }),
    };
    let stand = Stand { channel: Place::parse("sandbox:#crisis").unwrap(), under: None };
    statement::store::add(tx, &statement, &stand).await.unwrap();
}

/// Four people answer; then the report is written, and Giulia says it in her words.
async fn survey(tx: &mut Tx, id: IncidentId) {
    let home = &home();
    let (survey, ()) = retro::desk::start(tx, home, id, Some(false), &Actor::Squall, after(1_700)).await.unwrap();
    let said = [
        ("maya", "3", "The refund page came late; the holding statement came fast"),
        ("giulia", "5", "Un solo canale per decidere ha funzionato: refund page subito la prossima volta"),
        ("nikos", "2", "Με ρώτησαν αργά για την πρώτη ανακοίνωση"),
        ("elitsa", "4", "The shops heard it from customers: call the shops before the first statement"),
    ];
    for (user, scale, words) in said {
        let answer = |question: &retro::questions::Question| {
            let words = if question.takes == retro::questions::Takes::Scale { scale } else { words };
            (question.id.clone(), words.to_owned())
        };
        let answers: Vec<(String, String)> = survey.questions.iter().map(answer).collect();
        retro::desk::answer(tx, home, survey.id, &may(&person(user)), "", &answers, after(2_000)).await.unwrap();
    }
    debrief(tx, id).await;
    // Where everybody has answered it has closed by itself.
    let _ = retro::desk::close(tx, home, survey.id, after(8_000)).await;
    let first = report::desk::write(tx, home, id, &Actor::Squall, after(8_001)).await.unwrap();
    let summary = report::Summary {
        lessons:
            "Call the shops before the first statement.\nThe refund page is ready before a crisis: it took five hours."
                .into(),
        ..report::Summary::default()
    };
    report::desk::edit(tx, home, id, (first.number, summary), &may(&person("giulia")), after(9_000)).await.unwrap();
}

/// Three of those who were asked came.
async fn debrief(tx: &mut Tx, id: IncidentId) {
    use retro::debrief::desk::{attend, call, hold};
    let (home, giulia) = (&home(), person("giulia"));
    let incident = incident::store::get(tx, id).await.unwrap().unwrap();
    let held = call(tx, home, &incident, after(4_000), &may(&giulia), after(1_800)).await.unwrap().id;
    for user in ["maya", "nikos"] {
        attend(tx, home, held, &may(&person(user)), after(4_010)).await.unwrap();
    }
    let summary =
        "The first statement waited for legal for half an hour: from now on a lawyer is called with the lead.";
    hold(tx, home, held, summary, &may(&giulia), after(4_070)).await.unwrap();
}
