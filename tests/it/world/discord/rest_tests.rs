//! The fake keeps Discord's rules: what every story on it takes for granted. Here those of the REST API.

use reqwest::{Client, Method};
use serde_json::{Value, json};
use squall::clock::Clock;

use super::{APP_ID, BOT_TOKEN, BOT_USER, CRISIS, FORUM, Fake, Fault, GUILD, RANDOM, permissions};

pub fn clock() -> Clock {
    Clock::at("2026-03-02T08:00:00Z".parse().unwrap())
}

pub fn minutes_later(clock: &Clock, minutes: i64) {
    clock.advance_to(clock.now() + chrono::Duration::minutes(minutes));
}

pub async fn fake() -> Fake {
    Fake::start(clock()).await
}

pub fn request(fake: &Fake, method: &str, path: &str) -> reqwest::RequestBuilder {
    let url = format!("{}/api/v10{path}", fake.url());
    let client = Client::builder().user_agent("DiscordBot (https://squall.example, 1.0)").build().unwrap();
    client
        .request(Method::from_bytes(method.as_bytes()).unwrap(), url)
        .header("Authorization", format!("Bot {BOT_TOKEN}"))
}

/// Status and body of a call.
pub async fn call(fake: &Fake, method: &str, path: &str, body: Value) -> (u16, Value) {
    let request = request(fake, method, path);
    let request = if body.is_null() { request } else { request.json(&body) };
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap_or_default())
}

/// Posts to the channel `crisis`, and answers the message.
pub async fn posts(fake: &Fake, body: Value) -> Value {
    let (status, posted) = call(fake, "POST", &format!("/channels/{CRISIS}/messages"), body).await;
    assert_eq!(status, 200, "{posted}");
    posted
}

/// The code of a refusal.
async fn code(fake: &Fake, method: &str, path: &str, body: Value) -> u64 {
    let (status, body) = call(fake, method, path, body).await;
    assert!(status >= 400, "{body}");
    body["code"].as_u64().unwrap()
}

#[tokio::test]
async fn a_message_is_posted_once_and_edited() {
    let clock = clock();
    let fake = Fake::start(clock.clone()).await;
    let body = json!({ "content": "Smoke in Milan", "nonce": "k1", "enforce_nonce": true, "allowed_mentions": { "parse": [] } });
    let first = posts(&fake, body.clone()).await;
    assert_eq!((&first["nonce"], &first["author"]["id"]), (&json!("k1"), &json!(BOT_USER)));
    assert_eq!(posts(&fake, body.clone()).await["id"], first["id"], "the same nonce is the same message");
    let id = first["id"].as_str().unwrap();
    let edit = json!({ "content": "Fire in Milan" });
    let (_, edited) = call(&fake, "PATCH", &format!("/channels/{CRISIS}/messages/{id}"), edit).await;
    assert_eq!((&edited["content"], edited["edited_timestamp"].is_string()), (&json!("Fire in Milan"), true));
    let (_, read) = call(&fake, "GET", &format!("/channels/{CRISIS}/messages/{id}"), Value::Null).await;
    assert_eq!((&read["content"], &read["nonce"]), (&json!("Fire in Milan"), &Value::Null));
    minutes_later(&clock, 10);
    assert_ne!(posts(&fake, body).await["id"], first["id"], "a nonce is forgotten after minutes");
    let (_, all) = call(&fake, "GET", &format!("/channels/{CRISIS}/messages?limit=1"), Value::Null).await;
    assert_eq!(all.as_array().map(Vec::len), Some(1));
    fake.finish();
}

