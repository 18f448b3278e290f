//! A stand-in until posts are rendered: the summary and the buttons.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::post::{Form, InputKind, Post, inert};

/// Slack's file ids, by the chart's place among the post's charts.
pub type Pictures = BTreeMap<usize, String>;

#[derive(Debug)]
pub struct Cut;

pub struct Rendered {
    pub text: String,
    pub blocks: Value,
    pub cut: Vec<Cut>,
}

pub fn message(post: &Post, pictures: &Pictures) -> Rendered {
    let mut blocks = vec![json!({ "type": "section", "text": { "type": "plain_text", "text": inert(&post.summary) } })];
    let buttons: Vec<Value> = post
        .buttons()
        .map(|button| {
            let text = json!({ "type": "plain_text", "text": button.label });
            json!({ "type": "button", "action_id": button.action, "value": button.action, "text": text })
        })
        .collect();
    if !buttons.is_empty() {
        blocks.push(json!({ "type": "actions", "elements": buttons }));
    }
    for file in pictures.values() {
        blocks.push(json!({ "type": "image", "slack_file": { "id": file }, "alt_text": "chart" }));
    }
    Rendered { text: inert(&post.summary), blocks: Value::Array(blocks), cut: Vec::new() }
}

pub fn modal(form: &Form, private_metadata: &str) -> Value {
    let plain = |text: &str| json!({ "type": "plain_text", "text": text });
    let blocks: Vec<Value> = form
        .inputs
        .iter()
        .map(|input| {
            let element = match &input.kind {
                InputKind::Choice { options } => {
                    let options: Vec<Value> =
                        options.iter().map(|(value, label)| json!({ "text": plain(label), "value": value })).collect();
                    json!({ "type": "static_select", "action_id": input.key, "options": options })
                }
                InputKind::Line { max } => {
                    json!({ "type": "plain_text_input", "action_id": input.key, "max_length": max })
                }
                InputKind::Text { max } => {
                    json!({ "type": "plain_text_input", "action_id": input.key, "multiline": true, "max_length": max })
                }
            };
            json!({
                "type": "input", "block_id": input.key, "label": plain(&input.label), "element": element,
                "optional": !input.required,
            })
        })
        .collect();
    json!({
        "type": "modal", "callback_id": form.action, "private_metadata": private_metadata,
        "title": plain(&form.title), "submit": plain(&form.submit), "blocks": blocks,
    })
}
