//! Digests on both engines: a week of mentions through the real intake, a schedule across a change of clocks, downtime.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

use std::sync::Arc;

use chrono::Duration;
use chrono_tz::Tz;
use squall::chat::Place;
use squall::clock::{Clock, Time, micros};
use squall::digest::desk;
use squall::gate::{Allowed, Run, Scene, Standing};
use squall::home::{self, Home};
use squall::listen::{self, Ears, Scribe};
use squall::mention::{Author, RawMention};
use squall::person::Person;
use squall::post::{Block, Post};
use squall::reading::Reader;
use squall::sources::Delivery;
use squall::store::Store;
use squall::store::errand::{BODY, Body};
use squall::watch::{self, DigestSchedule, Watch, WatchKind, WatchState};
use squall::words::Locale;
use squall::{execute, fetch_all};

fn at(text: &str) -> Time {
    text.parse().unwrap()
}

struct World {
    store: Store,
    home: Home,
    ears: Ears,
    scribe: Scribe,
    said: u64,
}

impl World {
    async fn new(url: &str) -> Self {
        let store = Store::open(url).await.unwrap();
        let home = Home::new(Place::parse("sandbox:#crisis").unwrap());
        let ears = Ears::new(Arc::new(Reader::shipped().unwrap())).unwrap();
        let scribe = Scribe::new(store.clone(), Clock::at(at("2026-03-20T00:00:00Z")));
        Self { store, home, ears, scribe, said: 0 }
    }

    async fn watch(&self, watch: Watch) {
        let mut tx = self.store.write().await.unwrap();
        watch::store::add(&mut tx, &watch).await.unwrap().unwrap();
        tx.commit().await.unwrap();
    }

    /// One mention every `minutes` of a time.
    async fn hear(&mut self, from: &str, to: &str, minutes: usize, text: &str) -> u64 {
        let times = (0..).map(|n| at(from) + Duration::minutes(n)).take_while(|time| *time < at(to)).step_by(minutes);
        let mentions: Vec<RawMention> = times.map(|time| self.mention(time, text)).collect();
        let heard = mentions.len();
        let (answer, _ignored) = tokio::sync::oneshot::channel();
        let batch = vec![Delivery { key: None, mentions, removals: Vec::new(), watch: None, answer }];
        let taken = listen::take(&mut self.ears, &mut self.scribe, &self.store, batch).await.unwrap();
        assert_eq!(taken.new, heard, "{text}");
        heard.try_into().unwrap()
    }

    /// Each is said by somebody else, and a little differently, so that it is no copy; what differs is too short to be a
    /// theme.
    fn mention(&mut self, created_at: Time, text: &str) -> RawMention {
        self.said += 1;
        let words = ["ba", "ke", "lo", "mu", "ni", "po", "ra", "su", "ti"];
        let word = |n: u64| words[usize::try_from(self.said / n).unwrap() % words.len()];
        RawMention {
            source: "webhook:pulse".into(),
            source_id: self.said.to_string(),
            platform: "x".into(),
            kind: Default::default(),
            url: None,
            author: Author {
                id: (self.said % 50).to_string(),
                handle: Some(format!("@here{}", self.said % 50)),
                name: None,
                followers: Some(100 + self.said % 50),
                country: None,
            },
            title: None,
            text: format!("{text} {} {} {}", word(1), word(9), word(81)),
            declared_language: None,
            created_at,
            engagement: Default::default(),
            reach: None,
            repost_of: None,
            parent: None,
        }
    }

    /// What is due at a moment, once and then again.
    async fn tick(&self, now: &str) -> usize {
        let sent = desk::due(&self.store, &self.home, at(now)).await.unwrap();
        assert_eq!(desk::due(&self.store, &self.home, at(now)).await.unwrap(), 0, "once only");
        sent
    }

