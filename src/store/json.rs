//! Values that stand in a column as JSON text, which both engines keep alike.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Result, StoreError};

/// # Errors
///
/// The text is not what was written: a mistake of ours.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| StoreError::Query(sqlx::Error::Decode(error.into())))
}

/// # Errors
///
/// The value has no JSON: a mistake of ours.
pub fn write(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Query(sqlx::Error::Encode(error.into())))
}