#[tokio::test]
async fn it_says_why_the_bot_may_not() {
    let fake = fake().await;
    let to = |channel: &str| format!("/channels/{channel}/messages");
    let hello = || json!({ "content": "hello" });
    assert_eq!(code(&fake, "POST", &to(RANDOM), hello()).await, 50_001);
    assert_eq!(code(&fake, "POST", &to("42"), hello()).await, 10_003);
    assert_eq!(code(&fake, "POST", &to(FORUM), hello()).await, 50_008);
    assert_eq!(code(&fake, "PATCH", &format!("{}/42", to(CRISIS)), hello()).await, 10_008);
    let said = fake.person("maya").says("crisis", "mine");
    assert_eq!(code(&fake, "PATCH", &format!("{}/{said}", to(CRISIS)), hello()).await, 50_005);
    assert_eq!(code(&fake, "PUT", &format!("{}/{said}/reactions/👀/@me", to(CRISIS)), Value::Null).await, 50_013);
    fake.forbids("crisis", permissions::EMBED_LINKS);
    let embed = json!({ "embeds": [{ "title": "Fire" }] });
    assert_eq!(code(&fake, "POST", &to(CRISIS), embed.clone()).await, 50_013);
    fake.allows("crisis", permissions::EMBED_LINKS);
    posts(&fake, embed).await;
    fake.person("maya").closes_the_door();
    let maya = fake.person("maya").id.clone();
    let (_, direct) = call(&fake, "POST", "/users/@me/channels", json!({ "recipient_id": maya })).await;
    assert_eq!(code(&fake, "POST", &to(direct["id"].as_str().unwrap()), hello()).await, 50_007);
    fake.removes_the_bot(GUILD);
    assert_eq!(code(&fake, "POST", &to(CRISIS), hello()).await, 50_001);
    assert_eq!(code(&fake, "GET", &format!("/guilds/{GUILD}"), Value::Null).await, 10_004);
    fake.revokes_the_token();
    assert_eq!(call(&fake, "GET", "/users/@me", Value::Null).await.0, 401);
    fake.finish();
}

#[tokio::test]
async fn every_limit_of_a_message_is_kept() {
    let x = |length: usize| "x".repeat(length);
    let embed = |part: Value| json!({ "embeds": [part] });
    let rows = |rows: Value| json!({ "content": "x", "components": rows });
    let button = |id: usize| json!({ "type": 2, "style": 2, "label": "x", "custom_id": format!("b{id}") });
    let row = |components: Vec<Value>| json!([{ "type": 1, "components": components }]);
    let option = |n: usize| json!({ "label": "x", "value": n.to_string() });
    let select = |options: Vec<Value>| row(vec![json!({ "type": 3, "custom_id": "s", "options": options })]);
    let cases = [
        ("content", json!({ "content": x(2001) })),
        ("title", embed(json!({ "title": x(257) }))),
        ("description", embed(json!({ "description": x(4097) }))),
        ("footer", embed(json!({ "footer": { "text": x(2049) } }))),
        ("author", embed(json!({ "author": { "name": x(257) } }))),
        ("a field's name", embed(json!({ "fields": [{ "name": x(257), "value": "x" }] }))),
        ("a field's value", embed(json!({ "fields": [{ "name": "x", "value": x(1025) }] }))),
        ("an empty field", embed(json!({ "fields": [{ "name": "", "value": "x" }] }))),
        ("fields", embed(json!({ "fields": vec![json!({ "name": "x", "value": "x" }); 26] }))),
        ("over all embeds", json!({ "embeds": [{ "description": x(4000) }, { "description": x(2001) }] })),
        ("embeds", json!({ "embeds": vec![json!({ "title": "x" }); 11] })),
        ("rows", rows((0..6).map(|n| row(vec![button(n)])[0].clone()).collect())),
        ("buttons", rows(row((0..6).map(button).collect()))),
        ("the same id", rows(row(vec![button(1), button(1)]))),
        ("no id", rows(row(vec![json!({ "type": 2, "style": 1, "label": "x" })]))),
        ("a long id", rows(row(vec![json!({ "type": 2, "style": 1, "label": "x", "custom_id": x(101) })]))),
        ("label", rows(row(vec![json!({ "type": 2, "style": 1, "label": x(81), "custom_id": "b" })]))),
        ("a link with an id", rows(row(vec![json!({ "type": 2, "style": 5, "label": "x", "custom_id": "b" })]))),
        ("options", rows(select((0..26).map(option).collect()))),
        ("the same option", rows(select(vec![option(1), option(1)]))),
        ("a select beside a button", rows(row(vec![button(1), json!({ "type": 5, "custom_id": "p" })]))),
        ("a file that is not there", embed(json!({ "image": { "url": "attachment://x.png" } }))),
        ("a long nonce", json!({ "content": "x", "nonce": x(26) })),
        ("mentions twice", json!({ "content": "x", "allowed_mentions": { "parse": ["users"], "users": ["1"] } })),
    ];
    for (what, body) in cases {
        let fake = fake().await;
        fake.forgives(&["invalid_form_body", "not_in_the_api"]);
        let refused = code(&fake, "POST", &format!("/channels/{CRISIS}/messages"), body).await;
        assert_eq!(refused, 50_035, "{what}");
        assert!(fake.violations().iter().any(|one| one.name == "invalid_form_body"), "{what}");
    }
    let fake = fake().await;
    posts(&fake, json!({ "content": x(2000), "embeds": [{ "description": x(4096), "title": x(256) }] })).await;
    posts(&fake, rows((0..5).map(|n| row((0..5).map(|m| button(n * 5 + m)).collect())[0].clone()).collect())).await;
    fake.finish();
}

