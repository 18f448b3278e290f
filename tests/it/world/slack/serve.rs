//! The fake for clients in other languages: it reads what people do as JSON lines and answers each with one.
//! tests/slack_clients drives it with Slack's own clients.

use serde_json::{Value, json};
use squall::clock::Clock;
use tokio::sync::mpsc::unbounded_channel;

use super::{APP_TOKEN, BOT_TOKEN, Fake, Fault};

#[tokio::test]
#[ignore = "serves until its input ends; tests/slack_clients starts it"]
async fn serve_fake_slack() {
    let fake = Fake::start(Clock::Wall).await;
    fake.grants(&["channels:history", "channels:join", "im:history", "im:write"]);
    // The clients acknowledge what they wait for, and they wait for no talk.
    fake.unsubscribes(&["message.channels"]);
    say(&json!({ "api_url": fake.api_url(), "bot_token": BOT_TOKEN, "app_token": APP_TOKEN }));
    let (sender, mut lines) = unbounded_channel();
    std::thread::spawn(move || std::io::stdin().lines().try_for_each(|line| sender.send(line.unwrap())));
    while let Some(line) = lines.recv().await {
        let words: Vec<String> = serde_json::from_str(&line).unwrap();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let done = match words.as_slice() {
            ["connected"] => {
                fake.connected().await;
                json!(fake.connects().len())
            }
            ["settled"] => {
                fake.settled().await;
                json!(fake.acks().len())
            }
            words => obeys(&fake, words),
        };
        say(&json!({ "done": done }));
    }
    fake.finish();
}

/// A line of its own, whatever the test harness wrote before.
fn say(value: &Value) {
    println!("\n{value}");
}

fn obeys(fake: &Fake, words: &[&str]) -> Value {
    match words {
        ["types", who, channel, typed] => fake.person(who).types(channel, typed),
        ["mentions", who, channel, said] => return json!(fake.person(who).mentions(channel, None, said)),
        ["presses", who, ts, label] => fake.person(who).presses(ts, label),
        ["submits", who, key, answer] => fake.person(who).submits(&[(key, answer)]),
        ["reacts", who, ts, emoji] => fake.person(who).reacts(ts, emoji),
        ["shortcut", who, ts, callback] => fake.person(who).message_shortcut(ts, callback),
        ["picks", who, ts, select, choice] => fake.person(who).picks(ts, select, choice),
        ["pins", who, ts] => fake.person(who).pins(ts),
        ["comes_home", who] => fake.person(who).opens_home(),
        ["presses_in_view", who, label] => fake.person(who).presses_in_view(label),
        ["writes", who, words] => return json!(fake.person(who).writes(words)),
        ["view", who] => return fake.person(who).view().unwrap_or_default(),
        ["home", who] => return fake.person(who).home().unwrap_or_default(),
        ["knows", who] => return json!(fake.person(who).id),
        ["ephemerals", who] => return json!(texts(&fake.person(who).ephemerals())),
        ["messages", channel] => return json!(texts(&fake.messages(channel))),
        ["files"] => {
            return json!(fake.files().iter().map(|file| (&file.alt_text, file.bytes.len())).collect::<Vec<_>>());
        }
        ["disconnects", reason] => fake.disconnects(reason),
        ["closes_old_links"] => fake.closes_old_links(),
        ["cuts"] => fake.cuts(),
        ["links"] => return json!(fake.links()),
        ["redelivers"] => fake.redelivers(),
        ["limits", method] => fake.fail_next(method, 1, Fault::RateLimited(1)),
        other => panic!("nobody can do {other:?}"),
    }
    Value::Null
}

fn texts(messages: &[super::Message]) -> Vec<&str> {
    messages.iter().map(|message| message.text.as_str()).collect()
}
