//! JSON values as YAML, with remarks. Just enough for a manifest: every string is quoted as in JSON, which YAML reads.

use serde_json::Value;

/// Block style. `remark` may say something about a string in a list.
pub(super) fn yaml(value: &Value, remark: &dyn Fn(&str) -> Option<&'static str>) -> String {
    let mut text = String::new();
    write(value, 0, remark, &mut text);
    text
}

fn write(value: &Value, depth: usize, remark: &dyn Fn(&str) -> Option<&'static str>, text: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                text.push_str(&format!("{indent}{key}:"));
                after_mark(value, depth, remark, text);
            }
        }
        Value::Array(items) => {
            for item in items {
                text.push_str(&format!("{indent}-"));
                if let Some(why) = item.as_str().and_then(remark) {
                    text.push_str(&format!(" {item} # {why}\n"));
                } else {
                    after_mark(item, depth, remark, text);
                }
            }
        }
        scalar => text.push_str(&format!("{indent}{scalar}\n")),
    }
}

/// A scalar on the same line, anything with parts on the next.
fn after_mark(value: &Value, depth: usize, remark: &dyn Fn(&str) -> Option<&'static str>, text: &mut String) {
    let has_parts = value.as_object().is_some_and(|o| !o.is_empty()) || value.as_array().is_some_and(|a| !a.is_empty());
    if has_parts {
        text.push('\n');
        write(value, depth + 1, remark, text);
    } else {
        text.push_str(&format!(" {value}\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_indented_and_scalars_on_their_line() {
        let value = serde_json::json!({"a": {"b": [1, "x: y", {"c": true}]}, "d": [], "e": null});
        let expected = "a:\n  b:\n    - 1\n    - \"x: y\" # why\n    -\n      c: true\nd: []\ne: null\n";
        assert_eq!(yaml(&value, &|text| (text == "x: y").then_some("why")), expected);
    }
}
