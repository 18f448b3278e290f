//! What stands in menus, and plain text in general.

use serde_json::{Value, json};

use super::fit::{Cut, LABEL, clip};
use crate::post::inert;

/// One of the things to choose from (value, label).
pub(super) fn option((value, label): &(String, String)) -> Value {
    json!({ "text": plain(label, LABEL), "value": value })
}

/// Text without mark-up. Never empty: Slack refuses that.
pub(super) fn plain(text: &str, most: usize) -> Value {
    let text = clip(&inert(text), most, &mut Cut::default());
    let text = if text.trim().is_empty() { "…".to_owned() } else { text };
    json!({ "type": "plain_text", "text": text, "emoji": true })
}
