//! The fake keeps Discord's rules: those of the gateway and of interactions.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use squall::clock::Clock;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message as Frame;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::rest_tests::{call, clock, fake, minutes_later, posts};
use super::{APP_ID, BOT_TOKEN, BOT_USER, CRISIS, Fake, Flap, GUILD, intents};

type Link = WebSocketStream<MaybeTlsStream<TcpStream>>;

const HEARD: u64 =
    intents::GUILDS | intents::GUILD_MESSAGES | intents::GUILD_MESSAGE_REACTIONS | intents::DIRECT_MESSAGES;

async fn opens(fake: &Fake, at: Option<&str>) -> Link {
    let (_, gateway) = call(fake, "GET", "/gateway/bot", Value::Null).await;
    let url = format!("{}/?v=10&encoding=json", at.or(gateway["url"].as_str()).unwrap());
    let (mut link, _) = connect_async(url).await.unwrap();
    assert_eq!(hears(&mut link).await["op"], 10);
    link
}

/// The next frame with words in it.
async fn hears(link: &mut Link) -> Value {
    loop {
        match link.next().await {
            Some(Ok(Frame::Text(text))) => {
                return serde_json::from_str(&text).unwrap_or(json!({ "noise": text.as_str() }));
            }
            Some(Ok(Frame::Close(Some(why)))) => return json!({ "closed": u16::from(why.code) }),
            Some(Ok(_)) => {}
            other => return json!({ "over": format!("{other:?}") }),
        }
    }
}

/// The next event of this kind.
async fn event(link: &mut Link, kind: &str) -> Value {
    loop {
        let heard = hears(link).await;
        if heard["t"] == kind {
            return heard;
        }
        assert!(heard["over"].is_null() && heard["closed"].is_null(), "{heard} instead of {kind}");
    }
}

async fn says(link: &mut Link, op: u64, data: Value) {
    link.send(Frame::text(json!({ "op": op, "d": data }).to_string())).await.unwrap();
}

fn identity(intents: u64) -> Value {
    let properties = json!({ "os": "linux", "browser": "test", "device": "test" });
    json!({ "token": BOT_TOKEN, "intents": intents, "properties": properties })
}

/// A line with a session, and what READY said.
async fn session(fake: &Fake, intents: u64) -> (Link, Value) {
    let mut link = opens(fake, None).await;
    says(&mut link, 2, identity(intents)).await;
    let ready = event(&mut link, "READY").await;
    event(&mut link, "GUILD_CREATE").await;
    (link, ready)
}

async fn registers(fake: &Fake) {
    let option = json!({ "type": 3, "name": "topic", "description": "x", "autocomplete": true });
    let commands = json!([
        { "name": "crisis", "description": "x", "options": [
            { "type": 1, "name": "status", "description": "x", "options": [option] },
        ]},
        { "name": "Report as mention", "type": 3 },
    ]);
    let path = format!("/applications/{APP_ID}/guilds/{GUILD}/commands");
    assert_eq!(call(fake, "PUT", &path, commands).await.0, 200);
}

/// Answers an interaction that came.
async fn responds(fake: &Fake, came: &Value, body: Value) -> (u16, Value) {
    let (id, token) = (came["d"]["id"].as_str().unwrap(), came["d"]["token"].as_str().unwrap());
    call(fake, "POST", &format!("/interactions/{id}/{token}/callback"), body).await
}

fn hook(came: &Value, rest: &str) -> String {
    format!("/webhooks/{APP_ID}/{}{rest}", came["d"]["token"].as_str().unwrap())
}