    /// Key, conversation, subject and post of every digest.
    async fn digests(&self) -> Vec<(String, String, String, Post)> {
        let mut tx = self.store.read().await.unwrap();
        let rows = fetch_all!(
            &mut tx,
            (String, String, String, String),
            "select key, conversation, subject, body from errand where about = 'digest' and effect = 'post' order by id"
        )
        .unwrap();
        let post = |body: &str| match BODY.read(0, body).unwrap() {
            Body::Post(post) => post,
            other => panic!("{other:?}"),
        };
        rows.into_iter().map(|(key, place, subject, body)| (key, place, subject, post(&body))).collect()
    }

    async fn ask(&self, watch: Option<&str>, hours: i64, now: &str) -> Option<Post> {
        let (period, zone) = (Duration::hours(hours), Tz::Europe__Sofia);
        desk::on_demand(&self.store, watch, period, Locale::It, zone, at(now)).await.unwrap()
    }
}

fn watch(name: &str, kind: WatchKind, cron: Option<&str>) -> Watch {
    let zone = "Europe/Sofia".to_owned();
    Watch {
        id: squall::id::WatchId(0),
        name: name.into(),
        kind,
        query: name.into(),
        languages: Vec::new(),
        sources: Vec::new(),
        channel: None,
        digest: cron.map(|cron| DigestSchedule { cron: cron.into(), zone }),
        state: WatchState::Active,
        created_at: at("2026-03-20T00:00:00Z"),
    }
}

/// Every story on one engine, one after the other: they are days of one month.
async fn live(url: &str) {
    let mut world = World::new(url).await;
    world.watch(watch("broken", WatchKind::Brand, Some("61 25 * * *"))).await;
    world.watch(watch("borealis", WatchKind::Competitor, None)).await;
    world.watch(watch("nimbus", WatchKind::Brand, Some("0 9 * * *"))).await;
    let paused = Watch { state: WatchState::Paused, ..watch("cirrus", WatchKind::Brand, Some("0 9 * * *")) };
    world.watch(paused).await;
    a_week_murmurs_and_the_first_digest_comes(&mut world).await;
    the_clocks_change_and_it_comes_at_nine_all_the_same(&mut world).await;
    after_downtime_one_is_caught_up_and_labelled(&mut world).await;
    a_gap_in_the_clocks_and_a_new_watch(&world).await;
    what_is_asked_for_is_answered(&world).await;
    world.store.close().await;
}

async fn a_week_murmurs_and_the_first_digest_comes(world: &mut World) {
    world.hear("2026-03-21T00:00:00Z", "2026-03-28T07:00:00Z", 30, "riding my nimbus scooter").await;
    assert_eq!(world.tick("2026-03-28T06:59:59Z").await, 1, "of the day before, late");
    assert_eq!(world.tick("2026-03-28T07:00:20Z").await, 1);
    let [(_, _, _, late), (key, place, subject, post)] = world.digests().await.try_into().unwrap();
    assert!(late.plain().contains("Late: due Mar 27 09:00, sent Mar 28 08:59."), "{}", late.plain());
    let nimbus = key.strip_prefix("digest:").unwrap().split(':').next().unwrap().to_owned();
    assert_eq!(key, format!("digest:{nimbus}:{}", micros(at("2026-03-28T07:00:00Z"))));
    assert_eq!((place.as_str(), subject), ("sandbox:crisis", nimbus));
    let said = post.plain();
    assert!(said.contains("48 mentions, about as many as in the period before (48)."), "{said}");
    assert!(!said.contains("Late") && !said.contains("More talk of"), "{said}");
}

/// Whoever runs the machine.
fn operator() -> Allowed<Run> {
    Standing::operator(&Person::new("sandbox", "maya")).may(&Scene::default()).unwrap()
}

