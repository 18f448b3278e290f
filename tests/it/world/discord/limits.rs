//! What Discord takes: every fault of a body, at its path. The published API does not say all of it.
//! https://docs.discord.com/developers/resources/message and /components/reference

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::body::Upload;
use super::components;
use super::messages::{COMPONENTS_V2, Message};
use super::state::User;

const CONTENT: usize = 2000;
const EMBEDS: usize = 10;
/// Titles, descriptions, fields, footers and authors of all embeds together.
const OVER_EMBEDS: usize = 6000;
const FIELDS: usize = 25;
const FILES: usize = 10;
const ALT_TEXT: usize = 1024;
const NONCE: usize = 25;

/// Faults, each at its path.
#[derive(Default)]
pub struct Faults(pub Vec<(String, String)>);

impl Faults {
    pub fn add(&mut self, path: impl Into<String>, fault: impl Into<String>) {
        self.0.push((path.into(), fault.into()));
    }

    /// A text of at most `max` characters; absent is fine unless it must be there.
    pub fn text(&mut self, at: &str, value: &Value, max: usize, needed: bool) {
        match value {
            Value::Null if needed => self.add(at, "This field is required"),
            Value::Null => {}
            Value::String(text) => {
                let length = text.chars().count();
                if length > max || needed && text.trim().is_empty() {
                    self.add(at, format!("Must be {max} or fewer in length, and not empty: {length}"));
                }
            }
            _ => self.add(at, "Could not interpret as string."),
        }
    }

