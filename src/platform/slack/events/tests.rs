use super::*;
use proptest::prelude::*;
use serde_json::json;

fn at() -> Time {
    Time::default()
}

fn slack(channel: &str, thread: Option<&str>) -> Place {
    Place { platform: PLATFORM.into(), channel: channel.into(), thread: thread.map(str::to_owned) }
}

fn asked(event: &Value) -> Option<ChatEvent> {
    let bot = json!([{ "user_id": "UBOT", "is_bot": true }]);
    read("events_api", &json!({ "event_id": "Ev1", "authorizations": bot, "event": event }), "e1", at())
}

#[test]
fn a_command_is_what_was_typed_after_it() {
    let typed = "watch add Q&amp;A &lt;3 <http://acme.example|acme.example> --channel <#C7|crisis>";
    let payload = json!({
        "command": "/crisis", "text": typed, "user_id": "U1", "channel_id": "C1", "trigger_id": "1.2.x",
    });
    let event = read("slash_commands", &payload, "e1", at()).unwrap();
    assert_eq!((event.person.user.as_str(), event.place), ("U1", slack("C1", None)));
    let words = "watch add Q&A <3 acme.example --channel <#C7|crisis>".to_owned();
    assert_eq!(event.what, Happened::Asked { words });
    assert_eq!(event.key, "slack:trigger:1.2.x");
}

#[test]
fn a_mention_in_a_thread_is_asked_there_and_one_from_a_bot_is_not_heard() {
    let said = |text: &str| json!({ "type": "app_mention", "user": "U1", "text": text, "channel": "C1", "ts": "9.1", "thread_ts": "5.0" });
    let event = asked(&said("Hey <@UBOT>: resolve")).unwrap();
    assert_eq!((event.what, event.place), (Happened::Asked { words: "resolve".into() }, slack("C1", Some("5.0"))));
    assert_eq!(event.key, "slack:event:Ev1");
    let mut echo = said("<@UBOT> resolve");
    echo["bot_id"] = json!("B1");
    assert_eq!(asked(&echo), None);
    let mut own = said("<@UBOT> resolve");
    own["user"] = json!("UBOT");
    assert_eq!(asked(&own), None);
}

#[test]
fn a_direct_message_needs_no_name_and_talk_in_channels_is_not_ours() {
    let said = |kind: &str| {
        json!({
            "type": "message", "channel_type": kind, "user": "U1", "text": "status", "channel": "D1", "ts": "9.1",
        })
    };
    let event = asked(&said("im")).unwrap();
    assert_eq!((event.what, event.place), (Happened::Asked { words: "status".into() }, slack("@U1", None)));
    let mut inside = said("im");
    inside["thread_ts"] = json!("8.0");
    assert_eq!(asked(&inside).unwrap().place, slack("@U1", Some("D1/8.0")));
    assert_eq!(asked(&said("channel")), None);
    let mut edited = said("im");
    edited["subtype"] = json!("message_changed");
    assert_eq!(asked(&edited), None);
}

#[test]
fn what_becomes_of_a_message_of_a_channel_is_told_and_what_is_left_of_a_thread_is_no_message() {
    let before = json!({ "user": "U1", "text": "my lamp burnt", "ts": "9.1", "thread_ts": "5.0" });
    let changed = |now: &Value| {
        let message =
            json!({ "type": "message", "subtype": "message_changed", "channel_type": "group", "channel": "G1" });
        let mut event = message;
        (event["message"], event["previous_message"]) = (now.clone(), before.clone());
        asked(&event)
    };
    let now = json!({ "user": "U1", "text": "all is well", "ts": "9.1", "thread_ts": "5.0" });
    let told = changed(&now).unwrap();
    let message = MessageRef { place: slack("G1", Some("5.0")), message: "9.1".into() };
    assert_eq!(told.what, Happened::Changed { message: message.clone(), words: Some("all is well".into()) });
    assert_eq!(changed(&before), None, "Slack added a preview");
    let left = json!({ "user": "USLACKBOT", "subtype": "tombstone", "text": "This message was deleted.", "ts": "9.1" });
    assert_eq!(changed(&left).unwrap().what, Happened::Changed { message, words: None });
}

