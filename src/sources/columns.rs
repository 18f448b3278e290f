//! The columns of one file: what each is for, and how often it is filled.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::fields::{Field, FieldMap, Slot, plain};
use super::row::{Row, is_nothing};
use super::{dates, json, numbers};

/// Columns that are told apart; JSON may have any number of members.
const MOST: usize = 1_000;
/// Characters of an example.
const EXAMPLE: usize = 60;

/// One column, as far as it was read.
#[derive(Clone, Debug)]
pub struct Column {
    pub name: String,
    /// What it is for; nothing where it is not used.
    pub slot: Option<Slot>,
    /// Rows in which it holds something.
    pub filled: u64,
    /// Of those, the rows in which a count or a date can't be read.
    pub unreadable: u64,
    /// The first thing that it held.
    pub example: String,
}

/// All columns seen so far, in order.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    map: FieldMap,
    all: Vec<Column>,
    by_name: HashMap<String, usize>,
}

impl Columns {
    pub fn new(map: FieldMap) -> Self {
        Self { map, ..Self::default() }
    }

    /// Adds a column and says its place.
    pub fn add(&mut self, name: &str) -> usize {
        let place = self.all.len();
        let slot = self.map.slot(name);
        self.all.push(Column { name: name.to_owned(), slot, filled: 0, unreadable: 0, example: String::new() });
        self.by_name.entry(name.to_owned()).or_insert(place);
        place
    }

    /// The place of a column by name, new ones at the end. Nothing for one too many.
    pub fn find(&mut self, name: &str) -> Option<usize> {
        match self.by_name.get(name) {
            Some(place) => Some(*place),
            None if self.all.len() < MOST => Some(self.add(name)),
            None => None,
        }
    }

    /// Counts what a row holds in the column at `place`, and puts it into the row. Bytes that are no text are an error
    /// only in a column that is used.
    pub fn fill(&mut self, place: usize, bytes: &[u8], row: &mut Row) -> Result<(), String> {
        let Some(column) = self.all.get_mut(place) else { return Ok(()) };
        if bytes.trim_ascii().is_empty() {
            return Ok(());
        }
        let value = match (std::str::from_utf8(bytes), column.slot) {
            (Ok(value), _) => value,
            (Err(_), None) => {
                column.filled += 1;
                return Ok(());
            }
            (Err(_), Some(_)) => {
                return Err(format!("the column `{}` is no valid UTF-8; save the file as UTF-8", column.name));
            }
        };
        if column.slot.is_some_and(|slot| is_nothing(slot.field, value)) {
            return Ok(());
        }
        column.filled += 1;
        if column.example.is_empty() {
            column.example = value.trim().chars().take(EXAMPLE).collect();
        }
        if let Some(slot) = column.slot {
            let readable = match slot.field {
                Field::Date => dates::parse(value).is_some(),
                field => !field.is_count() || numbers::parse(value).is_some(),
            };
            column.unreadable += u64::from(!readable);
            row.put(slot, value);
        }
        Ok(())
    }

    /// A JSON object as a row.
    pub fn row(&mut self, object: &Map<String, Value>) -> Row {
        let mut row = Row::default();
        json::members(object, &mut |name, value| {
            if let Some(place) = self.find(name) {
                // What is a `str` already can't fail as UTF-8.
                let _ = self.fill(place, value.as_bytes(), &mut row);
            }
        });
        row
    }

    pub fn map(&self) -> &FieldMap {
        &self.map
    }

    pub fn all(&self) -> &[Column] {
        &self.all
    }

    /// The first column that the person named and that is not there.
    pub fn missing(&self) -> Option<&str> {
        let there = |name: &str| self.all.iter().any(|column| plain(&column.name) == plain(name));
        self.map.columns().find(|name| !there(name))
    }
}
