//! What the crate's own types lose of what Slack sends, and the types here keep. Where a test turns red after an update, the crate
//! has mended the loss, and its type can take the place of ours.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use slack_morphism::api::{
    SlackApiChatPostMessageResponse, SlackApiConversationsListResponse, SlackApiConversationsOpenRequest,
    SlackApiUsersInfoResponse,
};
use slack_morphism::events::{
    SlackCommandEvent, SlackEventCallbackBody, SlackInteractionEvent, SlackPushEventCallback,
};
use slack_morphism::{SlackEnvelopeMessage, SlackHistoryMessage};

use super::*;

/// Whether a type reads the payload and still has the word.
fn keeps<T: DeserializeOwned + Serialize>(payload: &Value, word: &str) -> bool {
    T::deserialize(payload).is_ok_and(|read| serde_json::to_string(&read).unwrap().contains(word))
}

fn press(thread: &str, element: &Value) -> Value {
    json!({
        "type": "block_actions", "team": { "id": "T1" }, "user": { "id": "U1" }, "api_app_id": "A1", "trigger_id": "1.2.x",
        "container": { "type": "message", "message_ts": "5.0", "channel_id": "C1", "thread_ts": thread },
        "channel": { "id": "C1" }, "actions": [element],
    })
}

#[test]
fn what_is_picked_and_in_which_thread() {
    let button = json!({ "type": "button", "action_id": "open", "value": "sq1:alert-open:7" });
    assert!(keeps::<SlackInteractionEvent>(&press("4.0", &button), "sq1:alert-open:7"));
    assert!(!keeps::<SlackInteractionEvent>(&press("4.0", &button), "4.0"));
    for (field, picked) in
        [("selected_user", json!("U7")), ("selected_date", json!("U7")), ("selected_users", json!(["U7"]))]
    {
        let mut element = json!({ "type": "users_select", "action_id": "assign" });
        element[field] = picked;
        assert!(!keeps::<SlackInteractionEvent>(&press("4.0", &element), "U7"), "{field}");
        assert_eq!(Element::deserialize(&element).unwrap().picked().as_deref(), Some("U7"));
    }
}

#[test]
fn a_press_in_an_organisation() {
    let mut payload = press("4.0", &json!({ "type": "button", "action_id": "open", "value": "go" }));
    payload["team"] = json!(null);
    assert!(SlackInteractionEvent::deserialize(&payload).is_err());
    assert!(matches!(
        Incoming::read("interactive", &payload),
        Some(Incoming::Interaction(Interaction::BlockActions(_)))
    ));
}

fn event(event: &Value) -> Value {
    json!({
        "type": "event_callback", "team_id": "T1", "api_app_id": "A1", "event_id": "Ev1", "event_time": 1_772_442_000,
        "event": event,
    })
}

#[test]
fn that_a_bot_named_us() {
    let named = event(
        &json!({ "type": "app_mention", "user": "U1", "bot_id": "B7", "text": "hi", "channel": "C1", "ts": "9.1" }),
    );
    assert!(keeps::<SlackPushEventCallback>(&named, "\"hi\"") && !keeps::<SlackPushEventCallback>(&named, "B7"));
    let Event::AppMention(ours) = Callback::deserialize(&named).unwrap().event else { panic!("not a mention") };
    assert!(ours.said.is_by_a_bot());
}

#[test]
fn the_thread_of_an_edit_and_what_is_left_of_a_message() {
    let left = json!({ "subtype": "tombstone", "text": "gone", "ts": "9.1", "thread_ts": "4.0" });
    let changed = event(&json!({
        "type": "message", "subtype": "message_changed", "channel": "C1", "ts": "9.2", "message": left, "previous_message": left,
    }));
    assert!(keeps::<SlackPushEventCallback>(&changed, "\"gone\""));
    assert!(
        !keeps::<SlackPushEventCallback>(&changed, "4.0") && !keeps::<SlackPushEventCallback>(&changed, "tombstone")
    );
    let Event::Message(ours) = Callback::deserialize(&changed).unwrap().event else { panic!("not a message") };
    assert_eq!(ours.message.unwrap().thread(), Some("4.0"));
}

