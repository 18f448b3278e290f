//! After the storm: the team is asked how it went, and sees what everybody said when all have said it.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::{Arc, Mutex};

use sha2::{Digest, Sha256};
use squall::fetch_all;

use crate::world::{Seen, World, hours, stories};

stories!(
    the_team_is_asked_in_its_languages_and_sees_the_answers_at_the_end,
    nobody_finds_out_who_said_what,
    what_goes_on_again_is_not_asked_about,
);

/// Giulia leads, Nikos is the lawyer, Elitsa keeps notes; Maya looked at the alert. It is over.
async fn a_resolved_incident(world: &mut World) {
    for (person, language) in [("nikos", "el"), ("giulia", "it"), ("elitsa", "bg"), ("chiaying", "zh-Hant")] {
        world.says(person, &format!("/crisis language {language} me")).await;
    }
    world.says("maya", "/crisis roster add legal @nikos").await;
    world.trouble().await;
    world.presses("maya", "Acknowledge").await;
    world.presses("giulia", "Open incident").await;
    world.presses("giulia", "Take the lead").await;
    world.says("giulia", "/crisis assign legal @nikos").await;
    world.says("elitsa", "/crisis note the factory stopped the line").await;
    world.says("giulia", "/crisis resolve it was a bad batch").await;
}

/// The survey's card in the incident's thread.
fn card(world: &World) -> Option<Seen> {
    let mut cards = world.seen("crisis");
    cards.retain(|message| message.only.is_none() && message.has_heading && message.words.starts_with("R-"));
    cards.pop()
}

async fn until_asked(world: &mut World) {
    for _ in 0..96 {
        if card(world).is_some() {
            return;
        }
        world.passes(hours(1)).await;
    }
    panic!("nobody was asked");
}

async fn the_team_is_asked_in_its_languages_and_sees_the_answers_at_the_end(world: &mut World) {
    a_resolved_incident(world).await;
    assert!(card(world).is_none(), "first they rest");
    until_asked(world).await;
    let shown = card(world).unwrap();
    assert!(shown.thread.is_some() && shown.words.contains("0 of 4"), "in the incident's thread: {}", shown.words);
    let letter = world.told("nikos").pop().unwrap();
    assert!(letter.contains("απολογισμός του INC-1") && letter.contains("με όνομα και ρόλο"), "{letter}");
    assert!(world.told("chiaying").is_empty(), "she had no part in it");
    let said = world.says("giulia", "/crisis retro add @chiaying").await;
    assert_eq!(said, "Ora è tra gli invitati di R-1.");

    // Nine questions for everybody, one more for a lawyer.
    world.presses_directly("nikos", "Απάντηση").await;
    let answers = ["2", "2", "1", "3", "", "Με πήραν αργά", "", "", "", "Όχι αρκετά νωρίς"];
    assert!(world.fills("nikos", &answers).await.starts_with("Ευχαριστούμε"));
    world.presses("giulia", "Answer").await;
    let answers =
        ["4", "4", "5", "4", "Sì", "Il numero verde era occupato", "", "Un secondo numero verde", "", "Il ritiro"];
    assert!(world.fills("giulia", &answers).await.starts_with("Grazie"));
    world.restarts().await;
    world.presses_directly("chiaying", "作答").await;
    world.fills("chiaying", &["4", "5", "4", "4", "有效", "", "", "", ""]).await;
    let peeked = world.says("maya", "/crisis retro show").await;
    assert!(peeked.contains("3 of 5 answered") && peeked.contains("when the survey closes"), "{peeked}");
    assert!(!peeked.contains("numero") && !peeked.contains("Με πήραν"), "nobody anchors anybody: {peeked}");

    // One changes their mind, one has nothing to say, one never answers and is reminded, and no more than twice.
    world.presses_directly("nikos", "Αλλαγή απαντήσεων").await;
    world.fills("nikos", &["2", "2", "2", "3", "", "Με ρώτησαν αργά", "", "", "", ""]).await;
    world.presses_directly("elitsa", "Нямам какво да добавя").await;
    let before = world.told("maya").len();
    world.passes(hours(24 * 9)).await;
    let reminded = world.told("maya").split_off(before);
    assert_eq!(reminded.len(), 2, "{reminded:?}");
    assert!(reminded.iter().all(|letter| letter.contains("Your view is still missing")));

    assert!(card(world).unwrap().words.contains("closed"), "{}", card(world).unwrap().words);
    let thread = world.thread(&world.card()).join("\n");
    assert!(thread.contains("3 of 5 answered, 1 had nothing to add"), "{thread}");
    assert!(thread.contains("Με ρώτησαν αργά (legal)") && !thread.contains("Με πήραν"), "{thread}");
    assert!(thread.contains("Un secondo numero verde (lead)"), "{thread}");
    assert!(thread.contains("“Decisions came in time.” legal 2.0, lead 5.0"), "{thread}");
    let trends = world.says("maya", "/crisis retro trends").await;
    assert!(trends.contains("1 incident teaches") && trends.contains("Until somebody led: 0 min lately"), "{trends}");
    world.presses_directly("maya", "Answer").await;
    assert_eq!(world.whispers_to("maya").pop().unwrap(), "The survey is closed and takes no answers any more.");
    let written: Vec<String> = world.ledger().await.into_iter().filter(|line| line.contains(" survey.")).collect();
    assert_eq!(written.first().map(String::as_str), Some("squall survey.opened R-1"));
    assert_eq!(written.last().map(String::as_str), Some("squall survey.closed R-1"));
}

