//! A retrospective of many: twelve people, four departments, three languages; some never answer, one changes their mind, one
//! has nothing to say and one is gone; and surveys that are longer than a form, or whose thread sleeps.

use squall::retro::plan::Plan;
use squall::retro::questions::{Question, Takes};

use crate::world::{Seen, World, minutes, stories};

stories!(
    twelve_people_of_four_departments_say_how_it_went,
    who_left_is_not_waited_for,
    a_survey_that_is_longer_than_a_form_is_answered_whole,
    a_survey_goes_on_in_a_thread_that_sleeps,
);

/// Who they are: name, department, language.
const PEOPLE: [(&str, &str, &str); 12] = [
    ("giulia", "lead", "it"),
    ("paolo", "pr", "it"),
    ("sofia", "pr", "it"),
    ("tom", "pr", "en"),
    ("nikos", "legal", "en"),
    ("elitsa", "legal", "bg"),
    ("boris", "legal", "bg"),
    ("emma", "support", "en"),
    ("luca", "support", "it"),
    ("vera", "support", "bg"),
    ("maya", "community", "en"),
    ("chiaying", "community", "en"),
];

fn language(person: &str) -> &'static str {
    PEOPLE.iter().find(|(name, ..)| *name == person).unwrap().2
}

/// Presses the button of the survey in the letter that they got.
async fn presses(world: &mut World, person: &str, [en, it, bg]: [&str; 3]) {
    let label = match language(person) {
        "it" => it,
        "bg" => bg,
        _ => en,
    };
    world.presses_directly(person, label).await;
}

/// Ten questions: nine for everybody and one for each department.
async fn answers(world: &mut World, person: &str, scale: &str, words: &str) {
    presses(world, person, ["Answer", "Rispondi", "Отговарям"]).await;
    let given = [scale, scale, scale, scale, "", words, "", "", "", ""];
    let said = world.fills(person, &given).await;
    let thanks = ["Thank you", "Grazie", "Благодарим"];
    assert!(thanks.iter().any(|thanks| said.starts_with(thanks)), "{person}: {said}");
}

/// The survey's card in the incident's thread.
fn card(world: &World) -> Seen {
    let mut cards = world.seen("crisis");
    cards.retain(|message| message.only.is_none() && message.has_heading && message.words.starts_with("R-"));
    cards.pop().expect("a survey")
}

/// All of them have a part in an incident, which is over; they are asked, each in their language.
async fn asked(world: &mut World) {
    world.crowd_joins().await;
    for (person, role, language) in PEOPLE {
        world.says(person, &format!("/crisis language {language} me")).await;
        if role != "lead" {
            world.says("maya", &format!("/crisis roster add {role} @{person}")).await;
        }
    }
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("giulia", "/crisis take lead").await;
    for (person, ..) in PEOPLE {
        world.says(person, &format!("/crisis note seen by {person}")).await;
    }
    world.says("giulia", "/crisis resolve it was a bad batch").await;
    let said = world.says("maya", "/crisis retro start INC-1").await;
    assert_eq!(said, "R-1 is open; 12 people are asked.");
    // A platform has its own pace for so many letters.
    world.passes(minutes(1)).await;
    for (person, _, language) in PEOPLE {
        let letter = world.told(person).pop().unwrap_or_else(|| panic!("{person} got no letter"));
        let title = match language {
            "it" => "R-1: retrospettiva di INC-1",
            "bg" => "R-1: ретроспекция на INC-1",
            _ => "R-1: retrospective of INC-1",
        };
        assert!(letter.contains(title), "{person} is written to in {language}: {letter}");
    }
}

async fn twelve_people_of_four_departments_say_how_it_went(world: &mut World) {
    asked(world).await;
    // Five answer, the process ends, four more answer.
    for (person, scale, words) in [
        ("paolo", "5", "Il numero verde rispondeva subito"),
        ("sofia", "5", "Tutto chiaro"),
        ("tom", "4", "The statement helped"),
        ("nikos", "1", "We were asked too late"),
        ("elitsa", "2", "Питаха ни късно"),
    ] {
        answers(world, person, scale, words).await;
    }
    world.restarts().await;
    for (person, scale, words) in
        [("giulia", "4", "La squadra ha tenuto"), ("emma", "3", "The macros were ready"), ("maya", "4", "Nobody slept")]
    {
        answers(world, person, scale, words).await;
    }
    // One changes an answer, one has nothing to say, one is gone and two never answer.
    presses(world, "paolo", ["Change my answers", "Cambia le mie risposte", "Промяна на отговорите"]).await;
    world.fills("paolo", &["5", "5", "5", "5", "", "Il numero verde era occupato", "", "", "", ""]).await;
    presses(world, "boris", ["Nothing to add", "Nulla da aggiungere", "Нямам какво да добавя"]).await;
    world.stage.leaves("chiaying");
    assert!(card(world).words.contains("8 of 12"), "{}", card(world).words);
    let peeked = world.says("tom", "/crisis retro show").await;
    assert!(peeked.contains("8 of 12 answered") && !peeked.contains("macros"), "nobody sways anybody: {peeked}");

    let before: Vec<usize> = PEOPLE.iter().map(|(person, ..)| world.told(person).len()).collect();
    world.days_pass(9).await;
    for ((person, ..), before) in PEOPLE.iter().zip(before) {
        let reminded = world.told(person).len() - before;
        match *person {
            "vera" | "luca" => assert_eq!(reminded, 2, "{person} never answers and is reminded twice"),
            _ => assert_eq!(reminded, 0, "{person}"),
        }
    }
    assert!(card(world).words.contains("closed"), "{}", card(world).words);
    let thread = world.thread(&world.card()).join("\n");
    assert!(thread.contains("8 of 11 answered, 1 had nothing to add"), "who left is not missing: {thread}");
    assert!(thread.contains("1 person has left since and is not counted."), "{thread}");
    assert!(thread.contains("and 4 more answers"), "{thread}");
    assert!(!thread.contains("rispondeva subito"), "what was changed is gone: {thread}");
    assert!(thread.contains("“Decisions came in time.” legal 1.5, PR 4.7"), "{thread}");
    let mut tx = world.app.store.read().await.unwrap();
    let survey = squall::retro::store::get(&mut tx, squall::id::SurveyId(1)).await.unwrap().unwrap();
    drop(tx);
    let found = squall::retro::results::results(&survey);
    let said: Vec<String> = found.texts[0].answers.iter().map(|(role, words)| format!("{role:?} {words}")).collect();
    for words in
        ["Some(Pr) Il numero verde era occupato", "Some(Legal) Питаха ни късно", "Some(Support) The macros were ready"]
    {
        assert!(said.iter().any(|said| said == words), "{words} in {said:?}");
    }
    assert_eq!(said.len(), 8, "{said:?}");
    let asked = world.ledger().await.into_iter().filter(|line| line.contains(" survey.answered ")).count();
    assert_eq!(asked, 9, "eight, and one twice");
}