#[tokio::test]
#[should_panic(expected = "empty_message")]
async fn who_breaks_a_limit_fails_by_name() {
    let fake = fake().await;
    call(&fake, "POST", &format!("/channels/{CRISIS}/messages"), json!({ "content": " " })).await;
    fake.finish();
}

#[tokio::test]
async fn who_is_named_is_notified_unless_the_message_says_otherwise() {
    let fake = fake().await;
    let maya = fake.person("maya").id.clone();
    let content = format!("@everyone <@{maya}>");
    posts(&fake, json!({ "content": content })).await;
    posts(&fake, json!({ "content": content, "allowed_mentions": { "parse": [] } })).await;
    posts(&fake, json!({ "content": content, "allowed_mentions": { "users": [maya] } })).await;
    let pings: Vec<Vec<String>> = fake.messages("crisis").into_iter().map(|message| message.pings).collect();
    assert_eq!(pings, [vec!["everyone".to_owned(), maya.clone()], vec![], vec![maya.clone()]]);
    fake.finish();
}

#[tokio::test]
async fn a_picture_comes_with_its_words() {
    let fake = fake().await;
    let payload = json!({
        "embeds": [{ "title": "Mentions", "image": { "url": "attachment://chart.png" } }],
        "attachments": [{ "id": 0, "filename": "chart.png", "description": "mentions an hour" }],
    });
    let border = "squall-border";
    let body = format!(
        "--{border}\r\nContent-Disposition: form-data; name=\"payload_json\"\r\nContent-Type: application/json\r\n\r\n\
         {payload}\r\n--{border}\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"chart.png\"\r\n\
         Content-Type: image/png\r\n\r\n\u{89}PNG\r\n--{border}--\r\n"
    );
    let request = request(&fake, "POST", &format!("/channels/{CRISIS}/messages"));
    let request = request.header("Content-Type", format!("multipart/form-data; boundary={border}")).body(body);
    let posted: Value = request.send().await.unwrap().json().await.unwrap();
    let [picture] = posted["attachments"].as_array().unwrap().as_slice() else { panic!("one picture: {posted}") };
    assert_eq!((&picture["description"], &picture["size"]), (&json!("mentions an hour"), &json!(5)));
    assert_eq!(posted["embeds"][0]["image"]["url"], picture["url"]);
    let bytes = reqwest::get(picture["url"].as_str().unwrap()).await.unwrap().bytes().await.unwrap();
    assert_eq!(bytes, "\u{89}PNG".as_bytes());
    // An edit that does not name attachments keeps them; one that names none takes them away.
    let edit = format!("/channels/{CRISIS}/messages/{}", posted["id"].as_str().unwrap());
    assert_eq!(call(&fake, "PATCH", &edit, json!({ "content": "x" })).await.1["attachments"][0]["id"], picture["id"]);
    let bare = json!({ "content": "x", "embeds": [], "attachments": [] });
    assert_eq!(call(&fake, "PATCH", &edit, bare).await.1["attachments"], json!([]));
    fake.finish();
}

