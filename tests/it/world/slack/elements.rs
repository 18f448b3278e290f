//! The interactive parts of blocks. https://docs.slack.dev/reference/block-kit/block-elements

use serde_json::Value;

use super::blocks::Findings;

/// Fields beside `type` and `action_id`, by type.
fn fields(kind: &str) -> Option<&'static [&'static str]> {
    Some(match kind {
        "button" => &["text", "url", "value", "style", "confirm", "accessibility_label"],
        "static_select" => &["placeholder", "options", "option_groups", "initial_option", "confirm", "focus_on_load"],
        "multi_static_select" => &[
            "placeholder",
            "options",
            "option_groups",
            "initial_options",
            "confirm",
            "max_selected_items",
            "focus_on_load",
        ],
        "users_select" => &["placeholder", "initial_user", "confirm", "focus_on_load"],
        "multi_users_select" => &["placeholder", "initial_users", "confirm", "max_selected_items", "focus_on_load"],
        "channels_select" => &["placeholder", "initial_channel", "confirm", "response_url_enabled", "focus_on_load"],
        "conversations_select" => &[
            "placeholder",
            "initial_conversation",
            "default_to_current_conversation",
            "confirm",
            "response_url_enabled",
            "filter",
            "focus_on_load",
        ],
        "overflow" => &["options", "confirm"],
        "radio_buttons" => &["options", "initial_option", "confirm", "focus_on_load"],
        "checkboxes" => &["options", "initial_options", "confirm", "focus_on_load"],
        "datepicker" => &["placeholder", "initial_date", "confirm", "focus_on_load"],
        "timepicker" => &["placeholder", "initial_time", "confirm", "focus_on_load", "timezone"],
        "datetimepicker" => &["initial_date_time", "confirm", "focus_on_load"],
        "plain_text_input" => &[
            "placeholder",
            "initial_value",
            "multiline",
            "min_length",
            "max_length",
            "dispatch_action_config",
            "focus_on_load",
        ],
        "email_text_input" | "url_text_input" => {
            &["placeholder", "initial_value", "dispatch_action_config", "focus_on_load"]
        }
        "number_input" => &[
            "placeholder",
            "initial_value",
            "is_decimal_allowed",
            "min_value",
            "max_value",
            "dispatch_action_config",
            "focus_on_load",
        ],
        _ => return None,
    })
}

const ONLY_TYPED: [&str; 4] = ["plain_text_input", "email_text_input", "url_text_input", "number_input"];

/// What stands in an actions row or beside a section.
pub fn interactive(found: &mut Findings, element: &Value) {
    if element["type"].as_str().is_some_and(|kind| ONLY_TYPED.contains(&kind)) {
        return found.add("what is typed into belongs into an input block");
    }
    any(found, element);
}

/// What stands in an input block.
pub fn input(found: &mut Findings, element: &Value) {
    if ["button", "overflow"].iter().any(|kind| element["type"] == *kind) {
        return found.add("a button is no input");
    }
    any(found, element);
}

fn any(found: &mut Findings, element: &Value) {
    let kind = element["type"].as_str().unwrap_or_default();
    let Some(own) = fields(kind) else { return found.add(format!("unsupported element type: {kind:?}")) };
    found.only(element, &[own, &["type", "action_id"]].concat());
    found.string(element, "action_id", 255);
    found.text(element, "placeholder", 150, true);
    confirm(found, &element["confirm"]);
    match kind {
        "button" => button(found, element),
        "overflow" => options(found, element, 5),
        "radio_buttons" | "checkboxes" => options(found, element, 10),
        "static_select" | "multi_static_select" => select(found, element),
        "plain_text_input" => typed(found, element),
        "number_input" if !element["is_decimal_allowed"].is_boolean() => {
            found.add("missing required field: is_decimal_allowed");
        }
        _ => {}
    }
}

fn button(found: &mut Findings, button: &Value) {
    found.needed_text(button, "text", 75, true);
    found.string(button, "value", 2000);
    found.string(button, "url", 3000);
    found.string(button, "accessibility_label", 75);
    if !button["style"].is_null() && !["primary", "danger"].iter().any(|style| button["style"] == *style) {
        found.add("style must be primary or danger");
    }
}

