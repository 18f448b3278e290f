//! What serenity's types lose. A test that fails here says that serenity has mended it: then the small type of ours goes.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use serenity::builder::{CreateActionRow, CreateButton, CreateInputText, CreateSelectMenu, CreateSelectMenuKind};
use serenity::model::application::{InputTextStyle, Interaction, ModalInteractionData};
use serenity::model::channel::{Channel, Message};
use serenity::model::event::ReactionAddEvent;
use serenity::model::guild::Guild;

use super::read;

fn refused<T: DeserializeOwned>(told: &Value) -> bool {
    read::<T>(told).is_none()
}

/// A press with nothing but what a press needs.
fn press() -> Value {
    json!({
        "id": "1", "application_id": "2", "type": 3, "token": "t", "channel_id": "4", "user": { "id": "5" },
        "data": { "custom_id": "sq1:x", "component_type": 2 }, "message": { "id": "6" },
    })
}

#[test]
fn a_press_is_refused_for_what_nobody_needs() {
    assert!(refused::<Interaction>(&press()));
    assert!(read::<super::Interaction>(&press()).is_some());
}

#[test]
fn what_is_picked_in_a_modal_is_lost() {
    let label = json!({ "type": 18, "component": { "type": 3, "custom_id": "who", "values": ["a"] } });
    let told = json!({ "custom_id": "0:sq1:x", "components": [label] });
    let theirs = read::<ModalInteractionData>(&told);
    assert!(theirs.is_none_or(|data| data.components.iter().all(|row| row.components.is_empty())));
    let mut ours = press();
    ours["data"] = told;
    let ours: super::Interaction = read(&ours).unwrap();
    assert_eq!(ours.data.components[0].component.as_ref().unwrap().values, Some(vec!["a".to_owned()]));
}

#[test]
fn a_row_is_without_its_number() {
    let author = json!({ "id": "5", "username": "mia", "discriminator": "0", "avatar": null });
    let told = json!({
        "id": "1", "channel_id": "2", "author": author, "content": "", "timestamp": "2026-03-02T09:00:00+00:00",
        "edited_timestamp": null, "tts": false, "mention_everyone": false, "mentions": [], "mention_roles": [],
        "attachments": [], "embeds": [], "pinned": false, "type": 0, "components": [{ "type": 1, "id": 7, "components": [] }],
    });
    let theirs: Message = read(&told).unwrap();
    assert!(serde_json::to_value(&theirs.components[0]).unwrap()["id"].is_null());
    assert_eq!(read::<super::Message>(&told).unwrap().components[0].id, Some(7));
    let row = CreateActionRow::Buttons(vec![CreateButton::new("x")]);
    assert!(serde_json::to_value(&row).unwrap()["id"].is_null());
}

#[test]
fn inputs_have_a_label_of_their_own_and_menus_must_be_answered() {
    let input = CreateInputText::new(InputTextStyle::Short, "", "why");
    assert!(serde_json::to_value(&input).unwrap().get("label").is_some());
    let menu = CreateSelectMenu::new("who", CreateSelectMenuKind::String { options: Vec::new() });
    assert!(serde_json::to_value(&menu).unwrap().get("required").is_none());
}

#[test]
fn a_reaction_a_server_and_a_thread_are_refused_for_what_nobody_needs() {
    let reaction = json!({ "user_id": "5", "channel_id": "4", "message_id": "6", "emoji": { "name": "👀" } });
    let thread = json!({ "id": "8", "thread_metadata": { "archived": false } });
    let server = json!({ "id": "1", "roles": [], "channels": [], "threads": [] });
    assert!(refused::<ReactionAddEvent>(&reaction) && refused::<Channel>(&thread) && refused::<Guild>(&server));
    assert!(read::<super::Reaction>(&reaction).is_some() && read::<super::Channel>(&thread).is_some());
    assert!(read::<super::Guild>(&server).is_some());
}
