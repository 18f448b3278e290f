//! Components of messages and modals. https://docs.discord.com/developers/components/reference

use std::collections::BTreeSet;

use serde_json::Value;

use super::limits::{Faults, elements, list};

const CUSTOM_ID: usize = 100;
const OPTIONS: usize = 25;
/// Parts of a message that is made of components alone.
const NEWER: usize = 40;
/// Parts that only such a message has: section, text, thumbnail, gallery, file, separator, container.
const NEWER_KINDS: [u64; 7] = [9, 10, 11, 12, 13, 14, 17];

/// Rows of a message: at most five of five buttons, or of one select.
pub fn in_message(rows: &[Value], newer: bool, faults: &mut Faults) {
    if newer {
        let count = count(rows);
        if count > NEWER {
            faults.add("components", format!("The maximum number of components is {NEWER}: {count}"));
        }
    } else if rows.len() > 5 {
        faults.add("components", "Must be between 1 and 5 in length.");
    }
    for (n, found) in rows.iter().enumerate() {
        let at = format!("components[{n}]");
        match found["type"].as_u64() {
            Some(1) => row(&at, found, faults),
            Some(kind) if newer && NEWER_KINDS.contains(&kind) => {}
            _ => faults.add(at, "Value of field \"type\" must be one of (1,)."),
        }
    }
    for (n, element) in elements(rows).iter().enumerate() {
        let at = format!("components.{n}");
        match element["type"].as_u64() {
            Some(2) => button(&at, element, faults),
            Some(3 | 5 | 6 | 7 | 8) => select(&at, element, faults),
            _ => faults.add(at, "No such component in a message."),
        }
    }
    unique(rows, faults);
}

fn count(components: &[Value]) -> usize {
    components.iter().map(|one| 1 + count(list(&one["components"])) + usize::from(one.get("accessory").is_some())).sum()
}

fn row(at: &str, row: &Value, faults: &mut Faults) {
    let inside = list(&row["components"]);
    let are_buttons = inside.iter().all(|one| one["type"] == 2);
    match inside.len() {
        0 => faults.add(at, "Must be between 1 and 5 in length."),
        1..=5 if are_buttons => {}
        1 => {}
        _ => faults.add(at, "A row has at most five buttons or one select."),
    }
}

fn unique(components: &[Value], faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for element in elements(components) {
        let id = element["custom_id"].as_str().unwrap_or_default().to_owned();
        if !id.is_empty() && !seen.insert(id.clone()) {
            faults.add("components", format!("Component custom id cannot be duplicated: {id}"));
        }
    }
}

fn custom_id(at: &str, element: &Value, faults: &mut Faults) {
    faults.text(&format!("{at}.custom_id"), &element["custom_id"], CUSTOM_ID, true);
}

fn button(at: &str, button: &Value, faults: &mut Faults) {
    let style = button["style"].as_u64();
    faults.text(&format!("{at}.label"), &button["label"], 80, false);
    if button["label"].as_str().unwrap_or_default().is_empty() && button["emoji"].is_null() {
        faults.add(format!("{at}.label"), "A button must have a label or emoji.");
    }
    match style {
        Some(1..=4) => custom_id(at, button, faults),
        Some(5) => {
            faults.text(&format!("{at}.url"), &button["url"], 512, true);
            if !button["custom_id"].is_null() {
                faults.add(format!("{at}.custom_id"), "A custom id and url cannot both be specified");
            }
        }
        _ => faults.add(format!("{at}.style"), "Value must be one of {1, 2, 3, 4, 5}."),
    }
}

fn select(at: &str, select: &Value, faults: &mut Faults) {
    custom_id(at, select, faults);
    faults.text(&format!("{at}.placeholder"), &select["placeholder"], 150, false);
    faults.number(&format!("{at}.min_values"), &select["min_values"], 0..=25);
    faults.number(&format!("{at}.max_values"), &select["max_values"], 1..=25);
    if select["type"] != 3 {
        return;
    }
    let options = list(&select["options"]);
    if !(1..=OPTIONS).contains(&options.len()) {
        faults.add(format!("{at}.options"), "Must be between 1 and 25 in length.");
    }
    let values: BTreeSet<&str> = options.iter().filter_map(|option| option["value"].as_str()).collect();
    if values.len() < options.len() {
        faults.add(format!("{at}.options"), "The specified option value is already used");
    }
    for (n, option) in options.iter().enumerate() {
        faults.text(&format!("{at}.options[{n}].label"), &option["label"], 100, true);
        faults.text(&format!("{at}.options[{n}].value"), &option["value"], 100, true);
        faults.text(&format!("{at}.options[{n}].description"), &option["description"], 100, false);
    }
}

/// A modal: a title, and one to five rows with a text input, labels or texts.
pub fn modal(modal: &Value) -> Vec<(String, String)> {
    let mut faults = Faults::default();
    faults.text("data.title", &modal["title"], 45, true);
    faults.text("data.custom_id", &modal["custom_id"], CUSTOM_ID, true);
    let parts = list(&modal["components"]);
    if !(1..=5).contains(&parts.len()) {
        faults.add("data.components", "Must be between 1 and 5 in length.");
    }
    for (n, part) in parts.iter().enumerate() {
        let at = format!("data.components[{n}]");
        match part["type"].as_u64() {
            Some(1) => match list(&part["components"]) {
                [input] if input["type"] == 4 => {
                    faults.text(&format!("{at}.components[0].label"), &input["label"], 45, true);
                    text_input(&format!("{at}.components[0]"), input, &mut faults);
                }
                _ => faults.add(at, "A row of a modal has one text input."),
            },
            Some(18) => {
                faults.text(&format!("{at}.label"), &part["label"], 45, true);
                faults.text(&format!("{at}.description"), &part["description"], 100, false);
                match part["component"]["type"].as_u64() {
                    Some(4) => text_input(&format!("{at}.component"), &part["component"], &mut faults),
                    Some(3 | 5 | 6 | 7 | 8) => select(&format!("{at}.component"), &part["component"], &mut faults),
                    Some(19 | 21 | 22 | 23) => custom_id(&at, &part["component"], &mut faults),
                    _ => faults.add(at, "No such component in a label."),
                }
            }
            Some(10) => faults.text(&format!("{at}.content"), &part["content"], 4000, true),
            _ => faults.add(at, "No such component in a modal."),
        }
    }
    unique(parts, &mut faults);
    faults.0
}

fn text_input(at: &str, input: &Value, faults: &mut Faults) {
    custom_id(at, input, faults);
    if !matches!(input["style"].as_u64(), Some(1 | 2)) {
        faults.add(format!("{at}.style"), "Value must be one of {1, 2}.");
    }
    faults.number(&format!("{at}.min_length"), &input["min_length"], 0..=4000);
    faults.number(&format!("{at}.max_length"), &input["max_length"], 1..=4000);
    faults.text(&format!("{at}.placeholder"), &input["placeholder"], 100, false);
    let max = input["max_length"].as_u64().unwrap_or(4000);
    faults.text(&format!("{at}.value"), &input["value"], usize::try_from(max).unwrap(), false);
}