#[tokio::test]
async fn threads_open_fall_asleep_and_wake() {
    let clock = clock();
    let fake = Fake::start(clock.clone()).await;
    let card = posts(&fake, json!({ "content": "INC-1" })).await["id"].as_str().unwrap().to_owned();
    let open = format!("/channels/{CRISIS}/messages/{card}/threads");
    let (status, thread) = call(&fake, "POST", &open, json!({ "name": "Fire", "auto_archive_duration": 60 })).await;
    assert_eq!((status, &thread["id"], &thread["type"]), (201, &json!(card), &json!(11)));
    assert_eq!(code(&fake, "POST", &open, json!({ "name": "Fire" })).await, 160_004);
    let inside = format!("/channels/{card}/messages");
    let (_, task) = call(&fake, "POST", &inside, json!({ "content": "first task" })).await;
    let task = format!("{inside}/{}", task["id"].as_str().unwrap());
    minutes_later(&clock, 61);
    assert!(fake.is_archived(&card));
    assert_eq!(code(&fake, "PATCH", &task, json!({ "content": "done" })).await, 50_083);
    let wake = call(&fake, "PATCH", &format!("/channels/{card}"), json!({ "archived": false })).await;
    assert_eq!((wake.0, &wake.1["thread_metadata"]["archived"]), (200, &json!(false)));
    assert_eq!(call(&fake, "PATCH", &task, json!({ "content": "done" })).await.0, 200);
    minutes_later(&clock, 61);
    assert_eq!(call(&fake, "POST", &inside, json!({ "content": "a message wakes it" })).await.0, 200);
    assert!(!fake.is_archived(&card));
    fake.locks(&card);
    assert_eq!(code(&fake, "POST", &inside, json!({ "content": "x" })).await, 160_005);

    let (_, private) = call(&fake, "POST", &format!("/channels/{CRISIS}/threads"), json!({ "name": "Legal" })).await;
    assert_eq!(private["type"], 12, "private, when nothing is said");
    let maya = fake.person("maya").id.clone();
    let members = format!("/channels/{}/thread-members", private["id"].as_str().unwrap());
    assert_eq!(call(&fake, "PUT", &format!("{members}/{maya}"), Value::Null).await.0, 204);
    assert_eq!(call(&fake, "GET", &members, Value::Null).await.1.as_array().map(Vec::len), Some(2));

    let [tag] = fake.wants_tags(&["incident"]).try_into().unwrap();
    let post =
        |tags: Value| json!({ "name": "INC-1", "applied_tags": tags, "message": { "content": "what happened" } });
    let forum = format!("/channels/{FORUM}/threads");
    assert_eq!(code(&fake, "POST", &forum, post(json!([]))).await, 40_067);
    let (_, posted) = call(&fake, "POST", &forum, post(json!([tag]))).await;
    assert_eq!((&posted["message"]["id"], &posted["applied_tags"]), (&posted["id"], &json!([tag])));
    fake.caps_threads(3);
    assert_eq!(code(&fake, "POST", &format!("/channels/{CRISIS}/threads"), json!({ "name": "x" })).await, 160_006);
    fake.finish();
}

#[tokio::test]
async fn commands_are_registered_all_at_once_within_their_limits() {
    let fake = fake().await;
    fake.unhurried();
    let put = format!("/applications/{APP_ID}/guilds/{GUILD}/commands");
    let ours = commands::discord_registration();
    let (status, first) = call(&fake, "PUT", &put, ours.clone()).await;
    assert_eq!(status, 200, "{first}");
    let (_, again) = call(&fake, "PUT", &put, ours).await;
    assert_eq!(first[0]["id"], again[0]["id"], "the same name keeps its id");
    fake.forgives(&["invalid_commands", "not_in_the_api"]);
    let option =
        |name: &str, required: bool| json!({ "type": 3, "name": name, "description": "x", "required": required });
    let with = |options: Value| json!([{ "name": "a", "description": "x", "options": options }]);
    let wrong = [
        json!([{ "name": "Loud", "description": "x" }]),
        json!([{ "name": "a", "description": "x".repeat(101) }]),
        json!([{ "name": "a", "description": "x" }, { "name": "a", "description": "y" }]),
        json!([{ "name": "Report", "type": 3, "description": "x" }]),
        json!([{ "name": "a", "description": "x", "name_localizations": { "zh-Hant": "a" } }]),
        with((0..26).map(|n| option(&format!("o{n}"), false)).collect()),
        with(json!([option("a", false), option("b", true)])),
        with(json!([option("a", false), option("a", false)])),
        with(json!([option("a", false), { "type": 1, "name": "b", "description": "x" }])),
    ];
    for body in wrong {
        assert_eq!(code(&fake, "PUT", &put, body.clone()).await, 50_035, "{body}");
    }
    assert_eq!(code(&fake, "PUT", "/applications/42/commands", json!([])).await, 20_012);
    fake.finish();
}

