//! Five hundred people answer a survey at the same moment: nothing is lost, and how long it takes until all is stored.
//!
//! `cargo bench --bench survey` works for some seconds and prints one line; a number behind `--` says how many people.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement")]

mod load;

use std::time::{Duration, Instant};

use commands::Locale;
use load::Asked;
use load::office::{Office, says};
use squall::id::SurveyId;
use squall::platform::sandbox::{Act, Body, Message, Sandbox, SandboxConfig, SandboxPerson};
use squall::retro;

const PEOPLE: usize = 500;
/// From the first press until everything is stored.
const PATIENCE: Duration = Duration::from_secs(60);

fn main() {
    let people = Asked::read().numbers.first().map_or(PEOPLE, |people| usize::try_from(*people).unwrap());
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(measure(people));
}

async fn measure(people: usize) {
    let mut team: Vec<SandboxPerson> = (0..people).map(|n| person(&name(n))).collect();
    team.push(person("maya"));
    let office = Office::new(SandboxConfig { people: team, ..SandboxConfig::default() }).await;
    let (sandbox, store) = (office.sandbox.clone(), office.app.store.clone());
    let _alive = office.lives();
    says(&sandbox, "maya", "/crisis open Smoke in Varna");
    until(&sandbox, "the incident", || button(&sandbox, "Resolve")).await;
    says(&sandbox, "maya", "/crisis resolve it was a bad batch");
    until(&sandbox, "the end", || button(&sandbox, "Reopen")).await;
    says(&sandbox, "maya", "/crisis retro start INC-1");
    let (card, answer) = until(&sandbox, "the survey", || button(&sandbox, "Answer")).await;

    let begun = Instant::now();
    for n in 0..people {
        sandbox.act(&name(n), Act::Press { message: card.clone(), action: answer.clone() }).unwrap();
    }
    for n in 0..people {
        let form = until(&sandbox, "a form", || sandbox.forms(&name(n)).pop()).await;
        let answers = [("learned".to_owned(), format!("words of {}", name(n)))].into();
        sandbox.act(&name(n), Act::Submit { form: form.id, answers }).unwrap();
    }
    let survey = loop {
        let survey = retro::store::get(&mut store.read().await.unwrap(), SurveyId(1)).await.unwrap().unwrap();
        if survey.answered() == people {
            break survey;
        }
        assert!(begun.elapsed() < PATIENCE, "{} of {people} answers after {:?}", survey.answered(), begun.elapsed());
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    let took = begun.elapsed();
    for n in 0..people {
        let sheet = &survey.sheets[&format!("sandbox:{}", name(n))];
        assert_eq!(sheet.answers["learned"], format!("words of {}", name(n)));
    }
    println!("{people} people pressed and answered at once: all kept after {:.2} s", took.as_secs_f64());
}

fn name(n: usize) -> String {
    format!("person{n:03}")
}

fn person(name: &str) -> SandboxPerson {
    SandboxPerson::new(name, name, "support", Locale::En, "UTC")
}

/// Waits until something is there, as long as [`PATIENCE`].
async fn until<T>(sandbox: &Sandbox, what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let mut changes = sandbox.subscribe();
    let begun = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "{what} is missing");
        let _ = tokio::time::timeout(Duration::from_millis(20), changes.recv()).await;
    }
}

/// A button of a message in the channel, by its label: the message and the action.
fn button(sandbox: &Sandbox, label: &str) -> Option<(String, String)> {
    sandbox.messages("crisis").into_iter().rev().find_map(|message: Message| {
        let Body::Card { post, .. } = &message.body else { return None };
        let action = post.buttons().find(|button| button.label == label)?.action.clone();
        Some((message.id, action))
    })
}