#[test]
fn pins_and_reactions_to_files() {
    let file = json!({ "type": "file", "file": "F1" });
    for (kind, item) in [("pin_added", json!({ "type": "message", "channel": "C1" })), ("reaction_added", file)] {
        let payload =
            event(&json!({ "type": kind, "user": "U1", "reaction": "eyes", "item": item, "event_ts": "5.0" }));
        let read = SlackPushEventCallback::deserialize(&payload).unwrap().event;
        assert!(matches!(read, SlackEventCallbackBody::Unknown(_)), "{read:?}");
        assert!(!matches!(Callback::deserialize(&payload).unwrap().event, Event::Other), "{kind}");
    }
}

#[test]
fn messages_of_other_apps() {
    let theirs = json!({
        "ts": "5.0", "text": "deployed",
        "metadata": { "event_type": "deploy", "event_payload": { "id": 7, "key": ["a"] } },
    });
    assert!(SlackHistoryMessage::deserialize(&theirs).is_err());
    let page = Messages::deserialize(json!({ "ok": true, "messages": [theirs, {
        "ts": "6.0", "metadata": { "event_type": ERRAND, "event_payload": { "key": "a" } },
    }] }));
    let found: Vec<bool> = page.unwrap().messages.iter().map(|message| message.carries("a")).collect();
    assert_eq!(found, [false, true]);
}

#[test]
fn people_without_fields_of_the_workspaces_own() {
    let answer = json!({ "ok": true, "user": { "id": "U1", "locale": "it-IT", "profile": { "display_name": "", "fields": [] } } });
    assert!(SlackApiUsersInfoResponse::deserialize(&answer).is_err());
    let Person { user } = Person::deserialize(&answer).unwrap();
    assert_eq!((user.locale.as_deref(), user.profile.display_name), (Some("it-IT"), None));
}

#[test]
fn a_command_that_can_not_be_answered_to() {
    let typed =
        json!({ "command": "/crisis", "team_id": "T1", "user_id": "U1", "channel_id": "C1", "trigger_id": "1.2.x" });
    assert!(SlackCommandEvent::deserialize(&typed).is_err());
    assert!(matches!(Incoming::read("slash_commands", &typed), Some(Incoming::Command(_))));
}

#[test]
fn channels_of_no_age() {
    let page = json!({ "ok": true, "channels": [{ "id": "C1", "name": "crisis", "is_member": true }] });
    assert!(SlackApiConversationsListResponse::deserialize(&page).is_err());
    assert!(Channels::deserialize(&page).unwrap().channels[0].is_member);
}

#[test]
fn that_a_message_is_there() {
    let message = json!({ "ts": "5.0", "text": "a", "bot_profile": { "id": "B1" } });
    let answer = json!({ "ok": true, "channel": "C1", "ts": "5.0", "message": message });
    assert!(SlackApiChatPostMessageResponse::deserialize(&answer).is_err());
    assert_eq!(Posted::deserialize(&answer).unwrap().ts, "5.0");
}

#[test]
fn which_scope_is_missing() {
    let refused = json!({ "ok": false, "error": "missing_scope", "needed": "files:write" });
    assert!(keeps::<SlackEnvelopeMessage>(&refused, "missing_scope"));
    assert!(!keeps::<SlackEnvelopeMessage>(&refused, "files:write"));
    assert_eq!(Refusal::deserialize(&refused).unwrap().needed.as_deref(), Some("files:write"));
}

#[test]
fn whom_a_conversation_is_opened_with() {
    let theirs = SlackApiConversationsOpenRequest::new().with_users(vec!["U1".into()]);
    assert_eq!(serde_json::to_value(theirs).unwrap(), json!({ "users": ["U1"] }));
    assert_eq!(serde_json::to_value(OpenDirect { users: "U1" }).unwrap(), json!({ "users": "U1" }));
}

#[test]
fn what_has_no_shape_that_is_known_is_nothing() {
    for (kind, payload) in [
        ("interactive", json!({ "type": "view_closed" })),
        ("events_api", json!({ "event": { "type": "channel_rename", "channel": { "id": "C1" } } })),
    ] {
        assert!(
            Incoming::read(kind, &payload).is_some(),
            "Squall does not care about every kind, and does not complain: {kind}"
        );
    }
    for payload in [json!(null), json!([]), json!({ "type": "block_actions", "actions": 7 })] {
        for kind in ["slash_commands", "interactive", "events_api", "hello"] {
            assert!(Incoming::read(kind, &payload).is_none(), "{kind} {payload}");
        }
    }
}
