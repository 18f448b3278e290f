//! The meeting after an incident: who comes, who was there, and what it came to.

use commands::Format;
use squall::cli::export::written;
use squall::id::IncidentId;
use squall::report::desk::live;
use squall::words::Locale;

use crate::world::{Seen, World, hours, minutes, stories};

stories!(a_debrief_is_called_moved_held_and_summed_up, whoever_called_a_debrief_is_asked_once_for_its_summary,);

/// The card in the incident's thread.
fn card(world: &World) -> Seen {
    let all = world.seen("crisis").into_iter();
    let title = "Debrief of INC-1: Smoke in Varna";
    let mut found: Vec<Seen> = all.filter(|seen| seen.only.is_none() && seen.words.contains(title)).collect();
    assert_eq!(found.len(), 1, "there is one, and it is edited: {found:?}");
    assert!(found[0].thread.is_some(), "in the thread");
    found.remove(0)
}

/// What was written to somebody about it; the survey is another matter.
fn letters(world: &World, person: &str) -> Vec<String> {
    let mut told = world.told(person);
    let titles = ["Debrief of INC-1", "Riunione su INC-1", "Σύσκεψη για το INC-1"];
    told.retain(|words| titles.iter().any(|title| words.contains(title)));
    told
}

async fn a_debrief_is_called_moved_held_and_summed_up(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("nikos", "/crisis note the factory stopped the line").await;
    world.says("giulia", "/crisis take lead").await;
    world.says("giulia", "/crisis resolve it was a bad batch").await;
    let past = world.says("maya", "/crisis retro debrief 2026-03-01 15:00").await;
    assert!(past.starts_with("That time has passed."), "{past}");
    let called = world.says("maya", "/crisis retro debrief 2026-03-04 15:00 --incident INC-1").await;
    assert!(
        called.starts_with("The debrief is called for ") && called.contains("everybody who had a part"),
        "{called}"
    );
    assert_eq!(world.redelivers().await, "");
    assert!(card(world).buttons.contains(&"I am coming".to_owned()), "{:?}", card(world).buttons);
    let letter = world.told("nikos").pop().unwrap();
    assert!(letter.contains("INC-1: Smoke in Varna") && letter.contains("maya"), "{letter}");
    assert!(world.told("chiaying").is_empty(), "she had no part in it");

    world.presses("giulia", "I am coming").await;
    world.presses("elitsa", "I can’t come").await;
    assert!(card(world).words.contains("giulia") && card(world).words.contains("elitsa"), "{}", card(world).words);
    // It moves, and everybody says so anew.
    let before = letters(world, "giulia").len();
    world.says("maya", "/crisis retro debrief 2026-03-05 10:00 --incident INC-1").await;
    assert_eq!(letters(world, "giulia").len(), before + 1);
    world.presses("giulia", "I am coming").await;
    world.presses("maya", "I can’t come").await;
    let again = world.presses("maya", "I can’t come").await;
    assert_eq!(again, "That was said already.");
    let early = card(world);
    assert!(!early.buttons.contains(&"I was there".to_owned()), "nobody was there yet: {:?}", early.buttons);

    // An hour before, across a restart; and then it begins.
    let (comes, stays) = (letters(world, "giulia").len(), letters(world, "maya").len());
    world.passes(hours(72)).await;
    world.restarts().await;
    assert_eq!(letters(world, "giulia").len(), comes);
    world.passes(hours(1) + minutes(10)).await;
    assert_eq!(letters(world, "giulia").len(), comes + 1, "who comes is reminded: {:?}", letters(world, "giulia"));
    assert_eq!(letters(world, "maya").len(), stays, "and who does not is left alone");
    assert!(world.thread(&world.card()).iter().any(|words| words.starts_with("The debrief begins at ")));
    world.passes(hours(1)).await;
    let thread = world.thread(&world.card());
    assert!(thread.iter().any(|words| words.starts_with("giulia The debrief begins. Who is there")), "{thread:?}");
    world.presses("giulia", "I was there").await;
    world.presses("nikos", "I was there").await;
    world.presses("giulia", "Write the summary…").await;
    let said = world.fills("giulia", &["Abbiamo chiamato tardi la fabbrica; @here la prossima volta prima."]).await;
    assert_eq!(said, "La sintesi è conservata con i presenti.");
    let card = card(world);
    assert!(card.words.contains("Abbiamo chiamato tardi la fabbrica; ＠here la prossima"), "{}", card.words);
    assert!(card.words.contains("giulia, nikos") || card.words.contains("nikos, giulia"), "{}", card.words);
    assert!(!card.buttons.contains(&"Write the summary…".to_owned()), "{:?}", card.buttons);
    let over = world.presses("maya", "I was there").await;
    assert_eq!(over, "Noted: you were there.", "who forgot says so afterwards");
    let record = world.says("maya", "/crisis timeline INC-1").await;
    assert!(record.contains("debrief moved to ") && record.contains("debrief held"), "{record}");
    let ledger: Vec<String> = world.ledger().await.into_iter().filter(|line| line.contains(" debrief.")).collect();
    assert_eq!(ledger, ["maya debrief.called D-1", "maya debrief.moved D-1", "giulia debrief.held D-1"]);
}

async fn record(world: &World, format: Format) -> String {
    let mut tx = world.app.store.read().await.unwrap();
    let report = live(&mut tx, IncidentId(1), world.now()).await.unwrap().unwrap();
    written(&report, format, Locale::En, chrono_tz::UTC).unwrap()
}

async fn whoever_called_a_debrief_is_asked_once_for_its_summary(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("nikos", "/crisis note the factory stopped the line").await;
    world.says("maya", "/crisis resolve it was a bad batch").await;
    world.says("maya", "/crisis retro debrief 2026-03-03 10:00 --incident INC-1").await;
    let text = record(world, Format::Markdown).await;
    assert!(text.contains("## Debrief") && text.contains("Nobody wrote what it came to."), "{text}");
    assert!(!text.contains("**Missing**"), "nobody is missing before it begins: {text}");
    let asked = |world: &World| world.told("maya").iter().filter(|words| words.contains("nobody wrote what")).count();
    world.passes(hours(30)).await;
    assert_eq!(asked(world), 0, "not before a day has passed");
    world.presses("maya", "I was there").await;
    world.restarts().await;
    world.days_pass(1).await;
    assert_eq!((asked(world), letters(world, "nikos").len()), (1, 2), "once, and only who called it");
    world.days_pass(3).await;
    assert_eq!(asked(world), 1);
    world.presses_directly("maya", "Write the summary…").await;
    world.fills("maya", &["We call the factory earlier."]).await;
    let text = record(world, Format::Markdown).await;
    let section = text.split("## Debrief").nth(1).unwrap().split("\n## ").next().unwrap();
    assert!(section.contains("**Were there**: ") && section.contains("**Missing**: "), "{section}");
    assert!(section.contains("We call the factory earlier."), "{section}");
    assert!(record(world, Format::Html).await.contains("We call the factory earlier."));
    let json: serde_json::Value = serde_json::from_str(&record(world, Format::Json).await).unwrap();
    assert_eq!(json["debriefs"][0]["missing"][0], world.stage.person("nikos").to_string());
    let table = record(world, Format::Csv).await;
    assert!(table.lines().any(|line| line.contains(",debrief,") && line.contains("Missing: ")), "{table}");
}
