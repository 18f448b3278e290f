//! The arguments of a call: form fields or JSON, as Slack takes both.

use axum::http::{HeaderMap, header};
use reqwest::Url;
use serde_json::{Map, Value, json};

/// An answer of a method: the fields beside `ok`, or those of a refusal with its `error`.
pub type Answer = Result<Value, Value>;

pub fn refuse(error: &str) -> Value {
    json!({ "error": error })
}

#[derive(Debug, Default)]
pub struct Args {
    pub fields: Map<String, Value>,
    pub is_json: bool,
}

impl Args {
    /// Query and body together; `Err` is what Slack answers to a body that it can't read.
    pub fn read(headers: &HeaderMap, query: &str, body: &[u8]) -> Result<Self, Value> {
        let mut args = Self::default();
        args.form(query);
        let content = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if content.starts_with("application/json") {
            args.is_json = true;
            match serde_json::from_slice(body) {
                Ok(Value::Object(fields)) => args.fields.extend(fields),
                _ => return Err(refuse("invalid_json")),
            }
        } else if content.starts_with("application/x-www-form-urlencoded") {
            args.form(&String::from_utf8_lossy(body));
        } else if !body.is_empty() {
            return Err(refuse("invalid_post_type"));
        }
        Ok(args)
    }

    fn form(&mut self, text: &str) {
        for (name, value) in pairs(text) {
            self.fields.insert(name, Value::String(value));
        }
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    pub fn need(&self, name: &str, error: &str) -> Result<String, Value> {
        self.text(name).map(str::to_owned).ok_or_else(|| refuse(error))
    }

    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.fields.get(name)? {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) => Some(matches!(text.as_str(), "1" | "true")),
            _ => None,
        }
    }

    pub fn number(&self, name: &str) -> Option<usize> {
        match self.fields.get(name)? {
            Value::Number(number) => number.as_u64().map(|number| usize::try_from(number).unwrap_or(usize::MAX)),
            Value::String(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// A structure: itself in JSON, or JSON inside of a form field.
    pub fn structure(&self, name: &str) -> Result<Option<Value>, Value> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => match serde_json::from_str(text) {
                Ok(value) => Ok(Some(value)),
                Err(_) => Err(refuse(if name == "blocks" { "invalid_blocks_format" } else { "invalid_arguments" })),
            },
            Some(value) => Ok(Some(value.clone())),
        }
    }
}

/// The fields of a form.
pub fn pairs(text: &str) -> Vec<(String, String)> {
    let url = Url::parse(&format!("http://form/?{text}")).unwrap();
    url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// A form of fields.
pub fn form(fields: &[(&str, &str)]) -> String {
    let mut url = Url::parse("http://form/").unwrap();
    url.query_pairs_mut().extend_pairs(fields);
    url.query().unwrap_or_default().to_owned()
}