fn press(action: &Value, thread: Option<&str>) -> Option<ChatEvent> {
    let mut payload = json!({
        "type": "block_actions", "user": { "id": "U1" }, "channel": { "id": "C1" }, "trigger_id": "1.2.x",
        "container": { "type": "message", "message_ts": "5.0", "channel_id": "C1" },
        "message": { "ts": "5.0" }, "actions": [action],
    });
    if let Some(thread) = thread {
        payload["message"]["thread_ts"] = json!(thread);
    }
    read("interactive", &payload, "e1", at())
}

#[test]
fn a_press_names_its_message_and_carries_its_place_in_the_trigger() {
    let button = json!({ "type": "button", "action_id": "b0", "value": "sq1:alert-open:7" });
    // The root of a thread carries its own ts as that of the thread.
    for (thread, expected) in [(None, None), (Some("5.0"), None), (Some("4.0"), Some("4.0"))] {
        let event = press(&button, thread).unwrap();
        let message = MessageRef { place: slack("C1", expected), message: "5.0".into() };
        let trigger = format!("1.2.x|C1|{}", expected.unwrap_or_default());
        assert_eq!(event.what, Happened::Pressed { action: "sq1:alert-open:7".into(), message, trigger });
    }
}

#[test]
fn people_dates_and_options_arrive_with_what_was_picked() {
    for (action, expected) in [
        (json!({ "action_id": "sq1:help:x" }), "sq1:help:x"),
        (json!({ "action_id": "level", "selected_option": { "value": "2" } }), "level:2"),
        (json!({ "action_id": "assign", "selected_user": "U7" }), "assign:U7"),
        (json!({ "action_id": "assign", "selected_users": ["U7", "U8"] }), "assign:U7,U8"),
        (json!({ "action_id": "due", "selected_date": "2026-03-01" }), "due:2026-03-01"),
        (json!({ "action_id": "due", "selected_date_time": 1_772_000_000 }), "due:1772000000"),
    ] {
        let Happened::Pressed { action, .. } = press(&action, None).unwrap().what else { panic!("not a press") };
        assert_eq!(action, expected);
    }
}

#[test]
fn a_pick_that_was_cleared_is_no_press() {
    assert_eq!(press(&json!({ "action_id": "assign", "selected_users": [] }), None), None);
}

#[test]
fn a_shortcut_brings_the_message_that_it_was_chosen_on() {
    let payload = json!({
        "type": "message_action", "callback_id": "report-mention", "trigger_id": "1.2.x", "message_ts": "1772442000.000100",
        "user": { "id": "U1" }, "channel": { "id": "C1", "name": "random" }, "response_url": "https://hooks.slack.example/1",
        "message": {
            "type": "message", "user": "U2", "ts": "1772442000.000100", "thread_ts": "1772441999.000000",
            "text": "they say <https://acme.example|acme.example> is down &amp; out",
        },
    });
    let event = read("interactive", &payload, "e1", at()).unwrap();
    assert_eq!((event.person.user.as_str(), event.key.as_str()), ("U1", "slack:trigger:1.2.x"));
    let place = slack("C1", Some("1772441999.000000"));
    assert_eq!(event.place, place);
    let on = Said {
        message: MessageRef { place, message: "1772442000.000100".into() },
        author: Some("U2".into()),
        text: "they say acme.example is down & out".into(),
        at: "2026-03-02T09:00:00.000100Z".parse().unwrap(),
    };
    let trigger = "1.2.x|C1|1772441999.000000".to_owned();
    assert_eq!(event.what, Happened::Chose { shortcut: "report-mention".into(), on, trigger });

    // What a feed posts has no author, and its words are in attachments. Nobody but its readers sees a direct conversation.
    let mut fed = payload;
    fed["channel"]["id"] = json!("D7");
    fed["message"] = json!({
        "type": "message", "subtype": "bot_message", "bot_id": "B1", "user": "U9", "ts": "5.0", "text": "",
        "attachments": [{ "text": "acme burns" }, { "fallback": "all of it" }],
    });
    let event = read("interactive", &fed, "e1", at()).unwrap();
    let Happened::Chose { on, .. } = event.what else { panic!("not a choice") };
    assert_eq!((on.author, on.text.as_str()), (None, "acme burns\nall of it"));
    assert_eq!((on.message.message.as_str(), event.place), ("D7/5.0", slack("@U1", None)));
}

