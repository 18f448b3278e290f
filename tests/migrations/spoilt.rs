//! A row that other hands spoilt is an error that names it: nothing is read as if it said something else, and its words
//! are not repeated.

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use squall::clock::from_micros;
use squall::conduct::measure;
use squall::id::{AlertId, IncidentId, ProposalId, StatementId};
use squall::store::{Store, StoreError, Tx, errand};
use squall::{alert, execute, home, incident, people, playbook, report, retro, statement, watch};

use super::File;
use super::older::{person, rows};
use super::samples::{drop_database, new_database};

/// Every column that holds JSON, and which of its rows.
const COLUMNS: [(&str, &str, &str); 26] = [
    ("watch", "languages", ""),
    ("watch", "sources", ""),
    ("alert", "evidence", ""),
    ("incident_line", "detail", ""),
    ("timeline", "detail", "where kind = 'done'"),
    ("timeline", "detail", "where kind = 'message'"),
    ("situation", "figures", ""),
    ("proposal", "reasons", ""),
    ("task", "texts", ""),
    ("statement", "place", ""),
    ("statement", "vetoed", ""),
    ("statement", "detail", ""),
    ("survey", "detail", ""),
    ("survey", "seats", ""),
    ("survey", "sheets", ""),
    ("recovery_checkin", "figures", ""),
    ("playbook_change", "what", ""),
    ("debrief", "guests", ""),
    ("measure", "people", ""),
    ("report", "summary", ""),
    ("report", "facts", ""),
    ("setting", "value", "where name = 'quiet'"),
    ("setting", "value", "where name = 'alerts'"),
    ("setting", "value", "where name = 'plan' and scope = 'retro'"),
    ("errand", "target", ""),
    ("errand", "body", ""),
];

/// Columns that hold a word, of which the engine does not know which there are.
const WORDS: [(&str, &str, &str); 11] = [
    ("watch", "kind", ""),
    ("incident", "kind", ""),
    ("statement", "kind", ""),
    ("statement", "channel", ""),
    ("action_item", "state", ""),
    ("recovery_checkin", "state", ""),
    ("playbook_change", "state", ""),
    ("report", "cause", ""),
    ("speaker", "trained_on", ""),
    ("setting", "value", "where name = 'zone'"),
    ("setting", "value", "where name = 'language' and scope like 'channel:%'"),
];

/// The statement of the samples that fills a table.
fn sample(file: &str, table: &str) -> String {
    let path = format!("{}/migrations/samples/{file}.sql", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let start = text.find(&format!("insert into {table} ")).unwrap();
    text[start..].split_inclusive(";\n").next().unwrap().to_owned()
}

/// What a team wrote, and a row for each table that it did not come to.
fn rows_for_all() -> String {
    let note = "insert into timeline (id, incident_id, at, kind, by_person, text, detail, added_at) \
                values (9001, 1, 0, 'message', 'sandbox:mia', 'Glass!', '{}', 0);";
    [
        rows("26dda94", "team"),
        sample("0003_alerting", "alert"),
        sample("0007_situation", "proposal"),
        sample("0011_actions", "playbook_change"),
        note.to_owned(),
    ]
    .concat()
}

/// The errors of everything that reads.
async fn errors(tx: &mut Tx) -> Vec<StoreError> {
    let (one, now) = (IncidentId(1), from_micros(1_900_000_000_000_000));
    let mut errors = Vec::new();
    macro_rules! read {
        ($($answer:expr),* $(,)?) => { $(if let Err(error) = $answer.await { errors.push(error); })* };
    }
    for watch in watch::store::list(tx).await.unwrap().spoilt {
        errors.push(watch.into());
    }
    read!(
        alert::store::get(tx, AlertId(1)),
        incident::store::get(tx, one),
        incident::store::lines(tx, one),
        incident::timeline::record(tx, one),
        incident::situation::store::get(tx, one),
        incident::proposal::store::get(tx, ProposalId(1)),
        playbook::store::of(tx, one),
        statement::store::get(tx, StatementId(2)),
        retro::store::all(tx),
        retro::store::plan(tx),
        retro::action::store::of_incident(tx, one),
        retro::checkin::store::of_incident(tx, one),
        retro::change::store::of_incident(tx, one),
        retro::debrief::store::of_incident(tx, one),
        measure::store::of(tx, one),
        report::store::latest(tx, one),
        people::store::settings(tx, &person("maya")),
        people::speakers::store::list(tx),
    );
    let channel = squall::chat::Place { platform: "sandbox".into(), channel: "crisis".into(), thread: None };
    let (locale, zone) = (squall::words::Locale::En, chrono_tz::UTC);
    read!(home::Home { locale, zone, ..home::Home::new(channel.clone()) }.locale(tx, &channel));
    for head in errand::heads(tx).await.unwrap() {
        read!(errand::take(tx, head.id, "me", now, now));
    }
    errors
}

async fn spoil(tx: &mut Tx, (table, column, which): (&str, &str, &str), text: &str) {
    execute!(tx, AssertSqlSafe(format!("update {table} set {column} = '{text}' {which}"))).unwrap();
}

async fn each_is_named(url: &str) {
    let store = Store::open(url).await.unwrap();
    let mut tx = store.write().await.unwrap();
    execute!(&mut tx, "update errand set state = 'queued', held_by = null, held_until = null").unwrap();
    tx.commit().await.unwrap();
    let sound = errors(&mut store.write().await.unwrap()).await;
    assert!(sound.is_empty(), "{sound:?}");
    let secret = r#"{"v":1,"is":[{"secret":"words, expected secret"}]}"#;
    let json = COLUMNS.iter().flat_map(|column| [(column, "{"), (column, "7"), (column, secret)]);
    for (spoilt, text) in json.chain(WORDS.iter().map(|column| (column, "secret"))) {
        // Dropped, so that the next begins anew.
        let mut tx = store.write().await.unwrap();
        spoil(&mut tx, *spoilt, text).await;
        let errors = errors(&mut tx).await;
        let (table, column, _) = *spoilt;
        let named = |error: &StoreError| {
            matches!(error, StoreError::Spoilt(spoilt)
            if spoilt.table == table && spoilt.column == Some(column) && !spoilt.row.is_empty())
        };
        assert!(errors.iter().any(named), "{table}.{column} as {text}: {errors:?}");
        assert!(!errors.iter().any(|error| format!("{error} {error:?}").contains("secret")), "{errors:?}");
    }
    store.close().await;
}

#[tokio::test]
async fn a_spoilt_column_is_named_on_sqlite() {
    let file = File::new("spoilt");
    Store::open(&file.url()).await.unwrap().close().await;
    let mut lite = SqliteConnection::connect(&file.url()).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(rows_for_all())).execute(&mut lite).await.unwrap();
    lite.close().await.unwrap();
    each_is_named(&file.url()).await;
}

#[tokio::test]
async fn a_spoilt_column_is_named_on_postgres() {
    let (mut admin, url) = new_database("spoilt").await;
    Store::open(&url).await.unwrap().close().await;
    let mut elephant = PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(rows_for_all())).execute(&mut elephant).await.unwrap();
    elephant.close().await.unwrap();
    each_is_named(&url).await;
    drop_database(&mut admin, &url).await;
}