async fn what_goes_on_again_is_not_asked_about(world: &mut World) {
    a_resolved_incident(world).await;
    world.says("giulia", "/crisis reopen it smokes again").await;
    world.passes(hours(96)).await;
    assert!(card(world).is_none());
    let said = world.says("maya", "/crisis retro start INC-1").await;
    assert!(said.contains("The incident goes on."), "{said}");
}

/// All that is logged, kept by the test.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Every row that could tell something, as text.
async fn dump(world: &World) -> Vec<String> {
    let mut tx = world.app.store.read().await.unwrap();
    let mut rows = Vec::new();
    type Three = (String, String, String);
    for found in [
        fetch_all!(&mut tx, Three, "select key, target, body from errand order by id").unwrap(),
        fetch_all!(&mut tx, Three, "select actor, action, detail from ledger order by seq").unwrap(),
        fetch_all!(&mut tx, Three, "select by_person, text, detail from timeline order by id").unwrap(),
        fetch_all!(&mut tx, Three, "select kind, subject, payload from timer order by id").unwrap(),
        fetch_all!(&mut tx, Three, "select scope, name, value from setting order by scope, name").unwrap(),
        fetch_all!(&mut tx, Three, "select detail, seats, sheets from survey order by id").unwrap(),
    ] {
        rows.extend(found.into_iter().map(|(a, b, c)| format!("{a}\n{b}\n{c}")));
    }
    let keys = fetch_all!(&mut tx, (String,), "select key from inbox order by key").unwrap();
    rows.extend(keys.into_iter().map(|(key,)| key));
    rows
}