async fn the_clocks_change_and_it_comes_at_nine_all_the_same(world: &mut World) {
    let mut heard = world.hear("2026-03-28T07:00:00Z", "2026-03-29T06:00:00Z", 60, "riding my nimbus scooter").await;
    let fire = "terrible, my nimbus battery is on fire @everyone <!channel>";
    heard += world.hear("2026-03-28T20:00:00Z", "2026-03-28T23:00:00Z", 2, fire).await;
    let theirs = world.hear("2026-03-28T10:00:00Z", "2026-03-28T12:00:00Z", 1, "the borealis is fine").await;
    world.hear("2026-03-29T06:00:00Z", "2026-03-29T06:30:00Z", 1, "nimbus again").await;
    let mut tx = world.store.write().await.unwrap();
    home::speak_in(&mut tx, &world.home.channel, Locale::En, &operator()).await.unwrap();
    open_an_incident(&mut tx).await;
    tx.commit().await.unwrap();
    assert_eq!(world.tick("2026-03-29T05:59:00Z").await, 0);
    assert_eq!(world.tick("2026-03-29T06:00:05Z").await, 1, "nine o'clock in summer is an hour earlier");
    let (_, _, _, post) = world.digests().await.pop().unwrap();
    let said = post.plain();
    assert_eq!((heard, theirs), (23 + 90, 120));
    assert!(said.contains("113 mentions") && said.contains("Mar 28 09:00 – Mar 29 09:00"), "{said}");
    assert!(said.contains("(46)"), "the same 23 hours before: {said}");
    let themes = said.lines().find(|line| line.starts_with("More talk of: ")).expect("themes");
    assert!(themes.contains("battery") && themes.contains("fire") && !themes.contains("scooter"), "{themes}");
    assert!(said.contains("Share of voice: 48% (before 100%) · borealis 52%"), "{said}");
    assert!(said.contains("Ongoing alerts: A-1 | Open incidents: INC-1"), "{said}");
    assert!(!said.contains('@') && !said.contains("<!") && !post.summary.contains('@'), "nobody is pinged: {said}");
    assert!(said.contains("＠everyone ‹!channel›"), "{said}");
    let chart = post.blocks.iter().find_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });
    let chart = chart.unwrap();
    assert!(chart.alt.contains("the tallest, 31, begins Mar 28 22:00"), "{}", chart.alt);
    assert!(chart.png().unwrap().starts_with(b"\x89PNG"));
    let quotes = post.blocks.iter().filter(|block| matches!(block, Block::Quote(_))).count();
    assert_eq!(quotes, 3);
}

async fn open_an_incident(tx: &mut squall::store::Tx) {
    let then = micros(at("2026-03-28T20:10:00Z"));
    execute!(
        tx,
        "insert into alert (id, watch_id, kind, state, severity, peak_severity, observed, expected, factor, evidence, \
         since, raised_at, updated_at) select 1, id, 'volume', 'opened', 7, 7, 30, 2, 15, '{}', $1, $1, $1 \
         from watch where name = 'nimbus'",
        then
    )
    .unwrap();
    execute!(
        tx,
        "insert into incident (id, alert_id, title, severity, state, opened_by, opened_at) \
         values (1, 1, 'fire', 7, 'open', 'mia', $1)",
        then
    )
    .unwrap();
}

async fn after_downtime_one_is_caught_up_and_labelled(world: &mut World) {
    let before = world.digests().await.len();
    assert_eq!(world.tick("2026-04-02T08:20:00Z").await, 1, "four were due");
    let digests = world.digests().await;
    assert_eq!(digests.len(), before + 1);
    let said = digests.last().unwrap().3.plain();
    assert!(said.contains("Late: due 09:00, sent 11:20."), "{said}");
    assert!(said.contains("0 mentions, none") && said.contains("INC-1"), "an open incident is never quiet: {said}");
    assert!(said.contains("Silent sources: webhook:pulse since Mar 29 09:29"), "{said}");
    let mut tx = world.store.write().await.unwrap();
    execute!(&mut tx, "update incident set state = 'resolved'").unwrap();
    execute!(&mut tx, "update alert set state = 'over', over_at = 1").unwrap();
    let crisis = world.home.channel.clone();
    home::speak_in(&mut tx, &crisis, Locale::El, &operator()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.tick("2026-04-03T06:10:00Z").await, 1);
    let (_, _, _, quiet) = world.digests().await.pop().unwrap();
    let said = quiet.plain();
    assert!(said.starts_with("nimbus: ησυχία, καμία αναφορά"), "in the channel's language: {said}");
    assert!(quiet.blocks.len() == 1 && said.lines().count() == 1 && !said.contains("Καθυστερημένα"), "{said}");
}

