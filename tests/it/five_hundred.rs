//! Five hundred people answer a survey at the same moment, and nothing is lost. It takes a while, so it is asked for:
//! `cargo test -p squall --test it five_hundred -- --ignored --nocapture`

use std::sync::Arc;
use std::time::{Duration, Instant};

use commands::Locale;
use squall::app::{self, App, INLET};
use squall::chat::sandbox::{Act, Body, Message, Sandbox, SandboxConfig, SandboxPerson};
use squall::chat::{Chat, Place};
use squall::clock::Clock;
use squall::home::Home;
use squall::id::SurveyId;
use squall::retro;
use squall::store::Store;
use tokio::sync::mpsc;

const PEOPLE: usize = 500;
/// From the first press until everything is stored.
const WANTED: Duration = Duration::from_secs(60);

fn name(n: usize) -> String {
    format!("person{n:03}")
}

fn says(sandbox: &Sandbox, person: &str, words: &str) {
    sandbox.act(person, Act::Say { channel: "crisis".into(), thread: None, words: words.into() }).unwrap();
}

/// Waits until something is there, as long as [`WANTED`].
async fn until<T>(sandbox: &Sandbox, what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let mut changes = sandbox.subscribe();
    let patience = Instant::now() + WANTED;
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(Instant::now() < patience, "{what} is missing");
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a minute; says how long five hundred answers take"]
async fn five_hundred_people_answer_at_once_and_nothing_is_lost() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite:{}", directory.path().join("many.db").display())).await.unwrap();
    let one = |n: usize| SandboxPerson::new(&name(n), &name(n), "support", Locale::En, "UTC");
    let mut people: Vec<SandboxPerson> = (0..PEOPLE).map(one).collect();
    people.push(SandboxPerson::new("maya", "maya", "pr-lead", Locale::En, "UTC"));
    let sandbox = Sandbox::new(SandboxConfig { people, ..SandboxConfig::default() });
    let channel = Place { platform: sandbox.platform().into(), channel: "crisis".into(), thread: None };
    let home = Home { channel, locale: Locale::En, zone: chrono_tz::UTC, quiet: None };
    let platforms = [(sandbox.platform(), Arc::clone(&sandbox) as Arc<dyn Chat>)].into();
    let app = App::new(store.clone(), Clock::Wall, home, platforms, "many".into()).unwrap();
    let (_inlet, deliveries) = mpsc::channel(INLET);
    tokio::spawn(app::live(app, deliveries, vec![sandbox.listen()]));

    says(&sandbox, "maya", "/crisis open Smoke in Varna");
    until(&sandbox, "the incident", || button(&sandbox, "Resolve")).await;
    says(&sandbox, "maya", "/crisis resolve it was a bad batch");
    until(&sandbox, "the end", || button(&sandbox, "Reopen")).await;
    says(&sandbox, "maya", "/crisis retro start INC-1");
    let (card, answer) = until(&sandbox, "the survey", || button(&sandbox, "Answer")).await;

    let begun = Instant::now();
    for n in 0..PEOPLE {
        sandbox.act(&name(n), Act::Press { message: card.clone(), action: answer.clone() }).unwrap();
    }
    for n in 0..PEOPLE {
        let form = until(&sandbox, "a form", || sandbox.forms(&name(n)).pop()).await;
        let answers = [("learned".to_owned(), format!("words of {}", name(n)))].into();
        sandbox.act(&name(n), Act::Submit { form: form.id, answers }).unwrap();
    }
    let survey = loop {
        let survey = retro::store::get(&mut store.read().await.unwrap(), SurveyId(1)).await.unwrap().unwrap();
        if survey.answered() == PEOPLE {
            break survey;
        }
        assert!(begun.elapsed() < WANTED, "{} of {PEOPLE} answers after {:?}", survey.answered(), begun.elapsed());
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    let took = begun.elapsed();
    for n in 0..PEOPLE {
        let sheet = &survey.sheets[&format!("sandbox:{}", name(n))];
        assert_eq!(sheet.answers["learned"], format!("words of {}", name(n)));
    }
    println!("{PEOPLE} people pressed and answered at once: all kept after {:.1} s", took.as_secs_f64());
}
