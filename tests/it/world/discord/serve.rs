//! The fake for clients in other languages: it reads what people do as JSON lines and answers each with one.
//! tests/discord_clients drives it with discord.js.

use serde_json::{Value, json};
use squall::clock::Clock;
use tokio::sync::mpsc::unbounded_channel;

use super::{APP_ID, BOT_TOKEN, CRISIS, FORUM, Fake, Fault, GUILD, Message, permissions};

#[tokio::test]
#[ignore = "serves until its input ends; tests/discord_clients starts it"]
async fn serve_fake_discord() {
    let fake = Fake::start(Clock::Wall).await;
    fake.grants_message_content();
    fake.grants(permissions::ADD_REACTIONS | permissions::MANAGE_MESSAGES | permissions::PIN_MESSAGES);
    say(&json!({
        "api": format!("{}/api", fake.url()), "token": BOT_TOKEN, "app": APP_ID, "guild": GUILD, "channel": CRISIS,
        "forum": FORUM,
    }));
    let (sender, mut lines) = unbounded_channel();
    std::thread::spawn(move || std::io::stdin().lines().try_for_each(|line| sender.send(line.unwrap())));
    while let Some(line) = lines.recv().await {
        let words: Vec<String> = serde_json::from_str(&line).unwrap();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let done = match words.as_slice() {
            ["connected"] => {
                fake.connected().await;
                json!(fake.sessions())
            }
            ["settled"] => {
                fake.settled().await;
                json!(fake.response_times().len())
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
        ["knows", who] => return json!(fake.person(who).id),
        ["types", who, channel, typed] => fake.person(who).types(channel, typed),
        ["begins", who, channel, typed] => return json!(fake.person(who).begins(channel, typed)),
        ["offered", who, interaction] => return json!(fake.person(who).offered(interaction)),
        ["says", who, channel, words] => return json!(fake.person(who).says(channel, words)),
        ["writes", who, words] => return json!(fake.person(who).writes(words)),
        ["presses", who, message, label] => fake.person(who).presses(message, label),
        ["picks", who, message, select, choice] => fake.person(who).picks(message, select, choice),
        ["chooses", who, message, entry] => fake.person(who).chooses(message, entry),
        ["submits", who, key, answer] => fake.person(who).submits(&[(key, answer)]),
        ["modal", who] => return fake.person(who).modal().unwrap_or_default(),
        ["reacts", who, message, emoji] => fake.person(who).reacts(message, emoji),
        ["pins", who, message] => fake.person(who).pins(message, true),
        ["whispers", who] => return json!(texts(&fake.person(who).whispers())),
        ["direct", who] => return json!(texts(&fake.person(who).direct())),
        ["messages", channel] => return json!(texts(&fake.messages(channel))),
        ["attachments", channel] => {
            return fake.messages(channel).iter().flat_map(|message| message.attachments.clone()).collect();
        }
        ["archives", thread] => fake.archives(thread),
        ["drops"] => fake.drops(),
        ["asks_to_reconnect"] => fake.asks_to_reconnect(),
        ["invalidates"] => fake.invalidates(false),
        ["says_nonsense"] => fake.says_something_new(),
        ["another_server", name] => return json!(fake.another_server(name, "war-room")),
        ["removes_the_bot", guild] => fake.removes_the_bot(guild),
        ["limits", operation] => fake.fail_next(operation, 1, Fault::RateLimited(1000)),
        other => panic!("nobody can do {other:?}"),
    }
    Value::Null
}

fn texts(messages: &[Message]) -> Vec<&str> {
    messages.iter().map(|message| message.content.as_str()).collect()
}
