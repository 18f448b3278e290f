//! What tells an errand's message from all others to who looks through a channel: Discord forgets a nonce within minutes.
//!
//! It stands where people do not see it: as the number of a row of buttons, else behind the words in characters without
//! width.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::fit::{CONTENT, DESCRIPTION, EMBEDS_TEXT, length};

/// Invisible function application, times, separator and plus: each is two bits.
const LETTERS: [char; 4] = ['\u{2061}', '\u{2062}', '\u{2063}', '\u{2064}'];
/// Bits of a mark. Numbers of components have 31, and those that Discord gives are small.
const BITS: usize = 30;

/// Marks the body of a new message. What has no room stays without.
pub(super) fn put(body: &mut Value, key: &str) {
    if let Some(row) = body["components"].get_mut(0) {
        row["id"] = number(key).into();
        return;
    }
    let over_embeds: usize = body["embeds"].as_array().into_iter().flatten().map(size).sum();
    let roomy = over_embeds + BITS / 2 <= EMBEDS_TEXT;
    let (content, description) = (&body["content"], &body["embeds"][0]["description"]);
    let fits =
        |text: &Value, most| text.as_str().is_some_and(|text| !text.is_empty() && length(text) + BITS / 2 <= most);
    let into = if fits(content, CONTENT) {
        "/content"
    } else if roomy && fits(description, DESCRIPTION) {
        "/embeds/0/description"
    } else {
        return;
    };
    if let Some(Value::String(text)) = body.pointer_mut(into) {
        text.push_str(&letters(key));
    }
}

/// Whether a message that stands carries the mark.
pub(super) fn is_on(message: &Value, key: &str) -> bool {
    let written = letters(key);
    let ends = |text: &Value| text.as_str().is_some_and(|text| text.ends_with(&written));
    message["components"][0]["id"] == number(key)
        || ends(&message["content"])
        || ends(&message["embeds"][0]["description"])
}

fn number(key: &str) -> u32 {
    let hash = Sha256::digest(key.as_bytes());
    let hash = hash.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte));
    hash >> 2 | 1 << BITS
}

fn letters(key: &str) -> String {
    let number = number(key);
    (0..BITS).step_by(2).map(|at| LETTERS[(number >> at & 3) as usize]).collect()
}

/// The text of an embed, as Discord counts it.
fn size(embed: &Value) -> usize {
    let text = |value: &Value| value.as_str().map_or(0, length);
    let fields = embed["fields"].as_array().into_iter().flatten();
    let fields: usize = fields.map(|field| text(&field["name"]) + text(&field["value"])).sum();
    text(&embed["title"]) + text(&embed["description"]) + fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_mark_is_found_again_and_no_other_key_has_it() {
        let row = json!([{ "type": 1, "components": [{ "type": 2 }] }]);
        for body in [
            json!({ "content": "words", "embeds": [], "components": [] }),
            json!({ "content": "", "embeds": [{ "title": "t", "description": "words" }], "components": [] }),
            json!({ "content": "", "embeds": [{ "title": "t" }], "components": row }),
        ] {
            let mut marked = body.clone();
            put(&mut marked, "alert:A-7:card:1");
            assert!(is_on(&marked, "alert:A-7:card:1") && !is_on(&body, "alert:A-7:card:1"), "{marked}");
            assert!(!is_on(&marked, "alert:A-7:card:2"));
        }
    }

    #[test]
    fn what_has_no_room_stays_as_it_is() {
        for full in [
            json!({ "content": "x".repeat(1_990), "embeds": [], "components": [] }),
            json!({ "content": "", "embeds": [{ "description": "x".repeat(4_090) }], "components": [] }),
            json!({ "content": "", "embeds": [{ "description": "x" }, { "title": "y".repeat(5_990) }], "components": [] }),
            json!({ "content": "", "embeds": [{ "title": "only a title" }], "components": [] }),
        ] {
            let mut body = full.clone();
            put(&mut body, "key");
            assert_eq!(body, full);
        }
    }
}
