//! Block Kit's rules: which fields a block has, how long they may be, how many of them there are.
//! https://docs.slack.dev/reference/block-kit/blocks

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::args::refuse;
use super::elements;
use super::state::State;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    Message,
    Modal,
    Home,
}

/// All characters of a message's blocks together: seen, not documented (slackapi/bolt-js#2509).
const MAX_TOTAL: usize = 13_200;
/// Buttons in a row that a person still overlooks at once; a rule of the house, below Slack's 25.
const OUR_ACTIONS: usize = 6;

/// What is wrong, and where.
#[derive(Default)]
pub struct Findings {
    pub wrong: Vec<String>,
    pub at: String,
}

impl Findings {
    pub fn add(&mut self, what: impl AsRef<str>) {
        self.wrong.push(format!("[ERROR] {} [json-pointer:{}]", what.as_ref(), self.at));
    }

    /// Looks into a part.
    pub fn inside(&mut self, part: impl std::fmt::Display, look: impl FnOnce(&mut Self)) {
        let length = self.at.len();
        self.at.push_str(&format!("/{part}"));
        look(self);
        self.at.truncate(length);
    }

    /// No field but these.
    pub fn only(&mut self, value: &Value, allowed: &[&str]) {
        let Some(fields) = value.as_object() else { return self.add("must be an object") };
        for name in fields.keys().filter(|name| !allowed.contains(&name.as_str())) {
            self.add(format!("invalid additional property: {name}"));
        }
    }

    /// An optional string of at most so many characters.
    pub fn string(&mut self, value: &Value, name: &str, max: usize) {
        self.inside(name, |found| match &value[name] {
            Value::Null => {}
            Value::String(text) if text.chars().count() <= max => {}
            Value::String(text) => {
                found.add(format!("must be less than {} characters, is {}", max + 1, text.chars().count()))
            }
            _ => found.add("must be a string"),
        });
    }

    pub fn needed(&mut self, value: &Value, name: &str, max: usize) {
        if value[name].as_str().is_none_or(str::is_empty) {
            self.add(format!("missing required field: {name}"));
        }
        self.string(value, name, max);
    }

    /// A text object, if it is there.
    pub fn text(&mut self, value: &Value, name: &str, max: usize, plain: bool) {
        if !value[name].is_null() {
            self.inside(name, |found| found.text_object(&value[name], max, plain));
        }
    }

    pub fn needed_text(&mut self, value: &Value, name: &str, max: usize, plain: bool) {
        if value[name].is_null() {
            self.add(format!("missing required field: {name}"));
        }
        self.text(value, name, max, plain);
    }

    pub fn text_object(&mut self, text: &Value, max: usize, plain: bool) {
        match text["type"].as_str() {
            Some("plain_text") => self.only(text, &["type", "text", "emoji"]),
            Some("mrkdwn") if !plain => self.only(text, &["type", "text", "verbatim"]),
            _ => self.add(if plain { "must be plain_text" } else { "must be plain_text or mrkdwn" }),
        }
        self.needed(text, "text", max);
    }

    /// A list of so many things, looked at one by one.
    pub fn list(&mut self, value: &Value, name: &str, max: usize, mut look: impl FnMut(&mut Self, &Value)) {
        self.inside(name, |found| match &value[name] {
            Value::Array(items) if items.is_empty() => found.add("must contain at least one item"),
            Value::Array(items) if items.len() > max => {
                found.add(format!("no more than {max} items allowed, are {}", items.len()))
            }
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    found.inside(at, |found| look(found, item));
                }
            }
            Value::Null => {}
            _ => found.add("must be an array"),
        });
    }
}

/// Refuses blocks that Slack would refuse, and holds it against the product.
pub fn check(state: &mut State, blocks: &[Value], surface: Surface) -> Result<(), Value> {
    let mut found = Findings { at: "/blocks".into(), ..Findings::default() };
    let max = if surface == Surface::Message { 50 } else { 100 };
    if blocks.len() > max {
        found.add(format!("no more than {max} items allowed, are {}", blocks.len()));
    }
    let mut ids = BTreeSet::new();
    for (at, one) in blocks.iter().enumerate() {
        found.inside(at, |found| {
            block(found, one);
            if one["block_id"].as_str().is_some_and(|id| !ids.insert(id)) {
                found.add("block_id is used twice");
            }
        });
    }
    for row in blocks.iter().filter(|block| block["type"] == "actions") {
        let count = row["elements"].as_array().map_or(0, Vec::len);
        if count > OUR_ACTIONS {
            state.breaks("too_many_buttons", format!("{count} in a row, at most {OUR_ACTIONS} of ours"));
        }
    }
    if !found.wrong.is_empty() {
        state.breaks("invalid_blocks", found.wrong.join("; "));
        return Err(json!({ "error": "invalid_blocks", "response_metadata": { "messages": found.wrong } }));
    }
    let total: usize = blocks.iter().map(characters).sum();
    if surface == Surface::Message && total > MAX_TOTAL {
        state.breaks("msg_blocks_too_long", format!("{total} characters in blocks"));
        return Err(refuse("msg_blocks_too_long"));
    }
    Ok(())
}

