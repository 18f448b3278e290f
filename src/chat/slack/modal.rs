//! A form as a modal (docs.slack.dev/reference/views/modal-views).

use serde_json::{Value, json};

use super::fit::{
    Cut, INPUT_LABEL, INPUT_LENGTH, LABEL, METADATA, MODAL_BLOCKS, MODAL_TITLE, OPTION_VALUE, OPTIONS, clip, length,
};
use crate::post::{Form, Input, InputKind, inert};

/// A form; `private_metadata` comes back with the answers and says where it was asked. A form that is larger than Slack takes
/// is cut, and Slack refuses metadata that is too long, so that nobody answers what can't be understood.
pub fn modal(form: &Form, private_metadata: &str) -> Value {
    let blocks: Vec<Value> = form.inputs.iter().take(MODAL_BLOCKS).map(input).collect();
    debug_assert!(private_metadata.len() <= METADATA, "a place is short");
    json!({
        "type": "modal",
        "callback_id": form.action,
        "private_metadata": private_metadata,
        "title": plain(&form.title, MODAL_TITLE),
        "submit": plain(&form.submit, MODAL_TITLE),
        "close": plain("✕", MODAL_TITLE),
        "blocks": blocks,
    })
}

fn input(input: &Input) -> Value {
    let mut block = json!({
        "type": "input",
        "block_id": input.key,
        "label": plain(&input.label, INPUT_LABEL),
        "element": element(input),
        "optional": !input.required,
    });
    if let Some(hint) = &input.hint {
        block["hint"] = plain(hint, INPUT_LABEL);
    }
    block
}

fn element(input: &Input) -> Value {
    let initial = input.initial.as_deref().filter(|initial| !initial.is_empty());
    match &input.kind {
        InputKind::Line { max } | InputKind::Text { max } => {
            let max = (*max).clamp(1, INPUT_LENGTH);
            let mut element = json!({
                "type": "plain_text_input", "action_id": input.key, "max_length": max,
                "multiline": matches!(input.kind, InputKind::Text { .. }),
            });
            if let Some(initial) = initial {
                element["initial_value"] = clip(initial, max, &mut Cut::default()).into();
            }
            element
        }
        InputKind::Choice { options } => {
            let option = |(value, label): &(String, String)| json!({ "text": plain(label, LABEL), "value": value });
            // A value that Slack can't carry whole would come back as another answer.
            let whole = options.iter().filter(|(value, _)| (1..=OPTION_VALUE).contains(&length(value)));
            let kept: Vec<_> = whole.take(OPTIONS).collect();
            let chosen = kept.iter().find(|(value, _)| Some(value.as_str()) == initial).map(|chosen| option(chosen));
            let options: Vec<Value> = kept.into_iter().map(option).collect();
            let mut element = json!({ "type": "static_select", "action_id": input.key, "options": options });
            if let Some(chosen) = chosen {
                element["initial_option"] = chosen;
            }
            element
        }
    }
}

/// Never empty: Slack refuses that.
fn plain(text: &str, most: usize) -> Value {
    let text = clip(&inert(text), most, &mut Cut::default());
    let text = if text.trim().is_empty() { "…".to_owned() } else { text };
    json!({ "type": "plain_text", "text": text, "emoji": true })
}
