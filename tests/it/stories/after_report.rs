//! The report after an incident: it is written when the survey closes, people say it better, and every version stays as it
//! was.

use commands::Format;
use squall::cli::export::written;
use squall::id::IncidentId;
use squall::report::{Report, store};
use squall::words::Locale;

use crate::world::{GREEK, Seen, World, hours, minutes, stories};

stories!(
    the_team_writes_its_report_and_every_version_stays,
    two_people_edit_and_nobody_s_words_are_lost,
    the_report_holds_what_was_said_and_decided,
);

/// Giulia leads; Maya keeps the record; Elitsa keeps notes; a statement stands in public; it is over.
async fn a_resolved_incident(world: &mut World) {
    world.says("giulia", "/crisis language it me").await;
    world.trouble().await;
    world.presses("giulia", "Open incident").await;
    world.passes(minutes(4)).await;
    world.presses("giulia", "Take the lead").await;
    world.says("giulia", "/crisis assign scribe @maya").await;
    world.shout("6 in 3 minutes", GREEK).await;
    world.says("elitsa", "/crisis note the factory stopped the line").await;
    world.says("giulia", "/crisis severity 8 the news called").await;
    world.says("giulia", "/crisis conduct hold the families are being told").await;
    world.passes(minutes(30)).await;
    world.says("giulia", "/crisis resolve it was a bad batch").await;
}

/// The report's card in the incident's thread.
fn card(world: &World) -> Seen {
    let mut cards = world.seen("crisis");
    cards.retain(|message| message.only.is_none() && message.has_heading && message.words.contains("Report of INC-1"));
    assert_eq!(cards.len(), 1, "one card, edited in place: {cards:?}");
    cards.pop().unwrap()
}

async fn version(world: &World, number: u32) -> Report {
    let mut tx = world.app.store.read().await.unwrap();
    let version = store::version(&mut tx, IncidentId(1), number).await.unwrap().unwrap();
    assert!(version.holds, "it is what was written");
    version.into()
}

fn markdown(report: &Report) -> String {
    written(report, Format::Markdown, Locale::En, chrono_tz::Europe::Sofia).unwrap()
}

async fn the_team_writes_its_report_and_every_version_stays(world: &mut World) {
    a_resolved_incident(world).await;
    world.says("giulia", "/crisis retro start").await;
    world.presses("maya", "Answer").await;
    world.fills("maya", &["4", "3", "2", "5", "", "Nobody called the shops", "", "", ""]).await;
    assert!(world.seen("crisis").iter().all(|message| !message.words.contains("Report of")), "not while people answer");
    world.says("giulia", "/crisis retro close").await;
    world.passes(minutes(1)).await;
    let shown = card(world);
    assert!(shown.thread.is_some(), "in the incident's thread");
    assert!(
        shown.words.contains("Somebody led after 4 min.") && shown.words.contains("it was a bad batch"),
        "{}",
        shown.words
    );
    assert!(shown.words.contains("Version 1 by Squall"), "{}", shown.words);
    assert!(shown.words.contains("squall export incident INC-1 --version 1 --format html"), "{}", shown.words);

    // A lawyer reads it; those who lead and who keep the record write it.
    for button in ["Edit summary", "Refresh facts", "Publish final"] {
        let refused = world.presses("nikos", button).await;
        assert!(refused.starts_with("Την αναφορά την αλλάζουν όποιος ηγείται του περιστατικού"), "{button}: {refused}");
        assert!(refused.contains("giulia") && refused.contains("maya"), "whom to ask: {refused}");
    }
    assert!(card(world).words.contains("Version 1 by Squall"), "nothing changed");

    // Maya says it in her own words; the facts of version 1 stay those of version 1.
    world.presses("maya", "Edit summary").await;
    let said =
        world.fills("maya", &["The plant smoked for an hour.", "A bad batch of *oil*", "Call the shops first"]).await;
    assert_eq!(said, "Version 2 of the report of INC-1 is in its thread.");
    let shown = card(world).words;
    assert!(shown.contains("The plant smoked for an hour.") && shown.contains("Call the shops first"), "{shown}");
    world.restarts().await;
    world.says("elitsa", "/crisis note the shops were called after all").await;
    world.says("giulia", "/crisis reopen one shop was forgotten").await;
    world.says("giulia", "/crisis resolve nothing more").await;
    world.presses("maya", "Refresh facts").await;
    let finished = world.presses("giulia", "Publish final").await;
    assert_eq!(finished, "La versione 4 del rapporto di INC-1 è nella sua conversazione.");
    assert!(card(world).words.contains("Version 4, final, by"), "{}", card(world).words);
    let thread = world.thread(&world.card()).join("\n");
    assert!(
        thread.contains("edited the report of INC-1: version 2.")
            && thread.contains("final report of INC-1: version 4."),
        "{thread}"
    );

    let (first, second, last) = (version(world, 1).await, version(world, 2).await, version(world, 4).await);
    let (one, two, four) = (markdown(&first), markdown(&second), markdown(&last));
    assert!(one.contains("Nobody called the shops") && !one.contains("smoked for an hour"), "{one}");
    assert!(two.contains(r"A bad batch of \*oil\*") && !two.contains("nothing more"), "{two}");
    assert_eq!(first.facts, second.facts);
    assert!(four.contains("nothing more") && four.contains("Version 4, final, by "), "{four}");
    for person in ["giulia", "maya", "elitsa"] {
        let account = world.stage.person(person);
        let name = last.facts.people.of(&account).expect("a name");
        assert!(four.contains(&name) && !four.contains(&format!("@{}", account.user)), "{person} by name: {four}");
    }
    assert!(!four.contains("final report: version 4"), "a version knows nothing that came later: {four}");
    let ledger = world.ledger().await;
    let versions: Vec<&str> =
        ledger.iter().filter_map(|line| line.split_once(" report.").map(|(_, what)| what)).collect();
    assert_eq!(versions, ["written INC-1", "edited INC-1", "refreshed INC-1", "final INC-1"]);
}