#[tokio::test]
async fn a_session_begins_beats_and_is_resumed_without_loss() {
    let fake = fake().await;
    let (mut link, ready) = session(&fake, HEARD).await;
    assert_eq!((&ready["d"]["user"]["id"], &ready["d"]["application"]["id"]), (&json!(BOT_USER), &json!(APP_ID)));
    fake.asks_for_a_heartbeat();
    assert_eq!(hears(&mut link).await["op"], 1);
    says(&mut link, 1, json!(2)).await;
    assert_eq!(hears(&mut link).await["op"], 11);
    fake.caught_up().await;
    let maya = fake.person("maya");
    maya.says("crisis", "@squall status");
    let heard = event(&mut link, "MESSAGE_CREATE").await;
    fake.drops();
    fake.until("the line is down", |fake| !fake.state().gateway.is_connected()).await;
    maya.says("crisis", "@squall again");
    let at = ready["d"]["resume_gateway_url"].as_str().unwrap();
    let mut link = opens(&fake, Some(at)).await;
    let resume = json!({ "token": BOT_TOKEN, "session_id": ready["d"]["session_id"], "seq": heard["s"] });
    says(&mut link, 6, resume.clone()).await;
    let missed = hears(&mut link).await;
    assert_eq!((&missed["t"], &missed["d"]["mentions"][0]["id"]), (&json!("MESSAGE_CREATE"), &json!(BOT_USER)));
    assert_eq!(missed["s"], heard["s"].as_u64().unwrap() + 1);
    assert_eq!(hears(&mut link).await["t"], "RESUMED");
    assert_eq!(fake.sessions(), (1, 1));

    fake.asks_to_reconnect();
    assert_eq!(hears(&mut link).await["op"], 7);
    fake.flaps(1, Flap::Invalid(false));
    let mut link = opens(&fake, Some(at)).await;
    says(&mut link, 6, resume.clone()).await;
    assert_eq!(hears(&mut link).await, json!({ "op": 9, "s": null, "t": null, "d": false }));
    let mut link = opens(&fake, Some(at)).await;
    says(&mut link, 6, resume).await;
    assert_eq!(hears(&mut link).await["d"], false, "and it is forgotten");
    fake.finish();
}

#[tokio::test]
async fn who_asks_for_too_much_or_says_nonsense_is_closed_out() {
    let fake = fake().await;
    fake.forgives(&["identified_too_often", "identify", "gateway_payload", "no_heartbeat", "identified_twice"]);
    let strange = json!({ "token": "nobody", "intents": 1, "properties": {} });
    let cases = [
        (2, identity(HEARD | intents::MESSAGE_CONTENT), 4014),
        (2, identity(1 << 60), 4013),
        (2, strange, 4004),
        (3, json!({}), 4003),
        (2, json!({ "token": BOT_TOKEN, "intents": 1 }), 4002),
    ];
    for (op, data, code) in cases {
        let mut link = opens(&fake, None).await;
        says(&mut link, op, data.clone()).await;
        assert_eq!(hears(&mut link).await["closed"], code, "{data}");
    }
    let (mut link, _) = session(&fake, HEARD).await;
    says(&mut link, 2, identity(HEARD)).await;
    assert_eq!(hears(&mut link).await["closed"], 4005);
    fake.beats_every(100);
    let (mut link, _) = session(&fake, HEARD).await;
    assert_eq!(hears(&mut link).await["closed"], 4009, "who does not beat is taken for dead");
    fake.finish();
}

#[tokio::test]
async fn what_people_say_is_blank_without_the_intent_unless_it_is_meant_for_the_bot() {
    let fake = fake().await;
    fake.forgives(&["identified_too_often"]);
    let (mut link, _) = session(&fake, HEARD).await;
    let maya = fake.person("maya");
    let mut contents = Vec::new();
    for say in ["between us", "@squall status"] {
        maya.says("crisis", say);
        contents.push(event(&mut link, "MESSAGE_CREATE").await["d"]["content"].clone());
    }
    maya.writes("status");
    contents.push(event(&mut link, "MESSAGE_CREATE").await["d"]["content"].clone());
    posts(&fake, json!({ "content": "mine" })).await;
    contents.push(event(&mut link, "MESSAGE_CREATE").await["d"]["content"].clone());
    assert_eq!(contents, [json!(""), json!(format!("<@{BOT_USER}> status")), json!("status"), json!("mine")]);
    fake.grants_message_content();
    let (mut link, _) = session(&fake, HEARD | intents::MESSAGE_CONTENT).await;
    maya.says("crisis", "between us");
    assert_eq!(event(&mut link, "MESSAGE_CREATE").await["d"]["content"], "between us");
    let heard = maya.says("random", "the bot is not there");
    let card = posts(&fake, json!({ "content": "look" })).await["id"].as_str().unwrap().to_owned();
    assert_ne!(event(&mut link, "MESSAGE_CREATE").await["d"]["id"], json!(heard));
    maya.reacts(&card, "👀");
    assert_eq!(event(&mut link, "MESSAGE_REACTION_ADD").await["d"]["emoji"]["name"], "👀");
    maya.pins(&card, true);
    assert_eq!(event(&mut link, "CHANNEL_PINS_UPDATE").await["d"]["channel_id"], CRISIS);
    assert_eq!(event(&mut link, "MESSAGE_UPDATE").await["d"]["pinned"], true);
    assert_eq!(event(&mut link, "MESSAGE_CREATE").await["d"]["message_reference"]["message_id"], json!(card));
    fake.finish();
}