async fn nobody_finds_out_who_said_what(world: &mut World) {
    let log = Log::default();
    let writer = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone());
    let logged = tracing::subscriber::set_default(subscriber.finish());
    a_resolved_incident(world).await;
    world.says("giulia", "/crisis retro start --anonymous yes").await;
    let letter = world.told("elitsa").pop().unwrap();
    assert!(letter.contains("Анонимно.") && letter.contains("без име, ред и час"), "before the first answer: {letter}");

    let words = [("nikos", "alfa"), ("giulia", "bravo"), ("elitsa", "carlo"), ("maya", "delta")];
    let press = [("nikos", "Απάντηση"), ("giulia", "Rispondi"), ("elitsa", "Отговарям"), ("maya", "Answer")];
    let mut before = Vec::new();
    for ((person, word), (_, button)) in words.iter().zip(press) {
        if *person == "maya" {
            before = dump(world).await;
        }
        world.presses_directly(person, button).await;
        world.fills(person, &["4", "3", "2", "5", "", word, "", "", ""]).await;
        if *person == "giulia" {
            world.restarts().await;
            let said = world.presses_directly("giulia", "Cambia le mie risposte").await;
            assert_eq!(said, "", "the receipt outlives the process");
            world.fills("giulia", &["4", "3", "2", "5", "", "golf", "", "", ""]).await;
            let twice = world.presses_directly("giulia", "Rispondi").await;
            assert!(twice.contains("Hai già risposto"), "{twice}");
        }
    }
    let thread = world.thread(&world.card()).join("\n");
    assert!(thread.contains("4 of 4 answered") && thread.contains("delta") && thread.contains("golf"), "{thread}");
    assert!(!thread.contains("bravo"), "{thread}");
    drop(logged);

    let closed = dump(world).await;
    let of_survey = |rows: &[String]| rows.iter().find(|row| row.contains("{\"questions\"")).unwrap().clone();
    let kept: serde_json::Value = serde_json::from_str(of_survey(&closed).lines().nth(2).unwrap()).unwrap();
    let kept = kept["is"].as_object().unwrap();
    let alone = |sheet: &serde_json::Value| sheet["answers"].as_object().unwrap().len() == 1;
    assert!(kept.len() == 20 && kept.values().all(alone), "when it is closed each answer lies by itself: {kept:?}");
    let rows = before;
    let people: Vec<String> = words.iter().map(|(person, _)| world.stage.person(person).to_string()).collect();
    let survey = &of_survey(&rows);
    let [_, seats, sheets] = survey.lines().collect::<Vec<_>>()[..] else { panic!("{survey}") };
    assert!(people.iter().all(|person| seats.contains(person.as_str()) && !sheets.contains(person.as_str())));
    let sheets: serde_json::Value = serde_json::from_str(sheets).unwrap();
    let sheets = sheets["is"].as_object().unwrap();
    let keys: Vec<&String> = sheets.keys().collect();
    assert!(keys.is_sorted() && keys.len() == 3, "by their keys, not as they came");

    // The words are in the survey and in its results, and nowhere beside a person.
    let with_words: Vec<&String> = closed.iter().filter(|row| row.contains("delta")).collect();
    assert!(with_words.iter().all(|row| *row == &of_survey(&closed) || row.contains(":results")), "{with_words:#?}");
    // No string that is kept anywhere leads to a sheet: no key, no person, no part of them.
    let mut strings: BTreeSet<&str> = BTreeSet::new();
    for row in &rows {
        strings.extend(row.split(|c: char| c.is_whitespace() || "\"{}[],|".contains(c)));
        strings.extend(row.split(|c: char| !c.is_alphanumeric()));
        strings.extend(row.lines());
    }
    for string in strings {
        for part in ["", "all:", "role:"] {
            let hash = hex::encode(Sha256::digest(format!("{part}{string}")));
            assert!(!sheets.contains_key(&hash), "{string} leads to a sheet");
        }
    }
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let logged: BTreeSet<&str> = log.split(|c: char| !c.is_ascii_hexdigit()).filter(|word| word.len() == 32).collect();
    for receipt in logged {
        let sheet = hex::encode(Sha256::digest(format!("all:{receipt}")));
        assert!(!sheets.contains_key(&sheet), "the log leads to a sheet");
    }
    for told in words.iter().map(|(_, word)| word).chain(&["golf"]) {
        assert!(!log.lines().any(|line| line.contains(&format!("\"{told}\""))), "{told} was logged");
    }
    assert!(keys.iter().all(|key| !log.contains(key.as_str())), "no key of a sheet was logged");
}
