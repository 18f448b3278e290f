//! Statements on their way out: from a template, through its faster lane; handed out to the tool that publishes, which is
//! slow, refuses or answers; and what they promise in public.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::SecretString;
use sha2::Sha256;
use squall::publisher::Publisher;
use squall::sources::webhook::Key;
use squall::statement::policy::{Group, Member, Policy};
use squall::statement::rules::{Rule, Rules};

use super::statements::{card, news, seal, statement_ledger, with};
use crate::world::{Deed, World, hours, minutes, stories};

stories!(
    a_template_is_filled_in_by_command_and_by_form,
    a_template_that_was_approved_in_advance_has_a_faster_lane,
    the_tool_publishes_what_it_was_handed,
    the_tool_refuses_and_words_that_changed_stay_here,
    what_is_promised_in_public_is_reminded_of,
);

const SECRET: &str = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A tool that publishes. It checks every signature by its own hand, and answers as it is told, then 200 with a link.
#[derive(Clone, Default)]
struct Tool {
    heard: Arc<Mutex<Vec<(String, serde_json::Value)>>>,
    answers: Arc<Mutex<VecDeque<(u16, &'static str)>>>,
}

impl Tool {
    async fn serves(&self) -> Publisher {
        let app = axum::Router::new().route("/hook", post(took)).with_state(self.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Publisher::new(&url, Key::parse(&SecretString::from(format!("whsec_{SECRET}"))).unwrap()).unwrap()
    }

    fn will_answer(&self, answers: &[(u16, &'static str)]) {
        *self.answers.lock().unwrap() = answers.iter().copied().collect();
    }

    fn heard(&self) -> Vec<(String, serde_json::Value)> {
        self.heard.lock().unwrap().clone()
    }
}

async fn took(State(tool): State<Tool>, headers: HeaderMap, body: String) -> (StatusCode, String) {
    let header = |name: &str| headers.get(name).unwrap().to_str().unwrap().to_owned();
    let (id, timestamp) = (header("webhook-id"), header("webhook-timestamp"));
    let mut mac = Hmac::<Sha256>::new_from_slice(&STANDARD.decode(SECRET).unwrap()).unwrap();
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    let expected = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
    if header("webhook-signature") != expected {
        return (StatusCode::UNAUTHORIZED, String::new());
    }
    tool.heard.lock().unwrap().push((id, serde_json::from_str(&body).unwrap()));
    let (status, answer) =
        tool.answers.lock().unwrap().pop_front().unwrap_or((200, r#"{"url":"https://social.example/acme/7"}"#));
    (StatusCode::from_u16(status).unwrap(), answer.to_owned())
}

fn with_a_tool(world: &mut World) {
    with(world, Rules { publisher: true, ..Rules::default() });
}

async fn approved(world: &mut World, words: &str) {
    world.trouble().await;
    world.presses("giulia", "Open incident").await;
    world.says("maya", &format!("/crisis statement draft {words} --outlet x --review yes")).await;
    world.says("giulia", "/crisis statement version S-1 Lo sappiamo. --outlet x --language it").await;
    world.presses("nikos", "Approve").await;
}

async fn a_template_is_filled_in_by_command_and_by_form(world: &mut World) {
    let listed = world.says("maya", "/crisis statement templates el").await;
    assert!(listed.contains("not-ours · reactive statement · account, since, platform"), "{listed}");
    let drafted =
        "/crisis statement draft --template holding --fill \"what=the smoke in our lamps; when=18:00\" --language en";
    world.says("maya", drafted).await;
    let shown = card(world).words;
    assert!(shown.contains("We know about the smoke in our lamps.") && shown.contains("by 18:00."), "{shown}");
    assert!(shown.contains("Template: holding") && shown.starts_with("S-1: holding statement"), "{shown}");
    let unknown = world.says("maya", "/crisis statement draft --template poem").await;
    assert_eq!(unknown, "There is no template “poem”. /crisis statement templates shows those that are there.");

    // By form; what nobody filled in is said.
    world.says("maya", "/crisis statement templates it").await;
    let on = world.seen("crisis").into_iter().rfind(|seen| seen.only.as_deref() == Some("maya")).unwrap();
    world.does("maya", Deed::Pick { on, menu: "From a template".into(), choice: "apology".into() }).await;
    world.fills("maya", &["il fumo", "", "ritirato il lotto", "", ITALIAN]).await;
    let shown = card(world).words;
    assert!(shown.contains("Ci scusiamo per il fumo.") && shown.contains("“{who}” was to be filled in"), "{shown}");
    assert!(shown.contains("Language: Italian") && shown.starts_with("S-2: apology"), "{shown}");
}

const ITALIAN: &str = "Ci scusiamo per {what}. Comprendiamo quanto sia spiacevole per {who}. Abbiamo {done}, e basta.";

async fn a_template_that_was_approved_in_advance_has_a_faster_lane(world: &mut World) {
    let person = |user: &str| Member::Person(world.stage.person(user));
    let group = |name: &str, user: &str| Group::new(name, 1, vec![person(user)]);
    let policy = |groups| Policy { groups, ..Policy::default() };
    let rule = |templates: &[&str], policy| Rule {
        kinds: Vec::new(),
        severity_from: 1,
        templates: templates.iter().map(|name| (*name).to_owned()).collect(),
        policy,
    };
    let whole = policy(vec![group("legal", "nikos"), group("board", "elitsa")]);
    let fast = policy(vec![group("desk", "giulia")]);
    let policies = vec![rule(&["holding-short"], fast), rule(&[], whole)];
    with(world, Rules { policies, ..Rules::default() });

    let filled = "/crisis statement draft --template holding-short --fill \"what=the smoke; when=18:00\" --review yes";
    world.says("maya", filled).await;
    assert!(card(world).words.contains("legal: 0 of 1"), "nobody approved the template: {}", card(world).words);
    // The template itself goes through the whole review.
    world.says("maya", "/crisis statement draft --template holding-short --review yes").await;
    assert!(card(world).words.contains("{what}"), "{}", card(world).words);
    world.presses("nikos", "Approve").await;
    world.presses("elitsa", "Approve").await;
    assert!(statement_ledger(world).await.contains(&"squall statement.template_approved S-2".to_owned()));

    world.says("maya", filled).await;
    let shown = card(world).words;
    assert!(shown.contains("desk: 0 of 1") && !shown.contains("legal"), "{shown}");
    world.presses("giulia", "Approve").await;
    assert!(card(world).words.contains("State: approved"), "{}", card(world).words);
    // Other words leave the lane: whoever is asked about words of one's own is asked about these.
    world.says("maya", filled).await;
    world.says("maya", "/crisis statement edit S-4 We deny all of it.").await;
    assert!(card(world).words.contains("legal: 0 of 1"), "{}", card(world).words);
    world.presses("giulia", "Approve").await;
    assert!(card(world).words.contains("State: in review"), "{}", card(world).words);
    // A sentence of one's own, or another language, has no lane.
    for more in [
        "--template holding-short --fill \"what=it. We deny all of it. We know; when=18:00\"",
        "--template holding-short --fill \"what=il fumo; when=18:00\" --language it",
    ] {
        world.says("maya", &format!("/crisis statement draft {more} --review yes")).await;
        assert!(card(world).words.contains("legal: 0 of 1"), "{more}: {}", card(world).words);
    }
    // Day by day would take long.
    world.clock.advance_to(world.now() + hours(24 * 181));
    world.settles().await;
    world.says("maya", filled).await;
    assert!(card(world).words.contains("legal: 0 of 1"), "half a year is over: {}", card(world).words);
}

async fn the_tool_publishes_what_it_was_handed(world: &mut World) {
    with_a_tool(world);
    let tool = Tool::default();
    world.app.hand_out_to(tool.serves().await);
    approved(world, "We know.").await;
    let hash = seal(&card(world).words).split(' ').nth(1).unwrap().to_owned();
    tool.will_answer(&[(500, ""), (429, ""), (503, "")]);
    world.presses("giulia", "Hand out to publish").await;
    for _ in 0..6 {
        world.passes(minutes(1)).await;
    }
    let heard = tool.heard();
    assert_eq!(heard.len(), 4, "tried again until it is taken");
    assert!(heard.iter().all(|(id, _)| *id == heard[0].0), "by one id, so that the tool can tell");
    let (_, body) = &heard[3];
    assert_eq!((&body["type"], &body["data"]["statement"]), (&"statement.approved".into(), &"S-1".into()));
    assert!(body["data"]["hash"].as_str().unwrap().starts_with(&hash));
    let versions = body["data"]["versions"].as_array().unwrap();
    assert_eq!((&versions[0]["words"], &versions[1]["words"]), (&"We know.".into(), &"Lo sappiamo.".into()));
    let shown = card(world).words;
    assert!(shown.contains("State: published") && shown.contains("https://social.example/acme/7"), "{shown}");
    assert!(shown.contains("Published by giulia"), "in the name of who handed it out: {shown}");
    let said = news(world);
    assert!(said.iter().any(|line| line.starts_with("giulia hands S-1 (")), "{said:?}");
    assert!(said.last().unwrap().starts_with("S-1 is published: the first words in public"), "{said:?}");
    let ledger = statement_ledger(world).await;
    assert_eq!(ledger[ledger.len() - 2..], ["giulia statement.handed_out", "giulia statement.published"]);
}

async fn the_tool_refuses_and_words_that_changed_stay_here(world: &mut World) {
    let tool = Tool::default();
    with(world, Rules::default());
    approved(world, "We know.").await;
    let answer = world.says("maya", "/crisis statement send S-1").await;
    assert!(answer.starts_with("No tool is connected that publishes"), "{answer}");
    with_a_tool(world);
    world.app.hand_out_to(tool.serves().await);
    // It is down, and while it is the words change: they don't go out any more.
    tool.will_answer(&[(503, ""), (503, ""), (503, "")]);
    world.says("maya", "/crisis statement send S-1").await;
    world.says("maya", "/crisis statement edit S-1 We know more.").await;
    world.passes(minutes(30)).await;
    let before = tool.heard().len();
    assert!(before <= 3, "what was handed out is taken back");
    world.passes(minutes(30)).await;
    assert_eq!(tool.heard().len(), before);
    world.presses("nikos", "Approve").await;
    tool.will_answer(&[(410, "")]);
    world.says("maya", "/crisis statement send S-1").await;
    world.passes(minutes(1)).await;
    let shout = news(world).pop().unwrap();
    assert!(
        shout.starts_with("ATTENTION: the tool that publishes did not take S-1") && shout.contains("410"),
        "{shout}"
    );
    assert!(card(world).words.contains("State: approved"), "it can still be published by hand");
    let last = statement_ledger(world).await.pop().unwrap();
    assert_eq!(last, "squall statement.not_taken");
}

async fn what_is_promised_in_public_is_reminded_of(world: &mut World) {
    approved(world, "We know, and we will be back within 2 hours.").await;
    world.says("maya", "/crisis statement published S-1 https://social.example/1").await;
    assert!(card(world).words.contains("Promised: “within 2 hours”, due "), "{}", card(world).words);
    world.passes(minutes(100)).await;
    assert!(!news(world).iter().any(|line| line.contains("promised in public")), "{:?}", news(world));
    world.passes(minutes(10)).await;
    let said = news(world).into_iter().find(|line| line.contains("promised in public")).unwrap();
    assert!(said.starts_with("S-1 promised in public: “within 2 hours”. It is due "), "{said}");
    world.passes(minutes(20)).await;
    let said = news(world).into_iter().rfind(|line| line.contains("promised in public")).unwrap();
    assert!(said.starts_with("ATTENTION: what S-1 promised in public is due now"), "{said}");
    world.presses("maya", "Promise kept").await;
    assert!(card(world).words.contains("Promised and kept"), "{}", card(world).words);
    let again = world.says("maya", "/crisis statement kept S-1").await;
    assert_eq!(again, "S-1 keeps nobody waiting: it is not public, or names no time.");

    // The next words in public keep a promise; a restart loses no timer.
    let moved = world.says("maya", "/crisis statement promise S-1 2h").await;
    assert!(moved.starts_with("What S-1 promises is due "), "{moved}");
    world.says("maya", "/crisis statement draft This is what we know now. --review yes").await;
    world.presses("nikos", "Approve").await;
    world.says("maya", "/crisis statement published S-2 https://social.example/2").await;
    let before = news(world).len();
    world.passes(hours(3)).await;
    assert!(!news(world)[before..].iter().any(|line| line.contains("promised in public")), "{:?}", news(world));
    let ledger = statement_ledger(world).await;
    let kept = ledger.iter().filter(|line| line.contains("promise_kept")).count();
    assert_eq!(kept, 2, "{ledger:?}");
}
