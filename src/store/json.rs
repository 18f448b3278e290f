//! Values that stand in a column as JSON text, which both engines keep alike.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::{Result, StoreError};

/// # Errors
///
/// The text is not what was written. The error does not quote it: it may hold the public's words.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| {
        let what = match error.classify() {
            Category::Data => "is of another shape than was written",
            Category::Eof => "ends too early",
            Category::Syntax | Category::Io => "is no JSON",
        };
        StoreError::Query(sqlx::Error::Decode(format!("its JSON {what} (character {})", error.column()).into()))
    })
}

/// # Errors
///
/// The value has no JSON: a mistake of ours.
pub fn write(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Query(sqlx::Error::Encode(error.into())))
}