async fn who_left_is_not_waited_for(world: &mut World) {
    over(world).await;
    world.says("maya", "/crisis retro start INC-1").await;
    world.says("maya", "/crisis retro add @nikos").await;
    world.says("elitsa", "/crisis language en me").await;
    world.says("maya", "/crisis retro add @elitsa").await;
    for person in ["maya", "elitsa"] {
        world.presses_directly(person, "Answer").await;
        world.fills(person, &["4", "4", "4", "4", "", "", "", "", ""]).await;
    }
    world.stage.leaves("nikos");
    assert!(card(world).words.contains("2 of 3"), "nobody knows yet: {}", card(world).words);
    world.restarts().await;
    // The first reminder does not reach him, and the platform says why.
    world.days_pass(3).await;
    assert!(card(world).words.contains("closed") && card(world).words.contains("2 of 2"), "{}", card(world).words);
    let thread = world.thread(&world.card()).join("\n");
    assert!(thread.contains("2 of 2 answered") && thread.contains("1 person has left since"), "{thread}");
    let ledger = world.ledger().await;
    assert!(ledger.iter().any(|line| line.contains(" person.left ")), "{ledger:?}");
    // Another survey does not ask him at all.
    world.says("maya", "/crisis open Smoke in Ruse").await;
    world.says("maya", "/crisis assign legal @nikos").await;
    world.says("maya", "/crisis resolve it was nothing").await;
    let said = world.says("maya", "/crisis retro start INC-2").await;
    assert_eq!(said, "R-2 is open; 1 person is asked.");
}

/// Twenty questions, the most that there may be: more than a form of Discord holds.
fn long() -> Plan {
    let question = |n: usize| Question {
        id: format!("q{n}"),
        takes: if n.is_multiple_of(2) { Takes::Text } else { Takes::Scale },
        ask: [(
            "en".to_owned(),
            format!("{n}: {}", "did everybody know what was expected of them, and when? ".repeat(2)),
        )]
        .into_iter()
        .map(|(tag, words)| (tag, words.trim().to_owned()))
        .collect(),
        roles: Vec::new(),
        kinds: Vec::new(),
    };
    Plan { questions: (0..20).map(question).collect(), ..Plan::default() }
}

async fn over(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("maya", "/crisis resolve it was a bad batch").await;
}

async fn a_survey_that_is_longer_than_a_form_is_answered_whole(world: &mut World) {
    world.app.hold_retros(&long()).await.unwrap();
    over(world).await;
    world.says("maya", "/crisis retro start INC-1").await;
    world.presses_directly("maya", "Answer").await;
    let given: Vec<String> =
        (0..20).map(|n: usize| if n.is_multiple_of(2) { format!("answer {n}") } else { "4".to_owned() }).collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let said = world.fills("maya", &given).await;
    assert!(said.starts_with("Thank you"), "{said}");
    let mut tx = world.app.store.read().await.unwrap();
    let survey = squall::retro::store::get(&mut tx, squall::id::SurveyId(1)).await.unwrap().unwrap();
    let sheet = survey.sheets.values().next().unwrap();
    let kept: Vec<&str> = (0..20).map(|n| sheet.answers[&format!("q{n}")].as_str()).collect();
    assert_eq!(kept, given, "not one is lost between the pages");
}

async fn a_survey_goes_on_in_a_thread_that_sleeps(world: &mut World) {
    over(world).await;
    world.says("maya", "/crisis retro start INC-1").await;
    let root = world.card();
    world.stage.archives(&root);
    world.says("maya", "/crisis retro add @nikos").await;
    assert!(card(world).words.contains("0 of 2"), "the card is edited in a thread that slept: {}", card(world).words);
    world.stage.archives(&root);
    world.presses("maya", "Answer").await;
    world.fills("maya", &["4", "4", "4", "4", "yes", "", "", "", ""]).await;
    assert!(card(world).words.contains("1 of 2"), "{}", card(world).words);
    world.stage.archives(&root);
    world.says("maya", "/crisis retro close").await;
    assert!(world.thread(&root).join("\n").contains("1 of 2 answered"), "and the results stand in it");
}
