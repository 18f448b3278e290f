//! How fast a review is: fifty people press "Approve" at the same moment, and each sees their name on the card; and how
//! long it takes to check a ledger of a million rows.
//!
//! `cargo bench --bench statement` works for about a minute and prints one line per measurement. Words after `--` choose:
//! `votes`, `ledger` (and a number: how many rows).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::cast_precision_loss, reason = "a measurement")]

mod load;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use commands::{Action, Locale, StatementAction, StatementVerb};
use load::office::{Office, says};
use load::{Asked, report};
use squall::clock::from_micros;
use squall::person::{Actor, Person};
use squall::platform::sandbox::{Act, Body, Message, Sandbox, SandboxConfig, SandboxPerson};
use squall::statement::policy::{Group, Member, Policy};
use squall::statement::rules::{Rule, Rules};
use squall::store::Store;
use squall::store::ledger::{self, Entry};

const VOTERS: usize = 50;
const REVIEWS: i64 = 10;
const ROWS: i64 = 1_000_000;
/// Rows that are written in one transaction.
const AT_ONCE: i64 = 20_000;

fn main() {
    let asked = Asked::read();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if asked.wants("votes") {
        runtime.block_on(votes());
    }
    if asked.wants("ledger") {
        let rows = asked.numbers.first().map_or(ROWS, |rows| i64::try_from(*rows).unwrap());
        runtime.block_on(verification(rows));
    }
}

fn voter(n: usize) -> String {
    format!("voter{n:02}")
}

async fn votes() {
    let mut people: Vec<SandboxPerson> =
        (0..VOTERS).map(|n| SandboxPerson::new(&voter(n), &voter(n), "legal", Locale::En, "UTC")).collect();
    people.push(SandboxPerson::new("maya", "maya", "pr-lead", Locale::En, "UTC"));
    let mut office = Office::new(SandboxConfig { people, ..SandboxConfig::default() }).await;
    let members = (0..VOTERS).map(|n| Member::Person(Person::new("sandbox", voter(n)))).collect();
    let policy = Policy { groups: vec![Group::new("all", VOTERS, members)], ..Policy::default() };
    let policies = vec![Rule { kinds: Vec::new(), severity_from: 1, templates: Vec::new(), policy }];
    let rules = Arc::new(Rules { policies, ..Rules::default() });
    office.app.rule_by(rules);
    let sandbox = Arc::clone(&office.sandbox);
    let _alive = office.lives();
    let mut times = Vec::new();
    for number in 1..=REVIEWS {
        times.extend(review(&sandbox, number).await);
    }
    report("vote pressed to card updated, 50 people at once", times);
}

/// From each press until the card names who pressed.
async fn review(sandbox: &Arc<Sandbox>, number: i64) -> Vec<Duration> {
    let words = format!("/crisis statement draft We know, and this is statement {number}. --review yes");
    says(sandbox, "maya", &words);
    let approve = Action::Statement(StatementAction { verb: StatementVerb::Approve, statement: number, n: 1 }).encode();
    let mut changes = sandbox.subscribe();
    let card = loop {
        match card(sandbox, &approve) {
            Some(card) => break card,
            None => drop(changes.recv().await),
        }
    };
    // The letters are on their way too; they are not what is measured.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut pressed = BTreeMap::new();
    for n in 0..VOTERS {
        let act = Act::Press { message: card.clone(), action: approve.clone() };
        sandbox.act(&voter(n), act).unwrap();
        pressed.insert(voter(n), Instant::now());
    }
    let mut times = Vec::new();
    let patience = Instant::now() + Duration::from_secs(60);
    while !pressed.is_empty() {
        assert!(Instant::now() < patience, "nobody sees the votes of {:?}", pressed.keys());
        let shown = approved_by(sandbox, &card);
        let now = Instant::now();
        pressed.retain(|voter, at| {
            let seen = shown.contains(voter.as_str());
            times.extend(seen.then(|| now - *at));
            !seen
        });
        let _ = tokio::time::timeout(Duration::from_millis(5), changes.recv()).await;
    }
    times
}

fn card(sandbox: &Sandbox, action: &str) -> Option<String> {
    let has = |message: &Message| match &message.body {
        Body::Card { post, .. } => post.buttons().any(|button| button.action == action),
        _ => false,
    };
    sandbox.messages("crisis").into_iter().find(has).map(|message| message.id)
}

/// What the card says about who approved, before it says who is missing.
fn approved_by(sandbox: &Sandbox, id: &str) -> String {
    let card = sandbox.messages("crisis").into_iter().find(|message| message.id == id);
    let Some(Message { body: Body::Card { post, .. }, .. }) = card else { return String::new() };
    let text = post.plain();
    text.split("approved by").nth(1).and_then(|rest| rest.split("missing").next()).unwrap_or_default().to_owned()
}

async fn verification(rows: i64) {
    let directory = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", directory.path().join("bench.db").display());
    let store = Store::open(&url).await.unwrap();
    let detail = r#"{"verdict":"approve","as":"lena","revision":2,"hash":"9f86d081884c7d659a2feaa0c55ad015"}"#;
    let actor = Actor::from(Person::new("slack", "U012"));
    let mut written = 0;
    while written < rows {
        let mut tx = store.write().await.unwrap();
        for _ in 0..AT_ONCE.min(rows - written) {
            written += 1;
            let (subject, at) = (format!("S-{}", written % 977), from_micros(1_795_000_000_000_000 + written));
            let entry = Entry { at, actor: &actor, action: "statement.voted", subject: &subject, detail };
            ledger::append(&mut tx, &entry).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
    let begun = Instant::now();
    assert_eq!(ledger::check(&mut store.read().await.unwrap()).await.unwrap().map(|head| head.seq), Ok(rows));
    println!("ledger of {rows} rows read and verified: {:.2} s", begun.elapsed().as_secs_f64());
}