    pub fn number(&mut self, at: &str, value: &Value, range: std::ops::RangeInclusive<u64>) {
        if !value.is_null() && value.as_u64().is_none_or(|number| !range.contains(&number)) {
            self.add(at, format!("Must be between {} and {}.", range.start(), range.end()));
        }
    }
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The faults of a new message.
pub fn message(body: &Value, uploads: &[Upload]) -> Vec<(String, String)> {
    let mut faults = Faults::default();
    let newer = body["flags"].as_u64().unwrap_or_default() & COMPONENTS_V2 != 0;
    faults.text("content", &body["content"], CONTENT, false);
    let (embeds, attachments) = (list(&body["embeds"]), list(&body["attachments"]));
    embeds_faults(embeds, &mut faults);
    if newer && (!embeds.is_empty() || body["content"].as_str().is_some_and(|content| !content.is_empty())) {
        faults
            .add("flags", "The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2");
    }
    components::in_message(list(&body["components"]), newer, &mut faults);
    if uploads.len() > FILES || attachments.len() > FILES {
        faults.add("attachments", "Must be 10 or fewer in length.");
    }
    for (n, one) in attachments.iter().enumerate() {
        faults.text(&format!("attachments[{n}].description"), &one["description"], ALT_TEXT, false);
    }
    match &body["nonce"] {
        Value::Null | Value::Number(_) => {}
        nonce => faults.text("nonce", nonce, NONCE, true),
    }
    mentions(body, &mut faults);
    referred(embeds, attachments, uploads, &mut faults);
    faults.0
}

/// The faults of a change, with what stays of the message.
pub fn message_over(stands: &Message, body: &Value, uploads: &[Upload]) -> Vec<(String, String)> {
    let mut whole = body.clone();
    if body.get("embeds").is_none() && body.get("content").is_none() {
        whole["embeds"] = json!(stands.embeds);
    }
    let mut faults = message(&whole, uploads);
    // What stands refers to files that stand.
    faults.retain(|(_, fault)| !fault.starts_with("No such file") || body.get("embeds").is_some());
    let kept: BTreeSet<&str> = stands.attachments.iter().filter_map(|one| one["filename"].as_str()).collect();
    faults.retain(|(_, fault)| fault.strip_prefix("No such file: ").is_none_or(|name| !kept.contains(name)));
    faults
}

fn embeds_faults(embeds: &[Value], faults: &mut Faults) {
    if embeds.len() > EMBEDS {
        faults.add("embeds", "Must be 10 or fewer in length.");
    }
    let mut whole = 0;
    for (n, embed) in embeds.iter().enumerate() {
        let at = |part: &str| format!("embeds[{n}].{part}");
        let texts = [("title", &embed["title"], 256), ("description", &embed["description"], 4096)];
        let nested = [("footer.text", &embed["footer"]["text"], 2048), ("author.name", &embed["author"]["name"], 256)];
        for (part, value, max) in texts.into_iter().chain(nested) {
            faults.text(&at(part), value, max, false);
            whole += value.as_str().map_or(0, |text| text.chars().count());
        }
        let fields = list(&embed["fields"]);
        if fields.len() > FIELDS {
            faults.add(at("fields"), "Must be 25 or fewer in length.");
        }
        for (m, field) in fields.iter().enumerate() {
            for (part, max) in [("name", 256), ("value", 1024)] {
                faults.text(&at(&format!("fields[{m}].{part}")), &field[part], max, true);
                whole += field[part].as_str().map_or(0, |text| text.chars().count());
            }
        }
        for part in ["url", "image.url", "thumbnail.url", "author.url", "author.icon_url", "footer.icon_url"] {
            let value = part.split('.').fold(embed, |value, step| &value[step]);
            if value.as_str().is_some_and(|url| {
                !["http://", "https://", "attachment://"].iter().any(|scheme| url.starts_with(scheme))
            }) {
                faults.add(at(part), "Scheme must be one of ('http', 'https').");
            }
        }
    }
    if whole > OVER_EMBEDS {
        faults.add("embeds", format!("Embed size exceeds maximum size of {OVER_EMBEDS}: {whole}"));
    }
}

/// Files that embeds and `attachments` name must be there.
fn referred(embeds: &[Value], attachments: &[Value], uploads: &[Upload], faults: &mut Faults) {
    let renamed = attachments.iter().filter_map(|one| one["filename"].as_str());
    let names: BTreeSet<&str> = uploads.iter().map(|upload| upload.name.as_str()).chain(renamed).collect();
    for (n, embed) in embeds.iter().enumerate() {
        for part in ["image", "thumbnail"] {
            let url = embed[part]["url"].as_str().and_then(|url| url.strip_prefix("attachment://"));
            if let Some(name) = url.filter(|name| !names.contains(name)) {
                faults.add(format!("embeds[{n}].{part}"), format!("No such file: {name}"));
            }
        }
    }
}

/// `parse` and a list of the same kind exclude each other.
fn mentions(body: &Value, faults: &mut Faults) {
    let allowed = &body["allowed_mentions"];
    for (n, kind) in list(&allowed["parse"]).iter().enumerate() {
        match kind.as_str() {
            Some("roles" | "users" | "everyone") => {}
            _ => faults
                .add(format!("allowed_mentions.parse[{n}]"), "Value must be one of ('everyone', 'roles', 'users')."),
        }
        if kind.as_str().is_some_and(|kind| !list(&allowed[kind]).is_empty()) {
            faults.add("allowed_mentions", "parse and a list of the same kind are mutually exclusive");
        }
    }
    for kind in ["users", "roles"] {
        if list(&allowed[kind]).len() > 100 {
            faults.add(format!("allowed_mentions.{kind}"), "Must be 100 or fewer in length.");
        }
    }
}

/// Whom a content notifies: everything that it names, unless `allowed_mentions` says less.
pub fn pings(content: &str, allowed: &Value, users: &BTreeMap<String, User>) -> Vec<String> {
    let parsed = |kind: &str| allowed.is_null() || list(&allowed["parse"]).iter().any(|one| one == kind);
    let listed = |kind: &str, id: &str| list(&allowed[kind]).iter().any(|one| one == id);
    let mut pings = Vec::new();
    if parsed("everyone") && (content.contains("@everyone") || content.contains("@here")) {
        pings.push("everyone".to_owned());
    }
    for part in content.split("<@").skip(1) {
        let Some((id, _)) = part.split_once('>') else { continue };
        let (kind, id) = match id.strip_prefix('&') {
            Some(role) => ("roles", role),
            None => ("users", id.trim_start_matches('!')),
        };
        if (kind == "roles" || users.contains_key(id)) && (parsed(kind) || listed(kind, id)) {
            pings.push(id.to_owned());
        }
    }
    pings
}

/// Buttons, selects and inputs of rows and of whatever else holds them.
pub fn elements(components: &[Value]) -> Vec<Value> {
    let mut found = Vec::new();
    for component in components {
        if !component["custom_id"].is_null() || component["type"] == 2 {
            found.push(component.clone());
        }
        found.extend(elements(list(&component["components"])));
        for part in ["component", "accessory"] {
            found.extend(component.get(part).map(|one| elements(std::slice::from_ref(one))).into_iter().flatten());
        }
    }
    found
}