/// Characters of all text in a block.
fn characters(block: &Value) -> usize {
    match block {
        Value::Object(fields) => {
            let own = fields.get("text").and_then(Value::as_str).map_or(0, |text| text.chars().count());
            own + fields.values().map(characters).sum::<usize>()
        }
        Value::Array(items) => items.iter().map(characters).sum(),
        _ => 0,
    }
}

fn block(found: &mut Findings, block: &Value) {
    let fields: &[&str] = match block["type"].as_str() {
        Some("section") => &["text", "fields", "accessory", "expand"],
        Some("header") => &["text"],
        Some("divider") => &[],
        Some("context" | "actions" | "rich_text") => &["elements"],
        Some("image") => &["image_url", "slack_file", "alt_text", "title"],
        Some("input") => &["label", "element", "hint", "optional", "dispatch_action"],
        Some("markdown") => &["text"],
        other => return found.add(format!("unsupported type: {other:?}")),
    };
    found.only(block, &[fields, &["type", "block_id"]].concat());
    found.string(block, "block_id", 255);
    match block["type"].as_str().unwrap_or_default() {
        "section" => section(found, block),
        "header" => found.needed_text(block, "text", 150, true),
        "context" => found.list(block, "elements", 10, |found, element| match element["type"].as_str() {
            Some("image") => image(found, element),
            _ => found.text_object(element, 3000, false),
        }),
        "actions" => {
            let mut ids = BTreeSet::new();
            found.list(block, "elements", 25, |found, element| {
                elements::interactive(found, element);
                if element["action_id"].as_str().is_some_and(|id| !ids.insert(id.to_owned())) {
                    found.add("action_id already exists in this block");
                }
            });
        }
        "image" => {
            image(found, block);
            found.text(block, "title", 2000, true);
        }
        "input" => {
            found.needed_text(block, "label", 2000, true);
            found.text(block, "hint", 2000, true);
            found.inside("element", |found| elements::input(found, &block["element"]));
        }
        "rich_text" => found.list(block, "elements", usize::MAX, elements::rich),
        "markdown" => found.needed(block, "text", 12_000),
        _ => {}
    }
    if ["context", "actions", "rich_text"].iter().any(|kind| block["type"] == *kind) && block["elements"].is_null() {
        found.add("missing required field: elements");
    }
}

fn section(found: &mut Findings, block: &Value) {
    if block["text"].is_null() && block["fields"].is_null() {
        found.add("missing required field: text");
    }
    found.text(block, "text", 3000, false);
    found.list(block, "fields", 10, |found, field| found.text_object(field, 2000, false));
    if !block["accessory"].is_null() {
        found.inside("accessory", |found| match block["accessory"]["type"].as_str() {
            Some("image") => image(found, &block["accessory"]),
            _ => elements::interactive(found, &block["accessory"]),
        });
    }
}

fn image(found: &mut Findings, image: &Value) {
    found.needed(image, "alt_text", 2000);
    found.string(image, "image_url", 3000);
    let file = &image["slack_file"];
    if !(image["image_url"].is_string() ^ (file["id"].is_string() || file["url"].is_string())) {
        found.add("must have either image_url or slack_file");
    }
}

/// A modal or a home tab as `views.*` takes it. https://docs.slack.dev/reference/views/modal-views
pub fn check_view(state: &mut State, view: &Value) -> Result<(), Value> {
    let mut found = Findings { at: "/view".into(), ..Findings::default() };
    let shared = ["type", "blocks", "private_metadata", "callback_id", "external_id"];
    let surface = match view["type"].as_str() {
        Some("modal") => Surface::Modal,
        Some("home") => Surface::Home,
        _ => return Err(refuse("invalid_arguments")),
    };
    if surface == Surface::Modal {
        let own = ["title", "close", "submit", "clear_on_close", "notify_on_close", "submit_disabled"];
        found.only(view, &[shared.as_slice(), &own].concat());
        found.needed_text(view, "title", 24, true);
        found.text(view, "close", 24, true);
        found.text(view, "submit", 24, true);
    } else {
        found.only(view, &shared);
    }
    found.string(view, "private_metadata", 3000);
    found.string(view, "callback_id", 255);
    found.string(view, "external_id", 255);
    let blocks = view["blocks"].as_array().cloned().unwrap_or_default();
    if view["blocks"].is_null() {
        found.add("missing required field: blocks");
    }
    if blocks.iter().any(|block| block["type"] == "input") && surface == Surface::Modal && view["submit"].is_null() {
        found.add("a modal with inputs needs a submit");
    }
    if view.to_string().len() > 250_000 {
        state.breaks("view_too_large", format!("{} bytes", view.to_string().len()));
        return Err(refuse("view_too_large"));
    }
    if !found.wrong.is_empty() {
        state.breaks("invalid_view", found.wrong.join("; "));
        return Err(json!({ "error": "invalid_arguments", "response_metadata": { "messages": found.wrong } }));
    }
    check(state, &blocks, surface)
}
