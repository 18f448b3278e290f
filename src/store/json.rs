//! Values that stand in a column as JSON text, which both engines keep alike, each under the version of its shape.

use std::fmt::Display;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Result, StoreError};

/// Makes what one version wrote what the next one writes. What is not as expected it leaves alone; reading tells of it.
pub type Step = fn(Value) -> Value;

/// A column that holds values of one shape.
///
/// A field that older rows lack and that means the same without is a `serde(default)` of the shape. Any other change of a
/// shape is a step, and rows of every older version go on being read.
pub struct Column<T> {
    table: &'static str,
    name: &'static str,
    /// From the first version to the second, and so on.
    steps: &'static [Step],
    shape: PhantomData<fn(T) -> T>,
}

impl<T> Column<T> {
    /// A column whose shape never changed.
    pub const fn new(table: &'static str, name: &'static str) -> Self {
        Self::since(table, name, &[])
    }

    /// A column whose shape changed as often as there are steps.
    pub const fn since(table: &'static str, name: &'static str, steps: &'static [Step]) -> Self {
        Self { table, name, steps, shape: PhantomData }
    }

    /// The version that is written.
    fn version(&self) -> usize {
        1 + self.steps.len()
    }

    fn spoilt(&self, row: impl Display, cause: impl Display) -> StoreError {
        StoreError::spoilt(self.table, row, self.name, cause)
    }
}

impl<T: DeserializeOwned> Column<T> {
    /// What stands in a row, whichever version wrote it.
    ///
    /// # Errors
    ///
    /// [`StoreError::Spoilt`]: no version writes such a text.
    pub fn read(&self, row: impl Display, text: &str) -> Result<T> {
        let stored = serde_json::from_str(text).map_err(|error| self.spoilt(&row, cause(&error)))?;
        let (version, value) = opened(stored);
        let Some(steps) = version.checked_sub(1).and_then(|done| self.steps.get(done..)) else {
            return Err(
                self.spoilt(row, format!("its version is {version}, this Squall reads 1 to {}", self.version()))
            );
        };
        let value = steps.iter().fold(value, |value, step| step(value));
        serde_json::from_value(value).map_err(|error| self.spoilt(row, cause(&error)))
    }
}

impl<T: Serialize> Column<T> {
    /// As it is stored from now on.
    ///
    /// # Errors
    ///
    /// The value has no JSON: a mistake of ours.
    pub fn write(&self, value: &T) -> Result<String> {
        #[derive(Serialize)]
        struct Sealed<'a, T> {
            v: usize,
            is: &'a T,
        }
        let sealed = Sealed { v: self.version(), is: value };
        serde_json::to_string(&sealed).map_err(|error| StoreError::Query(sqlx::Error::Encode(error.into())))
    }
}

/// The version and the value: `{"v":2,"is":...}`. Rows that were written before there were versions are of the first.
fn opened(stored: Value) -> (usize, Value) {
    let version = stored["v"].as_u64().and_then(|version| usize::try_from(version).ok());
    match (version, stored) {
        (Some(version), Value::Object(mut sealed)) if sealed.contains_key("is") => {
            (version, sealed.remove("is").unwrap_or_default())
        }
        (_, value) => (1, value),
    }
}

/// What is wrong with a text, without a word of it: it may be the public's.
fn cause(error: &serde_json::Error) -> String {
    let said = error.to_string();
    match said.rsplit_once(", expected ") {
        Some((_, expected)) => format!("expected {expected}"),
        None if !error.is_data() || said.starts_with("missing field") => said,
        None => "a value is out of its range".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// At first a name, then a list of them, then each with a rank.
    const NAMES: Column<Vec<(String, u8)>> = Column::since("team", "names", &[listed, ranked]);

    fn listed(name: Value) -> Value {
        json!([name])
    }

    fn ranked(names: Value) -> Value {
        match names {
            Value::Array(names) => names.into_iter().map(|name| json!([name, 0])).collect(),
            other => other,
        }
    }

    #[test]
    fn what_every_version_wrote_is_read() {
        let mia = |rank| vec![("mia".to_owned(), rank)];
        assert_eq!(NAMES.read(1, r#""mia""#).unwrap(), mia(0));
        assert_eq!(NAMES.read(1, r#"{"v":1,"is":"mia"}"#).unwrap(), mia(0));
        assert_eq!(NAMES.read(1, r#"{"v":2,"is":["mia"]}"#).unwrap(), mia(0));
        let written = NAMES.write(&mia(7)).unwrap();
        assert!(written.starts_with(r#"{"v":3,"#), "{written}");
        assert_eq!(NAMES.read(1, &written).unwrap(), mia(7));
    }

    #[test]
    fn what_no_version_wrote_names_its_row_and_repeats_nothing_of_it() {
        let spoilt =
            ["", "{", r#"{"v":9,"is":[]}"#, r#"{"v":0,"is":[]}"#, r#"{"v":3,"is":"secret"}"#, r#"{"secret":1}"#];
        for text in spoilt.into_iter().chain([r#"{"v":3,"is":[["mia, expected secret",900]]}"#]) {
            let error = NAMES.read(42, text).unwrap_err();
            let StoreError::Spoilt(spoilt) = &error else { panic!("{error}") };
            assert_eq!((spoilt.table, spoilt.row.as_str(), spoilt.column), ("team", "42", Some("names")));
            let said = error.to_string();
            assert!(said.contains("names: ") && !said.contains("secret"), "{said}");
            assert!(!said.contains('\n') && !error.is_passing(), "{said}");
        }
    }

    #[test]
    fn a_value_that_looks_sealed_is_read_as_it_was_written() {
        let column: Column<std::collections::BTreeMap<String, u8>> = Column::new("team", "counts");
        let counts = [("v".to_owned(), 2), ("is".to_owned(), 3)].into();
        assert_eq!(column.read(1, &column.write(&counts).unwrap()).unwrap(), counts);
    }
}