fn typed(found: &mut Findings, input: &Value) {
    let longest = input["max_length"].as_u64();
    if longest.is_some_and(|longest| !(1..=3000).contains(&longest)) {
        found.add("max_length must be between 1 and 3000");
    }
    let max = usize::try_from(longest.unwrap_or(3000)).unwrap_or(3000);
    found.string(input, "initial_value", max);
}

fn select(found: &mut Findings, select: &Value) {
    if select["options"].is_null() == select["option_groups"].is_null() {
        found.add("must have either options or option_groups");
    }
    found.list(select, "option_groups", 100, |found, group| {
        found.only(group, &["label", "options"]);
        found.needed_text(group, "label", 75, true);
        found.list(group, "options", 100, option);
    });
    options_of(found, select, 100);
}

fn options(found: &mut Findings, element: &Value, max: usize) {
    if element["options"].is_null() {
        found.add("missing required field: options");
    }
    options_of(found, element, max);
}

fn options_of(found: &mut Findings, element: &Value, max: usize) {
    found.list(element, "options", max, option);
    let empty = Vec::new();
    let direct = element["options"].as_array().unwrap_or(&empty);
    let grouped = element["option_groups"].as_array().unwrap_or(&empty);
    let all: Vec<&Value> =
        direct.iter().chain(grouped.iter().flat_map(|group| group["options"].as_array().unwrap_or(&empty))).collect();
    let initial = &element["initial_option"];
    let chosen =
        element["initial_options"].as_array().unwrap_or(&empty).iter().chain((!initial.is_null()).then_some(initial));
    for one in chosen {
        if !all.contains(&one) {
            found.add("initial_option must exactly match one of the options");
        }
    }
}

fn option(found: &mut Findings, option: &Value) {
    found.only(option, &["text", "value", "description", "url"]);
    found.needed_text(option, "text", 75, false);
    found.needed(option, "value", 150);
    found.text(option, "description", 75, false);
}

fn confirm(found: &mut Findings, confirm: &Value) {
    if confirm.is_null() {
        return;
    }
    found.inside("confirm", |found| {
        found.only(confirm, &["title", "text", "confirm", "deny", "style"]);
        found.needed_text(confirm, "title", 100, true);
        found.needed_text(confirm, "text", 300, false);
        found.needed_text(confirm, "confirm", 30, true);
        found.needed_text(confirm, "deny", 30, true);
    });
}

/// A part of rich text: a paragraph, a list, a quote, preformatted; and what stands in it.
/// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
pub fn rich(found: &mut Findings, part: &Value) {
    let own: &[&str] = match part["type"].as_str().unwrap_or_default() {
        "rich_text_section" => &[],
        "rich_text_list" => &["style", "indent", "offset", "border"],
        "rich_text_quote" => &["border"],
        "rich_text_preformatted" => &["border", "language"],
        "text" => return words(found, part, &["text", "style"]),
        "link" => return words(found, part, &["text", "style", "url", "unsafe"]),
        "emoji" => return found.only(part, &["type", "name", "unicode", "style", "skin_tone", "url"]),
        "user" => return found.only(part, &["type", "user_id", "style"]),
        "channel" => return found.only(part, &["type", "channel_id", "style"]),
        "usergroup" => return found.only(part, &["type", "usergroup_id", "style"]),
        "broadcast" => return found.only(part, &["type", "range", "style"]),
        "date" => return found.only(part, &["type", "timestamp", "format", "url", "fallback", "style"]),
        other => return found.add(format!("unsupported rich text: {other:?}")),
    };
    found.only(part, &[own, &["type", "elements"]].concat());
    if !part["elements"].is_array() {
        found.add("missing required field: elements");
    } else if part["elements"].as_array().is_some_and(|inside| !inside.is_empty()) {
        found.list(part, "elements", usize::MAX, rich);
    }
}

fn words(found: &mut Findings, part: &Value, own: &[&str]) {
    found.only(part, &[own, &["type"]].concat());
    if part["type"] == "link" {
        found.needed(part, "url", 3000);
    } else {
        found.needed(part, "text", usize::MAX - 1);
    }
}
