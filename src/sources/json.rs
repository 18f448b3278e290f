//! A JSON object as a row: members are columns, nested ones by their path (`author.followers`).

use serde_json::{Map, Value};

/// How deep members are looked for.
const DEPTH: usize = 3;

/// Said about other JSON.
pub const NO_OBJECT: &str = "it is no JSON object; write {\"created_at\": ..., \"text\": ...}";

/// The one object that `bytes` hold.
pub fn object(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(error.valid_up_to()))?;
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(NO_OBJECT.into()),
        Err(error) => Err(wrong(&error)),
    }
}

/// Said about bytes that are no text.
pub fn not_utf8(at: usize) -> String {
    format!("byte {} is no valid UTF-8; save the file as UTF-8", at + 1)
}

/// An error of the parser without its position in lines: there is only one.
fn wrong(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    format!("it is no valid JSON: {said} at column {}", error.column())
}

/// Gives every filled member to `each`, with its path.
pub fn members(object: &Map<String, Value>, each: &mut impl FnMut(&str, &str)) {
    walk(object, "", DEPTH, each);
}

fn walk(object: &Map<String, Value>, path: &str, depth: usize, each: &mut impl FnMut(&str, &str)) {
    for (key, value) in object {
        let joined;
        let name = if path.is_empty() {
            key.as_str()
        } else {
            joined = format!("{path}.{key}");
            &joined
        };
        match value {
            Value::String(text) => each(name, text),
            Value::Number(number) => each(name, &number.to_string()),
            Value::Bool(value) => each(name, if *value { "true" } else { "false" }),
            Value::Object(inner) if depth > 1 => walk(inner, name, depth - 1, each),
            Value::Null | Value::Array(_) | Value::Object(_) => {}
        }
    }
}