async fn a_gap_in_the_clocks_and_a_new_watch(world: &World) {
    let stratus = Watch { created_at: at("2027-03-27T10:00:00Z"), ..watch("stratus", WatchKind::Brand, None) };
    let digest = Some(DigestSchedule { cron: "30 3 * * *".into(), zone: "Europe/Sofia".into() });
    world.watch(Watch { digest, channel: Some("sandbox:#night".into()), ..stratus }).await;
    let mut tx = world.store.write().await.unwrap();
    execute!(&mut tx, "update watch set digest_cron = null where name = 'nimbus'").unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.tick("2027-03-27T10:01:00Z").await, 0, "what was due before it was made is not its business");
    assert_eq!(world.tick("2027-03-28T00:59:00Z").await, 0);
    assert_eq!(world.tick("2027-03-28T01:00:00Z").await, 1, "half past three never was; four is its first minute");
    let (_, place, _, _) = world.digests().await.pop().unwrap();
    assert_eq!(place, "sandbox:night");
    assert_eq!(world.tick("2027-10-31T00:30:00Z").await, 1, "half past three in summer");
    assert_eq!(world.tick("2027-10-31T01:30:00Z").await, 0, "half past three once more, in winter");
}

async fn what_is_asked_for_is_answered(world: &World) {
    let now = "2026-03-29T06:29:30Z";
    assert!(world.ask(Some("nimbu"), 24, now).await.is_none());
    let one = world.ask(Some("NIMBUS"), 1, now).await.unwrap().plain();
    assert!(one.contains("30 menzioni") && one.contains("(1)"), "half an hour of one a minute: {one}");
    let week = world.ask(Some("nimbus"), 7 * 24, now).await.unwrap();
    assert!(week.plain().contains("22 mar – 29 mar"), "{}", week.plain());
    let all = world.ask(None, 24, now).await.unwrap().plain();
    let names = ["borealis: 120 menzioni", "nimbus: ", "broken: tutto tranquillo", "stratus: tutto tranquillo"];
    assert!(names.iter().all(|name| all.contains(name)) && !all.contains("cirrus"), "{all}");
    let ages = world.ask(Some("nimbus"), 24 * 100_000, now).await.unwrap().plain();
    assert!(ages.contains("27 dic – 29 mar"), "at most 92 days: {ages}");
}

#[tokio::test]
async fn sqlite_tells_the_stories() {
    let file = std::env::temp_dir().join(format!("squall-digest-{}.db", std::process::id()));
    live(&format!("sqlite:{}", file.display())).await;
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", file.display()));
    }
}

#[tokio::test]
async fn postgres_tells_the_stories() {
    let url = std::env::var("SQUALL_TEST_POSTGRES").expect("run scripts/test, which starts a temporary Postgres");
    // What is committed here stays in a schema of its own.
    let schema = format!("digest_{}", std::process::id());
    let store = Store::open(&url).await.unwrap();
    let mut tx = store.write().await.unwrap();
    let create = format!("create schema {schema}");
    execute!(&mut tx, sqlx::AssertSqlSafe(create.clone())).unwrap();
    tx.commit().await.unwrap();
    live(&format!("{url}?options[search_path]={schema}")).await;
    let mut tx = store.write().await.unwrap();
    let drop = format!("drop schema {schema} cascade");
    execute!(&mut tx, sqlx::AssertSqlSafe(drop.clone())).unwrap();
    tx.commit().await.unwrap();
}