#[test]
fn pins_come_and_go() {
    for (kind, added) in [("pin_added", true), ("pin_removed", false)] {
        let message = json!({ "type": "message", "user": "U2", "text": "keep this", "ts": "5.0", "thread_ts": "4.0" });
        let item = json!({ "type": "message", "channel": "C1", "message": message, "created": 1, "created_by": "U1" });
        let pinned = json!({ "type": kind, "user": "U1", "channel_id": "C1", "item": item, "event_ts": "6.0" });
        let message = MessageRef { place: slack("C1", Some("4.0")), message: "5.0".into() };
        assert_eq!(asked(&pinned).unwrap().what, Happened::Pinned { message, added });
        let file =
            json!({ "type": kind, "user": "U1", "channel_id": "C1", "item": { "type": "file", "file_id": "F1" } });
        assert_eq!(asked(&file), None);
    }
}

#[test]
fn a_person_comes_home_and_presses_there() {
    let opened =
        |tab: &str| json!({ "type": "app_home_opened", "user": "U1", "channel": "D1", "tab": tab, "event_ts": "5.0" });
    let event = asked(&opened("home")).unwrap();
    assert_eq!((event.what, event.place), (Happened::CameHome, slack("@U1", None)));
    assert_eq!(asked(&opened("messages")), None);
    let pressed = |kind: &str| {
        let payload = json!({
            "type": "block_actions", "user": { "id": "U1" }, "trigger_id": "1.2.x", "container": { "type": "view", "view_id": "V1" },
            "view": { "id": "V1", "type": kind }, "actions": [{ "action_id": "0.0", "value": "sq1:help:" }],
        });
        read("interactive", &payload, "e1", at())
    };
    let message = MessageRef { place: slack("@U1", None), message: "V1".into() };
    let trigger = "1.2.x|@U1|".to_owned();
    let expected = Happened::Pressed { action: "sq1:help:".into(), message, trigger };
    assert_eq!(pressed("home").unwrap().what, expected);
    assert_eq!(pressed("modal"), None, "it counts when the form is sent");
}

#[test]
fn what_is_done_in_a_direct_message_is_answered_there() {
    let item = json!({ "type": "message", "channel": "D1", "ts": "5.0" });
    let event = asked(&json!({ "type": "reaction_added", "user": "U1", "reaction": "eyes", "item": item })).unwrap();
    let message = MessageRef { place: slack("@U1", None), message: "D1/5.0".into() };
    assert_eq!(event.what, Happened::Reacted { emoji: "eyes".into(), message: message.clone(), added: true });
    let payload = json!({
        "type": "block_actions", "user": { "id": "U1" }, "channel": { "id": "D1" }, "trigger_id": "1.2.x",
        "container": { "type": "message", "message_ts": "5.0", "channel_id": "D1" }, "message": { "ts": "5.0" },
        "actions": [{ "action_id": "b0", "value": "sq1:alert-open:7" }],
    });
    let event = read("interactive", &payload, "e1", at()).unwrap();
    let trigger = "1.2.x|@U1|".to_owned();
    assert_eq!(event.what, Happened::Pressed { action: "sq1:alert-open:7".into(), message, trigger });
}

