//! The record of an incident as a file, in each format.

use commands::Format;
use squall::cli::export::written;
use squall::id::IncidentId;
use squall::report::desk;
use squall::words::Locale;

use crate::world::{GREEK, World, minutes, stories};

stories!(the_record_holds_everything_in_every_format, the_chat_shows_its_beginning_and_the_way);

async fn record(world: &World, format: Format) -> String {
    let mut tx = world.app.store.read().await.unwrap();
    let report = desk::live(&mut tx, IncidentId(1), world.now()).await.unwrap().unwrap();
    written(&report, format, Locale::En, chrono_tz::Europe::Sofia).unwrap()
}

async fn an_incident(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    world.presses("maya", "Take the lead").await;
    world.shout("6 in 3 minutes", GREEK).await;
    world.says("maya", "/crisis note the plant <b>stopped</b>, =1+1 \"so\" says *she*").await;
    world.says("maya", "/crisis note a mistake").await;
    world.presses("maya", "Undo").await;
    world.passes(minutes(6)).await;
}

async fn the_record_holds_everything_in_every_format(world: &mut World) {
    an_incident(world).await;
    let text = record(world, Format::Markdown).await;
    assert!(text.starts_with("# INC-1: lumo\n"), "{text}");
    assert!(text.contains("## Timeline of INC-1") && text.contains("## Evidence of INC-1 (5)"), "{text}");
    assert!(text.contains(r"the plant ‹b›stopped‹/b›") && text.contains(r"says \*she\*"), "{text}");
    assert!(text.contains("a mistake (removed by "), "what was struck says so: {text}");
    assert!(text.contains(" EET"), "times are of the zone: {text}");
    assert!(text.contains("| Until somebody led | **0 min** | – | 0 |"), "{text}");

    let page = record(world, Format::Html).await;
    assert!(page.starts_with("<!doctype html>") && page.matches("<svg ").count() == 4);
    assert!(!page.contains("<script") && !page.contains("<b>stopped") && page.contains("‹b›stopped"), "inert");

    let value: serde_json::Value = serde_json::from_str(&record(world, Format::Json).await).unwrap();
    assert_eq!((&value["id"], &value["state"]), (&"INC-1".into(), &"responding".into()));
    let evidence = value["evidence"].as_array().unwrap();
    assert!(evidence.len() == 5 && evidence.iter().all(|kept| kept["holds"] == true), "{evidence:?}");
    let removed = value["timeline"].as_array().unwrap().iter().filter(|entry| !entry["removed"].is_null()).count();
    assert_eq!(removed, 1);

    let table = record(world, Format::Csv).await;
    let rows = table.lines().count();
    let entries = value["timeline"].as_array().unwrap().len();
    assert_eq!(rows, 1 + entries + 5, "{table}");
    assert!(table.contains("\"the plant <b>stopped</b>, =1+1 \"\"so\"\" says *she*\""), "{table}");
}

async fn the_chat_shows_its_beginning_and_the_way(world: &mut World) {
    an_incident(world).await;
    let shown = world.says("nikos", "/crisis export").await;
    assert!(shown.contains("Χρονολόγιο") && shown.contains("squall export incident INC-1 --format md"), "{shown}");
    let page = world.says("maya", "/crisis export INC-1 --format html").await;
    assert_eq!(page, "The whole record as a file, charts included: squall export incident INC-1 --format html");
    assert!(world.says("maya", "/crisis export INC-9").await.contains("There is no incident INC-9"));
    let status = world.says("maya", "/crisis status").await;
    assert!(
        status.contains("INC-1: lumo · responding · ") && status.contains("in the last hour, usually 12"),
        "{status}"
    );
}
