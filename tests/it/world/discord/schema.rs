//! Every body against Discord's published API (OpenAPI 3.1), as much of JSON Schema as that uses.

use std::sync::OnceLock;

use regex::Regex;
use serde_json::Value;

/// Where the published API is said to be wrong: the ids of attachments are numbers for every client, and permissions
/// are written as text.
const KNOWN_ERRORS: [(&str, &str); 2] = [("/attachments/", "/id"), ("", "/default_member_permissions")];

const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/specs/discord/openapi.json");

/// The published API, where it is at hand.
#[derive(Clone, Copy)]
pub struct Schema(Option<&'static Value>);

impl Schema {
    pub fn read() -> Self {
        static READ: OnceLock<Option<Value>> = OnceLock::new();
        let read = READ.get_or_init(|| {
            let text = std::fs::read_to_string(SPEC).ok();
            if text.is_none() {
                println!("skipped: bodies are not held against Discord's published API, it is not in ../shared");
            }
            text.map(|text| serde_json::from_str(&text).expect("the published API is JSON"))
        });
        Self(read.as_ref())
    }

    pub fn is_there(self) -> bool {
        self.0.is_some()
    }

    /// Bodies are not looked at: for measurements of something else.
    pub fn away() -> Self {
        Self(None)
    }

    /// What is wrong with the body of a call, each at its path.
    pub fn faults(self, operation: &str, body: &Value) -> Vec<String> {
        let Some(api) = self.0 else { return Vec::new() };
        let all = api["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values());
        let Some(found) = all.into_iter().find(|one| one["operationId"] == operation) else {
            return vec![format!("the published API has no {operation}")];
        };
        let schema = &found["requestBody"]["content"]["application/json"]["schema"];
        let absent =
            body.as_object().is_some_and(serde_json::Map::is_empty) && found["requestBody"]["required"] != true;
        if schema.is_null() || absent { Vec::new() } else { Check { api }.faults(schema, body, "") }
    }
}

struct Check {
    api: &'static Value,
}

impl Check {
    fn faults(&self, schema: &'static Value, value: &Value, at: &str) -> Vec<String> {
        let wrong_in_the_api = |(before, after): &(&str, &str)| at.contains(before) && at.ends_with(after);
        if KNOWN_ERRORS.iter().any(wrong_in_the_api) {
            return Vec::new();
        }
        let mut faults = Vec::new();
        if let Some(name) = schema["$ref"].as_str() {
            faults.extend(self.faults(self.named(name), value, at));
        }
        for part in list(&schema["allOf"]) {
            faults.extend(self.faults(part, value, at));
        }
        for kind in ["anyOf", "oneOf"] {
            let branches: Vec<Vec<String>> =
                list(&schema[kind]).iter().map(|one| self.faults(one, value, at)).collect();
            // The branch that comes nearest says what is wrong.
            if let Some(nearest) = branches.into_iter().min_by_key(Vec::len) {
                faults.extend(nearest);
            }
        }
        self.own(schema, value, at, &mut faults);
        faults
    }

    fn named(&self, name: &str) -> &'static Value {
        let pointer = name.trim_start_matches('#');
        self.api.pointer(pointer).unwrap_or_else(|| panic!("the published API has no {name}"))
    }

    fn own(&self, schema: &'static Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let mut add = |fault: String| faults.push(format!("{}: {fault}", if at.is_empty() { "/" } else { at }));
        let kinds: Vec<&str> = match &schema["type"] {
            Value::String(kind) => vec![kind],
            kinds => list(kinds).iter().filter_map(Value::as_str).collect(),
        };
        if !kinds.is_empty() && !kinds.iter().any(|kind| is(kind, value)) {
            return add(format!("{value} is not {kinds:?}"));
        }
        if let Some(allowed) = schema["enum"].as_array().filter(|allowed| !allowed.contains(value)) {
            add(format!("{value} is none of {allowed:?}"));
        }
        if schema.get("const").is_some_and(|only| only != value) {
            add(format!("{value} is not {}", schema["const"]));
        }
        match value {
            Value::String(text) => text_faults(schema, text).into_iter().for_each(add),
            Value::Number(number) => {
                let number = number.as_f64().unwrap();
                if schema["minimum"].as_f64().is_some_and(|min| number < min)
                    || schema["maximum"].as_f64().is_some_and(|max| number > max)
                {
                    add(format!("{number} is out of range"));
                }
            }
            Value::Array(items) => {
                size_faults(schema, "Items", items.len()).into_iter().for_each(&mut add);
                if schema["uniqueItems"] == true && (1..items.len()).any(|n| items[..n].contains(&items[n])) {
                    add("an item stands twice".to_owned());
                }
                for (n, item) in items.iter().enumerate().filter(|_| schema.get("items").is_some()) {
                    faults.extend(self.faults(&schema["items"], item, &format!("{at}/{n}")));
                }
            }
            Value::Object(fields) => {
                size_faults(schema, "Properties", fields.len()).into_iter().for_each(&mut add);
                let missing = list(&schema["required"]).iter().filter_map(Value::as_str);
                missing.filter(|name| !fields.contains_key(*name)).for_each(|name| add(format!("{name} is missing")));
                for (name, field) in fields {
                    let at = format!("{at}/{name}");
                    match (schema["properties"].get(name), schema.get("additionalProperties")) {
                        (Some(known), _) => faults.extend(self.faults(known, field, &at)),
                        (None, Some(Value::Bool(false))) => faults.push(format!("{at}: no such field")),
                        (None, Some(others @ Value::Object(_))) => faults.extend(self.faults(others, field, &at)),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

fn list(value: &'static Value) -> &'static [Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type {other}"),
    }
}

fn size_faults(schema: &Value, of: &str, size: usize) -> Option<String> {
    let size = size as u64;
    let (min, max) = (schema[format!("min{of}")].as_u64(), schema[format!("max{of}")].as_u64());
    let wrong = min.is_some_and(|min| size < min) || max.is_some_and(|max| size > max);
    wrong.then(|| format!("{size} {of}, not {min:?} to {max:?}").to_lowercase())
}

fn text_faults(schema: &Value, text: &str) -> Vec<String> {
    let mut faults: Vec<String> = size_faults(schema, "Length", text.chars().count()).into_iter().collect();
    if let Some(pattern) = schema["pattern"].as_str() {
        // The pattern of JSON Schema is that of a web page's script; this one is near enough for what is in use.
        let fits = Regex::new(pattern).map_or(true, |pattern| pattern.is_match(text));
        faults.extend((!fits).then(|| format!("{text:?} does not match {pattern}")));
    }
    faults
}