#[tokio::test]
async fn a_bucket_empties_and_says_so() {
    let fake = fake().await;
    fake.forgives(&["too_fast", "ignored_retry_after"]);
    let post = || request(&fake, "POST", &format!("/channels/{CRISIS}/messages")).json(&json!({ "content": "x" }));
    for left in (0..5).rev() {
        let answered = post().send().await.unwrap();
        assert_eq!(answered.headers()["x-ratelimit-remaining"], left.to_string().as_str());
    }
    assert!(fake.violations().is_empty());
    let refused = post().send().await.unwrap();
    assert_eq!(
        (refused.status(), refused.headers()["x-ratelimit-scope"].to_str().unwrap()),
        (429.try_into().unwrap(), "user")
    );
    let body: Value = refused.json().await.unwrap();
    assert!(body["retry_after"].as_f64().is_some_and(|wait| wait > 0.0 && wait <= 5.0) && body["global"] == false);
    assert_eq!(post().send().await.unwrap().status(), 429);
    let names: Vec<&str> = fake.violations().iter().map(|one| one.name).collect();
    assert_eq!(names, ["too_fast", "ignored_retry_after"]);
    fake.fail_next("get_my_user", 1, Fault::GloballyLimited(50));
    let refused = request(&fake, "GET", "/users/@me").send().await.unwrap();
    assert_eq!(refused.headers()["x-ratelimit-global"], "true");
    fake.finish();
}

#[tokio::test]
#[should_panic(expected = "invalid_requests")]
async fn who_hammers_fails_by_name() {
    let fake = fake().await;
    fake.unhurried();
    fake.revokes_the_token();
    for _ in 0..30 {
        call(&fake, "GET", "/users/@me", Value::Null).await;
    }
    fake.finish();
}

#[tokio::test]
async fn a_call_meets_the_faults_ahead_of_it() {
    let fake = fake().await;
    let post = || request(&fake, "POST", &format!("/channels/{CRISIS}/messages")).json(&json!({ "content": "x" }));
    fake.fail_next("create_message", 1, Fault::Status(503));
    assert_eq!(post().send().await.unwrap().status(), 503);
    assert_eq!(fake.messages("crisis").len(), 0);
    fake.fail_next("create_message", 1, Fault::AfterEffect);
    assert!(post().send().await.is_err(), "the connection drops");
    assert_eq!(fake.messages("crisis").len(), 1, "and it was done");
    fake.finish();
}

#[tokio::test]
async fn bodies_are_held_against_the_published_api() {
    let fake = fake().await;
    if !super::schema::Schema::read().is_there() {
        return;
    }
    fake.forgives(&["not_in_the_api", "invalid_form_body"]);
    let wrong = [
        json!({ "content": 7 }),
        json!({ "content": "x", "embeds": [{ "color": -1 }] }),
        json!({ "content": "x", "allowed_mentions": { "parse": ["all"] } }),
        json!({ "content": "x", "components": [{ "type": 1, "components": [{ "type": 2, "label": "x" }] }] }),
    ];
    for (n, body) in wrong.into_iter().enumerate() {
        call(&fake, "POST", &format!("/channels/{CRISIS}/messages"), body.clone()).await;
        let found = fake.violations().iter().filter(|one| one.name == "not_in_the_api").count();
        assert_eq!(found, n + 1, "{body}");
    }
    fake.finish();
}
