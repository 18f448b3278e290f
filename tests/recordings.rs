//! Real recordings through the real matching, grouping and detection. They are not part of the project; where they are
//! absent this says so.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

use std::path::{Path, PathBuf};

use squall::cli::replay;
use squall::sources::recording;

/// The moments at which alerts were raised, or nothing where the recordings are absent.
async fn alerts(file: &str, query: &str) -> Option<Vec<String>> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/replay").join(file);
    let Ok(file) = std::fs::File::open(&path) else {
        eprintln!("not checked: the recordings of ../shared/data are not here");
        return None;
    };
    let recording = recording::read(&mut std::io::BufReader::new(file)).unwrap();
    assert!(recording.rejected.is_empty());
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("transcript.jsonl");
    let out = std::fs::File::create(&path).unwrap();
    let options = replay::Options {
        query: query.into(),
        speed: squall::cli::Speed::Max,
        transcript: Some(Box::new(out)),
        sandbox: None,
    };
    replay::run(recording.mentions, options).await.unwrap();
    let lines = std::fs::read_to_string(&path).unwrap();
    let parsed = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let raised =
        parsed.filter(|line| line["about"] == "alert" && line["effect"] == "post" && line["alert"].is_object());
    Some(raised.map(|line| line["at"].as_str().unwrap_or_default().to_owned()).collect())
}

#[tokio::test]
async fn the_real_crisis_is_raised_and_the_bot_flood_before_it_is_not() {
    let Some(alerts) = alerts("WMT_2015-09-01_2015-10-31.jsonl", "$WMT").await else { return };
    let crisis = |at: &&String| ("2015-10-14T14:57".."2015-10-14T15:30").contains(&at.as_str());
    assert_eq!(alerts.iter().filter(crisis).count(), 1, "{alerts:?}");
    let flood = |at: &&String| ("2015-10-14T13:28".."2015-10-14T14:57").contains(&at.as_str());
    assert_eq!(alerts.iter().find(flood), None);
    assert!(alerts.len() <= 3, "{alerts:?}");
}

#[tokio::test]
async fn pure_bot_floods_raise_nothing() {
    let Some(alerts) = alerts("FB_2014-04-15_2014-06-15.jsonl", "$FB").await else { return };
    let flood = |at: &&String| at.starts_with("2014-05-21") || at.starts_with("2014-06-04");
    assert_eq!(alerts.iter().find(flood), None);
}

#[tokio::test]
async fn two_months_of_product_news_raise_at_most_four_alerts() {
    let Some(alerts) = alerts("AAPL_2014-08-15_2014-10-25.jsonl", "$AAPL").await else { return };
    assert!(alerts.len() <= 4, "{alerts:?}");
}
