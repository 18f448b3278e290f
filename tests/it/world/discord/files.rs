//! Pictures with messages.

use serde_json::{Value, json};

use super::body::Upload;
use super::state::State;

/// An attachment's id, which clients write as a number or as a text.
pub fn id(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Keeps uploads and answers how messages show them. `attachments[].id` names an upload by its index.
pub fn attached(state: &mut State, channel: &str, body: &Value, uploads: &[Upload]) -> Vec<Value> {
    let mut shown = Vec::new();
    for upload in uploads {
        let described = body["attachments"].as_array().into_iter().flatten().find(|one| id(&one["id"]) == upload.index);
        let described = described.cloned().unwrap_or_default();
        let name = described["filename"].as_str().unwrap_or(&upload.name).to_owned();
        let number = state.id();
        let url = format!("{}/attachments/{channel}/{number}/{name}", state.url);
        let mut one = json!({
            "id": number, "filename": name, "size": upload.bytes.len(), "url": url, "proxy_url": url,
        });
        if name.ends_with(".png") {
            one["content_type"] = json!("image/png");
        }
        if upload.bytes.starts_with(b"\x89PNG") && upload.bytes.len() > 24 {
            let number = |at: usize| u32::from_be_bytes(upload.bytes[at..at + 4].try_into().unwrap());
            (one["width"], one["height"]) = (json!(number(16)), json!(number(20)));
        }
        if let Some(words) = described["description"].as_str() {
            one["description"] = json!(words);
        }
        state.files.insert(number, upload.bytes.clone());
        shown.push(one);
    }
    shown
}

/// `attachment://chart.png` in an embed becomes the address of that file.
pub fn resolves(embed: &mut Value, attachments: &[Value]) {
    for part in ["image", "thumbnail"] {
        let Some(name) = embed[part]["url"].as_str().and_then(|url| url.strip_prefix("attachment://")) else {
            continue;
        };
        if let Some(found) = attachments.iter().find(|one| one["filename"] == name) {
            let found = found.clone();
            embed[part] = json!({ "url": found["url"], "proxy_url": found["url"], "width": found["width"],
                "height": found["height"] });
        }
    }
}