#[tokio::test]
async fn a_command_is_answered_once_and_followed_for_fifteen_minutes() {
    let clock = clock();
    let fake = Fake::start(clock.clone()).await;
    fake.forgives(&["answered_twice"]);
    let (mut link, _) = session(&fake, HEARD).await;
    registers(&fake).await;
    let maya = fake.person("maya").speaks("it");
    maya.types("crisis", "/crisis status topic:fire in Milan");
    let came = event(&mut link, "INTERACTION_CREATE").await;
    let option = &came["d"]["data"]["options"][0]["options"][0];
    assert_eq!((&option["value"], &came["d"]["locale"]), (&json!("fire in Milan"), &json!("it")));
    let follow = json!({ "content": "more", "flags": 64 });
    assert_eq!(call(&fake, "POST", &hook(&came, ""), follow.clone()).await.1["code"], 10_015, "not before the first");
    assert_eq!(responds(&fake, &came, json!({ "type": 5, "data": { "flags": 64 } })).await.0, 204);
    assert_eq!(responds(&fake, &came, json!({ "type": 4, "data": { "content": "x" } })).await.1["code"], 40_060);
    assert_eq!(maya.whispers().len(), 0, "still thinking");
    let edit = json!({ "content": "all is calm" });
    assert_eq!(call(&fake, "PATCH", &hook(&came, "/messages/@original"), edit).await.0, 200);
    call(&fake, "POST", &hook(&came, ""), follow.clone()).await;
    let whispers: Vec<String> = maya.whispers().into_iter().map(|one| one.content).collect();
    assert_eq!(whispers, ["all is calm", "more"]);
    assert_eq!(fake.person("nikos").whispers().len() + fake.messages("crisis").len(), 0);
    minutes_later(&clock, 16);
    assert_eq!(call(&fake, "POST", &hook(&came, ""), follow).await.1["code"], 50_027);

    let typing = maya.begins("crisis", "/crisis status topic:fi");
    let came = event(&mut link, "INTERACTION_CREATE").await;
    assert_eq!(came["d"]["data"]["options"][0]["options"][0]["focused"], true);
    let offer = json!({ "type": 8, "data": { "choices": [{ "name": "Fire", "value": "fire" }] } });
    responds(&fake, &came, offer).await;
    assert_eq!(maya.offered(&typing), Some(vec![("Fire".to_owned(), "fire".to_owned())]));
    fake.finish();
}