async fn two_people_edit_and_nobody_s_words_are_lost(world: &mut World) {
    let none = world.says("maya", "/crisis retro report").await;
    assert!(none.contains("There is no report yet"), "{none}");
    a_resolved_incident(world).await;
    let said = world.says("maya", "/crisis retro report").await;
    assert_eq!(said, "Version 1 of the report of INC-1 is in its thread.");
    assert_eq!(world.says("maya", "/crisis retro report INC-1").await, said, "it is there already");
    // Both open the form of version 1.
    world.presses("giulia", "Edit summary").await;
    world.presses("maya", "Edit summary").await;
    world.fills("giulia", &["Fumo dallo stabilimento.", "", ""]).await;
    let refused = world.fills("maya", &["Smoke from the plant.", "the <oil>", ""]).await;
    assert!(refused.contains("There is a newer version, 2"), "{refused}");
    assert!(refused.contains("Smoke from the plant.") && refused.contains("oil"), "her words come back: {refused}");
    let shown = card(world).words;
    assert!(shown.contains("Fumo dallo stabilimento.") && shown.contains("Version 2 by"), "{shown}");
    world.presses("giulia", "Edit summary").await;
    let same = world.fills("giulia", &["Fumo dallo stabilimento.", "", ""]).await;
    assert_eq!(same, "Dice già così: nulla è cambiato.");
}

async fn the_report_holds_what_was_said_and_decided(world: &mut World) {
    a_resolved_incident(world).await;
    world.passes(hours(1)).await;
    world.says("maya", "/crisis retro report").await;
    let report = version(world, 1).await;
    let text = markdown(&report);
    assert!(text.contains("| Until somebody led | **4 min** | – | 0 |"), "{text}");
    assert!(text.contains(r"\> 8 | the news called |"), "{text}");
    assert!(text.contains(r"state: responding \> resolved | it was a bad batch |"), "{text}");
    let (_, measures) = text.split_once("## Measures and deletions").unwrap();
    let measures = measures.split("\n## ").next().unwrap();
    assert!(measures.contains("the families are being told"), "{measures}");
    assert!(text.contains("How the public reacted") && text.contains("Greek"), "{text}");
    let page = written(&report, Format::Html, Locale::El, chrono_tz::Europe::Athens).unwrap();
    assert!(page.matches("<svg ").count() >= 4 && page.contains("lang=\"el\""), "charts are in the page");
    assert!(page.contains("Πόσο χρόνο πήρε") && !page.contains("report-"), "{page}");
    let json: serde_json::Value =
        serde_json::from_str(&written(&report, Format::Json, Locale::En, chrono_tz::UTC).unwrap()).unwrap();
    assert_eq!((&json["version"]["number"], &json["id"]), (&1.into(), &"INC-1".into()));
    let seconds = json["clocks"][2]["seconds"].as_u64().unwrap();
    assert!((240..300).contains(&seconds), "four minutes: {seconds}");
}