#[test]
fn a_form_answers_in_its_own_order_to_where_it_was_opened() {
    let payload = json!({ "type": "view_submission", "user": { "id": "U1" }, "view": {
        "id": "V1", "hash": "h1", "callback_id": "sq1:alert-dismiss-reason:7", "private_metadata": "C1|5.0",
        "blocks": [{ "block_id": "title" }, { "block_id": "about" }, { "block_id": "level" }, { "block_id": "who" }],
        "state": { "values": {
            "about": { "about": { "type": "plain_text_input", "value": null } },
            "level": { "level": { "type": "static_select", "selected_option": { "value": "2" } } },
            "title": { "title": { "type": "plain_text_input", "value": "Пожар" } },
            "who": { "who": { "type": "multi_users_select", "selected_users": ["U7"] } },
        } },
    } });
    let event = read("interactive", &payload, "e1", at()).unwrap();
    assert_eq!((event.place, event.key.as_str()), (slack("C1", Some("5.0")), "slack:view:V1:h1"));
    let answers = [("title", "Пожар"), ("about", ""), ("level", "2"), ("who", "U7")];
    let answers = answers.map(|(key, answer)| (key.to_owned(), answer.to_owned())).to_vec();
    assert_eq!(event.what, Happened::Submitted { action: "sq1:alert-dismiss-reason:7".into(), answers });
}

#[test]
fn a_reaction_is_put_on_and_taken_away() {
    for (kind, added) in [("reaction_added", true), ("reaction_removed", false)] {
        let item = json!({ "type": "message", "channel": "C1", "ts": "5.0" });
        let event = asked(&json!({ "type": kind, "user": "U1", "reaction": "eyes", "item": item })).unwrap();
        let message = MessageRef { place: slack("C1", None), message: "5.0".into() };
        assert_eq!(event.what, Happened::Reacted { emoji: "eyes".into(), message, added });
    }
}

/// Beside a plain clone, or one folder further up from a worktree.
#[test]
fn recorded_envelopes_are_read() {
    let file = "shared/specs/slack/socket_mode_envelopes.python-sdk.json";
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(text) = here.ancestors().skip(1).find_map(|above| std::fs::read_to_string(above.join(file)).ok()) else {
        println!("not checked: {file} is not beside this project");
        return;
    };
    let recorded: Vec<Value> = serde_json::from_str(&text).unwrap();
    let read = |one: &Value| {
        let text = |name: &str| one[name].as_str().unwrap();
        read(text("type"), &one["payload"], text("envelope_id"), at())
    };
    let kinds: Vec<bool> = recorded.iter().map(|one| read(one).is_some()).collect();
    // The command; the mention is its own bot's; shortcuts of no message, talk in channels and choices within a form are not ours.
    assert_eq!(kinds, [true, false, false, false, false]);
}

fn any_json() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec![
        "type",
        "event",
        "text",
        "user",
        "id",
        "channel",
        "container",
        "message",
        "message_ts",
        "thread_ts",
        "actions",
        "action_id",
        "value",
        "selected_option",
        "selected_users",
        "view",
        "state",
        "values",
        "blocks",
        "block_id",
        "private_metadata",
        "callback_id",
        "trigger_id",
        "item",
        "reaction",
        "ts",
        "authorizations",
        "is_bot",
        "tab",
        "attachments",
        "channel_id",
    ]);
    let words = prop_oneof![
        prop::sample::select(vec![
            "block_actions",
            "view_submission",
            "app_mention",
            "message",
            "im",
            "reaction_added",
            "pin_added",
            "message_action",
            "app_home_opened",
            "home",
            "D1",
            "1.2",
        ])
        .prop_map(Value::from),
        "[<>|@#:&a-zñ🌪;]{0,12}".prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
    ];
    words.prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(names.clone(), inner, 0..8)
                .prop_map(|all| all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
        ]
    })
}

proptest! {
    #[test]
    fn any_payload_is_read(payload in any_json(), kind in 0..4_usize) {
        let kind = ["slash_commands", "interactive", "events_api", "hello"][kind];
        let first = read(kind, &payload, "e1", at());
        prop_assert_eq!(first, read(kind, &payload, "e1", at()));
    }

    #[test]
    fn any_text_is_plain(text in "[<>|@#a-zñ🌪;&lt ]{0,60}") {
        prop_assert!(plain(&text).len() <= text.len());
    }
}