#[tokio::test]
async fn buttons_selects_modals_and_menus_reach_the_bot() {
    let fake = fake().await;
    fake.forgives(&["no_such_response"]);
    let (mut link, _) = session(&fake, HEARD).await;
    registers(&fake).await;
    let (maya, nikos) = (fake.person("maya"), fake.person("nikos"));
    let button = json!({ "type": 2, "style": 1, "label": "Open", "custom_id": "open:7" });
    let people = json!({ "type": 5, "custom_id": "who" });
    let rows = json!([{ "type": 1, "components": [button] }, { "type": 1, "components": [people] }]);
    let card = posts(&fake, json!({ "content": "fire", "components": rows })).await["id"].as_str().unwrap().to_owned();
    maya.presses(&card, "Open");
    let came = event(&mut link, "INTERACTION_CREATE").await;
    assert_eq!((&came["d"]["data"]["custom_id"], &came["d"]["message"]["id"]), (&json!("open:7"), &json!(card)));
    let input = json!({ "type": 4, "custom_id": "title", "label": "Title", "style": 1, "max_length": 60 });
    let modal = json!({ "custom_id": "opened:7", "title": "Open an incident", "components": [{ "type": 1, "components": [input] }] });
    assert_eq!(responds(&fake, &came, json!({ "type": 9, "data": modal })).await.0, 204);
    assert_eq!((maya.modal().is_some(), nikos.modal()), (true, None));
    maya.submits(&[("Title", "Smoke")]);
    let came = event(&mut link, "INTERACTION_CREATE").await;
    assert_eq!(came["d"]["data"]["components"][0]["components"][0]["value"], "Smoke");
    assert_eq!(responds(&fake, &came, json!({ "type": 9, "data": modal })).await.0, 400, "no modal after a modal");
    let opened = json!({ "type": 7, "data": { "content": "opened", "components": [] } });
    assert_eq!(responds(&fake, &came, opened).await.0, 204);
    assert_eq!((maya.modal(), fake.messages("crisis")[0].content.as_str()), (None, "opened"));

    let again = json!({ "components": rows });
    call(&fake, "PATCH", &format!("/channels/{CRISIS}/messages/{card}"), again).await;
    maya.picks(&card, "who", "nikos");
    let came = event(&mut link, "INTERACTION_CREATE").await;
    assert_eq!(came["d"]["data"]["resolved"]["users"][&nikos.id]["username"], "nikos");
    responds(&fake, &came, json!({ "type": 6 })).await;
    let said = nikos.says("crisis", "my lumo burns");
    maya.chooses(&said, "Report as mention");
    let came = event(&mut link, "INTERACTION_CREATE").await;
    let told = &came["d"]["data"]["resolved"]["messages"][&said]["content"];
    assert_eq!(told, "my lumo burns", "the message of a menu is never blank");
    responds(&fake, &came, json!({ "type": 4, "data": { "content": "counted", "flags": 64 } })).await;
    assert_eq!(maya.whispers()[0].content, "counted");
    fake.finish();
}

#[tokio::test]
#[should_panic(expected = "late_response")]
async fn who_answers_late_fails_by_name() {
    let clock = clock();
    let fake = Fake::start(clock.clone()).await;
    let (mut link, _) = session(&fake, HEARD).await;
    registers(&fake).await;
    fake.person("maya").types("crisis", "/crisis status");
    let came = event(&mut link, "INTERACTION_CREATE").await;
    clock.advance_to(clock.now() + chrono::Duration::seconds(4));
    assert_eq!(responds(&fake, &came, json!({ "type": 5 })).await.1["code"], 10_062);
    fake.finish();
}

#[tokio::test]
async fn what_nobody_hears_fails_before_a_persons_eyes_and_nobody_is_blamed() {
    let clock = clock();
    let fake = Fake::start(clock.clone()).await;
    registers(&fake).await;
    fake.person("maya").types("crisis", "/crisis status");
    clock.advance_to(clock.now() + chrono::Duration::seconds(4));
    fake.until("it fails", |fake| fake.unanswered().len() == 1).await;
    fake.finish();
}

#[tokio::test]
async fn a_server_comes_and_goes() {
    let fake = fake().await;
    let (mut link, _) = session(&fake, HEARD).await;
    let (guild, channel) = fake.another_server("Other", "war-room");
    assert_eq!(event(&mut link, "GUILD_CREATE").await["d"]["id"], json!(guild));
    fake.removes_the_bot(&guild);
    assert_eq!(event(&mut link, "GUILD_DELETE").await["d"]["unavailable"], Value::Null);
    fake.person("maya").says(&channel, "@squall status");
    fake.outage(true);
    assert_eq!(event(&mut link, "GUILD_DELETE").await["d"]["unavailable"], true, "and nothing of where it is not");
    fake.finish();
}
